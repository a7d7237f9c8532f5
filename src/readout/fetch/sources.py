"""Sources as a person names them: a path, a folder, JSON lines, an address, or "-" for standard input."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from readout.errors import PageError
from readout.fetch.files import find_files, read_file, read_stream
from readout.fetch.jsonl import count_lines, is_jsonl, read_jsonl
from readout.model import Page, Unreadable

STANDARD_INPUT = "-"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def is_address(source: str) -> bool:
    """Whether the source is a web address and no path ("C:\\\\pages" is a path)."""
    return _ADDRESS.match(source) is not None


def is_batch(source: str) -> bool:
    """Whether the source may hold several pages: a folder or JSON lines."""
    if source == STANDARD_INPUT or is_address(source):
        return False
    return is_jsonl(Path(source)) or _is_folder(Path(source))


def fetch_page(source: str, *, allow_private: bool = False) -> Page:
    """The one page at a path, an address or "-". Raises PageError, also for a source that holds several."""
    if source == STANDARD_INPUT:
        return read_stream(sys.stdin.buffer, "standard input")
    if is_address(source):
        from readout.fetch.urls import read_url  # noqa: PLC0415 - the HTTP library loads for addresses only

        return read_url(source, allow_private=allow_private)
    if is_batch(source):
        raise PageError(f"{source} may hold several pages and one is wanted; give a single file or address")
    return read_file(Path(source))


def fetch_pages(source: str, *, allow_private: bool = False) -> Iterator[Page | Unreadable]:
    """The pages of a source in order, one in memory at a time; what can't be had is an Unreadable in its place."""
    try:
        if not is_batch(source):
            yield fetch_page(source, allow_private=allow_private)
        elif _is_folder(Path(source)):
            for path in find_files(Path(source)):
                yield from fetch_pages(str(path))
        else:
            yield from read_jsonl(Path(source))
    except PageError as error:
        name = source.encode("utf-8", "replace").decode()
        yield Unreadable(id=name, url=name if is_address(source) else "", reason=str(error))


def count_pages(source: str) -> int:
    """How many rows fetch_pages will yield, about: lines are counted, not read."""
    if not is_batch(source):
        return 1
    if not _is_folder(Path(source)):
        return max(count_lines(Path(source)), 1)
    try:
        return len(find_files(Path(source)))
    except PageError:
        return 1


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
