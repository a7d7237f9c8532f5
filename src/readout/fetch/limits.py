"""How large a page may be, and how a place is named in an error."""

import os
from pathlib import Path

from readout.errors import PageError

# The largest HTML page of the public article-extraction benchmark has 1.4 MB; ten times that and more is no page.
MAX_BYTES = 20 * 1024 * 1024


def check_size(size: int, where: str) -> None:
    """Raise PageError if ``size`` bytes are none at all or more than a page may have."""
    if size == 0:
        raise PageError(f"{where} is empty; give a page with text in it")
    if size > MAX_BYTES:
        raise PageError(
            f"{where} is larger than the {MAX_BYTES // 1_048_576} MB that a page may have; "
            "cut it into single pages or give them as JSON lines"
        )


def path_name(path: Path) -> str:
    """The path as text that can be written as UTF-8, whatever bytes the file system holds."""
    return os.fsencode(path).decode("utf-8", "replace")
