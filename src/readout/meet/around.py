"""Around a trigger of a spaced language: what stands before it, whose it is, what carries it."""

from dataclasses import dataclass, field, replace

from readout.language.entries import Trigger
from readout.meet.chunks import NAMES, Line
from readout.meet.parties import Group
from readout.meet.phrases import read_phrase
from readout.meet.roles import Behind, Scene, Subject, find_clause, find_subject, last_person
from readout.model import Span, Statement


@dataclass
class Around:
    """A trigger at chunk ``at`` of a scene; ``subject`` and ``behind`` are filled while it is read.

    ``earlier`` is who acted in the contact that the sentence named before this one, ``came`` whether that was a visit.
    """

    scene: Scene
    at: int
    entry: Trigger
    inside: Statement | None
    earlier: Subject | None = None
    came: bool = False
    subject: Subject = field(default_factory=Subject)
    behind: Behind = field(default_factory=Behind)

    @property
    def line(self) -> Line:
        """The sentence."""
        return self.scene.line

    @property
    def clause(self) -> int:
        """Where the trigger's clause begins."""
        return find_clause(self.line, self.at)

    # Who acts

    def find_subject(self, *, noun: bool) -> Subject:
        """Who acts; whoever acted before where the words only go on (flew to Oslo to meet Berg)."""
        subject = find_subject(self.scene, self.at, noun=noun, inside=self.inside)
        before = self.earlier
        if before and before.parties and not subject.near and subject.stop <= before.stop:
            return replace(before, grouped=False, stop=self.at, near=True)
        return subject

    def find_owner(self) -> tuple[Group | None, bool]:
        """Berg's meeting, his meeting; None where it is somebody's whom the page does not name. Or: their meeting."""
        line = self.line
        if pair := self._pair():
            return pair, False
        for back in range(self.at - 1, max(-1, self.at - 5), -1):
            if line.has(back, "group possessive"):
                return (), True
            if line.has(back, "body possessive"):
                found = [p for p in self.scene.phrases if p.stop <= back]
                return (self.scene.members(found[-1]) if found else ()), False
            if line.has(back, "possessive"):
                fronted = all(p.stop > back for p in self.scene.phrases)
                return last_person(self.scene, back) or (() if fronted else None), False
            phrase = next((p for p in self.scene.phrases if p.stop - 1 == back and p.owner), None)
            if phrase or line.is_owner(back):
                return (self.scene.members(phrase) if phrase else ()) or None, False
            small = ("preposition", "conjunction", "relative", "determiner")
            if line.kind(back) not in ("word", "time") or line.has(back, *small):
                break
        return (), False

    def _pair(self) -> Group:
        """The two whose names a hyphen joins right before the noun: the Berg-Aske summit."""
        line, at = self.line, self.at
        if at < 3 or not line.is_mark(at - 2, "-\u2010\u2011\u2013\u2014"):
            return ()
        names = [line.chunks[near].mention for near in (at - 3, at - 1) if line.kind(near) in NAMES]
        found = tuple(m for m in names if m)
        return tuple(self.scene.offices.named_once(m) for m in found) if len(found) == 2 else ()

    def find_named(self) -> Group:
        """The gathering's own name right before its word, or the body that its name begins with: the NATO summit."""
        own = self.line.chunks[self.at]
        if own.mention:
            convener = self.scene.offices.convener(own.mention, self.span)
            return (convener,) if convener else ()
        before = self.line.chunks[self.at - 1] if self.at else None
        if before is None or before.mention is None or before.kind != "body" or before.trigger:
            return ()
        return () if self.line.is_owner(self.at - 1) else (before.mention,)

    @property
    def span(self) -> Span:
        """Where the trigger stands."""
        seen = self.line.chunks[self.at].trigger
        chunk = self.line.chunks[self.at]
        return seen.span if seen else Span(chunk.start, chunk.stop)

    def find_fellows(self, subject: Subject) -> Group:
        """Whom somebody joins at a gathering: joined the leaders of Norway and Sweden at the summit."""
        between = (p for p in self.scene.phrases if subject.stop <= p.first and p.stop <= self.at)
        return tuple(m for p in between if not p.owner for m in self.scene.members(p))

    def find_follower(self, guests: Group) -> Group:
        """Who acts behind the contact's words: in a call with Berg, Aske said."""
        names = {m.name for m in guests}
        phrase = self.scene.lead(self.behind.stop, len(self.line), people=True)
        found = self.scene.members(phrase) if phrase else ()
        return () if names & {m.name for m in found} else found

    def find_absent(self) -> Group:
        """Who is left out where a status word stands before the noun: planned are meetings with the ministers."""
        stops = {s.span.stop for s in self.line.ground.marked.sightings.statuses}
        before = self.line.chunks[self.at - 1] if self.at else None
        return last_person(self.scene, 0) if before and before.stop in stops else ()

    def find_invited(self) -> Group:
        """Berg invited Aske to a meeting: both."""
        line = self.line
        for at in range(self.at - 1, -1, -1):
            if line.has(at, "invite"):
                guest = read_phrase(line, line.match(at, "invite"))
                subject = find_subject(self.scene, at, noun=False, inside=self.inside)
                if guest is None or not subject.parties:
                    return ()
                self.subject = subject
                return each((*subject.parties, *self.scene.members(guest)))
            if line.is_mark(at, ",;:"):
                break
        return ()

    # What it stands in

    def is_attended(self, subject: Subject) -> bool:
        """Whether a gathering is attended or held by its subject."""
        return any(self.line.has(at, "attend", "convene") for at in range(subject.stop, self.at))

    def is_carried(self) -> bool:
        """Whether a light verb carries the noun: held talks."""
        back = self.at - 1
        while back >= 0 and self.at - back < 5 and self.line.kind(back) == "word":
            if self.line.back(back, "light verb") <= back:
                return True
            back -= 1
        return False

    def is_on_occasion(self) -> bool:
        """Whether the noun stands behind a preposition that makes it the occasion of something: at the summit."""
        return self._has_before(6, "occasion")

    def is_apart(self) -> bool:
        """Whether what the sentence tells was before or after the contact, on another day perhaps."""
        return self.entry.noun and self._has_before(4, "apart")

    def is_scenery(self) -> bool:
        """Whether a gathering is only where something else happens: on the sidelines of the summit."""
        if self.entry.frame != "event" or not self.entry.noun:
            return False
        return self.is_on_occasion() and not (self.subject.parties and self.is_attended(self.subject))

    def _has_before(self, reach: int, name: str) -> bool:
        return any(
            self.line.back(back, name) <= back for back in range(self.at - 1, max(-1, self.at - reach), -1)
        )

    def opens_clause(self) -> bool:
        """Whether the noun with its article opens a clause that somebody reports."""
        back = self.at - 1
        while (
            back > 0
            and self.line.kind(back) in ("word", "time")
            and not self.line.has(back, "complementizer")
        ):
            if self.line.has(back, "preposition", "possessive", "light verb"):
                return False
            back -= 1
        return back > 0 and self.line.has(back, "complementizer")

    def is_fronted(self) -> bool:
        """Whether the noun opens its clause behind a preposition: in a call with Berg, Aske said."""
        line = self.line
        if self.clause == 0 and line.is_mark(self.behind.stop, ",") and self._is_followed():
            return True
        for back in range(self.at - 1, -1, -1):
            first = line.back(back, "occasion", "apart")
            if first <= back:
                opens = first == 0 or line.kind(first - 1) in ("mark", "time")
                return opens or line.has(first - 1, "conjunction", "complementizer")
            if line.kind(back) not in ("word", "time"):
                return False
        return self.at == 0 or self.may_invert()

    def _is_followed(self) -> bool:
        """Whether a name opens what follows the comma behind the contact's words."""
        first = self.line.match(self.behind.stop + 1, "determiner")
        return any(p.first == first and self.scene.may_act(p) for p in self.scene.phrases)

    def may_invert(self) -> bool:
        """Whether the language lets a subject follow its verb with no mark between."""
        return bool(self.line.endings("inversion mark"))

    def is_separate(self) -> bool:
        """Whether each guest is met alone."""
        return any(self.line.has(at, "separately") for at in range(self.clause, self.behind.stop))

    def is_mutual(self) -> bool:
        """Whether a verb stands without a named object: Berg and Aske met in Tarnby, met with fishermen."""
        line, after = self.line, self.at + 1
        if self.entry.weak or line.has(after, "prep_to"):
            return False
        if line.chunks[self.at].low.split()[-1] in line.endings("with") or line.has(after, "with"):
            return True
        small = ("preposition", "medium", "infinitive", "conjunction", "subordinator")
        return line.kind(after) in ("", "mark", "time") or line.is_adverb(after) or line.has(after, *small)

    def receives_people(self, guests: Group) -> bool:
        """Whether people are received, or those who stand for a body: no games, no decisions."""
        if any(m.kind == "person" for m in guests):
            return True
        return any(self.line.has(at, "people noun") for at in range(self.at + 1, self.behind.stop))

    def opens_place(self, at: int) -> bool:
        """Whether a place or country stands at chunk ``at``."""
        return self.line.kind(at) in NAMES and self.line.kind(at) != "person"


def each(parties: Group) -> Group:
    """The parties, every name once."""
    return tuple({m.name: m for m in reversed(parties)}.values())[::-1]
