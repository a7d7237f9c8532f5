"""Publishers: what is known of an outlet's pages. One TOML file an outlet, in publishers/."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from readout.errors import LexiconError


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """An outlet by its web hosts.

    ``name`` is the outlet's name as its readers know it; ``names`` are other ways its pages write it.
    ``hosts`` match themselves and their subdomains, or with ``=`` before them only themselves; a host may
    go on with a path (``bbc.com/zhongwen``).
    ``zone`` is the IANA time zone of its clock times. ``own`` says that it writes what it serves, unless
    the page names another origin; ``agency`` that others reprint its copy.
    """

    name: str
    hosts: tuple[str, ...]
    zone: str
    names: tuple[str, ...] = ()
    own: bool = False
    agency: bool = False

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every way to write its name, the usual one first."""
        return (self.name, *self.names)


@cache
def load_publishers() -> tuple[Publisher, ...]:
    """All publishers of the package, by file name. Raises LexiconError naming file and field."""
    folder = files("readout.extract").joinpath("publishers")
    found = []
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            found.append(read_publisher(file.read_text(encoding="utf-8"), file.name))
    return tuple(found)


def read_publisher(text: str, where: str) -> Publisher:
    """The publisher in one TOML text; ``where`` names it in errors. Raises LexiconError."""
    try:
        row = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"publishers/{where}: not valid TOML: {error}") from error
    known = {f.name: f for f in fields(Publisher)}
    if extra := row.keys() - known.keys():
        raise LexiconError(f"publishers/{where}: unknown field {min(extra)!r}; one of {', '.join(known)}")
    for name in ("name", "hosts", "zone"):
        if not row.get(name):
            raise LexiconError(f"publishers/{where}: {name!r} is missing")
    for name in ("hosts", "names"):
        if not all(isinstance(value, str) for value in row.get(name, [])):
            raise LexiconError(f"publishers/{where}: {name!r} must be a list of strings")
    for name in ("own", "agency"):
        if not isinstance(row.get(name, False), bool):
            raise LexiconError(f"publishers/{where}: {name!r} must be true or false")
    return Publisher(
        name=str(row["name"]),
        hosts=tuple(row["hosts"]),
        zone=str(row["zone"]),
        names=tuple(row.get("names", ())),
        own=row.get("own", False),
        agency=row.get("agency", False),
    )


def find_publisher(url: str, publishers: tuple[Publisher, ...]) -> Publisher | None:
    """The publisher that serves ``url``: the longest matching host wins. None for an unknown host."""
    host = host_of(url)
    if not host:
        return None
    path = urlsplit(url if "//" in url else "//" + url).path
    domains, labels = _domains(publishers), host.split(".")
    found = [
        (len(known), publisher)
        for at in range(len(labels))
        for known, publisher in domains.get(".".join(labels[at:]), ())
        if _fits(known, at == 0, path)
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


_DOMAINS: dict[int, tuple[tuple[Publisher, ...], dict[str, list[tuple[str, Publisher]]]]] = {}


def _domains(publishers: tuple[Publisher, ...]) -> dict[str, list[tuple[str, Publisher]]]:
    """The hosts by domain, indexed once; the tuple is known by identity, as hashing it is to hash all its names."""
    kept = _DOMAINS.get(id(publishers))
    if kept is None or kept[0] is not publishers:
        domains: dict[str, list[tuple[str, Publisher]]] = {}
        for publisher in publishers:
            for known in publisher.hosts:
                domains.setdefault(known.removeprefix("=").partition("/")[0], []).append((known, publisher))
        kept = _DOMAINS[id(publishers)] = (publishers, domains)
    return kept[1]


def _fits(known: str, whole: bool, path: str) -> bool:
    """Whether an address on a known domain, or with ``whole`` on that host itself, is one that the file means."""
    folder = known.partition("/")[2]
    return (whole or known[0] != "=") and (not folder or (path + "/").startswith(f"/{folder}/"))


def host_of(url: str) -> str:
    """The host of an address in lower case, without ``www.``, port or user; "" if there is none."""
    try:
        host = urlsplit(url if "//" in url else "//" + url).hostname or ""
    except ValueError:
        return ""
    host = host.removeprefix("www.")
    return host if "." in host else ""
