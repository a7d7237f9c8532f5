"""Times on the public cases of Recognizers-Text: how many phrases resolve to the day or stretch that its authors give.

    python bench/times.py SPECS [--misses]

SPECS is a folder that holds ``Chinese/`` and ``English/`` of Specs/DateTime of github.com/microsoft/Recognizers-Text
(MIT); the cases are not part of this project. How the cases are counted:

- The phrase's place is given, its text is read in its sentence, and its reference date is the publication. A case is
  right when exactly one time is found in that place and it has the given days.
- A case may have two answers, the nearest one ahead and the nearest one behind; either is right. ``dates, one answer``
  are those that have one and are of the Gregorian calendar (the others name lunar days and give them as Gregorian
  ones): 36 in Chinese. ``dates`` are all that have a day at all.
- A stretch is given half-open by the cases, and closed by us. "From X to Y" ends there on the first day of Y. A case is
  right when the first day is the same and the end is the day after ours, or the first day of what ours ends on.
  Seasons, which the cases give no days for, are left out.
- ``found`` are the cases of the extractors for which a time lies on every given place, and none where there is none.

expressions_per_second counts phrases found and resolved, one core, the cases over and over for two seconds.
"""

import argparse
import datetime
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readout.language import Lexicon, load_lexicon
from readout.model import Span, When
from readout.resolve import resolve_times
from readout.segment import fold
from readout.spot import find_times

LANGUAGES = {"Chinese": "zh", "English": "en"}
_LUNAR = re.compile("农历|初一|正月|年三十")
_NEVER = "0001-01-01"
_SECONDS = 2.0

Date = datetime.date
Answer = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A phrase in its sentence, and the days that it may stand for: one, or first and last."""

    text: str
    span: Span
    published: Date | None
    answers: frozenset[Answer]


def read_cases(file: Path) -> Iterator[Case]:
    """The cases of a parser's file that have a day, one a phrase."""
    for row in json.loads(file.read_text(encoding="utf-8-sig")):
        reference = row.get("Context", {}).get("ReferenceDateTime", "")
        published = Date.fromisoformat(reference[:10]) if reference else None
        for result in row["Results"]:
            value = result["Value"]
            given = (value.get("FutureResolution"), value.get("PastResolution"))
            answers = frozenset(tuple(answer.values()) for answer in given if answer)
            if not answers or any(_NEVER in answer for answer in answers):
                continue
            start = row["Input"].lower().find(result["Text"].lower())
            start = start if start >= 0 else result["Start"]
            span = Span(start, start + result["Length"])
            yield Case(text=row["Input"], span=span, published=published, answers=answers)


def resolve_case(case: Case, lexicon: Lexicon) -> tuple[When, ...]:
    """The times found in the case's place."""
    phrases = find_times(fold(case.text, lexicon.orthography), case.span, lexicon)
    return resolve_times(phrases, published=case.published, zone="")


def is_right_day(case: Case, when: When) -> bool:
    return when.start == when.stop and (str(when.start),) in case.answers


def is_right_stretch(case: Case, when: When) -> bool:
    if not when.start or not when.stop:
        return False
    ends = {str(when.stop + datetime.timedelta(1)), _first_day(when.iso.rpartition("/")[2])}
    return any(answer[0] == str(when.start) and answer[1] in ends for answer in case.answers)


def _first_day(iso: str) -> str:
    return iso + "-01" * (2 - iso.count("-"))


def count_right(
    cases: list[Case], lexicon: Lexicon, is_right: Callable[[Case, When], bool], misses: list[str]
) -> int:
    """How many of ``cases`` are right; the others are added to ``misses``."""
    right = 0
    for case in cases:
        whens = resolve_case(case, lexicon)
        if len(whens) == 1 and is_right(case, whens[0]):
            right += 1
            continue
        answers = " or ".join("/".join(answer) for answer in sorted(case.answers))
        found = ", ".join(when.iso for when in whens) or "nothing"
        misses.append(
            f"{case.text!r} [{case.span.of(case.text)}] on {case.published}: {found}, not {answers}"
        )
    return right


def count_found(file: Path, lexicon: Lexicon) -> tuple[int, int]:
    """How many of an extractor's cases have times where they should, and how many cases there are."""
    rows: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8-sig"))
    found = 0
    for row in rows:
        phrases = find_times(fold(row["Input"], lexicon.orthography), None, lexicon)
        places = [Span(r["Start"], r["Start"] + r["Length"]) for r in row["Results"]]
        if places:
            found += all(any(phrase.span.overlaps(place) for phrase in phrases) for place in places)
        else:
            found += not phrases
    return found, len(rows)


def measure_rate(cases: list[Case], lexicon: Lexicon) -> int:
    """Cases found and resolved in a second."""
    count, start = 0, time.perf_counter()
    while (seconds := time.perf_counter() - start) < _SECONDS:
        for case in cases:
            resolve_case(case, lexicon)
        count += len(cases)
    return round(count / seconds)


def measure(folder: Path, code: str) -> tuple[dict[str, str], list[str]]:
    """The figures of one language, and its misses."""
    lexicon = load_lexicon(code)
    dates = list(read_cases(folder / "DateParser.json"))
    ranges = list(read_cases(folder / "DatePeriodParser.json"))
    certain = [case for case in dates if len(case.answers) == 1 and not _LUNAR.search(case.text)]
    misses: list[str] = []
    rows = {
        "dates, one answer": (count_right(certain, lexicon, is_right_day, []), len(certain)),
        "dates": (count_right(dates, lexicon, is_right_day, misses), len(dates)),
        "ranges": (count_right(ranges, lexicon, is_right_stretch, misses), len(ranges)),
        "found dates": count_found(folder / "DateExtractor.json", lexicon),
        "found ranges": count_found(folder / "DatePeriodExtractor.json", lexicon),
    }
    figures = {name: f"{right} of {count}  {right / count:.3f}" for name, (right, count) in rows.items()}
    return figures | {"expressions_per_second": str(measure_rate(dates + ranges, lexicon))}, misses


def main() -> None:
    parser = argparse.ArgumentParser(description="Score times on the cases of Recognizers-Text.")
    parser.add_argument("specs", type=Path, help="the folder of Specs/DateTime")
    parser.add_argument("--misses", action="store_true", help="list the cases that are not right")
    options = parser.parse_args()
    if not options.specs.is_dir():
        sys.exit(f"no folder {options.specs}; get Specs/DateTime of github.com/microsoft/Recognizers-Text")
    for name, code in LANGUAGES.items():
        figures, misses = measure(options.specs / name, code)
        for key, figure in figures.items():
            print(f"{code}  {key:24}{figure}")
        if options.misses:
            print("\n".join(misses))


if __name__ == "__main__":
    main()
