"""The names of all actors, indexed by their folded forms."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from readout.language.actors import LANGUAGES, Actor, Actors
from readout.resolve.endings import Endings, Fit
from readout.resolve.folding import DOT, Folding
from readout.resolve.phrases import is_unspaced

_LONGEST_ABBREVIATION = 6
_MIDDLE, _INITIAL = 0.95, 0.9


@dataclass(frozen=True, slots=True)
class Form:
    """A name of an actor in a language. ``full`` of a person: with a given name. ``stands_for`` is what it is beside
    a name of the actor: "capital" or "seat" of a country; "" for a name."""

    actor: Actor
    language: str
    text: str
    full: bool = True
    stands_for: str = ""


class Names:
    """Look-ups of names: as they stand, and in another case."""

    def __init__(
        self, actors: Actors, folding: Folding, endings: dict[str, Endings], articles: tuple[str, ...]
    ):
        self._fold = folding.fold
        self._endings = endings
        self._articles = tuple(article + " " for article in articles)
        self.by_key: dict[str, list[Form]] = {}
        for actor in actors.by_id.values():
            for form in _forms_of(actor):
                if not form.text.startswith(self._articles):  # the same name stands without
                    self.by_key.setdefault(self.key(form.text), []).append(form)

    def key(self, name: str) -> str:
        """The folded name without article and possessor's ending."""
        key = self._fold(name)
        for article in self._articles:
            if key.startswith(article):
                key = key[len(article) :]
        return key.removesuffix("'s")

    def find(self, name: str, language: str = "") -> list[Form]:
        """The forms that ``name`` is written like; those of ``language`` alone, if it has any."""
        forms = self.by_key.get(self.key(name))
        if not forms:
            return []
        forms = [form for form in forms if _has_capitals(form.text, name)]
        own = [form for form in forms if form.language == language]
        return own or forms

    def find_inflected(self, name: str, language: str) -> list[tuple[Form, Fit]]:
        """The forms of which ``name`` is another case, and how surely; of ``language``, or of all inflected ones."""
        words = self.key(name).split(" ")
        found: list[tuple[Form, Fit]] = []
        for code, endings in self._endings.items():
            if language not in ("", code):
                continue
            for last in endings.forms(words[-1]):
                for form, own in self._by_last[code].get(last, ()):
                    if fit := _fit(form, own, words, endings):
                        found.append((form, fit))
        return found

    def find_varied(self, key: str, language: str) -> list[tuple[Form, float]]:
        """The people whose name has the same first and last words, or the last and the first's initial, and how surely."""
        dotted = DOT in key
        words = key.split(DOT if dotted else " ")
        found: list[tuple[Form, float]] = []
        if len(words) < 2 or (not dotted and is_unspaced(key)):
            return found
        for last in self._dictionary_forms(words[-1], language):
            for form, own in self._by_end.get(last, ()):
                if language not in ("", form.language) or not 2 <= len(own) <= len(words):
                    continue
                if last != words[-1] and not self._is_case(form, own[-1], words[-1]):
                    continue
                if len(words) > len(own) and self._is_case(form, own[0], words[0]):
                    found.append((form, _MIDDLE))
                elif _is_initial(words[0]) and own[0][0] == words[0][0]:
                    found.append((form, _INITIAL))
        return found

    def _dictionary_forms(self, word: str, language: str) -> set[str]:
        found = {word}
        for code, endings in self._endings.items():
            if language in ("", code):
                found |= endings.forms(word)
        return found

    def _is_case(self, form: Form, own: str, word: str) -> bool:
        endings = self._endings.get(form.language)
        return own == word or (endings is not None and bool(endings.fits(own, word)))

    @cached_property
    def _by_end(self) -> dict[str, list[tuple[Form, list[str]]]]:
        """The full names of people by their last part."""
        index: dict[str, list[tuple[Form, list[str]]]] = defaultdict(list)
        for key, forms in self.by_key.items():
            for form in forms:
                if form.actor.kind == "person" and form.full:
                    words = key.split(DOT if DOT in key else " ")
                    index[words[-1]].append((form, words))
        return index

    @cached_property
    def _by_last(self) -> dict[str, dict[str, list[tuple[Form, list[str]]]]]:
        index: dict[str, dict[str, list[tuple[Form, list[str]]]]] = {
            code: defaultdict(list) for code in self._endings
        }
        for key, forms in self.by_key.items():
            words = key.split(" ")
            for form in forms:
                if form.language in index:
                    index[form.language][words[-1]].append((form, words))
        return index


def _fit(form: Form, own: list[str], words: list[str], endings: Endings) -> Fit:
    """How a name's words are cases of a form's; "" where one is not, or all are as they were."""
    if len(own) != len(words):
        return ""
    wide = form.actor.kind != "person"
    fits = [endings.fits(mine, word, wide) for mine, word in zip(own, words, strict=True)]
    if "" in fits or set(fits) == {"same"}:
        return ""
    return "doubtful" if "doubtful" in fits and len(fits) == 1 else "case"


def _forms_of(actor: Actor) -> Iterator[Form]:
    for code in LANGUAGES:
        names = actor.names.get(code, ())
        for name in names:
            full = actor.kind != "person" or is_full(name, names[0])
            yield Form(actor, code, name, full)
        for stands_for, places in (("capital", actor.capitals), ("seat", actor.seats)):
            for name in places.get(code, ()):
                yield Form(actor, code, name, True, stands_for)


def is_full(name: str, usual: str) -> bool:
    """Whether a person's name is no mere short form of the usual one: its end (Aboul Gheit), or one word."""
    if name == usual:
        return True
    parts = name.replace(DOT, " ").split()
    return len(parts) > 1 and usual.replace(DOT, " ").split()[-len(parts) :] != parts


def _is_initial(word: str) -> bool:
    return len(word) == 1 or (word.endswith(".") and "." in word[1:3])


def _has_capitals(form: str, name: str) -> bool:
    """Whether a name has the capitals of an abbreviation (US and us); longer names may be written in any."""
    letters = form.replace(".", "")
    if len(letters) > _LONGEST_ABBREVIATION or not letters.isupper():
        return True
    return not letters.isascii() or name.replace(".", "").removesuffix("'s").isupper() or letters in name
