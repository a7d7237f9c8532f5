"""Time phrases: what is one, what is none, and which day each stands for."""

import dataclasses
import datetime
import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.errors import ModelError
from readout.language import load_lexicon
from readout.language.entries import TimeWord
from readout.model import Shift, Span, TimePhrase, When
from readout.resolve import resolve_times
from readout.spot import find_amounts, find_durations, find_times

ZH = load_lexicon("zh")
PUBLISHED = datetime.date(2025, 2, 13)  # a Thursday


def read_marks(marked: str) -> tuple[str, list[str]]:
    """The text without its square brackets, and what stood in them."""
    return re.sub(r"[\[\]]", "", marked), re.findall(r"\[(.+?)\]", marked)


def find(text: str) -> list[str]:
    return [phrase.span.of(text) for phrase in find_times(text, None, ZH)]


def resolve(text: str, published: datetime.date | None = PUBLISHED) -> list[When]:
    return list(resolve_times(find_times(text, None, ZH), published=published, zone="Asia/Shanghai"))


@pytest.mark.parametrize("entry", ZH.times, ids=lambda entry: entry.forms[0])
def test_every_word_is_found_in_its_example(entry: TimeWord) -> None:
    text, marks = read_marks(entry.example)
    assert set(marks) <= set(find(text))


@pytest.mark.parametrize(
    "marked",
    [
        "发言人[13日]说，会谈[14日]继续。",
        "发言人[１３日]说，会谈继续。",
        "发言人[十三日]说，会谈继续。",
        "他[13日]说，两国元首[12日]通话，白宫[13号]证实，他说[明天]再谈。",
        "街头[12日]发生枪击，普拉多[13日]到场，目前[14日]的集会已取消。",
        "[今天（2月13日）上午]，两国外长通电话。",
        "代表团[当地时间11日晚]抵达利雅得。",
        "会谈[13日下午3时]开始。",
        "[当地时间2月12日]（[北京时间13日]），总统发帖。",
        "[2月12日至14日]，部长访问三国。",
        "停火从[13日8时至14日8时]。",
        "[13日晚到14日凌晨]，该市遭到袭击。",
        "[2月12—14日]，磋商在吉达举行。",
        "[13日]、[14日]，双方继续磋商。",
        "[2024年12月30日至2025年1月2日]，商店关门。",
        "他援引[7月23日]协议的条款。",
        "[12日]前往巴黎的代表团已经返回。",
        "[12日]前总统出席了葬礼。",
        "[二〇二五年二月十二日]，双方签字。",
        "[13日]元首会晤如期举行。",
        "[2月]中国外长将出访。",
        "发布时间：[2025-02-13 09:30]",
        "[去年5月]和[今年1月]，双方两次会面。",
        "日本[周三]宣布新的制裁。",
        "[上周五]，议会休会；[下周]复会。",
        "[1月以来]，截至[今年2月10日]，双方交换了名单。",
        "[2025年年底前]，[年初]的目标要实现。",
        "[2025 年 2 月 12 日]，双方签字，[去年]的账目已结清。",
        "部队[过去三天]没有推进，谈判将在[未来两周]恢复。",
        "《计划（[2021-2025]）》定于[下下周三]公布。",
        "任务是在[大前天]完成的，[大后天]验收。",
    ],
)
def test_times(marked: str) -> None:
    text, marks = read_marks(marked)
    assert find(text) == marks


@pytest.mark.parametrize(
    "text",
    [
        "汇率跌至12日元，",
        "应在10日内答复。",
        "停火三天，72小时后再谈。",
        "五月花酒店举行了晚宴。",
        "十月革命一声炮响。",
        "股价跌破25日均线。",
        "地铁10号线在3号楼旁设站。",
        "神舟二十号飞船发射升空。",
        "这座城市的发展一日千里。",
        "总理同日本首相举行会谈。",
        "作为当日本国代表团的团长，",
        "每周一都有例会。",
        "谈判持续了1500年历史上少有的时间。",
        "今日俄罗斯电视台播出了采访。",
        "这是第三日元首外交。",
        "每月15日发放补贴。",
        "病人45日龄，编号为13月。",
        "以21:15的比分获胜。",
        "会议谈了3点意见。",
        "他在附近日常散步。",
        "一年中近三百天都在山里。",
        "前后左右都有人。",
        "底线不容触碰，初步结果已出。",
        "持续近三年的冲突，近三百天都在山里。",
        "节后一周，明后两天，提前7天。",
        "从正月初八到正月十二，游客不断。",
        "以25-20-15的比分获胜，电话010-12-34。",
        "当时谁也没有说话，一时无语。",
        "",
    ],
)
def test_no_times(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("12日", "2025-02-12", "day"),
        ("2月12日", "2025-02-12", "day"),
        ("24日晚", "2025-01-24", "part"),
        ("31日", "2025-01-31", "day"),
        ("14日", "2025-02-14", "day"),
        ("会议将于20日举行", "2025-02-20", "day"),
        ("20日将举行会谈", "2025-02-20", "day"),
        ("将于3月2日", "2025-03-02", "day"),
        ("将于1月20日", "2026-01-20", "day"),
        ("12月28日", "2024-12-28", "day"),
        ("12月", "2024-12", "month"),
        ("今日", "2025-02-13", "day"),
        ("今晨", "2025-02-13", "part"),
        ("昨晚", "2025-02-12", "part"),
        ("前天", "2025-02-11", "day"),
        ("明天", "2025-02-14", "day"),
        ("三天前", "2025-02-10", "day"),
        ("今天（2月13日）", "2025-02-13", "day"),
        ("今（13）日", "2025-02-13", "day"),
        ("上周五", "2025-02-07", "day"),
        ("本周三", "2025-02-12", "day"),
        ("周五", "2025-02-07", "day"),
        ("下周", "2025-02-17/2025-02-23", "week"),
        ("上周末", "2025-02-08/2025-02-09", "week"),
        ("去年5月", "2024-05", "month"),
        ("明年", "2026", "year"),
        ("上月底", "2025-01", "month"),
        ("本月底", "2025-02", "month"),
        ("3月初", "2025-03", "month"),
        ("2014年前的边界", "../2014", "open"),
        ("2022年2月以来", "2022-02/..", "open"),
        ("自12日起", "2025-02-12/..", "open"),
        ("2月12日至14日", "2025-02-12/2025-02-14", "range"),
        ("13日至15日", "2025-02-13/2025-02-15", "range"),
        ("15日至20日", "2025-02-15/2025-02-20", "range"),
        ("30日至2日", "2025-01-30/2025-02-02", "range"),
        ("3日晚到4日上午", "2025-02-03/2025-02-04", "range"),
        ("2023年1月至3月", "2023-01/2023-03", "range"),
        ("2023—2025年", "2023/2025", "range"),
        ("从12日到14日", "2025-02-12/2025-02-14", "range"),
        ("周一至周三", "2025-02-10/2025-02-12", "range"),
        ("下午3时30分", "2025-02-13", "minute"),
        ("13日晚8时", "2025-02-13", "hour"),
        ("今年第一季度", "2025-01/2025-03", "season"),
        ("去年冬天", "2024-12/2025-02", "season"),
        ("上世纪90年代", "1990/1999", "range"),
        ("上世纪20年代", "1920/1929", "range"),
        ("九十年代", "1990/1999", "range"),
        ("本世纪20年代", "2020/2029", "range"),
        ("十九世纪七十年代", "1870/1879", "range"),
        ("08年", "2008", "year"),
        ("零八年", "2008", "year"),
        ("98年5月3日", "1998-05-03", "day"),
        ("18年10月1日到19年2月3日", "2018-10-01/2019-02-03", "range"),
        ("两千零四年三月五日", "2004-03-05", "day"),
        ("25/11/2024", "2024-11-25", "day"),
        ("下下周日", "2025-03-02", "day"),
        ("上上周", "2025-01-27/2025-02-02", "week"),
        ("大前天", "2025-02-10", "day"),
        ("过去三天", "2025-02-10/2025-02-12", "range"),
        ("近两个月", "2024-12-13/2025-02-12", "range"),
        ("未来两年", "2025-02-14/2027-02-13", "range"),
        ("过去一周以来", "2025-02-06/2025-02-12", "range"),
        ("2007年与2009年间", "2007/2009", "range"),
        ("2010年之后2018年之前", "2010/2018", "range"),
        ("12月30日至2025年1月2日", "2024-12-30/2025-01-02", "range"),
        ("2月29日", "2024-02-29", "day"),
        ("第四季度", "2024-10/2024-12", "season"),
        ("令和7年2月3日", "2025-02-03", "day"),
        ("民国114年2月", "2025-02", "month"),
        ("2024年2月29日", "2024-02-29", "day"),
    ],
)
def test_resolved(text: str, iso: str, precision: str) -> None:
    (when,) = resolve(text)
    assert (when.iso, when.precision) == (iso, precision)


@pytest.mark.parametrize("text", ["近日", "日前", "此前", "早些时候", "2月30日", "2025年2月29日", "4月31日"])
def test_unresolved(text: str) -> None:
    assert find(text)
    assert resolve(text) == []


@pytest.mark.parametrize(
    ("text", "time", "zone"),
    [
        ("北京时间16时08分", "16:08", "Asia/Shanghai"),
        ("美国东部时间2月12日", "", "America/New_York"),
        ("莫斯科时间12日15:30", "15:30", "Europe/Moscow"),
        ("当地时间11日晚8时", "20:00", "local"),
        ("13日下午3点半", "15:30", ""),
        ("13日凌晨2时", "02:00", ""),
        ("13日中午12时", "12:00", ""),
        ("13日8时至10时", "08:00/10:00", ""),
        ("13日零时", "00:00", ""),
    ],
)
def test_clock_and_zone_stay_as_written(text: str, time: str, zone: str) -> None:
    (when,) = resolve(text)
    assert (when.time, when.zone) == (time, zone)


@pytest.mark.parametrize(
    ("text", "isos"),
    [
        ("12日，双方会谈。当天，他还会见议长。", ["2025-02-12", "2025-02-12"]),
        ("2月10日会谈，次日签字。", ["2025-02-10", "2025-02-11"]),
        ("当天，他发表讲话。", ["2025-02-13"]),
        (
            "10日抵达，同一天会谈，13日离开，当晚回国。",
            ["2025-02-10", "2025-02-10", "2025-02-13", "2025-02-13"],
        ),
        ("2022年2月24日以来，双方交战。当天他说，", ["2022-02-24/..", "2025-02-13"]),
        ("2016年6月24日公投，7月13日新首相上任。", ["2016-06-24", "2016-07-13"]),
        ("两国1992年建交，同年10月互设使馆。", ["1992", "2025-10"]),
        ("2024年3月5日建交，同年10月互设使馆。", ["2024-03-05", "2024-10"]),
        ("代表团1月10日抵达，12日离开。他13日说，会谈顺利。", ["2025-01-10", "2025-01-12", "2025-01-13"]),
        ("双方2月10日签字，12日生效。", ["2025-02-10", "2025-02-12"]),
        ("双方10日签字，协议于同月15日生效。", ["2025-02-10", "2025-02-15"]),
    ],
)
def test_days_that_lean_on_earlier_ones(text: str, isos: list[str]) -> None:
    assert [when.iso for when in resolve(text)] == isos


@pytest.mark.parametrize(
    ("text", "isos"),
    [
        ("2月12日", ["--02-12"]),
        ("12月", ["--12"]),
        ("2月30日", []),
        ("12日", []),
        ("昨天", []),
        ("2月12日会谈；2024年2月12日签字。", ["2024-02-12", "2024-02-12"]),
        ("2024年2月12日会谈，14日签字。", ["2024-02-12", "2024-02-14"]),
    ],
)
def test_without_a_publication_date(text: str, isos: list[str]) -> None:
    assert [when.iso for when in resolve(text, None)] == isos


def test_a_moment_is_dated_in_the_articles_zone() -> None:
    moment = datetime.datetime(2025, 2, 12, 20, tzinfo=datetime.UTC)
    (when,) = resolve_times(find_times("今天", None, ZH), published=moment, zone="Asia/Shanghai")
    assert when.iso == "2025-02-13"
    (when,) = resolve_times(find_times("今天", None, ZH), published=moment, zone="No/Where")
    assert when.iso == "2025-02-12"


def test_context_is_the_day_before_the_first_phrase() -> None:
    (context,) = resolve("10日")
    (when,) = resolve_times(find_times("当天", None, ZH), published=PUBLISHED, zone="", context=context)
    assert when.iso == "2025-02-10"


def test_within_keeps_to_its_span() -> None:
    text = "12日会谈，13日签字，14日离开。"
    phrases = find_times(text, Span(6, 12), ZH)
    assert [phrase.span.of(text) for phrase in phrases] == ["13日"]


def test_a_language_without_words_has_no_times() -> None:
    bare = dataclasses.replace(ZH, times=(), units=(), countries=())
    text = "2月12日，3500亿美元，45分钟"
    assert find_times(text, None, bare) == ()
    assert find_durations(text, None, bare) == ()
    assert find_amounts(text, None, bare) == ()


@pytest.mark.parametrize(
    "means",
    [
        "",
        "tomorrow",
        "day=soon",
        "weekday=8",
        "part=lunch",
        "month=13",
        "zone=Nowhere",
        "open=both",
        "bound=yes",
    ],
)
def test_the_notation_is_closed(means: str) -> None:
    with pytest.raises(ModelError):
        TimeWord(forms=("某日",), means=means, example="[某日]")


def test_a_form_has_known_slots() -> None:
    with pytest.raises(ModelError, match="slot"):
        TimeWord(forms=("{moon}月",), means="month", example="[5月]")


SCRAPS = st.sampled_from(
    [
        *"0123456789１二三十廿〇年月日号时分点晚前后起至到—-（）()，。 的将第每元今昨明上下本周底初:",
        *(
            "2025",
            "2月",
            "12日",
            "31日",
            "上周",
            "当天",
            "当地时间",
            "北京时间",
            "去年",
            "下午",
            "今天（",
            "9999",
            "0001年",
        ),
        *(
            "季度",
            "世纪",
            "年代",
            "次日",
            "三天后",
            "999天前",
            "999年前",
            "以来",
            "至今",
            "近日",
            "令和",
            "周五",
            "民国",
        ),
    ]
)
TEXTS = st.lists(SCRAPS, max_size=30).map("".join) | st.text(max_size=30)
DATES = st.none() | st.dates() | st.datetimes(timezones=st.none() | st.just(datetime.UTC))


@given(TEXTS, DATES)
def test_laws(text: str, published: datetime.date | None) -> None:
    phrases = find_times(text, None, ZH)
    spans = [phrase.span for phrase in phrases]
    assert all(span.stop <= len(text) for span in spans)
    assert all(left.stop <= right.start for left, right in itertools.pairwise(spans))
    whens = resolve_times(phrases, published=published, zone="Asia/Shanghai")
    assert {when.span for when in whens} <= set(spans)
    for when in whens:
        if when.start and when.stop:
            assert when.start <= when.stop


@given(
    st.builds(
        TimePhrase,
        span=st.just(Span(0, 3)),
        year=st.none() | st.integers(1, 9999),
        month=st.none() | st.integers(1, 12),
        day=st.none() | st.integers(1, 31),
        weekday=st.none() | st.integers(1, 7),
        shifts=st.lists(
            st.builds(
                Shift,
                unit=st.sampled_from(["year", "month", "week", "day"]),
                offset=st.integers(-999999, 999999),
                base=st.sampled_from(["published", "context"]),
            ),
            max_size=2,
        ).map(tuple),
        edge=st.sampled_from(["", "start", "middle", "end", "weekend"]),
        season=st.sampled_from(["", "spring", "winter"]),
        open=st.sampled_from(["", "start", "stop"]),
        future=st.booleans(),
        until=st.none() | st.builds(TimePhrase, span=st.just(Span(2, 3)), day=st.integers(1, 31)),
    ),
    DATES,
)
def test_resolving_never_raises(phrase: TimePhrase, published: datetime.date | None) -> None:
    assert len(resolve_times((phrase,), published=published, zone="")) <= 1
