"""Judgements: what a person said of a row, or of two."""

import datetime
from dataclasses import dataclass
from typing import Literal, get_args

from readout.errors import ModelError
from readout.model.readings import digest

Verdict = Literal["right", "wrong", "same", "different", "unsure", "speaker", "undo"]
VERDICTS: tuple[str, ...] = get_args(Verdict)
_OF_TWO = ("same", "different", "unsure", "undo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's verdict: on one row (right, wrong), on two (same, different, unsure), or another speaker for one.

    ``row`` and ``other`` are ids of statements or contacts, ``speaker`` the name that stands in place of the one
    that was read, ``by`` who judged, ``at`` when, with a zone. Appended, never edited: a later one of the same kind
    on the same row or rows takes the place of an earlier one, and ``undo`` takes back the judgement whose id is ``other``.
    """

    row: str
    verdict: Verdict
    by: str
    at: datetime.datetime
    other: str = ""
    speaker: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.verdict not in VERDICTS:
            raise ModelError(f"Judgement: unknown verdict {self.verdict!r}; one of {', '.join(VERDICTS)}")
        if not self.by:
            raise ModelError("Judgement: nobody judged; say who")
        if self.at.tzinfo is None:
            raise ModelError("Judgement: a time without a zone; give one")
        if (self.verdict in _OF_TWO) != bool(self.other):
            wanted = "one row" if self.other else "two"
            raise ModelError(f"Judgement: {self.verdict!r} is about {wanted}; give {wanted}")
        if (self.verdict == "speaker") != bool(self.speaker):
            raise ModelError("Judgement: a speaker goes with the verdict 'speaker', and with no other")
        if self.other and self.other == self.row:
            raise ModelError("Judgement: the two rows are one; give two")

    @property
    def id(self) -> str:
        """The identity of what was said, by whom and when."""
        return digest(
            self.row, self.verdict, self.by, self.at.isoformat(), self.other, self.speaker, self.note
        )
