"""Bytes to text: marks, declarations that lie, mangled bytes, and what is no text at all."""

import contextlib
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.errors import PageError
from readout.extract.decode import SIZE_LIMIT, decode_content

SIMPLE = "甲国总统与乙国总理举行会谈，就边境停火交换意见。双方商定在六月之前完成磋商。"
COMPLEX = "甲國總統與乙國總理舉行會談，就邊境停火交換意見。雙方商定在六月之前完成磋商。"
RUSSIAN = "Президенты двух стран провели телефонный разговор и договорились о встрече."
FRENCH = "Les présidents se sont entretenus par téléphone et se sont déclarés prêts à négocier."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLE, "utf-8"),
        (SIMPLE, "utf-8-sig"),
        (SIMPLE, "utf-16"),
        ("<p>" + SIMPLE + "</p>\n" * 30, "utf-16-le"),
        ("<p>" + SIMPLE + "</p>\n" * 30, "utf-16-be"),
        (SIMPLE, "utf-32"),
        (SIMPLE, "gb18030"),
        (SIMPLE, "gbk"),
        (COMPLEX, "big5"),
        (COMPLEX, "gbk"),
        (COMPLEX, "utf-8"),
        (RUSSIAN, "cp1251"),
        (FRENCH, "cp1252"),
    ],
)
def test_without_a_declaration(text: str, encoding: str) -> None:
    assert decode_content(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (SIMPLE, "utf-8", "gbk"),
        (SIMPLE, "utf-8", "iso-8859-1"),
        (SIMPLE, "gbk", "utf-8"),
        (SIMPLE, "gb18030", "gb2312"),
        (SIMPLE, "gbk", "iso-8859-1"),
        (SIMPLE, "gbk", "big5"),
        (COMPLEX, "big5", "gb2312"),
        (COMPLEX, "big5", "utf-8"),
        (SIMPLE, "gbk", "no-such-encoding"),
        (SIMPLE, "gbk", "base64"),
        (RUSSIAN, "koi8-r", "koi8-r"),
    ],
)
def test_declarations_help_and_lie(text: str, encoding: str, declared: str) -> None:
    assert decode_content(text.encode(encoding), charset=declared) == text
    html = f'<html><head><meta charset="{declared}"></head><body>{text}</body></html>'
    assert decode_content(html.encode(encoding)) == html


def test_mangled_bytes_leave_holes() -> None:
    content = SIMPLE.encode() + b"\xe4\xb8" + SIMPLE.encode()
    text = decode_content(content)
    assert text.count(SIMPLE) == 2
    assert "\ufffd" in text
    content = SIMPLE.encode("gbk") * 3 + b"\xff\xff\n" + SIMPLE.encode("gbk")
    assert decode_content(content).startswith(SIMPLE * 3)


def test_line_breaks_stay() -> None:
    assert decode_content("甲\r\n乙\r丙\n".encode()) == "甲\r\n乙\r丙\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x00" * 50, "empty"),
        ("\u3000\n".encode(), "empty"),
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"PK\x03\x04\x14\x00", "zip"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (gzip.compress(b"text"), "gzip"),
        (b"\x00\x00\x00\x20ftypisom", "video"),
        (bytes(range(32)) * 40, "binary"),
        (b"x" * (SIZE_LIMIT + 1), "limit"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(PageError, match=reason) as caught:
        decode_content(content, name="page 7")
    message = str(caught.value)
    assert message.startswith("page 7: ")
    assert ";" in message or "," in message  # names the cure
    assert "\n" not in message


@given(st.binary(min_size=1, max_size=400), st.sampled_from(["", "utf-8", "gbk", "utf-16", "idna", "hz"]))
def test_any_bytes_are_text_or_refused(content: bytes, charset: str) -> None:
    with contextlib.suppress(PageError):
        assert decode_content(content, charset=charset)
