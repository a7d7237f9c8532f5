"""Copies: which texts are one text, republished or lightly edited, which stand inside another, and whose they are.

Texts are compared by the runs of consecutive units that they share (Broder, "On the resemblance and containment of
documents", 1997). A sketch keeps one run in eight, the same ones in every text (FracMinHash: Irber et al., "Lightweight
compositional analysis of metagenomes with FracMinHash", 2022), so an index over sketches finds the texts worth comparing.
"""

import datetime
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, compress, islice
from operator import not_
from typing import Literal, TypeVar
from zlib import crc32

from readout.errors import ModelError

_T = TypeVar("_T")

RelationKind = Literal["copy", "contains", "contained"]
OriginRule = Literal["own page", "named by copies", "earliest"]

_HAN = "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNIT = re.compile(f"[{_HAN}]|[^\\W_{_HAN}]+")
_HAN_UNIT = re.compile(f"[{_HAN}]")
_HAN_RUN = 5
_RUN = 3

# one hash in eight: a page of 400 characters leaves 50, of which a copy with every tenth word changed has 35
_KEPT = 2**32 // 8
_LEAST_KEPT = 8
_MIXER = 0x9E3779B1

# The thresholds are those of bench/copies.py. With every tenth word changed 0.73 of the runs stay on average, in one
# text of a hundred less than 0.60; two days of one series share 0.60 and less, but for those that _tells_another finds.
_LEAST_COPIED = 0.58
# more than half of the longer text: no page can be a copy of two that share nothing, however they are glued
_LEAST_OF_LONGER = 0.5
# a report on a speech holds up to two thirds of a shorter one, three quarters of a part; a page that swallows a text
# holds nearly all of it
_LEAST_CONTAINED = 0.8
# the one-line pages of a series share up to 23 runs, up to two thirds of their text, nine tenths of its second half
_FEW = 24
_LEAST_OF_FEW = 0.7
_LEAST_CONTAINED_OF_FEW = 0.95
_LEAST_SHARED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How many shingles two texts share, and which part of each text's shingles that is (0 to 1)."""

    shared: int
    in_a: float
    in_b: float

    @property
    def jaccard(self) -> float:
        """The shared shingles as a part of all that either text has."""
        return 1 / (1 / self.in_a + 1 / self.in_b - 1) if self.shared else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How text a stands to text b: a is a copy of b, contains b, or is contained in b."""

    kind: RelationKind
    likeness: Likeness


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Pages with one text, sorted by id. The smallest is the family's id."""

    id: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A page of a family, and what is known of where and when it told the story ("" and None: nothing)."""

    page: str
    outlet: str = ""
    origin: str = ""
    published: datetime.date | datetime.datetime | None = None
    fetched: datetime.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who wrote a family's text ("" where no page says so), the page nearest to it, and the rule that chose it."""

    name: str
    page: str
    rule: OriginRule


def relate(a: str, b: str) -> Relation | None:
    """How the two texts are alike, None if they are not; ``relate(b, a)`` says the same from the other side.

    A copy shares most runs of both texts. A text is contained in another that has nearly all of it and as much again.
    A text that shares fewer than 10 runs is a copy only of a text with the same runs.
    """
    of_a, of_b = _find_shingles(a), _find_shingles(b)
    likeness = compare_shingles(of_a, of_b)
    if of_a and of_a == of_b:
        return Relation(kind="copy", likeness=likeness)
    of_shorter, of_longer = max(likeness.in_a, likeness.in_b), min(likeness.in_a, likeness.in_b)
    few = likeness.shared < _FEW
    copied = of_shorter >= (_LEAST_OF_FEW if few else _LEAST_COPIED) and of_longer > _LEAST_OF_LONGER
    contained = of_shorter >= (_LEAST_CONTAINED_OF_FEW if few else _LEAST_CONTAINED)
    if likeness.shared < _LEAST_SHARED or not (copied or contained):
        return None
    if _tells_another(a, b):
        return None
    if copied:
        return Relation(kind="copy", likeness=likeness)
    return Relation(kind="contains" if likeness.in_b > likeness.in_a else "contained", likeness=likeness)


def compare_shingles(a: frozenset[int], b: frozenset[int]) -> Likeness:
    """What the two texts share, counted exactly."""
    shared = len(a & b)
    return Likeness(shared=shared, in_a=shared / len(a) if a else 0.0, in_b=shared / len(b) if b else 0.0)


def letters(text: str) -> tuple[str, ...]:
    """The units of a text: each Han or kana character, each run of other letters or digits; no marks, no space.

    Traditional characters stay what they are: give the text in one writing where both occur.
    """
    return tuple(_UNIT.findall(unicodedata.normalize("NFKC", text).casefold()))


def shingles(text: str) -> frozenset[int]:
    """A 32-bit hash of every run of units: of 3 where none of the 3 is Han or kana, else of 5.

    The length depends on the run alone, so the runs of a text are runs of any text that it stands in, whatever the
    languages. A text shorter than a run is one; an empty one has none. The hashes are the same on every machine.
    """
    units = letters(text)
    words = [unit.encode("utf-8", "surrogatepass") for unit in units]
    plain = [not _HAN_UNIT.match(unit) for unit in units]
    short = list(map(all, _find_runs(plain, _RUN)))
    short += [False] * (len(units) - len(short))
    runs = chain(
        compress(_find_runs(words, _RUN), short),
        compress(_find_runs(words, _HAN_RUN), map(not_, short)),
    )
    return frozenset(map(crc32, map(b" ".join, runs))) or frozenset(
        crc32(b" ".join(words)) for _ in units[:1]
    )


def _find_runs(row: Sequence[_T], size: int) -> Iterator[tuple[_T, ...]]:
    return zip(*(islice(row, start, None) for start in range(size)), strict=False)


def sketch(shingles: Iterable[int]) -> tuple[int, ...]:
    """One shingle in eight as signed 32-bit numbers, sorted: the same ones in whatever text they stand.

    A text so short that fewer than 8 would be left keeps the 8 that are next in line.
    """
    mixed = sorted((shingle * _MIXER & 0xFFFFFFFF, shingle) for shingle in shingles)
    kept = [shingle for mix, shingle in mixed if mix < _KEPT]
    if len(kept) < _LEAST_KEPT:
        kept = [shingle for _, shingle in mixed[:_LEAST_KEPT]]
    return tuple(sorted(shingle - 2**32 if shingle >= 2**31 else shingle for shingle in kept))


def enough_shared(smaller: int) -> int:
    """How many hashes two sketches, the smaller of that size, must share for their texts to be compared.

    Texts that are alike share 0.58 of the smaller sketch and more on average; a quarter leaves room for chance.
    One alone may be any formula of a publisher's, so that every page would be compared with every other.
    """
    return min(smaller, max(2, smaller // 4))


def find_families(pairs: Iterable[tuple[str, str]], members: Iterable[str]) -> tuple[Family, ...]:
    """The pages that copies join, directly or through others, sorted by id; a page without copies is a family of one.

    ``pairs`` are the ids of pages of which one is a copy of the other.
    """
    above = {member: member for member in members}

    def top(member: str) -> str:
        above.setdefault(member, member)
        while above[member] != member:
            above[member] = above[above[member]]
            member = above[member]
        return member

    for a, b in pairs:
        first, second = sorted((top(a), top(b)))
        above[second] = first
    joined: dict[str, list[str]] = {}
    for member in sorted(above):
        joined.setdefault(top(member), []).append(member)
    return tuple(Family(id=id, members=tuple(pages)) for id, pages in sorted(joined.items()))


def find_origin(pages: Sequence[Told]) -> Origin:
    """Who wrote the text that the pages have in common: whom most of them name, the earliest naming where equally many.

    Raises ModelError where there are no pages.
    """
    if not pages:
        raise ModelError("find_origin: no pages; a family has at least one")
    told = sorted(pages, key=_order)
    votes = Counter(page.origin for page in told if page.origin)
    if not votes:
        return Origin(name=told[0].outlet, page=told[0].page, rule="earliest")
    # max keeps the first of equals, and a Counter the order in which the earliest pages named them
    name = max(votes, key=lambda origin: votes[origin])
    for page in told:
        if page.outlet == name and page.origin in ("", name):
            return Origin(name=name, page=page.page, rule="own page")
    return Origin(name=name, page=told[0].page, rule="named by copies")


# a new text is compared with one candidate after another
@lru_cache(maxsize=256)
def _find_shingles(text: str) -> frozenset[int]:
    return shingles(text)


def _tells_another(a: str, b: str) -> bool:
    """Whether two texts of nearly the same words tell of two things, as the days of a series do.

    They give other numbers in the same places, speak of others throughout, or name mostly others.
    """
    of_a, of_b = letters(a), letters(b)
    return (
        _count_otherwise(_find_numbers(of_a), _find_numbers(of_b))
        or _speak_of_others(_count_grams(of_a), _count_grams(of_b))
        or _name_others(_find_capitalised(a), _find_capitalised(b))
    )


Numbers = dict[tuple[int, str], set[str]]


def _find_numbers(units: Sequence[str]) -> Numbers:
    """The numbers by the unit that stands before (-1) or after (1) them."""
    found: Numbers = {}
    for place, unit in enumerate(units):
        if unit[0].isdigit():
            for side in (-1, 1):
                if 0 <= place + side < len(units):
                    found.setdefault((side, units[place + side]), set()).add(unit)
    return found


def _count_otherwise(a: Numbers, b: Numbers) -> bool:
    both = a.keys() & b.keys()
    other = sum(not a[frame] & b[frame] for frame in both)
    return other >= 2 and 4 * other >= len(both)


def _count_grams(units: Sequence[str]) -> Counter[str]:
    """Words as far as letters show them: runs of letters, and pairs of Han characters."""
    pairs = zip(units, [*units[1:], ""], strict=True)
    return Counter(
        unit + after if _HAN_UNIT.match(unit) and _HAN_UNIT.match(after) else unit for unit, after in pairs
    )


def _speak_of_others(a: Counter[str], b: Counter[str]) -> bool:
    return _has_own(a, b) and _has_own(b, a)


def _has_own(a: Counter[str], b: Counter[str]) -> bool:
    return any(count >= 3 and gram not in b for gram, count in a.items())


def _find_capitalised(text: str) -> set[str]:
    units = _UNIT.findall(unicodedata.normalize("NFKC", text))
    return {unit for unit in units if unit[0].isupper()}


def _name_others(a: set[str], b: set[str]) -> bool:
    return all(len(own) >= 3 and 4 * len(own) >= len(names) for own, names in ((a - b, a), (b - a, b)))


def _order(told: Told) -> tuple[bool, str, bool, str, str, str, str, str]:
    """Earliest first; a page that tells only its day comes after those of that day that tell the time."""
    time = told.published or told.fetched
    fetched = _in_utc(told.fetched) if told.fetched else ""
    rest = (fetched, told.page, told.outlet, told.origin)
    if time is None:
        return (True, "", True, "", *rest)
    if isinstance(time, datetime.datetime):
        written = _in_utc(time)
        return (False, written[:10], False, written, *rest)
    return (False, time.isoformat(), True, "", *rest)


def _in_utc(time: datetime.datetime) -> str:
    """The time to the microsecond; one without a zone is taken as UTC."""
    plain = time.astimezone(datetime.UTC).replace(tzinfo=None) if time.tzinfo else time
    return plain.isoformat(timespec="microseconds")
