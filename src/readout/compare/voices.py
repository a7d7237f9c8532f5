"""Voices: whose own telling a page is, by who wrote it."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from readout.errors import LexiconError
from readout.model import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """The outlets and sites through which a side tells: ``side`` is a slug of the actors' file."""

    side: str
    names: tuple[str, ...]
    hosts: tuple[str, ...]


def find_voice(article: Article, sides: tuple[str, ...]) -> str:
    """Which of the sides the page as a whole speaks for; "" where it is another outlet's."""
    host = urlsplit(article.url).hostname or ""
    origin = (article.origin or article.outlet).casefold()
    for voice in load_voices():
        if voice.side in sides:
            if origin in {name.casefold() for name in voice.names}:
                return voice.side
            sites = (article.origin or article.outlet or host).casefold()
            if any(_is_on(sites, known) for known in voice.hosts):
                return voice.side
    return ""


def _is_on(host: str, site: str) -> bool:
    return host == site or host.endswith("." + site)


@cache
def load_voices() -> tuple[Voice, ...]:
    """The voices of the package. Raises LexiconError naming the record."""
    content = tomllib.loads(files("readout.compare").joinpath("voices.toml").read_text(encoding="utf-8"))
    found = []
    for number, row in enumerate(content.get("voice", ()), start=1):
        if extra := row.keys() - {"side", "names", "hosts"}:
            raise LexiconError(
                f"voices.toml, record {number}: unknown field {min(extra)!r}; one of side, names, hosts"
            )
        found.append(Voice(side=row["side"], names=tuple(row["names"]), hosts=tuple(row["hosts"])))
    return tuple(found)
