"""How fast things are found in a ledger of 100,000 statements: readings of an archive, repeated under other addresses.

    python bench/find.py [--ledger PLACE] [--statements 100000] [--apart]

Prints the median and the 95th percentile of each kind of query in milliseconds. With --apart the repeated readings
are kept as different stories, else they are copies of each other, and every statement stands on many pages.
"""

import argparse
import datetime
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from readout import fetch, pipeline
from readout.ledger import (
    Entry,
    Part,
    Query,
    Store,
    add_entries,
    count_holdings,
    find_contacts,
    find_kept,
    find_pages,
    find_relatives,
    find_speakers,
    find_statements,
    get_kept,
)
from readout.model import Page
from readout.run.copies import COPIES, find_parts

ARCHIVE = Path(__file__).parent.parent.parent / "shared" / "archive" / "cctv-2025-02-03.jsonl.gz"
ROUNDS = 12


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--ledger", default="")
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--apart", action="store_true")
    options = parser.parse_args()
    if not ARCHIVE.exists():
        sys.exit(f"there is no {ARCHIVE}; the benchmark repeats its readings")
    with tempfile.TemporaryDirectory() as folder:
        store = Store(options.ledger or Path(folder, "ledger.db"))
        holdings = count_holdings(store)
        if holdings.statement_reports < options.statements:
            fill(store, options.statements, apart=options.apart)
            holdings = count_holdings(store)
        print(
            f"{holdings.pages:,} pages, {holdings.statement_reports:,} reports of {holdings.statements:,} statements"
        )
        measure(store)


def fill(store: Store, wanted: int, *, apart: bool) -> None:
    """Repeat the archive's readings until there are as many statements."""
    pages = [page for page in fetch.fetch_pages(str(ARCHIVE)) if isinstance(page, Page)]
    readings = [pipeline.read_page(replace(page, id=page.url)) for page in pages]
    parts = [find_parts(reading.article) for reading in readings]
    now = datetime.datetime.now(tz=datetime.UTC)
    count, turn, started = 0, 0, time.perf_counter()
    while count < wanted:
        entries = []
        for page, reading, texts in zip(pages, readings, parts, strict=True):
            url = f"{page.url}?{turn}"
            own = tuple(Part(text=f"{turn} {part.text}", sketch=()) for part in texts) if apart else texts
            again = replace(reading, id=url, article=replace(reading.article, url=url))
            entries.append(
                Entry(page=replace(page, id=url, url=url), rules="bench", reading=again, parts=own)
            )
            count += len(reading.statements)
        for start in range(0, len(entries), 64):
            add_entries(store, entries[start : start + 64], COPIES, now=now)
        turn += 1
    took = time.perf_counter() - started
    print(f"filled in {took:.0f} s, {1000 * took / (turn * len(pages)):.1f} ms a page")


def measure(store: Store) -> None:
    """Time each kind of query on names and words that the ledger has, rare and frequent."""
    speakers = [s.name for s in find_speakers(store, Query(limit=200))]
    chance = random.Random(1)
    words = [
        "普京",
        "美国",
        "表示",
        "乌克兰 停火",
        "合作",
        "中国 发展",
        "关税",
        "安全",
        "经济 增长",
        '"共同发展"',
    ]
    pairs = [("普京", "特朗普"), ("习近平", "泽连斯基"), ("李强", "俄罗斯")]
    ids = [kept.id for kept, _ in zip(find_kept(store), range(200), strict=False)]
    kinds: dict[str, Callable[[], object]] = {
        "search by a word": lambda: find_statements(store, Query(words=chance.choice(words))),
        "search by a speaker": lambda: find_statements(store, Query(speaker=chance.choice(speakers))),
        "search by word, act and days": lambda: find_statements(
            store, Query(words=chance.choice(words), act="assert", since="2025-02-10", until="2025-03-10")
        ),
        "search of pages": lambda: find_pages(store, Query(words=chance.choice(words))),
        "contacts between two": lambda: find_contacts(store, Query(parties=chance.choice(pairs))),
        "timeline of a word": lambda: (
            q := Query(words=chance.choice(words), limit=100),
            find_statements(store, q),
            find_contacts(store, q),
        ),
        "timeline of a speaker": lambda: (
            q := Query(speaker=chance.choice(speakers), limit=100),
            find_statements(store, q),
        ),
        "speakers": lambda: find_speakers(store, Query()),
        "a page": lambda: get_kept(store, chance.choice(ids)),
        "the copies of a page": lambda: find_relatives(store, chance.choice(ids)),
    }
    print(f"{'':32}{'median':>9}{'p95':>9}  ms")
    for name, query in kinds.items():
        times = []
        for _ in range(ROUNDS * 5):
            started = time.perf_counter()
            query()
            times.append(1000 * (time.perf_counter() - started))
        print(f"{name:32}{statistics.median(times):9.1f}{statistics.quantiles(times, n=20)[-1]:9.1f}")


if __name__ == "__main__":
    main()
