"""Contacts of languages with spaces, in sentences of our own: type, parties, status, day, place."""

import datetime

import pytest

from readout.language import load_lexicon
from readout.model import Article, Block, Contact, Span
from readout.pipeline import read_article


def read_contacts(text: str, language: str) -> tuple[Contact, ...]:
    """The contacts of a plain text of 13 February 2025, each line a paragraph."""
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(kind="body", span=Span(at, at + len(line))))
        at += len(line) + 1
    article = Article(
        text=text,
        language=language,
        blocks=tuple(blocks),
        published=datetime.date(2025, 2, 13),
        zone="Europe/London",
    )
    return read_article("test", article, load_lexicon(language)).contacts


KNOWN = "Иван Петров, Сергей Орлов и Карел Аске — политики.\n"  # whom a page names so is known in every case
Row = tuple[str, set[str], str, str | None, str]

ENGLISH: list[tuple[str, Row]] = [
    (
        "President Karel Aske has spoken several times with Prime Minister Ada Berglund.",
        ("call", {"Aske", "Berglund"}, "happened", None, ""),
    ),
    (
        "President Karel Aske will host Prime Minister Ada Berglund in Geneva tomorrow.",
        ("meeting", {"Aske", "Berglund"}, "planned", "2025-02-14", "Geneva"),
    ),
    (
        "President Karel Aske and Prime Minister Ada Berglund spoke by phone on Tuesday and agreed to meet in Geneva.",
        ("meeting", {"Aske", "Berglund"}, "planned", None, "Geneva"),
    ),
    (
        "President Karel Aske spoke today with Prime Minister Ada Berglund of Norway.",
        ("call", {"Aske", "Berglund"}, "happened", "2025-02-13", ""),
    ),
    (
        "President Karel Aske met with Prime Minister Ada Berglund in Geneva on Monday to discuss fishing.",
        ("meeting", {"Aske", "Berglund"}, "happened", "2025-02-10", "Geneva"),
    ),
    (
        "President Karel Aske and Prime Minister Ada Berglund will meet in Geneva tomorrow.",
        ("meeting", {"Aske", "Berglund"}, "planned", "2025-02-14", "Geneva"),
    ),
    (
        "In a phone call with President Karel Aske on Tuesday, Prime Minister Ada Berglund thanked the fishermen.",
        ("call", {"Aske", "Berglund"}, "happened", "2025-02-11", ""),
    ),
    (
        "Talks between Norway and Sweden resumed in Geneva on Monday.",
        ("conference", {"Norway", "Sweden"}, "happened", "2025-02-10", "Geneva"),
    ),
    (
        "Prime Minister Ada Berglund, who visited Norway on Monday, spoke of fish.",
        ("visit", {"Berglund", "Norway"}, "happened", "2025-02-10", "Norway"),
    ),
    (
        "President Karel Aske cancelled his visit to Norway.",
        ("visit", {"Aske", "Norway"}, "denied", None, "Norway"),
    ),
    (
        "President Karel Aske hosted Prime Minister Ada Berglund at the White House on Monday.",
        ("meeting", {"Aske", "Berglund"}, "happened", "2025-02-10", "White House"),
    ),
    (
        "President Karel Aske sent a letter to Prime Minister Ada Berglund on Monday.",
        ("letter", {"Aske", "Berglund"}, "happened", "2025-02-10", ""),
    ),
    (
        "Norway signed an agreement with Sweden on Monday.",
        ("signing", {"Norway", "Sweden"}, "happened", "2025-02-10", ""),
    ),
    (
        "President Karel Aske called Prime Minister Ada Berglund on Monday to thank her.",
        ("call", {"Aske", "Berglund"}, "happened", "2025-02-10", ""),
    ),
    (
        "President Karel Aske flew to Sweden on Monday to meet with Prime Minister Ada Berglund.",
        ("meeting", {"Aske", "Berglund"}, "happened", "2025-02-10", ""),
    ),
    (
        "President Karel Aske met Prime Minister Ada Berglund and Foreign Minister Jon Lund on Monday.",
        ("meeting", {"Aske", "Berglund", "Lund"}, "happened", "2025-02-10", ""),
    ),
    (
        "US-Russia talks began in Riyadh on Tuesday.",
        ("conference", {"United States", "Russia"}, "happened", "2025-02-11", "Riyadh"),
    ),
    (
        "Prime Minister Ada Berglund denied that President Karel Aske would meet Foreign Minister Jon Lund.",
        ("meeting", {"Aske", "Lund"}, "denied", None, ""),
    ),
    (
        "Readout of President Karel Aske’s Call with Prime Minister Ada Berglund of Norway.",
        ("call", {"Aske", "Berglund"}, "happened", None, ""),
    ),
    (
        "After his meeting with Prime Minister Ada Berglund, President Karel Aske flew home.",
        ("meeting", {"Aske", "Berglund"}, "happened", None, ""),
    ),
    (
        "President Karel Aske proposed a meeting with Prime Minister Ada Berglund.",
        ("meeting", {"Aske", "Berglund"}, "proposed", None, ""),
    ),
]

NOT_ENGLISH = [
    "The builders met the deadline.",
    "Visit our website for more.",
    "President Karel Aske called for peace.",
    "It was a meeting of minds.",
    "President Karel Aske called Prime Minister Ada Berglund a liar.",
    "The talks will go on.",
    "Norway met Sweden's demands.",
    "President Karel Aske hosted the Winter Games.",
    "The press conference lasted an hour.",
    "She received the support of Norway.",
    "Sweden beat Norway in the final.",
    "He spoke to reporters about fish.",
    "The meeting room is on the third floor.",
    "President Karel Aske welcomed Norway's decision.",
]

RUSSIAN: list[tuple[str, Row]] = [
    (
        "Президент Карел Аске встретился в понедельник в Женеве с премьер-министром Иваном Петровым.",
        ("meeting", {"Аске", "Петров"}, "happened", "2025-02-10", "Женева"),
    ),
    (
        "Состоялся телефонный разговор президента Карела Аске с премьер-министром Иваном Петровым.",
        ("call", {"Аске", "Петров"}, "happened", None, ""),
    ),
    (
        "Президент Иван Петров встретится с министром Сергеем Орловым.",
        ("meeting", {"Петров", "Орлов"}, "planned", None, ""),
    ),
    (
        "Президент Иван Петров посетил Норвегию.",
        ("visit", {"Петров", "Норвегия"}, "happened", None, "Норвегия"),
    ),
    (
        "Президент Иван Петров отменил визит в Норвегию.",
        ("visit", {"Петров", "Норвегия"}, "denied", None, "Норвегия"),
    ),
    (
        "Переговоры между Норвегией и Швецией начались в понедельник.",
        ("conference", {"Норвегия", "Швеция"}, "happened", "2025-02-10", ""),
    ),
    (
        "В понедельник состоялась встреча Ивана Петрова и Сергея Орлова.",
        ("meeting", {"Петров", "Орлов"}, "happened", "2025-02-10", ""),
    ),
    (
        "В телефонном разговоре с президентом Иваном Петровым министр Сергей Орлов поблагодарил рыбаков.",
        ("call", {"Петров", "Орлов"}, "happened", None, ""),
    ),
    (
        "Визит президента Ивана Петрова в Норвегию запланирован на май.",
        ("visit", {"Петров", "Норвегия"}, "planned", "2025-05", "Норвегия"),
    ),
    (
        "Встреча Ивана Петрова и Сергея Орлова не планируется.",
        ("meeting", {"Петров", "Орлов"}, "denied", None, ""),
    ),
    (
        "Иван Петров вместе с Сергеем Орловым едет в Норвегию.",
        ("visit", {"Петров", "Орлов", "Норвегия"}, "planned", None, "Норвегия"),
    ),
    (
        "Норвегия и Швеция подписали соглашение.",
        ("signing", {"Норвегия", "Швеция"}, "happened", None, ""),
    ),
]

NOT_RUSSIAN = [
    "Парламент принял закон.",
    "Президент Иван Петров принял предложение Сергея Орлова.",
    "Переговоры продолжаются.",
    "Рабочие встретили рассвет.",
    "Сайт посетили тысячи читателей.",
    "Команда принимает гостей в субботу.",
    "Он говорил о разговорах на кухне.",
    "Письмо осталось без ответа.",
    "Поезд прибыл с опозданием.",
    "Саммит мира Иван Петров назвал пустым.",
]


def rows(text: str, language: str) -> list[Row]:
    return [
        (c.type, set(c.parties), c.status, c.when.iso if c.when else None, c.place)
        for c in read_contacts(text, language)
    ]


@pytest.mark.parametrize(("text", "row"), ENGLISH)
def test_an_english_contact(text: str, row: Row) -> None:
    assert row in rows(text, "en")


@pytest.mark.parametrize("text", NOT_ENGLISH)
def test_no_english_contact(text: str) -> None:
    assert not rows(text, "en")


@pytest.mark.parametrize(("text", "row"), RUSSIAN)
def test_a_russian_contact(text: str, row: Row) -> None:
    assert row in rows(KNOWN + text, "ru")


@pytest.mark.parametrize("text", NOT_RUSSIAN)
def test_no_russian_contact(text: str) -> None:
    assert not rows(KNOWN + text, "ru")


def test_a_call_told_twice_is_one_with_its_length() -> None:
    text = (
        "President Karel Aske spoke today with Prime Minister Ada Berglund.\n"
        "The call between Aske and Berglund lasted 90 minutes."
    )
    calls = [c for c in read_contacts(text, "en") if c.type == "call"]
    assert len(calls) == 1
    assert calls[0].duration
    assert calls[0].duration.iso == "PT90M"


def test_who_joined_a_call_is_a_party_and_who_asked_for_it_its_initiator() -> None:
    text = (
        "President Karel Aske spoke today with Prime Minister Ada Berglund.\n"
        "The President was joined on the call by Foreign Minister Jon Lund.\n"
        "The call was held at the request of Berglund."
    )
    (call,) = read_contacts(text, "en")
    assert set(call.parties) == {"Aske", "Berglund", "Lund"}
    assert call.initiator == "Berglund"


def test_who_asked_for_a_call_may_be_a_side() -> None:
    text = (
        KNOWN + "Иван Петров и Сергей Орлов провели телефонный разговор по инициативе американской стороны."
    )
    (call,) = read_contacts(text, "ru")
    assert call.initiator == "США"


def test_guests_met_separately_are_two_meetings() -> None:
    text = (
        "President Karel Aske met separately with Prime Minister Ada Berglund and Foreign Minister Jon Lund."
    )
    assert [set(c.parties) for c in read_contacts(text, "en")] == [{"Aske", "Berglund"}, {"Aske", "Lund"}]


def test_topics_stand_in_the_order_of_the_text() -> None:
    text = (
        "President Karel Aske met today with Prime Minister Ada Berglund.\n"
        "They discussed fishing quotas, the northern border, and trade."
    )
    (meeting,) = read_contacts(text, "en")
    assert [t.of(text) for t in meeting.topics] == ["fishing quotas", "the northern border", "trade"]


def test_no_mention_is_evidence_of_two_parties() -> None:
    text = "On the sidelines of the NATO summit, President Karel Aske met with Prime Minister Ada Berglund."
    for contact in read_contacts(text, "en"):
        spans = [e.span for e in contact.evidence if e.field == "party"]
        assert len(spans) == len(set(spans)) == len(contact.parties)


def test_initials_end_no_sentence() -> None:
    text = (
        "President Karel Aske spoke today with Governor J.B. Lund, Governor Ada Berglund, and Mayor Jon Orre."
    )
    (call,) = read_contacts(text, "en")
    assert set(call.parties) == {"Aske", "Lund", "Berglund", "Orre"}
