"""Occasions of a spaced language: the words of a contact, and the names around them by their roles."""

from collections.abc import Iterator
from dataclasses import replace

from readout.ground import Ground
from readout.language.entries import Trigger
from readout.language.sightings import Sighting
from readout.meet.chunks import read_line
from readout.meet.enclosing import find_enclosing
from readout.meet.occasion import Occasion
from readout.meet.offices import Offices
from readout.meet.parties import Group
from readout.meet.phrases import read_phrase, read_phrases
from readout.meet.roles import (
    Behind,
    Scene,
    Subject,
    find_clause,
    find_place,
    find_subject,
    last_person,
    read_behind,
    skip_asides,
)
from readout.meet.status import read_spaced_status
from readout.model import Span, Statement, When

_ROLES = ("with", "between", "party_of")


def find_spaced_occasions(ground: Ground, statements: tuple[Statement, ...]) -> Iterator[Occasion]:
    """The occasions of a text, in text order."""
    if not ground.marked.sightings.triggers:
        return
    lines = [read_line(ground, n, _within(ground, n)) for n in range(len(ground.sentences))]
    pages = [(line, read_phrases(line)) for line in lines]
    offices = Offices(ground, pages)
    scene: Scene | None = None
    told: Occasion | None = None
    for line, phrases in pages:
        scene = Scene(line=line, phrases=phrases, offices=offices, before=scene)
        last: Subject | None = None
        found: list[tuple[Occasion, bool]] = []
        for at, chunk in enumerate(line.chunks):
            if chunk.trigger is None:
                continue
            inside = find_enclosing(statements, chunk.trigger.span)
            reader = _Reader(scene, at, chunk.trigger, inside, last)
            if occasion := reader.read():
                last = reader.subject
                found.append((occasion, reader.is_occasion()))
        occasions = list(_attend(found))
        yield from occasions
        told = next(
            (o for o in reversed(occasions) if o.entry.type in ("call", "meeting") and not o.grouped), told
        )
        if told and (others := _joining(scene)):
            yield replace(told, groups=((*told.groups[0], *others),), when=told.when)


def _joining(scene: Scene) -> Group:
    """Who else was there: Berg was joined on the call by Aske."""
    line = scene.line
    for at in range(len(line)):
        if line.has(at, "joined"):
            for by in range(at + 1, min(at + 7, len(line))):
                if line.has(by, "joined by"):
                    phrase = read_phrase(line, line.match(by, "joined by"))
                    return scene.members(phrase) if phrase else ()
    return ()


def _attend(found: list[tuple[Occasion, bool]]) -> Iterator[Occasion]:
    """At the summit Berg met Aske: who meets on the occasion of a gathering attends it."""
    met = [o for o, is_occasion in found if not is_occasion and o.entry.type in ("meeting", "call")]
    for occasion, is_occasion in found:
        if is_occasion and met and not occasion.grouped:
            parties = _each((*occasion.groups[0], *met[0].groups[0]))
            occasion = replace(occasion, groups=(parties,))
        yield occasion


def _within(ground: Ground, number: int) -> list[Sighting[Trigger]]:
    span = ground.sentences[number].span
    return [s for s in ground.marked.sightings.triggers if span.covers(s.span)]


class _Reader:
    """One trigger, and who stands around it."""

    def __init__(
        self, scene: Scene, at: int, seen: Sighting[Trigger], inside: Statement | None, last: Subject | None
    ) -> None:
        self.scene, self.at, self.seen, self.inside, self.last = scene, at, seen, inside, last
        self.line, self.entry = scene.line, seen.entry
        self.subject = Subject()
        self.behind = Behind()
        self.host: Group = ()
        self.place: tuple[Span, str] | None = None

    def read(self) -> Occasion | None:
        entry = self.entry
        if self.line.has(self.at + 1, "no_contact") or self.line.back(self.at - 1, "no_contact") < self.at:
            return None
        if entry.frame == "visit":
            groups, grouped = self._visit()
        elif entry.noun:
            groups, grouped = self._noun()
        else:
            groups, grouped = self._verb()
        parties = groups[0] if groups else ()
        if not groups or not (grouped or parties):
            return None
        if len({m.name for m in parties}) < 2 and not grouped and not self._is_gathering(parties):
            return None
        return self._occasion(groups, grouped)

    # Frames

    def _verb(self) -> tuple[tuple[Group, ...], bool]:
        entry = self.entry
        roles = (
            _ROLES[:2] if entry.frame == "with" else (("prep_to",) if entry.type == "letter" else ("with",))
        )
        self.behind = read_behind(self.scene, self.at, roles, bare=entry.frame in ("object", "event"))
        self.subject = self._subject(noun=False)
        guests = tuple(m for group in self.behind.roles.values() for m in group)
        mine = self.subject.parties
        if entry.weak and not self._is_sure(mine, guests):
            return (), False
        if entry.frame == "event":
            return ((*mine, *guests),), False
        if entry.personal and not self._receives(guests):
            return (), False
        if not guests and entry.frame == "object" and not self._is_mutual():
            return (), False
        if guests and not mine and self.line.endings("inversion mark"):
            mine = self._after(guests)
        if len(mine) == 1 and len(guests) > 1 and self._is_separate():
            return tuple((*mine, guest) for guest in guests), False
        return ((*mine, *guests),), self.subject.grouped and not guests and self._is_mutual()

    def _receives(self, guests: Group) -> bool:
        """Whether people are received, or those who stand for a body: no games, no decisions."""
        if any(m.kind == "person" for m in guests):
            return True
        return any(self.line.has(at, "people noun") for at in range(self.at + 1, self.behind.stop))

    def _is_separate(self) -> bool:
        """Whether each guest is met alone."""
        line = self.line
        return any(line.has(at, "separately") for at in range(find_clause(line, self.at), self.behind.stop))

    def _is_fronted(self) -> bool:
        """Whether the noun opens its clause behind a preposition: in a call with Berg, Aske said."""
        line = self.line
        for back in range(self.at - 1, -1, -1):
            first = line.back(back, "occasion", "apart")
            if first <= back:
                return (
                    first == 0
                    or line.kind(first - 1) in ("mark", "time")
                    or line.has(first - 1, "conjunction", "complementizer")
                )
            if line.kind(back) not in ("word", "time"):
                return False
        return self.at == 0 or bool(line.endings("inversion mark"))

    def _is_mutual(self) -> bool:
        """Whether a verb stands without an object: Berg and Aske met in Tarnby."""
        line, after = self.line, self.at + 1
        if self.entry.weak or line.has(after, "prep_to"):
            return False
        if line.chunks[self.at].low.split()[-1] in line.endings("with") or line.has(after, "with"):
            return True
        return (
            after >= len(line)
            or line.kind(after) in ("mark", "time")
            or line.is_adverb(after)
            or line.has(after, "preposition", "medium", "infinitive", "conjunction", "subordinator")
        )

    def _is_sure(self, mine: Group, guests: Group) -> bool:
        people = all(any(m.kind == "person" for m in group) for group in (mine, guests))
        return people and self.behind.has_sign

    def _noun(self) -> tuple[tuple[Group, ...], bool]:
        entry, line = self.entry, self.line
        roles = _ROLES + (("prep_to", "visitor") if entry.type == "letter" else ())
        self.behind = read_behind(
            self.scene, self.at, roles, bare=not line.ground.lexicon.word_list("party_of")
        )
        found = self.behind.roles
        owner, grouped = self._owner()
        if owner is None:
            return (), False
        named = self._named()
        if "between" in found or len(found.get("party_of", ()) + found.get("bare", ())) > 1:
            return (_all(found),), False
        guests = _all(found)
        if entry.frame == "event" or named:
            return self._event(named, guests, owner)
        if owner or grouped:
            return ((*owner, *guests),), grouped and not owner
        if len(found.get("bare", ())) and "with" in found:
            return (guests,), False
        if not guests and (pair := self._invited()):
            return (pair,), False
        if guests or self._is_carried():
            self.subject = self._subject(noun=True)
            if entry.type == "conference" and not (self.subject.near or self._is_on_occasion()):
                return (), False
            mine = (
                self.subject.parties
                or (self._after(guests) if guests and self._is_fronted() else ())
                or self._absent()
            )
            if len(mine) == 1 and len(guests) > 1 and self._is_separate():
                return tuple((*mine, guest) for guest in guests), False
            return ((*mine, *guests),), self.subject.grouped and not guests
        return (), False

    def _invited(self) -> Group:
        """Berg invited Aske to a meeting."""
        line = self.line
        for at in range(self.at - 1, -1, -1):
            if line.has(at, "invite"):
                guest = read_phrase(line, line.match(at, "invite"))
                self.subject = find_subject(self.scene, at, noun=False, inside=self.inside)
                host = self.subject.parties
                return _each((*host, *self.scene.members(guest))) if guest and host else ()
            if line.is_mark(at, ",;:"):
                break
        return ()

    def _event(self, named: Group, guests: Group, owner: Group) -> tuple[tuple[Group, ...], bool]:
        """A gathering: its own name, and who attends it."""
        mine: Group = ()
        subject = self._subject(noun=True)
        if subject.near or self._is_on_occasion() or self._attended(subject):
            self.subject, mine = subject, subject.parties
            if self._attended(subject):
                guests = (*guests, *self._fellows(subject))
        if not (named or guests or mine or owner):
            return (), False
        return (
            _each(
                (*named, *owner, *guests, *(m for m in mine if named or guests or self._attended(subject)))
            ),
        ), False

    def _fellows(self, subject: Subject) -> Group:
        """Whom somebody joins at a gathering: joined the leaders of Norway and Sweden at the summit."""
        between = (p for p in self.scene.phrases if subject.stop <= p.first and p.stop <= self.at)
        return tuple(m for p in between if not p.owner for m in self.scene.members(p))

    def _attended(self, subject: Subject) -> bool:
        return any(self.line.has(at, "attend", "convene") for at in range(subject.stop, self.at))

    def _visit(self) -> tuple[tuple[Group, ...], bool]:
        line, at = self.line, skip_asides(self.line, self.at + 1)
        after = line.match(at, "prep_to")
        visitors: Group = ()
        direct = line.match(at, "determiner")
        if self.entry.noun and not (after == at and line.kind(direct) in ("place", "country", "body")):
            owner, _ = self._owner()
            if owner is None:
                return (), False
            visitors = owner
            if not visitors and after == at:
                phrase = self._visitor(at)
                if phrase:
                    visitors, at = phrase
                    after = line.match(at, "prep_to")
            if after == at:
                if not visitors:
                    return (), False
                return self._toward(visitors)
        if not self._target(after):
            return self._toward(visitors)
        if self.entry.noun and not visitors:
            visitors = self._by(self.behind.stop) or ()
        if not visitors:
            self.subject = self._subject(noun=self.entry.noun)
            visitors = self.subject.parties
        if not visitors and self.entry.noun and self._is_fronted():
            visitors = self._after(())
        people = tuple(m for m in visitors if m.kind != "country")
        if not people or (self.entry.personal and people[0].kind != "person"):
            return (), False
        return ((*people, *self.host),), False

    def _toward(self, visitors: Group) -> tuple[tuple[Group, ...], bool]:
        """The place visited stands before the words: to Oslo came the minister."""
        line = self.line
        for at in range(self.at - 1, find_clause(line, self.at) - 1, -1):
            after = line.match(at, "prep_to")
            if (
                after > at
                and line.kind(after) in ("place", "country")
                and self._inverts()
                and self._target(after)
            ):
                phrase = read_phrase(line, self.at + 1)
                visitors = visitors or (self.scene.members(phrase) if phrase else ())
                self.behind.stop = phrase.stop if phrase else self.at + 1
                people = tuple(m for m in visitors if m.kind != "country")
                return (((*people, *self.host),), False) if people else ((), False)
        return (), False

    def _inverts(self) -> bool:
        """Whether the subject may follow its verb."""
        return bool(self.line.endings("inversion mark")) and not self.entry.noun

    def _visitor(self, at: int) -> tuple[Group, int] | None:
        """A visit by Berg, визит Берга: who it is of."""
        line = self.line
        start = line.match(at, "party_of", "visitor")
        if start == at and line.ground.lexicon.word_list("party_of"):
            return None
        phrase = read_phrase(line, start)
        return (self.scene.members(phrase), phrase.stop) if phrase else None

    def _by(self, at: int) -> Group:
        start = self.line.match(at, "visitor")
        phrase = read_phrase(self.line, start) if start > at else None
        return self.scene.members(phrase) if phrase else ()

    def _target(self, at: int) -> bool:
        """Read what is visited: a place, a country or a seat of power, the country it is in as host."""
        found = find_place(self.scene, at)
        line = self.line
        if found is None:
            return False
        after, span, name = found
        first = line.index(span.start)
        chunk = line.chunks[first]
        if chunk.mention is None:
            return False
        if self.entry.personal and chunk.kind not in ("country", "place"):
            return False
        country = line.chunks[after - 1] if after - 1 > first and line.kind(after - 1) == "country" else None
        if country and country.mention:
            self.host = (self.scene.offices.named_once(country.mention),)
        elif chunk.kind in ("place", "body"):
            self.host = (replace(chunk.mention, name=self.scene.offices.host_of(line.ground, chunk)),)
        else:
            self.host = (self.scene.offices.named_once(chunk.mention),)
        self.place = (span, name)
        self.behind = read_behind(self.scene, after - 1, (), bare=False)
        self.behind.stop = max(self.behind.stop, after)
        return True

    # Who

    def _subject(self, *, noun: bool) -> Subject:
        subject = find_subject(self.scene, self.at, noun=noun, inside=self.inside)
        if self.last and not subject.near and self.last.parties and self._continues(subject):
            return replace_stop(self.last, self.at)
        return subject

    def _continues(self, subject: Subject) -> bool:
        """Whether the words go on from an earlier contact of the sentence: flew to Oslo to meet Berg."""
        return self.last is not None and subject.stop <= self.last.stop

    def _absent(self) -> Group:
        """Who is left out where a status word stands before the noun: planned are meetings with the ministers."""
        starts = {s.span.stop for s in self.line.ground.marked.sightings.statuses}
        before = self.line.chunks[self.at - 1] if self.at else None
        return last_person(self.scene, 0) if before and before.stop in starts else ()

    def _owner(self) -> tuple[Group | None, bool]:
        """Berg's meeting, his meeting, their meeting; None where it is somebody's whom the page does not name."""
        line = self.line
        for back in range(self.at - 1, max(-1, self.at - 5), -1):
            if line.has(back, "group possessive"):
                return (), True
            if line.has(back, "body possessive"):
                found = [p for p in self.scene.phrases if p.stop <= back]
                return (self.scene.members(found[-1]) if found else ()), False
            if line.has(back, "possessive"):
                return last_person(self.scene, back) or None, False
            phrase = next((p for p in self.scene.phrases if p.stop - 1 == back and p.owner), None)
            if phrase:
                return self.scene.members(phrase) or None, False
            if line.is_owner(back):
                return None, False
            if line.kind(back) not in ("word", "time") or line.has(
                back, "preposition", "conjunction", "relative", "determiner"
            ):
                return (), False
        return (), False

    def _named(self) -> Group:
        """The gathering's own name right before its word: the NATO summit."""
        own = self.line.chunks[self.at]
        if own.mention:
            convener = self.scene.offices.convener(own.mention, self.seen.span)
            return (convener,) if convener else ()
        chunk = self.line.chunks[self.at - 1] if self.at else None
        if (
            chunk
            and chunk.mention
            and chunk.kind == "body"
            and chunk.trigger is None
            and not self.line.is_owner(self.at - 1)
        ):
            return (chunk.mention,)
        return ()

    def _is_carried(self) -> bool:
        """Whether a light verb carries the noun: held talks."""
        back = self.at - 1
        while back >= 0 and self.at - back < 5 and self.line.kind(back) == "word":
            if self.line.back(back, "light verb") <= back:
                return True
            back -= 1
        return False

    def _after(self, guests: Group) -> Group:
        """Who acts behind the contact's words: in a call with Berg, Aske said."""
        names = {m.name for m in guests}
        phrase = self.scene.lead(self.behind.stop, len(self.line), people=True)
        found = self.scene.members(phrase) if phrase else ()
        return found if not names & {m.name for m in found} else ()

    def is_occasion(self) -> bool:
        """Whether a gathering is only where something else happens: on the sidelines of the summit."""
        if self.entry.frame != "event" or not self.entry.noun:
            return False
        if self.subject.parties and self._attended(self.subject):
            return False
        return self._is_on_occasion()

    def _is_on_occasion(self) -> bool:
        return any(
            self.line.back(back, "occasion") <= back for back in range(self.at - 1, max(-1, self.at - 6), -1)
        )

    def _is_apart(self) -> bool:
        """Whether what the sentence tells was before or after the contact, on another day perhaps."""
        return self.entry.noun and any(
            self.line.back(back, "apart") <= back for back in range(self.at - 1, max(-1, self.at - 4), -1)
        )

    def _is_gathering(self, parties: Group) -> bool:
        return self.entry.type == "conference" and self.entry.frame == "event" and bool(parties)

    # The rest

    def _occasion(self, groups: tuple[Group, ...], grouped: bool) -> Occasion:
        line, span = self.line, self.seen.span
        clause = find_clause(line, self.at)
        status, sure = read_spaced_status(line, self.at, clause, self.behind.stop, self.subject)
        when = self._when(clause)
        place = self.place or self._where(clause)
        return Occasion(
            trigger=span,
            entry=self._entry(groups[0]),
            sentence=line.number,
            groups=groups,
            grouped=grouped,
            status=status,
            sure=sure,
            when=when,
            place=place[0] if place else None,
            place_name=place[1] if place else "",
            initiator=None,
            inside=self.inside,
            is_bare=not sure and when is None,
        )

    def _entry(self, parties: Group) -> Trigger:
        """A meeting of a body is a conference; talks of two named people are a meeting."""
        entry = self.entry
        people = [m for m in parties if m.kind == "person"]
        if entry.type == "conference" and len(parties) == 2 == len(people):
            return replace(entry, type="meeting")
        of = self.behind.roles.get("party_of", ()) + self.behind.roles.get("bare", ())
        if (
            entry.type == "meeting"
            and entry.noun
            and (self._named() or (of and all(m.kind == "body" for m in of)))
        ):
            return replace(entry, type="conference")
        return entry

    def _where(self, clause: int) -> tuple[Span, str] | None:
        if self.behind.place:
            return self.behind.place, self.behind.place_name
        line = self.line
        for at in range(clause, self.at):
            after = line.match(at, "at_place")
            opens = at == clause or line.kind(at - 1) == "time" or at >= self.subject.stop
            if after > at and opens and (found := find_place(self.scene, after)):
                return found[1], found[2]
        return None

    def _when(self, clause: int) -> When | None:
        line, span = self.line, self.seen.span
        after, before = [], []
        for when in line.ground.marked.whens:
            at = line.index(when.span.start)
            if not line.sentence.span.covers(when.span) or when.precision == "open":
                continue
            if self.at < at < self.behind.stop:
                after.append(when)
            elif clause <= at < self.at:
                before.append(when)
        if self.is_occasion() or self._is_apart():
            before = [w for w in before if line.index(w.span.start) == self.at - 1]
        if not before and not after and not self.is_occasion() and not self._is_apart():
            before = self._leading(clause)
        if before and line.index(before[-1].span.start) == self.at - 1:
            return before[-1]
        return after[0] if after else before[-1] if before else None

    def _leading(self, clause: int) -> list[When]:
        """The time that opens the sentence, for what its main clause tells."""
        line = self.line
        if any(line.has(at, "relative", "complementizer") for at in range(min(clause, self.at))):
            return []
        first = line.match(0, "before time")
        return [
            w
            for w in line.ground.marked.whens
            if line.kind(first) == "time" and w.span.start == line.chunks[first].start
        ]


def replace_stop(subject: Subject, stop: int) -> Subject:
    """The same actor, further on."""
    return Subject(subject.parties, subject.grouped, stop, subject.start, near=True)


def _all(found: dict[str, Group]) -> Group:
    return _each(tuple(m for group in found.values() for m in group))


def _each(parties: Group) -> Group:
    return tuple({m.name: m for m in reversed(parties)}.values())[::-1]
