"""Mentions and amounts: what the text names."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

from readout.errors import ModelError
from readout.model.spans import Span

MentionKind = Literal["person", "body", "country", "place", "outlet", "title", "time", "amount"]
MENTION_KINDS: tuple[str, ...] = get_args(MentionKind)
Bound = Literal["exact", "about", "over", "under", "range"]
BOUNDS: tuple[str, ...] = get_args(Bound)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A person, body, country, place, outlet, title, time phrase or amount in the text.

    ``name`` is the naming string that the mention stands for on this page ("俄" is 俄罗斯, "他" is the
    person it points to); for a time it is the ISO form, for an amount its value and unit.
    """

    kind: MentionKind
    span: Span
    name: str

    def __post_init__(self) -> None:
        if self.kind not in MENTION_KINDS:
            raise ModelError(f"Mention: unknown kind {self.kind!r}; one of {', '.join(MENTION_KINDS)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number with its unit: ``low`` = ``high`` unless the text gives a range.

    ``unit`` is an ISO 4217 code for money, "%" for percentages, else the counting word as written.
    ``bound`` says how the text hedges it: about (约), over (超过), under (近, 不足), range.
    """

    span: Span
    low: Decimal
    high: Decimal
    unit: str
    bound: Bound = "exact"

    def __post_init__(self) -> None:
        if self.bound not in BOUNDS:
            raise ModelError(f"Amount: unknown bound {self.bound!r}; one of {', '.join(BOUNDS)}")
        if self.low > self.high:
            raise ModelError(f"Amount: low {self.low} is above high {self.high}")
