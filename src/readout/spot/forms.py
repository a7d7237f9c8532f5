"""Forms: every form of the word files that stands in a text, found in one pass over it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from readout.language.entries import Entry
from readout.language.lexicon import Lexicon
from readout.language.sightings import Sighting, Sightings
from readout.model import Span
from readout.spot.word_forms import WordFormIndex

_NAMES = ("people", "bodies", "outlets", "countries", "places")
_WORDS = "words:"  # before the name of a list
_FILES = ("cues", "titles", "triggers", "markers")  # markers: those of acts; the rest are statuses


def index_forms(lexicon: Lexicon) -> "FormIndex | WordFormIndex":
    """The index of a language's forms: by characters, or by words where words are spaced."""
    return WordFormIndex(lexicon) if lexicon.orthography.spaced else FormIndex(lexicon)


class FormIndex:
    """A lexicon's forms by their first two characters: one dictionary look-up a character of text."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._groups: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
        lengths: dict[str, set[int]] = defaultdict(set)
        for group, entry in _entries(lexicon):
            for form in entry.forms:
                self._groups[form].append((group, entry))
                lengths[form[:2]].add(len(form))
        self._lengths = {head: tuple(sorted(sizes, reverse=True)) for head, sizes in lengths.items()}

    def find(self, text: str) -> Sightings:
        """All forms in ``text``, the leftmost and longest of each group."""
        found: dict[str, list[Any]] = defaultdict(list)  # spans of words, sightings of the rest
        reach: dict[str, int] = defaultdict(int)
        lengths, groups = self._lengths, self._groups
        for start in range(len(text)):
            pair = text[start : start + 2]
            for size in lengths.get(pair, ()):
                if start + size > len(text):
                    continue
                self._take(groups.get(text[start : start + size]), start, size, found, reach)
            if len(pair) == 2 and pair[0] in lengths:
                self._take(groups.get(pair[0]), start, 1, found, reach)
        words = {
            group.removeprefix(_WORDS): tuple(spans)
            for group, spans in found.items()
            if group.startswith(_WORDS)
        }
        return Sightings(
            words=words,
            names=tuple(found["names"]),
            statuses=tuple(found["statuses"]),
            cues=tuple(found["cues"]),
            titles=tuple(found["titles"]),
            triggers=tuple(found["triggers"]),
            markers=tuple(found["markers"]),
        )

    @staticmethod
    def _take(
        rows: list[tuple[str, Entry]] | None,
        start: int,
        size: int,
        found: dict[str, list[Any]],
        reach: dict[str, int],
    ) -> None:
        for group, entry in rows or ():
            if start >= reach[group]:
                reach[group] = start + size
                span = Span(start, start + size)
                found[group].append(span if group.startswith(_WORDS) else Sighting(span, entry))


def _entries(lexicon: Lexicon) -> Iterable[tuple[str, Entry]]:
    for name in _NAMES:
        yield from (("names", entry) for entry in getattr(lexicon, name))
    for name in _FILES:
        yield from ((name, entry) for entry in getattr(lexicon, name) if not getattr(entry, "status", ""))
    yield from (("statuses", marker) for marker in lexicon.markers if marker.status)
    for words in lexicon.words:
        yield f"{_WORDS}{words.name}", words
