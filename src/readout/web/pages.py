"""The desk's pages: one function a page, each a context from views put into a template."""

import datetime
from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from readout import ledger
from readout.errors import LedgerError, OptionError, ReadoutError
from readout.language import load_actors
from readout.ledger import Kept
from readout.model import Judgement, Reading, Span, Unreadable
from readout.run.contacts import report_of
from readout.run.naming import with_aliases
from readout.views.charts import make_bars, make_network
from readout.views.choosing import cut_screen, find_chosen
from readout.views.contact import make_contact_page
from readout.views.contacts import make_contact_days, make_contact_row
from readout.views.evidence import Evidence, compare_versions, make_evidence
from readout.views.html import render_section
from readout.views.pairs import count_pairs
from readout.views.person import find_spoken, make_person
from readout.views.screens import make_screen
from readout.views.searching import Rows, count_values, make_search
from readout.views.today import make_due, make_today
from readout.views.trails import choose_commitments
from readout.views.who import describe_entity
from readout.web.asked import Asked
from readout.web.identity import TOKEN_COOKIE, find_by_token, is_csrf_right
from readout.web.interface import choose_language, load_interface
from readout.web.remembering import remembered
from readout.web.showing import show
from readout.web.state import Forbidden, desk_of, find_somebody, member_of, must_judge, read_given

router = APIRouter(include_in_schema=False)
_MOST_PAIRS = 60
# seconds that a page may be behind what is added: lists, and pages that new ones hardly change
_SOON, _LATER = 5.0, 60.0
Search = Annotated[Asked, Query()]


@router.get("/")
@remembered(_SOON)
def today(request: Request) -> Response:
    """What is new."""
    desk = desk_of(request)
    return show(request, "today.html", today=make_today(desk.store, desk.derived.contacts()))


@router.get("/due")
def due(request: Request) -> Response:
    """What was undertaken and is due, and numbers in dispute: it takes long, so the front page asks for it when it stands."""
    desk = desk_of(request)
    trails = desk.derived.trails()
    last = ledger.count_holdings(desk.store).last[:10]
    return show(request, "due.html", due=make_due(trails.commitments, trails.figures, last))


@router.get("/search")
@remembered(_SOON)
def search(request: Request, asked: Search, rows: Rows = "statements") -> Response:
    """Search, with results as one types."""
    desk = desk_of(request)
    contacts = desk.derived.contacts() if rows == "contacts" else ()
    found = make_search(desk.store, with_aliases(asked.to_query()), rows, contacts)
    return show(request, "search.html", found=found, asked=asked, chosen=asked.chosen())


@router.get("/timeline")
@remembered(_SOON)
def timeline(request: Request, asked: Search) -> Response:
    """Contacts and statements day by day, and how many there were."""
    desk, query = desk_of(request), with_aliases(asked.to_query())
    found = find_chosen(desk.store, desk.derived.contacts(), query)
    contacts = [make_contact_row(contact) for contact in cut_screen(found, query)]
    statements = ledger.find_statements(desk.store, replace(query, limit=2 * query.limit))
    days = make_contact_days(contacts, statements)
    return show(
        request,
        "timeline.html",
        days=days if query.order == "oldest" else tuple(sorted(days, key=lambda day: day.day, reverse=True)),
        bars=make_bars(ledger.count_statements(desk.store, query, "day")),
        contact_bars=make_bars(count_values(contact.day for contact in found)),
        asked=asked,
        chosen=asked.chosen(),
    )


@router.get("/network")
@remembered(_SOON)
def network(request: Request, asked: Search) -> Response:
    """Who contacted whom."""
    desk = desk_of(request)
    pairs = count_pairs(find_chosen(desk.store, desk.derived.contacts(), with_aliases(asked.to_query())))
    shown = pairs[:_MOST_PAIRS]
    return show(
        request, "network.html", pairs=shown, network=make_network(shown), asked=asked, chosen=asked.chosen()
    )


@router.get("/contacts/{id}")
@remembered(_SOON)
def contact(request: Request, id: str) -> Response:
    """A contact with what all pages tell of it, and its accounts point beside point."""
    desk = desk_of(request)
    found = desk.derived.find_contact(id)
    if found is None:
        raise LedgerError(f"there is no contact {id}; it may have been judged wrong, or joined to another")
    if found.id != id:
        return RedirectResponse(f"/contacts/{found.id}", status_code=303)
    compared = desk.derived.compare(found)
    page = make_contact_page(
        found,
        desk.derived.contacts(),
        compared[0].comparison if compared else None,
        compared[0].readings if compared else (),
    )
    return show(request, "contact.html", page=page, contact=found)


@router.get("/who/{name:path}/on/{topic}")
def position(request: Request, name: str, topic: str) -> Response:
    """What somebody says on a topic, page after page."""
    entity, _ = find_somebody(name)
    positions = desk_of(request).derived.positions(entity, topic)
    status = 200 if positions else 404
    return show(
        request, "position.html", status=status, entity=entity, positions=positions, slug=topic, name=name
    )


@router.get("/who/{name:path}/spoken")
@remembered(_LATER)
def spoken(request: Request, name: str) -> Response:
    """The topics that somebody speaks of: all that was said is read for it, so the page of somebody asks for it."""
    entity, query = find_somebody(name)
    topics = find_spoken(desk_of(request).store, query)
    return show(request, "spoken.html", name=name, entity=entity, topics=topics)


@router.get("/who/{name:path}/undertook")
def undertook(request: Request, name: str) -> Response:
    """What somebody undertook, and what was undertaken toward him: the first to ask waits long for it."""
    entity, _ = find_somebody(name)
    made = desk_of(request).derived.trails().commitments
    return show(
        request,
        "undertook.html",
        name=name,
        entity=entity,
        commitments=choose_commitments(made, by=entity.id)[:12],
        toward=choose_commitments(made, toward=entity.id)[:8],
    )


@router.get("/who/{name:path}")
@remembered(_SOON)
def person(request: Request, name: str) -> Response:
    """One person or body, under all names."""
    desk = desk_of(request)
    entity, query = find_somebody(name)
    found = make_person(desk.store, entity, query, desk.derived.contacts())
    who = describe_entity(entity, load_actors()) if entity.known else None
    status = 200 if found.statements or found.contacts or who else 404
    return show(request, "person.html", status=status, person=found, who=who, name=name)


@router.get("/pages/{id}")
@remembered(_LATER)
def page(
    request: Request,
    id: str,
    at: Annotated[str, Query(pattern=r"^(\d{1,9}-\d{1,9})?$")] = "",
    place: Annotated[int, Query(alias="from", ge=0, le=1_000_000_000)] = 0,
) -> Response:
    """A page's text with its statements and contacts, its versions and copies; ``at`` some characters, ``from`` a place."""
    store = desk_of(request).store
    number = ledger.page_of(store, ledger.find_id(store, id))
    kept = desk_of(request).derived.kept(number)
    relatives = ledger.find_relatives(store, number)
    if isinstance(kept, Unreadable):
        return show(request, "page.html", kept=None, id=number, error=kept.reason, relatives=relatives)
    length = len(kept.reading.article.text)
    span = _parse_place(at, length)
    screen = make_screen(length, span.start if span else place)
    links = _link_rows(kept)
    section = render_section(
        kept.reading,
        label=load_interface(choose_language(request)).label,
        links=links,
        screen=screen,
        at=span,
    )
    older = _find_older(request, kept, relatives)
    return show(
        request,
        "page.html",
        kept=kept,
        id=number,
        section=section,
        screen=screen,
        relatives=relatives,
        change=compare_versions(older, kept) if older else None,
    )


def _link_rows(kept: Kept) -> dict[str, str]:
    names = [s.id for s in kept.reading.statements] + [c.id for c in kept.reading.contacts]
    ids = kept.statement_ids + kept.contact_ids
    return {name: f"/rows/{id}" for name, id in zip(names, ids, strict=True)}


def _parse_place(at: str, length: int) -> Span | None:
    """The characters that an address names, as far as the text has them."""
    start, _, stop = at.partition("-")
    if not stop or not int(start) < min(int(stop), length):
        return None
    return Span(int(start), min(int(stop), length))


def _find_older(request: Request, kept: Kept, relatives: tuple[ledger.Relative, ...]) -> Kept | None:
    if kept.version == 1:
        return None
    for relative in relatives:
        if relative.kind == "version":
            other = desk_of(request).derived.kept(relative.page)
            if not isinstance(other, Unreadable) and other.version == kept.version - 1:
                return other
    return None


@router.get("/rows/{id}")
@remembered(_LATER)
def row(request: Request, id: str) -> Response:
    """A statement or contact with its evidence and what people said of it."""
    return _show_row(request, id, "row.html")


@router.get("/rows/{id}/judge")
def judging(request: Request, id: str) -> Response:
    """The form by which a row is judged inside its page, and what people said of it."""
    return _show_row(request, id, "judging.html")


def _show_row(request: Request, id: str, template: str) -> Response:
    store = desk_of(request).store
    if report_of(id) != id:
        return RedirectResponse(f"/contacts/{id}", status_code=303)
    found = ledger.find_id(store, id)
    number = ledger.page_of(store, found)
    if found == number:
        return RedirectResponse(f"/pages/{number}", status_code=303)
    joined = desk_of(request).derived.find_contact(found) if found.startswith("c") else None
    evidence = _find_evidence(request, found, number)
    return show(request, template, row=evidence, joined=joined.id if joined else "")


def _find_evidence(request: Request, found: str, number: str) -> Evidence:
    store = desk_of(request).store
    kept = desk_of(request).derived.kept(number)
    if isinstance(kept, Unreadable):
        raise OptionError(f"{found} stands on a page that can't be read: {kept.reason}")
    judged, relatives = ledger.find_judgements(store, found), ledger.find_relatives(store, number)
    return make_evidence(kept, found, judged, relatives)


@router.post("/rows/{id}/judge")
def judge(
    request: Request,
    id: str,
    verdict: Annotated[Literal["right", "wrong", "speaker", "same", "different", "undo"], Form()],
    csrf: Annotated[str, Form(max_length=200)] = "",
    speaker: Annotated[str, Form(max_length=400)] = "",
    other: Annotated[str, Form(max_length=64)] = "",
    note: Annotated[str, Form(max_length=2000)] = "",
    back: Annotated[Literal["", "row", "judging", "contact"], Form()] = "",
) -> Response:
    """Judge a row, or take back the last judgement on it."""
    must_judge(request)
    _check_csrf(request, csrf)
    store = desk_of(request).store
    found = ledger.find_id(store, report_of(id))
    undone = ledger.find_last(store, found) if verdict == "undo" else None
    two = ledger.find_id(store, report_of(other.strip())) if verdict in ("same", "different") else ""
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
    if "hx-request" in request.headers:
        return _show_row(request, found, "judging.html" if back == "judging" else "row.html")
    return RedirectResponse(f"/contacts/{found}" if back == "contact" else f"/rows/{found}", 303)


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
    return show(request, "read.html", section=_show_reading(request, reading), error="", given=given)


def _show_reading(request: Request, reading: Reading) -> str:
    screen = make_screen(len(reading.article.text), 0)
    return render_section(reading, label=load_interface(choose_language(request)).label, screen=screen)


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
