"""Readout beside what one would otherwise compose, each job on the same input in one run, as docs/benchmarks.md.

    python -m bench.beside [--print]

Each way takes its turn on every batch of the input, on one core, in CPU seconds; given are units a second over all, and
by what factor Readout is faster: the median of the batches, and their quartiles. The peers come with the extra ``bench``.
"""

import argparse
import datetime
import os
import platform
import sys
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"
_ABOUT = """# Benchmarks

Written by `make bench`; the pages are not part of the project. Each way takes its turn on every batch of one input, on one core, in CPU
seconds. Given are units a second over all, and by what factor Readout is faster: the median of the batches, with their quartiles.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--print", action="store_true", help="print the page, and write no file")
    options = parser.parse_args()
    try:
        from bench.beside import bodies, chinese, copies, english  # noqa: PLC0415 - the peers may not be there
    except ImportError as error:
        sys.exit(f"{error}; the peers come with the extra: pip install 'readout-ledger[bench]'")
    tables = []
    for job in (bodies, chinese, english, copies):
        print(f"{job.__name__} …", file=sys.stderr)
        tables.append(job.measure().write())
    page = "\n".join((_ABOUT, _machine(), *tables))
    if options.print:
        print(page)
    else:
        PAGE.write_text(page, encoding="utf-8")


def _machine() -> str:
    """The machine and the day, in words."""
    cpu = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    return f"{datetime.datetime.now(datetime.UTC).date()}, {cpu}, {os.cpu_count()} cores, Python {platform.python_version()}.\n"


if __name__ == "__main__":
    main()
