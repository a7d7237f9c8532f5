"""Whose verb it is, where words show their case: the subject stands before its verb or after it, or is left out."""

from collections.abc import Iterator
from dataclasses import dataclass

from readout.attribute.cases import LIKELY, SURE, Phrase, Phrases, agrees, is_finite, parts_of
from readout.attribute.sentences import Match, Walk
from readout.model import Grammar, Span

_MARKS = frozenset({",", ";", ":", "\u2014", "\u2013", "--", "-", "\u2015"})
_HARD = frozenset({";", ":"})
_LONGEST_QUOTED_NAME = 6
_FEWEST_LISTED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Who a verb belongs to: the tokens ``first`` to ``stop``; ``after`` whether they stand behind it."""

    span: Span
    first: int
    stop: int
    after: bool
    sure: bool = True


class Subjects:
    """The subjects of one sentence."""

    def __init__(self, walk: Walk) -> None:
        self.walk, self.tokens, self.words = walk, walk.tokens, walk.words
        self.start, self.stop = walk.start, walk.stop
        self.phrases = Phrases(walk)

    def find(self, match: Match) -> Subject | None:
        """The subject of the cue's verb."""
        verb = self.forms(match)
        first, right = self.segment_start(match.first), self._right(match, verb)
        if right and self.opens(match) and (right[0].strength >= LIKELY or right[1] == match.last + 1):
            return self._make(right, after=True)
        own = self._best(self.phrases.between(first, match.first), verb)
        if own and own.strength == SURE:
            return self._make(self._grow_left(own, first), after=False)
        if right and right[0].strength == SURE:
            return self._make(right, after=True)
        if own and not self._is_relative(own):
            return self._make(self._grow_left(own, first), after=False)
        if left := self._left(match, first, verb):
            return left
        return self._make(right, after=True) if right else None

    def forms(self, match: Match) -> tuple[Grammar, ...]:
        """The numbers, genders and persons of the cue's verb."""
        for place in range(match.first, match.last + 1):
            verbs = tuple(r for r in self.tokens[place].readings if r.part in ("verb", "short"))
            if verbs:
                return verbs
        return ()

    def opens(self, match: Match) -> bool:
        """Whether the cue opens its segment, but for adverbs."""
        at = match.first - 1
        while at >= self.start and self.words.is_adverb(self.tokens[at]):
            at -= 1
        return at < self.start or not self.tokens[at].is_word or self.tokens[at].quoted

    def segment_start(self, at: int) -> int:
        """The first token of the segment between marks that a place stands in."""
        while at > self.start and not self.is_break(at - 1):
            at -= 1
        return at

    def segment_stop(self, at: int) -> int:
        """The mark that ends the segment which a place stands in, or the sentence's end."""
        while at < self.stop and not self.is_break(at):
            at += 1
        return at

    def is_break(self, at: int) -> bool:
        """Whether a mark or the end of a long quotation stands here."""
        token = self.tokens[at]
        if token.quoted:
            quote = self.walk.line.quote_at(token.start)
            return quote is not None and self._length(quote) > _LONGEST_QUOTED_NAME
        return token.low in _MARKS

    def _length(self, quote: Span) -> int:
        return self.walk.line.index(quote.stop) - self.walk.line.index(quote.start) - 2

    # Before the verb

    def _best(self, phrases: tuple[Phrase, ...], verb: tuple[Grammar, ...]) -> Phrase | None:
        fitting = [p for p in phrases if p.is_subject and agrees(p, verb)]
        return max(fitting, key=lambda phrase: (phrase.strength, phrase.first)) if fitting else None

    def _is_relative(self, phrase: Phrase) -> bool:
        return phrase.stop == phrase.first + 1 and self.words.has(self.tokens[phrase.first], "relative")

    def _left(self, match: Match, first: int, verb: tuple[Grammar, ...]) -> Subject | None:
        joined = self._is_joined(first, match.first)
        relative = self._relative(first, match.first)
        if relative is not None:
            antecedent = self._antecedent(relative, first)
            if antecedent or first <= self.start:
                return antecedent
            joined = True
        elif self.is_subordinate(first):
            return None
        for left, right in self._segments(first):
            if self._is_inserted(left, right):
                continue
            best = self._best(self.phrases.between(left, right), verb)
            clausal = any(is_finite(t) and not t.quoted for t in self.tokens[left:right])
            if best and not self._is_relative(best) and (joined or not clausal):
                return self._make(self._grow_left(best, left), after=False)
            if clausal and not joined:
                return None
        return None

    def _relative(self, first: int, stop: int) -> int | None:
        """The relative pronoun that opens the segment, a preposition before it or not."""
        for place in range(first, min(first + 2, stop)):
            if self.words.has(self.tokens[place], "relative"):
                return place
        return None

    def _antecedent(self, at: int, first: int) -> Subject | None:
        nominative = any(r.case == "nominative" for r in self.tokens[at].readings)
        if at != first or not nominative or first - 1 <= self.start:
            return None
        left = self.segment_start(first - 1)
        phrases = self.phrases.between(left, first - 1)
        if not phrases or phrases[-1].stop != first - 1:
            return None
        last = phrases[-1]
        return Subject(
            span=self.walk.span(last.first, last.stop), first=last.first, stop=first - 1, after=False
        )

    def is_subordinate(self, first: int) -> bool:
        """Whether a conjunction that makes a clause another's part opens the segment."""
        while first < self.stop and self.words.has(self.tokens[first], "conjunction"):
            first += 1
        return first < self.stop and self.words.has(self.tokens[first], "subordinator")

    def _is_joined(self, first: int, at: int) -> bool:
        """Whether the verb goes on with the clause before: , and said; or is a gerund."""
        gerund = any("gerund" in parts_of(t) for t in self.tokens[at : at + 1])
        return gerund or (first < at and self.words.has(self.tokens[first], "conjunction"))

    def _segments(self, first: int) -> Iterator[tuple[int, int]]:
        """The segments before a place, the nearest first, up to a mark that no subject is carried over."""
        while first - 1 > self.start:
            mark = self.tokens[first - 1]
            if not mark.is_word and self.tokens[first - 2].quoted:
                mark = self.tokens[first - 2]
            quote = self.walk.line.quote_at(mark.start) if mark.quoted else None
            if quote:
                first = self.walk.line.index(quote.start)
                if first - 1 <= self.start:
                    return
                mark = self.tokens[first - 1]
            if mark.low in _HARD and not quote:
                return
            right = first - 1 if mark.low in _MARKS else first
            left = self.segment_start(right)
            yield left, right
            first = left

    def is_aside(self, left: int, right: int) -> bool:
        """Whether a segment stands between a verb and what it governs: saying so, among other things."""
        if any(t.readings and t.readings[0].part == "gerund" for t in self.tokens[left:right]):
            return True
        inner = self.tokens[left:right]
        phrases = self.phrases.between(left, right)
        bare = all(phrase.preposition or phrase.strength == SURE for phrase in phrases)
        return bare and not any(is_finite(token) or self.words.has(token, "subordinator") for token in inner)

    def _is_inserted(self, left: int, right: int) -> bool:
        """Whether the segment hangs on another: which came to …, coming to …."""
        if self._relative(left, right) is not None or self.is_subordinate(left):
            return True
        inner = [t for t in self.tokens[left:right] if not t.quoted and t.readings]
        return any(t.readings[0].part == "gerund" for t in inner) or bool(
            inner and inner[0].readings[0].part == "participle"
        )

    def _grow_left(self, phrase: Phrase, first: int) -> tuple[Phrase, int, int]:
        """With the names and offices before it that are parted from it by commas."""
        start = phrase.first
        while start == first and first - 2 >= self.start and self.tokens[first - 1].low == ",":
            if self.tokens[first - 1].quoted:
                break
            left = self.segment_start(first - 1)
            phrases = self.phrases.between(left, first - 1)
            last = phrases[-1] if phrases else None
            clausal = any(is_finite(t) for t in self.tokens[left : first - 1])
            if last is None or last.strength < LIKELY or last.stop != first - 1 or clausal:
                break
            start, first = last.first, left
        return phrase, start, phrase.stop

    # Behind the verb

    def _right(self, match: Match, verb: tuple[Grammar, ...]) -> tuple[Phrase, int, int] | None:
        at = match.last + 1
        stop = self.segment_stop(at)
        if listed := self._list(at, verb):
            return listed
        best = None
        for phrase in self.phrases.between(at, stop):
            if (
                phrase.is_subject
                and agrees(phrase, verb)
                and (best is None or phrase.strength > best.strength)
            ):
                best = phrase
        if best is None:
            return None
        end = best.stop
        while end == stop and stop + 1 < self.stop and self.tokens[stop].low == ",":
            after = self.segment_stop(stop + 1)
            phrases = self.phrases.between(stop + 1, after)
            if any(is_finite(t) for t in self.tokens[stop + 1 : after]) or not phrases:
                break
            if phrases[0].strength != SURE or not phrases[0].is_subject or phrases[0].first != stop + 1:
                break
            end, stop = phrases[0].stop, after
        return best, best.first, end

    def _list(self, at: int, verb: tuple[Grammar, ...]) -> tuple[Phrase, int, int] | None:
        """Several subjects of a verb that is in the plural: the mayor, the judge and the council."""
        if not verb or any(form.number != "plural" for form in verb):
            return None
        found: list[Phrase] = []
        while at < self.stop:
            stop = self.segment_stop(at)
            phrases = [p for p in self.phrases.between(at, stop) if not p.preposition]
            if not phrases or phrases[0].strength < LIKELY or (found and phrases[0].first != at):
                break
            found.append(phrases[0])
            if phrases[0].stop != stop or stop >= self.stop or self.tokens[stop].low != ",":
                break
            at = stop + 1
        if len(found) < _FEWEST_LISTED or not found[-1].joined:
            return None
        return found[0], found[0].first, found[-1].stop

    def _make(self, found: tuple[Phrase, int, int], *, after: bool) -> Subject:
        phrase, first, stop = found
        sure = phrase.strength == SURE
        return Subject(span=self.walk.span(first, stop), first=first, stop=stop, after=after, sure=sure)
