"""Contacts of a ledger, merged across pages and languages; people's judgements on them. Every text is our own."""

import datetime

import pytest

from readout.errors import LedgerError, OptionError
from readout.ledger import Store, add_judgement, find_last
from readout.model import Judgement, Page
from readout.run.adding import add_sources
from readout.run.contacts import find_merged, merge_ledger, report_of

CHINESE = """海岸通讯社利马3月18日电 秘鲁总统萨利纳斯18日应约同智利总统贝尔纳莱斯通电话，通话持续了大约一个小时。
萨利纳斯表示，秘鲁愿意为铁路改造提供贷款。"""
ENGLISH = """LIMA, March 19 (Coast Agency) - Peruvian President Mateo Salinas held a phone call with Chilean \
President Lucia Bernales on March 18.
Salinas said Peru was ready to lend money for the railway."""
RUSSIAN = """Лима, 19 марта. Президент Перу Матео Салинас 18 марта провёл телефонный разговор \
с президентом Чили Лусией Берналес.
Салинас заявил, что Перу готово предоставить кредит на ремонт железной дороги."""
LATER = """海岸通讯社利马3月25日电 秘鲁总统萨利纳斯25日再次同智利总统贝尔纳莱斯通电话，讨论港口问题。"""
PLANNED = (
    """海岸通讯社利马3月16日电 秘鲁外交部16日宣布，秘鲁总统萨利纳斯将于18日同智利总统贝尔纳莱斯通电话。"""
)


def page(text, url, published, language):
    return Page(
        id=url,
        url=url,
        content=text.encode(),
        media_type="text/plain",
        charset="utf-8",
        language=language,
        published=datetime.date.fromisoformat(published),
    )


PAGES = (
    page(CHINESE, "https://zh.example.org/call", "2025-03-19", "zh"),
    page(ENGLISH, "https://en.example.org/call", "2025-03-19", "en"),
    page(RUSSIAN, "https://ru.example.org/call", "2025-03-20", "ru"),
    page(LATER, "https://zh.example.org/later", "2025-03-25", "zh"),
    page(PLANNED, "https://zh.example.org/planned", "2025-03-16", "zh"),
)


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "desk.db")
    assert add_sources(store, PAGES).new == len(PAGES)
    return store


def calls(store):
    return [contact for contact in merge_ledger(store) if contact.type == "call"]


def judge(store, row, verdict, other="", *, minute=0):
    at = datetime.datetime(2025, 5, 1, 12, minute, tzinfo=datetime.UTC)
    judgement = Judgement(row=row, verdict=verdict, by="desk", at=at, other=other)
    add_judgement(store, judgement)


def addresses(contact):
    return [joined.report.address.removeprefix("https://") for joined in contact.reports]


def test_one_call_in_three_languages_is_one_contact_and_the_next_another(store):
    first, second = calls(store)
    assert sorted(addresses(first)) == [
        "en.example.org/call",
        "ru.example.org/call",
        "zh.example.org/call",
        "zh.example.org/planned",
    ]
    assert (first.start, first.status) == ("2025-03-18", "happened")
    assert first.first_published.address == "https://zh.example.org/planned"
    assert (first.first_planned.day, first.first_happened.day) == ("2025-03-16", "2025-03-19")
    assert [fact.value for fact in first.facts_of("duration")] == ["PT60M"]
    assert addresses(second) == ["zh.example.org/later"]


def test_a_page_that_comes_later_is_in_its_contact(tmp_path):
    store = Store(tmp_path / "desk.db")
    add_sources(store, PAGES[:2])
    (before,) = calls(store)
    add_sources(store, PAGES[2:3])
    (after,) = calls(store)
    assert (len(before.reports), len(after.reports), after.id) == (2, 3, before.id)
    copy = page(CHINESE, "https://copy.example.org/call", "2025-03-19", "zh")
    add_sources(store, [copy])
    (copied,) = calls(store)
    assert len(copied.reports) == 4


def test_the_ledger_in_another_order_has_the_same_contacts(store, tmp_path):
    other = Store(tmp_path / "other.db")
    add_sources(other, reversed(PAGES))
    assert merge_ledger(other) == merge_ledger(store)


def test_a_contact_is_found_by_its_id_and_by_that_of_any_report(store):
    first, second = calls(store)
    for joined in first.reports:
        assert find_merged(store, joined.report.id) == first
        assert find_merged(store, f"m{joined.report.id[1:9]}") == first
    assert find_merged(store, second.id) == second
    assert report_of("m0123abcd") == "c0123abcd"
    assert report_of("main.html") == "main.html"
    with pytest.raises(LedgerError, match="nothing in the ledger"):
        find_merged(store, "m00000000")


def test_people_part_and_join_contacts_and_take_it_back(store):
    first, second = calls(store)
    plan, russian = (
        next(j.report.id for j in first.reports if site in j.report.address) for site in ("planned", "//ru.")
    )
    judge(store, russian, "different", plan)
    assert len(calls(store)) == 3
    undo(store, russian, minute=1)
    assert calls(store) == [first, second]
    judge(store, second.reports[0].report.id, "same", plan, minute=2)
    (one,) = calls(store)
    assert len(one.reports) == 5
    undo(store, plan, minute=3)
    assert calls(store) == [first, second]


def undo(store, row, *, minute):
    judge(store, row, "undo", find_last(store, row).id, minute=minute)


def test_a_report_that_is_wrong_is_in_no_contact(store):
    _, second = calls(store)
    row = second.reports[0].report.id
    judge(store, row, "wrong")
    assert len(calls(store)) == 1
    with pytest.raises(OptionError, match="judged wrong"):
        find_merged(store, row)
    judge(store, row, "right", minute=1)
    assert len(calls(store)) == 2
