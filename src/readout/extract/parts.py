"""Parts: a text's lines, with what is glued to their ends cut off, each with its label."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from readout.extract.bylines import CREDITS_WIDTH, read_byline
from readout.extract.fields import Field, Label
from readout.extract.labels import find_fields, find_urls, is_header, is_rights_line, label_line
from readout.extract.lines import Hint, Line, ends_sentence, trim, width
from readout.extract.signals import Signals
from readout.model import BlockKind

HEADING_WIDTH = 45  # in wide characters: a headline of an evening news broadcast has up to 40
_SIGNED = re.compile(r"[“\"«„].+[”\"»“]\s?[―—–-]{1,2}\s?\w")
_TAIL_KINDS = ("source", "repost", "editor")
_TAIL_WIDTH = 25


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of one line. ``kind`` is "" while nothing is known of it by its own form."""

    start: int
    stop: int
    hint: Hint = ""
    kind: BlockKind | None = None
    fields: tuple[Field, ...] = ()
    short: bool = False  # looks like a heading: short, and no sentence
    title: tuple[int, int] | None = None  # a title standing inside, half-open offsets


def find_parts(folded: str, lines: Iterable[Line], signals: Signals) -> list[Part]:
    """The parts of ``folded`` in order; they cover all its lines."""
    parts: list[Part] = []
    for line in lines:
        for start, stop in _cut(folded, line, signals):
            parts.append(look(folded, start, stop, line.hint, signals))
    return _mark_rights(folded, _mark_headers(folded, parts, signals), signals)


def look(folded: str, start: int, stop: int, hint: Hint, signals: Signals) -> Part:
    """What ``folded[start:stop]`` is by its own form."""
    line = folded[start:stop]
    if hint == "title":
        return Part(start, stop, hint, "title")
    label = Label("related") if hint == "listed" else label_line(folded, start, stop, signals)
    if label is None and hint == "caption":
        label = Label("caption")
    if label is None and hint == "outside" and signals.spaced:
        label = Label("navigation")  # a piece of a line that was kept for what it said as a whole
    if label is None:
        short = hint == "heading" or (is_short(line) and not (signals.spaced and _is_fragment(line)))
        return Part(start, stop, hint, short=short)
    title = None
    if label.kind == "link":
        title = _find_link_title(folded, start, stop, signals)
    for field in label.fields:
        if field.kind == "original":
            title = (field.start, field.stop)
    return Part(start, stop, hint, label.kind, label.fields, title=title)


def is_short(line: str) -> bool:
    """Whether a line could be a heading: short, with letters, and neither a sentence nor the start of one."""
    if width(line) > HEADING_WIDTH or ends_sentence(line) or line[-1] in ",、，-—":
        return False
    return not any(c in "。;" for c in line) and any(c.isalnum() for c in line)


def _is_fragment(line: str) -> bool:
    """Whether a short line is a piece of running text: a post's signature, a signed quotation or one that goes on."""
    return (
        "(@" in line
        or _SIGNED.match(line) is not None
        or any(line.count(a) != line.count(b) for a, b in ("«»", "“”"))
    )


def _cut(folded: str, line: Line, signals: Signals) -> list[tuple[int, int]]:
    """A line's stretches: permalinks inside it, and a source or editor remark at its end, stand alone."""
    pieces = _cut_links(folded, line.start, line.stop, signals)
    last = pieces[-1]
    at = _find_tail(folded, *last, signals)
    if at is not None:
        left = trim(folded, last[0], at)
        right = trim(folded, at, last[1])
        pieces[-1:] = [span for span in (left, right) if span[0] < span[1]]
    return pieces


def _cut_links(folded: str, start: int, stop: int, signals: Signals) -> list[tuple[int, int]]:
    line = folded[start:stop]
    urls = find_urls(line) if "http" in line or "www." in line else []
    spans: list[tuple[int, int]] = []
    at = 0
    for url in urls:
        labels = [m for m in signals.field.finditer(line, at, url.start()) if m.lastgroup == "permalink"]
        if not labels:
            continue
        label = labels[-1]
        if label.start() > at:
            spans.append(trim(line, at, label.start()))
        spans.append((label.start(), url.end()))
        at = url.end()
    if at < len(line):
        spans.append(trim(line, at, len(line)))
    return [(start + left, start + right) for left, right in spans if left < right]


def _find_tail(folded: str, start: int, stop: int, signals: Signals) -> int | None:
    """Where the remark at the end of the line begins: …。（来源：某社） or …。责任编辑：某某."""
    line = folded[start:stop]
    if line[-1] in ")]":
        opened = max(line.rfind("("), line.rfind("["))
        if opened > 0 and stop - start - opened <= (CREDITS_WIDTH if signals.spaced else 60):
            label = label_line(line, opened + 1, len(line) - 1, signals) if opened + 2 < len(line) else None
            # An agency alone signs the last paragraph; elsewhere it is a picture's (see signatures.py).
            alone = signals.spaced and line[opened + 1 : -1].strip() in signals.agencies
            if label is not None and label.kind in ("source_line", "editor_line", "byline") and not alone:
                return start + opened
    if signals.spaced and (at := _find_credits(line, signals)):
        return start + at
    window = max(1, len(line) - 80)
    for match in signals.field.finditer(line, window):
        before = line[: match.start()].rstrip()
        if (
            match.lastgroup not in _TAIL_KINDS
            or not before
            or not ends_sentence(before)
            or before[-1] in ",:;"
        ):
            continue
        fields = find_fields(line[match.start() :], 0, signals)
        rest = line[match.start() :]
        values = [rest[field.start : field.stop] for field in fields]
        if values and all(width(v) <= _TAIL_WIDTH and not any(c in "。!?," for c in v) for v in values):
            return start + match.start()
    return None


def _find_credits(line: str, signals: Signals) -> int:
    """Where credits glued on behind the last sentence begin: … he said. Reporting by X; Editing by Y; 0 for none."""
    for match in signals.credits.finditer(line, max(1, len(line) - 2 * CREDITS_WIDTH)):
        before = line[: match.start()].rstrip(" -–—(")
        if (
            before
            and before[-1] != ";"
            and ends_sentence(before)
            and read_byline(line[match.start() :], 0, signals)
        ):
            return match.start()
    return 0


def _find_link_title(folded: str, start: int, stop: int, signals: Signals) -> tuple[int, int] | None:
    """The title between a permalink's label and its address."""
    line = folded[start:stop]
    urls = find_urls(line)
    label = signals.field.search(line)
    if not urls or label is None or label.end() >= urls[0].start():
        return None
    left, right = trim(line, label.end(), urls[0].start())
    while left < right and line[left] in '《<["“':
        left += 1
    while left < right and line[right - 1] in '》>]"”(:-— ':
        right -= 1
    return (start + left, start + right) if left < right and width(line[left:right]) <= 70 else None


def _mark_headers(folded: str, parts: list[Part], signals: Signals) -> list[Part]:
    """Lines above the story that hold only a date, a clock time, an outlet's name and counts."""
    marked = []
    above = True
    for part in parts:
        open_part = part.kind in (None, "caption", "navigation")
        if above and open_part and is_header(folded[part.start : part.stop], signals):
            part = Part(part.start, part.stop, part.hint, "source_line")
        above = above and (part.kind is not None or part.short)
        marked.append(part)
    return marked


def _mark_rights(folded: str, parts: list[Part], signals: Signals) -> list[Part]:
    """Legal text without a label, at the very end only: inside a story it may be what the story is about."""
    marked = list(parts)
    for i in range(len(marked) - 1, 0, -1):
        part = marked[i]
        if part.kind is None:
            if not is_rights_line(folded[part.start : part.stop], signals):
                break
            marked[i] = replace(part, kind="disclaimer", short=False)
    return marked
