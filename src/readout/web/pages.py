"""The desk's pages: one function a page, each a context from views put into a template."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, UploadFile
from fastapi.templating import Jinja2Templates
from starlette.responses import RedirectResponse, Response

from readout import ledger
from readout.errors import OptionError, ReadoutError
from readout.model import ACTS, CHANNELS, CONTACT_TYPES, STATUSES, Judgement, Unreadable
from readout.views.charts import make_bars, make_network
from readout.views.evidence import compare_versions, make_evidence
from readout.views.html import render_section
from readout.views.listings import make_days
from readout.views.person import make_person
from readout.views.report import format_duration
from readout.views.searching import Rows, make_search
from readout.views.today import make_today
from readout.web.asked import Asked
from readout.web.identity import CSRF_COOKIE, TOKEN_COOKIE, find_by_token, is_csrf_right, make_csrf_token
from readout.web.interface import LANGUAGE_COOKIE, LANGUAGES, choose_language, load_interface
from readout.web.state import Forbidden, desk_of, member_of, must_judge, read_given

router = APIRouter(include_in_schema=False)
_TEMPLATES = Jinja2Templates(directory=Path(__file__).parent / "templates")
_TEMPLATES.env.filters["duration"] = format_duration
_TEMPLATES.env.globals.update(
    languages=LANGUAGES, acts=ACTS, channels=CHANNELS, types=CONTACT_TYPES, statuses=STATUSES
)
_YEAR = 31_536_000
_MOST_PAIRS = 60
Search = Annotated[Asked, Query()]
Parameters = Mapping[str, Any]


def _write_parameters(chosen: Parameters, **more: Any) -> str:
    """The parameters of an address, those that ask for nothing left out."""
    return urlencode(
        [(name, value) for name, value in {**chosen, **more}.items() if value not in ("", None, [], 0)],
        doseq=True,
    )


def _replace_parameter(chosen: Parameters, name: str, value: str) -> str:
    """The parameters with one of them set."""
    return _write_parameters({**chosen, name: value})


_TEMPLATES.env.filters["params"] = _write_parameters
_TEMPLATES.env.filters["replaced"] = _replace_parameter
_TEMPLATES.env.filters["merged"] = lambda chosen, **more: {**chosen, **more}


def show(request: Request, template: str, *, status: int = 200, **context: Any) -> Response:
    """A page, in the reader's language, with a token for its forms."""
    code = choose_language(request)
    csrf = request.cookies.get(CSRF_COOKIE, "") or make_csrf_token()
    is_part = request.headers.get("hx-request") == "true" and "hx-boosted" not in request.headers
    response = _TEMPLATES.TemplateResponse(
        request,
        template,
        {
            "t": load_interface(code),
            "code": code,
            "csrf": csrf,
            "member": request.scope.get("member"),
            "is_part": is_part,
            "address": _address,
            **context,
        },
        status_code=status,
    )
    secure = request.url.scheme == "https"
    if CSRF_COOKIE not in request.cookies:
        response.set_cookie(CSRF_COOKIE, csrf, httponly=True, samesite="strict", secure=secure)
    if request.query_params.get("language_of_desk", "") in LANGUAGES:
        response.set_cookie(LANGUAGE_COOKIE, code, max_age=_YEAR, samesite="lax", secure=secure)
    response.headers["cache-control"] = "private, no-cache"
    response.headers["vary"] = "cookie, accept-language, hx-request"
    return response


def _address(path: str, **parameters: Any) -> str:
    """An address with the parameters that ask for something."""
    written = _write_parameters(parameters)
    return f"{path}?{written}" if written else path


@router.get("/")
def today(request: Request) -> Response:
    """What is new."""
    return show(request, "today.html", today=make_today(desk_of(request).store))


@router.get("/search")
def search(request: Request, asked: Search, rows: Rows = "statements") -> Response:
    """Search, with results as one types."""
    found = make_search(desk_of(request).store, asked.to_query(), rows)
    return show(request, "search.html", found=found, asked=asked, chosen=asked.chosen())


@router.get("/timeline")
def timeline(request: Request, asked: Search) -> Response:
    """Contacts and statements day by day, and how many there were."""
    store, query = desk_of(request).store, asked.to_query()
    contacts = ledger.find_contacts(store, query)
    statements = ledger.find_statements(store, replace(query, limit=2 * query.limit))
    days = make_days(contacts, statements)
    return show(
        request,
        "timeline.html",
        days=days if query.order == "oldest" else tuple(sorted(days, key=lambda day: day.day, reverse=True)),
        bars=make_bars(ledger.count_statements(store, query, "day")),
        contact_bars=make_bars(ledger.count_contacts(store, query, "day")),
        asked=asked,
        chosen=asked.chosen(),
    )


@router.get("/network")
def network(request: Request, asked: Search) -> Response:
    """Who contacted whom."""
    pairs = ledger.find_pairs(desk_of(request).store, replace(asked.to_query(), limit=_MOST_PAIRS))
    return show(
        request, "network.html", pairs=pairs, network=make_network(pairs), asked=asked, chosen=asked.chosen()
    )


@router.get("/who/{name:path}")
def person(request: Request, name: str, asked: Search) -> Response:
    """One person or body."""
    found = make_person(desk_of(request).store, name, asked.to_query())
    status = 200 if found.statements or found.contacts else 404
    return show(request, "person.html", status=status, person=found, asked=asked)


@router.get("/pages/{id}")
def page(request: Request, id: str) -> Response:
    """A page's text with its statements and contacts, its versions and copies."""
    store = desk_of(request).store
    number = ledger.page_of(store, ledger.find_id(store, id))
    kept = ledger.get_kept(store, number)
    relatives = ledger.find_relatives(store, number)
    if isinstance(kept, Unreadable):
        return show(request, "page.html", kept=None, id=number, error=kept.reason, relatives=relatives)
    older = None
    if kept.version > 1:
        for relative in relatives:
            if relative.kind == "version":
                other = ledger.get_kept(store, relative.page)
                if not isinstance(other, Unreadable) and other.version == kept.version - 1:
                    older = other
    return show(
        request,
        "page.html",
        kept=kept,
        section=render_section(kept.reading),
        rows=dict(
            zip(
                [s.id for s in kept.reading.statements] + [c.id for c in kept.reading.contacts],
                kept.statement_ids + kept.contact_ids,
                strict=True,
            )
        ),
        relatives=relatives,
        change=compare_versions(older, kept) if older else None,
    )


@router.get("/rows/{id}")
def row(request: Request, id: str) -> Response:
    """A statement or contact with its evidence and what people said of it."""
    return _show_row(request, id)


def _show_row(request: Request, id: str) -> Response:
    store = desk_of(request).store
    found = ledger.find_id(store, id)
    number = ledger.page_of(store, found)
    if found == number:
        return RedirectResponse(f"/pages/{number}", status_code=303)
    kept = ledger.get_kept(store, number)
    if isinstance(kept, Unreadable):
        raise OptionError(f"{id} stands on a page that can't be read: {kept.reason}")
    evidence = make_evidence(
        kept, found, ledger.find_judgements(store, found), ledger.find_relatives(store, number)
    )
    return show(request, "row.html", row=evidence)


@router.post("/rows/{id}/judge")
def judge(
    request: Request,
    id: str,
    verdict: Annotated[Literal["right", "wrong", "speaker", "same", "different", "undo"], Form()],
    csrf: Annotated[str, Form(max_length=200)] = "",
    speaker: Annotated[str, Form(max_length=400)] = "",
    other: Annotated[str, Form(max_length=64)] = "",
    note: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Judge a row, or take back the last judgement on it."""
    must_judge(request)
    _check_csrf(request, csrf)
    store = desk_of(request).store
    found = ledger.find_id(store, id)
    undone = ledger.find_last(store, found) if verdict == "undo" else None
    two = ledger.find_id(store, other.strip()) if verdict in ("same", "different") else ""
    ledger.add_judgement(
        store,
        Judgement(
            row=undone.row if undone else found,
            verdict=verdict,
            by=member_of(request).name,
            at=datetime.datetime.now(tz=datetime.UTC),
            other=undone.id if undone else two,
            speaker=speaker.strip() if verdict == "speaker" else "",
            note=note.strip(),
        ),
    )
    return (
        _show_row(request, found)
        if "hx-request" in request.headers
        else RedirectResponse(f"/rows/{found}", 303)
    )


@router.get("/read")
def read_form(request: Request) -> Response:
    """Where a text is pasted, a file dropped, or an address given."""
    return show(request, "read.html", section="", error="", given={})


@router.post("/read")
def read(
    request: Request,
    text: Annotated[str, Form(max_length=2_000_000)] = "",
    url: Annotated[str, Form(max_length=2000)] = "",
    published: Annotated[str, Form(max_length=40)] = "",
    csrf: Annotated[str, Form(max_length=200)] = "",
    file: UploadFile | None = None,
) -> Response:
    """The reading of what was given; nothing is stored."""
    _check_csrf(request, csrf)
    given = {"text": text, "url": url, "published": published}
    try:
        content = file.file.read() if file and file.filename else b""
        words = content.decode("utf-8", "replace")
        is_html = bool(file and (file.filename or "").lower().endswith((".html", ".htm", ".xhtml")))
        reading = read_given(
            request,
            text="" if is_html or not (words or text) else (words or text),
            html=words if is_html else "",
            url=url,
            title="",
            language="",
            published=published,
        )
    except Forbidden:
        raise
    except ReadoutError as error:
        return show(request, "read.html", status=422, section="", error=str(error), given=given)
    return show(request, "read.html", section=render_section(reading), error="", given=given)


@router.get("/login")
def login_form(request: Request) -> Response:
    """Where a token is given."""
    return show(request, "login.html", error=False)


@router.post("/login")
def login(
    request: Request,
    token: Annotated[str, Form(max_length=400)],
    csrf: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Remember the token in this browser, if it is somebody's."""
    _check_csrf(request, csrf)
    if find_by_token(token.strip(), desk_of(request).settings) is None:
        return show(request, "login.html", status=401, error=True)
    response = RedirectResponse("/", status_code=303)
    secure = request.url.scheme == "https"
    response.set_cookie(TOKEN_COOKIE, token.strip(), httponly=True, samesite="strict", secure=secure)
    return response


@router.post("/logout")
def logout(request: Request, csrf: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Forget the token."""
    _check_csrf(request, csrf)
    response = RedirectResponse("/login", status_code=303)
    response.delete_cookie(TOKEN_COOKIE)
    return response


def _check_csrf(request: Request, sent: str) -> None:
    if not is_csrf_right(request, sent or request.headers.get("x-csrf-token", "")):
        raise Forbidden("the form is too old or from another site; reload the page and send it again")
