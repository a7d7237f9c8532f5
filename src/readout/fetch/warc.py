"""Pages from web archives (WARC, ISO 28500), plain or gzipped, one record in memory at a time."""

import mmap
import os
import re
import zlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from readout.errors import PageError
from readout.fetch.limits import MAX_BYTES, check_size, path_name
from readout.fetch.packed import GZIP, join_chunks, unpack
from readout.model import Page, Unreadable

# Common Crawl's archives of plain text are called .warc.wet.gz
SUFFIXES = (".warc", ".warc.gz", ".wet", ".wet.gz")
_KINDS = (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion)
_MEDIA_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
# how much of an archive is looked through to tell about how many pages the whole has
_SAMPLE = 8 << 20
_END = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stop:
    """Where reading stopped: at the last record's byte, after so many records, because of ``damage`` ("" at the end)."""

    offset: int
    records: int
    damage: str = ""


def is_warc(path: Path) -> bool:
    """Whether the path's name says web archive."""
    return path.name.lower().endswith(SUFFIXES)


def read_warc(path: Path, *, begin: int = 0, end: int = _END) -> Iterator[Page | Unreadable]:
    """The pages of a web archive: answers with status 200, and resources and conversions, of HTML or plain text.

    A page is called what its record's target is; ``fetched`` is the record's date. Other records (images,
    errors, requests, revisits of what did not change, robots.txt) are passed over. A record that is damaged,
    broken off or too large is an Unreadable naming file and byte, and reading goes on at the next whole one.
    ``begin`` and ``end`` are the bytes at which two records begin, where only those between are wanted (find_cuts).
    Raises PageError, at the first step, if the file can't be opened or holds no record.
    """
    name = path_name(path)
    found, start = 0, begin
    with _open(path, name) as stream:
        while start != _END:
            stop = yield from _read_from(stream, start, end, name)
            found += stop.records
            following = _find_record(stream, stop.offset + 1) if stop.damage else _END
            if end != _END and following >= end:
                following = _END
            if not found and following == _END:
                raise PageError(f"{name} holds no WARC record; give a web archive (.warc or .warc.gz)")
            # a start without a record lies inside a damage that was told already
            if stop.damage and (stop.records or start == begin):
                reason = (
                    f"{name} is damaged at or after byte {stop.offset} ({stop.damage}); get the archive again"
                )
                yield Unreadable(id=f"{name}:{stop.offset}", reason=reason)
            start = following


def count_records(path: Path) -> int:
    """About how many pages read_warc will yield, told from the first 8 MB; 0 where the file can't be read."""
    pages, offset = 0, 0
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                offset = record.stream_pos
                if pages and offset > _SAMPLE:
                    return max(pages * size // offset, pages)
                pages += _is_page(record)
    except (OSError, ValueError):
        pass
    return pages


def find_cuts(path: Path, size: int) -> tuple[int, ...]:
    """The bytes, about ``size`` apart, at which records begin, from the first byte to the file's end."""
    try:
        with path.open("rb") as stream:
            length = os.fstat(stream.fileno()).st_size
            starts = {_find_record(stream, at) for at in range(size, length, size)}
    except OSError:
        return ()
    return (0, *sorted(starts - {_END, 0}), length)


class _Part:
    """A stream that ends at a byte before its own end."""

    def __init__(self, stream: BinaryIO, end: int) -> None:
        self._stream, self._end = stream, end
        self.tell, self.seek, self.close = stream.tell, stream.seek, stream.close

    def read(self, size: int = -1) -> bytes:
        left = max(self._end - self._stream.tell(), 0)
        return self._stream.read(left if size < 0 else min(size, left))


def _open(path: Path, name: str) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise PageError(f"there is no file {name}; check the path") from error
    except OSError as error:
        raise PageError(
            f"{name} could not be opened ({error}); check the file and its permissions"
        ) from error


def _read_from(
    stream: BinaryIO, start: int, end: int, name: str
) -> Generator[Page | Unreadable, None, _Stop]:
    """The pages from the record at ``start`` on, up to the end or to a damage."""
    stream.seek(start)
    offset, records = start, 0
    try:
        for record in ArchiveIterator(stream if end == _END else _Part(stream, end)):
            offset = record.stream_pos
            records += 1
            if not (record.headers.get("Content-Length") or "").strip().isdigit():
                raise OSError("a record without its length")
            if not _is_page(record):
                continue
            target = _read_target(record)
            try:
                yield _read_page(record, target, f"{target} ({name}, byte {offset})")
            except PageError as error:
                yield Unreadable(id=target, url=_read_url(target), source=name, reason=str(error))
    except (OSError, ValueError) as error:
        return _Stop(offset=offset, records=records, damage=str(error))
    return _Stop(offset=offset, records=records)


def _is_page(record: WarcRecord) -> bool:
    """Whether the record is what read_warc yields, told from its headers alone."""
    target = _read_target(record)
    if record.record_type not in _KINDS:
        return False
    if not target.startswith(("http:", "https:", "ftp:", "file:")):
        return False  # dns: answers, the crawler's own logs
    if record.record_type == WarcRecordType.response and not _is_answer(record):
        return False
    return _read_type(record)[0] in _MEDIA_TYPES and not target.endswith("/robots.txt")


def _is_answer(record: WarcRecord) -> bool:
    return bool(record.is_http and record.http_headers and record.http_headers.status_code == 200)


def _read_page(record: WarcRecord, target: str, where: str) -> Page:
    """The record's page. Raises OSError if the archive is damaged here, PageError if only the page is no good."""
    size = record.content_length
    check_size(size, where)
    content = record.reader.read(size)
    if len(content) < size:
        raise OSError(f"a record of {size} bytes breaks off after {len(content)}")
    if record.record_type == WarcRecordType.response:
        if "chunked" in (record.http_headers.get("Transfer-Encoding") or "").lower():
            content = join_chunks(content)
        encodings = ",".join(record.http_headers.get_multiple("Content-Encoding"))
        content = unpack(content, encodings, limit=MAX_BYTES, where=where)
        check_size(len(content), where)
    media_type, charset = _read_type(record)
    return Page(
        id=target,
        content=content,
        url=_read_url(target),
        media_type=media_type,
        charset=charset,
        fetched=record.record_date,
    )


def _read_target(record: WarcRecord) -> str:
    # WARC 1.0 was read by some to want angle brackets
    return (record.headers.get("WARC-Target-URI") or "").strip().strip("<>")


def _read_url(target: str) -> str:
    return target if target.startswith("http") else ""


def _read_type(record: WarcRecord) -> tuple[str, str]:
    """Media type and charset: of the answer, or of the record itself where that is the page."""
    headers = record.http_headers if record.record_type == WarcRecordType.response else record.headers
    declared = headers.get("Content-Type") or record.headers.get("WARC-Identified-Payload-Type") or ""
    charset = _CHARSET.search(declared)
    return declared.partition(";")[0].strip().lower(), charset[1].lower() if charset else ""


def _find_record(stream: BinaryIO, start: int) -> int:
    """The byte, ``start`` or a later one, at which a record begins, _END if there is none."""
    if start >= os.fstat(stream.fileno()).st_size:
        return _END
    with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as archive:
        if archive[:2] != GZIP:
            position = archive.find(b"\nWARC/1.", max(start - 1, 0))
            return position + 1 if position != _END else _END
        position = archive.find(GZIP, start)
        while position != _END and not _opens_record(archive[position : position + 512]):
            position = archive.find(GZIP, position + 1)
        return position


def _opens_record(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(packed, 5) == b"WARC/"
    except zlib.error:
        return False
