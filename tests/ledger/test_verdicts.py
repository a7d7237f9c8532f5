"""Judgements: appended, undone, shown wherever the row is, and kept when the page is read again."""

import datetime
from dataclasses import replace

import pytest

from readout import pipeline
from readout.errors import LedgerError, ModelError
from readout.ledger import (
    Query,
    add_judgement,
    digest_ledger,
    find_judgements,
    find_kept,
    find_last,
    find_speakers,
    find_statements,
    get_kept,
    page_of,
)
from readout.model import Judgement
from readout.run.rereading import reread
from tests.ledger.made import add, make_pages

_MOMENTS = (datetime.datetime(2025, 4, 1, 12, minute, tzinfo=datetime.UTC) for minute in range(60))


@pytest.fixture
def full(store):
    add(store, *make_pages())
    return store


def judge(store, row, verdict, **options):
    judgement = Judgement(row=row, verdict=verdict, by="editor", at=next(_MOMENTS), **options)
    add_judgement(store, judgement)
    return judgement


def hit_of(store, speaker, **options):
    return find_statements(store, Query(speaker=speaker, **options))[0]


def test_a_verdict_shows_until_it_is_undone(full):
    row = hit_of(full, "帕斯").id
    judge(full, row, "wrong")
    assert hit_of(full, "帕斯").verdict == "wrong"
    assert [hit.id for hit in find_statements(full, Query(verdict="wrong"))] == [row]
    judge(full, row, "right")
    assert hit_of(full, "帕斯").verdict == "right"
    undo = judge(full, row, "undo", other=find_last(full, row).id)
    assert hit_of(full, "帕斯").verdict == "wrong"
    judge(full, row, "undo", other=undo.id)
    assert hit_of(full, "帕斯").verdict == "right"
    assert [j.holds for j in find_judgements(full, row)] == [False, True, False, True]


def test_a_corrected_speaker_is_found_under_the_new_name(full):
    row = hit_of(full, "帕斯").id
    judge(full, row, "speaker", speaker="能源部")
    assert hit_of(full, "能源部").id == row
    assert not find_statements(full, Query(speaker="帕斯"))
    assert "能源部" in {s.name for s in find_speakers(full, Query(limit=50))}
    kept = get_kept(full, page_of(full, row))
    statement = kept.reading.statements[kept.statement_ids.index(row)]
    assert (statement.speaker, statement.rule) == ("能源部", "judgement")
    judge(full, row, "undo", other=find_last(full, row).id)
    assert hit_of(full, "帕斯").id == row


def test_rows_judged_the_same_are_shown_as_one(full):
    one, two = hit_of(full, "帕斯").id, hit_of(full, "奥尔蒂斯").id
    before = len(find_statements(full, Query(limit=50)))
    judge(full, one, "same", other=two)
    assert len(find_statements(full, Query(limit=50))) == before - 1
    judge(full, two, "undo", other=find_last(full, two).id)
    assert len(find_statements(full, Query(limit=50))) == before


def test_a_report_judged_different_stands_alone(full):
    hit = hit_of(full, "贝尔纳莱斯")
    pages = [kept for kept in find_kept(full) if kept.address.endswith("call")]
    ids = [
        k.statement_ids[n]
        for k in pages
        for n, s in enumerate(k.reading.statements)
        if s.speaker == "贝尔纳莱斯"
    ]
    assert hit.id in ids
    other = next(id for id in ids if id != hit.id)
    judge(full, hit.id, "different", other=other)
    assert len(find_statements(full, Query(speaker="贝尔纳莱斯"))) > 1


def test_judgements_stay_when_the_page_is_read_again(full, monkeypatch):
    right, wrong = hit_of(full, "帕斯").id, hit_of(full, "奥尔蒂斯").id
    judge(full, right, "right")
    judge(full, wrong, "wrong")
    judge(full, hit_of(full, "科尔多瓦").id, "speaker", speaker="外交部")
    read = pipeline.read_page

    def read_otherwise(page):
        """Rules that know better who accused, and that no longer see warnings."""
        reading = read(page)
        statements = tuple(
            replace(s, speaker="议员奥尔蒂斯") if s.speaker == "奥尔蒂斯" else s
            for s in reading.statements
            if s.act != "warn"
        )
        return replace(reading, statements=statements)

    monkeypatch.setattr(pipeline, "read_page", read_otherwise)
    monkeypatch.setattr(pipeline, "rules", lambda: "better")
    changes = reread(full)
    assert changes.pages == 6
    assert sorted({change.kind for change in changes.rows}) == ["changed", "lost"]
    assert {c.judged for c in changes.rows if c.row == wrong} == {"wrong"}
    assert hit_of(full, "帕斯").verdict == "right"
    assert hit_of(full, "议员奥尔蒂斯").verdict == "was wrong"
    assert hit_of(full, "外交部")
    assert not find_statements(full, Query(act="warn"))
    assert reread(full).pages == 0
    monkeypatch.undo()
    reread(full)
    assert hit_of(full, "奥尔蒂斯").verdict == "wrong"


def test_reading_again_by_the_same_rules_changes_nothing(full):
    before = digest_ledger(full)
    changes = reread(full, every=True)
    assert (changes.pages, changes.rows) == (6, ())
    assert digest_ledger(full) == before


@pytest.mark.parametrize(
    ("verdict", "options", "reason"),
    [
        ("right", {"other": "s1"}, "one row"),
        ("same", {}, "two"),
        ("speaker", {}, "a speaker goes with"),
        ("maybe", {}, "unknown verdict"),
        ("same", {"other": "s0"}, "give two"),
    ],
)
def test_a_judgement_that_makes_no_sense_is_refused(verdict, options, reason):
    with pytest.raises(ModelError, match=reason):
        Judgement(row="s0", verdict=verdict, by="editor", at=next(_MOMENTS), **options)


def test_judging_what_is_not_there_is_refused(full):
    with pytest.raises(LedgerError, match="no statement or contact"):
        judge(full, "s0000000000000000", "right")
    with pytest.raises(LedgerError, match="nothing that holds"):
        find_last(full, hit_of(full, "帕斯").id)
