"""A search: what was asked, what was found, and what the asked-for could be narrowed to."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from readout import ledger
from readout.ledger import Count, PageHit, Query, StatementHit, Store
from readout.model import MergedContact
from readout.views.charts import Bars, make_bars
from readout.views.choosing import cut_screen, find_chosen
from readout.views.contacts import ContactRow, make_contact_row

Rows = Literal["statements", "contacts", "pages"]
_FACETS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Rows of one kind, with the values that would narrow them; ``more`` is whether another screen follows."""

    rows: Rows
    query: Query
    statements: tuple[StatementHit, ...] = ()
    contacts: tuple[ContactRow, ...] = ()
    pages: tuple[PageHit, ...] = ()
    facets: tuple[tuple[str, tuple[Count, ...]], ...] = ()
    bars: Bars
    more: bool


def make_search(store: Store, query: Query, rows: Rows, contacts: Sequence[MergedContact]) -> Search:
    """Find one row more than asked for, to know whether there are more; ``contacts`` are all of the ledger, by day."""
    if rows == "contacts":
        return _search_contacts(store, query, contacts)
    asked = replace(query, limit=query.limit + 1)
    if rows == "pages":
        pages = ledger.find_pages(store, asked)
        return Search(
            rows=rows,
            query=query,
            pages=pages[: query.limit],
            bars=make_bars(()),
            more=len(pages) > query.limit,
        )
    statements = ledger.find_statements(store, asked)
    return Search(
        rows=rows,
        query=query,
        statements=statements[: query.limit],
        facets=tuple(
            (cell, ledger.count_statements(store, query, cell)[:_FACETS])
            for cell in ("speaker", "act", "channel")
        ),
        bars=make_bars(ledger.count_statements(store, query, "day")),
        more=len(statements) > query.limit,
    )


def _search_contacts(store: Store, query: Query, contacts: Sequence[MergedContact]) -> Search:
    found = find_chosen(store, contacts, query)
    return Search(
        rows="contacts",
        query=query,
        contacts=tuple(make_contact_row(contact) for contact in cut_screen(found, query)),
        facets=(
            ("type", count_values(contact.type for contact in found)),
            ("status", count_values(contact.status for contact in found)),
        ),
        bars=make_bars(count_values(contact.day for contact in found)),
        more=query.skip + query.limit < len(found),
    )


def count_values(values: Iterable[str]) -> tuple[Count, ...]:
    """How often each value comes, the most frequent first."""
    counted = Counter(values)
    return tuple(
        Count(value=value, number=number)
        for value, number in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    )
