"""Alignment: which points of different accounts say the same thing, in whatever language."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from readout.compare.claims import Claim
from readout.compare.marks import (
    Mark,
    compare_words,
    count_words,
    find_marks,
    find_meanings,
    is_marked,
    share_marks,
    weigh_marks,
)
from readout.compare.points import BOTH
from readout.compare.stretches import find_clauses
from readout.model import Account, Point

# texts to unit vectors, one each
Encoder = Callable[[Sequence[str]], Sequence[Sequence[float]]]

_MARKS, _WORDS, _ALONE = 0.5, 0.5, 0.9
_OTHER_VOICE, _JOINT_VOICE = 0.8, 0.9  # two sides said it; or one side, and both together
_FLOOR, _SPAN = 0.15, 0.6  # vectors of sentences that have nothing to do with each other are a little alike
# from here on two points are taken for one; between the two nobody can be sure
_SURE, _MAYBE = 0.40, 0.26
_MAYBE_BY_VECTORS = 0.34  # vectors find a little likeness everywhere
_NEAR = 0.7  # how near to the best likeness one must come that is only second best


@dataclass(frozen=True, slots=True)
class Pair:
    """Two points of different accounts and how alike they are, from 0 to 1.

    ``sure`` is false where one must look, ``best`` true where each is the other's best; else ``other`` tells again, less
    well, what some point that is better for it tells.
    """

    one: str
    other: str
    likeness: float
    sure: bool
    best: bool


def align_points(
    accounts: Sequence[Account],
    *,
    common: Iterable[str] = (),
    claims: Mapping[str, Claim] | None = None,
    encode: Encoder | None = None,
) -> tuple[Pair, ...]:
    """The pairs of points that say the same: those that are each other's best first, then by likeness.

    ``common`` are slugs that all points share, such as the parties: they tell nothing. Without ``encode`` likeness is
    what the points name (topics, steps, people, amounts, times), what their words mean as far as ``claims`` are
    given, and within one language the words themselves.
    """
    points = [point for account in accounts for point in account.points]
    marks = {point.id: find_marks(point, frozenset(common)) for point in points}
    if claims:
        marks = {id: held | find_meanings(find_clauses(claims[id])) for id, held in marks.items()}
    weights = weigh_marks(marks.values())
    vectors = _encode(points, encode)
    grams = {point.id: count_words(point.quote) for point in points}
    found: list[Pair] = []
    for left, right in combinations(accounts, 2):
        scores = {
            (a.id, b.id): _likeness(a, b, marks, weights, grams, vectors)
            for a in left.points
            for b in right.points
        }
        found += _choose(scores, _MAYBE_BY_VECTORS if vectors else _MAYBE)
    return tuple(sorted(found, key=lambda pair: (not pair.best, -pair.likeness, pair.one, pair.other)))


def _encode(points: Sequence[Point], encode: Encoder | None) -> Mapping[str, Sequence[float]]:
    if encode is None or not points:
        return {}
    vectors = encode([" ".join(point.quote.split()) for point in points])
    return {point.id: vector for point, vector in zip(points, vectors, strict=True)}


def _likeness(
    one: Point,
    other: Point,
    marks: Mapping[str, frozenset[Mark]],
    weights: Mapping[Mark, float],
    grams: Mapping[str, Counter[str]],
    vectors: Mapping[str, Sequence[float]],
) -> float:
    shared = share_marks(marks[one.id], marks[other.id], weights)
    heard = _heard(one.voice, other.voice)
    words = []
    if one.language == other.language:
        words.append(compare_words(grams[one.id], grams[other.id]))
    if vectors:
        product = sum(x * y for x, y in zip(vectors[one.id], vectors[other.id], strict=True))
        words.append(min(1.0, max(0.0, (float(product) - _FLOOR) / _SPAN)))
    if not words:
        return heard * _ALONE * shared
    if not is_marked(marks[one.id]) or not is_marked(marks[other.id]):
        return heard * _ALONE * max(words)
    return heard * (_MARKS * shared + _WORDS * max(words))


def _heard(one: str, other: str) -> float:
    """How far two points can be one for whose words they are told to be."""
    if not one or not other or one == other:
        return 1.0
    return _JOINT_VOICE if BOTH in (one, other) else _OTHER_VOICE


def _choose(scores: Mapping[tuple[str, str], float], least: float) -> list[Pair]:
    """Pairs that are each other's best; and, where it is sure, a point's best that is better off with another."""
    best_right: dict[str, tuple[float, str]] = {}
    best_left: dict[str, tuple[float, str]] = {}
    for (a, b), score in sorted(scores.items()):
        if score > best_right.get(a, (0.0, ""))[0]:
            best_right[a] = (score, b)
        if score > best_left.get(b, (0.0, ""))[0]:
            best_left[b] = (score, a)
    found = []
    for (a, b), score in sorted(scores.items()):
        right, left = best_right.get(a, (0.0, "")), best_left.get(b, (0.0, ""))
        mutual = right[1] == b and left[1] == a
        # a point that tells the same again, beside the one that tells it best
        again = b == right[1] or a == left[1]
        near = again and score >= _SURE and score >= _NEAR * max(right[0], left[0])
        if (mutual and score >= least) or near:
            found.append(Pair(a, b, round(score, 3), score >= _SURE, mutual))
    return found
