"""Put pages in: each once, whole, and never over what is there."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from readout.ledger import schema
from readout.ledger.engine import Store
from readout.ledger.entries import Entry, Matcher
from readout.ledger.families import place_pages, replace_page
from readout.ledger.prepared import Prepared, identify, prepare, prepare_reading, prepare_texts, write_utc
from readout.ledger.rows import Row, contact_rows, statement_rows
from readout.ledger.verdicts import RowVerdict, find_verdicts
from readout.ledger.writing import allot_numbers, select_in, write_rows
from readout.model import Page, Unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of some pages: how many were new, new versions of a known address, known already, unreadable."""

    new: int = 0
    versions: int = 0
    known: int = 0
    unreadable: int = 0

    def __add__(self, other: "Added") -> "Added":
        return Added(
            new=self.new + other.new,
            versions=self.versions + other.versions,
            known=self.known + other.known,
            unreadable=self.unreadable + other.unreadable,
        )


def find_known(store: Store, pages: Iterable[Page] = (), *, ids: Iterable[str] = ()) -> frozenset[str]:
    """The ids, of these pages and these, that the ledger has already."""
    with store.read() as connection:
        return frozenset(_find_numbers(connection, (*map(identify, pages), *ids)))


def add_entries(
    store: Store, entries: Sequence[Entry | Unreadable], matcher: Matcher, *, now: datetime.datetime
) -> Added:
    """Put the entries in, all or none; a page that is there already stays as it is, and gains a capture.

    ``now`` is when they were added, for display alone.
    """
    prepared = [row if isinstance(row, Unreadable) else prepare(row) for row in entries]
    return add_prepared(store, prepared, matcher, now=now)


def add_prepared(
    store: Store, rows: Sequence[Prepared | Unreadable], matcher: Matcher, *, now: datetime.datetime
) -> Added:
    """Put in what was made ready, as add_entries does."""

    def work(connection: Connection) -> Added:
        added = _add_pages(connection, [row for row in rows if isinstance(row, Prepared)], matcher, now)
        for row in rows:
            if isinstance(row, Unreadable):
                added += _note_failure(connection, row)
        return added

    return store.write(work)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A page that could not be had: its name, what to ask for again, and why not."""

    name: str
    url: str
    source: str
    reason: str


def find_failures(store: Store) -> tuple[Failure, ...]:
    """The pages that could not be had, by name."""
    table = schema.failure
    with store.read() as connection:
        rows = connection.execute(sa.select(table).order_by(table.c.name)).all()
    return tuple(Failure(name=row.name, url=row.url, source=row.source, reason=row.reason) for row in rows)


def settle_source(store: Store, source: str, failed: Collection[str]) -> None:
    """A source was gone through: what failed in it before, and did not now, is a failure no more."""
    table = schema.failure
    with store.read() as connection:
        names = connection.execute(sa.select(table.c.name).where(table.c.source == source)).scalars().all()
    if mended := sorted(set(names) - set(failed)):
        store.write(lambda connection: _forget_failures(connection, mended))


def note_known(store: Store, pages: Iterable[Page]) -> None:
    """Note when pages that the ledger has were captured once more."""
    captured = {(identify(page), write_utc(page.fetched)) for page in pages if page.fetched}
    if captured:
        store.write(lambda connection: _note_captures(connection, captured))


def replace_reading(connection: Connection, number: int, id: str, entry: Entry, matcher: Matcher) -> None:
    """Put a page's reading in the place of an earlier one."""
    contacts = sa.select(schema.contact.c.number).where(schema.contact.c.page == number)
    connection.execute(schema.party.delete().where(schema.party.c.contact.in_(contacts)))
    for table in (schema.statement, schema.contact):
        connection.execute(table.delete().where(table.c.page == number))
    connection.execute(schema.reading.delete().where(schema.reading.c.page == number))
    write_rows(connection, schema.reading, [prepare_reading(entry) | {"page": number}])
    if entry.reading:
        _add_rows(connection, schema.statement, [(number, statement_rows(id, entry.reading))])
        _add_rows(connection, schema.contact, [(number, contact_rows(id, entry.reading))])
    replace_page(connection, number, prepare_texts(entry), matcher)


def _add_pages(
    connection: Connection, rows: Sequence[Prepared], matcher: Matcher, now: datetime.datetime
) -> Added:
    known = _find_numbers(connection, (row.id for row in rows))
    new = {row.id: row for row in reversed(rows) if row.id not in known}
    first = [row for row in rows if new.get(row.id) is row]
    addresses = set(_find_addresses(connection, (row.address for row in first)))
    numbered = list(zip(allot_numbers(connection, schema.page, len(first)), first, strict=True))
    _keep_contents(connection, first)
    added = {"added": write_utc(now)}
    write_rows(connection, schema.page, [row.page | {"number": number} | added for number, row in numbered])
    _note_captures(connection, {(row.id, row.fetched) for row in rows if row.fetched})
    _forget_failures(connection, [name for row in first for name in (row.name, row.address)])
    write_rows(connection, schema.reading, [row.reading | {"page": number} for number, row in numbered])
    _add_rows(connection, schema.statement, [(number, row.statements) for number, row in numbered])
    _add_rows(connection, schema.contact, [(number, row.contacts) for number, row in numbered])
    place_pages(connection, [(number, row.texts) for number, row in numbered], matcher)
    return Added(known=len(rows) - len(first)) + _count(first, addresses)


def _count(rows: Iterable[Prepared], addresses: set[str]) -> Added:
    """What became of new pages; ``addresses`` were there before."""
    new = versions = unreadable = 0
    for row in rows:
        if row.reading["body"] is None:
            unreadable += 1
        elif row.address in addresses:
            versions += 1
        else:
            new += 1
        addresses.add(row.address)
    return Added(new=new, versions=versions, unreadable=unreadable)


def _find_numbers(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """The numbers of the pages that are there, by id."""
    pages = schema.page
    rows = select_in(connection, sa.select(pages.c.id, pages.c.number), pages.c.id, ids)
    return {row.id: row.number for row in rows}


def _find_addresses(connection: Connection, addresses: Iterable[str]) -> Iterator[str]:
    """Those of the addresses that pages are there of."""
    column = schema.page.c.address
    return (row.address for row in select_in(connection, sa.select(column), column, addresses))


def _keep_contents(connection: Connection, rows: Iterable[Prepared]) -> None:
    contents = {row.content["digest"]: row.content for row in rows}
    column = schema.content.c.digest
    for row in select_in(connection, sa.select(column), column, contents):
        del contents[row.digest]
    write_rows(connection, schema.content, list(contents.values()))


def _note_captures(connection: Connection, captured: Collection[tuple[str, str]]) -> None:
    """Note the moments, in UTC, at which pages were had; pages that are not there are passed over."""
    numbers = _find_numbers(connection, (id for id, _ in captured))
    moments = {(numbers[id], fetched) for id, fetched in captured if id in numbers}
    captures = schema.capture
    rows = select_in(connection, sa.select(captures), captures.c.page, (page for page, _ in moments))
    moments -= {(row.page, row.fetched) for row in rows}
    write_rows(connection, captures, [{"page": page, "fetched": at} for page, at in sorted(moments)])


def _note_failure(connection: Connection, row: Unreadable) -> Added:
    failures = schema.failure
    # where an earlier capture of it is there, that it failed to be had again loses nothing
    if not any(_find_addresses(connection, (row.url or row.id,))):
        connection.execute(failures.delete().where(failures.c.name == row.id))
        connection.execute(
            failures.insert().values(name=row.id, url=row.url, source=row.source, reason=row.reason)
        )
    return Added(unreadable=1)


def _forget_failures(connection: Connection, names: Iterable[str]) -> None:
    column = schema.failure.c.name
    noted = [row.name for row in select_in(connection, sa.select(column), column, names)]
    for name in noted:
        connection.execute(schema.failure.delete().where(column == name))


def _add_rows(connection: Connection, table: sa.Table, placed: Sequence[tuple[int, Sequence[Row]]]) -> None:
    """Put statements or contacts in, with what people judged of them before the page was read again."""
    rows = [(page, row) for page, own in placed for row in own]
    verdicts = {v.row: v for v in find_verdicts(connection, [row.columns["id"] for _, row in rows])}
    numbers = allot_numbers(connection, table, len(rows))
    written = [
        row.columns | {"number": number, "page": page, "search": row.words} | _judged(row, table, verdicts)
        for number, (page, row) in zip(numbers, rows, strict=True)
    ]
    write_rows(connection, table, written)
    parties = [
        {"contact": number, "name": name}
        for number, (_, row) in zip(numbers, rows, strict=True)
        for name in row.parties
    ]
    write_rows(connection, schema.party, parties)


def _judged(row: Row, table: sa.Table, verdicts: Mapping[str, RowVerdict]) -> dict[str, Any]:
    verdict = verdicts.get(row.columns["id"])
    if verdict is None:
        return {"verdict": ""}
    speaker = {"speaker": verdict.speaker} if verdict.speaker and table is schema.statement else {}
    return {"verdict": verdict.shown(row.cells)} | speaker
