"""Parquet: the three tables with typed columns, written group by group."""

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from readout.errors import OptionError
from readout.export.rows import Name, Quote
from readout.export.tables import TABLES, Column, Kind
from readout.ledger.kept import Kept

# how many rows are held before they are written; pages carry their text
_GROUPS = {"statements": 10_000, "contacts": 10_000, "pages": 500}


def write_parquet(kept: Iterable[Kept], folder: Path) -> None:
    """Write statements.parquet, contacts.parquet and pages.parquet.

    Days are date32, moments timestamps in UTC, spans structs of start, stop and text in code points, spans and
    parties lists of structs, words of closed lists dictionaries. What is not known is null.
    Raises OptionError where pyarrow is not installed.
    """
    pa, pq = _import_arrow()
    with ExitStack() as stack:
        sheets: list[tuple[Any, tuple[Column[Any], ...], Any, Any, list[dict[str, Any]]]] = []
        for table in TABLES:
            columns: tuple[Column[Any], ...] = table.columns
            schema = pa.schema([(column.name, _type(pa, column.kind)) for column in columns])
            path = folder / f"{table.name}.parquet"
            writer = stack.enter_context(pq.ParquetWriter(path, schema, compression="zstd"))
            sheets.append((table, columns, schema, writer, []))
        for page in kept:
            for table, columns, schema, writer, waiting in sheets:
                for row in table.rows(page):
                    waiting.append({column.name: _cell(column.of(row)) for column in columns})
                if len(waiting) >= _GROUPS[table.name]:
                    writer.write_batch(pa.RecordBatch.from_pylist(waiting, schema))
                    waiting.clear()
        for _, _, schema, writer, waiting in sheets:
            if waiting:
                writer.write_batch(pa.RecordBatch.from_pylist(waiting, schema))


def _import_arrow() -> tuple[Any, Any]:
    """pyarrow and its parquet module, which only this format needs."""
    try:
        import pyarrow  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415
        import pyarrow.parquet  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415
    except ImportError as error:
        raise OptionError("Parquet needs pyarrow: pip install 'readout-ledger[parquet]'.") from error
    return pyarrow, pyarrow.parquet


def _type(pa: Any, kind: Kind) -> Any:
    """The Arrow type of a kind of cell."""
    place = [("start", pa.int32()), ("stop", pa.int32())]
    span = pa.struct([*place, ("text", pa.string())])
    types = {
        "text": pa.string(),
        "word": pa.dictionary(pa.int8(), pa.string()),
        "number": pa.int32(),
        "date": pa.date32(),
        "moment": pa.timestamp("us", tz="UTC"),
        "flag": pa.bool_(),
        "span": span,
        "spans": pa.list_(span),
        "names": pa.list_(pa.struct([("name", pa.string()), ("kind", pa.string()), *place])),
    }
    return types[kind]


def _cell(value: Any) -> Any:
    """A value as Arrow takes it: null for what is not known, structs as objects."""
    match value:
        case "":
            return None
        case Quote():
            return {"start": value.start, "stop": value.stop, "text": value.text}
        case Name(place=place):
            return {
                "name": value.name,
                "kind": value.kind or None,
                "start": place.start if place else None,
                "stop": place.stop if place else None,
            }
        case tuple():
            return [_cell(piece) for piece in value]
        case _:
            return value
