"""Mishaps: killed at any moment, out of disk, its server gone for a while: nothing that was stored is lost, nothing is there twice."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time

import pytest

from readout.errors import LedgerError
from readout.ledger import Store, count_holdings, digest_ledger
from readout.run.adding import add_sources
from tests.ledger.made import TEXTS, write_lines

KILLS = 20
PROGRAM = """
import sys
from readout.ledger import Store
from readout.run.adding import add_sources
store = Store(sys.argv[1])
print("ready", flush=True)
add_sources(store, sys.argv[2:])
"""


def make_lines(count):
    for number in range(count):
        text = TEXTS[number % 3].replace("港口", f"{number}号港口").replace("关税", f"{number}号关税")
        yield json.dumps({"url": f"https://x.example.org/{number}", "published": "2025-03-20", "text": text})


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return str(write_lines(tmp_path_factory.mktemp("pages") / "pages.jsonl", *make_lines(500)))


@pytest.fixture(scope="module")
def undisturbed(source, tmp_path_factory):
    store = Store(tmp_path_factory.mktemp("ledger") / "ledger.db")
    add_sources(store, [source])
    return digest_ledger(store)


def start(url, source):
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, url, source], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "ready\n"
    return process


def test_killed_twenty_times_and_resumed(ledger_url, source, undisturbed):
    chance = random.Random(7)
    stored = []
    for _ in range(KILLS):
        process = start(ledger_url, source)
        time.sleep(chance.uniform(0.5, 1.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
        store = Store(ledger_url)
        stored.append(count_holdings(store).pages)
        store.close()
    assert stored == sorted(stored), "what was stored stays stored"
    assert any(0 < pages < 500 for pages in stored), "no run was killed in the middle"
    assert start(ledger_url, source).wait(timeout=300) == 0
    assert digest_ledger(Store(ledger_url)) == undisturbed


def test_the_server_stopped_and_started_in_the_middle(postgres, source, undisturbed):
    url = postgres.make_database()
    Store(url).close()
    process = start(url, source)
    time.sleep(0.8)
    for mode in ("fast", "immediate"):
        try:
            postgres.stop(mode)
            time.sleep(1)
        finally:
            postgres.start()  # whatever went wrong here, the other tests want the server
        time.sleep(0.5)
    assert process.wait(timeout=300) == 0
    assert digest_ledger(Store(url)) == undisturbed


def test_a_full_disk_loses_nothing_that_was_stored(source, undisturbed, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1536k", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("no small disk can be mounted here")
    try:
        store = Store(disk / "ledger.db")
        with pytest.raises(LedgerError, match="disk"):
            add_sources(store, [source])
        store.close()
        pages = count_holdings(Store(disk / "ledger.db")).pages
        assert pages > 0
        shutil.copytree(disk, tmp_path / "larger")
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)
    larger = Store(tmp_path / "larger" / "ledger.db")
    assert count_holdings(larger).pages == pages
    add_sources(larger, [source])
    assert digest_ledger(larger) == undisturbed


def test_readers_go_on_while_somebody_writes(ledger_url, source):
    store = Store(ledger_url)
    done = threading.Event()

    def write():
        add_sources(Store(ledger_url), [source])
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    counts = []
    while not done.is_set():
        counts.append(count_holdings(store).pages)
        time.sleep(0.02)
    writer.join()
    assert counts == sorted(counts)
    assert len(set(counts)) > 2
