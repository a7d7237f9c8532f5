"""Contacts in sentences of our own: type, parties, status, day, place, length, initiator."""

import pytest

from tests.marked import read_chinese

FOUND = [
    (
        "12日，加拿大总理麦克唐纳与挪威首相哈根森通电话。",
        ("call", {"麦克唐纳", "哈根森"}, "happened", "2025-02-12", ""),
    ),
    (
        "希腊外长帕帕佐普洛斯11日在雅典会见约旦外交大臣哈利勒。",
        ("meeting", {"帕帕佐普洛斯", "哈利勒"}, "happened", "2025-02-11", "雅典"),
    ),
    (
        "巴西外长席尔瓦将于下周访问阿根廷。",
        ("visit", {"席尔瓦", "阿根廷"}, "planned", "2025-02-17/2025-02-23", "阿根廷"),
    ),
    (
        "土耳其外交部否认两国外长将举行会谈。挪威外长贝尔格定于3月访问土耳其。",
        ("visit", {"贝尔格", "土耳其"}, "planned", "2025-03", "土耳其"),
    ),
    (
        "智利总统罗德里格斯提议与秘鲁总统萨拉萨尔举行会晤。",
        ("meeting", {"罗德里格斯", "萨拉萨尔"}, "proposed", None, ""),
    ),
    (
        "瑞典首相林德格伦取消与丹麦首相克里斯滕森的会晤。",
        ("meeting", {"林德格伦", "克里斯滕森"}, "denied", None, ""),
    ),
    (
        "国家主席林远山13日致信墨西哥总统埃尔南德斯，祝贺其就职。",
        ("letter", {"林远山", "埃尔南德斯"}, "happened", "2025-02-13", ""),
    ),
    (
        "挪威外长贝尔格10日在日内瓦出席人道主义问题国际会议。",
        ("conference", {"贝尔格"}, "happened", "2025-02-10", "日内瓦"),
    ),
    (
        "2月11日，国家副主席韩正在北京会见挪威外长贝尔格。",
        ("meeting", {"韩正", "贝尔格"}, "happened", "2025-02-11", "北京"),
    ),
    (
        "总理林远山10日在京会见瑞典国王林德格伦和太后索菲娅。沈望舒参加会见。",
        ("meeting", {"林远山", "林德格伦", "索菲娅", "沈望舒"}, "happened", "2025-02-10", ""),
    ),
    (
        "挪威和瑞典代表团9日晚结束在秘鲁首都利马举行的会谈。",
        ("meeting", {"挪威", "瑞典"}, "happened", "2025-02-09", "秘鲁首都利马"),
    ),
    (
        "挪威总理贝尔格说，他与瑞典首相林德格伦进行了会晤。",
        ("meeting", {"贝尔格", "林德格伦"}, "happened", None, ""),
    ),
    (
        "瑞典外长林德格伦称，挪威与丹麦已非常接近签署协议。",
        ("signing", {"挪威", "丹麦"}, "planned", None, ""),
    ),
]

NOT_FOUND = [
    "该网站去年的访问量超过两千万次。",
    "会议室位于大楼三层。",
    "这部电影再次走进观众的视野。",
    "工人们正在抢修受损的通信线路。",
    "球队将前往客场比赛。",
    "通过谈判解决分歧是唯一出路。",
    "新版教材加强了口语部分。",
    "公司发布了新一代手机。",
    "外长贝尔格敦促各方恢复停火谈判。",
    "沈望舒、王东升等参加会见。",
    "两国高层互访频繁。",
]


@pytest.mark.parametrize(("text", "row"), FOUND)
def test_contact(text: str, row: tuple[str, set[str], str, str | None, str]) -> None:
    found = [
        (c.type, set(c.parties), c.status, c.when.iso if c.when else None, c.place)
        for c in read_chinese(text).contacts
    ]
    assert row in found


@pytest.mark.parametrize("text", NOT_FOUND)
def test_no_contact(text: str) -> None:
    assert not [(c.type, c.trigger.of(text), c.parties) for c in read_chinese(text).contacts]


def test_one_call_told_twice_is_one_contact_with_its_length() -> None:
    text = "12日，加拿大总理麦克唐纳与挪威首相哈根森通电话。麦克唐纳与哈根森的通话持续了大约一个半小时。"
    calls = [c for c in read_chinese(text).contacts if c.type == "call"]
    assert len(calls) == 1
    assert calls[0].duration
    assert (calls[0].duration.iso, calls[0].duration.approximate) == ("PT90M", True)


def test_guests_met_one_by_one_are_two_meetings_and_who_else_was_there_joins_both() -> None:
    text = "总理周文澜4日在首都分别会见希腊总统帕帕佐普洛斯、约旦首相哈利勒。\n钱致和参加会见。"
    parties = [set(c.parties) for c in read_chinese(text).contacts]
    assert parties == [{"周文澜", "帕帕佐普洛斯", "钱致和"}, {"周文澜", "哈利勒", "钱致和"}]


def test_a_call_at_the_other_sides_request_names_its_initiator() -> None:
    text = "2月11日下午，国家主席林远山应约同墨西哥总统埃尔南德斯通电话。"
    (call,) = read_chinese(text).contacts
    assert call.initiator == "埃尔南德斯"


def test_topics_stand_in_the_order_of_the_text() -> None:
    text = "希腊外长帕帕佐普洛斯11日会见约旦外交大臣哈利勒，双方就能源合作、渔业资源和航运安全交换意见。"
    (meeting, *_) = read_chinese(text).contacts
    assert [t.of(text) for t in meeting.topics] == ["能源合作", "渔业资源和航运安全"]
