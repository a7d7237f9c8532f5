"""Commands and options of the desk."""

from enum import StrEnum
from typing import Annotated

import typer

from readout.cli.app import app, leave
from readout.cli.options import PLACE, Ledger


class HeaderRole(StrEnum):
    """What people named by a proxy may do."""

    reader = "reader"
    judge = "judge"


@app.command("serve")
def _serve(
    ledger: Ledger = PLACE,
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen at.")] = 8765,
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Processes that serve; more than one for a team on PostgreSQL.")
    ] = 1,
    members: Annotated[
        str,
        typer.Option(
            metavar="FILE",
            help="Who may use the desk: lines of name, role (reader or judge) and token. Needed where others reach it.",
        ),
    ] = "",
    identity_header: Annotated[
        str, typer.Option(metavar="NAME", help="The header in which your reverse proxy names its users.")
    ] = "",
    header_role: Annotated[
        HeaderRole, typer.Option(help="What people named by the proxy may do.")
    ] = HeaderRole.reader,
    rate: Annotated[
        int, typer.Option(min=1, metavar="N", help="Requests a minute that one client may make.")
    ] = 600,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Let pages be fetched from private networks.")
    ] = False,
) -> None:
    """Serve the desk: the ledger as pages in a browser, with an API and feeds.

    \b
    Examples:
      readout serve                                   http://127.0.0.1:8765, for this machine alone
      readout serve --host 0.0.0.0 --members team.txt for a team, each with a token
      readout serve --ledger postgresql://db/readout --workers 4
    """
    from readout.cli.serving import serve  # noqa: PLC0415 - what a command does is loaded when it runs

    def run() -> int:
        return serve(
            ledger=ledger,
            host=host,
            port=port,
            workers=workers,
            members=members,
            identity_header=identity_header,
            header_role=header_role.value,
            rate=rate,
            allow_private=allow_private,
        )

    leave(run)


@app.command("mcp")
def _mcp(ledger: Ledger = PLACE) -> None:
    """Offer the ledger to an assistant as tools (Model Context Protocol, over standard input and output).

    \b
    Tools: search_statements, search_contacts, show_evidence, show_contact, compare, commitments, amounts,
    positions, timeline, speakers, who. In the assistant's settings:
      command: readout, arguments: mcp --ledger /path/to/readout.db
    """
    from readout.cli.serving import serve_tools  # noqa: PLC0415 - what a command does is loaded when it runs

    leave(serve_tools, ledger)
