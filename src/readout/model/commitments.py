"""Commitments: who undertook what, and what became of it over later pages."""

from dataclasses import dataclass
from typing import Literal, get_args

from readout.errors import ModelError
from readout.model.comparisons import Witness

StepKind = Literal["made", "repeated", "changed", "denied", "done", "overdue"]
STEP_KINDS: tuple[str, ...] = get_args(StepKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentStep:
    """What was told of a commitment on a day (ISO 8601), by whom, in which words.

    ``teller`` is the naming string of who said it, "" where the page says it itself. ``differs`` are the words of a
    step "changed" or "denied" that stand against those of the commitment. ``words`` of "overdue" are the deadline's.
    """

    kind: StepKind
    day: str
    words: Witness
    teller: str = ""
    differs: tuple[Witness, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in STEP_KINDS:
            raise ModelError(f"CommitmentStep: unknown kind {self.kind!r}; one of {', '.join(STEP_KINDS)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What somebody undertook to do, or not to do.

    ``id`` is made of the page and the place of its words. ``by`` is the slug of who undertook it ("both" for all parties of
    a contact), ``by_name`` as the page names it; ``toward`` the slug of whom it was said to, "" where nobody is named.
    ``what`` are the words, from ``statement`` on that page; ``until`` is the last day that they give (ISO 8601, "" none).
    ``steps`` come in the order of their days; the first is "made".
    """

    id: str
    by: str
    by_name: str
    toward: str
    what: Witness
    statement: str
    until: str
    topics: tuple[str, ...]
    steps: tuple[CommitmentStep, ...]

    def __post_init__(self) -> None:
        if not self.steps or self.steps[0].kind != "made":
            raise ModelError(f"Commitment {self.id}: the first step must be 'made'")

    @property
    def status(self) -> StepKind:
        """What was told of it last; once it was done it stays so."""
        kinds = [step.kind for step in self.steps]
        return "done" if "done" in kinds else kinds[-1]
