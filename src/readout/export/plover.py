"""PLOVER: contacts and statements as event records, one JSON object a line."""

import json
from collections.abc import Iterable
from typing import TextIO

from readout.export.coding import CodedEvent, coded_events
from readout.export.readings import Json
from readout.export.rows import ContactRow, Name, StatementRow, web_address
from readout.ledger.kept import Kept

CODEBOOK = "PLOVER draft 0.8 (2021)"
_VERBAL_COOPERATION = 1


def write_plover(kept: Iterable[Kept], stream: TextIO) -> None:
    """Write a record a line, with the field names of PLOVER's manual; what is Readout's own stands under ``readout``.

    A contact is an event of its category. A statement is none, as PLOVER codes no commentary: ``has_event`` is false,
    ``event`` empty, and ``readout`` holds its CAMEO statement code and the category it comes nearest to, if one is clear.
    """
    for page in kept:
        for event in coded_events(page):
            stream.write(json.dumps(_record(event), ensure_ascii=False, separators=(",", ":")) + "\n")


def _record(event: CodedEvent) -> Json:
    page, code = event.row.page, event.code
    article = page.reading.article
    is_event = event.kind == "contact"
    record: Json = {
        "id": event.id,
        "has_event": is_event,
        "date": event.start.isoformat() if event.start else None,
        "actor": [_entity(name) for name in event.actors],
        "recipient": [_entity(name) for name in event.recipients],
        "event": [code.plover] if is_event else [],
        "event_text": [event.words.text],
        "mode": list(code.modes),
        "context": list(code.contexts),
        "text_info": {"start": event.words.start, "end": event.words.stop},
        "cite_info": {
            "url": web_address(page) or None,
            "title": article.title or None,
            "language": article.language or None,
            "publication": article.outlet or None,
            "coder": f"readout {page.rules}".strip(),
            "codebook": CODEBOOK,
        },
        "readout": _own(event),
    }
    if event.start and event.stop and event.stop > event.start:
        record["enddate"] = event.stop.isoformat()
    if is_event:
        record["quad_code"] = _VERBAL_COOPERATION
    if isinstance(event.row, ContactRow) and event.row.contact.place:
        record["event_loc"] = {"extracted_place": event.row.contact.place}
    return record


def _entity(name: Name) -> Json:
    return {"entity_text": name.name}


def _own(event: CodedEvent) -> Json:
    """What PLOVER has no field for."""
    page = event.row.page
    own: Json = {
        "kind": event.kind,
        "page": page.id,
        "address": page.address,
        "version": page.version,
        "family": page.family,
        "key": event.key,
        "verdict": event.row.verdict or None,
        "date_from": event.dated_by or None,
        "cameo": event.code.cameo,
    }
    match event.row:
        case StatementRow(statement=said):
            own |= {
                "nearest": event.code.plover or None,
                "act": said.act,
                "form": said.form,
                "channel": said.channel,
                "via": event.row.via or None,
                "when": said.when.iso if said.when else None,
                "content": [{"start": span.start, "stop": span.stop} for span in said.content],
            }
        case ContactRow(contact=met):
            own |= {
                "type": met.type,
                "status": met.status,
                "when": met.when.iso if met.when else None,
                "duration": met.duration.iso if met.duration else None,
                "initiator": met.initiator or None,
            }
    return own
