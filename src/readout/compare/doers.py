"""Doers: who does it to whom, for the deeds where that matters, and whether two clauses tell it alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from readout.compare.units import Unit
from readout.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A deed, the one who does it and the other one named with it."""

    deed: Unit
    doer: Unit
    other: Unit | None = None

    @property
    def spans(self) -> tuple[Span, ...]:
        """The words that show it, in text order."""
        return tuple(sorted((self.doer.span, self.deed.span)))


def find_roles(units: Sequence[Unit]) -> tuple[Role, ...]:
    """The roles of a clause's deeds, where their doers are named."""
    named = [unit for unit in units if unit.kind == "entity"]
    roles = []
    for deed in units:
        doer = _find_doer(deed, named) if deed.doer else None
        if doer:
            other = next((unit for unit in named if unit is not doer and not is_one_side(unit, doer)), None)
            roles.append(Role(deed=deed, doer=doer, other=other))
    return tuple(roles)


def roles_agree(a: Role, b: Role) -> bool:
    """Whether the same one does it."""
    return a.deed.key == b.deed.key and is_one_side(a.doer, b.doer)


def roles_contradict(a: Role, b: Role, words_a: str, words_b: str) -> bool:
    """Whether two roles of one deed cannot both be: another does what only one can, or the two change places.

    ``words_a`` and ``words_b`` are the texts, for the endings of names where these tell who does it.
    """
    if a.deed.key != b.deed.key or is_one_side(a.doer, b.doer):
        return False
    swapped = (
        a.other is not None
        and b.other is not None
        and is_one_side(a.doer, b.other)
        and is_one_side(a.other, b.doer)
    )
    if swapped and "case" in (a.deed.doer, b.deed.doer) and a.deed.doer == b.deed.doer:
        return _forms(a, words_a) != _forms(b, words_b)
    return swapped or (a.deed.sole and b.deed.sole)


def is_one_side(a: Unit, b: Unit) -> bool:
    """Whether two names are of one side: the same actor, or two of one country."""
    return a.key == b.key or (a.country == b.country != "")


def _forms(role: Role, text: str) -> frozenset[str]:
    return frozenset(unit.span.of(text) for unit in (role.doer, role.other) if unit)


def _find_doer(deed: Unit, named: Sequence[Unit]) -> Unit | None:
    before = [unit for unit in named if unit.span.stop <= deed.span.start]
    after = [unit for unit in named if unit.span.start >= deed.span.stop]
    if deed.doer == "after":
        return after[0] if after else None
    if before:
        return before[-1]
    return after[0] if len(after) == 1 and deed.doer == "case" else None
