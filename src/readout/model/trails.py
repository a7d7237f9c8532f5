"""Trails: one number, or one speaker's position on a topic, as it was told over time."""

from dataclasses import dataclass

from readout.model.comparisons import Witness
from readout.model.mentions import Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTold:
    """An amount as somebody gave it: ``by`` is the slug of who, ``by_name`` as the page names it, ``words`` the claim."""

    day: str
    by: str
    by_name: str
    amount: Amount
    words: Witness


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number as it was told: ``of`` is what it counts (an ISO 4217 code, "%", or a word for it free of language).

    ``tellings`` come by day. ``disputed`` is whether two of them cannot both be right: their ranges do not meet.
    """

    id: str
    of: str
    topics: tuple[str, ...]
    tellings: tuple[FigureTold, ...]
    disputed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionPoint:
    """What a speaker says on a topic: ``relation`` to the time before is "new", "again" or "otherwise".

    ``before`` are the words of the time before that it says again or otherwise, ``differs`` those that contradict.
    """

    words: Witness
    act: str
    relation: str
    before: tuple[Witness, ...] = ()
    differs: tuple[Witness, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What a speaker said on a topic on one page, and what of the page before it no longer says (``left_out``)."""

    day: str
    page: str
    points: tuple[PositionPoint, ...]
    left_out: tuple[Witness, ...] = ()
