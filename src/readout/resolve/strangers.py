"""Strangers: entities for names that are in no list, with a slug spelled from the name."""

from readout.model import Entity, EntityKind
from readout.resolve.asking import Ask
from readout.resolve.folding import DOT
from readout.resolve.phrases import is_unspaced
from readout.resolve.sounds import Sounds

LANGUAGE_MARK = "~"  # parts a stranger's slug from the language of the name
_KINDS: dict[str, EntityKind] = {"person": "person", "body": "body", "outlet": "outlet", "country": "country"}
_FULL, _SHORT = 0.8, 0.5  # that all who bear the name in a language's news are one
_LONGEST_OWN = 3  # characters of a name without a dot


class Strangers:
    """Makes them. A stranger's id ends in "~" and the language, so that no two languages share one silently."""

    def __init__(self, sounds: Sounds) -> None:
        self._sounds = sounds

    def make(self, ask: Ask, rule: str, free: float) -> Entity:
        """The stranger of a name; ``free`` is what no known actor may claim of it."""
        full = DOT in ask.key or " " in ask.key
        return Entity(
            id=f"{self._slug(ask)}{LANGUAGE_MARK}{ask.language}",
            kind=_KINDS.get(ask.kind, "group"),
            name=ask.name.strip(),
            confidence=round(free * (_FULL if full else _SHORT), 2),
            rule=rule,
            known=False,
        )

    def _slug(self, ask: Ask) -> str:
        """A person's name in Latin letters, any other name in its own."""
        name = ask.key
        if ask.kind == "person" or DOT in name or not is_unspaced(name):
            own = is_unspaced(name) and DOT not in name and len(name) <= _LONGEST_OWN
            use = "own" if own else "name" if is_unspaced(name) else ""
            name = self._sounds.spell(name, ask.language, use) or name
        name = name.replace("'", "").replace(DOT, " ").replace(".", "")
        return "-".join(name.split()) or "nobody"


def language_of(entity: Entity) -> str:
    """The language in which a stranger is named; "" for who is known."""
    return entity.id.rpartition(LANGUAGE_MARK)[2] if not entity.known and LANGUAGE_MARK in entity.id else ""
