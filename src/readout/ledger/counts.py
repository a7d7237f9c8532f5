"""Count rows by what one of their cells says."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa

from readout.ledger import schema
from readout.ledger.engine import Store
from readout.ledger.find import Query, conditions_of

Cell = Literal["act", "channel", "addressee", "form", "day", "type", "status", "speaker"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many rows have a value in a cell; rows of one wording count once."""

    value: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """How many rows of a day have a value in a cell; rows of one wording count once."""

    day: str
    value: str
    number: int


def count_statements(store: Store, query: Query, cell: Cell) -> tuple[Count, ...]:
    """How many statements have each value of a cell, the largest first; empty values are left out."""
    return _count(store, query, schema.statement, cell)


def count_contacts(store: Store, query: Query, cell: Cell) -> tuple[Count, ...]:
    """How many contacts have each value of a cell, the largest first; empty values are left out."""
    return _count(store, query, schema.contact, cell)


def count_statement_days(store: Store, query: Query, cell: Cell) -> tuple[DayCount, ...]:
    """How many statements of each day have each value of a cell, by day."""
    table = schema.statement
    column, number = table.c[cell], sa.func.count(sa.distinct(table.c.wording))
    with store.read() as connection:
        found = (
            sa.select(table.c.day, column.label("value"), number.label("number"))
            .where(*conditions_of(connection, query, table), table.c.day != "")
            .group_by(table.c.day, column)
            .order_by(table.c.day, column)
        )
        rows = connection.execute(found).all()
    return tuple(DayCount(day=row.day, value=row.value, number=row.number) for row in rows)


def _count(store: Store, query: Query, table: sa.Table, cell: Cell) -> tuple[Count, ...]:
    column = table.c[cell]
    number = sa.func.count(sa.distinct(table.c.wording))
    with store.read() as connection:
        found = (
            sa.select(column.label("value"), number.label("number"))
            .where(*conditions_of(connection, query, table), column != "")
            .group_by(column)
        )
        counts = Counter({row.value: row.number for row in connection.execute(found)})
    return tuple(
        Count(value=value, number=number)
        for value, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )
