"""Noun phrases where words show their case: which may be a subject, and how far each goes."""

from dataclasses import dataclass

from readout.attribute.sentences import Walk
from readout.attribute.tokens import Token
from readout.model import Grammar

_NOMINAL = frozenset({"noun", "name", "place", "pronoun", "adjective", "participle", "number"})
_HEADS = frozenset({"noun", "name", "place", "pronoun", "number"})
_CASES = frozenset({"nominative", "genitive", "dative", "accusative", "instrumental", "locative"})
_OBLIQUE = _CASES - {"nominative"}
# of a quotation that is a name: the party «…»
_LONGEST_TERM = 6
# how surely a phrase is a subject: its form says so; it may be an object as well; it is a name that does not decline
SURE, LIKELY, WEAK = 3, 2, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """The tokens ``first`` to ``stop``, a preposition not counted.

    ``strength`` says how surely it is a subject, 0 that it is none; ``forms`` are its heads' numbers and genders, as the
    verb of a subject shows them; ``joined`` whether it is several joined by a conjunction.
    """

    first: int
    stop: int
    strength: int
    forms: frozenset[Grammar]
    cases: frozenset[str]
    preposition: str = ""
    joined: bool = False

    @property
    def is_subject(self) -> bool:
        return self.strength > 0 and bool(self.forms)


def is_finite(token: Token) -> bool:
    """Whether the token is a verb with a subject, or a predicate that stands for one."""
    return bool(token.readings) and token.readings[0].part in ("verb", "short") and token.known


def parts_of(token: Token) -> frozenset[str]:
    """The parts of speech that the token may be."""
    return frozenset(reading.part for reading in token.readings)


def cases_of(token: Token) -> frozenset[str]:
    """The cases that the token may stand in; all of them for what does not decline, none for what is no noun."""
    if token.quoted:
        return _CASES
    readings = [reading for reading in token.readings if reading.part in _NOMINAL]
    if not readings:
        return _CASES if token.capital and not (token.readings and token.known) else frozenset()
    if token.capital:  # a name that is also a form of a common noun
        readings = [reading for reading in readings if reading.part == "name"] or readings
    if any(not reading.case for reading in readings):
        return _CASES
    return frozenset(reading.case for reading in readings)


def agrees(phrase: Phrase, verb: tuple[Grammar, ...]) -> bool:
    """Whether a phrase may be the subject of a verb of these forms."""
    return any(_fits(phrase, subject, form) for form in verb for subject in phrase.forms)


def _fits(phrase: Phrase, subject: Grammar, verb: Grammar) -> bool:
    if verb.person in ("first", "second"):
        return subject.person == verb.person and subject.number in ("", verb.number)
    if subject.person in ("first", "second") and (verb.person == "third" or subject.number != verb.number):
        return False
    if verb.number == "plural":
        return phrase.joined or subject.number in ("", "plural") or subject.part == "number"
    if verb.number and subject.number not in ("", verb.number) and subject.part != "number":
        return False
    if phrase.joined or not verb.gender or not subject.gender or subject.person:
        return True
    # an office is masculine, whoever holds it; only living beings tell nominative from accusative there
    return subject.gender == verb.gender or (
        verb.gender == "feminine" and subject.gender == "masculine" and phrase.strength != LIKELY
    )


class Phrases:
    """The noun phrases of a sentence."""

    def __init__(self, walk: Walk) -> None:
        self.walk, self.tokens, self.words = walk, walk.tokens, walk.words
        self._known: dict[tuple[int, int], tuple[Phrase, ...]] = {}

    def between(self, lo: int, hi: int) -> tuple[Phrase, ...]:
        """The phrases of the tokens from ``lo`` to before ``hi``, in order; marks part them."""
        key = (lo, hi)
        if key not in self._known:
            self._known[key] = tuple(self._join(self._chunk(lo, hi)))
        return self._known[key]

    def _chunk(self, lo: int, hi: int) -> list[Phrase]:
        found: list[Phrase] = []
        current: _Open | None = None
        at = lo
        while at < hi:
            token = self.tokens[at]
            end = self._skip(at, hi)
            if end > at:
                current = None
                at = end
                continue
            if current is not None and self._is_coordination(current, at, hi):
                current.stop = at + 1
                at += 1
                continue
            if self._is_preposition(token):
                current = _Open(at + 1, token.low)
                at += 1
                continue
            cases = self._cases(token)
            if not cases:
                current = None
            elif current is not None and current.takes(token, cases):
                found = self._put(found, current)
            else:
                current = _Open(at, "")
                current.takes(token, cases)
                found = self._put(found, current)
            at += 1
        return found

    def _is_coordination(self, current: "_Open", at: int, hi: int) -> bool:
        """Whether a conjunction joins two genitives of one noun: the council of security and defence."""
        if not current.headed or at + 1 >= hi or not self.words.has(self.tokens[at], "joint"):
            return False
        before, after = self.tokens[at - 1], self.tokens[at + 1]
        if at - 1 <= current.first or before.quoted or after.quoted or after.capital != before.capital:
            return False
        return "genitive" in self._cases(before) and "genitive" in self._cases(after) - {"nominative"}

    def _put(self, found: list[Phrase], current: "_Open") -> list[Phrase]:
        if found and found[-1].first == current.first:
            found.pop()
        if current.stop > current.first:
            first = self.tokens[current.first]
            if self.words.has(first, "quantity"):
                current.forms.add(Grammar("number"))
            found.append(current.close(self.words.has(first, "not subject")))
        return found

    def _skip(self, at: int, hi: int) -> int:
        """Past a phrase of time, a quotation too long for a name, a remark in brackets."""
        token = self.tokens[at]
        stop = self.walk.times.get(token.start)
        if stop is not None and not token.quoted:
            return min(max(self.walk.line.index(stop), at + 1), hi)
        if token.quoted and (quote := self.walk.line.quote_at(token.start)):
            end = self.walk.line.index(quote.stop)
            return min(end, hi) if end - self.walk.line.index(quote.start) > _LONGEST_TERM else at
        if token.low == "(":
            closing = next((n for n in range(at, hi) if self.tokens[n].low == ")"), at)
            return closing + 1 if closing > at else at
        return at

    def _is_preposition(self, token: Token) -> bool:
        if token.quoted:
            return False
        return self.words.has(token, "preposition") or bool(
            token.readings and token.readings[0].part == "preposition"
        )

    def _cases(self, token: Token) -> frozenset[str]:
        if token.quoted:
            return _CASES
        if not token.is_word or self.words.has(token, "adverb", "conjunction", "subordinator", "auxiliary"):
            return frozenset()
        if (
            token.readings
            and token.readings[0].part in ("verb", "gerund", "infinitive", "short")
            and token.known
        ):
            return frozenset()
        cases = cases_of(token)
        undeclined = (
            token.capital
            and self.words.ends(token, "undeclined ending")
            and bool(parts_of(token) & {"name"} or not token.known)
        )
        return _CASES if undeclined else cases

    def _join(self, phrases: list[Phrase]) -> list[Phrase]:
        """Subjects joined by a conjunction are one: the mayor and the council."""
        joined: list[Phrase] = []
        for phrase in phrases:
            before = joined[-1] if joined else None
            if (
                before
                and before.is_subject
                and phrase.is_subject
                and not phrase.preposition
                and not before.preposition
                and phrase.first == before.stop + 1
                and self.words.has(self.tokens[before.stop], "joint")
            ):
                joined[-1] = Phrase(
                    first=before.first,
                    stop=phrase.stop,
                    strength=min(before.strength, phrase.strength),
                    forms=before.forms | phrase.forms,
                    cases=before.cases & phrase.cases,
                    joined=True,
                )
            else:
                joined.append(phrase)
        return joined


class _Open:
    """A phrase that is being read."""

    def __init__(self, first: int, preposition: str) -> None:
        self.first = self.stop = first
        self.preposition = preposition
        self.cases = _OBLIQUE if preposition else _CASES
        self.headed = False
        self.strength = 0
        self.forms: set[Grammar] = set()

    def takes(self, token: Token, cases: frozenset[str]) -> bool:
        """Whether the phrase goes on with the token; it does so then."""
        head = token.quoted or not token.readings or bool(parts_of(token) & _HEADS)
        if not self.headed:
            if not self.cases & cases:
                return False
            self.cases &= cases
        elif self.cases & cases and self._is_apposition(token, cases):
            self.cases &= cases
        elif "genitive" in cases:
            self.stop += 1
            return True
        else:
            return False
        self.headed = self.headed or head
        self.stop += 1
        if "nominative" in self.cases:
            self._note(token, cases)
        else:
            self.forms.clear()
        return True

    def _is_apposition(self, token: Token, cases: frozenset[str]) -> bool:
        """A name beside an office, and not what belongs to it: President Lund, not the president of Norway."""
        if "nominative" not in cases or "nominative" not in self.cases:
            return "genitive" not in cases
        return "genitive" not in cases or (token.capital and "name" in parts_of(token))

    def _note(self, token: Token, cases: frozenset[str]) -> None:
        strength = SURE
        if cases == _CASES:
            strength = (
                WEAK if token.capital and not token.quoted and token.low != token.low.upper() else LIKELY
            )
        elif "accusative" in cases:
            strength = LIKELY
        self.strength = max(self.strength, strength)
        for reading in token.readings:
            if reading.part in _HEADS and reading.case in ("", "nominative"):
                self.forms.add(Grammar(reading.part, "", reading.number, reading.gender, reading.person))
        if token.quoted or not token.readings or cases == _CASES:
            self.forms.add(Grammar("name", "", "" if token.quoted else "singular"))

    def close(self, barred: bool) -> Phrase:
        """The phrase so far."""
        subject = "nominative" in self.cases and not self.preposition and not barred
        return Phrase(
            first=self.first,
            stop=self.stop,
            strength=self.strength if subject else 0,
            forms=frozenset(self.forms),
            cases=self.cases,
            preposition=self.preposition,
        )
