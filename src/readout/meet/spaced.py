"""Occasions of a spaced language: the words of a contact, and the names around them by their roles."""

from collections.abc import Iterator
from dataclasses import replace

from readout.ground import Ground
from readout.language.entries import Trigger
from readout.meet.around import Around, each
from readout.meet.enclosing import find_enclosing
from readout.meet.lines import Lines
from readout.meet.occasion import Occasion
from readout.meet.offices import Offices
from readout.meet.parties import Group
from readout.meet.phrases import read_phrase
from readout.meet.roles import Scene, Subject, find_place, read_behind
from readout.meet.status import read_spaced_status
from readout.meet.visits import read_visit
from readout.model import Span, Statement, Status, When

_ROLES = ("with", "between", "party_of")
Groups = tuple[Group, ...]


def find_spaced_occasions(ground: Ground, statements: tuple[Statement, ...]) -> Iterator[Occasion]:
    """The occasions of a text, in text order."""
    if not ground.marked.sightings.triggers:
        return
    lines = Lines(ground)
    offices = Offices(ground, lines)
    joined = [span.start for span in ground.marked.sightings.words.get("joined", ())]
    scene: Scene | None = None
    told: Occasion | None = None
    for number, sentence in enumerate(ground.sentences):
        scene = Scene(lines=lines, number=number, offices=offices, before=scene)
        occasions = _read_scene(scene, statements) if number in lines.triggers else []
        yield from occasions
        told = next((o for o in reversed(occasions) if o.entry.type in ("call", "meeting")), told)
        if (
            not told
            or told.grouped
            or not any(sentence.span.start <= at < sentence.span.stop for at in joined)
        ):
            continue
        if others := _joining(scene):
            yield replace(told, groups=((*told.groups[0], *others),))


def _read_scene(scene: Scene, statements: tuple[Statement, ...]) -> list[Occasion]:
    """The occasions of one sentence. Who meets on the occasion of a gathering attends it."""
    found: list[tuple[Occasion, bool]] = []
    earlier: Subject | None = None
    came = False
    for at, chunk in enumerate(scene.line.chunks):
        if chunk.trigger is None:
            continue
        inside = find_enclosing(statements, chunk.trigger.span)
        around = Around(scene, at, chunk.trigger.entry, inside, earlier, came)
        if occasion := _read(around):
            earlier, came = around.subject, occasion.entry.type == "visit"
            found.append((occasion, around.is_scenery()))
    met = [o for o, scenery in found if not scenery and o.entry.type in ("meeting", "call")]
    return [
        replace(o, groups=(each((*o.groups[0], *met[0].groups[0])),))
        if scenery and met and not o.grouped
        else o
        for o, scenery in found
    ]


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


def _read(around: Around) -> Occasion | None:
    line, at = around.line, around.at
    if line.has(at + 1, "no_contact") or line.back(at - 1, "no_contact") < at:
        return None
    place: tuple[Span, str] | None = None
    grouped = False
    if around.entry.frame == "visit":
        visit = read_visit(around)
        if visit is None:
            return None
        groups: Groups = (visit.parties,)
        place = visit.place, visit.place_name
    else:
        groups, grouped = _read_noun(around) if around.entry.noun else _read_verb(around)
    parties = groups[0] if groups else ()
    gathering = around.entry.type == "conference" and around.entry.frame == "event" and bool(parties)
    if not groups or (len({m.name for m in parties}) < 2 and not grouped and not gathering):
        return None
    return _occasion(around, groups, grouped, place)


# Frames


def _read_verb(around: Around) -> tuple[Groups, bool]:
    """Berg met Aske, Berg spoke with Aske, Berg and Aske met; the second value: a word like "both" stands for them."""
    entry = around.entry
    roles = (
        ("with", "between")
        if entry.frame == "with"
        else ("prep_to",)
        if entry.type == "letter"
        else ("with",)
    )
    around.behind = read_behind(around.scene, around.at, roles, bare=entry.frame in ("object", "event"))
    around.subject = around.find_subject(noun=False)
    guests = tuple(m for group in around.behind.roles.values() for m in group)
    mine = around.subject.parties
    if entry.frame == "event":
        return ((*mine, *guests),), False
    if entry.weak and not (around.behind.has_sign and _are_people(mine) and _are_people(guests)):
        return (), False
    if entry.personal and not around.receives_people(guests):
        return (), False
    mutual = around.is_mutual()
    if not guests and (entry.frame == "object" and not mutual):
        return (), False
    if not guests and len(mine) == 1 and around.scene.offices.is_international(mine[0]):
        around.entry = replace(entry, type="conference", frame="event")
        return (mine,), False
    if guests and not mine and around.may_invert():
        mine = around.find_follower(guests)
    if alone := _alone(around, mine, guests):
        return alone, False
    return ((*mine, *guests),), around.subject.grouped and not guests and mutual


def _are_people(parties: Group) -> bool:
    return any(m.kind == "person" for m in parties)


def _alone(around: Around, mine: Group, guests: Group) -> Groups:
    """One group a guest, where each was met alone."""
    if len(mine) != 1 or len(guests) < 2 or not around.is_separate():
        return ()
    return tuple((*mine, guest) for guest in guests)


def _read_noun(around: Around) -> tuple[Groups, bool]:
    """Berg's call with Aske, talks between Berg and Aske, a summit: by what stands around the noun."""
    entry, line = around.entry, around.line
    roles = _ROLES + (("prep_to", "visitor") if entry.type == "letter" else ())
    around.behind = read_behind(around.scene, around.at, roles, bare=not line.endings("party_of"))
    found = around.behind.roles
    owner, grouped = around.find_owner()
    if owner is None:
        return (), False
    guests = each(tuple(m for group in found.values() for m in group))
    if "between" in around.behind.grouped:
        return ((),), True
    if "between" in found or len(found.get("party_of", ()) + found.get("bare", ())) > 1:
        return (guests,), False
    named = around.find_named()
    if entry.frame == "event" or named:
        return _read_event(around, named, guests, owner)
    if owner or grouped:
        return ((*owner, *guests),), grouped and not owner
    if found.get("bare") and "with" in found:
        return (guests,), False
    if not guests and (pair := around.find_invited()):
        return (pair,), False
    if guests or around.is_carried():
        return _read_carried(around, guests)
    return (), False


def _read_carried(around: Around, guests: Group) -> tuple[Groups, bool]:
    """Berg held talks with Aske, Berg said in a call with Aske."""
    if guests and around.opens_clause():
        return (), False  # he said that the call with Berg was long: who says it need not have been on it
    around.subject = around.find_subject(noun=True)
    if around.entry.type == "conference" and not (around.subject.near or around.is_on_occasion()):
        return (), False
    mine = around.subject.parties
    if not mine and guests and around.is_fronted():
        mine = around.find_follower(guests)
    mine = mine or around.find_absent()
    if alone := _alone(around, mine, guests):
        return alone, False
    return ((*mine, *guests),), around.subject.grouped and not guests


def _read_event(around: Around, named: Group, guests: Group, owner: Group) -> tuple[Groups, bool]:
    """A gathering: its own name, and who attends it."""
    mine: Group = ()
    subject = around.find_subject(noun=True)
    attended = around.is_attended(subject)
    if subject.near or attended or around.is_on_occasion():
        around.subject, mine = subject, subject.parties
    if attended:
        guests = (*guests, *around.find_fellows(subject))
    elif around.came and around.earlier:
        around.subject, mine, attended = around.earlier, around.earlier.parties, True
    if not (named or guests or attended):
        mine = ()
    parties = each((*named, *owner, *guests, *mine))
    alone = len(parties) == 1 and parties[0].kind == "person" and not attended
    return ((parties,), False) if parties and not alone else ((), False)


# The rest


def _occasion(around: Around, groups: Groups, grouped: bool, place: tuple[Span, str] | None) -> Occasion:
    line = around.line
    status, sure = read_spaced_status(line, around.at, around.clause, around.behind.stop, around.subject)
    if around.entry.noun and not around.subject.parties:
        _go_on(around)
    when = _when(around, status)
    place = place or _where(around)
    return Occasion(
        trigger=around.span,
        entry=_kind_of(around, groups[0]),
        sentence=line.number,
        groups=groups,
        grouped=grouped,
        status=status,
        sure=sure,
        when=when,
        place=place[0] if place else None,
        place_name=place[1] if place else "",
        initiator=None,
        inside=around.inside,
        is_bare=not sure and when is None,
    )


def _go_on(around: Around) -> None:
    """Where a noun is the subject, time and place may stand behind its verb: talks between … resumed in Oslo on Monday."""
    line, stop = around.line, around.behind.stop
    at = stop
    while (
        at < min(stop + 4, len(line))
        and line.kind(at) == "word"
        and not line.has(at, "preposition", "relative")
    ):
        at += 1
    if not stop < at < len(line):
        return
    more = read_behind(around.scene, at - 1, (), bare=False)
    around.behind.stop = max(stop, more.stop)
    if around.behind.place is None:
        around.behind.place, around.behind.place_name = more.place, more.place_name


def _kind_of(around: Around, parties: Group) -> Trigger:
    """A meeting of a body is a conference; talks of two named people are a meeting."""
    entry, roles = around.entry, around.behind.roles
    two = len(parties) == 2 and all(m.kind == "person" for m in parties)
    if entry.type == "conference" and two and (entry.frame != "event" or "between" in roles):
        return replace(entry, type="meeting")
    of = roles.get("party_of", ()) + roles.get("bare", ())
    of_bodies = bool(of) and all(m.kind == "body" for m in of)
    if entry.type == "meeting" and entry.noun and (of_bodies or around.find_named()):
        return replace(entry, type="conference")
    return entry


def _where(around: Around) -> tuple[Span, str] | None:
    if around.behind.place:
        return around.behind.place, around.behind.place_name
    line, clause = around.line, around.clause
    for at in range(clause, around.at):
        after = line.match(at, "at_place")
        opens = at == clause or line.kind(at - 1) == "time" or at >= around.subject.stop
        if after > at and opens and (found := find_place(around.scene, after)):
            return found[1], found[2]
    return None


def _when(around: Around, status: Status) -> When | None:
    """The time behind the trigger, else the last before it in its clause, else the one that opens the sentence."""
    line, at = around.line, around.at
    after, before = [], []
    for when in line.ground.marked.whens:
        if line.sentence.span.covers(when.span) and when.precision != "open":
            where = line.index(when.span.start)
            if at < where < around.behind.stop:
                after.append(when)
            elif around.clause <= where < at:
                before.append(when)
    apart = around.is_scenery() or around.is_apart()
    beside = [when for when in before if line.index(when.span.start) == at - 1]
    if status != "happened" and line.has(at - 1, "infinitive") and not around.entry.noun:
        before = beside = []  # spoke on Tuesday and agreed to meet
    if beside or apart:
        before = beside
    elif not before and not after:
        before = _opening(around)
    if beside:
        return beside[-1]
    return after[0] if after else before[-1] if before else None


def _opening(around: Around) -> list[When]:
    """The time that opens the sentence, for what its main clause tells."""
    line = around.line
    if any(line.has(at, "relative", "complementizer") for at in range(min(around.clause, around.at))):
        return []
    first = line.match(0, "before time")
    if line.kind(first) != "time":
        return []
    return [w for w in line.ground.marked.whens if w.span.start == line.chunks[first].start]
