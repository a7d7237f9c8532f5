"""Doubts: where two claims that are alike may say otherwise, though that cannot be shown."""

from collections.abc import Iterator
from itertools import product

from readout.compare.claims import Doubt
from readout.compare.doers import roles_contradict
from readout.compare.facing import Facing
from readout.compare.quantities import amounts_equal
from readout.compare.stances import stages_contradict
from readout.compare.units import QUANTITIES, Unit
from readout.model import Amount

_ABOUT = ("deed", "thing", "word", "stance")
_ALMOST = 0.6  # of both sides: where so much is one, what is put in the place of a word may turn it round


def find_doubt(whole: Facing) -> Doubt:
    """What two claims may have otherwise; "" where their words give no reason to think so."""
    for facing in _parts(whole):
        if doubt := _doubt(facing):
            return doubt
    return ""


def _parts(whole: Facing) -> Iterator[Facing]:
    """For each clause of the side that has fewer, the clause of the other side with which it shares most."""
    if len(whole.clauses_a) == len(whole.clauses_b) == 1:
        yield whole
        return
    parts = [
        Facing(claim_a=whole.claim_a, claim_b=whole.claim_b, clauses_a=(a,), clauses_b=(b,))
        for a, b in product(whole.clauses_a, whole.clauses_b)
    ]
    turned = len(whole.clauses_b) < len(whole.clauses_a)
    for clause in whole.clauses_b if turned else whole.clauses_a:
        own = [part for part in parts if (part.b if turned else part.a) == clause]
        best = max(own, key=lambda part: len(part.pairing.pairs))
        if best.pairing.pairs:
            yield best


def _doubt(facing: Facing) -> Doubt:
    pairing = facing.pairing
    left = (*pairing.left_a, *pairing.left_b)
    turned = any(x.value != y.value for x, y in pairing.pairs)
    if turned or facing.senses[0] != facing.senses[1] or any(unit.denials for unit in left):
        return "negation"
    if any(all(facing.left(kind)) for kind in QUANTITIES):
        return "date" if all(facing.left("when")) else "number"
    if any(_are_other_bounds(x, y) for x, y in pairing.shared("amount")):
        return "number"
    if stages_contradict(*facing.stages, facing.claim_a.published, facing.claim_b.published):
        return "modality"
    if _may_be_other_parties(facing):
        return "party"
    return "words" if _is_almost_one(facing) else ""


def _are_other_bounds(one: Unit, other: Unit) -> bool:
    """Whether both give a bound of one kind (up to 100), and not the same."""
    a, b = one.row, other.row
    if not isinstance(a, Amount) or not isinstance(b, Amount):
        return False
    return a.bound == b.bound != "exact" and not amounts_equal(a, b)


def _may_be_other_parties(facing: Facing) -> bool:
    """Whether another one may do it: another name with all else one, or the same names in other places."""
    texts = facing.claim_a.text, facing.claim_b.text
    roles_a, roles_b = facing.roles_a, facing.roles_b
    if any(roles_contradict(a, b, *texts) for a, b in product(roles_a, roles_b)):
        return True
    if all(facing.left("entity")) and _is_else_one(facing):
        return True
    deeds = facing.pairing.shared("deed")
    for one, other in deeds:
        # he thanked the minister, the minister thanked him
        if one.doer and [r.deed for r in roles_a].count(one) != [r.deed for r in roles_b].count(other):
            return True
    return not any(facing.left(*_ABOUT)) and not facing.keeps_order()


def _is_else_one(facing: Facing) -> bool:
    """Whether all but the names is shared, or in one language all but a title."""
    most = max(map(len, facing.left(*_ABOUT)))
    return most == 0 or (facing.one_language and most == 1 and bool(facing.pairing.shared("deed")))


def _is_almost_one(facing: Facing) -> bool:
    """Whether most words of both sides are shared, and each has one in the place of another."""
    if not facing.one_language or not all(facing.left(*_ABOUT)):
        return False
    most = max(len(facing.a), len(facing.b))
    return len(facing.pairing.pairs) >= _ALMOST * most
