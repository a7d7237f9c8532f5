"""Mangled bytes, markup and encodings end in a reading that keeps the laws, or in a ReadoutError.

READOUT_FUZZ_CASES says how many cases (1,000 if not given); each is made from its number alone.
"""

import os
import random
import time
from collections.abc import Callable
from pathlib import Path

from readout.errors import ReadoutError
from readout.model import Page
from readout.pipeline import read_page
from tests.laws import check_laws

CASES = int(os.environ.get("READOUT_FUZZ_CASES", "1000"))
EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
# Far above what a page of this size takes; only a pattern that runs away gets there.
SLOW_S = 20.0

_CHARSETS = (
    "utf-8",
    "gb18030",
    "gbk",
    "big5",
    "utf-16",
    "utf-16-le",
    "utf-32",
    "shift_jis",
    "utf-8-sig",
    "koi8-r",
)
_DECLARED = ("", "", "utf-8", "gb2312", "GBK", "big5", "latin-1", "utf-16", "no-such-charset", "utf-8; x=1")
_TYPES = ("text/html", "text/plain", "", "application/xhtml+xml", "image/png", "application/json")
_TAGS = (
    *("<p>", "</p>", "<div>", "</div></div>", "<br>", "<li>", "<table><tr>", "<svg><foreignObject>"),
    *("<!--", "-->", "<![CDATA[", "]]>", "<script>", "</script>", "<style>", "<title>", "</body></html>"),
    *("<a href='//[bad'>", "<p style='display:none'>", "<meta charset=utf-7>"),
    *("<meta name=publishdate content=9999-99-99>", "<meta property=og:url content='http://['>"),
    *("&#0;", "&#xD800;", "&#x110000;", "&nbsp;"),
)
_ODD = (
    *("\x00", "\u202e", "\ufeff", "\u2028", "\ud7ff", "e\u0301", "\U0001f600", "\r\n", "\n\n\n"),
    *("“", "”", "「", "（", "》", "：：：", "·········"),
    *(
        "2025年13月45日",
        "99时99分",
        "0月0日",
        "二〇二五年二月三十日",
        "9999999999999999999亿美元",
        "－０．５％",
    ),
    *("据据据", "表示说称", "同意同意同意", "通电话通电话", "双方他们"),
    *("来源：", "声明：", "责任编辑：", "本文链接：http://["),
)


def test_mangled_pages_end_in_a_reading_or_an_error_of_ours():
    texts = [(EXAMPLES / name).read_text(encoding="utf-8") for name in ("wire-call.txt", "border-clash.txt")]
    pages = [(EXAMPLES / "leaders-call.html").read_text(encoding="utf-8")]
    failures: list[str] = []
    readings = 0
    for number in range(CASES):
        page = make_case(number, texts + pages)
        start = time.perf_counter()
        try:
            check_laws(read_page(page))
            readings += 1
        except ReadoutError as error:
            if not str(error):
                failures.append(f"case {number}: an error without a sentence")
        except Exception as error:
            failures.append(f"case {number}: {type(error).__name__}: {str(error)[:200]}")
        if (seconds := time.perf_counter() - start) > SLOW_S:
            failures.append(f"case {number}: took {seconds:.0f} s")
    assert not failures, f"{len(failures)} of {CASES} cases failed; the first:\n" + "\n".join(failures[:20])
    assert readings > CASES // 4, (
        f"only {readings} of {CASES} cases were read at all; the cases mangle too much"
    )


def make_case(number: int, sources: list[str]) -> Page:
    """Case ``number``, always the same."""
    chance = random.Random(number)
    text = _cut(chance.choice(sources), chance)
    for _ in range(chance.randrange(4)):
        text = chance.choice(_TEXT_MANGLERS)(text, chance)
    charset = chance.choice(_CHARSETS) if chance.random() < 0.4 else "utf-8"
    content = text.encode(charset, "replace")
    for _ in range(chance.choice((0, 0, 0, 1, 1, 2, 5))):
        content = chance.choice(_BYTE_MANGLERS)(content, chance)
    return Page(
        id=f"case-{number}",
        content=content,
        url=chance.choice(("", "", "http://www.coast-example.com/a", "http://[", "not an address")),
        media_type=chance.choice(_TYPES),
        charset=chance.choice(_DECLARED) if chance.random() < 0.7 else charset,
        language=chance.choice(("", "", "zh")),
    )


def _cut(text: str, chance: random.Random) -> str:
    """A stretch of the text, so that a case stays small and starts anywhere."""
    start = chance.choice((0, 0, chance.randrange(len(text))))
    return text[start : start + chance.choice((20, 200, 600, 5000))]


def _insert_text(text: str, chance: random.Random) -> str:
    for _ in range(chance.randrange(1, 8)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(_TAGS + _ODD) * chance.choice((1, 1, 1, 3, 40)) + text[at:]
    return text


def _shuffle_text(text: str, chance: random.Random) -> str:
    size = chance.choice((1, 3, 20))
    parts = [text[i : i + size] for i in range(0, len(text), size)]
    chance.shuffle(parts)
    return "".join(parts)


def _wrap_text(text: str, chance: random.Random) -> str:
    deep = chance.choice((1, 50, 3000))
    tag = chance.choice(("div", "span", "blockquote", "ul><li"))
    return f"<html><body>{f'<{tag}>' * deep}{text}"


def _drop_text(text: str, chance: random.Random) -> str:
    return "".join(char for char in text if chance.random() > 0.1)


def _flip_bytes(content: bytes, chance: random.Random) -> bytes:
    array = bytearray(content)
    for _ in range(chance.randrange(1, 30)):
        if array:
            array[chance.randrange(len(array))] = chance.randrange(256)
    return bytes(array)


def _cut_bytes(content: bytes, chance: random.Random) -> bytes:
    return content[chance.randrange(len(content) + 1) :][: chance.randrange(len(content) + 1)]


def _repeat_bytes(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    piece = content[start : start + chance.randrange(1, 60)]
    return content[:start] + piece * chance.choice((2, 10, 200)) + content[start:]


def _insert_bytes(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.randbytes(chance.randrange(1, 200)) + content[at:]


_TEXT_MANGLERS: tuple[Callable[[str, random.Random], str], ...] = (
    _insert_text,
    _insert_text,
    _shuffle_text,
    _wrap_text,
    _drop_text,
)
_BYTE_MANGLERS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip_bytes,
    _cut_bytes,
    _repeat_bytes,
    _insert_bytes,
)
