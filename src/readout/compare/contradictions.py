"""Contradictions: where two claims on one point say otherwise, and the words that make it."""

from collections.abc import Callable, Sequence
from itertools import product

from readout.compare.claims import Claim, Contradiction, ContradictionKind, Says, Verdict
from readout.compare.doers import roles_contradict
from readout.compare.doubts import find_doubt
from readout.compare.facing import Facing, Units, spans_of
from readout.compare.pairing import is_one_word
from readout.compare.stances import stages_contradict
from readout.compare.stretches import find_clauses
from readout.compare.units import CONTENT, MUTUAL, QUANTITIES, Unit


def find_contradiction(a: Claim, b: Claim) -> Contradiction | None:
    """The contradiction between two claims, or None where none is found."""
    return compare_claims(a, b).contradiction


def compare_claims(a: Claim, b: Claim) -> Verdict:
    """Whether two claims say the same, say otherwise, cannot be judged or have nothing to do with each other.

    "Otherwise" needs a contradiction of a named kind in two clauses that speak of one point: all that they are about is
    shared, or one of them tells a little more. "Same" needs that nothing is left on either side. All else is unsure.
    """
    clauses_a, clauses_b = find_clauses(a), find_clauses(b)
    whole = Facing(claim_a=a, claim_b=b, clauses_a=clauses_a, clauses_b=clauses_b)
    shared_a = spans_of(pair[0] for pair in whole.pairing.pairs)
    shared_b = spans_of(pair[1] for pair in whole.pairing.pairs)
    known = a.words == b.words or all(claim.lexicon.meanings for claim in (a, b))
    if known and whole.is_same():
        return Verdict(says="same", a=shared_a, b=shared_b, shared=whole.shared)
    if found := _search(whole, clauses_a, clauses_b):
        return Verdict(says="otherwise", a=found.a, b=found.b, contradiction=found, shared=whole.shared)
    says: Says = "unrelated" if whole.is_unrelated else "unsure"
    return Verdict(says=says, a=shared_a, b=shared_b, shared=whole.shared, doubt=find_doubt(whole))


def _search(whole: Facing, clauses_a: Sequence[Units], clauses_b: Sequence[Units]) -> Contradiction | None:
    """The contradiction between the two clauses that share most, or the claims as wholes."""
    parts = []
    if len(clauses_a) > 1 or len(clauses_b) > 1:
        parts = [
            Facing(claim_a=whole.claim_a, claim_b=whole.claim_b, clauses_a=(a,), clauses_b=(b,))
            for a, b in product(clauses_a, clauses_b)
        ]
        # what one clause confirms, another does not take back
        sure = [part for part in parts if part.is_same()]
        parts = [part for part in parts if not any(part.a == s.a or part.b == s.b for s in sure)]
    for facing in sorted([whole, *parts], key=lambda facing: -len(facing.pairing.pairs)):
        for rule in RULES:
            found = rule(facing)
            if found and (facing is whole or _holds_within(whole, found)):
                return found
    return None


def _holds_within(whole: Facing, found: Contradiction) -> bool:
    """Whether what two clauses differ in is not set apart by the rest of their claims."""
    return found.kind not in _FRAMED or whole.is_of_one_frame(but=found)


def _find_party(facing: Facing) -> Contradiction | None:
    """Another one does it, or the two change places."""
    if facing.senses[0] != facing.senses[1] or all(facing.left(*QUANTITIES)):
        return None
    texts = facing.claim_a.text, facing.claim_b.text
    for a, b in product(facing.roles_a, facing.roles_b):
        named = [unit for unit in (a.doer, a.other, b.doer, b.other) if unit]
        if roles_contradict(a, b, *texts) and facing.is_of_one_point(but=named):
            return Contradiction(kind="party", a=a.spans, b=b.spans, point=a.deed.key)
    return None


def _find_number(facing: Facing) -> Contradiction | None:
    """Another number of the same thing, or another length of time."""
    return _find_quantity(facing, "number", "amount") or _find_quantity(facing, "number", "duration")


def _find_date(facing: Facing) -> Contradiction | None:
    """Another time of the same event."""
    if stages_contradict(*facing.stages, None, None):
        return None  # what was done on one day and what is to be done on another are two events
    return _find_quantity(facing, "date", "when")


def _find_quantity(facing: Facing, kind: ContradictionKind, row: str) -> Contradiction | None:
    """The one quantity of a sort that both tell, and tell differently; of the other sorts only one side may tell more."""
    a, b = facing.left(*QUANTITIES)
    (first, other_a), (second, other_b) = (_part(side, row) for side in (a, b))
    if len(first) != 1 or len(second) != 1 or facing.senses[0] != facing.senses[1]:
        return None
    if not first[0].key or not is_one_word(first[0].key, second[0].key) or not facing.is_of_one_point():
        return None
    if "bare" in (first[0].name, second[0].name) and any(facing.left(*CONTENT)):
        return None  # what is counted is not said, and may not be the same
    if (other_a and other_b) or (row == "amount" and (other_a or other_b)):
        return None
    return Contradiction(kind=kind, a=(first[0].span,), b=(second[0].span,), point=first[0].key)


def _part(units: Units, kind: str) -> tuple[Units, Units]:
    """Those of a kind, and the others."""
    return tuple(u for u in units if u.kind == kind), tuple(u for u in units if u.kind != kind)


def _find_negation(facing: Facing) -> Contradiction | None:
    """One side affirms what the other denies; the side that denies tells no more than the other."""
    sense_a, sense_b = facing.senses
    if sense_a == sense_b or all(facing.left(*QUANTITIES)) or not facing.is_of_one_point():
        return None
    extra = facing.left(*CONTENT, *QUANTITIES)
    if extra[0 if sense_a < 0 else 1]:
        return None
    differ = [pair for pair in facing.pairing.pairs if pair[0].value != pair[1].value]
    stances = facing.left("stance")
    a = [*(pair[0] for pair in differ), *stances[0]] or _main(facing.a)
    b = [*(pair[1] for pair in differ), *stances[1]] or _main(facing.b)
    return Contradiction(
        kind="negation", a=spans_of(a), b=spans_of(b), point=(differ[0] if differ else [*a, *b])[0].key
    )


def _find_modality(facing: Facing) -> Contradiction | None:
    """It has come further on one side than on the other, or is surer."""
    stage_a, stage_b = facing.stages
    if facing.senses[0] != facing.senses[1] or all(facing.left(*QUANTITIES)):
        return None
    published = facing.claim_a.published, facing.claim_b.published
    if not stages_contradict(stage_a, stage_b, *published) or not facing.is_of_one_point():
        return None
    if "plain" in facing.stages and not _is_plainly_told(facing):
        return None
    deeds = {x.key for x, _ in facing.pairing.shared("deed")}
    if "discussed" in facing.stages and deeds and deeds <= MUTUAL:
        return None  # they talked of what they discussed
    stances = facing.left("stance")
    a, b = stances[0] or _main(facing.a), stances[1] or _main(facing.b)
    return Contradiction(kind="modality", a=spans_of(a), b=spans_of(b), point=f"{stage_a}-{stage_b}")


def _is_plainly_told(facing: Facing) -> bool:
    """Whether the side without a stance tells of a deed outright: no list of topics, and no word that may be a stance."""
    side = facing.stages.index("plain")
    return bool(facing.pairing.shared("deed")) and not facing.left(*CONTENT)[side]


def _main(units: Units) -> Sequence[Unit]:
    """What a clause tells first: its deed, or a stance, or whatever it has."""
    for kind in ("deed", "stance"):
        if found := [unit for unit in units if unit.kind == kind]:
            return found[:1]
    return units[:1]


# Numbers and days hold for the time, the place and the part that the rest of the sentence sets.
_FRAMED = ("number", "date", "party")
RULES: tuple[Callable[[Facing], Contradiction | None], ...] = (
    _find_party,
    _find_number,
    _find_date,
    _find_negation,
    _find_modality,
)
