"""Fold lines of mixed writing: between wide characters anywhere, in spaced writing at spaces, never before a comma."""

import unicodedata

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

# rich folds at spaces only, so that a line of Chinese after a short word starts a line of its own
_OPENING = ("Ps", "Pi")
_CLOSING = ("Pe", "Pf", "Po")


class Folded:
    """A text that is folded to the width it is given."""

    def __init__(self, text: Text) -> None:
        self._text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self._text.divide(find_folds(self._text.plain, options.max_width)):
            line.rstrip()
            line.no_wrap = True
            yield line

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(2, max(cell_len(self._text.plain), 2)).with_maximum(options.max_width)


def find_folds(text: str, width: int) -> tuple[int, ...]:
    """The positions at which lines begin so that each fits ``width`` cells; the first line's is left out.

    A word longer than a line is cut; trailing spaces do not count; the text is one line.
    """
    folds: list[int] = []
    line = place = 0  # where the line began, and the last place where it may end
    cells = 0
    for position, character in enumerate(text):
        if position > line and _may_break(text[position - 1], character):
            place = position
        size = cell_len(character)
        while cells + size > width and not character.isspace() and position > line:
            line = place if place > line else position
            folds.append(line)
            cells = cell_len(text[line:position])
        cells += size
    return tuple(folds)


def _may_break(before: str, after: str) -> bool:
    if unicodedata.category(after) in _CLOSING or unicodedata.category(before) in _OPENING or after.isspace():
        return False
    return before.isspace() or cell_len(before) > 1 or cell_len(after) > 1
