"""The REST API: everything that the pages show, as JSON."""

import datetime
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Annotated, Any, Generic, Literal, TypeVar

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from readout import ledger
from readout.errors import LedgerError, OptionError, PageError
from readout.export import reading_to_dict
from readout.language import languages, load_actors
from readout.ledger import ContactHit, PageHit, Speaker, StatementHit
from readout.model import Commitment, Figure, Judgement, MergedContact, Position, Reading, Unreadable
from readout.run.contacts import report_of
from readout.run.naming import with_aliases
from readout.run.trails import find_entity
from readout.views.choosing import cut_screen, find_chosen
from readout.views.comparison import ComparisonPage, make_comparison_page, to_row
from readout.views.contacts import ContactRecord, ContactRow, make_contact_record, make_contact_row
from readout.views.evidence import make_evidence
from readout.views.pairs import PairCount, count_pairs
from readout.views.trails import choose_commitments, choose_figures
from readout.views.who import Who, describe_entity
from readout.web.asked import Asked, Day, Text
from readout.web.identity import has_bearer
from readout.web.replies import answer
from readout.web.state import desk_of, find_somebody, member_of, must_judge, read_given

router = APIRouter(prefix="/api", tags=["readout"])
Search = Annotated[Asked, Query()]
Row = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[0-9a-z]+$")]
Name = Annotated[Text, Query(description="a name in any language, or a slug")]
Slug = Annotated[
    str, Field(max_length=80, pattern=r"^[a-z0-9-]*$", description="a topic's slug", examples=["ceasefire"])
]
Limit = Annotated[int, Query(ge=1, le=200, description="rows of one answer")]
Skip = Annotated[int, Query(ge=0, le=100_000, description="rows to pass over")]
Each = TypeVar("Each")
_SPEAKERS: Any = {"name": {"value": "Putin"}, "slug": {"value": "vladimir-putin"}}
_TOPICS: Any = {"topic": {"value": "ceasefire"}}


class _Page(BaseModel):
    """What may be said of a page that is given to be read."""

    title: Text = ""
    language: Text = Field(
        default="", description="ISO 639, where it is known", json_schema_extra={"enum": ["", *languages()]}
    )
    published: Day = ""


class GivenText(_Page):
    """A page as plain text."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(
        min_length=1,
        max_length=2_000_000,
        pattern=r"\S",
        examples=["The minister said on Thursday that talks will resume."],
    )


class GivenMarkup(_Page):
    """A page as HTML."""

    model_config = ConfigDict(extra="forbid")
    html: str = Field(min_length=1, max_length=4_000_000, pattern=r"\S")


class GivenAddress(_Page):
    """A page by its address."""

    model_config = ConfigDict(extra="forbid")
    url: str = Field(max_length=2000, pattern=r"^https?://")


class _Judged(BaseModel):
    row: Row = Field(examples=["s0123456789abcdef"])
    note: Text = ""


class OnOne(_Judged):
    """Whether a row is right."""

    verdict: Literal["right", "wrong"]


class OnTwo(_Judged):
    """Whether two rows are the same."""

    verdict: Literal["same", "different", "unsure"]
    other: Row


class OnSpeaker(_Judged):
    """Who the speaker of a statement is."""

    verdict: Literal["speaker"]
    speaker: Text = Field(min_length=1)


Verdict = Annotated[OnOne | OnTwo | OnSpeaker, Field(discriminator="verdict")]


class Problem(BaseModel):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str


class Listed(BaseModel, Generic[Each]):
    """A screen of rows; ``next`` is the address of the screen after it, "" after the last."""

    rows: list[Each]
    limit: int
    skip: int
    next: str


PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "content": {"application/problem+json": {}}}
    for status in (400, 401, 403, 404, 405, 409, 413, 415, 421, 422, 429, 502, 503)
}


def answers(model: object) -> dict[int | str, dict[str, Any]]:
    """What a route may answer: the model, nothing new since the client's tag, or a problem."""
    return {200: {"model": model}, 304: {"description": "What the client has already"}, **PROBLEMS}


@router.get("/statements", responses=answers(Listed[StatementHit]), summary="Who said what")
def list_statements(request: Request, asked: Search) -> Response:
    """Statements; those of one wording in copies of one text count as one."""
    rows = ledger.find_statements(desk_of(request).store, with_aliases(asked.to_query()))
    return answer(request, _listed(request, asked, rows))


@router.get("/contacts", responses=answers(Listed[ContactRow]), summary="Who met or called whom")
def list_contacts(request: Request, asked: Search) -> Response:
    """Contacts, each once however many pages report it, as ``readout contacts`` gives them."""
    query = with_aliases(asked.to_query())
    found = find_chosen(desk_of(request).store, desk_of(request).derived.contacts(), query)
    return answer(request, _listed(request, asked, [make_contact_row(c) for c in cut_screen(found, query)]))


@router.get("/contacts/{id}", responses=answers(ContactRecord), summary="All that is told of a contact")
def get_contact(request: Request, id: Row) -> Response:
    """The contact of that id, or with a report of that id: its record, and its reports with words, places and addresses."""
    return answer(request, asdict(make_contact_record(_find_contact(request, id))))


@router.get(
    "/contacts/{id}/comparison",
    responses=answers(ComparisonPage),
    summary="A contact's accounts, point beside point",
)
def get_comparison(request: Request, id: Row) -> Response:
    """What each side says of each point, as ``readout compare`` gives it; pages are the ledger's ids."""
    compared = desk_of(request).derived.compare(_find_contact(request, id))
    if not compared:
        raise LedgerError(f"there is no account of {id} that any side gives")
    page = make_comparison_page(compared[0].comparison, compared[0].readings)
    return answer(request, to_row(page))


@router.get("/reports", responses=answers(Listed[ContactHit]), summary="Contacts as single pages report them")
def list_reports(request: Request, asked: Search) -> Response:
    """Reports of contacts; those told alike in copies of one text count as one."""
    rows = ledger.find_contacts(desk_of(request).store, with_aliases(asked.to_query()))
    return answer(request, _listed(request, asked, rows))


@router.get("/pages", responses=answers(Listed[PageHit]), summary="Which pages there are")
def list_pages(request: Request, asked: Search) -> Response:
    """Pages, each by itself."""
    rows = ledger.find_pages(desk_of(request).store, asked.to_query())
    return answer(request, _listed(request, asked, rows))


@router.get("/speakers", responses=answers(Listed[Speaker]), summary="Who said how much")
def list_speakers(request: Request, asked: Search) -> Response:
    """Speakers, those who said most first."""
    rows = ledger.find_speakers(desk_of(request).store, with_aliases(asked.to_query()))
    return answer(request, _listed(request, asked, rows))


@router.get("/pairs", responses=answers(Listed[PairCount]), summary="Who had how many contacts with whom")
def list_pairs(request: Request, asked: Search) -> Response:
    """Pairs of parties, the busiest first."""
    query = with_aliases(asked.to_query())
    pairs = count_pairs(find_chosen(desk_of(request).store, desk_of(request).derived.contacts(), query))
    return answer(request, _listed(request, asked, pairs[query.skip : query.skip + query.limit]))


@router.get("/commitments", responses=answers(Listed[Commitment]), summary="Who undertook what")
def list_commitments(
    request: Request,
    by: Name = "",
    toward: Name = "",
    topic: Slug = "",
    status: Literal["", "made", "repeated", "changed", "denied", "done", "overdue"] = "",
    limit: Limit = 20,
    skip: Skip = 0,
) -> Response:
    """Commitments with what later pages say became of them, the newest first; each step with its words and their place."""
    found = choose_commitments(
        desk_of(request).derived.trails().commitments,
        by=find_entity(by).id if by else "",
        toward=find_entity(toward).id if toward else "",
        topic=topic,
        status=status,
    )
    return answer(request, _turned(request, found, limit, skip))


@router.get("/amounts", responses=answers(Listed[Figure]), summary="Numbers that were told more than once")
def list_amounts(
    request: Request, topic: Slug = "", disputed: bool = False, limit: Limit = 20, skip: Skip = 0
) -> Response:
    """Numbers as they were told over time, the disputed first."""
    found = choose_figures(desk_of(request).derived.trails().figures, topic=topic, disputed=disputed)
    return answer(request, _turned(request, found, limit, skip))


@router.get(
    "/positions", responses=answers(Listed[Position]), summary="What a speaker says on a topic over time"
)
def list_positions(
    request: Request,
    speaker: Annotated[
        Text, Query(min_length=1, description="a name in any language, or a slug", openapi_examples=_SPEAKERS)
    ],
    topic: Annotated[Slug, Query(min_length=1, openapi_examples=_TOPICS)],
    limit: Limit = 20,
    skip: Skip = 0,
) -> Response:
    """Page after page: what is new, said again, said otherwise, or left out since the page before."""
    found = desk_of(request).derived.positions(find_entity(speaker), topic)
    return answer(request, _turned(request, found, limit, skip))


@router.get("/who", responses=answers(Who), summary="Who somebody is")
def get_who(
    request: Request,
    name: Annotated[
        Text, Query(min_length=1, description="a name in any language, or a slug", openapi_examples=_SPEAKERS)
    ],
) -> Response:
    """The names and offices of whom a name or slug means, and how often the ledger has them."""
    entity, query = find_somebody(name)
    who = replace(describe_entity(entity, load_actors()), asked=name)
    named = ledger.count_named(desk_of(request).store, query.names(name))
    return answer(request, asdict(replace(who, rows=named)))


@router.get("/counts/{rows}/{cell}", responses=PROBLEMS, summary="How many rows have each value of a cell")
def list_counts(
    request: Request,
    rows: Literal["statements", "contacts"],
    cell: Literal["act", "channel", "form", "day", "speaker", "addressee", "type", "status"],
    asked: Search,
) -> Response:
    """Values of a cell, the most frequent first."""
    ours = (
        ("day", "type", "status")
        if rows == "contacts"
        else ("act", "channel", "form", "day", "speaker", "addressee")
    )
    if cell not in ours:
        raise LedgerError(f"there is no {cell} of {rows}; one of {', '.join(ours)}")
    count = ledger.count_contacts if rows == "contacts" else ledger.count_statements
    counts = count(desk_of(request).store, asked.to_query(), cell)
    return answer(request, {"rows": [asdict(each) for each in counts]})


@router.get("/pages/{id}", responses=PROBLEMS, summary="A page with its reading")
def get_page(request: Request, id: Row) -> Response:
    """The whole reading, with the ids and verdicts of its rows and the page's versions and copies."""
    store = desk_of(request).store
    page = ledger.page_of(store, ledger.find_id(store, id))
    kept = ledger.get_kept(store, page)
    relatives = [asdict(relative) for relative in ledger.find_relatives(store, page)]
    if isinstance(kept, Unreadable):
        return answer(request, {"id": page, "error": kept.reason, "relatives": relatives})
    value = {
        "id": kept.id,
        "address": kept.address,
        "version": kept.version,
        "versions": kept.versions,
        "family": kept.family,
        "rules": kept.rules,
        "fetched": kept.fetched.isoformat() if kept.fetched else "",
        "statements": [
            {"id": i, "verdict": v} for i, v in zip(kept.statement_ids, kept.statement_verdicts, strict=True)
        ],
        "contacts": [
            {"id": i, "verdict": v} for i, v in zip(kept.contact_ids, kept.contact_verdicts, strict=True)
        ],
        "relatives": relatives,
        "reading": reading_to_dict(kept.reading),
    }
    return answer(request, value)


@router.get("/rows/{id}", responses=PROBLEMS, summary="A statement or contact with its evidence")
def get_row(request: Request, id: Row) -> Response:
    """The row's cells, and the words of the page that it was read from, with their offsets in code points."""
    store = desk_of(request).store
    found = ledger.find_id(store, id)
    page = ledger.page_of(store, found)
    kept = ledger.get_kept(store, page)
    if isinstance(kept, Unreadable) or found == page:
        raise OptionError(f"{id} is a page, not a row; ask for /api/pages/{id}")
    evidence = make_evidence(
        kept, found, ledger.find_judgements(store, found), ledger.find_relatives(store, page)
    )
    return answer(request, asdict(evidence))


@router.get("/judgements", responses=PROBLEMS, summary="Who judged what")
def list_judgements(request: Request, row: Annotated[str, Query(max_length=64)] = "") -> Response:
    """All judgements, or those on one row, oldest first."""
    store = desk_of(request).store
    judged = ledger.find_judgements(store, ledger.find_id(store, row) if row else "")
    return answer(request, {"rows": [asdict(each) for each in judged]})


@router.post("/judgements", status_code=201, responses=PROBLEMS, summary="Judge a row, or two")
def add_judgement(request: Request, verdict: Verdict, _: Annotated[None, Depends(must_judge)]) -> Response:
    """Append a judgement; nothing is ever edited. A contact's id stands for its first report."""
    row, other = report_of(verdict.row), report_of(verdict.other) if isinstance(verdict, OnTwo) else ""
    if row == other:
        raise HTTPException(409, "the two rows are one; give two")
    judgement = Judgement(
        row=row,
        verdict=verdict.verdict,
        by=member_of(request).name,
        at=datetime.datetime.now(tz=datetime.UTC),
        other=other,
        speaker=verdict.speaker if isinstance(verdict, OnSpeaker) else "",
        note=verdict.note,
    )
    ledger.add_judgement(desk_of(request).store, judgement)
    return answer(request, {"id": judgement.id}, status=201)


@router.post("/read", responses=PROBLEMS, summary="Read a page")
def read_page(request: Request, given: GivenText | GivenMarkup | GivenAddress) -> Response:
    """The reading of a text, an HTML page or an address. Nothing is stored."""
    reading = _read(request, given)
    return answer(request, reading_to_dict(reading))


def _read(request: Request, given: GivenText | GivenMarkup | GivenAddress) -> Reading:
    try:
        return _read_given(request, given)
    except PageError as error:
        # that another machine does not answer, or not with a page, is no fault of the request
        if isinstance(given, GivenAddress):
            raise HTTPException(502, str(error)) from error
        raise


def _read_given(request: Request, given: GivenText | GivenMarkup | GivenAddress) -> Reading:
    return read_given(
        request,
        text=given.text if isinstance(given, GivenText) else "",
        html=given.html if isinstance(given, GivenMarkup) else "",
        url=given.url if isinstance(given, GivenAddress) else "",
        title=given.title,
        language=given.language,
        published=given.published,
    )


@router.get("/holdings", responses=PROBLEMS, summary="What the ledger holds")
def get_holdings(request: Request) -> Response:
    """Counts of pages, statements, contacts and judgements."""
    return answer(request, asdict(ledger.count_holdings(desk_of(request).store)))


def _find_contact(request: Request, id: str) -> MergedContact:
    found = desk_of(request).derived.find_contact(id)
    if found is None:
        raise LedgerError(f"there is no contact with the report {id}; it may have been judged wrong")
    return found


def _listed(request: Request, asked: Asked, rows: Sequence[Any]) -> dict[str, Any]:
    """A screen of rows, with the address of the next where this one is full."""
    return _screen(request, rows, asked.limit, asked.skip, is_full=len(rows) == asked.limit)


def _turned(request: Request, rows: Sequence[Any], limit: int, skip: int) -> dict[str, Any]:
    """A screen of rows that are all at hand."""
    return _screen(request, rows[skip : skip + limit], limit, skip, is_full=skip + limit < len(rows))


def _screen(request: Request, rows: Sequence[Any], limit: int, skip: int, *, is_full: bool) -> dict[str, Any]:
    following = ""
    if is_full:
        following = str(request.url.include_query_params(skip=skip + limit))
        if not has_bearer(request):
            following = following[len(str(request.base_url)) - 1 :]
    return {"rows": [asdict(row) for row in rows], "limit": limit, "skip": skip, "next": following}
