"""Pairing: which units of one clause are told in the other, and what is left on each side."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import takewhile

from readout.compare.quantities import (
    amounts_equal,
    amounts_fit,
    durations_fit,
    weeks_apart,
    whens_equal,
    whens_fit,
)
from readout.compare.units import QUANTITIES, Unit
from readout.model import Amount, Duration, When

_LEAST_STEM = 4
_LONGEST_ENDING = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """Units that two clauses share, and those that only one has."""

    pairs: tuple[tuple[Unit, Unit], ...]
    left_a: tuple[Unit, ...]
    left_b: tuple[Unit, ...]

    @property
    def is_exact(self) -> bool:
        """Whether all quantities that are shared are told as one."""
        return all(_rows_hold(x, y, exact=True) for x, y in self.pairs if x.kind in QUANTITIES)

    def shared(self, *kinds: str) -> tuple[tuple[Unit, Unit], ...]:
        """The pairs of some kinds."""
        return tuple(pair for pair in self.pairs if pair[0].kind in kinds)


def pair_units(
    a: Iterable[Unit], b: Iterable[Unit], *, one_language: bool, other_zone: bool = False
) -> Pairing:
    """Each unit with the likest one of the other clause, the surest pairs first; a unit is paired once."""
    all_a = list(a)
    left_a, left_b = list(all_a), list(b)
    pairs: list[tuple[Unit, Unit]] = []
    for alike in (_equal, lambda x, y: _fits(x, y, one_language, other_zone)):
        left_a = _take(left_a, left_b, pairs, alike)
    order = {id(unit): place for place, unit in enumerate(all_a)}
    pairs.sort(key=lambda pair: order.get(id(pair[0]), 0))
    return Pairing(pairs=tuple(pairs), left_a=tuple(left_a), left_b=tuple(left_b))


def _take(
    left_a: list[Unit],
    left_b: list[Unit],
    pairs: list[tuple[Unit, Unit]],
    alike: Callable[[Unit, Unit], bool],
) -> list[Unit]:
    """Pair what is alike, taking it from ``left_b``; what is left of ``left_a``."""
    rest = []
    for unit in left_a:
        other = next((other for other in left_b if alike(unit, other)), None)
        if other is None:
            rest.append(unit)
        else:
            pairs.append((unit, other))
            left_b.remove(other)
    return rest


def _equal(a: Unit, b: Unit) -> bool:
    if a.kind in QUANTITIES:
        return _rows_hold(a, b, exact=True)
    return (a.kind, a.key, a.name, a.value, a.doer) == (b.kind, b.key, b.name, b.value, b.doer)


def _fits(a: Unit, b: Unit, one_language: bool, other_zone: bool) -> bool:
    if a.kind in QUANTITIES or b.kind in QUANTITIES:
        return _rows_hold(a, b, exact=False, other_zone=other_zone)
    if "entity" in (a.kind, b.kind):
        return a.kind == b.kind and (a.key == b.key or (a.country == b.country != ""))
    if "word" in (a.kind, b.kind):
        return a.kind == b.kind and one_language and is_one_word(a.key, b.key)
    if "narrow" in (a.kind, b.kind) or "stance" in (a.kind, b.kind):
        return a.kind == b.kind and a.key == b.key
    return a.key == b.key


def _rows_hold(a: Unit, b: Unit, *, exact: bool, other_zone: bool = False) -> bool:
    if a.kind != b.kind or not is_one_word(a.key, b.key):
        return False
    if isinstance(a.row, Amount) and isinstance(b.row, Amount):
        return amounts_equal(a.row, b.row) if exact else amounts_fit(a.row, b.row)
    if isinstance(a.row, Duration) and isinstance(b.row, Duration):
        return durations_fit(a.row, b.row)
    if isinstance(a.row, When) and isinstance(b.row, When):
        if exact:
            return whens_equal(a.row, b.row)
        worded = "worded" in (a.name, b.name)
        return whens_fit(a.row, b.row, other_zone=other_zone) or (worded and weeks_apart(a.row, b.row))
    return False


def is_one_word(a: str, b: str) -> bool:
    """Whether two words are forms of one, as far as a common stem shows it."""
    if a == b:
        return True
    stem = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))
    return stem >= _LEAST_STEM and max(len(a), len(b)) - stem <= _LONGEST_ENDING
