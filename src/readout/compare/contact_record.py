"""The record of a merged contact: when it was first planned and by whom, when it happened, what each side tells of it."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from readout.compare.contact_days import Timing, read_timing
from readout.compare.contact_parties import side_of
from readout.model import (
    ContactReport,
    Entity,
    FactName,
    JoinedReport,
    JoinRule,
    MergedContact,
    Rival,
    Status,
    StatusTold,
    ToldFact,
)

_T = TypeVar("_T")

_TOOK_PLACE = ("happened", "ongoing")
_NAMES: tuple[FactName, ...] = ("day", "place", "duration", "initiator")


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """A report, how surely it is one of those that it stands among, and by which rule."""

    report: ContactReport
    confidence: float
    rule: JoinRule


def record_id(reports: Iterable[ContactReport]) -> str:
    """The id of the contact that the reports are of: its first report's, with another letter."""
    return "m" + min(reports, key=order_of).id[1:]


def make_record(joints: Sequence[Joint], rivals: tuple[Rival, ...] = ()) -> MergedContact:
    """The merged contact of these reports, one at least."""
    joints = sorted(joints, key=lambda joint: order_of(joint.report))
    reports = [joint.report for joint in joints]
    timings = [read_timing(report) for report in reports]
    start, stop = _find_days(reports, timings)
    return MergedContact(
        id=record_id(reports),
        type=_most(report.contact.type for report in reports),
        parties=_find_parties(reports),
        status=_find_status(reports),
        reports=tuple(JoinedReport(report=j.report, confidence=j.confidence, rule=j.rule) for j in joints),
        start=start,
        stop=stop,
        place=_find_place(reports),
        confidence=min(joint.confidence for joint in joints),
        disputed=_is_disputed(reports, timings),
        statuses=tuple(_find_statuses(reports)),
        facts=tuple(_find_facts(reports)),
        rivals=rivals,
    )


def order_of(report: ContactReport) -> tuple[str, bool, str, str, str]:
    """Earliest first; a page that tells only its day comes after those of that day that tell the time, one without last."""
    published = report.published
    if published is None:
        return ("~", True, "", report.page, report.id)
    if not isinstance(published, datetime.datetime):
        return (published.isoformat(), True, "", report.page, report.id)
    moment = published.astimezone(datetime.UTC).replace(tzinfo=None) if published.tzinfo else published
    return (moment.isoformat()[:10], False, moment.isoformat(), report.page, report.id)


def _most(values: Iterable[_T]) -> _T:
    """The most frequent value, the first of equals."""
    return Counter(values).most_common(1)[0][0]


def _find_parties(reports: Sequence[ContactReport]) -> tuple[Entity, ...]:
    """Who took part: the people and bodies of each side, the country where no report names any, those told most first.

    A country that only fewer than half of the reports add is left out: it may be what the contact was about.
    """
    told: Counter[str] = Counter()
    entities: dict[str, Entity] = {}
    sides: Counter[str] = Counter()
    for report in reports:
        named = {entity.id: entity for entity in report.parties if entity.kind != "group"}
        told.update(named.keys())
        sides.update({side_of(entity) for entity in named.values()})
        for id, entity in named.items():
            entities.setdefault(id, entity)
    specific = {side_of(entity) for entity in entities.values() if entity.kind != "country"}
    shown = [
        entity
        for entity in entities.values()
        if entity.kind != "country"
        or (side_of(entity) not in specific and 2 * told[entity.id] >= len(reports))
    ]
    chosen = (
        shown
        if len(shown) > 1
        else [e for e in entities.values() if side_of(e) not in specific or e in shown]
    )
    if not chosen:
        return reports[0].parties
    return tuple(sorted(chosen, key=lambda entity: -sides[side_of(entity)] - told[entity.id]))


def _find_days(reports: Sequence[ContactReport], timings: Sequence[Timing]) -> tuple[str, str]:
    """The first and last day by what most texts say of it as past, else the last that was planned."""
    past: dict[tuple[int, int], set[str]] = {}
    planned: tuple[int, int] | None = None
    for report, timing in zip(reports, timings, strict=True):
        if timing.start is None or timing.stop is None:
            continue
        if timing.ahead:
            planned = (timing.start, timing.stop) if not timing.denied or planned is None else planned
        else:
            past.setdefault((timing.start, timing.stop), set()).add(report.family or report.page)
    if past:
        days = max(past, key=lambda days: (len(past[days]), days[0] - days[1]))
    elif planned:
        days = planned
    else:
        return "", ""
    first, last = (datetime.date.fromordinal(day).isoformat() for day in days)
    return first, last


def _find_place(reports: Sequence[ContactReport]) -> str:
    places = [r.contact.place for r in reports if r.contact.place and r.contact.status in _TOOK_PLACE]
    places = places or [r.contact.place for r in reports if r.contact.place]
    return _most(places) if places else ""


def _find_status(reports: Sequence[ContactReport]) -> Status:
    told = [report.contact.status for report in reports]
    if "happened" in told:
        return "happened"
    return "ongoing" if "ongoing" in told else told[-1]


def _is_disputed(reports: Sequence[ContactReport], timings: Sequence[Timing]) -> bool:
    """Whether it is denied by a report that appeared no earlier than the first that has it take place."""
    past = [report.day for report in reports if report.contact.status in _TOOK_PLACE]
    denied = [report.day for report, timing in zip(reports, timings, strict=True) if timing.denied]
    return bool(past and denied) and max(denied) >= min(past)


def _find_statuses(reports: Sequence[ContactReport]) -> Iterator[StatusTold]:
    """Each report that tells another status than the one before, or another time for what is planned."""
    before: tuple[str, str] = ("", "")
    for report in reports:
        contact = report.contact
        when = contact.when.iso if contact.when and not report.day_of_telling else ""
        is_moved = contact.status in ("planned", "proposed") and when and when != before[1]
        if contact.status != before[0] or is_moved:
            yield StatusTold(day=report.day, status=contact.status, when=when, report=report.id)
            before = (contact.status, when or before[1])


def _find_facts(reports: Sequence[ContactReport]) -> Iterator[ToldFact]:
    for name in _NAMES:
        told: dict[tuple[str, str], list[ContactReport]] = {}
        for report in reports:
            if value := _value(report, name):
                told.setdefault((value, report.teller), []).append(report)
        for (value, teller), those in told.items():
            yield ToldFact(
                name=name,
                value=_name_initiator(those[0]) if name == "initiator" else value,
                teller=teller,
                teller_name=those[0].teller_name,
                reports=tuple(report.id for report in those),
            )


def _name_initiator(report: ContactReport) -> str:
    """Who is in a list by the name there, anybody else as the page names them."""
    initiator = report.initiator
    return initiator.name if initiator and initiator.known else report.contact.initiator


def _value(report: ContactReport, name: FactName) -> str:
    contact = report.contact
    if name == "day":
        return contact.when.iso if contact.when and not report.day_of_telling else ""
    if name == "duration":
        return contact.duration.iso if contact.duration else ""
    if name == "place":
        return contact.place
    return report.initiator.id if report.initiator else contact.initiator
