"""What a ledger holds, counted, and one digest over all of it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from readout.ledger import schema
from readout.ledger.engine import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What a ledger holds.

    ``reports`` are rows of pages; ``statements`` and ``contacts`` count those of one wording in copies of one text
    once. ``families`` are pages with their versions and copies taken as one.
    """

    pages: int
    families: int
    unreadable: int
    failures: int
    statements: int
    statement_reports: int
    contacts: int
    contact_reports: int
    judgements: int
    first: str
    last: str


def count_holdings(store: Store) -> Holdings:
    """Count what the ledger holds; ``first`` and ``last`` are the days of its oldest and newest article."""
    readings, pages = schema.reading, schema.page
    with store.read() as connection:

        def one(query: Any) -> Any:
            return connection.execute(query).scalar()

        def rows(table: sa.Table) -> int:
            return int(one(sa.select(sa.func.count()).select_from(table)))

        def distinct(table: sa.Table) -> int:
            joined = table.join(pages, table.c.page == pages.c.number)
            groups = sa.select(pages.c.family, table.c.wording).select_from(joined).distinct().subquery()
            return int(one(sa.select(sa.func.count()).select_from(groups)))

        dated = readings.c.day != ""
        return Holdings(
            pages=rows(pages),
            families=one(sa.select(sa.func.count(sa.distinct(pages.c.family)))),
            unreadable=one(sa.select(sa.func.count()).where(readings.c.body.is_(None))),
            failures=rows(schema.failure),
            statements=distinct(schema.statement),
            statement_reports=rows(schema.statement),
            contacts=distinct(schema.contact),
            contact_reports=rows(schema.contact),
            judgements=rows(schema.judgement),
            first=one(sa.select(sa.func.min(readings.c.day)).where(dated)) or "",
            last=one(sa.select(sa.func.max(readings.c.day)).where(dated)) or "",
        )


def digest_ledger(store: Store) -> str:
    """One SHA-256 over every row but for the moments of adding and the numbers that are of this ledger alone.

    Two ledgers that were given the same pages have the same digest, in whatever order and by however many processes.
    """
    total = hashlib.sha256()
    with store.read() as connection:
        for name, query in _queries():
            rows = sorted(
                json.dumps([name, *map(_plain, row)], ensure_ascii=False) for row in connection.execute(query)
            )
            for row in rows:
                total.update(row.encode("utf-8", "surrogatepass") + b"\n")
    return total.hexdigest()


def _queries() -> Iterator[tuple[str, sa.Select[Any]]]:
    """What is stored, and the index over it, each with ids in the place of numbers."""
    pages, parts, texts = schema.page, schema.part, schema.text
    for table, left_out in (
        (schema.content, ()),
        (pages, ("number", "added")),
        (schema.judgement, ("number",)),
        (schema.failure, ()),
    ):
        yield table.name, sa.select(*_without(table, left_out))
    for table in (schema.capture, schema.reading, schema.statement, schema.contact):
        joined = table.join(pages, table.c.page == pages.c.number)
        yield (
            table.name,
            sa.select(pages.c.id, *_without(table, ("number", "page", "search"))).select_from(joined),
        )
    party = schema.party.join(schema.contact)
    yield "party", sa.select(schema.contact.c.id, schema.party.c.name).select_from(party)
    part = parts.join(pages).join(texts, parts.c.text == texts.c.number)
    yield "part", sa.select(pages.c.id, parts.c.ordinal, texts.c.digest, texts.c.size).select_from(part)
    yield "likeness", _likeness()


def _likeness() -> sa.Select[Any]:
    """Likenesses of texts that pages have, told from the side of the text whose digest is smaller."""
    table, parts = schema.likeness, schema.part
    a, b = schema.text.alias("a"), schema.text.alias("b")
    turned = a.c.digest > b.c.digest

    def side(mine: sa.ColumnElement[Any], other: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
        return sa.case((turned, other), else_=mine)

    kind = sa.case((sa.and_(turned, table.c.kind == "contains"), "contained"), else_=table.c.kind)
    used = sa.select(parts.c.text)
    return (
        sa.select(
            side(a.c.digest, b.c.digest),
            side(b.c.digest, a.c.digest),
            kind,
            table.c.shared,
            side(table.c.in_a, table.c.in_b),
            side(table.c.in_b, table.c.in_a),
        )
        .select_from(table.join(a, table.c.a == a.c.number).join(b, table.c.b == b.c.number))
        .where(table.c.a.in_(used), table.c.b.in_(used))
    )


def _without(table: sa.Table, names: tuple[str, ...]) -> list[sa.Column[Any]]:
    return [column for column in table.c if column.name not in names]


def _plain(value: object) -> object:
    return hashlib.sha256(bytes(value)).hexdigest() if isinstance(value, bytes | memoryview) else value
