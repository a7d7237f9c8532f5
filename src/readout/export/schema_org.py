"""JSON-LD: the ledger as one graph of schema.org articles, quotations, claims and events."""

import json
from collections.abc import Iterable, Iterator
from typing import TextIO

from readout.export.readings import Json
from readout.export.rows import (
    ContactRow,
    Name,
    StatementRow,
    contact_rows,
    find_kind,
    statement_rows,
    web_address,
)
from readout.ledger.kept import Kept
from readout.model import When

VOCABULARY = "https://schema.org/"
# Inline, so that nothing is fetched to expand it; the coercions are those of schema.org's own context.
CONTEXT: Json = {
    "@vocab": VOCABULARY,
    "url": {"@type": "@id"},
    "eventStatus": {"@type": "@vocab"},
    "eventAttendanceMode": {"@type": "@vocab"},
    "datePublished": {"@type": "Date"},
    "dateCreated": {"@type": "Date"},
    "startDate": {"@type": "Date"},
    "endDate": {"@type": "Date"},
}
_TYPES = {"person": "Person", "body": "Organization", "outlet": "Organization", "country": "Country"}
_ATTENDANCE = {
    "call": "OnlineEventAttendanceMode",
    "meeting": "OfflineEventAttendanceMode",
    "visit": "OfflineEventAttendanceMode",
    "signing": "OfflineEventAttendanceMode",
}
# schema.org knows scheduled, moved, postponed, rescheduled and cancelled: nothing that is only proposed, and a denied
# contact may never have been scheduled
_SCHEDULED = ("happened", "ongoing", "planned")


def write_jsonld(kept: Iterable[Kept], stream: TextIO) -> None:
    """Write one document ``{"@context", "@graph"}``, node by node; rows judged wrong are left out.

    A direct or mixed statement is a Quotation, an indirect one a Claim, a contact an Event; each names its article.
    Ids are ``urn:readout:`` and the ledger's. What schema.org has no property for is an ``additionalProperty``.
    """
    stream.write('{"@context":' + _dump(CONTEXT) + ',"@graph":[\n')
    stream.write(_dump(_dataset()))
    for page in kept:
        for node in _nodes(page):
            stream.write(",\n" + _dump(node))
    stream.write("\n]}\n")


def _dump(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _dataset() -> Json:
    return {
        "@id": "urn:readout:ledger",
        "@type": "Dataset",
        "name": "Readout ledger",
        "description": "Who said what, and who met or called whom, as news pages report it. Nodes are reports: "
        "those of one family of pages are versions or copies of one text.",
    }


def _nodes(page: Kept) -> Iterator[Json]:
    yield _article(page)
    wrong = {row.id for row in statement_rows(page) if row.verdict == "wrong"}
    for statement in statement_rows(page):
        if statement.id not in wrong:
            yield _statement(statement, wrong)
    for contact in contact_rows(page):
        if contact.verdict != "wrong":
            yield _event(contact)


def _article(page: Kept) -> Json:
    article = page.reading.article
    return _filled(
        {
            "@id": _urn(page.id),
            "@type": "NewsArticle",
            "url": web_address(page),
            "headline": article.title,
            "inLanguage": article.language,
            "datePublished": _date(article.published.isoformat() if article.published else ""),
            "author": {"@type": "Person", "name": article.author} if article.author else None,
            "publisher": {"@type": "Organization", "name": article.outlet} if article.outlet else None,
            "sourceOrganization": {"@type": "Organization", "name": article.origin}
            if article.origin
            else None,
            "version": page.version,
            "identifier": {"@type": "PropertyValue", "propertyID": "sha256", "value": page.digest},
            "additionalProperty": _properties(
                {"address": page.address, "family": page.family, "rules": page.rules}
            ),
        }
    )


def _statement(row: StatementRow, wrong: set[str]) -> Json:
    statement, claim = row.statement, row.statement.form == "indirect"
    speaker = _agent(row.speaker) | {"description": row.quote(statement.source).text}
    appearance = {"@id": _urn(row.page.id)}
    own = {
        "form": statement.form,
        "act": statement.act,
        "channel": statement.channel,
        "cue": row.quote(statement.cue).text,
        "when": statement.when.iso if statement.when else "",
        "via": _urn(row.via) if row.via and row.via not in wrong else "",
        "positions": ";".join(f"{span.start}-{span.stop}" for span in statement.content),
        "verdict": row.verdict,
        "family": row.page.family,
    }
    return _filled(
        {
            "@id": _urn(row.id),
            "@type": "Claim" if claim else "Quotation",
            "text": row.content,
            "inLanguage": row.page.reading.article.language,
            **({"author": speaker} if claim else {"spokenByCharacter": speaker}),
            **({"appearance": appearance} if claim else {"isPartOf": appearance}),
            "audience": {"@type": "Audience", "name": statement.to} if statement.to else None,
            "dateCreated": _date(_day(statement.when)),
            "additionalProperty": _properties(own),
        }
    )


def _event(row: ContactRow) -> Json:
    contact = row.contact
    last = contact.when.stop if contact.when else None
    initiator = Name(name=contact.initiator, kind=find_kind(row.page, contact.initiator))
    own = {
        "type": contact.type,
        "status": contact.status,
        "when": contact.when.iso if contact.when else "",
        "positions": f"{contact.trigger.start}-{contact.trigger.stop}",
        "verdict": row.verdict,
        "family": row.page.family,
    }
    return _filled(
        {
            "@id": _urn(row.id),
            "@type": "Event",
            "name": f"{contact.type}: {', '.join(contact.parties)}",
            "description": row.quote(contact.trigger).text,
            "eventStatus": "EventScheduled" if contact.status in _SCHEDULED else None,
            "eventAttendanceMode": _ATTENDANCE.get(contact.type),
            "attendee": [_agent(party) for party in row.parties],
            "organizer": _agent(initiator) if contact.initiator else None,
            "startDate": _date(_day(contact.when)),
            "endDate": last.isoformat() if last else None,
            "duration": contact.duration.iso if contact.duration else None,
            "location": {"@type": "Place", "name": contact.place} if contact.place else None,
            "about": [{"@type": "Thing", "name": row.quote(span).text} for span in contact.topics],
            "subjectOf": {"@id": _urn(row.page.id)},
            "additionalProperty": _properties(own),
        }
    )


def _agent(name: Name) -> Json:
    """Who it is, as far as the page tells: a name of no known kind is a Thing."""
    return {"@type": _TYPES.get(name.kind, "Thing"), "name": name.name}


def _day(when: When | None) -> str:
    """The first day, with the clock time if there is one."""
    if when is None or when.start is None:
        return ""
    clock = when.time if len(when.time) == len("16:08") else ""
    return f"{when.start.isoformat()}T{clock}" if clock else when.start.isoformat()


def _date(iso: str) -> str | Json:
    """A Date, or a DateTime where there is a clock time."""
    return {"@type": "DateTime", "@value": iso} if "T" in iso else iso


def _urn(id: str) -> str:
    return f"urn:readout:{id}"


def _properties(own: dict[str, str]) -> list[Json]:
    return [{"@type": "PropertyValue", "name": name, "value": value} for name, value in own.items() if value]


def _filled(node: Json) -> Json:
    """The node without what the page does not say."""
    return {name: value for name, value in node.items() if value not in ("", None, [])}
