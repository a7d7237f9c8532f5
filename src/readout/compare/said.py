"""What is said on pages, point by point: every statement's words cut into points, with their day and what they name."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from readout.compare.claims import Claim
from readout.compare.held import make_claims
from readout.compare.marks import Mark, find_marks, find_meanings, weigh_marks
from readout.compare.points import Known, cut_points
from readout.compare.stretches import find_clauses
from readout.compare.units import Unit
from readout.model import Point, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A point that somebody is reported to have said: ``day`` is the page's (ISO 8601), ``statement`` the innermost.

    ``by`` is the slug of who said it, "both" for a group, "" unknown; ``clauses`` are what the claim's words mean, ``marks``
    what it names and means.
    """

    point: Point
    statement: Statement
    known: Known
    day: str
    by: str
    claim: Claim
    clauses: tuple[tuple[Unit, ...], ...]
    marks: frozenset[Mark]


def find_said(pages: Iterable[Known]) -> tuple[Said, ...]:
    """All points of all statements, by day, page and place. Pages that do not say when they appeared are left out."""
    found: list[Said] = []
    for number, known in enumerate(sorted(pages, key=lambda known: (day_of(known), known.reading.id))):
        if day_of(known):
            found += _of_page(known, f"{number}-")
    return tuple(found)


def weigh_said(said: Sequence[Said]) -> Mapping[Mark, float]:
    """What each mark is worth among the points: the rarer, the more."""
    return weigh_marks(one.marks for one in said)


def day_of(known: Known) -> str:
    """The day on which the page appeared, ISO 8601; "" where it does not say."""
    published = known.reading.article.published
    if isinstance(published, datetime.datetime):
        published = published.date()
    return published.isoformat() if published else ""


def _of_page(known: Known, prefix: str) -> list[Said]:
    statements = {statement.id: statement for statement in known.reading.statements}
    points: list[Point] = []
    for statement in known.reading.statements:
        if not statement.via:
            points += cut_points(known, statement.content, prefix=f"{prefix}{statement.id}-", teller="")
    claims = make_claims(points, (known,))
    clauses = {point.id: find_clauses(claims[point.id]) for point in points}
    return [
        Said(
            point=point,
            statement=statements[point.statement],
            known=known,
            day=day_of(known),
            by=_speaker(point, known),
            claim=claims[point.id],
            clauses=clauses[point.id],
            marks=find_marks(point, frozenset()) | find_meanings(clauses[point.id]),
        )
        for point in points
        if point.statement
    ]


def _speaker(point: Point, known: Known) -> str:
    entity = known.entities.get(point.speaker)
    return point.voice if entity is None or point.voice == "both" else entity.id
