"""Russian time phrases: what is one, what is none, and which day each stands for."""

import datetime
import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.language import load_lexicon
from readout.language.entries import TimeWord
from readout.model import When
from readout.resolve import resolve_times
from readout.spot import find_times

RU = load_lexicon("ru")
PUBLISHED = datetime.date(2025, 2, 13)  # a Thursday


def find(text: str) -> list[str]:
    return [phrase.span.of(text) for phrase in find_times(text, None, RU)]


def resolve(text: str, published: datetime.date | None = PUBLISHED) -> list[When]:
    return list(resolve_times(find_times(text, None, RU), published=published, zone=""))


@pytest.mark.parametrize("entry", RU.times, ids=lambda entry: entry.forms[0])
def test_every_word_is_found_in_its_example(entry: TimeWord) -> None:
    text = re.sub(r"[\[\]]", "", entry.example)
    assert set(re.findall(r"\[(.+?)\]", entry.example)) <= set(find(text))


@pytest.mark.parametrize(
    "marked",
    [
        "Министры встретились в [среду] и встретятся [завтра].",
        "[Вчера] министры встретились, на [прошлой неделе] — нет.",
        "Договор от [12 февраля 2025 года] сменил договор от [5 мая 1998 г.]",
        "Встреча прошла в [среду, 12 февраля, в 16:00 мск].",
        "Встреча прошла [12 февраля в 16:00 по киевскому времени].",
        "Учения идут [с 3 по 5 мая], затем [10-12 июня 2025 года].",
        "Учения идут [с понедельника по среду].",
        "Учения идут [с 28 февраля по 3 марта 2024 года].",
        "[Вечером в четверг] и [утром 12 февраля] было тихо.",
        "Порт обстреляли [в ночь на 13 февраля].",
        "Дело закроют [до конца года], то есть [к концу декабря].",
        "В [2022–2023 годах] и в [1990-х] торговля росла.",
        "В [первом квартале 2025 года] и [весной прошлого года] торговля росла.",
        "[С\xa02014\xa0года] идут споры.",
        "Он приехал в [мае прошлого года] и в [конце марта].",
        "[Два дня назад] он был здесь, и [неделю назад] тоже.",
        "Опубликовано [12.02.2025]",
    ],
)
def test_times(marked: str) -> None:
    text = re.sub(r"[\[\]]", "", marked)
    assert find(text) == re.findall(r"\[(.+?)\]", marked)


@pytest.mark.parametrize(
    "text",
    [
        "Завод загрязняет окружающую среду.",
        "В среде экспертов ждут перемен.",
        "Марта и Майя приехали; Августина осталась.",
        "С каждым днём всё труднее.",
        "Партия получила 2025 голосов.",
        "Стоит 2,5 млн рублей, счёт 16:9 не засчитан.",
        "Это дело года, конец войны, начало пути.",
        "Каждый понедельник совет заседает.",
        "От одного года до трёх лет.",
        "Агентство «Россия сегодня» молчит.",
        "",
    ],
)
def test_no_times(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("Они встретились в среду.", "2025-02-12", "day"),
        ("Они встретились в пятницу.", "2025-02-07", "day"),
        ("Они встретятся в пятницу.", "2025-02-14", "day"),
        ("В пятницу Саволайнен прибудет в Орвель.", "2025-02-14", "day"),
        ("Он сказал в пятницу, что приедет.", "2025-02-07", "day"),
        ("Встреча назначена на понедельник.", "2025-02-17", "day"),
        ("вчера", "2025-02-12", "day"),
        ("позавчера", "2025-02-11", "day"),
        ("два дня назад", "2025-02-11", "day"),
        ("двадцать пять дней назад", "2025-01-19", "day"),
        ("неделю назад", "2025-02-03/2025-02-09", "week"),
        ("три года назад", "2022", "year"),
        ("на прошлой неделе", "2025-02-03/2025-02-09", "week"),
        ("в начале следующей недели", "2025-02-17/2025-02-19", "week"),
        ("на выходных", "2025-02-08/2025-02-09", "week"),
        ("в прошлую пятницу", "2025-02-07", "day"),
        ("в следующую среду", "2025-02-19", "day"),
        ("в среду вечером", "2025-02-12", "part"),
        ("прошлой ночью", "2025-02-12", "part"),
        ("12 февраля", "2025-02-12", "day"),
        ("12 февраля 2025 года", "2025-02-12", "day"),
        ("28 декабря", "2024-12-28", "day"),
        ("12.02.2025", "2025-02-12", "day"),
        ("в марте", "2025-03", "month"),
        ("в ноябре", "2024-11", "month"),
        ("в конце марта", "2025-03", "month"),
        ("в мае прошлого года", "2024-05", "month"),
        ("5 мая прошлого года", "2024-05-05", "day"),
        ("в 2022 году", "2022", "year"),
        ("в начале 2024 года", "2024", "year"),
        ("в прошлом году", "2024", "year"),
        ("до конца года", "../2025", "open"),
        ("к 1 марта", "../2025-03-01", "open"),
        ("с февраля 2022 года", "2022-02/..", "open"),
        ("в 2022-2023 годах", "2022/2023", "range"),
        ("в 1990-х годах", "1990/1999", "range"),
        ("в 90-е годы", "1990/1999", "range"),
        ("в первом квартале 2025 года", "2025-01/2025-03", "season"),
        ("в IV квартале", "2024-10/2024-12", "season"),
        ("прошлым летом", "2024-06/2024-08", "season"),
        ("с 3 по 5 мая", "2025-05-03/2025-05-05", "range"),
        ("с понедельника по среду", "2025-02-10/2025-02-12", "range"),
        ("с 28 февраля по 3 марта 2024 года", "2024-02-28/2024-03-03", "range"),
        ("3–5 марта", "2025-03-03/2025-03-05", "range"),
        ("за последние три дня", "2025-02-10/2025-02-12", "range"),
        ("в 9 часов утра в среду", "2025-02-12", "hour"),
    ],
)
def test_resolved(text: str, iso: str, precision: str) -> None:
    (when,) = resolve(text)
    assert (when.iso, when.precision) == (iso, precision)


@pytest.mark.parametrize(
    "text", ["недавно", "в последние дни", "в ближайшие недели", "на днях", "30 февраля"]
)
def test_unresolved(text: str) -> None:
    assert find(text)
    assert resolve(text) == []


@pytest.mark.parametrize(
    ("text", "time", "zone"),
    [
        ("в 16:00 мск", "16:00", "Europe/Moscow"),
        ("12 февраля в 3:30 по киевскому времени", "03:30", "Europe/Kyiv"),
        ("в 7 часов вечера по местному времени", "19:00", "local"),
        ("в три часа ночи", "03:00", ""),
        ("в полдень 12 февраля", "12:00", ""),
    ],
)
def test_clock_and_zone_stay_as_written(text: str, time: str, zone: str) -> None:
    (when,) = resolve(text)
    assert (when.time, when.zone) == (time, zone)


@pytest.mark.parametrize(
    ("text", "isos"),
    [
        ("Они прибыли 10 февраля. На следующий день они уехали.", ["2025-02-10", "2025-02-11"]),
        ("Они прибыли 10 февраля и уехали через три дня.", ["2025-02-10", "2025-02-13"]),
        ("Они встретились 10 февраля. В тот же день он уехал.", ["2025-02-10", "2025-02-10"]),
    ],
)
def test_days_that_lean_on_earlier_ones(text: str, isos: list[str]) -> None:
    assert [when.iso for when in resolve(text)] == isos


SCRAPS = st.sampled_from(
    [
        *" ,.-–:()\n19",
        *(
            "2025",
            "2022",
            "12",
            "мая",
            "марта",
            "февраля",
            "среду",
            "пятницу",
            "вчера",
            "неделе",
            "года",
            "году",
        ),
        *("в", "на", "с", "по", "до", "к", "конце", "начале", "прошлом", "прошлой", "16:00", "мск", "утра"),
        *("два", "дня назад", "последние", "дней", "1990-х", "квартале", "первом", "будет", "заявил"),
    ]
)


@given(
    st.lists(SCRAPS, max_size=20).map(" ".join) | st.lists(SCRAPS, max_size=20).map("".join),
    st.none() | st.dates(),
)
def test_laws(text: str, published: datetime.date | None) -> None:
    phrases = find_times(text, None, RU)
    spans = [phrase.span for phrase in phrases]
    assert all(span.stop <= len(text) for span in spans)
    assert all(left.stop <= right.start for left, right in itertools.pairwise(spans))
    whens = resolve_times(phrases, published=published, zone="")
    assert {when.span for when in whens} <= set(spans)
    for when in whens:
        if when.start and when.stop:
            assert when.start <= when.stop
