"""Read pages on this machine, in this process or in several, in the order in which they were given."""

import datetime
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import partial

from readout import fetch
from readout.errors import OptionError, ReadoutError
from readout.language import languages
from readout.model import Page, Reading, Unreadable

Row = Reading | Unreadable
Published = datetime.date | datetime.datetime | None
Reader = Callable[[Page], Reading]
Chunk = list[Page | Unreadable]

is_batch = fetch.is_batch

# A chunk is what one task carries: enough pages to make the trip worth while, little enough that a few in flight
# per process stay small. Sizes in pages and bytes.
_CHUNK_PAGES = 16
_CHUNK_BYTES = 1 << 20
_CHUNKS_IN_FLIGHT = 3
DIED = "the process that read it died; it may need more memory than there is"


def read_pages(
    sources: Iterable[str | Page],
    *,
    jobs: int = 1,
    published: Published = None,
    language: str = "",
    allow_private: bool = False,
) -> Generator[Row, None, None]:
    """Read every page of the sources (paths, folders, JSON lines, addresses, "-", Pages), in input order.

    A page that can't be had or read is an Unreadable in its place and never stops the run. ``published`` and
    ``language`` count for pages that come without their own. With ``jobs`` above 1 as many processes read, a
    bounded number of pages is in flight, and a page that kills its process is an Unreadable too; a script that
    does so needs ``if __name__ == "__main__":``, as always with spawned processes.
    Raises OptionError if ``jobs`` is below 1 or the language is unknown.
    """
    check_jobs(jobs)
    check_language(language)
    pages = (
        fill_page(page, published, language) if isinstance(page, Page) else page
        for page in _find_pages(sources, allow_private)
    )
    if jobs == 1:
        return _read_here(pages)
    return read_in_processes(pages, jobs=jobs, reader=read_page, warm=partial(warm_pipeline, language))


def read_source(
    source: str | Page,
    *,
    published: Published = None,
    language: str = "",
    id: str = "",
    url: str = "",
    allow_private: bool = False,
) -> Reading:
    """Read one page. ``id`` and ``url`` replace what the source is called and where it says it comes from.

    Raises ReadoutError where the page can't be had or read; other options as in read_pages.
    """
    check_language(language)
    page = source if isinstance(source, Page) else fetch.fetch_page(source, allow_private=allow_private)
    page = fill_page(replace(page, id=id or page.id, url=url or page.url), published, language)
    try:
        return read_page(page)
    except ReadoutError:
        raise
    except Exception as error:
        raise ReadoutError(_fault(page, error)) from error


def parse_published(text: str) -> Published:
    """The date in ``text``, None if it is empty. Raises OptionError if it is no ISO 8601 date."""
    try:
        return fetch.parse_date(text) if text else None
    except ValueError as error:
        raise OptionError(f"published is no ISO date: {text!r}; write it like 2025-02-13") from error


def count_pages(sources: Iterable[str]) -> int:
    """How many rows read_pages will yield, about."""
    return sum(map(fetch.count_pages, sources))


def check_jobs(jobs: int) -> None:
    """Raise OptionError unless at least one process is asked for."""
    if jobs < 1:
        raise OptionError(f"jobs is {jobs}; give 1 or more")


def check_language(language: str) -> None:
    """Raise OptionError if there are no word files for the language; "" leaves the choice to the pipeline."""
    if language and language not in languages():
        raise OptionError(f"no language {language!r}; give one of: {', '.join(languages())}")


def read_in_processes(
    pages: Iterable[Page | Unreadable], *, jobs: int, reader: Reader, warm: Callable[[], None] | None = None
) -> Generator[Row, None, None]:
    """Like ``map(reader, pages)`` over spawned processes, in order; ``warm`` is called once in each.

    Both must be importable by name.
    """
    chunks = _chunk(pages)
    flying: deque[tuple[Chunk, Future[list[Row]]]] = deque()
    pool = _open_pool(jobs, warm)
    try:
        _check_pool(pool)
        while True:
            try:
                while len(flying) < jobs * _CHUNKS_IN_FLIGHT and (chunk := next(chunks, None)):
                    flying.append((chunk, Future()))  # noted before it is sent: the sending may fail too
                    flying[-1] = (chunk, pool.submit(_read_chunk, chunk, reader))
                if not flying:
                    return
                rows = flying[0][1].result()
                flying.popleft()
            except BrokenProcessPool:
                # Which page did it is unknown, so all that were in flight are read again, in a process of
                # their own that may die of them; the pool is opened anew and the run goes on.
                _close_pool(pool)
                rows = _read_apart([page for part, _ in flying for page in part], reader)
                flying.clear()
                pool = _open_pool(jobs, warm)
            yield from rows
    finally:
        _close_pool(pool)


def _read_apart(pages: Sequence[Page | Unreadable], reader: Reader) -> list[Row]:
    """Read pages one by one in another process, naming those that kill it."""
    rows: list[Row] = []
    pool = _open_pool(1, None)
    for page in pages:
        try:
            rows += pool.submit(_read_chunk, [page], reader).result()
        except BrokenProcessPool:
            rows.append(Unreadable(id=page.id, url=page.url, reason=f"{page.id}: {DIED}"))
            _close_pool(pool)
            pool = _open_pool(1, None)
    _close_pool(pool)
    return rows


def _open_pool(jobs: int, warm: Callable[[], None] | None) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_start_process, initargs=(warm,))


def _check_pool(pool: ProcessPoolExecutor) -> None:
    """Raise ReadoutError if processes die at birth, which would make every page look unreadable."""
    try:
        pool.submit(int).result()
    except BrokenProcessPool as error:
        raise ReadoutError(
            'reading processes can\'t start; put the call under `if __name__ == "__main__":` or use jobs=1'
        ) from error


def _close_pool(pool: ProcessPoolExecutor) -> None:
    """End the pool without waiting for pages that nobody will look at any more."""
    processes = tuple((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()


def _start_process(warm: Callable[[], None] | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    if warm:
        warm()


def warm_pipeline(language: str) -> None:
    """Load what reading needs, ahead of the first page."""
    from readout import pipeline  # noqa: PLC0415 - its libraries take a while to load

    pipeline.warm(language or "zh")


def _read_here(pages: Iterable[Page | Unreadable]) -> Generator[Row, None, None]:
    for page in pages:
        yield read_one(page, read_page)


def _read_chunk(chunk: Chunk, reader: Reader) -> list[Row]:
    return [read_one(page, reader) for page in chunk]


def read_one(page: Page | Unreadable, reader: Reader) -> Row:
    """What the reader makes of the page; what can't be read is an Unreadable that says why."""
    if isinstance(page, Unreadable):
        return page
    try:
        return reader(page)
    except ReadoutError as error:
        return Unreadable(id=page.id, url=page.url, reason=str(error))
    except Exception as error:
        return Unreadable(id=page.id, url=page.url, reason=_fault(page, error))


def _fault(page: Page, error: Exception) -> str:
    """The sentence for a fault of ours, met on one page of many."""
    fault = f"{type(error).__name__}: {error}".rstrip(": ")
    return f"{page.id}: the reading itself failed ({fault}); please report it together with the page"


def read_page(page: Page) -> Reading:
    """The pipeline's read_page, loaded when it is called."""
    from readout import pipeline  # noqa: PLC0415 - its libraries take a while to load

    return pipeline.read_page(page)


def _find_pages(sources: Iterable[str | Page], allow_private: bool) -> Iterator[Page | Unreadable]:
    for source in sources:
        if isinstance(source, Page):
            yield source
        else:
            yield from fetch.fetch_pages(source, allow_private=allow_private)


def fill_page(page: Page, published: Published, language: str) -> Page:
    """The page, with what it doesn't say itself."""
    return replace(page, published=page.published or published, language=page.language or language)


def _chunk(pages: Iterable[Page | Unreadable]) -> Iterator[Chunk]:
    """Pages in handfuls, closed when either limit is reached."""
    chunk: Chunk = []
    size = 0
    for page in pages:
        chunk.append(page)
        size += len(page.content) if isinstance(page, Page) else 0
        if len(chunk) == _CHUNK_PAGES or size >= _CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
