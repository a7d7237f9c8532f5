"""JSON lines: each line's reading fits the published schema, and its rows have the ledger's ids."""

import io
import json

import jsonschema

from readout.export import read_schema
from readout.export.lines import write_jsonl
from tests.export.pages import make_pages

PAGES = make_pages()


def read_lines():
    stream = io.StringIO()
    write_jsonl(iter(PAGES), stream)
    return [json.loads(line) for line in stream.getvalue().split("\n")[:-1]]


def test_a_line_holds_a_page():
    lines = read_lines()
    assert [line["id"] for line in lines] == [page.id for page in PAGES]
    assert lines[0]["fetched"] == "2025-03-06T10:30:00+08:00"
    assert lines[4]["fetched"] is None
    assert lines[1]["family"] == lines[2]["family"] != lines[0]["family"]


def test_readings_fit_the_published_schema():
    validator = jsonschema.Draft202012Validator(read_schema())
    for line in read_lines():
        validator.validate(line["reading"])


def test_rows_lead_from_the_reading_to_the_ledger():
    for line, page in zip(read_lines(), PAGES, strict=True):
        rows = [line["rows"][row["id"]] for row in line["reading"]["statements"]]
        assert [row["id"] for row in rows] == list(page.statement_ids)
        rows = [line["rows"][row["id"]] for row in line["reading"]["contacts"]]
        assert [row["verdict"] or "" for row in rows] == list(page.contact_verdicts)
