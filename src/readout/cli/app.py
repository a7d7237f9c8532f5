"""Commands and options. What a command does is loaded when it runs, so that --help answers at once."""

import os
import sys
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, NoReturn

import typer

import readout
from readout.cli.voice import say
from readout.errors import ReadoutError

app = typer.Typer(
    name="readout",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class Form(StrEnum):
    """What is written: a report for people, JSON, JSON lines, or a page for the browser."""

    report = "report"
    json = "json"
    jsonl = "jsonl"
    html = "html"


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    try:
        app()
    except KeyboardInterrupt:
        say("interrupted")
        sys.exit(130)
    sys.exit(0)


def leave(command: Callable[..., int], *arguments: object) -> NoReturn:
    """Run the command and leave with its exit code; errors are one sentence, and a closed pipe is no error."""
    try:
        code = command(*arguments)
    except ReadoutError as error:
        say(str(error))
        code = 1
    except KeyboardInterrupt:
        say("interrupted")
        code = 130
    except BrokenPipeError:
        # the reader had enough; what is still buffered goes nowhere, so that leaving does not fail again
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except OSError as error:
        say(f"the output could not be written ({error.strerror or error})")
        code = 1
    raise typer.Exit(code)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"readout {readout.__version__}")
        raise typer.Exit


@app.callback()
def _readout(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    """Read news pages into a ledger of who said what, to whom, when and by which channel, and who met whom.

    \b
    Examples:
      readout read page.html                        a report on the terminal
      readout read https://example.com/news/1.html  the same, from the web
      readout add saved-pages/ archive.jsonl.gz     keep them, in the ledger readout.db
      readout search 普京 --to 特朗普               find who said what
      readout add --help                            more of them
    """


@app.command("read")
def _read(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE",
            help="Files, folders (.txt .html .htm .xhtml .md inside), JSON lines (.jsonl, .jsonl.gz), "
            "http(s) addresses, or - for standard input.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        Form | None,
        typer.Option(
            "--format",
            "-f",
            help="What to write. Default: by the ending of --output; else report on a terminal, and elsewhere json "
            "for one page, jsonl for several.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where to write. Default: standard output.")
    ] = "",
    published: Annotated[
        str, typer.Option(metavar="DATE", help="Publication date (2025-02-13) for pages that do not say.")
    ] = "",
    language: Annotated[
        str,
        typer.Option(
            metavar="CODE", help="Language (zh, en, ru, uk) for pages that do not say. Default: found out."
        ),
    ] = "",
    jobs: Annotated[int, typer.Option("--jobs", "-j", metavar="N", help="How many processes read.")] = 1,
    id: Annotated[
        str, typer.Option("--id", metavar="NAME", help="What to call a single page in the output.")
    ] = "",
    url: Annotated[
        str, typer.Option("--url", metavar="URL", help="Where a single saved page came from.")
    ] = "",
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also read addresses inside private networks.")
    ] = False,
) -> None:
    """Read pages: who said what, to whom, when, by which channel; who met or called whom.

    \b
    Examples:
      readout read page.html                             a report on the terminal
      readout read page.txt --published 2025-02-13       a text that does not say when it appeared
      readout read page.html -o page-marked.html         the text with everything marked, for the browser
      readout read https://example.com/news/1.html -f json
      curl -s https://example.com/1 | readout read - --url https://example.com/1
      readout read archive.jsonl.gz --jobs 4 -o readings.jsonl
      readout read saved-pages/ | jq .statements[].speaker

    \b
    A line of JSON lines: {"id", "url", "title", "published", "language", "text" or "html"}.

    Exit code: 0 when read; 1 when a single page could not be read, with one sentence that says why. Of several
    pages, one that could not be read is a row {"id", "url", "error"} in its place; they are counted on standard
    error, and the exit code is 1 only if every page failed.
    """
    from readout.cli import reading  # noqa: PLC0415 - so that --help answers at once

    order = reading.Order(
        sources=tuple(sources or ()),
        form=form.value if form else "",
        output=output,
        published=published,
        language=language,
        jobs=jobs,
        id=id,
        url=url,
        allow_private=allow_private,
    )
    leave(reading.run_order, order)


@app.command("schema")
def _schema() -> None:
    """Print the JSON Schema of the rows that json and jsonl hold."""
    from readout.cli import reading  # noqa: PLC0415 - so that --help answers at once

    leave(reading.print_schema)


# Their commands are declared on app, and help lists them in this order.
from readout.cli import ledger as _ledger  # isort: skip # noqa: E402, F401
from readout.cli import search as _search  # isort: skip # noqa: E402, F401
from readout.cli import comparisons as _comparisons  # isort: skip # noqa: E402, F401
from readout.cli import desk as _desk  # isort: skip # noqa: E402, F401
