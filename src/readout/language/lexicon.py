"""Load and check a language's word files. Closed-world: what is not expected is an error."""

import tomllib
from collections.abc import Hashable
from dataclasses import MISSING, dataclass, fields, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar, cast, get_origin, get_type_hints

from readout.errors import LexiconError, ModelError
from readout.language.actors import LANGUAGES, entries_of, load_actors
from readout.language.entries import (
    Body,
    Country,
    Cue,
    Entry,
    Furniture,
    Marker,
    Meaning,
    Outlet,
    Person,
    Place,
    TimeWord,
    Title,
    Trigger,
    UnitWord,
    WordList,
)
from readout.language.topics import Topic

# file name -> (the table's name in it, the entry it holds)
WORD_FILES: dict[str, tuple[str, type[Entry]]] = {
    "cues": ("cue", Cue),
    "titles": ("title", Title),
    "countries": ("country", Country),
    "places": ("place", Place),
    "people": ("person", Person),
    "bodies": ("body", Body),
    "outlets": ("outlet", Outlet),
    "triggers": ("trigger", Trigger),
    "words": ("list", WordList),
    "markers": ("marker", Marker),
    "times": ("time", TimeWord),
    "units": ("unit", UnitWord),
    "furniture": ("furniture", Furniture),
    "topics": ("topic", Topic),
    "meanings": ("meaning", Meaning),
}

_NAMED_BY_ACTORS = ("people", "bodies", "outlets", "countries")


@dataclass(frozen=True, slots=True, kw_only=True)
class Orthography:
    """How a language is written (``language.toml``).

    ``quotes`` and ``brackets`` are open-close pairs, ``terms`` pairs that mark titles of works (《》); ``stops`` end
    a sentence, ``pauses`` part clauses; ``joints`` part the items of a list; ``name_dot`` joins the parts of a
    foreign name; ``name_letters`` are the characters that foreign names are written with, ``surnames`` the
    language's own family names; ``zone`` the time zone of its press. ``effort`` is "partial" where the word files
    have the commonest words only, and so a reading says.
    """

    name: str
    spaced: bool
    script: str
    quotes: tuple[str, ...]
    brackets: tuple[str, ...]
    terms: tuple[str, ...]
    stops: str
    pauses: str
    joints: str
    name_dot: str
    name_letters: str
    surnames: tuple[str, ...]
    zone: str
    variants: str  # traditional and simplified characters, in pairs: "國国說说"
    abbreviations: tuple[str, ...] = ()  # with the stop that they end in, which ends no sentence
    analyser: str = ""  # the part that knows the grammar of its words (segment/grammar.py); none where empty
    effort: str = "full"

    def __post_init__(self) -> None:
        if self.effort not in ("full", "partial"):
            raise ModelError(f"unknown effort {self.effort!r}; one of full, partial")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All the words of one language."""

    code: str
    orthography: Orthography
    cues: tuple[Cue, ...]
    titles: tuple[Title, ...]
    countries: tuple[Country, ...]
    places: tuple[Place, ...]
    people: tuple[Person, ...]
    bodies: tuple[Body, ...]
    outlets: tuple[Outlet, ...]
    triggers: tuple[Trigger, ...]
    words: tuple[WordList, ...]
    markers: tuple[Marker, ...]
    times: tuple[TimeWord, ...]
    units: tuple[UnitWord, ...]
    furniture: tuple[Furniture, ...] = ()
    topics: tuple[Topic, ...] = ()
    meanings: tuple[Meaning, ...] = ()

    def word_list(self, name: str) -> tuple[str, ...]:
        """The forms of the lists called ``name``; empty where the language has none."""
        known = _LISTS.get(id(self))
        if known is None or known[0] is not self:
            known = _LISTS[id(self)] = (self, _index_lists(self.words))
        return known[1].get(name, ())


# by identity: to hash a lexicon is to hash all of its words
_LISTS: dict[int, tuple[Lexicon, dict[str, tuple[str, ...]]]] = {}


def _index_lists(words: tuple[WordList, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for entry in words:
        found[entry.name] = found.get(entry.name, ()) + entry.forms
    return found


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that Readout has word files for."""
    folder = files("readout.language")
    return tuple(sorted(f.name for f in folder.iterdir() if f.joinpath("language.toml").is_file()))


@cache
def load_orthography(code: str) -> Orthography:
    """How language ``code`` is written, without its words. Raises LexiconError naming the file."""
    where = f"{code}/language.toml"
    file = files("readout.language").joinpath(code, "language.toml")
    return _build(Orthography, _read_toml(file, where), where)


@cache
def load_words(code: str) -> Lexicon:
    """The words of language ``code`` ("zh") in its own files. Raises LexiconError naming the file and the entry."""
    folder = files("readout.language").joinpath(code)
    if not folder.joinpath("language.toml").is_file():
        raise LexiconError(f"no language {code!r}; there are: {', '.join(languages())}")
    return read_lexicon(folder, code)


@cache
def load_lexicon(code: str) -> Lexicon:
    """The words of language ``code``, and from the actors' file the names that it has no file of."""
    lexicon = load_words(code)
    folder = files("readout.language").joinpath(code)
    missing = [name for name in _NAMED_BY_ACTORS if not folder.joinpath(f"{name}.toml").is_file()]
    if not missing or code not in LANGUAGES:
        return lexicon
    named = entries_of(load_actors(), code)
    return replace(lexicon, **cast("dict[str, Any]", {name: named[name] for name in missing}))


def read_lexicon(folder: Traversable, code: str) -> Lexicon:
    """The words in ``folder``, a directory laid out like readout/language/zh. A missing file is an empty one."""
    where = f"{code}/language.toml"
    orthography = _build(Orthography, _read_toml(folder.joinpath("language.toml"), where), where)
    tables = {
        name: _read_entries(folder.joinpath(f"{name}.toml"), f"{code}/{name}.toml", key, kind)
        for name, (key, kind) in WORD_FILES.items()
    }
    known = {f.name for f in folder.iterdir() if f.name.endswith(".toml")}
    if extra := known - {f"{name}.toml" for name in WORD_FILES} - {"language.toml"}:
        raise LexiconError(f"{code}: unknown file {min(extra)}; one of {', '.join(WORD_FILES)}")
    return Lexicon(code=code, orthography=orthography, **tables)  # type: ignore[arg-type]


def _read_toml(file: Traversable, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{where}: not valid TOML: {error}") from error


def _read_entries(file: Traversable, where: str, key: str, kind: type[Entry]) -> tuple[Entry, ...]:
    if not file.is_file():
        return ()
    content = _read_toml(file, where)
    if extra := content.keys() - {key}:
        raise LexiconError(f"{where}: unknown table {min(extra)!r}; entries are [[{key}]]")
    entries: list[Entry] = []
    seen: dict[tuple[str, str], int] = {}
    for number, row in enumerate(content.get(key, []), start=1):
        entry = _build(kind, row, f"{where}, entry {number}")
        group = _group(entry)
        for form in entry.forms:
            if (earlier := seen.setdefault((group, form), number)) != number:
                raise LexiconError(
                    f"{where}, entry {number}: {form!r} stands in entry {earlier} already; keep one"
                )
        entries.append(entry)
    return tuple(entries)


def _group(entry: Entry) -> str:
    """The part of a file within which a form stands once."""
    if isinstance(entry, WordList):
        return entry.name
    if isinstance(entry, Furniture):
        return entry.kind
    if isinstance(entry, Meaning):
        return "colour" if entry.colours else ""
    return "status" if isinstance(entry, Marker) and entry.status else ""


Built = TypeVar("Built")


@cache
def _schema(kind: Hashable) -> dict[str, tuple[Any, bool]]:
    hints = get_type_hints(kind)
    return {f.name: (hints[f.name], f.default is MISSING) for f in fields(cast("Any", kind))}


def _build(kind: type[Built], row: dict[str, Any], where: str) -> Built:
    schema = _schema(cast("Hashable", kind))
    if extra := row.keys() - schema.keys():
        raise LexiconError(f"{where}: unknown field {min(extra)!r}; one of {', '.join(schema)}")
    values: dict[str, Any] = {}
    for name, (hint, required) in schema.items():
        if name not in row:
            if required:
                raise LexiconError(f"{where}: {name!r} is missing")
            continue
        value = row[name]
        if get_origin(hint) is tuple:
            if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
                raise LexiconError(f"{where}: {name!r} must be a list of strings")
            value = tuple(value)
        elif not isinstance(value, hint):
            raise LexiconError(f"{where}: {name!r} must be {hint.__name__}, not {type(value).__name__}")
        values[name] = value
    try:
        return kind(**values)
    except ModelError as error:
        raise LexiconError(f"{where}: {error}") from error
