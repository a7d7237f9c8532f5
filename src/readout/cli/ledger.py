"""Commands that fill the ledger, describe it and write it out. What a command does is loaded when it runs."""

from enum import StrEnum
from typing import Annotated

import typer

from readout.cli.app import app, leave
from readout.cli.options import (
    PLACE,
    AllowPrivate,
    Form,
    FormOption,
    Jobs,
    Language,
    Ledger,
    Origin,
    Outlet,
    Output,
    Since,
    Until,
    make_request,
)


class Engine(StrEnum):
    """Who reads pages."""

    local = "local"
    ray = "ray"


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
    ledger: Ledger = PLACE,
    jobs: Jobs = 1,
    engine: Annotated[
        Engine, typer.Option(help="Who reads: processes of this machine, or a Ray cluster.")
    ] = Engine.local,
    address: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="The Ray cluster (auto for this machine's, ray://host:10001). Default: one of --jobs processes, here.",
        ),
    ] = "",
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
      readout add /crawl/2025 --engine ray --address auto --ledger postgresql://desk@server/readout
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
        engine=engine.value,
        address=address,
        retry=retry,
        allow_private=allow_private,
    )
    leave(adding.add, addition)


@app.command("watch")
def _watch(
    feeds: Annotated[str, typer.Argument(metavar="FEEDS.toml", help="The list of feeds.")],
    ledger: Ledger = PLACE,
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


@app.command("reread")
def _reread(
    ledger: Ledger = PLACE,
    every: Annotated[
        bool, typer.Option("--all", help="Every page, not only those that other rules read.")
    ] = False,
    jobs: Jobs = 1,
    form: FormOption = Form.table,
    output: Output = "",
) -> None:
    """Read again, from the bytes kept, the pages that an earlier release read, and list what changed; judgements stay."""
    from readout.cli import adding  # noqa: PLC0415 - so that --help answers at once

    leave(adding.read_again, make_request(ledger, None, form, output), every, jobs)


@app.command("ledger")
def _describe(
    ledger: Ledger = PLACE,
    digest: Annotated[
        bool, typer.Option("--digest", help="One digest over all rows: the same for the same pages.")
    ] = False,
    form: FormOption = Form.table,
    output: Output = "",
) -> None:
    """Say what the ledger holds, and what could not be had."""
    from readout.cli import finding  # noqa: PLC0415 - so that --help answers at once

    leave(finding.describe, make_request(ledger, None, form, output), digest)


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
    ledger: Ledger = PLACE,
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
