"""The time file of one language, compiled: which patterns may start at which character."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from readout.language.entries import TimeWord
from readout.language.lexicon import Lexicon
from readout.spot.numbers import (
    Numerals,
    after_guard,
    any_of,
    before_guard,
    forms_of,
    numerals_of,
    per_lexicon,
)

_FIGURES = {"year": r"[12]\d{3}(?!\d)", "n": r"\d{1,3}(?!\d)"}
_DIGITS = [chr(zero + i) for zero in (0x30, 0xFF10) for i in range(10)]  # narrow and wide figures
_RANGED = ("year", "month", "day", "hour")
_BESIDE = ("joint", "future", "past")  # looked for beside a phrase, not in the text at large
_PLACE = "{place}"


@dataclass(frozen=True, kw_only=True)
class Form:
    """A form with slots: their groups in the pattern that found it. A word has none."""

    entry: TimeWord
    slots: tuple[str, ...] = ()
    first: int = 0  # the group of the first slot
    ranged: bool = False  # the first slot's group is the low end of a range


@dataclass(frozen=True, kw_only=True)
class Head:
    """The forms that start with one character: a pattern, and the form behind each of its groups."""

    source: str
    forms: dict[int, Form]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when the first text has such a character: most pages need few of the heads."""
        return re.compile(self.source)


@dataclass(frozen=True, kw_only=True)
class TimeGrammar:
    """What can be found where. ``free`` leaves out the forms that stand only behind another part."""

    heads: re.Pattern[str]
    free: dict[str, Head]
    every: dict[str, Head]
    words: dict[str, TimeWord]
    numerals: Numerals
    named: dict[str, dict[str, int]]  # slot -> forms with a value of their own (周一)
    zones: dict[str, str]
    place_tails: tuple[str, ...]
    joints: frozenset[str]
    ranges: frozenset[str]
    future_before: tuple[str, ...]
    past_before: tuple[str, ...]
    future_after: re.Pattern[str]


@per_lexicon
def time_grammar(lexicon: Lexicon) -> TimeGrammar:
    """The time file of ``lexicon``, compiled once."""
    compiler = _Compiler(lexicon)
    entries = [entry for entry in lexicon.times if entry.means not in _BESIDE]
    forms = [(form, entry) for entry in entries for form in entry.forms if not form.startswith(_PLACE)]
    # A form with more slots is a longer one, whatever stands in them.
    forms.sort(key=lambda pair: (-pair[0].count("{"), -len(pair[0]), pair[0]))
    every = compiler.heads(forms)
    free = compiler.heads([pair for pair in forms if not is_bound(pair[1])])
    future = [entry for entry in lexicon.times if entry.means == "future"]
    return TimeGrammar(
        heads=re.compile(f"[{re.escape(''.join(sorted(every)))}]" if every else r"(?!)"),
        free=free,
        every=every,
        words={form: entry for form, entry in forms if "{" not in form},
        numerals=compiler.numerals,
        named=compiler.named,
        zones={form: c.zone for c in lexicon.countries for form in (*c.forms, *c.capitals)},
        place_tails=tuple(
            form.removeprefix(_PLACE) for e in entries for form in e.forms if form.startswith(_PLACE)
        ),
        joints=frozenset(_forms_meaning(lexicon, "joint")),
        ranges=frozenset(forms_of(lexicon, "range")),
        future_before=_forms_meaning(lexicon, "future"),
        past_before=_forms_meaning(lexicon, "past"),
        future_after=re.compile("|".join(any_of(e.forms) + before_guard(e) for e in future) or r"(?!)"),
    )


def is_bound(entry: TimeWord) -> bool:
    """Whether the entry is no time on its own."""
    return any(key == "bound" for key, _ in entry.facts)


def _forms_meaning(lexicon: Lexicon, means: str) -> tuple[str, ...]:
    return tuple(form for entry in lexicon.times if entry.means == means for form in entry.forms)


def _named(entries: Iterable[TimeWord]) -> dict[str, dict[str, int]]:
    """Months and weekdays that have names: those whose whole meaning is month=… or weekday=…"""
    named: dict[str, dict[str, int]] = {"month": {}, "weekday": {}}
    for entry in entries:
        facts = entry.facts
        if len(facts) == 1 and facts[0][0] in named and facts[0][1].isdecimal():
            named[facts[0][0]].update(dict.fromkeys(entry.forms, int(facts[0][1])))
    return named


class _Compiler:
    """Makes patterns out of forms."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.numerals = numerals_of(lexicon)
        self.named = _named(lexicon.times)
        self._ranges = any_of(forms_of(lexicon, "range"))
        self._heads: dict[tuple[str, ...], Head] = {}

    def heads(self, forms: list[tuple[str, TimeWord]]) -> dict[str, Head]:
        """A head for each character that one of ``forms`` may start with; alike ones are shared."""
        starting: dict[str, list[tuple[str, TimeWord]]] = defaultdict(list)
        for form, entry in forms:
            for character in self._starts(form):
                starting[character].append((form, entry))
        heads = {}
        for character, own in starting.items():
            key = tuple(form for form, _ in own)
            if key not in self._heads:
                self._heads[key] = self._head(own)
            heads[character] = self._heads[key]
        return heads

    def _starts(self, form: str) -> set[str]:
        if not form.startswith("{"):
            return {form[0]}
        name = form[1 : form.index("}")].removesuffix("#")
        figures_only = form[: form.index("}")].endswith("#")
        starts = {known[0] for known in self.named.get(name, ())}
        if name != "weekday":
            starts.update(_DIGITS)
            if not figures_only:
                starts.update(word[0] for word in self.numerals.digits)
                starts.update(word[0] for word, worth in self.numerals.scales.items() if worth == 10)
        return starts

    def _head(self, forms: list[tuple[str, TimeWord]]) -> Head:
        sources: list[str] = []
        groups: dict[int, Form] = {}
        group = 1
        for form, entry in forms:
            if "{" not in form:
                sources.append(re.escape(form) + after_guard(entry.not_after, form) + before_guard(entry))
                continue
            source, slots, ranged = self._form(form, entry)
            sources.append(f"({source})")
            groups[group] = Form(entry=entry, slots=slots, first=group + 1, ranged=ranged)
            group += 1 + len(slots) + ranged
        return Head(source="|".join(sources), forms=groups)

    def _form(self, form: str, entry: TimeWord) -> tuple[str, tuple[str, ...], bool]:
        pieces = re.split(r"\{(.*?)\}", form)
        slots = tuple(piece.removesuffix("#") for piece in pieces[1::2])
        ranged = len(slots) == 1 and not pieces[0] and slots[0] in _RANGED
        source = after_guard(entry.not_after) + (self.numerals.left if not pieces[0] else "")
        for i, piece in enumerate(pieces):
            if i % 2 == 0:
                source += re.escape(piece)
                continue
            slot = self._slot(piece)
            source += f"(?:({slot}) ?{self._ranges} ?)?({slot})" if ranged else f"({slot})"
        end = "" if pieces[-1] else r"(?!\d)"
        return source + end + before_guard(entry), slots, ranged

    def _slot(self, piece: str) -> str:
        name, figures_only = piece.removesuffix("#"), piece.endswith("#")
        if name == "weekday":
            return any_of(self.named["weekday"])
        figures = _FIGURES.get(name, r"\d{1,2}(?!\d)")
        if figures_only:
            return figures
        digit = any_of(self.numerals.dates)
        if name == "year":
            return f"{figures}|{digit}{{4}}"
        ten = any_of(form for form, worth in self.numerals.scales.items() if worth == 10)
        if name == "n":
            counted = any_of(self.numerals.digits)
            return f"{figures}|(?:{counted}|{ten})(?:{counted}|{self.numerals.scale}){{0,5}}"
        names = [re.escape(form) for form in self.named.get(name, ())]
        return "|".join([figures, f"(?:{digit}|{ten}){{1,3}}", *names])
