"""JSON lines as pages; a bad line is a row that names file and line."""

import datetime
import gzip
import json

import pytest

from readout.fetch import count_pages, fetch_pages, is_batch
from readout.fetch import jsonl as module
from readout.model import Page, Unreadable

TEXT = "外交部发言人12日表示，双方将继续沟通。"


def _write(path, *lines):
    content = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines) + "\n"
    path.write_bytes(gzip.compress(content.encode()) if path.suffix == ".gz" else content.encode())
    return str(path)


@pytest.mark.parametrize("name", ["pages.jsonl", "pages.jsonl.gz", "PAGES.NDJSON"])
def test_a_line_is_a_page(tmp_path, name):
    row = {
        "id": "a/1",
        "url": "https://example.com/1",
        "title": "题",
        "published": "2025-02-13",
        "language": "zh",
        "text": TEXT,
        "more": [1],
    }
    source = _write(tmp_path / name, row)
    assert is_batch(source)
    assert count_pages(source) == 1
    assert list(fetch_pages(source)) == [
        Page(
            id="a/1",
            content=TEXT.encode(),
            url="https://example.com/1",
            media_type="text/plain",
            charset="utf-8",
            title="题",
            language="zh",
            published=datetime.date(2025, 2, 13),
        )
    ]


def test_what_a_line_may_leave_out(tmp_path):
    source = _write(tmp_path / "a.jsonl", {"html": "<p>话</p>"}, "", {"id": 7, "url": None, "text": "话"})
    first, second = fetch_pages(source)
    assert (first.id, first.media_type, first.published) == (f"{source}:1", "text/html", None)
    assert (second.id, second.media_type, second.url) == ("7", "text/plain", "")


@pytest.mark.parametrize(("content", "count"), [(b"{}\n{}\n", 2), (b"{}\n{}", 2), (b"", 1)])
def test_lines_are_counted_for_the_progress(tmp_path, content, count):
    (tmp_path / "a.jsonl").write_bytes(content)
    assert count_pages(str(tmp_path / "a.jsonl")) == count


def test_a_time_of_publication(tmp_path):
    (page,) = fetch_pages(
        _write(tmp_path / "a.jsonl", {"text": "话", "published": "2025-02-13T08:30:00+08:00"})
    )
    assert page.published == datetime.datetime.fromisoformat("2025-02-13T08:30:00+08:00")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "line 2 is not JSON"),
        ("[1]", "line 2 is no JSON object"),
        ({"id": "x"}, 'line 2 has neither "text" nor "html"'),
        ({"text": ""}, "line 2 is empty"),
        ({"text": 3}, 'line 2: "text" is no string'),
        ({"text": "话", "id": True}, 'line 2: "id" is no string'),
        ({"text": "话", "published": "13日"}, "line 2: \"published\" is no ISO date: '13日'; write it like"),
        ("[" * 100_000, "line 2 is not JSON"),
    ],
)
def test_a_bad_line_names_its_place_and_stops_nothing(tmp_path, line, reason):
    source = _write(tmp_path / "a.jsonl", {"id": "1", "text": "话"}, line, {"id": "3", "text": "话"})
    first, row, third = fetch_pages(source)
    assert (first.id, third.id) == ("1", "3")
    assert isinstance(row, Unreadable)
    assert row.id == f"{source}:2"
    assert f"a.jsonl, {reason}" in row.reason


def test_a_line_that_is_not_utf8(tmp_path):
    (tmp_path / "a.jsonl").write_bytes('{"text": "话"}\n'.encode("gb18030"))
    (row,) = fetch_pages(str(tmp_path / "a.jsonl"))
    assert row.reason.endswith("line 1 is not UTF-8; write the file in UTF-8")


def test_a_line_that_is_too_long_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_MAX_LINE", 40)
    monkeypatch.setattr(module, "_CHUNK", 8)
    source = _write(tmp_path / "a.jsonl", {"text": "x" * 100}, {"id": "2", "text": "x"})
    row, page = fetch_pages(source)
    assert "line 1 is too long for a page" in row.reason
    assert page.id == "2"


def test_half_a_surrogate_pair_is_replaced_one_for_one(tmp_path):
    (page,) = fetch_pages(_write(tmp_path / "a.jsonl", '{"text": "a\\ud83db"}'))
    assert page.content.decode() == "a\ufffdb"


def test_an_archive_that_breaks_off(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    lines = "".join(json.dumps({"id": str(n), "text": f"{n * 7919}"}) + "\n" for n in range(20_000))
    path.write_bytes(gzip.compress(lines.encode())[:-4000])
    *pages, row = fetch_pages(str(path))
    assert len(pages) > 1000
    assert "breaks off after line" in row.reason


@pytest.mark.parametrize(
    ("content", "reason"), [(b"", "holds no line"), (b"no gzip", "could not be opened"), (None, "no file")]
)
def test_a_file_that_is_no_archive(tmp_path, content, reason):
    path = tmp_path / "a.jsonl.gz"
    if content is not None:
        path.write_bytes(content or gzip.compress(b""))
    (row,) = fetch_pages(str(path))
    assert reason in row.reason
