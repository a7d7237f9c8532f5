"""The public names: readout.read, readout.read_text, readout.Reading, readout.__version__."""

import datetime
import importlib.metadata
import subprocess
import sys

import pytest

import readout
from readout.errors import OptionError, PageError, ReadoutError
from readout.model import Page, Reading

TEXT = "挪威外交部发言人哈根6日在记者会上表示，双方将就停火安排继续保持沟通。"


def test_a_path_a_string_and_a_page_read_the_same(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    page = Page(id=str(path), content=TEXT.encode(), media_type="text/plain")
    readings = [readout.read(source, published="2025-03-06") for source in (path, str(path), page)]
    assert readings[0] == readings[1] == readings[2]
    assert isinstance(readings[0], Reading)


def test_a_text_is_read_as_it_is():
    reading = readout.read_text(TEXT, published=datetime.date(2025, 3, 6), id="x")
    assert (reading.id, reading.article.text) == ("x", TEXT)
    (statement,) = reading.statements
    assert (statement.speaker, statement.cue.of(TEXT)) == ("哈根", "表示")
    assert reading == readout.read_text(TEXT, published="2025-03-06", id="x")


def test_what_is_wrong_is_an_error_of_ours(tmp_path):
    with pytest.raises(PageError):
        readout.read(tmp_path / "none.txt")
    with pytest.raises(OptionError):
        readout.read_text(TEXT, published="soon")
    with pytest.raises(ReadoutError):
        readout.read_text(TEXT, language="tlh")


def test_the_version_is_the_distribution_s():
    assert readout.__version__ == importlib.metadata.version("readout-ledger")
    assert readout.Reading is Reading
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        readout.nothing  # noqa: B018


def test_importing_is_light():
    code = "import sys, readout; assert not {'readout.run', 'readout.pipeline', 'httpx', 'rich'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
