"""Runs of capitals in a spaced text, and what their words and their neighbours say they name."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from readout.language.entries import Body, Country, Person
from readout.language.lexicon import Lexicon
from readout.language.sightings import Sightings
from readout.model import MentionKind, Sentences, Span
from readout.spot.stems import Stems, stems_of
from readout.spot.word_forms import TOKEN

_ACRONYM = range(2, 7)
_LOWER_TAIL = 6  # words in small letters that a body's name may end with (where names inflect)
_LONGEST_OUTLET = 4
_LONG_WORD = 3  # letters; a heading has as many longer words
_TITLED = 0.9
_BY_WORD: tuple[tuple[str, MentionKind], ...] = (
    ("outlet word", "outlet"),
    ("body word", "body"),
    ("place word", "place"),
)


@dataclass(frozen=True, slots=True)
class _Token:
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


@dataclass(frozen=True, slots=True)
class _Words:
    """The lists that name finding asks for, by stem where names inflect."""

    lists: dict[str, frozenset[str]]
    bodies: tuple[str, ...]  # the list "body word" as written
    stems: Stems

    def has(self, name: str, word: str) -> bool:
        """Whether the word, in any case, is in the list."""
        return not self.lists[name].isdisjoint(self.stems.of(word))


_LISTS = (
    "body word",
    "outlet word",
    "place word",
    "body joint",
    "body list joint",
    "determiner",
    "name particle",
    "name suffix",
    "given name",
    "place preposition",
    "common surname",
    "genitive ending",
    "patronymic ending",
)
_SMALL = (
    "determiner",
    "pronoun",
    "preposition",
    "conjunction",
    "subordinator",
    "adverb",
    "auxiliary",
    "relative",
)
_KNOWN: dict[int, tuple[Lexicon, _Words, frozenset[str], frozenset[str]]] = {}


def _words_of(lexicon: Lexicon) -> tuple[_Words, frozenset[str], frozenset[str]]:
    """The lists of a language, its small words, and the first words of its cues; made once."""
    known = _KNOWN.get(id(lexicon))
    if known is None or known[0] is not lexicon:
        stems = stems_of(lexicon)
        lists = {
            name: frozenset(stem for form in lexicon.word_list(name) for stem in stems.of(form))
            for name in _LISTS
        }
        given = {
            stem
            for person in lexicon.people
            if " " in person.forms[0]
            for stem in stems.of(person.forms[0].split()[0])
        }
        lists["given name"] |= given
        small = frozenset(form.lower() for name in _SMALL for form in lexicon.word_list(name))
        cues = frozenset(form.lower() for cue in lexicon.cues if cue.frame == "clause" for form in cue.forms)
        known = _KNOWN[id(lexicon)] = (
            lexicon,
            _Words(lists, lexicon.word_list("body word"), stems),
            small,
            cues,
        )
    return known[1:]


def find_runs(
    sentences: Sentences, sightings: Sightings, times: tuple[Span, ...], lexicon: Lexicon
) -> "Runs":
    """The runs of the sentences that are read. Times and titles part them, and a country's adjective before a name."""
    return Runs(sentences, sightings, times, lexicon)


class Runs:
    """The runs of one text with the look-ups that judge them."""

    def __init__(
        self, sentences: Sentences, sightings: Sightings, times: tuple[Span, ...], lexicon: Lexicon
    ) -> None:
        self.text = sentences.folded
        self._words, self._small, self._cues = _words_of(lexicon)
        self._stems = self._words.stems
        self._titles = sightings.titles
        self._title_ends = {seen.span.stop: seen for seen in sightings.titles}
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
        self._tokens: list[_Token] = []
        self._openers: set[int] = set()  # tokens that begin a sentence
        self._noun_endings = tuple(lexicon.word_list("noun ending"))
        self._headings: list[range] = []
        for sentence in sentences.sentences:
            first = len(self._tokens)
            self._openers.add(first)
            for match in TOKEN.finditer(self.text, sentence.span.start, sentence.span.stop):
                self._tokens.append(_Token(match[0], match.start(), match.end()))
            if _is_heading(self._tokens[first:]):
                self._headings.append(range(first, len(self._tokens)))
        self._starts = [token.start for token in self._tokens]
        self.all = tuple(self._find())
        self._run_starts = [run.span.start for run in self.all]

    # Finding

    def _find(self) -> Iterator[Run]:
        at = 0
        while at < len(self._tokens):
            first = at
            stop = self._run_stop(at)
            if stop == at:
                at += 1
                continue
            at = stop
            if first in self._openers and self._is_small(first):
                first += 1
                at = stop = max(stop, self._run_stop(first)) if first < stop else stop
            cuts = [first, *self._cuts(first, stop), stop]
            for left, right in pairwise(cuts):
                if left < right:
                    yield Run(left, right, Span(self._tokens[left].start, self._end(right - 1)))

    def _cuts(self, first: int, stop: int) -> Iterator[int]:
        """Where a run is two: behind a country that an office is of, and between two bodies."""
        if self._stems.inflects and not any(self._has("body word", at) for at in range(first, stop)):
            for at in range(first + 1, stop):
                seen = self._name_ends.get(self._tokens[at - 1].stop)
                if seen and seen.span.start == self._tokens[first].start:
                    yield at
        for at in range(first + 2 - self._stems.inflects, stop - 1 + self._stems.inflects):
            if self._opens_person(at, stop) and not self._is_given(at - 1):
                yield at  # the last words of a long run: an office that no list has, and its holder
        for at in range(first + 1, stop - 1):
            if self._has("body list joint", at) and self._has("body word", stop - 1):
                yield at
                yield at + 1

    def _opens_person(self, at: int, stop: int) -> bool:
        known = self._stems.inflects and self._tokens[at].start in self._people_starts
        return known or (stop - at <= 3 and self._has("given name", at))

    def _is_given(self, at: int) -> bool:
        return len(self._tokens[at].word) == 1 or self._has("given name", at)

    def _run_stop(self, first: int) -> int:
        """Where the run that opens at a token stops; the token itself where none opens there."""
        at = first
        while at < len(self._tokens) and self._is_capital(at) and (at == first or self._touches(at)):
            at += 1
            at = self._pass_particles(at)
            if any(self._has("body word", n) for n in range(first, at)):
                at = self._pass_joints(first, at)
        if not self._stems.inflects or not self._has("body word", first):
            return at
        if at == first and not self._is_barred(first):
            at = first + 1
        if at > first:
            at = self._pass_genitives(at)
            if not any(self._is_capital(n) for n in range(first, at)):
                return first
        return at

    def _pass_particles(self, at: int) -> int:
        """Over small words of a personal name (van, de, bin), if a capital follows them."""
        end = at
        while end < len(self._tokens) and self._has("name particle", end) and self._touches(end):
            end += 1
        return end if end > at and self._opens(end) else at

    def _pass_joints(self, first: int, at: int) -> int:
        """Over "of the" in a body's name, and over "and" in one that has such a word, if a capital follows."""
        end = at
        if self._has("body joint", end) and self._touches(end):
            end += 2 if self._has("determiner", end + 1) and self._touches(end + 1) else 1
        elif self._has("body list joint", end) and self._touches(end) and self._has_joint(first, at):
            end += 1
        return end if end > at and self._opens(end) else at

    def _has_joint(self, first: int, stop: int) -> bool:
        return any(self._has("body joint", at) for at in range(first, stop))

    def _opens(self, at: int) -> bool:
        return at < len(self._tokens) and self._is_capital(at) and self._touches(at)

    def _pass_genitives(self, at: int) -> int:
        """Over the words, in small letters or not, that a body's name goes on with in a case of its own."""
        endings = tuple(self._words.lists["genitive ending"])
        end = at
        while (
            end < min(len(self._tokens), at + _LOWER_TAIL) and self._touches(end) and not self._is_barred(end)
        ):
            word = self._tokens[end].word
            joint = self._has("body joint", end) or (end > at and self._has("body joint", end - 1))
            if self._is_capital(end) and self._is_given(end):
                break
            if not (joint or self._is_capital(end) or word.endswith(endings)) or word.lower() in self._cues:
                break
            end += 1
        while end > at and self._has("body joint", end - 1):
            end -= 1
        return end

    def _is_capital(self, at: int) -> bool:
        token = self._tokens[at]
        return token.word[0].isupper() and not self._is_barred(at)

    def _is_barred(self, at: int) -> bool:
        return self._tokens[at].start in self._barred

    def _touches(self, at: int) -> bool:
        """Whether only a space, or the stop of an initial, stands before the token; and no country's adjective."""
        if at == 0 or at in self._openers:
            return False
        before, token = self._tokens[at - 1], self._tokens[at]
        gap = self.text[before.stop : token.start]
        if before.word != self._stems.bare(before.word):
            return False
        if gap in (" ", "\xa0"):
            return before.stop not in self._adjective_ends or self._has("body word", at)
        return gap == ". " and (len(before.word) == 1 or self._has("name suffix", at - 1))

    def _is_small(self, at: int) -> bool:
        """Whether the word has its capital from its place at the head of a sentence."""
        word = self._tokens[at].word.lower()
        return word in self._small or (self._has("body word", at + 1) and word.endswith(self._noun_endings))

    def _end(self, at: int) -> int:
        token = self._tokens[at]
        return token.start + len(self._stems.bare(token.word))

    def _has(self, name: str, at: int) -> bool:
        return 0 <= at < len(self._tokens) and self._words.has(name, self._tokens[at].word)

    # Look-ups

    def around(self, span: Span) -> Run | None:
        """The run that a span lies in."""
        at = bisect_right(self._run_starts, span.start) - 1
        if at >= 0 and self.all[at].span.start <= span.start < self.all[at].span.stop:
            return self.all[at]
        return None

    def words(self, run: Run) -> tuple[str, ...]:
        """The words of a run, the last without what makes it a possessor."""
        return tuple(self._stems.bare(token.word) for token in self._tokens[run.first : run.stop])

    def surname(self, words: tuple[str, ...]) -> str:
        """The last word of a name with the particles before it; a suffix (Jr) is left out."""
        stop = len(words)
        while stop > 1 and self._words.has("name suffix", words[stop - 1]):
            stop -= 1
        first = stop - 1
        while first > 1 and self._words.has("name particle", words[first - 1]):
            first -= 1
        return " ".join(words[first:stop])

    def capital_words(self) -> Iterator[tuple[str, Span]]:
        """Every word with a capital, a surname's particles with it, that is no part of a time or title."""
        for at, token in enumerate(self._tokens):
            if self._is_capital(at):
                first = at
                while first and self._has("name particle", first - 1) and self._touches(first):
                    first -= 1
                    name = self.text[self._tokens[first].start : self._end(at)]
                    yield name, Span(self._tokens[first].start, self._end(at))
                yield self._stems.bare(token.word), Span(token.start, self._end(at))

    def is_other(self, span: Span) -> bool:
        """Whether a word that is a surname on this page stands in a name that is another's (Grant Smith, Grant Road)."""
        run = self.around(span)
        if run is None or run.size == 1:
            return False
        return self.kind_by_words(run) is not None or span.stop != run.span.stop

    def is_word_too(self, word: str) -> bool:
        """Whether a name is a word as well: by the list, or because the page has it in small letters."""
        return self._words.has("common surname", word) or word.lower() in self._lower_words

    @cached_property
    def _lower_words(self) -> frozenset[str]:
        return frozenset(token.word for token in self._tokens if token.word.islower())

    def is_in_heading(self, run: Run) -> bool:
        """Whether the run stands in a heading, whose words all have capitals, so that capitals name nothing."""
        return any(run.first in heading for heading in self._headings)

    # Judging

    def kind_by_words(self, run: Run) -> MentionKind | None:
        """What the words of a run say it is: Ministry, River, Herald. The last word tells, or the first before "of"."""
        if run.size == 1:
            named = self._stems.inflects and self._has("body word", run.first)
            return (
                "body"
                if named and (run.first not in self._openers or self._is_upper_part(run.first))
                else None
            )
        for name, kind in _BY_WORD:
            if self._has(name, run.stop - 1) and (kind != "outlet" or run.size <= _LONGEST_OUTLET):
                return kind
        if self._stems.inflects and any(self._has("body word", at) for at in range(run.first, run.stop)):
            return "body"
        if self._has("body word", run.first) and self._has_joint(run.first, run.stop):
            return "body"
        if self._has("place word", run.first):
            return "place"
        return None

    def is_person(self, run: Run, *, named: list[Span]) -> bool:
        """Whether a title, a given name, an initial or a cue says that the run names a person.

        ``named`` are places and bodies that the run holds: they need more than a cue.
        """
        titled = self.is_titled(run.span)
        if run.size == 1:
            return titled and not self._is_upper(run.first) and not self._is_kind_word(run.first)
        words = self.words(run)
        if any(self._is_upper(at) and len(self._tokens[at].word) > 3 for at in range(run.first, run.stop)):
            return False
        if titled or self._words.has("given name", words[0]):
            return True
        if any(len(word) == 1 for word in words[:-1]) or self._has_patronymic(words):
            return True
        particles = sum(self._has("name particle", at) for at in range(run.first, run.stop))
        return not named and run.size - particles <= 3 and (self._is_beside_cue(run) or self._is_aged(run))

    def _is_kind_word(self, at: int) -> bool:
        return any(self._has(name, at) for name, _ in _BY_WORD)

    def _has_patronymic(self, words: tuple[str, ...]) -> bool:
        endings = tuple(self._words.lists["patronymic ending"])
        return bool(endings) and any(word.lower().endswith(endings) for word in words[1:])

    def is_titled(self, span: Span) -> bool:
        """Whether a title stands before the name, with no more than the country or body it serves between."""
        at = span.start
        for _ in range(3):
            stop = self._word_stop_before(at)
            if stop in self._title_ends:
                return True
            seen = self._name_ends.get(stop)
            if seen is None:
                return False
            at = seen.span.start
        return False

    def _word_stop_before(self, at: int) -> int:
        while at > 0 and self.text[at - 1] in " \xa0.":
            at -= 1
        return at

    def _is_beside_cue(self, run: Run) -> bool:
        after = run.stop < len(self._tokens) and run.stop not in self._openers
        if after and self._tokens[run.stop].word.lower() in self._cues and self._gap(run.stop) == " ":
            return True
        before = run.first - 1
        return before >= 0 and self._tokens[before].word.lower() in self._cues and self._gap(run.first) == " "

    def _is_aged(self, run: Run) -> bool:
        at = run.stop
        return at < len(self._tokens) and self._gap(at) == ", " and self._tokens[at].word.isdigit()

    def _gap(self, at: int) -> str:
        return self.text[self._tokens[at - 1].stop : self._tokens[at].start]

    def _is_upper(self, at: int) -> bool:
        word = self._tokens[at].word
        return len(word) > 1 and word.isupper()

    def _is_upper_part(self, at: int) -> bool:
        return self._tokens[at].word[:3].isupper()

    def is_acronym(self, run: Run) -> bool:
        """Whether the run is one abbreviation in capitals that speaks, or that a body's name explains."""
        token = self._tokens[run.first]
        if run.size > 1 or not self._is_upper(run.first) or len(token.word) not in _ACRONYM:
            return False
        bracketed = self.text[token.start - 1 : token.start] == "("
        return self._is_beside_cue(run) or (bracketed and self.text[token.stop : token.stop + 1] == ")")

    def is_placed(self, run: Run) -> bool:
        """Whether a preposition of place stands right before a short run."""
        before = run.first - 1
        if run.size > 3 or before < 0 or not self._has("place preposition", before):
            return False
        titled = run.size == 1 and before > 0 and self._is_capital(before - 1) and self._touches(before)
        return not titled  # (Communities in Action)

    # Dictionary forms

    def body_form(self, run: Run) -> str:
        """A body's name, its first word in its dictionary form where the language's list has it."""
        name = self._stems.bare(run.span.of(self.text))
        first = self._tokens[run.first].word
        if not self._stems.inflects:
            return name
        own = [form for form in self._words.bodies if self._stems.same(form, first)]
        if not own:
            return name
        form = min(own, key=lambda form: (first.lower() != form, abs(len(form) - len(first)), form))
        shown = form.upper() if self._is_upper_part(run.first) else form[0].upper() + form[1:]
        return (shown if first[0].isupper() else form) + name[len(first) :]

    def dictionary_form(self, surname: str) -> str:
        """The form of a surname that the page has as a subject, else its shortest."""
        if not self._stems.inflects:
            return surname
        forms: Counter[str] = Counter()
        for at, token in enumerate(self._tokens):
            if token.word[0].isupper() and self._stems.same(token.word, surname):
                beside = [
                    self._tokens[n].word.lower() for n in (at - 1, at + 1) if 0 <= n < len(self._tokens)
                ]
                forms[token.word] += 1 + 5 * any(word in self._cues for word in beside)
        if not forms:
            return surname
        most = max(forms.values())
        if most > 5:
            return min((f for f in forms if forms[f] > 5), key=lambda f: (len(f), -forms[f], f))
        return min(forms, key=lambda f: (len(f), -forms[f], f))


def _is_heading(tokens: list[_Token]) -> bool:
    long = [token for token in tokens if len(token.word) > _LONG_WORD and token.word.isalpha()]
    return len(long) >= _LONG_WORD and sum(token.word[0].isupper() for token in long) >= _TITLED * len(long)


def _cover(spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(at for span in spans for at in range(span.start, span.stop))
