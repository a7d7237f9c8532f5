"""What the commands do that show contacts merged across pages."""

from collections.abc import Sequence

from readout import ledger
from readout.cli.finding import Request, opened, with_aliases, write_rows
from readout.cli.outputs import open_output
from readout.ledger import Query, Store
from readout.model import MergedContact
from readout.run.contacts import find_merged, merge_ledger
from readout.views import contacts as views
from readout.views.choosing import cut_screen, find_chosen


def list_contacts(request: Request) -> int:
    """Find contacts, each once however many pages report it; returns the exit code, 1 where nothing was found."""
    with opened(request.ledger) as store:
        found = _find(store, with_aliases(request.query))
    rows = [views.make_contact_row(contact) for contact in cut_screen(found, request.query)]
    return write_rows(request, rows, views.list_merged(rows))


def show_contact(request: Request, wanted: str) -> int:
    """Show the record of one merged contact; returns the exit code."""
    with opened(request.ledger) as store:
        record = views.make_contact_record(find_merged(store, wanted))
    if request.form == "csv":
        return write_rows(request, record.reports, None)
    if request.form == "json":
        return write_rows(request, (record,), None)
    with open_output(request.output) as stream:
        from readout.views.listed import make_console, print_rendered, render_record  # noqa: PLC0415 - for this form only

        print_rendered(make_console(stream), render_record(record))
    return 0


def show_timeline(request: Request, kinds: tuple[str, ...]) -> int:
    """Find contacts and statements, day by day; returns the exit code."""
    with opened(request.ledger) as store:
        query = with_aliases(request.query)
        contacts = _find(store, query)[-query.limit :] if "contacts" in kinds else ()
        statements = ledger.find_statements(store, query) if "statements" in kinds else ()
    days = views.make_contact_days([views.make_contact_row(contact) for contact in contacts], statements)
    if request.form == "csv":
        return write_rows(request, [row for day in days for row in (*day.contacts, *day.statements)], None)
    if request.form == "json":
        return write_rows(request, days, None)
    with open_output(request.output) as stream:
        from readout.views.listed import make_console, print_rendered, render_days  # noqa: PLC0415 - for this form only

        print_rendered(make_console(stream), render_days(days))
    return int(not days)


def _find(store: Store, query: Query) -> Sequence[MergedContact]:
    """The contacts that the query asks for, oldest first."""
    return find_chosen(store, merge_ledger(store), query)
