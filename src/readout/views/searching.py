"""A search: what was asked, what was found, and what the asked-for could be narrowed to."""

from dataclasses import dataclass, replace
from typing import Literal

from readout import ledger
from readout.ledger import ContactHit, Count, PageHit, Query, StatementHit, Store
from readout.views.charts import Bars, make_bars

Rows = Literal["statements", "contacts", "pages"]
_FACETS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Rows of one kind, with the values that would narrow them; ``more`` is whether another screen follows."""

    rows: Rows
    query: Query
    statements: tuple[StatementHit, ...] = ()
    contacts: tuple[ContactHit, ...] = ()
    pages: tuple[PageHit, ...] = ()
    facets: tuple[tuple[str, tuple[Count, ...]], ...] = ()
    bars: Bars
    more: bool


def make_search(store: Store, query: Query, rows: Rows) -> Search:
    """Find one row more than asked for, to know whether there are more."""
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
    if rows == "contacts":
        contacts = ledger.find_contacts(store, asked)
        return Search(
            rows=rows,
            query=query,
            contacts=contacts[: query.limit],
            facets=tuple(
                (cell, ledger.count_contacts(store, query, cell)[:_FACETS]) for cell in ("type", "status")
            ),
            bars=make_bars(ledger.count_contacts(store, query, "day")),
            more=len(contacts) > query.limit,
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
