"""Stretches of the calendar: first and last day of what a phrase names, counted from a day."""

import datetime
from calendar import isleap, monthrange

from readout.model import Precision, Shift, TimePhrase

Date = datetime.date
Stretch = tuple[Date, Date, Precision]

AHEAD = 100  # days: in February 12月 is last year's, 3月5日 this year's
_SATURDAY = 5
_YEAR_DAYS = 366
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
_PARTS: dict[str, tuple[int, int]] = {"start": (1, 10), "middle": (11, 20), "end": (21, 31)}
_YEAR_PARTS: dict[str, tuple[int, int]] = {"start": (1, 3), "middle": (5, 8), "end": (10, 12)}

_WEEK_PARTS: dict[str, tuple[int, int]] = {
    "start": (0, 2),
    "middle": (1, 4),
    "end": (3, 6),
    "weekend": (5, 6),
}


def one_day(day: Date) -> Stretch:
    """``day`` alone."""
    return day, day, "day"


def month_stretch(year: int, month: int, edge: str) -> Stretch:
    """A month, or its first, middle or last third."""
    last = monthrange(year, month)[1]
    first, final = _PARTS.get(edge, (1, last))
    return Date(year, month, first), Date(year, month, min(final, last)), "month"


def year_stretch(year: int, phrase: TimePhrase) -> Stretch:
    """The half, quarter, season or part of ``year`` that ``phrase`` names, or all of it."""
    precision: Precision = "season"
    if phrase.half:
        first, final = 6 * phrase.half - 5, 6 * phrase.half
    elif phrase.quarter:
        first, final = 3 * phrase.quarter - 2, 3 * phrase.quarter
    elif phrase.season:
        first, final = _SEASONS[phrase.season]
    else:
        first, final = _YEAR_PARTS.get(phrase.edge, (1, 12))
        precision = "year"
    start, (final_year, final) = Date(year, first, 1), (year + (final > 12), (final - 1) % 12 + 1)
    return start, Date(final_year, final, monthrange(final_year, final)[1]), precision


def nearest_stretch(published: Date, phrase: TimePhrase) -> Stretch:
    """A quarter, half or season without its year: the last one that has begun, or is about to; the next, if future."""
    found = year_stretch(published.year, phrase)
    if phrase.future:
        return found if found[1] >= published else year_stretch(published.year + 1, phrase)
    for ago in (1, 2):
        if found[1] < published if phrase.past else (found[0] - published).days <= AHEAD:
            break
        found = year_stretch(published.year - ago, phrase)
    return found


def week_stretch(monday: Date, edge: str) -> Stretch:
    """The week of ``monday``, or a part of it."""
    first, last = _WEEK_PARTS.get(edge, (0, 6))
    return monday + datetime.timedelta(first), monday + datetime.timedelta(last), "week"


def weekend_week(day: Date, *, ahead: bool) -> int:
    """The week of the nearest weekend, counted from that of ``day``: on a Thursday the last one was a week ago."""
    return 0 if ahead or day.weekday() >= _SATURDAY else -1


def running_stretch(published: Date, shift: Shift) -> Stretch:
    """So many days, weeks, months or years, up to the day before publication or from the day after it."""
    end, day = _step(published, shift), datetime.timedelta(1)
    return (end, published - day, "range") if end < published else (published + day, end, "range")


def _step(day: Date, shift: Shift) -> Date:
    if shift.unit in ("days", "weeks"):
        return day + datetime.timedelta(shift.offset * (7 if shift.unit == "weeks" else 1))
    count = day.year * 12 + day.month - 1 + shift.offset * (12 if shift.unit == "years" else 1)
    year, month = count // 12, count % 12 + 1
    return Date(year, month, min(day.day, monthrange(year, month)[1]))


def nearest_day(published: Date, day: int, *, ahead: bool) -> Date:
    """The nearest ``day`` of a month on or before ``published``, or on or after it."""
    count = published.year * 12 + published.month - 1
    while True:  # at most twice over a month that is too short
        year, month = count // 12, count % 12 + 1
        if day <= monthrange(year, month)[1]:
            found = Date(year, month, day)
            if found >= published if ahead else found <= published:
                return found
        count += 1 if ahead else -1


def day_on_weekday(published: Date, day: int, weekday: int, *, ahead: bool) -> Date | None:
    """Friday the 14th: the nearest such day within a year, the past first unless ``ahead``."""
    days = [published + datetime.timedelta(step) for step in range(-_YEAR_DAYS, _YEAR_DAYS)]
    fitting = [one for one in days if one.day == day and one.isoweekday() == weekday]
    return min(
        fitting, key=lambda one: (abs((one - published).days), (one < published) == ahead), default=None
    )


def month_after(year: int, month: int) -> tuple[int, int]:
    """Year and month of the next month."""
    return (year, month + 1) if month < 12 else (year + 1, 1)


def leap_year(year: int, step: int) -> int:
    """The leap year nearest to ``year``, in steps of 1 or -1."""
    while not isleap(year):
        year += step
    return year
