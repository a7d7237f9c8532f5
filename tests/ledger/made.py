"""Pages to put into ledgers, of our own invention, and ways to put them in."""

import datetime
from pathlib import Path

from readout.ledger import Added, Store, digest_ledger
from readout.model import Page
from readout.run.adding import add_sources

CALL = """海岸通讯社利马3月18日电 秘鲁总统萨利纳斯18日与智利总统贝尔纳莱斯通电话。
萨利纳斯表示，秘鲁愿意为铁路改造提供贷款，“轨道应当在年底以前铺到边境”。贝尔纳莱斯说，智方已经准备好港口的起重机。
秘鲁外交部发言人科尔多瓦19日否认双方就渔业配额达成协议。"""
TALKS = """玻利维亚外交部长罗梅罗20日在记者会上说，政府正在研究新的关税方案，内容下月公布。
罗梅罗警告称，如果邻国继续拖延，边境口岸将提前关闭。反对派议员奥尔蒂斯指责政府隐瞒数据。"""
VISIT = """阿根廷总统梅迪纳将于4月2日访问蒙得维的亚。乌拉圭总统府3月21日宣布，两国元首将讨论桥梁通行费。
梅迪纳在社交媒体上发文称，这次访问“早就该成行了”。乌拉圭能源部长帕斯承诺，夏季以前恢复输电。"""
TEXTS = (CALL, TALKS, VISIT)


def make_page(
    text: str = CALL,
    url: str = "https://news.example.org/1",
    *,
    published: str = "2025-03-20",
    fetched: str = "",
) -> Page:
    return Page(
        id=url,
        content=text.encode(),
        url=url,
        media_type="text/plain",
        charset="utf-8",
        published=datetime.date.fromisoformat(published) if published else None,
        fetched=datetime.datetime.fromisoformat(fetched) if fetched else None,
    )


def make_pages() -> list[Page]:
    """Three texts, one of them on three sites, one of those edited lightly, and a later version of another."""
    return [
        make_page(CALL, "https://a.example.org/call"),
        make_page(CALL, "https://b.example.org/call"),
        make_page(CALL.replace("18日与智利总统", "18日同智利总统"), "https://c.example.org/call"),
        make_page(TALKS, "https://a.example.org/talks", fetched="2025-03-20T08:00:00+00:00"),
        make_page(
            TALKS + "\n罗梅罗还说，方案不涉及农业。",
            "https://a.example.org/talks",
            fetched="2025-03-21T08:00:00+00:00",
        ),
        make_page(VISIT, "https://a.example.org/visit"),
    ]


def add(store: Store, *pages: Page, **options: object) -> Added:
    return add_sources(store, pages, **options)


def digest_of(url: str, pages: list[Page]) -> str:
    store = Store(url)
    add(store, *pages)
    return digest_ledger(store)


def write_lines(path: Path, *lines: str) -> Path:
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path
