"""Runs of capitals in a spaced text: where a name may stand."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from readout.language.entries import Body, Country, Person
from readout.language.lexicon import Lexicon
from readout.language.sightings import Sightings
from readout.model import Sentences, Span
from readout.spot.name_words import name_words
from readout.spot.word_forms import TOKEN

_LOWER_TAIL = 6  # words in small letters that a body's name may end with (where names inflect)
_LONG_WORD = 3  # letters; a heading has as many longer words
_TITLED = 0.9


class _Token(NamedTuple):
    word: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Run:
    """Words with capitals that stand together, the small words within a name among them: tokens first to stop."""

    first: int
    stop: int
    span: Span

    @property
    def size(self) -> int:
        """The number of words."""
        return self.stop - self.first


class Runs:
    """The runs of one text with the look-ups that finders of names need."""

    def __init__(
        self, sentences: Sentences, sightings: Sightings, times: tuple[Span, ...], lexicon: Lexicon
    ) -> None:
        self.text = sentences.folded
        self.names = name_words(lexicon)
        self._stems = self.names.stems
        self._adjective_ends = {
            seen.span.stop: seen
            for seen in sightings.names
            if isinstance(seen.entry, Country) and seen.form in seen.entry.adjectives
        }
        self._name_ends = {
            seen.span.stop: seen for seen in sightings.names if isinstance(seen.entry, (Country, Body))
        }
        self._people_starts = {seen.span.start for seen in sightings.names if isinstance(seen.entry, Person)}
        self._barred = _cover((*times, *(seen.span for seen in sightings.titles)))
        self.tokens: list[_Token] = []
        self.openers: set[int] = set()  # tokens that begin a sentence
        self._headings: list[range] = []
        for sentence in sentences.sentences:
            first = len(self.tokens)
            self.openers.add(first)
            for match in TOKEN.finditer(self.text, sentence.span.start, sentence.span.stop):
                self.tokens.append(_Token(match[0], match.start(), match.end()))
            if _is_heading(self.tokens[first:]):
                self._headings.append(range(first, len(self.tokens)))
        self._starts = [token.start for token in self.tokens]
        self.all = tuple(self._find())
        self._run_starts = [run.span.start for run in self.all]

    # Finding

    def _find(self) -> Iterator[Run]:
        at = 0
        while at < len(self.tokens):
            first = at
            stop = self._run_stop(at)
            if stop == at:
                at += 1
                continue
            at = stop
            if first in self.openers and self._is_small(first):
                first += 1
                at = stop = max(stop, self._run_stop(first)) if first < stop else stop
            cuts = [first, *self._cuts(first, stop), stop]
            for left, right in pairwise(cuts):
                if left < right:
                    yield Run(left, right, Span(self.tokens[left].start, self._end(right - 1)))

    def _cuts(self, first: int, stop: int) -> Iterator[int]:
        """Where a run is two: behind a country that an office is of, and between two bodies."""
        if self._stems.inflects and not any(self.has("body word", at) for at in range(first, stop)):
            for at in range(first + 1, stop):
                seen = self._name_ends.get(self.tokens[at - 1].stop)
                if seen and seen.span.start == self.tokens[first].start:
                    yield at
        for at in range(first + 2 - self._stems.inflects, stop - 1 + self._stems.inflects):
            if self._opens_person(at, stop) and not self._is_given(at - 1):
                yield at  # the last words of a long run: an office that no list has, and its holder
        for at in range(first + 1, stop - 1):
            if self.has("body list joint", at) and self.has("body word", stop - 1):
                yield at
                yield at + 1

    def _opens_person(self, at: int, stop: int) -> bool:
        known = self._stems.inflects and self.tokens[at].start in self._people_starts
        return known or (stop - at <= 3 and self.has("given name", at))

    def _is_given(self, at: int) -> bool:
        return len(self.tokens[at].word) == 1 or self.has("given name", at)

    def _run_stop(self, first: int) -> int:
        """Where the run that opens at a token stops; the token itself where none opens there."""
        at = first
        while at < len(self.tokens) and self.is_capital(at) and (at == first or self.touches(at)):
            at += 1
            at = self._pass_particles(at)
            if any(self.has("body word", n) for n in range(first, at)):
                at = self._pass_joints(first, at)
        if not self._stems.inflects or not self.has("body word", first):
            return at
        if at == first and not self._is_barred(first):
            at = first + 1
        if at > first:
            at = self._pass_genitives(at)
            if not any(self.is_capital(n) for n in range(first, at)):
                return first
        return at

    def _pass_particles(self, at: int) -> int:
        """Over small words of a personal name (van, de, bin), if a capital follows them."""
        end = at
        while end < len(self.tokens) and self.has("name particle", end) and self.touches(end):
            end += 1
        return end if end > at and self._opens(end) else at

    def _pass_joints(self, first: int, at: int) -> int:
        """Over "of the" in a body's name, and over "and" in one that has such a word, if a capital follows."""
        end = at
        if self.has("body joint", end) and self.touches(end):
            end += 2 if self.has("determiner", end + 1) and self.touches(end + 1) else 1
        elif self.has("body list joint", end) and self.touches(end) and self.has_joint(first, at):
            end += 1
        return end if end > at and self._opens(end) else at

    def has_joint(self, first: int, stop: int) -> bool:
        return any(self.has("body joint", at) for at in range(first, stop))

    def _opens(self, at: int) -> bool:
        return at < len(self.tokens) and self.is_capital(at) and self.touches(at)

    def _pass_genitives(self, at: int) -> int:
        """Over the words, in small letters or not, that a body's name goes on with in a case of its own."""
        endings = self.names.endings["genitive ending"]
        end = at
        while (
            end < min(len(self.tokens), at + _LOWER_TAIL) and self.touches(end) and not self._is_barred(end)
        ):
            word = self.tokens[end].word
            joint = self.has("body joint", end) or (end > at and self.has("body joint", end - 1))
            if self.is_capital(end) and self._is_given(end):
                break
            if (
                not (joint or self.is_capital(end) or word.endswith(endings))
                or word.lower() in self.names.cues
            ):
                break
            end += 1
        while end > at and self.has("body joint", end - 1):
            end -= 1
        return end

    def is_capital(self, at: int) -> bool:
        token = self.tokens[at]
        return token.word[0].isupper() and not self._is_barred(at)

    def _is_barred(self, at: int) -> bool:
        return self.tokens[at].start in self._barred

    def touches(self, at: int) -> bool:
        """Whether only a space, or the stop of an initial, stands before the token; and no country's adjective."""
        if at == 0 or at in self.openers:
            return False
        before, token = self.tokens[at - 1], self.tokens[at]
        gap = self.text[before.stop : token.start]
        if before.word != self._stems.bare(before.word):
            return False
        if gap in (" ", "\xa0"):
            return before.stop not in self._adjective_ends or self.has("body word", at)
        return gap == ". " and (len(before.word) == 1 or self.has("name suffix", at - 1))

    def _is_small(self, at: int) -> bool:
        """Whether the word has its capital from its place at the head of a sentence."""
        word = self.tokens[at].word.lower()
        return word in self.names.small or (
            self.has("body word", at + 1) and word.endswith(self.names.endings["noun ending"])
        )

    def _end(self, at: int) -> int:
        token = self.tokens[at]
        return token.start + len(self._stems.bare(token.word))

    def has(self, name: str, at: int) -> bool:
        return 0 <= at < len(self.tokens) and self.names.has(name, self.tokens[at].word)

    # Look-ups

    def around(self, span: Span) -> Run | None:
        """The run that a span lies in."""
        at = bisect_right(self._run_starts, span.start) - 1
        if at >= 0 and self.all[at].span.start <= span.start < self.all[at].span.stop:
            return self.all[at]
        return None

    def words(self, run: Run) -> tuple[str, ...]:
        """The words of a run, the last without what makes it a possessor."""
        return tuple(self._stems.bare(token.word) for token in self.tokens[run.first : run.stop])

    def surname(self, words: tuple[str, ...]) -> str:
        """The last word of a name with the particles before it; a suffix (Jr) is left out."""
        stop = len(words)
        while stop > 1 and self.names.has("name suffix", words[stop - 1]):
            stop -= 1
        first = stop - 1
        while first > 1 and self.names.has("name particle", words[first - 1]):
            first -= 1
        return " ".join(words[first:stop])

    def capital_words(self) -> Iterator[tuple[str, Span]]:
        """Every word with a capital, a surname's particles with it, that is no part of a time or title."""
        for at, token in enumerate(self.tokens):
            if self.is_capital(at):
                first = at
                while first and self.has("name particle", first - 1) and self.touches(first):
                    first -= 1
                    name = self.text[self.tokens[first].start : self._end(at)]
                    yield name, Span(self.tokens[first].start, self._end(at))
                yield self._stems.bare(token.word), Span(token.start, self._end(at))

    def is_word_too(self, word: str) -> bool:
        """Whether a name is a word as well: by the list, or because the page has it in small letters."""
        return self.names.has("common surname", word) or word.lower() in self._lower_words

    @cached_property
    def _lower_words(self) -> frozenset[str]:
        return frozenset(token.word for token in self.tokens if token.word.islower())

    def is_in_heading(self, run: Run) -> bool:
        """Whether the run stands in a heading, whose words all have capitals, so that capitals name nothing."""
        return any(run.first in heading for heading in self._headings)


def _is_heading(tokens: list[_Token]) -> bool:
    long = [token for token in tokens if len(token.word) > _LONG_WORD and token.word.isalpha()]
    return len(long) >= _LONG_WORD and sum(token.word[0].isupper() for token in long) >= _TITLED * len(long)


def _cover(spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(at for span in spans for at in range(span.start, span.stop))
