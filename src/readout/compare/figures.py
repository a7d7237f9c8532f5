"""Figures: one number as different people gave it on different days, and whether their numbers can all be right."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from readout.compare.marks import Mark, share_marks
from readout.compare.points import Known
from readout.compare.said import Said, find_said, weigh_said
from readout.compare.stretches import find_clauses
from readout.model import Amount, Figure, FigureTold, Witness, digest

_ALIKE = 0.45
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


def find_figures(pages: Iterable[Known]) -> tuple[Figure, ...]:
    """The numbers that were told at least twice, by different people or with different values; the disputed first.

    Two amounts are one number where they count the same and their claims speak of the same things.
    """
    said = find_said(pages)
    weights = weigh_said(said)
    by_kind: dict[str, list[_Number]] = defaultdict(list)
    for one in said:
        for number in _numbers(one):
            by_kind[number.of].append(number)
    groups = [group for numbers in by_kind.values() for group in _group(numbers, weights)]
    figures = [_figure(group) for group in groups if _is_told_again(group)]
    return tuple(sorted(figures, key=lambda figure: (not figure.disputed, figure.tellings[0].day, figure.id)))


def _numbers(one: Said) -> Iterable[_Number]:
    units = [unit for clause in find_clauses(one.claim) for unit in clause if unit.kind == "amount"]
    keys = {unit.row.span: unit.key for unit in units if isinstance(unit.row, Amount)}
    marks = frozenset(mark for mark in one.marks if mark[0] not in _NUMBERS)
    for amount in one.point.amounts:
        of = keys.get(amount.span) or amount.unit
        if of and marks:
            yield _Number(one, amount, of, marks)


def _group(numbers: Sequence[_Number], weights: Mapping[Mark, float]) -> list[list[_Number]]:
    """Each number with the first group all of whose claims speak of what its claim speaks of."""
    groups: list[list[_Number]] = []
    for number in numbers:
        for group in groups:
            if all(share_marks(number.marks, other.marks, weights) >= _ALIKE for other in group):
                group.append(number)
                break
        else:
            groups.append([number])
    return groups


def _is_told_again(group: Sequence[_Number]) -> bool:
    tellers = {(number.said.by, number.said.point.page) for number in group}
    values = {(number.amount.low, number.amount.high) for number in group}
    return len(tellers) > 1 or (len(values) > 1 and len({n.said.point.page for n in group}) > 1)


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
        disputed=any(not _meet(a.amount, b.amount) for a, b in combinations(group, 2)),
    )


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
