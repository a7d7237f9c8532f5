"""Commands and options of the ledger. What a command does is loaded when it runs."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from readout.cli.app import app, leave

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
_PLACE = "readout.db"


@app.command("add")
def _add(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE",
            help="Files, folders, JSON lines (.jsonl, .jsonl.gz), WARC (.warc, .warc.gz), http(s) addresses of pages, "
            "RSS or Atom feeds and sitemaps.",
            show_default=False,
        ),
    ] = None,
    ledger: Ledger = _PLACE,
    jobs: Jobs = 1,
    published: Annotated[
        str, typer.Option(metavar="DATE", help="Publication date (2025-02-13) for pages that do not say.")
    ] = "",
    language: Annotated[
        str, typer.Option(metavar="CODE", help="Language (zh, en, ru, uk) for pages that do not say.")
    ] = "",
    retry: Annotated[
        bool, typer.Option("--retry", help="Also try again what could not be had or read before.")
    ] = False,
    allow_private: AllowPrivate = False,
) -> None:
    """Add pages to the ledger: what it has is passed over, what is new is read and kept.

    \b
    Examples:
      readout add saved-pages/ archive.jsonl.gz crawl.warc.gz
      readout add https://example.com/rss.xml --ledger desk.db
      readout add archive.jsonl.gz --jobs 4 --ledger postgresql://desk@server/readout
      readout add --retry

    Stopped at any moment and started again, it goes on where it was. A page with other words at a known address is
    kept as a new version of it. What can't be read is kept too, with the reason (readout ledger shows it).
    """
    from readout.cli import adding  # noqa: PLC0415 - so that --help answers at once

    addition = adding.Addition(
        sources=tuple(sources or ()),
        ledger=ledger,
        published=published,
        language=language,
        jobs=jobs,
        retry=retry,
        allow_private=allow_private,
    )
    leave(adding.add, addition)


@app.command("watch")
def _watch(
    feeds: Annotated[str, typer.Argument(metavar="FEEDS.toml", help="The list of feeds.")],
    ledger: Ledger = _PLACE,
    once: Annotated[bool, typer.Option("--once", help="Look at each feed once, and stop.")] = False,
    allow_private: AllowPrivate = False,
) -> None:
    """Watch RSS and Atom feeds and sitemaps, and add what is new, until it is stopped.

    \b
    A list of feeds:
      contact = "desk@example.org"      # whom the hosts may write to; sent with every request
      every = 900                       # seconds between two looks

    \b
      [[feed]]
      address = "https://news.example.org/rss.xml"
      every = 300
      language = "zh"

    Hosts are asked as they wish to be: robots.txt, at most one request a second each, Retry-After, and only for what
    changed. A feed that fails is asked less and less often. Stopped and started again, a watch goes on where it was.
    """
    from readout.cli import adding  # noqa: PLC0415 - so that --help answers at once

    leave(adding.watch, feeds, ledger, once, allow_private)


@app.command("search")
def _search(
    words: Words = None,
    without: Without = None,
    ledger: Ledger = _PLACE,
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
        words=_join(words, without),
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
    leave(finding.search, _request(ledger, query, form, output), rows)


@app.command("contacts")
def _contacts(
    words: Words = None,
    without: Without = None,
    ledger: Ledger = _PLACE,
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
        words=_join(words, without),
        parties=tuple(filter(None, (*(between or ()), party))),
        type=type,
        status=status,
        since=since,
        until=until,
        limit=limit,
        skip=skip,
        order="oldest" if oldest else "newest",
    )
    leave(contacts.list_contacts, _request(ledger, query, form, output))


@app.command("timeline")
def _timeline(
    words: Words = None,
    without: Without = None,
    ledger: Ledger = _PLACE,
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
        words=_join(words, without), speaker=speaker, parties=parties, since=since, until=until, limit=limit
    )
    kinds = ("contacts",) if between else ("contacts", "statements")
    leave(contacts.show_timeline, _request(ledger, query, form, output), kinds)


@app.command("speakers")
def _speakers(
    words: Words = None,
    without: Without = None,
    ledger: Ledger = _PLACE,
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
        words=_join(words, without),
        act=act,
        channel=channel,
        outlet=outlet,
        origin=origin,
        since=since,
        until=until,
        limit=limit,
        skip=skip,
    )
    leave(finding.list_speakers, _request(ledger, query, form, output))


@app.command("who")
def _who(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A name as a page has it, in any case and script.")
    ],
    language: Annotated[
        str, typer.Option(metavar="CODE", help="Language of the name (zh, en, ru, uk). Default: any.")
    ] = "",
    day: Annotated[str, typer.Option(metavar="DATE", help="The day it was said. Default: today.")] = "",
    ledger: Ledger = _PLACE,
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

    leave(finding.show_who, _request(ledger, None, form, output), name, language, day)


@app.command("show")
def _show(id: Row, ledger: Ledger = _PLACE, form: FormOption = Form.table, output: Output = "") -> None:
    """Show a page, statement or contact with the words that it was read from, its copies, versions and judgements.

    An id that begins with m is a contact's, with all its reports; the same id with c is the first of them alone.

    \b
    Examples:
      readout show m595f5d1
      readout show s56bf0dcc
      readout show https://example.com/news/1.html
    """
    from readout.cli import finding  # noqa: PLC0415 - so that --help answers at once

    leave(finding.show, _request(ledger, None, form, output), id)


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
    ledger: Ledger = _PLACE,
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
    leave(finding.list_copies, _request(ledger, query, form, output), id)


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
    ledger: Ledger = _PLACE,
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
    ledger: Ledger = _PLACE,
    form: FormOption = Form.table,
    output: Output = "",
) -> None:
    """List what people judged, when, and whether it holds."""
    from readout.cli import finding  # noqa: PLC0415 - so that --help answers at once

    leave(finding.list_judgements, _request(ledger, None, form, output), id)


@app.command("reread")
def _reread(
    ledger: Ledger = _PLACE,
    every: Annotated[
        bool, typer.Option("--all", help="Every page, not only those that other rules read.")
    ] = False,
    jobs: Jobs = 1,
    form: FormOption = Form.table,
    output: Output = "",
) -> None:
    """Read again, from the bytes kept, the pages that an earlier release read, and list what changed; judgements stay."""
    from readout.cli import adding  # noqa: PLC0415 - so that --help answers at once

    leave(adding.read_again, _request(ledger, None, form, output), every, jobs)


@app.command("ledger")
def _describe(
    ledger: Ledger = _PLACE,
    digest: Annotated[
        bool, typer.Option("--digest", help="One digest over all rows: the same for the same pages.")
    ] = False,
    form: FormOption = Form.table,
    output: Output = "",
) -> None:
    """Say what the ledger holds, and what could not be had."""
    from readout.cli import finding  # noqa: PLC0415 - so that --help answers at once

    leave(finding.describe, _request(ledger, None, form, output), digest)


@app.command("export", epilog="readout export --list says what each format holds and loses.")
def _export(
    format: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="csv, parquet, jsonl, jsonld, annotation, plover, gdelt or brat.",
            show_default=False,
        ),
    ] = "",
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="PLACE",
            help="The file or new folder to write. Default: standard output, for one file.",
        ),
    ] = "",
    ledger: Ledger = _PLACE,
    list: Annotated[
        bool, typer.Option("--list", help="List the formats: what each holds, and what it loses.")
    ] = False,
    words: Annotated[str, typer.Option("--words", metavar="WORDS", help="Only pages with these words.")] = "",
    outlet: Outlet = "",
    origin: Origin = "",
    language: Language = "",
    since: Since = "",
    until: Until = "",
) -> None:
    """Write pages with their statements and contacts in a published format.

    \b
    Examples:
      readout export csv -o march/ --since 2025-03-01 --until 2025-03-31
      readout export jsonld -o ledger.jsonld
      readout export plover --words 停火 | head -1

    \b
    csv         tables for spreadsheets            jsonld      schema.org Quotation, Claim and Event
    parquet     the same for pandas and DuckDB     annotation  W3C Web Annotation
    jsonl       everything, a page a line          plover      PLOVER events, CAMEO 01x for statements
    brat        text and standoff, to correct      gdelt       events and mentions in GDELT's columns

    \b
    What each loses, from the least to the most:
    jsonl       nothing of the readings
    csv parquet mentions, amounts, blocks and evidence
    brat        titles, outlets and dates of pages; amounts and mentions
    annotation  mentions, amounts, blocks; the fields of a row are tags
    jsonld      rows judged wrong; mentions and amounts
    plover      rows judged wrong, denied contacts, topics, the text itself
    gdelt       the same, parties after the second, and what was said
    """
    from readout.cli import exporting  # noqa: PLC0415 - so that --help answers at once
    from readout.ledger import Query  # noqa: PLC0415

    if list or not format:
        leave(exporting.list_formats)
    query = Query(words=words, outlet=outlet, origin=origin, language=language, since=since, until=until)
    leave(exporting.export, ledger, query, format, output)


def _join(words: list[str] | None, without: list[str] | None) -> str:
    return " ".join((*(words or ()), *(f"-{word}" for word in without or ())))


def _request(ledger: str, query: object, form: Form, output: str) -> "Request":
    from readout.cli.finding import Request  # noqa: PLC0415 - so that --help answers at once
    from readout.ledger import Query  # noqa: PLC0415

    return Request(
        ledger=ledger, query=query if isinstance(query, Query) else Query(), form=form.value, output=output
    )
