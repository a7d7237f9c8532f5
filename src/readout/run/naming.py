"""Naming: who the naming strings of a page are, and by which other names a query finds somebody."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from readout.language import Lexicon, load_lexicon
from readout.language.actors import load_actors
from readout.ledger import Query
from readout.model import Entity, Reading
from readout.resolve import entities_of, load_resolver

_NAMES = ("person", "body", "country", "place", "outlet")


def name_entities(reading: Reading) -> dict[str, Entity]:
    """The page's naming strings (mentions, speakers, parties) that are known, and who they are.

    A name of a row is resolved where it stands on the page; a seat of power that stands in the text (the White House) is
    one too, though no mention says so. Somebody whom no list knows is in it where the page says of which country.
    """
    rows = entities_of(reading, load_resolver())
    # of a group each one speaks for a side of its own
    found = {name: e for name, e in rows if (e.known or e.country) and e.kind != "group"}
    strings = {mention.name: mention.kind for mention in reading.mentions if mention.kind in _NAMES}
    others = [*strings, *(contact.place for contact in reading.contacts), *_seats_in(reading)]
    # the longer a name, the surer it is, and the more it says of the others
    for name in sorted(dict.fromkeys(others), key=lambda name: (-len(name), name)):
        if name and name not in found:
            entity = _resolve(name, strings.get(name, ""), reading, tuple(found.values()))
            if entity.known:
                found[name] = entity
    lexicon = load_lexicon(reading.article.language)
    for name, kind in sorted(strings.items()):
        if name not in found and (country := find_country(name, reading, found, lexicon)):
            stranger = _resolve(name, kind, reading, tuple(found.values()))
            found[name] = replace(stranger, country=country, rule="beside")
    return dict(sorted(found.items()))


def with_aliases(query: Query) -> Query:
    """The query with all names of those whom it asks for."""
    asked = {*filter(None, (query.speaker, query.to, *query.parties))}
    if not asked:
        return query
    resolver = load_resolver()
    aliases = tuple((name, *resolver.names(resolver.resolve(name))) for name in sorted(asked))
    return replace(query, aliases=aliases)


def _seats_in(reading: Reading) -> tuple[str, ...]:
    return tuple(seat for seat in _seats(reading.article.language) if seat in reading.article.text)


def _resolve(name: str, kind: str, reading: Reading, near: tuple[Entity, ...]) -> Entity:
    published = reading.article.published
    day = published.date() if isinstance(published, datetime.datetime) else published
    return load_resolver().resolve(name, language=reading.article.language, kind=kind, day=day, near=near)


@cache
def _seats(code: str) -> tuple[str, ...]:
    return tuple(seat for actor in load_actors().of_kind("country") for seat in actor.seats.get(code, ()))


def find_country(name: str, reading: Reading, found: Mapping[str, Entity], lexicon: Lexicon) -> str:
    """The country of somebody whom no list knows, by the country or body that stands beside the name; "" where none.

    What touches the name counts, titles between them passed over (the Chilean president X), and in a spaced language
    what a preposition joins to it (President X of Chile).
    """
    text = reading.article.text
    mentions = sorted(reading.mentions, key=lambda mention: mention.span)
    joints = {*lexicon.word_list("preposition"), *lexicon.word_list("determiner")}
    for place, mention in enumerate(mentions):
        if mention.name != name or mention.kind != "person":
            continue
        at = mention.span.start
        for before in reversed(mentions[max(0, place - 4) : place]):
            if text[before.span.stop : at].strip() or before.kind not in ("title", "country", "body"):
                break
            if entity := found.get(before.name):
                return entity.country or entity.id
            at = before.span.start
        for after in mentions[place + 1 : place + 2]:
            gap = text[mention.span.stop : after.span.start].split()
            joined = after.kind in ("country", "body") and gap and all(word in joints for word in gap)
            if joined and (entity := found.get(after.name)):
                return entity.country or entity.id
    return ""
