"""Pages from JSON lines: one object a line, plain or gzipped."""

import datetime
import gzip
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from readout.errors import PageError
from readout.fetch.dates import parse_date
from readout.fetch.limits import MAX_BYTES, check_size, path_name
from readout.model import Page, Unreadable

SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
# JSON may write a character in six bytes where UTF-8 has two
_MAX_LINE = 3 * MAX_BYTES
_CHUNK = 1 << 20
_END = -1
_SURROGATE = re.compile("[\ud800-\udfff]")


def is_jsonl(path: Path) -> bool:
    """Whether the path's name says JSON lines."""
    return path.name.lower().endswith(SUFFIXES)


def read_jsonl(path: Path, *, begin: int = 0, end: int = _END, first: int = 1) -> Iterator[Page | Unreadable]:
    """The pages of a JSON-lines file, one line in memory at a time.

    A line is ``{"id", "url", "title", "published", "language", "text" or "html"}``, of which only the last is
    needed; ``published`` is ISO 8601, null counts as absent, other fields are passed over, and a page without
    an id is called ``file:line``. A line that can't be understood is an Unreadable naming file and line.
    ``begin`` and ``end`` are bytes of a plain file at which two lines begin, where only those between are wanted
    (find_cuts), and ``first`` is the number of the first of them.
    Raises PageError, at the first step, if the file can't be opened or holds no line.
    """
    name = path_name(path)
    number = 0
    for number, line in _number_lines(path, name, begin, end, first):
        where = f"{name}, line {number}"
        try:
            if isinstance(line, PageError):
                raise line
            yield _read_line(line, where, f"{name}:{number}")
        except PageError as error:
            yield Unreadable(id=f"{name}:{number}", reason=str(error))
    if not number and not begin:
        raise PageError(f"{name} holds no line; give one JSON object a line")


def find_cuts(path: Path, size: int) -> tuple[tuple[int, int], ...]:
    """The bytes, at least ``size`` apart, at which lines of a plain file begin, each with its line's number; the file's end last."""
    cuts, at, number = [(0, 1)], 0, 1
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(size):
                chunk += stream.readline()
                at, number = at + len(chunk), number + chunk.count(b"\n")
                cuts.append((at, number))
    except OSError:
        return ()
    return tuple(cuts)


def count_lines(path: Path) -> int:
    """How many lines the file has, roughly what read_jsonl will yield; 0 where it can't be read."""
    count, end = 0, b"\n"
    try:
        with _open(path) as stream:
            while chunk := stream.read(_CHUNK):
                count, end = count + chunk.count(b"\n"), chunk[-1:]
        return count + (end != b"\n")
    except (OSError, EOFError, zlib.error):
        return 0


def _open(path: Path) -> BinaryIO:
    return cast("BinaryIO", gzip.open(path)) if path.suffix.lower() == ".gz" else path.open("rb")


def _number_lines(
    path: Path, name: str, begin: int, end: int, first: int
) -> Iterator[tuple[int, bytes | PageError]]:
    """The lines that are not blank, with their numbers; an error stands where a line is too long or the file breaks off."""
    number = first - 1
    try:
        with _open(path) as stream:
            stream.seek(begin)
            while (end == _END or stream.tell() < end) and (line := stream.readline(_MAX_LINE + 1)):
                number += 1
                if len(line) > _MAX_LINE:
                    while line and not line.endswith(b"\n"):
                        line = stream.readline(_CHUNK)
                    yield (
                        number,
                        PageError(f"{name}, line {number} is too long for a page; split it into several"),
                    )
                elif line.strip():
                    yield number, line
    except FileNotFoundError as error:
        raise PageError(f"there is no file {name}; check the path") from error
    except (OSError, EOFError, zlib.error) as error:
        if not number:
            raise PageError(
                f"{name} could not be opened ({error}); check the file and its permissions"
            ) from error
        yield number + 1, PageError(f"{name} breaks off after line {number} ({error}); get the file again")


def _read_line(line: bytes, where: str, name: str) -> Page:
    """The page that one line holds."""
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise PageError(f"{where} is not UTF-8; write the file in UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise PageError(f"{where} is not JSON ({error}); write one JSON object a line") from error
    if not isinstance(row, dict):
        raise PageError(f'{where} is no JSON object; write {{"id": …, "text": …}}')
    kind = "html" if row.get("html") is not None else "text"
    if row.get(kind) is None:
        raise PageError(f'{where} has neither "text" nor "html"; give one of them')
    content = _read_string(row, kind, where).encode()
    check_size(len(content), where)
    return Page(
        id=_read_string(row, "id", where) or name,
        content=content,
        url=_read_string(row, "url", where),
        media_type="text/html" if kind == "html" else "text/plain",
        charset="utf-8",
        title=_read_string(row, "title", where),
        language=_read_string(row, "language", where),
        published=_read_published(row, where),
    )


def _read_string(row: dict[str, Any], field: str, where: str) -> str:
    value = row.get(field)
    if value is None:
        return ""
    if field == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise PageError(f'{where}: "{field}" is no string; put it in quotation marks')
    # JSON can write half a surrogate pair, which is no character; what decoders do with a bad byte is done here
    return _SURROGATE.sub("\ufffd", value)


def _read_published(row: dict[str, Any], where: str) -> datetime.date | datetime.datetime | None:
    value = _read_string(row, "published", where)
    if not value:
        return None
    try:
        return parse_date(value)
    except ValueError as error:
        raise PageError(
            f'{where}: "published" is no ISO date: {value!r}; write it like 2025-02-13'
        ) from error
