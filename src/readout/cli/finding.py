"""What the commands do that look something up in a ledger."""

import csv
import dataclasses
import datetime
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TextIO

from readout import ledger
from readout.cli.outputs import open_output
from readout.errors import OptionError
from readout.ledger import Kept, Query, Store
from readout.model import Unreadable
from readout.views import listings

Form = Literal["table", "json", "csv"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What every such command is asked: which ledger, what for, and in which form."""

    ledger: str
    query: Query
    form: Form
    output: str


def search(request: Request, rows: str) -> int:
    """Find statements, contacts or pages; returns the exit code, 1 where nothing was found."""
    with opened(request.ledger) as store:
        query = with_aliases(request.query)
        if rows == "contacts":
            found = ledger.find_contacts(store, query)
            return write_rows(request, found, listings.list_contacts(found))
        if rows == "pages":
            pages = ledger.find_pages(store, query)
            return write_rows(request, pages, listings.list_pages(pages))
        statements = ledger.find_statements(store, query)
        return write_rows(request, statements, listings.list_statements(statements))


def list_speakers(request: Request) -> int:
    """Find who said most; returns the exit code."""
    with opened(request.ledger) as store:
        speakers = ledger.find_speakers(store, request.query)
    return write_rows(request, speakers, listings.list_speakers(speakers))


def show(request: Request, wanted: str) -> int:
    """Show a page, a statement or a contact with its evidence; returns the exit code."""
    from readout.run.contacts import report_of  # noqa: PLC0415 - for this command only

    if report_of(wanted) != wanted:
        from readout.cli.contacts import show_contact  # noqa: PLC0415 - for contacts only

        return show_contact(request, wanted)
    with opened(request.ledger) as store:
        id = ledger.find_id(store, wanted)
        page = ledger.page_of(store, id)
        kept = ledger.get_kept(store, page)
        relatives = ledger.find_relatives(store, page)
        if isinstance(kept, Unreadable):
            raise OptionError(f"{kept.reason} (it is in the ledger as {page}; readout reread tries it again)")
        if id == page:
            return _show_page(request, store, kept, relatives)
        judged = ledger.find_judgements(store, id)
    from readout.views.evidence import make_evidence  # noqa: PLC0415 - for this command only

    evidence = make_evidence(kept, id, judged, relatives)
    if request.form != "table":
        return write_rows(request, (evidence,), None)
    with open_output(request.output) as stream:
        from readout.views.listed import make_console, print_rendered, render_evidence  # noqa: PLC0415

        print_rendered(make_console(stream), render_evidence(evidence))
    return 0


def list_copies(request: Request, wanted: str) -> int:
    """Show the families of copies, or the relatives of one page; returns the exit code."""
    with opened(request.ledger) as store:
        if wanted:
            relatives = ledger.find_relatives(store, ledger.page_of(store, ledger.find_id(store, wanted)))
            return write_rows(request, relatives, listings.list_relatives(relatives))
        families = tuple(find_families(store, request.query))
    return write_rows(request, families, listings.list_families(families))


def find_families(store: Store, query: Query) -> Iterable[listings.FamilyRow]:
    """The families of two pages and more, the largest first, each with its origin."""
    from readout.compare.copies import Told, find_origin  # noqa: PLC0415 - for this command only

    for members in ledger.find_families(
        store, limit=query.limit, skip=query.skip, since=query.since, until=query.until
    ):
        told = [
            Told(
                page=member.page,
                outlet=member.outlet,
                origin=member.origin,
                published=member.published,
                fetched=member.fetched,
            )
            for member in members
        ]
        origin = find_origin(told)
        yield listings.make_family(members, origin.name, origin.page, origin.rule)


def list_judgements(request: Request, wanted: str) -> int:
    """Show all judgements, or those on one row; returns the exit code."""
    with opened(request.ledger) as store:
        judged = ledger.find_judgements(store, ledger.find_id(store, wanted) if wanted else "")
    return write_rows(request, judged, listings.list_judgements(judged))


def describe(request: Request, digest: bool) -> int:
    """Say what a ledger holds; returns the exit code."""
    with opened(request.ledger) as store:
        holdings = ledger.count_holdings(store)
        failures = ledger.find_failures(store)
        total = ledger.digest_ledger(store) if digest else ""
        listing = listings.list_holdings(store.name, holdings, failures, total)
    value = {
        **dataclasses.asdict(holdings),
        "failures": [dataclasses.asdict(f) for f in failures],
        "digest": total,
    }
    if request.form == "json":
        with open_output(request.output) as stream:
            stream.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
        return 0
    return write_rows(request, (holdings,), listing)


def _show_page(request: Request, store: Store, kept: Kept, relatives: tuple[ledger.Relative, ...]) -> int:
    from readout.export import reading_to_dict  # noqa: PLC0415 - for this command only
    from readout.views.evidence import compare_versions  # noqa: PLC0415

    older = None
    if kept.version > 1:
        ids = [relative.page for relative in relatives if relative.kind == "version"]
        versions = {v.version: v for id in ids if isinstance(v := ledger.get_kept(store, id), Kept)}
        older = versions.get(kept.version - 1)
    change = compare_versions(older, kept) if older else None
    if request.form != "table":
        head = {
            name: getattr(kept, name)
            for name in ("id", "address", "digest", "version", "versions", "family", "rules")
        }
        value = {
            **head,
            "fetched": kept.fetched,
            "statement_ids": kept.statement_ids,
            "contact_ids": kept.contact_ids,
            "relatives": [dataclasses.asdict(relative) for relative in relatives],
            "change": dataclasses.asdict(change) if change else None,
            "reading": reading_to_dict(kept.reading),
        }
        with open_output(request.output) as stream:
            stream.write(json.dumps(value, ensure_ascii=False, indent=2, default=_plain) + "\n")
        return 0
    with open_output(request.output) as stream:
        from readout.views.listed import make_console, print_rendered, render_change, render_kept  # noqa: PLC0415

        console = make_console(stream)
        print_rendered(console, render_kept(kept, relatives))
        if change:
            print_rendered(console, render_change(change))
    return 0


def write_rows(request: Request, rows: Sequence[Any], listing: listings.Listing | None) -> int:
    """Write rows in the form that is asked for; 1 where there are none."""
    with open_output(request.output) as stream:
        if request.form == "json":
            value = [dataclasses.asdict(row) for row in rows]
            stream.write(json.dumps(value, ensure_ascii=False, indent=2, default=_plain) + "\n")
        elif request.form == "csv" or listing is None:
            _write_csv(rows, stream)
        else:
            from readout.views.listed import make_console, print_rendered, render_listing  # noqa: PLC0415 - for this form only

            print_rendered(make_console(stream), render_listing(listing))
    return int(not rows)


def _write_csv(rows: Sequence[Any], stream: TextIO) -> None:
    flat = [_flatten(dataclasses.asdict(row)) for row in rows]
    names = list(dict.fromkeys(name for row in flat for name in row))
    writer = csv.DictWriter(stream, names, restval="", lineterminator="\n")
    if names:
        writer.writeheader()
    writer.writerows(flat)


def _flatten(row: dict[str, Any]) -> dict[str, str]:
    """One level: a row within a row gives its cells, a list is joined by "; "."""
    flat: dict[str, str] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            flat |= _flatten(value)
        elif isinstance(value, list | tuple):
            flat[name] = "; ".join(_cell(each) for each in value)
        else:
            flat[name] = "" if value is None else str(_plain(value))
    return flat


def _cell(value: object) -> str:
    return (
        json.dumps(value, ensure_ascii=False, default=_plain)
        if isinstance(value, dict | list | tuple)
        else str(value)
    )


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime.date) else value


def show_who(request: Request, name: str, language: str, day: str) -> int:
    """Say who somebody is; returns the exit code, 1 for nobody that is known."""
    from readout.resolve import load_resolver  # noqa: PLC0415 - for this command only
    from readout.run import parse_published  # noqa: PLC0415
    from readout.views.who import list_who, make_who  # noqa: PLC0415

    resolver = load_resolver()
    when = (parse_published(day) if day else None) or datetime.datetime.now(tz=datetime.UTC).date()
    who = make_who(resolver, name, language, when)
    if "://" in request.ledger or Path(request.ledger).exists():
        with opened(request.ledger) as store:
            names = {name, *resolver.names(who.entity)}
            who = dataclasses.replace(who, rows=ledger.count_named(store, names))
    write_rows(request, (who,), list_who(who))
    return int(not who.entity.known)


def with_aliases(query: Query) -> Query:
    """The query with all names of those whom it asks for."""
    if not any((query.speaker, query.to, query.parties)):
        return query
    from readout.run import naming  # noqa: PLC0415 - loaded where somebody is asked for

    return naming.with_aliases(query)


class opened:
    """A ledger that is there already, closed in the end."""

    def __init__(self, place: str) -> None:
        self._place = place

    def __enter__(self) -> Store:
        self._store = Store(self._place, create=False)
        return self._store

    def __exit__(self, *_: object) -> None:
        self._store.close()
