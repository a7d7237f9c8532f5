"""The progress of a long run, on standard error."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    ProgressColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bar

from readout.model import Reading, Unreadable

if TYPE_CHECKING:
    from readout.ledger import Added

Row = Reading | Unreadable


class Progress:
    """A bar with count, pages a second, unreadable pages and time left; gone when all is done, silent where nobody looks."""

    def __init__(self, words: str, total: int, *, disable: bool | None = None) -> None:
        silent = not sys.stderr.isatty() if disable is None else disable
        self._bar = Bar(*_columns(words), console=Console(stderr=True), transient=True, disable=silent)
        self._task: TaskID = self._bar.add_task("", total=total, rate="", unreadable="")
        self._unreadable = 0

    def __enter__(self) -> "Progress":
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def advance(self, added: "Added") -> None:
        """Count what became of some pages that were given to a ledger."""
        self._unreadable += added.unreadable
        self.advance_pages(added.new + added.versions + added.known + added.unreadable)

    def advance_pages(self, pages: int, *, unreadable: int = 0) -> None:
        """Count some pages."""
        self._unreadable += unreadable
        task = self._bar.tasks[0]
        speed = task.finished_speed or task.speed
        self._bar.update(
            self._task,
            advance=pages,
            rate=f"{speed:,.1f} pages/s" if speed else "",
            unreadable=f" · {self._unreadable} unreadable" if self._unreadable else "",
        )


def show_progress(rows: Iterator[Row], total: int) -> Iterator[Row]:
    """Pass the rows on, showing how many there were."""
    with Progress("reading", total, disable=False) as progress:
        for row in rows:
            progress.advance_pages(1, unreadable=isinstance(row, Unreadable))
            yield row


def _columns(words: str) -> tuple[ProgressColumn, ...]:
    return (
        TextColumn(words),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}{task.fields[unreadable]}"),
        TimeRemainingColumn(),
    )
