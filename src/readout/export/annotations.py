"""W3C Web Annotation: statements and contacts as annotations of the page's text, one a line."""

import json
from collections.abc import Iterable, Iterator
from typing import TextIO

from readout.export.readings import Json
from readout.export.rows import ContactRow, StatementRow, contact_rows, statement_rows, web_address
from readout.ledger.kept import Kept
from readout.model import Span

NAMESPACE = "urn:readout:term:"
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"readout": NAMESPACE}]
# how many characters stand before and after a quotation, enough to find it in a page that has changed a little
_AROUND = 32


def write_annotations(kept: Iterable[Kept], stream: TextIO) -> None:
    """Write an annotation a line, each a document of its own (Web Annotation Data Model, 2017).

    A statement has one for its content, one for its source and one for its cue, a contact one for its trigger and
    one for its topics. Targets are the page's text as extracted, ``scope`` is the page on the web. ``start`` and ``end`` count code
    points; ``readout:utf16Start`` and ``readout:utf16End`` beside them count UTF-16 units, as JavaScript does.
    """
    for page in kept:
        for annotation in _annotations(page):
            stream.write(json.dumps(annotation, ensure_ascii=False, separators=(",", ":")) + "\n")


def _annotations(page: Kept) -> Iterator[Json]:
    units = _count_units(page.reading.article.text)
    for statement in statement_rows(page):
        yield from _statement(statement, units)
    for contact in contact_rows(page):
        yield from _contact(contact, units)


def _statement(row: StatementRow, units: list[int]) -> Iterator[Json]:
    statement = row.statement
    tags = {
        "form": statement.form,
        "act": statement.act,
        "channel": statement.channel,
        "speaker": statement.speaker,
        "to": statement.to,
        "via": row.via,
        "when": statement.when.iso if statement.when else "",
    }
    yield _annotation(row, "content", statement.content, units, _classified("statement", tags))
    named = [_body("identifying", row.speaker.name)]
    yield _annotation(row, "source", (statement.source,), units, named)
    yield _annotation(row, "cue", (statement.cue,), units, [_body("tagging", "cue")])


def _contact(row: ContactRow, units: list[int]) -> Iterator[Json]:
    contact = row.contact
    tags = {
        "type": contact.type,
        "status": contact.status,
        "when": contact.when.iso if contact.when else "",
        "place": contact.place,
        "duration": contact.duration.iso if contact.duration else "",
        "initiator": contact.initiator,
    }
    parties = [_body("tagging", f"party:{party}") for party in contact.parties]
    bodies = [*_classified("contact", tags), *parties]
    yield _annotation(row, "trigger", (contact.trigger,), units, bodies)
    if contact.topics:
        yield _annotation(row, "topics", contact.topics, units, [_body("tagging", "topic")])


def _annotation(
    row: StatementRow | ContactRow, part: str, spans: tuple[Span, ...], units: list[int], bodies: list[Json]
) -> Json:
    page = row.page
    annotation: Json = {
        "@context": CONTEXT,
        "id": f"urn:readout:{row.id}#{part}",
        "type": "Annotation",
        "motivation": bodies[0]["purpose"],
        "generator": {"id": "urn:readout:software", "type": "Software", "name": "Readout"},
        "body": bodies,
        "target": [_target(page, span, units) for span in spans],
        "readout:row": row.id,
        "readout:part": part,
        "readout:family": page.family,
        "readout:version": page.version,
    }
    return annotation | ({"readout:verdict": row.verdict} if row.verdict else {})


def _classified(kind: str, tags: dict[str, str]) -> list[Json]:
    return [
        _body("classifying", kind),
        *(_body("tagging", f"{name}:{tag}") for name, tag in tags.items() if tag),
    ]


def _body(purpose: str, value: str) -> Json:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _target(page: Kept, span: Span, units: list[int]) -> Json:
    text, url = page.reading.article.text, web_address(page)
    target: Json = {
        "type": "SpecificResource",
        "source": f"urn:readout:{page.id}",
        "selector": [
            {
                "type": "TextPositionSelector",
                "start": span.start,
                "end": span.stop,
                "readout:utf16Start": units[span.start],
                "readout:utf16End": units[span.stop],
            },
            {
                "type": "TextQuoteSelector",
                "exact": span.of(text),
                "prefix": text[max(span.start - _AROUND, 0) : span.start],
                "suffix": text[span.stop : span.stop + _AROUND],
            },
        ],
    }
    return target | ({"scope": url} if url else {})


def _count_units(text: str) -> list[int]:
    """At each position in code points, the position in UTF-16 units."""
    units, count = [0], 0
    for char in text:
        count += 2 if ord(char) > 0xFFFF else 1
        units.append(count)
    return units
