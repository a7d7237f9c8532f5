"""Listings, days and evidence laid out for a terminal."""

from collections.abc import Iterable
from typing import TextIO

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table

from readout.ledger import Kept, Relative
from readout.views.contacts import (
    ContactDay,
    ContactRecord,
    list_merged,
    list_record,
    list_reports,
    list_rivals,
    list_statuses,
)
from readout.views.evidence import Evidence, VersionChange
from readout.views.fold import Folded
from readout.views.listings import (
    Line,
    Listing,
    list_judgements,
    list_relatives,
    list_statements,
)
from readout.views.report import make_report
from readout.views.terminal import plain_text, render_report

# an id stays in one piece, so that it can be copied
_ID_WIDTH = 17
_NARROW = 16
_ROLE_STYLES = {
    "source": "bold",
    "cue": "cyan",
    "content": "green",
    "trigger": "cyan",
    "party": "bold",
    "": "dim",
}


def make_console(stream: TextIO) -> Console:
    """A console that writes to the stream."""
    return Console(file=stream)


def print_rendered(console: Console, rendered: RenderableType) -> None:
    """Print it, without blanks at the ends of lines where it goes to no terminal."""
    if console.is_terminal:
        console.print(rendered)
        return
    with console.capture() as capture:
        console.print(rendered)
    console.file.write("".join(line.rstrip() + "\n" for line in capture.get().splitlines()))


def render_listing(listing: Listing) -> RenderableType:
    """A table of the columns that any line fills, each line's id below its first cell."""
    if not listing.lines:
        return plain_text((listing.empty, "dim"))
    table = Table(box=box.SIMPLE_HEAD, header_style="dim", show_edge=False, padding=(0, 1), pad_edge=True)
    filled = [n for n in range(len(listing.columns)) if any(line.cells[n] for line in listing.lines)]
    for n in filled:
        if n == listing.wide:
            table.add_column(listing.columns[n], overflow="fold", ratio=1, min_width=_ID_WIDTH)
        else:
            table.add_column(listing.columns[n], overflow="fold", max_width=_NARROW)
    for line in listing.lines:
        cells: list[RenderableType] = []
        for n in filled:
            words = plain_text(line.cells[n].replace("\n", "\n"))
            cells.append(
                Group(Folded(words), plain_text((line.id, "dim"))) if n == listing.wide and line.id else words
            )
        table.add_row(*cells)
    return table


def render_days(days: Iterable[ContactDay]) -> RenderableType:
    """A timeline: for each day its contacts and its statements."""
    parts: list[RenderableType] = []
    most = max((len(day.statements) + len(day.contacts) for day in days), default=0)
    for day in days:
        count = len(day.statements) + len(day.contacts)
        bar = "█" * max(1, round(20 * count / most))
        parts.append(
            Padding(
                plain_text((day.day or "no day", "bold cyan"), "  ", (bar, "blue"), (f" {count}", "dim")),
                (1, 1, 0, 1),
            )
        )
        parts += [render_listing(list_merged(day.contacts))] if day.contacts else []
        parts += [render_listing(list_statements(day.statements))] if day.statements else []
    return Group(*parts) if parts else plain_text(("nothing was found; ask for less", "dim"))


def render_record(record: ContactRecord) -> RenderableType:
    """A merged contact: what is told of it, how its status changed, and its reports with their words."""
    parts: list[RenderableType] = [render_listing(list_record(record))]
    if len(record.statuses) > 1:
        parts += [_heading("Status"), render_listing(list_statuses(record))]
    parts += [_heading("Reports"), render_listing(list_reports(record))]
    if record.rivals:
        parts += [_heading("May be the same"), render_listing(list_rivals(record))]
    return Group(*parts)


def render_evidence(evidence: Evidence) -> RenderableType:
    """The row's words in their place, its cells, and who said what of it."""
    where = " ← ".join(dict.fromkeys(filter(None, (evidence.outlet, evidence.origin))))
    head = [
        plain_text((evidence.title or evidence.address, "bold")),
        plain_text(" · ".join(filter(None, (where, evidence.published, f"page {evidence.page}")))),
        plain_text((evidence.address, "dim")),
    ]
    words = plain_text(
        *((piece.text.replace("\n", " "), _ROLE_STYLES[piece.role]) for piece in evidence.pieces)
    )
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim")
    grid.add_column(overflow="fold", ratio=1)
    for name, value in evidence.cells:
        grid.add_row(name, plain_text(value))
    parts: list[RenderableType] = [
        Panel(
            Group(*head),
            box=box.ROUNDED,
            border_style="cyan",
            padding=(0, 1),
            title=f"{evidence.kind} {evidence.id}",
            title_align="left",
        ),
        Padding(Folded(words), (1, 1)),
        Padding(grid, (0, 1)),
    ]
    if evidence.judged:
        parts += [_heading("Judged"), render_listing(list_judgements(evidence.judged))]
    if evidence.relatives:
        parts += [_heading("Also in"), render_listing(list_relatives(evidence.relatives))]
    return Group(*parts)


def render_kept(kept: Kept, relatives: tuple[Relative, ...]) -> RenderableType:
    """A page's report, with what the ledger knows of it."""
    version = f"version {kept.version} of {kept.versions}" if kept.versions > 1 else ""
    fetched = f"captured {kept.fetched:%Y-%m-%d %H:%M} UTC" if kept.fetched else ""
    facts = (f"page {kept.id}", version, fetched, f"read by {kept.rules}")
    ids = dict(zip((s.id for s in kept.reading.statements), kept.statement_ids, strict=True))
    ids |= dict(zip((c.id for c in kept.reading.contacts), kept.contact_ids, strict=True))
    verdicts = dict(
        zip(
            kept.statement_ids + kept.contact_ids,
            kept.statement_verdicts + kept.contact_verdicts,
            strict=True,
        )
    )
    lines = (Line(cells=(name, id, verdicts[id])) for name, id in ids.items())
    rows = Listing(columns=("row", "id", "verdict"), wide=1, lines=tuple(lines), empty="the page has no rows")
    parts: list[RenderableType] = [
        render_report(make_report(kept.reading)),
        Padding(plain_text((" · ".join(filter(None, facts)), "dim")), (0, 1)),
        _heading("Ids"),
        render_listing(rows),
    ]
    if relatives:
        parts += [_heading("Also in the ledger"), render_listing(list_relatives(relatives))]
    return Group(*parts)


def render_change(change: VersionChange) -> RenderableType:
    """What was taken out of a page and put in."""
    parts: list[RenderableType] = [
        _heading(f"Version {change.version}: what changed since version {change.version - 1}")
    ]
    for edit in change.edits:
        lines = [(f"- {line}", "red") for line in edit.taken.splitlines()] + [
            (f"+ {line}", "green") for line in edit.put.splitlines()
        ]
        parts += [Padding(plain_text(line), (0, 1)) for line in lines]
    for words, name, style in (
        (change.lost, "no longer said", "red"),
        (change.gained, "newly said", "green"),
    ):
        parts += [Padding(plain_text((f"{name}: ", "dim"), (said, style)), (0, 1)) for said in words]
    if len(parts) == 1:
        parts.append(
            Padding(
                plain_text(
                    ("the words are the same; what the page or its source says of itself differs", "dim")
                ),
                (0, 1),
            )
        )
    return Group(*parts)


def _heading(words: str) -> RenderableType:
    return Padding(plain_text((words, "bold cyan")), (1, 1, 0, 1))
