"""README and docs are true: every command shown is run, every snippet works, every link leads somewhere."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from readout.language.lexicon import WORD_FILES, read_lexicon
from readout.model import ACTS, BLOCK_KINDS, BOUNDS, CHANNELS, CONTACT_TYPES, FORMS, MENTION_KINDS, STATUSES
from tests.conftest import ROOT

PAGES = sorted(
    [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "examples" / "README.md",
        *(ROOT / "docs").glob("*.md"),
    ]
)
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def find_blocks(path: Path, language: str) -> list[str]:
    """The fenced blocks of a page in one language, in order."""
    return [body for kind, body in _FENCE.findall(path.read_text(encoding="utf-8")) if kind == language]


def find_commands(block: str) -> list[tuple[str, list[str]]]:
    """The commands of a console block, each with the lines shown below it; a line "…" stands for any lines."""
    commands: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            commands.append((line[2:], []))
        elif commands and line.strip() not in ("", "…"):
            commands[-1][1].append(" ".join(line.split()))
    return commands


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the examples to run commands beside."""
    folder = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "examples", folder / "examples")
    return folder


def run_shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], cwd=folder, env=environment, capture_output=True, text=True, timeout=120
    )  # fmt: skip


COMMANDS = [
    pytest.param(command, shown, id=f"{name_of(page)}: {command}")
    for page in PAGES
    for block in find_blocks(page, "console")
    for command, shown in find_commands(block)
]


@pytest.mark.parametrize(("command", "shown"), COMMANDS)
def test_a_command_that_is_shown_does_what_is_shown(command, shown, workplace):
    done = run_shell(command, workplace)
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    lines = iter(" ".join(line.split()) for line in (done.stdout + done.stderr).splitlines())
    missing = [line for line in shown if not any(line == real for real in lines)]
    assert not missing, f"not in the output of {command}, or not in this order: {missing}\n{done.stdout}"


PYTHON = [
    pytest.param(body, id=f"{name_of(page)} {number}")
    for page in PAGES
    for number, body in enumerate(find_blocks(page, "python"), start=1)
]


@pytest.mark.parametrize("body", PYTHON)
def test_a_python_snippet_runs(body, workplace, monkeypatch):
    monkeypatch.chdir(workplace)
    exec(compile(body, "snippet", "exec"), {"__name__": "snippet"})


TOML = [
    pytest.param(body, id=f"{name_of(page)} {number}")
    for page in PAGES
    for number, body in enumerate(find_blocks(page, "toml"), start=1)
    if body.startswith("[[")
]
_FILES = {table: name for name, (table, _) in WORD_FILES.items()}


@pytest.mark.parametrize("body", TOML)
def test_an_entry_that_is_shown_loads(body, tmp_path):
    table = body[2 : body.index("]]")]
    (tmp_path / f"{_FILES[table]}.toml").write_text(body, encoding="utf-8")
    shutil.copy(ROOT / "src" / "readout" / "language" / "zh" / "language.toml", tmp_path)
    assert getattr(read_lexicon(tmp_path, "xx"), _FILES[table])


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    dead = [link for link in _LINK.findall(text) if "://" not in link and not (page.parent / link).exists()]
    assert not dead


def test_make_targets_that_are_named_exist():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page in PAGES:
        named = set(
            re.findall(r"`make ([a-z]+)`|^make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
        )
        assert {a or b for a, b in named} <= targets, name_of(page)


def test_every_closed_value_is_explained():
    text = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    values = (*ACTS, *BLOCK_KINDS, *BOUNDS, *CHANNELS, *CONTACT_TYPES, *FORMS, *MENTION_KINDS, *STATUSES)
    assert not [value for value in values if f"| `{value}` |" not in text]


def test_every_word_file_and_field_is_explained():
    text = (ROOT / "docs" / "language-guide.md").read_text(encoding="utf-8")
    for name, (_, kind) in WORD_FILES.items():
        assert f"`{name}.toml`" in text
        assert not [f.name for f in fields(kind) if not re.search(rf"`{f.name}[` ]", text)], name
