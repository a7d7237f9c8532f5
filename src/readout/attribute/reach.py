"""What is reported where words show their case: where it begins, and where the narrator takes over again."""

from collections.abc import Mapping

from readout.attribute.cases import is_finite, parts_of
from readout.attribute.extents import COMMA, DASHES, Clause, Extents
from readout.attribute.sentences import Match
from readout.attribute.subjects import Subject, Subjects
from readout.attribute.tokens import Line
from readout.attribute.words import Words
from readout.model import Grammar, Span

# tokens between a cue and the word or mark that opens what is reported
_LONGEST_LEAD = 24


class Reach(Extents):
    """A sentence with its cues and subjects, and what stands before and after each cue."""

    def __init__(
        self, line: Line, start: int, stop: int, words: Words, times: Mapping[int, int], number: int
    ) -> None:
        super().__init__(line, start, stop, words, times, number)
        self.subjects = Subjects(self.walk)

    def topic_before(self, match: Match, first: int, after: int) -> Span | None:
        """What it is told of, where that stands before the verb: of the fee told the mayor on Friday."""
        following = self.tokens[after : self.stop][:1]
        if any(
            token.is_word and (not self.words.has(token, "preposition") or self.words.has(token, "about"))
            for token in following
        ):
            return None
        for phrase in self.subjects.phrases.between(first, match.first):
            if phrase.preposition and self.words.has(self.tokens[phrase.first - 1], "topic"):
                return self.walk.span(phrase.first - 1, phrase.stop)
        return None

    def opens_object(self, match: Match, at: int) -> bool:
        """Whether what the verb governs begins here."""
        token = self.tokens[at]
        if token.quoted:
            return True
        if self.subjects.is_break(at) or not token.is_word or match.form.entry.place:
            return False
        if match.form.entry.frame != "stance":
            return True
        # wishes are told by an infinitive, facts are not
        return "infinitive" in parts_of(token) and match.form.entry.act != "assert"

    def is_small(self, at: int, stop: int) -> bool:
        """Whether only adverbs, conjunctions and marks stand from a place to before another."""
        while at < stop:
            token = self.tokens[at]
            if token.quoted:
                return False
            phrase = next(
                (f for f in self.words.phrases("adverb") if len(f) > 1 and self._reads(at, f)), None
            )
            small = self.words.is_adverb(token) or self.words.has(token, "conjunction", "subordinator")
            if token.is_word and not small and phrase is None:
                return False
            at += len(phrase) if phrase else 1
        return True

    def _reads(self, at: int, form: tuple[str, ...]) -> bool:
        return tuple(token.low for token in self.tokens[at : at + len(form)]) == form

    def skip_adjuncts(self, match: Match, subject: Subject) -> int:
        """Past the subject, adverbs and times behind the cue."""
        at = match.last + 1
        while at < self.stop:
            token = self.tokens[at]
            end = self.times.get(token.start)
            if subject.after and at == subject.first:
                at = subject.stop
            elif token.quoted:
                break
            elif end is not None:
                at = max(self.line.index(end), at + 1)
            elif self.words.is_adverb(token) or (
                self.words.has(token, "before time") and self._times(at + 1)
            ):
                at += 1
            elif match.form.entry.frame == "clause" and (stop := self._addressee(at, subject)):
                at = stop
            else:
                break
        return at

    def _times(self, at: int) -> bool:
        return at < self.stop and self.tokens[at].start in self.times

    def _addressee(self, at: int, subject: Subject) -> int | None:
        """Past whom it is said to: a phrase in the dative."""
        stop = subject.first if subject.after and subject.first > at else self.subjects.segment_stop(at)
        phrases = self.subjects.phrases.between(at, stop)
        if (
            phrases
            and phrases[0].first == at
            and not phrases[0].preposition
            and phrases[0].cases <= {"dative"}
        ):
            return phrases[0].stop
        return None

    def find_opening(self, after: int, match: Match) -> int | None:
        """Where what is reported begins, if a conjunction or a colon says so."""
        at = after
        while at < min(after + _LONGEST_LEAD, self.stop):
            token = self.tokens[at]
            if token.quoted or is_finite(token) or token.low in (";", *DASHES):
                return None
            if token.low == ":":
                return at + 1
            if token.low == COMMA:
                if at + 1 < self.stop and self.words.has(self.tokens[at + 1], "complementizer"):
                    if at > after and not self.words.has(self.tokens[at + 1], "that"):
                        return None  # what hangs on a noun between: the town where …
                    at = self._with_lead(at + 1, after)
                    bare = match.form.entry.frame != "object" or at <= after + 1
                    return at if bare else None
                stop = self.subjects.segment_stop(at + 1)
                if any(at < later.first < stop for later in self.matches):
                    return None
                if not self.subjects.is_aside(at + 1, stop):
                    return None
                at = stop
            else:
                at += 1
        return None

    def _with_lead(self, at: int, after: int) -> int:
        """With the pronoun that the conjunction hangs on: of that, that …"""
        place = at - 1
        if place > after and self.tokens[place].low == COMMA:
            for pointer in self.words.phrases("that lead"):
                if tuple(t.low for t in self.tokens[place - len(pointer) : place]) == pointer:
                    return place - len(pointer)
        return at

    def read_from(self, match: Match, source: Span, at: int, rule: str, *, clausal: bool) -> Clause | None:
        if at >= self.stop:
            if self.tokens[self.stop - 1].low == ":":
                self.announced = self.make(match, source, (), "announced")
            return None
        span = self.reach(match, at, clausal=clausal)
        return self.make(match, source, (span,), rule) if span else None

    def reach(self, match: Match, at: int, *, clausal: bool) -> Span | None:
        """From a place to where somebody else's words begin, quotations whole."""
        end = self._end(match, at, clausal=clausal)
        if end <= at:
            return None
        start, stop = self.tokens[at].start, self.tokens[end - 1].stop
        for place in (at, end - 1):
            if self.tokens[place].quoted and (quote := self.line.quote_at(self.tokens[place].start)):
                start, stop = min(start, quote.start), max(stop, quote.stop)
        return Span(start, stop)

    def _end(self, match: Match, at: int, *, clausal: bool) -> int:
        verb = self.subjects.forms(match)
        end = self.stop
        for later in self.matches:
            if later.first <= max(at, match.last) or later.first >= end:
                continue
            if self._takes_over(later, verb):
                end = self.subjects.segment_start(later.first)
                if not self.subjects.opens(later) or self._conjoined(later.first):
                    end = self._conjunction_before(later.first)
                break
        if not clausal:
            end = self._cut_predicate(at, end)
        while end > at and not self.tokens[end - 1].is_word and not self.tokens[end - 1].quoted:
            end -= 1
        return end

    def _takes_over(self, later: Match, verb: tuple[Grammar, ...]) -> bool:
        """Whether a later cue is the narrator's again: a gerund, another verb of the subject, a clause that closes."""
        readings = self.tokens[later.first].readings
        if later.form.kind == "source" or not readings:
            return False
        if readings[0].part == "gerund":
            return self.subjects.opens(later)
        forms = self.subjects.forms(later)
        first = self.subjects.segment_start(later.first)
        if self.words.has(self.tokens[first], "aside"):
            return True
        if self.words.has(self.tokens[first], "conjunction") and first < later.first - 1:
            subject = self.subjects.find(later)
            if subject and first < subject.first < later.first:
                return True
        if self._conjoined(later.first):
            return bool(set(forms) & set(verb)) or not verb
        if self.subjects.opens(later):
            subject = self.subjects.find(later)
            return bool(subject and subject.after and self.find_opening(subject.stop, later) is None)
        return False

    def _conjoined(self, at: int) -> bool:
        at -= 1
        while at > self.start and self.words.is_adverb(self.tokens[at]):
            at -= 1
        return self.words.has(self.tokens[at], "conjunction")

    def _conjunction_before(self, at: int) -> int:
        at -= 1
        while at > self.start and not self.words.has(self.tokens[at], "conjunction"):
            at -= 1
        return at

    def _cut_predicate(self, at: int, end: int) -> int:
        """Before a second verb of the same subject: praised the rules and opened the port."""
        for place in range(at + 1, end - 1):
            if self.tokens[place].quoted or not self.words.has(self.tokens[place], "conjunction"):
                continue
            after = self.tokens[place + 1]
            if not after.quoted and is_finite(after):
                return place
        return end

    def is_trailing(self, match: Match, subject: Subject, left: int, after: int) -> bool:
        """Whether the clause closes what it reports."""
        if left <= self.start and not (left and self.line.tokens[left - 1].quoted):
            return False
        if left < self.stop and self.words.has(self.tokens[left], "conjunction"):
            return False
        if subject.after or subject.stop == subject.first:
            if not self.subjects.opens(match):
                return False
        elif subject.first != left:
            return False
        at = left - 1
        while at > 0 and not self.line.tokens[at].is_word and not self.line.tokens[at].quoted:
            at -= 1
        if at >= 0 and self.line.tokens[at].quoted:
            return True
        if match.form.entry.frame == "object" or left <= self.start:
            return False
        if after < self.stop and self.tokens[after].is_word:
            about = self.words.has(self.tokens[after], "about")
            if about or not self.words.has(self.tokens[after], "preposition"):
                return False
        return subject.after or any(is_finite(t) for t in self.tokens[self.start : left])

    def told_before(self, left: int) -> Span | None:
        """What stands before the reporting clause, all of a quotation that it ends."""
        if left <= self.start or all(not t.is_word for t in self.tokens[self.start : left]):
            place = min(self.start, left) - 1
            while place > 0 and not self.tokens[place].is_word and not self.tokens[place].quoted:
                place -= 1
            return self.line.quote_at(self.tokens[place].start) if place >= 0 else None
        return self.content_before(left)

    def told_after(self, at: int) -> tuple[Span, ...]:
        """A quotation that goes on behind the reporting clause, or a clause that it parted."""
        if quote := self.quote_after(at):
            return quote
        return ()
