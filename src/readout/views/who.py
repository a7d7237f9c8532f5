"""Who somebody is: the entity of a name, its names and offices, how it was known, and who else it may be."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from readout.language.actors import Actors
from readout.ledger import Named
from readout.model import Entity
from readout.resolve import Resolver
from readout.views.listings import Line, Listing

_MOST = 5  # of others that it may be


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHeld:
    """An office, whose, and from when until when ("" where nobody knows, or it is held still)."""

    office: str
    of: str
    since: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """An answer to "who is this". ``names`` are pairs of a language and the names in it, ``others`` whom the name may
    stand for besides, ``alike`` known people whose names sound like a stranger's."""

    asked: str
    entity: Entity
    names: tuple[tuple[str, tuple[str, ...]], ...]
    offices: tuple[OfficeHeld, ...]
    others: tuple[Entity, ...]
    alike: tuple[Entity, ...]
    rows: Named | None = None


def make_who(resolver: Resolver, name: str, language: str, day: datetime.date) -> Who:
    """Who a name is on a day, in a language or in any ("")."""
    entity, *others = resolver.candidates(name, language=language, day=day)
    if not entity.known and name.islower():
        entity, *others = resolver.candidates(name.title(), language=language, day=day)
    # a name alone does not say that it is a person's
    alike = () if entity.known or others else resolver.proposals(replace(entity, kind="person"))
    who = describe_entity(entity, resolver.actors)
    return replace(who, asked=name, others=tuple(others[:_MOST]), alike=alike[:_MOST])


def describe_entity(entity: Entity, actors: Actors) -> Who:
    """Somebody's names and offices, as far as a list has them."""
    actor = actors.by_id.get(entity.id)
    return Who(
        asked=entity.name,
        entity=entity,
        names=tuple(actor.names.items()) if actor else (),
        offices=tuple(
            OfficeHeld(office=held.office, of=held.of, since=held.since, until=held.until)
            for held in (actor.offices if actor else ())
        ),
        others=(),
        alike=(),
    )


def list_who(who: Who) -> Listing:
    """The answer, a fact a line."""
    return Listing(
        columns=("what", "is"),
        wide=1,
        lines=tuple(Line(cells=cells) for cells in _facts(who) if cells[1]),
        empty="",
    )


def _facts(who: Who) -> Iterator[tuple[str, str]]:
    entity = who.entity
    yield "entity", f"{entity.id}  ({_join(entity.kind, entity.country)})"
    yield "known", f"{entity.rule}, {entity.confidence:.2f}" if entity.known else f"no ({entity.rule})"
    yield "wikidata", entity.wikidata
    for language, names in who.names:
        yield language, ", ".join(names)
    for held in who.offices:
        yield "office", f"{held.office} of {held.of}, {held.since or '?'} to {held.until or 'now'}"
    for other in who.others:
        yield "or", _name(other)
    for other in who.alike:
        yield "sounds like", _name(other)
    if who.rows:
        yield "in the ledger", f"{who.rows.said} said, {who.rows.heard} heard, {who.rows.met} contacts"


def _name(entity: Entity) -> str:
    return f"{entity.id}  ({_join(entity.name, entity.country, f'{entity.confidence:.2f}')})"


def _join(*words: str) -> str:
    return ", ".join(filter(None, words))
