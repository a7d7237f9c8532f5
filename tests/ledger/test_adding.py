"""Adding: each page once, in any order, by any number of processes; nothing is lost and nothing is edited."""

import itertools
import json
import random
import sqlite3
import subprocess
import sys

import pytest

import readout
from readout.errors import LedgerError
from readout.ledger import (
    Query,
    Store,
    count_holdings,
    digest_ledger,
    find_failures,
    find_kept,
    find_pages,
    find_relatives,
    find_statements,
    get_kept,
    get_page,
    identify,
)
from readout.model import Unreadable
from readout.run.adding import add_sources, retry_failures
from tests.ledger.made import CALL, TALKS, TEXTS, add, make_page, make_pages, write_lines


def test_what_is_kept_is_what_was_read(store):
    page = make_page()
    add(store, page)
    kept = get_kept(store, identify(page))
    assert kept.reading == readout.read(page)
    assert kept.reading.statements
    assert get_page(store, kept.id).content == page.content
    assert len(kept.statement_ids) == len(kept.reading.statements) == len(set(kept.statement_ids))


def test_adding_again_changes_nothing(store):
    first = add(store, *make_pages())
    before = digest_ledger(store)
    again = add(store, *make_pages())
    assert (first.new, first.versions, again.new, again.versions, again.known) == (5, 1, 0, 0, 6)
    assert digest_ledger(store) == before


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_adding_does_not_matter(store, seed, tmp_path):
    pages = make_pages()
    shuffled = random.Random(seed).sample(pages, len(pages))
    add(store, *pages)
    other = Store(tmp_path / "other.db")
    for page in shuffled:
        add(other, page)
    assert digest_ledger(other) == digest_ledger(store)


def test_both_databases_hold_the_same(store, tmp_path):
    other = Store(tmp_path / "other.db")
    add(store, *make_pages())
    add(other, *make_pages())
    assert digest_ledger(other) == digest_ledger(store)


PROGRAM = """
import sys
from readout.ledger import Store
from readout.run.adding import add_sources
add_sources(Store(sys.argv[1]), sys.argv[2:])
"""


def test_two_processes_add_at_once(ledger_url, tmp_path):
    lines = [
        json.dumps(
            {
                "url": f"https://x.example.org/{n}",
                "published": "2025-03-20",
                "text": text.replace("18日", f"{n % 9 + 10}日"),
            }
        )
        for n, text in zip(range(60), itertools.cycle(TEXTS))
    ]
    one = write_lines(tmp_path / "one.jsonl", *lines[:40])
    two = write_lines(tmp_path / "two.jsonl", *reversed(lines[20:]))
    running = [
        subprocess.Popen([sys.executable, "-c", PROGRAM, ledger_url, str(path)]) for path in (one, two)
    ]
    assert [process.wait(timeout=120) for process in running] == [0, 0]
    alone = Store(tmp_path / "alone.db")
    add_sources(alone, [str(write_lines(tmp_path / "all.jsonl", *lines))])
    assert digest_ledger(Store(ledger_url)) == digest_ledger(alone)
    assert count_holdings(alone).pages == 60


def test_an_edited_page_is_a_new_version(store):
    old = make_page(TALKS, fetched="2025-03-20T08:00:00+00:00")
    new = make_page(TALKS + "\n罗梅罗还说，方案不涉及农业。", fetched="2025-03-20T09:00:00+00:00")
    add(store, new)
    add(store, old)
    kept = [get_kept(store, identify(page)) for page in (old, new)]
    assert [(k.version, k.versions) for k in kept] == [(1, 2), (2, 2)]
    assert [r.kind for r in find_relatives(store, kept[0].id)] == ["version"]


def test_a_page_captured_again_is_no_version(store):
    add(store, make_page(fetched="2025-03-21T08:00:00+00:00"))
    added = add(store, make_page(fetched="2025-03-20T08:00:00+00:00"))
    (kept,) = find_kept(store)
    assert added.known == 1
    assert kept.versions == 1
    assert kept.fetched.isoformat() == "2025-03-20T08:00:00+00:00"


def test_copies_are_one_family_and_their_statements_one(store):
    add(store, *make_pages())
    hits = find_statements(store, Query(speaker="贝尔纳莱斯"))
    assert [(hit.cue, hit.pages) for hit in hits] == [("说", 3)]
    (hit,) = find_pages(store, Query(page="https://b.example.org/call"))
    assert (hit.copies, hit.versions) == (2, 1)
    kinds = {r.address: r.kind for r in find_relatives(store, hit.report.page)}
    assert kinds == {"https://a.example.org/call": "copy", "https://c.example.org/call": "copy"}
    holdings = count_holdings(store)
    assert (holdings.pages, holdings.families) == (6, 3)
    assert holdings.statements < holdings.statement_reports


def test_an_altered_quotation_is_another_statement(store):
    altered = make_page(CALL.replace("年底以前", "明年年初"), "https://d.example.org/call")
    add(store, *make_pages(), altered)
    hits = find_statements(store, Query(words="轨道"))
    assert sorted(hit.pages for hit in hits) == [1, 3]
    assert count_holdings(store).families == 3


def test_a_page_that_swallows_others_is_no_copy_of_them(store):
    both = make_page("\n".join(TEXTS), "https://d.example.org/all")
    add(store, *make_pages(), both)
    kinds = {r.address: r.kind for r in find_relatives(store, identify(both))}
    assert kinds["https://a.example.org/visit"] == "contains"
    assert count_holdings(store).families == 4


def test_an_unreadable_page_is_kept_with_its_reason(store):
    add(store, make_page("\x00\x01\x02" * 200, "https://news.example.org/picture"), make_page())
    holdings = count_holdings(store)
    assert (holdings.pages, holdings.unreadable) == (2, 1)
    (hit,) = find_pages(store, Query(page="https://news.example.org/picture"))
    assert "picture" in hit.error
    assert isinstance(get_kept(store, hit.report.page), Unreadable)
    assert len(list(find_kept(store))) == 1


def test_what_could_not_be_had_is_a_row_until_it_can(store, tmp_path):
    path = write_lines(
        tmp_path / "pages.jsonl", json.dumps({"url": "https://x.example.org/1", "text": CALL}), "{no json"
    )
    assert add_sources(store, [str(path)]).unreadable == 1
    (failure,) = find_failures(store)
    assert (failure.name, failure.source) == (f"{path}:2", str(path))
    write_lines(
        path,
        *path.read_text().splitlines()[:1],
        json.dumps({"url": "https://x.example.org/2", "text": TALKS}),
    )
    added = retry_failures(store)
    assert (added.new, added.unreadable, find_failures(store)) == (1, 0, ())


def test_a_failure_leaves_what_was_had_before(store, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(CALL)
    add_sources(store, [str(page)])
    page.unlink()
    add_sources(store, [str(page)])
    assert find_failures(store) == ()
    assert len(list(find_kept(store))) == 1


def test_reading_in_processes_gives_the_same_ledger(tmp_path):
    one, two = Store(tmp_path / "one.db"), Store(tmp_path / "two.db")
    add(one, *make_pages())
    add(two, *make_pages(), jobs=2)
    assert digest_ledger(one) == digest_ledger(two)


def test_a_ledger_of_a_newer_release_is_refused(tmp_path):
    path = tmp_path / "ledger.db"
    Store(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LedgerError, match="newer release"):
        Store(path)


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("nowhere/ledger.db", "its folder"),
        ("page.txt", "is no ledger"),
        ("mysql://localhost/ledger", "SQLite or PostgreSQL"),
        ("postgresql://localhost:1/ledger", "could not be used"),
    ],
)
def test_a_ledger_that_cant_be_opened_says_why(place, reason, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(CALL * 100)
    with pytest.raises(LedgerError, match=reason):
        Store(place)


def test_looking_something_up_makes_no_ledger(tmp_path):
    with pytest.raises(LedgerError, match="readout add"):
        Store(tmp_path / "ledger.db", create=False)
    assert not (tmp_path / "ledger.db").exists()
