"""Scale: a crawl of many pages, read by processes of this machine and on Ray, into ledgers that must come out the same.

    python bench/scale.py make FILE.warc.gz [--pages 10000]      write a crawl: archive pages under changed addresses and dates
    python bench/scale.py time FILE.warc.gz [--jobs 2]           one process, --jobs of them, and Ray with as many, in turns
    python bench/scale.py kill FILE.warc.gz --ledger PLACE [--workers 5] [--drivers 1]
                                                                 on Ray, its workers and its driver killed on the way

The texts are the archive's, three words in ten changed for words of other pages, so that most pages are stories of their own.
"""

import argparse
import gzip
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from copies import SHARED, change_words, cut_words

from readout import fetch
from readout.ledger import Store, digest_ledger
from readout.model import Page

ARCHIVE = SHARED / "archive" / "cctv-2025-02-03.jsonl.gz"
_CHANGED = 30
_READOUT = (sys.executable, "-m", "readout.cli")


def make_crawl(path: Path, count: int) -> None:
    """Write so many pages as a web archive."""
    pages = [page for page in fetch.fetch_pages(str(ARCHIVE)) if isinstance(page, Page)]
    with path.open("wb") as stream:
        for number, text in enumerate(_make_texts(pages, count)):
            page = pages[number % len(pages)]
            day = 1 + number // len(pages) % 28
            stream.write(gzip.compress(_make_record(f"{page.url}?{number}", page.title, text, day), 6))


def _make_texts(pages: list[Page], count: int) -> Iterator[str]:
    words = [cut_words(page.content.decode()) for page in pages]
    pool = [word for text in words for word in text if word[0].isalnum()]
    chance = random.Random("scale")
    for number in range(count):
        yield change_words(words[number % len(words)], _CHANGED if number >= len(words) else 0, pool, chance)


def _make_record(url: str, title: str, text: str, day: int) -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for line in text.splitlines() if line.strip())
    page = (
        f'<html lang="zh"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="article:published_time" content="2025-03-{day:02}T08:00:00+08:00"></head>'
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2025-03-{day:02}T09:00:00Z\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def measure(path: Path, jobs: int, places: list[str]) -> None:
    """Seconds of each way to read the crawl into a ledger of its own, and whether the ledgers are the same."""
    ways = {
        "one process": ("--jobs", "1"),
        f"{jobs} processes": ("--jobs", str(jobs)),
        f"Ray, {jobs} workers": ("--jobs", str(jobs), "--engine", "ray"),
    }
    digests = set()
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, options) in enumerate(ways.items()):
            place = places[number] if number < len(places) else str(Path(folder, f"{number}.db"))
            start = time.perf_counter()
            subprocess.run([*_READOUT, "add", str(path), "--ledger", place, *options], check=True)
            seconds = time.perf_counter() - start
            digests.add(_digest(place))
            print(f"{name:20}{seconds:9.1f} s", flush=True)
    print("the same ledger" if len(digests) == 1 else "THE LEDGERS DIFFER")


def kill(path: Path, jobs: int, place: str, workers: int, drivers: int) -> None:
    """Read the crawl on Ray while its workers and its driver are killed; prints the ledger's digest."""
    order = [*_READOUT, "add", str(path), "--ledger", place, "--jobs", str(jobs), "--engine", "ray"]
    chance = random.Random("kill")
    start = time.perf_counter()
    while True:
        driver = subprocess.Popen(order, start_new_session=True)
        while workers and driver.poll() is None:
            time.sleep(chance.uniform(4, 8))
            if found := _find_workers():
                os.kill(chance.choice(found), signal.SIGKILL)
                workers -= 1
                print(f"killed a worker after {time.perf_counter() - start:.0f} s", flush=True)
        if drivers and driver.poll() is None:
            time.sleep(5)
            os.kill(driver.pid, signal.SIGKILL)
            driver.wait()
            drivers -= 1
            print(f"killed the driver after {time.perf_counter() - start:.0f} s", flush=True)
            continue
        if driver.wait():
            sys.exit("the run failed")
        break
    print(f"{time.perf_counter() - start:.0f} s, {_digest(place)}")


def _find_workers() -> list[int]:
    """The processes in which Ray reads now."""
    found = []
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if re.match(rb"ray::_?read", place.read_bytes()):
                found.append(int(place.parent.name))
        except OSError:
            continue
    return found


def _digest(place: str) -> str:
    store = Store(place, create=False)
    try:
        return digest_ledger(store)
    finally:
        store.close()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("order", choices=("make", "time", "kill"))
    parser.add_argument("file", type=Path)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--ledger", action="append", default=[], help="where to; for time, once a way")
    parser.add_argument("--workers", type=int, default=5, help="how many workers to kill")
    parser.add_argument("--drivers", type=int, default=1, help="how often to kill the driver")
    options = parser.parse_args()
    if options.order == "make":
        make_crawl(options.file, options.pages)
    elif options.order == "time":
        measure(options.file, options.jobs, options.ledger)
    else:
        kill(options.file, options.jobs, options.ledger[0], options.workers, options.drivers)


if __name__ == "__main__":
    main()
