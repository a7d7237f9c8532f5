"""Reporting clauses of a language whose word order tells the subject from the object: subject, verb, content.

Quotations and reported clauses stand before the cue, after it, or on both sides (“…,” he said, “…”); which, is read from
the marks around the cue.
"""

from readout.attribute.extents import BREAKS, COMMA, DASHES, Clause, Extents
from readout.attribute.sentences import Match
from readout.attribute.verbs import opens_clause, opens_stance, reports
from readout.model import Span

_ENDS = (".", COMMA, ";", "!", "?", *DASHES)
_STOPS = (".", "?", "!", ";", ")")
# tokens of a reporting clause behind its content, between a possessor and its cue
_LONGEST_TAIL = 7
_LONGEST_POSSESSED = 4


class FixedReader(Extents):
    """Reads one sentence."""

    def read(self) -> list[Clause]:
        """The sentence's clauses."""
        free = self.start
        for match in self.matches:
            if match.first >= free and (clause := self._read_match(match)):
                self.found.append(clause)
                free = match.last + 1
        self.found = [clause for clause in self.found if not self._is_own_thought(clause)]
        return self.found

    def _is_own_thought(self, clause: Clause) -> bool:
        """Whether it stands in what is reported and reports no words of somebody else: he said that he wanted ….

        What a reported speaker says of himself is part of his words, and so are deeds and feelings told there.
        """
        around = any(
            span.covers(clause.cue) for other in self.found if other is not clause for span in other.content
        )
        if not around:
            return False
        own = self.line.index(clause.source.stop) - 1
        return clause.entry.frame not in ("clause", "source") or self.words.has(
            self.tokens[own], "person pronoun", "group pronoun", "relative", "subject pronoun"
        )

    def _read_match(self, match: Match) -> Clause | None:
        if match.form.kind == "source":
            return self._read_according(match)
        if match.form.kind == "noun":
            return self._read_possessed(match)
        if passive := self._read_passive(match):
            return passive
        if match.first == self.start and (opening := self._read_opening(match)):
            return opening
        if not reports(self.walk, match):
            return None
        if inverted := self._read_inverted(match):
            return inverted
        if match.form.kind == "participle" and not self.walk.has_be(match):
            return self._read_participle(match)
        source, left = self.walk.subject_before(match)
        if source is None:
            return self._read_coordinated(match)
        if left > self.start and self.words.has(self.tokens[left - 1], "free relative"):
            return None
        if self.words.has(self.tokens[left], "no speaker") or self._is_adjective(match, left):
            return None
        if self._is_trailing(match, left):
            content = self.content_before(left)
            if content:
                return self.make(match, source, (content, *self.rest_after(match, content)), "trailing")
        if left == self.start and (quote := self._quote_ended(match)):
            return self.make(match, source, (quote, *self.rest_after(match, quote)), "trailing")
        return self._read_after(match, source, "leading")

    def _is_adjective(self, match: Match, left: int) -> bool:
        """Whether the cue only describes a noun: a newly revealed call; in a statement published Monday."""
        if self.words.has(self.tokens[self.walk.peel(match.first - 1)], "article", "possessive"):
            return True
        governed = left > self.start and self.words.has(self.tokens[left - 1], "preposition")
        return governed and self.words.has(self.tokens[match.first], "describing")

    # Sources that stand elsewhere

    def _read_according(self, match: Match) -> Clause | None:
        """according to X, …; …, according to X."""
        at = match.last + 1
        end = self._phrase_stop(at)
        if end == at:
            return None
        source = self.walk.span(at, end)
        if match.first <= self.start + 1:
            if end + 1 >= self.stop:
                return None
            last = self.content_stop(match, end + 1)
            content = Span(self.tokens[end + 1].start, self.tokens[last - 1].stop) if last > end + 1 else None
        else:
            content = self.content_before(match.first)
        return self.make(match, source, (content,), "according-to") if content else None

    def _phrase_stop(self, at: int) -> int:
        """Where the noun phrase that begins at a place ends: at a mark, a verb or a phrase of time."""
        end = at
        while end < self.stop and not self.tokens[end].quoted:
            token = self.tokens[end]
            if not token.is_word and (token.low not in "'\u2019.-&" or end + 1 >= self.stop):
                break
            if end > at and self.words.has(token, "auxiliary", "adjunct"):
                break
            end += 1
        return end

    def _read_passive(self, match: Match) -> Clause | None:
        """was praised by X: what stands before is what X says of it."""
        at = match.last + 1
        if match.form.kind != "finite" or at + 1 >= self.stop or self.tokens[at + 1].quoted:
            return None
        if not self.words.has(self.tokens[at], "agent") or not self.walk.has_be(match):
            return None
        subject, _ = self.walk.subject_before(match)
        end = self._phrase_stop(at + 1)
        if subject is None or end == at + 1:
            return None
        return self.make(match, self.walk.span(at + 1, end), (subject,), "passive")

    def _read_possessed(self, match: Match) -> Clause | None:
        """X's claim that …: the source is the possessor."""
        at = match.first - 1
        while at > self.start and not self.words.is_possessor(self.tokens[at]):
            if (
                match.first - at >= _LONGEST_POSSESSED
                or not self.tokens[at].is_word
                or self.tokens[at].quoted
            ):
                return None
            at -= 1
        if at < self.start or not self.words.is_possessor(self.tokens[at]):
            return None
        first = at if self.words.has(self.tokens[at], "possessive") else self.walk.phrase_start(at)
        return self._read_after(match, self.walk.span(first, at + 1), "noun")

    def _read_inverted(self, match: Match) -> Clause | None:
        """“…,” said X"""
        if match.form.kind not in ("finite", "third") or match.form.entry.frame != "clause":
            return None
        if self.words.has(self.tokens[match.first], "no inversion"):
            return None
        before = self.tokens[match.first - 1]
        quoted = before.quoted or (
            before.low == COMMA and self.tokens[max(match.first - 2, self.start)].quoted
        )
        at = match.last + 1
        if before.is_word or at >= self.stop:
            return None
        if (end := self.times.get(self.tokens[at].start)) is not None:  # said Friday X
            at = self.line.index(end)
        if at >= self.stop:
            return None
        named = self.words.has(before, "name inversion mark") and self.tokens[at].capital
        if not (quoted or named or self.words.has(before, "inversion mark")):
            return None
        token = self.tokens[at]
        if (
            not token.is_word
            or token.quoted
            or self.words.has(token, "preposition", "complementizer", "infinitive")
        ):
            return None
        end = self._inverted_stop(at, quoted=quoted)
        if not end:
            return None
        content = self.content_before(match.first)
        if content is None:
            return None
        return self.make(match, self.walk.span(at, end), (content, *self.quote_after(end)), "inverted")

    def _inverted_stop(self, at: int, *, quoted: bool) -> int:
        """Where the subject that follows its verb ends; 0 where it has a verb of its own and nothing is quoted."""
        end = at
        while end < self.stop and not self.tokens[end].quoted:
            token = self.tokens[end]
            if self.walk.is_point(end):
                end += 1
                continue
            if not token.is_word:
                break
            if end > at and (token.start in self.times or self.words.has(token, "adjunct")):
                break
            if end > at + 1 and self.words.has(token, "before time"):
                break
            if not quoted and self._is_verbal(token):
                return 0
            end += 1
        return end

    def _read_opening(self, match: Match) -> Clause | None:
        """Said X: …"""
        at = match.last + 1
        end = self._phrase_stop(at)
        if match.form.kind != "finite" or match.form.entry.frame != "clause" or end == at or end >= self.stop:
            return None
        if self.tokens[end].low not in (":", COMMA) or not self.tokens[at].capital:
            return None
        return self._read_after(match, self.walk.span(at, end), "inverted", at=end + 1)

    def _read_participle(self, match: Match) -> Clause | None:
        """…, saying …: the source is that of the clause before."""
        source = self.found[-1].source if self.found else None
        if match.first == self.start:
            return self._read_before_main(match)
        if match.first > self.start:
            before = self.tokens[match.first - 1]
            clausal = match.form.entry.frame == "clause"
            if before.low in BREAKS or self.words.is_adverb(before):
                pass
            elif clausal and before.is_word and before.capital and not before.quoted:
                source = self.walk.span(self.walk.phrase_start(match.first - 1), match.first)
            elif not (self.words.has(before, "conjunction", "agent") and self.found) and not (
                clausal and self.words.has(before, "preposition", "adjunct")
            ):
                return None
        source = source or self.walk.leading_subject(match.first)
        return self._read_after(match, source, "participle") if source else None

    def _read_before_main(self, match: Match) -> Clause | None:
        """Calling it a mistake, X …: the source is the subject of the main clause."""
        for place in range(match.last + 2, self.stop - 1):
            mark, after = self.tokens[place], self.tokens[place + 1]
            if mark.low != COMMA or after.quoted or not after.is_word:
                continue
            if not (after.capital or self.words.has(after, "determiner", "subject pronoun")):
                continue
            source = self.walk.subject_from(place + 1)
            at = self.skip_lead(match)
            if source is None or at >= place:
                return None
            return self.make(match, source, (self.walk.span(at, place),), "participle")
        return None

    def _read_coordinated(self, match: Match) -> Clause | None:
        """… and added that …: the subject of the clause before."""
        if match.form.kind not in ("finite", "third"):
            return None
        at = self.walk.peel(match.first - 1)
        if at < self.start or not self.words.has(self.tokens[at], "conjunction", "then"):
            return None
        source = self.found[-1].source if self.found else self.walk.leading_subject(match.first)
        return self._read_after(match, source, "coordinated") if source else None

    # Contents

    def _quote_ended(self, match: Match) -> Span | None:
        """The quotation that the sentence before ends with, where nothing but the reporting clause follows: “…?” X asked."""
        if not self.start or not self.line.tokens[self.start - 1].quoted:
            return None
        after = match.last + 1
        if after < self.stop and self.tokens[after].low not in _ENDS:
            aside = (
                self.words.has(self.tokens[after], "preposition") or self.tokens[after].start in self.times
            )
            rest = self.tokens[after : self.stop]
            if not aside or any(t.quoted or self.words.has(t, "complementizer", "auxiliary") for t in rest):
                return None
        return self.line.quote_at(self.line.tokens[self.start - 1].start)

    def _is_trailing(self, match: Match, left: int) -> bool:
        """Whether the clause stands behind a comma or a quotation, and nothing is reported after its cue."""
        if left - 1 <= self.start:
            return False
        before = self.tokens[left - 1]
        quoted = before.quoted or self.tokens[max(left - 2, self.start)].quoted
        if not (before.quoted or before.low in BREAKS):
            return False
        if match.form.entry.frame != "clause":
            return quoted and (match.last + 1 >= self.stop or self.tokens[match.last + 1].low in _STOPS)
        after = match.last + 1
        if after >= self.stop:
            return True
        token = self.tokens[after]
        if token.quoted:
            return quoted
        if not token.is_word:
            return token.low in _ENDS
        opening = self.tokens[self.start]
        if self.words.has(opening, "preposition", "adjunct") and not opening.quoted:
            return False  # In March, the owner said …
        if quoted:
            return not self.words.has(token, "complementizer")
        if token.start in self.times:
            return True
        if self.words.has(token, "preposition") and match.form.entry.act == "assert":
            return True
        tail = self.tokens[after : self.stop]
        plain = not any(self.words.has(t, "complementizer") for t in tail)
        return plain and len(tail) <= _LONGEST_TAIL and match.form.kind == "finite"

    def _read_after(self, match: Match, source: Span, rule: str, *, at: int | None = None) -> Clause | None:
        at = self.skip_lead(match) if at is None else at
        if at >= self.stop:
            if self.tokens[self.stop - 1].low == ":":
                self.announced = self.make(match, source, (), "announced")
            return None
        token = self.tokens[at]
        if not token.is_word and not token.quoted and token.low in _STOPS:
            return None
        if self.words.has(self.tokens[match.first], "never to") and self.words.has(token, "infinitive"):
            return None
        if match.form.entry.frame == "stance" and not opens_stance(self.walk, token):
            return None
        if self.words.has(self.tokens[match.first], "clause only") and not opens_clause(self.walk, at):
            return None
        end = self.content_stop(match, at)
        if end <= at:
            return None
        start, stop = token.start, self.tokens[end - 1].stop
        for place in (at, end - 1):
            if self.tokens[place].quoted and (quote := self.line.quote_at(self.tokens[place].start)):
                start, stop = min(start, quote.start), max(stop, quote.stop)
        return self.make(match, source, (Span(start, stop),), rule)
