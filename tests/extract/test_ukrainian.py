"""Ukrainian pages: a best effort, in marked texts of our own making. All people, papers and events are invented."""

# ruff: noqa: E501  a marked line is one line

import datetime

import pytest

from readout.model import Page
from readout.pipeline import read_page
from tests.extract.marked import blocks_of, read_marked
from tests.extract.spaced import read

LEAD = "Президентка Арвонії Лена Марш у вівторок зустрілася з прем'єр-міністром Бельмарку Томасом Рідом, щоб обговорити залізницю на кордоні."
MORE = (
    "[body]Марш заявила після переговорів, що сторони домовилися завершити другий раунд консультацій до червня.[/body]\n"
    "[body]«Ми надішлемо технічні групи, — сказав Рід. — Правила перемир'я будуть оприлюднені окремо».[/body]\n"
)
STORY = f"[body]{LEAD}[/body]\n{MORE}"
TITLE = "Лідери двох країн обговорили залізницю на кордоні"

PAGES = {
    "wire": f"[title]{TITLE}[/title]\n[dateline]ВАНТАР. 5 березня. УНІАН.[/dateline] [body]{LEAD}[/body]\n{MORE}",
    "header_lines": f"[title]{TITLE}[/title]\n[source_line]5 березня 2025, 10:15[/source_line]\n[byline]Автор: Іван Прикладенко[/byline]\n{STORY}",
    "around": f"{STORY}[source_line]Джерело: Укрінформ[/source_line]\n[related]Читайте також: Що сказано в перемир'ї[/related]\n"
    "[navigation]Підписуйтесь на наш Telegram-канал[/navigation]\n[navigation]Теги: кордон, залізниця[/navigation]",
    "captions": f"[caption]Фото: Петро Зразок / УНІАН[/caption]\n{STORY}[disclaimer]© 2025 Прикладна газета. Усі права захищені.[/disclaimer]",
}


@pytest.mark.parametrize("name", PAGES)
def test_pages(name: str) -> None:
    marked = read_marked(PAGES[name])
    article = read(marked.text)
    assert article.language == "uk"
    assert blocks_of(article) == marked.blocks


@pytest.mark.parametrize(
    ("above", "below", "url", "expected"),
    [
        (
            "5 березня 2025 р. о 10:15",
            "",
            "",
            {"published": datetime.datetime.fromisoformat("2025-03-05T10:15")},
        ),
        ("", "Джерело: Укрінформ", "https://example.ua/1", {"origin": "Укрінформ", "outlet": "example.ua"}),
        ("", "", "https://www.ukrinform.ua/rubric/1", {"outlet": "Укрінформ", "zone": "Europe/Kyiv"}),
        ("", "", "https://www.pravda.com.ua/news/2025/03/05/1/", {"outlet": "Українська правда"}),
        ("", "", "https://suspilne.media/1", {"outlet": "Суспільне", "origin": "Суспільне"}),
        ("", "Джерело: Інтернет", "", {"origin": ""}),
    ],
)
def test_provenance(above: str, below: str, url: str, expected: dict[str, object]) -> None:
    lines = [TITLE, above, read_marked(STORY).text.strip(), below]
    article = read("\n".join(line for line in lines if line), url=url)
    assert {name: getattr(article, name) for name in expected} == expected


def test_the_commonest_statements_are_found() -> None:
    text = (
        f"{LEAD}\n«Ми готові до зустрічі», — сказав міністр закордонних справ Остап Гай.\n"
        "За словами речника МЗС, делегація прибуде 12 березня. Він додав, що йдеться про 40 мільйонів євро.\n"
        "Міністерство спростувало, що залізницю закрили. Марш подякувала Ріду за допомогу.\n"
    )
    page = Page(
        id="test", content=text.encode(), media_type="text/plain", published=datetime.date(2025, 3, 5)
    )
    reading = read_page(page)
    assert reading.effort == "partial"
    cues = [statement.cue.of(text) for statement in reading.statements]
    assert cues == ["сказав", "За словами", "додав", "спростувало", "подякувала"]
    assert [statement.act for statement in reading.statements][3:] == ["deny", "courtesy"]
    assert "2025-03-12" in {m.name for m in reading.mentions if m.kind == "time"}
    assert [(str(a.low), a.unit) for a in reading.amounts] == [("40000000", "EUR")]
