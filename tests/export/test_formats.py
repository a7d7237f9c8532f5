"""The registry: every format says what it holds and loses, writes what it says, and writes the same bytes again."""

import inspect

import pytest

from readout.errors import OptionError
from readout.export.formats import FORMATS, FileFormat, find_format, write_export
from tests.conftest import ROOT
from tests.export.pages import make_pages

PAGES = make_pages()
EACH = pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)


def read_all(path):
    files = [path] if path.is_file() else sorted(path.iterdir())
    return {file.name: file.read_bytes() for file in files}


@EACH
def test_a_format_says_what_it_is(format):
    for sentence in (format.holds, format.loses):
        assert sentence.endswith(".")
        assert sentence[0].isupper()
        assert "\n" not in sentence
    assert format.suffix.startswith(".")
    assert inspect.getdoc(format.write)
    assert f"## {format.name}\n" in (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")


@EACH
def test_a_format_writes_where_it_says_and_the_same_bytes_again(format, tmp_path):
    paths = [tmp_path / f"{number}{format.suffix}" for number in (1, 2)]
    for path in paths:
        write_export(format, iter(PAGES), path)
        assert path.is_file() == (format.target == "file")
    first, second = (list(read_all(path).values()) for path in paths)
    assert first == second
    assert sorted(path.name for path in tmp_path.iterdir()) == [path.name for path in paths]
    if format.target == "folder":
        assert any(name.endswith(format.suffix) for name in read_all(paths[0]))


@EACH
def test_an_empty_ledger_can_be_written(format, tmp_path):
    write_export(format, (), tmp_path / "empty")


def test_a_folder_in_use_is_refused(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OptionError, match="not an empty folder"):
        write_export(find_format("csv"), PAGES, tmp_path)


def test_a_file_takes_its_name_only_when_it_is_whole(tmp_path):
    def broken():
        yield PAGES[0]
        raise RuntimeError("torn")

    path = tmp_path / "ledger.jsonl"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(RuntimeError):
        write_export(find_format("jsonl"), broken(), path)
    assert path.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_an_unknown_format_is_an_error_that_names_those_there_are():
    with pytest.raises(OptionError, match="one of csv, parquet"):
        find_format("xlsx")


def test_pages_are_taken_one_by_one(tmp_path):
    """A file format has written a page before it asks for the next but one."""

    class Stream:
        written = 0

        def write(self, text):
            self.written += len(text)

    for format in FORMATS:
        if not isinstance(format, FileFormat):
            continue
        stream, seen = Stream(), []

        def watched(stream=stream, seen=seen):
            for page in PAGES:
                seen.append(stream.written)
                yield page

        format.write(watched(), stream)
        assert seen[2] > seen[1] > seen[0], format.name
