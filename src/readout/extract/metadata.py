"""Metadata: what a page's <head>, its JSON-LD and its <time> elements say of it."""

import json
import re
from collections.abc import Iterator
from typing import Any

from readout.extract.blocks import bare
from readout.extract.case import Metadata
from readout.extract.dates import Date, read_date
from readout.extract.publishers import host_of

# Keys in the order of trust. The Dublin Core, Open Graph, schema.org and the press's own habits.
_TITLES = ("og:title", "twitter:title", "articletitle", "dc.title", "title")
_SITES = ("og:site_name", "sitename", "application-name")
_SOURCES = ("contentsource", "article:source", "mediaid", "source", "dc.source", "originalsource")
_AUTHORS = ("author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author")
_DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date_published",
    "publishdate",
    "pubdate",
    "publish_date",
    "og:release_date",
    "firstpublishedtime",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "parsely-pub-date",
    "sailthru.date",
    "date",
)
_ARTICLES = re.compile(r"(?:Article|Posting|WebPage|Report)$")
_SUFFIX = re.compile(r"\s*(?:[_|｜–—]|\s-\s|--)\s*")
_TAGLINE = re.compile(r"\s+\|\s+")  # "Example Post | The valley's news": what the site says of itself
_JSON_LIMIT = 500_000  # characters of one JSON-LD script; larger ones hold no article's head


def read_metadata(tree: Any) -> Metadata:
    """The metadata of a parsed page; "" and None where it is silent or broken."""
    metas = _read_metas(tree)
    linked = _read_json_ld(tree)
    site = _first(metas, _SITES) or _name(linked.get("publisher"))
    site = host_of(site) if site.startswith("http") else _TAGLINE.split(site)[0].lstrip("@")
    return Metadata(
        title=_read_title(tree, metas, linked, site),
        site=site,
        source=_plain_name(_first(metas, _SOURCES)),
        author=_plain_name(_name(linked.get("author")) or _first(metas, _AUTHORS)),
        published=_read_published(tree, metas, linked),
        language=tree.get("lang") or metas.get("content-language", ""),
        url=_read_url(tree, metas),
    )


def _read_metas(tree: Any) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        value = (meta.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = (meta.get(attribute) or "").strip().lower()
            if key and value:
                metas.setdefault(key, value)
    return metas


def _first(metas: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((metas[key] for key in keys if metas.get(key)), "")


def _read_json_ld(tree: Any) -> dict[str, Any]:
    """The first JSON-LD object that describes an article; empty without one."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text or len(script.text) > _JSON_LIMIT:
            continue
        try:
            content = json.loads(script.text.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for found in _objects(content):
            kinds = found.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(name, str) and _ARTICLES.search(name) for name in names):
                return found
    return {}


def _objects(content: Any) -> Iterator[dict[str, Any]]:
    for entry in content if isinstance(content, list) else [content]:
        if isinstance(entry, dict):
            yield entry
            graph = entry.get("@graph")
            if isinstance(graph, list):
                yield from (inner for inner in graph if isinstance(inner, dict))


def _name(value: Any) -> str:
    """A name out of JSON-LD: a string, an object with a name, or a list of such."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict):
        return _name(value.get("name", ""))
    if isinstance(value, list):
        return ", ".join(name for name in (_name(entry) for entry in value[:5]) if name)
    return ""


def _plain_name(value: str) -> str:
    """A name; an address or a number is none."""
    return "" if value.startswith(("http", "@", "/")) or not any(c.isalpha() for c in value) else value[:80]


def _read_title(tree: Any, metas: dict[str, str], linked: dict[str, Any], site: str) -> str:
    headline = _name(linked.get("headline"))
    shown = _first(metas, _TITLES) or headline
    element = tree.find(".//title")
    page = " ".join("".join(element.itertext()).split()) if element is not None else ""
    title = " ".join((shown or page).split())
    pieces = _SUFFIX.split(title)
    if len(pieces) < 2:
        return title
    if shown and not (site and bare(site) in bare(pieces[-1])):
        return title
    # "Headline_Column_Site": the site's own words follow the headline, which is the longest piece.
    longest = max(pieces, key=len)
    return longest if longest == pieces[0] or not shown else title


def _read_published(tree: Any, metas: dict[str, str], linked: dict[str, Any]) -> Date | None:
    candidates = [_name(linked.get("datePublished")), *(metas.get(key, "") for key in _DATES)]
    times = [time for time in tree.iter("time") if time.get("datetime")]
    marked = [t for t in times if "pubdate" in t.attrib or "publish" in (t.get("itemprop") or "").lower()]
    candidates += [time.get("datetime") for time in (marked or times)[:1]]
    for candidate in candidates:
        dated = read_date(candidate) if candidate else None
        if dated is not None:
            return dated.value
    return None


def _read_url(tree: Any, metas: dict[str, str]) -> str:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (link.get("href") or "").startswith("http"):
            return str(link.get("href"))
    url = metas.get("og:url", "")
    return url if url.startswith("http") else ""
