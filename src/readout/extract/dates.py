"""Publication dates: as pages write them, in attributes, in lines and in addresses."""

import datetime
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Date = datetime.date | datetime.datetime

_ISO = re.compile(
    r"(?<!\d)(?P<Y>(?:19|20)\d\d)(?P<sep>[-/.])(?P<M>\d{1,2})(?P=sep)(?P<D>\d{1,2})(?!\d)"
    r"(?:(?:T|\s{0,3})(?P<H>\d{1,2}):(?P<m>\d\d)(?::(?P<s>\d\d)(?:[.,]\d+)?)?"
    r"\s?(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?)?"
)
_ADDRESS = (
    re.compile(r"/(?P<Y>20\d\d)[-/](?P<M>\d\d?)[-/](?P<D>\d\d?)(?=[/_.-])"),
    re.compile(r"/(?P<Y>20\d\d)[-/]?(?P<M>\d\d)[-/]?(?P<D>\d\d)(?=[/_.-])"),
    re.compile(r"/(?P<Y>20\d\d)[-/]?(?P<M>\d\d)/[a-z]?(?:20\d\d)?\d\d(?P<D>\d\d)(?=[/_.-])"),
    re.compile(r"[/_-]t?(?P<Y>20\d\d)(?P<M>[01]\d)(?P<D>[0-3]\d)(?=[/_.-]|\d{0,12}[/_.-])"),
    re.compile(r"(?<=[A-Za-z])(?P<y>\d\d)(?P<M>[01]\d)(?P<D>[0-3]\d)(?=\.s?html?)"),
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and where in its string it stands (half-open code points)."""

    value: Date
    start: int
    stop: int


def read_date(text: str, patterns: tuple[re.Pattern[str], ...] = ()) -> Dated | None:
    """The first full date in ``text``, a clock time with it if one follows.

    ``patterns`` are a language's own ways, with groups Y M D H m s as far as they go; M1 to M12 stand for a
    month's name, forenoon and afternoon for the half of the day that a clock time is in.
    """
    best: Dated | None = None
    for pattern in (_ISO, *patterns):
        for match in pattern.finditer(text):
            value = _build(match.groupdict())
            if value is not None:
                if best is None or match.start() < best.start:
                    best = Dated(value, match.start(), match.end())
                break
    return best


def read_address_date(url: str) -> datetime.date | None:
    """The day in an address such as /2025/02/13/ or /20250213/t20250213_1.html; None without one."""
    path = url.split("?", 1)[0].split("#", 1)[0]
    for pattern in _ADDRESS:
        for match in pattern.finditer(path):
            parts = match.groupdict()
            if "y" in parts:
                parts["Y"] = "20" + parts["y"]
            value = _build({name: parts.get(name) for name in ("Y", "M", "D")})
            if value is not None:
                return value
    return None


def in_zone(value: Date, zone: str) -> Date:
    """An aware time on the clock of ``zone``, so that its day is the reader's day; anything else as it is."""
    if not isinstance(value, datetime.datetime) or value.tzinfo is None or not zone:
        return value
    try:
        return value.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, OverflowError, ValueError):
        return value


def _build(parts: dict[str, str | None]) -> Date | None:
    year, month, day = (int(parts.get(name) or 0) for name in ("Y", "M", "D"))
    month = month or next((n for n in range(1, 13) if parts.get(f"M{n}")), 0)
    try:
        if not 1990 <= year <= 2100:
            return None
        if parts.get("H") is None:
            return datetime.date(year, month, day)
        hour, minute, second = (int(parts.get(name) or 0) for name in ("H", "m", "s"))
        if parts.get("afternoon") and hour < 12:
            hour += 12
        elif parts.get("forenoon") and hour == 12:
            hour = 0
        return datetime.datetime(year, month, day, hour, minute, second, tzinfo=_zone(parts.get("zone")))
    except ValueError:
        return None


def _zone(text: str | None) -> datetime.timezone | None:
    if not text:
        return None
    if not text.startswith(("+", "-")):
        return datetime.UTC
    digits = text[1:].replace(":", "")
    delta = datetime.timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return datetime.timezone(-delta if text[0] == "-" else delta)
