"""What is new in a ledger: its latest pages, contacts and statements, who spoke most, what is due and what is disputed."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from readout import ledger
from readout.ledger import Holdings, PageHit, Query, Speaker, StatementHit, Store
from readout.model import Commitment, Figure, MergedContact
from readout.views.contacts import ContactRow, make_contact_row

_ROWS = 12
_FEW = 8
_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The front page. ``since`` is the first of the days that count as new, ``last`` the last; ``planned`` come soonest first."""

    holdings: Holdings
    contact_count: int
    pages: tuple[PageHit, ...]
    contacts: tuple[ContactRow, ...]
    planned: tuple[ContactRow, ...]
    disputed: tuple[ContactRow, ...]
    statements: tuple[StatementHit, ...]
    speakers: tuple[Speaker, ...]
    since: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What was undertaken: ``due`` is still to come, the soonest first, ``overdue`` past, ``new`` made last; and numbers in dispute."""

    due: tuple[Commitment, ...]
    overdue: tuple[Commitment, ...]
    new: tuple[Commitment, ...]
    figures: tuple[Figure, ...]


def make_today(store: Store, contacts: Sequence[MergedContact]) -> Today:
    """The newest of everything; ``contacts`` are all of the ledger, by day. Its own last day counts, not the clock's."""
    newest = Query(limit=_ROWS)
    holdings = ledger.count_holdings(store)
    last = holdings.last[:10]
    since = _days_before(last)
    recent = replace(newest, since=since)
    held = [c for c in contacts if c.status in ("happened", "ongoing") and c.day <= last]
    planned = [c for c in contacts if c.status in ("planned", "proposed") and (c.stop or c.day) >= last]
    disputed = [c for c in contacts if c.disputed or c.status == "denied"]
    return Today(
        holdings=holdings,
        contact_count=len(contacts),
        pages=ledger.find_pages(store, newest),
        contacts=_rows(held[::-1][:_ROWS]),
        planned=_rows(planned[:_FEW]),
        disputed=_rows(disputed[::-1][:_FEW]),
        statements=ledger.find_statements(store, recent),
        speakers=ledger.find_speakers(store, recent),
        since=since,
        last=last,
    )


def make_due(commitments: Sequence[Commitment], figures: Sequence[Figure], last: str) -> Due:
    """What of it a front page shows on the day ``last``; ``commitments`` come newest first."""
    dated = sorted((c for c in commitments if c.until), key=lambda c: (c.until, c.id))
    due = [c for c in dated if c.until >= last and c.status != "done"]
    overdue = [c for c in dated if c.status == "overdue"]
    shown = {c.id for c in due[:_FEW]}
    new = [c for c in commitments if c.id not in shown and c.status != "overdue"]
    disputed = [figure for figure in figures if figure.disputed]
    return Due(
        due=tuple(due[:_FEW]),
        overdue=tuple(overdue[::-1][: _FEW // 2]),
        new=tuple(new[:_FEW]),
        figures=tuple(sorted(disputed, key=lambda f: f.tellings[-1].day, reverse=True)[: _FEW // 2]),
    )


def _rows(contacts: Sequence[MergedContact]) -> tuple[ContactRow, ...]:
    return tuple(make_contact_row(contact) for contact in contacts)


def _days_before(last: str) -> str:
    try:
        day = datetime.date.fromisoformat(last[:10])
    except ValueError:
        return ""
    return (day - datetime.timedelta(days=_DAYS - 1)).isoformat()
