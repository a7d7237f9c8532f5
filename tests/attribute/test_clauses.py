"""Statements of spaced languages in marked texts: s the source, c the cue, t the content; s2, c2, t2 the next one."""

import datetime

import pytest

from readout.language import load_lexicon
from readout.model import Article, Block, Reading, Span
from readout.pipeline import read_article
from tests.marked import parse_marked


def read_spaced(text: str, code: str) -> Reading:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(kind="body", span=Span(at, at + len(line))))
        at += len(line) + 1
    article = Article(text=text, language=code, blocks=tuple(blocks), published=datetime.date(2025, 2, 13))
    return read_article("test", article, load_lexicon(code))


FOUND = [
    # the clause follows
    ("en", "[s]The harbour master[/s] [c]said[/c] [t]that the crane would be repaired in May[/t]."),
    (
        "en",
        "[s]Foreign Minister Ana Reyes[/s] [c]told[/c] reporters [t]that both sides would meet again[/t].",
    ),
    ("en", "[s]Jane Holm, a spokeswoman for the union,[/s] [c]said[/c] [t]the strike had ended[/t]."),
    ("en", "[s]The agency[/s] has repeatedly [c]warned[/c] [t]that the bridge might close[/t]."),
    # it stands before, or on both sides
    ("en", "[t]The road will stay closed until spring[/t], [s]the ministry[/s] [c]said[/c]."),
    ("en", "“[t]We have no plans to leave[/t],” [c]said[/c] [s]Jorge Paz[/s]."),
    ("en", "“[t]We have no plans to leave[/t],” [s]Paz[/s] [c]said[/c]. “[t]Not now[/t].”"),
    ("en", '"[t]The talks were frank[/t]," [s]he[/s] [c]added[/c].'),
    # a quotation that goes on in the next paragraph
    ("en", "“[t]The port is ours[/t],” [s]Mayor Lund[/s] [c]said[/c].\n“[t]It will stay ours[/t].”"),
    ("en", "[s]Lund[/s] [c]said[/c]:\n“[t]The port is ours[/t].”"),
    # according to
    ("en", "[c]According to[/c] [s]the survey[/s], [t]two in three homes have no car[/t]."),
    ("en", "[t]Two in three homes have no car[/t], [c]according to[/c] [s]the survey[/s]."),
    # one subject, two verbs; a participle
    (
        "en",
        "[s]The senator[/s] [c]praised[/c] [t]the new rules[/t] and [c2]said[/c2] [t2]they would last[/t2].",
    ),
    ("en", "[s]The envoy[/s] [c]rejected[/c] [t]the offer[/t], [c2]saying[/c2] [t2]it came too late[/t2]."),
    # objects and stances
    ("en", "[s]The opposition[/s] [c]called for[/c] [t]an inquiry into the accident[/t]."),
    ("en", "[s]The president[/s] [c]promised[/c] [t]to visit the island[/t]."),
    ("en", "[t]The plan[/t] was [c]praised[/c] by [s]the fishermen's union[/s]."),
    # what follows is the narrator's
    ("en", "[s]The owner[/s] [c]claimed[/c] [t]that the ship was empty[/t], but two men were found on it."),
    ("ru", "[s]Министр[/s] [c]заявил[/c], [t]что порт откроется в мае[/t]."),
    ("ru", "«[t]Переговоры были непростыми[/t]», — [c]сказал[/c] [s]посол[/s]."),
    ("ru", "[t]Дорога останется закрытой[/t], [c]сообщила[/c] [s]мэрия[/s]."),
    ("ru", "[c]По словам[/c] [s]капитана[/s], [t]на судне никого не было[/t]."),
    ("ru", "[s]Профсоюз[/s] [c]потребовал[/c] [t]расследования аварии[/t]."),
    ("ru", "[s]Глава ведомства[/s] не [c]подтвердил[/c], [t]что договор подписан[/t]."),
]

NOT_FOUND = [
    ("en", "The debate over the bridge went on for years."),
    ("en", "Two states signed the treaty in the spring."),
    ("en", "He needs a report on the claims by Friday."),
    ("en", "The people accused of the theft were released."),
    ("en", "Sales in the United States rose."),
    ("en", "She left the room without a word."),
    ("ru", "Порт закрыли на ремонт в начале мая."),
    ("ru", "Делегация прибыла в столицу вечером."),
]


def spans_of(statement):
    return [statement.source], [statement.cue], list(statement.content)


@pytest.mark.parametrize(("code", "marked"), FOUND)
def test_a_statement_is_read(code, marked):
    text, spans = parse_marked(marked)
    reading = read_spaced(text, code)
    found = sorted(reading.statements, key=lambda statement: statement.cue)
    number = 2 if "c2" in spans else 1
    assert len(found) == number, [s.cue.of(text) for s in found]
    for place, suffix in zip(range(number), ("", "2"), strict=False):
        statement = found[place]
        assert [statement.cue.of(text)] == [span.of(text) for span in spans["c" + suffix]]
        source = spans.get("s" + suffix, spans["s"])
        assert [statement.source.of(text)] == [span.of(text) for span in source]
        assert [span.of(text) for span in statement.content] == [
            span.of(text) for span in spans["t" + suffix]
        ]


@pytest.mark.parametrize(("code", "text"), NOT_FOUND)
def test_what_is_no_report_is_left_alone(code, text):
    assert read_spaced(text, code).statements == ()


CELLS = [
    ("en", "“The port is ours,” Mayor Lund told reporters.", {"form": "direct", "channel": "briefing"}),
    (
        "en",
        "The mayor said in a statement that the port was “a matter for the whole island”.",
        {"form": "mixed", "channel": "document"},
    ),
    (
        "en",
        "The mayor wrote on Facebook that the port would stay open.",
        {"form": "indirect", "channel": "post"},
    ),
    ("en", "The ministry denied the report about the loan.", {"act": "deny"}),
    ("ru", "Министр сообщил журналистам, что порт откроется.", {"channel": "briefing", "act": "assert"}),
    ("ru", "Профсоюз потребовал расследования аварии.", {"act": "demand"}),
]


@pytest.mark.parametrize(("code", "text", "cells"), CELLS)
def test_the_cells_of_a_statement(code, text, cells):
    (statement,) = read_spaced(text, code).statements
    assert {name: getattr(statement, name) for name in cells} == cells
