"""The tests' own PostgreSQL: it keeps what was committed when it is killed, and leaves nothing when the tests are."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

psycopg = pytest.importorskip("psycopg", exc_type=ImportError)

RUN = """
from tests.postgres import find_server
server, reason = find_server(fsync=False)
print(server.folder if server else "", flush=True)
input()
"""


def connect(url):
    return psycopg.connect(url.replace("+psycopg", ""))


def test_what_was_committed_outlives_the_server(postgres):
    url = postgres.make_database()
    with connect(url) as connection:
        assert connection.execute("SHOW fsync").fetchone() == ("on",)
        connection.execute("CREATE TABLE row (text text)")
        connection.execute("INSERT INTO row VALUES ('外交部')")
    open_connection = connect(url)
    open_connection.execute("INSERT INTO row VALUES ('not committed')")
    postgres.restart("immediate")
    with connect(url) as connection:
        assert connection.execute("SELECT text FROM row").fetchall() == [("外交部",)]
    with pytest.raises(psycopg.OperationalError):
        open_connection.execute("SELECT 1")


def test_a_stopped_server_answers_nobody(postgres):
    url = postgres.make_database()
    postgres.stop()
    try:
        with pytest.raises(psycopg.OperationalError):
            connect(url)
    finally:
        postgres.start()
    connect(url).close()


def test_each_database_is_new_and_sorts_by_code_point(postgres):
    first, second = postgres.make_database(), postgres.make_database()
    assert first != second
    with connect(first) as connection:
        connection.execute("CREATE TABLE row (text text)")
    with connect(second) as connection:
        assert connection.execute("SELECT to_regclass('row')").fetchone() == (None,)
        kind = "SELECT pg_encoding_to_char(encoding), datcollate FROM pg_database WHERE datname = current_database()"
        assert connection.execute(kind).fetchone() == ("UTF8", "C")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_killed_run_leaves_nothing(number, postgres, root):
    run = subprocess.Popen(
        [sys.executable, "-c", RUN], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    folder = Path(run.stdout.readline().strip())
    assert (folder / "cluster" / "postmaster.pid").exists()
    run.send_signal(number)
    run.communicate()
    end = time.monotonic() + 20
    while folder.exists() and any(folder.iterdir()) and time.monotonic() < end:
        time.sleep(0.05)
    assert not folder.exists() or not any(folder.iterdir())
