"""The published JSON of a reading; its form is reading.schema.json."""

import json
from collections.abc import Iterable
from decimal import Decimal
from importlib.resources import files
from typing import Any, cast

from readout.extract import find_foreign
from readout.model import (
    Amount,
    Article,
    Contact,
    Evidence,
    Mention,
    Reading,
    Span,
    Statement,
    Unreadable,
)

Json = dict[str, Any]


def reading_to_dict(reading: Reading) -> Json:
    """The reading as JSON objects.

    A span is ``{"start", "stop", "text"}``: half-open code points of ``article.text`` and the characters there.
    What the page does not say is null. A ``when`` is an ISO 8601 string beside the phrase it was read from.
    """
    text = reading.article.text
    return {
        "id": reading.id,
        "article": _article(reading.article),
        "statements": [_statement(statement, text) for statement in reading.statements],
        "contacts": [_contact(contact, text) for contact in reading.contacts],
        "mentions": [_mention(mention, text) for mention in reading.mentions],
        "amounts": [_amount(amount, text) for amount in reading.amounts],
        "effort": reading.effort,
    }


def unreadable_to_dict(row: Unreadable) -> Json:
    """The row of a page that could not be read: ``{"id", "url", "error"}``."""
    return {"id": row.id, "url": row.url or None, "error": row.reason}


def row_to_dict(row: Reading | Unreadable) -> Json:
    """The row as JSON objects, whichever it is."""
    return unreadable_to_dict(row) if isinstance(row, Unreadable) else reading_to_dict(row)


def to_json_line(row: Reading | Unreadable) -> str:
    """The row as one line of JSON, without the line's end."""
    return json.dumps(row_to_dict(row), ensure_ascii=False, separators=(",", ":"))


def to_json(row: Reading | Unreadable) -> str:
    """The row as JSON for people, indented."""
    return json.dumps(row_to_dict(row), ensure_ascii=False, indent=2)


def read_schema() -> Json:
    """The JSON Schema (draft 2020-12) of a row."""
    text = files("readout.export").joinpath("reading.schema.json").read_text(encoding="utf-8")
    return cast("Json", json.loads(text))


def _article(article: Article) -> Json:
    return {
        "title": article.title or None,
        "language": article.language or None,
        "outlet": article.outlet or None,
        "origin": article.origin or None,
        "author": article.author or None,
        "published": article.published.isoformat() if article.published else None,
        "zone": article.zone or None,
        "url": article.url or None,
        "text": article.text,
        "blocks": [
            {"kind": block.kind, "start": block.span.start, "stop": block.span.stop}
            for block in article.blocks
        ],
        "foreign": [
            {"language": stretch.language, **_span(stretch.span, article.text)}
            for stretch in find_foreign(article)
        ],
        "evidence": _evidence(article.evidence, article.text),
        "rules": [{"field": field, "rule": rule} for field, rule in article.rules],
    }


def _statement(statement: Statement, text: str) -> Json:
    when = statement.when
    return {
        "id": statement.id,
        "source": _span(statement.source, text),
        "speaker": statement.speaker or None,
        "cue": _span(statement.cue, text),
        "content": [_span(span, text) for span in statement.content],
        "form": statement.form,
        "act": statement.act,
        "channel": statement.channel,
        "to": statement.to or None,
        "via": statement.via or None,
        "when": when.iso if when else None,
        "when_phrase": _span(when.span, text) if when else None,
        "rule": statement.rule or None,
        "evidence": _evidence(statement.evidence, text),
    }


def _contact(contact: Contact, text: str) -> Json:
    when, duration = contact.when, contact.duration
    return {
        "id": contact.id,
        "type": contact.type,
        "trigger": _span(contact.trigger, text),
        "parties": list(contact.parties),
        "when": when.iso if when else None,
        "when_phrase": _span(when.span, text) if when else None,
        "place": contact.place or None,
        "duration": duration.iso if duration else None,
        "duration_phrase": _span(duration.span, text) if duration else None,
        "initiator": contact.initiator or None,
        "topics": [_span(span, text) for span in contact.topics],
        "status": contact.status,
        "rule": contact.rule or None,
        "evidence": _evidence(contact.evidence, text),
    }


def _mention(mention: Mention, text: str) -> Json:
    return {"kind": mention.kind, "name": mention.name, **_span(mention.span, text)}


def _amount(amount: Amount, text: str) -> Json:
    return {
        "low": _number(amount.low),
        "high": _number(amount.high),
        "unit": amount.unit,
        "bound": amount.bound,
        **_span(amount.span, text),
    }


def _span(span: Span, text: str) -> Json:
    return {"start": span.start, "stop": span.stop, "text": span.of(text)}


def _evidence(evidence: Iterable[Evidence], text: str) -> list[Json]:
    return [{"field": piece.field, **_span(piece.span, text)} for piece in evidence]


def _number(value: Decimal) -> int | float | str:
    """A JSON number where that writes the decimal's own digits (3500, 0.1), else the digits as a string."""
    if value == value.to_integral_value():
        return int(value)
    number = float(value)
    return number if Decimal(repr(number)) == value else format(value, "f")
