"""Count rows: statements by what one of their cells says, and contacts by who took part."""

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
class Pair:
    """Two parties and how many contacts they had together, first and last day ("" where no day is known)."""

    one: str
    other: str
    contacts: int
    first: str
    last: str


def count_statements(store: Store, query: Query, cell: Cell) -> tuple[Count, ...]:
    """How many statements have each value of a cell, the largest first; empty values are left out."""
    return _count(store, query, schema.statement, cell)


def count_contacts(store: Store, query: Query, cell: Cell) -> tuple[Count, ...]:
    """How many contacts have each value of a cell, the largest first; empty values are left out."""
    return _count(store, query, schema.contact, cell)


def find_pairs(store: Store, query: Query) -> tuple[Pair, ...]:
    """Who met or called whom how often, the busiest pairs first, as many as the query's limit."""
    contact, one = schema.contact, schema.party
    other = schema.party.alias("other")
    number = sa.func.count(sa.distinct(contact.c.wording))
    with store.read() as connection:
        found = (
            sa.select(
                one.c.name.label("one"),
                other.c.name.label("other"),
                number.label("contacts"),
                sa.func.min(sa.func.nullif(contact.c.day, "")).label("first"),
                sa.func.max(contact.c.day).label("last"),
            )
            .select_from(
                contact.join(one, one.c.contact == contact.c.number).join(
                    other, other.c.contact == contact.c.number
                )
            )
            .where(one.c.name < other.c.name, *conditions_of(connection, query, contact))
            .group_by(one.c.name, other.c.name)
            .order_by(sa.desc(number), one.c.name, other.c.name)
            .limit(query.limit)
        )
        return tuple(
            Pair(one=row.one, other=row.other, contacts=row.contacts, first=row.first or "", last=row.last)
            for row in connection.execute(found)
        )


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
