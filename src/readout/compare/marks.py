"""Marks: what a point names, in one writing for every language, and how much two points share of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt

from readout.compare.units import Unit
from readout.model import Point

Mark = tuple[str, str]  # its kind, and what is named

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
_LITTLE = 0.2  # the worth of shared marks at which they count for half
_GRAM = 2
_LAST_SPACED = "\u2e80"  # the scripts that part no words begin here


def find_marks(point: Point, common: frozenset[str]) -> frozenset[Mark]:
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


def find_meanings(clauses: Iterable[Sequence[Unit]]) -> frozenset[Mark]:
    """What clauses say is done and to what, as far as the words have meanings that are free of language."""
    units = (unit for clause in clauses for unit in clause)
    return frozenset(("meaning", unit.key) for unit in units if unit.kind in ("deed", "thing", "stance"))


def _is_common(slug: str, common: frozenset[str], point: Point) -> bool:
    """Whether an entity tells nothing: a party, a body of a party's country, or what is a topic of the point already."""
    return slug in common or slug in point.topics or any(slug.startswith(f"{side}-") for side in common)


_EVENTS = frozenset({"call", "meet"})


def is_marked(marks: frozenset[Mark]) -> bool:
    """Whether anything is marked that a point without it can be told from."""
    return any(mark[0] not in _ONLY_SHARED for mark in marks)


def weigh_marks(all_marks: Iterable[frozenset[Mark]]) -> dict[Mark, float]:
    """The rarer a mark is among the points, the more it tells."""
    sets = list(all_marks)
    counts = Counter(mark for marks in sets for mark in marks)
    most = log(1 + len(sets))
    return {mark: _WORTH[mark[0]] * log(1 + len(sets) / count) / most for mark, count in counts.items()}


def share_marks(
    one: frozenset[Mark],
    other: frozenset[Mark],
    weights: Mapping[Mark, float],
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


def count_words(text: str) -> Counter[str]:
    """Words where spaces part them, and else pairs of characters."""
    letters = "".join(char.casefold() if char.isalnum() else " " for char in text)
    joined = letters.replace(" ", "")
    if 2 * sum(char > _LAST_SPACED for char in joined) < len(joined):
        return Counter(word for word in letters.split() if len(word) > _GRAM)
    return Counter(joined[at : at + _GRAM] for at in range(len(joined) - _GRAM + 1))


def compare_words(one: Counter[str], other: Counter[str]) -> float:
    """How alike two counts of words are, from 0 to 1."""
    product = sum(count * other[gram] for gram, count in one.items())
    total = sqrt(sum(c * c for c in one.values()) * sum(c * c for c in other.values()))
    return product / total if total else 0.0
