"""Statements in marked texts: s the source, c the cue, t the content; s2, c2, t2 the next statement."""

import pytest

from tests.marked import parse_marked, read_chinese

FOUND = [
    # plain reports
    "[s]该国外交部发言人安德烈·科列斯尼克[/s]13日[c]表示[/c]，[t]双方正在就停火问题保持接触[/t]。",
    "[s]挪威首相哈根森[/s][c]说[/c]，[t]边境口岸将于下周重新开放[/t]。",
    "[s]乌克兰国防部[/s]12日[c]称[/c]，[t]防空部队当天击落多架无人机[/t]。",
    "[s]联合国人道主义事务协调厅[/s]当天[c]通报说[/c]，[t]又有两车物资进入该地区[/t]。",
    "[s]法国总统府[/s]随后[c]发表声明称[/c]，[t]总统不会出席这次会议[/t]。",
    # the speech goes on over the next sentence, and ends where somebody else speaks
    "[s]瑞典国防部[/s]11日[c]称[/c]，[t]一艘货轮在波罗的海搁浅。船上人员已全部撤离[/t]。"
    "[s2]芬兰海岸警卫队[/s2][c2]说[/c2]，[t2]事故没有造成油污[/t2]。",
    "[s]希腊外长帕帕佐普洛斯[/s][c]表示[/c]，[t]希方愿继续斡旋[/t]。会谈后，两国外长共见记者。",
    # two cues, one speaker
    "[s]秘鲁总理萨拉萨尔[/s][c]感谢[/c][t]各国提供的援助[/t]，并[c2]称[/c2]，[t2]重建工作已经开始[/t2]。",
    "[s]非洲联盟[/s]9日[c]谴责[/c][t]这起袭击事件[/t]，[c2]呼吁[/c2][t2]各方保持克制[/t2]。",
    # quotations
    "[s]智利外长罗德里格斯[/s][c]说[/c]：“[t]谈判的大门一直敞开[/t]。”",
    "“[t]我们不会接受这样的条件[/t]。”[s]匈牙利外长科瓦奇[/s][c]说[/c]。",
    # according to
    "[c]据[/c][s]当地媒体[/s]12日报道，[t]暴雨已造成多条道路中断[/t]。",
    "另[c]据[/c][s]巴西国家石油公司[/s]消息，[t]平台已于当天恢复生产[/t]。",
    "[s]法新社[/s]援引一名官员的话[c]报道说[/c]，[t]两架飞机已经返航[/t]。",
    # phrases of place, time and address between source and cue
    "[s]加拿大总理麦克唐纳[/s]12日在议会[c]说[/c]，[t]政府不会提高关税[/t]。",
    "[s]土耳其总统[/s]在接受采访时[c]表示[/c]，[t]土方愿意主办下一轮谈判[/t]。",
    "[s]以色列总理办公室[/s]当天[c]称[/c]，[t]谈判代表团将于次日返回[/t]。",
    # a stance without a comma
    "[s]欧盟[/s]12日[c]决定[/c][t]延长对该国的制裁[/t]。",
    "[s]伊朗[/s]11日[c]否认[/c][t]与这一事件有关[/t]。",
    # a heading
    "[s]美国国务院[/s][c]称[/c][t]不寻求冲突升级[/t]",
    # a country's short name opens a heading; its other half has the same subject, or words about nobody else
    "[s]俄[/s][c]称[/c][t]扩建北方港口[/t] [s2]乌[/s2][c2]呼吁[/c2][t2]开放航道[/t2]\n俄罗斯与乌克兰都有港口。",
    "[s]挪威外长[/s][c]谴责[/c][t]袭击渔船[/t] [c2]呼吁[/c2][t2]停止捕捞[/t2]",
    "[s]瑞典财长[/s][c]称[/c][t]贷款已经批准 不会再次延期[/t]",
    "[s]丹麦外长[/s][c]：[/c][t]不考虑推迟选举[/t]",
    # a medium goes on, and others whom it cites
    "[c]据[/c][s]当地媒体[/s]报道称，[t]大桥已经通车[/t]。",
    "[c]据[/c][s]挪威媒体[/s]援引[s2]港务部门[/s2]的数据，[t]两艘货轮推迟离港[/t]。",
    "[c]据[/c][s]秘鲁军方[/s]公布的最新消息，[t]救援物资已运抵灾区[/t]。",
    # two verbs in a clause, a call behind a pronoun
    "[s]约旦方面[/s][c]否认[/c][t]桥梁垮塌[/t]并[c2]称[/c2][t2]抢修已经完成[/t2]。",
    "[s]芬兰总统库伊斯马[/s]12日在灾区视察并[c]表示[/c]，[t]要尽快恢复供电[/t]。",
    # what stands before the cue is all of what it is about
    "[s]非洲联盟[/s]对[t]这一计划[/t]予以强烈[c]反对[/c]。",
    "[s]主席林远山[/s]对[t]客人们的到来[/t][c]表示欢迎[/c]。",
    # a speech ends where somebody else's day is told, a call for something with its sentence
    "[s]瑞典财政大臣林德格伦[/s]11日[c]称[/c]，[t]预算足够[/t]。瑞典议会12日投票通过预算案。",
    "[s]各港口工会[/s][c]要求[/c][t]提高津贴[/t]。全市公交12日停运。",
    "[s]丹麦外长克里斯滕森[/s]11日[c]称[/c]，[t]谈判已经恢复[/t]。对方对此暂未回应。",
    # in a preposition's phrase
    "针对[s]瑞典方面[/s][c]宣布[/c][t]关闭口岸[/t]，[s2]挪威外长贝尔格[/s2][c2]表示[/c2]，[t2]商船仍可通行[/t2]。",
    "[s]泰国外长素拉育[/s][c]祝贺[/c][t]大桥通车[/t]，[c2]表示[/c2][t2]立场没有改变，愿继续合作[/t2]。",
]

NESTED = [
    "[s]挪威外交部发言人贝尔格[/s][c]证实[/c]，[t][s2]挪威与瑞典[/s2]已[c2]同意[/c2][t2]恢复联合巡逻[/t2][/t]。",
    "[c]据[/c][s]路透社[/s]12日报道，[t][s2]意大利外长罗西[/s2][c2]表示[/c2]，[t2]意方将派代表与会[/t2][/t]。",
]

NOT_FOUND = [
    "两国外长12日在首都举行会谈。",
    "他拒绝了。",
    "这座桥的名称取自附近的村庄。",
    "代表们对和平的希望没有破灭。",
    "《关于加强合作的声明》共有五条。",
    "该国去年发布的数据存在误差。",
    "当地居民用上了清洁的饮用水。",
    "这部小说讲述了三代人的故事。",
    "球队在客场以二比一取胜。",
    "数据中心位于城市北部。",
    "这名被称为“老船长”的水手已经退休。",
    "考察队带回了二十公斤岩石样本。",
    "大会共收到提案三百余件。",
    "会议决定性的一刻出现在当天深夜。",
    "她在前提出现变化之后离开了会场。",
    "总部位于日内瓦的这家机构有四百名雇员。",
    "如愿以偿的运动员登上了领奖台。",
    "证据已经移交检察机关。",
    "首班列车于清晨六时发车。",
    "各方的共同意愿写入了文件。",
    "总统林德格伦签署命令，任命了新的参谋长。",
    "总理贝尔格发言时遭到议员抗议，抗议人员随后离场。",
    "对方对此暂未作出回应。",
]


@pytest.mark.parametrize("marked", FOUND + NESTED)
def test_marked_statements_are_found(marked: str) -> None:
    text, spans = parse_marked(marked)
    reading = read_chinese(text)
    found = {s.cue: s for s in reading.statements}
    for number in ["", "2"]:
        for cue in spans.get(f"c{number}", []):
            assert cue in found, (
                f"no statement at {cue.of(text)!r}; read {[s.cue.of(text) for s in found.values()]}"
            )
            statement = found[cue]
            assert statement.source.of(text) == spans.get(f"s{number}", spans["s"])[0].of(text)
            assert [s.of(text) for s in statement.content] == [s.of(text) for s in spans[f"t{number}"]]


@pytest.mark.parametrize("marked", NESTED)
def test_a_statement_inside_another_names_it(marked: str) -> None:
    text, spans = parse_marked(marked)
    statements = {s.cue: s for s in read_chinese(text).statements}
    assert statements[spans["c2"][0]].via == statements[spans["c"][0]].id


@pytest.mark.parametrize("text", NOT_FOUND)
def test_plain_narration_is_no_statement(text: str) -> None:
    assert not [s.cue.of(text) for s in read_chinese(text).statements]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("发言人说，目前尚不清楚袭击由谁发动。", "withhold"),
        ("联合国秘书长呼吁各方立即停火。", "demand"),
        ("外交部发言人否认该国参与了这次袭击。", "deny"),
        ("总理感谢邻国提供的援助。", "courtesy"),
        ("国防部长警告说，任何入侵都将付出代价。", "warn"),
        ("国防部说，防空部队当天击落三架无人机。", "assert"),
        ("外长表示，愿与各国加强合作。", "propose"),
        ("欧盟委员会主席承诺向该国提供贷款。", "commit"),
    ],
)
def test_act(text: str, act: str) -> None:
    assert [s.act for s in read_chinese(text).statements] == [act]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("外交部发言人表示，谈判仍在继续。", "briefing"),
        ("总统在社交媒体上发文说，会面很顺利。", "post"),
        ("该国外长在记者会上说，双方分歧不大。", "briefing"),
        ("该国外长接受采访时说，双方分歧不大。", "interview"),
        ("据当地媒体报道，会议将于下周举行。", "media"),
        ("北约发表声明说，部队已经撤出。", "document"),
        ("总统在与邻国总理通电话时表示，愿意合作。", "call"),
        ("国防部说，演习已经结束。", "unknown"),
    ],
)
def test_channel(text: str, channel: str) -> None:
    assert [s.channel for s in read_chinese(text).statements] == [channel]


def test_a_readout_gives_its_statements_channel_addressee_and_day() -> None:
    reading = read_chinese(
        "2月11日下午，国家主席林远山应约同该国总统科瓦连科通电话。\n"
        "林远山指出，两国是好邻居。中方愿同科方加强合作。\n"
        "科瓦连科表示，科方期待扩大对华贸易。"
    )
    first, second = reading.statements
    assert (first.speaker, first.to, first.channel) == ("林远山", "科瓦连科", "call")
    assert (second.speaker, second.to) == ("科瓦连科", "林远山")
    assert first.when
    assert first.when.iso == "2025-02-11"
    assert first.content[0].of(reading.article.text).endswith("加强合作")


def test_a_pronoun_stands_for_the_last_speaker() -> None:
    reading = read_chinese("墨西哥外长埃尔南德斯说，会谈有益。他还说，双方将再次会面。")
    assert [s.speaker for s in reading.statements] == ["埃尔南德斯", "埃尔南德斯"]


def test_a_dropped_subject_goes_on_with_the_medium() -> None:
    reading = read_chinese("据挪威媒体10日报道，大桥已经通车。报道称，工程用了三年。")
    first, second = reading.statements
    assert (second.speaker, second.channel) == (first.speaker, "media")
    assert second.when == first.when
    assert [s.content[0].of(reading.article.text) for s in reading.statements] == [
        "大桥已经通车",
        "工程用了三年",
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("瑞典国家统计局12日发布的数据显示，物价有所回落。", "瑞典国家统计局"),
        ("根据挪威方面发表的声明，口岸将于下周开放。", "挪威"),
        ("会议发表的宣言表示，各方支持重建计划。", "会议发表的宣言"),
    ],
)
def test_whose_document_speaks(text: str, speaker: str) -> None:
    assert [s.speaker for s in read_chinese(text).statements] == [speaker]


def test_ones_own_side_is_no_statement_of_its_own() -> None:
    reading = read_chinese("挪威外交部发言人贝尔格说，挪方对渔船遭袭表示关切。")
    assert [s.cue.of(reading.article.text) for s in reading.statements] == ["说"]


def test_a_letter_is_the_channel_of_what_it_says() -> None:
    reading = read_chinese("2月9日，国家主席林远山同秘鲁总统萨拉萨尔互致贺电。\n林远山指出，两国是好朋友。")
    assert [(s.channel, s.to) for s in reading.statements] == [("document", "萨拉萨尔")]
