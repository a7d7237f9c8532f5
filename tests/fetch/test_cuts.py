"""A file read in parts has the pages that it has as a whole, each once."""

import gzip
import json

import pytest

from readout.fetch import read_jsonl, read_warc
from readout.fetch.cuts import cut_file, read_cut

COUNT = 30


def _record(number: int) -> bytes:
    page = f"<p>第{number}号公报：{'会谈继续。' * (number % 7)}</p>".encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2025-03-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
        f"WARC-Target-URI: https://gazette.example/{number}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def _archive(kind: str) -> bytes:
    records = [_record(number) for number in range(COUNT)]
    if kind == "plain":
        return b"".join(records)
    if kind == "in one member":
        return gzip.compress(b"".join(records))
    if kind == "several a member":
        return b"".join(gzip.compress(b"".join(records[at : at + 4])) for at in range(0, COUNT, 4))
    return b"".join(map(gzip.compress, records))


@pytest.mark.parametrize("size", [1, 100, 1000, 3000, 1 << 20])
@pytest.mark.parametrize("kind", ["plain", "packed", "in one member", "several a member"])
def test_a_web_archive(tmp_path, kind, size):
    path = tmp_path / ("a.warc" if kind == "plain" else "a.warc.gz")
    path.write_bytes(_archive(kind))
    cuts = cut_file(str(path), size)
    pages = [page for cut in cuts for page in read_cut(cut)]
    assert pages == list(read_warc(path))
    assert len(pages) == COUNT
    if size == 100 and kind == "packed":
        assert len(cuts) == COUNT


@pytest.mark.parametrize("size", [1, 60, 200, 1 << 20])
def test_json_lines(tmp_path, size):
    path = tmp_path / "a.jsonl"
    lines = [json.dumps({"text": f"第{number}号公报。"}) for number in range(COUNT)]
    lines[4:6] = ["", "no JSON"]
    path.write_text("\n".join(lines), encoding="utf-8")
    cuts = cut_file(str(path), size)
    found = [page for cut in cuts for page in read_cut(cut)]
    assert found == list(read_jsonl(path))
    assert len(found) == COUNT - 1
    assert (len(cuts) > 1) == (size < 1 << 20)


def test_a_damaged_record_is_told_once(tmp_path):
    records = [_record(number) for number in range(COUNT)]
    records[9] = records[9].replace(b"Content-Length: ", b"Content-Length: x")
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join(records))
    whole = list(read_warc(path))
    for size in (300, 1000):
        assert [page for cut in cut_file(str(path), size) for page in read_cut(cut)] == whole


def test_what_is_not_cut(tmp_path):
    packed = tmp_path / "a.jsonl.gz"
    packed.write_bytes(gzip.compress(b'{"text": "..."}\n'))
    for source in (str(packed), str(tmp_path), "https://gazette.example/1", "-", str(tmp_path / "none.html")):
        assert cut_file(source, 10) == ()
