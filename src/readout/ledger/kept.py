"""What the ledger gives back of a page: where it came from, its newest reading, and what people said of its rows."""

import datetime
from dataclasses import dataclass

from readout.model import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A page as the ledger keeps it.

    ``id`` is the page's id in the ledger, ``address`` where it came from (a web address, or the name its
    source gave it), ``digest`` the SHA-256 of its bytes, ``fetched`` when it was first captured (None where nobody said).
    ``version`` counts the pages of one address from 1, ``versions`` says how many there are. ``family`` is shared by
    the pages that are copies or versions of one another. ``rules`` names the rules that made the reading.

    ``statement_ids`` and ``statement_verdicts`` go with ``reading.statements``, ``contact_ids`` and
    ``contact_verdicts`` with ``reading.contacts``, one for one; a verdict is "right", "wrong" or "". A speaker whom a person corrected is
    already put right in the reading, where the statement's rule is then "judgement".
    """

    id: str
    address: str
    digest: str
    fetched: datetime.datetime | None
    version: int
    versions: int
    family: str
    rules: str
    reading: Reading
    statement_ids: tuple[str, ...]
    statement_verdicts: tuple[str, ...]
    contact_ids: tuple[str, ...]
    contact_verdicts: tuple[str, ...]
