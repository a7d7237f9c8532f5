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
    best: tuple[int, Publisher] | None = None
    for publisher in publishers:
        for known in publisher.hosts:
            if _fits(known, host, path) and (best is None or len(known) > best[0]):
                best = (len(known), publisher)
    return best[1] if best else None


def _fits(known: str, host: str, path: str) -> bool:
    """Whether an address is under a host as publishers' files write it."""
    domain, _, folder = known.removeprefix("=").partition("/")
    if host != domain and (known[0] == "=" or not host.endswith("." + domain)):
        return False
    return not folder or (path + "/").startswith(f"/{folder}/")


def host_of(url: str) -> str:
    """The host of an address in lower case, without ``www.``, port or user; "" if there is none."""
    try:
        host = urlsplit(url if "//" in url else "//" + url).hostname or ""
    except ValueError:
        return ""
    host = host.removeprefix("www.")
    return host if "." in host else ""
