"""Read on Ray: tasks go to the workers of a cluster, shards come back, and one loader puts them into the ledger."""

import datetime
import hashlib
import os
import socket
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from readout.errors import OptionError, ReadoutError
from readout.ledger import Added, Prepared, Store, add_prepared, prepare, settle_source
from readout.model import Unreadable, digest
from readout.pipeline import rules
from readout.run.adding import Seen, make_entry, name_page
from readout.run.copies import COPIES
from readout.run.local import DIED, Published, check_jobs, check_language
from readout.run.tasks import Known, Manifest, Task, do_task, halve, make_tasks

try:
    # no call to anybody outside, and a driver that prints what we print
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    import ray
    from ray import exceptions

    from readout.run.shards import read_shard, write_shard
except ModuleNotFoundError as error:
    raise OptionError("the Ray engine needs Ray; install readout-ledger[ray]") from error

Work = Callable[[Task], list[Prepared | Unreadable] | None]

# tasks in flight for each processor of the cluster: one at work, and one that waits for it
_AHEAD = 2
# how often a task may take its worker down before its pages are read apart
_PATIENCE = 3
_STORE_BYTES = 512 << 20
_KNOCK_SECONDS = 10
_LOST = (
    exceptions.WorkerCrashedError,
    exceptions.NodeDiedError,
    exceptions.OutOfMemoryError,
    exceptions.ObjectLostError,
    exceptions.TaskUnschedulableError,
)


def add_by_ray(
    store: Store,
    sources: Sequence[str],
    *,
    jobs: int = 1,
    address: str = "",
    published: Published = None,
    language: str = "",
    allow_private: bool = False,
    seen: Seen | None = None,
    work: Work = do_task,
) -> Added:
    """Add every page of the sources, as add_sources does, read by a Ray cluster.

    ``address`` is the cluster's ("auto" for the one that this machine is of); without it, one of ``jobs`` processors
    is started here and ended afterwards. Shards that are not yet in the ledger and the list of the tasks that are
    stay in a folder beside it (find_folder) until the run is through; the same call goes on there. ``work`` is what the
    workers do.
    Raises OptionError for an unknown language or where there is no cluster, LedgerError where the ledger can't be written.
    """
    check_jobs(jobs)
    check_language(language)
    tasks = make_tasks(store, sources, published=published, language=language, allow_private=allow_private)
    failed: dict[str, set[str]] = {source: set() for source in sources}
    total = Added()
    with _cluster(address, jobs):
        loader = _Loader(store, find_folder(store))
        for source, added in _run(tasks, loader, work):
            total += added
            failed[source] |= loader.failed
            loader.failed = set()
            if seen:
                seen(added)
    for source, names in failed.items():
        settle_source(store, source, names)
    return total


def find_folder(store: Store) -> Path:
    """Where a run on Ray keeps its shards and its manifest: beside a file, else in the working folder."""
    return Path(f"{store.name}.ray") if store.is_sqlite else Path(f"readout-{digest('ray', store.name)}.ray")


class _Loader:
    """Puts shards into the ledger, each once; ``failed`` names the pages that could not be had since it was emptied."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.failed: set[str] = set()
        self._store, self._folder = store, folder
        self._manifest = Manifest(folder / "manifest.jsonl", store)

    def resume(self, task: Task) -> Added | None:
        """What a task came to that an earlier run did: it is in the ledger, or its shard is on the disk and is loaded now."""
        if done := self._manifest.find(task.key):
            self.failed.update(done["failed"])
            return Added(known=done["pages"])
        path = self._path(task)
        if not task.key or not path.exists():
            return None
        try:
            return self.load(task, path.read_bytes())
        except (OSError, ValueError):  # the disk was full, or somebody touched it: it is read again
            path.unlink(missing_ok=True)
            return None

    def load(self, task: Task, shard: bytes) -> Added:
        """Put a shard in, and note it if its task can be told again."""
        rows = list(read_shard(shard))
        if task.key:
            self._keep(task, shard)
        added = self.put(rows)
        if task.key:
            pages = [row.id for row in rows if isinstance(row, Prepared)]
            lost = [row.id for row in rows if isinstance(row, Unreadable)]
            told = {"source": task.source, "pages": len(pages), "failed": lost}
            self._manifest.note(
                task.key, **told, digest=hashlib.sha256(shard).hexdigest(), proof=pages[-1] if pages else ""
            )
            self._path(task).unlink(missing_ok=True)
        return added

    def put(self, rows: Sequence[Prepared | Unreadable]) -> Added:
        """Put rows in that no shard holds."""
        self.failed.update(row.id for row in rows if isinstance(row, Unreadable))
        return add_prepared(self._store, rows, COPIES, now=datetime.datetime.now(tz=datetime.UTC))

    def _keep(self, task: Task, shard: bytes) -> None:
        path = self._path(task)
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".draft")
        draft.write_bytes(shard)
        draft.replace(path)  # whole, or not there

    def _path(self, task: Task) -> Path:
        return self._folder / "shards" / f"{task.key}.parquet"


def _run(tasks: Iterable[Task | Known], loader: _Loader, work: Work) -> Iterator[tuple[str, Added]]:
    """Do the tasks, a bounded number in flight; what each came to, with its source."""
    remote = ray.remote(num_cpus=1, max_retries=0, scheduling_strategy="SPREAD")(_read)
    flying: dict[Any, Task] = {}
    attempts: Counter[Task] = Counter()
    waiting: list[Task] = []
    coming = iter(tasks)
    while True:
        while len(flying) < _AHEAD * _count_processors():
            task = waiting.pop() if waiting else next(coming, None)
            if task is None:
                break
            if isinstance(task, Known):
                yield task.source, Added(known=task.pages)
                continue
            if (done := loader.resume(task)) is not None:
                yield task.source, done
                continue
            flying[remote.remote(task, work)] = task
        if not flying:
            return
        (ready,), _ = ray.wait(list(flying), num_returns=1)
        task = flying.pop(ready)
        try:
            shard = ray.get(ready)
        except _LOST:
            attempts[task] += 1
            if attempts[task] < _PATIENCE:
                waiting.append(task)
            elif len(parts := halve(task)) > 1:
                waiting += parts
            else:
                yield task.source, loader.put(_give_up(*parts))
            continue
        except exceptions.RayError as error:
            raise ReadoutError(
                f"Ray failed ({error}); run the same again, it goes on where it was"
            ) from error
        if shard is None:
            waiting.append(task.send())
        else:
            yield task.source, loader.load(task, shard)


def _read(task: Task, work: Work) -> bytes | None:
    rows = work(task)
    return None if rows is None else write_shard(rows)


def _give_up(task: Task) -> list[Prepared | Unreadable]:
    """The page that takes down every process that reads it, as a page that can't be read."""
    page = name_page(task.pages[0], task.source, task.published, task.language)
    row = Unreadable(id=page.id, url=page.url, reason=f"{page.id}: {DIED}")
    entry = make_entry(page, row, rules())
    return [entry if isinstance(entry, Unreadable) else prepare(entry)]


def _count_processors() -> int:
    resources: Callable[[], dict[str, float]] = ray.cluster_resources
    return max(1, int(resources().get("CPU", 1)))


def _knock(address: str) -> None:
    """Raise OSError where nobody answers; Ray itself would wait for minutes."""
    host, colon, port = address.removeprefix("ray://").rpartition(":")
    if colon:
        socket.create_connection((host, int(port)), timeout=_KNOCK_SECONDS).close()


@contextmanager
def _cluster(address: str, jobs: int) -> Iterator[None]:
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR"}
    try:
        if address:
            _knock(address)
            ray.init(address=address, **quiet)
        else:
            ray.init(
                address="local",
                num_cpus=jobs,
                object_store_memory=_STORE_BYTES,
                include_dashboard=False,
                **quiet,
            )
    except (OSError, ValueError, RuntimeError) as error:
        raise OptionError(
            f"there is no Ray cluster at {address or 'this machine'} ({error}); start one with ray up or ray start"
        ) from error
    try:
        yield
    finally:
        ray.shutdown()
