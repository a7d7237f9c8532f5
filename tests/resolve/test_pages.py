"""The entities of a page: short and bare names in the light of what the page names beside them."""

import datetime

import pytest

import readout
from readout.resolve import entities_of, load_resolver


def read(text: str, language: str, day: str) -> dict[str, tuple[str, bool]]:
    """The naming strings of a page's rows: the id of each, and whether it is known."""
    reading = readout.read_text(text, language=language, published=datetime.date.fromisoformat(day))
    return {name: (entity.id, entity.known) for name, entity in entities_of(reading, load_resolver())}


@pytest.mark.parametrize(
    ("text", "language", "day", "name", "id"),
    [
        # a namesake is told by the office and country before the name
        ("库克群岛总理布朗12日表示，渔业谈判进展顺利。", "zh", "2025-02-13", "布朗", "mark-brown"),
        ("英国首相布朗12日表示，预算下月公布。", "zh", "2009-02-13", "布朗", "gordon-brown"),
        # a bare ministry takes the country of its paragraph
        ("乌克兰代表团3日抵达。外交部3日表示，会谈将持续两天。", "zh", "2025-03-04", "外交部", "ukraine-foreign-ministry"),
        # who holds an office on the day
        ("美国总统3日表示，协议即将达成。", "zh", "2023-03-04", "美国总统", "joe-biden"),
        ("美国总统3日表示，协议即将达成。", "zh", "2025-03-04", "美国总统", "donald-trump"),
        ("Russian Foreign Minister Lavrov said on Monday that talks would go on.", "en", "2025-03-04", "Lavrov", "sergei-lavrov"),
        ("Президент России Владимир Путин заявил, что переговоры продолжатся.", "ru", "2025-03-04", "Путин", "vladimir-putin"),
    ],
)  # fmt: skip
def test_a_name_is_read_in_the_light_of_its_page(text, language, day, name, id):
    assert read(text, language, day).get(name) == (id, True)


@pytest.mark.parametrize(
    ("text", "language", "day", "name"),
    [
        ("体育评论员谢尔盖·特朗普3日表示，比赛精彩。", "zh", "2025-03-04", "谢尔盖·特朗普"),
        ("工会主席布朗12日表示，罢工将继续。", "zh", "2025-02-13", "布朗"),
    ],
)
def test_a_stranger_stays_one(text, language, day, name):
    found = read(text, language, day)
    assert name in found
    assert not found[name][1]


def test_a_page_gives_the_same_entities_every_time():
    reading = readout.read_text(
        "俄罗斯总统普京3日表示，双方将会谈。外交部发言人3日证实了消息。",
        language="zh",
        published="2025-03-04",
    )
    found = entities_of(reading, load_resolver())
    assert found == entities_of(reading, load_resolver())
    assert next(name for name, _ in found) == "普京"


def test_a_page_without_rows_has_none():
    assert entities_of(readout.read_text("天气晴。", language="zh"), load_resolver()) == ()
