"""Commands and options that compare accounts. What a command does is loaded when it runs."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from readout.cli.app import app, leave
from readout.cli.options import PLACE, Form, FormOption, Ledger, Limit, Output, Since, Skip, Until

if TYPE_CHECKING:
    from readout.cli.finding import Request

Topic = Annotated[
    str, typer.Option(metavar="TOPIC", help="Only on this topic (ceasefire, tariffs): its slug.")
]


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


@app.command("commitments")
def _commitments(
    by: Annotated[
        str,
        typer.Option(metavar="NAME", help="Who undertook it: a person, a body, or a country for all of it."),
    ] = "",
    toward: Annotated[str, typer.Option(metavar="NAME", help="To whom it was said.")] = "",
    topic: Topic = "",
    status: Annotated[
        str,
        typer.Option(
            metavar="STATUS", help="What was told of it last: made, repeated, changed, denied, done, overdue."
        ),
    ] = "",
    since: Since = "",
    until: Until = "",
    limit: Limit = 20,
    skip: Skip = 0,
    ledger: Ledger = PLACE,
    form: FormOption = Form.table,
    output: Output = "",
) -> None:
    """Show who undertook what, and what later pages say became of it, with the words of each step.

    \b
    Examples:
      readout commitments --by Russia --ledger desk.db
      readout commitments --topic ceasefire --status denied
    """
    from readout.cli import trails  # noqa: PLC0415 - so that --help answers at once

    wanted = trails.Wanted(by=by, toward=toward, topic=topic, status=status)
    leave(trails.list_commitments, _request(ledger, since, until, limit, skip, form, output), wanted)


@app.command("amounts")
def _amounts(
    topic: Topic = "",
    disputed: Annotated[
        bool, typer.Option("--disputed", help="Only those that cannot all be right.")
    ] = False,
    since: Since = "",
    until: Until = "",
    limit: Limit = 20,
    skip: Skip = 0,
    ledger: Ledger = PLACE,
    form: FormOption = Form.table,
    output: Output = "",
) -> None:
    """Show numbers that were told more than once: by whom, when, and how much; the disputed ones first.

    \b
    Example:
      readout amounts --disputed --ledger desk.db
    """
    from readout.cli import trails  # noqa: PLC0415 - so that --help answers at once

    wanted = trails.Wanted(topic=topic, disputed=disputed)
    leave(trails.list_figures, _request(ledger, since, until, limit, skip, form, output), wanted)


@app.command("positions")
def _positions(
    speaker: Annotated[
        str, typer.Argument(metavar="SPEAKER", help="A person, a body, or a country for all of it.")
    ],
    topic: Annotated[
        str, typer.Argument(metavar="TOPIC", help="A topic's slug (ceasefire, tariffs, taiwan).")
    ],
    since: Since = "",
    until: Until = "",
    ledger: Ledger = PLACE,
    form: FormOption = Form.table,
    output: Output = "",
) -> None:
    """Show what a speaker says on a topic over time: what is new, said again, said otherwise, or left out since the page before.

    \b
    Example:
      readout positions Putin ceasefire --ledger desk.db
    """
    from readout.cli import trails  # noqa: PLC0415 - so that --help answers at once

    request = _request(ledger, since, until, 1, 0, form, output)
    leave(trails.list_positions, request, speaker, topic)


def _request(
    ledger: str, since: str, until: str, limit: int, skip: int, form: Form, output: str
) -> "Request":
    from readout.cli.finding import Request  # noqa: PLC0415 - so that --help answers at once
    from readout.ledger import Query  # noqa: PLC0415

    query = Query(since=since, until=until, limit=limit, skip=skip)
    return Request(ledger=ledger, query=query, form=form.value, output=output)
