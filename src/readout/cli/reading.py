"""What `readout read` does: read the sources, write the rows, and say how it went."""

import os
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from readout import run
from readout.cli.outputs import Writer, find_writer, open_output, write_schema
from readout.cli.progress import show_progress
from readout.cli.voice import say
from readout.errors import OptionError
from readout.model import Reading, Unreadable

Row = Reading | Unreadable

_FORM_BY_SUFFIX = {
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".txt": "report",
}
_STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The options of `readout read`, "" where not given."""

    sources: tuple[str, ...]
    form: str
    output: str
    published: str
    language: str
    jobs: int
    id: str
    url: str
    allow_private: bool


@dataclass(slots=True)
class Tally:
    """How many rows there were, how many of them unreadable, and why the first was."""

    rows: int = 0
    unreadable: int = 0
    reason: str = ""

    def count(self, row: Row) -> None:
        """Count a row."""
        self.rows += 1
        if isinstance(row, Unreadable):
            self.unreadable += 1
            self.reason = self.reason or row.reason


def run_order(order: Order) -> int:
    """Do it; returns the exit code. Raises ReadoutError where nothing could be done."""
    sources = order.sources or _default_sources()
    published = run.parse_published(order.published)
    run.check_jobs(order.jobs)
    run.check_language(order.language)
    _check_output(order.output, sources)
    single = len(sources) == 1 and not run.is_batch(sources[0])
    writer = find_writer(order.form or _choose_form(order.output, single), single=single)
    if single:
        return _read_one(order, sources[0], published, writer)
    return _read_many(order, sources, published, writer)


def print_schema() -> int:
    """Print the JSON Schema of a row; returns the exit code."""
    with open_output("") as stream:
        write_schema(stream)
    return 0


def _read_one(order: Order, source: str, published: run.Published, writer: Writer) -> int:
    reading = run.read_source(
        source,
        published=published,
        language=order.language,
        id=order.id,
        url=order.url,
        allow_private=order.allow_private,
    )
    with open_output(order.output) as stream:
        writer(iter((reading,)), stream)
    return 0


def _read_many(order: Order, sources: tuple[str, ...], published: run.Published, writer: Writer) -> int:
    if order.id or order.url:
        raise OptionError("--id and --url are for a single page; give them in the lines of a .jsonl file")
    tally = Tally()
    rows = run.read_pages(
        sources,
        jobs=order.jobs,
        published=published,
        language=order.language,
        allow_private=order.allow_private,
    )
    # closed in any case, as reading processes may have to be ended
    with closing(rows), open_output(order.output) as stream:
        quiet = stream.isatty() or not sys.stderr.isatty()
        shown = rows if quiet else show_progress(rows, run.count_pages(sources))
        writer(_tallied(shown, tally), stream)
    if tally.unreadable:
        say(f"{tally.unreadable} of {tally.rows} pages could not be read; the first: {tally.reason}")
    return int(tally.unreadable == tally.rows)


def _tallied(rows: Iterator[Row], tally: Tally) -> Iterator[Row]:
    for row in rows:
        tally.count(row)
        yield row


def _default_sources() -> tuple[str, ...]:
    if sys.stdin is None or sys.stdin.isatty():
        raise OptionError("nothing to read; give a file, a folder or an address, or see readout read --help")
    return (_STANDARD_INPUT,)


def _choose_form(output: str, single: bool) -> str:
    if form := _FORM_BY_SUFFIX.get(Path(output).suffix.lower()):
        return form
    if not output and sys.stdout.isatty():
        return "report"
    return "json" if single else "jsonl"


def _check_output(output: str, sources: tuple[str, ...]) -> None:
    """Raise OptionError where the output can't be written or is one of the sources."""
    if not output:
        return
    path = Path(output)
    if path.is_dir() or not path.parent.is_dir():
        raise OptionError(f"{output} can't be written; give a file in a folder that exists")
    if path.exists() and any(os.path.exists(source) and path.samefile(source) for source in sources):
        raise OptionError(f"{output} is also to be read; give another file to --output")
