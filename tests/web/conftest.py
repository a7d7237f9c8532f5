"""A desk over a ledger of the project's own examples, and of a page that means harm."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from readout.ledger import Store
from readout.model import Page
from readout.run.adding import add_sources
from readout.web import Settings, create_app
from tests.conftest import ROOT

HOSTILE = (
    "<script>alert(1)</script>总统\u202e府发言人13日表示，“<img src=x onerror=alert(2)>”将于周五公布。\n"
    "该国外交部发言人否认双方已就此达成协议。\n" + "长" * 20_000
)

LONG = "该国外交部发言人13日表示，“长篇" + "长" * 1_650_000 + "。"


@pytest.fixture(scope="session")
def ledger(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("desk") / "desk.db"
    store = Store(place)
    hostile = Page(
        id="https://example.org/harm",
        url="https://example.org/harm",
        content=HOSTILE.encode(),
        media_type="text/plain",
        charset="utf-8",
        title="</title><script>alert(3)</script>",
    )
    long = Page(
        id="https://example.org/long",
        url="https://example.org/long",
        content=LONG.encode(),
        media_type="text/plain",
        charset="utf-8",
    )
    add_sources(store, [str(ROOT / "examples"), hostile, long])
    store.close()
    return place


@pytest.fixture
def desk(ledger):
    with TestClient(create_app(Settings(ledger=str(ledger))), follow_redirects=False) as client:
        yield client
