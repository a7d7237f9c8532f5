"""What is reported around a cue: where it begins and where the narrator takes over again."""

from collections.abc import Mapping
from dataclasses import dataclass

from readout.attribute.sentences import Match, Walk
from readout.attribute.tokens import Line, Token
from readout.attribute.verbs import reports
from readout.attribute.words import Words
from readout.language.entries import Cue
from readout.model import Span

COMMA = ","
DASHES = ("\u2014", "\u2013", "--", "-", "\u2015")
BREAKS = (COMMA, *DASHES)
_LEADS = (COMMA, ":", *DASHES)
# tokens between a cue and the word that opens what is reported; between the items of a list
_LONGEST_LEAD = 14
_LONGEST_ADDRESSEE = 8
_LONGEST_ITEM = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A cue with its source and content.

    ``paragraph`` is the last that the content stands in, ``quoted`` whether some of it is a quotation.
    """

    cue: Span
    entry: Cue
    source: Span
    content: tuple[Span, ...]
    rule: str
    paragraph: int
    quoted: bool


class Extents:
    """A sentence with its cues, and what stands before and after each of them."""

    def __init__(
        self, line: Line, start: int, stop: int, words: Words, times: Mapping[int, int], number: int
    ) -> None:
        self.number = number
        self.walk = Walk(line, start, stop, words, times)
        self.line, self.tokens, self.words = line, line.tokens, words
        self.start, self.stop, self.times = start, stop, times
        self.matches = self.walk.matches()
        self.found: list[Clause] = []
        self.announced: Clause | None = None  # what it says stands in the next paragraph

    def content_before(self, left: int) -> Span | None:
        """What stands before the reporting clause: the sentence so far, and all of a quotation that it ends."""
        end, first = left - 1, self.start
        while end >= first and self.tokens[end].low in BREAKS and not self.tokens[end].quoted:
            end -= 1
        while (
            first < end
            and self.words.has(self.tokens[first], "conjunction")
            and not self.tokens[first].quoted
        ):
            first += 1
        if end - first < 1:
            return None
        last = self.line.quote_at(self.tokens[end].start) if self.tokens[end].quoted else None
        if last and self._leads_in(first, self.line.index(last.start) - 1):
            return last
        quote = self.line.quote_at(self.tokens[first].start) if self.tokens[first].quoted else None
        opening = self.tokens[first].start
        return Span(min(opening, quote.start) if quote else opening, self.tokens[end].stop)

    def _leads_in(self, first: int, place: int) -> bool:
        """Whether what stands before a quotation is the narrator's: asked about it, “…,” he said."""
        mark = self.tokens[place]
        if place <= first or mark.quoted or mark.low not in (COMMA, ":"):
            return False
        if mark.low == ":":
            return True
        told = any(first <= m.first < place and reports(self.walk, m) for m in self.matches)
        return not told and not self.words.has(self.tokens[first], "preposition")

    def quote_after(self, at: int) -> tuple[Span, ...]:
        """A quotation that goes on after the reporting clause, within the sentence."""
        quoted = next((n for n in range(at, self.stop) if self.tokens[n].quoted), None)
        if quoted is None:
            return ()
        before = self.tokens[quoted - 1]
        if quoted > at and before.is_word and not self.words.has(before, "conjunction"):
            return ()  # a term that the narrator quotes
        quote = self.line.quote_at(self.tokens[quoted].start)
        return (quote,) if quote else ()

    def rest_after(self, match: Match, content: Span) -> tuple[Span, ...]:
        """What goes on behind a reporting clause that stands in the middle of what it reports."""
        if quote := self.quote_after(match.last + 1):
            return quote
        if self.line.quote_at(
            content.stop - 1
        ):  # what follows a quotation is no quotation, so the narrator's
            return ()
        at = match.last + 1
        if at + 2 >= self.stop or self.tokens[at].low not in BREAKS:
            return ()
        end = self.content_stop(match, at + 1)
        if end <= at + 2 or self.words.has(self.tokens[at + 1], "aside"):
            return ()
        if any(later.first == at + 1 and later.form.kind == "participle" for later in self.matches):
            return ()
        return (Span(self.tokens[at + 1].start, self.tokens[end - 1].stop),)

    def skip_lead(self, match: Match) -> int:
        """Past the addressee, times and marks between the cue and what is reported."""
        at, clausal = match.last + 1, match.form.entry.frame == "clause"
        addressed = clausal and self.words.has(self.tokens[match.first], "addressed")
        if clausal and (opening := self.opening_within(at, addressed=addressed)) is not None:
            return opening
        at = self._skip_marks(at, times=clausal)
        return self._skip_addressee(at) if addressed else at

    def _skip_marks(self, at: int, *, times: bool) -> int:
        while at < self.stop and not self.tokens[at].quoted:
            end = self.times.get(self.tokens[at].start)
            if self.tokens[at].low in _LEADS:
                at += 1
            elif end is not None and times:
                at = self.line.index(end)
            else:
                break
        return at

    def _skip_addressee(self, at: int) -> int:
        """Past a noun phrase behind which another clause begins: told reporters the port had closed."""
        end = at
        while end < min(at + _LONGEST_ADDRESSEE, self.stop):
            token = self.tokens[end]
            if not token.is_word or token.quoted or self.words.has(token, "auxiliary", "infinitive"):
                return at
            end += 1
            if end < self.stop and self._opens_clause(end, end - at):
                break
        else:
            return at
        end = self._skip_marks(end, times=True)
        verb = any(self._is_verbal(self.tokens[place]) for place in range(end + 1, self.stop))
        return end if verb and end < self.stop else at

    def _opens_clause(self, at: int, size: int) -> bool:
        """Whether a clause may begin here, behind a phrase of so many words."""
        token, before = self.tokens[at], self.tokens[at - 1]
        if token.quoted or token.start in self.times or self.words.has(token, "subject pronoun"):
            return True
        if self.words.has(before, "determiner", "preposition", "phrase joint"):
            return False
        if self.words.has(token, "determiner", "possessive"):
            return True
        return token.capital and not before.capital and size > 0

    def _is_verbal(self, token: Token) -> bool:
        return self.words.has(token, "auxiliary") or self.words.ends(token, "finite ending")

    def opening_within(self, at: int, *, addressed: bool) -> int | None:
        """Where "that" opens what is reported, behind an addressee or a phrase of time or place."""
        for place in range(at, min(at + _LONGEST_LEAD, self.stop)):
            token = self.tokens[place]
            if self.words.has(token, "that") and not token.quoted:
                return place
            if token.quoted or (not token.is_word and token.low != COMMA):
                return None
            if self.words.has(token, "auxiliary") or self.words.is_verb(token):
                return None
            if place > at and self.words.has(token, "pronoun"):
                return None
            if place == at and not addressed and not self._opens_adjunct(place):
                return None
        return None

    def _opens_adjunct(self, at: int) -> bool:
        """Whether a phrase of time, place or manner begins here, and no object."""
        token = self.tokens[at]
        if token.start in self.times or token.low == COMMA or self.words.is_adverb(token):
            return True
        return self.words.has(token, "preposition", "before time")

    def content_stop(self, match: Match, at: int) -> int:
        """The place after the last token that is reported: the sentence's end, or before another report or an aside."""
        end = self.stop
        while end > at and not self.tokens[end - 1].is_word and not self.tokens[end - 1].quoted:
            end -= 1
        end = self._cut_report(match, at, end)
        if match.form.entry.frame == "object":
            end = self._cut_adjunct(at, self._cut_predicate(at, end))
        elif match.form.entry.frame == "clause":
            end = self._cut_adjunct(at, end, clausal=True)
        end = self._cut_main(match, at, end)
        return self._cut_aside(at, self._cut_circumstance(at, end))

    def _cut_circumstance(self, at: int, end: int) -> int:
        """Before what somebody did by saying so: wants to build a port, focusing on small ships."""
        for place in range(at + 1, end - 1):
            token = self.tokens[place]
            if token.low != COMMA or token.quoted:
                continue
            after = place + 1
            if self.words.is_adverb(self.tokens[after]) and after + 1 < end:
                after += 1
            if (
                self.words.ends(self.tokens[after], "participle ending")
                and not self.tokens[after].quoted
                and not self.words.has(self.tokens[after], "adding")
            ):
                return place
        return end

    def _cut_report(self, match: Match, at: int, end: int) -> int:
        """Before another report that follows: , according to …; , saying …; and said …; , and the envoy said …."""
        for later in self.matches:
            if later.first <= max(at, match.last) or later.first >= end:
                continue
            before, kind = self.tokens[later.first - 1], later.form.kind
            if before.low == COMMA and kind in ("source", "participle"):
                return later.first - 1
            if kind not in ("finite", "third") and not (kind == "participle" and self.walk.has_be(later)):
                continue
            if self.words.has(before, "conjunction"):
                if not reports(self.walk, later):
                    continue
                cut = later.first - 1
                return cut - 1 if self.tokens[cut - 1].low == COMMA else cut
            joined = self._clause_before(later, at)
            if joined is not None:
                return joined
        return end

    def _cut_main(self, match: Match, at: int, end: int) -> int:
        """Before the main clause, where the cue stands in one that hangs on it: as he said so, the port closed."""
        source, left = self.walk.subject_before(match)
        if source is not None and self.words.has(self.tokens[left], "relative"):
            for place in range(at + 1, end - 1):
                if self.tokens[place].low == COMMA and self._is_verbal(self.tokens[place + 1]):
                    return place  # the mayor, who knew it, left
            return end
        first = left - 1
        if source is None or first < self.start:
            return end
        while first > self.start and self.words.has(self.tokens[first - 1], "conjunction"):
            first -= 1
        hangs = self.words.has(self.tokens[left - 1], "adjunct", "subordinator")
        if first != self.start or not hangs or self.words.has(self.tokens[left - 1], "conjunction"):
            return end
        for place in range(at + 1, end - 1):
            token, after = self.tokens[place], self.tokens[place + 1]
            if token.low != COMMA or token.quoted or after.quoted:
                continue
            if after.capital or self.words.has(after, "determiner", "subject pronoun", "possessive"):
                return place
        return end

    def _clause_before(self, later: Match, at: int) -> int | None:
        """Where a clause of another subject is joined on, that reports on its own: …, and the envoy warned …."""
        source, left = self.walk.subject_before(later)
        place = left - 1
        if source is None or place <= at or self.tokens[place].quoted:
            return None
        if not self.words.has(self.tokens[place], "conjunction", "aside"):
            return None
        return place - 1 if self.tokens[place - 1].low in BREAKS else None

    def _cut_adjunct(self, at: int, end: int, *, clausal: bool = False) -> int:
        """Before when and why it was done, which is no part of a plain object: attacked the mayor after the vote."""
        for place in range(at + 1, end):
            token, before = self.tokens[place], self.tokens[place - 1]
            if token.quoted or self.words.has(before, "preposition", "infinitive", "relative"):
                return end
            if self._is_verbal(before) or self._is_verbal(token):
                return end
            if self.words.has(before, "complementizer") or self.words.ends(before, "participle ending"):
                return end
            if self.words.has(token, "adjunct") and not self.words.has(token, "as", "before time"):
                titled = self.words.has(token, "preposition") or self.walk.is_titled()
                return end if clausal and titled else place
            if self.words.has(token, "before time") and place + 1 < end:
                stop = self.times.get(self.tokens[place + 1].start)
                if stop is not None and self.line.index(stop) >= end:
                    return place
        return end

    def _cut_predicate(self, at: int, end: int) -> int:
        """Before a second verb of the same subject (praised the rules and opened the port), or what is added to an object."""
        for place in range(at + 1, end - 1):
            token, after = self.tokens[place], self.tokens[place + 1]
            if token.quoted:
                continue
            if self.words.is_adverb(after) and place + 2 < end:
                after = self.tokens[place + 2]
            if self.words.has(token, "conjunction") and self._is_verbal(after):
                return place
            listed = any(self.words.has(t, "conjunction") for t in self.tokens[place : place + _LONGEST_ITEM])
            if token.low == COMMA and not listed and not after.quoted and not self.words.has(after, "adding"):
                return place
        return end

    def _cut_aside(self, at: int, end: int) -> int:
        """Before the narrator's own clause that follows: , but …; a dash."""
        for place in range(at + 1, end):
            token = self.tokens[place]
            if token.quoted or token.is_word:
                continue
            if token.low == COMMA and place + 1 < end and self.words.has(self.tokens[place + 1], "aside"):
                return place
            if place > at + 2 and token.low == ";":
                return place
        return end

    def _has_dash(self, at: int, end: int) -> bool:
        return any(self.tokens[n].low in DASHES for n in range(at, end))

    def make(self, match: Match, source: Span, content: tuple[Span, ...], rule: str) -> Clause:
        """The clause of a cue."""
        return Clause(
            cue=self.walk.span(match.first, match.last + 1),
            entry=match.form.entry,
            source=source,
            content=tuple(sorted(set(content))),
            rule=rule,
            paragraph=self.number,
            quoted=any(
                self.line.quote_at(span.start) or self.line.quote_at(span.stop - 1) for span in content
            ),
        )
