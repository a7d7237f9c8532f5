"""The list of feeds that a person wants watched, as TOML."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readout import fetch
from readout.errors import OptionError
from readout.language import languages

_LEAST_SECONDS = 60
_USUAL_SECONDS = 900
_LIST_FIELDS = {"contact": str, "every": int, "feed": list}
_FEED_FIELDS = {"address": str, "every": int, "language": str}


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedFeed:
    """A feed or sitemap: its address, the seconds between two looks at it, and its pages' language ("" unknown)."""

    address: str
    every: int
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedList:
    """The feeds, and whom their hosts may write to (a mail or web address)."""

    contact: str
    feeds: tuple[WatchedFeed, ...]


def read_feed_list(path: Path) -> FeedList:
    """The list in a file. Raises OptionError naming the file and the entry where something is wrong."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise OptionError(f"{path} could not be opened ({error.strerror}); give a list of feeds") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OptionError(f"{path} is no TOML ({error}); see readout watch --help for an example") from error
    _check_fields(table, _LIST_FIELDS, str(path))
    every = table.get("every", _USUAL_SECONDS)
    entries = table.get("feed", [])
    if not entries:
        raise OptionError(f"{path} names no feed; write [[feed]] and an address for each")
    feeds = tuple(
        _read_feed(entry, every, f"{path}, feed {number}") for number, entry in enumerate(entries, 1)
    )
    addresses = [feed.address for feed in feeds]
    for address in addresses:
        if addresses.count(address) > 1:
            raise OptionError(f"{path} names {address} twice; keep one")
    return FeedList(contact=table.get("contact", ""), feeds=feeds)


def _read_feed(entry: dict[str, Any], every: int, where: str) -> WatchedFeed:
    _check_fields(entry, _FEED_FIELDS, where)
    address = entry.get("address", "")
    if not fetch.is_address(address):
        raise OptionError(f'{where}: "address" is no web address: {address!r}; write https://…')
    language = entry.get("language", "")
    if language and language not in languages():
        raise OptionError(f"{where}: no language {language!r}; give one of: {', '.join(languages())}")
    seconds = entry.get("every", every)
    if seconds < _LEAST_SECONDS:
        raise OptionError(f'{where}: "every" is {seconds} seconds; give {_LEAST_SECONDS} or more')
    return WatchedFeed(address=address, every=seconds, language=language)


def _check_fields(table: dict[str, Any], known: dict[str, type], where: str) -> None:
    for name, value in table.items():
        if name not in known:
            raise OptionError(f'{where}: unknown field "{name}"; one of {", ".join(known)}')
        if not isinstance(value, known[name]) or isinstance(value, bool):
            raise OptionError(f'{where}: "{name}" is no {known[name].__name__}; see readout watch --help')
