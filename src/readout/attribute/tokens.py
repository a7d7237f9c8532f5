"""Tokens of a spaced text: words and marks, with the classes that the language's closed word lists give them."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from readout.language.sightings import Marked
from readout.model import Grammar, Span, Word

_TOKEN = re.compile(r"\w+(?:[.'\u2019\-]\w+)*|--+|[^\w\s]")


_FARTHEST_CLOSE = 4  # paragraphs on, of a quotation that was left open


Marks = tuple[tuple[str, str], ...]  # pairs of quotation marks, longer ones first


class Token(NamedTuple):
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
    carried: tuple[Span, ...] = ()  # the parts of the first quotation that stand in the paragraphs before
    goes_on: bool = False  # whether its last quotation goes on in the next paragraph

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
    text = sentences.folded
    stretches = [Span(spans[0].start, spans[-1].stop) for spans in paragraphs.values()]
    quoted = _find_all_quotes(text, stretches, marks)
    lines = [
        _make_line(text, spans, number in headings, quotes, carried, words)
        for (number, spans), (quotes, carried) in zip(paragraphs.items(), quoted, strict=True)
    ]
    following = [line.carried for line in lines[1:]] + [()]
    return tuple(replace(line, goes_on=bool(after)) for line, after in zip(lines, following, strict=True))


def _make_line(
    text: str,
    spans: list[Span],
    heading: bool,
    quotes: tuple[Span, ...],
    carried: tuple[Span, ...],
    words: Mapping[int, Word],
) -> Line:
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
    return Line(
        tokens=tuple(tokens),
        sentences=tuple(pairwise(bounds)),
        quotes=quotes,
        heading=heading,
        carried=carried,
    )


def _cut(start: int, stop: int, words: Mapping[int, Word]) -> list[tuple[int, int]]:
    """A token, or the words that were run together in it."""
    cuts, at = [], start
    while (word := words.get(at)) and word.stop < stop and word.stop in words:
        cuts.append((at, word.stop))
        at = word.stop
    return [*cuts, (at, stop)]


def _find_all_quotes(
    text: str, stretches: list[Span], marks: Marks
) -> list[tuple[tuple[Span, ...], tuple[Span, ...]]]:
    """The quotations of each paragraph, and what its first one goes on with from the paragraphs before."""
    found: list[tuple[tuple[Span, ...], tuple[Span, ...]]] = []
    reach = 0  # how many of the next paragraphs the quotation left open goes through
    open_parts: tuple[Span, ...] = ()
    for number, stretch in enumerate(stretches):
        at, quotes = stretch.start, []
        if reach:
            at = _first_close(text, stretch, marks) if reach == 1 else stretch.stop
            quotes.append(Span(stretch.start, at))
        rest, left_open = _find_quotes(text, at, stretch.stop, marks)
        found.append(((*quotes, *rest), open_parts if reach else ()))
        if reach > 1:
            reach, open_parts = reach - 1, (*open_parts, stretch)
        else:
            reach = _reach(text, stretches[number + 1 :], marks) if left_open else 0
            open_parts = (rest[-1],) if reach else ()
    return found


def _reach(text: str, following: list[Span], marks: Marks) -> int:
    """How many paragraphs on a quotation left open is closed, 0 if another opens before."""
    for number, stretch in enumerate(following[:_FARTHEST_CLOSE], start=1):
        places = [place for pair in marks if (place := text.find(pair[0], stretch.start, stretch.stop)) >= 0]
        close = _first_close(text, stretch, marks)
        if places and (close < 0 or min(places) < close):
            return 0
        if close >= 0:
            return number
    return 0


def _first_close(text: str, stretch: Span, marks: Marks) -> int:
    closes = [
        place + len(pair[1])
        for pair in marks
        if pair[0] != pair[1]
        and not _is_makeshift(pair, marks)
        and (place := text.find(pair[1], stretch.start, stretch.stop)) >= 0
    ]
    return min(closes, default=-1)


def _find_quotes(text: str, start: int, stop: int, marks: Marks) -> tuple[list[Span], bool]:
    """The outermost quotations of a paragraph; one left open runs to the paragraph's end, and whether there is one."""
    quotes: list[Span] = []
    at, left_open = start, False
    while at < stop:
        found = [(place, pair) for pair in marks if (place := text.find(pair[0], at, stop)) >= 0]
        if not found:
            break
        at, pair = min(found, key=lambda each: (each[0], -len(each[1][0])))
        if not _opens(text, at, *pair):
            at += len(pair[0])
            continue
        alike = [other for _, other in found if other[0] == pair[0]]
        closed = {}
        for other in alike:
            if (end := _find_close(text, at + len(pair[0]), stop, *other)) >= 0:
                closed[end] = _is_makeshift(other, marks)
        end = min(closed, key=lambda each: (closed[each], each), default=stop)
        left_open = not closed and pair[0] != pair[1]
        quotes.append(Span(at, end))
        at = end
    return quotes, left_open


def _is_makeshift(pair: tuple[str, str], marks: Marks) -> bool:
    """Whether a pair's closing mark opens others, too: it only closes where the proper one is missing (“…")."""
    return pair[0] != pair[1] and any(other[0] == pair[1] for other in marks)


def _find_close(text: str, start: int, stop: int, opening: str, closing: str) -> int:
    """Where the quotation that opened before ``start`` ends, -1 if it does not."""
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
    return -1


def _opens(text: str, at: int, opening: str, closing: str) -> bool:
    """Whether the mark can open here; one that closes as well is left alone within a word and before a space."""
    if opening != closing:
        return True
    after = text[at + len(opening) : at + len(opening) + 1]
    return not (at and text[at - 1].isalnum()) and after.strip() != ""
