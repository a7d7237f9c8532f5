"""The published JSON: it fits its schema, the schema fits the model, and nothing is lost on the way."""

import dataclasses
import datetime
import json
from decimal import Decimal

import jsonschema
import pytest

from readout import model
from readout.export import read_schema, reading_to_dict, row_to_dict, to_json, to_json_line
from readout.model import Amount, Article, Reading, Span, Unreadable
from tests.made import TEXT, make_reading

SCHEMA = read_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
DEFINITIONS = SCHEMA["$defs"]


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize(
    ("definition", "field", "known"),
    [
        ("statement", "form", model.FORMS),
        ("statement", "act", model.ACTS),
        ("statement", "channel", model.CHANNELS),
        ("contact", "type", model.CONTACT_TYPES),
        ("contact", "status", model.STATUSES),
        ("mention", "kind", model.MENTION_KINDS),
        ("reading", "effort", model.EFFORTS),
        ("amount", "bound", model.BOUNDS),
    ],
)
def test_the_schema_knows_the_words_of_the_model(definition, field, known):
    assert tuple(DEFINITIONS[definition]["properties"][field]["enum"]) == known


def test_the_schema_knows_the_kinds_of_blocks():
    block = DEFINITIONS["article"]["properties"]["blocks"]["items"]
    assert tuple(block["properties"]["kind"]["enum"]) == model.BLOCK_KINDS


@pytest.mark.parametrize(
    ("definition", "noun", "split"),
    [
        ("article", model.Article, {"foreign"}),
        ("statement", model.Statement, {"when_phrase"}),
        ("contact", model.Contact, {"when_phrase", "duration_phrase"}),
        ("mention", model.Mention, {"start", "stop", "text"}),
        ("amount", model.Amount, {"start", "stop", "text"}),
        ("reading", model.Reading, set()),
    ],
)
def test_the_schema_has_every_field_of_the_model(definition, noun, split):
    fields = {field.name for field in dataclasses.fields(noun)}
    fields = fields - {"span"} | split
    assert set(DEFINITIONS[definition]["properties"]) == fields


def _objects(schema):
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for value in schema.values():
            yield from _objects(value)


def test_every_object_is_closed_and_all_its_fields_are_there():
    for schema in _objects(SCHEMA):
        assert schema["additionalProperties"] is False
        assert set(schema["required"]) == set(schema["properties"])


def test_a_reading_fits():
    VALIDATOR.validate(reading_to_dict(make_reading()))


def test_a_bare_reading_fits_and_says_null():
    row = reading_to_dict(Reading(id="x", article=Article(text="", language="")))
    VALIDATOR.validate(row)
    article = row["article"]
    assert [name for name, value in article.items() if value is None] == [
        "title", "language", "outlet", "origin", "author", "published", "zone", "url",
    ]  # fmt: skip


@pytest.mark.parametrize("change", [{"more": 1}, {"statements": None}, {"id": ""}])
def test_what_is_not_published_does_not_fit(change):
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(reading_to_dict(make_reading()) | change)


def _spans(value):
    if isinstance(value, dict):
        if {"start", "stop", "text"} <= value.keys():
            yield value
        for inner in value.values():
            yield from _spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _spans(inner)


def test_every_span_holds_the_characters_it_points_to():
    row = json.loads(to_json_line(make_reading()))
    assert row["article"]["text"] == TEXT
    spans = list(_spans(row))
    assert len(spans) > 50
    for span in spans:
        assert TEXT[span["start"] : span["stop"]] == span["text"]


def test_a_statement_in_full():
    row = reading_to_dict(make_reading())["statements"][2]
    content = row.pop("content")
    assert [span["text"] for span in content] == ["人道援助“不应附加任何条件”"]
    assert {name: value["text"] if isinstance(value, dict) else value for name, value in row.items()} == {
        "id": "s3",
        "source": "林德",
        "speaker": "林德",
        "cue": "强调",
        "form": "mixed",
        "act": "demand",
        "channel": "call",
        "to": "哈提卜",
        "via": "s2",
        "when": "2025-03-05",
        "when_phrase": "3月5日",
        "rule": "cue_after_source",
        "evidence": [],
    }


def test_a_contact_in_full():
    row = reading_to_dict(make_reading())["contacts"][0]
    assert row["parties"] == ["林德", "哈提卜"]
    assert (row["when"], row["when_phrase"]["text"]) == ("2025-03-05", "3月5日")
    assert (row["duration"], row["duration_phrase"]["text"]) == ("PT40M", "约四十分钟")
    assert (row["place"], row["initiator"], row["status"]) == (None, "约旦", "happened")
    assert [piece["field"] for piece in row["evidence"]] == ["parties", "initiator"]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("3.5E+8", "350000000"),
        ("0.1", "0.1"),
        ("12.50", "12.5"),
        ("-3", "-3"),
        ("1E+30", "1000000000000000000000000000000"),
        ("0.1234567890123456789", '"0.1234567890123456789"'),
    ],
)
def test_numbers_are_written_as_they_are(value, written):
    amount = Amount(span=Span(0, 1), low=Decimal(value), high=Decimal(value), unit="%")
    reading = Reading(id="x", article=Article(text="1", language="zh"), amounts=(amount,))
    VALIDATOR.validate(reading_to_dict(reading))
    assert f'"low":{written},' in to_json_line(reading)


def test_a_time_of_publication():
    moment = datetime.datetime(2025, 2, 13, 8, 30, tzinfo=datetime.UTC)
    reading = Reading(id="x", article=Article(text="", language="zh", published=moment))
    row = reading_to_dict(reading)
    VALIDATOR.validate(row)
    assert row["article"]["published"] == "2025-02-13T08:30:00+00:00"


def test_an_unreadable_page_is_a_row():
    row = row_to_dict(Unreadable(id="a", reason="a is empty; give another"))
    assert row == {"id": "a", "url": None, "error": "a is empty; give another"}
    VALIDATOR.validate(row)


def test_a_line_is_one_line_and_both_forms_say_the_same():
    line = to_json_line(make_reading())
    assert "\n" not in line
    assert json.loads(line) == json.loads(to_json(make_reading()))
