"""The report's context: order, nesting, and nothing that the reading does not say."""

import dataclasses

import pytest

from readout.model import Article, Reading, Span, Statement
from readout.views.report import flatten, format_duration, make_report
from tests.made import make_reading

REPORT = make_report(make_reading())


def test_the_header_says_what_the_page_says():
    assert (REPORT.title, REPORT.outlet, REPORT.origin) == (
        "挪约外长通电话商谈停火安排",
        "example.com",
        "北方新闻网",
    )
    assert (REPORT.published, REPORT.language, REPORT.author) == ("2025-03-06", "zh", "")
    assert REPORT.characters == len(make_reading().article.text)


def test_speakers_stand_in_order_of_appearance_with_their_own_statements():
    assert [(voice.speaker, [row.id for row in voice.statements]) for voice in REPORT.voices] == [
        ("哈根", ["s1", "s2", "s10"]),
        ("哈提卜", ["s5"]),
        ("约旦通讯社", ["s6"]),
        ("约旦外交部", ["s7"]),
        ("以色列", ["s8"]),
        ("一名不愿透露姓名的欧洲官员", ["s9"]),
    ]
    assert REPORT.voices[0].source == "挪威外交部发言人哈根"


def test_nested_statements_stand_under_their_parent():
    parent = REPORT.voices[0].statements[1]
    assert [(row.id, row.depth, row.via, row.via_speaker) for row in parent.nested] == [
        ("s3", 1, "s2", "哈根"),
        ("s4", 1, "s2", "哈根"),
    ]
    everyone = [row.id for voice in REPORT.voices for row in flatten(voice.statements)]
    assert len(everyone) == len(set(everyone)) == 10


@pytest.mark.parametrize("vias", [("s2", "s1"), ("s1", ""), ("s9", ""), ("s2", "s3", "s1"), ("", "s3", "s2")])
def test_no_statement_is_lost_where_via_leads_nowhere_or_in_a_ring(vias):
    made = make_reading()
    statements = tuple(
        Statement(
            id=f"s{number}",
            source=Span(0, 1),
            speaker="甲",
            cue=Span(1, 2),
            content=(Span(2, 3),),
            form="indirect",
            act="assert",
            via=via,
        )
        for number, via in enumerate(vias, 1)
    )
    report = make_report(Reading(id="x", article=made.article, statements=statements))
    rows = [row.id for voice in report.voices for row in flatten(voice.statements)]
    assert sorted(rows) == [statement.id for statement in statements]


def test_quotation_marks_are_those_of_the_page():
    (quote,) = REPORT.voices[1].statements[0].content
    assert (quote.before, quote.after) == ("“", "”")
    (indirect,) = REPORT.voices[0].statements[0].content
    assert (indirect.before, indirect.after) == ("", "")


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("说“很好。”他", "“”"),
        ("说“很好”。", "“”"),
        ("说「很好」", "「」"),
        ('说"很好."', '""'),
        ("说，很好。", ""),
        ("说“很好，而且", ""),
        ("说（很好）", ""),
        ("说很好", ""),
    ],
)
def test_quotation_marks_around_a_direct_statement(text, marks):
    start = text.index("很好")
    statement = Statement(
        id="s1",
        source=Span(0, 1),
        speaker="",
        cue=Span(0, 1),
        content=(Span(start, start + 2),),
        form="direct",
        act="judge",
    )
    report = make_report(Reading(id="x", article=Article(text=text, language="zh"), statements=(statement,)))
    (quote,) = report.voices[0].statements[0].content
    assert (quote.before + quote.after, quote.text) == (marks, "很好")


def test_furniture_is_named_and_the_article_is_not():
    assert [(kind.kind, len(kind.stretches)) for kind in REPORT.furniture] == [
        ("dateline", 1),
        ("source_line", 1),
        ("editor_line", 1),
        ("teaser", 2),
        ("link", 1),
        ("disclaimer", 1),
    ]


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("PT90M", "1 h 30 min"),
        ("PT1H", "1 h"),
        ("PT45M", "45 min"),
        ("PT150S", "2 min 30 s"),
        ("P1D", "1 day"),
        ("P3D", "3 days"),
        ("P1W", "1 week"),
        ("PT0S", "PT0S"),
        ("P", "P"),
        ("soon", "soon"),
    ],
)
def test_durations_for_people(iso, words):
    assert format_duration(iso) == words


def test_the_context_is_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        REPORT.title = "x"
