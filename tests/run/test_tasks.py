"""Sources as tasks, and what is read of them as shards: nothing is lost on the way to the ledger."""

import json

import pytest

from readout.ledger import Prepared, Store, add_prepared, digest_ledger
from readout.model import Unreadable
from readout.run import tasks
from readout.run.adding import add_sources
from readout.run.copies import COPIES
from readout.run.tasks import Known, Manifest, Task, do_task, halve, make_tasks
from tests.run.made_pages import NOW, write_sources

pq = pytest.importorskip("pyarrow.parquet", reason="shards are Parquet files; pyarrow is not installed")


@pytest.fixture
def sources(tmp_path, monkeypatch):
    monkeypatch.setattr(tasks, "_CUT_BYTES", 400)
    return write_sources(tmp_path / "crawl")


def test_the_tasks_hold_every_page_once(tmp_path, sources):
    from readout.run.shards import read_shard, write_shard  # noqa: PLC0415 - needs pyarrow

    whole = Store(tmp_path / "whole.db")
    told = add_sources(whole, sources)
    parts = Store(tmp_path / "parts.db")
    planned = [task for task in make_tasks(parts, sources) if isinstance(task, Task)]
    rows = [list(read_shard(write_shard(do_task(task)))) for task in planned]
    for part in reversed(rows):
        add_prepared(parts, part, COPIES, now=NOW)
    assert digest_ledger(parts) == digest_ledger(whole)
    assert sum(map(len, rows)) == told.new + told.unreadable
    assert {bool(task.cut) for task in planned} == {True, False}
    assert any(isinstance(row, Unreadable) for part in rows for row in part)
    assert any(isinstance(row, Prepared) and row.statements for part in rows for row in part)


def test_a_worker_without_the_file_says_so(tmp_path, sources):
    task = next(t for t in make_tasks(Store(tmp_path / "l.db"), sources) if isinstance(t, Task) and t.cut)
    here, sent = do_task(task), task.send()
    assert here
    (tmp_path / "crawl" / "plain.jsonl").write_text("{}\n", encoding="utf-8")
    (tmp_path / "crawl" / "a.warc.gz").unlink()
    assert do_task(task) is None
    assert do_task(sent) == here


def test_halves(tmp_path, sources):
    task = max(
        (t for t in make_tasks(Store(tmp_path / "l.db"), sources) if isinstance(t, Task)),
        key=lambda t: len(t.send().pages),
    )
    one, other = halve(task)
    assert one.pages + other.pages == task.send().pages
    assert not one.key
    single = halve(Task(source="", published=None, language="", pages=one.pages[:1]))
    assert [part.pages for part in single] == [one.pages[:1]]


def test_a_manifest_holds_for_its_ledger_alone(tmp_path, sources):
    store = Store(tmp_path / "a.db")
    task = next(t for t in make_tasks(store, sources) if isinstance(t, Task) and t.key)
    rows = do_task(task)
    add_prepared(store, rows, COPIES, now=NOW)
    path = tmp_path / "run" / "manifest.jsonl"
    Manifest(path, store).note(task.key, pages=1, proof=rows[-1].id)
    with path.open("a", encoding="utf-8") as stream:
        stream.write('{"task": "broken off')
    assert Manifest(path, store).find(task.key)["pages"] == 1
    assert Manifest(path, Store(tmp_path / "b.db")).find(task.key) is None


def test_a_file_that_changed_is_another_task(tmp_path, sources):
    store = Store(tmp_path / "a.db")

    def keys():
        return {t.key for t in make_tasks(store, sources) if isinstance(t, Task) and t.key}

    before = keys()
    with (tmp_path / "crawl" / "plain.jsonl").open("a", encoding="utf-8") as stream:
        stream.write(json.dumps({"text": "滨海国外交部发言人林岚14日表示，会谈推迟。"}) + "\n")
    assert 0 < len(before & keys()) < len(before)


def test_what_the_ledger_has_is_passed_over(tmp_path, sources):
    store = Store(tmp_path / "a.db")
    packed = str(tmp_path / "crawl" / "packed.jsonl.gz")
    add_sources(store, [packed])
    assert list(make_tasks(store, [packed])) == [Known(source=packed, pages=4)]
