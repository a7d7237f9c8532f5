"""Watch feeds: ask each when it is due, and add what is new to the ledger."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from readout.errors import PageError
from readout.fetch.feeds import is_feed, read_feed
from readout.fetch.polite import Client
from readout.fetch.sitemaps import read_sitemap
from readout.ledger import Added, FeedState, Store, find_feed, save_feed
from readout.model import Page, Unreadable
from readout.run.adding import add_pages
from readout.run.feedlists import FeedList, WatchedFeed

# pages after which the ledger is told what was fetched, and the longest back-off from a feed that fails
_BATCH = 8
_LONGEST = 86_400
_IDLE = 5.0
_NOTHING = Added()


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one look at a feed came to: what became of its new pages, or the ``reason`` why there was no answer."""

    address: str
    added: Added = _NOTHING
    unchanged: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    address: str
    title: str
    published: datetime.date | datetime.datetime | None
    language: str

    @property
    def key(self) -> tuple[str, str]:
        """What makes it an entry that was fetched already: an entry with a new date is fetched again."""
        return (self.address, self.published.isoformat() if self.published else "")


def watch(
    store: Store,
    feeds: FeedList,
    *,
    once: bool = False,
    allow_private: bool = False,
    wait: Callable[[float], bool],
    now: Callable[[], datetime.datetime] = lambda: datetime.datetime.now(tz=datetime.UTC),
) -> Iterator[Look]:
    """Look at each feed when it is due, for ever or ``once``; yields what every look came to.

    ``wait`` sleeps for that many seconds and says whether to stop. What was fetched is remembered page by page,
    so a watch that was stopped goes on where it was; a feed that fails is asked less and less often.
    """
    with Client(
        contact=feeds.contact, allow_private=allow_private, sleep=lambda seconds: _ignore(wait(seconds))
    ) as client:
        while True:
            for feed in feeds.feeds:
                state = find_feed(store, feed.address)
                if once or state.due is None or state.due <= now():
                    yield _look(store, feed, state, client, now, wait)
                if wait(0):
                    return
            if once:
                return
            dues = [find_feed(store, feed.address).due for feed in feeds.feeds]
            seconds = min(((due - now()).total_seconds() for due in dues if due), default=_IDLE)
            if wait(max(seconds, _IDLE)):
                return


def _ignore(_: object) -> None:
    pass


def _look(
    store: Store,
    feed: WatchedFeed,
    state: FeedState,
    client: Client,
    now: Callable[[], datetime.datetime],
    wait: Callable[[float], bool],
) -> Look:
    moment = now()
    try:
        answer = client.get(feed.address, etag=state.etag, modified=state.modified)
        entries = _read_entries(answer.page, feed) if answer.page else ()
    except PageError as error:
        pause = min(feed.every * 2 ** min(state.failures + 1, 20), _LONGEST)
        due = moment + datetime.timedelta(seconds=pause)
        save_feed(store, replace(state, checked=moment, due=due, failures=state.failures + 1))
        return Look(address=feed.address, reason=str(error))
    due = moment + datetime.timedelta(seconds=feed.every)
    if answer.page is None:
        save_feed(store, replace(state, checked=moment, due=due, failures=0))
        return Look(address=feed.address, unchanged=True)
    added, fetched, whole = _fetch_new(store, entries, state, client, wait)
    still = {entry.key for entry in entries} & fetched
    # a feed some of whose pages could not be had is asked for whole next time, so that they are tried again
    etag, modified = (answer.etag, answer.modified) if whole else ("", "")
    save_feed(
        store,
        FeedState(
            address=feed.address,
            etag=etag,
            modified=modified,
            checked=moment,
            due=due,
            entries=frozenset(still),
        ),
    )
    return Look(address=feed.address, added=added)


def _fetch_new(
    store: Store, entries: Sequence[_Entry], state: FeedState, client: Client, wait: Callable[[float], bool]
) -> tuple[Added, set[tuple[str, str]], bool]:
    """Fetch and add the entries that were not fetched before, remembering them as they come."""
    added, fetched, whole = Added(), set(state.entries), True
    new = [entry for entry in entries if entry.key not in fetched]
    for start in range(0, len(new), _BATCH):
        batch = new[start : start + _BATCH]
        pages = [_fetch(entry, client) for entry in batch]
        added += add_pages(store, pages)
        had = {entry.key for entry, page in zip(batch, pages, strict=True) if isinstance(page, Page)}
        whole = whole and len(had) == len(batch)
        fetched |= had
        save_feed(store, replace(state, entries=frozenset(fetched)))
        if wait(0):
            return added, fetched, False
    return added, fetched, whole


def _fetch(entry: _Entry, client: Client) -> Page | Unreadable:
    try:
        page = client.get(entry.address).page
    except PageError as error:
        return Unreadable(id=entry.address, url=entry.address, source=entry.address, reason=str(error))
    if page is None:
        raise PageError(
            f"{entry.address} answered that nothing changed, which was not asked; try again later"
        )
    return replace(page, title=entry.title, published=entry.published, language=entry.language)


def _read_entries(page: Page, feed: WatchedFeed) -> tuple[_Entry, ...]:
    if is_feed(page.content):
        found = read_feed(page.content, page.url, media_type=page.media_type, charset=page.charset).entries
        return tuple(
            _Entry(address=e.address, title=e.title, published=e.published, language=feed.language)
            for e in found
        )
    listed = read_sitemap(page.content, page.url).addresses
    return tuple(
        _Entry(address=e.address, title=e.title, published=e.published or e.changed, language=feed.language)
        for e in listed
    )
