"""Speed, cold start and memory, as JSON on standard output.

    python bench/speed.py [--pages N]

Reads every page of an archive a language once on one core, whole readings, JSON written included; the archives are
looked for in ``../shared`` (or where READOUT_SHARED points), and the examples are read over and over where there is none.
Seconds are the processor's (``time.process_time``), so that a busy machine counts less than on a clock: what other
processes take of a shared core's caches and threads still slows it, by a third or so.
characters_per_second counts code points of the articles' texts, sentences_per_second the sentences read; page_ms is the
median page of about 600 characters. html is read from its bytes, extraction of the body included. shares says where the
time of a reading goes, by room. cold_start_s is the median of five runs of ``readout read … --format report`` and help_s
of ``readout --help``, by the clock, process start included. peak_rss_mb is the resident memory of the reading process at
its highest, all languages loaded. bars sets the figures beside what was asked for.
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
from readout.errors import PageError
from readout.export import to_json_line
from readout.fetch import parse_date
from readout.language import languages, load_lexicon
from readout.model import Page, Reading
from readout.segment import segment

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("READOUT_SHARED", ROOT.parent / "shared"))
ARCHIVES = {
    "zh": SHARED / "archive" / "cctv-2025-02-03.jsonl.gz",
    "en": SHARED / "archive" / "whitehouse-readouts.jsonl.gz",
    "en/news": SHARED / "gold" / "en" / "polnear-dev.json",
    "ru": SHARED / "archive" / "ru-diplomacy.jsonl.gz",
}
HTML = SHARED / "bench" / "article-extraction" / "html"
EXAMPLES = ROOT / "examples"
_USUAL = range(500, 701)  # characters of a usual page of Chinese news
# what was asked for: the figure's path, whether more is better, and the bar
_BARS = (
    ("zh.characters_per_second", True, 100_000),
    ("zh.page_ms", False, 6),
    ("en/news.sentences_per_second", True, 1_000),
    ("en.sentences_per_second", True, 1_000),
    ("html.pages_per_second", True, 40),
    ("peak_rss_mb", False, 400),
    ("help_s", False, 0.15),
)
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
            start = time.process_time()
            try:
                return function(*arguments, **options)
            finally:
                self.seconds[room] += time.process_time() - start
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


def read_archive(archive: Path, limit: int | None) -> Iterator[Page]:
    """The pages to read: the archive's, else the examples over and over."""
    if archive.suffix == ".json" and archive.is_file():
        rows = json.loads(archive.read_text(encoding="utf-8"))
        yield from (_page(row) for row in rows[:limit])
        return
    if archive.is_dir():
        for file in sorted(archive.iterdir())[:limit]:
            content = gzip.decompress(file.read_bytes())
            yield Page(id=file.name, content=content, media_type="text/html")
        return
    if archive.is_file():
        with gzip.open(archive, "rt", encoding="utf-8") as lines:
            yield from (_page(json.loads(line)) for line in islice(lines, limit))
        return
    texts = [(EXAMPLES / name).read_bytes() for name in ("wire-call.txt", "border-clash.txt")]
    pages = [Page(id=str(n), content=text, media_type="text/plain") for n, text in enumerate(texts)]
    yield from islice(cycle(pages), limit or _EXAMPLE_PAGES)


def _page(row: dict[str, Any]) -> Page:
    return Page(
        id=row["id"],
        content=row["text"].encode(),
        url=row.get("url", ""),
        media_type="text/plain",
        charset="utf-8",
        title=row.get("title", ""),
        language=row["language"],
        published=parse_date(row["published"] or ""),
    )


def measure_speed(language: str, archive: Path, limit: int | None, clock: Clock) -> dict[str, Any]:
    """Pages, characters, sentences, rates and shares over an archive."""
    pages = list(read_archive(archive, limit))
    start = time.process_time()
    pipeline.warm(language[:2])
    for page in pages[:3]:  # patterns are made on first need
        _read(page)
    warm = time.process_time() - start
    sentences = sum(_count_sentences(reading) for page in pages if (reading := _read(page)))
    clock.seconds.clear()
    characters = statements = contacts = written = 0
    usual = []
    start = time.process_time()
    for page in pages:
        begun = time.process_time()
        reading = _read(page)
        if reading is None:
            continue
        written += len(to_json_line(reading))
        if len(reading.article.text) in _USUAL:
            usual.append(time.process_time() - begun)
        characters += len(reading.article.text)
        statements += len(reading.statements)
        contacts += len(reading.contacts)
    seconds = time.process_time() - start
    rest = seconds - sum(clock.seconds.values())
    shares = {room: clock.seconds[room] / seconds for room in _STAGES} | {"rest": rest / seconds}
    return {
        "source": archive.name if archive.exists() else "examples",
        "pages": len(pages),
        "characters": characters,
        "sentences": sentences,
        "statements": statements,
        "contacts": contacts,
        "json_characters": written,
        "seconds": round(seconds, 2),
        "characters_per_second": round(characters / seconds),
        "sentences_per_second": round(sentences / seconds),
        "pages_per_second": round(len(pages) / seconds, 1),
        "page_ms": round(statistics.median(usual) * 1000, 2) if usual else None,
        "warm_s": round(warm, 2),
        "shares": {room: round(share, 3) for room, share in shares.items()},
    }


def _read(page: Page) -> Reading | None:
    """The reading; None for a page that holds no text, whose time counts."""
    try:
        return pipeline.read_page(page)
    except PageError:
        return None


def _count_sentences(reading: Reading) -> int:
    lexicons = languages()
    if reading.article.language not in lexicons:
        return 0
    return len(segment(reading.article, load_lexicon(reading.article.language).orthography).sentences)


def measure_start(*arguments: str) -> float:
    """Median seconds by the clock from starting the command to its end."""
    command = [sys.executable, "-m", "readout.cli", *arguments]
    times = []
    for _ in range(_COLD_RUNS):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return round(statistics.median(times), 3)


def measure_memory() -> float:
    """Peak resident memory of this process, in MB (10^6 bytes)."""
    unit = 1 if platform.system() == "Darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6)


def _compare_with_bars(result: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, more, bar in _BARS:
        place, _, name = path.rpartition(".")
        value = (result.get(place, {}) if place else result).get(name)
        if value is not None:
            yield path, {"value": value, "bar": bar, "met": value >= bar if more else value <= bar}


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure reading speed, cold start and memory.")
    parser.add_argument("--pages", type=int, default=None, help="read this many pages, not all")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    clock = Clock()
    clock.watch_pipeline()
    there = {code: archive for code, archive in ARCHIVES.items() if archive.is_file()}
    result: dict[str, Any] = {
        code: measure_speed(code, archive, options.pages, clock)
        for code, archive in (there or {"zh": ARCHIVES["zh"]}).items()
    }
    if HTML.is_dir():
        result["html"] = measure_speed("en", HTML, options.pages, clock)
    result["peak_rss_mb"] = measure_memory()
    result["cold_start_s"] = measure_start("read", str(EXAMPLES / "wire-call.txt"), "--format", "report")
    result["help_s"] = measure_start("--help")
    result["python"] = platform.python_version()
    result["bars"] = dict(_compare_with_bars(result))
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
