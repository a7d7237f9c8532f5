"""The words that names of actors are made with: sides, offices, case endings, links, spellings.

They stand beside the actors (``actors/sides.toml`` …), for they serve names of every language at once; what the fields
mean stands at the head of each file.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

from readout.errors import LexiconError
from readout.language.actors import LANGUAGES, Names

SideKind = Literal["country", "body", "group"]
SpellingUse = Literal["name", "own", "sound"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A word that with a country's name makes another name: the Ruritanian *side*, *Foreign Ministry*, *media*.

    ``kind`` says what it makes: the country itself, a body of it (``id`` as in "russia-foreign-ministry"), or a group of
    its people. ``bare`` words stand alone for the body of the country that the text is about.
    """

    id: str
    kind: SideKind
    names: Names
    example: str
    role: str = ""
    bare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeWord:
    """The words for an office of the people's file. ``of`` are the offices that the words may mean, the usual one first;
    ``voice`` offices speak for their body where no holder is known, ``top`` ones are those of whom news speak most."""

    id: str
    names: Names
    example: str
    of: tuple[str, ...] = ()
    body: str = ""
    voice: bool = False
    top: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How words that end in ``of`` end in the other cases. ``doubtful`` cases are as often another name's
    (Berglundova); ``use`` says of which words it holds: name, noun (of bodies and countries) or adjective."""

    language: str
    of: tuple[str, ...]
    cases: tuple[str, ...]
    example: str
    use: str = "name"
    doubtful: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Small words inside or around names: article, of, possessive, address, former, initial."""

    id: str
    names: Names
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """How the letters of a language are written in Latin ones. ``use`` is "name" for how names of abroad are spelled,
    "own" for the language's own people (pinyin). ``letters`` are pairs of the Latin spelling and the letters that have it;
    "sound" pairs a sound with the Latin spellings that have it."""

    language: str
    use: SpellingUse
    letters: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """All of them."""

    sides: tuple[Side, ...]
    offices: tuple[OfficeWord, ...]
    endings: tuple[Ending, ...]
    links: tuple[Link, ...]
    spellings: tuple[Spelling, ...]

    def link(self, id: str, language: str) -> tuple[str, ...]:
        """The words of a link in one language, in all of them where ``language`` is ""."""
        return tuple(
            form
            for link in self.links
            if link.id == id
            for code, forms in link.names.items()
            if language in ("", code)
            for form in forms
        )


@cache
def load_naming() -> Naming:
    """The words of the package. Raises LexiconError naming the file and the entry."""
    return read_naming(files("readout.language").joinpath("actors"))


def read_naming(folder: Traversable) -> Naming:
    """The words in a folder laid out like readout/language/actors; a missing file is an empty one."""
    return Naming(
        sides=tuple(Side(**row) for row in _rows(folder, "sides", "side", ("kind", "role", "bare"))),
        offices=tuple(
            OfficeWord(**row) for row in _rows(folder, "offices", "office", ("of", "body", "voice", "top"))
        ),
        endings=tuple(_endings(folder)),
        links=tuple(Link(**row) for row in _rows(folder, "links", "link", ())),
        spellings=tuple(_spellings(folder)),
    )


def _rows(folder: Traversable, name: str, table: str, more: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """The rows of a file of words in four languages, as arguments of their class."""
    for where, row in _read(folder, name, table, {"id", "example", *LANGUAGES, *more}):
        names = {code: tuple(row.pop(code)) for code in LANGUAGES if code in row}
        if not row.get("id") or not row.get("example") or not names:
            raise LexiconError(f"{where}: give an id, an example and words in a language")
        yield {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()} | {"names": names}


def _endings(folder: Traversable) -> Iterator[Ending]:
    known = {"language", "of", "cases", "doubtful", "use", "example"}
    for where, row in _read(folder, "endings", "ending", known):
        if missing := {"language", "of", "cases", "example"} - row.keys():
            raise LexiconError(f"{where}: {min(missing)!r} is missing")
        values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
        yield Ending(**values)


def _spellings(folder: Traversable) -> Iterator[Spelling]:
    for where, row in _read(folder, "spellings", "spelling", {"language", "use", "letters"}):
        if missing := {"language", "use", "letters"} - row.keys():
            raise LexiconError(f"{where}: {min(missing)!r} is missing")
        yield Spelling(**row)


def _read(
    folder: Traversable, name: str, table: str, known: set[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    file = folder.joinpath(f"{name}.toml")
    if not file.is_file():
        return
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"actors/{name}.toml: not valid TOML: {error}") from error
    if extra := content.keys() - {table}:
        raise LexiconError(f"actors/{name}.toml: unknown table {min(extra)!r}; entries are [[{table}]]")
    for number, row in enumerate(content.get(table, []), start=1):
        where = f"actors/{name}.toml, entry {number}"
        if extra := row.keys() - known:
            raise LexiconError(f"{where}: unknown field {min(extra)!r}; one of {', '.join(sorted(known))}")
        yield where, dict(row)
