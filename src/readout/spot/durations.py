"""Durations: how long something took, in ISO 8601."""

import re
from dataclasses import dataclass
from decimal import Decimal

from readout.language.entries import UnitWord
from readout.language.lexicon import Lexicon
from readout.model import Duration, Span
from readout.spot.amounts import Hedges, hedges_of, stands_before
from readout.spot.numbers import (
    Numerals,
    after_guard,
    any_of,
    before_guard,
    forms_of,
    numerals_of,
    per_lexicon,
    words_of,
)

_REACH = 24  # the longest unit with what may stand in it, in code points
_HALF = Decimal("0.5")
_YEARS = 1000  # from here on, and without a scale word, 2025年 is a year
_ORDER = ("P1Y", "P1M", "P1W", "P1D", "PT1H", "PT1M", "PT1S")
_SECONDS = {"PT1H": 3600, "PT1M": 60, "PT1S": 1}


def find_durations(text: str, within: Span | None, lexicon: Lexicon) -> tuple[Duration, ...]:
    """The lengths of time in ``text`` (or in ``within``): no two overlap, in text order.

    Hours and minutes are given as minutes below a day (PT90M), whole hours from a day on as hours (PT72H); a
    range gives its lower end and counts as approximate. "Three days ago" is a point in time, not a length.
    """
    grammar = _grammar(lexicon)
    start, stop = (within.start, within.stop) if within else (0, len(text))
    durations: list[Duration] = []
    at = start
    while found := grammar.start.search(text, at, stop):
        duration = _read(text, found, at, grammar)
        if duration is None or duration.span.stop > stop:
            at = found.end()
            continue
        durations.append(duration)
        at = duration.span.stop
    return tuple(durations)


@dataclass(frozen=True, kw_only=True)
class _Grammar:
    numerals: Numerals
    hedges: Hedges
    start: re.Pattern[str]
    tail: re.Pattern[str]
    half_tail: re.Pattern[str]
    after: re.Pattern[str]
    joint: re.Pattern[str]
    units: dict[str, UnitWord]


@dataclass(frozen=True, kw_only=True)
class _Stretch:
    stop: int
    unit: str
    count: Decimal
    vague: bool


def _read(text: str, found: re.Match[str], floor: int, grammar: _Grammar) -> Duration | None:
    low = _range_start(text, found, grammar)
    first = _stretch(text, low[1] if low else found, found.start(), grammar)
    if first is None:
        return None
    stretches = [first]
    if low:
        stretches = [_Stretch(stop=first.stop, unit=first.unit, count=low[0], vague=True)]
    else:
        while following := _following(text, stretches[-1], found.start(), grammar):
            stretches.append(following)
    hedge, start = grammar.hedges.find_before(text, found.start(), floor)
    stop = stretches[-1].stop
    after = grammar.after.match(text, stop)
    return Duration(
        iso=_iso(stretches),
        span=Span(start, after.end() if after else stop),
        approximate=bool(hedge or after) or any(stretch.vague for stretch in stretches),
    )


def _range_start(text: str, found: re.Match[str], grammar: _Grammar) -> tuple[Decimal, re.Match[str]] | None:
    """The lower number of 两到三小时, and the match of the number after it."""
    joint = grammar.joint.match(text, found.end())
    last = grammar.start.match(text, joint.end()) if joint else None
    worth = grammar.numerals.value(found["number"]) if last and found["number"] else None
    return (worth[0], last) if last and worth and worth[0] else None


def _stretch(
    text: str, found: re.Match[str], start: int, grammar: _Grammar, *, follows: bool = False
) -> _Stretch | None:
    """The stretch whose number is ``found``; ``follows`` where a longer one stands right before it."""
    number = found["number"] or ""
    tail = (grammar.tail if number else grammar.half_tail).match(text, found.end(), found.end() + _REACH)
    if not tail:
        return None
    said = {name for name, words in tail.groupdict().items() if words}
    entry = grammar.units[tail["unit"]]
    unit, _, condition = entry.means.partition(" ")
    if stands_before(text, start, entry.not_after):
        return None
    if (condition == "measured" and "measure" not in said) or (condition == "following" and not follows):
        return None
    words = number + (tail["scale"] if "scale" in said else "")
    worth = grammar.numerals.value(words) if words else (Decimal(0), Decimal(0))
    if worth is None:
        return None
    if unit == "P1Y" and worth[0] >= _YEARS and not any(scale in words for scale in grammar.numerals.scales):
        return None  # a year, not a length
    count = worth[0] + (_HALF if not number or {"half", "trail"} & said else 0)
    vague = worth[0] != worth[1] or bool({"inside", "late", "more"} & said)
    return _Stretch(stop=tail.end(), unit=unit, count=count, vague=vague) if count else None


def _following(text: str, last: _Stretch, start: int, grammar: _Grammar) -> _Stretch | None:
    """The next smaller stretch of 一小时四十分钟, where one follows at once."""
    at = last.stop + 1 if text.startswith(" ", last.stop) else last.stop
    found = grammar.start.match(text, at)
    stretch = _stretch(text, found, start, grammar, follows=True) if found and found["number"] else None
    if stretch and _ORDER.index(stretch.unit) > _ORDER.index(last.unit):
        return stretch
    return None


def _iso(stretches: list[_Stretch]) -> str:
    counts = {stretch.unit: stretch.count for stretch in stretches}
    seconds = sum((counts.pop(unit, Decimal(0)) * size for unit, size in _SECONDS.items()), Decimal(0))
    if "P1D" in counts and counts["P1D"] % 1:
        days = counts.pop("P1D")
        seconds += days % 1 * 86400
        if days >= 1:
            counts["P1D"] = days // 1
    if "P1Y" in counts and counts["P1Y"] % 1:
        counts["P1M"] = counts.pop("P1Y") * 12 + counts.get("P1M", 0)
    if "P1W" in counts and len(counts) > 1:
        counts["P1D"] = counts.pop("P1W") * 7 + counts.get("P1D", 0)
    date = "".join(_plain(counts[unit]) + unit[-1] for unit in _ORDER if unit in counts)
    return f"P{date}T{_clock(seconds, bool(date))}" if seconds else f"P{date}"


def _clock(seconds: Decimal, mixed: bool) -> str:
    if seconds % 60:
        return f"{_plain(seconds)}S"
    if seconds % 3600 == 0 and (mixed or seconds >= 86400):
        return f"{_plain(seconds / 3600)}H"
    return f"{_plain(seconds / 60)}M"


def _plain(number: Decimal) -> str:
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


@per_lexicon
def _grammar(lexicon: Lexicon) -> _Grammar:
    numerals, hedges = numerals_of(lexicon), hedges_of(lexicon)
    owners = words_of(lexicon, "duration")
    forms = sorted(((form, e) for e in owners for form in e.forms), key=lambda pair: -len(pair[0]))
    unit = "|".join(re.escape(form) + before_guard(entry) for form, entry in forms) or r"(?!)"
    inside, measure = any_of(hedges.inside), any_of(forms_of(lexicon, "measure"))
    more = any_of(form for form, bound in hedges.inside.items() if bound == "over")
    halves = words_of(lexicon, "half")
    half = any_of(form for entry in halves for form in entry.forms)
    guard = after_guard(word for entry in halves for word in entry.not_after)
    guard += after_guard(forms_of(lexicon, "measure"))
    return _Grammar(
        numerals=numerals,
        hedges=hedges,
        start=re.compile(rf"{numerals.left}(?:(?P<number>{numerals.number})|{guard}(?:{half}))"),
        tail=re.compile(
            rf"(?:(?P<inside>{inside})(?P<scale>{numerals.scale}{{1,3}})?)? ?"
            rf"(?:(?P<measure>{measure})(?P<late>{inside})?)?(?P<half>{half})?"
            rf"(?P<unit>{unit})(?:(?P<trail>{half})|(?P<more>{more}))?"
        ),
        half_tail=re.compile(rf"(?P<measure>{measure})?(?P<unit>{unit})"),
        after=re.compile(any_of(hedges.after)),
        joint=re.compile(f" ?{any_of(forms_of(lexicon, 'range'))} ?"),
        units=dict(forms),
    )
