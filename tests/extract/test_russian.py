"""Russian pages: blocks and provenance, in marked texts of our own making. All people, papers and events are invented."""

# ruff: noqa: E501  a marked line is one line

import datetime

import pytest

from readout.model import Article
from tests.extract.marked import blocks_of, read_marked
from tests.extract.spaced import read

LEAD = "Президент Арвонии Лена Марш во вторник встретилась с премьер-министром Бельмарка Томасом Ридом, чтобы обсудить железную дорогу на границе."
MORE = (
    "[body]Марш заявила после переговоров, что стороны договорились завершить второй раунд консультаций до июня.[/body]\n"
    "[body]«Мы направим технические группы, — сказал Рид. — Правила перемирия будут опубликованы отдельно».[/body]\n"
)
STORY = f"[body]{LEAD}[/body]\n{MORE}"
TITLE = "Лидеры двух стран обсудили дорогу на границе"

PAGES = {
    "wire": f"[title]{TITLE}[/title]\n[dateline]ВАНТАР, 5 марта. /ТАСС/.[/dateline] [body]{LEAD}[/body]\n{MORE}",
    "header_lines": f"[title]{TITLE}[/title]\n[source_line]5 марта 2025, 10:15[/source_line]\n[byline]Автор: Иван Примеров[/byline]\n{STORY}",
    "source_line": f"{STORY}[source_line]Источник: Пример Ньюс[/source_line]",
    "telegram": f"{STORY}[navigation]Подписывайтесь на наш Telegram-канал[/navigation]\n[navigation]Следите за новостями в нашем Телеграм-канале.[/navigation]",
    "links_between": f"[body]{LEAD}[/body]\n[related]Читайте также: Дорогу закрыли на третью зиму\nПо теме: Что сказано в перемирии[/related]\n{MORE}",
    "captions": f"[caption]Фото: Пётр Образцов / РИА Новости[/caption]\n{STORY}[caption]На фото: делегации прибывают на переговоры[/caption]\n"
    "[caption]© РИА Новости / Пётр Образцов[/caption]",
    "legal": f"{STORY}[disclaimer]При перепечатке материалов ссылка на сайт обязательна.[/disclaimer]\n"
    "[disclaimer]© 2025 Примерная газета. Все права защищены.[/disclaimer]",
    "mass_media": f"{STORY}[disclaimer]Сетевое издание «Пример». Свидетельство о регистрации СМИ ЭЛ № ФС 77-00000 выдано Роскомнадзором.[/disclaimer]\n"
    "[editor_line]Главный редактор: Образцова М. И.[/editor_line]",
    "tags": f"{STORY}[navigation]Теги: граница, железная дорога, Арвония[/navigation]\n[navigation]Поделиться[/navigation]",
    "rubric": f"[navigation]Главная > Политика > Новость[/navigation]\n[title]{TITLE}[/title]\n{STORY}[navigation]Рубрика: Политика[/navigation]",
    "desk_notes": f"{STORY}[disclaimer]Новость дополняется.[/disclaimer]\n[navigation]Нашли ошибку? Выделите её и нажмите Ctrl+Enter[/navigation]",
    "agency_behind_the_end": f"[body]{LEAD}[/body]\n[body]Когда откроют дорогу, Рид не сказал.[/body] [source_line]Интерфакс[/source_line]",
    "reprint_line": f"{STORY}[source_line]Впервые опубликовано в «Примерной газете» 3 марта.[/source_line]",
    "signature": f"{STORY}[byline]Иван Примеров, РИА Новости[/byline]",
    "name_behind_the_end": f"{STORY}[byline]Мария ОБРАЗЦОВА[/byline]",
    "long_title": "[title]«Мы направим группы»: о чём говорили лидеры двух стран на границе и чего ждать жителям от железной дороги?[/title]\n"
    + STORY,
    "foreign_agent": f"{STORY}[disclaimer]Настоящий материал создан и распространён иностранным агентом «Пример».[/disclaimer]",
}


@pytest.mark.parametrize("name", PAGES)
def test_pages(name: str) -> None:
    marked = read_marked(PAGES[name])
    article = read(marked.text)
    assert article.language == "ru"
    assert blocks_of(article) == marked.blocks


WHOLE = [
    "Источник: «Стороны почти договорились, и оба лидера это знают».",
    "Источник в правительстве сообщил, что дорогу откроют в июне.",
    "Автор письма просил президента открыть дорогу, но ответа не получил.",
    "Фото с переговоров показали в вечернем выпуске, и министр их объяснил.",
    "Читайте письма избирателей, сказал он депутатам, и всё станет ясно.",
    "По теме железной дороги стороны спорили три часа, рассказал переговорщик.",
    "Подготовил проект министр транспорта, а подписала его президент.",
    "Редактор газеты сказал, что письма напечатают в субботу.",
    "Интерфакс — российское агентство, и его корреспондент был в зале.",
    "Дождь — это не беда, сказал министр, и переговоры продолжились.",
    "Поделиться картой границы обе стороны отказались, сообщил посол.",
    "Реклама дороги обошлась бюджету в миллион, подсчитали в палате.",
    "Тема переговоров не менялась: перемирие, дорога и обмен списками.",
    "Ссылка на договор обязательна для обеих сторон, напомнил судья.",
    "Главное — чтобы перемирие соблюдалось, отметила президент.",
    "Видео с камер изучит следствие, сообщили в прокуратуре.",
    "Опубликовано письмо было в июне, но стороны узнали о нём раньше.",
    "Марш (на фото слева) и Рид пожали руки перед началом встречи.",
    "МИД: переговоры на границе продлятся до конца недели, сообщили в ведомстве.",
    "Пресс-служба: стороны не обсуждали цены, сообщила она вечером.",
    "Новости о перемирии пришли вечером, и жители вышли на площадь.",
    "Корреспондент газеты Пётр Образцов спросил о сроках, но ответа не было.",
    "Вторник (4 марта) был днём, когда начались переговоры, сказала она.",
    "Арвония (население девять миллионов) не имеет своей дороги к морю.",
    "В Вантаре (5 марта там шёл снег) делегации встретил мэр города.",
    "Москва — Город контрастов, писал поэт, и делегаты с ним согласились.",
]


@pytest.mark.parametrize("line", WHOLE)
def test_sentences_stay_body(line: str) -> None:
    marked = read_marked(f"{STORY}[body]{line}[/body]\n{MORE}")
    assert blocks_of(read(marked.text)) == marked.blocks


@pytest.mark.parametrize("line", WHOLE)
def test_sentences_are_no_provenance(line: str) -> None:
    article = read(f"{line}\n{read_marked(STORY).text}")
    assert (article.origin, article.author, article.published) == ("", "", None)
    assert "dateline" not in {block.kind for block in article.blocks}


def evidence(article: Article, name: str) -> str:
    return next((e.span.of(article.text) for e in article.evidence if e.field == name), "")


DATELINES = [
    ("МОСКВА, 12 февраля. /ТАСС/.", "ТАСС", "МОСКВА", "12 февраля"),
    ("МОСКВА, 12 фев — РИА Новости.", "РИА Новости", "МОСКВА", "12 фев"),
    ("МОСКВА, 12 фев - РИА Новости, Иван Примеров.", "РИА Новости", "МОСКВА", "12 фев"),
    ("Москва. 12 февраля. INTERFAX.RU -", "INTERFAX.RU", "Москва", "12 февраля"),
    ("Москва. 12 февраля. ИНТЕРФАКС -", "ИНТЕРФАКС", "Москва", "12 февраля"),
    ("12 февраля. Интерфакс -", "Интерфакс", "", "12 февраля"),
    ("МИНСК, 5 марта. /Корр. БЕЛТА/.", "БЕЛТА", "МИНСК", "5 марта"),
    ("МИНСК, 5 мар — Sputnik.", "Sputnik", "МИНСК", "5 мар"),
    ("ПЕКИН, 5 марта /Синьхуа/ --", "Синьхуа", "ПЕКИН", "5 марта"),
    ("САНКТ-ПЕТЕРБУРГ, 5 марта. /ТАСС/.", "ТАСС", "САНКТ-ПЕТЕРБУРГ", "5 марта"),
    ("НЬЮ-ЙОРК, 5 марта. /Корр. ТАСС Иван Примеров/.", "ТАСС", "НЬЮ-ЙОРК", "5 марта"),
    ("ТАСС, 5 марта.", "ТАСС", "", "5 марта"),
    ("АСТАНА. КАЗИНФОРМ -", "КАЗИНФОРМ", "АСТАНА", ""),
    ("КИЕВ. 5 марта. УНН.", "УНН", "КИЕВ", "5 марта"),
    ("ЁЛКИНО, 5 марта. /ТАСС/.", "ТАСС", "ЁЛКИНО", "5 марта"),
    ("МОСКВА –", "", "МОСКВА", ""),
    ("БАКУ, 5 марта, АЗЕРТАДЖ.", "АЗЕРТАДЖ", "БАКУ", "5 марта"),
]


@pytest.mark.parametrize(("line", "origin", "place", "day"), DATELINES)
def test_datelines(line: str, origin: str, place: str, day: str) -> None:
    marked = read_marked(f"[dateline]{line}[/dateline] [body]{LEAD}[/body]\n{MORE}")
    article = read(marked.text)
    assert blocks_of(article) == marked.blocks
    assert (article.origin, evidence(article, "place"), evidence(article, "day")) == (origin, place, day)


D = datetime.date
at = datetime.datetime.fromisoformat
PROVENANCE = [
    ("Автор: Иван Примеров", "", "", {"author": "Иван Примеров", "origin": ""}),
    ("Автор: Иван Примеров, Мария Образцова", "", "", {"author": "Иван Примеров, Мария Образцова"}),
    ("Текст: Иван Примеров, фото: Пётр Образцов", "", "", {"author": "Иван Примеров"}),
    ("", "Подготовила Мария Образцова", "", {"author": "Мария Образцова"}),
    ("", "Подготовил Иван Примеров, РИА Новости", "", {"author": "Иван Примеров", "origin": "РИА Новости"}),
    ("", "Автор: редакция сайта", "", {"author": ""}),
    ("", "Источник: Интерфакс", "https://example.ru/1", {"origin": "Интерфакс", "outlet": "example.ru"}),
    ("", "Источник: «Примерная газета»", "", {"origin": "Примерная газета"}),
    ("", "Источник: пресс-служба президента", "", {"origin": "пресс-служба президента"}),
    ("", "Источник: example.ru", "", {"origin": "example.ru"}),
    ("", "Источник: https://example.ru/1", "", {"origin": ""}),
    ("", "Источник: Интернет", "", {"origin": ""}),
    ("", "По материалам: Reuters", "", {"origin": "Reuters"}),
    ("", "Источник фото: Getty Images", "", {"origin": ""}),
    ("", "Перевод: Мария Образцова", "", {"author": "Мария Образцова"}),
    ("", "Редактор: Мария Образцова", "", {"author": ""}),
    ("", "ТАСС", "", {"origin": "ТАСС"}),
    ("", "© 2025 Интерфакс. Все права защищены.", "https://example.ru/1", {"origin": "Интерфакс"}),
    ("", "© Примерная газета, 2025. Все права защищены.", "https://example.ru/1", {"origin": ""}),
    ("", "Впервые опубликовано на сайте «Пример».", "", {"origin": "Пример"}),
    ("5 марта 2025", "", "", {"published": D(2025, 3, 5)}),
    ("05.03.2025 10:15", "", "", {"published": at("2025-03-05T10:15")}),
    ("10:15, 5 марта 2025", "", "", {"published": D(2025, 3, 5)}),
    ("Опубликовано: 5 марта 2025 г. в 10:15", "", "", {"published": at("2025-03-05T10:15")}),
    ("5 мар 2025, 10:15 МСК", "", "", {"published": at("2025-03-05T10:15")}),
    (
        "",
        "",
        "https://ria.ru/20250305/peregovory-1.html",
        {
            "outlet": "РИА Новости",
            "origin": "РИА Новости",
            "published": D(2025, 3, 5),
            "zone": "Europe/Moscow",
        },
    ),
    ("", "", "https://tass.ru/politika/1", {"outlet": "ТАСС"}),
    ("", "", "https://www.interfax.ru/world/1", {"outlet": "Интерфакс", "origin": "Интерфакс"}),
    ("", "", "https://www.bbc.com/russian/1", {"outlet": "Би-би-си"}),
]


@pytest.mark.parametrize(("above", "below", "url", "expected"), PROVENANCE)
def test_provenance(above: str, below: str, url: str, expected: dict[str, object]) -> None:
    lines = [TITLE, above, read_marked(STORY).text.strip(), below]
    article = read("\n".join(line for line in lines if line), url=url)
    assert {name: getattr(article, name) for name in expected} == expected
    assert article.title == TITLE


def test_an_agency_signs_what_another_serves() -> None:
    text = f"МОСКВА, 5 мар — РИА Новости. {LEAD}\n{read_marked(MORE).text}© 2025 Пример. Все права защищены."
    article = read(text, url="https://www.kommersant.ru/doc/1")
    assert (article.outlet, article.origin) == ("Коммерсантъ", "РИА Новости")
