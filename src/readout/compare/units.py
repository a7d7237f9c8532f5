"""Units: what a claim is made of when it is compared, free of language as far as its words have meanings."""

from dataclasses import dataclass, field
from typing import Literal

from readout.model import Amount, Duration, Span, When

UnitKind = Literal[
    "stance",
    "deed",
    "thing",
    "narrow",
    "word",
    "entity",
    "amount",
    "when",
    "duration",
    "voice",
    "both",
    "light",
]
CONTENT = ("deed", "thing", "word", "entity")
QUANTITIES = ("amount", "when", "duration")
MUTUAL = frozenset({"talk", "meet"})  # deeds that two do alike, whoever is named first
COLOURLESS = ("voice", "both", "light")  # of use to read the others by, and never compared themselves


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A word or row of a claim. ``key`` is what it is matched by; ``name`` is where on its axis a deed is.

    ``sign`` is -1 for the other end of an axis (refuse, lift) and ``denials`` are the words that deny it; ``who`` marks a
    person or body without its name (the minister).
    """

    kind: UnitKind
    key: str
    span: Span
    name: str = ""
    sign: int = 1
    denials: tuple[Span, ...] = ()
    doer: str = ""
    sole: bool = False
    who: bool = False
    colours: frozenset[str] = frozenset()
    row: Amount | When | Duration | None = field(default=None, compare=False)
    country: str = ""

    @property
    def value(self) -> int:
        """-1 where it is turned round an odd number of times."""
        return -self.sign if len(self.denials) % 2 else self.sign

    @property
    def content(self) -> bool:
        """Whether it says what the claim is about."""
        return self.kind in CONTENT
