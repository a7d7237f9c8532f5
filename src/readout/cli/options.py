"""Options that several commands share, and what they ask for together."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from readout.cli.finding import Request


class Form(StrEnum):
    """How rows are written: a table for people, JSON with everything, or CSV."""

    table = "table"
    json = "json"
    csv = "csv"


Ledger = Annotated[
    str,
    typer.Option(
        "--ledger",
        "-l",
        envvar="READOUT_LEDGER",
        metavar="PLACE",
        help="The ledger: a file (SQLite), or postgresql://user@host/name.",
    ),
]
FormOption = Annotated[Form, typer.Option("--format", "-f", help="How to write the rows.")]
Output = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help="Where to write. Default: standard output.")
]
Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WORD]...",
        help="Words that must all be there, in any language; '\"words in a row\"' in quotation marks of their own, "
        "word* for a beginning.",
        show_default=False,
    ),
]
Without = Annotated[
    list[str] | None, typer.Option(metavar="WORD", help="A word that must not be there.", show_default=False)
]
Speaker = Annotated[
    str, typer.Option(metavar="NAME", help="Who said it, by any of the names in any language.")
]
To = Annotated[str, typer.Option("--to", metavar="NAME", help="To whom it was said.")]
Act = Annotated[
    str,
    typer.Option(
        metavar="ACT",
        help="assert, judge, commit, propose, demand, deny, accuse, warn, withhold or courtesy.",
    ),
]
Channel = Annotated[
    str,
    typer.Option(
        metavar="CHANNEL", help="call, meeting, briefing, post, speech, document, interview or media."
    ),
]
Type = Annotated[
    str,
    typer.Option(
        "--type", metavar="TYPE", help="Contacts: call, meeting, visit, conference, letter or signing."
    ),
]
Status = Annotated[
    str, typer.Option(metavar="STATUS", help="Contacts: happened, ongoing, planned, proposed or denied.")
]
Outlet = Annotated[str, typer.Option(metavar="NAME", help="Who served the page.")]
Origin = Annotated[str, typer.Option(metavar="NAME", help="Who wrote the text.")]
Language = Annotated[str, typer.Option(metavar="CODE", help="Language of the page (zh, en, ru, uk).")]
Since = Annotated[str, typer.Option(metavar="DATE", help="The first day (2025-02-12).")]
Until = Annotated[str, typer.Option(metavar="DATE", help="The last day.")]
Verdict = Annotated[
    str, typer.Option(metavar="VERDICT", help="Only rows that people judged right, or wrong.")
]
PageOption = Annotated[
    str, typer.Option("--page", metavar="ID", help="Only rows of this page (id or address).")
]
Limit = Annotated[int, typer.Option("--limit", "-n", metavar="N", min=1, help="How many rows at most.")]
Skip = Annotated[int, typer.Option(metavar="N", min=0, help="How many rows to pass over first.")]
Oldest = Annotated[bool, typer.Option("--oldest", help="The oldest first.")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", metavar="N", help="How many processes read.")]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Also read addresses inside private networks.")
]
Row = Annotated[
    str, typer.Argument(metavar="ID", help="An id as readout search shows it, or its first characters.")
]
PLACE = "readout.db"


def join_words(words: list[str] | None, without: list[str] | None) -> str:
    """The words as one query, those that must not be there marked."""
    return " ".join((*(words or ()), *(f"-{word}" for word in without or ())))


def make_request(ledger: str, query: object, form: Form, output: str) -> "Request":
    """What a command that lists rows is asked for."""
    from readout.cli.finding import Request  # noqa: PLC0415 - so that --help answers at once
    from readout.ledger import Query  # noqa: PLC0415

    return Request(
        ledger=ledger, query=query if isinstance(query, Query) else Query(), form=form.value, output=output
    )
