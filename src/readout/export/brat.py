"""brat: each page's text with its rows as standoff annotation, to look at and correct in annotation tools."""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from readout.export.rows import ContactRow, StatementRow, contact_rows, find_kind, statement_rows
from readout.ledger.kept import Kept
from readout.model import (
    ACTS,
    CHANNELS,
    CONTACT_TYPES,
    FORMS,
    STATUSES,
    Evidence,
    Span,
)

# What some readers end a line or a field at. Each is one character and becomes a space, so that offsets hold.
_BREAKS = re.compile(r"[\t\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTACTS = tuple(type.capitalize() for type in CONTACT_TYPES)
_ENTITIES = ("Source", "Speaker", "Content", "Addressee", "Party", "Initiator", "Place", "Time", "Topic")
_ROLES = {
    "speaker": "Speaker",
    "to": "Addressee",
    "party": "Party",
    "parties": "Party",
    "initiator": "Initiator",
    "place": "Place",
}
_COLOURS = {"Statement": "#ffd27f", "Content": "#d5e8c4", "Source": "#bfd9ff"} | dict.fromkeys(
    _CONTACTS, "#f5b7b1"
)


def write_brat(kept: Iterable[Kept], folder: Path) -> None:
    """Write 000001.txt and 000001.ann for the first page and so on, pages.tsv that says which page each is, and the
    two files that tell brat the types.

    Offsets are code points of the .txt, which is the page's text with tabs and odd line ends as spaces. A span over
    several lines is one annotation with a fragment on each line. A statement is an event triggered by its cue.
    """
    (folder / "annotation.conf").write_text(annotation_conf(), encoding="utf-8")
    (folder / "visual.conf").write_text(_visual_conf(), encoding="utf-8")
    with (folder / "pages.tsv").open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, delimiter="\t", lineterminator="\n")
        table.writerow(("document", "page", "address", "version", "family"))
        for number, page in enumerate(kept, start=1):
            name = f"{number:06d}"
            sheet = _Sheet(page)
            (folder / f"{name}.txt").write_text(sheet.text, encoding="utf-8", newline="\n")
            (folder / f"{name}.ann").write_text("".join(sheet.lines), encoding="utf-8", newline="\n")
            table.writerow((name, page.id, page.address, page.version, page.family))


class _Sheet:
    """The standoff lines of one page; each annotation takes the next number of its letter."""

    def __init__(self, page: Kept) -> None:
        self.text = _BREAKS.sub(" ", page.reading.article.text)
        self.lines: list[str] = []
        self._counts = dict.fromkeys("TEA#", 0)
        self._marks: dict[tuple[str, tuple[Span, ...]], str] = {}
        events: dict[str, str] = {}
        rows = list(statement_rows(page))
        # an event may be an argument only of one that comes later, so outer statements come first
        for row in sorted(rows, key=lambda row: _depth(row, {other.id: other for other in rows})):
            events[row.id] = self._add_statement(row, events)
        for contact in contact_rows(page):
            self._add_contact(contact)

    def _add_statement(self, row: StatementRow, events: dict[str, str]) -> str:
        said = row.statement
        arguments = [
            ("Source", self._mark("Source", (said.source,))),
            ("Content", self._mark("Content", said.content)),
            *self._roles(said.evidence),
        ]
        if said.when:
            arguments.append(("Time", self._mark("Time", (said.when.span,))))
        if row.via in events:
            arguments.append(("Via", events[row.via]))
        event = self._event("Statement", said.cue, arguments)
        self._attributes(
            event, {"Form": said.form, "Act": said.act, "Channel": said.channel, "Verdict": row.verdict}
        )
        kind = find_kind(row.page, said.speaker) if said.speaker else ""
        when = said.when.iso if said.when else ""
        self._note(
            event, {"id": row.id, "speaker": said.speaker, "kind": kind, "to": said.to, "when": when}, row
        )
        return event

    def _add_contact(self, row: ContactRow) -> None:
        met = row.contact
        arguments = list(self._roles(met.evidence))
        arguments += [("Topic", self._mark("Topic", (span,))) for span in met.topics]
        if met.when:
            arguments.append(("Time", self._mark("Time", (met.when.span,))))
        event = self._event(met.type.capitalize(), met.trigger, arguments)
        self._attributes(event, {"Status": met.status, "Verdict": row.verdict})
        cells = {
            "id": row.id,
            "parties": ", ".join(met.parties),
            "initiator": met.initiator,
            "place": met.place,
            "when": met.when.iso if met.when else "",
            "duration": met.duration.iso if met.duration else "",
        }
        self._note(event, cells, row)

    def _roles(self, evidence: tuple[Evidence, ...]) -> Iterator[tuple[str, str]]:
        for piece in evidence:
            role = _ROLES.get(piece.field)
            if role:
                yield role, self._mark(role, (piece.span,))

    def _mark(self, type: str, spans: tuple[Span, ...]) -> str:
        """A text-bound annotation; the same words of the same type are marked once."""
        fragments = tuple(piece for span in spans for piece in split_lines(self.text, span))
        key = (type, fragments)
        if key not in self._marks:
            self._marks[key] = self._next("T")
            places = ";".join(f"{piece.start} {piece.stop}" for piece in fragments)
            words = " ".join(piece.of(self.text) for piece in fragments)
            self.lines.append(f"{self._marks[key]}\t{type} {places}\t{words}\n")
        return self._marks[key]

    def _event(self, type: str, trigger: Span, arguments: Iterable[tuple[str, str]]) -> str:
        mark, event = self._mark(type, (trigger,)), self._next("E")
        seen: dict[str, int] = {}
        parts = [f"{type}:{mark}"]
        # a role that comes again is numbered from 2 on, as brat writes it
        for role, target in dict.fromkeys(arguments):
            seen[role] = seen.get(role, 0) + 1
            parts.append(f"{role}{seen[role] if seen[role] > 1 else ''}:{target}")
        self.lines.append(f"{event}\t{' '.join(parts)}\n")
        return event

    def _attributes(self, event: str, values: dict[str, str]) -> None:
        self.lines += [
            f"{self._next('A')}\t{name} {event} {value}\n" for name, value in values.items() if value
        ]

    def _note(self, event: str, cells: dict[str, str], row: StatementRow | ContactRow) -> None:
        """The names and days that the text does not show where the event stands, for the annotator to read."""
        words = "; ".join(f"{name}={value}" for name, value in cells.items() if value)
        note = " ".join(f"{words}; family={row.page.family}".split())
        self.lines.append(f"{self._next('#')}\tAnnotatorNotes {event}\t{note}\n")

    def _next(self, letter: str) -> str:
        self._counts[letter] += 1
        return f"{letter}{self._counts[letter]}"


def split_lines(text: str, span: Span) -> Iterator[Span]:
    """The span's pieces, one a line, without the white space around them; brat allows no line end inside a piece."""
    for match in re.finditer(r"[^\n]+", span.of(text)):
        piece = match.group()
        start = span.start + match.start() + len(piece) - len(piece.lstrip())
        if piece.strip():
            yield Span(start, start + len(piece.strip()))


def annotation_conf() -> str:
    """The types, roles and values, as brat's annotation.conf."""
    statement = (
        "Source:Source, Content:Content, Speaker?:Speaker, Addressee*:Addressee, Time?:Time, Via?:Statement"
    )
    contact = "Party*:Party, Initiator?:Initiator, Place?:Place, Time?:Time, Topic*:Topic"
    lines = [
        "[entities]",
        *_ENTITIES,
        "[relations]",
        "<OVERLAP> Arg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>",
        "[events]",
        f"Statement {statement}",
        *(f"{type} {contact}" for type in _CONTACTS),
        "[attributes]",
        f"Form Arg:Statement, Value:{'|'.join(FORMS)}",
        f"Act Arg:Statement, Value:{'|'.join(ACTS)}",
        f"Channel Arg:Statement, Value:{'|'.join(CHANNELS)}",
        f"Status Arg:{'|'.join(_CONTACTS)}, Value:{'|'.join(STATUSES)}",
        "Verdict Arg:<EVENT>, Value:right|wrong",
    ]
    return "\n".join(lines) + "\n"


def _visual_conf() -> str:
    labels = [f"{name} | {name}" for name in (*_ENTITIES, "Statement", *_CONTACTS)]
    drawing = [f"{name} bgColor:{colour}" for name, colour in _COLOURS.items()]
    return "\n".join(("[labels]", *labels, "[drawing]", "SPAN_DEFAULT fgColor:black", *drawing)) + "\n"


def _depth(row: StatementRow, rows: dict[str, StatementRow]) -> int:
    """How many statements this one stands inside."""
    return 1 + _depth(rows[row.via], rows) if row.via in rows else 0
