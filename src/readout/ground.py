"""Ground: a marked text with the look-ups that the rooms which understand it walk on.

It stands between the languages and the stages, because attribution and contacts both need it and no
stage imports another.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TypeVar

from readout.language.entries import Cue, Entry, Marker, Title
from readout.language.lexicon import Lexicon
from readout.language.sightings import Marked, Sighting
from readout.model import Mention, Sentence, Span, When

Seen = TypeVar("Seen", bound=Entry)


@dataclass
class Ground:
    """Where clauses end, which words start or stop where, what is quoted or bracketed."""

    marked: Marked
    lexicon: Lexicon
    text: str = field(init=False)
    sentences: tuple[Sentence, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.marked.sentences.folded
        self.sentences = self.marked.sentences.sentences
        names = self.marked.mentions
        self.breaks = self.marked.sentences.breaks.union(*((m.span.start, m.span.stop) for m in names))
        orthography = self.lexicon.orthography
        self.pauses = frozenset(orthography.pauses)
        self.stops = frozenset(orthography.stops)
        self.marks = self.pauses | self.stops
        self.openers = {pair[0]: pair[1] for pair in orthography.quotes}
        self.closers = {pair[1]: pair[0] for pair in orthography.quotes}
        self._starting: dict[str, dict[int, Span]] = {}
        self._places_of: dict[frozenset[str], list[int]] = {}
        self.mentions_at = {m.span.start: m for m in self.marked.mentions}
        self._mention_starts = sorted(self.mentions_at)
        self.times_at = {span.start: span for span in self.marked.times}
        self.times_to = {span.stop: span for span in self.marked.times}
        self.whens = {when.span: when for when in self.marked.whens}
        sightings = self.marked.sightings
        self._title_starts, self._marker_starts, self._cue_starts = (
            [seen.span.start for seen in kind]
            for kind in (sightings.titles, sightings.markers, sightings.cues)
        )
        self._starts_of_sentences = [s.span.start for s in self.sentences]

    # Words

    def starting(self, name: str) -> dict[int, Span]:
        """The forms of word list ``name`` by the offset they start at."""
        if name not in self._starting:
            self._starting[name] = {s.start: s for s in self.marked.sightings.words.get(name, ())}
        return self._starting[name]

    @cached_property
    def _places(self) -> Mapping[str, list[int]]:
        """The offsets of every word, in small letters."""
        found: dict[str, list[int]] = {}
        for word in _WORD.finditer(self.text):
            found.setdefault(word[0].lower(), []).append(word.start())
        return found

    def places(self, words: frozenset[str]) -> list[int]:
        """The offsets in order at which one of ``words`` (in small letters) stands as a whole word."""
        if words not in self._places_of:
            places = self._places
            self._places_of[words] = sorted(at for word in words & places.keys() for at in places[word])
        return self._places_of[words]

    def ending(self, name: str, stop: int, floor: int = 0) -> Span | None:
        """The longest form of word list ``name`` that ends at ``stop`` and starts at ``floor`` or later."""
        forms, longest = _forms(self.lexicon, name)
        for size in range(min(longest, stop - floor), 0, -1):
            if self.text[stop - size : stop] in forms:
                return Span(stop - size, stop)
        return None

    def has_word(self, name: str, start: int, stop: int) -> bool:
        """Whether a form of word list ``name`` stands in ``text[start:stop]``."""
        stretch = self.text[start:stop]
        return any(form in stretch for form in _forms(self.lexicon, name)[0])

    def cue_of(self, form: str) -> Cue | None:
        """The cue entry that has ``form``."""
        return next((cue for cue in self.lexicon.cues if form in cue.forms), None)

    def titles_in(self, span: Span) -> list[Sighting[Title]]:
        """The titles that stand wholly within the span."""
        return _within(self.marked.sightings.titles, self._title_starts, span)

    def markers_in(self, span: Span) -> list[Sighting[Marker]]:
        """The marker words that stand wholly within the span."""
        return _within(self.marked.sightings.markers, self._marker_starts, span)

    def cues_from(self, start: int, stop: int) -> Sequence[Sighting[Cue]]:
        """The cues that start in ``text[start:stop]``."""
        left, right = bisect_left(self._cue_starts, start), bisect_left(self._cue_starts, stop)
        return self.marked.sightings.cues[left:right]

    # Mentions

    def mentions_in(self, start: int, stop: int, kinds: Iterable[str] = ()) -> list[Mention]:
        """The mentions that lie within ``text[start:stop]``, of ``kinds`` if any are given."""
        left, right = bisect_left(self._mention_starts, start), bisect_left(self._mention_starts, stop)
        wanted = frozenset(kinds)
        found = (self.mentions_at[at] for at in self._mention_starts[left:right])
        return [m for m in found if m.span.stop <= stop and (not wanted or m.kind in wanted)]

    def when_in(self, start: int, stop: int) -> When | None:
        """The last time within ``text[start:stop]`` that can date what was said or done: no year, no open end."""
        found = [
            w for w in self.marked.whens if start <= w.span.start and w.span.stop <= stop and _is_date(w)
        ]
        return found[-1] if found else None

    @cached_property
    def time_bounds(self) -> list[tuple[int, int]]:
        """Start and stop of every phrase of time, in text order."""
        return sorted((span.start, span.stop) for span in self.times_at.values())

    # Clauses, sentences, quotations

    @cached_property
    def masked(self) -> bytearray:
        """1 at every code point inside brackets or title marks."""
        orthography = self.lexicon.orthography
        return _mask(self.text, orthography.brackets + orthography.terms)

    @cached_property
    def quotes(self) -> tuple[Span, ...]:
        """The quotations, outermost only."""
        return tuple(self._find_quotes())

    @cached_property
    def _quote_starts(self) -> list[int]:
        return [quote.start for quote in self.quotes]

    @cached_property
    def _quote_stops(self) -> dict[int, int]:
        return {quote.stop: quote.start for quote in self.quotes}

    def clause_start(self, at: int, floor: int) -> int:
        """Where the clause that ``at`` stands in begins: after the nearest pause, stop or opening quote."""
        i = at - 1
        while i >= floor:
            char = self.text[i]
            if (char in self.marks and not self.masked[i]) or char in self.openers or char == "\n":
                return i + 1
            if char in self.closers and i + 1 < at:
                if self._quote_is_clause(i):
                    return i + 1
                i = max(self._quote_stops.get(i + 1, i), floor)
            i -= 1
        return floor

    def _quote_is_clause(self, close: int) -> bool:
        """Whether the quotation closing at ``close`` ends like a sentence of its own (。” or ，”)."""
        return close > 0 and self.text[close - 1] in self.pauses | self.stops

    def clause_stop(self, at: int, ceiling: int) -> int:
        """Where the clause that ``at`` stands in ends: at the next pause, stop or line end."""
        for i in range(at, ceiling):
            if (self.text[i] in self.marks and not self.masked[i]) or self.text[i] == "\n":
                return i
        return ceiling

    def sentence_at(self, at: int) -> int | None:
        """The number of the sentence that ``at`` stands in; None in furniture and between sentences."""
        number = bisect_right(self._starts_of_sentences, at) - 1
        return number if number >= 0 and at < self.sentences[number].span.stop else None

    def quote_around(self, at: int) -> Span | None:
        """The outermost quotation that ``at`` stands inside, its marks included."""
        right = bisect_right(self._quote_starts, at)
        for quote in self.quotes[max(0, right - 6) : right]:
            if quote.start < at < quote.stop:
                return quote
        return None

    def quote_from(self, at: int) -> Span | None:
        """The quotation that opens at ``at``, its marks included."""
        i = bisect_left(self._quote_starts, at)
        return self.quotes[i] if i < len(self.quotes) and self.quotes[i].start == at else None

    def _find_quotes(self) -> Iterable[Span]:
        """Quotations, outermost only. One that never closes in its paragraph ends with the paragraph."""
        marks = _any_of("".join((*self.openers, *self.closers)))
        for first, last in _paragraphs(self.sentences):
            opened, want = -1, ""
            for mark in marks.finditer(self.text, first, last):
                i, char = mark.start(), mark[0]
                if opened < 0 and char in self.openers:
                    opened, want = i, self.openers[char]
                elif opened >= 0 and char == want:
                    yield Span(opened, i + 1)
                    opened = -1
            if opened >= 0:
                yield Span(opened, last)


def _is_date(when: When) -> bool:
    return when.iso.startswith(_OPEN_YEAR) or when.precision not in ("open", "year", "season")


_OPEN_YEAR = "--"
_WORD = re.compile(r"\w+")
_FORMS: dict[tuple[int, str], tuple[frozenset[str], int]] = {}


def _forms(lexicon: Lexicon, name: str) -> tuple[frozenset[str], int]:
    key = (id(lexicon), name)
    if key not in _FORMS:
        forms = frozenset(lexicon.word_list(name))
        _FORMS[key] = (forms, max(map(len, forms), default=0))
    return _FORMS[key]


def _mask(text: str, pairs: Iterable[str]) -> bytearray:
    """1 at every code point inside brackets or title marks: what stands there parts no clause."""
    masked = bytearray(len(text))
    closing = {pair[0]: pair[1] for pair in pairs}
    for mark in _any_of("".join(closing)).finditer(text):
        start, char = mark.start(), mark[0]
        if not masked[start]:
            line = text.find("\n", start)
            stop = text.find(closing[char], start, line if line >= 0 else len(text))
            if start < stop < start + 60:
                masked[start : stop + 1] = b"\1" * (stop + 1 - start)
    return masked


@cache
def _any_of(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(marks)}]" if marks else r"(?!)")


def _paragraphs(sentences: tuple[Sentence, ...]) -> Iterable[tuple[int, int]]:
    bounds: dict[int, tuple[int, int]] = {}
    for sentence in sentences:
        first, _ = bounds.get(sentence.paragraph, (sentence.span.start, 0))
        bounds[sentence.paragraph] = (first, sentence.span.stop)
    return bounds.values()


def _within(seen: Sequence[Sighting[Seen]], starts: list[int], span: Span) -> list[Sighting[Seen]]:
    return [
        one
        for one in seen[bisect_left(starts, span.start) : bisect_left(starts, span.stop)]
        if span.covers(one.span)
    ]
