"""Read again: put newer readings in the place of older ones, and say what changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from readout.ledger import schema
from readout.ledger.adding import replace_reading
from readout.ledger.engine import Store
from readout.ledger.entries import Entry, Matcher
from readout.ledger.pages import make_page
from readout.ledger.rows import Row, contact_rows, statement_rows
from readout.ledger.verdicts import find_verdicts
from readout.ledger.written import read_reading, write_reading
from readout.model import Page, Reading

_BATCH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of one row when its page was read again: gained, lost, or changed in some cells.

    ``before`` and ``after`` are its words, "" where it was not there; ``judged`` is what people had said of it.
    """

    row: str
    page: str
    kind: Literal["gained", "lost", "changed"]
    before: str
    after: str
    judged: str


def find_stale(
    store: Store, rules: str, *, every: bool = False, failed: bool = False
) -> Iterator[tuple[str, Page]]:
    """The ids of pages, with their pages, that other rules read; ``every`` page, or those that ``failed`` to be read."""
    pages, readings, last = schema.page, schema.reading, ""
    query = (
        sa.select(pages, schema.content.c.body)
        .select_from(pages.join(schema.content).join(readings, readings.c.page == pages.c.number))
        .order_by(pages.c.id)
        .limit(_BATCH)
    )
    if failed:
        query = query.where(readings.c.body.is_(None))
    elif not every:
        query = query.where(readings.c.rules != rules)
    while True:
        with store.read() as connection:
            rows = connection.execute(query.where(pages.c.id > last)).all()
        if not rows:
            return
        last = rows[-1].id
        yield from ((row.id, make_page(row)) for row in rows)


def count_stale(store: Store, rules: str) -> int:
    """How many pages other rules read."""
    readings = schema.reading
    with store.read() as connection:
        count = sa.select(sa.func.count()).where(readings.c.rules != rules)
        return int(connection.execute(count).scalar_one())


def replace_readings(
    store: Store, entries: Sequence[tuple[str, Entry]], matcher: Matcher
) -> tuple[Change, ...]:
    """Put each page's new reading in the place of its old one; judgements stay with the rows that they are about."""

    def work(connection: Connection) -> tuple[Change, ...]:
        return tuple(change for id, entry in entries for change in _replace(connection, id, entry, matcher))

    return store.write(work)


def _replace(connection: Connection, id: str, entry: Entry, matcher: Matcher) -> Iterator[Change]:
    readings = schema.reading
    row = connection.execute(
        sa.select(schema.page.c.number, readings.c.body, readings.c.error)
        .join(readings)
        .where(schema.page.c.id == id)
    ).one()
    body = write_reading(entry.reading) if entry.reading else None
    if body == row.body and entry.error == row.error:
        connection.execute(readings.update().where(readings.c.page == row.number).values(rules=entry.rules))
        return
    before = _rows_by_id(id, read_reading(row.body) if row.body else None)
    after = _rows_by_id(id, entry.reading)
    verdicts = {v.row: v for v in find_verdicts(connection, sorted({*before, *after}))}
    replace_reading(connection, row.number, id, entry, matcher)
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        if old and new and old.cells == new.cells:
            continue
        verdict = verdicts.get(key)
        judged = ", ".join(filter(None, (verdict.verdict, verdict.speaker))) if verdict else ""
        yield Change(
            row=key,
            page=id,
            kind="changed" if old and new else "lost" if old else "gained",
            before=old.told if old else "",
            after=new.told if new else "",
            judged=judged,
        )


def _rows_by_id(id: str, reading: Reading | None) -> dict[str, Row]:
    if reading is None:
        return {}
    return {row.columns["id"]: row for row in statement_rows(id, reading) + contact_rows(id, reading)}
