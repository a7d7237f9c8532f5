"""The words of a spaced language as its reporting clauses need them: closed lists, and cues by their first word."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from readout.attribute.tokens import Token
from readout.language.entries import Cue
from readout.language.lexicon import Lexicon

WORD = re.compile(r"[^\W_]+(?:['\u2019.\-][^\W_]+)*")
_RUN = re.compile(r"\w+")
Kind = Literal["base", "third", "finite", "participle", "adjective", "noun", "source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CueForm:
    """A cue as it is written: its words in lower case, and what kind of form it is.

    base and third are a verb's plain and personal forms, which many nouns share; finite forms are verbs alone.
    """

    words: tuple[str, ...]
    entry: Cue
    kind: Kind


class Words:
    """The lists and cues of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._quotes = lexicon.orthography.quotes
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
        self._lists: dict[str, set[str]] = {}
        self._opening: dict[str, frozenset[str] | None] = {}
        self._listed: dict[tuple[str, ...], frozenset[str]] = {}
        for entry in lexicon.words:
            self._lists.setdefault(entry.name, set()).update(form.lower() for form in entry.forms)
        self.capitals = frozenset(form.lower() for land in lexicon.countries for form in land.capitals)
        self._endings = {
            name: tuple(forms) for name, forms in self._lists.items() if name.endswith(" ending")
        }
        self.spoken = next((cue for cue in lexicon.cues if cue.frame == "clause"), None)
        self._cues: dict[str, list[CueForm]] = {}
        for cue in lexicon.cues:
            forms = {form.lower() for form in cue.forms}
            for form in forms:
                found = CueForm(words=tuple(form.split()), entry=cue, kind=self._kind(form, cue, forms))
                self._cues.setdefault(found.words[0], []).append(found)
        for found_forms in self._cues.values():
            found_forms.sort(key=lambda form: (-len(form.words), form.words))

    @cached_property
    def quotes(self) -> tuple[tuple[str, str], ...]:
        """The pairs of quotation marks, longer ones first; single marks are apostrophes more often than not."""
        pairs = ((pair[: len(pair) // 2], pair[len(pair) // 2 :]) for pair in self._quotes)
        return tuple(sorted((pair for pair in pairs if pair[0] != "\u2018"), key=lambda pair: -len(pair[0])))

    def pattern(self, name: str) -> re.Pattern[str]:
        """The forms of a list, as whole words in either case; "a … b" leaves room for a few words."""
        if name not in self._patterns:
            forms = "|".join(map(_with_gaps, sorted(self._lists.get(name, ()), key=len, reverse=True)))
            self._patterns[name] = re.compile(rf"\b(?:{forms})\b" if forms else r"(?!)", re.IGNORECASE)
        return self._patterns[name]

    def opening(self, name: str) -> frozenset[str] | None:
        """The words that the forms of a list begin with, in small letters; None where a mark begins one."""
        if name not in self._opening:
            firsts = [_RUN.match(form) for form in self._lists.get(name, ())]
            words = frozenset(first[0] for first in firsts if first)
            self._opening[name] = words if all(firsts) else None
        return self._opening[name]

    def phrases(self, name: str) -> tuple[tuple[str, ...], ...]:
        """The forms of a list, word by word, longer ones first."""
        if name not in self._phrases:
            forms = (tuple(form.split()) for form in self._lists.get(name, ()))
            self._phrases[name] = tuple(sorted(forms, key=lambda form: (-len(form), form)))
        return self._phrases[name]

    def listed(self, *names: str) -> frozenset[str]:
        """The forms of some lists, in lower case."""
        if names not in self._listed:
            self._listed[names] = frozenset().union(*(self._lists.get(name, ()) for name in names))
        return self._listed[names]

    def has(self, token: Token, *names: str) -> bool:
        """Whether the token is in one of the lists."""
        low, lists = token.low, self._lists
        for name in names:  # noqa: SIM110  asked for some fifty times a sentence: a generator takes twice as long
            if name in lists and low in lists[name]:
                return True
        return False

    def ends(self, token: Token, name: str) -> bool:
        """Whether the token ends as the words of a kind do ("adverb ending")."""
        return token.low.endswith(self._endings.get(name, ()))

    def is_adverb(self, token: Token) -> bool:
        """Whether the token is an adverb, by the list or by its ending."""
        if token.readings:
            nominal = any(reading.case for reading in token.readings)
            return self.has(token, "adverb") or (token.readings[0].part == "adverb" and not nominal)
        return self.has(token, "adverb") or (
            token.is_word and not token.capital and self.ends(token, "adverb ending")
        )

    def is_possessor(self, token: Token) -> bool:
        """Whether what follows belongs to the token: the port's, their."""
        if self.has(token, "contraction"):
            return False
        return self.has(token, "possessive") or self.ends(token, "possessive ending")

    def is_verb(self, token: Token) -> bool:
        """Whether the token may be a cue that is a verb."""
        return any(form.kind not in ("noun", "adjective", "source") for form in self.cues(token))

    def cues(self, token: Token) -> list[CueForm]:
        """The cues that begin with the token, longer ones first."""
        return self._cues.get(token.low, [])

    def _kind(self, form: str, cue: Cue, forms: set[str]) -> Kind:
        if cue.frame == "source":
            return "source"
        if cue.noun:
            return "noun"
        if cue.predicate:
            return "adjective"
        word, space, rest = form.partition(" ")
        tail = space + rest
        if word.endswith(self._endings.get("participle ending", ())):
            return "participle"
        personal = self._endings.get("third ending", ())
        others = forms - {form}
        # the longest of the endings takes the place of a letter (carry, carr-ies)
        longest = max(personal, key=len, default="")
        plain = any(word + ending + tail in others for ending in personal)
        if plain or (longest and word[:-1] + longest + tail in others):
            return "base"
        if any(word.endswith(end) and _shares(word.removesuffix(end), tail, others) for end in personal):
            return "third"
        return "finite"


def _with_gaps(form: str) -> str:
    return _GAP.join(map(re.escape, form.split(" \u2026 ")))


_GAP = r"\b[^.;:!?\n]{0,60}?\b"


def _shares(stem: str, tail: str, forms: set[str]) -> bool:
    """Whether the stem is the plain form of a verb, but for its last letter (carr-ies, carry)."""
    return any(form in (stem + tail, stem + form[len(stem) : len(stem) + 1] + tail) for form in forms)


_KNOWN: dict[int, tuple[Lexicon, Words]] = {}


def words_of(lexicon: Lexicon) -> Words:
    """The words of a language, indexed once. Known by identity: to hash a lexicon is to hash all of its words."""
    known = _KNOWN.get(id(lexicon))
    if known is None or known[0] is not lexicon:
        known = _KNOWN[id(lexicon)] = (lexicon, Words(lexicon))
    return known[1]
