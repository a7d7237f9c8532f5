"""Contradictions: pairs of sentences made by edits, the words that are shown for them, and laws. All names are invented."""

import datetime
import pickle
import re
from dataclasses import replace

import pytest

from bench.contradictions import PUBLISHED, judge, read_claim, read_names, read_pairs, score
from readout.compare.claims import CONTRADICTION_KINDS, SAYS, Claim, Contradiction, Verdict, cut_claim
from readout.compare.contradictions import compare_claims, find_contradiction
from readout.errors import ModelError
from readout.language import load_lexicon
from readout.model import Span

SHOWN = read_pairs("shown")
NAMES = read_names()


def claim(text: str, language: str, published: datetime.date = PUBLISHED) -> Claim:
    return read_claim(text, language, NAMES, published)


@pytest.mark.parametrize("pair", SHOWN, ids=lambda pair: f"{pair.says}: {pair.a} / {pair.b}")
def test_pairs_made_by_edits(pair):
    verdict = judge(pair, NAMES)
    if pair.says == "otherwise":
        assert (verdict.says, verdict.kind) in ((pair.says, pair.edit), ("unsure", ""))
    elif pair.says == "apart":
        assert verdict.says in ("unsure", "unrelated")
    else:
        assert verdict.says in ("same", "unsure")


@pytest.mark.parametrize("name", ["shown", "kept"])
def test_the_score_of_pairs_holds(name):
    result, _ = score(read_pairs(name), NAMES)
    assert result.count("otherwise", "same") == 0
    assert result.precision >= 0.95
    assert result.recall >= 0.9
    assert result.count("same", "same") >= 0.9 * result.count("same")


def test_there_are_pairs_enough():
    pairs = [*SHOWN, *read_pairs("kept")]
    counts = {says: sum(pair.says == says for pair in pairs) for says in ("otherwise", "same", "apart")}
    assert counts["otherwise"] >= 100
    assert counts["same"] >= 100
    assert counts["apart"] >= 60
    assert {pair.edit for pair in pairs if pair.says == "otherwise"} == set(CONTRADICTION_KINDS)


@pytest.mark.parametrize(
    ("kind", "languages", "a", "b"),
    [
        (
            "negation",
            ("en", "en"),
            "Norland [will not] send observers.",
            "Norland [will] send observers.",
        ),
        (
            "negation",
            ("zh", "en"),
            "诺兰国[拒绝]参加会谈。",
            "Norland [agreed] to take part in the talks.",
        ),
        ("number", ("en", "ru"), "The sides opened [five ports].", "Стороны открыли [три порта]."),
        ("date", ("zh", "zh"), "双方将于[5月22日]会面。", "双方将于[6月3日]会面。"),
        (
            "party",
            ("en", "en"),
            "[Norland] will [host] the summit.",
            "The summit will [be hosted by] [Tarvia].",
        ),
        (
            "modality",
            ("ru", "ru"),
            "Стороны [договорились] об обмене пленными.",
            "Стороны [обсудили] обмен пленными.",
        ),
    ],
)
def test_a_contradiction_shows_the_words_that_make_it(kind, languages, a, b):
    (text_a, marked_a), (text_b, marked_b) = _unmark(a), _unmark(b)
    found = find_contradiction(claim(text_a, languages[0]), claim(text_b, languages[1]))
    assert found is not None
    assert found.kind == kind
    assert [span.of(text_a) for span in found.a] == marked_a
    assert [span.of(text_b) for span in found.b] == marked_b


def _unmark(marked: str) -> tuple[str, list[str]]:
    return re.sub(r"[\[\]]", "", marked), re.findall(r"\[(.+?)\]", marked)


@pytest.mark.parametrize("pair", SHOWN, ids=lambda pair: f"{pair.a} / {pair.b}")
def test_the_order_of_two_claims_makes_no_difference(pair):
    a, b = claim(pair.a, pair.languages[0]), claim(pair.b, pair.languages[1])
    there, back = compare_claims(a, b), compare_claims(b, a)
    assert (there.says, there.kind) == (back.says, back.kind)


@pytest.mark.parametrize("pair", SHOWN, ids=lambda pair: pair.a)
def test_a_claim_says_what_it_says(pair):
    one = claim(pair.a, pair.languages[0])
    assert compare_claims(one, one).says == "same"


@pytest.mark.parametrize("pair", SHOWN, ids=lambda pair: f"{pair.a} / {pair.b}")
def test_verdicts_point_into_the_texts_and_pickle(pair):
    verdict = judge(pair, NAMES)
    assert verdict.says in SAYS
    assert 0 <= verdict.shared <= 1
    for spans, text in ((verdict.a, pair.a), (verdict.b, pair.b)):
        assert all(span.stop <= len(text) and span.of(text).strip() for span in spans)
    assert pickle.loads(pickle.dumps(verdict)) == verdict


@pytest.mark.parametrize(
    ("a", "b", "says"),
    [
        ("The sides will send about 100 trucks.", "The sides will send 104 trucks.", "same"),
        ("The sides will send about 100 trucks.", "The sides will send 180 trucks.", "otherwise"),
        ("The sides will send over 100 trucks.", "The sides will send 180 trucks.", "unsure"),
        ("The sides will send over 100 trucks.", "The sides will send 60 trucks.", "otherwise"),
        ("The loan is worth $2.48 billion.", "The loan is worth $2.5 billion.", "unsure"),
        ("The loan is worth $2 billion.", "The loan is worth 2 billion euros.", "unsure"),
        ("The call lasted 90 minutes.", "The call lasted an hour and a half.", "same"),
        ("The call lasted about an hour.", "The call lasted 55 minutes.", "same"),
        ("The truce ends by 1 June.", "The truce ends by 1 July.", "otherwise"),
        ("The truce ends by 1 June.", "The truce ends on 20 May.", "unsure"),
    ],
)
def test_hedges_and_units(a, b, says):
    assert compare_claims(claim(a, "en"), claim(b, "en")).says == says


@pytest.mark.parametrize(
    ("days", "says"),
    [((14, 14), "otherwise"), ((16, 14), "otherwise"), ((14, 16), "unsure")],
)
def test_what_was_planned_may_have_happened_since(days, says):
    planned = claim("Norland will sign the treaty.", "en", PUBLISHED.replace(day=days[0]))
    done = claim("Norland signed the treaty.", "en", PUBLISHED.replace(day=days[1]))
    assert compare_claims(planned, done).says == says


@pytest.mark.parametrize(
    ("zones", "says"),
    [(("", ""), "otherwise"), (("Asia/Tokyo",) * 2, "otherwise"), (("Asia/Tokyo", "America/Lima"), "unsure")],
)
def test_a_day_is_another_day_elsewhere(zones, says):
    a, b = claim("The call took place on 3 May.", "en"), claim("The call took place on 4 May.", "en")
    a, b = replace(a, zone=zones[0]), replace(b, zone=zones[1])
    assert compare_claims(a, b).says == says


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Norland thanked Sudria.", "Sudria thanked Norland."),
        ("Norland criticised Sudria.", "Sudria criticised Norland."),
        ("Norland was criticised by Sudria.", "Norland criticised Sudria."),
        ("Grain goes from Norland to Sudria.", "Grain goes from Sudria to Norland."),
    ],
)
def test_two_names_that_change_places_are_not_the_same(a, b):
    assert compare_claims(claim(a, "en"), claim(b, "en")).says == "unsure"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Судрия пригласила Норландию.", "Норландию пригласила Судрия."),
        ("Тарвия примет встречу.", "Встречу примет Тарвия."),
    ],
)
def test_a_free_order_of_words_is_no_contradiction(a, b):
    assert compare_claims(claim(a, "ru"), claim(b, "ru")).says != "otherwise"


def test_two_clauses_are_compared_one_by_one():
    a = claim("The sides agreed on trade, but they did not agree on a date.", "en")
    b = claim("The sides agreed on a date.", "en")
    assert compare_claims(a, b).kind == "negation"
    assert compare_claims(a, claim("The sides agreed on trade.", "en")).says == "unsure"


def test_a_claim_takes_the_rows_that_lie_in_it():
    text = "Five ports opened. Norland sent 30 trucks."
    whole = claim(text, "en")
    part = cut_claim(
        Span(19, len(text)), text, load_lexicon("en"), amounts=whole.amounts, mentions=whole.mentions
    )
    assert part.words == "Norland sent 30 trucks."
    assert [amount.span.of(text) for amount in part.amounts] == ["30 trucks"]
    assert [mention.span.of(text) for mention in part.mentions] == ["Norland"]


def test_a_language_without_meanings_is_never_sure_of_a_contradiction():
    a, b = (
        claim("Сторони домовилися про перемир'я.", "uk"),
        claim("Сторони не домовилися про перемир'я.", "uk"),
    )
    assert compare_claims(a, b).says != "otherwise"
    assert compare_claims(a, b).says != "same"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Contradiction(kind="mood", a=(Span(0, 1),), b=(Span(0, 1),)), "unknown kind 'mood'"),
        (lambda: Contradiction(kind="date", a=(), b=(Span(0, 1),)), "no words shown"),
        (lambda: Verdict(says="maybe"), "unknown 'maybe'"),
        (lambda: Verdict(says="otherwise"), "goes with a contradiction"),
    ],
)
def test_a_wrong_verdict_is_refused(make, message):
    with pytest.raises(ModelError, match=message):
        make()
