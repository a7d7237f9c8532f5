"""Parts of times: every word and pattern of the time file that stands in a text, with what it says."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from readout.language.entries import TimeWord
from readout.language.lexicon import Lexicon
from readout.model import Shift
from readout.spot.time_grammar import Form, TimeGrammar, is_bound, time_grammar

Fact = int | str | Shift
Facts = dict[str, Fact]

# What a slot's value may be; a reading outside of it is no time.
_LIMITS = {
    "year": (1000, 2199),
    "yy": (0, 99),
    "month": (1, 12),
    "day": (1, 31),
    "hour": (0, 24),
    "minute": (0, 59),
    "second": (0, 59),
    "n": (1, 999),
}
_CENTURY = 1900
_PIVOT = 70  # the year of two figures that is the oldest: 1970
_RECENT = 30  # a decade without its century is 1930 to 2020
_NOON = 12
_MAX_PLACE = 24  # the longest place name before a zone, in code points
_BOUND_GAP = 3  # how far behind another part a bound one may stand, in code points
_LOOK = 48  # the longest part, in code points


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of text and the facts that its words give; ``until`` those of a range's end (12至14日)."""

    start: int
    stop: int
    facts: Facts
    until: Facts = field(default_factory=dict)
    bound: bool = False


def find_parts(text: str, start: int, stop: int, lexicon: Lexicon) -> list[Part]:
    """The parts of times in ``text[start:stop]``: no two overlap, in text order.

    Most characters can start none and are passed over by one search; the others have few forms to try.
    """
    grammar = time_grammar(lexicon)
    parts: list[Part] = []
    reach, after = start, -_BOUND_GAP - 1
    for head in grammar.heads.finditer(text, start, stop):
        at = head.start()
        if at < reach:
            continue
        forms = (grammar.every if at - after <= _BOUND_GAP else grammar.free).get(head.group())
        found = forms.pattern.match(text, at, at + _LOOK) if forms else None
        if not forms or not found or found.end() > stop:
            continue
        reach = found.end()
        part = _read(found, forms.forms.get(found.lastindex or 0), grammar)
        if part:
            parts.append(part)
            after = reach
    return _merge(parts, _find_places(text, start, stop, grammar))


def _merge(parts: list[Part], places: list[Part]) -> list[Part]:
    if not places:
        return parts
    merged: list[Part] = []
    for part in sorted(parts + places, key=lambda part: (part.start, -part.stop)):
        if not merged or part.start >= merged[-1].stop:
            merged.append(part)
    return merged


def _find_places(text: str, start: int, stop: int, grammar: TimeGrammar) -> list[Part]:
    """Zones named by a place (莫斯科时间): the fixed tail first, then the longest place before it."""
    parts = []
    for tail in grammar.place_tails:
        at = text.find(tail, start, stop)
        while at >= 0:
            for left in range(max(start, at - _MAX_PLACE), at):
                if zone := grammar.zones.get(text[left:at]):
                    parts.append(Part(start=left, stop=at + len(tail), facts={"zone": zone}))
                    break
            at = text.find(tail, at + 1, stop)
    return parts


def _read(found: re.Match[str], form: Form | None, grammar: TimeGrammar) -> Part | None:
    """The part at ``found``, or None where its numbers are none of a calendar."""
    if form is None or form.entry is None:
        entry = grammar.words[grammar.spelling.key(found.group())]
        return Part(start=found.start(), stop=found.end(), facts=_facts_of(entry, {}), bound=is_bound(entry))
    high = _numbers({name: found[group] for name, group in form.groups.items()}, grammar)
    low_end = next((found[group] for group in form.lows if found[group]), None)
    low = _numbers({form.ranged: low_end}, grammar)
    if high is None or low is None:
        return None
    return Part(
        start=found.start(),
        stop=found.end(),
        facts=_facts_of(form.entry, high | low),
        until=_facts_of(form.entry, high) if low else {},
        bound=is_bound(form.entry) and not (low and grammar.loose),  # a range needs no neighbour: 2021-2025
    )


def _numbers(values: dict[str, str | None], grammar: TimeGrammar) -> dict[str, int] | None:
    numbers = {}
    for name, text in values.items():
        if text is None:
            continue
        number = grammar.named.get(name, {}).get(grammar.spelling.key(text))
        if number is None:
            number = grammar.numerals.spelled(text) if name == "yy" else None
            number = grammar.numerals.whole(text) if number is None else number
            low, high = _LIMITS.get(name, (1, 7))
            if number is None or not low <= number <= high:
                return None
        if name == "yy":
            name, number = "year", number + _CENTURY + (100 if number < _PIVOT else 0)
        numbers[name] = number
    return numbers


def _facts_of(entry: TimeWord, slots: dict[str, int]) -> Facts:
    facts: Facts = {}
    for key, value in entry.facts:
        facts.update(_FACTS.get(key, _plain_fact)(key, value, slots))
    return facts


def _plain_fact(key: str, value: str, slots: dict[str, int]) -> Facts:
    if key in ("bound", "ranged"):
        return {}
    if key in ("about", "vague", "future", "past"):
        return {key: 1}
    if key == "weekday" and not value:
        return {key: slots[key]}
    if key == "quarter" and not value:
        return {key: slots["n"]} if slots.get("n", 9) <= 4 else {}
    return {key: int(value) if value.isdecimal() else value}


def _date_fact(key: str, value: str, slots: dict[str, int]) -> Facts:
    if not value:
        return {key: slots[key]}
    if value.startswith("n+"):
        return {key: slots["n"] + int(value.removeprefix("n+"))}
    if value.isdecimal():
        return {key: int(value)}
    base, offset = (
        ("context", value.removeprefix("same")) if value.startswith("same") else ("published", value)
    )
    count = offset.replace("n", str(slots["n"])) if "n" in slots else offset
    return {f"shift {key}": Shift(unit=key, offset=int(count or 0), base=base)}


def _clock_fact(_key: str, value: str, slots: dict[str, int]) -> Facts:
    if ":" in value:
        return {"clock": value}
    hour, minute = slots["hour"], 30 if value == "half" else slots.get("minute", -1)
    if value in ("am", "pm"):
        if not 1 <= hour <= _NOON:
            return {}
        hour = hour % _NOON + (_NOON if value == "pm" else 0)
    return {"clock": f"{hour:02d}" if minute < 0 else f"{hour:02d}:{minute:02d}"}


def _decade_fact(_key: str, value: str, slots: dict[str, int]) -> Facts:
    if "year" in slots:
        decade = slots["year"]
    elif slots["n"] >= 100:
        return {}
    else:
        recent = _CENTURY + (100 if slots["n"] < _RECENT else 0)
        decade = slots["n"] + (int(value.removeprefix("n+")) if value else recent)
    return {"decade": decade} if decade % 10 == 0 else {}


_FACTS: dict[str, Callable[[str, str, dict[str, int]], Facts]] = {
    **dict.fromkeys(("year", "month", "week", "day", "years", "months", "weeks", "days"), _date_fact),
    "clock": _clock_fact,
    "decade": _decade_fact,
}
