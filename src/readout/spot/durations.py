"""Durations: how long something took, in ISO 8601."""

import re
from dataclasses import dataclass
from decimal import Decimal

from readout.language.entries import UnitWord
from readout.language.lexicon import Lexicon
from readout.model import Duration, Span
from readout.spot.amounts import Hedges, hedges_of
from readout.spot.numbers import Numerals, Ranges, forms_of, numerals_of, per_lexicon, ranges_of, words_of
from readout.spot.spelling import Spelling

_REACH = 48  # the longest unit with what may stand in it, in code points
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
    text = grammar.spelling.plain(text)
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
    spelling: Spelling
    numerals: Numerals
    hedges: Hedges
    ranges: Ranges
    start: re.Pattern[str]
    tail: re.Pattern[str]
    half_tail: re.Pattern[str]
    trail: re.Pattern[str]
    plus: re.Pattern[str]
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
    if joint and not grammar.ranges.hold(joint["range"], text, found.start(), joint.end()):
        return None
    last = grammar.start.match(text, joint.end()) if joint else None
    worth = grammar.numerals.value(found["number"]) if last and found["number"] else None
    return (worth[0], last) if last and worth and worth[0] else None


def _stretch(
    text: str, found: re.Match[str], start: int, grammar: _Grammar, *, follows: bool = False
) -> _Stretch | None:
    """The stretch whose number is ``found``; ``follows`` where a longer one stands right before it."""
    number = found["number"] or ""
    if unit := found["alone"]:
        return _alone(text, found, grammar.units[grammar.spelling.key(unit)], grammar)
    tail = (grammar.tail if number else grammar.half_tail).match(text, found.end(), found.end() + _REACH)
    if not tail:
        return None
    said = {name for name, words in tail.groupdict().items() if words}
    entry = grammar.units[grammar.spelling.key(tail["unit"])]
    unit, factor, condition = _unit(entry)
    if grammar.spelling.ends_with(text, start, entry.not_after):
        return None
    if (condition == "measured" and "measure" not in said) or (condition == "following" and not follows):
        return None
    words = number + (tail["scale"] if "scale" in said else "")
    worth = grammar.numerals.value(words) if words else (Decimal(0), Decimal(0))
    if worth is None:
        return None
    if unit == "P1Y" and worth[0] >= _YEARS and not any(scale in words for scale in grammar.numerals.scales):
        return None  # a year, not a length
    count = (worth[0] + (_HALF if not number or {"half", "trail"} & said else 0)) * factor
    vague = worth[0] != worth[1] or bool({"inside", "late", "more"} & said)
    return _Stretch(stop=tail.end(), unit=unit, count=count, vague=vague) if count else None


def _unit(entry: UnitWord) -> tuple[str, int, str]:
    """The plain unit of ``entry``, how many of it one is, and its condition: PT30M is 30 of PT1M."""
    unit, _, condition = entry.means.partition(" ")
    count = "".join(filter(str.isdecimal, unit))
    return unit.replace(count, "1"), int(count), condition


def _alone(text: str, found: re.Match[str], entry: UnitWord, grammar: _Grammar) -> _Stretch | None:
    """The stretch of a unit that needs no number; a half may follow."""
    unit, count, _ = _unit(entry)
    if grammar.spelling.ends_with(text, found.start(), entry.not_after):
        return None
    trail = grammar.trail.match(text, found.end())
    more = _HALF if trail and count == 1 else Decimal(0)
    return _Stretch(
        stop=trail.end() if trail and more else found.end(), unit=unit, count=count + more, vague=False
    )


def _following(text: str, last: _Stretch, start: int, grammar: _Grammar) -> _Stretch | None:
    """The next smaller stretch of 一小时四十分钟, where one follows at once."""
    plus = grammar.plus.match(text, last.stop)
    found = grammar.start.match(text, plus.end()) if plus else None
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
    spelling = numerals.spelling
    owners = words_of(lexicon, "duration")
    forms = sorted(((form, e) for e in owners for form in e.forms), key=lambda pair: -len(pair[0]))
    unit = "|".join(spelling.word(form) + spelling.before_guard(entry) for form, entry in forms) or r"(?!)"
    inside, measure = spelling.any_of(hedges.inside), spelling.any_of(forms_of(lexicon, "measure"))
    more = spelling.any_of(form for form, bound in hedges.inside.items() if bound == "over")
    half = spelling.any_of(forms_of(lexicon, "half"))
    ranges = ranges_of(lexicon)
    plus = spelling.any_of(ranges.adding)
    start = _start(lexicon, numerals)
    between, trail = ("", " ") if spelling.spaced else (f"(?P<half>{half})?", "")
    return _Grammar(
        spelling=spelling,
        numerals=numerals,
        hedges=hedges,
        ranges=ranges,
        start=re.compile(spelling.opens(start) + numerals.left + start),
        tail=re.compile(
            rf"(?:(?P<inside>{inside})(?P<scale>{numerals.scale}{{1,3}})?)?{spelling.gap}"
            rf"(?:(?P<measure>{measure}){trail}(?P<late>{inside})?)?{between}"
            rf"(?P<unit>{unit})(?:{trail}(?P<trail>{half})|(?P<more>{more}))?"
        ),
        half_tail=re.compile(rf"(?P<measure>{measure})?(?P<unit>{unit})"),
        trail=re.compile(trail + half),
        plus=re.compile(rf",? (?:{plus} )?" if spelling.spaced else " ?"),
        after=re.compile((" ?" if spelling.spaced else "") + spelling.any_of(hedges.after)),
        joint=re.compile(f" ?(?P<range>{spelling.any_of(ranges.joints)}) ?"),
        units={spelling.key(form): entry for form, entry in forms},
    )


def _start(lexicon: Lexicon, numerals: Numerals) -> str:
    """The pattern of what a length may begin with: a number, a half, an article, or a unit that needs none."""
    spelling = numerals.spelling
    if not spelling.spaced:
        halves = words_of(lexicon, "half")
        half = spelling.any_of(form for entry in halves for form in entry.forms)
        guard = spelling.after_guard(word for entry in halves for word in entry.not_after)
        guard += spelling.after_guard(forms_of(lexicon, "measure"))
        return rf"(?:(?P<number>{numerals.number})|(?P<alone>(?!))|(?={half}){guard}(?:{half}))"
    alone = "|".join(
        f"(?={spelling.word(form)}){spelling.only_after(entry.only_after)}"
        + spelling.word(form)
        + spelling.before_guard(entry)
        for entry in words_of(lexicon, "duration")
        if entry.means.endswith(" alone")
        for form in sorted(entry.forms, key=len, reverse=True)
    )
    return rf"(?:(?P<number>{numerals.number}|{numerals.alone})|(?P<alone>{alone or '(?!)'}))"
