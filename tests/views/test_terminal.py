"""The report on a terminal: everything is there, at any width, and pages can't write to the terminal themselves."""

import dataclasses
import io
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from readout.model import Article, Reading, Unreadable
from readout.views.fold import find_folds
from readout.views.report import make_report
from readout.views.terminal import print_report, print_unreadable
from tests.made import make_reading


def _print(reading, width=80, **options):
    console = Console(file=io.StringIO(), width=width, **options)
    print_report(console, make_report(reading))
    return console.file.getvalue()


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(width):
    assert all(cell_len(line) <= width for line in _print(make_reading(), width).splitlines())


def test_every_word_that_was_said_is_shown():
    shown = "".join(_print(make_reading(), 60).split())
    reading = make_reading()
    for statement in reading.statements:
        for span in statement.content:
            assert "".join(span.of(reading.article.text).split()) in shown.replace("│", "")


def test_at_eighty_columns_it_reads_like_this():
    shown = _print(make_reading())
    for line in (
        "│ example.com ← 北方新闻网 · 2025-03-06 · zh · 559 characters                  │",
        " call        林德       2025-03-05              about 40     约旦        通电话",
        " 哈根  挪威外交部发言人哈根",
        "      assert · indirect · briefing · 2025-03-06 (6日)",
        "        s3 林德 强调 人道援助“不应附加任何条件”",
        "           via 哈根 · demand · mixed · call · to 哈提卜 · 2025-03-05 (3月5日)",
        "   s5 发文称 “我们感谢每一个愿意倾听的朋友。谈判的大门一直敞开。”",
        " source line  340–348  来源：北方新闻网",
    ):
        assert line in shown.splitlines()


def test_no_colour_and_no_trailing_spaces_where_there_is_no_terminal():
    shown = _print(make_reading())
    assert "\x1b" not in shown
    assert not any(line != line.rstrip() for line in shown.splitlines())
    assert "\x1b[" in _print(make_reading(), force_terminal=True)


def test_a_page_cannot_write_to_the_terminal_itself():
    text = "他说\x1b[31m，\x9b31m“好”"
    article = Article(text=text, language="zh", title="题\x1b]0;x\x07", outlet="a\x1b[2Jb")
    made = make_reading()
    statement = dataclasses.replace(
        made.statements[0],
        source=dataclasses.replace(made.statements[0].source, start=0, stop=1),
        cue=dataclasses.replace(made.statements[0].cue, start=1, stop=2),
        content=(dataclasses.replace(made.statements[0].source, start=2, stop=len(text)),),
        when=None,
    )
    shown = _print(Reading(id="x", article=article, statements=(statement,)))
    assert not any(character in shown for character in "\x1b\x9b\x07")
    assert "[/]" in _print(Reading(id="x", article=Article(text="", language="", title="[/]")))


def test_a_bare_reading_has_a_report():
    shown = _print(Reading(id="x.txt", article=Article(text="", language="")))
    assert "x.txt" in shown
    assert "Contacts" not in shown
    assert "Left out" not in shown


def test_an_unreadable_page_says_why():
    console = Console(file=io.StringIO(), width=60)
    print_unreadable(console, Unreadable(id="a.txt", reason="a.txt is empty; give another"))
    assert "a.txt is empty; give another" in console.file.getvalue()


@given(st.text(alphabet="ab 。，“”汉字-", max_size=60), st.integers(2, 12))
def test_folded_lines_fit_and_lose_nothing(text, width):
    folds = (0, *find_folds(text, width), len(text))
    lines = [text[start:stop] for start, stop in pairwise(folds)]
    assert "".join(lines) == text
    assert all(cell_len(line.rstrip()) <= width for line in lines)
    assert list(folds) == sorted(folds)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("说 林德在通话中", 8, ["说 林德", "在通话中"]),
        ("林德在通话，中", 10, ["林德在通", "话，中"]),
        ("one two three", 8, ["one two ", "three"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("他说“好”", 6, ["他说", "“好”"]),
    ],
)
def test_where_lines_are_folded(text, width, lines):
    folds = (0, *find_folds(text, width), len(text))
    assert [text[start:stop] for start, stop in pairwise(folds)] == lines
