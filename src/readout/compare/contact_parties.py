"""Who takes part in a contact by a report, and whether two reports can mean the same parties."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from readout.compare.contact_days import CONFLICT
from readout.model import ContactReport, Entity

Alike = Callable[[Entity, Entity], float]
"""How likely two people are one of whom at least one is in no list: a proposal for a person to judge."""

# a country beside one of its people, bodies of one country
_GENERIC, _OTHER_BODY = 0.85, 0.6
# people of a side, or a country, that only one report names, several such, lists that overlap; at one gathering of a body
_EXTRA, _EXTRA_COUNTRY, _EXTRAS, _OVERLAP, _GATHERED = 0.65, 0.9, 0.55, 0.6, 0.75
_BODY_ALONE, _GROUP, _PRESENT = 0.9, 0.75, 0.85
# strangers who sound alike in two languages, and what is left of it where they do not
_ALIKE, _LEAST_ALIKE, _UNLIKE = 0.9, 0.6, 0.4
_MOST_SIDES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The parties of a report by side: the people and the bodies of each country (or those who have none).

    A side without either is the country itself. ``open`` is whether a party stands for a group ("both sides"),
    ``named`` who the people are by their slugs, ``language`` that of the page, in which strangers are spelled.
    """

    people: Mapping[str, frozenset[str]]
    bodies: Mapping[str, frozenset[str]]
    sides: frozenset[str]
    open: bool
    named: Mapping[str, Entity]
    language: str

    @property
    def is_loose(self) -> bool:
        """Whether somebody among them is not known."""
        return self.open or bool(self.strangers)

    @property
    def strangers(self) -> tuple[Entity, ...]:
        """The people of whom neither a list nor the page knows where they are from."""
        return tuple(e for e in self.named.values() if not e.known and not e.country)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyFit:
    """How surely two reports mean the same parties.

    ``generic`` is whether countries stand for people in either, ``often`` whether they are people of one country, or a
    body alone for all who gather there: both have several contacts in one week. ``more`` is whether one of them has
    people of a side more, where no body gathered them.
    """

    score: float
    generic: bool = False
    often: bool = False
    more: bool = False


_NOTHING, _NEVER = PartyFit(score=0.0), PartyFit(score=CONFLICT)


def read_cast(report: ContactReport) -> Cast:
    """The parties of a report."""
    people: dict[str, set[str]] = {}
    bodies: dict[str, set[str]] = {}
    sides: set[str] = set()
    named: dict[str, Entity] = {}
    is_open = False
    for entity in report.parties:
        if entity.kind == "group":
            is_open = True
            continue
        side = side_of(entity)
        sides.add(side)
        if entity.kind == "person":
            people.setdefault(side, set()).add(entity.id)
            named[entity.id] = entity
        elif entity.kind != "country":
            bodies.setdefault(side, set()).add(entity.id)
    return Cast(
        people={side: frozenset(ids) for side, ids in people.items()},
        bodies={side: frozenset(ids) for side, ids in bodies.items()},
        sides=frozenset(sides),
        open=is_open,
        named=named,
        language=report.language,
    )


def side_of(entity: Entity) -> str:
    """The slug of the side that a party is of: its country, else itself."""
    return entity.country or entity.id


def find_keys(cast: Cast) -> Iterator[tuple[str, ...]]:
    """What two reports of the same parties have in common, one key at least."""
    sides = sorted(cast.sides)[:_MOST_SIDES]
    yield from combinations(sides, 2)
    for ids in cast.people.values():
        yield from combinations(sorted(ids)[:_MOST_SIDES], 2)
    for ids in cast.bodies.values():
        yield from ((id,) for id in ids)


def find_loose_keys(cast: Cast) -> Iterator[tuple[str, ...]]:
    """What a report whose parties are not all known has in common with any of the same parties."""
    yield from (("one of them", side) for side in sorted(cast.sides)[:_MOST_SIDES])


def relate_casts(a: Cast, b: Cast, alike: Alike | None = None) -> PartyFit:
    """How surely the two mean the same parties; ``relate_casts(b, a)`` says the same.

    CONFLICT where one side sent one person by the one, and another by the other.
    """
    shared = a.sides & b.sides
    worst, generic = 1.0, False
    for side in shared:
        score, is_generic = _relate_side(a, b, side, alike)
        if score == CONFLICT:
            return _NEVER
        worst, generic = min(worst, score), generic or is_generic
    if len(shared) < 2:
        return _relate_few(a, b, shared, alike)
    generic = generic or not (a.people.keys() & b.people.keys())
    if any(a.bodies[side] & b.bodies[side] for side in a.bodies.keys() & b.bodies.keys()):
        return PartyFit(score=worst * (1.0 if a.sides == b.sides else _GATHERED), generic=generic)
    more = any(side in a.people or side in b.people for side in a.sides ^ b.sides)
    return PartyFit(score=worst * _weigh_extras(a, b), generic=generic, more=more)


def _relate_side(a: Cast, b: Cast, side: str, alike: Alike | None) -> tuple[float, bool]:
    ours, theirs = a.people.get(side, frozenset()), b.people.get(side, frozenset())
    if ours and theirs:
        if ours & theirs:
            return 1.0, False
        return _relate_people(
            a, b, [a.named[id] for id in ours], [b.named[id] for id in theirs], alike
        ), False
    if ours or theirs:
        return _GENERIC, True
    of_a, of_b = a.bodies.get(side, frozenset()), b.bodies.get(side, frozenset())
    if of_a and of_b:
        return (1.0 if of_a & of_b else _OTHER_BODY), False
    return (_GENERIC, True) if of_a or of_b else (1.0, False)


def _weigh_extras(a: Cast, b: Cast) -> float:
    """What it takes away that one names sides that the other does not."""
    only_a, only_b = a.sides - b.sides, b.sides - a.sides
    if a.sides == b.sides:
        return 1.0
    if a.open or b.open:
        return _GROUP
    if only_a and only_b:
        return _OVERLAP
    extra, cast = (only_a, a) if only_a else (only_b, b)
    if len(extra) > 1:
        return _EXTRAS
    return _EXTRA if any(side in cast.people for side in extra) else _EXTRA_COUNTRY


def _relate_few(a: Cast, b: Cast, shared: frozenset[str], alike: Alike | None) -> PartyFit:
    """Two reports with one side in common: people of one country, a body's own gathering, or somebody unknown."""
    only_a, only_b = a.sides - b.sides, b.sides - a.sides
    for side in shared:
        both = a.people.get(side, frozenset()) & b.people.get(side, frozenset())
        if len(both) > 1 and not (only_a and only_b):
            return PartyFit(score=1.0 if a.sides == b.sides else _PRESENT, often=True)
        if a.bodies.get(side, frozenset()) & b.bodies.get(side, frozenset()):
            return PartyFit(score=_BODY_ALONE, often=True)
    if not shared:
        return _NEVER
    if a.open or b.open:
        return PartyFit(score=_GROUP, generic=True)
    if not only_a or not only_b:
        return _NOTHING
    if not a.strangers or not b.strangers:
        return _NEVER  # each names somebody whom the other does not
    score = _relate_people(a, b, a.strangers, b.strangers, alike)
    return PartyFit(score=score) if len(only_a) == len(only_b) == 1 else _NOTHING


def _relate_people(
    a: Cast, b: Cast, ours: Iterable[Entity], theirs: Iterable[Entity], alike: Alike | None
) -> float:
    """Of people with other slugs: one person only where a stranger is spelled in two languages."""
    if a.language == b.language:
        return CONFLICT
    pairs = [(one, other) for one in ours for other in theirs if not (one.known and other.known)]
    if not pairs:
        return CONFLICT
    likeness = max(alike(one, other) for one, other in pairs) if alike else 0.0
    return _ALIKE * likeness if likeness >= _LEAST_ALIKE else _UNLIKE
