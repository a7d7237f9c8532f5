"""The actors' file: countries, bodies, outlets and people of world news, each once, with its names in every language.

One record an actor in ``actors/*.toml``; what the fields mean stands at the head of each file. A language that has no
name file of its own (``people.toml`` …) takes its names from here.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

from readout.errors import LexiconError
from readout.language.entries import Body, Country, Entry, Outlet, Person

ActorKind = Literal["country", "body", "outlet", "person"]
Names = Mapping[str, tuple[str, ...]]  # by language: the usual full name first

LANGUAGES = ("zh", "en", "ru", "uk")
_FILES = {"countries": "country", "bodies": "body", "people": "person"}
_BY_LANGUAGE = ("{}_short", "adjective_{}", "people_{}", "capital_{}", "seats_{}")
_COMMON = {"id", "wikidata", "ambiguous", *LANGUAGES}
_FIELDS = {
    "country": _COMMON
    | {"code", "zone"}
    | {name.format(code) for name in _BY_LANGUAGE for code in LANGUAGES},
    "body": _COMMON | {"country", "kind"},
    "person": _COMMON | {"country", "offices"},
}
_ROLES = {
    "parliament": "legislature",
    "armed-forces": "military",
    "party": "party",
    "armed-group": "armed",
    "organisation": "international",
    "company": "company",
    "territory": "other",
}
_OFFICE_FIELDS = {"office", "of", "to", "from", "until"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office held. ``of`` and ``to`` are slugs of actors (an ambassador serves ``of`` and is posted ``to``), dates
    as far as sure (YYYY, YYYY-MM or YYYY-MM-DD; an empty ``until``: no end is known)."""

    office: str
    of: str
    to: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A country, body, outlet or person. ``id`` is a readable slug, ``country`` the slug of the country it is of
    ("" for an international body and its people; a country is of itself), ``role`` what kind of body it is.

    ``adjectives``, ``capitals``, ``seats`` and ``shorts`` are a country's; ``ambiguous`` are names that often mean
    something else too.
    """

    id: str
    kind: ActorKind
    names: Names
    country: str = ""
    code: str = ""  # ISO 3166-1 alpha-2, of a country
    zone: str = ""  # IANA time zone of a country's capital
    role: str = ""
    wikidata: str = ""
    ambiguous: frozenset[str] = frozenset()
    shorts: Names = field(default_factory=dict)
    adjectives: Names = field(default_factory=dict)
    capitals: Names = field(default_factory=dict)
    seats: Names = field(default_factory=dict)
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actors:
    """All actors, by slug, in the order of their files."""

    by_id: Mapping[str, Actor]

    def of_kind(self, *kinds: ActorKind) -> Iterator[Actor]:
        """Those of some kinds."""
        return (actor for actor in self.by_id.values() if actor.kind in kinds)

    def code_of(self, actor: Actor) -> str:
        """The ISO 3166-1 code of the country that an actor is of; "" for an international one."""
        country = self.by_id.get(actor.country)
        return country.code if country else ""


@cache
def load_actors() -> Actors:
    """The actors of the package. Raises LexiconError naming the file and the record."""
    return read_actors(files("readout.language").joinpath("actors"))


def read_actors(folder: Traversable) -> Actors:
    """The actors in a folder laid out like readout/language/actors; a missing file is an empty one."""
    found: dict[str, Actor] = {}
    for name, table in _FILES.items():
        file = folder.joinpath(f"{name}.toml")
        for number, row in enumerate(_rows(file, table, f"actors/{name}.toml"), start=1):
            where = f"actors/{name}.toml, record {number}"
            actor = _build(table, row, where)
            if actor.id in found:
                raise LexiconError(f"{where}: id {actor.id!r} stands there already; give another")
            found[actor.id] = actor
    _check_slugs(found)
    return Actors(by_id=found)


def entries_of(actors: Actors, code: str) -> Mapping[str, tuple[Entry, ...]]:
    """The names of all actors in language ``code``, as the entries of the word files that they stand in for."""
    found: dict[str, list[Entry]] = {"people": [], "bodies": [], "outlets": [], "countries": []}
    for actor in actors.by_id.values():
        if not (forms := actor.names.get(code)):
            continue
        country = actors.code_of(actor)
        example = f"[{forms[0]}]"
        match actor.kind:
            case "person":
                found["people"].append(Person(forms=forms, example=example, country=country))
            case "body":
                found["bodies"].append(_body(actor, forms, example, country))
            case "outlet":
                found["outlets"].append(Outlet(forms=forms, example=example, country=country))
            case "country":
                found["countries"].append(_country(actor, code, forms, example))
    return {name: tuple(entries) for name, entries in found.items()}


def _body(actor: Actor, forms: tuple[str, ...], example: str, country: str) -> Body:
    return Body(forms=forms, example=example, kind=_ROLES.get(actor.role, "government"), country=country)


def _country(actor: Actor, code: str, forms: tuple[str, ...], example: str) -> Country:
    return Country(
        forms=forms,
        example=example,
        code=actor.code,
        zone=actor.zone,
        short=actor.shorts.get(code, ()),
        adjectives=actor.adjectives.get(code, ()),
        capitals=actor.capitals.get(code, ()),
        seats=actor.seats.get(code, ()),
    )


def _rows(file: Traversable, table: str, where: str) -> list[dict[str, Any]]:
    if not file.is_file():
        return []
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{where}: not valid TOML: {error}") from error
    if extra := content.keys() - {table}:
        raise LexiconError(f"{where}: unknown table {min(extra)!r}; records are [[{table}]]")
    rows: list[dict[str, Any]] = content.get(table, [])
    return rows


def _build(table: str, row: dict[str, Any], where: str) -> Actor:
    if extra := row.keys() - _FIELDS[table]:
        raise LexiconError(
            f"{where}: unknown field {min(extra)!r}; one of {', '.join(sorted(_FIELDS[table]))}"
        )
    if not row.get("id"):
        raise LexiconError(f"{where}: 'id' is missing")
    role = row.get("kind", "")
    kind: Any = "outlet" if role == "outlet" else table
    names = _names(row, "{}")
    if not names:
        raise LexiconError(f"{where}: {row['id']!r} has no name in any language")
    return Actor(
        id=row["id"],
        kind=kind,
        names=names,
        country=row["id"] if table == "country" else row.get("country", ""),
        code=row.get("code", ""),
        zone=row.get("zone", ""),
        role=role,
        wikidata=row.get("wikidata", ""),
        ambiguous=frozenset(row.get("ambiguous", ())),
        shorts=_names(row, "{}_short"),
        adjectives=_names(row, "adjective_{}"),
        capitals=_names(row, "capital_{}"),
        seats=_names(row, "seats_{}"),
        offices=tuple(_office(office, where) for office in row.get("offices", ())),
    )


def _names(row: dict[str, Any], pattern: str) -> Names:
    return {code: tuple(names) for code in LANGUAGES if (names := row.get(pattern.format(code)))}


def _office(row: dict[str, Any], where: str) -> Office:
    if extra := row.keys() - _OFFICE_FIELDS:
        raise LexiconError(
            f"{where}: unknown field {min(extra)!r} of an office; one of {', '.join(_OFFICE_FIELDS)}"
        )
    return Office(
        office=row["office"],
        of=row["of"],
        to=row.get("to", ""),
        since=row.get("from", ""),
        until=row.get("until", ""),
    )


def _check_slugs(found: Mapping[str, Actor]) -> None:
    for actor in found.values():
        if actor.country and actor.country not in found:
            raise LexiconError(f"actors: {actor.id!r} is of {actor.country!r}, which is no record's id")
