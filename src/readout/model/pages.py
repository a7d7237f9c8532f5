"""Pages: what was received, before any reading."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Bytes as received, with what the caller or the server said of them.

    ``id`` names the page in outputs (a path, an address, or the caller's own id). ``media_type`` is
    lower-case ("text/html", "text/plain") or "" where nobody said; ``charset`` is the declared
    encoding of the transport or "". ``title``, ``language`` and ``published`` are the caller's word
    and win over what the page says; "" and None mean that the caller does not know.
    """

    id: str
    content: bytes
    url: str = ""
    media_type: str = ""
    charset: str = ""
    fetched: datetime.datetime | None = None
    title: str = ""
    language: str = ""
    published: datetime.date | datetime.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A page that could not be read: a row that says so.

    ``reason`` is one sentence; ``source`` is what to ask for again (a path or an address, "" where that is ``id``).
    """

    id: str
    url: str = ""
    source: str = ""
    reason: str
