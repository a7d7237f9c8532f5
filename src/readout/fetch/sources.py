"""Sources as a person names them: a path, a folder, JSON lines, a web archive, a feed, an address, or "-"."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from readout.errors import PageError
from readout.fetch.files import MEDIA_TYPES, find_files, read_file, read_stream
from readout.fetch.jsonl import SUFFIXES as JSONL_SUFFIXES
from readout.fetch.jsonl import count_lines, is_jsonl, read_jsonl
from readout.fetch.roots import HEAD, is_feed, is_sitemap
from readout.fetch.warc import SUFFIXES as WARC_SUFFIXES
from readout.fetch.warc import count_records, is_warc, read_warc
from readout.model import Page, Unreadable

STANDARD_INPUT = "-"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
# a folder's feeds are not followed, as reading a folder should not lead into the network
_FOLDER_SUFFIXES = (*MEDIA_TYPES, *JSONL_SUFFIXES, *WARC_SUFFIXES)
_LISTING_SUFFIXES = (".xml", ".rss", ".atom")


def is_address(source: str) -> bool:
    """Whether the source is a web address and no path ("C:\\\\pages" is a path)."""
    return _ADDRESS.match(source) is not None


def is_batch(source: str) -> bool:
    """Whether the source may hold several pages: a folder, JSON lines, a web archive, a file that is a feed.

    An address may lead to a feed too, which shows only when it is asked.
    """
    if source == STANDARD_INPUT or is_address(source):
        return False
    path = Path(source)
    return is_jsonl(path) or is_warc(path) or _is_folder(path) or _is_listing_file(path)


def fetch_page(source: str, *, allow_private: bool = False) -> Page:
    """The one page at a path, an address or "-". Raises PageError, also for a source that holds several."""
    if source == STANDARD_INPUT:
        return read_stream(sys.stdin.buffer, "standard input")
    if is_address(source):
        page = _fetch_address(source, allow_private)
        if _is_listing(page.content):
            raise PageError(
                f"{source} is a feed or sitemap and one page is wanted; add its pages with `readout add`"
            )
        return page
    if is_batch(source):
        raise PageError(f"{source} may hold several pages and one is wanted; give a single file or address")
    return read_file(Path(source))


def fetch_pages(source: str, *, allow_private: bool = False) -> Iterator[Page | Unreadable]:
    """The pages of a source in order, one in memory at a time; what can't be had is an Unreadable in its place.

    Of a feed or a sitemap, whether a file or an address, the pages that it lists are fetched, as its hosts'
    robots.txt allows and at their pace.
    """
    try:
        if source != STANDARD_INPUT and is_address(source):
            page = _fetch_address(source, allow_private)
            yield from _follow_listing(page, allow_private) if _is_listing(page.content) else (page,)
        elif not is_batch(source):
            yield fetch_page(source)
        else:
            yield from _read_batch(Path(source), allow_private)
    except PageError as error:
        name = source.encode("utf-8", "replace").decode()
        yield Unreadable(id=name, url=name if is_address(source) else "", reason=str(error))


def list_files(source: str) -> tuple[str, ...]:
    """The files of a folder that fetch_pages would read; any other source is itself, and so is a folder that can't be read."""
    if source != STANDARD_INPUT and not is_address(source) and _is_folder(Path(source)):
        try:
            return tuple(map(str, find_files(Path(source), _FOLDER_SUFFIXES)))
        except PageError:
            pass
    return (source,)


def count_pages(source: str) -> int:
    """How many rows fetch_pages will yield, about: lines are counted, not read; a feed counts as one."""
    if not is_batch(source):
        return 1
    path = Path(source)
    if _is_folder(path):
        try:
            return sum(count_pages(str(file)) for file in find_files(path, _FOLDER_SUFFIXES))
        except PageError:
            return 1
    if is_warc(path):
        return max(count_records(path), 1)
    return max(count_lines(path), 1) if is_jsonl(path) else 1


def _read_batch(path: Path, allow_private: bool) -> Iterator[Page | Unreadable]:
    if _is_folder(path):
        for file in find_files(path, _FOLDER_SUFFIXES):
            yield from fetch_pages(str(file))
    elif is_warc(path):
        yield from read_warc(path)
    elif is_jsonl(path):
        yield from read_jsonl(path)
    else:
        yield from _follow_listing(read_file(path), allow_private)


def _fetch_address(address: str, allow_private: bool) -> Page:
    from readout.fetch.urls import read_url  # noqa: PLC0415 - the HTTP library loads for addresses only

    return read_url(address, allow_private=allow_private)


def _follow_listing(listing: Page, allow_private: bool) -> Iterator[Page | Unreadable]:
    from readout.fetch.listed import fetch_listed  # noqa: PLC0415 - as above, and the feed library too
    from readout.fetch.polite import Client  # noqa: PLC0415

    with Client(allow_private=allow_private) as client:
        yield from fetch_listed(listing, client=client)


def _is_listing(content: bytes) -> bool:
    return is_feed(content) or is_sitemap(content)


def _is_listing_file(path: Path) -> bool:
    if path.suffix.lower() not in _LISTING_SUFFIXES:
        return False
    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            return _is_listing(stream.read(HEAD))
    except (OSError, ValueError):
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
