"""Naming: who the naming strings of a page are, by the actors' file."""

from collections.abc import Mapping
from functools import cache

from readout.language import Lexicon, load_lexicon
from readout.language.actors import Actor, load_actors
from readout.model import Entity, Reading


def name_entities(reading: Reading) -> dict[str, Entity]:
    """The page's naming strings (mentions, speakers, parties) that are in the actors' file, and who they are."""
    lexicon = load_lexicon(reading.article.language)
    known = _index(lexicon.code)
    strings = {mention.name for mention in reading.mentions if mention.kind not in ("time", "amount", "title")}
    strings |= {statement.speaker for statement in reading.statements}
    strings |= {name for contact in reading.contacts for name in (*contact.parties, contact.place, contact.initiator)}
    text = reading.article.text
    strings |= {seat for seat in _seats(lexicon.code) if seat in text}
    found = {name: _look_up(name, known, lexicon) for name in sorted(strings) if name}
    return {name: _entity(actor, name) for name, actor in found.items() if actor}


def _look_up(name: str, known: Mapping[str, Actor], lexicon: Lexicon) -> Actor | None:
    if name in known:
        return known[name]
    # "the American side": a country's name and a word for side
    for mark in lexicon.word_list("side_mark"):
        if name.endswith(mark) and name[: -len(mark)] in known:
            return known[name[: -len(mark)]]
    if not lexicon.orthography.spaced:
        return None
    words = name.split()
    # a title before a name, or a first name left out
    return next((known[" ".join(words[at:])] for at in range(len(words)) if " ".join(words[at:]) in known), None)


def _entity(actor: Actor, name: str) -> Entity:
    shown = next(iter(actor.names.values()))[0] if name not in _all(actor.names) else name
    return Entity(
        id=actor.id, kind=actor.kind, name=shown, country=actor.country, rule="actors", wikidata=actor.wikidata
    )


def _all(names: Mapping[str, tuple[str, ...]]) -> set[str]:
    return {name for forms in names.values() for name in forms}


@cache
def _index(code: str) -> dict[str, Actor]:
    index: dict[str, Actor] = {}
    for actor in load_actors().by_id.values():
        for names in (actor.names, actor.shorts, actor.adjectives, actor.capitals, actor.seats):
            for name in names.get(code, ()):
                if name not in actor.ambiguous:
                    index.setdefault(name, actor)
        # a family name alone, for people whom everybody calls by it
        if actor.kind == "person":
            for name in actor.names.get(code, ()):
                if " " in name:
                    index.setdefault(name.split()[-1], actor)
    for person in load_lexicon(code).people:
        actor = next((index[form] for form in person.forms if form in index), None)
        if actor:
            for form in person.forms:
                index.setdefault(form, actor)
    return index


@cache
def _seats(code: str) -> tuple[str, ...]:
    return tuple(seat for actor in load_actors().of_kind("country") for seat in actor.seats.get(code, ()))
