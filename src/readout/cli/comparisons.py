"""Commands and options that compare accounts. What a command does is loaded when it runs."""

from enum import StrEnum
from typing import Annotated

import typer

from readout.cli.app import app, leave
from readout.cli.ledger import _PLACE as PLACE
from readout.cli.ledger import Ledger


class ComparisonForm(StrEnum):
    """How a comparison is written."""

    table = "table"
    markdown = "markdown"
    json = "json"
    html = "html"


@app.command("compare")
def _compare(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE",
            help="A contact of the ledger (its id, as readout contacts shows it); or one page that carries several "
            "sides; or the pages of several sides: files or http(s) addresses.",
            show_default=False,
        ),
    ] = None,
    ledger: Ledger = PLACE,
    contact: Annotated[
        str,
        typer.Option(
            "--contact",
            "-c",
            metavar="ID",
            help="Which contact (c1), as readout read shows it. Default: all.",
        ),
    ] = "",
    side: Annotated[
        list[str] | None,
        typer.Option(
            "--side",
            metavar="SLUG",
            help="Whose own telling a page is (china), once a page in their order. Default: found out.",
            show_default=False,
        ),
    ] = None,
    published: Annotated[
        str, typer.Option(metavar="DATE", help="Publication date (2025-02-13) for pages that do not say.")
    ] = "",
    language: Annotated[
        str, typer.Option(metavar="CODE", help="Language (zh, en, ru) for pages that do not say.")
    ] = "",
    form: Annotated[
        ComparisonForm | None,
        typer.Option(
            "--format",
            "-f",
            help="How to write it. Default: by the ending of --output, else a table.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where to write. Default: standard output.")
    ] = "",
    no_likeness: Annotated[
        bool, typer.Option("--no-likeness", help="Align without the sentence encoder, where it is installed.")
    ] = False,
) -> None:
    """Compare what the sides say of one contact: points as rows, sides as columns, the words in every cell.

    \b
    Examples:
      readout compare m3f2a                        a contact of the ledger, on all its pages
      readout compare page.txt                     the sides that one page carries
      readout compare beijing.html washington.html -o comparison.html
      readout compare page.txt --contact c1 -f markdown

    A cell says, says otherwise, is silent, or is unsure; "says otherwise" shows what contradicts. Nobody is judged.
    Exit code: 0 when compared; 1 where no two sides tell of one contact.
    """
    from readout.cli import comparing  # noqa: PLC0415 - so that --help answers at once

    order = comparing.Order(
        sources=tuple(sources or ()),
        ledger=ledger,
        contact=contact,
        sides=tuple(side or ()),
        published=published,
        language=language,
        form=form.value if form else "",
        output=output,
        likeness=not no_likeness,
    )
    leave(comparing.compare, order)
