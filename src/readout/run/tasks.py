"""Sources as tasks that any machine may do: a part of a file that it opens itself, or pages that are sent to it."""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from readout import fetch
from readout.fetch.cuts import Cut, cut_file, read_cut
from readout.ledger import Prepared, Store, find_known, prepare
from readout.model import Page, Unreadable, digest
from readout.run.adding import make_entry, name_page, pass_over_known
from readout.run.local import Published, read_one, read_page

# what one task carries: enough that the trip is worth while, little enough that a few of them fit in memory
_CUT_BYTES = 1 << 18
_PAGES = 64
_BYTES = 4 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A part of a file, or ``pages``; ``key`` is the same for the same part of the same file, "" for pages.

    ``size`` is the whole file's, by which a worker tells whether it has the same file; ``folder`` is where its path leads from.
    """

    source: str
    published: Published
    language: str
    key: str = ""
    cut: Cut | None = None
    size: int = 0
    folder: str = ""
    pages: tuple[Page | Unreadable, ...] = ()

    def send(self) -> "Task":
        """The same task with its pages in it, for a worker that has not the file."""
        return replace(self, pages=tuple(read_cut(self.cut)), cut=None) if self.cut else self


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """So many pages of a source that the ledger has already."""

    source: str
    pages: int


def make_tasks(
    store: Store,
    sources: Iterable[str],
    *,
    published: Published = None,
    language: str = "",
    allow_private: bool = False,
) -> Iterator[Task | Known]:
    """The tasks of the sources, in their order, and what needs none."""
    for source in sources:
        for file in fetch.list_files(source):
            whole = Task(source=source, published=published, language=language)
            if cuts := cut_file(file, _CUT_BYTES):
                yield from _cut(whole, cuts)
                continue
            pages = (
                name_page(page, source, published, language)
                for page in fetch.fetch_pages(file, allow_private=allow_private)
            )
            for unknown, known in pass_over_known(store, pages):
                if known:
                    yield Known(source=source, pages=known)
                yield from (replace(whole, pages=tuple(part)) for part in _split(unknown))


def do_task(task: Task) -> list[Prepared | Unreadable] | None:
    """What is read of the task's pages, ready for the ledger; None where its file is not here."""
    from readout.pipeline import rules  # noqa: PLC0415 - its libraries take a while to load

    found: Iterable[Page | Unreadable] = task.pages
    if task.cut:
        if not _has_file(task):
            return None
        os.chdir(task.folder)  # pages without an address are called after the path as it was given
        found = read_cut(task.cut)
    rows: list[Prepared | Unreadable] = []
    for page in found:
        named = name_page(page, task.source, task.published, task.language)
        entry = make_entry(named, read_one(named, read_page), rules())
        rows.append(entry if isinstance(entry, Unreadable) else prepare(entry))
    return rows


def halve(task: Task) -> tuple[Task, ...]:
    """The task's pages as two tasks; as one, if it has but one."""
    pages = task.send().pages
    whole, middle = replace(task, key="", cut=None), len(pages) // 2
    return tuple(replace(whole, pages=part) for part in (pages[:middle], pages[middle:]) if part)


class Manifest:
    """Which tasks are in the ledger already: a line of JSON each, written when the ledger has it.

    ``seen`` is what the task came to, ``proof`` the id of one of its pages: a ledger without it is another ledger.
    """

    def __init__(self, path: Path, store: Store) -> None:
        self._path = path
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        rows = [row for line in lines if (row := _parse(line))]
        there = find_known(store, ids=[row["proof"] for row in rows])
        self._done = {row["task"]: row for row in rows if not row["proof"] or row["proof"] in there}

    def find(self, key: str) -> dict[str, Any] | None:
        """The line of a task that is done, None of one that is not."""
        return self._done.get(key)

    def note(self, key: str, **told: object) -> None:
        """Write that a task is in the ledger."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps({"task": key, **told}) + "\n")


def _cut(whole: Task, cuts: Iterable[Cut]) -> Iterator[Task]:
    for cut in cuts:
        state = os.stat(cut.path)
        said = (str(whole.published or ""), whole.language)
        key = digest(
            "task",
            os.path.abspath(cut.path),
            cut.begin,
            cut.end,
            cut.line,
            state.st_size,
            state.st_mtime_ns,
            *said,
        )
        yield replace(whole, cut=cut, key=key, size=state.st_size, folder=os.getcwd())


def _has_file(task: Task) -> bool:
    try:
        return task.cut is not None and os.stat(Path(task.folder, task.cut.path)).st_size == task.size
    except OSError:
        return False


def _split(pages: Iterable[Page | Unreadable]) -> Iterator[list[Page | Unreadable]]:
    part: list[Page | Unreadable] = []
    size = 0
    for page in pages:
        part.append(page)
        size += len(page.content) if isinstance(page, Page) else 0
        if len(part) >= _PAGES or size >= _BYTES:
            yield part
            part, size = [], 0
    if part:
        yield part


def _parse(line: str) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except ValueError:  # the run was stopped in the middle of the line
        return None
    return row if isinstance(row, dict) and "task" in row else None
