"""Readouts of our own: invented calls and meetings, each told by two or three sides, the same point under the same number.

``[3]…[/3]`` marks a point; a point that one side alone has has a number that no other text of the contact has.
"""

import datetime
import re
from dataclasses import dataclass, replace

from readout.compare.points import Report
from readout.language import load_lexicon
from readout.model import Article, Block, Contact, Entity, Span
from readout.pipeline import read_article

_MARK = re.compile(r"\[(/?)(\d+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Readout:
    """One side's text with its marks, and the names of its parties there: naming string, side."""

    side: str
    language: str
    text: str
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A readout as a report, and where its points stand."""

    report: Report
    points: dict[int, Span]


def mark(readout: Readout, type: str = "call") -> Marked:
    """The readout without its marks, read; a contact of that type between its parties stands for the one it tells of."""
    text, points, opened, place = "", {}, {}, 0
    for found in _MARK.finditer(readout.text):
        text += readout.text[place : found.start()]
        number = int(found[2])
        if found[1]:
            points[number] = Span(opened[number], len(text))
        else:
            opened[number] = len(text)
        place = found.end()
    text += readout.text[place:]
    lexicon = load_lexicon(readout.language)
    article = Article(
        text=text,
        language=readout.language,
        blocks=tuple(Block(kind="body", span=Span(m.start(), m.end())) for m in re.finditer(r"[^\n]+", text)),
        origin=readout.side,
        published=datetime.date(2031, 5, 3),
        zone="UTC",
    )
    reading = read_article(readout.side, article, lexicon)
    entities = {
        name: Entity(
            id=f"{side}-{'country' if name == side else 'leader'}", kind="person", name=name, country=side
        )
        for name, side in readout.names
    }
    contact = Contact(
        id="told",
        type=type,
        trigger=Span(0, 1),
        parties=tuple(name for name, _ in readout.names[:2]),
        status="happened",
    )
    reading = replace(reading, contacts=(contact,))
    report = Report(reading=reading, contact="told", entities=entities, lexicon=lexicon, side=readout.side)
    return Marked(report=report, points=points)


VELIA, TARON = "velia", "taron"

GRAIN = (
    Readout(
        side=VELIA,
        language="zh",
        names=(("马林", VELIA), ("奥苏", TARON), ("维方", VELIA), ("塔方", TARON)),
        text="[1]5月2日晚，维利亚总统马林应约同塔隆总统奥苏通电话。[/1]\n"
        "马林指出，[2]维塔两国关系总体稳定，符合两国人民的利益。[/2][3]双方应当尽快恢复粮食协议，保障黑海航运安全。[/3]\n"
        "马林强调，[4]必须消除冲突的根本原因[/4]，[5]任何和平方案都要顾及各方合理安全关切。[/5]\n"
        "奥苏表示，[6]塔方愿意交换全部被俘人员。[/6][7]塔方不寻求加入任何军事同盟。[/7]\n"
        "[8]双方同意立即启动两国团队的谈判。[/8][9]马林邀请奥苏于秋季访问维利亚。[/9][10]双方认为通话坦诚、务实。[/10]",
    ),
    Readout(
        side=TARON,
        language="en",
        names=(("Osu", TARON), ("Marin", VELIA), ("Taron", TARON), ("Velia", VELIA)),
        text="[1]President Osu spoke by phone this evening with President Marin of Velia.[/1] "
        "[10]The conversation was candid and businesslike.[/10] "
        "President Osu said that [11]attacks on the power grid must stop at once[/11] and [6]offered to exchange all "
        "prisoners of war[/6]. [3]The two leaders discussed how to bring back the grain deal and keep shipping in the Black Sea "
        "safe.[/3]\n"
        "[8]They agreed that their teams will begin negotiations immediately.[/8] "
        "President Osu raised [12]the return of children taken from border towns[/12] and [13]called for a ceasefire of thirty "
        "days[/13]. [14]He thanked the president for the aid after the earthquake.[/14]",
    ),
    Readout(
        side="third",
        language="ru",
        names=(("Марин", VELIA), ("Осу", TARON), ("Велия", VELIA)),
        text="[1]Вечером состоялся телефонный разговор президента Марина с президентом Тарона Осу.[/1] "
        "[3]Президенты обсудили возобновление зерновой сделки и безопасность судоходства в Чёрном море.[/3] "
        "[4]Марин подчеркнул, что необходимо устранить первопричины конфликта.[/4] "
        "[8]Договорились, что переговорные группы начнут переговоры немедленно.[/8] "
        "[9]Марин пригласил Осу посетить Велию осенью.[/9] [10]Разговор был откровенным и деловым.[/10]",
    ),
)

TARIFFS = (
    Readout(
        side=VELIA,
        language="en",
        names=(("Hale", VELIA), ("Lun", TARON), ("Velia", VELIA), ("Taron", TARON)),
        text="[1]Prime Minister Hale met Prime Minister Lun of Taron in the port city on Tuesday.[/1] "
        "[2]The leaders had a productive discussion on trade and investment.[/2] "
        "[3]Prime Minister Hale raised concerns about unfair trade practices and overcapacity in steel.[/3] "
        "[4]He underscored that export controls on advanced chips protect national security.[/4] "
        "[5]The two sides agreed to cut tariffs on farm products by 15 percent.[/5] "
        "[6]They decided to set up a working group on fentanyl.[/6] "
        "[7]Prime Minister Hale stressed the importance of freedom of navigation.[/7] "
        "[8]The leaders welcomed progress on climate and student exchanges.[/8]",
    ),
    Readout(
        side=TARON,
        language="zh",
        names=(("伦恩", TARON), ("黑尔", VELIA), ("塔方", TARON), ("维方", VELIA)),
        text="[1]塔隆总理伦恩4日在港城会见维利亚总理黑尔。[/1]\n"
        "伦恩表示，[9]双方应当相互尊重，不干涉对方内政。[/9][10]维方应当取消对塔企业的制裁[/10]，[4]停止泛化国家安全概念、"
        "滥用出口管制。[/4][12]塔方开放的大门始终敞开。[/12]\n"
        "黑尔表示，[13]维方无意同塔隆脱钩[/13]，[14]愿扩大对塔投资。[/14]\n"
        "[5]双方商定将农产品关税下调10%。[/5][6]双方同意成立芬太尼问题工作组。[/6]"
        "[8]双方欢迎两国在应对气候变化和留学生交流方面取得的进展。[/8][15]双方还就地区局势交换了意见。[/15]",
    ),
    Readout(
        side="third",
        language="ru",
        names=(("Лун", TARON), ("Хейл", VELIA)),
        text="[1]Премьер-министр Лун встретился с премьер-министром Велии Хейлом.[/1] "
        "[5]Стороны договорились снизить пошлины на сельскохозяйственную продукцию на 10 процентов.[/5] "
        "[10]Лун призвал Велию снять санкции с таронских компаний.[/10] "
        "[6]Стороны создадут рабочую группу по фентанилу.[/6] "
        "[16]Министры подпишут соглашение о прямых рейсах.[/16]",
    ),
)

ENERGY = (
    Readout(
        side=VELIA,
        language="ru",
        names=(("Белов", VELIA), ("Грант", TARON), ("Велия", VELIA)),
        text="[1]Состоялся телефонный разговор президента Белова с президентом Тарона Грантом.[/1] "
        "[2]Беседа была содержательной и откровенной.[/2] "
        "[3]Белов согласился на тридцать дней воздержаться от ударов по энергетической инфраструктуре.[/3] "
        "[4]Он подчеркнул, что иностранная военная помощь должна быть прекращена.[/4] "
        "[5]19 марта стороны обменяются 175 военнопленными.[/5] "
        "[6]Грант поддержал идею провести хоккейные матчи.[/6] "
        "[7]Лидеры обсудили положение на Ближнем Востоке и в районе Красного моря.[/7] "
        "[8]Президенты договорились поддерживать контакты.[/8]",
    ),
    Readout(
        side=TARON,
        language="en",
        names=(("Grant", TARON), ("Belov", VELIA), ("Taron", TARON)),
        text="[1]President Grant spoke by phone today with President Belov.[/1] "
        "[9]Both leaders agreed that this conflict needs to end with a lasting peace.[/9] "
        "[3]The leaders agreed that the movement to peace will begin with an energy and infrastructure ceasefire.[/3] "
        "[10]Negotiations on a maritime ceasefire in the Black Sea will begin immediately.[/10] "
        "[7]The leaders spoke broadly about the Middle East as a region of potential cooperation.[/7] "
        "[11]They shared the view that Iran should never be in a position to destroy Israel.[/11] "
        "[12]The two leaders agreed that an improved relationship between the countries has huge upside.[/12]",
    ),
    Readout(
        side="third",
        language="zh",
        names=(("别洛夫", VELIA), ("格兰特", TARON)),
        text="[1]3日，别洛夫总统同格兰特总统通电话。[/1]"
        "别洛夫表示，[3]同意双方30天内互不打击能源基础设施。[/3][4]必须完全停止外国军事援助。[/4]"
        "[5]双方将于19日各交换150名被俘人员。[/5][6]格兰特支持举办冰球比赛的提议。[/6]"
        "[7]双方还讨论了中东和红海局势。[/7][13]格兰特说，通话非常好，富有成果。[/13]",
    ),
)

CONTACTS = {"grain": GRAIN, "tariffs": TARIFFS, "energy": ENERGY}
TYPES = {"grain": "call", "tariffs": "meeting", "energy": "call"}
