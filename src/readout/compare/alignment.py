"""Alignment: which points of different accounts say the same thing, in whatever language."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log, sqrt

from readout.model import Account, Point

# texts to unit vectors, one each
Encoder = Callable[[Sequence[str]], Sequence[Sequence[float]]]

# what each kind of mark is worth beside another; found on sentences of our own and two pairs of readouts
_WORTH = {"amount": 1.4, "length": 1.4, "topic": 1.0, "entity": 0.9, "time": 0.8, "step": 0.7, "evaluation": 0.9}
_MARKS, _WORDS = 0.55, 0.45
# from here on two points are taken for one; between the two nobody can be sure
_SURE, _MAYBE = 0.42, 0.34
_GRAM = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two points of different accounts and how alike they are, from 0 to 1. ``sure`` is false where one must look."""

    one: str
    other: str
    likeness: float
    sure: bool


def align_points(
    accounts: Sequence[Account], *, common: Iterable[str] = (), encode: Encoder | None = None
) -> tuple[Pair, ...]:
    """The pairs of points that say the same, the most alike first.

    ``common`` are slugs that all points share, such as the parties: they tell nothing. Without ``encode`` likeness is
    what the points name (topics, steps, people, amounts, times), and within one language their words.
    """
    points = [point for account in accounts for point in account.points]
    marks = {point.id: find_marks(point, frozenset(common)) for point in points}
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
    return tuple(sorted(found, key=lambda pair: (-pair.likeness, pair.one, pair.other)))


def find_marks(point: Point, common: frozenset[str]) -> frozenset[tuple[str, str]]:
    """What a point names, in the same writing in every language."""
    marks = {("topic", slug) for slug in point.topics} | {("step", slug) for slug in point.steps}
    marks |= {("evaluation", slug) for slug in point.evaluations}
    marks |= {("entity", slug) for slug in point.entities if slug not in common}
    marks |= {("amount", f"{amount.low.normalize()}-{amount.high.normalize()}") for amount in point.amounts}
    marks |= {("length", length.iso) for length in point.durations}
    marks |= {("time", time.name) for time in point.times}
    return frozenset(marks)


def _weigh(all_marks: Iterable[frozenset[tuple[str, str]]]) -> dict[tuple[str, str], float]:
    """The rarer a mark is among the points, the more it tells."""
    sets = list(all_marks)
    counts = Counter(mark for marks in sets for mark in marks)
    return {mark: _WORTH[mark[0]] * log(1 + len(sets) / count) for mark, count in counts.items()}


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
    a, b = marks[one.id], marks[other.id]
    total = sqrt(sum(weights[mark] ** 2 for mark in a) * sum(weights[mark] ** 2 for mark in b))
    shared = sum(weights[mark] ** 2 for mark in a & b) / total if total else 0.0
    words = []
    if one.language == other.language:
        words.append(_cosine(grams[one.id], grams[other.id]))
    if vectors:
        product = sum(x * y for x, y in zip(vectors[one.id], vectors[other.id], strict=True))
        words.append(max(0.0, float(product)))
    if not words:
        return 0.8 * shared
    return _MARKS * shared + _WORDS * max(words)


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
        mutual = best_right.get(a, (0.0, ""))[1] == b and best_left.get(b, (0.0, ""))[1] == a
        either = best_right.get(a, (0.0, ""))[1] == b or best_left.get(b, (0.0, ""))[1] == a
        if (mutual and score >= _MAYBE) or (either and score >= _SURE + 0.1):
            found.append(Pair(a, b, round(score, 3), score >= _SURE))
    return found
