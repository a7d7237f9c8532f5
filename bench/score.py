"""Scores on marked pages: read them, score the readings, and keep the floor below which no score may fall.

    python bench/score.py [--misses] [--raise-floor]

The pages, their marks and the scorer are not part of the project: they are looked for in ``../shared``
(or in the folder that READOUT_SHARED names). The floor is ``bench/floor.json``.
"""

import argparse
import importlib.util
import json
import os
import sys
from pathlib import Path
from typing import Any

from readout.export import reading_to_dict
from readout.fetch import parse_date
from readout.model import Page
from readout.pipeline import read_page

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("READOUT_SHARED", ROOT.parent / "shared"))
FLOOR = ROOT / "bench" / "floor.json"
# where a set's marked pages are, and from which overlap of contents on two statements have the same one
SETS = {"zh/dev": ("gold/zh/dev.json", 0.8), "en/polnear-dev": ("gold/en/polnear-dev.json", 0.5)}
_F1 = ("cue", "who", "what", "whowhat", "exact", "chars")
_ACCURACY = ("form", "act", "channel", "to", "via", "when")
_CONTACT = ("parties", "when", "place", "duration", "status")
# Accuracies are taken over what was found, so that finding more may lower them; of these only act is held.
HELD = (*_F1, "act", "contacts")

Json = dict[str, Any]


def read_set(path: Path) -> list[Json]:
    """The readings of a marked file's texts, in its order, as JSON objects; the marks are not looked at."""
    return [reading_to_dict(read_page(page_of(row))) for row in json.loads(path.read_text(encoding="utf-8"))]


def score_set(shared: Path, name: str) -> tuple[dict[str, float], list[str]]:
    """The scores of a marked set by name (F1, or accuracy over what was found), and the misses, one a line.

    Fields that the set does not mark have no score.
    """
    place, enough = SETS[name]
    gold = json.loads((shared / place).read_text(encoding="utf-8"))
    readings = {row["id"]: row for row in read_set(shared / place)}
    result, misses = load_scorer(shared).score(gold, readings, True, enough)
    marked = {field for page in gold for statement in page["statements"] for field in statement}
    scores = {key: result[key]["f1"] for key in _F1} | {
        key: result[key] for key in _ACCURACY if key in marked
    }
    if any("contacts" in page for page in gold):
        scores["contacts"] = result["contacts"]["f1"]
        scores |= {f"contacts.{key}": result["contacts"][key] for key in _CONTACT}
    return scores, misses


def read_floor() -> dict[str, dict[str, float]]:
    """The floor: by set, the least each held score may be."""
    return json.loads(FLOOR.read_text(encoding="utf-8")) if FLOOR.is_file() else {}


def raise_floor(name: str, scores: dict[str, float]) -> None:
    """Lift the floor to the scores; what is lower than the floor leaves it as it is."""
    floor = read_floor()
    old = floor.get(name, {})
    floor[name] = {key: max(old.get(key, 0.0), scores[key]) for key in HELD if key in scores}
    FLOOR.write_text(json.dumps(floor, indent=2) + "\n", encoding="utf-8")


def page_of(row: Json) -> Page:
    return Page(
        id=row["id"],
        content=row["text"].encode(),
        url=row.get("url") or "",
        media_type="text/plain",
        charset="utf-8",
        title=row.get("title") or "",
        language=row["language"],
        published=parse_date(row["published"]) if row.get("published") else None,
    )


def load_scorer(shared: Path) -> Any:
    spec = importlib.util.spec_from_file_location("gold_scorer", shared / "gold" / "score.py")
    if spec is None or spec.loader is None:
        sys.exit(f"no scorer in {shared}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    parser = argparse.ArgumentParser(description="Score readings of marked pages.")
    parser.add_argument("--misses", action="store_true", help="list what was missed or wrong")
    parser.add_argument("--raise-floor", action="store_true", help="write the scores to bench/floor.json")
    options = parser.parse_args()
    for name, (place, _) in SETS.items():
        if not (SHARED / place).is_file():
            print(
                f"{name}: no marked pages in {SHARED}, so nothing to score; set READOUT_SHARED to their folder"
            )
            continue
        scores, misses = score_set(SHARED, name)
        if options.misses:
            print("\n".join(misses))
        floor = read_floor().get(name, {})
        for key, value in scores.items():
            held = f"   floor {floor[key]:.3f}" if key in floor else ""
            print(f"{name}  {key:18}{value:.3f}{held}")
        if options.raise_floor:
            raise_floor(name, scores)


if __name__ == "__main__":
    main()
