"""Stances: how far a thing has come in each of two clauses, and which two cannot both be told of it."""

import datetime
from collections.abc import Iterable

from readout.compare.units import Unit

# The weakest first: what is agreed to be discussed is under discussion.
_WEAKEST = ("may", "consider", "ready", "discussed", "proposed", "plan", "must", "agreed", "will")
_OPEN = frozenset({"may", "consider", "ready", "discussed", "proposed"})
_DECIDED = frozenset({"agreed", "will", "done", "plain"})
_OTHERWISE = frozenset(
    {frozenset({open_, decided}) for open_ in _OPEN for decided in _DECIDED}
    | {frozenset(pair) for pair in (("done", "will"), ("done", "plan"), ("must", "may"))}
)
_SAME = frozenset({frozenset({"plain", "will"}), frozenset({"plain", "done"}), frozenset({"plain"})})


def find_stage(left: Iterable[Unit], matched: Iterable[Unit], clause: Iterable[Unit]) -> str:
    """How far it has come: the weakest of the stances that only this clause has.

    Where there is none: "even" if both clauses share one that settles it, else what the tenses of its deeds show
    ("done", "will"), or "plain".
    """
    units = tuple(clause)
    stances = {unit.key for unit in left if unit.kind == "stance"}
    if any(unit.key == "agreed" for unit in units if unit.kind == "stance"):
        stances.discard("will")  # what is agreed to be done will be done: one language writes both
    for stance in _WEAKEST:
        if stance in stances:
            return stance
    if any(unit.kind == "stance" and unit.key not in ("agreed", "discussed", "told") for unit in matched):
        return "even"
    done = [unit for unit in units if unit.kind in ("deed", "stance", "light")]
    if any("coming" in unit.colours for unit in done):
        return "will"
    return "done" if any("past" in unit.colours for unit in done) else "plain"


def stages_contradict(
    a: str, b: str, published_a: datetime.date | None, published_b: datetime.date | None
) -> bool:
    """Whether two stages of one thing cannot both be true.

    What was to come when one page was published may be done when the other was.
    """
    if frozenset({a, b}) not in _OTHERWISE:
        return False
    if "done" in (a, b) and published_a and published_b:
        earlier, later = (published_a, published_b) if b == "done" else (published_b, published_a)
        return not earlier < later
    return True


def stages_agree(a: str, b: str) -> bool:
    """Whether two stages are one."""
    return a == b or frozenset({a, b}) in _SAME
