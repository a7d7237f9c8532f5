"""Alignment: which points of different accounts say the same thing, in whatever language."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log, sqrt

from readout.compare.claims import Claim
from readout.compare.stretches import find_clauses
from readout.model import Account, Point

# texts to unit vectors, one each
Encoder = Callable[[Sequence[str]], Sequence[Sequence[float]]]

# what each kind of mark is worth beside another; found on readouts of our own in three languages
_WORTH = {
    "event": 1.2,
    "amount": 1.2,
    "length": 1.2,
    "topic": 1.0,
    "entity": 0.9,
    "time": 0.8,
    "step": 0.5,
    "evaluation": 0.9,
    "meaning": 0.3,
}
# that one side has a number and the other none, or another one, does not make two points
_ONLY_SHARED = ("amount", "length", "time")
_MARKS, _WORDS, _ALONE = 0.5, 0.5, 0.9
_OTHER_VOICE = 0.8
_FLOOR, _SPAN = 0.15, 0.6  # vectors of sentences that have nothing to do with each other are a little alike
_LITTLE = 0.3  # the worth of shared marks at which they count for half
# from here on two points are taken for one; between the two nobody can be sure
_SURE, _MAYBE = 0.40, 0.34
_NEAR = 0.8  # how near to the best likeness one must come that is only second best
_GRAM = 2


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
        marks = {id: held | find_meanings(claims[id]) for id, held in marks.items()}
    weights = _weigh(marks.values())
    vectors = _encode(points, encode)
    grams = {point.id: _grams(point.quote) for point in points}
    found: list[Pair] = []
    for left, right in combinations(accounts, 2):
        scores = {
            (a.id, b.id): _likeness(a, b, marks, weights, grams, vectors)
            for a in left.points
            for b in right.points
        }
        found += _choose(scores)
    return tuple(sorted(found, key=lambda pair: (not pair.best, -pair.likeness, pair.one, pair.other)))


def find_marks(point: Point, common: frozenset[str]) -> frozenset[tuple[str, str]]:
    """What a point names, in the same writing in every language; that the contact took place is a mark of its own."""
    marks = {("topic", slug) for slug in point.topics} | {("step", slug) for slug in point.steps}
    marks |= {("evaluation", slug) for slug in point.evaluations}
    marks |= {("entity", slug) for slug in point.entities if not _is_common(slug, common, point)}
    marks |= {("amount", f"{amount.low.normalize()}-{amount.high.normalize()}") for amount in point.amounts}
    marks |= {("length", length.iso) for length in point.durations}
    marks |= {("time", time.name) for time in point.times}
    named = len(common.intersection(point.entities)) > 1 and not point.topics
    if point.event or (named and _EVENTS.intersection(point.steps)):
        marks.add(("event", "told"))
    return frozenset(marks)


def find_meanings(claim: Claim) -> frozenset[tuple[str, str]]:
    """What is done and to what, as far as the words have meanings that are free of language."""
    units = (unit for clause in find_clauses(claim) for unit in clause)
    return frozenset(("meaning", unit.key) for unit in units if unit.kind in ("deed", "thing"))


def _is_common(slug: str, common: frozenset[str], point: Point) -> bool:
    """Whether an entity tells nothing: a party, a body of a party's country, or what is a topic of the point already."""
    return slug in common or slug in point.topics or any(slug.startswith(f"{side}-") for side in common)


_EVENTS = frozenset({"call", "meet"})


def _weigh(all_marks: Iterable[frozenset[tuple[str, str]]]) -> dict[tuple[str, str], float]:
    """The rarer a mark is among the points, the more it tells."""
    sets = list(all_marks)
    counts = Counter(mark for marks in sets for mark in marks)
    most = log(1 + len(sets))
    return {mark: _WORTH[mark[0]] * log(1 + len(sets) / count) / most for mark, count in counts.items()}


def _encode(points: Sequence[Point], encode: Encoder | None) -> Mapping[str, Sequence[float]]:
    if encode is None or not points:
        return {}
    vectors = encode([" ".join(point.quote.split()) for point in points])
    return {point.id: vector for point, vector in zip(points, vectors, strict=True)}


def _likeness(
    one: Point,
    other: Point,
    marks: Mapping[str, frozenset[tuple[str, str]]],
    weights: Mapping[tuple[str, str], float],
    grams: Mapping[str, Counter[str]],
    vectors: Mapping[str, Sequence[float]],
) -> float:
    shared = _share(marks[one.id], marks[other.id], weights)
    heard = _OTHER_VOICE if one.voice and other.voice and one.voice != other.voice else 1.0
    words = []
    if one.language == other.language:
        words.append(_cosine(grams[one.id], grams[other.id]))
    if vectors:
        product = sum(x * y for x, y in zip(vectors[one.id], vectors[other.id], strict=True))
        words.append(min(1.0, max(0.0, (float(product) - _FLOOR) / _SPAN)))
    if not words:
        return heard * _ALONE * shared
    return heard * (_MARKS * shared + _WORDS * max(words))


def _share(
    one: frozenset[tuple[str, str]],
    other: frozenset[tuple[str, str]],
    weights: Mapping[tuple[str, str], float],
) -> float:
    """How much of what two points name they both name; less where that is little."""
    both = one & other
    a = [weights[mark] for mark in one if mark in both or mark[0] not in _ONLY_SHARED]
    b = [weights[mark] for mark in other if mark in both or mark[0] not in _ONLY_SHARED]
    worth = sum(weights[mark] for mark in both)
    if not worth:
        return 0.0
    alike = sum(weights[mark] ** 2 for mark in both) / sqrt(sum(w * w for w in a) * sum(w * w for w in b))
    held = worth / min(sum(a), sum(b))
    return (alike + held) / 2 * worth / (worth + _LITTLE)


def _grams(text: str) -> Counter[str]:
    """Words where spaces part them, and else pairs of characters."""
    letters = "".join(char.casefold() if char.isalnum() else " " for char in text)
    if len(letters.split()) > len(text) / 12:
        return Counter(word for word in letters.split() if len(word) > _GRAM)
    joined = letters.replace(" ", "")
    return Counter(joined[at : at + _GRAM] for at in range(len(joined) - _GRAM + 1))


def _cosine(one: Counter[str], other: Counter[str]) -> float:
    product = sum(count * other[gram] for gram, count in one.items())
    total = sqrt(sum(c * c for c in one.values()) * sum(c * c for c in other.values()))
    return product / total if total else 0.0


def _choose(scores: Mapping[tuple[str, str], float]) -> list[Pair]:
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
        if (mutual and score >= _MAYBE) or near:
            found.append(Pair(a, b, round(score, 3), score >= _SURE, mutual))
    return found
