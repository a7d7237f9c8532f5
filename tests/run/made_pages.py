"""A small crawl of our own: files, JSON lines plain and packed, a web archive, and what can't be had."""

import datetime
import gzip
import json
from pathlib import Path

NOW = datetime.datetime(2025, 3, 1, tzinfo=datetime.UTC)
_TOWNS = ("滨海", "河源", "山南", "湖口", "岭东", "关西", "原上", "溪下", "桥头", "渡口", "营前", "堡里")


def write_sources(folder: Path) -> list[str]:
    """Write the crawl and return its sources: a folder, and a file that is not there."""
    folder.mkdir()
    for number, town in enumerate(_TOWNS[:4]):
        page = f"<html><head><title>{town}通报</title></head><body><p>{_text(town, number)}</p></body></html>"
        (folder / f"{number}.html").write_text(page, encoding="utf-8")
    lines = [
        json.dumps({"url": f"https://{n}.example/{n}", "text": _text(town, n)}, ensure_ascii=False)
        for n, town in enumerate(_TOWNS)
    ]
    unnamed = json.dumps({"text": _text("无名", 40)})
    (folder / "plain.jsonl").write_text("\n".join([*lines[:4], "no JSON", unnamed]) + "\n", encoding="utf-8")
    (folder / "packed.jsonl.gz").write_bytes(gzip.compress("\n".join(lines[4:8]).encode()))
    records = [_record(n, _text(town, n + 20)) for n, town in enumerate(_TOWNS)]
    (folder / "a.warc.gz").write_bytes(b"".join(map(gzip.compress, records)))
    return [str(folder), str(folder / "none.jsonl")]


def _text(town: str, number: int) -> str:
    day = number % 27 + 1
    return (
        f"{town}国外交部发言人林岚2月{day}日表示，双方将就第{number}号协定继续沟通。"
        f"{town}国总统苏文与河源国总统高远2月{day}日通电话，讨论了边境贸易和第{number}号协定。"
    )


def _record(number: int, text: str) -> bytes:
    page = f"<html><head><title>第{number}号</title></head><body><p>{text}</p></body></html>".encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2025-03-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
        f"WARC-Target-URI: https://crawl.example/{number}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"
