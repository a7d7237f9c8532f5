"""Numbers: figures and number words, and what they are worth."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from readout.language.entries import Pattern, UnitWord
from readout.language.lexicon import Lexicon

Built = TypeVar("Built")

_FIGURES = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,15})(?:[.．]\d{1,9})?"


def per_lexicon(build: Callable[[Lexicon], Built]) -> Callable[[Lexicon], Built]:
    """``build``, run once for each lexicon object: hashing all its words on every call would cost more."""
    built: dict[int, tuple[Lexicon, Built]] = {}

    def get(lexicon: Lexicon) -> Built:
        found = built.get(id(lexicon))
        if found is None:
            found = built[id(lexicon)] = (lexicon, build(lexicon))
        return found[1]

    return get


def any_of(forms: Iterable[str]) -> str:
    """A pattern for one of ``forms``, the longest first; one that never matches where there are none."""
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else r"(?!)"


def before_guard(entry: Pattern) -> str:
    """A pattern that holds where nothing follows that ``entry`` forbids."""
    if not entry.not_before:
        return ""
    but = f"(?!{any_of(entry.but_before)})" if entry.but_before else ""
    return f"(?!{but}{any_of(entry.not_before)})"


def after_guard(forms: Iterable[str], tail: str = "") -> str:
    """A pattern that holds where none of ``forms``, each followed by ``tail``, ends."""
    return "".join(f"(?<!{re.escape(form + tail)})" for form in forms)


@dataclass(frozen=True, kw_only=True)
class Numerals:
    """A language's number words. ``number`` is the pattern of any number, not anchored at its left."""

    digits: dict[str, int]
    dates: dict[str, int]  # the digits that also stand in dates
    scales: dict[str, int]
    points: tuple[str, ...]
    left: str
    number: str
    scale: str
    token: re.Pattern[str]

    def value(self, text: str) -> tuple[Decimal, Decimal] | None:
        """The lowest and the highest number that ``text`` stands for: 三四百 is 300 to 400. None where unclear."""
        tokens = self.token.findall(text)
        low, high = self._worth(tokens, 0), self._worth(tokens, 1)
        return None if low is None or high is None else (low, high)

    def whole(self, text: str) -> int | None:
        """A small whole number of a date or clock; also digit by digit, 二〇二五."""
        if text.isdecimal():
            return int(text)
        if len(text) == 4 and all(char in self.dates for char in text):
            return int("".join(str(self.dates[char]) for char in text))
        worth = self.value(text)
        if worth is None or worth[0] != worth[1] or worth[0] % 1:
            return None
        return int(worth[0])

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
        if len(rest) == 1 and self.digits.get(rest[0], 0) in range(1, 10) and top >= 100:
            right *= top // 10
        return left * top + right

    def _plain(self, tokens: list[str], pick: int) -> Decimal | None:
        if not tokens:
            return Decimal(0)
        for at, token in enumerate(tokens):
            if token in self.points:
                whole, after = self._plain(tokens[:at], pick), [self.digits.get(t) for t in tokens[at + 1 :]]
                if whole is None or None in after:
                    return None
                return whole + Decimal("0." + "".join(map(str, after)))
        if any(token not in self.digits for token in tokens):
            return Decimal(tokens[0].replace(",", "").replace("．", ".")) if len(tokens) == 1 else None
        digits = [self.digits[token] for token in tokens]
        if len(digits) > 1 and digits[0] == 0:
            return self._plain(tokens[1:], pick)
        if len(digits) == 1 or max(digits) > 9:
            return Decimal(sum(digits))
        if len(digits) == 2 and digits[1] == digits[0] + 1:
            return Decimal(digits[pick])
        return Decimal("".join(map(str, digits))) if len(digits) > 2 or 0 in digits else None


def words_of(lexicon: Lexicon, kind: str) -> tuple[UnitWord, ...]:
    """The entries of the unit file that are of ``kind``."""
    return tuple(entry for entry in lexicon.units if entry.kind == kind)


def forms_of(lexicon: Lexicon, kind: str) -> tuple[str, ...]:
    """The forms of the entries of the unit file that are of ``kind``."""
    return tuple(form for entry in words_of(lexicon, kind) for form in entry.forms)


@per_lexicon
def numerals_of(lexicon: Lexicon) -> Numerals:
    """The number words of ``lexicon``, compiled once."""
    digits, dates = {}, {}
    for entry in words_of(lexicon, "digit"):
        worth, _, counting = entry.means.partition(" ")
        digits.update(dict.fromkeys(entry.forms, int(worth)))
        if not counting:
            dates.update(dict.fromkeys(entry.forms, int(worth)))
    scales = {form: int(e.means) for e in words_of(lexicon, "scale") for form in e.forms}
    points = forms_of(lexicon, "point")
    digit, ten = any_of(digits), any_of(form for form, worth in scales.items() if worth == 10)
    scale = "|".join(any_of(e.forms) + before_guard(e) for e in words_of(lexicon, "scale")) or r"(?!)"
    scale = f"(?:{scale})"
    words = (
        rf"(?:{digit}|{ten})(?:{digit}|{scale}){{0,20}}"
        rf"(?:{any_of(points)}(?:{digit}){{1,6}})?{scale}{{0,3}}"
    )
    ranks, vague = forms_of(lexicon, "ordinal"), forms_of(lexicon, "vague")
    left = r"(?<![\d.A-Za-z])" + after_guard((*ranks, *digits, *scales))
    return Numerals(
        digits=digits,
        dates=dates,
        scales=scales,
        points=points,
        left=left,
        number=(
            rf"(?:{_FIGURES}(?: ?{scale}{{1,4}}(?:{_FIGURES}{scale}{{1,4}}){{0,3}})?"
            rf"|{after_guard(vague)}{words})"
        ),
        scale=scale,
        token=re.compile(f"{_FIGURES}|{any_of((*digits, *scales, *points))}"),
    )
