"""Two months of a real archive: added, added again, and added by two processes in another order."""

import gzip
import random
import subprocess
import sys

import pytest

from readout.ledger import Query, Store, count_holdings, digest_ledger, find_contacts
from readout.run.adding import add_sources
from tests.ledger.made import write_lines
from tests.ledger.test_adding import PROGRAM


@pytest.fixture(scope="module")
def archive(shared):
    path = shared / "archive" / "cctv-2025-02-03.jsonl.gz"
    if not path.is_file():
        pytest.skip(f"no archive {path}")
    return path


def test_the_archive_in_any_order_is_one_ledger(archive, tmp_path, ledger_url):
    alone = Store(tmp_path / "alone.db")
    first = add_sources(alone, [str(archive)])
    assert (first.unreadable, first.new) == (0, count_holdings(alone).pages)
    before = digest_ledger(alone)
    assert add_sources(alone, [str(archive)]).known == first.new
    assert digest_ledger(alone) == before
    with gzip.open(archive, "rt", encoding="utf-8") as stream:
        lines = stream.read().splitlines()
    random.Random(3).shuffle(lines)
    half = len(lines) // 2
    paths = [
        write_lines(tmp_path / f"{n}.jsonl", *part)
        for n, part in enumerate((lines[: half + 50], lines[half - 50 :]))
    ]
    running = [subprocess.Popen([sys.executable, "-c", PROGRAM, ledger_url, str(path)]) for path in paths]
    assert [process.wait(timeout=600) for process in running] == [0, 0]
    assert digest_ledger(Store(ledger_url)) == before
    assert find_contacts(alone, Query(type="call", limit=1))
