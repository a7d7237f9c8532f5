"""Figures: one number as different people gave it on different days, and whether their numbers can all be right."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from readout.compare.contradictions import find_contradiction
from readout.compare.marks import Mark, share_marks
from readout.compare.points import Known
from readout.compare.said import Said, find_said, weigh_said
from readout.model import Amount, Figure, FigureTold, Witness, digest

_ALIKE, _SAME = 0.45, 0.6
_SHORT, _LONG = 2, 60  # days
_NUMBERS = ("amount", "length", "time")
# how far a hedge reaches: about 50 may be 45 or 55
_ABOUT = 10


@dataclass(frozen=True, slots=True)
class _Number:
    """An amount in a point, what it counts, and what else the point names."""

    said: Said
    amount: Amount
    of: str
    marks: frozenset[Mark]


def find_figures(pages: Iterable[Known], *, said: Sequence[Said] | None = None) -> tuple[Figure, ...]:
    """The numbers that were told at least twice, by different people or with different values; the disputed first.

    Two amounts are one number where they count the same and their claims speak of the same things; disputed is one of
    which two people, within days, give values that cannot both be right. ``said`` is what find_said makes of the pages,
    where it is at hand.
    """
    said = find_said(pages) if said is None else said
    weights = weigh_said(said)
    by_kind: dict[str, list[_Number]] = defaultdict(list)
    for one in said:
        for number in _numbers(one):
            by_kind[number.of].append(number)
    groups = [group for numbers in by_kind.values() for group in _group(numbers, weights)]
    figures = [_figure(group) for group in groups if _is_told_again(group)]
    return tuple(sorted(figures, key=lambda figure: (not figure.disputed, figure.tellings[0].day, figure.id)))


def _numbers(one: Said) -> Iterable[_Number]:
    units = [unit for clause in one.clauses for unit in clause if unit.kind == "amount"]
    keys = {unit.row.span: unit.key for unit in units if isinstance(unit.row, Amount)}
    marks = frozenset(mark for mark in one.marks if mark[0] not in _NUMBERS)
    for amount in one.point.amounts:
        of = keys.get(amount.span) or amount.unit
        if of and marks:
            yield _Number(one, amount, of, marks)


def _group(numbers: Sequence[_Number], weights: Mapping[Mark, float]) -> list[list[_Number]]:
    """Each number with the first group that has one it is told like, or that it contradicts."""
    groups: list[list[_Number]] = []
    for number in numbers:
        for group in groups:
            if any(_is_one(other, number, weights) for other in group):
                group.append(number)
                break
        else:
            groups.append([number])
    return groups


def _is_one(one: _Number, other: _Number, weights: Mapping[Mark, float]) -> bool:
    """Whether two amounts are of one number: alike claims with one value; or claims that have just the number otherwise."""
    alike = share_marks(one.marks, other.marks, weights)
    if _is_same(one.amount, other.amount):
        return alike >= _SAME and _days_between(one.said.day, other.said.day) <= _LONG
    return alike >= _ALIKE and _is_disputed(one, other)


def _is_same(one: Amount, other: Amount) -> bool:
    """Whether two amounts are one value; a hedge reaches a little further."""
    (low, high), (below, above) = _reach(one), _reach(other)
    return below <= high and low <= above


def _reach(amount: Amount) -> tuple[float, float]:
    low, high = float(amount.low), float(amount.high)
    if amount.bound in ("exact", "range"):
        return low, high
    return low - abs(low) / _ABOUT, high + abs(high) / _ABOUT


def _days_between(one: str, other: str) -> int:
    return abs((datetime.date.fromisoformat(one) - datetime.date.fromisoformat(other)).days)


def _is_told_again(group: Sequence[_Number]) -> bool:
    tellers = {(number.said.by, number.said.point.page) for number in group}
    values = {(number.amount.low, number.amount.high) for number in group}
    if max(high for _, high in values) <= _FEW and len(values) == 1 and not _is_measured(group[0]):
        return False
    return len(tellers) > 1 or (len(values) > 1 and len({n.said.point.page for n in group}) > 1)


def _is_measured(number: _Number) -> bool:
    """Whether it is money or a share: a few things are often no number at all (the two sides, the eight rules)."""
    return number.amount.unit == "%" or (len(number.amount.unit) == _CODE and number.amount.unit.isupper())


_FEW, _CODE = 10, 3


def _figure(group: Sequence[_Number]) -> Figure:
    first = group[0].said.point
    topics = [topic for number in group for topic in number.said.point.topics]
    return Figure(
        id=digest(first.page, group[0].amount.span.start, group[0].amount.span.stop),
        of=group[0].of,
        topics=tuple(dict.fromkeys(topics)),
        tellings=tuple(
            FigureTold(
                day=number.said.day,
                by=number.said.by,
                by_name=number.said.point.speaker,
                amount=number.amount,
                words=Witness(
                    page=number.said.point.page, span=number.said.point.span, quote=number.said.point.quote
                ),
            )
            for number in group
        ),
        disputed=any(_is_disputed(a, b) for a, b in combinations(group, 2)),
    )


def _is_disputed(one: _Number, other: _Number) -> bool:
    """Whether two sides, at the same time and of the same people, give values that cannot both be right.

    What is counted day by day is another number each day; what each of two armies shot down is two numbers.
    """
    a, b = one.said.point, other.said.point
    if _days_between(one.said.day, other.said.day) > _SHORT or _meet(one.amount, other.amount):
        return False
    if one.said.by == other.said.by or a.voice == b.voice or set(a.entities) != set(b.entities):
        return False
    found = find_contradiction(one.said.claim, other.said.claim)
    return found is not None and found.kind == "number"


def _meet(one: Amount, other: Amount) -> bool:
    """Whether two amounts can be one number: their ranges meet, as far as their hedges reach."""
    (low, high), (below, above) = _range(one), _range(other)
    return (high is None or below is None or below <= high) and (above is None or low is None or low <= above)


def _range(amount: Amount) -> tuple[float | None, float | None]:
    low, high = float(amount.low), float(amount.high)
    if amount.bound == "over":
        return low, None
    if amount.bound == "under":
        return None, high
    if amount.bound == "about":
        return low - abs(low) / _ABOUT, high + abs(high) / _ABOUT
    return low, high
