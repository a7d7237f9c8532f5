"""Datelines where words are spaced: a place, a day and an agency, in whatever order and marks the agencies use."""

import re
from dataclasses import dataclass
from functools import lru_cache

from readout.extract.names import find_known, is_press
from readout.extract.signals import Signals

Pair = tuple[int, int] | None

_UPPER = r"A-Z\u00c0-\u00d6\u00d8-\u00de\u0400-\u042f\u0490"
_LOWER = r"a-z\u00df-\u00f6\u00f8-\u00ff\u0430-\u045f\u0491"
_OTHER = r"\u0100-\u024f"  # letters whose case is not told by their place in the table
_DASH = "-\u2010-\u2015"
_INITIALS = rf"(?:[{_UPPER}]\.)+"
_LOUD = rf"(?:{_INITIALS}|[{_UPPER}]{{1,3}}\.(?=\s[{_UPPER}]{{3}})|[{_UPPER}{_OTHER}][{_UPPER}{_OTHER}'’-]+)"  # ST. JOSEPH
_CAPITALS = rf"(?P<capitals>{_LOUD}(?:[ /]{_LOUD}){{0,3}})(?![{_LOWER}])"
_WORD = rf"(?:{_INITIALS}|[{_UPPER}][{_LOWER}]{{1,2}}\.(?=\s[{_UPPER}])|[{_UPPER}{_OTHER}][{_LOWER}{_UPPER}{_OTHER}'’-]+)"
_TITLE = rf"{_WORD}(?: {_WORD}){{0,3}}"
_REGION = (
    rf"(?:, (?P<initials>(?:[{_UPPER}]\.){{2,}})| ?, {_TITLE}\.?)"  # behind a place: N.Y., Ore., South Korea
)
_STOP = rf"\s?(?:[{_DASH}]{{1,3}}|:)\s*"
_NAME = re.compile(rf"[\s,]*(?P<name>{_WORD}(?: {_WORD}){{1,2}})\s*$")
_ACRONYM = re.compile(rf"[{_UPPER}]{{2,8}}(?![{_LOWER}])")
_SHORTEST = 4  # letters of a place in capitals that no agency, day or list of places vouches for


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """What a dateline says, as (start, stop) pairs; None for what it leaves out. ``stop`` is where it ends."""

    stop: int
    outlet: Pair = None
    author: Pair = None
    place: Pair = None
    day: Pair = None


def read_place(head: str, signals: Signals) -> Wire | None:
    """A dateline such as GENEVA, March 5 (Reuters) - or КИЕВ, 5 мар - РИА Новости. at the start of ``head``."""
    if not (head[:1].isupper() or head[:1].isdigit() or head[:1] in "(/"):
        return None
    for pattern, rule in zip(_compile(signals.day.pattern), _RULES, strict=True):
        match = pattern.match(head)
        found = rule(match, head, signals) if match else None
        if found is not None:
            return found
    return None


@lru_cache(maxsize=32)
def _compile(day: str) -> tuple[re.Pattern[str], ...]:
    place = rf"(?P<place>(?:{_CAPITALS}|{_TITLE})(?P<region>{_REGION})?)"
    when = rf"(?P<day>{day})"
    lead = rf"^(?:{place}[.,]?\s{{1,2}})?(?:{when}[.,]?\s{{1,2}})?(?:(?P<after>{_TITLE}),?\s)?"
    return (
        re.compile(
            lead + rf"(?:\((?P<round>[^()]{{2,40}})\)|/(?P<slash>[^/]{{2,40}})/)(?P<end>{_STOP}|\.?\s*)"
        ),
        re.compile(rf"^{place}(?:,?\s{when})?\.?\s?[{_DASH}]{{1,2}}\s?(?P<rest>[^.]{{2,60}})\.\s*"),
        re.compile(
            rf"^{place}[.,]?\s{{1,2}}(?:{when}[.,]\s{{1,2}})?(?P<rest>[^{_DASH}\s,:][^,:]{{1,40}}?)"
            rf"(?:\s{{0,2}}[{_DASH}]{{1,2}}\s{{1,2}}|[.,:](?!\S)\s*|$)"
        ),
        re.compile(rf"^(?P<rest>{_TITLE}|{_CAPITALS}),?\s{when}(?:\.|\s?[{_DASH}]{{1,2}}\s|:)\s*"),
        re.compile(rf"^{when}[.,]?\s(?P<rest>{_TITLE}|{_CAPITALS})(?:\.|\s?[{_DASH}]{{1,2}}\s|:)\s*"),
        re.compile(
            rf"^{place}(?:,?\s{when})?\.?(?P<end>\s?[\u2012-\u2015]+\s*|\s[{_DASH}]{{1,2}}\s|:\s)(?=[\w\"“«'‘])"
        ),
    )


def _read_marked(match: re.Match[str], head: str, signals: Signals) -> Wire | None:
    """The outlet in brackets or slashes: LIMA, Peru (AP) —, MOSCOW, March 5. /TASS/, (Reuters) -."""
    group = "round" if match["round"] else "slash"
    start, stop = match.span(group)
    known = find_known(head, start, stop, signals)
    stopped = bool(match["end"].strip())
    placed = bool(match["capitals"] or match["day"])
    if known is None:
        # A name that nobody knows signs only behind a place in capitals and before a dash.
        sure = placed and (stopped or group == "slash") and match["after"] is None
        if not sure or not head[start].isupper() or any(c.isdigit() for c in head[start:stop]):
            return None
    elif (group == "round" and not stopped and not _run_on(match, head)) or (match["after"] and not placed):
        return None
    outlet = known or (start, stop)
    author = _reporter(head, outlet[1], stop) if group == "slash" else None
    return _wire(match, outlet=outlet, author=author)


def _run_on(match: re.Match[str], head: str) -> bool:
    """Whether the story goes on right behind the bracket, as after (CNN): in a new word, without a space."""
    return match.end("round") + 1 == match.end() and head[match.end() : match.end() + 1].isupper()


def _read_dashed(match: re.Match[str], head: str, signals: Signals) -> Wire | None:
    """The outlet behind a dash: MINSK, 5 Mar — Sputnik, Jane Doe."""
    start, stop = match.span("rest")
    known = find_known(head, start, stop, signals, first=True)
    if known is None or not (match["day"] or match["capitals"]):
        return None
    if known[1] < stop and head[known[1]] != ",":
        return None
    return _wire(match, outlet=known, author=_reporter(head, known[1], stop))


def _read_dotted(match: re.Match[str], head: str, signals: Signals) -> Wire | None:
    """The outlet behind a stop or none: Moscow. March 5. INTERFAX.RU -, YEREVAN, MARCH 5, ARMENPRESS., Kyiv CNN —."""
    start, stop = match.span("rest")
    known = find_known(head, start, stop, signals, first=True)
    dashed = head[stop : match.end()].strip()[:1] not in (".", ",", ":", "")
    if known is None and match["day"] and _ACRONYM.fullmatch(head, start, stop):
        known = (start, stop)
    if known is None or known[1] != stop or not (match["day"] or dashed):
        return None
    return _wire(match, outlet=known)


def _read_turned(match: re.Match[str], head: str, signals: Signals) -> Wire | None:
    """An agency and a day in either order, no place: TASS, March 5."""
    start, stop = match.span("rest")
    return _wire(match, outlet=(start, stop)) if head[start:stop] in signals.agencies else None


def _read_bare(match: re.Match[str], head: str, signals: Signals) -> Wire | None:
    """A place in capitals, perhaps a day, and a dash; an agency's name may take the place's place: AFP -.

    A place before a colon must be known, one in small letters have its state behind it (Salem, Ore. —).
    """
    opens = head[match.end()].isupper() or not head[match.end()].isalnum()
    place, colon = match["place"], ":" in match["end"]
    if not opens or place.casefold() in signals.flags:
        return None
    if place in signals.agencies and not colon:
        return Wire(stop=match.end(), outlet=match.span("place"), day=_day(match))
    if match["day"] or (match["capitals"] and not colon):
        name = match["capitals"] or place
        if match["capitals"] is None or len(name) < _SHORTEST or is_press(name, signals):
            return None
        return _wire(match)
    if colon:
        town = place[: match.start("region")] if match["region"] else place
        return _wire(match) if match["capitals"] and town.casefold() in signals.places else None
    shortened = (match["region"] or "").lstrip(", ") in signals.regions or match["initials"]
    return _wire(match) if shortened else None


_RULES = (_read_marked, _read_dashed, _read_dotted, _read_turned, _read_turned, _read_bare)


def _wire(match: re.Match[str], *, outlet: Pair = None, author: Pair = None) -> Wire:
    place = match.span("place") if match.groupdict().get("place") else None
    return Wire(stop=match.end(), outlet=outlet, author=author, place=place, day=_day(match))


def _day(match: re.Match[str]) -> Pair:
    """The day, without the stop that parts it from what follows."""
    return (match.start("day"), match.start("day") + len(match["day"].rstrip("."))) if match["day"] else None


def _reporter(head: str, start: int, stop: int) -> Pair:
    """The person's name that follows an outlet's within its mark: two words that begin with capitals."""
    match = _NAME.match(head, start, stop)
    return match.span("name") if match else None
