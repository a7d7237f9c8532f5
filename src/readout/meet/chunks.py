"""Chunks: a sentence of a spaced language as names, times, triggers, words and marks, with the small words looked up."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from readout.ground import Ground
from readout.language.entries import Trigger
from readout.language.lexicon import Lexicon
from readout.language.sightings import Sighting
from readout.model import Mention, Sentence, Span

_TOKEN = re.compile(r"\w+(?:[.'\u2019\-]\w+)*|[^\w\s]")
NAMES = ("person", "body", "country", "place")
Known = dict[str, Mention]


class Chunk(NamedTuple):
    """``kind`` is a mention's, or time, trigger, word, mark. ``low`` is the text in small letters."""

    start: int
    stop: int
    kind: str
    low: str
    capital: bool
    mention: Mention | None = None
    trigger: Sighting[Trigger] | None = None


@dataclass(frozen=True, kw_only=True)
class Line:
    """A sentence's chunks. Indices run over chunks; one past the end is no chunk and is in no list."""

    ground: Ground
    sentence: Sentence
    number: int
    chunks: tuple[Chunk, ...]
    lengths: Mapping[int, Mapping[str, int]]  # of the forms of word lists, by where they start

    def __len__(self) -> int:
        return len(self.chunks)

    def kind(self, at: int) -> str:
        """The kind of the chunk at an index, "" past either end."""
        return self.chunks[at].kind if 0 <= at < len(self.chunks) else ""

    def index(self, offset: int) -> int:
        """The index of the first chunk that starts at the offset or after it."""
        return bisect_left(self.chunks, offset, key=lambda chunk: chunk.start)

    def match(self, at: int, *names: str) -> int:
        """The index behind the longest form of the lists ``names`` that starts at chunk ``at``; ``at`` where none does."""
        if not 0 <= at < len(self.chunks):
            return at
        chunk = self.chunks[at]
        lengths = self.lengths.get(chunk.start)
        if lengths is None or (chunk.kind != "word" and chunk.kind != "mark"):
            return at
        length = max([lengths.get(name, 0) for name in names])
        if chunk.start + length > chunk.stop:
            return self.index(chunk.start + length)
        return at + 1 if length else at

    def has(self, at: int, *names: str) -> bool:
        """Whether a form of one of the lists starts at chunk ``at``."""
        return self.match(at, *names) > at

    def back(self, at: int, *names: str) -> int:
        """The index of the form that ends with chunk ``at``; ``at`` + 1 where none does."""
        for size in range(4, 0, -1):
            first = at - size + 1
            if first >= 0 and self.match(first, *names) == at + 1:
                return first
        return at + 1

    def is_mark(self, at: int, marks: str) -> bool:
        """Whether chunk ``at`` is one of the marks."""
        return self.kind(at) == "mark" and self.chunks[at].low in marks

    def is_owner(self, at: int) -> bool:
        """Whether chunk ``at`` is a name in the possessive, or has the possessive's ending behind it."""
        if self.kind(at) not in (*NAMES, "title"):
            return False
        return self.chunks[at].low.replace("\u2019", "'").endswith(self.endings("possessive ending"))

    def is_subject(self, at: int) -> bool | None:
        """Whether a name or title is in the case of subjects; None where the language or the name has no cases."""
        chunk = self.chunks[at]
        fixed = self.endings("fixed name ending")
        if not self.endings("name ending") or chunk.mention is None or chunk.kind not in ("person", "title"):
            return None
        name = chunk.mention.name.lower()
        if chunk.kind == "person" and name.endswith(fixed):
            return None
        return self._fold(chunk.low).endswith(self._fold(name))

    def _fold(self, low: str) -> str:
        """One spelling of letters that are written in two ways."""
        for pair in self.endings("letter variant"):
            low = low.replace(pair[0], pair[1])
        return low

    def is_adverb(self, at: int) -> bool:
        """Whether chunk ``at`` is an adverb, by the list or by its ending."""
        if self.has(at, "adverb"):
            return True
        endings = self.endings("adverb ending")
        return self.kind(at) == "word" and self.chunks[at].low.endswith(endings)

    def endings(self, name: str) -> tuple[str, ...]:
        """The forms of a list of endings."""
        return self.ground.lexicon.word_list(name)


def find_known(ground: Ground) -> Known:
    """The names that the page or the word files know, by how they are written, for those that a hyphen joins."""
    known = dict(_known_countries(ground.lexicon))
    for mention in ground.marked.mentions:
        if mention.kind in NAMES:
            known.setdefault(mention.name, mention)
    return known


_COUNTRIES: dict[int, tuple[Lexicon, Known]] = {}


def _known_countries(lexicon: Lexicon) -> Known:
    """The countries of a language. Known by identity: to hash a lexicon is to hash all of its words."""
    known = _COUNTRIES.get(id(lexicon))
    if known is None or known[0] is not lexicon:
        countries = {
            form: Mention(kind="country", span=Span(0, 1), name=country.forms[0])
            for country in lexicon.countries
            for form in country.forms
        }
        known = _COUNTRIES[id(lexicon)] = (lexicon, countries)
    return known[1]


def read_line(ground: Ground, number: int, triggers: list[Sighting[Trigger]], known: Known) -> Line:
    """The chunks of a sentence: its names and times first, then the triggers that are no part of these, then words."""
    sentence = ground.sentences[number]
    times = ground.time_bounds
    named = ground.mentions_in(sentence.span.start, sentence.span.stop)
    found = [_of_mention(ground, m) for m in named if not _overlaps(times, m.span.start, m.span.stop)]
    for start, stop in times[bisect_left(times, (sentence.span.start, 0)) :]:
        if start >= sentence.span.stop:
            break
        if stop <= sentence.span.stop:
            found.append(_chunk(ground, start, stop, "time"))
    taken = sorted((c.start, c.stop) for c in found)
    for seen in triggers:
        if seen.entry.frame == "event" and seen.entry.noun:
            found = [_with_trigger(c, seen) for c in found]
        if not _overlaps(taken, seen.span.start, seen.span.stop) and not _is_carrier(ground, seen.span):
            found.append(_chunk(ground, seen.span.start, seen.span.stop, "trigger", trigger=seen))
    found.sort(key=lambda chunk: (chunk.start, -chunk.stop))
    chunks: list[Chunk] = []
    at = sentence.span.start
    for chunk in found:
        if chunk.start < at:
            continue
        chunks += _words(ground, at, chunk.start, known)
        chunks.append(chunk)
        at = chunk.stop
    chunks += _words(ground, at, sentence.span.stop, known)
    lengths = ground.marked.sightings.lengths
    return Line(ground=ground, sentence=sentence, number=number, chunks=tuple(chunks), lengths=lengths)


def _with_trigger(chunk: Chunk, seen: Sighting[Trigger]) -> Chunk:
    """A body whose name ends in the word for a gathering is one: the East Tarn Summit."""
    if chunk.kind != "body" or chunk.stop != seen.span.stop or chunk.start > seen.span.start:
        return chunk
    return chunk._replace(trigger=seen)


def _overlaps(taken: list[tuple[int, int]], start: int, stop: int) -> bool:
    at = bisect_left(taken, (stop, 0))
    return any(left < stop and start < right for left, right in taken[max(0, at - 3) : at])


def _is_carrier(ground: Ground, span: Span) -> bool:
    """Whether the word is only the start of a longer one that carries a contact's noun (received a letter from)."""
    lengths = ground.marked.sightings.lengths.get(span.start, {})
    return any(lengths.get(name, 0) > span.stop - span.start for name in ("attend", "light verb"))


def _of_mention(ground: Ground, mention: Mention) -> Chunk:
    """A name, with the possessive's ending behind it; what a person's name owns is no part of it (Berg's Call)."""
    start, stop = mention.span.start, mention.span.stop
    if mention.kind == "person" and (cut := _cut(ground, start, stop)):
        span = Span(start, cut)
        own = replace(mention, span=span, name=span.of(ground.text).split()[-1])
        return _chunk(ground, start, cut + 2, mention.kind, mention=own)
    for ending in ground.lexicon.word_list("possessive ending"):
        for size in range(len(ending)):
            last = stop + len(ending) - size
            text = ground.text[last - len(ending) : last + 1].lower().replace("\u2019", "'")
            if text[: len(ending)] == ending and not text[len(ending) :].isalnum():
                return _chunk(ground, start, last, mention.kind, mention=mention)
    return _chunk(ground, start, stop, mention.kind, mention=mention)


def _cut(ground: Ground, start: int, stop: int) -> int:
    """Where a name ends that a possessive stands inside of; 0 where none does."""
    text = ground.text[start:stop].lower().replace("\u2019", "'")
    for ending in ground.lexicon.word_list("possessive ending"):
        if ending[0] == "'" and (at := text.find(ending + " ")) > 0:
            return start + at
    return 0


def _words(ground: Ground, start: int, stop: int, known: Known) -> list[Chunk]:
    found = []
    for match in _TOKEN.finditer(ground.text, start, stop):
        pair: Sequence[str] = match[0].split("-") if "-" in match[0] else ()
        if len(pair) == 2 and all(half in known for half in pair):
            found += _pair(ground, match.start(), pair, known)
        else:
            kind = "word" if match[0][0].isalnum() or match[0][0] == "_" else "mark"
            found.append(_chunk(ground, match.start(), match.end(), kind))
    return found


def _pair(ground: Ground, start: int, pair: Sequence[str], known: Known) -> list[Chunk]:
    """Two names that a hyphen joins: the Ruritania-Norway talks."""
    middle, stop = start + len(pair[0]), start + len(pair[0]) + 1 + len(pair[1])
    found = []
    for name, left, right in ((pair[0], start, middle), (pair[1], middle + 1, stop)):
        mention = replace(known[name], span=Span(left, right))
        found.append(_chunk(ground, left, right, mention.kind, mention=mention))
    return [found[0], _chunk(ground, middle, middle + 1, "mark"), found[1]]


def _chunk(
    ground: Ground,
    start: int,
    stop: int,
    kind: str,
    mention: Mention | None = None,
    trigger: Sighting[Trigger] | None = None,
) -> Chunk:
    text = ground.text[start:stop]
    return Chunk(start, stop, kind, text.lower(), text[0].isupper(), mention, trigger)
