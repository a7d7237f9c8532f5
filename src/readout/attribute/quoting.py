"""Quoting: what is said without the marks around it, and whether it stands in them."""

import re
from functools import cache

from readout.attribute.words import Words
from readout.language.lexicon import Lexicon
from readout.model import Form, Span

_TERM = 2  # words that are quoted as a term and leave a sentence indirect
_APOSTROPHES = "'\u2019"


class Quoting:
    """The quotation marks of a spaced text."""

    def __init__(self, text: str, lexicon: Lexicon, words: Words) -> None:
        self._text = text
        self._closing = dict(reversed(words.quotes))
        self._opening = _any_of(tuple(opening for opening, _ in words.quotes))
        self._marks = frozenset("".join(lexicon.orthography.quotes))
        self._ends = frozenset(lexicon.orthography.stops + lexicon.orthography.pauses)
        self._pauses = frozenset(lexicon.orthography.pauses)

    def trim(self, span: Span) -> Span | None:
        """Without pauses and stops at its ends, and without the marks where one quotation is the whole of it."""
        start, stop = self._strip(span.start, span.stop)
        if start < stop and (inside := self._inside(start, stop)):
            start, stop = self._strip(*inside)
        return Span(start, stop) if start < stop else None

    def form(self, content: tuple[Span, ...]) -> Form:
        """direct where all of it is quoted, mixed where a part is that is more than a term, else indirect."""
        quoted = [span.start > 0 and self._text[span.start - 1] in self._marks for span in content]
        if all(quoted):
            return "direct"
        return "mixed" if any(quoted) or any(map(self._quotes_clause, content)) else "indirect"

    def _quotes_clause(self, span: Span) -> bool:
        at = span.start
        while opened := self._opening.search(self._text, at, span.stop):
            inner = opened.end()
            end = self._text.find(self._closing[opened[0]], inner, span.stop)
            end = span.stop if end < 0 else end
            if len(self._text[inner:end].split()) > _TERM:
                return True
            at = end + 1
        return False

    def _strip(self, start: int, stop: int) -> tuple[int, int]:
        text = self._text
        while stop > start and (text[stop - 1].isspace() or text[stop - 1] in self._ends):
            stop -= 1
        while start < stop and (text[start].isspace() or text[start] in self._pauses):
            start += 1
        return start, stop

    def _inside(self, start: int, stop: int) -> tuple[int, int] | None:
        """The inside of the quotation that the whole stretch is."""
        text, left, right = self._text, start, stop
        while left < right and text[left] in self._marks:
            left += 1
        while right > left and text[right - 1] in self._marks:
            right -= 1
        if left == start or right == stop:
            return None
        if any(text[at] in self._marks and text[at] not in _APOSTROPHES for at in range(left, right)):
            return None
        return left, right


@cache
def _any_of(marks: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, marks)) or r"(?!)")
