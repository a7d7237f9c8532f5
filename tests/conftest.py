"""Fixtures and settings of the whole suite."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.postgres import Server, find_server

ROOT = Path(__file__).resolve().parent.parent

# The same cases each time, so that a failure seen once is seen again; no deadline, as machines differ.
settings.register_profile("suite", derandomize=True, deadline=None, max_examples=100)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of third-party texts beside the repository; tests that need it are skipped where it is absent."""
    path = Path(os.environ.get("READOUT_SHARED", ROOT.parent / "shared"))
    if not path.is_dir():
        pytest.skip(f"no folder {path}; set READOUT_SHARED to the one with the marked pages")
    return path


_servers: list[Server] = []
_reasons: list[str] = []


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server for this run; tests that need it are skipped, and the summary says so, where there is none."""
    server, reason = find_server()
    if server is None:
        _reasons.append(reason)
        pytest.skip(reason)
    _servers.append(server)
    yield server
    server.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a new ledger, empty, on each database in turn."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'ledger.db'}"
        return
    server: Server = request.getfixturevalue("postgres")
    url = server.make_database()
    yield url
    server.drop_database(url)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say, so that nobody misses it, whether the ledger was tested on PostgreSQL."""
    if _reasons:
        terminalreporter.write_line(f"PostgreSQL: NOT TESTED — {_reasons[0]}", red=True, bold=True)
    elif _servers:
        terminalreporter.write_line(f"PostgreSQL {_servers[0].version}: tested")
