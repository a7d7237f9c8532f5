"""The command line: formats, exit codes, and one sentence for everything that goes wrong."""

import gzip
import json
import os
import pty
import signal
import subprocess
import sys
import time
import types

import jsonschema
import pytest
from typer.testing import CliRunner

import readout
from readout.cli import app
from readout.errors import PageError
from readout.export import read_schema
from tests.made import PAGE, TEXT, make_reading

COMMAND = (sys.executable, "-m", "readout.cli")
VALIDATOR = jsonschema.Draft202012Validator(read_schema())


@pytest.fixture
def stand_in(monkeypatch):
    """A pipeline that knows one page, so that these tests are about the command line alone."""

    def read_page(page):
        if page.content != PAGE.content:
            raise PageError(f"{page.id} is binary; give a page of text")
        return make_reading()

    pipeline = types.ModuleType("readout.pipeline")
    pipeline.read_page = read_page
    monkeypatch.setitem(sys.modules, "readout.pipeline", pipeline)
    monkeypatch.setattr("readout.pipeline", pipeline, raising=False)


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


@pytest.fixture
def bad(tmp_path):
    path = tmp_path / "bad.txt"
    path.write_bytes(b"\x00\x01")
    return str(path)


def _run(*arguments, **options):
    return CliRunner().invoke(app, ["read", *arguments], **options)


@pytest.mark.usefixtures("stand_in")
class TestForms:
    def test_one_page_is_json_where_there_is_no_terminal(self, page):
        result = _run(page)
        assert result.exit_code == 0
        VALIDATOR.validate(json.loads(result.stdout))
        assert result.stdout.startswith('{\n  "id": "made/1"')

    def test_several_pages_are_json_lines(self, page):
        result = _run(page, page)
        lines = result.stdout.splitlines()
        assert len(lines) == 2
        for line in lines:
            VALIDATOR.validate(json.loads(line))

    def test_several_pages_as_json_are_a_list(self, page, bad):
        rows = json.loads(_run(page, bad, "-f", "json").stdout)
        assert [list(row)[:2] for row in rows] == [["id", "article"], ["id", "url"]]

    def test_a_report(self, page):
        result = _run(page, "--format", "report")
        assert "挪约外长通电话商谈停火安排" in result.stdout
        assert "\x1b" not in result.stdout

    @pytest.mark.parametrize(
        ("name", "start"),
        [
            ("a.html", "<!doctype html>"),
            ("a.jsonl", '{"id":'),
            ("a.json", '{\n  "id"'),
            ("a.txt", "╭"),
            ("a", "{\n"),
        ],
    )
    def test_the_output_file_tells_the_format(self, page, tmp_path, name, start):
        result = _run(page, "-o", str(tmp_path / name))
        assert (result.exit_code, result.output) == (0, "")
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)

    def test_standard_input(self):
        assert _run("-", input=TEXT).exit_code == 0
        assert _run(input=TEXT).exit_code == 0

    def test_json_lines_in_json_lines_out(self, tmp_path):
        rows = [{"id": "1", "text": TEXT}, {"id": "2"}, {"id": "3", "text": "x"}]
        path = tmp_path / "in.jsonl.gz"
        path.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
        result = _run(str(path))
        written = [json.loads(line) for line in result.stdout.splitlines()]
        assert [row.get("error") for row in written] == [
            None,
            f'{path}, line 2 has neither "text" nor "html"; give one of them',
            "3 is binary; give a page of text",
        ]
        assert result.exit_code == 0
        assert result.stderr.startswith("readout: 2 of 3 pages could not be read; the first: ")


@pytest.mark.usefixtures("stand_in")
class TestFailures:
    def test_a_single_page_that_cannot_be_read(self, bad):
        result = _run(bad)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == f"readout: {bad} is binary; give a page of text\n"

    def test_a_batch_fails_only_if_every_page_does(self, page, bad):
        assert _run(page, bad).exit_code == 0
        result = _run(bad, bad)
        assert result.exit_code == 1
        assert len(result.stdout.splitlines()) == 2

    def test_a_folder_without_pages(self, tmp_path):
        (tmp_path / "none").mkdir()
        result = _run(str(tmp_path / "none"))
        assert result.exit_code == 1
        assert "holds no page" in result.stderr

    @pytest.mark.parametrize(
        ("arguments", "reason"),
        [
            (["missing.txt"], "there is no file missing.txt; check the path"),
            (
                ["PAGE", "--published", "yesterday"],
                "published is no ISO date: 'yesterday'; write it like 2025-02-13",
            ),
            (["PAGE", "--language", "tlh"], "no language 'tlh'; give one of: en, ru, uk, zh"),
            (["PAGE", "--jobs", "0"], "jobs is 0; give 1 or more"),
            (
                ["PAGE", "-o", "no/where.json"],
                "no/where.json can't be written; give a file in a folder that exists",
            ),
            (["PAGE", "-o", "PAGE"], "PAGE is also to be read; give another file to --output"),
            (
                ["PAGE", "PAGE", "--id", "x"],
                "--id and --url are for a single page; give them in the lines of a ",
            ),
            (
                ["http://127.0.0.1:1/"],
                "http://127.0.0.1:1/ leads to 127.0.0.1, which is not a public address;",
            ),
            (
                ["ftp://example.com/"],
                "ftp://example.com/ leads to 'ftp://example.com/', which is no http or https",
            ),
        ],
    )
    def test_one_sentence_says_what_is_wrong(self, page, arguments, reason):
        result = _run(*(argument.replace("PAGE", page) for argument in arguments))
        assert result.exit_code == 1
        assert result.stdout == ""
        assert result.stderr.startswith("readout: " + reason.replace("PAGE", page))
        assert result.stderr.count("\n") == 1

    def test_nothing_to_read_leaves_the_output_alone(self, tmp_path):
        output = tmp_path / "out.json"
        output.write_text("kept", encoding="utf-8")
        assert _run(str(tmp_path / "missing.txt"), "-o", str(output)).exit_code == 1
        assert output.read_text(encoding="utf-8") == "kept"

    def test_a_huge_file(self, tmp_path):
        path = tmp_path / "huge.txt"
        with path.open("wb") as stream:
            stream.truncate(100 * 1024 * 1024)
        result = _run(str(path))
        assert result.exit_code == 1
        assert "larger than the 20 MB" in result.stderr


def _readout(*arguments, **options):
    return subprocess.run([*COMMAND, *arguments], capture_output=True, timeout=60, check=False, **options)


def test_help_is_quick_and_teaches():
    code = (
        "import sys\n"
        "from readout.cli import app\n"
        "try: app(['read', '--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'httpx', 'trafilatura', 'rich', 'lxml', 'readout.pipeline', 'readout.run', 'rjieba'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "readout read archive.jsonl.gz --jobs 4" in done.stdout
    assert "only if every page failed" in " ".join(done.stdout.split())


def test_the_version():
    assert _readout("--version").stdout.decode() == f"readout {readout.__version__}\n"


def test_the_schema_is_printed():
    assert json.loads(_readout("schema").stdout) == read_schema()


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01\x00\x08\x06\x00\x00\x00" * 40,
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nstream\n\x00\x01\x02\xff\xfe\n" * 20,
        bytes(range(256)) * 64,
        b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + bytes(2000),
    ],
    ids=["picture", "pdf", "bytes", "zip"],
)
def test_a_file_that_is_no_text(tmp_path, content):
    path = tmp_path / "page.txt"
    path.write_bytes(content)
    done = _readout("read", str(path))
    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr.startswith(b"readout: ")
    assert done.stderr.count(b"\n") == 1
    assert b"itself failed" not in done.stderr


def test_half_an_html_file_is_read_as_far_as_it_goes(tmp_path):
    path = tmp_path / "half.html"
    html = (
        "<html><head><title>两国外长通电话</title></head><body><div class='article'><h1>两国外长通电话</h1>"
        "<p>挪威外交部发言人哈根6日在记者会上表示，双方将就停火安排继续保持沟通，并愿意提供必要的协助。</p>"
        "<p>哈根还强调，人道援助不应附加任何条件，各方都应当为谈判创造有利的环境。</p><div class='foo"
    )
    path.write_text(html, encoding="utf-8")
    done = _readout("read", str(path), "--published", "2025-03-06")
    assert done.returncode == 0, done.stderr
    reading = json.loads(done.stdout)
    VALIDATOR.validate(reading)
    assert "哈根" in {statement["speaker"] for statement in reading["statements"]}


def test_the_real_pipeline_reads_the_page(page):
    done = _readout("read", page, "--published", "2025-03-06", "--id", "made/1", "-f", "jsonl")
    assert done.returncode == 0, done.stderr
    reading = json.loads(done.stdout)
    VALIDATOR.validate(reading)
    assert reading["id"] == "made/1"
    text = reading["article"]["text"]
    found = {(row["speaker"], row["cue"]["text"]) for row in reading["statements"]}
    assert ("哈根", "表示") in found
    assert "call" in {contact["type"] for contact in reading["contacts"]}
    for row in reading["statements"]:
        for span in (row["source"], row["cue"], *row["content"]):
            assert text[span["start"] : span["stop"]] == span["text"]


def test_reading_twice_gives_the_same_bytes(page):
    assert _readout("read", page).stdout == _readout("read", page).stdout


def test_a_terminal_gets_the_report_in_colour(page):
    shown = _on_terminal(("read", page), {"TERM": "xterm-256color", "COLUMNS": "80"})
    assert b"Statements" in shown
    assert b"\x1b[" in shown


def test_a_terminal_that_wants_no_colour(page):
    shown = _on_terminal(("read", page), {"TERM": "xterm-256color", "COLUMNS": "80", "NO_COLOR": "1"})
    assert b"Statements" in shown
    assert b"\x1b[3" not in shown


def _on_terminal(arguments, environment):
    outer, inner = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, *arguments], stdout=inner, stderr=inner, env=os.environ | environment
    ) as process:
        os.close(inner)
        shown = b""
        while True:
            try:
                shown += os.read(outer, 65536)
            except OSError:
                break
        assert process.wait(60) == 0
    os.close(outer)
    return shown


def _many(tmp_path, count):
    path = tmp_path / "many.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            stream.write(json.dumps({"id": str(number), "text": TEXT, "published": "2025-03-06"}) + "\n")
    return str(path)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_closed_pipe_ends_it_quietly(tmp_path, jobs):
    command = [*COMMAND, "read", _many(tmp_path, 2000), "--jobs", jobs]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout.readline().startswith(b'{"id":"0"')
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_it_cleanly(tmp_path, jobs):
    command = [*COMMAND, "read", _many(tmp_path, 5000), "--jobs", jobs, "-o", str(tmp_path / "out.jsonl")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        end = time.monotonic() + 40
        while time.monotonic() < end:
            time.sleep(0.1)
            if (tmp_path / "out.jsonl").exists() and (tmp_path / "out.jsonl").stat().st_size:
                break
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        assert said == b"readout: interrupted\n"
        assert process.returncode == 130
    for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines():
        json.loads(line)
