"""Resolve time phrases to days and intervals, against the article's date and the days named before."""

import datetime
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from readout.model import Precision, Shift, TimePhrase, When
from readout.resolve.stretches import (
    AHEAD,
    Date,
    Stretch,
    day_on_weekday,
    leap_year,
    month_after,
    month_stretch,
    nearest_day,
    nearest_stretch,
    one_day,
    running_stretch,
    week_stretch,
    weekend_week,
    year_stretch,
)

_OLD = 20  # days: a story that old is told by its own month
_NEAR = 30  # code points over which 2016年6月24日……26日 still names a day of that month
# Days ahead of publication that an unmarked 14日 may be. In 803 broadcast texts of 2025 all three that would
# otherwise have been four weeks old were meant so.
_SOON = 3
_SOON_RANGE = 10
_UNITS = ("days", "weeks", "months", "years")  # of a stretch up to the publication, or from it on
_LEAP_DAY = (2, 29)


def resolve_times(
    phrases: tuple[TimePhrase, ...],
    *,
    published: datetime.date | datetime.datetime | None,
    zone: str,
    context: When | None = None,
) -> tuple[When, ...]:
    """One When for each phrase that a calendar can hold, in text order; the others are left out.

    ``published`` is the article's date, in ``zone`` (IANA) where it carries a time zone of its own.
    A day without its month is the nearest on or before publication; on or after it where the text marks it as
    future, or where it is a few days ahead. "The same day" is the last single day that the text named before; ``context`` is the one
    before its first phrase. Days stay as written in their own zone.
    """
    resolver = _Resolver(
        published=_local_date(published, zone),
        said=context.start if context else None,
        said_at=-_NEAR,
        years=_written_years(phrases),
    )
    whens = []
    for phrase in phrases:
        try:
            when = resolver.resolve(phrase)
        except (ValueError, OverflowError):  # the 31st of February; a year no calendar has
            continue
        if when:
            whens.append(when)
    return tuple(whens)


def _local_date(published: datetime.date | datetime.datetime | None, zone: str) -> Date | None:
    if not isinstance(published, datetime.datetime):
        return published
    if published.tzinfo and zone:
        try:
            return published.astimezone(ZoneInfo(zone)).date()
        except (KeyError, ValueError, OSError, OverflowError):
            return published.date()
    return published.date()


def _written_years(phrases: Iterable[TimePhrase]) -> dict[tuple[int, int], int]:
    """The years that the text writes out, by month and day; the first one counts."""
    years: dict[tuple[int, int], int] = {}
    for phrase in phrases:
        if phrase.year and phrase.month and phrase.day:
            years.setdefault((phrase.month, phrase.day), phrase.year)
    return years


@dataclass
class _Resolver:
    """``said`` is the last single day that the text named, ``said_at`` where."""

    published: Date | None
    said: Date | None
    said_at: int
    years: dict[tuple[int, int], int]

    def resolve(self, phrase: TimePhrase) -> When | None:
        """The When of ``phrase``; None where it stays unknown. Raises ValueError for an impossible day."""
        if phrase.vague:
            return None
        phrase = _from_its_end(phrase)
        first = self._stretch(phrase)
        if first is None:
            return _yearless(phrase)
        start, stop, precision = first
        last = self._stretch(self._until(phrase, start)) if phrase.until else None
        if last and last[1] >= start:
            return self._range(phrase, first, last)
        running = any(shift.unit in _UNITS for shift in phrase.shifts)
        if phrase.open and not running:
            return _open(phrase, start, stop)
        if start == stop and not running:
            self.said, self.said_at = start, phrase.span.stop
        return When(
            iso=_iso(start, stop, precision),
            precision=_within_day(phrase) if precision == "day" else precision,
            span=phrase.span,
            start=start,
            stop=stop,
            time=_time(phrase),
            zone=phrase.zone,
        )

    def _range(self, phrase: TimePhrase, first: Stretch, last: Stretch) -> When:
        start, stop = first[0], last[1]
        if phrase.open:
            return _open(phrase, start, stop)
        until = _time(phrase.until) if phrase.until else ""
        time = "/".join(filter(None, (_time(phrase), until)))
        one_day = start == stop
        if start == first[1]:
            self.said, self.said_at = start, phrase.span.stop
        left = _iso(start, first[1], first[2]).partition("/")[0]
        right = _iso(last[0], stop, last[2]).rpartition("/")[2]
        return When(
            iso=left if one_day or left == right else f"{left}/{right}",
            precision=_within_day(phrase) if one_day else "range",
            span=phrase.span,
            start=start,
            stop=stop,
            time=time,
            zone=phrase.zone,
        )

    def _until(self, phrase: TimePhrase, start: Date) -> TimePhrase:
        """The end of a range, with what its own words leave out taken from the start."""
        until = phrase.until
        assert until is not None
        if until.shifts or until.year or until.decade:
            return until
        if until.month:
            year = start.year if until.month >= start.month else start.year + 1
            return replace(until, year=year)
        if until.day or until.edge:
            year, month = start.year, start.month
            if until.day and until.day < start.day and not phrase.month:
                year, month = month_after(year, month)
            return replace(until, year=year, month=month)
        if until.weekday:
            return _on_day(until, start + datetime.timedelta((until.weekday - 1 - start.weekday()) % 7))
        if until.half or until.quarter or until.season:
            return replace(until, year=start.year)
        return _on_day(until, start)

    def _stretch(self, phrase: TimePhrase | None) -> Stretch | None:
        """First day, last day and precision; None where year or day stay unknown."""
        if phrase is None:
            return None
        if phrase.decade is not None:
            return Date(phrase.decade, 1, 1), Date(phrase.decade + 9, 12, 31), "range"
        shifts = {shift.unit: shift for shift in phrase.shifts}
        if running := next((shift for unit, shift in shifts.items() if unit in _UNITS), None):
            return running_stretch(self.published, running) if self.published else None
        if phrase.day:
            day = self._day(phrase, shifts)
            return (day, day, "day") if day else None
        if phrase.weekday or "week" in shifts or (phrase.edge == "weekend" and not shifts):
            return self._week(phrase, shifts.get("week"))
        if "day" in shifts:
            base = self._base(shifts["day"])
            return one_day(base + datetime.timedelta(shifts["day"].offset)) if base else None
        year, month = self._year_month(phrase, shifts)
        if month:
            return month_stretch(year, month, phrase.edge) if year else None
        if year:
            return year_stretch(year, phrase)
        if phrase.half or phrase.quarter or phrase.season or phrase.edge:
            return nearest_stretch(self.published, phrase) if self.published else None
        day = self.said or self.published
        return one_day(day) if day and (phrase.part or phrase.clock) else None

    def _base(self, shift: Shift) -> Date | None:
        return (self.said or self.published) if shift.base == "context" else self.published

    def _year_month(self, phrase: TimePhrase, shifts: dict[str, Shift]) -> tuple[int | None, int | None]:
        year, month = phrase.year, phrase.month
        if year is None and (shift := shifts.get("year")):
            base = self._base(shift)
            year = base.year + shift.offset if base else None
        if month is None and (shift := shifts.get("month")):
            base = self._base(shift)
            if base is None:
                return year, None
            count = (year or base.year) * 12 + base.month - 1 + shift.offset
            return count // 12, count % 12 + 1
        if month and year is None and "year" not in shifts:
            year = self._year_of(phrase, month)
        return year, month

    def _year_of(self, phrase: TimePhrase, month: int) -> int | None:
        """The year of a month, or of a month and day, that is written without one."""
        day = phrase.day or 1
        published = self.published
        if published is None:
            return self.years.get((month, phrase.day)) if phrase.day else None
        near = self.said if phrase.span.start - self.said_at < _NEAR else None
        if near and near.year < published.year and (month, day) >= (near.month, near.day):
            # 2016年6月24日公投，7月13日…: a year that was just named goes on
            written = self.years.get((near.month, near.day)) == near.year
            if written and not phrase.future:
                return near.year
        year = published.year
        if phrase.future:
            last = phrase.day or 31
            return year if (month, last) >= (published.month, published.day) else year + 1
        ahead = (month - published.month) * 30 + (day - published.day if phrase.day else 0)
        if ahead > AHEAD or (phrase.past and ahead > 0):
            return year - 1
        return year

    def _day(self, phrase: TimePhrase, shifts: dict[str, Shift]) -> Date | None:
        assert phrase.day is not None
        year, month = self._year_month(phrase, shifts)
        if month:
            if year and (month, phrase.day) == _LEAP_DAY and not phrase.year and not shifts:
                year = leap_year(year, 1 if phrase.future else -1)
            return Date(year, month, phrase.day) if year else None
        if phrase.weekday and self.published:
            return day_on_weekday(self.published, phrase.day, phrase.weekday, ahead=phrase.future)
        said = self.said
        if said and phrase.span.start - self.said_at < _NEAR and said.day <= phrase.day:
            written = self.published is None or (self.published - said).days > _OLD
            if written and phrase.day <= monthrange(said.year, said.month)[1]:
                return said.replace(day=phrase.day)
        if self.published is None:
            return said.replace(day=phrase.day) if said else None
        ahead = phrase.future
        if not phrase.past and not ahead:
            # 14日 or 15日至20日, told on the 13th: just ahead rather than last month's
            soon = _SOON_RANGE if phrase.until else _SOON
            ahead = 0 < (nearest_day(self.published, phrase.day, ahead=True) - self.published).days <= soon
        return nearest_day(self.published, phrase.day, ahead=ahead)

    def _week(self, phrase: TimePhrase, shift: Shift | None) -> Stretch | None:
        base = self._base(shift) if shift else self.published
        if base is None:
            return None
        monday = base - datetime.timedelta(base.weekday())
        if shift:
            monday += datetime.timedelta(weeks=shift.offset)
        elif phrase.weekday:
            day = monday + datetime.timedelta(phrase.weekday - 1)
            if phrase.future and day < base:
                day += datetime.timedelta(7)
            elif not phrase.future and day > base:
                day -= datetime.timedelta(7)
            return one_day(day)
        elif phrase.edge == "weekend":
            monday += datetime.timedelta(weeks=weekend_week(base, ahead=phrase.future))
        if phrase.weekday:
            return one_day(monday + datetime.timedelta(phrase.weekday - 1))
        return week_stretch(monday, phrase.edge)


def _from_its_end(phrase: TimePhrase) -> TimePhrase:
    """``phrase`` with what a range's start leaves to its end: Monday to Friday next week, 9 May to 2 June 2024."""
    until = phrase.until
    if until is None or phrase.year or phrase.shifts or phrase.decade is not None:
        return phrase
    if phrase.month:
        if until.year:
            return replace(phrase, year=until.year - (until.month is not None and until.month < phrase.month))
        yearly = any(shift.unit == "year" for shift in until.shifts)
        return replace(phrase, shifts=until.shifts) if yearly else phrase
    if phrase.weekday and not phrase.day:
        weekly = any(shift.unit == "week" for shift in until.shifts)
        return replace(phrase, shifts=until.shifts) if weekly else phrase
    return phrase


def _on_day(phrase: TimePhrase, day: Date) -> TimePhrase:
    return replace(phrase, year=day.year, month=day.month, day=day.day, weekday=None)


def _within_day(phrase: TimePhrase) -> Precision:
    if phrase.clock:
        return "minute" if ":" in phrase.clock else "hour"
    return "part" if phrase.part else "day"


def _time(phrase: TimePhrase) -> str:
    return f"{phrase.clock}:00" if phrase.clock and ":" not in phrase.clock else phrase.clock


def _iso(start: Date, stop: Date, precision: Precision) -> str:
    if precision == "year":
        return f"{start.year:04d}"
    if precision == "month":
        return f"{start:%Y-%m}" if start.year > 999 else start.isoformat()[:7]
    if precision == "season":
        return f"{start.isoformat()[:7]}/{stop.isoformat()[:7]}"
    if precision == "range" and (start.month, start.day, stop.month, stop.day) == (1, 1, 12, 31):
        return f"{start.year:04d}/{stop.year:04d}"
    return start.isoformat() if start == stop else f"{start.isoformat()}/{stop.isoformat()}"


def _open(phrase: TimePhrase, start: Date, stop: Date) -> When:
    """Before or since: an interval with one end, written as ISO 8601-2 has it."""
    plain = _plain_iso(phrase, start if phrase.open == "stop" else stop)
    return When(
        iso=f"{plain}/.." if phrase.open == "stop" else f"../{plain}",
        precision="open",
        span=phrase.span,
        start=start if phrase.open == "stop" else None,
        stop=start - datetime.timedelta(1) if phrase.open == "start" else None,
        time=_time(phrase),
        zone=phrase.zone,
    )


def _plain_iso(phrase: TimePhrase, day: Date) -> str:
    units = {shift.unit for shift in phrase.shifts}
    if phrase.day or phrase.weekday or units & {"day", "week"} or phrase.part or phrase.clock:
        return day.isoformat()
    return day.isoformat()[:7] if phrase.month or "month" in units else f"{day.year:04d}"


def _yearless(phrase: TimePhrase) -> When | None:
    """--02-12: month and day are written, the year is not, and nothing tells it."""
    if not phrase.month or phrase.shifts:
        return None
    Date(2000, phrase.month, phrase.day or 1)  # a leap year: refuses the 30th of February
    iso = f"--{phrase.month:02d}" + (f"-{phrase.day:02d}" if phrase.day else "")
    return When(iso=iso, precision="open", span=phrase.span, time=_time(phrase), zone=phrase.zone)
