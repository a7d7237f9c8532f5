"""Addressees: whom something was said to, by the words of a spaced language's reporting clause."""

import re
from dataclasses import dataclass

from readout.attribute.cast import Cast, bare
from readout.attribute.clauses import Clause
from readout.attribute.words import WORD
from readout.model import Mention, Span

_FARTHEST = 60  # characters of content before the one who is called upon
_LONGEST = 5  # words of a plain addressee (called on all parties to …)
_CALLING = frozenset({"demand", "courtesy", "propose"})


@dataclass(frozen=True, slots=True)
class Addressee:
    """A naming string and where it stands."""

    name: str
    span: Span


class Addressees:
    """Reads whom a statement's own words name as addressed."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.ground, self.words, self.text = cast, cast.ground, cast.words, cast.text
        self._marks = [opening for opening, _ in self.words.quotes]

    def read(self, clause: Clause, content: tuple[Span, ...], speaker: str) -> Addressee | None:
        """The name between the cue and what is reported, or whom a demand, an offer or thanks begin with."""
        if between := self._between(clause, content):
            return between if between.name != speaker else None
        entry = clause.entry
        after = [span for span in content if span.start >= clause.cue.stop]
        if entry.act not in _CALLING or (entry.frame == "clause" and entry.act != "demand") or not after:
            return None
        called = self._called_upon(after[0])
        thing = clause.cue.of(self.text).lower() in self.words.listed("demand of things")
        if called is None and entry.act == "demand" and not thing:
            called = self._plain(after[0])
        return called if called and called.name != speaker else None

    def _between(self, clause: Clause, content: tuple[Span, ...]) -> Addressee | None:
        start = clause.cue.stop
        stop = next((span.start for span in content if span.start >= start), None)
        if stop is None:
            # said X, to Y: behind the source of an inverted clause stands nothing that is addressed
            return None
        return self.named(start, stop, clause.source)

    def named(self, start: int, stop: int, source: Span) -> Addressee | None:
        """The last of the names that a short stretch begins with: told Foreign Minister Holm of Norway."""
        for mention in self.cast.parties_in(start, stop):
            lead = WORD.findall(self.text[start : mention.span.start].lower())
            if source.covers(mention.span) or any(w in self.words.listed("not addressed") for w in lead):
                continue
            if not self._is_lead(start, mention.span.start):
                return None
            last = self._last_of(mention, stop)
            return Addressee(last.name, last.span)
        return None

    def _is_lead(self, start: int, stop: int) -> bool:
        """Whether only titles, countries and small words stand in a stretch."""
        covered = [m.span for m in self.ground.mentions_in(start, stop)]
        small = self.words.listed("addressee lead")
        for match in WORD.finditer(self.text, start, stop):
            if any(span.start <= match.start() < span.stop for span in covered):
                continue
            if match[0].lower() not in small:
                return False
        return "," not in self.text[start:stop].strip()[1:]

    def _called_upon(self, content: Span) -> Addressee | None:
        limit = min(content.stop, content.start + _FARTHEST)
        for mention in self.cast.parties_in(content.start, limit):
            if not self._is_lead(content.start, mention.span.start):
                return None
            last = self._last_of(mention, content.stop)
            if self.cast.is_qualifier(last) or self.cast.is_possessive(last):
                return None
            return Addressee(last.name, last.span)
        return None

    def _last_of(self, mention: Mention, stop: int) -> Mention:
        """The person whom the names that touch lead to: Norwegian Foreign Minister Holm."""
        current = mention
        while current.kind != "person":
            following = self.ground.mentions_in(current.span.stop, min(stop, current.span.stop + 40))
            if not following:
                break
            gap = self.text[current.span.stop : following[0].span.start].strip().lower()
            if gap and not all(word in self.words.listed("office joint") for word in gap.split()):
                break
            current = following[0]
        return current if current.kind not in ("title", "place", "time", "amount") else mention

    def _plain(self, content: Span) -> Addressee | None:
        """The noun phrase before the verb of what is demanded: urged lawmakers to pass the bill."""
        matches: list[re.Match[str]] = []
        closed = False
        for match in WORD.finditer(self.text, content.start, content.stop):
            word = match[0].lower()
            if word in self.words.listed("infinitive") or word.endswith(
                tuple(self.words.listed("infinitive ending")) or ("\0",)
            ):
                break
            closed = closed or (bool(matches) and "," in self.text[matches[-1].end() : match.start()])
            if word not in self.words.listed("addressee lead") and not closed:
                matches.append(match)
            if len(matches) > _LONGEST:
                return None
        else:
            return None
        if not matches or matches[-1][0].lower() in self.words.listed("adverb"):
            return None
        span = bare(self.text, Span(matches[0].start(), matches[-1].end()), self.words)
        name = span.of(self.text)
        if any(mark in self.text[content.start - 1 : span.stop] for mark in self._marks):
            return None
        if name.lower() in self.words.listed("pronoun") | self.words.listed("object pronoun"):
            return None
        return Addressee(name, span)
