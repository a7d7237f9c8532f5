"""Speed, cold start and memory, as JSON on standard output.

    python bench/speed.py [--pages N]

Reads every page of an archive once on one core, whole readings, JSON written included; the archive is looked for in
``../shared`` (or where READOUT_SHARED points), and the examples are read over and over where it is absent.
characters_per_second counts code points of the articles' texts. shares says where the time of a reading goes, by
room. cold_start_s is the median of five runs of ``readout read … --format report``, process start included.
peak_rss_mb is the resident memory of the reading process at its highest.
"""

import argparse
import gzip
import inspect
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from readout import pipeline
from readout.export import to_json_line
from readout.fetch import parse_date
from readout.model import Page

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("READOUT_SHARED", ROOT.parent / "shared"))
ARCHIVE = SHARED / "archive" / "cctv-2025-02-03.jsonl.gz"
EXAMPLES = ROOT / "examples"
_EXAMPLE_PAGES = 300
_COLD_RUNS = 5
_STAGES = ("extract", "segment", "spot", "resolve", "attribute", "meet")


class Clock:
    """Seconds spent in each room, the outermost call counting."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._running = False

    def timed(self, room: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """``function``, its time counted for ``room``."""

        def timed(*arguments: Any, **options: Any) -> Any:
            if self._running:
                return function(*arguments, **options)
            self._running = True
            start = time.perf_counter()
            try:
                return function(*arguments, **options)
            finally:
                self.seconds[room] += time.perf_counter() - start
                self._running = False

        return timed

    def watch_pipeline(self) -> None:
        """Time every function and class of a stage room that the pipeline calls by name."""
        for name, thing in list(vars(pipeline).items()):
            room = getattr(thing, "__module__", "").split(".")[1:2]
            if not room or room[0] not in _STAGES:
                continue
            if inspect.isfunction(thing):
                setattr(pipeline, name, self.timed(room[0], thing))
            elif inspect.isclass(thing):
                for key, method in inspect.getmembers(thing, inspect.isfunction):
                    if not key.startswith("_"):
                        setattr(thing, key, self.timed(room[0], method))


def read_archive(limit: int | None) -> Iterator[Page]:
    """The pages to read: the archive's, else the examples over and over."""
    if ARCHIVE.is_file():
        with gzip.open(ARCHIVE, "rt", encoding="utf-8") as lines:
            yield from (_page(json.loads(line)) for line in islice(lines, limit))
        return
    texts = [(EXAMPLES / name).read_bytes() for name in ("wire-call.txt", "border-clash.txt")]
    pages = [Page(id=str(n), content=text, media_type="text/plain") for n, text in enumerate(texts)]
    yield from islice(cycle(pages), limit or _EXAMPLE_PAGES)


def _page(row: dict[str, Any]) -> Page:
    return Page(
        id=row["id"],
        content=row["text"].encode(),
        url=row["url"],
        media_type="text/plain",
        charset="utf-8",
        title=row["title"],
        language=row["language"],
        published=parse_date(row["published"]),
    )


def measure_speed(limit: int | None) -> dict[str, Any]:
    """Pages, characters, rates and shares over the archive."""
    pages = list(read_archive(limit))
    start = time.perf_counter()
    pipeline.warm()
    warm = time.perf_counter() - start
    clock = Clock()
    clock.watch_pipeline()
    characters = statements = contacts = written = 0
    start = time.perf_counter()
    for page in pages:
        reading = pipeline.read_page(page)
        characters += len(reading.article.text)
        statements += len(reading.statements)
        contacts += len(reading.contacts)
        written += len(to_json_line(reading))
    seconds = time.perf_counter() - start
    rest = seconds - sum(clock.seconds.values())
    shares = {room: clock.seconds[room] / seconds for room in _STAGES} | {"rest": rest / seconds}
    return {
        "source": ARCHIVE.name if ARCHIVE.is_file() else "examples",
        "pages": len(pages),
        "characters": characters,
        "statements": statements,
        "contacts": contacts,
        "json_characters": written,
        "seconds": round(seconds, 2),
        "characters_per_second": round(characters / seconds),
        "pages_per_second": round(len(pages) / seconds, 1),
        "warm_s": round(warm, 2),
        "shares": {room: round(share, 3) for room, share in shares.items()},
    }


def measure_cold_start() -> float:
    """Median seconds from starting the command to its report."""
    command = [
        sys.executable,
        "-m",
        "readout.cli",
        "read",
        str(EXAMPLES / "wire-call.txt"),
        "--format",
        "report",
    ]
    times = []
    for _ in range(_COLD_RUNS):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return round(statistics.median(times), 2)


def measure_memory() -> float:
    """Peak resident memory of this process, in MB (10^6 bytes)."""
    unit = 1 if platform.system() == "Darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure reading speed, cold start and memory.")
    parser.add_argument("--pages", type=int, default=None, help="read this many pages, not all")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    result = measure_speed(options.pages)
    result["peak_rss_mb"] = measure_memory()
    result["cold_start_s"] = measure_cold_start()
    result["python"] = platform.python_version()
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
