"""Doubts: like claims that may say otherwise are never shown as agreement."""

import pytest

from bench.contradictions import judge, read_claim, read_names, read_pairs
from readout.compare.contradictions import compare_claims


def doubt(language: str, a: str, b: str) -> str:
    names = read_names()
    return compare_claims(*(read_claim(text, language, names) for text in (a, b))).doubt


@pytest.mark.parametrize(
    ("language", "a", "b", "doubted"),
    [
        ("en", "The truce covers up to 100 villages.", "The truce covers up to 300 villages.", "number"),
        ("en", "Norland thanked the visitors.", "The visitors thanked Norland.", "party"),
        ("en", "The port needs dredging.", "The port needs guarding.", "words"),
        ("en", "Almar recognized the courage of Belin.", "Belin recognized the courage of Almar.", "party"),
        ("ru", "Речь идёт не о перемирии, а о мире.", "Речь идёт о перемирии, а не о мире.", "negation"),
    ],
)
def test_what_may_say_otherwise_is_doubted(language, a, b, doubted):
    assert doubt(language, a, b) == doubted


@pytest.mark.parametrize(
    ("language", "a", "b"),
    [
        ("en", "The two presidents discussed trade.", "The presidents discussed trade and fishing."),
        ("en", "Almar met Belin on Monday.", "On Monday Belin met Almar."),
        ("en", "The truce covers up to 100 villages.", "The truce covers 80 villages."),
        ("zh", "两国元首讨论了能源问题。", "两国元首讨论了能源和贸易问题。"),
        ("ru", "Стороны договорились о перемирии.", "Стороны договорились о перемирии на море."),
        ("ru", "Альмар встретился с Белином.", "Белин встретился с Альмаром."),
    ],
)
def test_one_side_that_tells_more_is_no_reason_to_doubt(language, a, b):
    assert doubt(language, a, b) == ""


@pytest.mark.parametrize("pair", [pair for pair in read_pairs("shown") if pair.says == "otherwise"])
def test_no_contradiction_is_agreement(pair):
    verdict = judge(pair, read_names())
    assert verdict.says == "otherwise" or (verdict.says != "same" and verdict.doubt)
