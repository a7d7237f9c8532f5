"""A store over each database."""

import pytest

from readout.ledger import Store


@pytest.fixture
def store(ledger_url):
    store = Store(ledger_url)
    yield store
    store.close()
