"""Add sources to a ledger: what it has is passed over, what is new is read and appended, in any order and any number of times."""

import datetime
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial

from readout import fetch
from readout.ledger import (
    Added,
    Entry,
    Store,
    add_entries,
    find_failures,
    find_known,
    identify,
    note_known,
    settle_source,
)
from readout.model import Page, Reading, Unreadable
from readout.run.copies import COPIES, find_parts
from readout.run.local import (
    Published,
    Reader,
    Row,
    check_jobs,
    check_language,
    fill_page,
    read_in_processes,
    read_one,
    read_page,
    warm_pipeline,
)
from readout.run.rereading import reread

# pages that are looked up together, and the seconds after which what was read is put into the ledger
_LOOKED_UP = 64
_LOOKED_UP_BYTES = 8 << 20
_SECONDS = 0.5

Seen = Callable[[Added], None]


@dataclass(slots=True)
class _Flight:
    """What is on its way through the readers, in order, and what is known of it already."""

    pages: deque[Page | Unreadable] = field(default_factory=deque)
    added: Added = field(default_factory=Added)


def add_sources(
    store: Store,
    sources: Iterable[str | Page],
    *,
    jobs: int = 1,
    published: Published = None,
    language: str = "",
    allow_private: bool = False,
    seen: Seen | None = None,
) -> Added:
    """Add every page of the sources; returns what became of them.

    A page that the ledger has is not read again. One that can't be had or read is kept as a failure and never
    stops the run. ``seen`` is told of every handful of pages as soon as the ledger has them. Stopped at any
    moment and run again, the ledger is as if it had not been stopped.
    Raises LedgerError where the ledger can't be written: what was added before stays.
    """
    check_jobs(jobs)
    check_language(language)
    total = Added()
    for source in sources:
        failed: set[str] = set()
        pages = _find_pages(source, allow_private, published, language, failed)
        for added in _add_pages(store, pages, jobs=jobs, language=language):
            total += added
            if seen:
                seen(added)
        if isinstance(source, str):
            settle_source(store, source, failed)
    return total


def add_pages(store: Store, pages: Iterable[Page | Unreadable]) -> Added:
    """Add pages that were fetched, and those that could not be."""
    total = Added()
    named = (replace(page, id=page.url or page.id) for page in pages)
    for added in _add_pages(store, named, jobs=1, language=""):
        total += added
    return total


def retry_failures(
    store: Store, *, jobs: int = 1, allow_private: bool = False, seen: Seen | None = None
) -> Added:
    """Ask again for what could not be had, and read again what could not be read; returns what became of it."""
    sources = dict.fromkeys(failure.source or failure.name for failure in find_failures(store))
    added = add_sources(store, sources, jobs=jobs, allow_private=allow_private, seen=seen)
    changes = reread(store, failed=True, jobs=jobs)
    return added + Added(new=changes.mended, unreadable=changes.pages - changes.mended)


def _add_pages(
    store: Store, pages: Iterable[Page | Unreadable], *, jobs: int, language: str
) -> Iterator[Added]:
    from readout.pipeline import rules  # noqa: PLC0415 - its libraries take a while to load

    flight, reader = _Flight(), read_page
    unknown = _follow(store, pages, flight)
    entries: list[Entry | Unreadable] = []
    due = time.monotonic() + _SECONDS
    with closing(_read(unknown, jobs, reader, language)) as rows:
        for row in rows:
            entries.append(make_entry(flight.pages.popleft(), row, rules()))
            if len(entries) < _LOOKED_UP and time.monotonic() < due:
                continue
            yield _append(store, entries, flight)
            entries = []
            due = time.monotonic() + _SECONDS
    yield _append(store, entries, flight)


def _append(store: Store, entries: Sequence[Entry | Unreadable], flight: _Flight) -> Added:
    added, flight.added = flight.added, Added()
    if entries:
        added += add_entries(store, entries, COPIES, now=datetime.datetime.now(tz=datetime.UTC))
    return added


def _read(
    pages: Iterator[Page | Unreadable], jobs: int, reader: Reader, language: str
) -> Generator[Row, None, None]:
    if jobs == 1:
        return (read_one(page, reader) for page in pages)
    return read_in_processes(pages, jobs=jobs, reader=reader, warm=partial(warm_pipeline, language))


def pass_over_known(
    store: Store, pages: Iterable[Page | Unreadable]
) -> Iterator[tuple[list[Page | Unreadable], int]]:
    """The pages that the ledger has not, some at a time, and how many there it had; their captures are noted."""
    for batch in _batch(pages):
        had = [page for page in batch if isinstance(page, Page)]
        known = find_known(store, had)
        again = {id(page): page for page in had if identify(page) in known}
        note_known(store, again.values())
        yield [page for page in batch if id(page) not in again], len(again)


def _follow(store: Store, pages: Iterable[Page | Unreadable], flight: _Flight) -> Iterator[Page | Unreadable]:
    """The pages that the ledger has not, noted as being in flight."""
    for unknown, known in pass_over_known(store, pages):
        flight.added += Added(known=known)
        for page in unknown:
            flight.pages.append(page)
            yield page


def _batch(pages: Iterable[Page | Unreadable]) -> Iterator[list[Page | Unreadable]]:
    batch: list[Page | Unreadable] = []
    size = 0
    for page in pages:
        batch.append(page)
        size += len(page.content) if isinstance(page, Page) else 0
        if len(batch) == _LOOKED_UP or size >= _LOOKED_UP_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _find_pages(
    source: str | Page, allow_private: bool, published: Published, language: str, failed: set[str]
) -> Iterator[Page | Unreadable]:
    found = [source] if isinstance(source, Page) else fetch.fetch_pages(source, allow_private=allow_private)
    for page in found:
        if isinstance(page, Unreadable):
            failed.add(page.id)
        yield name_page(page, str(source), published, language)


def name_page(page: Page | Unreadable, source: str, published: Published, language: str) -> Page | Unreadable:
    """The page, known by where it is from, whatever the file that brought it calls it, with what it doesn't say itself."""
    if isinstance(page, Unreadable):
        return replace(page, source=page.source or page.url or source)
    return replace(fill_page(page, published, language), id=page.url or page.id)


def make_entry(page: Page | Unreadable, row: Row, rules: str) -> Entry | Unreadable:
    """What goes into the ledger: the page with what came of it."""
    if isinstance(page, Unreadable):
        return page
    if isinstance(row, Reading):
        return Entry(page=page, rules=rules, reading=row, parts=find_parts(row.article))
    return Entry(page=page, rules=rules, error=row.reason)
