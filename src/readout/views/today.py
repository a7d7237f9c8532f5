"""What is new in a ledger: its latest pages, contacts and statements, and who spoke most in the last days it knows."""

import datetime
from dataclasses import dataclass, replace

from readout import ledger
from readout.ledger import ContactHit, Holdings, PageHit, Query, Speaker, StatementHit, Store

_ROWS = 12
_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The front page. ``since`` is the first of the days that the speakers are counted over."""

    holdings: Holdings
    pages: tuple[PageHit, ...]
    contacts: tuple[ContactHit, ...]
    planned: tuple[ContactHit, ...]
    statements: tuple[StatementHit, ...]
    speakers: tuple[Speaker, ...]
    since: str


def make_today(store: Store) -> Today:
    """The newest of everything. The ledger's own last day counts, not the clock's."""
    newest = Query(limit=_ROWS)
    holdings = ledger.count_holdings(store)
    since = _days_before(holdings.last)
    recent = replace(newest, since=since)
    return Today(
        holdings=holdings,
        pages=ledger.find_pages(store, newest),
        contacts=ledger.find_contacts(store, replace(recent, status="happened")),
        planned=ledger.find_contacts(store, replace(recent, status="planned")),
        statements=ledger.find_statements(store, recent),
        speakers=ledger.find_speakers(store, recent),
        since=since,
    )


def _days_before(last: str) -> str:
    try:
        day = datetime.date.fromisoformat(last[:10])
    except ValueError:
        return ""
    return (day - datetime.timedelta(days=_DAYS - 1)).isoformat()
