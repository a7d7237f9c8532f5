"""How often names stand in rows: as speaker, as addressee, as party."""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from readout.ledger import schema
from readout.ledger.engine import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Rows that hold one of some names: reports, each page's counted."""

    said: int
    heard: int
    met: int


def count_named(store: Store, names: Collection[str]) -> Named:
    """In how many rows one of the names is the speaker, the addressee, a party."""
    statement, party = schema.statement, schema.party
    columns = (statement.c.speaker, statement.c.addressee)
    with store.read() as connection:
        said, heard = (
            connection.execute(sa.select(sa.func.count()).where(column.in_(names))).scalar_one()
            for column in columns
        )
        met = connection.execute(
            sa.select(sa.func.count(sa.distinct(party.c.contact))).where(party.c.name.in_(names))
        ).scalar_one()
    return Named(said=said, heard=heard, met=met)
