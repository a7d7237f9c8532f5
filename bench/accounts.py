"""Score the comparison of accounts: which points it finds that two readouts share, and which it leaves to one side.

    python bench/accounts.py [PAIRS.jsonl] [MARKS.json] [--no-likeness] [--rows]

PAIRS has a line for each pair of readouts, one key a side with the page's ``text``, ``date``, ``title`` and ``url``; MARKS the
points of the same pairs by hand (bench/gold/README.md). The texts are looked for in ``../shared`` (or READOUT_SHARED).

pairs     of the points that both sides tell (same, scope): recall; of the rows that join two marked points: precision
verdicts  of all marked points: how many stand in a row with the right cells (both say it, or one is silent)
"""

import argparse
import datetime
import json
import os
import re
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from readout.compare.comparison import compare_accounts
from readout.compare.likeness import find_encoder
from readout.model import Comparison, Contact, Page, Reading, Span
from readout.pipeline import read_page
from readout.run.gathering import make_report
from readout.run.naming import name_entities

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("READOUT_SHARED", ROOT.parent / "shared"))
PAIRS = SHARED / "archive" / "pairs-us-cn.jsonl"
MARKS = ROOT / "bench" / "gold" / "pairs-marks.json"
SIDES = {"cn": "china", "us": "united-states", "ru": "russia", "ua": "ukraine"}

Json = dict[str, Any]


@dataclass
class Score:
    """What was counted."""

    shared: int = 0
    found: int = 0
    joined: int = 0
    right: int = 0
    marked: int = 0
    agreed: int = 0

    def lines(self) -> list[str]:
        recall = self.found / self.shared if self.shared else 0.0
        precision = self.right / self.joined if self.joined else 0.0
        both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        verdicts = self.agreed / self.marked if self.marked else 0.0
        return [
            f"pairs     precision {precision:.3f} ({self.right} of {self.joined}), "
            f"recall {recall:.3f} ({self.found} of {self.shared}), F1 {both:.3f}",
            f"verdicts  {verdicts:.3f} ({self.agreed} of {self.marked})",
        ]


def read_side(side: Json, name: str) -> Reading:
    """The page of one side. Lines folded at a width are joined, character for character, so that offsets stay."""
    text = (
        re.sub(r"(?<=\S)[ \xa0]?\n(?=[^\s\\])", lambda m: " " * len(m[0]), side["text"])
        if name != "cn"
        else side["text"]
    )
    digits = side["date"].replace("-", "")
    day = datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    page = Page(
        id=name,
        content=text.encode(),
        media_type="text/plain",
        charset="utf-8",
        url=side.get("url", ""),
        title=side.get("title", ""),
        published=day,
    )
    return read_page(page)


def compare_pair(pair: Json, *, likeness: bool) -> tuple[Comparison, dict[str, Reading]]:
    """The comparison of a pair's two pages; a page in which no contact is found takes the other one's."""
    readings = {name: read_side(side, name) for name, side in pair.items()}
    named = {name: name_entities(reading) for name, reading in readings.items()}
    told = next(contact for reading in readings.values() for contact in reading.contacts[:1])
    entities = {k: v for names in named.values() for k, v in names.items()}
    reports = []
    for name, reading in readings.items():
        if not reading.contacts:
            stand_in = Contact(
                id="c1", type=told.type, trigger=Span(0, 1), parties=told.parties, status="happened"
            )
            reading = readings[name] = replace(reading, contacts=(stand_in,))
        reports.append(
            replace(
                make_report(reading, reading.contacts[0].id, SIDES[name]),
                entities=entities if len(reading.contacts) == 1 else named[name],
            )
        )
    return compare_accounts(reports, encode=find_encoder() if likeness else None), readings


def score_pair(comparison: Comparison, marks: Json, score: Score, tally: Counter[str]) -> list[Json]:
    """Count one pair of readouts against its marks; the marks that were missed."""
    missed = []
    points = {point.id: point for account in comparison.accounts for point in account.points}
    rows = [
        {
            page: [points[id].span for cell in row.cells for id in cell.points if points[id].page == page]
            for page in SIDES
        }
        for row in comparison.rows
    ]
    for mark in marks["points"]:
        sides = [side for side in SIDES if mark.get(side)]
        held = {
            side: [n for n, row in enumerate(rows) if any(touches(s, mark[side]) for s in row[side])]
            for side in sides
        }
        score.marked += 1
        if len(sides) > 1:
            score.shared += 1
            together = bool(set.intersection(*(set(numbers) for numbers in held.values())))
            score.found += together
            score.agreed += together
            tally[f"{mark['verdict']} {'found' if together else 'missed'}"] += 1
            missed += [] if together else [mark]
        else:
            side = sides[0]
            alone = held[side] and all(
                sum(bool(spans) for spans in rows[n].values()) == 1 for n in held[side]
            )
            score.agreed += bool(alone)
            tally[f"only {side} {'right' if alone else 'wrong'}"] += 1
    for row in rows:
        told = [side for side in SIDES if row[side]]
        if len(told) < 2:
            continue
        hits = [
            m
            for m in marks["points"]
            if any(m.get(side) and any(touches(s, m[side]) for s in row[side]) for side in told)
        ]
        if not hits:
            continue
        score.joined += 1
        score.right += any(
            all(m.get(side) and any(touches(s, m[side]) for s in row[side]) for side in told) for m in hits
        )
    return missed


def touches(span: Span, places: list[list[int]]) -> bool:
    """Whether a point's span shares most of the shorter with one of the marked places."""
    for start, stop in places:
        inside = min(span.stop, stop) - max(span.start, start)
        if inside > 0 and 2 * inside >= min(span.stop - span.start, stop - start):
            return True
    return False


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pairs", nargs="?", type=Path, default=PAIRS)
    parser.add_argument("marks", nargs="?", type=Path, default=MARKS)
    parser.add_argument("--no-likeness", action="store_true", help="without the sentence encoder")
    parser.add_argument("--rows", action="store_true", help="print the rows that join two sides")
    options = parser.parse_args()
    if not options.pairs.is_file():
        sys.exit(f"no file {options.pairs}; set READOUT_SHARED to the folder with the archive")
    marked = json.loads(options.marks.read_text(encoding="utf-8"))
    pairs = [json.loads(line) for line in options.pairs.read_text(encoding="utf-8").splitlines()]
    likeness = not options.no_likeness and find_encoder() is not None
    score, tally = Score(), Counter[str]()
    for pair, marks in zip(pairs, marked, strict=True):
        comparison, _ = compare_pair(pair, likeness=likeness)
        missed = score_pair(comparison, marks, score, tally)
        if options.rows:
            show_rows(comparison)
            for mark in missed:
                print(
                    "missed",
                    *(pair[side]["text"][start:stop] for side in SIDES for start, stop in mark.get(side, ())),
                    sep="\n    ",
                )
    print(f"{len(pairs)} pairs of readouts, {'with' if likeness else 'without'} the sentence encoder")
    print("\n".join(score.lines()))
    print(", ".join(f"{name} {count}" for name, count in sorted(tally.items())))
    return 0


def show_rows(comparison: Comparison) -> None:
    points = {point.id: point for account in comparison.accounts for point in account.points}
    for row in comparison.rows:
        if len(row.sides) > 1:
            cells = " || ".join(
                " / ".join(" ".join(points[id].quote.split()) for id in c.points) for c in row.cells
            )
            print(f"{row.id} {row.likeness:.2f} {cells}  {[d.kind for d in row.differences]}")


if __name__ == "__main__":
    sys.exit(main())
