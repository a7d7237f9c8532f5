"""Quantities: whether two amounts, times or lengths of time can both be true of one thing."""

import datetime
import re
from decimal import Decimal

from readout.model import Amount, Duration, When

_ABOUT = Decimal("0.15")  # how far about 100 may be from 100
_MINUTES = {"Y": 525600, "MO": 43800, "W": 10080, "D": 1440, "H": 60, "M": 1}
_PART = re.compile(r"(\d+(?:\.\d+)?)([YMWDHS])")
# Calendar months differ: 30 days are a month, 12 months a year.
_LOOSE = Decimal("0.02")


def amounts_fit(a: Amount, b: Amount) -> bool:
    """Whether both can be told of one number: their ranges overlap, or one is the other rounded."""
    low_a, high_a = _range(a)
    low_b, high_b = _range(b)
    return (low_a <= high_b and low_b <= high_a) or _is_rounded(a.low, b.low) or _is_rounded(b.low, a.low)


def amounts_equal(a: Amount, b: Amount) -> bool:
    """Whether both say one number, or hedge it so that they mean one."""
    return amounts_fit(a, b) and ((a.low, a.high) == (b.low, b.high) or "about" in (a.bound, b.bound))


def durations_fit(a: Duration, b: Duration) -> bool:
    """Whether both can be told of one length of time."""
    first, second = minutes(a), minutes(b)
    slack = _ABOUT if a.approximate or b.approximate else _LOOSE
    return abs(first - second) <= slack * max(first, second)


def whens_fit(a: When, b: When, *, other_zone: bool = False) -> bool:
    """Whether both can be told of one time. ``other_zone``: the pages' own days may differ by one."""
    first, second = _days(a), _days(b)
    if first is None or second is None:
        return True
    slack = datetime.timedelta(days=1 if other_zone else 0)
    if a.precision == b.precision == "open" and (a.start is None) == (b.start is None):
        return abs((a.start or a.stop or first[0]) - (b.start or b.stop or second[0])) <= slack
    try:
        apart = first[0] > second[1] + slack or second[0] > first[1] + slack
    except OverflowError:
        return True
    if apart:
        return False
    same_day = a.start == b.start and a.precision in _CLOCKED and b.precision in _CLOCKED
    return not (same_day and not other_zone and a.zone == b.zone and _clocks_differ(a.time, b.time))


def whens_equal(a: When, b: When) -> bool:
    """Whether both say one time."""
    return a.iso == b.iso and (not a.time or not b.time or a.time == b.time)


def weeks_apart(a: When, b: When) -> bool:
    """Whether two single days are whole weeks apart: a weekday alone does not say of which week it is."""
    if a.start is None or b.start is None or a.start != a.stop or b.start != b.stop:
        return False
    return abs((a.start - b.start).days) in (7, 14)


def minutes(duration: Duration) -> Decimal:
    """The length of a duration."""
    date, _, clock = duration.iso.removeprefix("P").partition("T")
    total = Decimal(0)
    for count, unit in _PART.findall(date):
        total += Decimal(count) * _MINUTES["MO" if unit == "M" else unit]
    for count, unit in _PART.findall(clock):
        total += Decimal(count) * (Decimal(1) / 60 if unit == "S" else _MINUTES[unit])
    return total


_CLOCKED = ("minute", "hour")


def _clocks_differ(a: str, b: str) -> bool:
    return bool(a and b) and not (a.startswith(b) or b.startswith(a))


def _range(amount: Amount) -> tuple[Decimal, Decimal]:
    low, high = amount.low, amount.high
    if amount.bound == "about":
        return low - _ABOUT * low, high + _ABOUT * high
    if amount.bound == "over":
        return low, Decimal("Infinity")
    if amount.bound == "under":
        return Decimal(0), high
    return low, high


def _is_rounded(rough: Decimal, fine: Decimal) -> bool:
    """Whether ``rough`` is ``fine`` written with fewer figures, but with two at least."""
    figures = rough.normalize().as_tuple()
    digits = max(len(figures.digits), 2)
    if rough == fine or fine == 0 or digits >= len(fine.normalize().as_tuple().digits):
        return rough == fine
    step = Decimal(1).scaleb(fine.adjusted() - digits + 1)
    return abs(rough - fine) <= step / 2


def _days(when: When) -> tuple[datetime.date, datetime.date] | None:
    if when.precision == "open":
        if (when.start is None) == (when.stop is None):
            return None
        return when.start or datetime.date.min, when.stop or datetime.date.max
    if when.start is None or when.stop is None:
        return None
    return when.start, when.stop
