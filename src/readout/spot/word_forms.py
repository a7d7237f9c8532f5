"""Forms of a spaced language: whole words, names in any case that the language inflects them for.

Words, cues, triggers and markers are found in any capitals. A name is found as it is written: its capitals count
(US and us, May and may), but for the small words in a long one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from readout.language.entries import Body, Country, Entry, Person, Place
from readout.language.lexicon import Lexicon
from readout.language.sightings import Sighting, Sightings
from readout.model import Span
from readout.spot.stems import stems_of

TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?:[.'\u2019\u02bc\-]\w+)*")
_NAMES = ("people", "bodies", "outlets", "countries", "places")
_FILES = ("cues", "triggers", "markers")
_KEPT_WORDS = 65536


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of several words, as an index keeps it under its first."""

    words: tuple[str, ...]
    group: str
    entry: Entry
    form: str
    gaps: tuple[str, ...] = ()  # what stands between the words of a name


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opening:
    """What may begin at a word: forms of word files, names of one word, and longer ones by their second word."""

    plain: tuple[_Form, ...]
    named: tuple[_Form, ...]
    longer: tuple[Mapping[str, list[_Form]], ...]


class WordFormIndex:
    """A spaced language's forms by their first word."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._stems = stems_of(lexicon)
        self._lexicon = lexicon
        self._lists = _ListIndex(lexicon)
        self._open = lru_cache(maxsize=_KEPT_WORDS)(self._read_opening)
        self._plain: dict[str, list[_Form]] = defaultdict(list)
        self._named: dict[str, list[_Form]] = defaultdict(list)  # names of one word, by stem
        self._longer: dict[str, dict[str, list[_Form]]] = defaultdict(
            lambda: defaultdict(list)
        )  # by first two
        for group, entry, form in _plain_forms(lexicon):
            words = tuple(TOKEN.findall(form.lower()))
            if words:
                self._plain[words[0]].append(_Form(words, group, entry, form))
        articles = frozenset(lexicon.word_list("determiner"))
        for group, entry, form in _named_forms(lexicon):
            words = tuple(self._stems.bare(word) for word in TOKEN.findall(form))
            if len(words) > 1 and words[0] in articles:
                words, form = words[1:], form.partition(" ")[2]
            if words:
                found = _Form(words, group, entry, form, tuple(_gaps(form)))
                stems = self._stems.of_name if isinstance(entry, Person) else self._stems.of
                for stem in stems(words[0]):
                    if len(words) == 1:
                        self._named[stem].append(found)
                        continue
                    for second in stems(words[1]):
                        self._longer[stem][second].append(found)
        for forms in self._plain.values():
            forms.sort(key=lambda form: -len(form.words))

    def find(self, text: str) -> Sightings:
        """All forms in ``text``, the leftmost and longest of each group."""
        tokens = [(match[0], match.start(), match.end()) for match in TOKEN.finditer(text)]
        found: dict[str, list[Sighting[Any]]] = defaultdict(list)
        reach: dict[str, int] = defaultdict(int)
        for at, (word, _, _) in enumerate(tokens):
            opened = self._open(word)
            if opened is None:
                continue
            for form in opened.plain:
                if at >= reach[form.group] and (len(form.words) == 1 or self._stands(form, tokens, at)):
                    self._take(form, tokens, at, found, reach)
            following = tokens[at + 1][0] if at + 1 < len(tokens) else ""
            for form in self._candidates(opened, word, following):
                if at >= reach[form.group] and self._is_named(form, tokens, at, text):
                    self._take(form, tokens, at, found, reach)
        lower = text.lower()
        # a text whose letters change their number in small ones is searched as it is
        lists = self._lists.find(lower if len(lower) == len(text) else text)
        return Sightings(
            words=lists,
            lengths=lists.lengths,
            names=tuple(found["names"]),
            titles=tuple(found["titles"]),
            statuses=tuple(found["statuses"]),
            cues=tuple(found["cues"]),
            triggers=tuple(found["triggers"]),
            markers=tuple(found["markers"]),
        )

    def _read_opening(self, word: str) -> "_Opening | None":
        """What may begin at a word; None for most words."""
        plain = tuple(self._plain.get(word.lower(), ()))
        stems = self._stems.of(word)
        longer = tuple(found for stem in stems if (found := self._longer.get(stem)))
        named = [form for stem in stems for form in self._named.get(stem, ())]
        if not (plain or longer or named):
            return None
        named.sort(key=lambda form: self._order(form, word))
        return _Opening(plain=plain, named=tuple(named), longer=longer)

    def _candidates(self, opened: "_Opening", word: str, following: str) -> Sequence[_Form]:
        """The names that may begin at a word, longer ones first."""
        if not opened.longer:
            return opened.named
        seconds = self._stems.of(following)
        longer = [form for forms in opened.longer for second in seconds for form in forms.get(second, ())]
        if not longer:
            return opened.named
        return sorted((*longer, *opened.named), key=lambda form: self._order(form, word))

    def _order(self, form: _Form, word: str) -> tuple[bool | int | str, ...]:
        return self._is_other_gender(form, word), *_rank(form, word)

    def _is_other_gender(self, form: _Form, word: str) -> bool:
        """Whether a word in an oblique case is of the other gender than a name with the same stem (Зеленского, Зеленская)."""
        return any(
            form.words[0].endswith(self._endings(f"{one} surname ending"))
            and word.endswith(self._endings(f"{other} surname case"))
            for one, other in (("feminine", "masculine"), ("masculine", "feminine"))
        )

    def _endings(self, name: str) -> tuple[str, ...]:
        return self._lexicon.word_list(name) or ("\0",)

    def _take(
        self,
        form: _Form,
        tokens: list[tuple[str, int, int]],
        at: int,
        found: dict[str, list[Sighting[Any]]],
        reach: dict[str, int],
    ) -> None:
        reach[form.group] = last = at + len(form.words)
        word, start, _ = tokens[last - 1]
        span = Span(tokens[at][1], start + len(self._stems.bare(word)))
        found[form.group].append(Sighting(span, form.entry, form.form))

    @staticmethod
    def _stands(form: _Form, tokens: list[tuple[str, int, int]], at: int) -> bool:
        size = len(form.words)
        return at + size <= len(tokens) and all(
            tokens[at + n][0].lower() == form.words[n] for n in range(1, size)
        )

    def _is_named(self, form: _Form, tokens: list[tuple[str, int, int]], at: int, text: str) -> bool:
        size = len(form.words)
        if at + size > len(tokens):
            return False
        words = [word for word, _, _ in tokens[at : at + size]]
        for n, own in enumerate(form.gaps):
            gap = text[tokens[at + n][2] : tokens[at + n + 1][1]]
            if gap not in _GAPS and gap != own:
                return False
        stems = self._stems
        of_own = stems.of_name if isinstance(form.entry, Person) else stems.of
        if any(of_own(own).isdisjoint(stems.of(word)) for word, own in zip(words, form.words, strict=True)):
            return False
        if form.group == "titles":
            return True
        if size == 1:
            return _has_capitals(words[0], form.words[0])
        pairs = zip(words, form.words, strict=True)
        return any(word[0].isupper() and own[0].isupper() for word, own in pairs)


def _rank(form: _Form, word: str) -> tuple[int, bool, bool, int, str]:
    """Longer names first; of equals one that is no mere surname, one that stands uninflected, and one that has more
    of the word's letters."""
    alone = len(form.words) == 1
    alike = next(
        (n for n, pair in enumerate(zip(form.form, word, strict=False)) if pair[0] != pair[1]), len(word)
    )
    return -len(form.words), alone and isinstance(form.entry, Person), alike < len(word), -alike, form.form


def _gaps(form: str) -> Iterator[str]:
    found = list(TOKEN.finditer(form))
    for left, right in pairwise(found):
        yield form[left.end() : right.start()]


_GAPS = (" ", "\xa0", ". ", "-", " \u00ab", "\u00bb ", " “", "” ", "' ", "\u2019 ")


def _has_capitals(word: str, own: str) -> bool:
    """Whether a single word has the capitals of the form: an abbreviation all of them, a name its first."""
    if len(own) > 1 and own.isupper():
        return word[: len(own)].isupper()
    return word[0].isupper() or not own[0].isupper()


_Listed = tuple[str, int, Mapping[str, int]]  # a form, its length, and that by the lists it is in
_OPENING = re.compile(r"\w+|\W")


class _ListIndex:
    """The forms of the function-word lists by their first word: one look-up a word of text finds those of all lists."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.names = tuple(dict.fromkeys(entry.name for entry in lexicon.words))
        lists: dict[str, dict[str, int]] = defaultdict(dict)
        for name in self.names:
            for form in lexicon.word_list(name):
                lists[form.lower()][name] = len(form)
        self._forms: dict[str, list[_Listed]] = defaultdict(list)
        marks: set[str] = set()
        for form, lengths in sorted(lists.items(), key=lambda pair: (-len(pair[0]), pair[0])):
            first = _OPENING.findall(form)[0]
            self._forms[first].append((form, len(form), lengths))
            if not first[0].isalnum() and first[0] != "_":
                marks.add(first)
        pattern = rf"\w+|(?<!\w)[{re.escape(''.join(sorted(marks)))}]" if marks else r"\w+"
        self._opening = re.compile(pattern)

    def find(self, text: str) -> "_Lists":
        """The forms of every list in ``text``, the leftmost and longest of each."""
        found: dict[int, Mapping[str, int]] = {}
        reach: dict[str, int] = {}  # where the last form of several words in a list stops
        farthest = 0
        forms_of = self._forms.get
        for run in self._opening.finditer(text):
            forms = forms_of(run[0])
            if forms is None:
                continue
            start, end = run.span()
            lengths: Mapping[str, int] = {}
            for form, size, lists in forms:
                stop = start + size
                if (stop != end and not text.startswith(form, start)) or _goes_on(text, stop):
                    continue
                if start < farthest:
                    lists = {name: n for name, n in lists.items() if start >= reach.get(name, 0)}
                lengths = {**lists, **lengths} if lengths else lists
                if stop > end:
                    farthest = max(farthest, stop)
                    reach.update((name, max(stop, reach.get(name, 0))) for name in lists)
            if lengths:
                found[start] = lengths
        return _Lists(self.names, found)


class _Lists(Mapping[str, tuple[Span, ...]]):
    """The sightings of function-word lists, kept by the offset they start at."""

    def __init__(self, names: tuple[str, ...], lengths: Mapping[int, Mapping[str, int]]) -> None:
        self._names, self.lengths = names, lengths

    def __getitem__(self, name: str) -> tuple[Span, ...]:
        if name not in self._names:
            raise KeyError(name)
        return tuple(Span(at, at + found[name]) for at, found in self.lengths.items() if name in found)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _goes_on(text: str, at: int) -> bool:
    """Whether a word goes on at an offset."""
    return at < len(text) and (text[at].isalnum() or text[at] == "_")


def _plain_forms(lexicon: Lexicon) -> Iterable[tuple[str, Entry, str]]:
    for name in _FILES:
        for entry in getattr(lexicon, name):
            group = "statuses" if getattr(entry, "status", "") else name
            yield from ((group, entry, form) for form in entry.forms)


def _named_forms(lexicon: Lexicon) -> Iterable[tuple[str, Entry, str]]:
    for name in _NAMES:
        yield from (("names", entry, form) for entry in getattr(lexicon, name) for form in entry.forms)
    for country in lexicon.countries:
        yield from (("names", country, form) for form in country.adjectives)
        yield from (("names", seat, form) for seat, form in _stand_ins(country))
    yield from (("titles", entry, form) for entry in lexicon.titles for form in entry.forms)


def _stand_ins(country: Country) -> Iterable[tuple[Entry, str]]:
    """A capital is a place, a seat of power a body."""
    for form in country.capitals:
        yield Place(forms=(form,), example=f"[{form}]", country=country.code), form
    for form in country.seats:
        yield Body(forms=(form,), example=f"[{form}]", kind="government", country=country.code), form
