"""Fold a text into one writing, code point for code point, so that its offsets stay the text's own."""

import re
from functools import cache

from readout.language.lexicon import Orthography

# Half-width marks used in wide text, and the wide ones they stand for. A mark between two digits or
# letters (3,500; 16:08; U.S.) is left alone by fold().
_WIDE = {
    ",": "，",
    ";": "；",
    ":": "：",
    "?": "？",
    "!": "！",
    "(": "（",
    ")": "）",
    "﹐": "，",
    "︰": "：",
    "｡": "。",
}
_NARROW = {chr(0xFF10 + i): chr(0x30 + i) for i in range(10)} | {"％": "%", "．": "."}
_QUOTES = {"「": "“", "」": "”", "『": "‘", "』": "’", "﹁": "“", "﹂": "”", "〝": "“", "〞": "”"}
_BETWEEN = re.compile(r"(?<=[0-9A-Za-z])[,:;?!](?=[0-9A-Za-z/])")
_STRAIGHT = re.compile(r"[\"＂]")


def fold(text: str, orthography: Orthography) -> str:
    """``text`` with variant characters and marks replaced one for one; the result has the same length."""
    folded = text.translate(_table(orthography))
    if not orthography.spaced:
        for match in _BETWEEN.finditer(text):
            at = match.start()
            folded = folded[:at] + text[at] + folded[at + 1 :]
        folded = _turn_straight_quotes(folded)
    return folded


@cache
def _table(orthography: Orthography) -> dict[int, str]:
    pairs = orthography.variants
    table = {pairs[i]: pairs[i + 1] for i in range(0, len(pairs) - 1, 2)} | _NARROW
    if not orthography.spaced:
        table |= _WIDE | _QUOTES
    return {ord(key): value for key, value in table.items()}


def _turn_straight_quotes(text: str) -> str:
    """Straight marks open and close by turns within a line, as far as their number is even."""
    if not _STRAIGHT.search(text):
        return text
    lines = []
    for line in text.split("\n"):
        turn = iter(range(len(line)))
        even = len(_STRAIGHT.findall(line)) % 2 == 0
        lines.append(_STRAIGHT.sub(lambda _: "“" if next(turn) % 2 == 0 else "”", line) if even else line)  # noqa: B023
    return "\n".join(lines)
