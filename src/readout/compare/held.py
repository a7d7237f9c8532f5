"""Points as claims: what one side says, with all that was read in it, to be held against what another says."""

import calendar
import datetime
import re
from collections.abc import Iterable, Iterator

from readout.compare.claims import Claim, cut_claim
from readout.compare.points import Known, fold
from readout.model import Duration, Mention, Point, Precision, Reading, When

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def make_claims(points: Iterable[Point], pages: Iterable[Known]) -> dict[str, Claim]:
    """The claim of every point, by the point's id; ``pages`` are those that the points stand on."""
    by_page: dict[str, list[Point]] = {}
    for point in points:
        by_page.setdefault(point.page, []).append(point)
    claims: dict[str, Claim] = {}
    for known in pages:
        claims.update(_claims(known, by_page.get(known.reading.id, ())))
    return claims


def _claims(known: Known, points: Iterable[Point]) -> Iterator[tuple[str, Claim]]:
    reading = known.reading
    text = fold(reading.article.text, known.lexicon)
    published = reading.article.published
    day = published.date() if isinstance(published, datetime.datetime) else published
    whens, durations = _whens(reading), _durations(reading)
    for point in points:
        claim = cut_claim(
            point.span,
            text,
            known.lexicon,
            amounts=reading.amounts,
            whens=whens,
            durations=durations,
            mentions=reading.mentions,
            entities=known.entities,
            speaker=known.entities.get(point.speaker),
            act=point.act,
            published=day,
            zone=reading.article.zone,
        )
        yield point.id, claim


def _whens(reading: Reading) -> tuple[When, ...]:
    """The times of the page: those of its rows, and its other time mentions as far as their names say."""
    told = [row.when for row in reading.statements] + [row.when for row in reading.contacts]
    known = {when.span: when for when in told if when}
    for mention in reading.mentions:
        if mention.kind == "time" and mention.span not in known and (when := _when(mention)):
            known[mention.span] = when
    return tuple(known.values())


def _when(mention: Mention) -> When | None:
    """The time of a mention whose name is a day, a month or a year."""
    found = _ISO.fullmatch(mention.name)
    if not found:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    precision: Precision = "day" if day else "month" if month else "year"
    last = day or (calendar.monthrange(year, month)[1] if month else 31)
    return When(
        iso=mention.name,
        precision=precision,
        span=mention.span,
        start=datetime.date(year, month or 1, day or 1),
        stop=datetime.date(year, month or 12, last),
    )


def _durations(reading: Reading) -> tuple[Duration, ...]:
    lengths = {c.duration.span: c.duration for c in reading.contacts if c.duration}
    return tuple(lengths.values())
