"""Teasers: the starts of other stories, glued on behind this one.

A list page's excerpts are cut at a fixed length, so they break off; each begins with its own headline or
dateline; and they are about something else. No single sign is enough, so a paragraph counts as glued
only with several teasers in it of which at least one breaks off.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from readout.extract.datelines import find_dateline
from readout.extract.lines import STOPS, ends_sentence, trim, width
from readout.extract.signals import Signals

_GAP = re.compile(r"\s+|(?<=…)(?=[^…\s”’」』)])|(?<=\.\.\.)(?=[^.\s”’」』)])|\s*[■●▶►◆★▪•◇○□|]+\s*")
_ASCII = re.compile(r"^[\x21-\x7e]+$")
_NUMBER = re.compile(r"^[(\[]?\d{1,2}[.、):\]]")
HEADLINE_WIDTH = 40
LONGEST = 10_000  # code points of a glued paragraph: list pages show some dozen excerpts of some hundred
SAME_TOPIC = (
    0.3  # share of a piece's character pairs that the text before it has, above which it goes on with it
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch between two gaps, and what it looks like."""

    start: int
    stop: int
    headline: bool
    dateline: bool
    byline: bool
    fragment: bool
    ended: bool


def split_teasers(folded: str, start: int, stop: int, signals: Signals) -> tuple[tuple[int, int], ...]:
    """The teasers glued together in ``folded[start:stop]``; empty when the paragraph is no such glue.

    Offsets are half-open code points of ``folded`` (Signals.fold's), which are the text's.
    """
    if signals.spaced or not _GAP.search(folded, start, stop):
        return ()
    pieces = _find_pieces(folded, start, stop, signals) if stop - start <= LONGEST else []
    groups = _group(folded, pieces)
    cut = sum(1 for group in groups if not group[-1].ended)
    signed = sum(1 for group in groups if any(piece.dateline or piece.byline for piece in group))
    told = [group for group in groups if not all(piece.headline for piece in group)]
    if len(groups) < 2 or len(told) < 2 or cut == 0 or (cut == 1 and signed == 0):
        return ()
    # The marks between two teasers belong to the one they open.
    starts = [start, *(trim(folded, before[-1].stop, stop)[0] for before in groups)]
    return tuple((left, trim(folded, left, right)[1]) for left, right in pairwise([*starts[:-1], stop]))


def share_of_pairs(piece: str, known: frozenset[str]) -> float:
    """The share of ``piece``'s pairs of adjacent letters that are in ``known``; 0 for fewer than four pairs."""
    own = pairs_of(piece)
    return len(own & known) / len(own) if len(own) >= 4 else 0.0


def pairs_of(text: str) -> frozenset[str]:
    """The pairs of adjacent letters in ``text``."""
    return frozenset(a + b for a, b in pairwise(text) if a.isalpha() and b.isalpha())


def _find_pieces(folded: str, start: int, stop: int, signals: Signals) -> list[Piece]:
    spans: list[tuple[int, int]] = []
    at = start
    for gap in _GAP.finditer(folded, start, stop):
        if gap.start() > at:
            spans.append((at, gap.start()))
        at = max(at, gap.end())
    if at < stop:
        spans.append((at, stop))
    return [_look(folded, left, right, signals) for left, right in _rejoin(folded, spans)]


def _rejoin(folded: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spaces around Latin words and figures (在 2025 年) part nothing."""
    joined: list[tuple[int, int]] = []
    glue = False
    for left, right in spans:
        latin = bool(_ASCII.match(folded[left:right])) and not folded[left:right].startswith("http")
        if joined and (glue or latin) and folded[joined[-1][1] - 1] not in STOPS:
            joined[-1] = (joined[-1][0], right)
        else:
            joined.append((left, right))
        glue = latin
    return joined


def _look(folded: str, left: int, right: int, signals: Signals) -> Piece:
    text = folded[left:right]
    dotted = text.endswith(("…", "..."))
    byline = right - left <= 12 and bool(signals.reporter.search(text + " "))
    probe = text + " "  # a dateline's own gap was what ended the piece
    dateline = not byline and find_dateline(probe, 0, len(probe), signals) is not None
    inner = any(c in "。;" for c in text[:-1]) or text[-1:] == "。"
    return Piece(
        start=left,
        stop=right,
        headline=not (dateline or byline or inner or dotted)
        and width(text) <= HEADLINE_WIDTH
        and text.count(",") < 2,
        dateline=dateline and right - left <= 60,
        byline=byline,
        fragment=width(text) <= 4 and text[0].isdigit(),
        ended=ends_sentence(text) and not dotted,
    )


def _group(folded: str, pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces into teasers: headlines and signatures, then the story, up to where it breaks off or turns."""
    groups: list[list[Piece]] = []
    told = False  # whether the group's story has begun
    for i, piece in enumerate(pieces):
        if not groups or (told and _opens(folded, groups[-1], piece, pieces[i + 1 : i + 4])):
            groups.append([])
            told = False
        groups[-1].append(piece)
        signed = len(groups[-1]) > 1 and groups[-1][-2].dateline
        plain = not (piece.dateline or piece.byline)
        told = told or (plain and (signed or not piece.headline)) or piece.fragment
    return groups


def _opens(folded: str, group: list[Piece], piece: Piece, following: list[Piece]) -> bool:
    """Whether ``piece`` begins another teaser behind ``group``, whose story has begun."""
    last = group[-1]
    text = folded[piece.start : piece.stop]
    if piece.fragment or last.dateline or last.byline or not any(c.isalnum() for c in text):
        return False
    if not last.ended:
        return True
    known = pairs_of(folded[group[0].start : last.stop])
    if piece.headline:
        signed = bool(following) and (following[0].dateline or following[0].byline)
        return signed and share_of_pairs(text, known) < SAME_TOPIC
    if piece.dateline or piece.byline:
        ahead = next((p for p in following if not (p.dateline or p.byline)), None)
        return ahead is not None and share_of_pairs(folded[ahead.start : ahead.stop], known) < SAME_TOPIC
    return bool(_NUMBER.match(text))
