"""Open a ledger's database, SQLite or PostgreSQL: transactions, migrations, and the database's errors in our words."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import event, exc
from sqlalchemy.engine import Connection, Engine, make_url

from readout.errors import LedgerError

Result = TypeVar("Result")

# seconds that a writer waits for another one, and for a database server that is away
_LOCK_PATIENCE = 120.0
_SERVER_PATIENCE = 120.0
# any number will do that other programs in the same database are unlikely to lock
_WRITER_LOCK = 0x5EAD0017
_HEAD = "0002"


class Store:
    """A ledger's database. ``read`` and ``write`` give connections within one transaction each; writers take turns."""

    def __init__(self, place: str | Path, *, create: bool = True) -> None:
        """Open the ledger at a path or a database URL, made or brought up to date as needed.

        Raises LedgerError if it can't be opened, isn't there and ``create`` is false, or is of a newer release.
        """
        self.url = _make_url(place)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.name = str(self.url.database or "") if self.is_sqlite else self.url.render_as_string()
        if self.is_sqlite and not create and not Path(self.name).exists():
            raise LedgerError(
                f"there is no ledger {self.name}; make one with readout add, or say which with --ledger"
            )
        self.engine = _make_engine(self.url, self.is_sqlite)
        with self._in_our_words():
            self._migrate(create)

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the ledger."""
        with self._in_our_words(), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    def look(self, work: Callable[[Connection], Result]) -> Result:
        """What ``work`` returns, which only reads, and is called again where the server went away under it."""

        def attempt() -> Result:
            with self.engine.connect() as connection:
                return work(connection)

        return self._insist(attempt)

    def write(self, work: Callable[[Connection], Result]) -> Result:
        """What ``work`` returns, done in one transaction, alone: all of it is in the ledger then, or nothing.

        ``work`` may be called again where the server went away under it, so it must change nothing but the ledger.
        """

        def attempt() -> Result:
            with self.engine.connect().execution_options(writer=True) as connection, connection.begin():
                if not self.is_sqlite:
                    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_WRITER_LOCK)))
                return work(connection)

        return self._insist(attempt)

    def _insist(self, attempt: Callable[[], Result]) -> Result:
        """What the attempt returns, made again while the server is away, up to a time."""
        end = time.monotonic() + _SERVER_PATIENCE
        pause = 0.2
        while True:
            try:
                return attempt()
            except exc.DBAPIError as error:
                if not _is_away(error, self.is_sqlite) or time.monotonic() > end:
                    raise LedgerError(self._explain(error)) from error
            time.sleep(pause)
            pause = min(2 * pause, 5.0)

    @contextmanager
    def _in_our_words(self) -> Iterator[None]:
        try:
            yield
        except exc.DBAPIError as error:
            raise LedgerError(self._explain(error)) from error

    def _explain(self, error: exc.DBAPIError) -> str:
        reason = str(error.orig).partition("\n")[0]
        low = reason.lower()
        if "disk is full" in low or "no space left" in low or "disk i/o" in low:
            return f"the disk of {self.name} is full ({reason}); make room and do it again, what is stored is kept"
        if "not a database" in low:
            return f"{self.name} is no ledger; give another file to --ledger"
        if "readonly" in low or "read-only" in low:
            return f"{self.name} may not be written; check its permissions"
        if "unable to open" in low:
            return f"{self.name} can't be opened; check that its folder is there and may be written"
        if "locked" in low:
            return f"{self.name} is being written by another program; try again when it is done"
        return (
            f"the ledger {self.name} could not be used ({reason}); check that it is there and may be written"
        )

    def _migrate(self, create: bool) -> None:
        found = self._find_version()
        if found == _HEAD:
            return
        if not found and not create:
            raise LedgerError(f"{self.name} holds no ledger; make one with readout add")
        from readout.ledger.migrations import is_known, upgrade  # noqa: PLC0415 - Alembic loads for migrations only

        if found and not is_known(found):
            raise LedgerError(
                f"{self.name} was written by a newer release of readout; upgrade readout to open it"
            )
        if self.is_sqlite:
            _use_wal(self.engine)
        self.write(upgrade)

    def _find_version(self) -> str:
        with self.engine.connect() as connection:
            if not sa.inspect(connection).has_table("alembic_version"):
                return ""
            return str(connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() or "")


def _make_url(place: str | Path) -> sa.URL:
    if isinstance(place, Path) or "://" not in place:
        return sa.URL.create("sqlite", database=str(place))
    try:
        url = make_url(place)
    except exc.ArgumentError as error:
        raise LedgerError(f"{place!r} is no database address; write postgresql://user@host/name") from error
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite":
        return url
    raise LedgerError(
        f"a ledger is kept in SQLite or PostgreSQL, not in {url.get_backend_name()}; give a file"
    )


def _make_engine(url: sa.URL, is_sqlite: bool) -> Engine:
    if not is_sqlite:
        try:
            # compiling a query, and starting processes for it, takes longer than any of ours takes to run
            options = "-c jit=off -c max_parallel_workers_per_gather=0"
            settings = {"connect_timeout": 10, "options": options}
            return sa.create_engine(url, pool_pre_ping=True, connect_args=settings)
        except ModuleNotFoundError as error:
            raise LedgerError("PostgreSQL needs psycopg; install readout-ledger[postgres]") from error
    engine = sa.create_engine(url, connect_args={"timeout": _LOCK_PATIENCE})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:
    # transactions begin where we say so, not where the driver thinks fit
    connection.isolation_level = None
    for pragma in ("foreign_keys = ON", "synchronous = NORMAL", "cache_size = -65536", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _use_wal(engine: Engine) -> None:
    """Let readers go on while somebody writes. SQLite does not wait its turn for this, so we do."""
    end = time.monotonic() + _LOCK_PATIENCE
    while True:
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise exc.OperationalError("PRAGMA journal_mode", None, error) from error
        finally:
            connection.close()
        time.sleep(0.05)


def _begin_sqlite(connection: Connection) -> None:
    writer = connection.get_execution_options().get("writer")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")


def _is_away(error: exc.DBAPIError, is_sqlite: bool) -> bool:
    """Whether the server is gone for now, rather than unwilling."""
    if is_sqlite:
        return False
    return error.connection_invalidated or isinstance(error, exc.OperationalError | exc.InterfaceError)
