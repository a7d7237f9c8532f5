"""Contacts across pages and languages: reports of one call, meeting or visit put together, people's judgements above all.

Reports that may be one are found by a pair of parties and a stretch of days, never by comparing all with all. Pairs
are joined from the surest on (agglomerative clustering); no two reports that can't be one are ever joined, through
whatever others.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from readout.compare.contact_days import CONFLICT, REACH, Fit, Timing, read_timing, relate_timings
from readout.compare.contact_parties import (
    Alike,
    Cast,
    PartyFit,
    find_keys,
    find_loose_keys,
    read_cast,
    relate_casts,
)
from readout.compare.contact_record import Joint, make_record, order_of, record_id
from readout.model import ContactReport, JoinRule, Judgement, MergedContact, Rival

JOINED = 0.5  # as surely as not: below it reports stay apart
_DOUBTED = 0.35  # below it nobody need be asked
_OTHER_TYPE, _LOOSE, _OTHER_COUNTRY = 0.7, 0.55, 0.6
# one outlet that names a side more means another contact, mostly; a page that speaks of two countries beside their people
_ONE_SOURCE, _ASIDE = 0.75, 0.5
_SAME_DAY = 0.9  # of a Fit, where both days are told
_TALKS = frozenset({"meeting", "conference"})
# what two countries have several of in one week, unlike calls of their leaders
_OFTEN = frozenset({"meeting", "conference", "visit"})
_FAR = REACH + 16  # days between the anchors of two reports that may be one, at most


def merge_contacts(
    reports: Iterable[ContactReport], judgements: Iterable[Judgement] = (), *, alike: Alike | None = None
) -> tuple[MergedContact, ...]:
    """The contacts that the reports are of, by day and id. The same whatever the order of the reports.

    ``judgements`` are those that hold (the ledger says which): *same* joins what the rules keep apart, *different* keeps
    apart what they join, *wrong* takes a report out. ``alike`` says how likely two people are one of whom no list
    knows. Reports of one page are compared like any others.
    """
    verdicts = _read_judgements(judgements)
    kept = sorted((r for r in reports if r.id not in verdicts.wrong), key=order_of)
    nodes = _make_nodes(kept, verdicts)
    links = _find_links(nodes, verdicts, alike)
    groups = _join(len(nodes), links)
    return _make_records(nodes, groups, links)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verdicts:
    """What people said: pairs that are one, in the order in which it was said, pairs that are not, rows that are wrong."""

    same: tuple[tuple[str, str], ...]
    different: frozenset[tuple[str, str]]
    wrong: frozenset[str]


_View = tuple[ContactReport, Timing, Cast]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Node:
    """Reports that are one beyond question, told alike in copies or judged the same, and what each way of telling says."""

    reports: tuple[ContactReport, ...]
    views: tuple[_View, ...]
    is_judged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """How surely two nodes are one contact."""

    score: float
    rule: JoinRule


_NEVER = _Link(score=CONFLICT, rule="near in time")
_NOTHING = _Link(score=0.0, rule="near in time")


def _read_judgements(judgements: Iterable[Judgement]) -> _Verdicts:
    said = sorted(judgements, key=lambda judgement: (judgement.at, judgement.id))
    of_two = {tuple(sorted((j.row, j.other))): j.verdict for j in said if j.verdict in ("same", "different")}
    of_one = {j.row: j.verdict for j in said if j.verdict in ("right", "wrong")}
    return _Verdicts(
        same=tuple((a, b) for (a, b), verdict in of_two.items() if verdict == "same"),
        different=frozenset((a, b) for (a, b), verdict in of_two.items() if verdict == "different"),
        wrong=frozenset(row for row, verdict in of_one.items() if verdict == "wrong"),
    )


def _make_nodes(reports: Sequence[ContactReport], verdicts: _Verdicts) -> tuple[_Node, ...]:
    """The reports, those of one text and those that were judged the same together; two that were judged different never."""
    apart = {id for pair in verdicts.different for id in pair}
    groups: dict[str, list[str]] = {report.id: [report.id] for report in reports}

    def join(a: str, b: str) -> None:
        one, other = groups[a], groups[b]
        if one is other or any(_pair(x, y) in verdicts.different for x in one for y in other):
            return
        one += other
        for id in other:
            groups[id] = one

    first: dict[tuple[object, ...], str] = {}
    for report in reports:
        if report.family and report.id not in apart:
            join(first.setdefault(_wording(report), report.id), report.id)
    judged: set[str] = set()
    for a, b in verdicts.same:
        if a in groups and b in groups:
            join(a, b)
            judged |= {a, b}
    by_id = {report.id: report for report in reports}
    nodes: dict[int, _Node] = {}
    for report in reports:
        ids = groups[report.id]
        if id(ids) not in nodes:
            nodes[id(ids)] = _make_node(sorted((by_id[i] for i in ids), key=order_of), judged)
    return tuple(nodes.values())


def _wording(report: ContactReport) -> tuple[object, ...]:
    """What copies of one text say alike of one contact."""
    contact = report.contact
    when = contact.when.iso if contact.when else ""
    parties = tuple(sorted(entity.id for entity in report.parties))
    return (report.family, contact.type, contact.status, when, parties, report.quote)


def _make_node(reports: Sequence[ContactReport], judged: set[str]) -> _Node:
    views: dict[tuple[object, ...], _View] = {}
    for report in reports:
        views.setdefault((_wording(report), report.outlet), (report, read_timing(report), read_cast(report)))
    return _Node(
        reports=tuple(reports),
        views=tuple(views.values()),
        is_judged=any(report.id in judged for report in reports),
    )


def _find_links(nodes: Sequence[_Node], verdicts: _Verdicts, alike: Alike | None) -> "_Relations":
    relations = _Relations(nodes, verdicts, alike)
    for a, b in _find_candidates(nodes):
        relations.between(a, b)
    return relations


class _Relations:
    """How the nodes are related, each pair asked for computed once."""

    def __init__(self, nodes: Sequence[_Node], verdicts: _Verdicts, alike: Alike | None) -> None:
        self._nodes = nodes
        self._alike = alike
        number = {report.id: n for n, node in enumerate(nodes) for report in node.reports}
        self._different = {
            (min(number[a], number[b]), max(number[a], number[b]))
            for a, b in verdicts.different
            if a in number and b in number
        }
        self.known: dict[tuple[int, int], _Link] = {}

    def between(self, a: int, b: int) -> _Link:
        key = (a, b) if a < b else (b, a)
        if key not in self.known:
            self.known[key] = self._relate(*key)
        return self.known[key]

    def _relate(self, a: int, b: int) -> _Link:
        if (a, b) in self._different:
            return _NEVER
        found = [
            _relate_reports(one, other, self._alike)
            for one in self._nodes[a].views
            for other in self._nodes[b].views
        ]
        return max(found, key=lambda link: link.score)


def _relate_reports(one: _View, other: _View, alike: Alike | None) -> _Link:
    (a, time_a, cast_a), (b, time_b, cast_b) = one, other
    types = {a.contact.type, b.contact.type}
    if len(types) > 1 and (types != _TALKS or a.page == b.page):
        return _NEVER  # a page that tells of a meeting and of a conference means two contacts
    parties = relate_casts(cast_a, cast_b, alike)
    if parties.score == CONFLICT:
        return _NEVER
    fit = relate_timings(time_a, time_b)
    if fit.score == CONFLICT:
        return _NEVER
    if (fit.rule == "day apart" and _is_one_source(a, b)) or not _may_share_page(a, b, fit):
        return _NEVER  # an outlet that gives two days means two contacts
    score = parties.score * fit.score
    dated = time_a.start is not None and time_b.start is not None
    if len(types) > 1:
        score *= _OTHER_TYPE if dated and fit.rule != "moved" else _OTHER_TYPE**2
    score *= _weigh_generic(one, other, parties)
    place = _relate_places(a, b)
    if place < 0:
        if a.contact.type == "visit":
            return _NEVER
        score *= _OTHER_COUNTRY
    return _Link(score=score, rule=fit.rule) if score else _NOTHING


def _may_share_page(a: ContactReport, b: ContactReport, fit: Fit) -> bool:
    """Whether two reports of one page may be one contact: what it tells to come is not what it tells as held.

    Unless it gives both one day, they are two ("agreed to speak again").
    """
    return a.page != b.page or fit.rule not in ("planned", "moved") or fit.score >= _SAME_DAY


def _weigh_generic(one: _View, other: _View, parties: PartyFit) -> float:
    """What it takes away that the parties are told loosely, and may have several contacts in one week."""
    (a, time_a, _), (b, time_b, _) = one, other
    weight = _ONE_SOURCE if parties.more and a.page != b.page and _is_one_source(a, b) else 1.0
    if a.page == b.page:
        is_summary = "heading" in (a.part, b.part) or "title" in (a.part, b.part)
        return _ASIDE if parties.generic and not is_summary else weight
    if a.contact.type not in _OFTEN:
        return weight
    dated = time_a.start is not None and time_b.start is not None
    if parties.generic and not dated and _relate_places(a, b) <= 0:
        return weight * _LOOSE
    exact = dated and time_a.width == time_b.width == 0
    return weight * _LOOSE if parties.often and not exact else weight


def _is_one_source(a: ContactReport, b: ContactReport) -> bool:
    return (a.origin or a.outlet) == (b.origin or b.outlet)


def _relate_places(a: ContactReport, b: ContactReport) -> int:
    """1 where both tell one country, -1 where they tell two, 0 where one tells none, or it was a call."""
    if a.contact.type == "call" or not a.country_of_place or not b.country_of_place:
        return 0
    return 1 if a.country_of_place == b.country_of_place else -1


def _find_candidates(nodes: Sequence[_Node]) -> Iterator[tuple[int, int]]:
    """The pairs of nodes with two parties, or a body, in common, and anchors that are near; each at least once.

    Where a party is not known, one other that they have in common will do.
    """
    blocks: dict[tuple[str, ...], set[tuple[int, int]]] = defaultdict(set)
    wide: dict[tuple[str, ...], set[tuple[int, int]]] = defaultdict(set)
    loose: set[int] = set()
    for number, node in enumerate(nodes):
        for report, timing, cast in node.views:
            type = "talks" if report.contact.type in _TALKS else report.contact.type
            for anchor in {timing.anchor, timing.told} - {None}:
                for key in find_keys(cast):
                    blocks[(type, *key)].add((anchor or 0, number))
                for key in find_loose_keys(cast):
                    wide[(type, *key)].add((anchor or 0, number))
            if cast.is_loose:
                loose.add(number)
    for block in blocks.values():
        yield from _find_near(sorted(block))
    for block in wide.values():
        if any(number in loose for _, number in block):
            yield from (pair for pair in _find_near(sorted(block)) if not loose.isdisjoint(pair))


def _find_near(places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for at, (anchor, number) in enumerate(places):
        for place in range(at + 1, len(places)):
            later, other = places[place]
            if later - anchor > _FAR:
                break
            if other != number:
                yield number, other


def _join(size: int, relations: _Relations) -> list[list[int]]:
    """The nodes in groups: the surest pair first, and never two that can't be one."""
    group = [[number] for number in range(size)]
    sure = [(-link.score, pair) for pair, link in relations.known.items() if link.score >= JOINED]
    for _, (a, b) in sorted(sure):
        one, other = group[a], group[b]
        if one is other:
            continue
        if any(relations.between(x, y).score == CONFLICT for x in one for y in other):
            continue
        one += other
        for number in other:
            group[number] = one
    return list({id(members): sorted(members) for members in group}.values())


def _make_records(
    nodes: Sequence[_Node], groups: Sequence[Sequence[int]], relations: _Relations
) -> tuple[MergedContact, ...]:
    group_of = {number: place for place, members in enumerate(groups) for number in members}
    ids = [record_id([r for n in members for r in nodes[n].reports]) for members in groups]
    rivals: dict[int, dict[str, float]] = defaultdict(dict)
    for (a, b), link in relations.known.items():
        left, right = group_of[a], group_of[b]
        if left == right or link.score < _DOUBTED:
            continue
        for place, other in ((left, right), (right, left)):
            rivals[place][ids[other]] = max(link.score, rivals[place].get(ids[other], 0.0))
    records = [
        make_record(
            [joint for number in members for joint in _joints(nodes, number, members, relations)],
            tuple(
                Rival(id=id, confidence=round(score, 3))
                for id, score in sorted(rivals[place].items(), key=lambda pair: (-pair[1], pair[0]))
            ),
        )
        for place, members in enumerate(groups)
    ]
    return tuple(sorted(records, key=lambda record: (record.day, record.id)))


def _joints(
    nodes: Sequence[_Node], number: int, members: Sequence[int], relations: _Relations
) -> Iterator[Joint]:
    """A node's reports, with the surest of what joins them to the others."""
    node = nodes[number]
    best = max(
        (relations.between(number, other) for other in members if other != number),
        key=lambda link: link.score,
        default=None,
    )
    for report in node.reports:
        if node.is_judged and len(node.reports) > 1:
            yield Joint(report=report, confidence=1.0, rule="judged")
        elif best is not None:
            yield Joint(report=report, confidence=round(min(1.0, best.score), 3), rule=best.rule)
        else:
            yield Joint(report=report, confidence=1.0, rule="same text" if len(node.reports) > 1 else "alone")


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)
