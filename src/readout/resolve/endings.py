"""Case endings: whether a word is another case of a dictionary form, and which forms it may be a case of."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from readout.language.naming import Ending

Fit = Literal["", "same", "case", "doubtful"]
_SHORTEST = 2  # letters of a stem
_VOWELS = frozenset("\u0430\u0435\u0438\u043e\u0443\u044b\u044d\u044e\u044f\u0456\u0457\u0454")
_SIGNS = frozenset("\u044c\u044a\u0439")


class Endings:
    """The endings of one language. Words are folded: small letters."""

    def __init__(self, endings: Iterable[Ending]) -> None:
        self._cases: dict[bool, dict[str, dict[str, bool]]] = {False: {}, True: {}}
        self._back: dict[str, set[str]] = defaultdict(set)
        for ending in endings:
            for wide in (False, True) if ending.use == "name" else (True,):
                for of in ending.of:
                    cases = self._cases[wide].setdefault(of, {})
                    for case in ending.cases:
                        cases[case] = case in ending.doubtful
                        self._back[case].add(of)
        self.fits = lru_cache(maxsize=65536)(self._fits)
        self.forms = lru_cache(maxsize=65536)(self._forms)

    def __bool__(self) -> bool:
        return bool(self._back)

    def _fits(self, form: str, word: str, wide: bool = False) -> Fit:
        """How ``word`` may be a case of the dictionary form ``form``; ``wide``: of a noun or adjective, too."""
        if form == word:
            return "same"
        best: Fit = ""
        table = self._cases[wide]
        for size in (3, 2, 1, 0):
            stem = form[: len(form) - size]
            of = form[len(stem) :]
            if of not in table or len(stem) < _SHORTEST or not word.startswith(stem):
                continue
            if size == 0 and (form[-1] in _VOWELS or form[-1] in _SIGNS):
                continue  # no ending at all is that of a consonant
            is_doubtful = table[of].get(word[len(stem) :])
            if is_doubtful is not None:
                return "doubtful" if is_doubtful else "case"
        return best

    def _forms(self, word: str) -> frozenset[str]:
        """The dictionary forms that a word may be a case of, itself among them."""
        found = {word}
        for size in (4, 3, 2, 1):
            stem, case = word[:-size], word[-size:]
            if len(stem) >= _SHORTEST:
                found.update(stem + of for of in self._back.get(case, ()))
        return frozenset(found)
