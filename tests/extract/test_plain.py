"""Plain texts: every block and every provenance field, in marked texts of our own making."""

# ruff: noqa: E501  a marked line is one line

import datetime
import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.extract import extract_article, load_publishers
from readout.language.lexicon import load_lexicon
from readout.model import Article, Page
from tests.extract.marked import assert_lawful, blocks_of, read_marked

LEXICONS = {"zh": load_lexicon("zh")}
PUBLISHERS = load_publishers()


def read(text: str, **fields: object) -> Article:
    page = Page(id="test", content=text.encode(), media_type="text/plain", **fields)
    article = extract_article(page, LEXICONS, PUBLISHERS)
    assert article.text == text
    assert_lawful(article)
    assert pickle.loads(pickle.dumps(article)) == article
    return article


STORY = (
    "[body]甲国总统林某与乙国总理杜某3月4日在甲国首都举行会谈，就边境停火和互派代表团交换意见。[/body]\n"
    "[body]林某在会谈后对媒体表示，双方商定在六月之前完成第二轮磋商，并重开两国之间的铁路。[/body]\n"
    "[body]杜某说，乙国愿意派出技术小组，边境停火的监督办法将另行公布。[/body]\n"
)

GLUED = {
    "glued_by_spaces": STORY + "[source_line]来源：某某新闻[/source_line]\n"
    "[teaser]南海渔港迎来开渔首日 数百艘渔船出海 某新网8月16日电 今天正午，随着汽笛声响起，数百艘渔船驶离码头，渔民们期待着今年有个好收[/teaser]"
    " [teaser]网购退货为何越来越难？ 某经网讯 近来，不少消费者反映在平台上退货时遇到商家拖延，客服则称需要等待系统审[/teaser]"
    " [teaser]高原小镇办起马拉松，选手跑过花海与雪山，沿途村民送上酥油茶。组委会介绍，今年报名人数比去年翻了一[/teaser]",
    "ellipsis_ends": STORY + "[editor_line]责任编辑：陈某某[/editor_line]\n"
    "[teaser]气象台发布暴雨橙色预警，预计今夜到明天白天，沿江多个县市将有大到暴雨，局部地区伴有雷电和大风……[/teaser]"
    "[teaser]新款折叠屏手机今日开售，起价较上一代下降一成，分析师认为市场竞争正在加剧，年内还会有更多厂商……[/teaser]"
    "[teaser]足协公布新赛季赛程，揭幕战将在新落成的体育场举行，门票预售首日即告售罄，球迷期待主队能够……[/teaser]\n"
    "[disclaimer]版权声明：本文版权归原作者所有，未经授权不得转载，如有侵权请联系删除。[/disclaimer]",
    "teasers_on_lines": STORY + "[source_line]（来源：某某日报）[/source_line]\n"
    "[teaser]蔬菜价格为何连涨三周\n某商报讯 记者从批发市场了解到，受连续阴雨影响，叶菜上市量减少，土豆和白菜的批发价已经连涨三周，预计下[/teaser]\n"
    "[teaser]博物馆夜场一票难求\n暑期以来，多地博物馆延长开放时间，夜场预约常常在几分钟内约满，有家长为了一张门票连续抢了五天，馆方则[/teaser]\n"
    "[related]上一篇：老街改造方案公示\n"
    "下一篇：公交线路调整公告[/related]",
    "numbered_list": STORY
    + "[related]相关阅读：\n1、蔬菜价格为何连涨三周\n2、博物馆夜场一票难求\n3、老街改造方案公示[/related]\n"
    "[navigation]分享到：微信 微博[/navigation]",
    "latin_site_names": STORY
    + "[source_line]Source来源:Example Daily 编辑:Ann Lee[/source_line]\n".replace("Source", "")
    + "[teaser]Example Times 2024年1月5日电 北部山区普降大雪，多条高速公路临时封闭，交警部门提醒司机绕行，预计封闭时间将持[/teaser]\n"
    "[teaser]Sample Post 2024年1月6日电 冰灯展在老城开幕，展出作品三百余件，首日迎来两万名游客，主办方表示还将延长开[/teaser]\n"
    "[link]本文链接：[title]甲国与乙国举行边境会谈[/title]https://www.example-news.com/a/2025/03/05/1.html[/link]",
    "bullets": STORY + "[editor_line]编辑：周某 审核：吴某[/editor_line]\n"
    "[teaser]城市书房二十四小时开放，深夜仍有年轻人埋头读书，管理员说最忙的时候一座难求，书架上的新书常常当天就被借[/teaser]"
    " [teaser]■ 果农直播卖苹果 一天卖出三千箱 某农网10月2日电 山坡上的果园里，主播正对着手机介绍刚摘下的苹果，订单一个接一[/teaser]",
    "permalink_glued_behind": STORY
    + "[heading]林某谈铁路\n六月之前可望重开[/heading]\n[body]林某说，铁路的费用由两国各担一半。[/body]\n"
    "[source_line]来源:某视新闻[/source_line]\n"
    "[teaser]老字号面馆凌晨排队?店家回应 某新网1月12日电 面馆老板11日晚说，近来客人太多，店里只好发号。 某新经纬1月12日电 老字号面馆老板11日回应排队一事称，店里将增加两口锅，并于2月[/teaser]"
    " [teaser]“十年一遇”!沿海三县海冰封港 某新网1月11日电 港务部门11日公布，三县共有四十艘船受困，暂无人员伤亡。 港务部门还决[/teaser]"
    " [teaser]某药新剂型获批 两家药厂谁能胜出? 某经记者 王某 某经编辑 李某 某药(SZ300000,股价10.70元,市值75.05亿元)的专利之争或再升级。 1月7[/teaser]"
    " [teaser]山村书屋日前闭馆修缮。这间书屋开了二十年，村里的孩子都在这里写过作业，修缮之后将增加一间放映[/teaser]"
    " [teaser]某某发展网讯 据某保护协会微信公众号消息,为保护候鸟，协会与湿地公园签署协 。[/teaser]"
    "[link]本文链接:[title]甲乙两国谈停火,除了“铁路、边境” 还谈了什么[/title]http://www.example.com/show-5-1-0.html[/link]\n"
    "[disclaimer]声明:本网站为非营利性网站,内容由网友自发贡献,不代表本站观点。若有侵权请与本网联系。[/disclaimer]",
    "no_end_mark": STORY
    + "[teaser]小区充电桩上新 某市晚报讯 住户刘先生发现楼下多了二十个充电桩，扫码就能用，价格比路边便宜，不过晚高峰仍要排[/teaser]"
    " [teaser]校园食堂开放日迎来家长 某教育网5月9日电 家长们走进后厨，查看进货台账，品尝当天的菜品，校方表示今后每月都会[/teaser]",
}


@pytest.mark.parametrize("name", GLUED)
def test_glued_pages(name: str) -> None:
    marked = read_marked(GLUED[name])
    assert blocks_of(read(marked.text)) == marked.blocks


WHOLE = {
    "source_word_in_last_paragraph": STORY
    + "[body]谈到资金来源：杜某说，铁路的费用由两国各担一半，细节会在六月公布。[/body]",
    "date_in_last_paragraph": STORY + "[body]上一次边境会谈是在2019年5月7日，当时双方没有达成协议。[/body]",
    "quotes_a_dateline": STORY
    + "[body]某华社3月4日电称，会谈持续了三个小时，边境停火的监督办法是主要议题。[/body]",
    "declaration_in_body": STORY
    + "[body]声明：双方同意在边境停火，并互派代表团。[/body]\n[body]双方约定六月再谈。[/body]",
    "spaced_latin_words": STORY
    + "[body]铁路公司在 2024 年用 RailOS 系统 管理 车次，林某说 新系统 将 在 2025 年 覆盖 两国 边境 的 全部 车站。[/body]",
    "source_line_between_parts": STORY
    + "[source_line]（来源：某某新闻）[/source_line]\n"
    + "[body]另外，甲国外长在记者会上说，边境停火由双方代表团共同监督，铁路将在六月之前重开。[/body]",
    "signature_of_a_document": STORY + "[body]2025年3月4日于甲国首都[/body]",
    "list_of_names": STORY + "[body]林某[/body]\n[body]杜某[/body]\n[body]郑某[/body]\n[body]何某[/body]",
    "good_news_is_no_outlet": "[body]好消息：边境铁路将在六月之前重开，两国居民可以凭身份证购票。[/body]\n"
    + STORY,
    "said_by_a_ministry": "[body]据甲国国防部消息，边境停火从今天零点起生效，双方代表团已经到达。[/body]\n"
    + STORY,
    "weibo_as_a_subject": STORY
    + "[heading]微博用户热议铁路重开[/heading]\n[body]边境居民在网上表示，希望铁路早日重开。[/body]",
    "caption_word_in_a_sentence": STORY + "[body]视频会谈持续了一个小时，双方代表团都参加了。[/body]",
    "question_and_answer": STORY + "[body]记者：铁路什么时候重开？[/body]\n[body]林某：六月之前。[/body]",
}


@pytest.mark.parametrize("name", WHOLE)
def test_real_paragraphs_stay_body(name: str) -> None:
    marked = read_marked(WHOLE[name])
    assert blocks_of(read(marked.text)) == marked.blocks


LAYOUT = {
    "header": "[title]甲国与乙国举行边境会谈[/title]\n[source_line]2025年03月05日 08:15 来源：某某网[/source_line]\n"
    + STORY,
    "header_without_label": "[title]甲国与乙国举行边境会谈[/title]\n[source_line]2025-03-05 08:15:30 中新网[/source_line]\n"
    + STORY,
    "heading_over_two_lines": STORY
    + "[heading]林某：六月之前\n完成第二轮磋商[/heading]\n[body]林某说，代表团下周出发。[/body]",
    "digest": "[dateline]央视网消息（新闻联播）：[/dateline]\n[heading]甲国铁路重开[/heading]\n"
    "[body]甲国铁路今天重开，首趟列车坐满了人。[/body]\n[heading]乙国新桥通车[/heading]\n[body]乙国新桥今天通车，全长三千米。[/body]",
    "dateline": "[dateline]央视网消息（新闻联播）：[/dateline][body]甲国铁路今天重开，首趟列车坐满了人。[/body]",
    "wire": "[dateline]新华社北京2月13日电（记者王某某、李某某）[/dateline][body]甲国铁路13日重开，首趟列车坐满了人。[/body]",
    "wire_spaced": "[dateline]中新网1月12日电 (记者 王某某)[/dateline][body]甲国铁路12日重开，首趟列车坐满了人。[/body]",
    "bracketed": "[dateline]【环球网报道 记者 王某某】[/dateline][body]甲国铁路12日重开，首趟列车坐满了人。[/body]",
    "local": "[dateline]本报讯（记者王某某）[/dateline][body]甲国铁路12日重开，首趟列车坐满了人。[/body]",
    "captions": "[body]甲国铁路12日重开，首趟列车坐满了人。[/body]\n[caption]△首趟列车驶出车站[/caption]\n[caption]图为乘客在站台合影。某社记者 王某某 摄[/caption]\n"
    "[caption]视频加载中...[/caption]\n[caption]资料图：甲国车站[/caption]\n[body]站长说，票已经卖到下周。[/body]",
    "glued_remark": "[body]甲国铁路12日重开，首趟列车坐满了人。站长说，票已经卖到下周。[/body][source_line]（来源：某某新闻 记者：王某某）[/source_line]",
    "original_title": STORY
    + "[source_line]原标题：[title]甲国乙国谈了什么[/title][/source_line]\n[editor_line]【责任编辑：陈某某】[/editor_line]",
    "marks": STORY + "[navigation]***[/navigation]",
    "crumbs": "[navigation]首页 > 国际 > 正文[/navigation]\n[title]甲国与乙国举行边境会谈[/title]\n" + STORY,
    "traditional": "[title]甲國與乙國舉行邊境會談[/title]\n[source_line]2025年03月05日 來源：某某網[/source_line]\n"
    "[body]甲國總統林某與乙國總理杜某三月四日舉行會談，就邊境停火交換意見。[/body]\n"
    "[editor_line]責任編輯：陳某某[/editor_line]\n[disclaimer]版權聲明：本站內容未經授權不得轉載。[/disclaimer]",
    "traditional_wire": "[dateline]（中央社記者陳某某台北13日電）[/dateline][body]甲國總統林某今天說，邊境鐵路將於六月重開。[/body]",
    "english": "[body]The two presidents spoke by phone on Tuesday and agreed to meet in June.[/body]\n[heading]What was agreed[/heading]\n"
    "[body]Both sides will send a delegation to the border, the spokesman said.[/body]\n[navigation]###[/navigation]",
    "english_wire": "[dateline]GENEVA, March 5 (Example Wire) -[/dateline] [body]The two presidents spoke by phone on Tuesday.[/body]",
    "russian": "[body]Президенты двух стран провели телефонный разговор и договорились о встрече.[/body]",
    "windows_breaks": "[body]甲国铁路12日重开。[/body]\r\n\r\n[body]站长说，票已经卖到下周。[/body]\r\n",
}


@pytest.mark.parametrize("name", LAYOUT)
def test_layout(name: str) -> None:
    marked = read_marked(LAYOUT[name])
    assert blocks_of(read(marked.text)) == marked.blocks


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "　　甲国总统林某与乙国总理杜某三月四日在\n甲国首都举行会谈，就边境停火和互派代表团\n交换了意见，会谈持续了三个小时之久。\n"
        "　　林某在会谈之后对媒体表示，双方商定在\n六月之前完成第二轮磋商，并且重开两国之间\n的铁路，乙国愿意派出技术小组参加勘察。\n"
        "　　杜某说，边境停火的监督办法将另行公布\n，两国外长下个月还要在第三国再谈一次。\n"
    )
    assert [kind for kind, _ in blocks_of(read(text))] == ["body", "body", "body"]


PROVENANCE = [
    # text, address, expected fields
    ("来源：某某新闻", "", {"origin": "某某新闻"}),
    ("文章来源：某某新闻客户端 记者 王某某", "", {"origin": "某某新闻客户端", "author": "王某某"}),
    ("稿源：某某网 责任编辑：陈某某", "", {"origin": "某某网"}),
    ("（来源：《某某日报》）", "", {"origin": "某某日报"}),
    ("转自：某某公众号", "", {"origin": "某某公众号"}),
    ("本文转自《某某周刊》", "", {"origin": "某某周刊"}),
    ("来源：网络", "", {"origin": ""}),
    ("作者：王某某", "", {"author": "王某某", "origin": ""}),
    (
        "发布时间：2025年03月05日 08:15 来源：某某网",
        "",
        {"published": datetime.datetime(2025, 3, 5, 8, 15), "origin": "某某网"},  # noqa: DTZ001  the page gives no zone
    ),
    ("2025-03-05 08:15:30 来源：某某网", "", {"published": datetime.datetime(2025, 3, 5, 8, 15, 30)}),  # noqa: DTZ001  the page gives no zone
    ("更新时间：2025/3/5", "", {"published": datetime.date(2025, 3, 5)}),
    (
        "编辑：陈某某",
        "https://www.example.com/2025/03/06/a.html",
        {"published": datetime.date(2025, 3, 6), "outlet": "example.com"},
    ),
    (
        "编辑：陈某某",
        "https://www.mfa.gov.cn/web/202503/t20250306_1.shtml",
        {"outlet": "中国外交部", "origin": "中国外交部"},
    ),
    ("编辑：陈某某", "https://sub.gov.cn/a.html", {"outlet": "sub.gov.cn", "published": None}),
    (
        "编辑：陈某某",
        "https://tv.cctv.com/2025/02/01/VIDE250201.shtml",
        {"outlet": "央视网", "zone": "Asia/Shanghai"},
    ),
    ("编辑：陈某某", "https://www.bbc.com/zhongwen/simp/1", {"outlet": "BBC中文", "zone": "Europe/London"}),
    ("编辑：陈某某", "https://www.bbc.com/news/1", {"outlet": "BBC News", "zone": "Europe/London"}),
    ("编辑：陈某某", "https://www.example.org/news/1", {"outlet": "example.org", "zone": "Asia/Shanghai"}),
    ("本文链接：https://news.sina.com.cn/c/1.html", "", {"outlet": "新浪网"}),
]


@pytest.mark.parametrize(("line", "url", "expected"), PROVENANCE)
def test_provenance(line: str, url: str, expected: dict[str, object]) -> None:
    story = read_marked(STORY).text
    article = read(story + line, url=url)
    assert {name: getattr(article, name) for name in expected} == expected
    named = {evidence.field: evidence.span.of(article.text) for evidence in article.evidence}
    for name in ("origin", "author"):
        if expected.get(name) and expected[name] in line:
            assert named[name] == expected[name]
    assert {name for name, _ in article.rules} >= set(named)


SIGNED = [
    ("新华社北京2月13日电（记者王某某、李某某）甲国铁路13日重开。", "新华社", "王某某、李某某"),
    ("中新社日内瓦1月12日电 甲国铁路12日重开。", "中新社", ""),
    ("央视网消息（新闻联播）：甲国铁路今天重开。", "央视网", ""),
    ("某某晚报讯 甲国铁路今天重开。", "某某晚报", ""),
    ("据新华社报道，甲国铁路今天重开。", "新华社", ""),
    ("据甲国铁道部消息，铁路今天重开。", "", ""),
    ("甲国铁路今天重开，据新华社报道，首趟列车坐满了人。", "", ""),
]


@pytest.mark.parametrize(("text", "origin", "author"), SIGNED)
def test_signed_stories(text: str, origin: str, author: str) -> None:
    article = read(text)
    assert (article.origin, article.author) == (origin, author)


NO_DATELINE = [
    "当地时间2月13日，甲国总统林某说，铁路将重开。",
    "1月12日电影票房破亿，影院坐满了人。",
    "国防部2月13日电告各部队，边境停火生效。",
    "发言人13日电话会议上说，铁路将重开。",
    "这条消息 让人震惊。",
    "通讯社消息人士说，铁路将重开。",
    "某国电视新闻网13日报道，铁路将重开。",
    "好消息：铁路将重开。",
]


@pytest.mark.parametrize("text", NO_DATELINE)
def test_no_dateline(text: str) -> None:
    assert [kind for kind, _ in blocks_of(read(text))] == ["body"]


TAILS = [
    ("【纠错】责任编辑：陈某某", ["editor_line"]),
    ("监制丨王某\n主编丨李某\n校对丨周某", ["editor_line"] * 3),
    ("总台记者丨王某某 李某", ["byline"]),
    ("本文系某某网独家稿件，未经授权不得转载。", ["disclaimer"]),
    ("Copyright © 2025 某某网 版权所有", ["disclaimer"]),
    ("本文来自微信公众号“某某观察”，作者：王某某，某平台经授权发布。", ["source_line"]),
    ("标签：甲国 乙国 会谈", ["navigation"]),
    ("阅读 1024 评论 3", ["navigation"]),
    ("热点新闻\n1\n蔬菜价格为何连涨三周\n2\n博物馆夜场一票难求", ["related"]),
    ("（完）", ["body"]),
    ("林某还说，未经授权的列车不得入境。", ["body"]),
    ("两国商定，版权问题由另一个代表团去谈。", ["body"]),
]


@pytest.mark.parametrize(("tail", "kinds"), TAILS)
def test_tails(tail: str, kinds: list[str]) -> None:
    article = read(read_marked(STORY).text + tail)
    assert [kind for kind, _ in blocks_of(article)] == ["body"] * 3 + kinds
    if "观察" in tail:
        assert (article.origin, article.author) == ("某某观察", "王某某")


def test_a_site_naming_itself_is_not_the_origin_of_an_agencys_copy() -> None:
    text = "新华社北京2月13日电 甲国铁路13日重开，首趟列车坐满了人。\n来源：新浪网"
    article = read(text, url="https://news.sina.com.cn/c/1.html")
    assert (article.outlet, article.origin) == ("新浪网", "新华社")


def test_teasers_give_no_provenance() -> None:
    article = read(read_marked(GLUED["latin_site_names"]).text)
    assert article.origin == "Example Daily"
    assert article.outlet == "example-news.com"
    assert article.title == "甲国与乙国举行边境会谈"
    assert dict(article.rules)["title"] == "permalink"
    assert article.published == datetime.date(2025, 3, 5)  # from the permalink, not from a teaser's dateline


def test_the_callers_word_wins() -> None:
    day = datetime.date(2025, 3, 9)
    article = read(read_marked(LAYOUT["header"]).text, title="另一个标题", published=day, language="zh")
    assert (article.title, article.published) == ("另一个标题", day)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("甲国铁路重开。", "zh"),
        ("The railway reopened.", "en"),
        ("Железная дорога открылась.", "ru"),
        ("Залізниця відкрилася, її чекали.", "uk"),
        ("鉄道が再開しました。", "ja"),
        ("12345", "und"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert read(text).language == language


def test_without_a_lexicon_only_form_counts() -> None:
    text = read_marked(STORY).text + "来源：某某新闻"
    article = extract_article(Page(id="x", content=text.encode()), {}, ())
    assert article.origin == ""
    assert_lawful(article)


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet="甲乙。，：（）()【】:|来源责任编辑本文链接http://a.b 电讯消息记者2月13日\n\r\t…■1、A",
        min_size=1,
        max_size=300,
    )
)
def test_any_text_is_lawful(text: str) -> None:
    if text.strip():
        read(text)
