"""What a rule is asked: a name with what the page says around it; and how it answers."""

from dataclasses import dataclass

from readout.language.actors import Actor
from readout.model import Entity
from readout.resolve.weights import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A naming string as it stands (``name``) and folded (``key``)."""

    name: str
    key: str
    language: str
    kind: str
    evidence: Evidence


def make_entity(actor: Actor, confidence: float, rule: str) -> Entity:
    """A known actor as an entity. Its name is the usual one in English, else in the first language that has one."""
    names = actor.names.get("en") or next(iter(actor.names.values()))
    return Entity(
        id=actor.id,
        kind=actor.kind,
        name=names[0],
        country=actor.country,
        confidence=round(confidence, 2),
        rule=rule,
        wikidata=actor.wikidata,
    )
