"""A real PostgreSQL for the tests: a cluster of its own in a temporary folder, on this machine alone, gone afterwards."""

import atexit
import glob
import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import psycopg

FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/local/pgsql/bin",
    "/opt/homebrew/opt/postgresql*/bin",
)
SETTINGS = {
    "fsync": "on",
    "max_connections": "40",
    "shared_buffers": "64MB",
    "listen_addresses": "127.0.0.1",
    "log_min_messages": "fatal",
    "lc_messages": "C",
}


class Server:
    """A PostgreSQL server; as root it is run by an account that may, since the server itself refuses root."""

    def __init__(self, programs: Path) -> None:
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="readout-postgres-"))
        self.port = _find_port()
        self.account = _find_account()
        self.databases = 0
        if self.account:
            shutil.chown(self.folder, self.account)
        atexit.register(self.close)
        try:
            self._run(
                "initdb",
                "--pgdata",
                self.cluster,
                "--username",
                "readout",
                "--auth",
                "trust",
                "--encoding",
                "UTF8",
                "--locale",
                "C",
            )
            with open(self.cluster / "postgresql.conf", "a", encoding="utf-8") as stream:
                stream.writelines(f"{name} = '{value}'\n" for name, value in SETTINGS.items())
                stream.write(f"port = {self.port}\nunix_socket_directories = '{self.folder}'\n")
            self.start()
        except BaseException:
            self.close()
            raise
        self.version = self._run("pg_ctl", "--version").split()[2]

    @property
    def cluster(self) -> Path:
        return self.folder / "cluster"

    def start(self) -> None:
        """Start it and wait until it answers."""
        log = str(self.folder / "log")
        self._run("pg_ctl", "start", "--wait", "--silent", "--pgdata", self.cluster, "--log", log)

    def stop(self, mode: str = "fast") -> None:
        """Stop it; "immediate" is as if the machine's power went."""
        self._run("pg_ctl", "stop", "--wait", "--silent", "--mode", mode, "--pgdata", self.cluster)

    def make_database(self) -> str:
        """The address of a new, empty database."""
        self.databases += 1
        name = f"ledger{self.databases}"
        with psycopg.connect(
            host="127.0.0.1", port=self.port, user="readout", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql://readout@127.0.0.1:{self.port}/{name}"

    def close(self) -> None:
        """Stop it and remove all that it wrote."""
        atexit.unregister(self.close)
        if (self.cluster / "postmaster.pid").exists():
            subprocess.run(
                self._command("pg_ctl", "stop", "--mode", "immediate", "--pgdata", str(self.cluster)),
                capture_output=True,
                check=False,
            )
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: object) -> str:
        # pg_ctl's server keeps what it inherits open: no pipe that somebody would wait for
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(
                self._command(program, *map(str, arguments)),
                stdout=output,
                stderr=output,
                stdin=subprocess.DEVNULL,
                cwd="/",
                check=False,
            )
            output.seek(0)
            told = output.read().decode("utf-8", "replace")
        if done.returncode:
            raise RuntimeError(f"{program} failed: {told.strip()[-300:]}")
        return told

    def _command(self, program: str, *arguments: str) -> list[str]:
        command = [str(self.programs / program), *arguments]
        if not self.account:
            return command
        return ["setpriv", "--reuid", self.account, "--regid", self.account, "--clear-groups", *command]


def find_server() -> tuple[Server | None, str]:
    """A running server, or None and the reason why there is none."""
    programs = _find_programs()
    if programs is None:
        return None, "no PostgreSQL is installed (on Debian: apt-get install postgresql)"
    try:
        return Server(programs), ""
    except (OSError, RuntimeError, LookupError) as error:
        return None, f"PostgreSQL could not be started: {error}"


def _find_programs() -> Path | None:
    on_path = shutil.which("initdb")
    places = [Path(on_path).resolve().parent] if on_path else []
    places += [Path(place) for pattern in FOLDERS for place in sorted(glob.glob(pattern), reverse=True)]
    return next(
        (place for place in places if (place / "initdb").exists() and (place / "pg_ctl").exists()), None
    )


def _find_account() -> str:
    """An account that may run the server, "" where we may ourselves."""
    if os.geteuid() != 0:
        return ""
    import pwd  # noqa: PLC0415 - there is none on Windows, and no root either

    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    raise LookupError("root may not run it, and there is no other account")


def _find_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
