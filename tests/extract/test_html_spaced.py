"""HTML pages in English and Russian, of our own making: what is kept around the story, and where it is from."""

# ruff: noqa: E501  a marked line is one line

import datetime

import pytest

from readout.model import Article
from tests.extract.spaced import read

STORY = """
<p>The president of Arvonia, Lena Marsh, met Prime Minister Tomas Reed of Belmark on Tuesday to discuss the border railway.</p>
<p>Ms. Marsh said after the talks that both sides had agreed to finish a second round of consultations before June, and that the line would open to all.</p>
<p>“We will send technical teams,” Mr. Reed said. “The rules for the truce will be published separately, and the teams will meet again in the border town.”</p>
"""
RUSSIAN = """
<p>Президент Арвонии Лена Марш во вторник встретилась с премьер-министром Бельмарка Томасом Ридом, чтобы обсудить железную дорогу на границе.</p>
<p>Марш заявила после переговоров, что стороны договорились завершить второй раунд консультаций до июня, а дорога откроется для всех.</p>
<p>«Мы направим технические группы, — сказал Рид. — Правила перемирия будут опубликованы отдельно, а группы встретятся снова».</p>
"""
TITLE = "Two Leaders Discuss Border Railway"


def page(inner: str, head: str = "", title: str = TITLE, url: str = "https://www.example.com/a/1") -> Article:
    html = f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{inner}</body></html>"
    return read(html, media_type="text/html", url=url)


def kinds(article: Article, *wanted: str) -> list[tuple[str, str]]:
    return [(b.kind, b.span.of(article.text)) for b in article.blocks if b.kind in wanted]


def test_name_and_office_in_two_elements() -> None:
    article = page(
        f"<div>By <a href='/d'>Jane Doe</a><span>Staff Writer</span></div><article>{STORY}</article>"
    )
    assert article.author == "Jane Doe"
    assert kinds(article, "byline") == [("byline", "By Jane Doe Staff Writer")]


def test_words_of_one_name_stay_together() -> None:
    article = page(f"<div>By <span>Ann Mc</span><span>Donald</span></div><article>{STORY}</article>")
    assert article.author == "Ann McDonald"


def test_a_wire_story_on_another_page() -> None:
    story = STORY.replace("<p>The president", "<p>VANTAR, Arvonia (AP) — The president", 1)
    article = page(
        f"<p>March 5, 2025</p><article>{story}</article><p>Copyright 2025 The Associated Press. All rights reserved.</p>"
    )
    assert (article.outlet, article.origin) == ("example.com", "AP")
    assert article.published == datetime.date(2025, 3, 5)
    assert kinds(article, "dateline", "disclaimer") == [
        ("dateline", "VANTAR, Arvonia (AP) —"),
        ("disclaimer", "Copyright 2025 The Associated Press. All rights reserved."),
    ]


@pytest.mark.parametrize(
    ("head", "origin", "author"),
    [
        ('<meta name="author" content="Reuters">', "Reuters", ""),
        ('<meta name="author" content="The Associated Press">', "The Associated Press", ""),
        ('<meta name="author" content="JANE DOE, AP Political Writer">', "AP", "JANE DOE"),
        ('<meta name="author" content="Jane Doe, Vantar Courier">', "", "Jane Doe"),
        ('<meta name="author" content="By Jane Doe and John Roe">', "", "Jane Doe and John Roe"),
        (
            '<meta name="author" content="Example Post"><meta property="og:site_name" content="Example Post">',
            "",
            "",
        ),
        ('<meta name="author" content="Staff Writer">', "", ""),
    ],
)
def test_the_markups_author(head: str, origin: str, author: str) -> None:
    article = page(f"<article>{STORY}</article>", head)
    assert (article.origin, article.author) == (origin, author)


def test_a_sites_motto_is_no_part_of_its_name() -> None:
    article = page(
        f"<article>{STORY}</article>",
        '<meta property="og:site_name" content="Example Post | News of the valley">',
    )
    assert article.outlet == "Example Post"


def test_the_dates_of_a_list_above_the_story_are_left_out() -> None:
    dates = "".join(
        f"<div><a href='/{n}'>Another story of the valley {n}</a></div><div>May {n}, 2019</div>"
        for n in range(1, 7)
    )
    article = page(f"{dates}<article>{STORY}</article>")
    assert article.published is None
    assert kinds(article, "source_line") == []


def test_the_bylines_of_a_list_below_the_story_are_left_out() -> None:
    listed = "<h3>Most Read</h3><a href='/2'>A train for the valley</a><div>By John Roe</div><a href='/3'>Bread is dearer</a><div>By Ann Poe</div>"
    article = page(f"<div>By Jane Doe</div><article>{STORY}</article><div>{listed}</div>")
    assert article.author == "Jane Doe"
    assert kinds(article, "byline") == [("byline", "By Jane Doe")]


def test_credits_of_pictures_are_nobodys_byline() -> None:
    article = page(f"<div>(Ann Poe / Associated Press)</div><div>By Jane Doe</div><article>{STORY}</article>")
    assert (article.author, article.origin) == ("Jane Doe", "")


def test_a_box_within_the_story() -> None:
    boxed = STORY.replace(
        "</p>\n<p>“We",
        "</p><p>Sign up for our newsletter</p><p>Read more: A train for the valley</p>\n<p>“We",
    )
    article = page(f"<article>{boxed}</article>")
    body = " ".join(text for _, text in kinds(article, "body"))
    assert "Sign up" not in body
    assert "Read more" not in body
    assert "technical teams" in body


def test_a_russian_page() -> None:
    inner = (
        f"<div>5 марта 2025, 10:15</div><div>Автор: Иван Примеров</div><article>{RUSSIAN}</article>"
        "<div>Читайте также</div><div><a href='/2'>Дорогу закрыли на третью зиму</a></div><div>Источник: Интерфакс</div>"
        "<div>При перепечатке материалов активная ссылка на сайт обязательна.</div>"
    )
    article = page(inner, title="Лидеры двух стран обсудили дорогу на границе")
    assert (article.language, article.author, article.origin) == ("ru", "Иван Примеров", "Интерфакс")
    assert article.published == datetime.datetime.fromisoformat("2025-03-05T10:15")
    assert kinds(article, "related", "disclaimer") == [
        ("related", "Читайте также\nДорогу закрыли на третью зиму"),
        ("disclaimer", "При перепечатке материалов активная ссылка на сайт обязательна."),
    ]
