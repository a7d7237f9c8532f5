"""What the ledger remembers of the feeds that it watches, so that a watch goes on where it was stopped."""

import datetime
import json
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from readout.ledger import schema
from readout.ledger.engine import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """A feed as it was last seen.

    ``etag`` and ``modified`` are what the server wants to hear next time, ``checked`` is when it was asked and ``due``
    when it is to be asked again (None: now). ``failures`` counts those since it last answered. ``entries`` are the
    pages that were fetched already, each with the date that the feed gave it.
    """

    address: str
    etag: str = ""
    modified: str = ""
    checked: datetime.datetime | None = None
    due: datetime.datetime | None = None
    failures: int = 0
    entries: frozenset[tuple[str, str]] = frozenset()


def find_feed(store: Store, address: str) -> FeedState:
    """What is known of the feed; nothing, if it was never watched."""
    with store.read() as connection:
        row = connection.execute(sa.select(schema.feed).where(schema.feed.c.address == address)).first()
    if row is None:
        return FeedState(address=address)
    return FeedState(
        address=address,
        etag=row.etag,
        modified=row.modified,
        checked=_read(row.checked),
        due=_read(row.due),
        failures=row.failures,
        entries=frozenset((page, date) for page, date in json.loads(row.entries)),
    )


def save_feed(store: Store, state: FeedState) -> None:
    """Remember the feed's state."""
    values = {
        "etag": state.etag,
        "modified": state.modified,
        "checked": state.checked.isoformat() if state.checked else "",
        "due": state.due.isoformat() if state.due else "",
        "failures": state.failures,
        "entries": json.dumps(sorted(state.entries), ensure_ascii=False),
    }

    def work(connection: Connection) -> None:
        connection.execute(schema.feed.delete().where(schema.feed.c.address == state.address))
        connection.execute(schema.feed.insert().values(address=state.address, **values))

    store.write(work)


def _read(moment: str) -> datetime.datetime | None:
    return datetime.datetime.fromisoformat(moment) if moment else None
