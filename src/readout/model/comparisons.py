"""Comparisons: the accounts of one contact, point beside point."""

from dataclasses import dataclass
from typing import Literal, get_args

from readout.errors import ModelError
from readout.model.accounts import Account
from readout.model.entities import Entity
from readout.model.spans import Span

Says = Literal["says", "says otherwise", "silent", "unsure"]
SAYS: tuple[str, ...] = get_args(Says)
DifferenceKind = Literal[
    "negation", "modality", "number", "date", "duration", "party", "initiator", "place", "scope", "mouth"
]
DIFFERENCE_KINDS: tuple[str, ...] = get_args(DifferenceKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Words on a page that show something: ``quote`` is what stands at ``span``."""

    page: str
    span: Span
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What two sides have otherwise, and the words that show it. ``first`` and ``second`` are the two sides' values.

    ``scope``: one side names topics in the same point that the other does not; ``mouth``: one side alone reports
    that the other one's party said it.
    """

    kind: DifferenceKind
    sides: tuple[str, str]
    first: str
    second: str
    witnesses: tuple[Witness, ...]

    def __post_init__(self) -> None:
        if self.kind not in DIFFERENCE_KINDS:
            raise ModelError(f"Difference: unknown kind {self.kind!r}; one of {', '.join(DIFFERENCE_KINDS)}")
        if not self.witnesses:
            raise ModelError("Difference: no words show it; a difference needs its evidence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one side has of a point: ``points`` are ids, none where it is silent."""

    side: str
    says: Says
    points: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.says not in SAYS:
            raise ModelError(f"Cell {self.side}: unknown {self.says!r}; one of {', '.join(SAYS)}")
        if bool(self.points) != (self.says != "silent"):
            raise ModelError(
                f"Cell {self.side}: {self.says!r} with {len(self.points)} points; words, or silence"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRow:
    """One point, a cell for each side in the order of the comparison's accounts.

    ``likeness`` is how alike the points of the cells are, from 0 to 1 (0 where one side alone says it).
    """

    id: str
    cells: tuple[Cell, ...]
    topics: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    likeness: float = 0.0

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides that are not silent."""
        return tuple(cell.side for cell in self.cells if cell.says != "silent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What the accounts give for one thing about the contact (type, when, duration, place, initiator …), a value a side.

    ``values`` holds for each account its values, empty where it gives none; ``same`` is whether no two sides differ.
    """

    name: str
    values: tuple[tuple[str, ...], ...]
    witnesses: tuple[tuple[Witness, ...], ...]
    same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicShare:
    """A topic over the accounts: for each side its place in the order of topics (from 1, 0 none) and its share of points."""

    topic: str
    ranks: tuple[int, ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The accounts of one contact, one column each, their points in rows, and what analysts look for besides."""

    type: str
    parties: tuple[Entity, ...]
    when: str
    accounts: tuple[Account, ...]
    rows: tuple[PointRow, ...]
    facts: tuple[Fact, ...] = ()
    shares: tuple[TopicShare, ...] = ()
    evaluations: tuple[tuple[str, ...], ...] = ()

    @property
    def sides(self) -> tuple[str, ...]:
        """The accounts' sides in their order."""
        return tuple(account.side for account in self.accounts)
