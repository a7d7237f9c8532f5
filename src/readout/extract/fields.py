"""Fields: labelled values in a line, and what a line is."""

from dataclasses import dataclass

from readout.model import BlockKind


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value: half-open offsets into the text. ``kind`` is the label's (source, author, …)."""

    kind: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Label:
    """What a line is, and the fields in it."""

    kind: BlockKind
    fields: tuple[Field, ...] = ()
