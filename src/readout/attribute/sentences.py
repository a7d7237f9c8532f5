"""One sentence of a spaced language, walked by its tokens: where phrases and quotations begin and end."""

from collections.abc import Mapping
from dataclasses import dataclass

from readout.attribute.tokens import Line, Token
from readout.attribute.words import CueForm, Words
from readout.model import Span

_LONGEST_PHRASE = 40
_LONG_WORD = 3
_TITLED = 0.8


@dataclass(frozen=True, slots=True)
class Match:
    """A cue at the tokens ``first`` to ``last`` of its line."""

    first: int
    last: int
    form: CueForm


class Walk:
    """A sentence, the tokens ``start`` to ``stop`` of a line. Places are indexes of the line's tokens."""

    def __init__(self, line: Line, start: int, stop: int, words: Words, times: Mapping[int, int]) -> None:
        self.line, self.tokens = line, line.tokens
        self.start, self.stop = start, stop
        self.words = words
        self.times = times
        self._time_ends = {end: begin for begin, end in times.items()}

    def matches(self) -> list[Match]:
        """The cues outside quotations, as their words alone tell; several forms may begin at one token, longer first."""
        found: list[Match] = []
        for at in range(self.start, self.stop):
            token = self.tokens[at]
            if not token.quoted and token.is_word:
                found += [
                    Match(at, at + len(f.words) - 1, f) for f in self.words.cues(token) if self._stands(f, at)
                ]
        return found

    def _stands(self, form: CueForm, at: int) -> bool:
        return at + len(form.words) <= self.stop and all(
            self.tokens[at + n].low == word for n, word in enumerate(form.words)
        )

    def span(self, first: int, stop: int) -> Span:
        """The characters of the tokens from ``first`` to before ``stop``."""
        return Span(self.tokens[first].start, self.tokens[stop - 1].stop)

    def is_titled(self) -> bool:
        """Whether it is a heading, whose words all begin with capitals."""
        if self.line.heading:
            return True
        long = [t for t in self.tokens[self.start : self.stop] if t.is_word and t.stop - t.start > _LONG_WORD]
        return len(long) > _LONG_WORD and sum(t.capital for t in long) >= _TITLED * len(long)

    def peel(self, at: int) -> int:
        """Back from a place over adverbs, auxiliaries and times, to what may end a subject."""
        while at >= self.start:
            token = self.tokens[at]
            if token.quoted:
                return at
            if token.low == "." and at > self.start and self.tokens[at - 1].stop == token.start:
                at -= 1  # of an abbreviation, as it ends no sentence here
                continue
            begin = self._time_ends.get(token.stop)
            if begin is not None and (place := self.line.index(begin)) >= self.start:
                at = place - 1
                if at >= self.start and self.words.has(self.tokens[at], "before time"):
                    at -= 1
            elif self.words.is_adverb(token) or self.words.has(token, "auxiliary") or self.is_midway(at):
                at -= 1
            else:
                return at
        return at

    def is_midway(self, at: int) -> bool:
        """Whether a preposition stands as an adverb behind an auxiliary: has since said."""
        after = at > self.start and self.words.has(self.tokens[at - 1], "auxiliary")
        return after and self.words.has(self.tokens[at], "midway")

    def ends_time(self, token: Token) -> bool:
        """Whether a phrase of time ends with the token."""
        return token.stop in self._time_ends

    def has_be(self, match: Match) -> bool:
        """Whether a form of "be" stands before the cue."""
        at = match.first - 1
        while at >= self.start and self.words.is_adverb(self.tokens[at]):
            at -= 1
        return at >= self.start and self.words.has(self.tokens[at], "be", "contraction")

    # Subjects

    def subject_before(self, match: Match) -> tuple[Span | None, int]:
        """The noun phrase before the cue, with its apposition, and the place where it starts; None if there is none."""
        words, at = self.words, self.peel(match.first - 1)
        if at < self.start:
            return None, at
        end = at + 1
        if end < match.first and self.tokens[end].low == ".":
            end += 1
        if self.tokens[at].low in _CLOSERS and not self.tokens[at].quoted:
            opened = self._skip_apposition(at)
            if opened is None:
                return None, at
            at = opened
        token = self.tokens[at]
        if token.quoted or not token.is_word or words.has(token, "not subject"):
            return None, at
        if words.has(token, "relative"):
            antecedent = self._antecedent(at)
            return (Span(antecedent.start, token.stop), at) if antecedent else (None, at)
        first = self._named_before(self.phrase_start(at))
        first = self.behind_relative(first)
        if first > at:
            return None, at
        return self.span(first, end if end - first < _LONGEST_PHRASE else at + 1), first

    def behind_relative(self, first: int) -> int:
        """Where the noun stands whose relative clause ends before the verb: people who have seen it said …"""
        at = first - 1
        while at > self.start and (
            self.words.has(self.tokens[at], "auxiliary") or self.words.is_adverb(self.tokens[at])
        ):
            at -= 1
        if at == first - 1 or at <= self.start or not self.words.has(self.tokens[at], "person relative"):
            return first
        noun = at - 1
        if self.tokens[noun].low == _COMMA or not self.tokens[noun].is_word or self.tokens[noun].quoted:
            return first
        return self.phrase_start(noun)

    def _named_before(self, first: int) -> int:
        """Where the name stands that a phrase is the apposition of: Ana Reyes, a lawyer at a firm, the oldest here, said …"""
        before = first - 2
        if before <= self.start or self.tokens[first - 1].low != _COMMA or self.tokens[first - 1].quoted:
            return first
        name = self.tokens[before - 1 : before + 1]
        if not (
            self.words.has(self.tokens[first], "determiner") and all(t.capital and t.is_word for t in name)
        ):
            return first
        start = self.phrase_start(before)
        opens = start == self.start or not self.tokens[start - 1].is_word
        timed = any(t.start in self.times or t.quoted for t in self.tokens[start : before + 1])
        return start if opens and not timed else first

    def _skip_apposition(self, at: int) -> int | None:
        """From the mark that closes an apposition to the last token before the one that opened it."""
        opening = _CLOSERS[self.tokens[at].low]
        for place in range(at - 1, max(self.start, at - _LONGEST_PHRASE) - 1, -1):
            token = self.tokens[place]
            if not token.quoted and token.low == opening and place > self.start:
                if self.tokens[place - 1].is_word:
                    return place - 1
                if self.tokens[place - 1].low == ")":
                    return self._skip_apposition(place - 1)
        return None

    def _antecedent(self, at: int) -> Span | None:
        """The noun phrase that a relative pronoun stands for."""
        end = at - 1
        while end >= self.start and (
            not self.tokens[end].is_word or self.words.has(self.tokens[end], "preposition")
        ):
            end -= 1
        if end < self.start or self.tokens[end].quoted:
            return None
        first = end
        for place in range(end, self.phrase_start(end) - 1, -1):
            if self.words.has(self.tokens[place], "preposition", "infinitive") and not self.words.has(
                self.tokens[place], "phrase joint"
            ):
                break
            first = place
        return self.span(first, end + 1)

    def phrase_start(self, at: int) -> int:
        """Where the noun phrase that ends at a place begins, prepositional phrases included."""
        words, place = self.words, at
        if words.has(self.tokens[at], "pronoun"):
            return at
        while place > self.start:
            before = self.tokens[place - 1]
            if before.quoted and not self.tokens[place].quoted:
                break
            if not before.is_word:
                if before.low not in _INNER_MARKS:
                    break
            elif (
                words.has(before, "subordinator", "auxiliary")
                or (words.cues(before) and self._looks_finite(place - 1))
                or (words.has(before, "conjunction") and not self._joins_names(place - 1))
            ):
                break
            place -= 1
        while place < at and self._is_no_opening(self.tokens[place]):
            place += 1
        return place

    def _is_no_opening(self, token: Token) -> bool:
        return self.words.has(token, "preposition", "conjunction") or (
            self.words.is_adverb(token) and not token.capital
        )

    def _looks_finite(self, place: int) -> bool:
        if self.words.ends(self.tokens[place], "finite ending"):
            return True
        return place > self.start and self.words.has(self.tokens[place - 1], "subject pronoun")

    def _joins_names(self, place: int) -> bool:
        """Whether a conjunction stands between two names or nouns rather than two clauses."""
        if place == self.start or place + 1 >= self.stop:
            return False
        before, after = self.tokens[place - 1], self.tokens[place + 1]
        if self.words.has(after, "preposition"):
            return True
        return before.is_word and after.capital == before.capital and not self.words.has(after, "pronoun")

    def leading_subject(self, stop: int) -> Span | None:
        """The first noun phrase of the sentence, up to its verb."""
        at = self.start
        while at < stop and (not self.tokens[at].is_word or self.words.has(self.tokens[at], "conjunction")):
            at += 1
        if at < stop and self.words.has(self.tokens[at], "preposition"):
            while at < stop and self.tokens[at].low != _COMMA:
                at += 1
            at += 1
        return self.subject_from(at, stop)

    def subject_from(self, at: int, stop: int | None = None) -> Span | None:
        """The noun phrase that begins at a place, up to its verb."""
        end, stop = at, self.stop if stop is None else stop
        while end < stop and not self.words.has(self.tokens[end], "auxiliary"):
            if self.is_point(end):
                end += 1
                continue
            if not self.tokens[end].is_word:
                break
            if end > at and (self.words.is_adverb(self.tokens[end]) or not self._goes_on(end, at)):
                break
            end += 1
        return self.span(at, end) if at < end else None

    def is_point(self, at: int) -> bool:
        """Whether a full stop belongs to the short word before it, and a name goes on: Mr. Lund, U.S. Attorney Paz."""
        if not self.start < at < self.stop - 1 or self.tokens[at].low != ".":
            return False
        return self.tokens[at - 1].stop == self.tokens[at].start and self.tokens[at + 1].capital

    def _goes_on(self, place: int, at: int) -> bool:
        """Whether a noun phrase that began at a place goes on with this token."""
        token = self.tokens[place]
        if token.capital or self.words.has(token, "determiner", "conjunction", "phrase joint"):
            return True
        if place == at + 1 and self.words.has(self.tokens[at], "determiner"):
            return True
        return not self.words.ends(token, "finite ending") and not self.words.ends(token, "third ending")


_COMMA = ","
_CLOSERS = {
    ",": ",",
    ")": "(",
    "\u2014": "\u2014",
    "\u2013": "\u2013",
    "--": "--",
    "\u2015": "\u2015",
    "-": "-",
}
_INNER_MARKS = frozenset("\u2019'-&.")
