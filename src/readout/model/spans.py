"""Spans: where in a text something stands."""

from dataclasses import dataclass

from readout.errors import ModelError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open code points ``text[start:stop]``; never empty.

    The one noun built by position, because ``Span(3, 7)`` reads as what it is.
    """

    start: int
    stop: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.stop:
            raise ModelError(f"Span({self.start}, {self.stop}): a span needs 0 <= start < stop")

    def of(self, text: str) -> str:
        """The characters themselves: the evidence."""
        return text[self.start : self.stop]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a code point."""
        return self.start < other.stop and other.start < self.stop

    def covers(self, other: "Span") -> bool:
        """Whether every code point of ``other`` is in this one."""
        return self.start <= other.start and other.stop <= self.stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The characters that one field of a row was read from."""

    field: str
    span: Span
