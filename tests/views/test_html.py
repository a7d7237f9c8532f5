"""The HTML page: complete, self-contained, and none of the page's own characters act."""

import re
from html.parser import HTMLParser

from readout.model import Article, Block, Reading, Span, Unreadable
from readout.views.html import render_html
from readout.views.marks import cut_text
from tests.made import TEXT, make_reading

HTML = render_html([make_reading()])
VOID = {"meta", "input", "br", "link", "img"}


class _Tree(HTMLParser):
    """Checks that tags are balanced and gathers what they hold."""

    def __init__(self, html):
        super().__init__()
        self.open, self.tags, self.text, self.ids = [], [], "", []
        self._inside = 0
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        assert all(name != "style" and not name.startswith("on") for name, _ in attributes)
        if "id" in dict(attributes):
            self.ids.append(dict(attributes)["id"])
        if tag not in VOID:
            self.open.append(tag)
        if tag == "article":
            self._inside = len(self.open)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        if len(self.open) < self._inside:
            self._inside = 0

    def handle_data(self, text):
        self.text += text if self._inside else ""


TREE = _Tree(HTML)


def test_the_page_is_whole():
    assert TREE.open == []
    assert len(TREE.ids) == len(set(TREE.ids))
    assert "".join(TREE.text.split()) == "".join(TEXT.split())


def test_the_page_loads_nothing_and_runs_only_its_own_script():
    assert [tag for tag, _ in TREE.tags if tag == "script"] == ["script"]
    assert not [tag for tag, _ in TREE.tags if tag in ("link", "img", "iframe", "object", "base", "form")]
    for tag, attributes in TREE.tags:
        assert "src" not in attributes
        if "href" in attributes:
            assert (tag, attributes["href"]) == ("a", "http://www.example.com/show-7-1.html")
    assert re.search(
        r"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-[A-Za-z0-9+/=]{44}'", HTML
    )
    assert "url(" not in HTML
    assert "@import" not in HTML


def test_what_the_page_holds_does_not_act():
    assert "<script>alert" not in HTML
    evil = '"><script>alert(1)</script><p a="'
    article = Article(text=evil, language=evil, title=evil, outlet=evil, origin=evil, author=evil, url=evil)
    tree = _Tree(render_html([Reading(id=evil, article=article), Unreadable(id=evil, url=evil, reason=evil)]))
    assert [tag for tag, _ in tree.tags].count("script") == 1
    assert (
        render_html([Reading(id="x", article=Article(text="$title ${x}", language=""))]).count("$title") == 1
    )


def test_an_address_that_is_a_script_is_no_link():
    html = render_html([Reading(id="x", article=Article(text="", language="", url="javascript:alert(1)"))])
    assert "href" not in html.partition("<style>")[0] + html.partition("</style>")[2].partition("<script>")[0]


def test_every_row_can_be_picked_from_the_text_and_has_a_card():
    rows = {f"s{number}" for number in range(1, 11)} | {"c1", "c2", "c3"}
    buttons = [attributes for _, attributes in TREE.tags if attributes.get("role") == "button"]
    assert {attributes["data-pick"] for attributes in buttons} == rows
    assert all(attributes["tabindex"] == "0" and attributes["aria-label"] for attributes in buttons)
    assert {attributes["data-row"] for _, attributes in TREE.tags if "data-row" in attributes} == rows


def test_nested_statements_are_visible_in_the_text():
    marked = [attributes for _, attributes in TREE.tags if attributes.get("data-s") == "s2 s3"]
    assert marked
    assert all("d1" in attributes["class"].split() for attributes in marked)


def test_furniture_is_apart_and_named():
    kinds = [attributes["data-kind"] for _, attributes in TREE.tags if "data-kind" in attributes]
    assert kinds == ["source line", "editor line", "teaser", "teaser", "link", "disclaimer"]


def test_several_pages_have_a_list_and_ids_of_their_own():
    html = render_html([make_reading(), make_reading(), Unreadable(id="b", reason="b is empty")])
    tree = _Tree(html)
    assert len(tree.ids) == len(set(tree.ids))
    assert [attributes["href"] for tag, attributes in tree.tags if tag == "a"][:3] == ["#r1", "#r2", "#r3"]
    assert "b is empty" in html


def test_the_text_is_cut_without_loss():
    paragraphs = cut_text(make_reading())
    for paragraph in paragraphs:
        for part in paragraph.parts:
            assert "".join(stretch.text for stretch in part.stretches) == part.span.of(TEXT)
    assert [part.kind for part in paragraphs[0].parts] == ["dateline", "body"]


def test_text_that_no_block_covers_is_shown():
    article = Article(text="甲\n乙 丙\n\n丁", language="zh", blocks=(Block(kind="heading", span=Span(2, 3)),))
    paragraphs = cut_text(Reading(id="x", article=article))
    shown = [part.span.of(article.text) for paragraph in paragraphs for part in paragraph.parts]
    assert shown == ["甲", "乙", "丙", "丁"]
