"""Times: a phrase as it stands in the text, and the day or interval that it was resolved to."""

import datetime
from dataclasses import dataclass
from typing import Literal, get_args

from readout.errors import ModelError
from readout.model.spans import Span

Precision = Literal["minute", "hour", "part", "day", "week", "month", "season", "year", "range", "open"]
PRECISIONS: tuple[str, ...] = get_args(Precision)


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A day or an interval, and the phrase it came from.

    ``iso`` is what the row shows: ``2025-02-12``, ``2025-02``, ``2025``, an interval
    ``2025-02-12/2025-02-14``, or ``--02-12`` where the year stays open. ``start`` and ``stop`` are the first
    and last day (inclusive; None for an open end or an open year). ``time`` is the clock time as written
    ("16:08", in 24 hours; "" where none); ``zone`` its zone, an IANA name or an offset ("" is the article's
    own, "local" one that the text does not name). ``iso`` stays as written in that zone, never shifted. An open
    interval is written ``../2014`` or ``2022-02/..``.
    ``span`` is the phrase; several rows may share it.
    """

    iso: str
    precision: Precision
    span: Span
    start: datetime.date | None = None
    stop: datetime.date | None = None
    time: str = ""
    zone: str = ""

    def __post_init__(self) -> None:
        if self.precision not in PRECISIONS:
            raise ModelError(f"When: unknown precision {self.precision!r}; one of {', '.join(PRECISIONS)}")
        if not self.iso:
            raise ModelError("When: an empty iso; leave the row's when as None where nothing is known")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A step from a known day: ``offset`` of ``unit`` (year, month, week, day) from ``base``.

    ``base`` is "published" (yesterday, last month) or "context": the day the text spoke of last (the same day).
    """

    unit: str
    offset: int
    base: str = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePhrase:
    """A time as the text gives it, parsed and not yet resolved: only what is written is filled.

    ``year``, ``month``, ``day``, ``weekday`` (1 is Monday) and ``shifts`` say which day; ``part`` (dawn …
    night) and ``clock`` ("16:08", in 24 hours; "16" where the
    text gives no minutes) when on it; ``edge`` (start, middle, end, weekend), ``quarter``,
    ``half``, ``season``, ``decade`` (its first year) give a stretch. ``zone`` is as in When.
    ``open`` is "start" (before it) or "stop" (since it). ``until`` is the last day of a range,
    and holds only what its own words give. ``future`` and ``past`` are what words beside the phrase say of it.
    ``vague`` is a time that no calendar has (recently); it resolves to nothing.
    """

    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    shifts: tuple[Shift, ...] = ()
    part: str = ""
    clock: str = ""
    edge: str = ""
    quarter: int | None = None
    half: int | None = None
    season: str = ""
    decade: int | None = None
    zone: str = ""
    open: str = ""
    until: "TimePhrase | None" = None
    about: bool = False
    vague: bool = False
    future: bool = False
    past: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A length of time: ISO 8601 (``PT90M``) and its phrase; ``approximate`` for 大约, about."""

    iso: str
    span: Span
    approximate: bool = False
