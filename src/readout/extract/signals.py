"""Signals: a lexicon's furniture words, compiled, and the one writing they are matched in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from readout.extract.patterns import (
    NEVER,
    any_of,
    cite_pattern,
    compile_or_never,
    date_patterns,
    dateline_patterns,
    day_pattern,
    month_names,
    noise_pattern,
)
from readout.extract.publishers import Publisher
from readout.language.lexicon import Lexicon

LABELS = (
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
)
_FOLDS = {
    "：": ":",
    "︰": ":",
    "（": "(",
    "）": ")",
    "，": ",",
    "；": ";",
    "？": "?",
    "！": "!",
    "｜": "|",
    "\u4e28": "|",
    "│": "|",
    "∣": "|",
    "／": "/",
    "［": "[",
    "］": "]",
    "〔": "[",
    "〕": "]",
    "【": "[",
    "】": "]",
    "\u3000": " ",
    "\u00a0": " ",
    "\u200b": " ",
    "\ufeff": " ",
    "\t": " ",
    "＞": ">",
    "》": "》",
    **{chr(0xFF10 + i): str(i) for i in range(10)},
}


@dataclass(frozen=True, slots=True)
class Signals:
    """What the rules ask for; every pattern is for folded text and matches nothing where words are missing.

    ``field`` finds a label with its separator (group = the label's kind), ``dates`` are whole-date patterns, ``day``
    is one of a dateline, ``names`` the outlets' names known, longest first.
    """

    table: dict[int, str]
    field: re.Pattern[str]
    bare: re.Pattern[str]  # a label that a value follows without a separator: 转自X
    dates: tuple[re.Pattern[str], ...]
    noise: re.Pattern[str]  # dates, clock times, counts, addresses: what header lines hold besides names
    caption: re.Pattern[str]
    depicts: re.Pattern[str]
    credit: re.Pattern[str]
    taken: re.Pattern[str]  # words of a picture's credit, wherever they stand
    rights: re.Pattern[str]
    navigation: re.Pattern[str]
    aside: re.Pattern[str]  # what follows a value on its line and is no part of it: 分享到, 浏览次数
    related: re.Pattern[str]
    appeal: re.Pattern[str]
    ask: re.Pattern[str]  # words that begin an appeal only if it names a platform
    platform: re.Pattern[str]
    notice: re.Pattern[str]
    contributed: re.Pattern[str]
    edited: re.Pattern[str]  # those of them that an editor's name follows
    dated: re.Pattern[str]  # words that a date follows: Updated
    reporter: re.Pattern[str]
    credits: re.Pattern[
        str
    ]  # words that names follow without a colon, where words are spaced: Reporting by X
    day: re.Pattern[str]
    cite: re.Pattern[str]
    wire_line: re.Pattern[str]
    message_line: re.Pattern[str]
    local_line: re.Pattern[str]
    bracket_line: re.Pattern[str]
    bracket_wire: re.Pattern[str]
    reporters: re.Pattern[str]
    press: tuple[str, ...]
    local: tuple[str, ...]
    vague: frozenset[str]
    names: tuple[str, ...]
    known: frozenset[str]  # the same names, to look one up
    folded: frozenset[str]  # and in small letters, for lines in capitals
    agencies: frozenset[str]
    small: frozenset[str]  # words that may stand inside a person's name: van, de
    inner: frozenset[str]  # and inside a paper's or body's: of the
    joints: frozenset[str]  # words that join two names
    flags: frozenset[str]  # words that stand before a story as a place does: BREAKING
    places: frozenset[str]  # capitals and towns, in small letters
    regions: frozenset[str]  # short forms that may be a state's, behind its town: Ore.
    language: str  # its code and its script, "" for no language
    script: str
    zone: str
    spaced: bool  # spaces part words: they are no gaps between stories

    def fold(self, text: str) -> str:
        """``text`` in the writing that the patterns are for; code point for code point."""
        return text.translate(self.table)


def compile_signals(lexicon: Lexicon | None, publishers: tuple[Publisher, ...]) -> Signals:
    """The signals of one language, or of no language when ``lexicon`` is None. Cached by identity."""
    return _compile(_Same(lexicon), _Same(publishers))


class _Same:
    """Hashes by identity: a lexicon's own hash would go through all its words on every page."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.value is other.value


@lru_cache(maxsize=32)
def _compile(lexicon_key: _Same, publishers_key: _Same) -> Signals:
    lexicon: Lexicon | None = lexicon_key.value  # type: ignore[assignment]
    publishers: tuple[Publisher, ...] = publishers_key.value  # type: ignore[assignment]
    table = _fold_table(lexicon)
    words: dict[str, list[str]] = {}
    for entry in lexicon.furniture if lexicon else ():
        words.setdefault(entry.kind, []).extend(form.translate(table) for form in entry.forms)
    spaced = lexicon.orthography.spaced if lexicon else True
    months = month_names(lexicon)
    names = {name for publisher in publishers for name in publisher.all_names}
    names |= {form for outlet in (lexicon.outlets if lexicon else ()) for form in outlet.forms}
    names = {name.translate(table) for name in names}
    return Signals(
        table=table,
        dates=date_patterns(words, months),
        day=re.compile(day_pattern(months)),
        noise=noise_pattern(words, months, spaced=spaced),
        press=tuple(words.get("press", ())),
        local=tuple(words.get("local", ())),
        vague=frozenset(form.casefold() for form in words.get("vague", ())),
        names=tuple(sorted(names, key=lambda n: (-len(n), n))),
        known=frozenset(names),
        folded=frozenset(name.casefold() for name in names if len(name) > 3),
        agencies=frozenset(name.translate(table) for name in _agencies(lexicon, publishers)),
        small=frozenset(form.casefold() for form in words.get("particle", ())),
        inner=frozenset(form.casefold() for kind in ("particle", "inner") for form in words.get(kind, ())),
        joints=frozenset(form.casefold() for form in words.get("joint", ())),
        flags=frozenset(form.casefold() for form in words.get("flag", ())),
        places=frozenset(place.casefold() for place in _places(lexicon)),
        regions=frozenset(lexicon.orthography.abbreviations if lexicon else ()),
        language=lexicon.code if lexicon else "",
        script=lexicon.orthography.script if lexicon else "",
        zone=lexicon.orthography.zone if lexicon else "",
        spaced=spaced,
        cite=cite_pattern(words),
        **_label_patterns(words, spaced=spaced),
        **_line_patterns(words, spaced=spaced),
        **dateline_patterns(words),
    )


def _fold_table(lexicon: Lexicon | None) -> dict[int, str]:
    variants = lexicon.orthography.variants if lexicon else ""
    pairs = {variants[i]: variants[i + 1] for i in range(0, len(variants) - 1, 2)}
    return {ord(key): value for key, value in (pairs | _FOLDS).items()}


def _agencies(lexicon: Lexicon | None, publishers: tuple[Publisher, ...]) -> Iterator[str]:
    for outlet in lexicon.outlets if lexicon else ():
        if outlet.agency:
            yield from outlet.forms
    for publisher in publishers:
        if publisher.agency:
            yield from publisher.all_names


def _places(lexicon: Lexicon | None) -> Iterator[str]:
    for country in lexicon.countries if lexicon and lexicon.orthography.spaced else ():
        yield from country.capitals
    for place in lexicon.places if lexicon and lexicon.orthography.spaced else ():
        yield from place.forms


def _label_patterns(words: dict[str, list[str]], *, spaced: bool) -> dict[str, re.Pattern[str]]:
    kinds = [kind for kind in (*LABELS, *(["caption"] if spaced else [])) if kind in words]
    groups = "|".join(f"(?P<{kind}>{any_of(words[kind], spaced=spaced)})" for kind in kinds)
    # A label starts a line or follows a gap, a bracket or the end of a value; its separator may stand apart.
    start = r"(?:^|(?<=[\s(\[.。!?;|>,\"”)\]]))"
    after = r"\s" if spaced else r"(?![\s:|/])"
    return {
        "field": re.compile(rf"{start}(?:{groups})(?:[\])]?\s?[:|/]+\s?)" if kinds else NEVER),
        "bare": compile_or_never(rf"^[\s(\[]*(?P<repost>{{}}){after}", words.get("repost"), spaced=spaced),
        "reporter": compile_or_never(r"(?:{})[\s:|/]*", words.get("reporter"), spaced=spaced),
        "credits": _opener([*words.get("reporter", []), *words.get("editor", [])], spaced=spaced),
        "edited": _opener(words.get("editor", []), spaced=spaced),
    }


def _opener(forms: list[str], *, spaced: bool) -> re.Pattern[str]:
    """Words that a name follows without a colon."""
    return compile_or_never(r"(?:{})\s(?=\w)", forms if spaced else (), spaced=spaced)


def _line_patterns(words: dict[str, list[str]], *, spaced: bool) -> dict[str, re.Pattern[str]]:
    """Patterns for what a whole line is, starts with or ends in."""

    def one_of(pattern: str, *kinds: str) -> re.Pattern[str]:
        return compile_or_never(pattern, [w for kind in kinds for w in words.get(kind, ())], spaced=spaced)

    long = [w for kind in ("navigation", "count") for w in words.get(kind, ()) if len(w) > 1]
    mark = r"(?=\s?[:|/()\[\]©]|\s[-–—]|$)" if spaced else r"(?=[\W_]|$)"
    unquoted = r"^[^\w\"“”'‘’«»„]*"
    return {
        "aside": compile_or_never(r"\s(?:{})", () if spaced else long, spaced=spaced),
        "caption": one_of(rf"^[\s(\[]*(?:{{}}){mark}", "caption", "player"),
        "depicts": one_of(r"^[\s(\[]*(?:{})", "depicts"),
        "credit": one_of(r"(?:{})[)\]\s]*$", "credit"),
        "taken": one_of(r"(?:{})", "credit"),
        "rights": one_of(r"{}", "rights"),
        "navigation": one_of(r"{}", "navigation", "count"),
        "related": one_of(r"^[\W_]*(?:{})[\W_]*$", "related", "neighbour"),
        "appeal": one_of(unquoted + "(?:{})", "appeal"),
        "ask": one_of(unquoted + "(?:{})", "ask"),
        "platform": one_of(r"{}", "platform"),
        "notice": one_of(unquoted + "(?:{})", "notice"),
        "dated": one_of(r"{}", "published"),
        "contributed": one_of(r"(?:{})[\w ,.'’()-]{0,40}$", "contributed"),
    }
