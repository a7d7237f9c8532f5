"""Durations: how long something took."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.language import load_lexicon
from readout.model import Span
from readout.spot import find_durations

ZH = load_lexicon("zh")


@pytest.mark.parametrize(
    ("marked", "iso", "approximate"),
    [
        ("通话持续了[一个半小时]。", "PT90M", False),
        ("通话持续了[大约一个小时]。", "PT60M", True),
        ("会谈历时[90分钟]。", "PT90M", False),
        ("会谈历时[近两小时]。", "PT120M", True),
        ("会谈历时[两个多小时]。", "PT120M", True),
        ("会谈历时[半小时]。", "PT30M", False),
        ("会谈历时[半个小时]。", "PT30M", False),
        ("会谈历时[两小时半]。", "PT150M", False),
        ("会谈历时[45分钟左右]。", "PT45M", True),
        ("会谈历时[一小时四十分钟]。", "PT100M", False),
        ("会谈历时[1小时40分]。", "PT100M", False),
        ("会谈历时[１２．５小时]。", "PT750M", False),
        ("会谈历时[十几分钟]。", "PT10M", True),
        ("会谈历时[两到三小时]。", "PT120M", True),
        ("爆炸声持续[30秒]。", "PT30S", False),
        ("停火[72小时]。", "PT72H", False),
        ("停火[三天]。", "P3D", False),
        ("停火[一天半]。", "P1DT12H", False),
        ("访问为期[2至3天]。", "P2D", True),
        ("访问为期[两周]。", "P2W", False),
        ("协议为期[6个月]。", "P6M", False),
        ("协议为期[一个半月]。", "P1.5M", False),
        ("协议为期[半年]。", "P6M", False),
        ("协议为期[两年半]。", "P30M", False),
        ("战事已打了[3年多]。", "P3Y", True),
        ("请在[10日内]答复。", "P10D", False),
    ],
)
def test_durations(marked: str, iso: str, approximate: bool) -> None:
    (mark,) = re.findall(r"\[(.+?)\]", marked)
    text = re.sub(r"[\[\]]", "", marked)
    (duration,) = find_durations(text, None, ZH)
    assert (duration.span.of(text), duration.iso, duration.approximate) == (mark, iso, approximate)


@pytest.mark.parametrize(
    "text",
    [
        "三天前，双方会面。",
        "三天后，双方会面。",
        "两小时后，他离开了。",
        "2025年，双方会面。",
        "二〇二五年，双方会面。",
        "建交10周年",
        "上半年和下半年",
        "小学三年级",
        "第三天，第一年，第2周",
        "同一天，另一方否认。",
        "上一周的会谈",
        "5月和12月",
        "13日抵达。",
        "16时08分",
        "几个小时，数十年",
        "上世纪80年代",
        "三天津球员",
        "会上提出3分建议",
        "",
    ],
)
def test_no_durations(text: str) -> None:
    assert find_durations(text, None, ZH) == ()


def test_within_keeps_to_its_span() -> None:
    text = "先谈1小时，再谈2小时，又谈3小时"
    assert [d.iso for d in find_durations(text, Span(6, 11), ZH)] == ["PT120M"]


SCRAPS = st.sampled_from(
    [
        *"0123456789１.,一二两三十百千万点半个多几第约近至到零 ",
        *("小时", "分钟", "分", "秒", "天", "周", "个月", "年", "日内", "左右", "前", "后"),
    ]
)


@given(st.lists(SCRAPS, max_size=30).map("".join) | st.text(max_size=30))
def test_laws(text: str) -> None:
    durations = find_durations(text, None, ZH)
    assert all(duration.span.stop <= len(text) for duration in durations)
    assert all(a.span.stop <= b.span.start for a, b in itertools.pairwise(durations))
    number = r"\d+(\.\d+)?"
    pattern = rf"P(?=.)({number}Y)?({number}M)?({number}W)?({number}D)?(T({number}[HMS])+)?"
    assert all(re.fullmatch(pattern, duration.iso) for duration in durations)
