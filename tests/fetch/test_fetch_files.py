"""Files, folders and standard input as pages; what can't be one is refused in a sentence."""

import io
import os
import sys

import pytest

from readout.errors import PageError
from readout.fetch import count_pages, fetch_page, fetch_pages, is_batch, read_stream
from readout.fetch.limits import MAX_BYTES
from readout.model import Page, Unreadable

TEXT = "外交部发言人12日表示，双方将继续沟通。"


def test_a_file_is_a_page_as_received(tmp_path):
    path = tmp_path / "页面.html"
    path.write_bytes(TEXT.encode("gb18030"))
    page = fetch_page(str(path))
    assert page == Page(id=str(path), content=TEXT.encode("gb18030"), media_type="text/html")


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.txt", "text/plain"),
        ("a.MD", "text/plain"),
        ("a.htm", "text/html"),
        ("a.xhtml", "application/xhtml+xml"),
        ("a", ""),
    ],
)
def test_the_name_tells_the_media_type(tmp_path, name, media_type):
    (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert fetch_page(str(tmp_path / name)).media_type == media_type


def test_a_folder_is_read_recursively_in_order_without_hidden_or_foreign_files(tmp_path):
    for name in ("b.txt", "a/c.html", "a/d.xhtml", ".git/e.txt", ".f.txt", "g.png", "h.xml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    pages = list(fetch_pages(str(tmp_path)))
    assert [os.path.relpath(page.id, tmp_path) for page in pages] == ["a/c.html", "a/d.xhtml", "b.txt"]
    assert count_pages(str(tmp_path)) == 3
    assert is_batch(str(tmp_path))


def test_standard_input_is_a_page(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert fetch_page("-") == Page(id="standard input", content=TEXT.encode())


def test_a_missing_file(tmp_path):
    with pytest.raises(PageError, match=r"^there is no file .*none\.txt; check the path$"):
        fetch_page(str(tmp_path / "none.txt"))


def test_an_empty_file(tmp_path):
    (tmp_path / "empty.txt").touch()
    with pytest.raises(PageError, match=r"empty\.txt is empty; give a page with text in it$"):
        fetch_page(str(tmp_path / "empty.txt"))


def test_a_huge_file_is_refused_by_its_size_alone(tmp_path, monkeypatch):
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    monkeypatch.setattr("pathlib.Path.open", lambda *_: pytest.fail("the file was opened"))
    with pytest.raises(PageError, match=r"larger than the 20 MB that a page may have; cut it"):
        fetch_page(str(path))


def test_an_endless_stream_is_refused_after_the_limit():
    class Endless(io.RawIOBase):
        taken = 0

        def read(self, size=-1):
            assert size > 0
            self.taken += size
            return b"a" * size

    stream = Endless()
    with pytest.raises(PageError, match="larger than"):
        read_stream(stream, "stream")
    assert stream.taken == MAX_BYTES + 1


def test_a_folder_without_pages(tmp_path):
    (tmp_path / "picture.png").write_bytes(b"x")
    with pytest.raises(PageError, match="may hold several pages"):
        fetch_page(str(tmp_path))
    (row,) = fetch_pages(str(tmp_path))
    assert isinstance(row, Unreadable)
    assert "holds no page (.txt, .md," in row.reason


def test_a_path_that_is_none(tmp_path):
    with pytest.raises(PageError, match="is no path"):
        fetch_page("a\0b.txt")
    assert [type(row) for row in fetch_pages("a\0b.txt")] == [Unreadable]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(PageError, match="could not be opened"):
        fetch_page(str(path))


def test_a_name_that_is_no_utf8_still_has_an_id(tmp_path):
    name = os.path.join(os.fsencode(tmp_path), b"a\xff.txt")
    with open(name, "w", encoding="utf-8") as stream:
        stream.write(TEXT)
    (page,) = fetch_pages(os.fsdecode(name))
    assert page.id.endswith("a\ufffd.txt")
