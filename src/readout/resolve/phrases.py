"""Phrases: a side's, body's or office's words inside a name, and what is left of the name: whose it is."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from readout.language.actors import Names as Words
from readout.resolve.endings import Endings
from readout.resolve.folding import Folding

Entry = TypeVar("Entry")


class Phrases(Generic[Entry]):
    """Entries by the words that name them, in several languages."""

    def __init__(
        self,
        entries: Iterable[tuple[Entry, Words]],
        folding: Folding,
        endings: Mapping[str, Endings],
        of: Iterable[str],
    ) -> None:
        self._endings = endings
        self._of = tuple(sorted((tuple(word.split(" ")) for word in of), key=len, reverse=True))
        self._unspaced: dict[str, list[Entry]] = defaultdict(list)
        self._spaced: dict[str, dict[str, list[tuple[tuple[str, ...], Entry]]]] = {}
        for entry, words in entries:
            for code, forms in words.items():
                for form in forms:
                    key = folding.fold(form)
                    if is_unspaced(key):
                        self._unspaced[key].append(entry)
                        continue
                    phrase = tuple(key.split(" "))
                    index = self._spaced.setdefault(code, defaultdict(list))
                    index[phrase[-1]].append((phrase, entry))
        self._longest = max(map(len, self._unspaced), default=0)

    def split(self, key: str, language: str) -> Iterator[tuple[Entry, str]]:
        """Every entry whose words stand at an edge of the folded name, with the rest of it; the longest words first."""
        if is_unspaced(key):
            for start in range(max(0, len(key) - self._longest), len(key)):
                for entry in self._unspaced.get(key[start:], ()):
                    yield entry, key[:start]
            return
        words = tuple(key.split(" "))
        for size in range(len(words), 0, -1):
            for entry in self._match(words[:size], language):
                yield entry, self._owner(words[size:])
            if size < len(words):
                for entry in self._match(words[-size:], language):
                    yield entry, " ".join(words[:-size])

    def _match(self, words: tuple[str, ...], language: str) -> Iterator[Entry]:
        for code, index in self._spaced.items():
            if language not in ("", code):
                continue
            endings = self._endings.get(code)
            lasts = endings.forms(words[-1]) if endings else (words[-1],)
            for last in lasts:
                for phrase, entry in index.get(last, ()):
                    if len(phrase) == len(words) and all(
                        mine == word or (endings and endings.fits(mine, word, True))
                        for mine, word in zip(phrase, words, strict=True)
                    ):
                        yield entry

    def _owner(self, words: tuple[str, ...]) -> str:
        """What follows the phrase, without the word that joins it."""
        for joint in self._of:
            if words[: len(joint)] == joint:
                return " ".join(words[len(joint) :])
        return " ".join(words)


def is_unspaced(text: str) -> bool:
    """Whether a name is written in Han characters."""
    return any("\u3400" <= char <= "\u9fff" for char in text)
