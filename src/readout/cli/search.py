"""Commands that find rows and judge them. What a command does is loaded when it runs."""

from typing import Annotated

import typer

from readout.cli.app import app, leave
from readout.cli.options import (
    PLACE,
    Act,
    Channel,
    Form,
    FormOption,
    Language,
    Ledger,
    Limit,
    Oldest,
    Origin,
    Outlet,
    Output,
    PageOption,
    Row,
    Since,
    Skip,
    Speaker,
    Status,
    To,
    Type,
    Until,
    Verdict,
    Without,
    Words,
    join_words,
    make_request,
)


@app.command("search")
def _search(
    words: Words = None,
    without: Without = None,
    ledger: Ledger = PLACE,
    contacts: Annotated[
        bool, typer.Option("--contacts", help="Find contacts in the place of statements.")
    ] = False,
    pages: Annotated[bool, typer.Option("--pages", help="Find pages in the place of statements.")] = False,
    speaker: Speaker = "",
    to: To = "",
    act: Act = "",
    channel: Channel = "",
    type: Type = "",
    status: Status = "",
    outlet: Outlet = "",
    origin: Origin = "",
    language: Language = "",
    since: Since = "",
    until: Until = "",
    page: PageOption = "",
    verdict: Verdict = "",
    limit: Limit = 20,
    skip: Skip = 0,
    oldest: Oldest = False,
    form: FormOption = Form.table,
    output: Output = "",
) -> None:
    """Find statements, contacts or pages, newest first.

    \b
    Examples:
      readout search 普京 停火
      readout search '"港口谈判"' 运价 --without 铁路 --since 2025-03-01 --act commit
      readout search --speaker 佩斯科夫 --channel briefing --format csv -o peskov.csv
      readout search --contacts --type call --status planned
      readout search --pages 关税 --outlet 央视网

    Reports of one statement in copies of one text are one row; its last column says how many pages have it.
    Exit code: 1 where nothing was found.
    """
    from readout.cli import finding  # noqa: PLC0415 - so that --help answers at once
    from readout.ledger import Query  # noqa: PLC0415

    query = Query(
        words=join_words(words, without),
        speaker=speaker,
        to=to,
        act=act,
        channel=channel,
        type=type,
        status=status,
        outlet=outlet,
        origin=origin,
        language=language,
        since=since,
        until=until,
        page=page,
        verdict=verdict,
        limit=limit,
        skip=skip,
        order="oldest" if oldest else "newest",
    )
    rows = "contacts" if contacts or type or status else "pages" if pages else "statements"
    leave(finding.search, make_request(ledger, query, form, output), rows)


@app.command("contacts")
def _contacts(
    words: Words = None,
    without: Without = None,
    ledger: Ledger = PLACE,
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--between", metavar="A B", help="Only contacts that both took part in.", show_default=False
        ),
    ] = None,
    party: Annotated[
        str, typer.Option(metavar="NAME", help="Only contacts that this party took part in.")
    ] = "",
    type: Type = "",
    status: Status = "",
    since: Since = "",
    until: Until = "",
    limit: Limit = 20,
    skip: Skip = 0,
    oldest: Oldest = False,
    form: FormOption = Form.table,
    output: Output = "",
) -> None:
    """Find who met, called, visited or wrote to whom, newest first: each contact once, however many pages report it.

    \b
    Examples:
      readout contacts --between 普京 特朗普 --oldest
      readout contacts --party 王毅 --type meeting --since 2025-02-01
      readout contacts --status planned

    readout show ID says who told what of it and how surely its reports are of one contact; readout judge joins and parts
    them. readout search --contacts finds the single reports.
    """
    from readout.cli import contacts  # noqa: PLC0415 - so that --help answers at once
    from readout.ledger import Query  # noqa: PLC0415

    query = Query(
        words=join_words(words, without),
        parties=tuple(filter(None, (*(between or ()), party))),
        type=type,
        status=status,
        since=since,
        until=until,
        limit=limit,
        skip=skip,
        order="oldest" if oldest else "newest",
    )
    leave(contacts.list_contacts, make_request(ledger, query, form, output))


@app.command("timeline")
def _timeline(
    words: Words = None,
    without: Without = None,
    ledger: Ledger = PLACE,
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--between", metavar="A B", help="Only contacts of these two, no statements.", show_default=False
        ),
    ] = None,
    speaker: Speaker = "",
    since: Since = "",
    until: Until = "",
    limit: Annotated[
        int, typer.Option("--limit", "-n", metavar="N", min=1, help="How many of each kind, the newest.")
    ] = 100,
    form: FormOption = Form.table,
    output: Output = "",
) -> None:
    """Show contacts and statements day by day, oldest first.

    \b
    Examples:
      readout timeline 停火 --since 2025-02-01
      readout timeline --speaker 佩斯科夫
      readout timeline --between 普京 特朗普
    """
    from readout.cli import contacts  # noqa: PLC0415 - so that --help answers at once
    from readout.ledger import Query  # noqa: PLC0415

    parties = tuple(between or ()) or ((speaker,) if speaker else ())
    query = Query(
        words=join_words(words, without),
        speaker=speaker,
        parties=parties,
        since=since,
        until=until,
        limit=limit,
    )
    kinds = ("contacts",) if between else ("contacts", "statements")
    leave(contacts.show_timeline, make_request(ledger, query, form, output), kinds)


@app.command("speakers")
def _speakers(
    words: Words = None,
    without: Without = None,
    ledger: Ledger = PLACE,
    act: Act = "",
    channel: Channel = "",
    outlet: Outlet = "",
    origin: Origin = "",
    since: Since = "",
    until: Until = "",
    limit: Limit = 20,
    skip: Skip = 0,
    form: FormOption = Form.table,
    output: Output = "",
) -> None:
    """List who said most.

    \b
    Examples:
      readout speakers --since 2025-03-01
      readout speakers 关税 --act warn
    """
    from readout.cli import finding  # noqa: PLC0415 - so that --help answers at once
    from readout.ledger import Query  # noqa: PLC0415

    query = Query(
        words=join_words(words, without),
        act=act,
        channel=channel,
        outlet=outlet,
        origin=origin,
        since=since,
        until=until,
        limit=limit,
        skip=skip,
    )
    leave(finding.list_speakers, make_request(ledger, query, form, output))


@app.command("who")
def _who(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A name as a page has it, in any case and script.")
    ],
    language: Annotated[
        str, typer.Option(metavar="CODE", help="Language of the name (zh, en, ru, uk). Default: any.")
    ] = "",
    day: Annotated[str, typer.Option(metavar="DATE", help="The day it was said. Default: today.")] = "",
    ledger: Ledger = PLACE,
    form: FormOption = Form.table,
    output: Output = "",
) -> None:
    """Say who somebody is: names in all languages, offices, how it is known, and in how many rows of the ledger.

    \b
    Examples:
      readout who 普京
      readout who "президент США" --day 2023-05-01
      readout who Brown

    Exit code: 1 for nobody that is known, or several that it may be.
    """
    from readout.cli import finding  # noqa: PLC0415 - so that --help answers at once

    leave(finding.show_who, make_request(ledger, None, form, output), name, language, day)


@app.command("show")
def _show(id: Row, ledger: Ledger = PLACE, form: FormOption = Form.table, output: Output = "") -> None:
    """Show a page, statement or contact with the words that it was read from, its copies, versions and judgements.

    An id that begins with m is a contact's, with all its reports; the same id with c is the first of them alone.

    \b
    Examples:
      readout show m595f5d1
      readout show s56bf0dcc
      readout show https://example.com/news/1.html
    """
    from readout.cli import finding  # noqa: PLC0415 - so that --help answers at once

    leave(finding.show, make_request(ledger, None, form, output), id)


@app.command("copies")
def _copies(
    id: Annotated[
        str,
        typer.Argument(
            metavar="[ID]",
            help="A page, statement or contact; none for the whole ledger.",
            show_default=False,
        ),
    ] = "",
    ledger: Ledger = PLACE,
    since: Since = "",
    until: Until = "",
    limit: Limit = 20,
    skip: Skip = 0,
    form: FormOption = Form.table,
    output: Output = "",
) -> None:
    """List texts that several pages have, and who wrote them; or the copies of one page, what it contains and is contained in."""
    from readout.cli import finding  # noqa: PLC0415 - so that --help answers at once
    from readout.ledger import Query  # noqa: PLC0415

    query = Query(since=since, until=until, limit=limit, skip=skip)
    leave(finding.list_copies, make_request(ledger, query, form, output), id)


@app.command("judge")
def _judge(
    row: Row,
    verdict: Annotated[
        str,
        typer.Argument(
            metavar="VERDICT",
            help="right, wrong; same, different or unsure, with OTHER; speaker, with --speaker; undo.",
        ),
    ],
    other: Annotated[str, typer.Argument(metavar="[OTHER]", help="The other row.", show_default=False)] = "",
    ledger: Ledger = PLACE,
    speaker: Annotated[str, typer.Option(metavar="NAME", help="Who really said it.")] = "",
    by: Annotated[
        str,
        typer.Option(envvar="READOUT_WHO", metavar="NAME", help="Who judges. Default: your account's name."),
    ] = "",
    note: Annotated[str, typer.Option(metavar="TEXT", help="Why.")] = "",
) -> None:
    """Say of a row that it is right or wrong, of two that they are the same or different, or who really spoke.

    \b
    Examples:
      readout judge s56bf0dcc wrong --note "the report denies it"
      readout judge s56bf0dcc speaker --speaker 佩斯科夫
      readout judge ce595f5d same ce07cf3a
      readout judge s56bf0dcc undo

    Judgements are appended, never edited; they show wherever the row does and stay when the page is read again.
    """
    from readout.cli import adding  # noqa: PLC0415 - so that --help answers at once

    leave(adding.judge, ledger, row, verdict, other, speaker, by, note)


@app.command("judgements")
def _judgements(
    id: Annotated[str, typer.Argument(metavar="[ID]", help="A row; none for all.", show_default=False)] = "",
    ledger: Ledger = PLACE,
    form: FormOption = Form.table,
    output: Output = "",
) -> None:
    """List what people judged, when, and whether it holds."""
    from readout.cli import finding  # noqa: PLC0415 - so that --help answers at once

    leave(finding.list_judgements, make_request(ledger, None, form, output), id)
