"""Positions: what a speaker says on a topic, page after page, each time held against the time before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from readout.compare.contradictions import find_contradiction
from readout.compare.marks import Mark, compare_words, count_words, share_marks
from readout.compare.points import Known, side_of
from readout.compare.said import Said, find_said, weigh_said
from readout.model import Position, PositionPoint, Witness

_ALIKE, _SAME_WORDS = 0.45, 0.55


def find_positions(pages: Iterable[Known], *, speaker: str, topic: str) -> tuple[Position, ...]:
    """What ``speaker`` (the slug of a person, body or country: a country stands for all who speak for it) says on a topic.

    ``topic`` is a slug of topics.toml, a wider one included. Pages come by day; each point is *new*, said *again* or said
    *otherwise* than on the page before, which shows what stands against it.
    """
    said = find_said(pages)
    weights = weigh_said(said)
    own = [one for one in said if _is_by(one, speaker) and topic in (*one.point.topics, *one.point.steps)]
    positions: list[Position] = []
    before: list[Said] = []
    for page, group in groupby(own, key=lambda one: (one.day, one.point.page)):
        now = list(group)
        related = [(one, _find_before(one, before, weights)) for one in now]
        again = {old.point.id for _, olds in related for old in olds}
        positions.append(
            Position(
                day=page[0],
                page=page[1],
                points=tuple(_point(one, olds) for one, olds in related),
                left_out=tuple(_witness(old) for old in before if old.point.id not in again),
            )
        )
        before = now
    return tuple(positions)


def _is_by(one: Said, speaker: str) -> bool:
    entity = one.known.entities.get(one.point.speaker)
    return speaker in (one.by, one.point.voice, side_of(entity))


def _find_before(one: Said, before: Sequence[Said], weights: Mapping[Mark, float]) -> list[Said]:
    return [old for old in before if _is_alike(one, old, weights)]


def _is_alike(one: Said, old: Said, weights: Mapping[Mark, float]) -> bool:
    if share_marks(one.marks, old.marks, weights) >= _ALIKE:
        return True
    if one.point.language != old.point.language:
        return False
    return compare_words(count_words(one.point.quote), count_words(old.point.quote)) >= _SAME_WORDS


def _point(one: Said, olds: Sequence[Said]) -> PositionPoint:
    differs = tuple(_differences(one, olds))
    relation = "otherwise" if differs else "again" if olds else "new"
    return PositionPoint(
        words=_witness(one),
        act=one.statement.act,
        relation=relation,
        before=tuple(_witness(old) for old in olds),
        differs=differs,
    )


def _differences(one: Said, olds: Sequence[Said]) -> Iterator[Witness]:
    """The words of both that contradict each other."""
    for old in olds:
        if found := find_contradiction(old.claim, one.claim):
            for said, spans in ((old, found.a), (one, found.b)):
                text = said.known.reading.article.text
                yield from (Witness(page=said.point.page, span=s, quote=s.of(text)) for s in spans)


def _witness(one: Said) -> Witness:
    return Witness(page=one.point.page, span=one.point.span, quote=one.point.quote)
