"""CSV: the three tables as comma-separated files that a spreadsheet may open without running anything."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from readout.export.rows import SEPARATOR, Quote
from readout.export.tables import TABLES, Column, Kind
from readout.ledger.kept import Kept

# what a spreadsheet takes for a formula (OWASP, CSV injection), and the guard itself, so that one is always taken off again
_GUARDED = ("=", "+", "-", "@", "\t", "\r", "'")


def write_csv(kept: Iterable[Kept], folder: Path) -> None:
    """Write statements.csv, contacts.csv and pages.csv: UTF-8, with a header, as RFC 4180 has it.

    Days and moments are ISO 8601, positions code points. A cell that starts with ``= + - @``, a tab, a carriage
    return or an apostrophe gets an apostrophe before it; take off one apostrophe from the start of a cell to have its own text.
    """
    with ExitStack() as stack:
        writers = []
        for table in TABLES:
            path = folder / f"{table.name}.csv"
            stream = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
            writer = csv.writer(stream)
            columns: tuple[Column[Any], ...] = table.columns
            writer.writerow(name for column in columns for name in column_names(column.name, column.kind))
            writers.append((table, columns, writer))
        for page in kept:
            for table, columns, writer in writers:
                for row in table.rows(page):
                    writer.writerow(
                        guard(cell) for column in columns for cell in _cells(column.kind, column.of(row))
                    )


def column_names(name: str, kind: Kind) -> tuple[str, ...]:
    """The names of the cells that a column takes in a sheet: a span takes three, spans two."""
    if kind == "span":
        return (name, f"{name}_start", f"{name}_stop")
    if kind == "spans":
        return (name, f"{name}_spans")
    return (name,)


def guard(cell: str) -> str:
    """The cell, made harmless to a spreadsheet."""
    return f"'{cell}" if cell.startswith(_GUARDED) else cell


def _cells(kind: Kind, value: Any) -> Iterator[str]:
    """A value as text, in as many cells as ``column_names`` gives names."""
    if kind == "span":
        yield from (value.text, str(value.start), str(value.stop)) if value else ("", "", "")
    elif kind == "spans":
        yield SEPARATOR.join(piece.text for piece in value)
        yield ";".join(_positions(piece) for piece in value)
    elif kind == "names":
        yield "; ".join(name.name for name in value)
    elif kind in ("date", "moment"):
        yield value.isoformat() if value else ""
    elif kind == "flag":
        yield "" if value is None else str(value).lower()
    else:
        yield str(value)


def _positions(piece: Quote) -> str:
    return f"{piece.start}-{piece.stop}"
