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
    # a name with two appositions, a relative clause before the verb, a full stop in the name
    (
        "en",
        "[s]Ana Reyes, a lawyer at a firm in Oslo, the oldest in town,[/s] [c]told[/c] the Post in May [t]that it would close[/t].",
    ),
    ("en", "[s]People who have seen the letter[/s] [c]say[/c] [t]the port was never safe[/t]."),
    ("en", "“[t]The port is ours[/t],” [c]said[/c] [s]U.S. Attorney Jane Holm[/s]."),
    ("en", "[s]Mr. Lund[/s] has since [c]said[/c] [t]that the port was safe[/t]."),
    # quotations closed by another mark
    ("en", '“[t]The port is ours[/t]," [s]Lund[/s] [c]said[/c].'),
    ("en", "“[t]The port is ours[/t],’’ [s]Lund[/s] [c]said[/c]."),
    # a quotation of its own, then who said it and where
    ("en", "“[t]Who owns the port[/t]?” [s]Lund[/s] [c]said[/c] at a meeting in Oslo."),
    # what follows is the narrator's
    ("en", "[s]The owner[/s] [c]claimed[/c] [t]that the ship was empty[/t], but two men were found on it."),
    ("ru", "[s]Министр[/s] [c]заявил[/c], [t]что порт откроется в мае[/t]."),
    ("ru", "«[t]Переговоры были непростыми[/t]», — [c]сказал[/c] [s]посол[/s]."),
    ("ru", "[t]Дорога останется закрытой[/t], [c]сообщила[/c] [s]мэрия[/s]."),
    ("ru", "[c]По словам[/c] [s]капитана[/s], [t]на судне никого не было[/t]."),
    ("ru", "[s]Профсоюз[/s] [c]потребовал[/c] [t]расследования аварии[/t]."),
    ("ru", "[s]Глава ведомства[/s] не [c]подтвердил[/c], [t]что договор подписан[/t]."),
    # a thing that is reported ends where it is told when and why; a clause where another one reports
    ("en", "[s]The senator[/s] [c]attacked[/c] [t]the mayor[/t] because the port had closed."),
    ("en", "[s]The union[/s] [c]wants[/c] [t]to build a new pier[/t], focusing on small ships."),
    (
        "en",
        "[s]The mayor[/s] [c]said[/c] [t]the port would open[/t], and [s2]the envoy[/s2] [c2]warned[/c2] [t2]that it might close[/t2].",
    ),
    ("en", "While [s]the owner[/s] [c]said[/c] [t]the ship was empty[/t], the pier was closed."),
    # whom it is told to
    ("en", "[s]The minister[/s] [c]told[/c] reporters on Friday [t]he would resign in May[/t]."),
    ("en", "[s]The minister[/s] [c]told[/c] the crowd [t]that the port would open[/t]."),
    # what leads to a quotation is the narrator's, and so is what he quotes afterwards
    ("en", "Asked about the fee, “[t]we have no plans[/t],” [s]the mayor[/s] [c]said[/c]."),
    ("en", "“[t]We need change[/t],” [s]Lund[/s] [c]said[/c] of what he called “common sense” rules."),
    ("en", "“[t]What will it cost[/t]?” [s]Lund[/s] [c]asked[/c]."),
    ("en", "[c]Said[/c] [s]Lund[/s]: “[t]The port is ours[/t].”"),
    ("en", "“[t]It was good[/t],” [s]Rep. Jane Holm (R-Ohio), a member of the panel,[/s] [c]said[/c]."),
    # verbs that may be nouns, subjects that end in a name, times before the verb
    ("en", "[s]The envoy[/s] [c]disputes[/c] [t]the idea that the pier is old[/t]."),
    ("en", "[s]Advisers to Mr. Lund[/s] [c]say[/c] [t]that the fee is low[/t]."),
    ("en", "[s]A letter from the council[/s] in 2008 [c]argued[/c] [t]that the pier was old[/t]."),
    ("en", "[s]He’s[/s] [c]claiming[/c] [t]that the pier is old[/t]."),
    ("en", "[s]The company[/s] did [c]not respond[/c] [t]to a request for comment[/t]."),
    # what somebody thinks as he speaks is part of what he says
    ("en", "[s]The mayor[/s] [c]said[/c] [t]she hopes the port will open[/t]."),
    ("en", "[s]LUND[/s][c]:[/c] [t]The port is ours[/t]."),
    # who hopes, who does so before the main clause, who closes the sentence
    ("en", "[s]Mr. Holm[/s] [c]hoped[/c] [t]ferry lines would carry more lorries[/t]."),
    ("en", "[c]Bemoaning[/c] [t]the fee[/t], [s]Lund[/s] has left the room."),
    ("en", "[t]The fee will rise in May[/t], [s]The Harbour Times[/s] [c]reports[/c]."),
    ("en", "[s]The E.P.A.[/s] [c]said[/c] [t]it would close the pier[/t]."),
    ("en", "[s]The film ― made by two sisters ―[/s] [c]explains[/c] [t]how the port grew[/t]."),
    (
        "en",
        "[s]The mayor, who[/s] [c]understood[/c] [t]that a vote would fail[/t], opened the pier.",
    ),
    ("en", "[s]Lund[/s] [c]cited[/c] [t]the figure[/t] because the fee had doubled."),
    # Russian: the subject behind its verb, before it, in the plural, left out
    (
        "ru",
        "[t]Порт откроется в мае[/t], — [c]заявил[/c] в среду журналистам [s]глава ведомства Иван Петров[/s].",
    ),
    ("ru", "В среду в Осло [s]министр обороны Анна Лунд[/s] [c]заявила[/c], [t]что договор подписан[/t]."),
    ("ru", "[s]Министр[/s], прибыв в столицу, [c]сообщил[/c], [t]что порт закрыт[/t]."),
    ("ru", "[t]Встречу[/t] [c]предложила[/c] [s]норвежская сторона[/s]."),
    ("ru", "[t]С праздником жителей[/t] [c]поздравили[/c] [s]мэр Петров, судья Орлов и посол Лунд[/s]."),
    ("ru", "В [s]министерстве[/s] [c]сообщили[/c], [t]что порт закрыт[/t]."),
    ("ru", "[s]Большинство стран[/s] [c]хотят[/c], [t]чтобы порт открыли[/t]."),
    (
        "ru",
        "[s]Мэр[/s] [c]сказал[/c], [t]что порт закрыт[/t]. Также [c2]отметил[/c2], [t2]что дорога закрыта[/t2].",
    ),
    ("ru", "Глава совета встретил [s]посла[/s], который [c]заявил[/c], [t]что порт закрыт[/t]."),
    # two verbs of one subject; a gerund; another's clause behind it
    (
        "ru",
        "[s]Посол[/s] [c]поддержал[/c] [t]новые правила[/t] и [c2]призвал[/c2] [t2]стороны вести переговоры[/t2].",
    ),
    ("ru", "[s]Посол[/s] [c]назвал[/c] [t]решение ошибкой[/t], [c2]добавив[/c2], [t2]что порт закрыт[/t2]."),
    (
        "ru",
        "[s]Мэр[/s] [c]сказал[/c], [t]что порт открыт[/t], а [s2]посол[/s2] [c2]заявил[/c2], [t2]что он закрыт[/t2].",
    ),
    # what was said before
    ("ru", "[t]Порт закрыли[/t]. Об этом [c]сообщил[/c] [s]министр[/s]."),
    ("ru", "[t]Порт закрыли[/t].\nОб этом [c]сообщил[/c] [s]министр[/s]."),
    ("ru", "[t]О закрытии порта[/t] [s]министр[/s] [c]рассказал[/c] в пятницу."),
    # by the words of, as told by, in a paper
    ("ru", "[c]По [s]его[/s] словам[/c], [t]порт закрыт. Дорога тоже закрыта[/t]."),
    ("ru", "Однако, [c]по мнению[/c] [s]посла[/s], [t]порт надо открыть[/t]."),
    ("ru", "Как [c]сообщает[/c] [s]агентство[/s], [t]порт закрыт[/t]."),
    ("ru", "В [s]докладе ведомства[/s] [c]говорится[/c], [t]что порт закрыт[/t]."),
    ("ru", "«[t]Порт закрыт[/t]», [c]говорится[/c] в [s]заявлении ведомства[/s]."),
    # quotations: of several sentences, of several paragraphs, with a hyphen for a dash
    ("ru", "„[t]Порт наш. Он останется нашим[/t]”, - [c]подчеркнул[/c] [s]мэр[/s]."),
    ("ru", "«[t]Порт наш.\nОн останется нашим[/t]», — [c]сказал[/c] [s]мэр[/s]."),
    ("ru", "[s]Мэр[/s] [c]заявил[/c]: «[t]Порт наш. Он останется нашим[/t]»."),
    # words that a page ran together
    ("ru", "[s]Министр Петров[/s][c]заявил[/c], [t]что порт закрыт[/t]."),
    ("ru", "[t]Порт закрыли[/t].Об этом[c]сообщила[/c] [s]мэрия[/s]."),
]

NOT_FOUND = [
    # participles that describe, verbs with a mere object
    ("en", "The clerk opened a letter related to the port in a newly revealed file."),
    ("en", "The committee concluded its third public hearing on the port."),
    ("en", "The storm added to the list of delays."),
    ("en", "The two ministers discussed trade."),
    ("en", "The debate over the bridge went on for years."),
    ("en", "Two states signed the treaty in the spring."),
    ("en", "He needs a report on the claims by Friday."),
    ("en", "The people accused of the theft were released."),
    ("en", "Sales in the United States rose."),
    ("en", "She left the room without a word."),
    ("ru", "Порт закрыли на ремонт в начале мая."),
    ("ru", "Делегация прибыла в столицу вечером."),
    ("en", "The port closed after what he called a mistake."),
    ("en", "The candidates took questions from veterans accused of the theft."),
    ("en", "Ships of the old line need repairs by May."),
    ("en", "If you think the port is old, come and see it."),
    ("en", "The harbour master read the long reports."),
    # nobody is there who would say it
    ("ru", "Послов на конференцию не пригласили."),
    ("ru", "Ожидается, что порт откроется в мае."),
    ("ru", "Меры, которые предлагают, неприемлемы."),
    ("ru", "Если мэр заявит об этом, порт закроют."),
    ("ru", "Стороны обсудили вопросы торговли."),
    ("ru", "Отвечая на вопрос, он улыбнулся."),
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
