"""Spelling: how a form of the word files stands in a text, run together with its neighbours or parted by spaces."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from readout.language.entries import Pattern
from readout.language.lexicon import Lexicon

# Spaces, hyphens and apostrophes that news pages mix, and the plain ones that the word files have.
_PLAIN = {0x00A0: " ", 0x2009: " ", 0x202F: " ", 0x2011: "-", 0x2019: "'"}
_MIXED = re.compile(f"[{''.join(map(chr, _PLAIN))}]")
_NEVER = r"(?!)"
_NAMED = re.compile(r"\(\?P<\w+>")
_HEAD = 6  # letters of a form that are looked at before the form itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """Patterns for the forms of one language.

    Where words are spaced, a form is a word of its own: no letter stands at its ends. Forms in small letters are
    found in any capitals; one with a capital as written or all in capitals (May, MAY, never may).
    """

    spaced: bool

    @classmethod
    def of(cls, lexicon: Lexicon) -> "Spelling":
        """The spelling of ``lexicon``'s language."""
        return cls(spaced=lexicon.orthography.spaced)

    @property
    def gap(self) -> str:
        """A pattern for what may stand between a number and what it counts."""
        return "[ -]?" if self.spaced else " ?"

    @property
    def left(self) -> str:
        """A pattern that holds where no word goes on to the left."""
        return r"(?<!\w)" if self.spaced else ""

    def opens(self, pattern: str) -> str:
        """A pattern that holds where ``pattern`` matches. Before guards that look back it saves most of their looks."""
        return self.left + f"(?={_NAMED.sub('(?:', pattern)})"

    def first_letters(self, forms: Iterable[str]) -> str:
        """A pattern that holds where the first letters of one of ``forms`` stand, in any capitals."""
        heads = {form[:_HEAD].lower() for form in forms}
        return f"(?={_tree(tuple(sorted(heads)), top=True)})" if heads else _NEVER

    def plain(self, text: str) -> str:
        """``text`` with plain spaces, hyphens and apostrophes, code point for code point."""
        return _plain(text) if self.spaced else text

    def key(self, words: str) -> str:
        """What a form found as ``words`` is looked up by."""
        return words.lower() if self.spaced else words

    def body(self, form: str) -> str:
        """The form's letters, without its ends."""
        if not self.spaced or not any(char.isalpha() for char in form):
            return re.escape(form)
        if form == form.lower():
            return _tree((form,), top=True)
        return f"(?:{re.escape(form)}|{re.escape(form.upper())})"

    def word(self, form: str) -> str:
        """The form where it is a word of its own; a figure may touch it on its left (3pm)."""
        if not self.spaced:
            return re.escape(form)
        return _left_end(form) + self.body(form) + _right_end(form)

    def any_of(self, forms: Iterable[str]) -> str:
        """One of ``forms``, the longest first; a pattern that never matches where there are none."""
        ordered = sorted(set(forms), key=lambda form: (-len(form), form))
        if not self.spaced or not ordered:
            return f"(?:{'|'.join(map(self.word, ordered))})" if ordered else _NEVER
        runs = groupby(ordered, key=lambda form: (_left_end(form), _right_end(form), form == form.lower()))
        sides = (
            left + (_tree(tuple(run), top=True) if small else f"(?:{'|'.join(map(self.body, run))})") + right
            for (left, right, small), run in runs
        )
        return f"(?:{'|'.join(sides)})"

    def before_guard(self, entry: Pattern) -> str:
        """Holds where nothing follows that ``entry`` forbids."""
        if not entry.not_before:
            return ""
        but = f"(?!{self._following(entry.but_before)})" if entry.but_before else ""
        return f"(?!{but}{self._following(entry.not_before)})"

    def after_guard(self, forms: Iterable[str], tail: str = "") -> str:
        """Holds where none of ``forms``, each followed by ``tail``, ends."""
        if not self.spaced:
            return "".join(f"(?<!{re.escape(form + tail)})" for form in forms)
        tail = self.body(tail) if tail else ""
        return "".join(f"(?<!{self._leading(form)}{tail})" for form in forms)

    def only_after(self, forms: Iterable[str]) -> str:
        """Holds right after one of ``forms``; everywhere where there are none."""
        sides = "|".join(f"(?<={self._leading(form)})" for form in forms)
        return f"(?:{sides})" if sides else ""

    def ends_with(self, text: str, at: int, forms: tuple[str, ...]) -> bool:
        """Whether one of ``forms`` stands right before ``at``."""
        if not forms or not self.spaced:
            return bool(forms) and text.endswith(forms, 0, at)
        return any(self._ends(text, at, form) for form in forms)

    def _ends(self, text: str, at: int, form: str) -> bool:
        if form[-1].isalnum():
            at -= 1
            if at < 0 or text[at] != " ":
                return False
        start = at - len(form)
        if start < 0 or self.key(text[start:at]) != self.key(form):
            return False
        return not (start and form[0].isalnum() and text[start - 1].isalnum())

    def _leading(self, form: str) -> str:
        """A pattern of fixed width for ``form`` before something: a word has a space after it."""
        if not self.spaced:
            return re.escape(form)
        left = r"\b" if form[0].isalnum() else ""
        return f"{left}(?i:{re.escape(form)})" + (" " if form[-1].isalnum() else "")

    def _following(self, forms: Iterable[str]) -> str:
        """A pattern for one of ``forms`` behind something: before a word there is a space."""
        if not self.spaced:
            return self.any_of(forms)
        runs = groupby(sorted(forms, key=_ends), key=_ends)
        sides = (f"{left}(?i:{'|'.join(map(re.escape, run))}){right}" for (left, right), run in runs)
        return f"(?:{'|'.join(sides)})"


@lru_cache(maxsize=4)
def _plain(text: str) -> str:
    """``text`` in plain marks: asked for by times, amounts and durations, one after the other."""
    return text.translate(_PLAIN) if _MIXED.search(text) else text


def _tree(forms: tuple[str, ...], *, top: bool = False) -> str:
    """One of ``forms``, the longest first, in any capitals; what they start with alike is looked at once.

    At the top, a set of two letters lets the engine pass over most branches without entering them.
    """
    branches: dict[str, list[str]] = {}
    for form in forms:
        if form:
            branches.setdefault(form[0], []).append(form[1:])
    sides = []
    for letter, rests in branches.items():
        rest = _tree(tuple(rests))
        if not top:
            sides.append(re.escape(letter) + rest)
            continue
        first = f"[{letter}{letter.upper()}]" if letter.isalpha() else re.escape(letter)
        sides.append(f"{first}(?i:{rest})" if rest else first)
    whole = sides[0] if len(sides) == 1 else f"(?:{'|'.join(sides)})" if sides else ""
    return f"(?:{whole})?" if whole and "" in forms else whole


def _ends(form: str) -> tuple[str, str]:
    return " " if form[0].isalnum() else "", _right_end(form)


def _left_end(form: str) -> str:
    return r"(?<![^\W\d])" if form[0].isalnum() else ""


def _right_end(form: str) -> str:
    return r"(?!\w)" if form[-1].isalnum() else ""
