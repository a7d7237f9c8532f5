"""Weights: how much speaks for each of the people that a name may be, and for nobody of them.

A weight says how much likelier a fact is if the name is this person than if it is somebody else; weights are multiplied,
and their shares are the confidences. They were set by hand.
"""

import datetime
from dataclasses import dataclass

from readout.language.actors import Actor, Office
from readout.model import Entity

_TOP, _SOME, _NONE = 3.0, 1.0, 0.5  # of the offices that somebody ever held
_LEAST_COUNTRY, _MOST_COUNTRY, _USUAL_COUNTRY = 0.3, 3.0, 20  # by how many of its people the file has
_IN_OFFICE = 3.0
_NEARLY_IN_OFFICE = 1.5
_LONG_PAST = 0.4
_YET_TO_COME = 0.15
_COUNTRY_NEAR = 3.0
_COUNTRY_BESIDE = 6.0
_OTHER_COUNTRY_BESIDE = 0.2
_OFFICE_BESIDE = 10.0
_NAMED_NEAR = 50.0
_NAMESAKE_NEAR = 10.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the page says around a name. ``offices`` and ``owners`` are slugs of what stands right beside it."""

    day: str = ""
    near: tuple[Entity, ...] = ()
    offices: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()


def weigh_prior(actor: Actor, top: frozenset[str], compatriots: int) -> float:
    """How much news speak of a person, whatever the page: by offices held, and by how much they speak of the country."""
    held = _NONE
    if actor.offices:
        held = _TOP if any(office.office in top for office in actor.offices) else _SOME
    return held * min(_MOST_COUNTRY, max(_LEAST_COUNTRY, compatriots / _USUAL_COUNTRY))


def weigh_person(actor: Actor, full: bool, evidence: Evidence) -> float:
    """What a page says for a person: 1 where it says nothing."""
    weight = 1.0
    if evidence.day and actor.offices:
        weight *= _weigh_time(actor.offices, full, evidence.day)
    if evidence.offices and any(office.office in evidence.offices for office in actor.offices):
        weight *= _OFFICE_BESIDE
    if evidence.owners:
        mine = {actor.country, *(office.of for office in actor.offices)}
        weight *= _OTHER_COUNTRY_BESIDE if mine.isdisjoint(evidence.owners) else _COUNTRY_BESIDE
    if evidence.near:
        if any(entity.id == actor.id for entity in evidence.near):
            weight *= _NAMED_NEAR
        if actor.country and any(entity.country == actor.country for entity in evidence.near):
            weight *= _COUNTRY_NEAR
    return weight


def weigh_stranger(name: str, full: bool, namesakes: int) -> float:
    """What speaks for somebody who is in no list: more for a short name, most where the page names such a one in full."""
    if any("\u3400" <= char <= "\u9fff" for char in name):
        weight = (
            {1: 2.0, 2: 0.12, 3: 0.06}.get(len(name), 0.03) if full else {1: 2.0, 2: 0.2}.get(len(name), 0.08)
        )
    else:
        weight = 0.04 if full else 0.25
    return weight + _NAMESAKE_NEAR * namesakes


def is_held(office: Office, day: str) -> bool:
    """Whether an office was held on an ISO day; a date that is known by its month or year counts whole."""
    return office.since <= day and (not office.until or day <= office.until + "~")


def _weigh_time(offices: tuple[Office, ...], full: bool, day: str) -> float:
    if any(is_held(office, day) for office in offices):
        return _IN_OFFICE
    before, after = _shift(day, -2), _shift(day, 2)
    if any(
        office.since <= after and (not office.until or before <= office.until + "~") for office in offices
    ):
        return _NEARLY_IN_OFFICE
    if full:
        return 1.0
    return _YET_TO_COME if all(office.since > after for office in offices) else _LONG_PAST


def _shift(day: str, years: int) -> str:
    return f"{int(day[:4]) + years:04d}{day[4:]}"


def iso_day(day: datetime.date | None) -> str:
    """A day as the offices' dates are compared; "" for none."""
    return day.isoformat()[:10] if day else ""
