"""Facing: two clauses held against each other, what they share and what only one of them tells."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import prod

from readout.compare.claims import Claim, Contradiction
from readout.compare.doers import Role, find_roles, roles_agree
from readout.compare.pairing import Pairing, pair_units
from readout.compare.stances import find_stage, stages_agree
from readout.compare.units import COLOURLESS, MUTUAL, Unit
from readout.model import Span

Units = tuple[Unit, ...]
_ABOUT = ("deed", "thing", "word")
_MOST_EXTRA = 0.5  # as a share of what both tell; a side that tells more than that may speak of a part
_LEAST_SHARED = 0.34  # of what the side that says less is about: below it, the two have nothing in common
_LEAST_KNOWN = 0.8
_MOST_FOREIGN = 0.34  # the share of words left on both sides that two languages may have without a meaning


@dataclass(frozen=True, kw_only=True)
class Facing:
    """Clauses of one claim and of another: one each, or all."""

    claim_a: Claim
    claim_b: Claim
    clauses_a: tuple[Units, ...]
    clauses_b: tuple[Units, ...]

    @cached_property
    def a(self) -> Units:
        """All units of a."""
        return tuple(chain.from_iterable(self.clauses_a))

    @cached_property
    def b(self) -> Units:
        """All units of b."""
        return tuple(chain.from_iterable(self.clauses_b))

    @cached_property
    def pairing(self) -> Pairing:
        """What is shared and what is left."""
        zones = self.claim_a.zone, self.claim_b.zone
        return pair_units(
            (unit for unit in self.a if unit.kind not in COLOURLESS),
            (unit for unit in self.b if unit.kind not in COLOURLESS),
            one_language=self.one_language,
            other_zone=all(zones) and zones[0] != zones[1],
        )

    @property
    def one_language(self) -> bool:
        """Whether words that have no meaning in the word files can be compared."""
        return self.claim_a.lexicon.code == self.claim_b.lexicon.code

    @cached_property
    def roles_a(self) -> tuple[Role, ...]:
        """Who does what in a."""
        return tuple(role for clause in self.clauses_a for role in find_roles(clause))

    @cached_property
    def roles_b(self) -> tuple[Role, ...]:
        """Who does what in b."""
        return tuple(role for clause in self.clauses_b for role in find_roles(clause))

    @property
    def shared(self) -> float:
        """How much of the side that says less the other one says too, of what it is about."""
        least = min(sum(unit.kind in (*_ABOUT, "stance") for unit in side) for side in (self.a, self.b))
        return min(1.0, len(self.pairing.shared(*_ABOUT, "stance")) / least) if least else 0.0

    @cached_property
    def senses(self) -> tuple[int, int]:
        """1 where a side affirms, -1 where it denies. What only one side tells has no say, unless it is a stance."""
        pairing = self.pairing
        left = [
            prod(unit.value for unit in side if unit.kind == "stance")
            for side in (pairing.left_a, pairing.left_b)
        ]
        return (
            left[0] * prod(pair[0].value for pair in pairing.pairs),
            left[1] * prod(pair[1].value for pair in pairing.pairs),
        )

    @cached_property
    def stages(self) -> tuple[str, str]:
        """How far it has come in a and in b."""
        pairing = self.pairing
        return (
            find_stage(pairing.left_a, (pair[0] for pair in pairing.pairs), self.a),
            find_stage(pairing.left_b, (pair[1] for pair in pairing.pairs), self.b),
        )

    def left(self, *kinds: str, but: Collection[Unit] = ()) -> tuple[Units, Units]:
        """What is left of a and of b, of some kinds."""
        sides = (self.pairing.left_a, self.pairing.left_b)
        a, b = (tuple(u for u in side if u.kind in kinds and u not in but) for side in sides)
        return a, b

    def is_of_one_point(self, but: Collection[Unit] = ()) -> bool:
        """Whether both speak of one point: all they are about is shared, or one of them tells a little more.

        ``but`` are units that may be left on both sides, as it is on them that the two differ.
        """
        if any(self.left("narrow")):
            return False
        shared = self.pairing.shared(*_ABOUT)
        if not shared and not (self.pairing.shared("stance") and not any(self.left(*_ABOUT))):
            return False
        a, b = self.left(*_ABOUT, "entity", but=but)
        if any(unit.value < 0 for unit in (*a, *b)):
            return False  # what is denied or turned round is told by one side alone
        if a and b:
            return self._are_foreign(a, b)
        return len(a) + len(b) <= max(1, _MOST_EXTRA * len(shared))

    def _are_foreign(self, a: Units, b: Units) -> bool:
        """Whether what is left on both sides are a few words of two languages, which may be the same."""
        if self.one_language or any(unit.kind != "word" for unit in (*a, *b)):
            return False
        return max(len(a), len(b)) <= _MOST_FOREIGN * len(self.pairing.pairs)

    def is_of_one_frame(self, but: Contradiction) -> bool:
        """Whether whole claims set their clauses in one frame: no part of it, no other time, nobody else on both sides.

        ``but`` is where the two differ.
        """
        if any(self.left("narrow")):
            return False
        sides = zip(self.left("when", "entity"), (but.a, but.b), strict=True)
        a, b = ({unit.kind for unit in side if unit.span not in spans} for side, spans in sides)
        return not a & b

    @property
    def is_unrelated(self) -> bool:
        """Whether too little is shared, though most words of both sides can be compared."""
        if self.shared >= _LEAST_SHARED:
            return False
        if self.one_language:
            return True
        return all(_known(side) >= _LEAST_KNOWN for side in (self.a, self.b))

    def is_same(self) -> bool:
        """Whether nothing is left on either side, and all that is shared is told alike."""
        pairing = self.pairing
        left = (*pairing.left_a, *pairing.left_b)
        if any(unit.kind != "stance" for unit in left) or not pairing.pairs:
            return False
        alike = pairing.is_exact and all(
            x.value == y.value and (x.name == y.name or x.kind != "deed") for x, y in pairing.pairs
        )
        whole = all(u.value == 1 for u in left) or self.senses[0] == self.senses[1] == -1
        return alike and whole and stages_agree(*self.stages) and self._names_stand_alike()

    def keeps_order(self) -> bool:
        """Whether those whom both name stand in one order, and before or behind the same deeds.

        Who meets or talks is named in any order.
        """
        deeds = [pair for pair in self.pairing.shared("deed") if pair[0].key not in MUTUAL]
        named = self.pairing.shared("entity")
        if not deeds and self.pairing.shared("deed"):
            return True
        order = sorted((*named, *deeds), key=lambda pair: pair[0].span.start)
        places = [pair[1].span.start for pair in order if self.one_language or pair[0].kind == "entity"]
        return places == sorted(places) or not named

    def _names_stand_alike(self) -> bool:
        """Whether those named have the same parts in both: their roles are known, or they stand in the same order."""
        roles = [(x, y) for x in self.roles_a for y in self.roles_b if x.deed.key == y.deed.key]
        if roles:
            return all(roles_agree(x, y) for x, y in roles)
        named = self.pairing.shared("entity")
        doing = [x.doer for x, _ in self.pairing.shared("deed") if x.doer]
        if doing and len(self.roles_a) != len(self.roles_b):
            return False
        if len(named) < 2 and self.one_language and not self.keeps_order():
            return _is_passive(self.a) != _is_passive(self.b)
        if len(named) < 2:
            return True
        if not self.keeps_order() or _is_passive(self.a) != _is_passive(self.b):
            return False
        return not self.one_language or all(
            x.span.of(self.claim_a.text) == y.span.of(self.claim_b.text) for x, y in named
        )


def _known(units: Units) -> float:
    """The share of what a side is about that has a meaning in another language, too."""
    about = [unit for unit in units if unit.kind in (*_ABOUT, "stance")]
    return sum(unit.kind != "word" for unit in about) / len(about) if about else 0.0


def _is_passive(units: Iterable[Unit]) -> bool:
    return any(unit.kind == "voice" for unit in units)


def spans_of(units: Iterable[Unit]) -> tuple[Span, ...]:
    """The words of units with what denies them, in text order, each once."""
    return tuple(sorted({span for unit in units for span in (*unit.denials, unit.span)}))
