"""Put pages in: each once, whole, and never over what is there."""

import datetime
import hashlib
import zlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from readout.ledger import schema
from readout.ledger.engine import Store
from readout.ledger.entries import Entry, Matcher, address_of, page_id
from readout.ledger.families import place_page, replace_page
from readout.ledger.rows import Row, article_day, contact_rows, statement_rows
from readout.ledger.verdicts import find_verdicts
from readout.ledger.written import write_moment, write_reading
from readout.model import Page, Reading, Unreadable

_CHUNK = 500


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


def find_known(store: Store, pages: Sequence[Page]) -> frozenset[str]:
    """The ids, of these pages, that the ledger has already."""
    ids = [identify(page) for page in pages]
    known: set[str] = set()
    with store.read() as connection:
        for start in range(0, len(ids), _CHUNK):
            chunk = sa.select(schema.page.c.id).where(schema.page.c.id.in_(ids[start : start + _CHUNK]))
            known.update(connection.execute(chunk).scalars())
    return frozenset(known)


def identify(page: Page) -> str:
    """The page's id in any ledger."""
    return page_id(page, hashlib.sha256(page.content).hexdigest())


def add_entries(
    store: Store, entries: Sequence[Entry | Unreadable], matcher: Matcher, *, now: datetime.datetime
) -> Added:
    """Put the entries in, all or none; a page that is there already stays as it is, and gains a capture.

    ``now`` is when they were added, for display alone.
    """

    def work(connection: Connection) -> Added:
        added = Added()
        for entry in entries:
            if isinstance(entry, Unreadable):
                added += _note_failure(connection, entry)
            else:
                added += _add_entry(connection, entry, matcher, now)
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
    captured = [(identify(page), page.fetched) for page in pages if page.fetched]
    if not captured:
        return

    def work(connection: Connection) -> None:
        for id, fetched in captured:
            number = connection.execute(
                sa.select(schema.page.c.number).where(schema.page.c.id == id)
            ).scalar()
            if number is not None:
                _note_capture(connection, number, fetched)

    store.write(work)


def replace_reading(connection: Connection, number: int, id: str, entry: Entry, matcher: Matcher) -> None:
    """Put a page's reading in the place of an earlier one."""
    contacts = sa.select(schema.contact.c.number).where(schema.contact.c.page == number)
    connection.execute(schema.party.delete().where(schema.party.c.contact.in_(contacts)))
    for table in (schema.statement, schema.contact):
        connection.execute(table.delete().where(table.c.page == number))
    connection.execute(schema.reading.delete().where(schema.reading.c.page == number))
    _add_reading(connection, number, id, entry)
    replace_page(connection, number, entry.parts, matcher)


def _add_entry(connection: Connection, entry: Entry, matcher: Matcher, now: datetime.datetime) -> Added:
    page, pages = entry.page, schema.page
    content = hashlib.sha256(page.content).hexdigest()
    id, address = page_id(page, content), address_of(page)
    number = connection.execute(sa.select(pages.c.number).where(pages.c.id == id)).scalar()
    if number is not None:
        _note_capture(connection, number, page.fetched)
        return Added(known=1)
    is_version = connection.execute(
        sa.select(pages.c.number).where(pages.c.address == address).limit(1)
    ).first()
    _keep_content(connection, content, page.content)
    values = {
        "id": id,
        "address": address,
        "content": content,
        "media_type": page.media_type,
        "charset": page.charset,
        "title": page.title,
        "language": page.language,
        "published": write_moment(page.published),
        "added": _write_utc(now),
        "family": id,
    }
    number = int(connection.execute(pages.insert().values(values)).inserted_primary_key[0])  # type: ignore[index]
    _note_capture(connection, number, page.fetched)
    _forget_failures(connection, (page.id, address))
    _add_reading(connection, number, id, entry)
    place_page(connection, number, entry.parts, matcher)
    if entry.reading is None:
        return Added(unreadable=1)
    return Added(versions=1) if is_version else Added(new=1)


def _keep_content(connection: Connection, digest: str, content: bytes) -> None:
    contents = schema.content
    if not connection.execute(sa.select(contents.c.size).where(contents.c.digest == digest)).first():
        body = zlib.compress(content, 6)
        connection.execute(contents.insert().values(digest=digest, size=len(content), body=body))


def _note_capture(connection: Connection, number: int, fetched: datetime.datetime | None) -> None:
    if fetched is None:
        return
    captures, moment = schema.capture, _write_utc(fetched)
    same = sa.select(captures.c.page).where(captures.c.page == number, captures.c.fetched == moment)
    if not connection.execute(same).first():
        connection.execute(captures.insert().values(page=number, fetched=moment))


def _note_failure(connection: Connection, row: Unreadable) -> Added:
    failures, pages = schema.failure, schema.page
    if connection.execute(
        sa.select(pages.c.number).where(pages.c.address == (row.url or row.id)).limit(1)
    ).first():
        return Added(
            unreadable=1
        )  # an earlier capture of it is there; that one failed to be had again loses nothing
    connection.execute(failures.delete().where(failures.c.name == row.id))
    connection.execute(
        failures.insert().values(name=row.id, url=row.url, source=row.source, reason=row.reason)
    )
    return Added(unreadable=1)


def _forget_failures(connection: Connection, names: Sequence[str]) -> None:
    for start in range(0, len(names), _CHUNK):
        chunk = names[start : start + _CHUNK]
        connection.execute(schema.failure.delete().where(schema.failure.c.name.in_(chunk)))


def _add_reading(connection: Connection, number: int, id: str, entry: Entry) -> None:
    reading = entry.reading
    values: dict[str, object] = {"page": number, "rules": entry.rules, "error": entry.error}
    if reading is not None:
        article = reading.article
        values |= {
            "body": write_reading(reading),
            "title": article.title,
            "language": article.language,
            "outlet": article.outlet,
            "origin": article.origin,
            "author": article.author,
            "published": write_moment(article.published),
            "day": article_day(reading),
            "search": f"{article.title}\n{article.text}",
        }
    connection.execute(schema.reading.insert().values(values))
    if reading is not None:
        _add_rows(connection, number, id, reading)


def _add_rows(connection: Connection, number: int, id: str, reading: Reading) -> None:
    statements = statement_rows(id, reading)
    contacts = contact_rows(id, reading)
    verdicts = {
        v.row: v for v in find_verdicts(connection, [row.columns["id"] for row in statements + contacts])
    }
    for table, rows in ((schema.statement, statements), (schema.contact, contacts)):
        for row in rows:
            columns = row.columns | {"page": number, "search": row.words}
            if verdict := verdicts.get(row.columns["id"]):
                columns["verdict"] = verdict.shown(row.cells)
                if verdict.speaker and table is schema.statement:
                    columns["speaker"] = verdict.speaker
            key = connection.execute(table.insert().values(columns)).inserted_primary_key[0]  # type: ignore[index]
            _add_parties(connection, key, row)


def _add_parties(connection: Connection, contact: int, row: Row) -> None:
    if row.parties:
        connection.execute(
            schema.party.insert(), [{"contact": contact, "name": name} for name in row.parties]
        )


def _write_utc(moment: datetime.datetime) -> str:
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.UTC)
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
