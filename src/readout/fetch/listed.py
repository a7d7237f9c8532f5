"""The pages that a feed or a sitemap lists, each asked for politely."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from readout.errors import PageError
from readout.fetch.feeds import FeedEntry, is_feed, read_feed
from readout.fetch.polite import Client
from readout.fetch.sitemaps import MAX_ENTRIES, Listed, read_sitemap
from readout.model import Page, Unreadable

# an index lists sitemaps; some sites list indexes in an index
MAX_DEPTH = 2


@dataclass(slots=True)
class _Walk:
    """One way through a listing: the client of all its requests, and what was asked for already."""

    client: Client
    seen: set[str]


def fetch_listed(listing: Page, *, client: Client) -> Iterator[Page | Unreadable]:
    """The pages of a feed, a sitemap or an index of sitemaps, in its order and each once.

    A page has the title and the date of publication that the listing gives it, if any. One that can't be had,
    and a sitemap that can't, is an Unreadable in its place. Raises PageError if the listing itself is broken.
    """
    yield from _fetch(listing, _Walk(client, {listing.id, listing.url}), depth=0)


def _fetch(listing: Page, walk: _Walk, depth: int) -> Iterator[Page | Unreadable]:
    address = listing.url or listing.id
    if is_feed(listing.content):
        feed = read_feed(listing.content, address, media_type=listing.media_type, charset=listing.charset)
        yield from _fetch_pages(feed.entries, walk)
        return
    sitemap = read_sitemap(listing.content, address)
    yield from _fetch_pages(sitemap.addresses, walk)
    for inner in sitemap.sitemaps:
        yield from _fetch_inner(inner, walk, depth + 1)
    if not sitemap.complete:
        reason = (
            f"{address} breaks off or lists more than {MAX_ENTRIES} addresses, of which the rest was passed over; "
            "give the further addresses by themselves"
        )
        yield Unreadable(id=address, url=listing.url, reason=reason)


def _fetch_pages(
    entries: tuple[FeedEntry, ...] | tuple[Listed, ...], walk: _Walk
) -> Iterator[Page | Unreadable]:
    for entry in entries:
        if entry.address in walk.seen:
            continue
        walk.seen.add(entry.address)
        try:
            page = _get(entry.address, walk)
        except PageError as error:
            yield _tell(entry.address, error)
        else:
            yield replace(page, title=entry.title, published=entry.published)


def _fetch_inner(address: str, walk: _Walk, depth: int) -> Iterator[Page | Unreadable]:
    """The pages of a sitemap that another one lists."""
    if address in walk.seen:
        return
    walk.seen.add(address)
    try:
        if depth > MAX_DEPTH:
            raise PageError(f"{address} lies more than {MAX_DEPTH} indexes deep; give its address by itself")
        yield from _fetch(_get(address, walk), walk, depth)
    except PageError as error:
        yield _tell(address, error)


def _get(address: str, walk: _Walk) -> Page:
    page = walk.client.get(address).page
    if page is None:
        raise PageError(f"{address} answered that nothing changed, which was not asked; try again later")
    return page


def _tell(address: str, error: PageError) -> Unreadable:
    return Unreadable(id=address, url=address, reason=str(error))
