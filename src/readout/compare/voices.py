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
    """The outlets and sites through which a side tells: ``side`` is a slug of the actors' file.

    ``languages`` are those in which its government writes at home.
    """

    side: str
    names: tuple[str, ...]
    hosts: tuple[str, ...]
    languages: tuple[str, ...] = ()


def find_voice(article: Article, sides: tuple[str, ...] = ()) -> str:
    """Which of the sides (of all, where none are given) the page as a whole speaks for; "" where it is another outlet's."""
    host = urlsplit(article.url).hostname or ""
    origin = (article.origin or article.outlet).casefold()
    for voice in load_voices():
        if not sides or voice.side in sides:
            if origin in {name.casefold() for name in voice.names}:
                return voice.side
            sites = (article.origin or article.outlet or host).casefold()
            if any(_is_on(sites, known) for known in voice.hosts):
                return voice.side
    return ""


def find_speaking(article: Article, sides: tuple[str, ...]) -> str:
    """Which of the sides a page that is given as one side's telling speaks for; "" where it cannot be told.

    Who served it says so; a bare text, of which nobody knows, is of the one side that writes in its language.
    """
    if article.origin or article.outlet or article.url:
        return find_voice(article, sides)
    writing = [v.side for v in load_voices() if v.side in sides and article.language in v.languages]
    return writing[0] if len(writing) == 1 else ""


def _is_on(host: str, site: str) -> bool:
    return host == site or host.endswith("." + site)


_FIELDS = {"side", "names", "hosts", "languages"}


@cache
def load_voices() -> tuple[Voice, ...]:
    """The voices of the package. Raises LexiconError naming the record."""
    content = tomllib.loads(files("readout.compare").joinpath("voices.toml").read_text(encoding="utf-8"))
    found = []
    for number, row in enumerate(content.get("voice", ()), start=1):
        if extra := row.keys() - _FIELDS:
            raise LexiconError(
                f"voices.toml, record {number}: unknown field {min(extra)!r}; one of {', '.join(sorted(_FIELDS))}"
            )
        lists = {name: tuple(row.get(name, ())) for name in _FIELDS - {"side"}}
        found.append(Voice(side=row["side"], **lists))
    return tuple(found)
