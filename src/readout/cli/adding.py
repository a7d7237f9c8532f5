"""What the commands do that write into a ledger: add, watch, judge, reread, export."""

import datetime
import getpass
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from readout import ledger, run
from readout.cli.finding import Request, write_rows
from readout.cli.progress import Progress
from readout.cli.voice import say
from readout.errors import OptionError
from readout.ledger import Added, Store
from readout.model import VERDICTS, Judgement, Verdict
from readout.run.adding import add_sources, retry_failures
from readout.run.contacts import report_of
from readout.run.feedlists import read_feed_list
from readout.run.rereading import reread
from readout.run.watching import watch as watch_feeds


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """The options of `readout add`, "" where not given."""

    sources: tuple[str, ...]
    ledger: str
    published: str
    language: str
    jobs: int
    engine: str
    address: str
    retry: bool
    allow_private: bool


def add(addition: Addition) -> int:
    """Add the sources; returns the exit code, 1 only if nothing could be read."""
    if not addition.sources and not addition.retry:
        raise OptionError("nothing to add; give files, folders or addresses, or see readout add --help")
    published = run.parse_published(addition.published)
    store = Store(addition.ledger)
    try:
        total = Added()
        with Progress("adding", run.count_pages(addition.sources)) as progress:
            if addition.retry:
                total += retry_failures(
                    store, jobs=addition.jobs, allow_private=addition.allow_private, seen=progress.advance
                )
            total += _find_engine(addition)(
                store,
                addition.sources,
                jobs=addition.jobs,
                published=published,
                language=addition.language,
                allow_private=addition.allow_private,
                seen=progress.advance,
            )
        say(f"{_sum_up(total)} in {store.name}")
        return int(bool(total.unreadable) and not total.new + total.versions + total.known)
    finally:
        store.close()


def _find_engine(addition: Addition) -> Callable[..., Added]:
    if addition.engine == "local":
        if addition.address:
            raise OptionError("--address is a Ray cluster's; give --engine ray too")
        return add_sources
    from readout.run.ray import add_by_ray  # noqa: PLC0415 - Ray loads for its engine only

    return partial(add_by_ray, address=addition.address)


def watch(feeds: str, place: str, once: bool, allow_private: bool) -> int:
    """Watch feeds until somebody stops it; returns the exit code, 1 if it was to look once and no feed answered."""
    listed = read_feed_list(Path(feeds))
    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    store = Store(place)
    answered = 0
    try:
        for look in watch_feeds(store, listed, once=once, allow_private=allow_private, wait=stop.wait):
            moment = datetime.datetime.now().astimezone().strftime("%H:%M:%S")
            told = look.reason or ("nothing new" if look.unchanged else _sum_up(look.added))
            say(f"{moment} {look.address}: {told}")
            answered += not look.reason
    finally:
        store.close()
    return int(once and not answered)


def judge(place: str, row: str, verdict: str, other: str, speaker: str, by: str, note: str) -> int:
    """Append a judgement; returns the exit code."""
    store = Store(place, create=False)
    try:
        id = ledger.find_id(store, report_of(row))
        second = ledger.find_id(store, report_of(other)) if other else ""
        if verdict == "undo":
            second = ledger.find_last(store, id).id
        judgement = Judgement(
            row=id,
            verdict=_check_verdict(verdict),
            by=by or _whoami(),
            at=datetime.datetime.now(tz=datetime.UTC),
            other=second,
            speaker=speaker,
            note=note,
        )
        ledger.add_judgement(store, judgement)
    finally:
        store.close()
    told = " ".join(filter(None, (verdict, id, other and second, speaker)))
    say(f"{judgement.by}: {told}" + ("" if verdict == "undo" else f"; readout judge {id} undo takes it back"))
    return 0


def read_again(request: Request, every: bool, jobs: int) -> int:
    """Read pages again and write what changed; returns the exit code."""
    from readout.pipeline import rules  # noqa: PLC0415 - its libraries take a while to load
    from readout.views.listings import list_changes  # noqa: PLC0415 - for this command only

    store = Store(request.ledger, create=False)
    try:
        total = ledger.count_holdings(store).pages if every else ledger.count_stale(store, rules())
        with Progress("reading again", total) as progress:
            changes = reread(store, every=every, jobs=jobs, seen=progress.advance_pages)
    finally:
        store.close()
    write_rows(request, changes.rows, list_changes(changes.rows))
    kinds = {kind: sum(row.kind == kind for row in changes.rows) for kind in ("gained", "lost", "changed")}
    told = ", ".join(f"{number} {kind}" for kind, number in kinds.items())
    judged = sum(bool(row.judged) for row in changes.rows)
    say(f"{changes.pages} pages read again; rows: {told}; {judged} of them were judged before")
    return 0


def _sum_up(added: Added) -> str:
    counts = (
        (added.new, "new"),
        (added.versions, "new versions"),
        (added.known, "known already"),
        (added.unreadable, "unreadable (readout ledger lists them, readout add --retry tries again)"),
    )
    return ", ".join(f"{number:,} {name}" for number, name in counts if number) or "nothing"


def _check_verdict(verdict: str) -> Verdict:
    if verdict not in VERDICTS:
        raise OptionError(f"no verdict {verdict!r}; one of: {', '.join(VERDICTS)}")
    return verdict  # type: ignore[return-value]


def _whoami() -> str:
    """Who judges, where nobody says: the name in READOUT_WHO, else the account's."""
    return os.environ.get("READOUT_WHO") or getpass.getuser()
