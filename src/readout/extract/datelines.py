"""Datelines: an outlet's signature at the start of a story."""

import re
from dataclasses import dataclass

from readout.extract.signals import Signals
from readout.extract.wires import Pair, Wire, read_place

_REACH = 120  # code points from a paragraph's start in which a dateline ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline(Wire):
    """What a dateline says, in offsets into the text it was found in, and the rule that found it."""

    rule: str


def find_dateline(folded: str, start: int, stop: int, signals: Signals) -> Dateline | None:
    """The dateline that opens the paragraph ``folded[start:stop]``, or None. ``folded`` is Signals.fold's."""
    head = folded[start : min(stop, start + _REACH)]
    for name, rule in _RULES:
        found = rule(head, signals)
        if found is not None:
            return Dateline(
                stop=start + found.stop,
                outlet=_shift(found.outlet, start),
                author=_shift(found.author, start),
                place=_shift(found.place, start),
                day=_shift(found.day, start),
                rule=f"dateline_{name}",
            )
    return None


def find_outlet(name: str, signals: Signals) -> str:
    """The outlet that ``name`` begins with, place and all (某社莫斯科): a known one, or by its ending; "" for none."""
    return _name_start(name, signals, sure=True)


def _shift(pair: Pair, by: int) -> Pair:
    return (pair[0] + by, pair[1] + by) if pair else None


def _read_wire(head: str, signals: Signals) -> Wire | None:
    """Outlet, place, day, wire word: 某社北京2月13日电（记者…）."""
    match = signals.wire_line.match(head)
    if match is None or signals.cite.match(head):
        return None
    # A word that only begins like the wire's (电话, 电影) follows without a gap or bracket.
    if (
        not match["gap"]
        and not match["bracket"]
        and match.end() < len(head)
        and not _is_outlet(match["head"], signals)
    ):
        return None
    outlet = _name_start(match["head"], signals)
    named = (0, len(outlet)) if outlet else None
    return Wire(stop=match.end(), outlet=named, author=_author(match, "bracket", signals))


def _read_message(head: str, signals: Signals) -> Wire | None:
    """Outlet and the word for news, before a colon or a gap: 某网消息（节目）：."""
    match = signals.message_line.match(head)
    if match is None or signals.cite.match(head) or not _is_outlet(match["head"], signals):
        return None
    if match["comma"] and not _known_start(match["head"], signals):
        return None
    group = "reporters" if match["reporters"] else "bracket"
    local = match["head"] in signals.local
    named = None if local else match.span("head")
    return Wire(stop=match.end(), outlet=named, author=_author(match, group, signals))


def _read_local(head: str, signals: Signals) -> Wire | None:
    """本报讯 and 某报讯, with no day."""
    match = signals.local_line.match(head)
    if match is None or not _is_outlet(match["head"], signals):
        return None
    local = match["head"] in signals.local
    named = None if local else match.span("head")
    return Wire(stop=match.end(), outlet=named, author=_author(match, "bracket", signals))


def _read_bracket(head: str, signals: Signals) -> Wire | None:
    """A signature in brackets: [某报记者 王某某], (某社记者王某某台北13日电), (某台中文网)."""
    if signals.spaced or head[:1] not in "[(":
        return None
    for pattern in (signals.bracket_wire, signals.bracket_line):
        match = pattern.match(head)
        if match is None:
            continue
        outlet = _name_start(match["head"], signals) if _is_outlet(match["head"], signals, start=True) else ""
        span = (match.start("head"), match.start("head") + len(outlet)) if outlet else None
        return Wire(stop=match.end(), outlet=span, author=_author(match, "bracket", signals))
    closed = head.find({"[": "]", "(": ")"}[head[0]])
    if closed > 2 and head[1:closed].strip() in signals.known and closed + 1 < len(head):
        by = signals.reporters.match(head, closed + 1)
        author = _author(by, "bracket", signals) if by else None
        return Wire(stop=by.end() if by else closed + 1, outlet=(1, closed), author=author)
    return None


_RULES = (
    ("bracket", _read_bracket),
    ("wire", _read_wire),
    ("message", _read_message),
    ("local", _read_local),
    ("place", read_place),
)


def _is_outlet(name: str, signals: Signals, *, start: bool = False) -> bool:
    """Whether the name is a known outlet's, ends as outlets' names do, or stands for the outlet itself."""
    if name in signals.local or name in signals.known or name.startswith(signals.local or ("\x00",)):
        return True
    if start:
        return bool(_name_start(name, signals, sure=True))
    return name.endswith(signals.press or ("\x00",)) or bool(_known_start(name, signals))


def _name_start(name: str, signals: Signals, *, sure: bool = False) -> str:
    """The outlet in 某社北京: a known name, or up to the last ending of an outlet's name; else all of it.

    With ``sure`` nothing instead of all. A local word (本报) names nobody.
    """
    if name.startswith(signals.local or ("\x00",)):
        return ""
    if known := _known_start(name, signals):
        return known
    stops = [at + len(end) for end in signals.press if (at := name.find(end, 1)) > 0]
    if stops:
        return name[: max(s for s in stops if s <= min(stops) + 2)]
    return "" if sure else name


def _known_start(name: str, signals: Signals) -> str:
    return next((known for known in signals.names if name.startswith(known) and _ends_word(name, known)), "")


def _ends_word(name: str, known: str) -> bool:
    """Whether a name in letters of an alphabet is not the start of a longer word (AP, but APEC)."""
    return not (
        known[-1].isascii()
        and name[len(known) : len(known) + 1].isascii()
        and name[len(known) :][:1].isalpha()
    )


def _author(match: re.Match[str], group: str, signals: Signals) -> Pair:
    inner = match[group] or ""
    named = signals.reporter.search(inner)
    if named is None:
        return None
    rest = inner[named.end() :]
    stop = next((i for i, c in enumerate(rest) if c in ",;:/0123456789)"), len(rest))
    if not rest[:stop].strip():
        return None
    start = match.start(group) + named.end()
    return (start, start + len(rest[:stop].rstrip()))
