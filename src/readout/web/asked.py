"""What a request asks for, checked: the query of a search as parameters of an address."""

import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from readout.ledger import Query
from readout.model import ACTS, CHANNELS, CONTACT_TYPES, STATUSES

Text = Annotated[str, StringConstraints(max_length=400, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f]*$")]


def _check_day(value: str) -> str:
    if value:
        datetime.date.fromisoformat(value)
        if len(value) != len("2025-02-12"):
            raise ValueError("write a day as 2025-02-12")
    return value


def _one_of(known: tuple[str, ...]) -> AfterValidator:
    def check(value: str) -> str:
        if value and value not in known:
            raise ValueError(f"is none of {', '.join(known)}")
        return value

    return AfterValidator(check)


Day = Annotated[
    str, AfterValidator(_check_day), Field(description="a day as YYYY-MM-DD", examples=["2025-02-12"])
]


class Asked(BaseModel):
    """A search, as the parameters of an address. An empty one asks for nothing in particular."""

    model_config = ConfigDict(extra="ignore")

    q: Annotated[Text, Field(description='words to find; "a phrase", -without')] = ""
    speaker: Annotated[Text, Field(description="who said it, as named on the page")] = ""
    to: Annotated[Text, Field(description="to whom")] = ""
    act: Annotated[str, _one_of(ACTS), Field(description="what it does", examples=["deny"])] = ""
    channel: Annotated[str, _one_of(CHANNELS), Field(description="by which channel", examples=["call"])] = ""
    type: Annotated[
        str, _one_of(CONTACT_TYPES), Field(description="what kind of contact", examples=["call"])
    ] = ""
    status: Annotated[
        str, _one_of(STATUSES), Field(description="whether it happened", examples=["happened"])
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
