"""Contacts: somebody called, met, visited or wrote to somebody."""

from dataclasses import dataclass
from typing import Literal, get_args

from readout.errors import ModelError
from readout.model.spans import Evidence, Span
from readout.model.times import Duration, When

ContactType = Literal["call", "meeting", "visit", "conference", "letter", "signing"]
CONTACT_TYPES: tuple[str, ...] = get_args(ContactType)
Status = Literal["happened", "ongoing", "planned", "proposed", "denied"]
STATUSES: tuple[str, ...] = get_args(Status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A communication event between named parties, once however often it is mentioned.

    ``id`` is unique within a reading ("c1", in text order). ``trigger`` is the first span naming it;
    ``parties`` are naming strings; ``place`` and ``initiator`` naming strings or ""; ``topics`` are spans in the
    order the text gives them. ``evidence`` holds the spans of parties, place and initiator.
    """

    id: str
    type: ContactType
    trigger: Span
    parties: tuple[str, ...]
    status: Status
    when: When | None = None
    place: str = ""
    duration: Duration | None = None
    initiator: str = ""
    topics: tuple[Span, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    rule: str = ""

    def __post_init__(self) -> None:
        for name, value, known in (("type", self.type, CONTACT_TYPES), ("status", self.status, STATUSES)):
            if value not in known:
                raise ModelError(f"Contact {self.id}: unknown {name} {value!r}; one of {', '.join(known)}")
