"""A reading as bytes, and back: deterministic JSON, compressed."""

import datetime
import json
import zlib
from decimal import Decimal
from typing import Any

from cattrs import Converter

from readout.model import Reading


def write_reading(reading: Reading) -> bytes:
    """The same bytes for the same reading."""
    text = json.dumps(_converter.unstructure(reading), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


def read_reading(body: bytes) -> Reading:
    """The reading that was written."""
    return _converter.structure(json.loads(zlib.decompress(body).decode("utf-8", "surrogatepass")), Reading)


def write_moment(moment: datetime.date | datetime.datetime | None) -> str:
    """ISO 8601, and "" for None."""
    return moment.isoformat() if moment else ""


def read_moment(text: str) -> datetime.date | datetime.datetime | None:
    """What write_moment wrote."""
    if not text:
        return None
    return datetime.datetime.fromisoformat(text) if len(text) > 10 else datetime.date.fromisoformat(text)


def _make_converter() -> Converter:
    converter = Converter(omit_if_default=True)
    moment = datetime.date | datetime.datetime | None
    converter.register_unstructure_hook(Decimal, str)
    converter.register_structure_hook(Decimal, lambda value, _: Decimal(value))
    converter.register_unstructure_hook(datetime.datetime, write_moment)
    converter.register_unstructure_hook(datetime.date, write_moment)
    converter.register_structure_hook(datetime.date, lambda value, _: datetime.date.fromisoformat(value))
    converter.register_unstructure_hook(moment, write_moment)
    converter.register_structure_hook(moment, _structure_moment)
    return converter


def _structure_moment(value: Any, _: object) -> datetime.date | datetime.datetime | None:
    return read_moment(value or "")


_converter = _make_converter()
