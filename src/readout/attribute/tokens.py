"""Tokens of a spaced text: words and marks, with the classes that the language's closed word lists give them."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from readout.language.sightings import Marked
from readout.model import Grammar, Span, Word

_TOKEN = re.compile(r"\w+(?:[.'\u2019\-]\w+)*|--+|[^\w\s]")


Marks = tuple[tuple[str, str], ...]  # pairs of quotation marks, longer ones first


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark. ``low`` is how it is looked up; ``quoted`` whether it stands inside a quotation.

    ``readings`` are the ways in which an analyser reads it, none in languages without one; ``known`` whether it does so
    by its dictionary.
    """

    start: int
    stop: int
    low: str
    is_word: bool
    capital: bool
    quoted: bool
    readings: tuple[Grammar, ...] = ()
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph: its tokens, the index of each sentence's first token, and its quotations (marks included)."""

    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    quotes: tuple[Span, ...]
    heading: bool

    def index(self, offset: int) -> int:
        """The index of the first token that starts at the offset or after it."""
        return bisect_left(self.tokens, offset, key=lambda token: token.start)

    def quote_at(self, offset: int) -> Span | None:
        """The quotation around the offset."""
        return next((quote for quote in self.quotes if quote.start <= offset < quote.stop), None)


def find_lines(marked: Marked, marks: Marks) -> tuple[Line, ...]:
    """The paragraphs of the text that is read, in order."""
    sentences = marked.sentences
    paragraphs: dict[int, list[Span]] = {}
    headings: set[int] = set()
    for sentence in sentences.sentences:
        paragraphs.setdefault(sentence.paragraph, []).append(sentence.span)
        if sentence.heading:
            headings.add(sentence.paragraph)
    words = {word.start: word for word in sentences.words}
    return tuple(
        _make_line(sentences.folded, spans, number in headings, marks, words)
        for number, spans in paragraphs.items()
    )


def _make_line(text: str, spans: list[Span], heading: bool, marks: Marks, words: Mapping[int, Word]) -> Line:
    start, stop = spans[0].start, spans[-1].stop
    quotes = tuple(_find_quotes(text, start, stop, marks))
    tokens: list[Token] = []
    bounds: list[int] = []
    place = 0
    for span in spans:
        bounds.append(len(tokens))
        for match in _TOKEN.finditer(text, span.start, span.stop):
            while place < len(quotes) and quotes[place].stop <= match.start():
                place += 1
            quoted = place < len(quotes) and quotes[place].start <= match.start()
            for left, right in _cut(match.start(), match.end(), words):
                word, known = text[left:right], words.get(left)
                tokens.append(
                    Token(
                        left,
                        right,
                        word.lower().replace("\u2019", "'"),
                        word[0].isalnum() or word[0] == "_",
                        word[0].isupper(),
                        quoted,
                        *((known.readings, known.known) if known else ()),
                    )
                )
    bounds.append(len(tokens))
    return Line(tokens=tuple(tokens), sentences=tuple(pairwise(bounds)), quotes=quotes, heading=heading)


def _cut(start: int, stop: int, words: Mapping[int, Word]) -> list[tuple[int, int]]:
    """A token, or the words that were run together in it."""
    cuts, at = [], start
    while (word := words.get(at)) and word.stop < stop and word.stop in words:
        cuts.append((at, word.stop))
        at = word.stop
    return [*cuts, (at, stop)]


def _find_quotes(text: str, start: int, stop: int, marks: Marks) -> list[Span]:
    """The outermost quotations of a paragraph; one left open runs to the paragraph's end."""
    quotes: list[Span] = []
    at = start
    while at < stop:
        found = [(place, pair) for pair in marks if (place := text.find(pair[0], at, stop)) >= 0]
        if not found:
            break
        at, pair = min(found, key=lambda each: (each[0], -len(each[1][0])))
        if not _opens(text, at, *pair):
            at += len(pair[0])
            continue
        alike = [other for _, other in found if other[0] == pair[0]]
        end = min(_find_close(text, at + len(pair[0]), stop, *other) for other in alike)
        quotes.append(Span(at, end))
        at = end
    return quotes


def _find_close(text: str, start: int, stop: int, opening: str, closing: str) -> int:
    depth, at = 1, start
    while at < stop:
        if text.startswith(closing, at):
            depth -= 1
            at += len(closing)
            if not depth:
                return at
        elif opening != closing and text.startswith(opening, at):
            depth += 1
            at += len(opening)
        else:
            at += 1
    return stop


def _opens(text: str, at: int, opening: str, closing: str) -> bool:
    """Whether the mark can open here; one that closes as well is left alone within a word and before a space."""
    if opening != closing:
        return True
    after = text[at + len(opening) : at + len(opening) + 1]
    return not (at and text[at - 1].isalnum()) and after.strip() != ""
