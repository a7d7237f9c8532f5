"""Times: the phrases of a text that name a day, a stretch or an hour, parsed and not yet resolved."""

import re
from dataclasses import dataclass, field
from typing import Any

from readout.language.lexicon import Lexicon
from readout.model import Shift, Span, TimePhrase
from readout.spot.durations import find_durations
from readout.spot.numbers import per_lexicon
from readout.spot.time_grammar import TimeGrammar, time_grammar
from readout.spot.time_parts import Fact, Facts, Part, find_parts

__all__ = ["find_durations", "find_times"]

# From coarse to fine: within a phrase a part may not be coarser than what stands before it.
_RANKS = {
    "year": 0,
    "shift year": 0,
    "shift years": 0,
    "shift months": 0,
    "shift weeks": 0,
    "shift days": 0,
    "decade": 0,
    "half": 1,
    "quarter": 1,
    "season": 1,
    "month": 1,
    "shift month": 1,
    "shift week": 1,
    "edge": 2,
    "weekday": 2,
    "day": 2,
    "shift day": 2,
    "part": 3,
    "clock": 4,
    "about": 5,
    "open": 6,
}
_CONTENT = frozenset(_RANKS) - {"about", "open"} | {"vague"}
_ALIKE = ("month", "day")  # the fields in which the two of 12日（2月12日） must agree
# Of these, those that are bound need a part behind them.
_LEADING = frozenset(("edge", "open", "about", "future", "past"))
_REACH = 10  # a gap between two parts that may still be bridged, in code points
_WINDOW = 70  # how far before a phrase words may stand that say which way it lies, in code points
_NOON = 12


def find_times(text: str, within: Span | None, lexicon: Lexicon) -> tuple[TimePhrase, ...]:
    """The time phrases in ``text`` (or in ``within``): no two overlap, in text order.

    Method: words and patterns first (time_parts); then parts that touch join as long as they do not
    contradict each other and go from coarse to fine (either way, where the language has loose joints); then
    ranges and dates repeated in brackets.
    """
    grammar = time_grammar(lexicon)
    text = grammar.spelling.plain(text)
    start, stop = (within.start, within.stop) if within else (0, len(text))
    joiner = _Joiner(text=text, grammar=grammar, brackets=_brackets(lexicon))
    for part in find_parts(text, start, stop, lexicon):
        joiner.take(part, stop)
    drafts = _meet(joiner.finish(stop))
    return tuple(_phrase(draft, text, grammar, lexicon.orthography.stops) for draft in drafts)


@per_lexicon
def _brackets(lexicon: Lexicon) -> dict[str, str]:
    return {pair[0]: pair[1] for pair in (*lexicon.orthography.brackets, "()")}


@dataclass
class _Draft:
    """A phrase in the making. ``outer`` is the phrase before the bracket that this one stands in.

    It stays ``bound`` while it has only parts that are no time on their own.
    """

    start: int
    stop: int
    facts: Facts
    until: Facts = field(default_factory=dict)
    until_start: int = 0
    outer: "_Draft | None" = None
    closer: str = ""
    in_range: bool = False  # parts go to the range's end
    bound: bool = False

    @classmethod
    def of(cls, part: Part) -> "_Draft":
        return cls(
            start=part.start,
            stop=part.stop,
            facts=dict(part.facts),
            until=dict(part.until),
            until_start=part.start,
            in_range=bool(part.until),
            bound=part.bound,
        )

    @property
    def last(self) -> Facts:
        """The facts that a following part would join."""
        return self.until if self.in_range else self.facts

    def add(self, part: Part) -> None:
        """Join ``part``, which fits."""
        facts = _without_default(self.last, part.facts)
        self.last.update(facts)
        self.bound = self.bound and part.bound and self.last.keys() <= _LEADING
        if part.until:
            self.facts.pop("open", None)
            self.until, self.until_start, self.in_range = dict(part.until), part.start, True
        self.stop = part.stop


@dataclass
class _Joiner:
    text: str
    grammar: TimeGrammar
    brackets: dict[str, str]
    drafts: list[_Draft] = field(default_factory=list)
    current: _Draft | None = None

    def take(self, part: Part, stop: int) -> None:
        """Join ``part`` to the phrase before it, or begin another."""
        current = self._step_over(self._close_bracket(stop), part)
        gap = (
            self.text[current.stop : part.start] if current and part.start - current.stop <= _REACH else None
        )
        if current is None or gap is None or not self._join(current, part, gap.strip(" ")):
            self._begin(part)

    def _step_over(self, current: _Draft | None, part: Part) -> _Draft | None:
        """In "Monday until Friday" the word between leads a time of its own: see whether it joins the two instead."""
        if current is None or not current.bound or not self.drafts or not self.grammar.loose:
            return current
        last, words = self.drafts[-1], self.grammar.spelling.key(self.text[current.start : current.stop])
        between = words in self.grammar.ranges.joints and self.text[last.stop : current.start] == " "
        ends = not part.bound and part.start == current.stop + 1 and _ranges(last.facts, part.facts)
        if between and ends:
            self.current = self.drafts.pop()
        return self.current

    def _join(self, current: _Draft, part: Part, gap: str) -> bool:
        words = self.grammar.spelling.key(gap)
        if words in self.grammar.loose and _fits_loosely(current, part):
            current.add(part)
            return True
        if (not gap or gap in self.grammar.joints) and not self.grammar.loose:
            if gap != self.text[current.stop : part.start] and _steps(current.last, part.facts):
                return False  # a space parts 去年 今年, but not 2025-02-13 09:30
            if _fits(current.last, part) and not (current.in_range and part.until):
                current.add(part)
                return True
        elif words in self.grammar.ranges.joints and not current.in_range and not part.until:
            holds = self._opens(current, words, part.stop) and not current.facts.keys() <= _LEADING
            if holds and _ranges(current.facts, part.facts):
                current.until, current.until_start = dict(part.facts), part.start
                current.stop, current.in_range, current.bound = part.stop, True, False
                return True
        elif gap in self.brackets and not part.bound and not current.in_range:
            self.current = _Draft.of(part)
            self.current.outer, self.current.closer = current, self.brackets[gap]
            return True
        return False

    def _opens(self, current: _Draft, joint: str, stop: int) -> bool:
        """Whether ``joint`` makes a range; a word that opens one may be in ``current``, as one that leads it."""
        spelling, entry = self.grammar.spelling, self.grammar.ranges.joints[joint]
        first = spelling.key(self.text[current.start : current.stop].partition(" ")[0])
        if "open" in current.facts and first in entry.only_after:
            del current.facts["open"]
            return True
        return self.grammar.ranges.hold(joint, self.text, current.start, stop)

    def _begin(self, part: Part) -> None:
        self._shelve()
        self.current = None if part.bound and not self.grammar.loose else _Draft.of(part)

    def _shelve(self) -> None:
        """Put the current phrase, and the one its bracket belongs to, with the finished ones."""
        for draft in (self.current.outer, self.current) if self.current else ():
            if draft and not draft.bound and not _CONTENT.isdisjoint(draft.facts):
                self.drafts.append(draft)
        self.current = None

    def _close_bracket(self, stop: int) -> _Draft | None:
        """今天（2月13日） is one phrase: where the bracket closes, its date joins the one before it."""
        inner = self.current
        if inner is None or inner.outer is None or inner.stop >= stop:
            return inner
        outer = inner.outer
        agree = all(
            outer.facts.get(key, value) == value for key, value in inner.facts.items() if key in _ALIKE
        )
        if self.text[inner.stop] == inner.closer and agree and not inner.until and "zone" not in inner.facts:
            outer.facts.update(inner.facts)
            outer.stop = inner.stop + 1
            self.current = outer
        return self.current

    def finish(self, stop: int) -> list[_Draft]:
        """All phrases, in text order."""
        self._close_bracket(stop)
        self._shelve()
        return self.drafts


def _without_default(have: Facts, facts: Facts) -> Facts:
    """年底 alone is this year's; after a year its own year goes."""
    if "edge" not in facts:
        return facts
    dated = {"year": ("year", "shift year"), "month": ("month", "shift month")}
    idle = {
        f"shift {unit}"
        for unit, keys in dated.items()
        if any(key in have for key in keys) and facts.get(f"shift {unit}") == Shift(unit=unit, offset=0)
    }
    return {key: fact for key, fact in facts.items() if key not in idle}


def _steps(*facts: Facts) -> bool:
    return any(isinstance(fact, Shift) for some in facts for fact in some.values())


def _fits(have: Facts, part: Part) -> bool:
    facts = _without_default(have, part.facts)
    if "vague" in have or "vague" in facts or any(key in have for key in facts):
        return False
    yearly = {"year", "shift year"} & have.keys()
    if yearly and "day" in facts and not {"month", "shift month"} & (have.keys() | facts.keys()):
        return False  # 今年17号: a number, and no day without its month
    if "decade" in have and not facts.keys() <= {"edge", "open", "about"}:
        return False
    ranks = [_RANKS[key] for key in facts if key in _RANKS]
    reached = max((_RANKS[key] for key in have if key in _RANKS), default=-1)
    if not ranks:
        return reached < _RANKS["part"]  # a zone, after the day as well as before it
    return min(ranks) >= reached and not ("edge" in have and min(ranks) == _RANKS["edge"])


def _fits_loosely(current: _Draft, part: Part) -> bool:
    """Whether ``part`` may join on either side of what is coarser or finer: the evening of 3 May, in May last year."""
    have, facts = current.last, _without_default(current.last, part.facts)
    if "vague" in have or "vague" in facts or not have.keys().isdisjoint(facts):
        return False
    if part.bound and part.facts.keys() <= _LEADING and not current.facts.keys() <= _LEADING:
        return False  # early, since: before what they tell of
    if part.until and (current.in_range or not have.keys() <= {"weekday", "day", "month", "year"} | _LEADING):
        return False
    return _is_sound(have | facts)


def _is_sound(facts: Facts) -> bool:
    """Whether a calendar has such a time: no Friday of 2024, and no 3 p.m. of March."""
    keys = facts.keys()
    year, month = "year" in keys or "shift year" in keys, "month" in keys or "shift month" in keys
    day, week = bool({"day", "weekday", "shift day"} & keys), "shift week" in keys
    fine, stretch = bool({"part", "clock"} & keys), {"half", "quarter", "season"} & keys
    whole = any(key == "decade" or (key.startswith("shift ") and key.endswith("s")) for key in keys)
    twice = any(f"shift {unit}" in keys for unit in ("year", "month") if unit in keys)
    if twice or sum(key.startswith("shift ") for key in keys) > 1 or len(stretch) > 1:
        return False
    if whole:
        return len(keys - _LEADING) == 1
    if stretch:
        return not (month or day or week or fine)
    if (year or month) and (week or (day and not (month and "day" in keys)) or (fine and not day)):
        return False
    if week and ("day" in keys or (fine and not day)):
        return False
    return not ("edge" in keys and "day" in keys)


def _meet(drafts: list[_Draft]) -> list[_Draft]:
    """After 2010 and before 2018, side by side, are one stretch."""
    met: list[_Draft] = []
    for draft in drafts:
        last = met[-1] if met else None
        sides = (last.facts.get("open"), draft.facts.get("open")) if last and last.stop == draft.start else ()
        if last and sides == ("stop", "start") and not last.until and not draft.until:
            last.facts.pop("open")
            last.until = {key: fact for key, fact in draft.facts.items() if key != "open"}
            last.until_start, last.stop, last.in_range = draft.start, draft.stop, True
        else:
            met.append(draft)
    return met


def _ranges(low: Facts, high: Facts) -> bool:
    """Whether the two may be a range: both dated, the end no coarser than the start."""
    if "vague" in low or "vague" in high or "open" in low or _CONTENT.isdisjoint(high):
        return False
    return not _CONTENT.isdisjoint(low)


def _phrase(draft: _Draft, text: str, grammar: TimeGrammar, stops: str) -> TimePhrase:
    span = Span(draft.start, draft.stop)
    until = None
    if draft.in_range and draft.until:
        until = _build(draft.until, Span(draft.until_start, draft.stop), {})
    ends_with = grammar.spelling.ends_with
    future = ends_with(text, span.start, grammar.future_before)
    future = future or bool(grammar.future_after.match(text, span.stop))
    past = ends_with(text, span.start, grammar.past_before)
    if grammar.near and not future and not past:
        future = _lies_ahead(text, span, grammar.near, stops)
    if "future" in draft.facts or "past" in draft.facts:
        future, past = "future" in draft.facts, "past" in draft.facts
    return _build(draft.facts, span, {"until": until, "future": future, "past": past and not future})


def _lies_ahead(text: str, span: Span, near: re.Pattern[str], stops: str) -> bool:
    """Whether the nearest word in the sentence that tells of future or past, rather before than behind, is of the future."""
    left, right = max(0, span.start - _WINDOW), min(len(text), span.stop + _WINDOW)
    before = list(near.finditer(text, _sentence_start(text, left, span.start, stops), span.start))
    last = before[-1] if before else None
    if last is None:
        last = near.search(text, span.stop, right)
        if last and _sentence_start(text, span.stop, last.start(), stops) > span.stop:
            return False
    return bool(last and last[1])


def _sentence_start(text: str, left: int, start: int, stops: str) -> int:
    """Where the sentence that ``start`` stands in begins, or ``left`` where that is later."""
    left = max(left, text.rfind("\n", left, start) + 1)
    for at in range(start - 2, left, -1):
        follows = text[at + 1]
        if text[at].isspace() and text[at - 1] in stops and not (follows.islower() or follows.isdigit()):
            return at
    return left


def _build(facts: Facts, span: Span, more: dict[str, Any]) -> TimePhrase:
    fields: dict[str, Any] = {}
    shifts = []
    for key, fact in facts.items():
        if isinstance(fact, Shift):
            shifts.append(fact)
        elif key in ("about", "vague"):
            fields[key] = True
        elif key in ("future", "past"):
            more = {"future": key == "future", "past": key == "past"} | more
        else:
            fields[key] = fact
    if "clock" in fields:
        fields["clock"] = _on_24_hours(fields["clock"], str(facts.get("part", "")))
    return TimePhrase(span=span, shifts=tuple(shifts), **fields, **more)


def _on_24_hours(clock: Fact, part: str) -> str:
    """3:30 in the afternoon is 15:30."""
    hour, colon, minute = str(clock).partition(":")
    number = int(hour)
    late = part in ("afternoon", "evening") or (part == "night" and number >= _NOON // 2)
    if number < _NOON and (late or (part == "noon" and number < _NOON // 2)):
        number += _NOON
    elif number == _NOON and part in ("dawn", "night"):
        number = 0
    return f"{number:02d}{colon}{minute}"
