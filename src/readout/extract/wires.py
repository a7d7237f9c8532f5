"""Datelines where words are spaced: a place, a day and an agency, in whatever order and marks the agencies use."""

import re
from functools import lru_cache

from readout.extract.names import find_known, is_press
from readout.extract.signals import Signals

Pair = tuple[int, int] | None
Found = tuple[int, Pair, Pair] | None

_UPPER, _LOWER = r"A-Z\u00c0-\u00d6\u00d8-\u00de\u0404-\u042f", r"a-z\u00df-\u00f6\u00f8-\u00ff\u0430-\u045f"
_DASH = "-\u2010-\u2015"
_CAPITALS = rf"(?P<capitals>[{_UPPER}][{_UPPER}.'’-]+(?:[ /][{_UPPER}][{_UPPER}.'’-]*){{0,3}})(?![{_LOWER}])"
_TITLE = rf"[{_UPPER}][{_LOWER}{_UPPER}'’.-]+(?: [{_UPPER}][{_LOWER}{_UPPER}'’.-]+){{0,3}}"
_REGION = rf"(?:, (?:[{_UPPER}]\.)+| ?, {_TITLE})"  # behind a place: N.Y., South Korea
_STOP = rf"\s?(?:[{_DASH}]{{1,3}}|:)\s*"


def read_place(head: str, signals: Signals) -> Found:
    """End, outlet and reporter of a dateline such as GENEVA, March 5 (Reuters) - or КИЕВ, 5 мар - РИА Новости."""
    if not (head[:1].isupper() or head[:1].isdigit() or head[:1] in "(/"):
        return None
    patterns = _compile(signals.day.pattern)
    for pattern, rule in zip(patterns, (_read_marked, _read_dashed, _read_dotted, _read_bare), strict=True):
        match = pattern.match(head)
        found = rule(match, head, signals) if match else None
        if found is not None:
            return found
    return None


@lru_cache(maxsize=32)
def _compile(day: str) -> tuple[re.Pattern[str], ...]:
    place = rf"(?P<place>(?:{_CAPITALS}|{_TITLE})(?P<region>{_REGION})?)"
    when = rf"(?P<day>{day})"
    lead = rf"^(?:{place}[.,]?\s)?(?:{when}[.,]?\s)?(?:(?P<after>{_TITLE}),?\s)?"
    return (
        re.compile(
            lead + rf"(?:\((?P<round>[^()]{{2,40}})\)|/(?P<slash>[^/]{{2,40}})/)(?P<end>{_STOP}|\.?\s*)"
        ),
        re.compile(rf"^{place}(?:,?\s{when})?\.?\s?[{_DASH}]{{1,2}}\s?(?P<rest>[^.]{{2,60}})\.\s*"),
        re.compile(
            rf"^{place}[.,]?\s(?:{when}[.,]\s)?(?P<rest>[^\s,:{_DASH}][^,:]{{1,40}}?)(?:\s?[{_DASH}]{{1,2}}\s|[.,:]\s*)"
        ),
        re.compile(
            rf"^{place}(?:,?\s{when})?\.?(?P<end>\s?[\u2012-\u2015]+\s*|\s[{_DASH}]{{1,2}}\s|:\s)(?=[\w\"“«'‘])"
        ),
    )


def _read_marked(match: re.Match[str], head: str, signals: Signals) -> Found:
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
    return match.end(), outlet, _reporter(head, outlet[1], stop) if group == "slash" else None


def _run_on(match: re.Match[str], head: str) -> bool:
    """Whether the story goes on right behind the bracket, as after (CNN): in a new word, without a space."""
    return match.end("round") + 1 == match.end() and head[match.end() : match.end() + 1].isupper()


def _read_dashed(match: re.Match[str], head: str, signals: Signals) -> Found:
    """The outlet behind a dash: MINSK, 5 Mar — Sputnik, Jane Doe."""
    start, stop = match.span("rest")
    known = find_known(head, start, stop, signals, first=True)
    if known is None or not (match["day"] or match["capitals"]):
        return None
    if known[1] < stop and head[known[1]] != ",":
        return None
    return match.end(), known, _reporter(head, known[1], stop)


def _read_dotted(match: re.Match[str], head: str, signals: Signals) -> Found:
    """The outlet behind a stop or none: Moscow. March 5. INTERFAX.RU -, YEREVAN, MARCH 5, ARMENPRESS., Kyiv CNN —."""
    start, stop = match.span("rest")
    known = find_known(head, start, stop, signals, first=True)
    dashed = head[stop : match.end()].strip(" ")[:1] not in (".", ",", ":", "")
    if known is None or known[1] != stop or not (match["day"] or dashed):
        return None
    return match.end(), known, None


def _read_bare(match: re.Match[str], head: str, signals: Signals) -> Found:
    """A place in capitals, perhaps a day, and a dash; an outlet's name may take the place's place: AFP -."""
    start, stop = match.span("place")
    known = find_known(head, start, stop, signals, first=True)
    if known is not None and known[1] == stop and ":" not in match["end"]:
        return match.end(), known, None
    if match["capitals"] is None or (":" in match["end"] and not match["day"]):
        return None
    place = match["capitals"]
    if len(place) < 4 or is_press(place, signals) or not head[match.end()].isupper():
        return None
    return match.end(), None, None


def _reporter(head: str, start: int, stop: int) -> Pair:
    """The person's name that follows an outlet's within its mark: two words that begin with capitals."""
    match = re.compile(rf"[\s,]*(?P<name>[{_UPPER}][\w'’-]+(?: [{_UPPER}][\w'’.-]+){{1,2}})\s*$").match(
        head, start, stop
    )
    return match.span("name") if match else None
