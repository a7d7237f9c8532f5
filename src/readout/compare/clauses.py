"""Clauses: a stretch of reported words cut into claims, each with its exact characters."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from readout.compare.meanings import find_meanings, per_lexicon
from readout.language import Lexicon
from readout.model import Span

# a piece with fewer characters is no claim of its own; without spaces a character is about a word
_SHORT = {False: 6, True: 16}


@dataclass(frozen=True, slots=True)
class Clause:
    """A claim's place, and which sentence of the stretch it stands in, counted from 0."""

    span: Span
    sentence: int


def cut_clauses(
    text: str,
    stretch: Span,
    lexicon: Lexicon,
    starts: frozenset[int] = frozenset(),
    words: frozenset[int] = frozenset(),
    times: Iterable[Span] = (),
) -> tuple[Clause, ...]:
    """The claims of ``text[stretch]`` in text order: without white space, marks and quotation marks at their ends.

    ``starts`` are offsets at which a source is known to stand: behind a pause, a claim begins there. ``words`` are those
    at which reported words begin: what stands before them joins no claim. ``times`` are time phrases: one that stands
    alone leads in.
    """
    clauses: list[Clause] = []
    alone = tuple(times)
    for number, sentence in enumerate(_sentences(text, stretch, lexicon)):
        for start, stop in _merge(text, _pieces(text, sentence, lexicon, starts), lexicon, words, alone):
            start = _behind_that(text, start, stop, lexicon, words)
            if span := _trim(text, start, stop, lexicon):
                clauses.append(Clause(span, number))
    return tuple(clauses)


def cut_sentences(text: str, stretch: Span, lexicon: Lexicon) -> Iterator[Span]:
    """The sentences of ``text[stretch]``, without their end marks."""
    for start, stop in _sentences(text, stretch, lexicon):
        yield Span(start, stop)


def _sentences(text: str, stretch: Span, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Start and stop of each sentence; what stands in brackets ends none, nor does an abbreviation."""
    stops = lexicon.orthography.stops
    spaced = lexicon.orthography.spaced
    closed = _brackets(text, stretch, lexicon)
    begin = stretch.start
    for at in range(stretch.start, stretch.stop):
        char = text[at]
        if char == "\n" and (not spaced or text[at : at + 2].isspace() or text[at - 1] in stops):
            ends = True
        else:
            ends = char in stops and at not in closed and (not spaced or _ends(text, at, lexicon))
        if ends:
            if text[begin:at].strip():
                yield begin, at
            begin = at + 1
    if text[begin : stretch.stop].strip():
        yield begin, stretch.stop


def _ends(text: str, at: int, lexicon: Lexicon) -> bool:
    """Whether the mark ends a sentence of a spaced language: space behind it, and no abbreviation before it."""
    after = text[at + 1 : at + 4].lstrip("".join(pair[1] for pair in lexicon.orthography.quotes))
    if after and not after[0].isspace() and len(after) == len(text[at + 1 : at + 4]):
        return False
    word = text[: at + 1][max(0, at - 12) :].split()[-1:] or [""]
    if (
        word[0].lstrip("".join(pair[0] for pair in lexicon.orthography.quotes) + "(")
        in lexicon.orthography.abbreviations
    ):
        return False
    return not re.fullmatch(r"\W*\w\.", word[0])  # an initial


def _brackets(text: str, stretch: Span, lexicon: Lexicon) -> frozenset[int]:
    """The offsets inside brackets and titles of works."""
    inside: set[int] = set()
    for pair in (*lexicon.orthography.brackets, *lexicon.orthography.terms):
        at = text.find(pair[0], stretch.start, stretch.stop)
        while at >= 0:
            end = text.find(pair[1], at, min(stretch.stop, at + 80))
            if end >= 0:
                inside.update(range(at, end + 1))
            at = text.find(pair[0], at + 1, stretch.stop)
    return frozenset(inside)


def _pieces(
    text: str, sentence: tuple[int, int], lexicon: Lexicon, starts: frozenset[int]
) -> list[tuple[int, int]]:
    """The sentence parted at its pauses, or in a spaced language where a new verb of saying or subject follows."""
    start, stop = sentence
    closed = _brackets(text, Span(start, stop), lexicon)
    if lexicon.orthography.spaced:
        borders = [
            (match.start(), match.end())
            for match in _joint(lexicon).finditer(text, start, stop)
            if match.start() not in closed and match.start() > start
        ]
        borders = [at for at in borders if _tells(text, Span(start, at[0]), lexicon)]
        borders += _items(text, start, stop, lexicon)
        borders += _behind_pauses(text, [at for at in starts if start < at < stop], lexicon)
        borders = sorted(set(borders))
    else:
        pauses = lexicon.orthography.pauses
        borders = [(at, at + 1) for at in range(start, stop) if text[at] in pauses and at not in closed]
    pieces, begin = [], start
    for left, right in borders:
        if left > begin:
            pieces.append((begin, left))
        begin = max(begin, right)
    return [*pieces, (begin, stop)]


def _tells(text: str, span: Span, lexicon: Lexicon) -> bool:
    """Whether anything is done in a stretch, and not only somebody or something named."""
    words = span.of(text).casefold().split()
    if not set(words).isdisjoint(_finite(lexicon)):
        return True
    seen = find_meanings(text, span, lexicon)
    return any(fact in _DONE for sighting in seen for fact, _ in sighting.entry.facts)


_DONE = ("deed", "stance", "light", "not")


def _items(text: str, start: int, stop: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Borders between the items of a list that a word for it opens (including a, b and c), where it has two commas."""
    opener = _opener(lexicon.word_list("point list")).search(text, start, stop)
    if opener is None:
        return []
    joints = [at for at in range(opener.end(), stop) if text[at] in lexicon.orthography.joints]
    ends = pairwise([opener.end(), *joints, stop])
    if len(joints) < 2 or any(right - left < _SHORT[True] for left, right in ends):
        return []
    return [(opener.start(), opener.start() + 1), *((at, at + 1) for at in joints)]


@lru_cache(maxsize=16)
def _opener(words: tuple[str, ...]) -> re.Pattern[str]:
    forms = "|".join(re.escape(word).replace(" ", r"\s+") for word in words) or "(?!)"
    return re.compile(rf"[,–—-]\s*(?:{forms})\b", re.IGNORECASE)


def _behind_pauses(text: str, starts: list[int], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Borders before those of the starts that stand right behind a pause."""
    borders = []
    for at in starts:
        left = at
        while left and text[left - 1].isspace():
            left -= 1
        if left and text[left - 1] in lexicon.orthography.pauses:
            borders.append((left - 1, at))
    return borders


@lru_cache(maxsize=16)
def _joints(*lists: tuple[str, ...]) -> re.Pattern[str]:
    joint, that, aside, start, verb = (
        "|".join(re.escape(word).replace(" ", r"\s+") for word in forms) or "(?!)" for forms in lists
    )
    # a conjunction before a subject or verb that is known; or behind a comma, some words before a finite verb
    known = rf",?\s+(?:{joint})\s+(?:(?:{that})\s+|(?=(?:(?:{aside})\s+)?(?:{start})\b))"
    clause = rf",\s+(?:{joint})\s+(?=(?:[\w’'-]+\s+){{1,4}}(?:{verb})\b)"
    return re.compile(rf"\s*;\s*|{known}|{clause}", re.IGNORECASE)


def _joint(lexicon: Lexicon) -> re.Pattern[str]:
    """Where a spaced sentence parts: a semicolon, or a conjunction before a subject pronoun or a cue."""
    cues = tuple(form for cue in lexicon.cues for form in cue.forms)
    follow = (*lexicon.word_list("subject pronoun"), *lexicon.word_list("point subject"), *cues)
    lists = (lexicon.word_list(name) for name in ("conjunction", "that", "adverb"))
    return _joints(*lists, follow, _auxiliaries(lexicon))


def _auxiliaries(lexicon: Lexicon) -> tuple[str, ...]:
    return (*lexicon.word_list("auxiliary"), *lexicon.word_list("modal"), *lexicon.word_list("be"))


@per_lexicon
def _finite(lexicon: Lexicon) -> frozenset[str]:
    """The words that show a clause: cues and auxiliary verbs."""
    cues = (form.casefold() for cue in lexicon.cues for form in cue.forms)
    return frozenset((*cues, *_auxiliaries(lexicon)))


def _merge(
    text: str,
    pieces: list[tuple[int, int]],
    lexicon: Lexicon,
    words_at: frozenset[int],
    times: tuple[Span, ...],
) -> list[tuple[int, int]]:
    """Pieces joined that are no claim alone: what only continues, what only leads in, what is too short."""
    short = _SHORT[lexicon.orthography.spaced]
    continues, leads = lexicon.word_list("point continues"), lexicon.word_list("point leads")
    locatives = lexicon.word_list("locative")
    merged: list[tuple[int, int]] = []
    open_end = False
    for start, stop in pieces:
        words = text[start:stop].strip().lower()
        opens = _opening(text, start, stop, lexicon)
        if merged and opens not in words_at and (open_end or words.startswith(continues)):
            merged[-1] = (merged[-1][0], stop)
        else:
            merged.append((start, stop))
        whole = text[merged[-1][0] : stop].strip()
        open_end = len(whole) < short or words.startswith(leads) or words.endswith(locatives)
        open_end = open_end or any(time.start <= opens and stop <= time.stop for time in times)
    opens = _opening(text, *merged[-1], lexicon)
    if len(merged) > 1 and len(text[opens : merged[-1][1]].strip()) < short and opens not in words_at:
        last = merged.pop()
        merged[-1] = (merged[-1][0], last[1])
    return merged


def _opening(text: str, start: int, stop: int, lexicon: Lexicon) -> int:
    """Where the first word behind spaces and quotation marks stands."""
    marks = "".join(pair[0] for pair in lexicon.orthography.quotes)
    while start < stop and (text[start].isspace() or text[start] in marks):
        start += 1
    return start


def _behind_that(text: str, start: int, stop: int, lexicon: Lexicon, words_at: frozenset[int]) -> int:
    """Where the claim begins behind the word that only joins it to its cue (said that …)."""
    opens = _opening(text, start, stop, lexicon)
    if opens in words_at:
        for form in lexicon.word_list("that"):
            after = opens + len(form)
            if text[opens:after].casefold() == form and text[after : after + 1].isspace() and after < stop:
                return after
    return start


def _trim(text: str, start: int, stop: int, lexicon: Lexicon) -> Span | None:
    """The span without what parts clauses at its ends, and without a quotation mark whose other half is not in it."""
    marks = lexicon.orthography.stops + lexicon.orthography.pauses
    quotes = lexicon.orthography.quotes
    while start < stop and (text[start].isspace() or text[start] in marks):
        start += 1
    while stop > start and (text[stop - 1].isspace() or text[stop - 1] in marks):
        stop -= 1
    for pair in quotes:
        if stop > start and text[start] == pair[0] and pair[1] not in text[start + 1 : stop]:
            start += 1
        if stop > start and text[stop - 1] == pair[1] and pair[0] not in text[start : stop - 1]:
            stop -= 1
    return Span(start, stop) if start < stop else None
