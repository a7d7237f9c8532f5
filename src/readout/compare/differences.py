"""Differences: what two sides have otherwise in one point or about the contact, with the words that show it."""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from readout.compare.claims import Claim, Contradiction
from readout.compare.contradictions import compare_claims
from readout.compare.points import BOTH, Report
from readout.model import Account, Cell, Contact, Difference, Fact, Point, PointRow, Span, Witness

# what says that two cells contradict each other; other differences only colour a point
_CONTRADICTING = ("negation", "modality", "number", "date", "duration", "party", "initiator", "place")


def find_differences(
    row: PointRow,
    points: Mapping[str, Point],
    accounts: Sequence[Account],
    alike: Iterable[tuple[Point, Point]] = (),
    claims: Mapping[str, Claim] | None = None,
) -> PointRow:
    """The row with its differences; cells between which a contradiction was found *say otherwise*.

    ``alike`` are the row's points of two sides that are surely one point; only these are held against each other.
    """
    found: list[Difference] = []
    doubted: set[str] = set()
    sides = {id: cell.side for cell in row.cells for id in cell.points}
    for one, other in alike:
        if claims and sides[one.id] != sides[other.id]:
            verdict = compare_claims(claims[one.id], claims[other.id])
            both = (sides[one.id], sides[other.id])
            if verdict.contradiction:
                found.append(_contradiction(one, other, both, verdict.contradiction))
            elif verdict.doubt or (verdict.says != "same" and {one.voice, other.voice} == set(both)):
                doubted.update(both)
    telling = [cell for cell in row.cells if cell.says != "silent"]
    for left, right in combinations(telling, 2):
        found += _between(left, right, points)
    found += _in_others_mouth(row, points, accounts)
    contradicted = {side for d in found if d.kind in _CONTRADICTING for side in d.sides}
    cells = tuple(
        replace(cell, says="says otherwise" if cell.side in contradicted else "unsure")
        if cell.says == "says" and cell.side in contradicted | doubted
        else cell
        for cell in row.cells
    )
    return replace(row, cells=cells, differences=tuple(found))


def _contradiction(
    one: Point, other: Point, sides: tuple[str, str], contradiction: Contradiction
) -> Difference:
    """What the words of two points have otherwise, with those words."""
    left = [Witness(page=one.page, span=span, quote=_words(one, span)) for span in contradiction.a]
    right = [Witness(page=other.page, span=span, quote=_words(other, span)) for span in contradiction.b]
    return Difference(
        kind=contradiction.kind,
        sides=sides,
        first=" … ".join(seen.quote for seen in left),
        second=" … ".join(seen.quote for seen in right),
        witnesses=(*left, *right),
    )


def _words(point: Point, span: Span) -> str:
    """The page's own characters at a span inside the point."""
    return point.quote[span.start - point.span.start : span.stop - point.span.start]


def _between(one: Cell, other: Cell, points: Mapping[str, Point]) -> list[Difference]:
    left, right = [points[id] for id in one.points], [points[id] for id in other.points]
    a, b = _topics(left), _topics(right)
    found = []
    if (a - b or b - a) and a & b:
        found.append(
            Difference(
                kind="scope",
                sides=(one.side, other.side),
                first=", ".join(sorted(a - b)),
                second=", ".join(sorted(b - a)),
                witnesses=tuple(witness(point) for point in (*left, *right)),
            )
        )
    return found


def _topics(points: Iterable[Point]) -> set[str]:
    return {slug for point in points for slug in point.topics}


def _in_others_mouth(
    row: PointRow, points: Mapping[str, Point], accounts: Sequence[Account]
) -> list[Difference]:
    """What one side alone reports another side to have said or promised."""
    if len(row.sides) != 1:
        return []
    teller = row.sides[0]
    sides = {account.side for account in accounts}
    found = []
    for cell in row.cells:
        for id in cell.points:
            point = points[id]
            if point.voice in (sides | {BOTH}) - {teller}:
                found.append(
                    Difference(
                        kind="mouth",
                        sides=(teller, point.voice),
                        first=point.act,
                        second="",
                        witnesses=(witness(point),),
                    )
                )
    return found


def witness(point: Point) -> Witness:
    """The point's words."""
    return Witness(page=point.page, span=point.span, quote=point.quote)


def find_facts(accounts: Sequence[Account], reports: Sequence[Report]) -> tuple[Fact, ...]:
    """What the accounts give of when, how long, where and on whose initiative; what no account gives is left out.

    A page that carries several sides gives a side only what stands in words of that side.
    """
    facts = []
    for name, read in _FACTS.items():
        held = [_values(account, reports, read) for account in accounts]
        values = tuple(tuple(dict.fromkeys(value for value, _ in one)) for one in held)
        given = [set(one) for one in values if one]
        if given:
            facts.append(
                Fact(
                    name=name,
                    values=values,
                    witnesses=tuple(tuple(seen for _, seen in one) for one in held),
                    same=_agree(name, given),
                )
            )
    return tuple(facts)


def _agree(name: str, given: Sequence[set[str]]) -> bool:
    """Whether no two sides differ. Two days next to each other are one: it is tomorrow already in another capital."""
    if name == "when":
        days = [_ISO_DAY.match(value) for one in given for value in one]
        numbers = [datetime.date.fromisoformat(day[0]).toordinal() for day in days if day]
        if len(numbers) == len(days):
            return max(numbers) - min(numbers) < _TWO_DAYS
    return all(one == given[0] for one in given)


_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TWO_DAYS = 2
Found = list[tuple[str, Span]]


def _values(
    account: Account, reports: Sequence[Report], read: Callable[[Report], Found]
) -> list[tuple[str, Witness]]:
    found = []
    for report in reports:
        text = report.reading.article.text
        document = any(t.page == report.reading.id and t.telling == "document" for t in account.tellers)
        own = [point.span for point in account.points if point.page == report.reading.id]
        for value, span in read(report):
            if document or any(part.covers(span) for part in own):
                found.append((value, Witness(page=report.reading.id, span=span, quote=span.of(text))))
    return found


def _when(report: Report) -> Found:
    when = report.told.when
    return [(when.iso, when.span)] if when else []


def _duration(report: Report) -> Found:
    length = report.told.duration
    return [(length.iso, length.span)] if length else []


def _evidence(contact: Contact, field: str) -> Iterable[Span]:
    return (evidence.span for evidence in contact.evidence if evidence.field == field)


def _place(report: Report) -> Found:
    contact = report.told
    name = _who(report, contact.place)
    return [(name, span) for span in _evidence(contact, "place")] if name else []


def _initiator(report: Report) -> Found:
    contact = report.told
    name = _who(report, contact.initiator)
    return [(name, span) for span in _evidence(contact, "initiator")] if name else []


def _who(report: Report, name: str) -> str:
    entity = report.entities.get(name)
    return entity.id if entity else name


_FACTS: dict[str, Callable[[Report], Found]] = {
    "when": _when,
    "duration": _duration,
    "place": _place,
    "initiator": _initiator,
}
