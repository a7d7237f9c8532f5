"""What a request asks for, checked: the query of a search as parameters of an address."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from readout.ledger import Query
from readout.model import ACTS, CHANNELS, CONTACT_TYPES, STATUSES

Text = Annotated[str, StringConstraints(max_length=400, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f]*$")]


# days of the calendar, leap years included: what a schema can say, so that a client can know
_DAY = (
    r"^$|^(?!0000)\d{4}-((0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)$"
    r"|^(?!0000)(\d\d(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29$"
)


def _check_day(value: str) -> str:
    if not re.fullmatch(_DAY, value, re.ASCII):
        raise ValueError("write a day as 2025-02-12")
    return value


def _one_of(known: tuple[str, ...]) -> AfterValidator:
    def check(value: str) -> str:
        if value and value not in known:
            raise ValueError(f"is none of {', '.join(known)}")
        return value

    return AfterValidator(check)


def _values(known: tuple[str, ...]) -> dict[str, Any]:
    """What a schema says of a parameter that takes these, or nothing."""
    return {"enum": ["", *known]}


Day = Annotated[
    str,
    AfterValidator(_check_day),
    Field(
        description="a day as YYYY-MM-DD",
        examples=["2025-02-12"],
        json_schema_extra={"pattern": _DAY.replace(r"\d", "[0-9]")},
    ),
]


class Asked(BaseModel):
    """A search, as the parameters of an address. An empty one asks for nothing in particular."""

    model_config = ConfigDict(extra="ignore")

    q: Annotated[Text, Field(description='words to find; "a phrase", -without')] = ""
    speaker: Annotated[Text, Field(description="who said it, as named on the page")] = ""
    to: Annotated[Text, Field(description="to whom")] = ""
    act: Annotated[
        str,
        _one_of(ACTS),
        Field(description="what it does", examples=["deny"], json_schema_extra=_values(ACTS)),
    ] = ""
    channel: Annotated[
        str,
        _one_of(CHANNELS),
        Field(description="by which channel", examples=["call"], json_schema_extra=_values(CHANNELS)),
    ] = ""
    type: Annotated[
        str,
        _one_of(CONTACT_TYPES),
        Field(
            description="what kind of contact", examples=["call"], json_schema_extra=_values(CONTACT_TYPES)
        ),
    ] = ""
    status: Annotated[
        str,
        _one_of(STATUSES),
        Field(description="whether it happened", examples=["happened"], json_schema_extra=_values(STATUSES)),
    ] = ""
    party: Annotated[list[Text], Field(description="who took part; all of them", max_length=8)] = []
    outlet: Annotated[Text, Field(description="who served the page")] = ""
    origin: Annotated[Text, Field(description="who wrote it")] = ""
    language: Annotated[Text, Field(description="the page's language, ISO 639")] = ""
    since: Day = ""
    until: Day = ""
    verdict: Annotated[Text, Field(description="what people said of it: right, wrong")] = ""
    limit: Annotated[int, Field(ge=1, le=200, description="rows of one answer")] = 20
    skip: Annotated[int, Field(ge=0, le=100_000, description="rows to pass over")] = 0
    order: Annotated[Literal["newest", "oldest"], Field(description="which first")] = "newest"

    def to_query(self) -> Query:
        """The ledger's query."""
        return Query(
            words=self.q.strip(),
            speaker=self.speaker.strip(),
            to=self.to.strip(),
            act=self.act,
            channel=self.channel,
            type=self.type,
            status=self.status,
            parties=tuple(name.strip() for name in self.party if name.strip()),
            outlet=self.outlet.strip(),
            origin=self.origin.strip(),
            language=self.language.strip(),
            since=self.since,
            until=self.until,
            verdict=self.verdict.strip(),
            limit=self.limit,
            skip=self.skip,
            order=self.order,
        )

    def chosen(self) -> dict[str, str | list[str]]:
        """The parameters that ask for something, place and number of rows aside."""
        values = self.model_dump(exclude={"limit", "skip"}, exclude_defaults=True)
        return {name: value for name, value in values.items() if value}
