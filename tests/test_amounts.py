"""Amounts: numbers with a unit, and how the text hedges them."""

import itertools
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.errors import ModelError
from readout.language import load_lexicon
from readout.language.entries import UnitWord
from readout.model import Amount, Span
from readout.spot.amounts import find_amounts
from readout.spot.durations import find_durations

ZH = load_lexicon("zh")


def find(text: str) -> tuple[Amount, ...]:
    return find_amounts(text, None, ZH)


@pytest.mark.parametrize("entry", ZH.units, ids=lambda entry: f"{entry.kind} {entry.forms[0]}")
def test_every_unit_is_found_in_its_example(entry: UnitWord) -> None:
    marks = re.findall(r"\[(.+?)\]", entry.example)
    text = re.sub(r"[\[\]]", "", entry.example)
    spans = [a.span for a in find(text)] + [d.span for d in find_durations(text, None, ZH)]
    assert set(marks) <= {span.of(text) for span in spans}
    if entry.kind == "currency":
        assert [a.unit for a in find(text)] == [entry.means]


@pytest.mark.parametrize(
    ("text", "evidence", "value", "unit", "bound"),
    [
        ("提供了3500亿美元援助", "3500亿美元", 350_000_000_000, "USD", "exact"),
        ("跌破每桶60美元", "60美元", 60, "USD", "exact"),
        ("总额1.2万亿元", "1.2万亿元", 1_200_000_000_000, "CNY", "exact"),
        ("股价35.18元", "35.18元", "35.18", "CNY", "exact"),
        ("贷款900亿欧元", "900亿欧元", 90_000_000_000, "EUR", "exact"),
        ("三千五百亿日元", "三千五百亿日元", 350_000_000_000, "JPY", "exact"),
        ("1亿2000万美元", "1亿2000万美元", 120_000_000, "USD", "exact"),
        ("人民币500亿元", "人民币500亿元", 50_000_000_000, "CNY", "exact"),
        ("US$60", "US$60", 60, "USD", "exact"),
        ("50万人离开家园", "50万人", 500_000, "人", "exact"),
        ("3,500名士兵", "3,500名", 3500, "名", "exact"),
        ("１２架战机", "１２架", 12, "架", "exact"),
        ("两百艘渔船", "两百艘", 200, "艘", "exact"),
        ("三万五千吨", "三万五千吨", 35_000, "吨", "exact"),
        ("三万五吨", "三万五吨", 35_000, "吨", "exact"),
        ("5千米外", "5千米", 5, "千米", "exact"),
        ("12个国家", "12个国家", 12, "国家", "exact"),
        ("百分之三", "百分之三", 3, "%", "exact"),
        ("百分之三点五", "百分之三点五", "3.5", "%", "exact"),
        ("增长3.5%", "3.5%", "3.5", "%", "exact"),
        ("下调2个百分点", "2个百分点", 2, "pp", "exact"),
        ("约30人受伤", "约30人", 30, "人", "about"),
        ("大约500人", "大约500人", 500, "人", "about"),
        ("每人200元左右", "200元左右", 200, "CNY", "about"),
        ("十几人被捕", "十几人", 10, "人", "about"),
        ("超过20亿美元", "超过20亿美元", 2_000_000_000, "USD", "over"),
        ("逾千名，约3000名", "约3000名", 3000, "名", "about"),
        ("10多万人", "10多万人", 100_000, "人", "over"),
        ("3000余人", "3000余人", 3000, "人", "over"),
        ("至少一人死亡", "至少一人", 1, "人", "over"),
        ("六成即60%以上", "60%以上", 60, "%", "over"),
        ("近两万人", "近两万人", 20_000, "人", "under"),
        ("不足100万桶", "不足100万桶", 1_000_000, "桶", "under"),
        ("附近3公里", "3公里", 3, "公里", "exact"),
        ("依据条约10项条款", "10项", 10, "项", "exact"),
    ],
)
def test_amounts(text: str, evidence: str, value: int | str, unit: str, bound: str) -> None:
    (amount,) = find(text)
    assert amount.span.of(text) == evidence
    assert (amount.low, amount.high, amount.unit, amount.bound) == (
        Decimal(value),
        Decimal(value),
        unit,
        bound,
    )


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("10至15万人", 100_000, 150_000, "人"),
        ("10万—15万人", 100_000, 150_000, "人"),
        ("5000至1万人", 5000, 10_000, "人"),
        ("2%—3%", 2, 3, "%"),
        ("百分之三至百分之五", 3, 5, "%"),
        ("百分之三至五", 3, 5, "%"),
        ("70到80美元", 70, 80, "USD"),
        ("2-3名", 2, 3, "名"),
        ("三四百人", 300, 400, "人"),
        ("五六十艘", 50, 60, "艘"),
    ],
)
def test_ranges(text: str, low: int, high: int, unit: str) -> None:
    (amount,) = find(text)
    assert amount.span == Span(0, len(text))
    assert (amount.low, amount.high, amount.unit, amount.bound) == (low, high, unit, "range")


@pytest.mark.parametrize(
    "text",
    [
        "2月12日，会谈结束。",
        "2025年1月1日元旦放假。",
        "16时08分发生地震。",
        "第三次磋商和第3批援助",
        "二战结束八十周年",
        "数十人和几百名记者",
        "数百架无人机",
        "一个问题，一次会谈，一名记者",
        "G20峰会和F-16战机",
        "神舟二十号",
        "一带一路倡议",
        "三峡和三门峡水库",
        "他今年45岁，",
        "谈判进行了两小时",
        "三部门联合发文",
        "多元文化，二元对立",
        "他们各自为政，万众一心",
        "比分是2比1",
        "三分之二多数",
        "",
    ],
)
def test_no_amounts(text: str) -> None:
    assert find(text) == ()


def test_within_keeps_to_its_span() -> None:
    text = "3人死亡，5人受伤，7人失踪"
    assert [a.span.of(text) for a in find_amounts(text, Span(5, 9), ZH)] == ["5人"]


def test_there_are_many_currencies() -> None:
    assert len({entry.means for entry in ZH.units if entry.kind == "currency"}) >= 60


@pytest.mark.parametrize(
    ("kind", "means"),
    [
        ("digit", "ten"),
        ("scale", "11"),
        ("currency", "dollar"),
        ("percent", "percent"),
        ("hedge", "about"),
        ("duration", "1H"),
        ("counter", "人"),
        ("weight", ""),
    ],
)
def test_the_notation_is_closed(kind: str, means: str) -> None:
    with pytest.raises(ModelError):
        UnitWord(forms=("个",), kind=kind, means=means, example="3[个]")


SCRAPS = st.sampled_from(
    [
        *"0123456789１．.,一二两三十百千万亿点半个多余来几数第约近超至到—-%‰$元人名米日年 ",
        *("百分之", "美元", "百分点", "人民币", "超过", "左右", "以上", "小时", "千米"),
    ]
)


@given(st.lists(SCRAPS, max_size=30).map("".join) | st.text(max_size=30))
def test_laws(text: str) -> None:
    amounts = find(text)
    assert all(amount.span.stop <= len(text) for amount in amounts)
    assert all(a.span.stop <= b.span.start for a, b in itertools.pairwise(amounts))
    assert all(amount.low <= amount.high and amount.unit for amount in amounts)
