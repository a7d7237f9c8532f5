"""Accounts and their comparison: on the seed page, and on articles of our own in three languages."""

import pytest

from readout.compare.comparison import compare_accounts
from readout.model import Comparison, Page
from readout.pipeline import read_page
from readout.run.comparing import compare_readings
from readout.views.comparison import make_comparison_page


def words_of(comparison: Comparison) -> list[tuple[str, ...]]:
    """The rows as they are shown: a cell is its words, "" where the side is silent."""
    points = {point.id: point.quote for account in comparison.accounts for point in account.points}
    return [
        tuple(" / ".join(points[id] for id in cell.points) for cell in row.cells) for row in comparison.rows
    ]


@pytest.fixture(scope="module")
def seed(shared):
    """The comparison of the seed page's first call, and its reading."""
    path = shared / "pages" / "seed.txt"
    if not path.is_file():
        pytest.skip(f"no page {path}")
    reading = read_page(Page(id="seed", content=path.read_bytes(), media_type="text/plain"))
    (compared,) = compare_readings([reading], contact="c1", likeness=False)
    return compared


def test_the_seed_page_has_a_russian_and_an_american_column(seed):
    assert seed.comparison.sides == ("russia", "united-states")
    tellers = [[(t.name, t.telling) for t in account.tellers] for account in seed.comparison.accounts]
    assert ("佩斯科夫", "spokesperson") in tellers[0]
    assert ("卡罗琳·莱维特", "spokesperson") in tellers[1]
    assert ("特朗普", "party") in tellers[1]


@pytest.mark.parametrize(
    ("russian", "american"),
    [
        ("普京和特朗普已同意会面", ""),
        ("普京已邀请特朗普访问莫斯科", ""),
        ("普京同时强调必须消除冲突产生的根本原因", ""),
        ("", "两人同意让各自的团队立即开始磋商"),
        ("", "她还不清楚特朗普和普京访问对方国家是否有任何先决条件"),
        ("特朗普与普京的通话持续了大约一个半小时", "特朗普与普京的通话持续了大约一个半小时"),
    ],
)
def test_the_seed_page_has_these_rows(seed, russian, american):
    assert (russian, american) in words_of(seed.comparison)


def test_what_other_people_said_of_it_or_of_another_call_is_in_no_column(seed):
    shown = " ".join(cell for row in words_of(seed.comparison) for cell in row)
    for words in ("开展对话好于没有对话", "很长的距离", "3500亿美元", "很顺利", "边界"):
        assert words not in shown


def test_every_cell_of_the_seed_page_is_marked_in_its_text(seed):
    text = seed.readings[0].article.text
    page = make_comparison_page(seed.comparison, seed.readings)
    shown = [words for line in page.lines for square in line.squares for words in square.words]
    assert shown
    assert all(text[words.start : words.stop] == words.quote for words in shown)
    marked = {s.point: s.text for source in page.sources for p in source.paragraphs for s in p if s.point}
    assert {words.quote for words in shown} == set(marked.values())


def test_nothing_to_compare_is_an_error():
    with pytest.raises(ValueError, match="no report to compare"):
        compare_accounts([])
