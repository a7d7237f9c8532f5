"""Grammar: what a word's form says of it (case, number, gender), behind one small protocol.

No other room knows which part is in use. An analyser is named by ``analyser`` in ``language.toml`` and loaded with the
first page of its language. It also tells where two words were run together, as happens where a page lost its links.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any, Protocol

from readout.errors import LexiconError
from readout.language.lexicon import Orthography
from readout.model import Grammar, Span, Word

_WORD = re.compile(r"\w+(?:[-\u2019]\w+)*")
# of a part of words that were run together; of the whole
_SHORTEST_PART = 3
_SHORTEST_VERB = 5
_SHORTEST_GLUED = 7
# readings rarer than this share mislead more often than they help
_LEAST_SHARE = 0.03


class Analyser(Protocol):
    """What an analyser can do."""

    def readings(self, word: str) -> tuple[Grammar, ...]:
        """The ways in which a word may be read, the likeliest first; guesses where it is not known."""

    def knows(self, word: str) -> bool:
        """Whether the word is in the analyser's dictionary."""


def find_words(text: str, spans: Iterable[Span], orthography: Orthography) -> tuple[Word, ...]:
    """The words of the stretches with their grammar; none where the language has no analyser."""
    if not orthography.analyser:
        return ()
    analyser = load_analyser(orthography.analyser)
    return tuple(
        Word(start, stop, analyser.readings(text[start:stop]), analyser.knows(text[start:stop]))
        for span in spans
        for match in _WORD.finditer(text, span.start, span.stop)
        for start, stop in _parts(match, analyser)
    )


@cache
def load_analyser(name: str) -> Analyser:
    """The analyser of a name. Raises LexiconError where there is none."""
    if name not in _ANALYSERS:
        raise LexiconError(f"no analyser {name!r}; one of {', '.join(_ANALYSERS)}")
    return _ANALYSERS[name]()


def _parts(match: re.Match[str], analyser: Analyser) -> Iterator[tuple[int, int]]:
    word, start = match[0], match.start()
    for part in _split(word, analyser) if len(word) >= _SHORTEST_PART else (word,):
        yield start, start + len(part)
        start += len(part)


def _split(word: str, analyser: Analyser) -> tuple[str, ...]:
    """The words of which a run of letters is made, itself if it is one."""
    if analyser.knows(word):
        return (word,)
    head, hyphen, tail = word.partition("-")
    if hyphen:
        parts = _split(head, analyser)
        return (*parts[:-1], parts[-1] + hyphen + tail)
    for cut in range(1, len(word) - 1):
        head, tail = word[:cut], word[cut:]
        if not (head[-1].islower() and tail[0].isupper()):
            continue
        parts = _split(head, analyser)
        if len(parts) > 1 or analyser.knows(head):
            return (*parts, *_split(tail, analyser))
    return _cut_verb(word, analyser) if len(word) >= _SHORTEST_GLUED else (word,)


def _cut_verb(word: str, analyser: Analyser) -> tuple[str, ...]:
    """A verb that was run together with a neighbour; only verbs, as nouns are made of nouns (трубопровод)."""
    best: tuple[str, ...] = (word,)
    longest = 0
    for start in range(len(word) - _SHORTEST_PART):
        head = word[:start]
        if head and not _may_head(head, analyser):
            continue
        for stop in range(len(word), start + _SHORTEST_PART, -1):
            middle, tail = word[start:stop], word[stop:]
            shortest = _SHORTEST_VERB + bool(head and not tail and not analyser.knows(head))
            if len(middle) < shortest or len(middle) == len(word) or (tail and not _is_word(tail, analyser)):
                continue
            if len(middle) > longest and _is_verb(middle, analyser):
                best, longest = tuple(filter(None, (head, middle, tail))), len(middle)
    return best


def _may_head(head: str, analyser: Analyser) -> bool:
    if head[0].isupper():
        return len(head) >= _SHORTEST_PART
    return _is_word(head, analyser) and len(head) >= _SHORTEST_PART


def _is_word(part: str, analyser: Analyser) -> bool:
    if not analyser.knows(part):
        return False
    parts = {reading.part for reading in analyser.readings(part)}
    return len(part) >= _SHORTEST_PART or bool(parts & {"preposition", "pronoun"})


def _is_verb(part: str, analyser: Analyser) -> bool:
    return analyser.knows(part) and any(reading.part == "verb" for reading in analyser.readings(part)[:1])


class _Pymorphy:
    """Russian by pymorphy3 (OpenCorpora's dictionary)."""

    _PARTS: dict[str, str] = {  # noqa: RUF012
        "NOUN": "noun",
        "NPRO": "pronoun",
        "ADJF": "adjective",
        "PRTF": "participle",
        "NUMR": "number",
        "NUMB": "number",
        "VERB": "verb",
        "GRND": "gerund",
        "INFN": "infinitive",
        "ADJS": "short",
        "PRTS": "short",
        "PRED": "short",
        "PREP": "preposition",
        "CONJ": "conjunction",
        "ADVB": "adverb",
        "PRCL": "adverb",
        "LATN": "name",
    }
    _CASES: dict[str, str] = {  # noqa: RUF012
        "nomn": "nominative",
        "gent": "genitive",
        "gen2": "genitive",
        "datv": "dative",
        "accs": "accusative",
        "ablt": "instrumental",
        "loct": "locative",
        "loc2": "locative",
    }
    _GENDERS: dict[str, str] = {"masc": "masculine", "femn": "feminine", "neut": "neuter"}  # noqa: RUF012
    _PERSONS: dict[str, str] = {"1per": "first", "2per": "second", "3per": "third"}  # noqa: RUF012
    _NAMES = frozenset({"Name", "Surn", "Patr"})
    _PLACES = frozenset({"Geox", "Orgn"})

    def __init__(self) -> None:
        from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 - loaded with the first Russian page

        self._analyzer: Any = MorphAnalyzer(lang="ru")

    @lru_cache(maxsize=50_000)  # noqa: B019 - there is one analyser a process
    def readings(self, word: str) -> tuple[Grammar, ...]:
        """See Analyser."""
        parses = self._analyzer.parse(word.replace("\u0301", ""))
        found = (self._grammar(parse.tag) for parse in parses if parse.score >= _LEAST_SHARE)
        return tuple(dict.fromkeys(found))

    @lru_cache(maxsize=50_000)  # noqa: B019
    def knows(self, word: str) -> bool:
        """See Analyser."""
        return bool(self._analyzer.word_is_known(word.lower()))

    def _grammar(self, tag: Any) -> Grammar:
        if "impr" in tag.grammemes:
            return Grammar("other")
        part = next((name for mark, name in self._PARTS.items() if mark in tag.grammemes), "other")
        if part == "noun" and self._NAMES & tag.grammemes:
            part = "name"
        elif part == "noun" and self._PLACES & tag.grammemes:
            part = "place"
        gender = "" if {"ms-f", "GNdr"} & tag.grammemes else self._GENDERS.get(str(tag.gender), "")
        case = (
            ""
            if "Fixd" in tag.grammemes and part in ("noun", "name", "place")
            else self._CASES.get(str(tag.case), "")
        )
        number = {"sing": "singular", "plur": "plural"}.get(str(tag.number), "")
        return Grammar(part, case, number, gender, self._PERSONS.get(str(tag.person), ""))


_ANALYSERS: dict[str, type[_Pymorphy]] = {"pymorphy3-ru": _Pymorphy}
