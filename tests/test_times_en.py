"""English time phrases: what is one, what is none, and which day each stands for."""

import datetime
import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.language import load_lexicon
from readout.language.entries import TimeWord
from readout.model import Span, When
from readout.resolve import resolve_times
from readout.spot import find_times

EN = load_lexicon("en")
PUBLISHED = datetime.date(2025, 2, 13)  # a Thursday


def find(text: str) -> list[str]:
    return [phrase.span.of(text) for phrase in find_times(text, None, EN)]


def resolve(text: str, published: datetime.date | None = PUBLISHED) -> list[When]:
    return list(resolve_times(find_times(text, None, EN), published=published, zone=""))


@pytest.mark.parametrize("entry", EN.times, ids=lambda entry: entry.forms[0])
def test_every_word_is_found_in_its_example(entry: TimeWord) -> None:
    text = re.sub(r"[\[\]]", "", entry.example)
    assert set(re.findall(r"\[(.+?)\]", entry.example)) <= set(find(text))


@pytest.mark.parametrize(
    "marked",
    [
        "The envoys met [Wednesday] and will meet again [tomorrow].",
        "[Yesterday] the envoys met; [last week] they did not.",
        "ORVELLE, [Feb. 12] — The envoys met.",
        "The pact of [February 12, 2025] replaced one of [12 February 1998].",
        "On [Wednesday, February 12, 2025, at 3 p.m. EST], the envoys met.",
        "The envoys met at [3:30 p.m. on Wednesday, Feb. 12].",
        "The envoys met [at 16:00 Moscow time on 12 February].",
        "They talk [Monday to Wednesday] in Orvelle.",
        "They talk from [Feb. 12 to 14], then again [March 3-5, 2025].",
        "They talk [Feb. 28-March 2].",
        "They talk between [March 3 and March 5].",
        "[The evening of March 5] was quiet, [late Thursday] was not.",
        "The goals are to be met [by the end of the year].",
        "The plan of [2021-2025] and the budget of [2022-2023] differ.",
        "Trade grew in [Q1 2025], as in [the fourth quarter of last year].",
        "It was built in [the 1990s] and burned down in [early 2024].",
        "In [May last year] and in [the spring of 2024] they met.",
        "He came on [Friday next week], she on [Monday of last week].",
        "The truce held [until Friday] and broke [two days later].",
        "The envoys met on the [12th of February].",
        "[TODAY], MAY WE HOPE FOR [FEBRUARY 12]?",
        "The envoys met on [Wednesday (Feb. 12)].",
        "The war goes on [since\xa0February\xa02022].",
    ],
)
def test_times(marked: str) -> None:
    text = re.sub(r"[\[\]]", "", marked)
    assert find(text) == re.findall(r"\[(.+?)\]", marked)


@pytest.mark.parametrize(
    "text",
    [
        "He may march on the capital, and may not.",
        "Theresa May spoke. May said nothing more.",
        "The Women's March on the capital drew thousands.",
        "Every Monday the council sits; each Friday it rests.",
        "The Sunday Times reported it.",
        "It cost $2,016 and drew 2,016 people.",
        "They won 2-1, then 16:9 in the replay.",
        "His early results came late, and the end of the war came early.",
        "A late-night call and an early-morning raid.",
        "The 12th round of talks and the 20th century.",
        "Prices fall and springs dry up.",
        "No. 10 and Article 5 of the pact.",
        "The first half of the match was even.",
        "It is now or never; by and by, until death.",
        "He was in his 70s.",
        "The month of talks, the year of peace, the week of prayer.",
        "",
    ],
)
def test_no_times(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("They met Wednesday.", "2025-02-12", "day"),
        ("They met on Thursday.", "2025-02-13", "day"),
        ("They met on Friday.", "2025-02-07", "day"),
        ("They will meet on Friday.", "2025-02-14", "day"),
        ("Wednesday's talks will go on.", "2025-02-19", "day"),
        ("On Friday, Hagen will fly to Orvelle.", "2025-02-14", "day"),
        ("He said Friday that he will come.", "2025-02-07", "day"),
        ("The talks are scheduled for Monday.", "2025-02-17", "day"),
        ("The talks will be held on 3 March.", "2025-03-03", "day"),
        ("Yesterday", "2025-02-12", "day"),
        ("the day before yesterday", "2025-02-11", "day"),
        ("two days ago", "2025-02-11", "day"),
        ("twenty-five days ago", "2025-01-19", "day"),
        ("a week ago", "2025-02-03/2025-02-09", "week"),
        ("three years ago", "2022", "year"),
        ("last week", "2025-02-03/2025-02-09", "week"),
        ("early next week", "2025-02-17/2025-02-19", "week"),
        ("over the weekend", "2025-02-08/2025-02-09", "week"),
        ("this weekend", "2025-02-15/2025-02-16", "week"),
        ("next month", "2025-03", "month"),
        ("last Sunday", "2025-02-09", "day"),
        ("next Wednesday", "2025-02-19", "day"),
        ("this past Friday", "2025-02-07", "day"),
        ("Wednesday evening", "2025-02-12", "part"),
        ("last night", "2025-02-12", "part"),
        ("Feb. 12", "2025-02-12", "day"),
        ("Dec. 28", "2024-12-28", "day"),
        ("Feb. 29", "2024-02-29", "day"),
        ("12 February", "2025-02-12", "day"),
        ("February 12, 2025", "2025-02-12", "day"),
        ("2025-02-12", "2025-02-12", "day"),
        ("11/25/2024", "2024-11-25", "day"),
        ("25/11/2024", "2024-11-25", "day"),
        ("Friday the 7th", "2025-02-07", "day"),
        ("on the 7th", "2025-02-07", "day"),
        ("the 20th of next month", "2025-03-20", "day"),
        ("in March", "2025-03", "month"),
        ("in November", "2024-11", "month"),
        ("last May", "2024-05", "month"),
        ("in May next year", "2026-05", "month"),
        ("late March 2024", "2024-03", "month"),
        ("early 2024", "2024", "year"),
        ("the end of the year", "2025", "year"),
        ("by the end of the year", "../2025", "open"),
        ("until Monday, 3 March", "../2025-03-03", "open"),
        ("since February 2022", "2022-02/..", "open"),
        ("before 2014", "../2014", "open"),
        ("in 2022-2023", "2022/2023", "range"),
        ("the 1990s", "1990/1999", "range"),
        ("the '90s", "1990/1999", "range"),
        ("Q1 2025", "2025-01/2025-03", "season"),
        ("the fourth quarter", "2024-10/2024-12", "season"),
        ("the first half of 2024", "2024-01/2024-06", "season"),
        ("last summer", "2024-06/2024-08", "season"),
        ("the spring of 2024", "2024-03/2024-05", "season"),
        ("Monday to Wednesday", "2025-02-10/2025-02-12", "range"),
        ("Monday until Wednesday", "2025-02-10/2025-02-12", "range"),
        ("Monday to Wednesday next week", "2025-02-17/2025-02-19", "range"),
        ("between March 3 and March 5, 2024", "2024-03-03/2024-03-05", "range"),
        ("Dec. 30 to Jan. 2, 2025", "2024-12-30/2025-01-02", "range"),
        ("March 3-5, 2025", "2025-03-03/2025-03-05", "range"),
        ("from 4 to 6 March", "2025-03-04/2025-03-06", "range"),
        ("the past three days", "2025-02-10/2025-02-12", "range"),
        ("the next two weeks", "2025-02-14/2025-02-27", "range"),
        ("at 3 p.m. Wednesday", "2025-02-12", "hour"),
        ("Christmas Day", "2024-12-25", "day"),
    ],
)
def test_resolved(text: str, iso: str, precision: str) -> None:
    (when,) = resolve(text)
    assert (when.iso, when.precision) == (iso, precision)


@pytest.mark.parametrize(
    "text", ["recently", "in recent days", "the coming weeks", "a few days ago", "Feb. 30"]
)
def test_unresolved(text: str) -> None:
    assert find(text)
    assert resolve(text) == []


@pytest.mark.parametrize(
    ("text", "time", "zone"),
    [
        ("at 3 p.m. EST on Wednesday", "15:00", "America/New_York"),
        ("at 16:00 Moscow time", "16:00", "Europe/Moscow"),
        ("Wednesday at 12:30 a.m. GMT", "00:30", "UTC"),
        ("12 p.m. local time", "12:00", "local"),
        ("Wednesday, 3 to 5 p.m.", "15:00/17:00", ""),
        ("10 a.m. to 2 p.m. Wednesday", "10:00/14:00", ""),
        ("noon on Wednesday", "12:00", ""),
    ],
)
def test_clock_and_zone_stay_as_written(text: str, time: str, zone: str) -> None:
    (when,) = resolve(text)
    assert (when.time, when.zone) == (time, zone)


@pytest.mark.parametrize(
    ("text", "isos"),
    [
        ("They met on Feb. 10. The next day they signed.", ["2025-02-10", "2025-02-11"]),
        ("They met on Feb. 10 and flew home three days later.", ["2025-02-10", "2025-02-13"]),
        ("They met on March 5, 2024. That month they signed.", ["2024-03-05", "2024-03"]),
        ("They met on March 5, 2024, and signed the previous day.", ["2024-03-05", "2024-03-04"]),
    ],
)
def test_days_that_lean_on_earlier_ones(text: str, isos: list[str]) -> None:
    assert [when.iso for when in resolve(text)] == isos


def test_without_a_publication_date() -> None:
    assert [when.iso for when in resolve("Feb. 12", None)] == ["--02-12"]
    assert resolve("yesterday, last week, on Friday", None) == []


def test_within_keeps_to_its_span() -> None:
    text = "Monday, Tuesday and Wednesday"
    assert [phrase.span.of(text) for phrase in find_times(text, Span(8, 15), EN)] == ["Tuesday"]


SCRAPS = st.sampled_from(
    [
        *" ,.-–:()'\n19",
        *(
            "2025",
            "2022",
            "12",
            "May",
            "March",
            "Feb.",
            "Friday",
            "monday",
            "today",
            "next week",
            "of",
            "the",
        ),
        *(
            "early",
            "the end of",
            "the year",
            "since",
            "by",
            "until",
            "and",
            "between",
            "to",
            "at",
            "p.m.",
            "16:00",
        ),
        *("two", "days ago", "the past", "days", "EST", "Moscow time", "1990s", "12th", "Q1", "will", "said"),
    ]
)


@given(
    st.lists(SCRAPS, max_size=20).map(" ".join) | st.lists(SCRAPS, max_size=20).map("".join),
    st.none() | st.dates(),
)
def test_laws(text: str, published: datetime.date | None) -> None:
    phrases = find_times(text, None, EN)
    spans = [phrase.span for phrase in phrases]
    assert all(span.stop <= len(text) for span in spans)
    assert all(left.stop <= right.start for left, right in itertools.pairwise(spans))
    whens = resolve_times(phrases, published=published, zone="")
    assert {when.span for when in whens} <= set(spans)
    for when in whens:
        if when.start and when.stop:
            assert when.start <= when.stop
