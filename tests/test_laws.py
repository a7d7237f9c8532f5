"""The laws of the house, as properties over made-up texts."""

import os
import pickle
import subprocess
import sys

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout import errors
from readout.export import read_schema, row_to_dict, to_json_line
from readout.language import load_lexicon
from readout.model import Page, Reading, Unreadable
from readout.pipeline import read_page
from tests.laws import check_laws

_LEXICON = load_lexicon("zh")
_CUES = [form for cue in _LEXICON.cues for form in cue.forms]
_NAMES = [
    "哈根",
    "挪威外交部",
    "秘鲁总统萨利纳斯",
    "双方",
    "他",
    "一名官员",
    "卡罗琳·莱德",
    "中方",
    "声明",
    "美洲通讯社",
]
_NAMES += [country.forms[0] for country in _LEXICON.countries[:60]]
_TRIGGERS = [form for trigger in _LEXICON.triggers for form in trigger.forms]
_TIMES = ["3月18日", "当天", "2025年2月12日凌晨2时许", "去年", "4月2日至3日", "周五", "11日晚"]
_THINGS = ["停火", "12亿美元", "约三成", "港口谈判", "至少5名平民", "和平", "3.5亿至4亿克朗", "一个半小时"]
_LITTLE = [
    *list("，。：；、“”‘’！？（）《》…—\n \u3000,.:\"'()"),
    "对",
    "在",
    "将",
    "不",
    "与",
    "和",
    "据",
    "的",
    "已",
]
_LINES = [
    "来源:海岸通讯社",
    "（责任编辑：宋青禾）",
    "海岸通讯社奥斯陆5月6日电 ",
    "声明:本站内容由网友发布,不代表本站观点。",
    "本文链接:两国通电话http://www.coast-example.com/1.html",
    "冬季路跑赛落幕 海岸通讯社3月17日电 选手们冲过终点,组委会称,明年",
    "相关阅读",
]

# Control characters make a text a binary file, which is refused; single surrogates can't be written.
_CHARS = st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufeff\ufffd")
_PIECES = st.one_of(
    st.sampled_from(_CUES),
    st.sampled_from(_NAMES),
    st.sampled_from(_TRIGGERS),
    st.sampled_from(_TIMES),
    st.sampled_from(_THINGS),
    st.sampled_from(_LITTLE),
    st.sampled_from(_LITTLE),
    _CHARS,
)
_REPORTS = st.builds(
    "{}{}{}，{}{}{}".format,
    st.sampled_from(_NAMES),
    st.sampled_from(["", *_TIMES]),
    st.sampled_from(_CUES),
    st.lists(_PIECES, max_size=12).map("".join),
    st.sampled_from(["", *_TRIGGERS]),
    st.sampled_from(["。", "。\n", "”。", "；", "\n"]),
)
TEXTS = st.lists(
    st.one_of(_REPORTS, st.lists(_PIECES, max_size=10).map("".join), st.sampled_from(_LINES)),
    min_size=1,
    max_size=8,
).map("".join)


def make_page(text: str) -> Page:
    return Page(id="law", content=text.encode(), media_type="text/plain", charset="utf-8", language="zh")


def read(text: str) -> Reading:
    return read_page(make_page(text))


def readable(text: str) -> bool:
    return bool(text.strip())


@given(TEXTS.filter(readable))
def test_a_reading_keeps_the_laws(text):
    reading = read(text)
    check_laws(reading)


@given(TEXTS.filter(readable))
def test_a_plain_text_is_never_rewritten(text):
    assert read(text).article.text == text


@given(TEXTS.filter(readable))
def test_reading_twice_gives_the_same_bytes(text):
    first, second = read(text), read(text)
    assert first == second
    assert to_json_line(first).encode() == to_json_line(second).encode()


@given(TEXTS.filter(readable))
def test_a_reading_survives_pickling(text):
    page = make_page(text)
    assert pickle.loads(pickle.dumps(page)) == page
    reading = read_page(page)
    assert pickle.loads(pickle.dumps(reading)) == reading


@given(TEXTS.filter(readable))
def test_a_reading_fits_the_published_schema(text):
    _VALIDATOR.validate(row_to_dict(read(text)))


_VALIDATOR = jsonschema.Draft202012Validator(read_schema())
_ERRORS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]


@pytest.mark.parametrize("kind", _ERRORS)
def test_an_error_survives_pickling(kind):
    error = pickle.loads(pickle.dumps(kind("page.html is empty; give another")))
    assert type(error) is kind
    assert str(error) == "page.html is empty; give another"
    assert isinstance(error, errors.ReadoutError)


def test_an_unreadable_row_survives_pickling():
    row = Unreadable(id="a", url="http://a.example", reason="a is empty; give another")
    assert pickle.loads(pickle.dumps(row)) == row


def test_the_order_of_a_set_is_nowhere_in_a_reading(root):
    """Hash seeds differ from process to process; the bytes do not."""
    command = [sys.executable, "-m", "readout.cli", "read", "examples", "--format", "jsonl"]
    outputs = [
        subprocess.run(
            command, cwd=root, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    ]
    assert outputs[0] == outputs[1] == outputs[2]
    assert outputs[0].count(b"\n") >= 3
