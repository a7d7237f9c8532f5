"""Readings: all that one page yielded."""

import hashlib
import json
from dataclasses import dataclass
from typing import Literal, get_args

from readout.errors import ModelError
from readout.model.articles import Article
from readout.model.contacts import Contact
from readout.model.mentions import Amount, Mention
from readout.model.statements import Statement

Effort = Literal["full", "partial", "none"]
EFFORTS: tuple[str, ...] = get_args(Effort)


def digest(*parts: object) -> str:
    """The identity of content and position: 16 hex digits of the SHA-256 of a JSON list."""
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one page yielded. ``id`` is the page's; every span points into ``article.text``.

    ``effort`` says how far the article's language is read: "partial" where only its commonest words are known,
    "none" where there are no words of it, and the article is all that there is.
    """

    id: str
    article: Article
    statements: tuple[Statement, ...] = ()
    contacts: tuple[Contact, ...] = ()
    mentions: tuple[Mention, ...] = ()
    amounts: tuple[Amount, ...] = ()
    effort: Effort = "full"

    def __post_init__(self) -> None:
        if self.effort not in EFFORTS:
            raise ModelError(
                f"Reading {self.id}: unknown effort {self.effort!r}; one of {', '.join(EFFORTS)}"
            )
