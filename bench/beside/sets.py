"""Marked pages, read and scored the same way for every runner."""

import gzip
import json
from collections.abc import Sequence
from typing import Any

from bench.score import SETS, SHARED, load_scorer

Json = dict[str, Any]


def read_gold(name: str) -> list[Json]:
    """The marked pages of a set."""
    rows: list[Json] = json.loads((SHARED / SETS[name][0]).read_text(encoding="utf-8"))
    return rows


def read_archive() -> list[Json]:
    """Two months of one broadcaster's news."""
    with gzip.open(SHARED / "archive" / "cctv-2025-02-03.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def score(name: str, gold: Sequence[Json], readings: Sequence[Json]) -> tuple[str, ...]:
    """F1 of cue, who, and who and what together."""
    found = {one["id"]: one | {"contacts": one.get("contacts", [])} for one in readings}
    result = load_scorer(SHARED).score(gold, found, False, SETS[name][1])
    scores = result[0] if isinstance(result, tuple) else result
    return tuple(f"{scores[key]['f1']:.3f}" for key in ("cue", "who", "whowhat"))
