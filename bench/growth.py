"""What putting a page into a ledger costs as the ledger grows.

    python bench/growth.py [--pages 10000] [--ledger PLACE] [--step 1000]

Readings of an archive are put in again and again under other addresses, six words in ten changed for words of other
pages, so that each is a story of its own; one in ten is a copy of another. The reading of the pages is not counted. Prints, for
every ``--step`` pages, milliseconds of wall clock and of this process a page. ``--ledger`` takes an empty PostgreSQL
database; without it a file of SQLite is used and thrown away.
"""

import argparse
import datetime
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from copies import SHARED, change_words, cut_words

from readout import fetch, pipeline
from readout.compare.copies import shingles, sketch
from readout.ledger import Entry, Part, Store, add_entries
from readout.model import Page, Reading
from readout.run.copies import COPIES

ARCHIVE = SHARED / "archive" / "cctv-2025-02-03.jsonl.gz"
_CHANGED, _COPIED, _BATCH = 60, 10, 64


def make_entries(count: int) -> Iterator[Entry]:
    """So many entries, of which one in ten is a copy of another."""
    pages = [page for page in fetch.fetch_pages(str(ARCHIVE)) if isinstance(page, Page)]
    readings = [pipeline.read_page(replace(page, id=page.url)) for page in pages]
    words = [cut_words(reading.article.text) for reading in readings]
    pool = [word for text in words for word in text if word[0].isalnum()]
    chance = random.Random("growth")
    for number in range(count):
        place = number % len(pages)
        if number % _COPIED or number < len(pages):
            text = change_words(words[place], _CHANGED, pool, chance)
        yield _make_entry(pages[place], readings[place], text, number)


def _make_entry(page: Page, reading: Reading, text: str, number: int) -> Entry:
    url = f"{page.url}?{number}"
    content = f"{number} ".encode() + page.content
    again = replace(reading, id=url, article=replace(reading.article, url=url))
    part = Part(text=text, sketch=sketch(shingles(text)))
    return Entry(
        page=replace(page, id=url, url=url, content=content), rules="bench", reading=again, parts=(part,)
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--ledger", default="")
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--step", type=int, default=1000)
    options = parser.parse_args()
    if not ARCHIVE.exists():
        sys.exit(f"there is no {ARCHIVE}; the benchmark repeats its readings")
    with tempfile.TemporaryDirectory() as folder:
        store = Store(options.ledger or Path(folder, "ledger.db"))
        now = datetime.datetime.now(tz=datetime.UTC)
        batch: list[Entry] = []
        wall = own = 0.0
        print(f"{'pages':>8}{'ms a page':>12}{'of ours':>10}")
        for number, entry in enumerate(make_entries(options.pages), 1):
            batch.append(entry)
            if len(batch) == _BATCH or number == options.pages:
                start, spent = time.perf_counter(), time.process_time()
                add_entries(store, batch, COPIES, now=now)
                wall, own = wall + time.perf_counter() - start, own + time.process_time() - spent
                batch = []
            if number % options.step == 0:
                print(
                    f"{number:8,}{1000 * wall / options.step:12.2f}{1000 * own / options.step:10.2f}",
                    flush=True,
                )
                wall = own = 0.0


if __name__ == "__main__":
    main()
