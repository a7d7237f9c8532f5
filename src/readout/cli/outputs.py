"""Writers: rows to a stream, in each of the formats."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from readout.errors import OptionError
from readout.export import read_schema, to_json, to_json_line
from readout.model import Reading, Unreadable

Row = Reading | Unreadable
Writer = Callable[[Iterator[Row], TextIO], None]


def find_writer(form: str, *, single: bool) -> Writer:
    """The writer of a format; ``single`` is true of a run that reads one page, whose JSON is no list."""
    return write_json if single and form == "json" else _WRITERS[form]


def write_jsonl(rows: Iterator[Row], stream: TextIO) -> None:
    """One line a row, sent on at once, so that what reads it need not wait."""
    for row in rows:
        stream.write(to_json_line(row) + "\n")
        stream.flush()


def write_json(rows: Iterator[Row], stream: TextIO) -> None:
    """One row, indented."""
    stream.writelines(to_json(row) + "\n" for row in rows)


def write_json_list(rows: Iterator[Row], stream: TextIO) -> None:
    """The list of the rows, indented, each written as soon as it is there."""
    before = "[\n"
    for row in rows:
        stream.write(before + to_json(row))
        before = ",\n"
    stream.write("\n]\n" if before == ",\n" else "[]\n")


def write_report(rows: Iterator[Row], stream: TextIO) -> None:
    """A report for people, in colour on a terminal that has it."""
    from rich.console import Console  # noqa: PLC0415 - for this format only

    from readout.views.report import make_report  # noqa: PLC0415
    from readout.views.terminal import print_report, print_unreadable  # noqa: PLC0415

    console = Console(file=stream)
    for row in rows:
        if isinstance(row, Unreadable):
            print_unreadable(console, row)
        else:
            print_report(console, make_report(row))


def write_html(rows: Iterator[Row], stream: TextIO) -> None:
    """One self-contained page with all the rows, which are held in memory for it."""
    from readout.views.html import render_html  # noqa: PLC0415 - for this format only

    stream.write(render_html(tuple(rows)))


@contextmanager
def open_output(output: str) -> Iterator[TextIO]:
    """The file, or standard output in UTF-8 whatever the locale says."""
    if output:
        try:
            stream = open(output, "w", encoding="utf-8", newline="\n")  # noqa: SIM115 - closed below
        except OSError as error:
            raise OptionError(f"{output} can't be written ({error.strerror}); give another file") from error
        with stream:
            yield stream
        return
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    yield sys.stdout
    sys.stdout.flush()


def write_schema(stream: TextIO) -> None:
    """The JSON Schema of a row."""
    stream.write(json.dumps(read_schema(), ensure_ascii=False, indent=2) + "\n")


_WRITERS: dict[str, Writer] = {
    "json": write_json_list,
    "jsonl": write_jsonl,
    "report": write_report,
    "html": write_html,
}
