"""PLOVER and GDELT: codes as documented, the columns of the codebook, and nothing that was judged wrong or denied."""

import dataclasses
import io
import json
import re

import pandas as pd
import pytest

from readout.export.coding import ACT_CODES, CONTACT_CODES, coded_events, contact_code
from readout.export.gdelt import EVENT_COLUMNS, MENTION_COLUMNS, write_gdelt
from readout.export.plover import write_plover
from readout.model import ACTS, CONTACT_TYPES, STATUSES, When
from tests.conftest import ROOT
from tests.export.pages import keep, make_pages
from tests.made import find, make_reading

PAGES = make_pages()
DOCS = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
# the manual's fields (table "PLOVER JSON"), and Readout's own
FIELDS = set(
    re.findall(
        r"\w+",
        """
    id has_event date time enddate endtime actor recipient event event_loc event_text quad_code event_scale
    mode context link text text_info cite_info coder coded_date coded_time comment readout
    """,
    )
)
CATEGORIES = {"AGREE": set(), "CONSULT": {"visit", "third-party", "multilateral", "phone"}, "SUPPORT": set()}


def read_records(pages=PAGES):
    stream = io.StringIO()
    write_plover(iter(pages), stream)
    return [json.loads(line) for line in stream.getvalue().split("\n")[:-1]]


@pytest.fixture(scope="module")
def records():
    return {record["id"]: record for record in read_records()}


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """The GDELT tables as pandas reads them by the codebook's columns."""
    folder = tmp_path_factory.mktemp("gdelt")
    write_gdelt(iter(PAGES), folder)
    return tuple(
        pd.read_csv(folder / name, sep="\t", header=None, names=columns, dtype=str, keep_default_na=False)
        for name, columns in (("events.tsv", EVENT_COLUMNS), ("mentions.tsv", MENTION_COLUMNS))
    )


def page_with(**changes):
    """The page made by hand with one contact changed."""
    reading = make_reading()
    contact = dataclasses.replace(reading.contacts[0], **changes)
    return keep(dataclasses.replace(reading, contacts=(contact,), statements=()), "http://example.com/x")


def test_every_act_and_type_has_a_code():
    assert tuple(ACT_CODES) == ACTS
    assert tuple(CONTACT_CODES) == CONTACT_TYPES
    assert all(re.fullmatch(r"01[0-9]", code.cameo) for code in ACT_CODES.values())


@pytest.mark.parametrize("act", ACTS)
def test_the_code_of_an_act_is_documented(act):
    code = ACT_CODES[act]
    nearest = f"`{code.plover}`" if code.plover else "–"
    assert re.search(rf"^\| `{act}` \| `{code.cameo}` [^|]*\| {nearest} \|", DOCS, re.MULTILINE)


@pytest.mark.parametrize("type", CONTACT_TYPES)
def test_the_code_of_a_contact_is_documented(type):
    code = CONTACT_CODES[type]
    mode = f"`{code.modes[0]}`" if code.modes else "–"
    assert re.search(
        rf"^\| `{type}` \| `{code.cameo}` [^|]*\| `{code.plover}` \| {mode} \|", DOCS, re.MULTILINE
    )


@pytest.mark.parametrize("type", CONTACT_TYPES)
@pytest.mark.parametrize("status", STATUSES)
def test_what_is_planned_is_agreed_and_what_is_denied_is_nothing(type, status):
    contact = dataclasses.replace(make_reading().contacts[0], type=type, status=status)
    code = contact_code(contact)
    if status == "denied":
        assert code is None
    elif status in ("planned", "proposed"):
        assert code.plover == "AGREE"
        assert code.cameo.startswith("03")
    else:
        assert code == CONTACT_CODES[type]


def test_records_have_the_manuals_fields(records):
    for record in records.values():
        assert set(record) <= FIELDS
        assert {"id", "date", "actor", "event"} <= set(record)
        assert record["actor"]
        assert record["date"] is None or re.fullmatch(r"\d{4}-\d\d-\d\d", record["date"])
        for category in record["event"]:
            assert set(record["mode"]) <= CATEGORIES[category]


def test_a_statement_is_no_plover_event(records):
    said = [record for record in records.values() if record["readout"]["kind"] == "statement"]
    assert said
    for record in said:
        assert (record["has_event"], record["event"]) == (False, [])
        assert record["readout"]["cameo"].startswith("01")


def test_a_call_is_a_consultation_by_phone(records):
    call = records[PAGES[0].contact_ids[0]]
    assert (call["event"], call["mode"], call["quad_code"]) == (["CONSULT"], ["phone"], 1)
    assert [entity["entity_text"] for entity in call["actor"]] == ["林德", "哈提卜"]
    assert (call["date"], call["readout"]["date_from"]) == ("2025-03-05", "when")


def test_a_planned_visit_is_dated_by_the_page_and_keeps_its_own_time(records):
    visit = records[PAGES[0].contact_ids[1]]
    assert visit["event"] == ["AGREE"]
    assert (visit["date"], visit["readout"]["date_from"]) == ("2025-03-06", "published")
    assert visit["readout"]["when"] == "2025-03-12/2025-03-14"
    assert visit["event_loc"] == {"extracted_place": "奥斯陆"}


def test_who_is_only_invited_agrees_to_nothing():
    (record,) = read_records([page_with(status="proposed", initiator="哈提卜")])
    assert [entity["entity_text"] for entity in record["actor"]] == ["哈提卜"]
    assert [entity["entity_text"] for entity in record["recipient"]] == ["林德"]


def test_an_open_time_dates_nothing():
    when = When(
        iso="../2014", precision="open", span=find("3月5日"), stop=make_reading().contacts[0].when.stop
    )
    (record,) = read_records([page_with(when=when)])
    assert (record["date"], record["readout"]["date_from"]) == ("2025-03-06", "published")


def test_wrong_rows_and_denied_contacts_are_left_out(records, tables):
    wrong = {
        id
        for page in PAGES
        for ids, verdicts in (
            (page.statement_ids, page.statement_verdicts),
            (page.contact_ids, page.contact_verdicts),
        )
        for id, verdict in zip(ids, verdicts, strict=True)
        if verdict == "wrong"
    }
    assert wrong
    assert not wrong & set(records)
    assert not [extra for extra in tables[1]["Extras"] if any(id in extra for id in wrong)]
    assert not list(coded_events(page_with(status="denied")))


def test_gdelt_has_the_columns_of_the_codebook(tables):
    assert (len(EVENT_COLUMNS), len(MENTION_COLUMNS)) == (61, 16)
    assert (EVENT_COLUMNS[5], EVENT_COLUMNS[15], EVENT_COLUMNS[26]) == (
        "Actor1Code",
        "Actor2Code",
        "EventCode",
    )
    assert EVENT_COLUMNS[35:43] == (
        "Actor1Geo_Type",
        "Actor1Geo_FullName",
        "Actor1Geo_CountryCode",
        "Actor1Geo_ADM1Code",
        "Actor1Geo_ADM2Code",
        "Actor1Geo_Lat",
        "Actor1Geo_Long",
        "Actor1Geo_FeatureID",
    )
    assert EVENT_COLUMNS[-2:] == ("DATEADDED", "SOURCEURL")


def test_gdelt_lines_have_all_their_tabs(tmp_path):
    write_gdelt(PAGES, tmp_path)
    for name, columns in (("events.tsv", EVENT_COLUMNS), ("mentions.tsv", MENTION_COLUMNS)):
        lines = (tmp_path / name).read_text(encoding="utf-8").split("\n")[:-1]
        assert {line.count("\t") for line in lines} == {len(columns) - 1}


def test_a_copy_is_a_mention_and_no_event(tables):
    events, mentions = tables
    assert events["GLOBALEVENTID"].is_unique
    assert events["GLOBALEVENTID"].astype("int64").gt(0).all()
    assert set(mentions["GLOBALEVENTID"]) == set(events["GLOBALEVENTID"])
    family = mentions[mentions["Extras"].str.contains(f"family:{PAGES[1].family}")]
    assert (family.groupby("GLOBALEVENTID").size() == 2).all()
    assert len(mentions) == len(read_records())


def test_a_call_in_gdelt(tables):
    events, mentions = tables
    call = events[events["EventCode"] == "041"].iloc[1]
    assert (call["SQLDATE"], call["MonthYear"], call["Year"]) == ("20250305", "202503", "2025")
    assert (call["Actor1Name"], call["Actor2Name"]) == ("林德", "哈提卜")
    assert (call["EventBaseCode"], call["EventRootCode"], call["QuadClass"]) == ("041", "04", "1")
    assert call["DATEADDED"] == "20250306023000"
    mention = mentions[mentions["GLOBALEVENTID"] == call["GLOBALEVENTID"]].iloc[0]
    text = PAGES[1].reading.article.text
    assert (mention["MentionType"], mention["MentionIdentifier"]) == ("1", "https://example.org/a")
    assert text[int(mention["Actor1CharOffset"]) :].startswith("林德")
    assert text[int(mention["ActionCharOffset"]) :].startswith("通电话")
    assert mention["MentionDocLen"] == str(len(text))
