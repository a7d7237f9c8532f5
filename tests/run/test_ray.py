"""On Ray the ledger comes out as it does without, whoever dies on the way."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from readout.errors import OptionError
from readout.ledger import Query, Store, digest_ledger, find_failures
from readout.ledger import find_pages as find_hits
from readout.run import tasks
from readout.run.adding import add_sources
from readout.run.local import DIED
from tests.postgres import find_port
from tests.run.made_pages import write_sources

pytest.importorskip(
    "ray", reason="the Ray engine is NOT TESTED, as Ray is not installed: readout-ledger[ray]"
)
engine = pytest.importorskip("readout.run.ray")


@pytest.fixture
def sources(tmp_path, monkeypatch):
    monkeypatch.setattr(tasks, "_CUT_BYTES", 400)
    monkeypatch.setattr(tasks, "_PAGES", 3)
    return write_sources(tmp_path / "crawl")


@pytest.fixture(scope="module")
def cluster():
    """A cluster of one machine with two processors, as `ray start` makes it."""
    program = str(Path(sys.executable).with_name("ray"))
    port = find_port()
    options = (
        "--head",
        f"--port={port}",
        "--num-cpus=2",
        "--include-dashboard=false",
        "--disable-usage-stats",
    )
    told = subprocess.run([program, "start", *options], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    yield "auto"
    subprocess.run([program, "stop", "--force"], capture_output=True, check=False)


@pytest.fixture
def wanted(tmp_path, sources):
    store = Store(tmp_path / "local.db")
    return add_sources(store, sources), digest_ledger(store)


def test_the_same_ledger_and_again(ledger_url, tmp_path, sources, wanted, monkeypatch, cluster):
    monkeypatch.chdir(tmp_path)  # beside a PostgreSQL ledger is the working folder
    store = Store(ledger_url)
    told, digest = wanted
    seen = []
    assert engine.add_by_ray(store, sources, address=cluster, seen=seen.append) == told
    assert digest_ledger(store) == digest
    assert len(seen) > 5
    again = engine.add_by_ray(store, sources, address=cluster)
    assert (again.new, again.known) == (0, told.new)
    assert digest_ledger(store) == digest
    assert not list(engine.find_folder(store).rglob("*.parquet"))


def test_a_worker_that_dies_is_replaced(tmp_path, sources, wanted):
    flag = tmp_path / "died"

    def work(task):
        if not flag.exists():
            flag.touch()
            os._exit(1)
        return tasks.do_task(task)

    store = Store(tmp_path / "ray.db")
    assert engine.add_by_ray(store, sources, jobs=2, work=work) == wanted[0]
    assert digest_ledger(store) == wanted[1]


def test_a_page_that_kills_whoever_reads_it_is_a_row_that_says_so(tmp_path, sources, wanted, cluster):
    def work(task):
        if any("crawl.example/7" in page.id for page in task.send().pages):
            os._exit(1)
        return tasks.do_task(task)

    store = Store(tmp_path / "ray.db")
    told = engine.add_by_ray(store, sources, address=cluster, work=work)
    assert (told.new, told.unreadable) == (wanted[0].new - 1, wanted[0].unreadable + 1)
    assert len(find_failures(store)) == wanted[0].unreadable
    (hit,) = [hit for hit in find_hits(store, Query(limit=100)) if hit.error]
    assert hit.error == f"https://crawl.example/7: {DIED}"


def test_a_driver_that_dies_goes_on_where_it_was(tmp_path, sources, wanted, cluster):
    count = tmp_path / "count"
    count.mkdir()

    def work(task):
        (count / f"{task.key or id(task)}-{os.getpid()}").touch()
        return tasks.do_task(task)

    store = Store(tmp_path / "ray.db")
    told = []

    def stop(added):
        told.append(added)
        if len(told) == 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.add_by_ray(store, sources, address=cluster, seen=stop, work=work)
    for file in count.iterdir():
        file.unlink()
    shards = engine.find_folder(store) / "shards"
    keys = [t.key for t in tasks.make_tasks(store, sources) if isinstance(t, tasks.Task) and t.key]
    (shards / f"{keys[-1]}.parquet").write_bytes(b"half of a shard")
    again = engine.add_by_ray(store, sources, address=cluster, work=work)
    assert again.known > 0
    assert digest_ledger(store) == wanted[1]
    redone = {file.name.rpartition("-")[0] for file in count.iterdir()}
    assert keys[-1] in redone
    assert not set(keys) <= redone


def test_no_cluster_there(tmp_path, sources):
    with pytest.raises(OptionError, match="there is no Ray cluster at"):
        engine.add_by_ray(Store(tmp_path / "a.db"), sources, address="127.0.0.1:1")
