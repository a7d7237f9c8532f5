"""Feeds: the pages that an RSS or Atom document lists. It is read and never fetched here."""

import datetime
import io
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import feedparser
from lxml import etree, html

from readout.errors import PageError
from readout.fetch.dates import find_date
from readout.fetch.roots import is_feed

__all__ = ["Feed", "FeedEntry", "is_feed", "read_feed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One page of a feed.

    ``address`` is absolute and http or https; ``id`` is the feed's own name for the entry or "". ``published``
    is an aware time, a day alone where the feed gives no zone, or None.
    """

    address: str
    title: str = ""
    published: datetime.date | datetime.datetime | None = None
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as it was read: where it is, what it says of itself, its entries in its own order."""

    address: str
    title: str = ""
    language: str = ""
    entries: tuple[FeedEntry, ...] = ()


def read_feed(content: bytes, address: str, *, media_type: str = "", charset: str = "") -> Feed:
    """The feed in ``content``, which is RSS 0.9x, 1.0, 2.0 or Atom and came from ``address`` (an address or a path).

    ``media_type`` and ``charset`` are what the server said. Entries without an http(s) address are left out.
    Raises PageError if the content is no feed, or is so broken that no entry can be read.
    """
    if not is_feed(content):
        raise PageError(f"{address} is no RSS or Atom feed; give the feed's address, or the page itself")
    media_type = media_type or "application/xml"
    headers = {"content-type": f"{media_type}; charset={charset}" if charset else media_type}
    base = address if _is_web(address) else ""
    if base:
        headers["content-location"] = base
    read = _parse(content, headers, address)
    mixed = str(read.version).startswith("rss")
    entries = (_read_entry(entry, base, mixed) for entry in read.entries)
    return Feed(
        address=address,
        title=_read_text(read.feed, "title"),
        language=str(read.feed.get("language") or ""),
        entries=tuple(entry for entry in entries if entry),
    )


def _parse(content: bytes, headers: dict[str, str], address: str) -> Any:
    """What feedparser makes of the content. Raises PageError if that is no entry and a complaint."""
    try:
        # bytes in a stream are never taken for an address or a path
        read = feedparser.parse(
            io.BytesIO(content), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # on torn marks it fails in its own insides, with a KeyError for one
        raise _broken(address, error) from error
    if not read.entries and read.bozo:
        raise _broken(address, read.bozo_exception)
    return read


def _broken(address: str, error: object) -> PageError:
    return PageError(
        f"{address} is a broken feed ({error}); tell its publisher, or give the pages themselves"
    )


def _read_entry(entry: Any, base: str, mixed: bool) -> FeedEntry | None:
    address = _find_address(str(entry.get("link") or ""), base)
    if not address:
        return None
    # dict.get, as feedparser's own answers with one date for the other
    published = dict.get(entry, "published") or ""
    if mixed and not published:
        # RSS knows no update; what feedparser calls so is Dublin Core's date, that of publication
        published = dict.get(entry, "updated") or ""
    return FeedEntry(
        address=address,
        title=_read_text(entry, "title"),
        published=find_date(str(published)),
        id=str(entry.get("id") or ""),
    )


def _find_address(link: str, base: str) -> str:
    try:
        address = urljoin(base, link.strip())
    except ValueError:
        return ""
    # no link at all would lead to the feed itself
    return address if link and _is_web(address) else ""


def _is_web(address: str) -> bool:
    return address.lower().startswith(("http://", "https://"))


def _read_text(parent: Any, field: str) -> str:
    """The field in one line, without marks if it is HTML."""
    text = str(parent.get(field) or "")
    kind = str((parent.get(f"{field}_detail") or {}).get("type") or "")
    if "html" in kind and ("<" in text or "&" in text):
        with suppress(etree.LxmlError, ValueError):
            text = str(html.fromstring(text).text_content())
    return " ".join(text.split())
