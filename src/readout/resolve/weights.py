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
_PAST, _LONG_PAST = 0.4, 0.15  # up to ten years ago, and before
_YET_TO_COME = 0.15
_COUNTRY_NEAR, _COUNTRY_FAR = 3.0, 0.3
_COUNTRY_BESIDE = 6.0
_OTHER_COUNTRY_BESIDE = 0.1
_OFFICE_BESIDE = 10.0  # the office that is named beside the name, held on the day
_PAST_OFFICE_BESIDE = 0.05  # or at another time
_OTHER_OFFICE_BESIDE, _NO_OFFICE = 0.1, 0.03  # another one is named: of a person in office, or out of any
_NAMED_NEAR = 50.0
_NAMESAKE_NEAR = 10.0
_BEARER, _MOST_BEARERS = 0.5, 10
_LEAST_LETTERS, _FEW_LETTERS = 2, 2  # a name of one is hardly one, of two an abbreviation as often


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the page says around a name. ``home`` is the slug of the country whose press it is, ``official`` that a public
    body of that country publishes it, ``offices`` and ``owners`` are slugs of what stands right beside the name;
    ``vague``: whose the office is, nobody knows."""

    day: str = ""
    home: str = ""
    official: bool = False
    near: tuple[Entity, ...] = ()
    offices: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    vague: bool = False


def weigh_prior(actor: Actor, top: frozenset[str], compatriots: int) -> float:
    """How much news speak of a person, whatever the page: by offices held, and by how much they speak of the country."""
    held = _NONE
    if actor.offices:
        held = _TOP if any(office.office in top for office in actor.offices) else _SOME
    if not actor.country:
        return held
    return held * min(_MOST_COUNTRY, max(_LEAST_COUNTRY, compatriots / _USUAL_COUNTRY))


def weigh_person(actor: Actor, prior: float, full: bool, evidence: Evidence) -> float:
    """What speaks for a person: ``prior`` where the page says nothing."""
    weight = prior
    if evidence.day and actor.offices:
        time = _weigh_time(actor.offices, full, evidence.day)
        weight = (min(1.0, prior) if time == _LONG_PAST else prior) * time
    if evidence.offices:
        weight *= _weigh_offices(actor.offices, evidence)
    if evidence.owners:
        mine = {actor.country, *(office.of for office in actor.offices)}
        weight *= _OTHER_COUNTRY_BESIDE if mine.isdisjoint(evidence.owners) else _COUNTRY_BESIDE
    if evidence.near:
        if any(entity.id == actor.id for entity in evidence.near):
            weight *= _NAMED_NEAR
        countries = {entity.country for entity in evidence.near if entity.country} | {evidence.home}
        if actor.country and countries:
            weight *= _COUNTRY_NEAR if actor.country in countries else _COUNTRY_FAR
    return weight


def weigh_stranger(name: str, full: bool, namesakes: int, bearers: int = 0) -> float:
    """What speaks for somebody who is in no list: more for a short name, and the more people have it for a given name;
    most where the page names such a one in full."""
    if len(name) < _LEAST_LETTERS:
        return 2.0
    if any("\u3400" <= char <= "\u9fff" for char in name):
        weight = (
            {1: 2.0, 2: 0.12, 3: 0.06}.get(len(name), 0.03) if full else {1: 2.0, 2: 0.2}.get(len(name), 0.08)
        )
    else:
        weight = 0.04 if full else 0.25 if len(name) > _FEW_LETTERS else 1.0
    return weight + _NAMESAKE_NEAR * namesakes + _BEARER * min(bearers, _MOST_BEARERS)


def is_held(office: Office, day: str) -> bool:
    """Whether an office was held on an ISO day; a date that is known by its month or year counts whole."""
    return office.since <= day and (not office.until or day <= office.until + "~")


def _weigh_offices(offices: tuple[Office, ...], evidence: Evidence) -> float:
    named = [office for office in offices if office.office in evidence.offices]
    day = evidence.day
    if named and day and not any(is_held(office, day) for office in named):
        return _PAST_OFFICE_BESIDE
    if named:
        return 1.0 if evidence.vague else _OFFICE_BESIDE
    if day and not any(is_held(office, day) for office in offices):
        return _NO_OFFICE
    return _OTHER_OFFICE_BESIDE


def _weigh_time(offices: tuple[Office, ...], full: bool, day: str) -> float:
    if any(is_held(office, day) for office in offices):
        return _IN_OFFICE
    after = _shift(day, 1)
    if _overlaps(offices, _shift(day, -2), after):
        return _NEARLY_IN_OFFICE
    if full:
        return 1.0
    if all(office.since > after for office in offices):
        return _YET_TO_COME
    return _PAST if _overlaps(offices, _shift(day, -10), after) else _LONG_PAST


def _overlaps(offices: tuple[Office, ...], first: str, last: str) -> bool:
    return any(
        office.since <= last and (not office.until or first <= office.until + "~") for office in offices
    )


def _shift(day: str, years: int) -> str:
    return f"{int(day[:4]) + years:04d}{day[4:]}"


def iso_day(day: datetime.date | None) -> str:
    """A day as the offices' dates are compared; "" for none."""
    return day.isoformat()[:10] if day else ""
