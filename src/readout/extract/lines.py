"""Lines: a text's paragraphs, with hard-wrapped ones joined."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Hint = Literal["", "body", "heading", "title", "caption", "listed", "outside"]

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_BLANK = " \t\u3000\u00a0\u200b\ufeff\u2002\u2003\x00"
_CLOSERS = "”’」』）)]】》〉\"'＂»*_ "
STOPS = frozenset(".。!！?？…;；:：｡")
ENDS = frozenset(".。!！?？…｡")  # those that end a sentence, not a clause
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uff00-\uff60]")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as it stands: half-open code points without surrounding space, and what markup says of it."""

    start: int
    stop: int
    hint: Hint = ""


def find_lines(text: str) -> tuple[Line, ...]:
    """The paragraphs of a plain text, in order; a hard-wrapped paragraph is one line over several breaks."""
    lines: list[Line] = []
    for match in _LINE.finditer(text):
        start, stop = trim(text, match.start(), match.end())
        if start < stop:
            lines.append(Line(start, stop))
    return _unwrap(text, lines)


def trim(text: str, start: int, stop: int) -> tuple[int, int]:
    """``start`` and ``stop`` without the white space at both ends."""
    while start < stop and (text[start] in _BLANK or text[start].isspace()):
        start += 1
    while start < stop and (text[stop - 1] in _BLANK or text[stop - 1].isspace()):
        stop -= 1
    return start, stop


@lru_cache(maxsize=1024)
def width(line: str) -> float:
    """The length of a line in wide characters: two narrow ones take the place of one."""
    if line.isascii():
        return len(line) / 2
    wide = len(_WIDE.findall(line))
    return wide + (len(line) - wide) / 2


def ends_sentence(line: str) -> bool:
    """Whether the line comes to an end: a stop, perhaps inside quotation marks or before a bracketed remark."""
    bare = line.rstrip(_CLOSERS)
    if bare and bare[-1] in STOPS:
        return True
    if line[-1:] in ")）]】":
        opened = max(line.rfind("("), line.rfind("（"), line.rfind("["), line.rfind("【"))
        if opened > 0:
            before = line[:opened].rstrip(_CLOSERS)
            return bool(before) and before[-1] in ENDS
    return False


def is_truncated(line: str) -> bool:
    """Whether the line breaks off: no end, or dots in place of one."""
    return line.endswith(("...", "…", "..")) or not ends_sentence(line)


def _unwrap(text: str, lines: list[Line]) -> tuple[Line, ...]:
    if len(lines) < 8:
        return tuple(lines)
    widths = [width(text[line.start : line.stop]) for line in lines]
    full = sorted(widths)[int(len(widths) * 0.9)]
    near = [i for i, w in enumerate(widths) if w >= full * 0.8]
    broken = sum(1 for i in near if text[lines[i].stop - 1] not in STOPS)
    # Wrapped text: lines of one width, most of them breaking off anywhere.
    if (
        not 15 <= full <= 60
        or max(widths) > full * 1.25
        or len(near) * 2 < len(lines)
        or broken * 2 < len(near)
    ):
        return tuple(lines)
    joined: list[Line] = []
    for i, line in enumerate(lines):
        if joined and widths[i - 1] >= full * 0.8 and not _parted(text, lines[i - 1].stop, line.start):
            joined[-1] = Line(joined[-1].start, line.stop)
        else:
            joined.append(line)
    return tuple(joined)


def _parted(text: str, stop: int, start: int) -> bool:
    """Whether a blank line or an indent stands between two lines."""
    gap = text[stop:start]
    breaks = gap.replace("\r\n", "\n").count("\n") + gap.replace("\r\n", "").count("\r")
    indent = gap.rsplit("\n", 1)[-1]
    return breaks > 1 or "\u3000" in indent or indent.startswith(("  ", "\t"))
