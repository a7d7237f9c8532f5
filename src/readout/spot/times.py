"""Times: the phrases of a text that name a day, a stretch or an hour, parsed and not yet resolved."""

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
_REACH = 6  # a gap between two parts that may still be bridged, in code points
_NOON = 12


def find_times(text: str, within: Span | None, lexicon: Lexicon) -> tuple[TimePhrase, ...]:
    """The time phrases in ``text`` (or in ``within``): no two overlap, in text order.

    Method: words and patterns first (time_parts); then parts that touch join as long as they do not
    contradict each other and go from coarse to fine; then ranges and dates repeated in brackets.
    """
    grammar = time_grammar(lexicon)
    start, stop = (within.start, within.stop) if within else (0, len(text))
    joiner = _Joiner(text=text, grammar=grammar, brackets=_brackets(lexicon))
    for part in find_parts(text, start, stop, lexicon):
        joiner.take(part, stop)
    return tuple(_phrase(draft, text, grammar) for draft in joiner.finish(stop))


@per_lexicon
def _brackets(lexicon: Lexicon) -> dict[str, str]:
    return {pair[0]: pair[1] for pair in (*lexicon.orthography.brackets, "()")}


@dataclass
class _Draft:
    """A phrase in the making. ``outer`` is the phrase before the bracket that this one stands in."""

    start: int
    stop: int
    facts: Facts
    until: Facts = field(default_factory=dict)
    until_start: int = 0
    outer: "_Draft | None" = None
    closer: str = ""
    in_range: bool = False  # parts go to the range's end

    @classmethod
    def of(cls, part: Part) -> "_Draft":
        return cls(
            start=part.start,
            stop=part.stop,
            facts=dict(part.facts),
            until=dict(part.until),
            until_start=part.start,
            in_range=bool(part.until),
        )

    @property
    def last(self) -> Facts:
        """The facts that a following part would join."""
        return self.until if self.in_range else self.facts

    def add(self, part: Part) -> None:
        """Join ``part``, which fits."""
        facts = _without_default(self.last, part.facts)
        self.last.update(facts)
        if part.until:
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
        current = self._close_bracket(stop)
        gap = (
            self.text[current.stop : part.start] if current and part.start - current.stop <= _REACH else None
        )
        if current is None or gap is None or not self._join(current, part, gap.strip(" ")):
            self._begin(part)

    def _join(self, current: _Draft, part: Part, gap: str) -> bool:
        if not gap or gap in self.grammar.joints:
            if gap != self.text[current.stop : part.start] and _steps(current.last, part.facts):
                return False  # a space parts 去年 今年, but not 2025-02-13 09:30
            if _fits(current.last, part) and not (current.in_range and part.until):
                current.add(part)
                return True
        elif gap in self.grammar.ranges and not current.in_range and not part.until:
            if _ranges(current.facts, part.facts):
                current.until, current.until_start = dict(part.facts), part.start
                current.stop, current.in_range = part.stop, True
                return True
        elif gap in self.brackets and not part.bound and not current.in_range:
            self.current = _Draft.of(part)
            self.current.outer, self.current.closer = current, self.brackets[gap]
            return True
        return False

    def _begin(self, part: Part) -> None:
        self._shelve()
        self.current = None if part.bound else _Draft.of(part)

    def _shelve(self) -> None:
        """Put the current phrase, and the one its bracket belongs to, with the finished ones."""
        for draft in (self.current.outer, self.current) if self.current else ():
            if draft and not _CONTENT.isdisjoint(draft.facts):
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


def _ranges(low: Facts, high: Facts) -> bool:
    """Whether the two may be a range: both dated, the end no coarser than the start."""
    if "vague" in low or "vague" in high or "open" in low or _CONTENT.isdisjoint(high):
        return False
    return not _CONTENT.isdisjoint(low)


def _phrase(draft: _Draft, text: str, grammar: TimeGrammar) -> TimePhrase:
    span = Span(draft.start, draft.stop)
    until = None
    if draft.in_range and draft.until:
        until = _build(draft.until, Span(draft.until_start, draft.stop), {})
    before = text[max(0, draft.start - 8) : draft.start]
    future = before.endswith(grammar.future_before) or bool(grammar.future_after.match(text, draft.stop))
    past = before.endswith(grammar.past_before)
    return _build(draft.facts, span, {"until": until, "future": future, "past": past and not future})


def _build(facts: Facts, span: Span, more: dict[str, Any]) -> TimePhrase:
    fields: dict[str, Any] = {}
    shifts = []
    for key, fact in facts.items():
        if isinstance(fact, Shift):
            shifts.append(fact)
        elif key in ("about", "vague"):
            fields[key] = True
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
