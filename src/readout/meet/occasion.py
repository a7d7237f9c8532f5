"""Occasion: one place where a text names a contact."""

from dataclasses import dataclass

from readout.language.entries import Trigger
from readout.meet.parties import Group
from readout.model import Mention, Span, Statement, Status, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One mention of a contact. ``groups`` are its parties: one a contact (分别会见 names several)."""

    trigger: Span
    entry: Trigger
    sentence: int
    groups: tuple[Group, ...]
    grouped: bool  # 双方 or the like stands for the parties
    status: Status
    sure: bool  # the status was read from words, not assumed
    when: When | None
    place: Span | None
    place_name: str
    initiator: Mention | None
    inside: Statement | None
    is_bare: bool  # its own clause says neither a day nor a status
