"""Shards: what was read of a handful of pages, ready for a ledger, as the bytes of a Parquet file."""

import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from readout.ledger import Prepared, PreparedText, Row
from readout.model import Unreadable

_TEXT = pa.struct([("digest", pa.string()), ("sketch", pa.list_(pa.int32())), ("words", pa.binary())])
# what a page's columns are called is the ledger's to say, so they travel as JSON; all that is bytes has a column
_SCHEMA = pa.schema(
    [
        ("name", pa.string()),
        ("reason", pa.string()),
        ("url", pa.string()),
        ("source", pa.string()),
        ("columns", pa.string()),
        ("content", pa.binary()),
        ("reading", pa.binary()),
        ("texts", pa.list_(_TEXT)),
    ]
)


def write_shard(rows: Sequence[Prepared | Unreadable]) -> bytes:
    """The rows as a Parquet file: a row a page, ``reason`` not empty where it could not be had."""
    table = pa.Table.from_pylist(list(map(_to_record, rows)), schema=_SCHEMA)
    stream = io.BytesIO()
    pq.write_table(table, stream, compression="zstd")
    return stream.getvalue()


def read_shard(shard: bytes) -> Iterator[Prepared | Unreadable]:
    """What write_shard was given."""
    for record in pq.read_table(io.BytesIO(shard)).to_pylist():
        yield _from_record(record)


def _to_record(row: Prepared | Unreadable) -> dict[str, Any]:
    if isinstance(row, Unreadable):
        return {"name": row.id, "reason": row.reason, "url": row.url, "source": row.source}
    columns = {
        "page": row.page,
        "content": {name: value for name, value in row.content.items() if name != "body"},
        "fetched": row.fetched,
        "reading": {name: value for name, value in row.reading.items() if name != "body"},
        "statements": [_pack_row(one) for one in row.statements],
        "contacts": [_pack_row(one) for one in row.contacts],
    }
    return {
        "name": row.name,
        "reason": "",
        "columns": json.dumps(columns),
        "content": row.content["body"],
        "reading": row.reading["body"],
        "texts": [{"digest": t.digest, "sketch": t.sketch, "words": t.words} for t in row.texts],
    }


def _from_record(record: dict[str, Any]) -> Prepared | Unreadable:
    if record["reason"]:
        return Unreadable(
            id=record["name"], url=record["url"], source=record["source"], reason=record["reason"]
        )
    columns = json.loads(record["columns"])
    return Prepared(
        name=record["name"],
        page=columns["page"],
        content=columns["content"] | {"body": record["content"]},
        fetched=columns["fetched"],
        reading=columns["reading"] | {"body": record["reading"]},
        statements=tuple(_unpack_row(one) for one in columns["statements"]),
        contacts=tuple(_unpack_row(one) for one in columns["contacts"]),
        texts=tuple(
            PreparedText(digest=text["digest"], sketch=tuple(text["sketch"]), words=text["words"])
            for text in record["texts"]
        ),
    )


def _pack_row(row: Row) -> list[Any]:
    return [row.columns, row.words, row.cells, row.parties]


def _unpack_row(packed: list[Any]) -> Row:
    columns, words, cells, parties = packed
    return Row(columns=columns, words=words, cells=cells, parties=tuple(parties))
