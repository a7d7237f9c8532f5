"""Points as claims: what one side says, with all that was read in it, to be held against what another says."""

import calendar
import datetime
import re
from collections.abc import Iterable, Iterator

from readout.compare.claims import Claim, cut_claim
from readout.compare.points import Known, fold
from readout.model import Mention, Point, Precision, Reading, When

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
    whens, durations = _whens(reading), known.lengths
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
            breaks=known.breaks,
        )
        yield point.id, claim


def _whens(reading: Reading) -> tuple[When, ...]:
    """The times of the page: those of its rows, and its other time mentions as far as their names say."""
    told = [row.when for row in reading.statements] + [row.when for row in reading.contacts]
    known = {when.span: when for when in told if when}
    for mention in reading.mentions:
        if mention.kind == "time" and mention.span not in known:
            known[mention.span] = _when(mention)
    return tuple(known.values())


def _when(mention: Mention) -> When:
    """The time of a mention, by its name: a day, a month, a year, or an interval of these, open ends and years included."""
    first, _, last = mention.name.partition("/")
    start, stop = _edge(first, last=False), _edge(last or first, last=True)
    precision: Precision = "range" if last else _PRECISIONS.get(len(first.lstrip("-")), "day")
    if _OPEN in (first, last):
        precision = "open"
    return When(iso=mention.name, precision=precision, span=mention.span, start=start, stop=stop)


_OPEN = ".."
_PRECISIONS: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}


def _edge(iso: str, *, last: bool) -> datetime.date | None:
    """The first or last day of what an ISO form names; None for an open end or an open year."""
    found = _ISO.match(iso)
    if not found:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if day:
        return datetime.date(year, month, day)
    if not last:
        return datetime.date(year, month or 1, 1)
    return datetime.date(year, month or 12, calendar.monthrange(year, month)[1] if month else 31)
