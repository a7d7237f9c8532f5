"""Marks without their texts: our own marking of archived pages, joined with the archive for the scorer to take.

    python bench/marks.py [MARKS.json] [ARCHIVE ...]

Prints every statement as ``source | cue | content`` and every contact as ``type | trigger | parties``, for a person
to check. A marks file holds offsets, addresses and hashes only (``bench/gold/README.md``); the texts stay in the
archive, looked for in ``../shared`` (or in the folder that READOUT_SHARED names).
"""

import gzip
import hashlib
import json
import os
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("READOUT_SHARED", ROOT.parent / "shared"))
MARKS = ROOT / "bench" / "gold" / "ru-marks.json"
ARCHIVE = SHARED / "archive" / "ru-diplomacy.jsonl.gz"
CONTACT_MARKS = ROOT / "bench" / "gold" / "en-contact-marks.json"
CONTACT_ARCHIVES = (
    SHARED / "archive" / "whitehouse-readouts.jsonl.gz",
    SHARED / "gold" / "en" / "polnear-dev.json",
)
STATEMENT_NAMES = ("speaker", "to")
CONTACT_NAMES = ("place", "initiator")
VALUES = {
    "form": {"direct", "indirect", "mixed"},
    "act": {
        "assert",
        "judge",
        "commit",
        "propose",
        "demand",
        "deny",
        "accuse",
        "warn",
        "withhold",
        "courtesy",
    },
    "channel": {"call", "meeting", "briefing", "post", "speech", "document", "interview", "media", "unknown"},
    "type": {"call", "meeting", "visit", "conference", "letter", "signing"},
    "status": {"happened", "ongoing", "planned", "proposed", "denied"},
}

Json = dict[str, Any]


class MarksError(Exception):
    """A marks file does not fit its archive, or itself; the one argument says what, where and the cure."""


def load_marks(marks: Path = MARKS, *archives: Path) -> list[Json]:
    """The marked pages as the scorer takes them: the archive's row with ``statements`` and ``contacts``.

    Names (speaker, to, parties, place, initiator) become strings; source, cue, content and trigger stay spans,
    half-open code points. MarksError where a page is not in the archive, its text is another one than was
    marked, or a mark does not fit.
    """
    places = archives or (CONTACT_ARCHIVES if marks == CONTACT_MARKS else (ARCHIVE,))
    rows = {name: row for place in places for name, row in _read_archive(place).items()}
    where = ", ".join(map(str, places))
    return [_join_page(page, rows, where) for page in json.loads(marks.read_text(encoding="utf-8"))]


def _read_archive(archive: Path) -> dict[str, Json]:
    """The rows of an archive by their id: JSON lines, gzipped, or one JSON list."""
    if archive.suffix == ".gz":
        with gzip.open(archive, "rt", encoding="utf-8") as lines:
            return {row["id"]: row for row in map(json.loads, lines)}
    return {row["id"]: row for row in json.loads(archive.read_text(encoding="utf-8"))}


def _join_page(page: Json, rows: dict[str, Json], archive: str) -> Json:
    name = page["id"]
    if name not in rows:
        raise MarksError(f"{name}: not in {archive}; give the archive that was marked")
    row = rows[name]
    text = row["text"]
    found = hashlib.sha256(text.encode()).hexdigest()
    if found != page["text_sha256"] or len(text) != page["length"] or (row.get("url") or "") != page["url"]:
        raise MarksError(
            f"{name}: the archive's text is not the one that was marked "
            f"(sha256 {found}, marked {page['text_sha256']}; {len(text)} code points, marked {page['length']}; "
            f"{row.get('url') or ''}, marked {page['url']}); give the archive that was marked, or mark the page again"
        )
    known = {statement["id"] for statement in page["statements"]}
    if len(known) != len(page["statements"]):
        raise MarksError(f"{name}: two statements have one id; number them anew")
    return row | {
        "part": page.get("part", ""),
        "statements": [_join_statement(mark, text, known, name) for mark in page["statements"]],
        "contacts": [_join_contact(mark, text, name) for mark in page["contacts"]],
    }


def _join_statement(mark: Json, text: str, known: set[str], name: str) -> Json:
    where = f"{name} {mark['id']}"
    for field in ("form", "act", "channel"):
        _check_value(field, mark[field], where)
    if mark["via"] is not None and (mark["via"] not in known or mark["via"] == mark["id"]):
        raise MarksError(
            f"{where}: via names no other statement: {mark['via']!r}; give the enclosing one's id"
        )
    for span in (mark["source"], mark["cue"], *mark["content"]):
        _string(text, span, where)
    return mark | {field: _name(text, mark[field], where) for field in STATEMENT_NAMES}


def _join_contact(mark: Json, text: str, name: str) -> Json:
    where = f"{name} {mark['type']} at {mark['trigger']}"
    for field in ("type", "status"):
        _check_value(field, mark[field], where)
    _string(text, mark["trigger"], where)
    names = {field: _name(text, mark[field], where) for field in CONTACT_NAMES}
    return mark | names | {"parties": [_string(text, span, where) for span in mark["parties"]]}


def _check_value(field: str, value: str, where: str) -> None:
    if value not in VALUES[field]:
        raise MarksError(f"{where}: unknown {field} {value!r}; one of {', '.join(sorted(VALUES[field]))}")


def _name(text: str, span: list[Any] | None, where: str) -> str | None:
    """The name at a span; several spans are people who speak as one, their names parted by commas."""
    if span is None:
        return None
    spans = span if isinstance(span[0], list) else [span]
    return ", ".join(_string(text, part, where) for part in spans)


def _string(text: str, span: list[int], where: str) -> str:
    start, stop = span
    if not 0 <= start < stop <= len(text) or text[start:stop] != text[start:stop].strip():
        raise MarksError(
            f"{where}: [{start}, {stop}] is no span of the text, or has space at an end; mark it again"
        )
    return text[start:stop]


def _describe_page(page: Json) -> list[str]:
    text = page["text"]
    lines = [f"{page['id']} {page.get('url') or ''}"]
    for mark in page["statements"]:
        content = " […] ".join(text[start:stop] for start, stop in mark["content"])
        where = " ".join(
            f"{key}={mark[key]}" for key in ("form", "act", "channel", "to", "via", "when") if mark[key]
        )
        told = " | ".join((text[slice(*mark["source"])], text[slice(*mark["cue"])], content))
        lines.append(f"  {mark['id']} {told}  <{mark['speaker']}: {where}>")
    for mark in page["contacts"]:
        where = " ".join(
            f"{key}={mark[key]}" for key in ("when", "place", "duration", "initiator", "status") if mark[key]
        )
        lines.append(
            f"  {mark['type']} | {text[slice(*mark['trigger'])]} | {', '.join(mark['parties'])}  <{where}>"
        )
    return lines


def main(argv: list[str]) -> int:
    pages = load_marks(*(Path(name).resolve() for name in argv))
    for page in pages:
        print("\n".join(line.replace("\n", "⏎") for line in _describe_page(page)))
    statements = sum(len(page["statements"]) for page in pages)
    contacts = sum(len(page["contacts"]) for page in pages)
    print(f"{len(pages)} pages, {statements} statements, {contacts} contacts")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except MarksError as error:
        sys.exit(str(error))
