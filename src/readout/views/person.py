"""One person or body: what it said over time, in which acts and channels, whom it met."""

from dataclasses import dataclass, replace

from readout import ledger
from readout.ledger import ContactHit, Count, Pair, Query, StatementHit, Store
from readout.views.charts import Bars, make_bars

_PARTNERS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The page of one name; ``partners`` are those it had contacts with, the most frequent first."""

    name: str
    statements: tuple[StatementHit, ...]
    contacts: tuple[ContactHit, ...]
    acts: tuple[Count, ...]
    channels: tuple[Count, ...]
    addressees: tuple[Count, ...]
    partners: tuple[Pair, ...]
    bars: Bars
    total: int


def make_person(store: Store, name: str, query: Query) -> Person:
    """What the ledger has on a naming string; the query narrows it."""
    said = replace(query, speaker=name)
    met = replace(query, parties=(name,), act="", channel="")
    acts = ledger.count_statements(store, said, "act")
    pairs = ledger.find_pairs(store, replace(met, limit=200))
    return Person(
        name=name,
        statements=ledger.find_statements(store, said),
        contacts=ledger.find_contacts(store, met),
        acts=acts,
        channels=ledger.count_statements(store, said, "channel"),
        addressees=ledger.count_statements(store, said, "addressee"),
        partners=tuple(pair for pair in pairs if name in (pair.one, pair.other))[:_PARTNERS],
        bars=make_bars(ledger.count_statements(store, said, "day")),
        total=sum(count.number for count in acts),
    )
