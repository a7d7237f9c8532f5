"""Many pages: in order, never stopped by one, in one process or several."""

import datetime
import os
import sys
import time
import types

import pytest

from readout import run
from readout.errors import OptionError, PageError, ReadoutError
from readout.model import Article, Page, Reading, Unreadable
from readout.run.local import read_in_processes


def _read(page: Page) -> Reading:
    """Stands in for the pipeline; what a page says is what happens."""
    word = page.content.decode()
    if word == "refuse":
        raise PageError(f"{page.id} is binary; give a page of text")
    if word == "fault":
        raise ZeroDivisionError("division by zero")
    if word == "die":
        os._exit(9)
    if word == "wait":
        time.sleep(0.3)
    article = Article(text=word, language=page.language, published=page.published, url=page.url)
    return Reading(id=page.id, article=article)


@pytest.fixture
def _stand_in(monkeypatch):
    pipeline = types.ModuleType("readout.pipeline")
    pipeline.read_page = _read
    monkeypatch.setitem(sys.modules, "readout.pipeline", pipeline)
    monkeypatch.setattr("readout.pipeline", pipeline, raising=False)


def _page(id, word="text", **said):
    return Page(id=str(id), content=word.encode(), **said)


@pytest.mark.usefixtures("_stand_in")
def test_rows_come_in_input_order_and_no_page_stops_the_run(tmp_path):
    (tmp_path / "a.txt").write_text("one", encoding="utf-8")
    sources = [
        _page(0),
        str(tmp_path),
        "missing.txt",
        _page(1, "fault"),
        _page(2, "refuse", url="u"),
        _page(3),
    ]
    rows = list(run.read_pages(sources))
    assert [type(row) for row in rows] == [Reading, Reading, Unreadable, Unreadable, Unreadable, Reading]
    assert rows[2].reason == "there is no file missing.txt; check the path"
    assert rows[3].reason == (
        "1: the reading itself failed (ZeroDivisionError: division by zero); please report it together with the page"
    )
    assert rows[4] == Unreadable(id="2", url="u", reason="2 is binary; give a page of text")


@pytest.mark.usefixtures("_stand_in")
def test_options_hold_for_pages_that_do_not_say():
    day, other = datetime.date(2025, 2, 13), datetime.date(2024, 1, 1)
    pages = [_page(0), _page(1, published=other, language="xx")]
    first, second = run.read_pages(pages, published=day, language="zh")
    assert (first.article.published, first.article.language) == (day, "zh")
    assert (second.article.published, second.article.language) == (other, "xx")


@pytest.mark.usefixtures("_stand_in")
def test_one_page_raises_what_is_wrong(tmp_path):
    (tmp_path / "a.txt").write_text("text", encoding="utf-8")
    reading = run.read_source(str(tmp_path / "a.txt"), id="x", url="https://example.com/1")
    assert (reading.id, reading.article.url) == ("x", "https://example.com/1")
    with pytest.raises(PageError):
        run.read_source("missing.txt")
    with pytest.raises(ReadoutError, match="the reading itself failed"):
        run.read_source(_page(0, "fault"))


def test_wrong_options_are_refused_before_anything_is_read():
    with pytest.raises(OptionError, match="jobs is 0; give 1 or more"):
        run.read_pages(["missing.txt"], jobs=0)
    with pytest.raises(OptionError, match="no language 'xx'; give one of: "):
        run.read_pages(["missing.txt"], language="xx")
    with pytest.raises(OptionError, match="published is no ISO date: '13日'"):
        run.parse_published("13日")
    assert run.parse_published("") is None


def test_processes_keep_the_order():
    pages = [_page(n, "wait" if n == 0 else f"text {n}") for n in range(100)]
    rows = list(read_in_processes(pages, jobs=2, reader=_read))
    assert [row.id for row in rows] == [str(n) for n in range(100)]
    assert rows[99].article.text == "text 99"


def test_a_page_that_kills_its_process_is_a_row_and_the_run_goes_on():
    words = {3: "die", 60: "fault", 61: "refuse"}
    pages = [Unreadable(id="0", reason="gone"), *(_page(n, words.get(n, "text")) for n in range(1, 70))]
    rows = list(read_in_processes(pages, jobs=2, reader=_read))
    assert [row.id for row in rows] == [str(n) for n in range(70)]
    assert [int(row.id) for row in rows if isinstance(row, Unreadable)] == [0, 3, 60, 61]
    assert "the process that read it died" in rows[3].reason


def test_only_a_bounded_number_of_pages_is_in_flight():
    taken = 0

    def pages():
        nonlocal taken
        for n in range(1000):
            taken += 1
            yield _page(n)

    rows = read_in_processes(pages(), jobs=1, reader=_read)
    next(rows)
    assert taken <= 4 * 16
    rows.close()


def test_a_closed_run_leaves_promptly():
    rows = read_in_processes([_page(n, "wait") for n in range(200)], jobs=1, reader=_read)
    next(rows)
    begin = time.monotonic()
    rows.close()
    assert time.monotonic() - begin < 2


def test_processes_and_one_process_read_the_same(tmp_path):
    for n in range(3):
        text = f"外交部发言人{n + 1}日表示，双方将继续沟通。"
        (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
    day = datetime.date(2025, 2, 13)
    alone = list(run.read_pages([str(tmp_path)], published=day))
    assert alone == list(run.read_pages([str(tmp_path)], published=day, jobs=2))
    assert [type(row) for row in alone] == [Reading] * 3
