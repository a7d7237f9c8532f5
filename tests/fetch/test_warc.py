"""Web archives as pages; a damaged record is a row, and what follows it is read."""

import datetime
import gzip
import io
import zlib

import pytest
from fastwarc.stream_io import BrotliWriter

from readout.fetch import count_pages, fetch_page, fetch_pages, is_batch
from readout.fetch import warc as module
from readout.fetch.limits import MAX_BYTES
from readout.model import Page, Unreadable

HTML = "<p>滨海国外交部发言人林岚12日表示，双方将继续沟通。</p>".encode()
MOMENT = datetime.datetime(2025, 2, 13, 8, 30, tzinfo=datetime.UTC)


def _record(target, body, *, kind="response", content_type="application/http; msgtype=response", length=None):
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{'1' * 8}-1111-4111-8111-{'1' * 12}>\r\n"
        f"WARC-Date: 2025-02-13T08:30:00Z\r\nWARC-Target-URI: {target}\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(body) if length is None else length}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def _http(body=HTML, *headers, status="200 OK", content_type="text/html; charset=UTF-8"):
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def _page(name, **options):
    return _record(f"https://coast.example/{name}", _http(**options))


def _write(path, *records):
    packed = path.name.endswith(".gz")
    path.write_bytes(b"".join(gzip.compress(record) if packed else record for record in records))
    return str(path)


def _ids(rows):
    return [row.id.rpartition("/")[2] if isinstance(row, Page) else "!" for row in rows]


def _brotli(content):
    target = io.BytesIO()
    with BrotliWriter(target) as writer:
        writer.write(content)
    return target.getvalue()


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "A.WARC"])
def test_a_record_is_a_page(tmp_path, name):
    source = _write(tmp_path / name, _page("1"), _page("2"))
    first, second = fetch_pages(source)
    address = "https://coast.example/1"
    assert first == Page(
        id=address, url=address, content=HTML, media_type="text/html", charset="utf-8", fetched=MOMENT
    )
    assert second.id.endswith("/2")
    assert is_batch(source)
    assert count_pages(source) == 2


@pytest.mark.parametrize(
    ("kind", "content_type", "media_type"),
    [
        ("resource", "text/html; charset=GBK", "text/html"),
        ("conversion", "text/plain", "text/plain"),
        ("resource", "image/png", None),
        ("metadata", "text/plain", None),
        ("warcinfo", "application/warc-fields", None),
    ],
)
def test_records_without_http(tmp_path, kind, content_type, media_type):
    record = _record("<https://coast.example/3>", HTML, kind=kind, content_type=content_type)
    rows = list(fetch_pages(_write(tmp_path / "a.wet", record, _page("last"))))
    assert [row.media_type for row in rows] == [*([media_type] if media_type else []), "text/html"]
    assert rows[0].content == HTML


@pytest.mark.parametrize(
    "record",
    [
        _page("none", status="404 Not Found"),
        _page("moved", status="301 Moved", content_type="text/html"),
        _page("picture", content_type="image/png"),
        _page("robots.txt", content_type="text/plain"),
        _record("https://coast.example/again", _http(b""), kind="revisit"),
        _record("https://coast.example/asked", b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        _record("dns:coast.example", b"coast.example", content_type="text/dns"),
        _record("urn:crawl:log", b"log", kind="resource", content_type="text/plain"),
        _record("https://coast.example/x", b"no http at all"),
    ],
)
def test_other_records_are_passed_over(tmp_path, record):
    source = _write(tmp_path / "a.warc", record, _page("1"))
    assert _ids(fetch_pages(source)) == ["1"]
    assert count_pages(source) == 1


@pytest.mark.parametrize(
    ("header", "body"),
    [
        ("Content-Encoding: gzip", gzip.compress(HTML)),
        ("Content-Encoding: deflate", zlib.compress(HTML)),
        ("Content-Encoding: deflate", zlib.compress(HTML)[2:-4]),
        ("Content-Encoding: br", _brotli(HTML)),
        (
            "Transfer-Encoding: chunked",
            b"5;x=1\r\n" + HTML[:5] + b"\r\n%X\r\n" % (len(HTML) - 5) + HTML[5:] + b"\r\n0\r\n\r\n",
        ),
        ("Content-Encoding: gzip", HTML),
        ("Content-Encoding: br", HTML),
        ("Content-Encoding: deflate", HTML),
        ("Transfer-Encoding: chunked", HTML),
        ("Content-Encoding: utf-8", HTML),
    ],
)
def test_packed_content_is_unpacked_and_what_only_says_so_is_kept(tmp_path, header, body):
    source = _write(tmp_path / "a.warc.gz", _record("https://coast.example/1", _http(body, header)))
    assert [page.content for page in fetch_pages(source)] == [HTML]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (_http(b""), "empty"),
        (_http(bytes(MAX_BYTES + 1)), "larger than the 20 MB"),
        (_http(gzip.compress(bytes(MAX_BYTES + 1)), "Content-Encoding: gzip"), "larger than the 20 MB"),
        (_http(gzip.compress(HTML)[:-9], "Content-Encoding: gzip"), "packed and breaks off"),
        (_http(HTML, "Content-Encoding: br, br, br, br"), "packed 4 times"),
    ],
)
def test_a_page_that_is_no_good_names_file_and_byte(tmp_path, bad, reason):
    first = _page("1")
    source = _write(tmp_path / "a.warc", first, _record("https://coast.example/bad", bad), _page("3"))
    _, row, third = fetch_pages(source)
    assert third.id.endswith("/3")
    assert row.url == "https://coast.example/bad"
    assert f"(a.warc, byte {len(first)}) is {reason}" in row.reason.replace(str(tmp_path) + "/", "")


@pytest.mark.parametrize(
    ("records", "ids"),
    [
        ((_page("1"), b"junk\r\n", _page("2")), ["1", "!", "2"]),
        ((_page("1"), _record("https://coast.example/2", _http(), length="x"), _page("3")), ["1", "!", "3"]),
        ((_page("1"), _record("https://coast.example/2", _http(), length=9999), _page("3")), ["1", "!", "3"]),
        ((_page("1"), _page("2")[:-30]), ["1", "!"]),
        ((b"junk\r\n", _page("1")), ["!", "1"]),
    ],
)
def test_after_a_damage_reading_goes_on(tmp_path, records, ids):
    rows = list(fetch_pages(_write(tmp_path / "a.warc", *records)))
    assert _ids(rows) == ids
    (row,) = (row for row in rows if isinstance(row, Unreadable))
    assert (
        "a.warc is damaged at or after byte 0 (" in row.reason or "damaged at or after byte 3" in row.reason
    )


@pytest.mark.parametrize(("place", "ids"), [(0, ["!", "2", "3"]), (1, ["1", "!", "3"]), (2, ["1", "2", "!"])])
def test_a_damaged_member_of_a_gzipped_archive(tmp_path, place, ids):
    members = [bytearray(gzip.compress(_page(str(number)))) for number in (1, 2, 3)]
    for position in range(60, 160):
        members[place][position] ^= 0xFF
    (tmp_path / "a.warc.gz").write_bytes(b"".join(members))
    assert _ids(fetch_pages(str(tmp_path / "a.warc.gz"))) == ids


def test_a_gzipped_archive_that_breaks_off(tmp_path):
    content = gzip.compress(_page("1")) + gzip.compress(_page("2"))[:-60]
    (tmp_path / "a.warc.gz").write_bytes(content)
    assert _ids(fetch_pages(str(tmp_path / "a.warc.gz"))) == ["1", "!"]


@pytest.mark.parametrize("cut", range(0, 400, 7))
def test_an_archive_cut_anywhere_never_stops_the_run(tmp_path, cut):
    content = (_page("1") + _page("2"))[: -cut or None]
    (tmp_path / "a.warc").write_bytes(content)
    rows = list(fetch_pages(str(tmp_path / "a.warc")))
    assert rows
    assert all(row.content == HTML for row in rows if isinstance(row, Page))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "there is no file"),
        (b"", "holds no WARC record"),
        (b"no archive\n" * 99, "holds no WARC record"),
    ],
)
def test_a_file_that_is_no_archive(tmp_path, content, reason):
    path = tmp_path / "a.warc"
    if content is not None:
        path.write_bytes(content)
    (row,) = fetch_pages(str(path))
    assert reason in row.reason
    with pytest.raises(module.PageError, match="may hold several pages"):
        fetch_page(str(path))


def test_a_large_archive_is_counted_by_its_beginning(tmp_path, monkeypatch):
    source = _write(tmp_path / "a.warc", *(_page(str(number)) for number in range(100, 200)))
    monkeypatch.setattr(module, "_SAMPLE", 2000)
    assert 90 <= count_pages(source) <= 110


def test_a_folder_may_hold_archives_lines_and_pages(tmp_path):
    _write(tmp_path / "a.warc.gz", _page("1"), _page("2"))
    (tmp_path / "b.jsonl").write_text('{"id": "3", "text": "x"}\n', encoding="utf-8")
    (tmp_path / "c.txt").write_text("x", encoding="utf-8")
    assert _ids(fetch_pages(str(tmp_path))) == ["1", "2", "3", "c.txt"]
    assert count_pages(str(tmp_path)) == 4
