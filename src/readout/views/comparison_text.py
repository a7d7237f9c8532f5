"""A comparison for the terminal and as Markdown."""

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from readout.views.comparison import Column, ComparisonPage, Line, Square
from readout.views.fold import Folded
from readout.views.terminal import plain_text

_STYLES = {"says": "", "says otherwise": "red", "unsure": "magenta", "silent": "dim"}
_KIND_STYLES = {"shared": "green", "otherwise": "red", "one side": "yellow", "unsure": "magenta"}
_SILENT = "–"


def print_comparison(console: Console, page: ComparisonPage) -> None:
    """Print the comparison as wide as the console; without colour where the console has none."""
    if console.is_terminal:
        console.print(render_comparison(page))
        return
    with console.capture() as capture:
        console.print(render_comparison(page))
    console.file.write("".join(line.rstrip() + "\n" for line in capture.get().splitlines()))


def render_comparison(page: ComparisonPage) -> RenderableType:
    """The comparison as something that rich can print."""
    parts: list[RenderableType] = [
        Panel(plain_text(page.title, style="bold"), box=box.ROUNDED, border_style="cyan")
    ]
    parts.append(_table([("", _heads(page)), *_summary(page)]))
    parts.append(_heading("Points", _counts(page)))
    parts.append(_points(page))
    if page.shares:
        parts.append(_heading("Topics", "place in the order, share of the points"))
        parts.append(_table([("", _heads(page)), *_shares(page)]))
    return Group(*parts)


def _heading(words: str, count: str) -> RenderableType:
    return Padding(plain_text((words, "bold cyan"), "  ", (count, "dim")), (1, 1, 0, 1))


def _counts(page: ComparisonPage) -> str:
    kinds = [line.kind for line in page.lines]
    return ", ".join(f"{kinds.count(kind)} {kind}" for kind in _KIND_STYLES if kind in kinds)


def _heads(page: ComparisonPage) -> list[str]:
    return [column.name for column in page.columns]


def _summary(page: ComparisonPage) -> list[tuple[str, list[str]]]:
    """What stands above the points: name and a value a column; lines that no column fills are left out."""
    rows = [
        ("told by", [_tellers(column) for column in page.columns]),
        ("published", [column.published + " (first)" * column.first for column in page.columns]),
        *((fact.name if fact.same else f"{fact.name} ≠", list(fact.values)) for fact in page.facts),
        ("called it", [", ".join(column.evaluations) for column in page.columns]),
        ("length", [f"{column.length:,} characters, {column.points} points" for column in page.columns]),
    ]
    return [(name, values) for name, values in rows if any(values)]


def _tellers(column: Column) -> str:
    return "; ".join(dict.fromkeys(f"{name} ({telling})" for name, telling, _ in column.tellers))


def _shares(page: ComparisonPage) -> list[tuple[str, list[str]]]:
    return [
        (
            share.topic,
            [
                f"{rank}. ({percent} %)" if rank else ""
                for rank, percent in zip(share.ranks, share.percents, strict=True)
            ],
        )
        for share in page.shares
    ]


def _table(rows: list[tuple[str, list[str]]]) -> RenderableType:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1), header_style="bold")
    table.add_column("", style="dim", no_wrap=True)
    for name in rows[0][1]:
        table.add_column(plain_text(name), overflow="fold", ratio=1)
    for name, values in rows[1:]:
        table.add_row(plain_text(name), *(Folded(plain_text(value or _SILENT)) for value in values))
    return table


def _points(page: ComparisonPage) -> RenderableType:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, show_lines=True, padding=(0, 1), header_style="bold")
    table.add_column("", style="dim", no_wrap=True)
    for column in page.columns:
        table.add_column(plain_text(column.name), overflow="fold", ratio=1)
    for line in page.lines:
        table.add_row(_label(line), *(_square(square) for square in line.squares))
        if line.differences:
            notes = [Folded(plain_text(told, style="yellow")) for told in line.differences]
            table.add_row("", Group(*notes))
    return table


def _label(line: Line) -> Text:
    return plain_text(line.id, " ", (line.kind, _KIND_STYLES[line.kind]))


def _square(square: Square) -> RenderableType:
    style = _STYLES[square.says]
    if square.says == "silent":
        return plain_text(_SILENT, style=style)
    words = [
        Folded(plain_text((f"{w.speaker}: " if w.speaker else "", "dim"), w.quote, style=style))
        for w in square.words
    ]
    if square.says in ("says otherwise", "unsure"):
        words.insert(0, Folded(plain_text(square.says, style=f"bold {style}")))
    return Group(*words)


def write_markdown(page: ComparisonPage) -> str:
    """The comparison as GitHub-flavoured Markdown, every character of the pages' own escaped."""
    head = ["", *(_escape(column.name) for column in page.columns)]
    lines = [f"# {_escape(page.title)}", "", *_markdown_table(head, _summary(page)), "", "## Points", ""]
    rows = []
    for line in page.lines:
        rows.append((f"{line.id} {line.kind}", [_markdown_square(square) for square in line.squares]))
    lines += _markdown_table(head, rows, escaped=True)
    notes = [f"- {line.id}: {_escape(told)}" for line in page.lines for told in line.differences]
    if notes:
        lines += ["", "## What differs", "", *notes]
    if page.shares:
        lines += ["", "## Topics", "", *_markdown_table(head, _shares(page))]
    return "\n".join(lines) + "\n"


def _markdown_table(
    head: list[str], rows: list[tuple[str, list[str]]], *, escaped: bool = False
) -> list[str]:
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    for name, values in rows:
        cells = values if escaped else [_escape(value) for value in values]
        lines.append("| " + " | ".join([_escape(name), *(cell or _SILENT for cell in cells)]) + " |")
    return lines


def _markdown_square(square: Square) -> str:
    words = [(f"*{_escape(w.speaker)}:* " if w.speaker else "") + _escape(w.quote) for w in square.words]
    if square.says in ("says otherwise", "unsure"):
        words.insert(0, f"**{square.says}**")
    return "<br>".join(words)


def _escape(text: str) -> str:
    for char in "\\`*_[]<>|#":
        text = text.replace(char, "&lt;" if char == "<" else "\\" + char)
    return " ".join(text.split())
