"""Kept pages for the export tests: invented news, read by Readout, as a ledger would give them back."""

import dataclasses
import datetime
import hashlib

import readout
from readout.ledger.kept import Kept
from readout.model import Reading, digest
from tests.made import make_reading

CALL = (
    "海岸通讯社3月6日电 挪威外交大臣林德5日与约旦外交大臣哈提卜通电话。\n"
    "挪威外交部发言人哈根6日在记者会上表示，通话“坦率而务实”，林德强调，援助不应附加条件。\n"
    "哈提卜在社交平台发文称：“谈判的大门一直敞开。🕊我们等待回音。”\n"
    "约旦外交部否认双方已就派遣观察员达成协议。据海岸通讯社报道，哈提卜将于3月12日访问奥斯陆。"
)
# the same news with the line ends, tabs and characters that break careless formats
ODD = (
    "=海岸通讯社3月6日电\t挪威外交大臣林德5日与约旦外交大臣哈提卜通电话。\r\n"
    "𠮷挪威外交部发言人哈根6日表示，通话\u2028坦率\x85而务实。\r\n他强调，援助不应附加条件，\n挪威愿意提供场地。\r\n"
)
FETCHED = datetime.datetime(2025, 3, 6, 10, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))


def keep(reading: Reading, address: str, *, family: str = "", wrong: tuple[str, ...] = ()) -> Kept:
    """The reading as the ledger gives it back; the rows named in ``wrong`` were judged so, the first other one right."""
    content = hashlib.sha256(reading.article.text.encode()).hexdigest()
    id = "p" + digest(address, content)
    rows = [row.id for row in (*reading.statements, *reading.contacts)]
    right = next((row for row in rows if row not in wrong), "")
    verdicts = dict.fromkeys(wrong, "wrong") | {right: "right"}
    return Kept(
        id=id,
        address=address,
        digest=content,
        fetched=FETCHED,
        version=1,
        versions=1,
        family=family or id,
        rules="0.1.0",
        reading=reading,
        statement_ids=tuple("s" + digest(id, row.id) for row in reading.statements),
        statement_verdicts=tuple(verdicts.get(row.id, "") for row in reading.statements),
        contact_ids=tuple("c" + digest(id, row.id) for row in reading.contacts),
        contact_verdicts=tuple(verdicts.get(row.id, "") for row in reading.contacts),
    )


def make_pages() -> tuple[Kept, ...]:
    """A page by hand, one read, a copy of it at another address, an odd one, and one with nothing in it."""
    made = keep(make_reading(), "http://www.example.com/show-7-1.html", wrong=("s9", "c3"))
    read = read_page(CALL, "https://example.org/a")
    copy = dataclasses.replace(read_page(CALL, "https://example.net/b"), family=read.family)
    empty = dataclasses.replace(read_page("今日多云。", "notes/weather.txt"), fetched=None)
    return (made, read, copy, read_page(ODD, "@odd.txt"), empty)


def read_page(text: str, address: str) -> Kept:
    url = address if address.startswith("http") else ""
    return keep(readout.read_text(text, published="2025-03-06", url=url, id=address), address)
