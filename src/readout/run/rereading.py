"""Read a ledger's pages again by the rules of this release."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass

from readout.ledger import Change, Entry, Store, find_stale, replace_readings
from readout.model import Page, Reading
from readout.run.copies import COPIES, find_parts
from readout.run.local import check_jobs, read_in_processes, read_one, read_page

_BATCH = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What reading again came to: pages read, pages that can be read now and could not before, and every changed row."""

    pages: int = 0
    mended: int = 0
    rows: tuple[Change, ...] = ()


def reread(
    store: Store,
    *,
    every: bool = False,
    failed: bool = False,
    jobs: int = 1,
    seen: Callable[[int], None] | None = None,
) -> Changes:
    """Read again the pages that other rules read (or ``every`` page, or those that ``failed``); judgements stay.

    ``seen`` is told how many pages were read, as the ledger gets them.
    """
    from readout.pipeline import rules  # noqa: PLC0415 - its libraries take a while to load

    check_jobs(jobs)
    total = Changes()
    entries: list[tuple[str, Entry]] = []
    for id, entry in _read_again(find_stale(store, rules(), every=every, failed=failed), jobs, rules()):
        entries.append((id, entry))
        if len(entries) == _BATCH:
            total = _replace(store, entries, total, failed, seen)
            entries = []
    return _replace(store, entries, total, failed, seen)


def _replace(
    store: Store,
    entries: list[tuple[str, Entry]],
    total: Changes,
    failed: bool,
    seen: Callable[[int], None] | None,
) -> Changes:
    rows = replace_readings(store, entries, COPIES)
    mended = sum(entry.reading is not None for _, entry in entries) if failed else 0
    if seen:
        seen(len(entries))
    return Changes(pages=total.pages + len(entries), mended=total.mended + mended, rows=total.rows + rows)


def _read_again(stale: Iterator[tuple[str, Page]], jobs: int, rules: str) -> Iterator[tuple[str, Entry]]:
    flying: list[tuple[str, Page]] = []

    def pages() -> Iterator[Page]:
        for id, page in stale:
            flying.append((id, page))
            yield page

    rows = (
        (read_one(page, read_page) for page in pages())
        if jobs == 1
        else read_in_processes(pages(), jobs=jobs, reader=read_page)
    )
    with closing(rows):
        for row in rows:
            id, page = flying.pop(0)
            if isinstance(row, Reading):
                yield id, Entry(page=page, rules=rules, reading=row, parts=find_parts(row.article))
            else:
                yield id, Entry(page=page, rules=rules, error=row.reason)
