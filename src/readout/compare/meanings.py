"""Find the forms of meanings.toml in a claim, the longest first, in a language with or without spaces."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from readout.language import Lexicon
from readout.language.entries import Meaning
from readout.language.sightings import Sighting
from readout.model import Span

WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_ANY = "*"
_PLAIN_ACTS = ("assert", "judge")
_DIAERESIS = "\u0308"
_APOSTROPHES = {0x2019: "'", 0x2011: "-"}
Made = TypeVar("Made")


def per_lexicon(make: Callable[[Lexicon], Made]) -> Callable[[Lexicon], Made]:
    """``make``, called once for each lexicon. Known by identity: to hash a lexicon is to hash all its words."""
    known: dict[int, tuple[Lexicon, Made]] = {}

    def made(lexicon: Lexicon) -> Made:
        if id(lexicon) not in known:
            known[id(lexicon)] = (lexicon, make(lexicon))
        return known[id(lexicon)][1]

    return made


def find_meanings(
    text: str, span: Span, lexicon: Lexicon, breaks: frozenset[int] = frozenset()
) -> tuple[Sighting[Meaning], ...]:
    """The meanings in ``text[span.start:span.stop]`` in text order; no two overlap, and colours are not among them."""
    index = _index(lexicon)
    if lexicon.orthography.spaced:
        return tuple(_spaced(text, span, index))
    return tuple(_unspaced(text, span, index, breaks))


def find_cues(
    text: str, span: Span, lexicon: Lexicon, frame: str, breaks: frozenset[int] = frozenset()
) -> tuple[Span, ...]:
    """Where words stand that report what somebody says and do not judge it; ``frame`` is "clause" or "source"."""
    index = _cue_index(lexicon)[frame == "source"]
    find = _spaced(text, span, index) if lexicon.orthography.spaced else _unspaced(text, span, index, breaks)
    return tuple(sighting.span for sighting in find)


def colours_of(text: str, span: Span, lexicon: Lexicon) -> frozenset[str]:
    """How the words at ``span`` are coloured: "past", "coming"."""
    index = _index(lexicon)
    if not lexicon.orthography.spaced:
        return frozenset(colour for colour, form in index.colours if form in span.of(text))
    words = WORD.findall(plain(span.of(text)))
    return frozenset(
        colour
        for colour, form in index.colours
        for word in words
        if word == form or (form[0] == _ANY and len(word) > len(form) and word.endswith(form[1:]))
    )


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """``text`` in small letters without diaereses, and plain apostrophes, code point for code point."""
    return "".join(map(_plain_letter, text.translate(_APOSTROPHES)))


@lru_cache(maxsize=4096)
def _plain_letter(char: str) -> str:
    parts = unicodedata.normalize("NFD", char)
    base = parts[0] if parts[1:] == _DIAERESIS else char
    small = base.lower()
    return small if len(small) == 1 else char


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    words: tuple[str, ...]  # a word that ends in "*" takes any ending
    entry: Meaning

    def fits(self, words: list[str], at: int) -> bool:
        if at + len(self.words) > len(words):
            return False
        return all(
            word.startswith(form[:-1]) if form[-1] == _ANY else word == form
            for form, word in zip(self.words, words[at : at + len(self.words)], strict=True)
        )

    @property
    def rank(self) -> tuple[int, bool, int]:
        """The most words first, then a whole word before a stem, then the longest."""
        return (-len(self.words), any(w[-1] == _ANY for w in self.words), -sum(map(len, self.words)))


@dataclass(slots=True, kw_only=True)
class _Index:
    whole: dict[str, list[_Form]] = field(default_factory=lambda: defaultdict(list))  # by the first word
    stems: dict[str, list[_Form]] = field(default_factory=lambda: defaultdict(list))  # by its stem
    runs: dict[str, Meaning] = field(default_factory=dict)  # where words are not spaced
    longest: int = 1
    colours: tuple[tuple[str, str], ...] = ()


@per_lexicon
def _index(lexicon: Lexicon) -> _Index:
    return _make_index(lexicon.meanings)


def _make_index(entries: Iterable[Meaning]) -> _Index:
    index = _Index()
    for entry in entries:
        if entry.colours:
            index.colours += tuple((entry.means, plain(form)) for form in entry.forms)
            continue
        for form in entry.forms:
            index.runs[form] = entry
            index.longest = max(index.longest, len(form))
            words = tuple(re.findall(r"[^\s]+", plain(form)))
            if words[0].endswith(_ANY):
                index.stems[words[0][:-1]].append(_Form(words=words, entry=entry))
            else:
                index.whole[words[0]].append(_Form(words=words, entry=entry))
    return index


@per_lexicon
def _cue_index(lexicon: Lexicon) -> tuple[_Index, _Index]:
    """The cues before content, and those before a source (according to)."""
    cues = [cue for cue in lexicon.cues if cue.act in _PLAIN_ACTS]
    clause, source = (
        tuple(dict.fromkeys(form for cue in cues if cue.frame == frame for form in cue.forms))
        for frame in ("clause", "source")
    )
    return _make_cues(clause), _make_cues(source)


def _make_cues(forms: tuple[str, ...]) -> _Index:
    return _make_index([Meaning(forms=forms, means="quiet", example="[.]")] if forms else [])


def _spaced(text: str, span: Span, index: _Index) -> Iterator[Sighting[Meaning]]:
    found = [(span.start + m.start(), span.start + m.end()) for m in WORD.finditer(plain(span.of(text)))]
    words = [plain(text[start:stop]) for start, stop in found]
    at = 0
    while at < len(words):
        forms = [form for form in _starting(words[at], index) if form.fits(words, at)]
        if not forms:
            at += 1
            continue
        best = min(forms, key=lambda form: form.rank)
        last = at + len(best.words) - 1
        yield Sighting(Span(found[at][0], found[last][1]), best.entry)
        at = last + 1


def _starting(word: str, index: _Index) -> Iterable[_Form]:
    yield from index.whole.get(word, ())
    for size in range(1, len(word) + 1):
        yield from index.stems.get(word[:size], ())


def _unspaced(text: str, span: Span, index: _Index, breaks: frozenset[int]) -> Iterator[Sighting[Meaning]]:
    at = span.start
    while at < span.stop:
        sizes = range(min(index.longest, span.stop - at), 0, -1)
        size = next((size for size in sizes if _stands(text, at, at + size, index, breaks)), 0)
        if size:
            yield Sighting(Span(at, at + size), index.runs[text[at : at + size]])
        at += size or 1


def _stands(text: str, start: int, stop: int, index: _Index, breaks: frozenset[int]) -> bool:
    """Whether a form stands there that is no part of other words: it starts and ends where words do.

    Where words are cut too long (不同意), it is enough that it starts or ends one, and another form goes on there;
    a form of two characters or more that has a meaning needs no other.
    """
    entry = index.runs.get(text[start:stop])
    if entry is None:
        return False
    if not breaks or (start in breaks and stop in breaks):
        return True
    if start not in breaks and stop not in breaks:
        return False
    if stop - start > 1 and entry.means != "quiet":
        return True
    return start in breaks and any(
        text[stop : stop + size] in index.runs for size in range(index.longest, 1, -1)
    )
