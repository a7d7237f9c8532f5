"""Sitemaps: the pages, and the further sitemaps, that a site lists for its readers (sitemaps.org, version 0.9)."""

import datetime
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from readout.errors import PageError
from readout.fetch.dates import find_date
from readout.fetch.packed import GZIP, gunzip
from readout.fetch.roots import is_sitemap

__all__ = ["MAX_ENTRIES", "MAX_UNPACKED", "Listed", "Sitemap", "is_sitemap", "read_sitemap"]

# both limits are the protocol's own
MAX_UNPACKED = 50 * 1024 * 1024
MAX_ENTRIES = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One page of a sitemap.

    ``changed`` is its lastmod; ``title``, ``published`` and ``language`` come from Google's news extension.
    Times are aware, days where no zone is given, None where nothing is said.
    """

    address: str
    changed: datetime.date | datetime.datetime | None = None
    title: str = ""
    published: datetime.date | datetime.datetime | None = None
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """A sitemap as it was read; ``complete`` is False if it lists more than MAX_ENTRIES or breaks off."""

    addresses: tuple[Listed, ...] = ()
    sitemaps: tuple[str, ...] = ()
    complete: bool = True


def read_sitemap(content: bytes, address: str) -> Sitemap:
    """The sitemap in ``content``, plain or gzipped, which came from ``address``.

    Entries without an http(s) address are left out. Raises PageError if it is no sitemap or too large.
    """
    if not is_sitemap(content):
        raise PageError(f"{address} is no sitemap; give the sitemap's address, or the page itself")
    if content.startswith(GZIP):
        content = gunzip(content, limit=MAX_UNPACKED, where=address)
    if len(content) > MAX_UNPACKED:
        raise PageError(
            f"{address} is larger than the {MAX_UNPACKED // 1_048_576} MB that a sitemap may have; "
            "give the sitemaps it should have been cut into, or the pages themselves"
        )
    listed: list[Listed] = []
    sitemaps: list[str] = []
    complete = True
    try:
        for element in _find_entries(content):
            if len(listed) + len(sitemaps) == MAX_ENTRIES:
                complete = False
                break
            location = _read_child(element, "loc")
            if not location.lower().startswith(("http://", "https://")):
                continue
            if etree.QName(element).localname == "sitemap":
                sitemaps.append(location)
            else:
                listed.append(_read_listed(element, location))
    except etree.XMLSyntaxError as error:
        if not listed and not sitemaps:
            raise PageError(
                f"{address} is a broken sitemap ({error.msg}); tell its publisher, or give the pages themselves"
            ) from error
        complete = False
    return Sitemap(addresses=tuple(listed), sitemaps=tuple(sitemaps), complete=complete)


def _find_entries(content: bytes) -> Iterator[Any]:
    """The entries one by one, each let go after it was read; entities and the network stay shut."""
    entries = etree.iterparse(
        io.BytesIO(content),
        tag=("{*}url", "{*}sitemap"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    for _, element in entries:
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _read_listed(element: Any, location: str) -> Listed:
    news = element.find("{*}news")
    return Listed(
        address=location,
        changed=find_date(_read_child(element, "lastmod")),
        title="" if news is None else _read_child(news, "title"),
        published=None if news is None else find_date(_read_child(news, "publication_date")),
        language="" if news is None else _read_child(news, "publication/{*}language"),
    )


def _read_child(element: Any, path: str) -> str:
    """The text of the first such child in one line; extensions have elements of their own, deeper."""
    return " ".join((element.findtext(f"{{*}}{path}") or "").split())
