"""Calls of two months of a real archive against a list made by hand from its texts: each once, none split or fused."""

import datetime
import gzip
import json
import re
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from readout.ledger import Store
from readout.model import Page
from readout.run.adding import add_sources
from readout.run.contacts import merge_ledger

LISTED = Path(__file__).with_name("archive_calls.toml")
LEADERS = {"united-states": "donald-trump", "russia": "vladimir-putin", "ukraine": "volodymyr-zelensky"}
# pages that name none of them can't report their calls
NAMED = re.compile("普京|特朗普|泽连斯基|总统|元首|领导人")


@pytest.fixture(scope="module")
def listed():
    return tomllib.loads(LISTED.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def contacts(shared, listed, tmp_path_factory):
    archive = shared / "archive" / "cctv-2025-02-03.jsonl.gz"
    if not archive.is_file():
        pytest.skip(f"no archive {archive}")
    with gzip.open(archive, "rt", encoding="utf-8") as stream:
        lines = [json.loads(line) for line in stream if NAMED.search(line)]
    pages = [_page(line["url"], line["text"], line["published"], line["title"]) for line in lines]
    pages += [
        _page(page["address"], (shared / page["address"]).read_text(encoding="utf-8"), page["published"])
        for page in listed["page"]
    ]
    store = Store(tmp_path_factory.mktemp("archive") / "archive.db")
    assert not add_sources(store, pages).unreadable
    return merge_ledger(store)


def _page(address, text, published, title=""):
    return Page(
        id=address,
        url=address if "://" in address else "",
        content=text.encode(),
        media_type="text/plain",
        charset="utf-8",
        title=title,
        language="zh",
        published=datetime.date.fromisoformat(published),
    )


def test_the_calls_of_the_presidents_are_found_each_once(contacts, listed):
    found = defaultdict(list)
    for contact in contacts:
        leaders = {LEADERS.get(entity.country) for entity in contact.parties} - {None}
        if contact.type == "call" and len(leaders) > 1:
            reports = {(j.report.address, j.report.contact.status) for j in contact.reports}
            found[contact.start, frozenset(leaders)].append(reports)
    wanted = {
        (call["day"], frozenset(call["parties"])): [{(r["address"], r["as"]) for r in call["reports"]}]
        for call in listed["call"]
    }
    assert dict(found) == wanted


def test_no_contact_holds_two_days_that_one_outlet_tells_as_past(contacts):
    for contact in contacts:
        days = defaultdict(set)
        for joined in contact.reports:
            report = joined.report
            when = report.contact.when
            past = report.contact.status == "happened" and not report.day_of_telling
            if past and when and when.precision == "day" and contact.type != "visit":
                days[report.outlet].add(when.iso)
        assert all(len(told) == 1 for told in days.values()), contact.id
