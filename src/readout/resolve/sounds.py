"""Sounds: how alike two names of different scripts sound, for people who are in no list.

A name is spelled in Latin letters (petekovich), its spelling reduced to sounds (pAtAkAvAC, all vowels one), and two strings
of sounds are laid beside each other: what letters lose between scripts (b and p, l and r, a vowel between consonants) costs
little. Likeness is never sameness: two people may have one name.
"""

from collections.abc import Mapping
from functools import lru_cache
from itertools import product
from unicodedata import normalize

from readout.language.naming import Naming
from readout.resolve.folding import DOT
from readout.resolve.phrases import is_unspaced

_VOWEL = "A"
_NEAR = ("bp", "dt", "gkh", "vfb", "szcZ", "sS", "SCcZ", "ZyCg", "lrLR", "mn", "kC", "ts")
_COST_NEAR, _COST_OTHER, _COST_SWAP = 0.35, 1.0, 2.0
_COSTS = {
    "A": 0.1,
    "y": 0.2,
    "r": 0.35,
    "l": 0.35,
    "h": 0.35,
    "n": 0.5,
}  # of sounds that get lost between scripts
_ONSETS = {"r": "R", "l": "L"}  # they stay before a vowel
_LEAST = 0.82  # of the consonants
# by how many consonants were laid beside each other: few say little
_TRUST = (0.0, 0.1, 0.3, 0.5, 0.65, 0.75, 0.8)
_GIVEN_DIFFER, _MOST = 0.3, 0.95


class Sounds:
    """Spells names in Latin letters and compares how they sound."""

    def __init__(self, naming: Naming) -> None:
        self._letters: dict[tuple[str, str], dict[str, str]] = {}
        self._spellings: dict[str, str] = {}
        own: dict[str, str] = {}
        for spelling in naming.spellings:
            if spelling.use == "sound":
                table = own if spelling.language else self._spellings
                for sound, forms in spelling.letters.items():
                    table |= dict.fromkeys(forms.split(" "), sound)
                continue
            table = self._letters.setdefault((spelling.language, spelling.use), {})
            for latin, letters in spelling.letters.items():
                for letter in letters:
                    table.setdefault(letter, latin)
        self._own_spellings = self._spellings | own
        self._longest = max(map(len, self._spellings), default=1)
        self._of = lru_cache(maxsize=16384)(self._find)
        self.likeness = lru_cache(maxsize=65536)(self._compare)

    def spell(self, name: str, language: str, use: str = "") -> str:
        """A name in Latin letters; "" where a letter is in no table."""
        low = name.lower()
        if low.isascii():
            return low
        table = self._table(low, language, use)
        spelled = [table.get(char, char if char.isascii() or char in _MARKS else "") for char in low]
        if any(not part and char not in table for part, char in zip(spelled, low, strict=True)):
            return "" if not _is_latin(low) else low
        return (" " if use == "own" and is_unspaced(low) else "").join(spelled).replace(DOT, " ")

    def _table(self, name: str, language: str, use: str) -> Mapping[str, str]:
        for key in ((language, use), (language, "own"), (language, "name")):
            if key in self._letters and (use == "" or key[1] == use or not is_unspaced(name)):
                return self._letters[key]
        return {}

    def _compare(self, one: str, one_language: str, other: str, other_language: str) -> float:
        """How likely two names are spellings of one: 0 where they are not alike, below 1 always."""
        best = 0.0
        for left, right in product(self._of(one, one_language), self._of(other, other_language)):
            sure = _compare_sounds(left[-1], right[-1])
            if sure and len(left) > 1 and len(right) > 1:
                given = _compare_sounds(left[0], right[0])
                sure = 1 - (1 - sure) * (1 - given) if given else sure * _GIVEN_DIFFER
            whole = _compare_sounds("".join(left), "".join(right)) if len(left) > 1 < len(right) else 0.0
            best = max(best, sure, whole if sure else 0.0)
        return round(min(best, _MOST), 2)

    def _find(self, name: str, language: str) -> tuple[tuple[str, ...], ...]:
        """The sounds of a name's words, in each of the ways in which it may be spelled."""
        found = []
        for use in ("name", "own"):
            words = self.spell(name, language, use).replace("-", " ").split()
            if use == "own" and is_unspaced(name):
                words = ["".join(words[:1]), "".join(words[1:])]
            table = self._own_spellings if use == "own" else self._spellings
            if sounds := tuple(filter(None, (self._sound(word, table) for word in words))):
                found.append(sounds)
        return tuple(dict.fromkeys(found))

    def _sound(self, word: str, table: Mapping[str, str]) -> str:
        sounds = ""
        at = 0
        while at < len(word):
            for size in range(min(self._longest, len(word) - at), 0, -1):
                if (sound := table.get(word[at : at + size])) is not None:
                    break
            else:
                size, sound = 1, table.get(normalize("NFKD", word[at])[0], "")
            at += size
            if sound == "y" and (at == len(word) or table.get(word[at]) != _VOWEL):
                sound = _VOWEL
            if sound == _VOWEL:
                sounds = sounds[:-1] + _ONSETS.get(sounds[-1:], sounds[-1:])
            if not (sound == _VOWEL and sounds.endswith(_VOWEL)):
                sounds += sound
        return sounds


_MARKS = frozenset(" -'." + DOT)


def _is_latin(text: str) -> bool:
    return all(char < "\u0250" or "\u1e00" <= char <= "\u1eff" for char in text)


def _compare_sounds(one: str, other: str) -> float:
    """How far two strings of sounds agree, weighed by how much there is to agree on."""
    consonants = max(len(one.replace(_VOWEL, "")), len(other.replace(_VOWEL, "")))
    if not consonants:
        return 0.0
    agreed = 1 - _distance(one, other) / consonants
    return 0.0 if agreed < _LEAST else agreed * _TRUST[min(consonants, len(_TRUST) - 1)]


def _distance(one: str, other: str) -> float:
    """The cheapest way to turn one string of sounds into the other."""
    above = [0.0]
    for sound in other:
        above.append(above[-1] + _cost_of(sound))
    for left in one:
        row = [above[0] + _cost_of(left)]
        for number, right in enumerate(other):
            row.append(
                min(
                    above[number] + _cost_between(left, right),
                    above[number + 1] + _cost_of(left),
                    row[number] + _cost_of(right),
                )
            )
        above = row
    return above[-1]


def _cost_of(sound: str) -> float:
    return _COSTS.get(sound, _COST_OTHER)


@lru_cache(maxsize=1024)
def _cost_between(left: str, right: str) -> float:
    if left == right:
        return 0.0
    return _COST_NEAR if any(left in group and right in group for group in _NEAR) else _COST_SWAP
