"""Points as claims: what one side says, with all that was read in it, to be held against what another says."""

import calendar
import datetime
import re
from collections.abc import Iterable, Iterator, Sequence

from readout.compare.claims import Claim, cut_claim
from readout.compare.points import Report, fold
from readout.model import Account, Duration, Mention, Point, Precision, Reading, When

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def make_claims(accounts: Sequence[Account], reports: Iterable[Report]) -> dict[str, Claim]:
    """The claim of every point of the accounts, by the point's id."""
    points = [point for account in accounts for point in account.points]
    claims: dict[str, Claim] = {}
    for report in reports:
        claims.update(_claims(report, (p for p in points if p.page == report.reading.id)))
    return claims


def _claims(report: Report, points: Iterable[Point]) -> Iterator[tuple[str, Claim]]:
    reading = report.reading
    text = fold(reading.article.text, report.lexicon)
    published = reading.article.published
    day = published.date() if isinstance(published, datetime.datetime) else published
    whens, durations = _whens(reading), _durations(reading)
    for point in points:
        claim = cut_claim(
            point.span,
            text,
            report.lexicon,
            amounts=reading.amounts,
            whens=whens,
            durations=durations,
            mentions=reading.mentions,
            entities=report.entities,
            speaker=report.entities.get(point.speaker),
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
