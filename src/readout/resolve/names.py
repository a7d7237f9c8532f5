"""The names of all actors, indexed by their folded forms."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from readout.language.actors import Actor, Actors
from readout.resolve.endings import Endings, Fit
from readout.resolve.folding import DOT, Folding
from readout.resolve.phrases import is_unspaced

_LONGEST_ABBREVIATION = 6
_QUOTES = '\u00ab\u00bb\u201c\u201d\u201e"'
_MIDDLE, _INITIAL, _MORE_GIVEN = 0.95, 0.9, 0.8


@dataclass(frozen=True, slots=True)
class Form:
    """A name of an actor in a language. ``full`` of a person: with a given name; ``derived``: the end of a full name,
    where the file lists no short one. ``stands_for``: it is the "capital" or "seat" of a country; "" for a name."""

    actor: Actor
    language: str
    text: str
    full: bool = True
    stands_for: str = ""
    derived: bool = False


class Names:
    """Look-ups of names: as they stand, and in another case."""

    def __init__(
        self,
        actors: Actors,
        folding: Folding,
        endings: dict[str, Endings],
        articles: tuple[str, ...],
        suffixes: tuple[str, ...],
        joints: tuple[str, ...],
    ) -> None:
        self._fold = folding.fold
        self._endings = endings
        self._joints = frozenset(map(folding.fold, joints))
        self.given: Counter[str] = Counter()  # how many people bear a given name
        self._suffixes = frozenset(folding.fold(suffix) for suffix in suffixes)
        self._articles = tuple(article + " " for article in articles)
        self.by_key: dict[str, list[Form]] = {}
        for actor in actors.by_id.values():
            for form in _forms_of(actor):
                key = self.key(form.text)
                self.by_key.setdefault(key, []).append(form)
                if actor.kind == "person" and form.text == actor.names[form.language][0]:
                    self.given[key.replace(DOT, " ").partition(" ")[0]] += 1

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
        bare = self._without_article(name)
        forms = [form for form in forms if self._is_written(form, name, bare)]
        own = [form for form in forms if form.language == language] or forms
        return [form for form in own if form.text in (name, bare)] or own

    def _is_written(self, form: Form, name: str, bare: str) -> bool:
        """Whether a name has the capitals that a form needs, and the article, if that makes it a name (the Emirates)."""
        text = self._without_article(form.text)
        if text != form.text and text not in form.actor.names[form.language]:
            return name != bare
        if form.actor.kind == "person" and bare[:1].islower() and text[0].isupper() and " " not in text:
            return False
        return _has_capitals(text, bare)

    def _without_article(self, name: str) -> str:
        for article in self._articles:
            if name.lower().startswith(article):
                return name[len(article) :]
        return name

    def find_inflected(self, name: str, language: str) -> list[tuple[Form, Fit]]:
        """The forms of which ``name`` is another case, and how surely; of ``language``, or of all inflected ones."""
        words = self.key(name).split(" ")
        found: list[tuple[Form, Fit]] = []
        is_word = len(words) == 1 and name[:1].islower()
        for code, endings in self._endings.items():
            if language not in ("", code):
                continue
            for last in endings.forms(words[-1]):
                for form, own in self._by_last[code].get(last, ()):
                    if is_word and form.text.strip(_QUOTES)[0].isupper():
                        continue
                    if fit := _fit(form, own, words, endings):
                        found.append((form, fit))
        return found

    def find_varied(self, key: str, language: str) -> list[tuple[Form, float]]:
        """The people whose name has the same first and last words, or the last and the first's initial, or all and one
        more before them; and how surely."""
        mark = DOT if DOT in key else " "
        words = [word.strip(",") for word in key.split(mark)]
        found: list[tuple[Form, float]] = []
        if len(words) < 2 or (mark == " " and is_unspaced(key)) or not self._joints.isdisjoint(words):
            return found
        for form, own in self._ending_like(words, language):
            if len(words) > len(own) and self._is_case(form, own[0], words[0]):
                found.append((form, _MIDDLE))
            elif _is_initial(words[0]) and own[0][0] == words[0][0]:
                found.append((form, _INITIAL))
            elif len(words) > len(own) and words[-len(own) :] == own:
                found.append((form, _MORE_GIVEN))
        if not found and words[-1] in self._suffixes:
            return [*self._find_full(words[:-1], language), *self.find_varied(" ".join(words[:-1]), language)]
        return found

    def _find_full(self, words: list[str], language: str) -> list[tuple[Form, float]]:
        forms = self.by_key.get(" ".join(words), ())
        return [
            (form, _MIDDLE)
            for form in forms
            if form.full and form.actor.kind == "person" and language in ("", form.language)
        ]

    def _ending_like(self, words: list[str], language: str) -> Iterator[tuple[Form, list[str]]]:
        """The full names of people of no more words, the last of them the same or a case of it."""
        for last in self._dictionary_forms(words[-1], language):
            for form, own in self._by_end.get(last, ()):
                if language not in ("", form.language) or not 2 <= len(own) <= len(words):
                    continue
                if last == words[-1] or self._is_case(form, own[-1], words[-1]):
                    yield form, own

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
    is_person = actor.kind == "person"
    # no dot parts a name whose surname comes first
    is_foreign = is_person and any(DOT in names[0] for names in actor.names.values())
    for code, names in actor.names.items():
        usual = names[0].replace(DOT, " ").split()
        short = False
        for name in names:
            full = not is_person or name == names[0] or _is_full(name, usual)
            short = short or not full
            yield Form(actor, code, name, full)
        if is_foreign and not short and len(usual) > 1:
            yield Form(actor, code, usual[-1], full=False, derived=True)
    for stands_for, places in (("capital", actor.capitals), ("seat", actor.seats)):
        for code, names in places.items():
            yield from (Form(actor, code, name, True, stands_for) for name in names)


def _is_full(name: str, usual: list[str]) -> bool:
    """Whether a person's name is no mere short form of the usual one: its end (Aboul Gheit), or one word."""
    parts = name.replace(DOT, " ").split()
    return len(parts) > 1 and usual[-len(parts) :] != parts


def _is_initial(word: str) -> bool:
    return len(word) == 1 or (word.endswith(".") and "." in word[1:3])


def _has_capitals(form: str, name: str) -> bool:
    """Whether a name has the capitals of an abbreviation (US and us); longer names may be written in any."""
    letters = form.replace(".", "")
    if len(letters) > _LONGEST_ABBREVIATION or not letters.isupper():
        return True
    return not letters.isascii() or name.replace(".", "").removesuffix("'s").isupper() or letters in name
