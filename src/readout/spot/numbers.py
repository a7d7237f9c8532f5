"""Numbers: figures and number words, and what they are worth."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from readout.language.entries import UnitWord
from readout.language.lexicon import Lexicon
from readout.spot.spelling import Spelling

Built = TypeVar("Built")

_GROUP, _DECIMAL = (",",), (".", "．")  # the marks in figures, where the language names no others
_MARGIN = r"(?<!\w)(?<!\d[.,:/])(?<![^\W\d]-)"
_HALF = Decimal("0.5")


def per_lexicon(build: Callable[[Lexicon], Built]) -> Callable[[Lexicon], Built]:
    """``build``, run once for each lexicon object: hashing all its words on every call would cost more."""
    built: dict[int, tuple[Lexicon, Built]] = {}

    def get(lexicon: Lexicon) -> Built:
        found = built.get(id(lexicon))
        if found is None:
            found = built[id(lexicon)] = (lexicon, build(lexicon))
        return found[1]

    return get


def words_of(lexicon: Lexicon, kind: str) -> tuple[UnitWord, ...]:
    """The entries of the unit file that are of ``kind``."""
    return tuple(entry for entry in lexicon.units if entry.kind == kind)


def forms_of(lexicon: Lexicon, kind: str) -> tuple[str, ...]:
    """The forms of the entries of the unit file that are of ``kind``."""
    return tuple(form for entry in words_of(lexicon, kind) for form in entry.forms)


@dataclass(frozen=True, kw_only=True)
class Ranges:
    """The words that join low and high, and what some of them need on the range's sides: between 2 and 5."""

    spelling: Spelling
    joints: dict[str, UnitWord]

    def hold(self, joint: str, text: str, start: int, stop: int) -> bool:
        """Whether ``joint`` makes a range of what starts at ``start`` and ends at ``stop``."""
        entry = self.joints[self.spelling.key(joint)]
        if entry.only_after and not self.spelling.ends_with(text, start, entry.only_after):
            return False
        return not entry.only_before or text.startswith(entry.only_before, stop)

    @property
    def adding(self) -> tuple[str, ...]:
        """The joints that add where they make no range: two hours and ten minutes."""
        return tuple(form for form, entry in self.joints.items() if entry.only_after)


def ranges_of(lexicon: Lexicon) -> Ranges:
    """The words of ``lexicon`` that join low and high."""
    spelling = Spelling.of(lexicon)
    joints = {spelling.key(form): e for e in words_of(lexicon, "range") for form in e.forms}
    return Ranges(spelling=spelling, joints=joints)


@dataclass(frozen=True, kw_only=True)
class Numerals:
    """A language's number words. ``number`` is the pattern of any number, not anchored at its left.

    ``single`` is the pattern of a small whole number, of words only; ``counted`` of one that counts things;
    ``alone`` that of a number that is an article when no unit of time follows it (an hour).
    """

    spelling: Spelling
    digits: dict[str, Decimal]
    dates: dict[str, Decimal]  # the digits that also stand in dates
    scales: dict[str, int]
    halves: frozenset[str]
    articles: dict[str, UnitWord]
    points: frozenset[str]
    marks: dict[int, str | None]  # how figures are turned into Python's
    left: str
    margin: str  # of ``left``, what holds for the numbers of dates, too
    number: str
    single: str
    counted: str
    alone: str
    scale: str
    token: re.Pattern[str]

    def value(self, text: str) -> tuple[Decimal, Decimal] | None:
        """The lowest and the highest number that ``text`` stands for: 三四百 is 300 to 400. None where unclear."""
        tokens = self.tokens(text)
        low, high = self._worth(tokens, 0), self._worth(tokens, 1)
        return None if low is None or high is None else (low, high)

    def tokens(self, text: str) -> list[str]:
        """The figures and number words of ``text``, as they are looked up."""
        return [self.spelling.key(token) for token in self.token.findall(text)]

    def whole(self, text: str) -> int | None:
        """A small whole number of a date or clock; also digit by digit, 二〇二五."""
        if text.isdecimal():
            return int(text)
        if len(text) == 4 and (year := self.spelled(text)) is not None:
            return year
        worth = self.value(text)
        if worth is None or worth[0] != worth[1] or worth[0] % 1:
            return None
        return int(worth[0])

    def spelled(self, text: str) -> int | None:
        """The number that ``text`` gives digit by digit, if it does: 零八."""
        digits = [self.dates.get(char) for char in text]
        return None if None in digits else int("".join(map(str, digits)))

    def _worth(self, tokens: list[str], pick: int) -> Decimal | None:
        scales = [self.scales.get(token, 0) for token in tokens]
        top = max(scales, default=0)
        if not top:
            return self._plain(tokens, pick)
        at = len(scales) - 1 - scales[::-1].index(top)
        left = self._worth(tokens[:at], pick) if at else Decimal(1)
        rest = tokens[at + 1 :]
        right = self._worth(rest, pick)
        if left is None or right is None:
            return None
        # 三万五 is 35,000: a last digit word without its scale has the next lower one.
        if (
            len(rest) == 1
            and not self.spelling.spaced
            and top >= 100
            and 1 <= self.digits.get(rest[0], 0) <= 9
        ):
            right *= top // 10
        return left * top + right

    def _plain(self, tokens: list[str], pick: int) -> Decimal | None:
        if not tokens:
            return Decimal(0)
        if tokens[-1] in self.halves:
            whole = self._plain(tokens[:-1], pick)
            return None if whole is None else whole + _HALF
        for at, token in enumerate(tokens):
            if token in self.points:
                return self._with_decimals(tokens[:at], tokens[at + 1 :], pick)
        if any(token not in self.digits for token in tokens):
            return Decimal(tokens[0].translate(self.marks)) if len(tokens) == 1 else None
        digits = [self.digits[token] for token in tokens]
        if len(digits) > 1 and digits[0] == 0:
            return self._plain(tokens[1:], pick)
        if len(digits) == 1 or max(digits) > 9:
            return sum(digits, Decimal(0)) if _descend(digits) else None
        if len(digits) == 2 and digits[1] == digits[0] + 1:
            return digits[pick]
        return Decimal("".join(map(str, digits))) if len(digits) > 2 or 0 in digits else None

    def _with_decimals(self, before: list[str], behind: list[str], pick: int) -> Decimal | None:
        whole, after = self._plain(before, pick), [self.digits.get(token) for token in behind]
        if whole is None or None in after:
            return None
        return whole + Decimal("0." + "".join(map(str, after)))


def _descend(digits: list[Decimal]) -> bool:
    """Whether each word names a smaller order than the one before: twenty five, but not five twenty."""
    return all(left % 10 ** len(str(int(right))) == 0 for left, right in pairwise(digits))


@per_lexicon
def numerals_of(lexicon: Lexicon) -> Numerals:
    """The number words of ``lexicon``, compiled once."""
    spelling = Spelling.of(lexicon)
    digits, dates, articles = {}, {}, {}
    for entry in words_of(lexicon, "digit"):
        worth, _, condition = entry.means.partition(" ")
        known = {spelling.key(form): Decimal(worth) for form in entry.forms}
        digits.update(known)
        if condition == "article":
            articles.update(dict.fromkeys(known, entry))
        elif not condition:
            dates.update(known)
    entries = words_of(lexicon, "scale")
    scales = {spelling.key(form): int(e.means.split()[0]) for e in entries for form in e.forms}
    halves = forms_of(lexicon, "half") if spelling.spaced else ()
    points = forms_of(lexicon, "point")
    patterns = _Patterns(lexicon, digits=digits, dates=dates, articles=articles, scales=scales)
    group, decimal = forms_of(lexicon, "group") or _GROUP, forms_of(lexicon, "decimal") or _DECIMAL
    return Numerals(
        spelling=spelling,
        digits=digits,
        dates=dates,
        scales=scales,
        halves=frozenset(spelling.key(form) for form in halves),
        articles=articles,
        points=frozenset(points),
        marks={ord(mark): None for mark in group} | {ord(mark): "." for mark in decimal},
        left=patterns.left(),
        margin=_MARGIN if spelling.spaced else patterns.left(),
        number=patterns.number(),
        single=patterns.single,
        counted=patterns.counted,
        alone=patterns.alone,
        scale=patterns.scale,
        token=re.compile(f"{patterns.figures}|{spelling.any_of((*digits, *scales, *points, *halves))}"),
    )


class _Patterns:
    """The patterns of a language's numbers, in words that run together or in spaced ones."""

    def __init__(
        self,
        lexicon: Lexicon,
        *,
        digits: Iterable[str],
        dates: Iterable[str],
        articles: dict[str, UnitWord],
        scales: dict[str, int],
    ) -> None:
        spelling = self.spelling = Spelling.of(lexicon)
        self.lexicon, self.digits, self.articles, self.scales = lexicon, tuple(digits), articles, scales
        entries = words_of(lexicon, "scale")
        self.scale = "|".join(spelling.any_of(e.forms) + spelling.before_guard(e) for e in entries) or r"(?!)"
        self.scale = f"(?:{self.scale})"
        group, decimal = forms_of(lexicon, "group") or _GROUP, forms_of(lexicon, "decimal") or _DECIMAL
        self.figures = (
            rf"(?:\d{{1,3}}(?:[{_set(group)}]\d{{3}})+(?!\d)|\d{{1,15}})(?:[{_set(decimal)}]\d{{1,9}})?"
        )
        self.alone = "|".join(
            f"(?={spelling.word(form)}){spelling.only_after(entry.only_after)}{spelling.word(form)}"
            for form, entry in articles.items()
        )
        self.alone = f"(?:{self.alone or '(?!)'})"
        if spelling.spaced:
            word = spelling.any_of(form for form in self.digits if form not in articles)
            self.single = rf"{word}(?:[ -]{word})?"
            self.counted = rf"(?:{self.single}|{spelling.any_of(articles)})"
            return
        digit, counted = spelling.any_of(dates), spelling.any_of(self.digits)
        ten = spelling.any_of(form for form, worth in scales.items() if worth == 10)
        self.single = f"(?:{digit}|{ten}){{1,3}}"
        self.counted = f"(?:{counted}|{ten})(?:{counted}|{self.scale}){{0,5}}"

    def left(self) -> str:
        """Holds where a number may begin."""
        ranks = forms_of(self.lexicon, "ordinal")
        if self.spelling.spaced:
            return _MARGIN + self.spelling.after_guard(ranks)
        return r"(?<![\d.A-Za-z])" + self.spelling.after_guard((*ranks, *self.digits, *self.scales))

    def number(self) -> str:
        """Any number: figures, with scale words or without, or words."""
        spelling, scale, figures = self.spelling, self.scale, self.figures
        if spelling.spaced:
            return f"(?:{figures}(?:[ -]?{scale}){{0,3}}|{self._spaced_words()})"
        digit = spelling.any_of(self.digits)
        ten = spelling.any_of(form for form, worth in self.scales.items() if worth == 10)
        words = (
            rf"(?:{digit}|{ten})(?:{digit}|{scale}){{0,20}}"
            rf"(?:{spelling.any_of(forms_of(self.lexicon, 'point'))}(?:{digit}){{1,6}})?{scale}{{0,3}}"
        )
        vague = spelling.after_guard(forms_of(self.lexicon, "vague"))
        return (
            rf"(?:{figures}(?: ?{scale}{{1,4}}(?:{figures}{scale}{{1,4}}){{0,3}})?"
            rf"|(?={digit}|{ten}){vague}{words})"
        )

    def _spaced_words(self) -> str:
        """Number words with spaces or hyphens between: a hundred and five, twenty-one million, two and a half."""
        spelling, scale = self.spelling, self.scale
        word = spelling.any_of(form for form in self.digits if form not in self.articles)
        opening = spelling.any_of(
            form for e in words_of(self.lexicon, "scale") if e.means.endswith(" alone") for form in e.forms
        )
        article = rf"{spelling.any_of(self.articles)}(?=[ -]{scale})"
        half = spelling.any_of(forms_of(self.lexicon, "half"))
        return rf"(?:{article}|{word}|{opening})(?:[ -](?:{word}|{scale})){{0,12}}(?:[ -]{half}(?:[ -]{scale}){{0,2}})?"


def _set(marks: Iterable[str]) -> str:
    return re.escape("".join(marks))
