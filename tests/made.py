"""A page written for the tests in the form of a republished news page, and its reading, marked by hand."""

import datetime
from decimal import Decimal

from readout.model import (
    Amount,
    Article,
    Block,
    Contact,
    Duration,
    Evidence,
    Mention,
    Page,
    Reading,
    Span,
    Statement,
    When,
)

TITLE = "挪约外长通电话商谈停火安排"
LINES = (
    (
        "body",
        "北方新闻网3月6日电 当地时间3月5日，挪威外交大臣林德与约旦外交大臣哈提卜通电话，通话持续约四十分钟。",
    ),
    (
        "body",
        "挪威外交部发言人哈根6日在记者会上表示，通话是应约旦方面请求进行的。哈根说，林德在通话中强调，"
        "人道援助“不应附加任何条件”，并向哈提卜表示，挪威愿意为停火谈判提供场地。",
    ),
    ("body", "哈提卜当天在社交平台发文称：“我们感谢每一个愿意倾听的朋友。谈判的大门一直敞开。”"),
    ("heading", "会谈定于下周举行"),
    (
        "body",
        "据约旦通讯社报道，哈提卜将于3月12日至14日访问奥斯陆，其间将与林德举行会谈。"
        "约旦外交部否认双方已就派遣观察员达成协议。",
    ),
    (
        "body",
        "以色列方面警告说，任何单方面安排都将“失去意义”。一名不愿透露姓名的欧洲官员则拒绝就停火期限置评。",
    ),
    ("body", "哈根还透露，挪威今年将追加3.5亿至4亿克朗的援助，比去年增加约12.5%。"),
    ("source_line", "来源：北方新闻网"),
    ("editor_line", "责任编辑：某编辑"),
    (
        "teaser",
        "港口新航线开通 首班货轮抵达 北方新闻网3月5日电 记者从港务局获悉，新航线每周往返两班，沿途停靠四个港口。",
    ),
    ("teaser", "冬季运动会闭幕 东道主名列第三 组委会主席在闭幕式上致辞，向志愿者"),
    ("link", "本文链接：挪约外长通电话商谈停火安排 http://www.example.com/show-7-1.html"),
    ("disclaimer", "声明：本页内容由网友发布，不代表本站观点 <script>alert('页')</script> & \"其他\"。"),
)
TEXT = "\n".join(line for _, line in LINES)


def find(words: str, number: int = 1) -> Span:
    """The span of the ``number``-th occurrence of ``words`` in TEXT."""
    start = -1
    for _ in range(number):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def _day(iso: str, words: str, number: int = 1) -> When:
    day = datetime.date.fromisoformat(iso)
    return When(iso=iso, precision="day", span=find(words, number), start=day, stop=day)


def _article() -> Article:
    blocks, start = [], 0
    for kind, line in LINES:
        blocks.append(Block(kind=kind, span=Span(start, start + len(line))))  # type: ignore[arg-type]
        if kind == "link":
            blocks.append(Block(kind="title", span=find(TITLE)))
        start += len(line) + 1
    blocks.insert(0, Block(kind="dateline", span=find("北方新闻网3月6日电")))
    blocks[1] = Block(kind="body", span=Span(blocks[0].span.stop + 1, blocks[1].span.stop))
    return Article(
        text=TEXT,
        language="zh",
        blocks=tuple(blocks),
        url="http://www.example.com/show-7-1.html",
        title=TITLE,
        outlet="example.com",
        origin="北方新闻网",
        published=datetime.date(2025, 3, 6),
        zone="Asia/Shanghai",
        evidence=(
            Evidence(field="title", span=find(TITLE)),
            Evidence(field="origin", span=find("北方新闻网", 2)),
        ),
        rules=(("origin", "source_line"), ("title", "link_line")),
    )


def _statements() -> tuple[Statement, ...]:
    sixth = _day("2025-03-06", "6日", 2)
    return (
        Statement(
            id="s1",
            source=find("挪威外交部发言人哈根"),
            speaker="哈根",
            cue=find("表示"),
            content=(find("通话是应约旦方面请求进行的"),),
            form="indirect",
            act="assert",
            channel="briefing",
            when=sixth,
            evidence=(
                Evidence(field="speaker", span=find("哈根")),
                Evidence(field="channel", span=find("记者会")),
            ),
            rule="cue_after_source",
        ),
        Statement(
            id="s2",
            source=find("哈根", 2),
            speaker="哈根",
            cue=find("说"),
            content=(
                find(
                    "林德在通话中强调，人道援助“不应附加任何条件”，并向哈提卜表示，挪威愿意为停火谈判提供场地"
                ),
            ),
            form="mixed",
            act="assert",
            channel="briefing",
            when=sixth,
            rule="cue_after_source",
        ),
        Statement(
            id="s3",
            source=find("林德", 2),
            speaker="林德",
            cue=find("强调"),
            content=(find("人道援助“不应附加任何条件”"),),
            form="mixed",
            act="demand",
            channel="call",
            to="哈提卜",
            via="s2",
            when=_day("2025-03-05", "3月5日"),
            rule="cue_after_source",
        ),
        Statement(
            id="s4",
            source=find("林德", 2),
            speaker="林德",
            cue=find("表示", 2),
            content=(find("挪威愿意为停火谈判提供场地"),),
            form="indirect",
            act="commit",
            channel="call",
            to="哈提卜",
            via="s2",
            rule="to_before_cue",
        ),
        Statement(
            id="s5",
            source=find("哈提卜", 3),
            speaker="哈提卜",
            cue=find("发文称"),
            content=(find("我们感谢每一个愿意倾听的朋友。谈判的大门一直敞开。"),),
            form="direct",
            act="courtesy",
            channel="post",
            when=_day("2025-03-06", "当天"),
            rule="colon_quote",
        ),
        Statement(
            id="s6",
            source=find("约旦通讯社"),
            speaker="约旦通讯社",
            cue=find("据"),
            content=(find("哈提卜将于3月12日至14日访问奥斯陆，其间将与林德举行会谈"),),
            form="indirect",
            act="assert",
            channel="media",
            rule="according_to",
        ),
        Statement(
            id="s7",
            source=find("约旦外交部"),
            speaker="约旦外交部",
            cue=find("否认"),
            content=(find("双方已就派遣观察员达成协议"),),
            form="indirect",
            act="deny",
            rule="cue_after_source",
        ),
        Statement(
            id="s8",
            source=find("以色列方面"),
            speaker="以色列",
            cue=find("警告说"),
            content=(find("任何单方面安排都将“失去意义”"),),
            form="mixed",
            act="warn",
            rule="cue_after_source",
        ),
        Statement(
            id="s9",
            source=find("一名不愿透露姓名的欧洲官员"),
            speaker="",
            cue=find("拒绝"),
            content=(find("就停火期限置评"),),
            form="indirect",
            act="withhold",
            rule="no_comment",
        ),
        Statement(
            id="s10",
            source=find("哈根", 3),
            speaker="哈根",
            cue=find("透露", 2),
            content=(find("挪威今年将追加3.5亿至4亿克朗的援助"), find("比去年增加约12.5%")),
            form="indirect",
            act="commit",
            channel="briefing",
            rule="cue_after_source",
        ),
    )


def _contacts() -> tuple[Contact, ...]:
    trip = When(
        iso="2025-03-12/2025-03-14",
        precision="range",
        span=find("3月12日至14日"),
        start=datetime.date(2025, 3, 12),
        stop=datetime.date(2025, 3, 14),
    )
    return (
        Contact(
            id="c1",
            type="call",
            trigger=find("通电话"),
            parties=("林德", "哈提卜"),
            status="happened",
            when=_day("2025-03-05", "3月5日"),
            duration=Duration(iso="PT40M", span=find("约四十分钟"), approximate=True),
            initiator="约旦",
            topics=(find("停火谈判"),),
            evidence=(
                Evidence(field="parties", span=find("林德")),
                Evidence(field="initiator", span=find("约旦", 2)),
            ),
            rule="pair_before_trigger",
        ),
        Contact(
            id="c2",
            type="visit",
            trigger=find("访问"),
            parties=("哈提卜",),
            status="planned",
            when=trip,
            place="奥斯陆",
            rule="visit",
        ),
        Contact(
            id="c3",
            type="meeting",
            trigger=find("会谈", 2),
            parties=("林德", "哈提卜"),
            status="planned",
            when=trip,
            rule="pair_before_trigger",
        ),
    )


def make_reading() -> Reading:
    """The hand-marked reading of PAGE."""
    return Reading(
        id="made/1",
        article=_article(),
        statements=_statements(),
        contacts=_contacts(),
        mentions=(
            Mention(kind="person", span=find("林德"), name="林德"),
            Mention(kind="country", span=find("挪威"), name="挪威"),
            Mention(kind="body", span=find("约旦外交部"), name="约旦外交部"),
            Mention(kind="place", span=find("奥斯陆"), name="奥斯陆"),
            Mention(kind="time", span=find("3月5日"), name="2025-03-05"),
        ),
        amounts=(
            Amount(
                span=find("3.5亿至4亿克朗"),
                low=Decimal("3.5E+8"),
                high=Decimal("4E+8"),
                unit="NOK",
                bound="range",
            ),
            Amount(span=find("约12.5%"), low=Decimal("12.5"), high=Decimal("12.5"), unit="%", bound="about"),
        ),
    )


PAGE = Page(id="made/1", content=TEXT.encode(), media_type="text/plain", charset="utf-8")
