"""Reporting clauses of a language whose words show their case, so that subject, verb and content stand in any order."""

from readout.attribute.cases import Phrase, is_finite, parts_of
from readout.attribute.extents import COMMA, DASHES, Clause, Extents
from readout.attribute.sentences import Match
from readout.attribute.subjects import Subject, Subjects
from readout.model import Span

# tokens between a cue and the word or mark that opens what is reported
_LONGEST_LEAD = 24
_FARTHEST_SEAT = 4


class FreeReader(Extents):
    """Reads one sentence. ``last`` is the clause before it, ``told`` what stands before it and may be pointed back to."""

    last: Clause | None = None
    told: tuple[Span, ...] = ()

    def read(self) -> list[Clause]:
        """The sentence's clauses."""
        self.subjects = Subjects(self.walk)
        free = self.start
        for match in self.matches:
            if match.first >= free and (clause := self._read_match(match)):
                self.found.append(clause)
                free = match.last + 1
        return self.found

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
        opening = self._is_small(self.start, match.first)
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
            if self.last and self.last.rule == "pointed" and not self._is_apart(self.last):
                told = self.last.content
            return self.make(match, subject.span, told, "pointed") if told else None
        after = self._skip(match, subject)
        if after < self.stop and self.words.has(self.tokens[match.last + 1], "question"):
            return None
        if (at := self._opening(after, match)) is not None:
            return self._read_from(match, subject.span, at, "leading", clausal=True)
        if self._is_trailing(match, subject, first, after):
            content = self._before(first)
            if content:
                rest = self._rest(max(after, subject.stop))
                return self.make(match, subject.span, (content, *rest), "trailing")
        if after < self.stop and self._is_object(match, after):
            return self._read_from(match, subject.span, after, "leading", clausal=False)
        if match.form.entry.frame == "object" and subject.after and first < match.first:
            if self.words.has(self.tokens[first], "relative"):
                return None
            content = self.walk.span(first, match.first)
            return self.make(match, subject.span, (content,), "fronted")
        return None

    def _is_object(self, match: Match, at: int) -> bool:
        """Whether what the verb governs begins here."""
        token = self.tokens[at]
        if token.quoted:
            return True
        if self.subjects.is_break(at) or not token.is_word or match.form.entry.place:
            return False
        return match.form.entry.frame != "stance" or "infinitive" in parts_of(token)

    def _is_small(self, at: int, stop: int) -> bool:
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

    def _read_gerund(self, match: Match) -> Clause | None:
        subject = self.subjects.find(match) if not self.found else None
        source = self.found[-1].source if self.found else subject.span if subject else None
        at = self._opening(match.last + 1, match)
        if source is None and at is not None and self.last:
            source = self.last.source
        if source is None:
            return None
        clausal = at is not None
        at = at if at is not None else match.last + 1
        if at >= self.stop or (self.subjects.is_break(at) and not self.tokens[at].quoted):
            return None
        return self._read_from(match, source, at, "participle", clausal=clausal)

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
        rest = self._until(match, after, clausal=True) if after < self.stop else None
        left = first
        before = None
        if not self._is_small(self.start, left) and not (
            rest and any(map(is_finite, self.tokens[self.start : left]))
        ):
            before = self._before(left)
        content = tuple(filter(None, (before, rest)))
        return self.make(match, source, content, "according-to") if content else None

    # Contents

    def _is_apart(self, clause: Clause) -> bool:
        """Whether a sentence stands between the clause and this one."""
        return clause.paragraph < self.number - 1

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

    def _skip(self, match: Match, subject: Subject) -> int:
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

    def _opening(self, after: int, match: Match) -> int | None:
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

    def _read_from(self, match: Match, source: Span, at: int, rule: str, *, clausal: bool) -> Clause | None:
        if at >= self.stop:
            if self.tokens[self.stop - 1].low == ":":
                self.announced = self.make(match, source, (), "announced")
            return None
        span = self._until(match, at, clausal=clausal)
        return self.make(match, source, (span,), rule) if span else None

    def _until(self, match: Match, at: int, *, clausal: bool) -> Span | None:
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

    def _takes_over(self, later: Match, verb: tuple[object, ...]) -> bool:
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
            return bool(subject and subject.after and self._opening(subject.stop, later) is None)
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

    def _is_trailing(self, match: Match, subject: Subject, left: int, after: int) -> bool:
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

    def _before(self, left: int) -> Span | None:
        """What stands before the reporting clause, all of a quotation that it ends."""
        if left <= self.start or all(not t.is_word for t in self.tokens[self.start : left]):
            place = min(self.start, left) - 1
            return self.line.quote_at(self.line.tokens[place].start) if place >= 0 else None
        return self.content_before(left)

    def _rest(self, at: int) -> tuple[Span, ...]:
        """A quotation that goes on behind the reporting clause, or a clause that it parted."""
        if quote := self.quote_after(at):
            return quote
        return ()
