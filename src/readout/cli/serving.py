"""What `readout serve` does: the desk over a ledger, until it is told to stop."""

import getpass
import logging
import os
import sys
from typing import Any

from readout.cli.voice import say
from readout.errors import OptionError

_STOP_SECONDS = 20


def serve(
    *,
    ledger: str,
    host: str,
    port: int,
    workers: int,
    members: str,
    identity_header: str,
    header_role: str,
    rate: int,
    allow_private: bool,
) -> int:
    """Serve; returns the exit code. Raises OptionError for options that go ill together."""
    try:
        import uvicorn  # noqa: PLC0415 - for this command only

        from readout.web import Settings, create_app, keep_settings, prepare, read_people  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise OptionError(f"the desk needs {error.name}; install readout-ledger[web]") from error
    settings = Settings(
        ledger=ledger,
        host=host,
        owner=_user(),
        members=read_people(members) if members else {},
        identity_header=identity_header,
        header_role="judge" if header_role == "judge" else "reader",
        allow_private=allow_private,
        rate=rate,
    )
    settings.check()
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(message)s")
    say(f"the desk of {ledger} is at http://{host}:{port} - end it with Ctrl-C")
    options: dict[str, Any] = {
        "host": host,
        "port": port,
        "log_level": "warning",
        "timeout_graceful_shutdown": _STOP_SECONDS,
    }
    if workers == 1:
        uvicorn.run(prepare(create_app(settings)), **options)
        return 0
    # each process makes its own desk, from what the environment says
    keep_settings(settings)
    uvicorn.run("readout.web:app_from_environment", factory=True, workers=workers, **options)
    return 0


def serve_tools(ledger: str) -> int:
    """Serve the ledger's tools on standard input and output until these close; returns the exit code."""
    from readout.ledger import Store  # noqa: PLC0415 - for this command only

    try:
        from readout.web.tools import make_server  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise OptionError(f"the tools need {error.name}; install readout-ledger[mcp]") from error
    store = Store(ledger, create=False)
    try:
        make_server(store).run("stdio")
    finally:
        store.close()
    return 0


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return os.environ.get("USER", "desk")
