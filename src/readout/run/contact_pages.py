"""The pages of a ledger that tell of one contact."""

import datetime
import re
from collections.abc import Iterator

from readout import ledger
from readout.errors import OptionError
from readout.language import languages
from readout.ledger import Kept, Query, Store
from readout.model import Reading, Unreadable

# a call late in one capital is on the next day in another
_ONE_DAY = datetime.timedelta(days=1)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOST = 500


def find_contact(store: Store, wanted: str) -> tuple[Reading, str]:
    """The reading of the page that a contact of the ledger stands on, and the contact's id in it.

    Raises OptionError where the id is no contact's.
    """
    id = ledger.find_id(store, wanted)
    kept = ledger.get_kept(store, ledger.page_of(store, id))
    if isinstance(kept, Unreadable):
        raise OptionError(f"{kept.reason} (the page of {id}; readout reread tries it again)")
    if id not in kept.contact_ids:
        raise OptionError(f"{id} is no contact; readout search --contacts shows their ids")
    return kept.reading, kept.reading.contacts[kept.contact_ids.index(id)].id


def find_pages_around(store: Store, reading: Reading, contact: str) -> Iterator[Reading]:
    """The readings of other pages that have a contact of that type on that day, the day before or the day after."""
    told = next(one for one in reading.contacts if one.id == contact)
    found = _DAY.match(told.when.iso) if told.when else None
    if not found:
        return
    day = datetime.date.fromisoformat(found[0])
    query = Query(
        type=told.type, since=(day - _ONE_DAY).isoformat(), until=(day + _ONE_DAY).isoformat(), limit=_MOST
    )
    hits = ledger.find_contacts(store, query)
    pages = dict.fromkeys(hit.report.page for hit in hits)
    for kept in ledger.find_kept(store, tuple(pages)):
        if _is_other(kept, reading):
            yield kept.reading


def _is_other(kept: Kept, reading: Reading) -> bool:
    """Whether the page is in a language that can be compared, and is not the reading's own in the same words."""
    article = kept.reading.article
    return article.language in languages() and article.text != reading.article.text
