"""Words live in data: no natural-language word of another script stands in a .py file of the package."""

import ast
import io
import re
import tokenize
import tomllib
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "readout"
FILES = sorted(PACKAGE.rglob("*.py"))
# Han, kana and Cyrillic letters. Punctuation is no word, and a range of characters is written with escapes.
_WORD = re.compile(
    "[\u0400-\u052f\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)


def find_words(source: str) -> list[tuple[int, str]]:
    """Line and word of all that is neither comment nor docstring."""
    docstrings = _docstring_lines(source)
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return [
        (token.start[0], word)
        for token in tokens
        if token.type != tokenize.COMMENT and token.start[0] not in docstrings
        for word in _WORD.findall(token.string)
    ]


def _docstring_lines(source: str) -> set[int]:
    """The lines on which a docstring starts."""
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, kinds)]
    return {node.body[0].lineno for node in nodes if ast.get_docstring(node, clean=False) is not None}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_words_live_in_the_word_files(path):
    found = find_words(path.read_text(encoding="utf-8"))
    assert not found, f"move these to the word files: {found}"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('"""表示 is a cue."""\nx = 1  # 表示\n', []),
        ('def f():\n    """表示"""\n    return "，。"\n', []),
        ('x = "表示"\n', [(1, "表示")]),
        ('def f():\n    """A cue."""\n    return f"{x}称"\n', [(3, "称")]),
        ('x = "сказал"\n', [(1, "сказал")]),
        ('x = "[\\u4e00-\\u9fff]"\n', []),
    ],
)
def test_what_counts_as_a_word(source, words):
    assert find_words(source) == words


def test_every_dependency_is_pinned_and_no_address_is_named():
    """constraints.txt holds name==version and nothing else, and knows all that the project asks for."""
    root = PACKAGE.parent.parent
    lines = (root / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    wrong = [pin for pin in pins if not re.fullmatch(r"[A-Za-z0-9][\w.-]*==\d[\w.]*", pin)]
    assert not wrong, f"write name==version: {wrong}"
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    asked += [need for needs in project["project"]["optional-dependencies"].values() for need in needs]
    pinned = {_plain(pin.split("==")[0]) for pin in pins} | {_plain(project["project"]["name"])}
    missing = [need for need in asked if _plain(re.split(r"[<>=!~\[; ]", need)[0]) not in pinned]
    assert not missing, f"not pinned in constraints.txt: {missing}"


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
