"""Pages as kept: one by its id or address, all of them as a stream, and the pages that belong with one."""

import datetime
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from readout.errors import LedgerError
from readout.ledger import schema
from readout.ledger.engine import Store
from readout.ledger.kept import Kept
from readout.ledger.rows import contact_ids, contact_rows, statement_ids, statement_rows
from readout.ledger.verdicts import RowVerdict, find_verdicts
from readout.ledger.written import read_moment, read_reading
from readout.model import Page, Reading, Unreadable

_LEAST_PREFIX = 5
_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """A page that belongs with another: a "version" (same address), a "copy", one that it "contains" or is "contained" in.

    ``in_it`` and ``in_other`` are the shares, in per mille, of the one's words that stand in the other.
    """

    kind: str
    page: str
    address: str
    title: str
    outlet: str
    origin: str
    published: str
    fetched: str
    in_it: int
    in_other: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A page of a family, and what is known of where and when it told the story."""

    page: str
    address: str
    title: str
    outlet: str
    origin: str
    published: datetime.date | datetime.datetime | None
    fetched: datetime.datetime | None


def find_id(store: Store, wanted: str) -> str:
    """The id of the page, statement or contact that is meant: an id, the first characters of one, or an address.

    Raises LedgerError if nothing or more than one is meant.
    """
    with store.read() as connection:
        found: list[str] = []
        for kind, table in (("p", schema.page), ("s", schema.statement), ("c", schema.contact)):
            if wanted.startswith(kind) and len(wanted) >= _LEAST_PREFIX and wanted.isalnum():
                ids = sa.select(table.c.id).where(table.c.id >= wanted, table.c.id < wanted + "~").limit(5)
                found += connection.execute(ids).scalars()
        if not found:
            pages = sa.select(schema.page.c.id).where(schema.page.c.address == wanted)
            found = [_newest(connection, list(connection.execute(pages).scalars()))]
    if not found or not found[0]:
        raise LedgerError(
            f"nothing in the ledger is called {wanted}; give an id, its first {_LEAST_PREFIX} characters, or an address"
        )
    if len(found) > 1:
        raise LedgerError(f"{wanted} may be any of {', '.join(found)}; give more of it")
    return found[0]


def page_of(store: Store, id: str) -> str:
    """The id of the page that a row stands on; a page's own id is itself."""
    table = {"s": schema.statement, "c": schema.contact}.get(id[:1])
    if table is None:
        return id
    with store.read() as connection:
        return str(
            connection.execute(sa.select(schema.page.c.id).join(table).where(table.c.id == id)).scalar_one()
        )


def get_kept(store: Store, id: str) -> Kept | Unreadable:
    """The page of that id, an Unreadable where it can't be read. Raises LedgerError if there is none."""
    with store.read() as connection:
        for row in connection.execute(_select_kept().where(schema.page.c.id == id)):
            return _make_kept(connection, row)
    raise LedgerError(f"there is no page {id}; readout search --pages shows their ids")


def find_kept(store: Store, ids: Sequence[str] | None = None) -> Iterator[Kept]:
    """All readable pages in the order of their ids, or those of these ids, a bounded number in memory at a time."""
    pages, last = schema.page, ""
    wanted = sorted(ids) if ids is not None else None
    while True:
        query = _select_kept().where(pages.c.id > last).order_by(pages.c.id).limit(_BATCH)
        if wanted is not None:
            start = next((n for n, id in enumerate(wanted) if id > last), len(wanted))
            query = query.where(pages.c.id.in_(wanted[start : start + _BATCH]))
        with store.read() as connection:
            rows = connection.execute(query).all()
            kept = [_make_kept(connection, row) for row in rows if row.body is not None]
        if not rows:
            return
        last = rows[-1].id
        yield from (page for page in kept if isinstance(page, Kept))


def get_page(store: Store, id: str) -> Page:
    """The page as it was received. Raises LedgerError if there is none."""
    with store.read() as connection:
        query = (
            sa.select(schema.page, schema.content.c.body).join(schema.content).where(schema.page.c.id == id)
        )
        row = connection.execute(query).first()
    if row is None:
        raise LedgerError(f"there is no page {id}; readout search --pages shows their ids")
    return make_page(row)


def make_page(row: sa.Row[Any]) -> Page:
    """The page that a row of page and content holds."""
    is_address = "://" in row.address
    return Page(
        id=row.address,
        content=zlib.decompress(row.body),
        url=row.address if is_address else "",
        media_type=row.media_type,
        charset=row.charset,
        title=row.title,
        language=row.language,
        published=read_moment(row.published),
    )


def find_relatives(store: Store, id: str) -> tuple[Relative, ...]:
    """The versions of a page, oldest first, then its copies and what it contains or is contained in."""
    pages, parts, likeness = schema.page, schema.part, schema.likeness
    with store.read() as connection:
        page = connection.execute(sa.select(pages).where(pages.c.id == id)).one()
        found: dict[int, tuple[str, int, int]] = {}
        own = sa.select(parts.c.text).where(parts.c.page == page.number)
        bodies = parts.c.ordinal == 0
        query = sa.select(likeness).where(sa.or_(likeness.c.a.in_(own), likeness.c.b.in_(own)))
        ordinals = sa.select(parts.c.text, parts.c.ordinal).where(parts.c.page == page.number)
        texts = {row.text: row.ordinal for row in connection.execute(ordinals)}
        for alike in connection.execute(query):
            for mine, other, kind, in_it, in_other in (
                (alike.a, alike.b, alike.kind, alike.in_a, alike.in_b),
                (
                    alike.b,
                    alike.a,
                    "contained" if alike.kind == "contains" else alike.kind,
                    alike.in_b,
                    alike.in_a,
                ),
            ):
                if mine not in texts:
                    continue
                if texts[mine] > 0:
                    kind = "teaser"
                for number in connection.execute(
                    sa.select(parts.c.page).where(parts.c.text == other, bodies)
                ).scalars():
                    found.setdefault(number, (kind, in_it, in_other))
        body = [text for text, ordinal in texts.items() if ordinal == 0]
        for number in connection.execute(
            sa.select(parts.c.page).where(parts.c.text.in_(body), bodies)
        ).scalars():
            found[number] = ("copy", 1000, 1000)
        versions = sa.select(pages.c.number).where(pages.c.address == page.address)
        for number in connection.execute(versions).scalars():
            found[number] = ("version", *found.get(number, ("", 0, 0))[1:])
        found.pop(page.number, None)
        return _make_relatives(connection, found)


def find_families(
    store: Store, *, limit: int = 20, skip: int = 0, since: str = "", until: str = ""
) -> tuple[tuple[Member, ...], ...]:
    """The pages of each family that has several addresses, the largest families first, oldest page first."""
    pages, readings = schema.page, schema.reading
    addresses = sa.func.count(sa.distinct(pages.c.address))
    query = (
        sa.select(pages.c.family)
        .join(readings)
        .group_by(pages.c.family)
        .having(addresses > 1)
        .order_by(sa.desc(addresses), pages.c.family)
    )
    if since:
        query = query.having(sa.func.max(readings.c.day) >= since)
    if until:
        query = query.having(sa.func.min(readings.c.day) <= until)
    with store.read() as connection:
        families = connection.execute(query.limit(limit).offset(skip)).scalars().all()
        return tuple(_find_members(connection, family) for family in families)


def _find_members(connection: Connection, family: str) -> tuple[Member, ...]:
    pages, readings = schema.page, schema.reading
    fetched = sa.select(sa.func.min(schema.capture.c.fetched)).where(schema.capture.c.page == pages.c.number)
    rows = connection.execute(
        sa.select(
            pages.c.id,
            pages.c.address,
            readings.c.title,
            readings.c.outlet,
            readings.c.origin,
            readings.c.published,
            fetched.scalar_subquery().label("fetched"),
        )
        .join(readings)
        .where(pages.c.family == family)
        .order_by(readings.c.published, pages.c.id)
    )
    return tuple(
        Member(
            page=row.id,
            address=row.address,
            title=row.title,
            outlet=row.outlet,
            origin=row.origin,
            published=read_moment(row.published),
            fetched=datetime.datetime.fromisoformat(row.fetched) if row.fetched else None,
        )
        for row in rows
    )


def _make_relatives(connection: Connection, found: dict[int, tuple[str, int, int]]) -> tuple[Relative, ...]:
    pages, readings = schema.page, schema.reading
    fetched = sa.select(sa.func.min(schema.capture.c.fetched)).where(schema.capture.c.page == pages.c.number)
    rows = connection.execute(
        sa.select(
            pages.c.number,
            pages.c.id,
            pages.c.address,
            readings.c.title,
            readings.c.outlet,
            readings.c.origin,
            readings.c.published,
            fetched.scalar_subquery().label("fetched"),
        )
        .join(readings)
        .where(pages.c.number.in_(list(found)))
    )
    relatives = [
        Relative(
            kind=found[row.number][0],
            page=row.id,
            address=row.address,
            title=row.title,
            outlet=row.outlet,
            origin=row.origin,
            published=row.published,
            fetched=row.fetched or "",
            in_it=found[row.number][1],
            in_other=found[row.number][2],
        )
        for row in rows
    ]
    order = ("version", "copy", "contains", "contained", "teaser")
    return tuple(sorted(relatives, key=lambda r: (order.index(r.kind), r.fetched or r.published, r.page)))


def _select_kept() -> sa.Select[Any]:
    pages, readings = schema.page, schema.reading
    fetched = sa.select(sa.func.min(schema.capture.c.fetched)).where(schema.capture.c.page == pages.c.number)
    return sa.select(
        pages.c.number,
        pages.c.id,
        pages.c.address,
        pages.c.content,
        pages.c.family,
        readings.c.rules,
        readings.c.body,
        readings.c.error,
        fetched.scalar_subquery().label("fetched"),
    ).join(readings)


def _make_kept(connection: Connection, row: sa.Row[Any]) -> Kept | Unreadable:
    if row.body is None:
        return Unreadable(id=row.address, url=row.address if "://" in row.address else "", reason=row.error)
    reading = read_reading(row.body)
    statements, contacts = statement_ids(row.id, reading), contact_ids(row.id, reading)
    verdicts = {v.row: v for v in find_verdicts(connection, statements + contacts)}
    order = _order_versions(connection, row.address)
    shown = _show_verdicts(row.id, reading, verdicts) if verdicts else {}
    return Kept(
        id=row.id,
        address=row.address,
        digest=row.content,
        fetched=datetime.datetime.fromisoformat(row.fetched) if row.fetched else None,
        version=order.index(row.id) + 1,
        versions=len(order),
        family=row.family,
        rules=row.rules,
        reading=_correct(reading, statements, verdicts),
        statement_ids=statements,
        statement_verdicts=tuple(shown.get(id, "") for id in statements),
        contact_ids=contacts,
        contact_verdicts=tuple(shown.get(id, "") for id in contacts),
    )


def _show_verdicts(page: str, reading: Reading, verdicts: dict[str, RowVerdict]) -> dict[str, str]:
    rows = statement_rows(page, reading) + contact_rows(page, reading)
    return {id: verdicts[id].shown(row.cells) for row in rows if (id := row.columns["id"]) in verdicts}


def _correct(reading: Reading, ids: tuple[str, ...], verdicts: dict[str, RowVerdict]) -> Reading:
    """The reading with the speakers that people put right."""
    if not any(verdict.speaker for verdict in verdicts.values()):
        return reading
    statements = tuple(
        replace(statement, speaker=verdicts[id].speaker, rule="judgement")
        if id in verdicts and verdicts[id].speaker
        else statement
        for statement, id in zip(reading.statements, ids, strict=True)
    )
    return replace(reading, statements=statements)


def _order_versions(connection: Connection, address: str) -> list[str]:
    """The ids of an address's pages, oldest first: by capture, else by date, else as they came in."""
    pages, readings = schema.page, schema.reading
    fetched = sa.select(sa.func.min(schema.capture.c.fetched)).where(schema.capture.c.page == pages.c.number)
    rows = connection.execute(
        sa.select(pages.c.id, pages.c.added, readings.c.published, fetched.scalar_subquery().label("fetched"))
        .join(readings)
        .where(pages.c.address == address)
    ).all()
    if all(row.fetched for row in rows):
        return [row.id for row in sorted(rows, key=lambda row: (row.fetched, row.id))]
    return [row.id for row in sorted(rows, key=lambda row: (row.published, row.fetched or row.added, row.id))]


def _newest(connection: Connection, ids: list[str]) -> str:
    if len(ids) < 2:
        return "".join(ids)
    address = connection.execute(
        sa.select(schema.page.c.address).where(schema.page.c.id == ids[0])
    ).scalar_one()
    return _order_versions(connection, address)[-1]
