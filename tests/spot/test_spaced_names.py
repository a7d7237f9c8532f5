"""Names of spaced languages, as marked texts: {kind|name|what stands in the text}, or {kind|name} where that is the name."""

import datetime
import re

import pytest

from readout.language import load_lexicon
from readout.model import Article, Block, Span
from readout.pipeline import read_article

_MARK = re.compile(r"\{(\w+)\|([^|}]+)(?:\|([^}]+))?\}")
_SHOWN = ("person", "body", "country", "place", "outlet")


def unmark(marked: str) -> tuple[str, list[tuple[str, str, str]]]:
    """The text, and kind, name and words of its marks in order."""
    marks = [(m[1], m[2], m[3] or m[2]) for m in _MARK.finditer(marked)]
    return _MARK.sub(lambda m: m[3] or m[2], marked), marks


def find(text: str, code: str) -> list[tuple[str, str, str]]:
    article = Article(
        text=text,
        language=code,
        blocks=(Block(kind="body", span=Span(0, len(text))),),
        published=datetime.date(2025, 2, 13),
    )
    mentions = read_article("page", article, load_lexicon(code)).mentions
    return [(m.kind, m.name, m.span.of(text)) for m in mentions if m.kind in _SHOWN]


ENGLISH = [
    # known names, by any of their forms; the name is the shortest that the page has
    "{country|Russia|Russian} President {person|Putin|Vladimir Putin} called {person|Macron|Emmanuel Macron}. {person|Putin} waited.",
    "The {body|Kremlin} and the {body|White House} disagree, {outlet|Reuters} reported.",
    "Talks in {place|Riyadh} ended, the {body|State Department} said.",
    "The {country|United States|U.S.} and the {body|EU} agreed; {country|China|China}'s envoy did not.",
    "{country|China|Chinese} and {country|Japan|Japanese} ships met off {country|Taiwan}.",
    # names that only the page has
    "Ruritanian spokeswoman {person|Berglund|Ada Berglund} denied it. In the end {person|Berglund} left.",
    "“We will wait,” said {person|Marsden|Lou Marsden}, a farmer.",
    "{person|van der Aske|Karel van der Aske}, 54, agreed. {person|van der Aske|Van der Aske} has two sons.",
    "{person|Marsden|J. T. Marsden} wrote it.",
    "Two people spoke: {person|Ada Holm} and {person|Peter Holm}. Later {person|Ada Holm} left.",
    "Mr. {person|Brown} was late, but brown bread was left.",
    # bodies, places and outlets by their words
    "The {body|Department of Land and Water} and the {body|Tarnby Police Department} knew.",
    "The {body|Ruritanian Interior Ministry} closed the {place|Tarn River}.",
    "The {outlet|Tarn Valley Herald} asked the {body|Institute for Northern Studies}.",
    "The {body|Northern Grain Board} ({body|NGB}) refused.",
    "They slept near {place|Tarnby} and left.",
    # no names
    "Nobody spoke. However, they left on Monday in May.",
    "He may march in spring, whatever the price.",
    "Long Queues At Empty Shops Worry Small Towns.",
    "The president met the minister of finance.",
    "us and them",
    "The King's Speech will follow, a turkey was served.",
    # a street or a body is not whom it is called after
    "The {place|Putin Avenue} was closed.",
    "The {body|Trump Foundation} paid.",
]
RUSSIAN = [
    # one stem of two names: the one with more of the word's letters, in every run
    "Делегация {country|Китай|Китая} прилетела в {place|Кито}, сообщил {outlet|ТАСС}.",
    "Президент {country|Россия|России} {person|Путин|Владимир Путин} позвонил {person|Макрон|Эмманюэлю Макрону}. Говорил {person|Путин}.",
    "Об этом заявил пресс-секретарь {person|Песков|Дмитрий Песков}. По словам {person|Песков|Пескова}, {body|Кремль} ждёт.",
    "Переговоры прошли в {place|Москва|Москве} и {place|Анкара|Анкаре}.",
    "{body|МИД РФ} и {body|Госдеп} обменялись нотами, сообщил {outlet|ТАСС}.",
    "Советник {person|Берглунд|Ада Берглунд} отказалась. К {person|Берглунд} подошли журналисты.",
    "Депутат {person|Аскер|Йон Карлович Аскер} ответил. {person|Аскер|Аскеру} возразили, {person|Аскер|Аскером} недовольны.",
    "{body|Министерство внутренних дел Руритании} сообщило об этом.",
    "В {body|МИД|МИДе} отказались от комментариев.",
    "Заявление {body|Комитет по торговле|Комитета по торговле} опубликовано.",
    "{country|Украина|Украинские} и {country|Турция|турецкие} дипломаты встретились.",
    # no names
    "В понедельник стороны встретились снова.",
    "Министр заявил, что мир близок, а лев спит.",
    "Говорят, что пол был грязный.",
]


@pytest.mark.parametrize("marked", ENGLISH)
def test_english_names(marked):
    text, marks = unmark(marked)
    assert find(text, "en") == marks


@pytest.mark.parametrize("marked", RUSSIAN)
def test_russian_names(marked):
    text, marks = unmark(marked)
    assert find(text, "ru") == marks


def test_a_name_that_no_ending_fits_is_another():
    assert ("person", "Сайто", "Сайт") not in find("Сайт закрыт, сообщил Путин.", "ru")
