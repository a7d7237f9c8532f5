"""Visits in a spaced language: who goes, and where to."""

from dataclasses import dataclass, replace

from readout.meet.around import Around
from readout.meet.parties import Group
from readout.meet.phrases import read_phrase
from readout.meet.roles import find_place, read_behind, skip_asides
from readout.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Who visits, whom (the country of the place where the page names it), and the place."""

    parties: Group
    place: Span
    place_name: str


def read_visit(around: Around) -> Visit | None:
    """The visit that a trigger names; None where nobody goes anywhere."""
    line = around.line
    start = skip_asides(line, around.at + 1)
    visitors: Group = ()
    at = line.match(start, "prep_to")
    if around.entry.noun and not (at == start and around.opens_place(line.match(start, "determiner"))):
        owner, _ = around.find_owner()
        if owner is None:
            return None
        visitors = owner
        if not visitors and at == start:
            visitors, start = _of_whom(around, start)
            at = line.match(start, "prep_to")
        if at == start:
            return None
    host = _read_target(around, at)
    if host is None:
        return _come(around, visitors)
    return _visit(visitors or _visitors(around), host, around)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Host:
    party: Group
    place: Span
    name: str


def _visit(visitors: Group, host: _Host, around: Around) -> Visit | None:
    people = tuple(m for m in visitors if m.kind != "country")
    if not people or (around.entry.personal and people[0].kind == "country"):
        return None
    return Visit(parties=(*people, *host.party), place=host.place, place_name=host.name)


def _visitors(around: Around) -> Group:
    """Who goes: behind the place (a visit to Oslo by Berg), as the subject, or in the clause that follows."""
    noun = around.entry.noun
    if noun and (found := _by_whom(around, around.behind.stop)):
        return found
    around.subject = around.find_subject(noun=noun)
    if around.subject.parties:
        return around.subject.parties
    return around.find_follower(()) if noun and around.is_fronted() else ()


def _of_whom(around: Around, at: int) -> tuple[Group, int]:
    """A visit by Berg, визит Берга: who it is of, and the index behind."""
    line = around.line
    start = line.match(at, "party_of", "visitor")
    if start == at and line.endings("party_of"):
        return (), at
    phrase = read_phrase(line, start)
    return (around.scene.members(phrase), phrase.stop) if phrase else ((), at)


def _by_whom(around: Around, at: int) -> Group:
    line = around.line
    start = line.match(at, "visitor")
    phrase = read_phrase(line, start) if start > at else None
    return around.scene.members(phrase) if phrase else ()


def _come(around: Around, visitors: Group) -> Visit | None:
    """The place stands before the verb, who goes behind it: to Oslo came the minister."""
    line = around.line
    if around.entry.noun or not around.may_invert():
        return None
    for back in range(around.at - 1, around.clause - 1, -1):
        at = line.match(back, "prep_to")
        if at == back or line.kind(at) not in ("place", "country"):
            continue
        host = _read_target(around, at)
        phrase = read_phrase(line, around.at + 1)
        around.behind.stop = phrase.stop if phrase else around.at + 1
        if host is None or phrase is None:
            return None
        return _visit(visitors or around.scene.members(phrase), host, around)
    return None


def _read_target(around: Around, at: int) -> _Host | None:
    """What is visited: a place, a country or a seat of power, with the country it is in as host."""
    line, offices = around.line, around.scene.offices
    found = find_place(around.scene, at)
    chunk = line.chunks[line.index(found[1].start)] if found else None
    if found is None or chunk is None or chunk.mention is None:
        return None
    after, span, name = found
    if chunk.kind == "country" and (line.kind(after) == "title" or line.has(after, "people noun")):
        return None  # told visiting Ruritanian officials
    if around.entry.personal and chunk.kind not in ("country", "place"):
        return None
    country = line.chunks[after - 1]
    if country.kind == "country" and country.mention:
        party = offices.named_once(country.mention)
    else:
        party = replace(chunk.mention, name=offices.host_of(line.ground, chunk))
    around.behind = read_behind(around.scene, after - 1, (), bare=False)
    around.behind.stop = max(around.behind.stop, after)
    return _Host(party=(party,), place=span, name=name)
