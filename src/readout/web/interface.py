"""The words of the interface, one file a language, and which language a reader wants."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from starlette.requests import Request

from readout.errors import LexiconError

LANGUAGES = ("en", "zh", "ru")
LANGUAGE_COOKIE = "readout_language"
_QUALITY = re.compile(r"^\s*([a-z]{2,3})[-\w]*\s*(?:;\s*q=([\d.]+))?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interface:
    """One language's words: call it with a key, and with values for the {places} in the words."""

    code: str
    words: dict[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The words for a key; values of cells that have no words of their own are shown as they are."""
        return self.words.get(key, key.rpartition(".")[2]).format(**values)

    def label(self, words: str) -> str:
        """The words for a label or a value of a cell that views write in English."""
        return self.words.get(f"section.{words}", words)


@cache
def load_interface(code: str) -> Interface:
    """The words in ``words/CODE.toml``."""
    content = tomllib.loads(
        files("readout.web").joinpath("words", f"{code}.toml").read_text(encoding="utf-8")
    )
    words = {f"{table}.{key}": value for table, rows in content.items() for key, value in rows.items()}
    if not all(isinstance(value, str) for value in words.values()):
        raise LexiconError(f"words/{code}.toml: every value must be a string")
    for table in ("act", "channel", "type", "status", "form"):
        words |= {f"section.{key}": value for key, value in content[table].items()} | {
            key: value for key, value in words.items() if key.startswith("section.")
        }
    return Interface(code=code, words=words)


def choose_language(request: Request) -> str:
    """What the reader chose, else what the browser asks for, else English."""
    chosen = request.query_params.get("language_of_desk", "") or request.cookies.get(LANGUAGE_COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    wanted: list[tuple[float, str]] = []
    for part in request.headers.get("accept-language", "").split(",")[:20]:
        if match := _QUALITY.match(part):
            wanted.append((_parse(match[2]), match[1].lower()))
    for _, code in sorted(wanted, key=lambda each: -each[0]):
        if code in LANGUAGES:
            return code
    return "en"


def _parse(quality: str | None) -> float:
    try:
        return float(quality) if quality else 1.0
    except ValueError:
        return 0.0
