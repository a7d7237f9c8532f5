"""The state of a ledger: two readings of the same one show the same rows."""

from dataclasses import dataclass

import sqlalchemy as sa

from readout.ledger import schema
from readout.ledger.engine import Store

_COUNTED = (schema.page, schema.statement, schema.contact)


@dataclass(frozen=True, slots=True)
class State:
    """``pages`` changes when pages are added or read again, ``judgements`` when somebody judges."""

    pages: tuple[int | str, ...]
    judgements: int


def find_state(store: Store) -> State:
    """The state that the ledger is in. Costs a look at the ends of a few indexes, however large the ledger."""
    rules = schema.reading.c.rules
    wanted = [
        *(sa.select(sa.func.max(table.c.number)).scalar_subquery() for table in _COUNTED),
        sa.select(sa.func.min(rules)).scalar_subquery(),
        sa.select(sa.func.max(rules)).scalar_subquery(),
        sa.select(sa.func.max(schema.judgement.c.number)).scalar_subquery(),
    ]
    with store.read() as connection:
        *pages, judgements = connection.execute(sa.select(*wanted)).one()
    return State(pages=tuple(value or 0 for value in pages), judgements=judgements or 0)
