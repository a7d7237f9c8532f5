"""Entities: who a mention is, across languages."""

from dataclasses import dataclass
from typing import Literal, get_args

from readout.errors import ModelError

EntityKind = Literal["country", "body", "outlet", "person", "group"]
ENTITY_KINDS: tuple[str, ...] = get_args(EntityKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A country, body, outlet, person or group. Its ``id`` is a readable slug ("vladimir-putin"), the same in every language.

    ``country`` is the slug of the country it is of ("" where it is of none, or none is known). ``confidence`` is that the
    mention is this one, from 0 to 1; ``rule`` names how it was known. ``known`` is false for who is in no list:
    the slug is then spelled from the name.
    """

    id: str
    kind: EntityKind
    name: str
    country: str = ""
    confidence: float = 1.0
    rule: str = ""
    known: bool = True
    wikidata: str = ""

    def __post_init__(self) -> None:
        if self.kind not in ENTITY_KINDS:
            raise ModelError(
                f"Entity {self.id}: unknown kind {self.kind!r}; one of {', '.join(ENTITY_KINDS)}"
            )
        if not 0 <= self.confidence <= 1:
            raise ModelError(f"Entity {self.id}: confidence {self.confidence} is not between 0 and 1")
