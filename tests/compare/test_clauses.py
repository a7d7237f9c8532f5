"""Clauses: a stretch cut into claims; what only leads in or lists is no claim of its own."""

import datetime

import pytest

from readout.compare.clauses import cut_clauses
from readout.language import load_lexicon
from readout.language.topics import find_topics
from readout.model import Span
from readout.resolve import resolve_times
from readout.spot import find_times


def cut(text: str, language: str) -> list[str]:
    lexicon = load_lexicon(language)
    whens = resolve_times(
        find_times(text, None, lexicon), published=datetime.date(2031, 5, 3), zone="Europe/Oslo"
    )
    clauses = cut_clauses(text, Span(0, len(text)), lexicon, times=[when.span for when in whens])
    return [clause.span.of(text) for clause in clauses]


@pytest.mark.parametrize(
    ("language", "text", "claims"),
    [
        ("zh", "5月2日晚，两国总统通了电话。", ["5月2日晚，两国总统通了电话"]),
        ("zh", "双方同意停火，双方讨论了贸易。", ["双方同意停火", "双方讨论了贸易"]),
        (
            "en",
            "Today, President Osu and President Marin spoke about trade.",
            ["Today, President Osu and President Marin spoke about trade"],
        ),
        (
            "en",
            "He said the policy has not changed and that both sides oppose the tariffs.",
            ["He said the policy has not changed", "both sides oppose the tariffs"],
        ),
        (
            "en",
            "They exchanged views on key issues, including Iran, Cuba, and Peru.",
            ["They exchanged views on key issues, including Iran, Cuba, and Peru"],
        ),
        (
            "en",
            "He outlined efforts to prevent and then stop the strikes.",
            ["He outlined efforts to prevent and then stop the strikes"],
        ),
        (
            "ru",
            "Вечером 2 мая Осу и Марин обсудили торговлю.",
            ["Вечером 2 мая Осу и Марин обсудили торговлю"],
        ),
    ],
)
def test_clauses(language, text, claims):
    assert cut(text, language) == claims


@pytest.mark.parametrize(
    ("language", "text", "topics"),
    [
        ("zh", "希望台海地区保持和平稳定", {"taiwan", "peace-and-stability"}),
        ("zh", "双方谈到了海地局势", {"haiti"}),
        ("zh", "中美关系正常化", {"bilateral-relations", "normalization"}),
        ("ru", "безопасность в акватории Чёрного моря", {"black-sea", "maritime"}),
        ("ru", "безопасность на Черном море", {"black-sea"}),
        ("ru", "долгосрочное сотрудничество", {"cooperation"}),
    ],
)
def test_topics_are_whole_words(language, text, topics):
    lexicon = load_lexicon(language)
    found = find_topics(text, lexicon.topics, spaced=lexicon.orthography.spaced)
    assert {seen.topic.topic for seen in found} == topics
