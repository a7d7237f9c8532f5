"""The entries of the word files: one dataclass a file, its fields closed.

Every entry has ``forms`` (as written in text; the first is the naming form) and an ``example`` written by
us, in which the form stands in [square brackets]; the suite reads the examples and checks that the engine
finds what the brackets mark.
"""

import re
from dataclasses import dataclass
from typing import ClassVar

from readout.errors import ModelError
from readout.model import ACTS, CHANNELS, CONTACT_TYPES, STATUSES


def _check(name: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise ModelError(f"unknown {name} {value!r}; one of {', '.join(k or repr(k) for k in known)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every entry has."""

    forms: tuple[str, ...]
    example: str

    def __post_init__(self) -> None:
        if not self.forms or not all(self.forms):
            raise ModelError("forms must hold at least one form, none empty")
        shown = self.example.casefold()  # a form in small letters may open a sentence
        if not any(f"[{form.casefold()}]" in shown for form in self.forms):
            raise ModelError(f"the example does not show [{self.forms[0]}] in square brackets")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue(Entry):
    """Words that report. ``frame`` says how content is taken:

    clause   content follows, after an optional comma or colon, and may run on over sentences (表示)
    object   content is the rest of the clause or sentence, as the verb's object (呼吁, 谴责)
    stance   like object, but the word often is no report; it needs a person or body right before it (希望)
    source   the cue opens and its source follows: 据…报道, 根据…的声明
    """

    FRAMES: ClassVar[tuple[str, ...]] = ("clause", "object", "stance", "source")

    act: str
    frame: str = "clause"
    channel: str = "unknown"
    runs: bool = True  # content may run on over following sentences (not after 数据显示)
    noun: bool = False  # the form is as often a noun; it needs a comma, colon or quotation mark after it
    place: bool = False  # its source is a phrase of place: it is said in the report that …
    predicate: bool = False  # no verb: reports only behind a form of "be" (critical of)

    def __post_init__(self) -> None:
        Entry.__post_init__(self)
        _check("act", self.act, ACTS)
        _check("frame", self.frame, self.FRAMES)
        _check("channel", self.channel, CHANNELS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Title(Entry):
    """An office or title. ``kind``: office (总统), spokesperson (发言人), rank (上将), role (专家, 官员), address (先生)."""

    KINDS: ClassVar[tuple[str, ...]] = ("office", "spokesperson", "rank", "role", "address")

    kind: str = "office"

    def __post_init__(self) -> None:
        Entry.__post_init__(self)
        _check("kind", self.kind, self.KINDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Country(Entry):
    """A country or territory. ``code`` is ISO 3166-1 alpha-2 (or "EU", "UN" never: those are bodies).

    ``short`` are one-character or compound forms (俄, 乌) that join into 俄乌, 美防长, 中方, 以军; ``capitals`` and
    ``seats`` (克里姆林宫) are metonyms; ``adjectives`` (Ruritanian) name it too; ``zone`` is the capital's IANA time zone.
    """

    code: str
    zone: str
    adjectives: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Entry):
    """A city, region, sea or building that news places contacts in. ``country`` is an ISO code or ""."""

    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Entry):
    """A person known to world news. ``country`` is an ISO code or "" (international bodies).

    ``offices``: "office|from|until", dates as far as sure (YYYY, YYYY-MM or YYYY-MM-DD; until may be empty).
    """

    country: str = ""
    offices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(Entry):
    """An organisation. ``kind``: government, military, legislature, party, armed, international, company, other."""

    KINDS: ClassVar[tuple[str, ...]] = (
        "government",
        "military",
        "legislature",
        "party",
        "armed",
        "international",
        "company",
        "other",
    )

    kind: str
    country: str = ""

    def __post_init__(self) -> None:
        Entry.__post_init__(self)
        _check("kind", self.kind, self.KINDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet(Entry):
    """A news outlet or agency. ``hosts`` are its web hosts; ``agency`` marks those whose copy others reprint."""

    country: str = ""
    hosts: tuple[str, ...] = ()
    agency: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger(Entry):
    """Words that name a contact. ``type`` as in the model; ``frame`` says where the parties stand:

    with     A 同 B 举行会谈, A 与 B 通电话: parties before, joined by a word of the list "with"
    object   A 会见 B: the second party follows
    visit    A 访问 X: the place visited follows (or is inside the form: 访华, then ``place`` gives it)
    event    a named gathering: 会议, 峰会 (parties by who attends)

    In a spaced language ``with`` verbs take a preposition (met with) or two subjects (A and B met), ``object`` ones take
    a bare object, too. ``noun`` forms take their parties as owner, subject of the verb beside them, or behind a
    preposition (A's meeting with B, talks between A and B); ``implies`` is the status that the form itself says (встретится:
    planned); ``weak`` words mean other things too, and need people on both sides and a time, a means or a purpose
    behind them (called).
    """

    FRAMES: ClassVar[tuple[str, ...]] = ("with", "object", "visit", "event")

    type: str
    frame: str
    place: str = ""
    personal: bool = False  # only of people, and only to a country or its capital (前往)
    noun: bool = False
    implies: str = ""  # a status
    weak: bool = False

    def __post_init__(self) -> None:
        Entry.__post_init__(self)
        _check("type", self.type, CONTACT_TYPES)
        _check("frame", self.frame, self.FRAMES)
        _check("status", self.implies, ("", *STATUSES))


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList(Entry):
    """A closed list of function words that the rooms ask for by ``name`` (adverbs, pronouns, with, …)."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker(Entry):
    """Words inside content that speak for an act (愿 → commit), or beside a trigger for a status (将 → planned).

    Exactly one of ``act`` and ``status`` is given; ``weight`` says how strongly (1 is a hint, 3 decides).
    """

    act: str = ""
    status: str = ""
    weight: int = 1

    def __post_init__(self) -> None:
        Entry.__post_init__(self)
        if bool(self.act) == bool(self.status):
            raise ModelError("give exactly one of act and status")
        _check("act", self.act, ("", *ACTS))
        _check("status", self.status, ("", *STATUSES))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern(Entry):
    """An entry whose forms may hold {slots}; ``not_before`` and ``not_after`` are what must not stand beside it.

    ``but_before`` takes back a ``not_before`` that is only the start of a longer word (元, but 元首); ``only_after``
    are words of which one must stand before it, ``only_before`` those of which one must stand behind. In a spaced
    language these are whole words, a space between.
    A form in small letters is found in capitals too, one with a capital is found as written or all in capitals.
    """

    SLOTS: ClassVar[tuple[str, ...]] = ()

    means: str
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    but_before: tuple[str, ...] = ()
    only_after: tuple[str, ...] = ()
    only_before: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.forms or not all(self.forms):
            raise ModelError("forms must hold at least one form, none empty")
        for form in self.forms:
            for slot in re.findall(r"\{(.*?)\}", form):
                _check(f"slot in {form!r}", slot, self.SLOTS)
        if not re.search(r"\[.+\]", self.example):
            raise ModelError(f"the example does not show {self.forms[0]!r} in square brackets")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWord(Pattern):
    """A word or pattern that names a time, or a part of one; parts that touch join into one phrase.

    Slots: {year} {month} {day} {weekday} {hour} {minute} {second} {n}, {yy} (a year of two figures, 1970 to 2069),
    {place} (a country or capital of countries.toml). "#" ({day#}) wants figures, not number words. {month} and
    {weekday} also take the forms whose meaning is ``month=3`` or ``weekday=3`` (bound or not), and in a spaced
    language only these. A form of one date slot also reads "12至14日"; in a spaced one {month} {day} reads "May 3 to 5".

    ``means`` is one fact or more, parted by spaces:

    year, month, day, clock    the slot's value; month=5, day=1, clock=12:00 give it outright; clock=half: half past
    clock=am, clock=pm         the slot's value, counted from midnight or noon
    year=n+2018                the slot {n}, counted from another calendar's epoch
    year=-1, week=+1, day=+0   counted from the publication; day=-n counts by the slot {n}
    days=-n, months=+3         the stretch of so many up to the publication, or from it on; also weeks, years
    day=same, day=same+1       counted from the day the text spoke of last
    weekday=1 … weekday=7      Monday to Sunday
    part=dawn                  one of PARTS; edge=start: one of EDGES, a stretch of the month, year or week before
    quarter=1, half=1, season=spring, decade; decade=n+1900 counts the slot from a century
    zone=Europe/Moscow         an IANA name, "local" where the text does not say which, bare for the slot {place}
    open=start, open=stop      before and since
    about                      adds only vagueness; bound: is no time on its own, only after another part
    ranged                     is a time only as a range (2021-2025)
    vague                      a time that no calendar has (近日); joint: may stand between two parts (的)
    joint=any                  as joint, and either part may be the coarser one (the evening of 3 May); " " is a space
    future, past               alone: no time, but whatever time follows or precedes at once is in the future or past
    future=near, past=near     so too, some words before the time; the nearest such word decides (will … on Friday)
    """

    SLOTS: ClassVar[tuple[str, ...]] = tuple(
        name + figures
        for name in ("year", "yy", "month", "day", "weekday", "hour", "minute", "second", "n", "place")
        for figures in ("", "#")
    )
    PARTS: ClassVar[tuple[str, ...]] = ("dawn", "morning", "noon", "afternoon", "evening", "night")
    EDGES: ClassVar[tuple[str, ...]] = ("start", "middle", "end", "weekend")
    VALUES: ClassVar[dict[str, str]] = {
        "year": r"|n\+\d+|[+-](\d+|n)|same([+-](\d|n))?",
        "month": r"|[1-9]|1[0-2]|[+-](\d+|n)|same([+-](\d|n))?",
        "week": r"[+-](\d+|n)|same([+-](\d|n))?",
        "day": r"|[1-9]|[12]\d|3[01]|[+-](\d+|n)|same([+-](\d|n))?",
        "weekday": r"|[1-7]",
        **dict.fromkeys(("years", "months", "weeks", "days"), r"[+-](\d+|n)"),
        "clock": r"|half|am|pm|[0-2]\d:[0-5]\d",
        "part": "|".join(PARTS),
        "edge": "|".join(EDGES),
        "quarter": "|[1-4]",
        "half": "[12]",
        "season": "spring|summer|autumn|winter",
        "decade": r"|n\+\d+",
        "zone": "|local|UTC|[A-Za-z_]+/[A-Za-z_]+",
        "open": "start|stop",
        "joint": "|any",
        **dict.fromkeys(("future", "past"), "|near"),
        **dict.fromkeys(("about", "bound", "vague", "ranged"), ""),
    }

    def __post_init__(self) -> None:
        Pattern.__post_init__(self)
        if not self.facts:
            raise ModelError("means is empty")
        for key, value in self.facts:
            _check("fact", key, tuple(self.VALUES))
            if not re.fullmatch(self.VALUES[key], value):
                raise ModelError(f"{key}={value!r} does not fit {self.VALUES[key] or 'a fact without value'}")

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """``means`` as pairs of key and value ("" where it has none)."""
        pairs = (word.partition("=") for word in self.means.split())
        return tuple((key, value) for key, _, value in pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitWord(Pattern):
    """A unit, a number word, or a word beside one. ``kind``, and what ``means`` holds:

    digit     a number word: "7", "20", "1.5"; "2 counting" is one that counts things and stands in no date (两);
              "1 article" is a number only before a scale word or a length of time (a million, an hour)
    scale     multiplies what stands before it: "10", "10000", "1000000000000"; "1000 alone": may open a number
    point     the decimal point as a word; half: 半, a half; vague: 几, a number left open; ordinal: 第, the number
              after it is a rank; group, decimal: marks in figures, where they are not those of 3,500.25; range:
              joins low and high, with only_after or only_before only where these stand on the range's sides
              (between 2 and 5; else "and" adds: two hours and ten minutes); all of these mean "", but a word that
              is a hedge before a number where it joins none means "under"
    measure   个, between number and unit, or the unit itself; "between": never the unit itself (3 new tanks)
    hedge     bound and place: "about before" (约), "over inside" (多, after the number), "under after" (以下)
    currency  ISO 4217 code     percent  "%", "‰" or "pp"     counter  "" (the unit is the word as written)
    duration  ISO 8601, one of it ("PT1H", "P10Y"); "measured": only after a measure word; "following": only after
              a longer unit (40分, after 1小时); "alone": also without a number, and then its only_after holds

    A form may hold {n} where the unit stands before the number (百分之{n}, US${n}). ``not_after`` is what must not
    stand before the whole quantity.
    """

    SLOTS: ClassVar[tuple[str, ...]] = ("n",)
    VALUES: ClassVar[dict[str, str]] = {
        "digit": r"\d+(\.\d+)?( counting| article)?",
        "scale": "1(0+|2)( alone)?",
        "hedge": "(about|over|under) (before|inside|after)",
        "currency": "[A-Z]{3}",
        "percent": "%|‰|pp",
        "measure": "|between",
        "duration": r"P(T[1-9]\d*[HMS]|[1-9]\d*[DWMY])( measured| following| alone)?",
        "range": "|about|over|under",
        **dict.fromkeys(("point", "half", "vague", "ordinal", "group", "decimal", "counter"), ""),
    }

    kind: str

    def __post_init__(self) -> None:
        Pattern.__post_init__(self)
        _check("kind", self.kind, tuple(self.VALUES))
        if not re.fullmatch(self.VALUES[self.kind], self.means):
            raise ModelError(
                f"means {self.means!r} does not fit {self.VALUES[self.kind] or 'an empty string'}"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning(Entry):
    """Words by what they mean, free of language, so that two claims can be held against each other.

    A form may hold "*" at a word's end, or at the start of a form of one word, for any letters (догов*, *ed). ``means``
    is one fact or more, parted by spaces:

    not                  denies what follows it
    stance=agreed        how far it has come, or how sure it is: one of STANCES; "-" turns it round (refused)
    deed=run/resume      what is done: an axis, and where on it; "-" is its other end (deed=-run/suspend)
    thing=sanction       what it is done to or with
    narrow=first         takes one case out of several, or sets a condition
    both                 the two sides or those who speak for them (双方, the sides)
    light                a verb that adds only a time to its noun (held talks)
    who                  with a thing: it is a person or body (the minister)
    sole                 with a deed: only one party can do it (host, ask for the call)
    measure              a counting word: what is counted stands behind it (辆)
    quiet                says nothing that a comparison needs
    passive              stands with the one who does it, where that one is not named first (by, 被)
    past, coming         colours the deed or stance written with the same word: done, or still to come

    ``doer`` says where the one who does it stands: "before" or "after" the form, or "case": before it, but the order is
    free and the ending of the name tells; "" where it makes no difference who does it.
    """

    STANCES: ClassVar[tuple[str, ...]] = (
        "agreed",
        "consider",
        "discussed",
        "may",
        "must",
        "plan",
        "proposed",
        "ready",
        "told",
        "will",
    )
    COLOURS: ClassVar[tuple[str, ...]] = ("past", "coming")
    VALUES: ClassVar[dict[str, str]] = {
        "stance": f"-?({'|'.join(STANCES)})",
        "deed": "-?[a-z]+(/[a-z]+)?",
        "thing": "[a-z]+",
        "narrow": "[a-z]+",
        **dict.fromkeys(("not", "both", "light", "who", "sole", "measure", "passive", "quiet", *COLOURS), ""),
    }

    means: str
    doer: str = ""

    def __post_init__(self) -> None:
        if not self.forms or not all(self.forms):
            raise ModelError("forms must hold at least one form, none empty")
        if not re.search(r"\[.+\]", self.example):
            raise ModelError(f"the example does not show {self.forms[0]!r} in square brackets")
        _check("doer", self.doer, ("", "before", "after", "case"))
        if not self.facts:
            raise ModelError("means is empty")
        for key, value in self.facts:
            _check("fact", key, tuple(self.VALUES))
            if not re.fullmatch(self.VALUES[key], value):
                raise ModelError(f"{key}={value!r} does not fit {self.VALUES[key] or 'a fact without value'}")

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """``means`` as pairs of key and value ("" where it has none)."""
        pairs = (word.partition("=") for word in self.means.split())
        return tuple((key, value) for key, _, value in pairs)

    @property
    def colours(self) -> bool:
        """Whether it only colours other words."""
        return self.means in self.COLOURS


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture(Entry):
    """Words that give away what is no part of a story, or where the story comes from. ``kind``:

    source … original  a label, its value follows (来源：X, 转自X, 作者：X, 责任编辑：X, 发布时间：, 声明：, 本文链接：, 原标题：)
    tags                a label of a line of keywords (标签：)
    neighbour, related  a label or the head of a list of other stories (上一篇：, 相关阅读)
    caption, player     a picture's or a video's caption is or starts so, a mark after it (资料图：, 视频加载中);
    depicts             it starts so and what is shown follows (图为); credit: it ends so (摄), or, where words are
                        spaced, its last bracket holds it (AP Photo)
    navigation, count   a short line holds nothing else (扫一扫, 分享到; 阅读, 星期四)
    appeal, notice      a line starts so that asks its reader to do something (Sign up for), or that the desk added
                        (This is a developing story)
    ask, platform       such a start that is sure only with a platform's name behind it (Follow … on Facebook)
    rights              a phrase of a site's legal text (版权归原作者所有)
    wire, message       the end of a dateline (电, 讯; 消息); local stands for the outlet in it (本报)
    reporter, reported, cite  记者 张三, By Jane Doe; 据某社报道
    contributed         a line ends so that names who helped (contributed to this report)
    particle, inner, joint  small words inside a person's name (van), a paper's (of the), between two names (and)
    press               how outlets' names end (网, 日报), or begin where words are spaced
    vague               a source line's value that names nobody (网络, 本站)
    date, clock         how dates and clock times are written, with YYYY M D and H m for the numbers (YYYY年M月D日)
                        and MMM for a month's name, which times.toml has (MMM D, YYYY)
    flag                a word where a dateline's place would stand, that is no place (BREAKING —)
    forenoon, afternoon the half of the day behind a clock time (a.m., p.m.)
    """

    KINDS: ClassVar[tuple[str, ...]] = (
        "source",
        "repost",
        "author",
        "editor",
        "published",
        "disclaimer",
        "permalink",
        "original",
        "tags",
        "neighbour",
        "related",
        "caption",
        "depicts",
        "player",
        "credit",
        "navigation",
        "count",
        "appeal",
        "notice",
        "ask",
        "platform",
        "rights",
        "wire",
        "message",
        "local",
        "reporter",
        "reported",
        "cite",
        "contributed",
        "particle",
        "inner",
        "joint",
        "press",
        "vague",
        "date",
        "clock",
        "flag",
        "forenoon",
        "afternoon",
    )

    kind: str

    def __post_init__(self) -> None:
        Entry.__post_init__(self)
        _check("kind", self.kind, self.KINDS)
