"""Codes of event data: what statements and contacts are in CAMEO and PLOVER, and as events with actors and a day.

CAMEO is the codebook of Schrodt (2012), version 1.1b3; PLOVER its successor, the manual and the table
CAMEO2PLOVER-2021.txt of openeventdata/PLOVER; the scale that of Goldstein (1992) as GDELT assigns it to CAMEO codes.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from readout.export.rows import (
    ContactRow,
    Name,
    Quote,
    StatementRow,
    contact_rows,
    find_kind,
    statement_rows,
)
from readout.export.tables import published_day
from readout.ledger.kept import Kept
from readout.model import Act, Contact, ContactType, When, digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A CAMEO code with its Goldstein score, and PLOVER's category, modes and contexts, empty where none is clear."""

    cameo: str
    goldstein: float
    plover: str = ""
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()


# A statement stays among CAMEO's statements (01): 012 and 013 (pessimistic, optimistic), 014, 015 and 019 ask for more
# than an act tells. PLOVER's category stands beside it only where every such act is one: not every promise is to
# cooperate, not every warning threatens, and to deny a fact is not to reject.
ACT_CODES: Mapping[Act, Code] = MappingProxyType(
    {
        "assert": Code(cameo="010", goldstein=0.0),
        "judge": Code(cameo="010", goldstein=0.0),
        "commit": Code(cameo="010", goldstein=0.0),
        "propose": Code(cameo="010", goldstein=0.0),
        "demand": Code(cameo="010", goldstein=0.0, plover="REQUEST"),
        "deny": Code(cameo="016", goldstein=-2.0),
        "accuse": Code(cameo="010", goldstein=0.0, plover="ACCUSE"),
        "warn": Code(cameo="010", goldstein=0.0),
        "withhold": Code(cameo="011", goldstein=-0.1),
        "courtesy": Code(cameo="018", goldstein=3.4),
    }
)

# Which side hosts is not read, so no meeting is coded 043 (host) or 044 (third place), and no mode third-party is given.
CONTACT_CODES: Mapping[ContactType, Code] = MappingProxyType(
    {
        "call": Code(cameo="041", goldstein=1.0, plover="CONSULT", modes=("phone",)),
        "meeting": Code(cameo="040", goldstein=1.0, plover="CONSULT"),
        "visit": Code(cameo="042", goldstein=1.9, plover="CONSULT", modes=("visit",)),
        "conference": Code(cameo="040", goldstein=1.0, plover="CONSULT", modes=("multilateral",)),
        "letter": Code(cameo="040", goldstein=1.0, plover="CONSULT"),
        "signing": Code(cameo="057", goldstein=8.0, plover="SUPPORT", contexts=("diplomatic",)),
    }
)

# PLOVER's manual has future meetings, visits and invitations, and promises to sign, as AGREE.
_TO_MEET = Code(cameo="036", goldstein=4.0, plover="AGREE", contexts=("diplomatic",))
_TO_SIGN = Code(cameo="030", goldstein=4.0, plover="AGREE", contexts=("diplomatic",))


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedEvent:
    """A row as event data has it.

    ``id`` is the row's in the ledger, ``key`` the same for reports of it in copies of one text. ``start`` and
    ``stop`` are its first and last day; ``dated_by`` says whether the row ("when") or the article ("published") gave
    them, "" where neither did. ``words`` are the cue or the trigger.
    """

    id: str
    key: str
    kind: Literal["statement", "contact"]
    code: Code
    actors: tuple[Name, ...]
    recipients: tuple[Name, ...]
    start: datetime.date | None
    stop: datetime.date | None
    dated_by: str
    words: Quote
    row: StatementRow | ContactRow


def contact_code(contact: Contact) -> Code | None:
    """The contact's code; None for one that is denied, as that is no event."""
    if contact.status == "denied":
        return None
    if contact.status in ("planned", "proposed"):
        return _TO_SIGN if contact.type == "signing" else _TO_MEET
    return CONTACT_CODES[contact.type]


def coded_events(page: Kept) -> Iterator[CodedEvent]:
    """The page's statements and contacts that stand, as events: those judged wrong and denied contacts are left out."""
    for statement in statement_rows(page):
        if statement.verdict != "wrong":
            yield _code_statement(statement)
    for contact in contact_rows(page):
        code = contact_code(contact.contact)
        if contact.verdict != "wrong" and code:
            yield _code_contact(contact, code)


def _code_statement(row: StatementRow) -> CodedEvent:
    statement, cue = row.statement, row.quote(row.statement.cue)
    start, stop, dated_by = _days(statement.when, row.page)
    to = (Name(name=statement.to, kind=find_kind(row.page, statement.to)),) if statement.to else ()
    return CodedEvent(
        id=row.id,
        key=digest("statement", row.page.family, row.speaker.name, cue.text, row.content),
        kind="statement",
        code=ACT_CODES[statement.act],
        actors=(row.speaker,),
        recipients=to,
        start=start,
        stop=stop,
        dated_by=dated_by,
        words=cue,
        row=row,
    )


def _code_contact(row: ContactRow, code: Code) -> CodedEvent:
    contact, actors = row.contact, row.parties
    recipients: tuple[Name, ...] = ()
    if contact.status == "proposed" and contact.initiator:
        # who is only asked has agreed to nothing
        recipients = tuple(party for party in actors if party.name != contact.initiator)
        actors = (Name(name=contact.initiator, kind=find_kind(row.page, contact.initiator)),)
    # the day of what is planned is not the day on which somebody agreed to it
    ahead = contact.status in ("planned", "proposed")
    start, stop, dated_by = _days(None if ahead else contact.when, row.page)
    when = contact.when.iso if contact.when else ""
    return CodedEvent(
        id=row.id,
        key=digest("contact", row.page.family, contact.type, contact.status, sorted(contact.parties), when),
        kind="contact",
        code=code,
        actors=actors,
        recipients=recipients,
        start=start,
        stop=stop,
        dated_by=dated_by,
        words=row.quote(contact.trigger),
        row=row,
    )


def _days(when: When | None, page: Kept) -> tuple[datetime.date | None, datetime.date | None, str]:
    """First and last day, and what gave them."""
    if when and when.start:
        return when.start, when.stop or when.start, "when"
    published = published_day(page)
    return published, published, "published" if published else ""
