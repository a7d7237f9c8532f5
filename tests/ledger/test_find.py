"""Finding: words of any language, cells, and reports counted apart from what they report."""

import pytest

from readout.errors import LedgerError, OptionError
from readout.ledger import (
    Query,
    find_contact_ids,
    find_contact_pages,
    find_contacts,
    find_families,
    find_id,
    find_pages,
    find_speakers,
    find_statements,
    page_of,
)
from readout.ledger.words import find_words, parse_query, to_fts5, to_tsquery
from tests.ledger.made import add, make_page, make_pages


@pytest.fixture
def full(store):
    add(store, *make_pages())
    return store


@pytest.mark.parametrize(
    ("query", "speakers"),
    [
        (Query(words="铁路 贷款"), ["萨利纳斯"]),
        (Query(words='"铁路改造"'), ["萨利纳斯"]),
        (Query(words='"改造铁路"'), []),
        (Query(words="帕斯"), ["帕斯"]),
        (Query(words="税"), ["罗梅罗"]),
        (Query(words="边境 -口岸"), ["萨利纳斯"]),
        (Query(speaker="罗梅罗", act="warn"), ["罗梅罗"]),
        (Query(channel="post"), ["梅迪纳"]),
        (Query(act="deny", until="2025-03-18"), []),
        (Query(act="deny", since="2025-03-19", until="2025-03-19"), ["科尔多瓦"]),
        (Query(words="贷款", outlet="no such"), []),
        (Query(act="commit", language="zh", page="https://a.example.org/visit"), ["帕斯"]),
    ],
)
def test_statements_are_found(full, query, speakers):
    assert [hit.speaker for hit in find_statements(full, query)] == speakers


@pytest.mark.parametrize(
    ("query", "parties"),
    [
        (Query(parties=("萨利纳斯", "贝尔纳莱斯")), [("萨利纳斯", "贝尔纳莱斯")]),
        (Query(parties=("贝尔纳莱斯", "梅迪纳")), []),
        (Query(type="visit", status="planned"), [("梅迪纳", "蒙得维的亚")]),
    ],
)
def test_contacts_are_found(full, query, parties):
    assert [hit.parties[: len(parties[0])] for hit in find_contacts(full, query)][:1] == parties[:1]


def test_all_reports_of_contacts_and_their_pages_are_found(full):
    (call,) = find_contacts(full, Query(type="call"))
    ids = find_contact_ids(full, Query(type="call"))
    assert call.id in ids
    assert len(ids) == 3
    pages = {page_of(full, id) for id in find_contact_ids(full, Query())}
    assert {page for page, _, _ in find_contact_pages(full)} == pages
    assert len({family for page, family, _ in find_contact_pages(full) if page_of(full, page) == page}) == 2


def test_pages_are_found_and_paged(full):
    everything = find_pages(full, Query(limit=10))
    assert len(everything) == 6
    assert [hit.report.page for hit in find_pages(full, Query(limit=2, skip=2))] == [
        h.report.page for h in everything[2:4]
    ]
    assert {hit.report.address for hit in find_pages(full, Query(words="桥梁通行费"))} == {
        "https://a.example.org/visit"
    }


def test_pages_of_groups_follow_each_other(full):
    everything = [hit.id for hit in find_statements(full, Query(limit=50))]
    assert len(everything) == len(set(everything)) > 6
    parts = [
        hit.id
        for skip in range(0, len(everything), 3)
        for hit in find_statements(full, Query(limit=3, skip=skip))
    ]
    assert parts == everything
    days = [hit.day for hit in find_statements(full, Query(limit=50, order="oldest"))]
    assert days == sorted(days)


def test_speakers_are_counted_without_copies(full):
    speakers = {s.name: (s.statements, s.pages) for s in find_speakers(full, Query(limit=50))}
    assert speakers["贝尔纳莱斯"] == (1, 3)
    assert speakers["梅迪纳"] == (1, 1)


def test_families_are_listed_with_their_pages(full):
    (family,) = find_families(full)
    assert {member.address[8] for member in family} == {"a", "b", "c"}


def test_words_of_other_languages_are_found(store):
    text = "Президент Чили Берналес заявил, что порт готов. Ministers said “the Port of Callao is ready”. 港口已经就绪。"
    add(store, make_page(text, "https://x.example.org/mixed"))
    for words in ("берналес", "CALLAO", '"port of callao"', "port*", "港口", "Чили 就绪"):
        assert len(find_pages(store, Query(words=words))) == 1, words
    for words in ('"callao port"', "порту", "calla", "口港"):
        assert not find_pages(store, Query(words=words)), words


def test_an_id_may_be_short_or_an_address(full):
    hit = find_statements(full, Query(limit=1))[0]
    assert find_id(full, hit.id[:9]) == hit.id
    assert page_of(full, hit.id) == hit.report.page
    assert find_id(full, "https://a.example.org/visit").startswith("p")
    with pytest.raises(LedgerError, match="nothing in the ledger"):
        find_id(full, "s0000000000000000")


def test_a_query_without_a_word_is_refused(full):
    with pytest.raises(OptionError, match="at least one word"):
        find_statements(full, Query(words="-港口"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("普京表示", ["普京", "京表", "表示", "示"]),
        ("G7峰会", ["g7", "峰会", "会"]),
        ("Путин, said O'Neil", ["путин", "said", "o", "neil"]),
        ("ＡＢＣ　１２", ["abc", "12"]),
        ("", []),
    ],
)
def test_texts_are_cut_into_words(text, words):
    assert list(find_words(text)) == words


def test_queries_are_written_for_each_database():
    terms = parse_query('普京 "G7 峰会" -关税 star*')
    assert to_fts5(terms) == '("普京" AND "g7 峰会" AND "star" *) NOT "关税"'
    assert to_tsquery(terms) == "('普京') & ('g7' <-> '峰会') & !('关税') & ('star':*)"
