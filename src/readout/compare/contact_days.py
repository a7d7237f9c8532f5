"""When a contact was or will be by a report, and whether two reports can mean the same time."""

import datetime
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from readout.model import ContactReport, JoinRule, When

CONFLICT = -1.0  # the two can't be one
_PROSPECTIVE = ("planned", "proposed", "denied")

# How surely two reports mean one time that at least one of them does not give: by the days between them, for a pair
# that has one contact in a month on average and reports that speak of the nearest one. The last is below what joins.
_NEAR = ((1, 0.8), (3, 0.72), (7, 0.65), (14, 0.57), (30, 0.45))
REACH = 30
_WEEK, _MONTH = 10, 31
_FRESH = 3  # days by which news of a day that they do not give may be late
_MOVED = 14  # days by which a plan may be put off and be the same plan
_DAY = 24 * 60
# the first and the last place where a day begins: UTC+14 and UTC-12, in minutes
_EAST, _WEST = -14 * 60, 12 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """What a report says of a contact's time, as ordinals of days.

    ``start`` and ``stop`` are the first and last day (None: not told), ``told`` the day on which it was told (None:
    unknown), ``ahead`` whether it was told as something to come, ``denied`` as not to come. ``minutes`` is what of the
    time line in UTC the day covers, from where the day may begin to where it may end. ``fresh`` is whether it is news
    of the day on which it was told, though no day is given.
    """

    start: int | None
    stop: int | None
    told: int | None
    ahead: bool
    denied: bool
    ongoing: bool
    fresh: bool = False
    minutes: tuple[int, int] = (0, 0)

    @property
    def width(self) -> int:
        """How many days after the first the last one is."""
        return 0 if self.start is None or self.stop is None else self.stop - self.start

    @property
    def anchor(self) -> int | None:
        """The day by which it is found."""
        return self.told if self.start is None else self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How surely two reports mean one time (0: nothing speaks for it; CONFLICT: they can't), and by which rule."""

    score: float
    rule: JoinRule = "near in time"


_NOTHING, _NEVER = Fit(score=0.0), Fit(score=CONFLICT)


def read_timing(report: ContactReport) -> Timing:
    """The timing that a report tells; a day that is its teller's is the last one on which it can have been."""
    told = datetime.date.fromisoformat(report.day).toordinal() if report.day else None
    when = report.contact.when
    start, stop = _days(when, told) if when else (None, None)
    if report.day_of_telling and stop is not None:
        told, start, stop = stop, None, None
    status = report.contact.status
    return Timing(
        start=start,
        stop=stop,
        told=told,
        ahead=status in _PROSPECTIVE,
        denied=status == "denied",
        ongoing=status == "ongoing",
        fresh=start is None and status == "happened" and report.part == "lead" and not report.day_of_telling,
        minutes=_minutes(when, start, when.zone or report.zone)
        if when and start is not None and start == stop
        else (0, 0),
    )


def relate_timings(a: Timing, b: Timing) -> Fit:
    """How surely the two mean one time; ``relate_timings(b, a)`` says the same."""
    if a.start is None and b.start is None:
        return _relate_undated(a, b)
    if a.start is not None and b.start is not None:
        return _relate_dated(a, b)
    return _relate_half(a, b) if b.start is None else _relate_half(b, a)


def _relate_dated(a: Timing, b: Timing) -> Fit:
    first, second = sorted((a, b), key=lambda timing: (timing.start or 0, timing.stop or 0))
    gap = (second.start or 0) - (first.stop or 0)
    is_narrow = max(a.width, b.width) <= _WEEK
    rule: JoinRule = "planned" if a.ahead != b.ahead else "same day"
    if gap <= 0:
        if not is_narrow:
            return Fit(score=_of_stretches(a, b), rule="near in time")
        # a clock time in a zone that is named may show that one day's two contacts are two
        if a.width == b.width == 0 and not _overlap(a, b):
            return _NEVER
        return Fit(score=1.0 if a.width == b.width == 0 else 0.9, rule=rule)
    if gap == 1:
        if not a.ahead and not b.ahead and not _overlap(a, b):
            return _NEVER
        return Fit(score=0.75, rule=rule if a.ahead != b.ahead else "day apart")
    return _relate_moved(first, second, gap) if is_narrow else _NEVER


def _of_stretches(a: Timing, b: Timing) -> float:
    """Of two overlapping stretches of which one is longer than a week: the same month says something, a year little."""
    same = (a.start, a.stop) == (b.start, b.stop)
    if max(a.width, b.width) <= _MONTH:
        return 0.7 if same else 0.55
    return 0.45 if same else 0.0


def _relate_moved(first: Timing, second: Timing, gap: int) -> Fit:
    """Two days apart and more: one contact only if a plan for the first was put off to the second.

    That a plan was made for another day is as good as told; what was held another day may well be another contact.
    """
    if not first.ahead or gap > _MOVED:
        return _NEVER
    if first.told is None or second.told is None or second.told <= first.told:
        return _NEVER
    if not second.ahead:
        return Fit(score=0.5 if gap <= _FRESH else 0.4, rule="moved")
    return Fit(score=0.55 if gap <= _MOVED // 2 else 0.5, rule="moved")


def _relate_half(dated: Timing, other: Timing) -> Fit:
    """One that gives its days beside one that gives none."""
    assert dated.start is not None
    assert dated.stop is not None
    if other.told is None or dated.width > _MONTH:
        return _NOTHING
    if other.ahead:
        if dated.stop < other.told:
            # what is past is not planned any more; a denial may be of what others say has been
            return Fit(score=0.4, rule="near in time") if other.denied and not dated.ahead else _NEVER
        near = max(0, dated.start - other.told)
        if dated.ahead and dated.told is not None:
            near = min(near, abs(dated.told - other.told))
        return Fit(score=_near(near), rule="near in time" if dated.ahead else "planned")
    if dated.start > other.told + 1:
        return _NEVER
    near = max(0, other.told - dated.stop)
    if (other.ongoing and near > _WEEK) or (other.fresh and near > _FRESH):
        return _NEVER
    return Fit(score=_near(near), rule="planned" if dated.ahead else "near in time")


def _relate_undated(a: Timing, b: Timing) -> Fit:
    if a.told is None or b.told is None:
        return _NOTHING
    if a.ahead != b.ahead:
        plan, other = (a, b) if a.ahead else (b, a)
        if (other.told or 0) < (plan.told or 0) - 1:
            return _NOTHING
        return Fit(score=_near(abs(a.told - b.told)), rule="planned")
    later = a if a.told > b.told else b
    if later.fresh and abs(a.told - b.told) > _FRESH:
        return _NEVER
    return Fit(score=_near(abs(a.told - b.told)))


def _near(days: int) -> float:
    return next((score for most, score in _NEAR if days <= most), 0.0)


def _days(when: When, told: int | None) -> tuple[int, int] | tuple[None, None]:
    """The first and last day; of an open year the one that is nearest to when it was told."""
    start, stop = when.start or when.stop, when.stop or when.start
    if start is not None and stop is not None:
        return start.toordinal(), stop.toordinal()
    if told is None or not when.iso.startswith("--") or len(when.iso) != len("--02-12"):
        return None, None
    year = datetime.date.fromordinal(told).year
    found = []
    for candidate in (year - 1, year, year + 1):
        try:
            found.append(datetime.date.fromisoformat(f"{candidate:04}{when.iso[1:]}").toordinal())
        except ValueError:
            continue  # 29 February of another year
    nearest = min(found, key=lambda day: abs(day - told), default=None)
    return (nearest, nearest) if nearest is not None else (None, None)


def _minutes(when: When, day: int, name: str) -> tuple[int, int]:
    zone = _offset(name, day)
    early, late = (_EAST, _WEST) if zone is None else (-zone, -zone)
    if len(when.time) == len("16:08") and zone is not None:
        hours, minutes = when.time.split(":")
        clock = int(hours) * 60 + int(minutes)
        # sides round the time, and say when it began or when it ended
        return day * _DAY + clock + early - 180, day * _DAY + clock + late + 180
    return day * _DAY + early, (day + 1) * _DAY + late


def _overlap(a: Timing, b: Timing) -> bool:
    return a.minutes[0] < b.minutes[1] and b.minutes[0] < a.minutes[1]


@lru_cache(maxsize=1024)
def _offset(zone: str, day: int) -> int | None:
    """Minutes that the zone is ahead of UTC on that day, None where it is not known."""
    if not zone or zone == "local":
        return None
    noon = datetime.datetime.combine(datetime.date.fromordinal(day), datetime.time(12))
    if zone[0] in "+-" and len(zone) >= len("+03:00"):
        sign = -1 if zone[0] == "-" else 1
        return sign * (int(zone[1:3]) * 60 + int(zone[4:6]))
    if zone in ("Z", "UTC"):
        return 0
    try:
        offset = noon.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError):
        return None
    return round(offset.total_seconds() / 60) if offset is not None else None
