"""Names where words are spaced: known outlets, and words that look like a person's or a paper's name."""

import re

from readout.extract.signals import Signals

_WORD = re.compile(r"[^\s,;|/()\[\]]+")
_LONGEST = 5  # words of a person's name


def find_known(
    text: str, start: int, stop: int, signals: Signals, *, first: bool = False
) -> tuple[int, int] | None:
    """The first known outlet's name in ``text[start:stop]``, the longest there; with ``first`` only at its start.

    Names in capitals count as the same (ИНТЕРФАКС, REUTERS).
    """
    for match in _WORD.finditer(text, start, stop):
        left = match.start()
        while left < stop and not text[left].isalnum() and text[left] not in '«“"':
            left += 1
        end = _known_end(text, left, stop, signals)
        if end:
            return left, end
        if first:
            return None
    return None


def _known_end(text: str, left: int, stop: int, signals: Signals) -> int:
    """Where the longest known name that starts at ``left`` ends; 0 for none."""
    best = 0
    for match in _WORD.finditer(text, left, stop):
        if match.start() - left > 40:
            break
        for end in {match.end(), left + len(text[left : match.end()].rstrip(".,:;'’"))}:
            name = text[left:end]
            if name in signals.known or (name.isupper() and name.casefold() in signals.folded):
                best = max(best, end)
    return best


def read_names(text: str, start: int, stop: int, signals: Signals) -> int:
    """Where the list of people's names that begins at ``start`` ends: Jane Doe, John Roe and Ann van Poe; 0 for none.

    Each is two words or more that begin with capitals; of a list in capitals (JANE DOE) what follows in small
    letters is no part.
    """
    end, at, words = 0, start, 0
    loud = None
    for match in _WORD.finditer(text, start, stop):
        word = match.group().rstrip(".,")
        gap = text[at : match.start()] if at > start else ""
        if gap.strip() not in ("", ",") or words > _LONGEST:
            break
        if gap.strip() == "," and _is_office(text[match.start() : stop], signals):
            break
        if gap.strip() == "," or word.casefold() in signals.joints:
            if words < 2 and not (gap.strip() == "," and words == 0):
                break
            words = 0
        if word.casefold() in signals.joints:
            at = match.end()
            continue
        if word.casefold() in signals.small and words:
            at = match.end()
            continue
        shouted = word.isupper() and len(word) > 2
        if not _is_capital(word) or (loud and not shouted and len(word) > 2):
            break
        loud = shouted if loud is None and len(word) > 2 else loud
        words += 1
        at = match.end()
        end = match.start() + len(word) if words >= 2 else end
    return end


def _is_office(text: str, signals: Signals) -> bool:
    """Whether what follows a comma is no further person: a paper, or what the writer is there."""
    value = text.split(",", maxsplit=1)[0].strip(" .)")
    return value.casefold() in signals.vague or is_press(value, signals)


def _is_capital(word: str) -> bool:
    """Whether a word looks like a part of a name: a capital first, letters, apostrophes and hyphens only."""
    return word[:1].isupper() and all(c.isalpha() or c in "'’.-" for c in word)


def is_name(text: str, signals: Signals) -> bool:
    """Whether a value looks like the name of a paper, a body or a person, and not like the start of a sentence."""
    words = [word.strip("\"“”«»'’.,()") for word in text.split()]
    if not words or is_press(text, signals) or find_known(text, 0, len(text), signals, first=True):
        return bool(words)
    if "." in text.strip(".") and len(words) == 1:
        return True  # a host
    if text[:1] in '«“"' and text[-1:] in '»”"':
        return True
    return len(words) <= 6 and all(
        word[:1].isupper() or word.casefold() in signals.inner for word in words if word
    )


def is_press(name: str, signals: Signals) -> bool:
    """Whether a name is a known outlet's or has a word of outlets' names at its end or start."""
    return (
        name in signals.known
        or name.endswith(signals.press or ("\x00",))
        or name.startswith(signals.press or ("\x00",))
    )
