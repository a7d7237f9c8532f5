"""The progress of a long run, on standard error."""

from collections.abc import Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from readout.model import Reading, Unreadable

Row = Reading | Unreadable


def show_progress(rows: Iterator[Row], total: int) -> Iterator[Row]:
    """Pass the rows on, showing count, pages a second, unreadable pages and time left; gone when all are read."""
    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}{task.fields[unreadable]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total, rate="", unreadable="")
        unreadable = 0
        for row in rows:
            unreadable += isinstance(row, Unreadable)
            speed = progress.tasks[0].finished_speed or progress.tasks[0].speed
            progress.update(
                task,
                advance=1,
                rate=f"{speed:,.1f} pages/s" if speed else "",
                unreadable=f" · {unreadable} unreadable" if unreadable else "",
            )
            yield row
