"""Accounts: what each side says of a contact, cut into points."""

from dataclasses import dataclass
from typing import Literal, get_args

from readout.errors import ModelError
from readout.model.mentions import Amount, Mention
from readout.model.spans import Span
from readout.model.times import Duration

Telling = Literal["document", "spokesperson", "party", "reported"]
TELLINGS: tuple[str, ...] = get_args(Telling)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One claim of an account, in its words.

    ``id`` is unique within a comparison, ``page`` the reading's id, ``quote`` the characters at ``span`` of that page,
    ``sentence`` the number of its sentence on the page's account. ``event`` says that it is what names the contact.
    ``statement`` is the innermost statement that it stands in ("" in a readout's own narration), ``act`` that
    statement's. ``speaker`` is the naming string of who is told to have said it: the one who tells, a party of the
    contact, or a group ("" where nobody is named); ``voice`` the slug of the side that the speaker is of, "both" for
    all parties together, "" where it is not known. ``topics``, ``steps`` and ``evaluations`` are slugs of topics.toml in
    the order of the words, ``entities`` slugs of who is named. Its amounts, times (mentions whose name is ISO 8601) and
    lengths point into the page.
    """

    id: str
    page: str
    span: Span
    quote: str
    language: str = ""
    sentence: int = 0
    statement: str = ""
    speaker: str = ""
    voice: str = ""
    act: str = ""
    event: bool = False
    topics: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    evaluations: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    times: tuple[Mention, ...] = ()
    durations: tuple[Duration, ...] = ()

    def __post_init__(self) -> None:
        if len(self.quote) != self.span.stop - self.span.start:
            raise ModelError(f"Point {self.id}: the quote is not as long as its span; give text[start:stop]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Who told it on which page: the naming string there, how, and the statements that it was told in ("" a readout).

    ``telling``: the side's own document as a whole page, its spokesperson, a party's own words outside the contact,
    or what another page reports of the side.
    """

    name: str
    page: str
    telling: Telling
    statements: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.telling not in TELLINGS:
            raise ModelError(
                f"Teller {self.name}: unknown telling {self.telling!r}; one of {', '.join(TELLINGS)}"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One side's telling of one contact.

    ``side`` is the slug of a country or body, ``name`` how it is shown; ``published`` the earliest day (ISO 8601) on
    which one of its pages appeared, "" unknown; ``length`` how many characters tell of the contact.
    """

    side: str
    name: str
    tellers: tuple[Teller, ...]
    points: tuple[Point, ...]
    published: str = ""
    length: int = 0

    def __post_init__(self) -> None:
        if not self.side or not self.tellers:
            raise ModelError(
                "Account: a side and who told it are needed; leave the account out where nobody did"
            )
