"""Readout: who said what, to whom, when and by which channel, tied to the page's characters.

    >>> import readout
    >>> reading = readout.read("page.html", published="2025-02-13")    # doctest: +SKIP
    >>> for statement in reading.statements:                           # doctest: +SKIP
    ...     print(statement.speaker, statement.cue.of(reading.article.text))

The nouns are in ``readout.model``; many pages at once are read by ``readout.run.read_pages``.
"""

import datetime
import os
from typing import TYPE_CHECKING

from readout.model import Page, Reading

if TYPE_CHECKING:
    __version__: str

__all__ = ["Page", "Reading", "__version__", "read", "read_text"]


def read(
    source: str | os.PathLike[str] | Page,
    *,
    published: datetime.date | str | None = None,
    language: str = "",
    url: str = "",
    allow_private: bool = False,
) -> Reading:
    """Read one page: a path, a web address, "-" for standard input, or a Page.

    ``published`` (a date, a datetime or ISO 8601) and ``language`` ("zh") are used where the page does not say;
    ``url`` is where a saved page came from. Addresses in private networks are refused unless ``allow_private``.
    Raises PageError for what can't be had or decoded, OptionError for a wrong option; both are ReadoutError.
    """
    from readout import run  # noqa: PLC0415 - `import readout` stays light

    when = run.parse_published(published) if isinstance(published, str) else published
    place = source if isinstance(source, Page) else os.fspath(source)
    return run.read_source(place, published=when, language=language, url=url, allow_private=allow_private)


def read_text(
    text: str,
    *,
    published: datetime.date | str | None = None,
    language: str = "",
    url: str = "",
    title: str = "",
    id: str = "text",
) -> Reading:
    """Read a text that is already in memory; options as in ``read``, spans point into ``text``."""
    page = Page(
        id=id, content=text.encode("utf-8", "replace"), media_type="text/plain", charset="utf-8", title=title
    )
    return read(page, published=published, language=language, url=url)


def __getattr__(name: str) -> str:
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415 - slow to load and seldom asked for

        return version("readout-ledger")
    raise AttributeError(f"module 'readout' has no attribute {name!r}")
