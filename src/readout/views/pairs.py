"""Who had contacts with whom: pairs of parties over merged contacts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations

from readout.model import MergedContact
from readout.views.contacts import name_parties


@dataclass(frozen=True, slots=True, kw_only=True)
class PairCount:
    """Two parties by their slugs and as pages name them, how many contacts they had together, first and last day."""

    one: str
    other: str
    one_name: str
    other_name: str
    contacts: int
    first: str
    last: str


def count_pairs(contacts: Iterable[MergedContact]) -> tuple[PairCount, ...]:
    """All pairs of parties, the busiest first; ``contacts`` come by day. A contact that was denied or only proposed is none."""
    found: dict[tuple[str, str], PairCount] = {}
    for contact in contacts:
        if contact.status in ("denied", "proposed"):
            continue
        names = {e.id: name for e, name in zip(contact.parties, name_parties(contact), strict=True)}
        for one, other in combinations(sorted(names), 2):
            known = found.get((one, other))
            if known is None:
                known = PairCount(
                    one=one,
                    other=other,
                    one_name=names[one],
                    other_name=names[other],
                    contacts=0,
                    first=contact.day,
                    last=contact.day,
                )
            found[one, other] = replace(known, contacts=known.contacts + 1, last=contact.day or known.last)
    return tuple(sorted(found.values(), key=lambda pair: (-pair.contacts, pair.one, pair.other)))
