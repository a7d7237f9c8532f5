"""Stems: what is left of a word when a case ending is taken off, so that an inflected name finds its dictionary form.

No dictionary is asked: an ending is taken off wherever one stands, in every way there is, and two words are the
same name where they share a stem. That is loose for words, and close enough for names, which are few.
"""

from functools import lru_cache

from readout.language.lexicon import Lexicon

_SHORTEST = 3
_LETTERS = str.maketrans(
    "\u0451\u0401\u2019\u02bc", "\u0435\u0415''"
)  # a letter two ways, an apostrophe three


class Stems:
    """The stems of one language, by the endings in its lists "name ending", "fixed name ending" and "possessive ending"."""

    def __init__(self, lexicon: Lexicon) -> None:
        endings = lexicon.word_list("name ending")
        self._possessives = lexicon.word_list("possessive ending")
        self._fixed = tuple(lexicon.word_list("fixed name ending"))
        self._endings = tuple(sorted(endings, key=lambda ending: (-len(ending), ending)))
        self.of = lru_cache(maxsize=65536)(self._find)

    def of_name(self, word: str) -> frozenset[str]:
        """The stems of a personal name's dictionary form: only itself where its ending shows that it has no cases."""
        low = word.translate(_LETTERS).lower()
        return frozenset({low}) if self._fixed and low.endswith(self._fixed) else self.of(word)

    @property
    def inflects(self) -> bool:
        """Whether names have case endings."""
        return bool(self._endings)

    def bare(self, word: str) -> str:
        """The word without the ending that makes it a possessor (the port's)."""
        for ending in self._possessives:
            if word.endswith(ending) and len(word) > len(ending) + 1:
                return word.removesuffix(ending)
        return word

    def _find(self, word: str) -> frozenset[str]:
        """The stems of a word, in small letters; itself is one of them."""
        word = self.bare(word.translate(_LETTERS))
        low = word.lower()
        found = {low}
        for ending in self._endings:
            if low.endswith(ending):
                stem = word[: -len(ending)]
                # an abbreviation takes its endings in small letters, and only so
                if len(stem) >= _SHORTEST and (not stem.isupper() or word[-len(ending) :].islower()):
                    found.add(stem.lower())
        return frozenset(found)

    def same(self, one: str, other: str) -> bool:
        """Whether two words may be forms of one name."""
        return not self.of(one).isdisjoint(self.of(other))


_KNOWN: dict[int, tuple[Lexicon, Stems]] = {}


def stems_of(lexicon: Lexicon) -> Stems:
    """The stems of a language, made once. Known by identity: to hash a lexicon is to hash all of its words."""
    known = _KNOWN.get(id(lexicon))
    if known is None or known[0] is not lexicon:
        known = _KNOWN[id(lexicon)] = (lexicon, Stems(lexicon))
    return known[1]
