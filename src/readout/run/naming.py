"""Naming: who the naming strings of a page are."""

import datetime
from functools import cache

from readout.language.actors import load_actors
from readout.model import Entity, Reading
from readout.pipeline import load_resolver

_NAMES = ("person", "body", "country", "place", "outlet")


def name_entities(reading: Reading) -> dict[str, Entity]:
    """The page's naming strings (mentions, speakers, parties) that are known, and who they are.

    A name is resolved beside those that the page names with it; a seat of power that stands in the text (the White
    House) is one too, though no mention says so.
    """
    strings: dict[str, str] = {
        mention.name: mention.kind for mention in reading.mentions if mention.kind in _NAMES
    }
    for statement in reading.statements:
        strings.setdefault(statement.speaker, "")
    for contact in reading.contacts:
        for name in (*contact.parties, contact.place, contact.initiator):
            strings.setdefault(name, "")
    for seat in _seats(reading.article.language):
        if seat in reading.article.text:
            strings.setdefault(seat, "")
    # the longer a name, the surer it is, and the more it says of the others
    found: dict[str, Entity] = {}
    for name in sorted(filter(None, strings), key=lambda name: (-len(name), name)):
        entity = _resolve(name, strings[name], reading, tuple(found.values()))
        if entity.known:
            found[name] = entity
    return dict(sorted(found.items()))


def _resolve(name: str, kind: str, reading: Reading, near: tuple[Entity, ...]) -> Entity:
    published = reading.article.published
    day = published.date() if isinstance(published, datetime.datetime) else published
    return load_resolver().resolve(name, language=reading.article.language, kind=kind, day=day, near=near)


@cache
def _seats(code: str) -> tuple[str, ...]:
    return tuple(seat for actor in load_actors().of_kind("country") for seat in actor.seats.get(code, ()))
