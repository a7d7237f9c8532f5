"""Cells of statements in spaced languages: who speaks, what it does, by what way, to whom, when."""

import pytest

from readout.model import Statement
from tests.attribute.test_clauses import read_spaced

# The statements of a text in order, each by the cells that it is about.
Cells = dict[str, str]


def cells_of(statement: Statement, names: Cells) -> Cells:
    found = {"when": statement.when.iso if statement.when else ""}
    return {name: found[name] if name in found else getattr(statement, name) for name in names}


def check(code: str, text: str, wanted: list[Cells]) -> None:
    statements = sorted(read_spaced(text, code).statements, key=lambda statement: statement.cue)
    assert len(statements) == len(wanted), [s.cue.of(text) for s in statements]
    assert [cells_of(s, cells) for s, cells in zip(statements, wanted, strict=True)] == wanted


SPEAKERS = [
    # a name, an office whose holder the page names, a pronoun
    ("en", "Foreign Minister Ana Reyes said the port was safe.", [{"speaker": "Reyes"}]),
    (
        "en",
        "Chilean Foreign Minister Ana Reyes arrived on Monday. The minister said the port was safe.",
        [{"speaker": "Reyes"}],
    ),
    (
        "en",
        "Foreign Minister Ana Reyes met Karl Lund in the capital. She said the port was safe.",
        [{"speaker": "Reyes"}],
    ),
    (
        "en",
        "Foreign Minister Ana Reyes met Karl Lund in the capital. He said the port was safe.",
        [{"speaker": "Lund"}],
    ),
    ("en", "Ana Reyes, the union's spokeswoman, said the strike had ended.", [{"speaker": "Reyes"}]),
    # who only owns what speaks is no speaker
    ("en", "An aide to Karl Lund said the port was safe.", [{"speaker": "aide to Karl Lund"}]),
    ("en", "Karl Lund's lawyer said the port was safe.", [{"speaker": "Karl Lund's lawyer"}]),
    # plain people keep their phrase, sides their name
    ("en", "A resident, who had seen it, said the port was safe.", [{"speaker": "resident"}]),
    ("en", "The two sides reaffirmed the value of the treaty.", [{"speaker": "two sides"}]),
    ("en", "Both sides said that the treaty would stand.", [{"speaker": "Both sides"}]),
    # two who speak as one
    ("en", "Ana Reyes and Karl Lund said the port was safe.", [{"speaker": "Reyes and Lund"}]),
    ("ru", "Министр иностранных дел Анна Хольм заявила, что порт открыт.", [{"speaker": "Хольм"}]),
    (
        "ru",
        "Министр обороны Карл Лунд прибыл в столицу. Министр заявил, что порт открыт.",
        [{"speaker": "Лунд"}],
    ),
    (
        "ru",
        "Министр обороны Карл Лунд прибыл в столицу. По его словам, порт открыт.",
        [{"speaker": "Лунд"}],
    ),
    ("ru", "Стороны подтвердили, что договор остаётся в силе.", [{"speaker": "Стороны"}]),
]


@pytest.mark.parametrize(("code", "text", "wanted"), SPEAKERS)
def test_who_a_source_stands_for(code, text, wanted):
    check(code, text, wanted)


ACTS = [
    ("en", "Karl Lund said that the island will continue to repair the pier.", "commit"),
    ("en", "Karl Lund said that the owners must reopen the dock.", "demand"),
    ("en", "Karl Lund said that the plans for the ferry were good.", "judge"),
    ("en", "Karl Lund said there are no plans to sell the ferry.", "deny"),
    ("en", "Karl Lund said that there would be severe consequences.", "warn"),
    ("en", "Karl Lund said the pier was very important for the town.", "judge"),
    ("en", "The harbour office said that two boats were found.", "assert"),
    ("en", "The two sides agreed to open the harbour in May.", "commit"),
    ("en", "The two sides agreed that the harbour was safe.", "judge"),
    ("en", "The envoy reaffirmed his commitment to the treaty.", "commit"),
    ("en", "The envoy reaffirmed the importance of the treaty.", "judge"),
    ("en", "The envoy expressed appreciation for the help of the crew.", "courtesy"),
    ("en", "The envoy expressed concern about the state of the pier.", "judge"),
    ("en", "The envoy welcomed the new rules for the harbour.", "courtesy"),
    ("ru", "Карл Лунд заявил, что остров готов чинить причал.", "commit"),
    ("ru", "Карл Лунд заявил, что владельцы должны открыть док.", "demand"),
    ("ru", "Карл Лунд заявил, что никаких планов у мэрии нет.", "deny"),
    ("ru", "Карл Лунд заявил, что в противном случае док закроют.", "warn"),
    ("ru", "Карл Лунд заявил, что причал очень важен для города.", "judge"),
    ("ru", "Представитель не сообщил, когда откроют порт.", "withhold"),
    # "not" behind the pause belongs to what is said
    ("ru", "Порт закрыт, паром не ходит, сообщила мэрия.", "assert"),
]


@pytest.mark.parametrize(("code", "text", "act"), ACTS)
def test_what_a_statement_does(code, text, act):
    check(code, text, [{"act": act}])


CHANNELS = [
    ("en", "Karl Lund told reporters that the port was safe.", ["briefing"]),
    ("en", "Karl Lund said in an interview with Reuters that the port was safe.", ["interview"]),
    ("en", "Karl Lund wrote on Facebook that the port was safe.", ["post"]),
    ("en", "Karl Lund said in a speech that the port was safe.", ["speech"]),
    ("en", "Karl Lund said in a statement that the port was safe.", ["document"]),
    ("en", "Karl Lund said at the meeting that the port was safe.", ["meeting"]),
    ("en", "Karl Lund said after the meeting that the port was safe.", ["unknown"]),
    ("en", "Reuters reported that the port was safe.", ["media"]),
    ("en", "Karl Lund said that the report on the port was late.", ["unknown"]),
    ("en", "Presidential spokesman Karl Lund said the port was safe.", ["briefing"]),
    # a participle goes on in the channel of its clause
    (
        "en",
        "Karl Lund rejected the offer in a statement, saying it came too late.",
        ["document", "document"],
    ),
    # who goes on, goes on in the same channel; another occasion has its own
    (
        "en",
        "Ana Reyes told Reuters that the port was safe. “It will open soon,” she said.",
        ["interview", "interview"],
    ),
    (
        "en",
        "Ana Reyes told Reuters that the port was safe. Reyes had earlier said that it was closed.",
        ["interview", "unknown"],
    ),
    ("ru", "Карл Лунд сказал на брифинге, что порт открыт.", ["briefing"]),
    ("ru", "Карл Лунд написал в Telegram, что порт открыт.", ["post"]),
    ("ru", "Карл Лунд заявил в интервью агентству Reuters, что порт открыт.", ["interview"]),
    ("ru", "Пресс-секретарь мэра Карл Лунд заявил, что порт открыт.", ["briefing"]),
    ("ru", "Карл Лунд заявил, что порт открыт.", ["unknown"]),
]


@pytest.mark.parametrize(("code", "text", "channels"), CHANNELS)
def test_by_what_way_it_was_said(code, text, channels):
    check(code, text, [{"channel": channel} for channel in channels])


ADDRESSEES = [
    ("en", "Karl Lund told Ana Reyes that the port was safe.", "Reyes"),
    ("en", "Karl Lund urged Chile to open the port.", "Chile"),
    ("en", "Karl Lund called on all parties to open the port.", "parties"),
    ("en", "Karl Lund called for access to the port.", ""),
    ("en", "Karl Lund thanked Foreign Minister Ana Reyes for her help.", "Reyes"),
    ("en", "Karl Lund told Reuters that the port was safe.", "Reuters"),
    ("en", "Karl Lund said that Ana Reyes was safe.", ""),
    ("en", "Karl Lund condemned Chile for the delay.", ""),
    ("en", "Karl Lund told reporters that Chile was safe.", ""),
    ("ru", "Карл Лунд призвал Чили открыть порт.", "Чили"),
    ("ru", "Карл Лунд призвал все стороны открыть порт.", "стороны"),
    ("ru", "Карл Лунд поблагодарил Чили за помощь.", "Чили"),
    ("ru", "Карл Лунд обвинил Чили в задержке.", ""),
]


@pytest.mark.parametrize(("code", "text", "to"), ADDRESSEES)
def test_whom_it_was_said_to(code, text, to):
    check(code, text, [{"to": to}])


READOUT = (
    "President Karl Lund spoke today with President Ana Reyes of Chile. "
    "The President reaffirmed the importance of the treaty. "
    "The two leaders agreed to meet again. "
    "President Reyes thanked President Lund for his help."
)


def test_a_readout_of_a_call_lends_its_scene():
    check(
        "en",
        READOUT,
        [
            {"speaker": "Lund", "channel": "call", "to": "Reyes", "when": "2025-02-13"},
            {"speaker": "Lund and Reyes", "channel": "call", "to": "", "when": "2025-02-13", "act": "commit"},
            {"speaker": "Reyes", "channel": "call", "to": "Lund", "when": "2025-02-13"},
        ],
    )


def test_a_readout_of_a_meeting_without_names_lends_its_channel():
    text = "The mayor met yesterday with leaders of four unions. They praised the new rules for the harbour."
    check("en", text, [{"channel": "meeting", "to": "", "when": "2025-02-12"}])


def test_a_russian_readout_of_a_meeting():
    text = (
        "Президент Карл Лунд встретился 12 февраля с министром иностранных дел Анной Хольм. "
        "Лунд подтвердил важность договора. Министр отметила, что порт открыт."
    )
    check(
        "ru",
        text,
        [
            {"speaker": "Лунд", "channel": "meeting", "to": "Хольм", "when": "2025-02-12"},
            {"speaker": "Хольм", "channel": "meeting", "to": "Лунд", "when": "2025-02-12"},
        ],
    )


def test_who_was_not_there_speaks_elsewhere():
    text = (
        "President Karl Lund spoke today with President Ana Reyes of Chile. Jorge Paz said the port was safe."
    )
    check("en", text, [{"speaker": "Paz", "channel": "unknown", "to": "", "when": ""}])


def test_an_office_without_a_name_is_somebody():
    text = (
        "The President spoke today with Chilean Prime Minister Ana Reyes, the first call since May 2023. "
        "The President reaffirmed the importance of the treaty. He welcomed the new rules for the harbour."
    )
    called = {"speaker": "President", "channel": "call", "to": "Reyes", "when": "2025-02-13"}
    check("en", text, [called, called])


def test_guests_without_names_are_spoken_to():
    text = "Mayor Karl Lund met today with union leaders. Lund praised the new rules for the harbour."
    check("en", text, [{"speaker": "Lund", "channel": "meeting", "to": "union leaders"}])


def test_three_leaders_are_not_the_two_who_met():
    text = (
        "President Karl Lund spoke today with President Ana Reyes. The three leaders reaffirmed the treaty."
    )
    check("en", text, [{"speaker": "three leaders"}])


FORMS = [
    ("en", "“The port is ours,” Karl Lund said.", "direct"),
    ("en", "Karl Lund said the port was a “public good”.", "indirect"),
    ("en", "Karl Lund said the port was “a good of the whole island”.", "mixed"),
    ("en", "Karl Lund said the port was theirs.", "indirect"),
    ("ru", "Карл Лунд заявил, что порт — «общее благо».", "indirect"),
    ("ru", "Карл Лунд заявил, что порт — «благо для всего острова».", "mixed"),
]


@pytest.mark.parametrize(("code", "text", "form"), FORMS)
def test_the_form_of_what_is_said(code, text, form):
    check(code, text, [{"form": form}])


DAYS = [
    ("en", "Karl Lund said on Monday that the port was safe.", "2025-02-10"),
    ("en", "Karl Lund said today that the port was safe.", "2025-02-13"),
    ("en", "Karl Lund said that the port closed on Monday.", ""),
    ("en", "Karl Lund said that from 3 to 5 February the port was closed.", ""),
    ("ru", "Карл Лунд заявил 12 февраля, что порт открыт.", "2025-02-12"),
    ("ru", "Карл Лунд заявил, что порт откроют 20 февраля.", ""),
]


@pytest.mark.parametrize(("code", "text", "when"), DAYS)
def test_when_it_was_said(code, text, when):
    check(code, text, [{"when": when}])
