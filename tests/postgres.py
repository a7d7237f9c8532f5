"""A real PostgreSQL for the tests: a cluster of its own in a temporary folder, on this machine alone, gone afterwards."""

import atexit
import glob
import os
import random
import shutil
import socket
import stat
import subprocess
import tempfile
from pathlib import Path
from typing import Any

FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/local/pgsql/bin",
    "/usr/local/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)
CURE = "install it (on Debian: apt-get install postgresql) and run the tests again"
SETTINGS = {
    "max_connections": "40",
    "shared_buffers": "64MB",
    "listen_addresses": "127.0.0.1",
    "log_min_messages": "fatal",
    "lc_messages": "C",
}
# Below the ports that systems give to outgoing connections: a client that tries again while the server
# is stopped would sooner or later be given the server's own.
PORTS = range(20000, 32000)
# Waits for a line, or for us to be gone in whatever way, killed included.
WATCH = 'read -r _; "$1" stop --silent --mode immediate --pgdata "$2/cluster"; rm -rf "$2"'


class Server:
    """A running PostgreSQL server; as root it is run by another account, since the server itself refuses root."""

    def __init__(self, programs: Path, *, fsync: bool = True) -> None:
        """Start a new server from the programs in that folder; without ``fsync`` it is faster and survives less.

        Raises OSError, LookupError or RuntimeError, and leaves nothing, where it can't be started.
        """
        self.programs = programs
        self.port = find_port()
        self.databases = 0
        self.account = _find_account()
        self.folder = _make_folder(self.account)
        self.watch = subprocess.Popen(
            ["sh", "-c", WATCH, "watch", str(programs / "pg_ctl"), str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            start_new_session=True,
            **self.account,
        )
        atexit.register(self.close)
        try:
            self._make_cluster("on" if fsync else "off")
            self.start()
            self.version = self._run("pg_ctl", "--version").split()[2]
        except BaseException:
            self.close()
            raise

    @property
    def cluster(self) -> Path:
        """Where its files are."""
        return self.folder / "cluster"

    def start(self) -> None:
        """Start it and wait until it answers."""
        log = self.folder / "log"
        self._run("pg_ctl", "start", "--wait", "--silent", "--pgdata", self.cluster, "--log", log)

    def stop(self, mode: str = "fast") -> None:
        """Stop it, "fast" or "immediate": as if it had been killed."""
        self._run("pg_ctl", "stop", "--wait", "--silent", "--mode", mode, "--pgdata", self.cluster)

    def restart(self, mode: str = "fast") -> None:
        """Stop it and start it again, at the same port."""
        self.stop(mode)
        self.start()

    def make_database(self) -> str:
        """The address of a new, empty database, UTF-8 and sorted by code point."""
        self.databases += 1
        name = f"ledger{self.databases}"
        self._order(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
        return f"postgresql+psycopg://readout@127.0.0.1:{self.port}/{name}"

    def drop_database(self, url: str) -> None:
        """Remove a database that ``make_database`` made, though somebody may still be connected to it."""
        self._order(f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")

    def close(self) -> None:
        """Stop it and remove all that it wrote."""
        atexit.unregister(self.close)
        if self.watch.poll() is None:
            self.watch.communicate(b"\n")
        # what the account may not remove: the folder itself, in a folder of ours
        shutil.rmtree(self.folder, ignore_errors=True)

    def _make_cluster(self, fsync: str) -> None:
        settings = SETTINGS | {
            "fsync": fsync,
            "port": str(self.port),
            "unix_socket_directories": str(self.folder),
        }
        # trust is for this machine's own addresses: initdb names no others
        options = ("--username=readout", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        self._run("initdb", "--pgdata", self.cluster, *options)
        with open(self.cluster / "postgresql.conf", "a", encoding="utf-8") as stream:
            stream.writelines(f"{name} = '{value}'\n" for name, value in settings.items())

    def _order(self, sql: str) -> None:
        import psycopg  # noqa: PLC0415 - the suite runs without it, over SQLite alone

        address = f"postgresql://readout@127.0.0.1:{self.port}/postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(sql)

    def _run(self, program: str, *arguments: object) -> str:
        # the server keeps open what it inherits: no pipe that somebody would wait for
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(
                [str(self.programs / program), *map(str, arguments)],
                stdout=output,
                stderr=output,
                stdin=subprocess.DEVNULL,
                cwd="/",
                check=False,
                **self.account,
            )
            output.seek(0)
            told = output.read().decode("utf-8", "replace")
        if done.returncode:
            log = self.folder / "log"
            told += log.read_text("utf-8", "replace") if log.exists() else ""
            raise RuntimeError(f"{program} failed: {' '.join(told.split())[-300:]}")
        return told


def find_server(*, fsync: bool = True) -> tuple[Server | None, str]:
    """A running server, or None and the reason why there is none, with its cure."""
    try:
        import psycopg  # noqa: F401, PLC0415 - asked here, so that the suite runs without it
    except ImportError as error:
        return None, f"psycopg is not there ({error}); install readout-ledger[postgres]"
    programs = _find_programs()
    if programs is None:
        return None, f"there is no PostgreSQL server; {CURE}"
    try:
        return Server(programs, fsync=fsync), ""
    except (OSError, RuntimeError, LookupError) as error:
        return None, f"the PostgreSQL of {programs} can't be started ({error}); mend or re-install it"


def _find_programs() -> Path | None:
    on_path = shutil.which("initdb")
    places = [Path(on_path).resolve().parent] if on_path else []
    for pattern in FOLDERS:
        # the newest first: 9.6 is older than 15
        places += sorted(map(Path, glob.glob(pattern)), key=_read_version, reverse=True)
    return next(
        (place for place in places if (place / "initdb").exists() and (place / "pg_ctl").exists()), None
    )


def _read_version(place: Path) -> tuple[int, ...]:
    return tuple(int(digits) for digits in "".join(c if c.isdigit() else " " for c in str(place)).split())


def _find_account() -> dict[str, Any]:
    """Who may run the server, as ``subprocess`` wants it told; nothing where we may ourselves."""
    if os.geteuid() != 0:
        return {}
    import pwd  # noqa: PLC0415 - there is none on Windows, and no root either

    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": ()}
    raise LookupError("it refuses root, and there is no account postgres or nobody")


def _make_folder(account: dict[str, Any]) -> Path:
    """A new folder of the account's that it can reach: our own temporary folder may be closed to others."""
    for place in (Path(tempfile.gettempdir()).resolve(), Path("/tmp"), Path("/var/tmp")):
        reachable = all(above.stat().st_mode & stat.S_IXOTH for above in (place, *place.parents))
        if not account or reachable:
            folder = Path(tempfile.mkdtemp(prefix="readout-postgres-", dir=place))
            if account:
                os.chown(folder, account["user"], account["group"])
            return folder
    raise LookupError("its account can reach no temporary folder")


def find_port() -> int:
    """A port of this machine that nobody listens on; chance lets two runs side by side find two."""
    for port in random.SystemRandom().sample(PORTS, 50):
        with socket.socket() as listener:
            try:
                listener.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise LookupError("no free port was found")
