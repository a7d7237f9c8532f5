"""Reporting clauses of a language whose words show their case, so that subject, verb and content stand in any order."""

from dataclasses import replace

from readout.attribute.cases import Phrase, is_finite
from readout.attribute.extents import COMMA, Clause
from readout.attribute.reach import Reach
from readout.attribute.sentences import Match
from readout.attribute.subjects import Subject
from readout.model import Span

# tokens behind a cue within which the place that speaks is named
_FARTHEST_SEAT = 4


class FreeReader(Reach):
    """Reads one sentence. ``last`` is the clause before it, ``told`` what stands before it and may be pointed back to."""

    last: Clause | None = None
    told: tuple[Span, ...] = ()

    def read(self) -> list[Clause]:
        """The sentence's clauses."""
        free = self.start
        for match in self.matches:
            if match.first >= free and (clause := self._read_match(match)):
                self.found.append(clause)
                free = match.last + 1
        self.found += self._read_quoted()
        return self.found

    def _read_quoted(self) -> list[Clause]:
        """What is reported inside quotations, by others or on another occasion: “we told them that …”."""
        quotes = [q for q in self.line.quotes if any(q.covers(span) for span in self._quoted_cues())]
        if not quotes:
            return []
        tokens = tuple(token._replace(quoted=False) for token in self.tokens)
        bare = replace(self.line, tokens=tokens, quotes=(), carried=())
        found: list[Clause] = []
        for quote in quotes:
            first, stop = self.line.index(quote.start) + 1, self.line.index(quote.stop)
            opening = self.tokens[min(first, len(tokens) - 1)]
            if (
                opening.capital or first <= self.start
            ):  # a whole quotation is read for itself, a piece with what is around
                reader = FreeReader(
                    bare,
                    max(first, self.start),
                    min(stop - 1, self.stop),
                    self.words,
                    self.times,
                    self.number,
                )
            else:
                reader = FreeReader(bare, self.start, self.stop, self.words, self.times, self.number)
            found += [
                clause for clause in reader.read() if quote.covers(clause.cue) and reader.is_report(clause)
            ]
        return found

    def _quoted_cues(self) -> list[Span]:
        return [
            Span(token.start, token.stop)
            for token in self.tokens[self.start : self.stop]
            if token.quoted and self.words.is_verb(token)
        ]

    def is_report(self, clause: Clause) -> bool:
        """Whether a clause inside a quotation reports: not what the one quoted thinks as he speaks."""
        at = self.line.index(clause.cue.start)
        verbs = [r for r in self.tokens[at].readings if r.part == "verb"]
        own = any(verb.person in ("first", "second") for verb in verbs)
        opening = self.tokens[self.line.index(clause.content[0].start)]
        told = clause.rule == "leading" or (clause.rule == "participle" and self.words.has(opening, "that"))
        return not own and clause.entry.frame != "stance" and told

    def _read_match(self, match: Match) -> Clause | None:
        if match.form.kind == "source":
            return self._read_according(match)
        if match.form.kind in ("noun", "adjective"):
            return None
        readings = self.tokens[match.first].readings
        if readings and readings[0].part == "gerund":
            return self._read_gerund(match)
        if not self.subjects.forms(match):
            return None
        subject = self._find_subject(match)
        return self._read_verb(match, subject) if subject else None

    # Sources

    def _find_subject(self, match: Match) -> Subject | None:
        if match.form.entry.place:
            return self._find_seat(match, named=False)
        found = self.subjects.find(match)
        plural = all(form.number == "plural" for form in self.subjects.forms(match))
        if plural and (found is None or (found.after and not found.sure)):
            found = self._find_seat(match, named=True) or found
        if found is None:
            return self._carry(match)
        if self.words.has(self.tokens[found.first], "no speaker"):
            return None
        first = self.subjects.segment_start(match.first)
        pronoun = self.words.has(self.tokens[found.first], "person pronoun")
        # what somebody says of his own thoughts is part of what he says
        return None if pronoun and self.found and self.subjects.is_subordinate(first) else found

    def _find_seat(self, match: Match, *, named: bool) -> Subject | None:
        """In the ministry they say: a phrase of place that stands for a subject."""
        first, stop = self.subjects.segment_start(match.first), self.subjects.segment_stop(match.last + 1)
        after = self.subjects.phrases.between(match.last + 1, stop)
        before = self.subjects.phrases.between(first, match.first)
        if named:
            after = tuple(p for p in after if p.first <= match.last + _FARTHEST_SEAT)
        for phrase in (*before, *after) if named else (*after, *reversed(before)):
            if phrase.preposition and self._is_seat(phrase, named=named):
                return Subject(
                    span=self.walk.span(phrase.first, phrase.stop),
                    first=phrase.first - 1,
                    stop=phrase.stop,
                    after=phrase.first > match.last,
                )
        return None

    def _is_seat(self, phrase: Phrase, *, named: bool) -> bool:
        head = self.tokens[phrase.first]
        if not self.words.has(self.tokens[phrase.first - 1], "seat preposition"):
            return False
        if "locative" not in phrase.cases:
            return False
        if not named:
            return True
        inner = self.tokens[phrase.first : phrase.stop]
        return head.capital or head.quoted or any(self.words.has(token, "seat") for token in inner)

    def _carry(self, match: Match) -> Subject | None:
        """A subject left out: that of the clause before."""
        first = self.subjects.segment_start(match.first)
        if any(form.person in ("first", "second") for form in self.subjects.forms(match)):
            return None
        place = self.start
        while place < match.first and self.tokens[place].quoted:
            place += 1
        opening = self.is_small(place, match.first)
        source = None
        if self.subjects.is_subordinate(first):
            return None
        if opening and self.found:
            source = self.found[-1].source
        elif opening and self.last and self.last.paragraph >= self.number - 1:
            source = self.last.source
        if source is None or all(f.number == "plural" for f in self.subjects.forms(match)):
            return None
        return Subject(span=source, first=match.first, stop=match.first, after=False)

    # Kinds of clauses

    def _read_verb(self, match: Match, subject: Subject) -> Clause | None:
        first = self.subjects.segment_start(match.first)
        if self.words.has(self.tokens[first], "as"):
            return self._read_aside(match, subject.span, first, max(match.last + 1, subject.stop))
        if self._points_back(match, first):
            told = self.told
            if self.last and self.last.rule == "pointed" and any(s.covers(self.last.cue) for s in told):
                told = self.last.content
            return self.make(match, subject.span, told, "pointed") if told else None
        after = self.skip_adjuncts(match, subject)
        if after < self.stop and self.words.has(self.tokens[match.last + 1], "question"):
            return None
        if (at := self.find_opening(after, match)) is not None:
            return self.read_from(match, subject.span, at, "leading", clausal=True)
        if self.is_trailing(match, subject, first, after):
            content = self.told_before(first)
            if content:
                rest = self.told_after(max(after, subject.stop))
                return self.make(match, subject.span, (content, *rest), "trailing")
        if about := self.topic_before(match, first, after):
            return self.make(match, subject.span, (about,), "fronted")
        if after < self.stop and self.opens_object(match, after):
            return self.read_from(match, subject.span, after, "leading", clausal=False)
        if match.form.entry.frame == "object" and subject.after and first < match.first:
            if self.words.has(self.tokens[first], "relative"):
                return None
            content = self.walk.span(first, match.first)
            return self.make(match, subject.span, (content,), "fronted")
        return None

    def _read_gerund(self, match: Match) -> Clause | None:
        subject = self.subjects.find(match) if not self.found else None
        source = self.found[-1].source if self.found else subject.span if subject else None
        at = self.find_opening(match.last + 1, match)
        if source is None and at is not None and self.last:
            source = self.last.source
        if source is None:
            return None
        clausal = at is not None
        at = at if at is not None else match.last + 1
        if at >= self.stop or (self.subjects.is_break(at) and not self.tokens[at].quoted):
            return None
        return self.read_from(match, source, at, "participle", clausal=clausal)

    def _read_according(self, match: Match) -> Clause | None:
        """by the words of X, …; …, by the words of X."""
        inside = [
            n for n in range(match.first, match.last + 1) if self.words.has(self.tokens[n], "possessive")
        ]
        end = match.last + 1
        first = self.subjects.segment_start(match.first)
        if inside:
            if first > self.start + 1 and self.words.has(self.tokens[first - 2], "subordinator"):
                return None
            source = self.walk.span(inside[0], inside[0] + 1)
        else:
            phrases = self.subjects.phrases.between(end, self.subjects.segment_stop(end))
            if not phrases or phrases[0].first != end:
                return None
            source, end = self.walk.span(end, phrases[0].stop), phrases[0].stop
        return self._read_aside(match, source, match.first, end)

    def _read_aside(self, match: Match, source: Span, first: int, end: int) -> Clause | None:
        """A source that is put beside what it reports: what stands before, behind, or on both sides."""
        end = self.subjects.segment_stop(end) if end < self.stop else end
        after = end
        while after < self.stop and not self.tokens[after].is_word and not self.tokens[after].quoted:
            after += 1
        rest = self.reach(match, after, clausal=True) if after < self.stop else None
        left = first
        before = None
        if not self.is_small(self.start, left) and not (
            rest and any(map(is_finite, self.tokens[self.start : left]))
        ):
            before = self.told_before(left)
        content = tuple(filter(None, (before, rest)))
        return self.make(match, source, content, "according-to") if content else None

    # Contents

    def _points_back(self, match: Match, first: int) -> bool:
        """Whether it tells of what was said before: of this told X."""
        stop = self.subjects.segment_stop(match.last + 1)
        lows = [token.low for token in self.tokens[first:stop]]
        for pointer in self.words.phrases("points back"):
            size = len(pointer)
            for n in range(len(lows) - size + 1):
                if tuple(lows[n : n + size]) == pointer:
                    return stop >= self.stop or self.tokens[stop].low != COMMA or n == 0
        return False
