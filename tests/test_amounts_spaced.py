"""Amounts and durations in English and Russian: numbers with a unit, how the text hedges them, how long it took."""

import itertools
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.language import load_lexicon
from readout.language.entries import UnitWord
from readout.language.lexicon import Lexicon
from readout.spot import find_amounts, find_durations

EN, RU = load_lexicon("en"), load_lexicon("ru")
UNITS = [(lexicon, entry) for lexicon in (EN, RU) for entry in lexicon.units]
BILLION = 10**9


@pytest.mark.parametrize(
    ("lexicon", "entry"), UNITS, ids=lambda value: "" if isinstance(value, Lexicon) else value.forms[0]
)
def test_every_unit_is_found_in_its_example(lexicon: Lexicon, entry: UnitWord) -> None:
    marks = re.findall(r"\[(.+?)\]", entry.example)
    text = re.sub(r"[\[\]]", "", entry.example)
    amounts = find_amounts(text, None, lexicon)
    spans = [a.span for a in amounts] + [d.span for d in find_durations(text, None, lexicon)]
    assert set(marks) <= {span.of(text) for span in spans}
    if entry.kind == "currency":
        assert [a.unit for a in amounts] == [entry.means]


@pytest.mark.parametrize(
    ("lexicon", "marked", "value", "unit", "bound"),
    [
        (EN, "aid of [$350 billion] a year", 350 * BILLION, "USD", "exact"),
        (EN, "aid of [350 billion dollars]", 350 * BILLION, "USD", "exact"),
        (EN, "aid of [US$ 3.5 million]", 3_500_000, "USD", "exact"),
        (EN, "aid of [€500m]", 500_000_000, "EUR", "exact"),
        (EN, "aid of [£2bn]", 2 * BILLION, "GBP", "exact"),
        (EN, "aid of [half a billion dollars]", BILLION // 2, "USD", "exact"),
        (EN, "a [$60-billion] plan", 60 * BILLION, "USD", "exact"),
        (EN, "[3.5 million people] fled", 3_500_000, "people", "exact"),
        (EN, "[Twenty-five percent] of them", 25, "%", "exact"),
        (EN, "[25 per cent] of them", 25, "%", "exact"),
        (EN, "a rise of [25%]", 25, "%", "exact"),
        (EN, "a rise of [2 percentage points]", 2, "pp", "exact"),
        (EN, "[More than 100 people] came", 100, "people", "over"),
        (EN, "[at least 3,000 North Korean troops]", 3000, "troops", "over"),
        (EN, "[about 300 new homes]", 300, "homes", "about"),
        (EN, "[nearly a dozen ships]", 12, "ships", "under"),
        (EN, "[up to 50 drones]", 50, "drones", "under"),
        (EN, "[$200 or less]", 200, "USD", "under"),
        (EN, "[300-plus people] came", 300, "people", "over"),
        (EN, "[two hundred and fifty soldiers]", 250, "soldiers", "exact"),
        (EN, "[one million two hundred thousand votes]", 1_200_000, "votes", "exact"),
        (EN, "[two and a half million people]", 2_500_000, "people", "exact"),
        (EN, "[2,016 candidates] ran", 2016, "candidates", "exact"),
        (RU, "помощь на [350 млрд долларов]", 350 * BILLION, "USD", "exact"),
        (RU, "помощь на [$3,5 млн]", 3_500_000, "USD", "exact"),
        (RU, "помощь на [полмиллиарда рублей]", BILLION // 2, "RUB", "exact"),
        (RU, "помощь на [полтора миллиона евро]", 1_500_000, "EUR", "exact"),
        (RU, "[свыше 3 тыс. человек]", 3000, "человек", "over"),
        (RU, "[не менее 12 500 человек]", 12_500, "человек", "over"),
        (RU, "[около двухсот пятидесяти военных]", 250, "военных", "about"),
        (RU, "[почти тысяча человек]", 1000, "человек", "under"),
        (RU, "[до 100 солдат] в день", 100, "солдат", "under"),
        (RU, "цены вырастут до [100 рублей]", 100, "RUB", "exact"),
        (RU, "[двадцать пять процентов]", 25, "%", "exact"),
        (RU, "рост на [3,5%]", "3.5", "%", "exact"),
        (RU, "рост на [2 процентных пункта]", 2, "pp", "exact"),
        (RU, "[30 новых российских танков]", 30, "танков", "exact"),
        (RU, "[20 с лишним человек]", 20, "человек", "over"),
    ],
)
def test_amounts(lexicon: Lexicon, marked: str, value: int | str, unit: str, bound: str) -> None:
    text = re.sub(r"[\[\]]", "", marked)
    (amount,) = find_amounts(text, None, lexicon)
    assert [amount.span.of(text)] == re.findall(r"\[(.+?)\]", marked)
    assert (amount.low, amount.high) == (Decimal(value), Decimal(value))
    assert (amount.unit, amount.bound) == (unit, bound)


@pytest.mark.parametrize(
    ("lexicon", "text", "low", "high", "unit"),
    [
        (EN, "3 to 5 percent", 3, 5, "%"),
        (EN, "$3 billion to $5 billion", 3 * BILLION, 5 * BILLION, "USD"),
        (EN, "$3-5 billion", 3 * BILLION, 5 * BILLION, "USD"),
        (EN, "10 to 15 million people", 10_000_000, 15_000_000, "people"),
        (RU, "3–5 процентов", 3, 5, "%"),
        (RU, "300-400 человек", 300, 400, "человек"),
        (RU, "10–15 млн человек", 10_000_000, 15_000_000, "человек"),
    ],
)
def test_ranges(lexicon: Lexicon, text: str, low: int, high: int, unit: str) -> None:
    (amount,) = find_amounts(text, None, lexicon)
    assert amount.span.of(text) == text
    assert (amount.low, amount.high, amount.unit, amount.bound) == (low, high, unit, "range")


@pytest.mark.parametrize(
    ("lexicon", "text", "marked"),
    [
        (EN, "between 3 and 5 million people", "3 and 5 million people"),
        (EN, "from 3 to 5 percent", "3 to 5 percent"),
        (RU, "между 3 и 5 млн человек", "3 и 5 млн человек"),
        (RU, "от 3 до 5 процентов", "3 до 5 процентов"),
    ],
)
def test_ranges_with_a_word_before(lexicon: Lexicon, text: str, marked: str) -> None:
    (amount,) = find_amounts(text, None, lexicon)
    assert (amount.span.of(text), amount.bound) == (marked, "range")


@pytest.mark.parametrize(
    ("lexicon", "text"),
    [
        (EN, "On Feb. 12 officers met, in 2024 people fled, and the 2016 candidates ran."),
        (EN, "A person, one country, an officer."),
        (EN, "Article 5 members, No. 10 officials, the Fortune 500 companies."),
        (EN, "The 9/11 families, 24/7 operations, an F-16 pilot, the G7 countries."),
        (EN, "It is phone tones, a network, someone."),
        (EN, "Dozens of people and hundreds of soldiers."),
        (EN, "He steals $20s."),
        (EN, "They won 2-1 at 3 p.m."),
        (RU, "12 февраля 2024 года страны договорились."),
        (RU, "Десятки человек и тысячи военных."),
        (RU, "Колония № 6 области, статья 5 закона."),
        (RU, "Один человек, одна страна."),
        (RU, "В 2024 году люди бежали."),
    ],
)
def test_no_amounts(lexicon: Lexicon, text: str) -> None:
    assert find_amounts(text, None, lexicon) == ()


@pytest.mark.parametrize(
    ("lexicon", "marked", "iso", "approximate"),
    [
        (EN, "They spoke for [90 minutes].", "PT90M", False),
        (EN, "They spoke for [an hour and a half].", "PT90M", False),
        (EN, "They spoke for [one and a half hours].", "PT90M", False),
        (EN, "They spoke for [nearly two hours].", "PT120M", True),
        (EN, "They spoke for [about an hour].", "PT60M", True),
        (EN, "They spoke for [half an hour].", "PT30M", False),
        (EN, "The [90-minute] call ended.", "PT90M", False),
        (EN, "They spoke for [an hour and 40 minutes].", "PT100M", False),
        (EN, "They spoke for [two to three hours].", "PT120M", True),
        (EN, "A [three-day] visit.", "P3D", False),
        (EN, "It ran for [more than two weeks].", "P2W", True),
        (EN, "It ran for [two decades].", "P20Y", False),
        (RU, "Они говорили [полтора часа].", "PT90M", False),
        (RU, "Они говорили [около 90 минут].", "PT90M", True),
        (RU, "Они говорили [два с половиной часа].", "PT150M", False),
        (RU, "Они говорили [полчаса].", "PT30M", False),
        (RU, "Беседа длилась [час].", "PT60M", False),
        (RU, "Беседа длилась [час и 40 минут].", "PT100M", False),
        (RU, "Они говорили [более двух часов].", "PT120M", True),
        (RU, "Визит продлится [три дня].", "P3D", False),
        (RU, "Перемирие продлится [двое суток].", "P2D", False),
        (RU, "Договор действует [пять лет].", "P5Y", False),
    ],
)
def test_durations(lexicon: Lexicon, marked: str, iso: str, approximate: bool) -> None:
    text = re.sub(r"[\[\]]", "", marked)
    (duration,) = find_durations(text, None, lexicon)
    assert [duration.span.of(text)] == re.findall(r"\[(.+?)\]", marked)
    assert (duration.iso, duration.approximate) == (iso, approximate)


@pytest.mark.parametrize(
    ("lexicon", "text"),
    [
        (EN, "Two days ago, three weeks later, an hour before."),
        (EN, "He is 25 years old, a 25-year-old."),
        (EN, "An hour, a day, a year of hope."),
        (EN, "In 2024, on 12 May, at 3 p.m."),
        (RU, "Два дня назад, через три недели, два года спустя."),
        (RU, "В 2024 году, к 5 часам, в 3 часа ночи."),
        (RU, "Час пробил, год прошёл."),
    ],
)
def test_no_durations(lexicon: Lexicon, text: str) -> None:
    assert find_durations(text, None, lexicon) == ()


SCRAPS = st.sampled_from(
    [
        *" ,.-–%$€\n19",
        *(
            "12",
            "3,500",
            "2.5",
            "two",
            "hundred",
            "and",
            "a",
            "half",
            "million",
            "between",
            "to",
            "more than",
        ),
        *("people", "hours", "minutes", "and a half", "dollars", "percent", "years", "or more"),
        *("12 500", "два", "сто", "полтора", "млн", "между", "и", "до", "свыше", "человек", "часа", "рублей"),
    ]
)


@given(
    st.lists(SCRAPS, max_size=20).map(" ".join) | st.lists(SCRAPS, max_size=20).map("".join),
    st.sampled_from([EN, RU]),
)
def test_laws(text: str, lexicon: Lexicon) -> None:
    amounts, durations = find_amounts(text, None, lexicon), find_durations(text, None, lexicon)
    for rows in (amounts, durations):
        assert all(row.span.stop <= len(text) for row in rows)
        assert all(a.span.stop <= b.span.start for a, b in itertools.pairwise(rows))
    assert all(amount.low <= amount.high and amount.unit for amount in amounts)
    number = r"\d+(\.\d+)?"
    pattern = rf"P(?=.)({number}Y)?({number}M)?({number}W)?({number}D)?(T({number}[HMS])+)?"
    assert all(re.fullmatch(pattern, duration.iso) for duration in durations)
