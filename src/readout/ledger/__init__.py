"""The ledger: pages, readings and judgements in one database, and what is found in them. Stored is what came in; the rest is an index."""

from readout.ledger.adding import (
    Added,
    Failure,
    add_entries,
    add_prepared,
    find_failures,
    find_known,
    note_known,
    settle_source,
)
from readout.ledger.audit import Holdings, count_holdings, digest_ledger
from readout.ledger.counts import Count, DayCount, count_contacts, count_statement_days, count_statements
from readout.ledger.engine import Store
from readout.ledger.entries import Alike, Entry, Matcher, Part
from readout.ledger.feeds import FeedState, find_feed, save_feed
from readout.ledger.find import (
    ContactHit,
    PageHit,
    Query,
    Report,
    Speaker,
    StatementHit,
    find_contact_ids,
    find_contact_pages,
    find_contacts,
    find_page_ids,
    find_pages,
    find_speakers,
    find_statements,
)
from readout.ledger.kept import Kept
from readout.ledger.named import Named, count_named
from readout.ledger.pages import (
    Member,
    Relative,
    find_families,
    find_id,
    find_kept,
    find_relatives,
    get_kept,
    get_page,
    page_of,
)
from readout.ledger.prepared import Prepared, PreparedText, identify, prepare
from readout.ledger.rereading import Change, count_stale, find_stale, replace_readings
from readout.ledger.rows import Row
from readout.ledger.states import State, find_state
from readout.ledger.verdicts import Judged, add_judgement, find_judgements, find_last

__all__ = [
    "Added",
    "Alike",
    "Change",
    "ContactHit",
    "Count",
    "DayCount",
    "Entry",
    "Failure",
    "FeedState",
    "Holdings",
    "Judged",
    "Kept",
    "Matcher",
    "Member",
    "Named",
    "PageHit",
    "Part",
    "Prepared",
    "PreparedText",
    "Query",
    "Relative",
    "Report",
    "Row",
    "Speaker",
    "State",
    "StatementHit",
    "Store",
    "add_entries",
    "add_judgement",
    "add_prepared",
    "count_contacts",
    "count_holdings",
    "count_named",
    "count_stale",
    "count_statement_days",
    "count_statements",
    "digest_ledger",
    "find_contact_ids",
    "find_contact_pages",
    "find_contacts",
    "find_failures",
    "find_families",
    "find_feed",
    "find_id",
    "find_judgements",
    "find_kept",
    "find_known",
    "find_last",
    "find_page_ids",
    "find_pages",
    "find_relatives",
    "find_speakers",
    "find_stale",
    "find_state",
    "find_statements",
    "get_kept",
    "get_page",
    "identify",
    "note_known",
    "page_of",
    "prepare",
    "replace_readings",
    "save_feed",
    "settle_source",
]
