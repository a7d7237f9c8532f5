"""The time file of one language, compiled: which patterns may start at which character."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from operator import itemgetter

from readout.language.entries import TimeWord
from readout.language.lexicon import Lexicon
from readout.spot.numbers import Numerals, Ranges, numerals_of, per_lexicon, ranges_of
from readout.spot.spelling import Spelling

_FIGURES = {
    "year": r"[12]\d{3}(?!\d)",
    "yy": r"\d{2}(?!\d)",
    "month": r"(?!1[3-9]|[2-9]\d)\d{1,2}(?!\d)",
    "day": r"(?!3[2-9]|[4-9]\d)\d{1,2}(?!\d)",
    "n": r"\d{1,3}(?!\d)",
}
_DIGITS = [chr(zero + i) for zero in (0x30, 0xFF10) for i in range(10)]  # narrow and wide figures
_BEHIND_WORDS = (" ", "-")  # what may follow the words of a number where words are spaced
_WORDED = ("n", "hour")  # slots that are also written in words where words are spaced
_RANGED = ("year", "month", "day", "hour")
# Looked for beside a phrase, not in the text at large.
_BESIDE = frozenset(("joint", "joint=any", "future", "past", "future=near", "past=near"))
_PLACE = "{place}"
_NEVER = r"(?!)"
_THOUSAND = 1000


@dataclass(frozen=True, kw_only=True)
class Form:
    """A form with slots: the group of each in the pattern that found it. A word has none.

    ``lows`` are the groups of which one has the low end of a range of the slot ``ranged``.
    """

    entry: TimeWord | None = None
    groups: dict[str, int] = field(default_factory=dict)
    ranged: str = ""
    lows: tuple[int, ...] = ()


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
    loose: frozenset[str]  # the joints on either side of which the coarser part may stand
    ranges: Ranges
    future_before: tuple[str, ...]
    past_before: tuple[str, ...]
    future_after: re.Pattern[str]
    near: re.Pattern[str] | None  # words some way before a phrase; group 1 is of the future

    @property
    def spelling(self) -> Spelling:
        """How the language's forms are written."""
        return self.numerals.spelling


@per_lexicon
def time_grammar(lexicon: Lexicon) -> TimeGrammar:
    """The time file of ``lexicon``, compiled once."""
    compiler = _Compiler(lexicon)
    spelling = compiler.spelling
    entries = [entry for entry in lexicon.times if entry.means not in _BESIDE]
    forms = [(form, entry) for entry in entries for form in entry.forms if not form.startswith(_PLACE)]
    # A form with more slots is a longer one, whatever stands in them.
    forms.sort(key=lambda pair: (-pair[0].count("{"), -len(pair[0])))
    loose = frozenset(form.strip() for form in _forms_meaning(lexicon, "joint=any"))
    every = compiler.heads(forms)
    future = [entry for entry in lexicon.times if entry.means == "future"]
    after = (spelling.any_of(e.forms) + spelling.before_guard(e) for e in future)
    starts = f"[{re.escape(''.join(sorted(every)))}]" if every else _NEVER
    openings = {opening for form, _ in forms for opening in compiler.openings(form)}
    return TimeGrammar(
        heads=re.compile(
            spelling.left + (spelling.first_letters(openings) if spelling.spaced else "") + starts
        ),
        # Where a part may stand on either side of another, those that need a neighbour can come first.
        free=every if loose else compiler.heads([pair for pair in forms if not is_bound(pair[1])]),
        every=every,
        words={spelling.key(form): entry for form, entry in forms if "{" not in form},
        numerals=compiler.numerals,
        named=compiler.named,
        zones={form: c.zone for c in lexicon.countries for form in (*c.forms, *c.capitals)},
        place_tails=tuple(
            form.removeprefix(_PLACE) for e in entries for form in e.forms if form.startswith(_PLACE)
        ),
        joints=frozenset(_forms_meaning(lexicon, "joint")),
        loose=loose,
        ranges=ranges_of(lexicon),
        future_before=_forms_meaning(lexicon, "future"),
        past_before=_forms_meaning(lexicon, "past"),
        future_after=re.compile("|".join(after) or _NEVER),
        near=_near(lexicon, spelling),
    )


def is_bound(entry: TimeWord) -> bool:
    """Whether the entry is no time on its own."""
    return any(key == "bound" for key, _ in entry.facts)


def _forms_meaning(lexicon: Lexicon, means: str) -> tuple[str, ...]:
    return tuple(form for entry in lexicon.times if entry.means == means for form in entry.forms)


def _near(lexicon: Lexicon, spelling: Spelling) -> re.Pattern[str] | None:
    future, past = (_forms_meaning(lexicon, f"{way}=near") for way in ("future", "past"))
    if not future and not past:
        return None
    return re.compile(f"({spelling.any_of(future)})|{spelling.any_of(past)}")


def _named(entries: Iterable[TimeWord], spelling: Spelling) -> dict[str, dict[str, int]]:
    """Months and weekdays that have names: those whose whole meaning is month=… or weekday=…"""
    named: dict[str, dict[str, int]] = {"month": {}, "weekday": {}}
    for entry in entries:
        facts = [fact for fact in entry.facts if fact[0] != "bound"]
        if len(facts) == 1 and facts[0][0] in named and facts[0][1].isdecimal():
            known = (form for form in entry.forms if "{" not in form)
            named[facts[0][0]].update((spelling.key(form), int(facts[0][1])) for form in known)
    return named


def _named_forms(entries: Iterable[TimeWord], named: dict[str, int], spelling: Spelling) -> tuple[str, ...]:
    return tuple(form for e in entries for form in e.forms if spelling.key(form) in named)


@dataclass(frozen=True, kw_only=True)
class _Chunk:
    """A form's pattern up to its next slot; ``groups`` are its slots, "" for the low end of a range."""

    source: str
    groups: tuple[str, ...] = ()
    numbered: bool = False  # it starts with a slot


@dataclass(kw_only=True)
class _Node:
    """A chunk in the tree of forms that start alike; ``entry`` where a form with slots ends."""

    chunk: _Chunk
    children: dict[str, "_Node"] = field(default_factory=dict)
    entry: TimeWord | None = None


def _emit(node: _Node, group: int, begun: Form, found: dict[int, Form]) -> tuple[str, int]:
    """The pattern of ``node`` and all below it, with groups from ``group`` on, and the last group used.

    An empty group at its end tells which form was found.
    """
    for name in node.chunk.groups:
        group += 1
        if name:
            ranged = name if "" in node.chunk.groups else begun.ranged
            begun = replace(begun, groups={**begun.groups, name: group}, ranged=ranged)
        else:
            begun = replace(begun, lows=(*begun.lows, group))
    sources = []
    for child in node.children.values():
        source, group = _emit(child, group, begun, found)
        sources.append(source)
    if node.entry:
        group += 1
        found[group] = replace(begun, entry=node.entry)
        return node.chunk.source + "()", group
    below = f"(?:{'|'.join(sources)})" if len(sources) > 1 else "".join(sources)
    return node.chunk.source + below, group


class _Compiler:
    """Makes patterns out of forms."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.numerals = numerals_of(lexicon)
        self.spelling = self.numerals.spelling
        self.named = _named(lexicon.times, self.spelling)
        self._names = {
            slot: _named_forms(lexicon.times, named, self.spelling) for slot, named in self.named.items()
        }
        joints = ranges_of(lexicon).joints
        free = (form for form, e in joints.items() if not e.only_before and not e.only_after)
        self._ranges = self.spelling.any_of(free)
        tied = {e.only_after: e for e in joints.values() if e.only_after}
        self._tied = [
            (self.spelling.only_after(openers), self.spelling.any_of(e.forms)) for openers, e in tied.items()
        ]
        self._heads: dict[tuple[bool, tuple[str, ...]], Head] = {}

    def heads(self, forms: list[tuple[str, TimeWord]]) -> dict[str, Head]:
        """A head for each character that one of ``forms`` may start with; alike ones are shared."""
        starting: dict[str, list[tuple[str, TimeWord]]] = defaultdict(list)
        for form, entry in forms:
            for character in self._starts(form):
                starting[character].append((form, entry))
        heads = {}
        for character, own in starting.items():
            figures = character in _DIGITS
            key = (figures, tuple(form for form, _ in own))
            if key not in self._heads:
                self._heads[key] = self._head(own, figures=figures)
            heads[character] = self._heads[key]
        return heads

    def _starts(self, form: str) -> set[str]:
        first = {opening[0] for opening in self.openings(form)}
        return first | {letter.upper() for letter in first} if self.spelling.spaced else first

    def openings(self, form: str) -> set[str]:
        """What a form may begin with: its words up to the first slot, or what a slot at its head may hold."""
        if not form.startswith("{"):
            return {form.partition("{")[0]}
        name = form[1 : form.index("}")]
        names = set(self._names.get(name.removesuffix("#"), ()))
        if name == "weekday" or (names and self.spelling.spaced and not name.endswith("#")):
            return names
        names.update(_DIGITS)
        if name == "n" and self.spelling.spaced and form[form.index("}") + 1 :].startswith(_BEHIND_WORDS):
            names.update(word + gap for word in self.numerals.digits for gap in _BEHIND_WORDS)
        elif not name.endswith("#") and (not self.spelling.spaced or name in _WORDED):
            names.update(self.numerals.digits)
            names.update(word for word, worth in self.numerals.scales.items() if worth == 10)
        return names

    def _head(self, forms: list[tuple[str, TimeWord]], *, figures: bool) -> Head:
        """The head of ``forms``, each of which may start with one character; ``figures`` where it is a figure."""
        roots: dict[str, _Node] = {}
        for form, entry in forms:
            nodes = roots
            for chunk in self._chunks(form, entry, figures=figures):
                node = nodes.setdefault(chunk.source, _Node(chunk=chunk))
                nodes = node.children
            node.entry = entry if "{" in form else None
        found: dict[int, Form] = {}
        sources: list[tuple[bool, str]] = []
        group = 0
        for node in roots.values():
            source, group = _emit(node, group, Form(), found)
            sources.append((node.chunk.numbered, source))
        # The guard of numbers is long, and looked at once for all that stand side by side.
        runs = [(n, "|".join(source for _, source in run)) for n, run in groupby(sources, key=itemgetter(0))]
        margin = self.numerals.margin
        return Head(source="|".join(f"{margin}(?:{run})" if n else run for n, run in runs), forms=found)

    def _chunks(self, form: str, entry: TimeWord, *, figures: bool) -> Iterable["_Chunk"]:
        """The pattern of a form, cut behind each slot, so that forms which start alike share their start."""
        spelling = self.spelling
        pieces = re.split(r"\{(.*?)\}", form)
        slots = [piece.removesuffix("#") for piece in pieces[1::2]]
        if not slots:
            guard = spelling.after_guard(entry.not_after, form) + spelling.before_guard(entry)
            yield _Chunk(source=spelling.only_after(entry.only_after) + spelling.word(form) + guard)
            return
        ranged = self._ranged_slot(slots, pieces[0])
        source = spelling.after_guard(entry.not_after) + spelling.only_after(entry.only_after)
        for i, (literal, slot) in enumerate(zip(pieces[::2], pieces[1::2], strict=False)):
            source += self._literal(literal, first=i == 0, last=False)
            opens = i == 0 and not literal
            figure, words = self._slot(slot, dated=len(slots) > 1)
            pattern = "|".join(filter(None, (figure, words)))
            lows = ("",) * (1 + len(self._tied) * opens) if slots[i] == ranged else ()
            if lows:
                often = "" if any(key == "ranged" for key, _ in entry.facts) else "?"
                source += self._range_of(pattern, tied=opens) + often
            elif opens:
                pattern = (figure if figures else words) or pattern  # what the first character leaves open
            yield _Chunk(source=f"{source}({pattern})", groups=(*lows, slots[i]), numbered=opens)
            source = ""
        end = "" if pieces[-1] else r"(?!\w)(?![.,:]\d)" if spelling.spaced else r"(?!\d)"
        yield _Chunk(
            source=self._literal(pieces[-1], first=False, last=True) + end + spelling.before_guard(entry)
        )

    def _range_of(self, slot: str, *, tied: bool) -> str:
        """The low end of a range and what joins it; ``tied``: also by words that need another before the range."""
        sides = [f"({slot}) ?{self._ranges} ?"]
        if tied:
            sides += [f"{opener}({slot}) ?{joint} ?" for opener, joint in self._tied]
        return f"(?:{'|'.join(sides)})"

    def _ranged_slot(self, slots: list[str], opening: str) -> str:
        """The slot that may stand for a range: 12至14日, May 3 to 5."""
        if self.spelling.spaced and {"month", "day"} <= set(slots):
            return "day"
        return slots[0] if len(slots) == 1 and not opening and slots[0] in _RANGED else ""

    def _literal(self, piece: str, *, first: bool, last: bool) -> str:
        """What stands between slots. In text that is not spaced, pages put spaces around figures: 2 月 12 日."""
        if not piece:
            return ""
        if not self.spelling.spaced:
            words = re.escape(piece)
            return (
                words if not piece[0].isalpha() else f"{'' if first else ' ?'}{words}{'' if last else ' ?'}"
            )
        left = r"(?<![^\W\d])" if first and piece[0].isalnum() else ""
        return left + self.spelling.body(piece) + (r"(?!\w)" if last and piece[-1].isalnum() else "")

    def _slot(self, piece: str, *, dated: bool) -> tuple[str, str]:
        """The patterns of a slot in figures and in words; ``dated`` where other slots of a date stand beside it."""
        name, figures_only = piece.removesuffix("#"), piece.endswith("#")
        names = self.spelling.any_of(self._names.get(name, ()))
        figures = _FIGURES.get(name, r"\d{1,2}(?!\d)")
        if name == "weekday" or (name == "month" and self.spelling.spaced and not figures_only):
            return "", names
        if figures_only:
            return figures, ""
        if name == "n":
            return figures, self.numerals.counted
        if self.spelling.spaced:
            return figures, self.numerals.single if name in _WORDED else ""
        if name in ("year", "yy"):
            return figures, self._year_words(name, dated=dated)
        return figures, self.numerals.single + (f"|{names}" if name == "month" else "")

    def _year_words(self, name: str, *, dated: bool) -> str:
        """A year digit by digit; in a date, where it can be no length of time, also with its thousands."""
        by_digit = f"{self.spelling.any_of(self.numerals.dates)}{{{4 if name == 'year' else 2}}}"
        thousand = [form for form, worth in self.numerals.scales.items() if worth == _THOUSAND]
        if not dated or name != "year" or not thousand:
            return by_digit
        digit = self.spelling.any_of(self.numerals.digits)
        return f"{by_digit}|{digit}{self.spelling.any_of(thousand)}(?:{digit}|{self.numerals.scale}){{0,5}}"
