"""The REST API: everything that the pages show, as JSON."""

import datetime
from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, Field

from readout import ledger
from readout.errors import OptionError
from readout.export import reading_to_dict
from readout.model import Judgement, Unreadable
from readout.views.evidence import make_evidence
from readout.web.asked import Asked, Day, Text
from readout.web.identity import has_bearer
from readout.web.replies import answer
from readout.web.state import desk_of, member_of, must_judge, read_given

router = APIRouter(prefix="/api", tags=["readout"])
Search = Annotated[Asked, Query()]
Row = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[0-9a-z]+$")]


class Given(BaseModel):
    """A page to read: exactly one of text, html and url."""

    text: str = Field(default="", max_length=2_000_000, description="the page as plain text")
    html: str = Field(default="", max_length=4_000_000, description="the page as HTML")
    url: str = Field(default="", max_length=2000, description="where to fetch it")
    title: Text = ""
    language: Text = Field(default="", description="ISO 639, where it is known")
    published: Day = ""


class Verdict(BaseModel):
    """What somebody says of a row, or of two."""

    row: Row
    verdict: Literal["right", "wrong", "same", "different", "unsure", "speaker"]
    other: str = Field(default="", max_length=64, description="the other row, for same, different and unsure")
    speaker: Text = ""
    note: Text = ""


class Problem(BaseModel):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str


_ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "content": {"application/problem+json": {}}}
    for status in (400, 401, 403, 404, 413, 415, 422, 429, 503)
}


@router.get("/statements", responses=_ERRORS, summary="Who said what")
def list_statements(request: Request, asked: Search) -> Response:
    """Statements; those of one wording in copies of one text count as one."""
    rows = ledger.find_statements(desk_of(request).store, asked.to_query())
    return answer(request, _listed(request, asked, [asdict(row) for row in rows]))


@router.get("/contacts", responses=_ERRORS, summary="Who met or called whom")
def list_contacts(request: Request, asked: Search) -> Response:
    """Contacts; those told alike in copies of one text count as one."""
    rows = ledger.find_contacts(desk_of(request).store, asked.to_query())
    return answer(request, _listed(request, asked, [asdict(row) for row in rows]))


@router.get("/pages", responses=_ERRORS, summary="Which pages there are")
def list_pages(request: Request, asked: Search) -> Response:
    """Pages, each by itself."""
    rows = ledger.find_pages(desk_of(request).store, asked.to_query())
    return answer(request, _listed(request, asked, [asdict(row) for row in rows]))


@router.get("/speakers", responses=_ERRORS, summary="Who said how much")
def list_speakers(request: Request, asked: Search) -> Response:
    """Speakers, those who said most first."""
    rows = ledger.find_speakers(desk_of(request).store, asked.to_query())
    return answer(request, _listed(request, asked, [asdict(row) for row in rows]))


@router.get("/pairs", responses=_ERRORS, summary="Who had how many contacts with whom")
def list_pairs(request: Request, asked: Search) -> Response:
    """Pairs of parties, the busiest first."""
    rows = ledger.find_pairs(desk_of(request).store, asked.to_query())
    return answer(request, _listed(request, asked, [asdict(row) for row in rows]))


@router.get("/counts/{rows}/{cell}", responses=_ERRORS, summary="How many rows have each value of a cell")
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
        raise OptionError(f"{rows} have no {cell}; one of {', '.join(ours)}")
    count = ledger.count_contacts if rows == "contacts" else ledger.count_statements
    counts = count(desk_of(request).store, asked.to_query(), cell)
    return answer(request, {"rows": [asdict(each) for each in counts]})


@router.get("/pages/{id}", responses=_ERRORS, summary="A page with its reading")
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


@router.get("/rows/{id}", responses=_ERRORS, summary="A statement or contact with its evidence")
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


@router.get("/judgements", responses=_ERRORS, summary="Who judged what")
def list_judgements(request: Request, row: Annotated[str, Query(max_length=64)] = "") -> Response:
    """All judgements, or those on one row, oldest first."""
    store = desk_of(request).store
    judged = ledger.find_judgements(store, ledger.find_id(store, row) if row else "")
    return answer(request, {"rows": [asdict(each) for each in judged]})


@router.post("/judgements", status_code=201, responses=_ERRORS, summary="Judge a row, or two")
def add_judgement(request: Request, verdict: Verdict, _: Annotated[None, Depends(must_judge)]) -> Response:
    """Append a judgement; nothing is ever edited."""
    judgement = Judgement(
        row=verdict.row,
        verdict=verdict.verdict,
        by=member_of(request).name,
        at=datetime.datetime.now(tz=datetime.UTC),
        other=verdict.other,
        speaker=verdict.speaker,
        note=verdict.note,
    )
    ledger.add_judgement(desk_of(request).store, judgement)
    return answer(request, {"id": judgement.id}, status=201)


@router.post("/read", responses=_ERRORS, summary="Read a page")
def read_page(request: Request, given: Given) -> Response:
    """The reading of a text, an HTML page or an address. Nothing is stored."""
    reading = read_given(
        request,
        text=given.text,
        html=given.html,
        url=given.url,
        title=given.title,
        language=given.language,
        published=given.published,
    )
    return answer(request, reading_to_dict(reading))


@router.get("/holdings", responses=_ERRORS, summary="What the ledger holds")
def get_holdings(request: Request) -> Response:
    """Counts of pages, statements, contacts and judgements."""
    return answer(request, asdict(ledger.count_holdings(desk_of(request).store)))


def _listed(request: Request, asked: Asked, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """A screen of rows, with the address of the next where this one is full."""
    following = ""
    if len(rows) == asked.limit:
        following = str(request.url.include_query_params(skip=asked.skip + asked.limit))
        if not has_bearer(request):
            following = following[len(str(request.base_url)) - 1 :]
    return {"rows": rows, "limit": asked.limit, "skip": asked.skip, "next": following}
