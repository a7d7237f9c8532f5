"""Migrations: a ledger of every earlier release opens with what was in it, and ends with the tables of this one."""

import gzip
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from readout.ledger import (
    Query,
    Store,
    count_holdings,
    find_feed,
    find_kept,
    find_statements,
    get_page,
    identify,
    schema,
)
from readout.run.rereading import reread
from tests.ledger.made import add, make_pages

OLD = sorted(Path(__file__).with_name("old").glob("*.db.gz"))


def test_the_migrations_make_the_tables_that_are_used(store):
    with store.read() as connection:
        context = MigrationContext.configure(connection)
        names = set(schema.metadata.tables)
        found = [
            change
            for change in compare_metadata(context, schema.metadata)
            # the search index is in each database's own form, of which the migrations alone know
            if not (change[0] == "remove_table" and change[1].name not in names)
            and not (change[0] == "remove_index" and change[1].name.endswith("_search"))
        ]
    assert found == []


@pytest.mark.parametrize("old", OLD, ids=[path.name for path in OLD])
def test_a_ledger_of_an_earlier_release_opens(old, tmp_path):
    path = tmp_path / "ledger.db"
    path.write_bytes(gzip.decompress(old.read_bytes()))
    store = Store(path)
    holdings = count_holdings(store)
    assert (holdings.pages, holdings.families, holdings.judgements) == (6, 3, 1)
    assert find_statements(store, Query(speaker="帕斯"))[0].verdict.endswith("right")
    assert find_feed(store, "https://news.example.org/rss").entries == frozenset()
    page = make_pages()[0]
    assert get_page(store, identify(page)).content == page.content
    assert add(store, *make_pages()).known == 6
    reread(store)
    assert len(list(find_kept(store))) == 6
    store.close()
    Store(path).close()
