"""Pages from files, folders and standard input."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

from readout.errors import PageError
from readout.fetch.limits import MAX_BYTES, check_size, path_name
from readout.model import Page

# the suffixes of single pages, and the media type that each speaks for
MEDIA_TYPES = {
    ".txt": "text/plain",
    ".md": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
}


def read_file(path: Path) -> Page:
    """The file as a page whose id is the path as given.

    Raises PageError if there is no such file, it is empty, may not be read, or has more than MAX_BYTES; a
    regular file that is too large is refused by its size on disk, before a byte of it is read.
    """
    name = path_name(path)
    try:
        status = path.stat()
        if stat.S_ISREG(status.st_mode):
            check_size(status.st_size, name)
        with path.open("rb") as stream:
            page = read_stream(stream, name)
    except FileNotFoundError as error:
        raise PageError(f"there is no file {name}; check the path") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise PageError(
            f"{name} could not be opened ({reason}); check the path and its permissions"
        ) from error
    except ValueError as error:  # a zero byte in the path
        raise PageError(f"{name!r} is no path; check how it is written") from error
    return Page(id=name, content=page.content, media_type=MEDIA_TYPES.get(path.suffix.lower(), ""))


def read_stream(stream: BinaryIO, name: str) -> Page:
    """What ``stream`` yields, as a page called ``name``. Raises PageError if that is nothing or too much."""
    content = stream.read(MAX_BYTES + 1)
    check_size(len(content), name)
    return Page(id=name, content=content)


def find_files(folder: Path, suffixes: tuple[str, ...]) -> tuple[Path, ...]:
    """The files under ``folder`` with one of the suffixes, sorted by path; hidden names are passed over.

    Raises PageError if there is none.
    """
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            Path(parent, name)
            for name in names
            if not name.startswith(".") and name.lower().endswith(suffixes)
        ]
    if not found:
        wanted = ", ".join(suffixes)
        raise PageError(f"folder {path_name(folder)} holds no page ({wanted}); give one that does")
    return tuple(sorted(found))
