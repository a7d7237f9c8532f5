"""The lists that tell names apart in a spaced language, indexed once a language."""

from dataclasses import dataclass

from readout.language.lexicon import Lexicon
from readout.spot.stems import Stems, stems_of

_LISTS = (
    "body word",
    "outlet word",
    "place word",
    "body joint",
    "body list joint",
    "determiner",
    "name particle",
    "name suffix",
    "given name",
    "place preposition",
    "common surname",
)
_ENDINGS = ("genitive ending", "patronymic ending", "noun ending")
_SMALL = (
    "determiner",
    "pronoun",
    "preposition",
    "conjunction",
    "subordinator",
    "adverb",
    "auxiliary",
    "relative",
)
_KNOWN: dict[int, tuple[Lexicon, "NameWords"]] = {}


@dataclass(frozen=True, slots=True)
class NameWords:
    """The lists that name finding asks for, by stem where names inflect.

    ``bodies`` is the list "body word" as written; ``small`` are words that are no names, ``cues`` verbs of saying.
    """

    lists: dict[str, frozenset[str]]
    endings: dict[str, tuple[str, ...]]
    bodies: tuple[str, ...]
    small: frozenset[str]
    cues: frozenset[str]
    stems: Stems

    def has(self, name: str, word: str) -> bool:
        """Whether the word, in any case, is in the list."""
        return not self.lists[name].isdisjoint(self.stems.of(word))


def name_words(lexicon: Lexicon) -> NameWords:
    """The lists of a language. Known by identity: to hash a lexicon is to hash all of its words."""
    known = _KNOWN.get(id(lexicon))
    if known is None or known[0] is not lexicon:
        known = _KNOWN[id(lexicon)] = (lexicon, _read(lexicon))
    return known[1]


def _read(lexicon: Lexicon) -> NameWords:
    stems = stems_of(lexicon)
    lists = {
        name: frozenset(stem for form in lexicon.word_list(name) for stem in stems.of(form))
        for name in _LISTS
    }
    firsts = {person.forms[0].split()[0] for person in lexicon.people if " " in person.forms[0]}
    lists["given name"] |= frozenset(stem for name in firsts for stem in stems.of(name))
    return NameWords(
        lists=lists,
        endings={name: tuple(lexicon.word_list(name)) for name in _ENDINGS},
        bodies=lexicon.word_list("body word"),
        small=frozenset(form.lower() for name in _SMALL for form in lexicon.word_list(name)),
        cues=frozenset(form.lower() for cue in lexicon.cues if cue.frame == "clause" for form in cue.forms),
        stems=stems,
    )
