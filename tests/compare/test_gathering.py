"""Gathering: pages that are given together tell of one contact, each for a side."""

import datetime

import pytest

from readout.errors import OptionError
from readout.model import Page
from readout.pipeline import read_page
from readout.run.comparing import compare_readings
from readout.run.gathering import gather_reports

ZH = "3月5日晚，国家主席习近平应约同俄罗斯总统普京通电话。双方同意保持沟通。"
RU = "Состоялся телефонный разговор Владимира Путина с Председателем КНР Си Цзиньпином. Стороны условились продолжать контакты."
US = "President Trump spoke by phone today with President Zelenskyy of Ukraine. They agreed to extend the truce by 30 days."
OWN = "Я провёл разговор с Президентом США Дональдом Трампом. Мы договорились продлить перемирие на 20 дней."
VIDEO = (
    "President Trump met virtually today with President Xi Jinping of China. They agreed to stay in touch."
)
CALL = "国家主席习近平今天同美国总统特朗普通电话。双方同意保持联系。"


def read(name: str, text: str, **facts):
    page = Page(id=name, content=text.encode(), media_type="text/plain", charset="utf-8", **facts)
    return read_page(page)


def sides_of(*readings, **options):
    gathered = list(gather_reports(readings, **options))
    return [[report.side for report in reports] for reports in gathered]


def test_bare_texts_are_told_by_the_sides_that_write_in_their_languages():
    assert sides_of(read("zh", ZH), read("ru", RU)) == [["china", "russia"]]


def test_the_side_that_is_left_has_the_page_that_is_left():
    own = (
        "Президент Украины Владимир Зеленский провёл телефонный разговор с Президентом США Дональдом Трампом."
    )
    assert sides_of(read("us", US), read("ua", own)) == [["united-states", "ukraine"]]


def test_another_outlets_page_is_nobodys_own():
    served = read("zh", ZH, url="https://news.example/1.html")
    assert sides_of(served, read("ru", RU)) == [["", "russia"]]


def test_a_page_in_the_first_person_tells_of_the_contact_too():
    gathered = list(gather_reports([read("us", US), read("ua", OWN)], sides=("united-states", "ukraine")))
    assert [report.told.parties for report in gathered[0]] == [("Trump", "Zelenskyy")] * 2


def test_one_sides_video_meeting_is_the_others_call():
    assert sides_of(read("zh", CALL), read("us", VIDEO)) == [["china", "united-states"]]


def test_pages_of_other_parties_are_not_compared():
    other = read("en", "President Macron met Chancellor Scholz in Berlin on Monday.")
    assert sides_of(other) == []


def test_a_contact_that_is_not_there_is_an_error():
    with pytest.raises(OptionError, match="no contact 'c7'"):
        list(gather_reports([read("zh", ZH)], contact="c7"))


def test_a_truces_lengths_contradict_though_no_contact_has_them():
    day = datetime.date(2031, 3, 5)
    texts = US + " The truce will last 60 days.", OWN + " Перемирие продлится 45 дней."
    pair = [read(name, text, published=day) for name, text in zip(("us", "ua"), texts, strict=True)]
    (compared,) = compare_readings(pair, sides=("united-states", "ukraine"), likeness=False)
    kinds = {d.kind for row in compared.comparison.rows for d in row.differences}
    assert "number" in kinds
