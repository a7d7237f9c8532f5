"""Strangers: entities for names that are in no list, with a slug spelled from the name."""

from readout.model import Entity, EntityKind
from readout.resolve.asking import Ask
from readout.resolve.folding import DOT

_KINDS: dict[str, EntityKind] = {"person": "person", "body": "body", "outlet": "outlet", "country": "country"}
_FULL, _SHORT = 0.8, 0.5


class Strangers:
    """Makes them. A stranger's id ends in "~" and the language, so that no two languages share one silently."""

    def make(self, ask: Ask, rule: str, free: float) -> Entity:
        """The stranger of a name; ``free`` is what no known actor may claim of it."""
        key = ask.key.replace(DOT, " ").replace("'", "")
        slug = "-".join(key.split()) or "nobody"
        return Entity(
            id=f"{slug}~{ask.language}",
            kind=_KINDS.get(ask.kind, "group"),
            name=ask.name.strip(),
            confidence=round(free * (_FULL if " " in key else _SHORT), 2),
            rule=rule,
            known=False,
        )
