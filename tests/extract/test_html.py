"""HTML pages, written for these tests: the text that is built, its blocks and its provenance."""

# ruff: noqa: E501  a marked line is one line

import datetime
import subprocess
import sys

import pytest

from readout.errors import PageError
from readout.extract import extract_article, load_publishers
from readout.language.lexicon import load_lexicon
from readout.model import Article, Page
from tests.extract.marked import assert_lawful, blocks_of

LEXICONS = {"zh": load_lexicon("zh")}
PUBLISHERS = load_publishers()
PARAGRAPHS = (
    "甲国总统林某与乙国总理杜某3月4日在甲国首都举行会谈，就边境停火和互派代表团交换意见，会谈持续了三个小时。",
    "林某在会谈后对媒体表示，双方商定在六月之前完成第二轮磋商，并重开两国之间的铁路，费用由两国各担一半。",
    "杜某说，乙国愿意派出技术小组，边境停火的监督办法将另行公布，两国外长下个月还要再谈一次，地点尚未确定。",
)
BODY = "".join(f"<p>　　{paragraph}</p>" for paragraph in PARAGRAPHS)
PAGE = f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">
<title>甲国与乙国举行边境会谈_某某网</title>
<meta property="og:title" content="甲国与乙国举行边境会谈"><meta property="og:site_name" content="某某网">
<meta property="article:published_time" content="2025-03-05T00:15:00Z"><meta name="author" content="王某某">
<link rel="canonical" href="https://www.example.com/a/1.html"></head><body>
<nav><ul><li><a href="/">首页</a></li><li><a href="/w">国际</a></li></ul></nav>
<h1>甲国与乙国举行边境会谈</h1>
<div class="info"><span>2025年03月05日 08:15</span> <span>来源：<a href="#">某某日报</a></span></div>
<div class="content"><p>　　{PARAGRAPHS[0]}</p><figure><img src="1.jpg"><figcaption>会谈现场</figcaption></figure>
<p>　　{PARAGRAPHS[1]}</p><h2>外长再谈</h2><p>　　{PARAGRAPHS[2]}</p></div>
<div class="editor">责任编辑：陈某某</div>
<div class="related"><h3>相关阅读</h3><ul><li><a href="/2">蔬菜价格为何连涨三周</a></li><li><a href="/3">博物馆夜场一票难求</a></li></ul></div>
<div class="foot"><p>版权声明：本文版权归某某网所有，未经授权不得转载。</p></div>
<script>var a = "脚本里的话";</script></body></html>"""


def read(html: str | bytes, **fields: object) -> Article:
    content = html if isinstance(html, bytes) else html.encode()
    page = Page(id="test", content=content, **{"media_type": "text/html", **fields})
    article = extract_article(page, LEXICONS, PUBLISHERS)
    assert_lawful(article)
    return article


def test_a_whole_page() -> None:
    article = read(PAGE)
    assert blocks_of(article) == (
        ("title", "甲国与乙国举行边境会谈"),
        ("source_line", "2025年03月05日 08:15 来源：某某日报"),
        ("body", PARAGRAPHS[0]),
        ("caption", "会谈现场"),
        ("body", PARAGRAPHS[1]),
        ("heading", "外长再谈"),
        ("body", PARAGRAPHS[2]),
        ("editor_line", "责任编辑：陈某某"),
        ("related", "相关阅读\n蔬菜价格为何连涨三周\n博物馆夜场一票难求"),
        ("disclaimer", "版权声明：本文版权归某某网所有，未经授权不得转载。"),
    )
    assert "脚本" not in article.text
    assert "首页" not in article.text
    assert (article.title, article.outlet, article.origin, article.author) == (
        "甲国与乙国举行边境会谈",
        "某某网",
        "某某日报",
        "王某某",
    )
    assert article.url == "https://www.example.com/a/1.html"
    assert article.language == "zh"
    named = {evidence.field: evidence.span.of(article.text) for evidence in article.evidence}
    assert named["origin"] == "某某日报"
    assert named["title"] == "甲国与乙国举行边境会谈"


def test_an_aware_time_is_on_the_publishers_clock() -> None:
    article = read(PAGE, url="https://www.chinanews.com.cn/gj/1.shtml")
    assert article.outlet == "中国新闻网"
    assert article.published is not None
    assert article.published.isoformat() == "2025-03-05T08:15:00+08:00"


def test_the_callers_word_wins() -> None:
    article = read(
        PAGE, title="另一个标题", published=datetime.date(2025, 3, 9), url="https://other.example.org/x"
    )
    assert (article.title, article.published) == ("另一个标题", datetime.date(2025, 3, 9))
    assert article.url == "https://other.example.org/x"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-03-05T08:15:00+08:00"}</script>',
            5,
        ),
        (
            '<script type="application/ld+json">{"@graph":[{"@type":"Article","datePublished":"2025-03-06"}]}</script>',
            6,
        ),
        (
            '<script type="application/ld+json">{broken</script><meta name="pubdate" content="2025-03-07 10:00">',
            7,
        ),
        ('<meta name="publishdate" content="2025-03-08">', 8),
    ],
)
def test_dates_in_the_markup(head: str, expected: int) -> None:
    article = read(
        f"<html><head><title>边境会谈</title>{head}</head><body><h1>边境会谈</h1>{BODY}</body></html>"
    )
    assert article.published is not None
    assert article.published.day == expected


def test_a_date_line_and_a_time_element() -> None:
    article = read(
        f"<html><body><h1>边境会谈</h1><div>2025-03-05 08:15:30</div><div>{BODY}</div></body></html>"
    )
    assert article.published == datetime.datetime(2025, 3, 5, 8, 15, 30)  # noqa: DTZ001  the page gives no zone
    article = read(
        f'<html><body><h1>边境会谈</h1><time datetime="2025-03-05">周三</time><div>{BODY}</div></body></html>'
    )
    assert article.published == datetime.date(2025, 3, 5)


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk", "iso-8859-1"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_encodings(charset: str, encoding: str) -> None:
    html = PAGE.replace('charset="utf-8"', f'charset="{charset}"')
    assert read(html.encode(encoding)).blocks == read(PAGE).blocks


HOSTILE = {
    "unclosed": f"<html><body><div><h1>边境会谈<div><p>{PARAGRAPHS[0]}<p>{PARAGRAPHS[1]}<b><i><a href='x>",
    "deep": "<html><body>" + "<div>" * 10_000 + BODY + "</div>" * 10_000 + "</body></html>",
    "deep_inline": "<html><body><p>"
    + "<b>" * 10_000
    + PARAGRAPHS[0]
    + "</b>" * 10_000
    + f"</p>{BODY}</body></html>",
    "null_bytes": "<html><body><h1>边境\x00会谈</h1>" + BODY.replace("甲", "甲\x00") + "</body></html>",
    "no_body": f"<html><head><title>边境会谈</title></head>{BODY}</html>",
    "no_html": BODY,
    "frames_of_tables": "<table><tr><td>" * 200 + BODY + "</td></tr></table>" * 200,
    "comments": f"<html><!-- {'-' * 1000} --><body><!-- x -->{BODY}<!-- </body></html>",
    "bad_entities": f"<html><body>&#xFFFFFFF; &nosuch; &#0;{BODY}</body></html>",
    "xml_declaration": f'<?xml version="1.0" encoding="gbk"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{BODY}</body></html>',
    "breaks": "<html><body><div>" + "<br><br>".join(PARAGRAPHS) + "</div></body></html>",
    "many_attributes": "<html><body " + " ".join(f"a{i}='x'" for i in range(5000)) + f">{BODY}</body></html>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_is_read(name: str) -> None:
    article = read(HOSTILE[name])
    assert "交换意见" in article.text
    assert any(block.kind == "body" for block in article.blocks)


@pytest.mark.parametrize(
    "html", ["<html><body></body></html>", "<html><script>x=1</script></html>", "<p></p>", "<!doctype html>"]
)
def test_a_page_without_text_is_refused(html: str) -> None:
    with pytest.raises(PageError, match="no text"):
        read(html)


def test_markup_is_found_without_a_media_type() -> None:
    assert read(PAGE, media_type="").blocks == read(PAGE).blocks
    plain = "他说，网页以<p>开头，接着是正文。"
    assert read(plain, media_type="").text == plain


def test_reading_twice_gives_the_same() -> None:
    assert read(PAGE) == read(PAGE)


def test_plain_pages_load_no_html_library() -> None:
    code = (
        "import sys, readout.extract; from readout.model import Page\n"
        "readout.extract.extract_article(Page(id='x', content='好。'.encode()), {}, ())\n"
        "assert not {'lxml', 'trafilatura'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
