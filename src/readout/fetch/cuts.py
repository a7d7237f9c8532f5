"""Large files cut into parts that can be read apart, by whoever has the file: every page is in exactly one of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from readout.errors import PageError
from readout.fetch import jsonl, warc
from readout.fetch.sources import STANDARD_INPUT, is_address
from readout.model import Page, Unreadable

_PACKED = ".gz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """The bytes from ``begin`` to ``end`` of a file; ``line`` is the number of the first line in JSON lines."""

    path: str
    begin: int
    end: int
    line: int = 1


def cut_file(source: str, size: int) -> tuple[Cut, ...]:
    """A web archive or a file of plain JSON lines, in parts of about ``size`` bytes; none for other sources.

    JSON lines that are packed can only be read from their beginning.
    """
    if source == STANDARD_INPUT or is_address(source):
        return ()
    path = Path(source)
    if warc.is_warc(path):
        starts = warc.find_cuts(path, size)
        return tuple(Cut(path=source, begin=a, end=b) for a, b in pairwise(starts) if a < b)
    if jsonl.is_jsonl(path) and path.suffix.lower() != _PACKED:
        lines = jsonl.find_cuts(path, size)
        return tuple(Cut(path=source, begin=a, end=b, line=line) for (a, line), (b, _) in pairwise(lines))
    return ()


def read_cut(cut: Cut) -> Iterator[Page | Unreadable]:
    """The pages of a part, as fetch_pages gives them of the whole; a file that can't be read is an Unreadable."""
    path = Path(cut.path)
    try:
        if warc.is_warc(path):
            yield from warc.read_warc(path, begin=cut.begin, end=cut.end)
        else:
            yield from jsonl.read_jsonl(path, begin=cut.begin, end=cut.end, first=cut.line)
    except PageError as error:
        yield Unreadable(id=cut.path, reason=str(error))
