"""CSV and Parquet: what pandas and Arrow read back is what the ledger held, and every position is verbatim."""

import csv
import dataclasses
import datetime

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from readout.export import parquet
from readout.export.parquet import write_parquet
from readout.export.rows import contact_rows
from readout.export.sheets import column_names, guard, write_csv
from readout.export.tables import TABLES
from readout.model import ACTS, CHANNELS, Evidence
from tests.export.pages import keep, make_pages
from tests.made import find, make_reading

PAGES = make_pages()
STATEMENTS = [(page, row) for page in PAGES for row in page.reading.statements]
CONTACTS = [(page, row) for page in PAGES for row in page.reading.contacts]
TEXTS = {page.id: page.reading.article.text for page in PAGES}


@pytest.fixture(scope="module")
def sheets(tmp_path_factory):
    """The CSV tables as pandas reads them, guards taken off."""
    folder = tmp_path_factory.mktemp("csv")
    write_csv(iter(PAGES), folder)
    return {
        table.name: pd.read_csv(folder / f"{table.name}.csv", dtype=str, keep_default_na=False).map(
            lambda cell: cell.removeprefix("'")
        )
        for table in TABLES
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder of the Parquet tables."""
    folder = tmp_path_factory.mktemp("parquet")
    write_parquet(iter(PAGES), folder)
    return folder


def test_a_sheet_has_the_columns_of_its_table(sheets):
    for table in TABLES:
        names = [name for column in table.columns for name in column_names(column.name, column.kind)]
        assert list(sheets[table.name].columns) == names
        assert len(set(names)) == len(names)


def test_a_sheet_has_every_row_with_its_verdict(sheets):
    assert list(sheets["statements"]["id"]) == [id for page in PAGES for id in page.statement_ids]
    assert list(sheets["statements"]["verdict"]) == [v for page in PAGES for v in page.statement_verdicts]
    assert list(sheets["contacts"]["verdict"]) == [v for page in PAGES for v in page.contact_verdicts]
    assert list(sheets["pages"]["text"]) == list(TEXTS.values())


def test_positions_in_a_sheet_are_verbatim(sheets):
    pages = dict(zip(sheets["pages"]["id"], sheets["pages"]["text"], strict=True))
    assert len(sheets["statements"]) > 20
    for row in sheets["statements"].to_dict("records"):
        text = pages[row["page"]]
        for name in ("source", "cue", "when_phrase"):
            if row[f"{name}_start"]:
                assert text[int(row[f"{name}_start"]) : int(row[f"{name}_stop"])] == row[name]
        spans = [place.split("-") for place in row["content_spans"].split(";")]
        assert " … ".join(text[int(start) : int(stop)] for start, stop in spans) == row["content"]


def test_cells_of_a_sheet_are_the_rows_of_the_reading(sheets):
    for cells, (page, row) in zip(sheets["statements"].to_dict("records"), STATEMENTS, strict=True):
        assert (cells["speaker"], cells["act"], cells["form"]) == (row.speaker, row.act, row.form)
        assert (cells["channel"], cells["to"]) == (row.channel, row.to)
        assert cells["when"] == (row.when.iso if row.when else "")
        assert cells["family"] == page.family
    for cells, (_, row) in zip(sheets["contacts"].to_dict("records"), CONTACTS, strict=True):
        assert cells["parties"].split("; ") == list(row.parties)
        assert cells["when_start"] == (row.when.start.isoformat() if row.when and row.when.start else "")
        assert cells["duration"] == (row.duration.iso if row.duration else "")


def test_a_nested_statement_names_the_ledgers_id_of_the_outer_one(sheets):
    ids = list(sheets["statements"]["id"])
    made = sheets["statements"].iloc[2]
    assert made["via"] == ids[1]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+49", "-12", "@name", "\tx", "\rx", "'quoted", "=cmd|' /C calc'!A0"]
)
def test_a_cell_like_a_formula_is_guarded_and_comes_back(cell):
    assert guard(cell) == "'" + cell
    assert guard(cell).removeprefix("'") == cell


@pytest.mark.parametrize("cell", ["", "plain", "a=b", "“=1”", "2025-02-12", "1"])
def test_other_cells_are_left_alone(cell):
    assert guard(cell) == cell


def test_no_cell_of_a_file_starts_like_a_formula(tmp_path):
    write_csv(PAGES, tmp_path)
    for table in TABLES:
        with (tmp_path / f"{table.name}.csv").open(encoding="utf-8", newline="") as stream:
            assert not [cell for row in csv.reader(stream) for cell in row if cell[:1] in tuple("=+-@\t\r")]
    # the odd page's address and text start like formulas
    raw = pd.read_csv(tmp_path / "pages.csv", dtype=str, keep_default_na=False)
    assert raw["address"][3] == "'@odd.txt"
    assert raw["text"][3].startswith("'=")


def test_parquet_has_types(folder):
    schema = pq.read_schema(folder / "statements.parquet")
    word = pa.dictionary(pa.int8(), pa.string())
    span = pa.struct([("start", pa.int32()), ("stop", pa.int32()), ("text", pa.string())])
    for name in ("act", "channel", "form", "verdict"):
        assert pa.types.is_dictionary(schema.field(name).type), name
        assert schema.field(name).type.value_type == word.value_type
    assert schema.field("when_start").type == pa.date32()
    assert schema.field("cue").type == span
    assert pa.types.is_list(schema.field("content").type)
    assert schema.field("content").type.value_type == span
    pages = pq.read_schema(folder / "pages.parquet")
    assert pages.field("fetched").type == pa.timestamp("us", tz="UTC")
    parties = pq.read_schema(folder / "contacts.parquet").field("parties").type
    assert [field.name for field in parties.value_type] == ["name", "kind", "start", "stop"]


def test_parquet_gives_back_the_rows(folder):
    rows = pq.read_table(folder / "statements.parquet").to_pylist()
    for cells, (page, row) in zip(rows, STATEMENTS, strict=True):
        text = page.reading.article.text
        for piece in (cells["source"], cells["cue"], *cells["content"]):
            assert text[piece["start"] : piece["stop"]] == piece["text"]
        assert [(c["start"], c["stop"]) for c in cells["content"]] == [(s.start, s.stop) for s in row.content]
        assert (cells["act"], cells["channel"]) == (row.act, row.channel)
        assert cells["when_start"] == (row.when.start if row.when else None)
        assert cells["to"] == (row.to or None)
    contacts = pq.read_table(folder / "contacts.parquet").to_pylist()
    for cells, (page, row) in zip(contacts, CONTACTS, strict=True):
        assert [party["name"] for party in cells["parties"]] == list(row.parties)
        for party in cells["parties"]:
            if party["start"] is not None and page is not PAGES[0]:
                assert page.reading.article.text[party["start"] : party["stop"]] == party["name"]
    assert contacts[3]["parties"][0] == {"name": "林德", "kind": "person", "start": 17, "stop": 19}
    pages = pq.read_table(folder / "pages.parquet").to_pylist()
    assert [page["text"] for page in pages] == list(TEXTS.values())
    assert pages[0]["fetched"] == datetime.datetime(2025, 3, 6, 2, 30, tzinfo=datetime.UTC)
    assert pages[4]["fetched"] is None


def test_pandas_counts_statements_instead_of_reports(folder):
    frame = pd.read_parquet(folder / "statements.parquet")
    frame["words"] = [" ".join(piece["text"] for piece in content) for content in frame["content"]]
    copies = frame[frame["page"].isin([PAGES[1].id, PAGES[2].id])]
    once = copies.drop_duplicates(["family", "speaker", "words"])
    assert len(copies) == 2 * len(once) == 2 * len(PAGES[1].statement_ids)
    assert set(frame["act"].dropna()) <= set(ACTS)
    assert set(frame["channel"].dropna()) <= set(CHANNELS)


def test_parquet_is_written_in_groups(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "_GROUPS", {"statements": 4, "contacts": 1, "pages": 2})
    write_parquet(PAGES, tmp_path)
    file = pq.ParquetFile(tmp_path / "statements.parquet")
    assert file.num_row_groups > 1
    # each group has a dictionary of its own, and the words come back whole
    acts = file.read().column("act").to_pylist()
    assert acts == [row.act for _, row in STATEMENTS]


def test_an_empty_ledger_has_tables_without_rows(tmp_path):
    write_parquet((), tmp_path)
    write_csv((), tmp_path)
    for table in TABLES:
        assert pq.read_table(tmp_path / f"{table.name}.parquet").num_rows == 0
        assert len(pd.read_csv(tmp_path / f"{table.name}.csv")) == 0


def place_names(*evidence):
    """Where the parties of the hand-made call are placed, given this evidence."""
    reading = make_reading()
    contact = dataclasses.replace(
        reading.contacts[0], evidence=tuple(Evidence(field="party", span=span) for span in evidence)
    )
    reading = dataclasses.replace(reading, contacts=(contact,), statements=())
    (row,) = contact_rows(keep(reading, "x"))
    return [party.place.text if party.place else "" for party in row.parties]


def test_a_party_is_placed_only_where_the_evidence_names_it():
    host, guest, country = find("林德"), find("哈提卜"), find("挪威")
    assert place_names(host, guest) == ["林德", "哈提卜"]
    # one place for two parties, and a place that a mention gives to somebody else
    assert place_names(guest) == ["", "哈提卜"]
    assert place_names(host, host) == ["林德", ""]
    assert place_names(country, guest) == ["", "哈提卜"]
    # a pronoun or short form stands where no other name does
    assert place_names(find("外交大臣"), guest) == ["外交大臣", "哈提卜"]
