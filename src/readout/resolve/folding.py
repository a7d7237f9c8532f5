"""Folding: one key for the ways in which a name is written (apostrophes, hyphens, accents, letters with two forms)."""

import unicodedata
from functools import lru_cache

DOT = "\u00b7"  # joins the parts of a foreign name where words are not spaced
_DOTS = "\u2022\u2027\u30fb\uff0e\u22c5\uff65"
_APOSTROPHES = "\u2019\u2018\u02bc\u00b4\u0060\u02bb\u02be\u02bf"
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2212_"
_QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb\u300c\u300d\u300e\u300f'
_STROKES = {"\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u0131": "i", "\u00df": "ss", "\u00e6": "ae"}


class Folding:
    """The folding of a name. ``variants`` are pairs of characters, the second of which stands for both."""

    def __init__(self, variants: str = "") -> None:
        self._table = _make_table()
        pairs = zip(variants[::2], variants[1::2], strict=True)
        self._table |= {ord(left): right for left, right in pairs}
        self.fold = lru_cache(maxsize=65536)(self._fold)

    def _fold(self, name: str) -> str:
        """The key: small letters, one kind of apostrophe and dot, no accents, hyphens as spaces."""
        return " ".join(name.translate(self._table).lower().split()).strip(" .,;:")


def _make_table() -> dict[int, str]:
    table = dict.fromkeys(map(ord, _APOSTROPHES), "'")
    table |= dict.fromkeys(map(ord, _HYPHENS), " ")
    table |= dict.fromkeys(map(ord, _QUOTES), "")
    table |= dict.fromkeys(map(ord, _DOTS), DOT)
    table |= {
        0x0451: "\u0435",
        0x0401: "\u0415",
        0xA0: " ",
    }  # a Cyrillic letter that is printed with dots or without
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        bare = unicodedata.normalize("NFKD", chr(code))[0]
        if bare != chr(code):
            table[code] = bare
    for letter, plain in _STROKES.items():
        table[ord(letter)] = plain
        if len(letter.upper()) == 1:
            table[ord(letter.upper())] = plain
    return table
