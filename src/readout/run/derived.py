"""What is derived from a whole ledger, kept while the ledger stays as it is, and derived again when it changes."""

import multiprocessing
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import cache, partial
from multiprocessing.connection import Connection
from typing import TypeVar

from readout.errors import LedgerError
from readout.language import languages, load_lexicon
from readout.ledger import Kept, State, Store, find_id, find_state, get_kept
from readout.model import Entity, MergedContact, Position, Unreadable
from readout.run.comparing import Compared, compare_merged
from readout.run.contacts import merge_ledger, report_of
from readout.run.trails import Trails, find_trails, follow_positions

Found = TypeVar("Found")
_PATIENCE = 5.0  # seconds that contacts may be older than their pages
_SHARE = 0.1  # of the time that may go into deriving while pages are added
_COMPARISONS = 200
_PAGES = 16
_POLITE = 10


class Derived:
    """Contacts, comparisons, commitments and numbers of an open ledger, for a program that is asked for them again and again.

    What a person judged shows at once. While pages are added, contacts may be seconds old, and trails, which take long, minutes:
    they are derived in a process of their own. Safe to ask from several threads.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._merging, self._tracing, self._placing = (threading.Lock() for _ in range(3))
        self._contacts: tuple[State, tuple[MergedContact, ...], float] | None = None
        self._trails: tuple[State, Trails] | None = None
        self._trace_after = 0.0
        self._comparisons: OrderedDict[tuple[str, int], tuple[Compared, ...]] = OrderedDict()
        self._positions: OrderedDict[tuple[str, str], tuple[State, tuple[Position, ...]]] = OrderedDict()
        self._kept: OrderedDict[tuple[int | str, ...], Kept | Unreadable] = OrderedDict()
        self._by_report: dict[str, MergedContact] = {}

    def kept(self, page: str) -> Kept | Unreadable:
        """The page of that id; those that were asked for last are not read from the ledger again."""
        state = find_state(self._store)
        key = (page, state.judgements, *state.pages)
        if (found := self._kept.get(key)) is None:
            found = self._kept[key] = get_kept(self._store, page)
            while len(self._kept) > _PAGES:
                self._kept.popitem(last=False)
        return found

    def contacts(self) -> tuple[MergedContact, ...]:
        """All contacts of the ledger, by day, each once."""
        state, known = find_state(self._store), self._contacts
        if known is None or known[0].judgements != state.judgements:
            with self._merging:
                return self._merge(state)
        if (
            known[0] != state
            and time.monotonic() - known[2] > _PATIENCE
            and self._merging.acquire(blocking=False)
        ):
            _start(self._merge_later, state)
        return known[1]

    def find_contact(self, wanted: str) -> MergedContact | None:
        """The contact with a report that is meant: by its id, a report's, or the first characters of one.

        None where the report is in no contact. Raises LedgerError where nothing or more than one is meant.
        """
        self.contacts()
        first = report_of(wanted)
        return self._by_report.get(first) or self._by_report.get(find_id(self._store, first))

    def compare(self, contact: MergedContact) -> tuple[Compared, ...]:
        """The comparison of a contact's accounts; () where nobody gives one."""
        key = (" ".join(joined.report.id for joined in contact.reports), find_state(self._store).judgements)
        if key not in self._comparisons:
            self._comparisons[key] = compare_merged(self._store, contact)
            while len(self._comparisons) > _COMPARISONS:
                self._comparisons.popitem(last=False)
        return self._comparisons[key]

    def trails(self) -> Trails:
        """Commitments and numbers. The first to ask waits for them."""
        state = find_state(self._store)
        if self._trails is None:
            with self._tracing:
                if self._trails is None:
                    self._trace(state)
        elif (
            self._trails[0] != state
            and time.monotonic() > self._trace_after
            and self._tracing.acquire(blocking=False)
        ):
            _start(self._trace_later, state)
        if self._trails is None:
            raise LedgerError(f"commitments of {self._store.name} could not be followed; the log says why")
        return self._trails[1]

    def positions(self, speaker: Entity, topic: str) -> tuple[Position, ...]:
        """What a speaker said on a topic, page after page; () for a topic that no language has."""
        if topic not in topics():
            return ()
        key = (speaker.id, topic)
        with self._placing:
            return self._place(key, speaker, topic)

    def _place(self, key: tuple[str, str], speaker: Entity, topic: str) -> tuple[Position, ...]:
        known, state = self._positions.get(key), find_state(self._store)
        if known is None or (known[0] != state and time.monotonic() > self._trace_after):
            found = _find_apart(self._store, partial(follow_positions, speaker=speaker, topic=topic))
            known = self._positions[key] = (state, found)
            while len(self._positions) > _COMPARISONS:
                self._positions.popitem(last=False)
        return known[1]

    def _merge(self, state: State) -> tuple[MergedContact, ...]:
        if self._contacts is None or self._contacts[0] != state:
            start = time.monotonic()
            merged = merge_ledger(self._store)
            end = time.monotonic()
            self._by_report = {joined.report.id: contact for contact in merged for joined in contact.reports}
            self._contacts = (state, merged, end + max(_PATIENCE, (end - start) / _SHARE))
        return self._contacts[1]

    def _merge_later(self, state: State) -> None:
        try:
            self._merge(state)
        finally:
            self._merging.release()

    def _trace(self, state: State) -> None:
        start = time.monotonic()
        self._trails = (state, _find_apart(self._store, find_trails))
        end = time.monotonic()
        self._trace_after = end + (end - start) / _SHARE

    def _trace_later(self, state: State) -> None:
        try:
            self._trace(state)
        finally:
            self._tracing.release()


@cache
def topics() -> frozenset[str]:
    """The slugs of all topics of all languages."""
    every = [topic for code in languages() for topic in load_lexicon(code).topics]
    return frozenset(slug for topic in every for slug in (topic.topic, topic.within) if slug)


def _start(work: Callable[[State], None], state: State) -> None:
    threading.Thread(target=work, args=(state,), daemon=True).start()


def _find_apart(store: Store, find: Callable[[Store], Found]) -> Found:
    """What ``find`` finds, in a process of its own: it takes long, and this one has readers to answer."""
    place = store.name if store.is_sqlite else store.url.render_as_string(hide_password=False)
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    finder = context.Process(target=_send_found, args=(sender, place, find), daemon=True)
    finder.start()
    sender.close()
    try:
        found: Found = receiver.recv()
    except EOFError as error:
        raise LedgerError(
            f"the pages of {store.name} could not be followed; see readout commitments"
        ) from error
    finally:
        receiver.close()
        finder.join()
    return found


def _send_found(sender: Connection, place: str, find: Callable[[Store], Found]) -> None:
    os.nice(_POLITE)
    store = Store(place, create=False)
    try:
        sender.send(find(store))
    finally:
        store.close()
        sender.close()
