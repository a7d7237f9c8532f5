"""The report laid out for a terminal."""

import re
from collections.abc import Iterable

from rich import box
from rich.console import Console, ConsoleOptions, Group, OverflowMethod, RenderableType, RenderResult
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from readout.model import Unreadable
from readout.views.fold import Folded
from readout.views.report import (
    ContactRow,
    Furniture,
    Quote,
    Report,
    StatementRow,
    Voice,
    name_language,
)

_ACT_STYLES = {
    "assert": "blue",
    "judge": "blue",
    "commit": "green",
    "propose": "green",
    "courtesy": "green",
    "demand": "yellow",
    "warn": "red",
    "deny": "red",
    "accuse": "red",
    "withhold": "magenta",
}
_STATUS_STYLES = {
    "happened": "green",
    "ongoing": "green",
    "planned": "yellow",
    "proposed": "yellow",
    "denied": "red",
}
# stretches of one kind that are shown before the rest are counted
_SHOWN = 3
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_DOT = " · "


def print_report(console: Console, report: Report) -> None:
    """Print the report, as wide as the console; without colour where the console has none."""
    if console.is_terminal:
        console.print(render_report(report))
        return
    with console.capture() as capture:
        console.print(render_report(report))
    console.file.write("".join(line.rstrip() + "\n" for line in capture.get().splitlines()))


def print_unreadable(console: Console, row: Unreadable) -> None:
    """Print why a page has no report."""
    console.print(
        Panel(
            plain_text(row.reason), title=plain_text(row.id), title_align="left", style="red", box=box.ROUNDED
        )
    )


def render_report(report: Report) -> RenderableType:
    """The report as something that rich can print."""
    parts: list[RenderableType] = [_header(report)]
    if report.contacts:
        parts += [_heading("Contacts", str(len(report.contacts))), _contacts(report.contacts)]
    parts.append(_heading("Statements", str(report.statement_count)))
    parts += [_voice(voice, number) for number, voice in enumerate(report.voices)]
    if report.furniture:
        share = f"{report.furniture_characters:,} of {report.characters:,} characters"
        parts += [_heading("Left out", share), _furniture(report.furniture)]
    return Group(*parts)


def _header(report: Report) -> RenderableType:
    where = " ← ".join(dict.fromkeys(name for name in (report.outlet, report.origin) if name))
    facts = (
        where,
        report.author,
        report.published,
        name_language(report),
        f"{report.characters:,} characters",
    )
    lines = [plain_text(report.title or report.id, style="bold"), plain_text(_DOT.join(filter(None, facts)))]
    if report.url:
        lines.append(plain_text(report.url, style="dim", overflow="fold"))
    return Panel(Group(*lines), box=box.ROUNDED, border_style="cyan", padding=(0, 1))


def _heading(words: str, count: str) -> RenderableType:
    return Padding(plain_text((words, "bold cyan"), "  ", (count, "dim")), (1, 1, 0, 1))


def _contacts(contacts: Iterable[ContactRow]) -> RenderableType:
    """A table whose columns are those that any contact fills."""
    rows = tuple(contacts)
    table = Table(box=box.SIMPLE_HEAD, header_style="dim", show_edge=False, padding=(0, 1), pad_edge=True)
    columns = (
        (
            "what",
            9,
            [plain_text(row.type, "\n", (row.status, _STATUS_STYLES[row.status])) for row in rows],
        ),
        ("parties", 8, [plain_text("\n".join(row.parties)) for row in rows]),
        ("when", 10, [_when(row) for row in rows]),
        ("place", 6, [plain_text(row.place) for row in rows]),
        ("how long", 8, [plain_text(row.duration) for row in rows]),
        ("initiator", 9, [plain_text(row.initiator) for row in rows]),
        ("words", 6, [_words(row.trigger) for row in rows]),
    )
    filled = [column for column in columns if any(cell.plain for cell in column[2])]
    for name, width, _ in filled:
        table.add_column(name, min_width=width, overflow="fold", no_wrap=name == "when")
    for cells in zip(*(column[2] for column in filled), strict=True):
        table.add_row(*cells)
    return table


def _when(row: ContactRow) -> Text:
    return plain_text(row.when.replace("/", " –\n"))


def _voice(voice: Voice, number: int) -> RenderableType:
    title = f"  {voice.source}" if voice.source != voice.speaker else ""
    name = plain_text((voice.speaker, "bold"), (title, "dim"))
    return Padding(Group(name, *(_statement(row) for row in voice.statements)), (1 if number else 0, 1, 0, 1))


def _statement(row: StatementRow) -> RenderableType:
    """The words, then their marks; what is nested stands below, indented."""
    name = f"{row.speaker or row.source.text} " if row.depth else ""
    words = plain_text((name, "bold"), (row.cue.text.replace("\n", " "), "cyan"))
    for quote in row.content:
        words.append(" ").append_text(_words(quote))
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=4, style="dim", justify="right")
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row(
        row.id, Group(Folded(words), Folded(_marks(row)), *(_statement(nested) for nested in row.nested))
    )
    return grid


def _words(quote: Quote) -> Text:
    return plain_text(quote.before + quote.text.replace("\n", " ") + quote.after)


def _marks(row: StatementRow) -> Text:
    when = f"{row.when} ({row.when_phrase})" if row.when and row.when_phrase else row.when
    marks = [
        (f"via {row.via_speaker}" if row.via else "", "dim italic"),
        (row.act, _ACT_STYLES[row.act]),
        (row.form, "dim"),
        (row.channel if row.channel != "unknown" else "", "dim"),
        (f"to {row.to}" if row.to else "", "default"),
        (when, "dim"),
    ]
    return plain_text(_DOT, style="dim").join(
        plain_text(words, style=style) for words, style in marks if words
    )


def _furniture(furniture: Iterable[Furniture]) -> RenderableType:
    """One line a stretch: kind, how many, which characters, the first words."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim")
    grid.add_column(style="dim", justify="right")
    grid.add_column(style="dim", no_wrap=True, overflow="ellipsis", ratio=1)
    for kind in furniture:
        name = kind.kind.replace("_", " ")
        for number, quote in enumerate(kind.stretches[:_SHOWN]):
            count = f" {len(kind.stretches)}" if len(kind.stretches) > 1 else ""
            position = f"{quote.span.start}–{quote.span.stop}"
            grid.add_row(name + count if number == 0 else "", position, _words(quote))
        if (more := len(kind.stretches) - _SHOWN) > 0:
            grid.add_row("", "", f"and {more} more")
    return Padding(_Wide(grid), (0, 1, 1, 1))


class _Wide:
    """A grid given the whole width, so that its last column can be cut with an ellipsis."""

    def __init__(self, grid: Table) -> None:
        self._grid = grid

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        self._grid.width = options.max_width
        yield self._grid


def plain_text(
    *pieces: str | tuple[str, str], style: str = "", overflow: OverflowMethod | None = None
) -> Text:
    """Text from plain or styled words, without the control characters that a terminal would obey."""
    text = Text(style=style, overflow=overflow)
    for piece in pieces:
        words, look = (piece, None) if isinstance(piece, str) else piece
        text.append(_CONTROLS.sub(" ", words), look)
    return text
