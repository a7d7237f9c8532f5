"""Readings: all that one page yielded."""

import hashlib
import json
from dataclasses import dataclass

from readout.model.articles import Article
from readout.model.contacts import Contact
from readout.model.mentions import Amount, Mention
from readout.model.statements import Statement


def digest(*parts: object) -> str:
    """The identity of content and position: 16 hex digits of the SHA-256 of a JSON list."""
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one page yielded. ``id`` is the page's; every span points into ``article.text``."""

    id: str
    article: Article
    statements: tuple[Statement, ...] = ()
    contacts: tuple[Contact, ...] = ()
    mentions: tuple[Mention, ...] = ()
    amounts: tuple[Amount, ...] = ()
