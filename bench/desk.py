"""The desk under readers: a page of evidence with 200 statements, and fifty people reading while pages are added.

    python bench/desk.py [--readers 50] [--seconds 30] [--pause 1.0] [--workers 1]

Makes a ledger of the two-month archive in ``../shared`` (of the examples where it is absent), serves it with ``readout
serve`` in a process of its own, and has each reader ask for pages as a reader does (today, searches, rows, pages,
people, timeline), pausing ``--pause`` seconds between two. Meanwhile another process adds pages. Prints JSON: requests a
second, errors, and milliseconds (median, p95, worst) by route; ``page_of_200`` is the time that the server takes to
make a page with 200 statements, the median of ten, and ``cpu_ms`` the processor time that it takes for a page of each
kind that it did not make before (its first process alone; Linux).
"""

import argparse
import asyncio
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("READOUT_SHARED", ROOT.parent / "shared"))
ARCHIVE = SHARED / "archive" / "cctv-2025-02-03.jsonl.gz"
LATER = SHARED / "archive" / "whitehouse-readouts.jsonl.gz"
PORT = 8917
_WORDS = ("停火", "关税", "能源设施", "会谈", "谈判", "合作", "援助", "导弹")
_SENTENCE = "该国外交部发言人{n}日表示，双方将于周五恢复第{n}轮谈判。\n"


def readout(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "readout.cli", *arguments]


def make_ledger(place: Path) -> None:
    """The ledger's pages, and one of 200 statements."""
    source = ARCHIVE if ARCHIVE.is_file() else ROOT / "examples"
    long = place.parent / "long.txt"
    long.write_text("".join(_SENTENCE.format(n=1 + n % 28) for n in range(200)), encoding="utf-8")
    subprocess.run(
        readout("add", str(source), str(long), "--ledger", str(place)), check=True, stderr=subprocess.DEVNULL
    )


async def measure(options: argparse.Namespace, place: Path) -> dict[str, object]:
    base = f"http://127.0.0.1:{PORT}"
    times: dict[str, list[float]] = defaultdict(list)
    errors: list[str] = []
    limits = httpx.Limits(max_connections=200, max_keepalive_connections=200)
    async with httpx.AsyncClient(base_url=base, timeout=30, limits=limits) as client:
        await until_ready(client)
        rows = (await client.get("/api/statements", params={"limit": 100})).json()["rows"]
        rows += (await client.get("/api/reports", params={"limit": 50})).json()["rows"]
        page = (await client.get("/api/pages", params={"q": "第1轮谈判", "limit": 1})).json()["rows"][0][
            "report"
        ]["page"]
        single = []
        for _ in range(10):
            start = time.perf_counter()
            (await client.get(f"/pages/{page}")).raise_for_status()
            single.append(1000 * (time.perf_counter() - start))
        cpu = await weigh(client, rows, options.pid)
        adding = subprocess.Popen(
            readout("add", str(LATER if LATER.is_file() else ROOT / "examples"), "--ledger", str(place)),
            stderr=subprocess.DEVNULL,
        )
        end = time.perf_counter() + options.seconds
        readers = (
            read(client, number, rows, end, options.pause, times, errors) for number in range(options.readers)
        )
        await asyncio.gather(*readers)
        was_adding = adding.poll() is None
        adding.kill()
    every = [each for route in times.values() for each in route]
    return {
        "readers": options.readers,
        "pause_s": options.pause,
        "requests_per_second": round(len(every) / options.seconds, 1),
        "errors": errors[:5],
        "error_count": len(errors),
        "adding_all_the_while": was_adding,
        "cpu_ms": cpu,
        "page_of_200": round(statistics.median(single), 1),
        "all": summary(every),
        **{route: summary(found) for route, found in sorted(times.items())},
    }


async def until_ready(client: httpx.AsyncClient) -> None:
    for _ in range(200):
        try:
            if (await client.get("/readyz")).status_code == 200:
                return
        except httpx.TransportError:
            pass
        await asyncio.sleep(0.1)
    raise SystemExit("the desk did not start")


async def read(
    client: httpx.AsyncClient,
    number: int,
    rows: list[dict[str, object]],
    end: float,
    pause: float,
    times: dict[str, list[float]],
    errors: list[str],
) -> None:
    chance = random.Random(number)
    await asyncio.sleep(chance.random() * pause)
    while time.perf_counter() < end:
        route, path, parameters = chance.choice(list(paths_of(chance.choice(rows), chance.choice(_WORDS))))
        start = time.perf_counter()
        try:
            answer = await client.get(
                path, params=parameters, headers={"accept": "text/html"}, follow_redirects=True
            )
            if answer.status_code != 200:
                errors.append(f"{answer.status_code} {path}")
        except httpx.TransportError as error:
            errors.append(f"{type(error).__name__} {path}")
        times[route].append(1000 * (time.perf_counter() - start))
        await asyncio.sleep(pause * (0.5 + chance.random()))


def paths_of(row: dict, word: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """What a reader may ask for next: route, path, parameters."""
    name = row.get("speaker") or row.get("source") or row["parties"][0]
    yield "today", "/", {}
    yield "search", "/search", {"q": word}
    yield "contacts", "/search", {"rows": "contacts"}
    if "parties" in row:
        yield "contact", f"/contacts/{row['id']}", {}
    yield "row", f"/rows/{row['id']}", {}
    yield "page", f"/pages/{row['report']['page']}", {}
    yield "who", f"/who/{name}", {}
    yield "timeline", "/timeline", {"q": word}


async def weigh(client: httpx.AsyncClient, rows: list[dict], pid: int) -> dict[str, float]:
    """The server's processor time for a page of each kind, over rows that differ."""
    if not Path(f"/proc/{pid}/stat").is_file():
        return {}
    asked: dict[str, list[tuple[str, dict[str, str]]]] = defaultdict(list)
    for number, row in enumerate(rows):
        for route, path, parameters in paths_of(row, _WORDS[number % len(_WORDS)]):
            asked[route].append((path, parameters))
    spent = {}
    for route, paths in asked.items():
        paths = paths[:40]
        before = processor_seconds(pid)
        for path, parameters in paths:
            await client.get(path, params=parameters, headers={"accept": "text/html"}, follow_redirects=True)
        spent[route] = round(1000 * (processor_seconds(pid) - before) / len(paths), 1)
    return spent


def processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def summary(found: list[float]) -> dict[str, float]:
    found = sorted(found)
    return {
        "median_ms": round(statistics.median(found), 1),
        "p95_ms": round(found[int(0.95 * (len(found) - 1))], 1),
        "worst_ms": round(found[-1], 1),
        "requests": len(found),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the desk under readers.")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--pause", type=float, default=1.0)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--ledger", type=Path, help="a ledger made before; it is copied")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "desk.db"
        if options.ledger:
            shutil.copy(options.ledger, place)
        else:
            make_ledger(place)
        # the readers share one address: the limit that a client is held to would be theirs together
        place_of_desk = ("--ledger", str(place), "--port", str(PORT), "--rate", "1000000")
        command = readout("serve", *place_of_desk, "--workers", str(options.workers))
        server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        options.pid = server.pid
        try:
            print(json.dumps(asyncio.run(measure(options, place)), indent=2))
        finally:
            server.terminate()
            server.wait(30)


if __name__ == "__main__":
    main()
