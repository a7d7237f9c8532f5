"""Merged contacts: what several pages report of one contact, put together."""

import datetime
from dataclasses import dataclass, field
from typing import Literal, get_args

from readout.errors import ModelError
from readout.model.contacts import Contact, ContactType, Status
from readout.model.entities import Entity
from readout.model.spans import Span

JoinRule = Literal[
    "alone", "judged", "same text", "same day", "day apart", "near in time", "planned", "moved"
]
JOIN_RULES: tuple[str, ...] = get_args(JoinRule)
Part = Literal["title", "heading", "lead", "body"]
PARTS: tuple[str, ...] = get_args(Part)
FactName = Literal["day", "place", "duration", "initiator"]
FACT_NAMES: tuple[str, ...] = get_args(FactName)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactReport:
    """A contact as one page reports it.

    ``id`` is the row's in the ledger, ``page`` and ``address`` the page's, ``family`` what its copies share with it ("" unknown),
    ``published`` when it appeared, ``zone`` the page's time zone. ``parties`` go with ``contact.parties``, one for one; one
    that stands for a group ("both sides") is of the kind "group". ``country_of_place`` is a slug. ``teller`` is the slug
    of the side whose telling it is ("" the outlet's own words), ``teller_name`` how it is shown. ``day_of_telling`` is
    whether ``contact.when`` is the day on which the teller spoke, so that the contact was no later. ``quote`` is the
    trigger with the words around it, which stand at ``quoted`` in that ``part`` of the page: the lead, its first
    sentence, tells what is new.
    """

    id: str
    page: str
    contact: Contact
    parties: tuple[Entity, ...]
    initiator: Entity | None = None
    country_of_place: str = ""
    address: str = ""
    family: str = ""
    title: str = ""
    outlet: str = ""
    origin: str = ""
    language: str = ""
    zone: str = ""
    published: datetime.date | datetime.datetime | None = None
    teller: str = ""
    teller_name: str = ""
    day_of_telling: bool = False
    part: Part = "body"
    quoted: Span | None = None
    quote: str = ""

    def __post_init__(self) -> None:
        if self.part not in PARTS:
            raise ModelError(
                f"ContactReport {self.id}: unknown part {self.part!r}; one of {', '.join(PARTS)}"
            )
        if len(self.parties) != len(self.contact.parties):
            raise ModelError(
                f"ContactReport {self.id}: {len(self.contact.parties)} parties and {len(self.parties)} entities; "
                "give one for each"
            )

    @property
    def day(self) -> str:
        """The day on which it was published, ISO 8601, "" where nobody says."""
        return self.published.isoformat()[:10] if self.published else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedReport:
    """A report among those of a merged contact: how surely it is one of them (0 to 1), and by which rule."""

    report: ContactReport
    confidence: float
    rule: JoinRule

    def __post_init__(self) -> None:
        if self.rule not in JOIN_RULES:
            raise ModelError(f"JoinedReport: unknown rule {self.rule!r}; one of {', '.join(JOIN_RULES)}")
        if not 0 <= self.confidence <= 1:
            raise ModelError(f"JoinedReport: confidence {self.confidence} is not between 0 and 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusTold:
    """A status that a contact was told to have from ``day`` on (ISO 8601, "" unknown), and the first report that said so.

    ``when`` is what that report gave as the contact's time, "" where it gave none.
    """

    day: str
    status: Status
    when: str
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFact:
    """One value of a fact, by one side's telling: ISO 8601 for days and durations, the naming string for the others.

    ``teller`` is the slug of a side, "" for the outlets' own words; ``reports`` are the ids of those that say so.
    """

    name: FactName
    value: str
    teller: str
    teller_name: str
    reports: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.name not in FACT_NAMES:
            raise ModelError(f"ToldFact: unknown fact {self.name!r}; one of {', '.join(FACT_NAMES)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """Another merged contact that may be the same one; whether it is, a person may judge."""

    id: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedContact:
    """One contact, with all that the pages report of it.

    ``id`` is made from its first report's: ``m1234`` is the contact whose first report is ``c1234``, so that it stays
    while that report is the first to appear, and leads to this contact afterwards. ``start`` and ``stop`` are the first
    and last day that it took, or is to take, by what most reports say (ISO 8601, "" unknown). ``status`` is "happened"
    or "ongoing" where any report says so, else the latest that was told; ``disputed`` is whether one report has it that
    it took place and another, no earlier, that it did not. ``confidence`` is that of the report that belongs least
    surely. ``reports`` come in the order in which they appeared, ``statuses`` and ``facts`` in which they were first told.
    """

    id: str
    type: ContactType
    parties: tuple[Entity, ...]
    status: Status
    reports: tuple[JoinedReport, ...]
    start: str = ""
    stop: str = ""
    place: str = ""
    confidence: float = 1.0
    disputed: bool = False
    statuses: tuple[StatusTold, ...] = ()
    facts: tuple[ToldFact, ...] = ()
    rivals: tuple[Rival, ...] = field(default=())

    def __post_init__(self) -> None:
        if not self.reports:
            raise ModelError(f"MergedContact {self.id}: no reports; a contact is known by one at least")
        if not 0 <= self.confidence <= 1:
            raise ModelError(f"MergedContact {self.id}: confidence {self.confidence} is not between 0 and 1")

    @property
    def day(self) -> str:
        """The day that it is listed under: its first, else the first report's."""
        return self.start or self.reports[0].report.day

    @property
    def first_published(self) -> ContactReport:
        """The report that appeared first."""
        return self.reports[0].report

    @property
    def first_planned(self) -> StatusTold | None:
        """When it was first told to be planned or proposed, and where; None where nobody did."""
        return next((told for told in self.statuses if told.status in ("planned", "proposed")), None)

    @property
    def first_happened(self) -> StatusTold | None:
        """When it was first told to have happened or to go on; None where nobody did."""
        return next((told for told in self.statuses if told.status in ("happened", "ongoing")), None)

    def facts_of(self, name: FactName) -> tuple[ToldFact, ...]:
        """What is told of one fact, a value and side each."""
        return tuple(fact for fact in self.facts if fact.name == name)
