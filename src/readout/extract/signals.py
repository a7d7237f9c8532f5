"""Signals: a lexicon's furniture words, compiled, and the one writing they are matched in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

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
_NEVER = r"(?!)"


@dataclass(frozen=True, slots=True)
class Signals:
    """What the rules ask for; every pattern is for folded text and matches nothing where words are missing.

    ``field`` finds a label with its separator (group = the label's kind), ``dates`` are whole-date patterns,
    ``names`` the outlets' names known, longest first.
    """

    table: dict[int, str]
    field: re.Pattern[str]
    bare: re.Pattern[str]  # a label that a value follows without a separator: 转自X
    dates: tuple[re.Pattern[str], ...]
    noise: re.Pattern[str]  # dates, clock times, counts, addresses: what header lines hold besides names
    caption: re.Pattern[str]
    depicts: re.Pattern[str]
    credit: re.Pattern[str]
    rights: re.Pattern[str]
    navigation: re.Pattern[str]
    aside: re.Pattern[str]  # what follows a value on its line and is no part of it: 分享到, 浏览次数
    related: re.Pattern[str]
    reporter: re.Pattern[str]
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
    dates = tuple(
        re.compile(_date_pattern(form, words.get("clock", ())))
        for form in words.get("date", ())
        if "YYYY" in form
    )
    names = {name for publisher in publishers for name in (publisher.name, *publisher.names)}
    names |= {form for outlet in (lexicon.outlets if lexicon else ()) for form in outlet.forms}
    return Signals(
        table=table,
        field=_field_pattern(words),
        bare=_compile_or_never(r"^[\s(\[]*(?P<repost>{})(?![\s:|/])", words.get("repost")),
        dates=dates,
        noise=_noise_pattern(words),
        aside=_compile_or_never(
            r"\s(?:{})", [w for kind in ("navigation", "count") for w in words.get(kind, ()) if len(w) > 1]
        ),
        caption=_compile_or_never(
            r"^[\s(\[]*(?:{})(?=[\W_]|$)", [*words.get("caption", []), *words.get("player", [])]
        ),
        depicts=_compile_or_never(r"^[\s(\[]*(?:{})", words.get("depicts")),
        credit=_compile_or_never(r"(?:{})[)\]\s]*$", words.get("credit")),
        rights=_compile_or_never(r"{}", words.get("rights")),
        navigation=_compile_or_never(r"{}", [*words.get("navigation", []), *words.get("count", [])]),
        related=_compile_or_never(
            r"^[\W_]*(?:{})[\W_]*$", [*words.get("related", []), *words.get("neighbour", [])]
        ),
        reporter=_compile_or_never(r"(?:{})[\s:|/]*", words.get("reporter")),
        cite=_cite_pattern(words),
        press=tuple(words.get("press", ())),
        local=tuple(words.get("local", ())),
        vague=frozenset(words.get("vague", ())),
        names=tuple(sorted((name.translate(table) for name in names), key=lambda n: (-len(n), n))),
        zone=lexicon.orthography.zone if lexicon else "",
        spaced=lexicon.orthography.spaced if lexicon else True,
        **_dateline_patterns(words),
    )


def _fold_table(lexicon: Lexicon | None) -> dict[int, str]:
    variants = lexicon.orthography.variants if lexicon else ""
    pairs = {variants[i]: variants[i + 1] for i in range(0, len(variants) - 1, 2)}
    return {ord(key): value for key, value in (pairs | _FOLDS).items()}


def _any(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(set(forms), key=lambda f: (-len(f), f)))


def _compile_or_never(pattern: str, forms: Iterable[str] | None) -> re.Pattern[str]:
    joined = _any(forms or ())
    return re.compile(pattern.replace("{}", joined) if joined else _NEVER)


def _field_pattern(words: dict[str, list[str]]) -> re.Pattern[str]:
    kinds = [kind for kind in LABELS if kind in words]
    if not kinds:
        return re.compile(_NEVER)
    groups = "|".join(f"(?P<{kind}>{_any(words[kind])})" for kind in kinds)
    # A label starts a line or follows a gap, a bracket or the end of a value; its separator may stand apart.
    return re.compile(rf"(?:^|(?<=[\s(\[.。!?;|>,\"”)\]]))(?:{groups})(?:[\])]?\s?[:|/]+\s?)")


def _date_pattern(form: str, clocks: Iterable[str]) -> str:
    """A date template (YYYY年M月D日) as a pattern with groups, and a clock time that may follow (H时m分, H:m)."""
    date = _template(form, {"YYYY": r"(?P<Y>(?:19|20)\d\d)", "M": r"(?P<M>\d{1,2})", "D": r"(?P<D>\d{1,2})"})
    between = "|".join([":", *(re.escape(clock[1 : clock.index("m")]) for clock in clocks)])
    return date + rf"(?:\s{{0,3}}(?P<H>\d{{1,2}})\s?(?:{between})\s?(?P<m>\d{{1,2}})(?::(?P<s>\d\d))?)?"


def _template(form: str, slots: dict[str, str]) -> str:
    parts = re.split(r"(YYYY|M|D|H|m)", form)
    return r"\s?".join(slots.get(part, re.escape(part)) for part in parts if part)


def _noise_pattern(words: dict[str, list[str]]) -> re.Pattern[str]:
    digits = {"YYYY": r"\d{4}", "M": r"\d{1,2}", "D": r"\d{1,2}", "H": r"\d{1,2}", "m": r"\d{1,2}"}
    forms = [_template(form, digits) for kind in ("date", "clock") for form in words.get(kind, ())]
    counts = _any(words.get("count", ()))
    generic = [
        r"https?://\S+",
        r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:T|(?=\D|$))",
        r"\d{1,2}:\d\d(?::\d\d)?",
        r"\d+",
        r"[\s|/:,()\[\]·•—–>.-]+",
    ]
    return re.compile("|".join([*forms, *generic, *([counts] if counts else [])]))


def _cite_pattern(words: dict[str, list[str]]) -> re.Pattern[str]:
    cites, reported = _any(words.get("cite", ())), _any(words.get("reported", ()))
    if not cites or not reported:
        return re.compile(_NEVER)
    return re.compile(
        rf"^\s*(?:{cites})(?P<outlet>[^\s,。:;!?()“”《》]{{2,16}}?|《[^》]{{2,16}}》)(?:\d{{1,2}}\S{{0,5}}?)?(?:{reported})"
    )


def _dateline_patterns(words: dict[str, list[str]]) -> dict[str, re.Pattern[str]]:
    """How datelines are built, in five forms; see datelines.py for what each is for."""
    wire, message = _any(words.get("wire", ())), _any(words.get("message", ()))
    local, reporter = _any(words.get("local", ())), _any(words.get("reporter", ()))
    reported = _any(words.get("reported", ()))
    if not (wire and message and local and reporter and reported):
        names = ("wire_line", "message_line", "local_line", "bracket_line", "bracket_wire", "reporters")
        return dict.fromkeys(names, re.compile(_NEVER))
    digits = {"YYYY": r"\d{4}", "M": r"\d{1,2}", "D": r"\d{1,2}"}
    date = (
        "|".join(sorted((_template(form, digits) for form in words.get("date", ())), key=len, reverse=True))
        or _NEVER
    )
    head = r"[^\s,。:;!?()“”\[\]]"
    bracket = r"(?:\s?[(\[](?P<bracket>[^()\[\]]{1,80})[)\]])?"
    return {
        "wire_line": re.compile(
            rf"^(?P<head>(?!\d){head}{{2,24}}?)\s?(?P<date>{date})\s?(?:(?:{wire}){bracket}|(?:{reported})(?=\s))"
            r"(?P<gap>[\s:,]*)"
        ),
        "message_line": re.compile(
            rf"^(?P<head>{head}{{2,16}}?)(?:{message})(?:{bracket}\s?(?::|$)"
            rf"|\s?[(\[](?P<reporters>(?:{reporter})[^()\[\]]{{1,60}})[)\]]|(?=\s)|(?P<comma>,))[\s:]*"
        ),
        "reporters": re.compile(rf"\s?[(\[](?P<bracket>(?:{reporter})[^()\[\]]{{1,60}})[)\]][\s:]*"),
        "local_line": re.compile(
            rf"^(?P<head>{head}{{2,14}}?)(?:{wire})(?:\s?[(\[](?P<bracket>[^()\[\]]{{1,80}})[)\]][\s:]*|[\s:]+)"
        ),
        "bracket_line": re.compile(
            rf"^[\[(](?P<bracket>(?P<head>{head}{{0,20}}?)\s?(?:(?:{reported})\b|(?:{reported})?\s?(?:{reporter})\s?[:/]?[^()\[\]]{{0,40}}|(?:{wire})))[\])][\s:]*"
        ),
        "bracket_wire": re.compile(
            rf"^[\[(](?P<bracket>(?P<head>{head}{{2,14}}?)(?:(?:{reporter})[^()\[\]]{{0,30}}?)?(?P<date>{date})?\s?(?:{wire}))[\])][\s:]*"
        ),
    }
