"""Feeds out: the newest rows of any search as Atom (RFC 4287)."""

from typing import Annotated
from xml.etree import ElementTree

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from readout.run.naming import with_aliases
from readout.views.searching import Rows, make_search
from readout.web.api import PROBLEMS
from readout.web.asked import Asked
from readout.web.state import desk_of

router = APIRouter(tags=["feeds"])
_ATOM = "http://www.w3.org/2005/Atom"


@router.get(
    "/feed.atom",
    summary="The newest rows of a search as an Atom feed",
    response_class=Response,
    responses={200: {"content": {"application/atom+xml": {}}}, **PROBLEMS},
)
def show_feed(request: Request, asked: Annotated[Asked, Query()], rows: Rows = "statements") -> Response:
    """Statements, contacts or pages; parameters as for a search."""
    desk = desk_of(request)
    contacts = desk.derived.contacts() if rows == "contacts" else ()
    found = make_search(desk.store, with_aliases(asked.to_query()), rows, contacts)
    base = str(request.base_url).rstrip("/")
    feed = ElementTree.Element(f"{{{_ATOM}}}feed")
    _add(feed, "id", f"{base}/feed.atom?{request.url.query}")
    _add(feed, "title", "Readout: " + (" · ".join(str(value) for value in asked.chosen().values()) or rows))
    ElementTree.SubElement(feed, f"{{{_ATOM}}}link", rel="self", href=str(request.url))
    entries = [
        *(
            (f"rows/{hit.id}", f"{hit.speaker or hit.source}: {hit.content}", hit.day, hit.report.address)
            for hit in found.statements
        ),
        *(
            (f"contacts/{hit.id}", f"{hit.type}: {', '.join(hit.parties)}", hit.day, hit.first)
            for hit in found.contacts
        ),
        *(
            (
                f"pages/{hit.report.page}",
                hit.report.title or hit.report.address,
                hit.report.published,
                hit.report.address,
            )
            for hit in found.pages
        ),
    ]
    _add(feed, "updated", _moment(max((day for _, _, day, _ in entries), default="")))
    for place, title, day, address in entries:
        entry = ElementTree.SubElement(feed, f"{{{_ATOM}}}entry")
        _add(entry, "id", f"{base}/{place}")
        _add(entry, "title", title)
        _add(entry, "updated", _moment(day))
        _add(entry, "summary", address)
        ElementTree.SubElement(entry, f"{{{_ATOM}}}link", rel="alternate", href=f"{base}/{place}")
        author = ElementTree.SubElement(entry, f"{{{_ATOM}}}author")
        _add(author, "name", "Readout")
    ElementTree.register_namespace("", _ATOM)
    body = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return Response(body, media_type="application/atom+xml")


def _add(parent: ElementTree.Element, name: str, words: str) -> None:
    element = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}")
    # characters that XML has no way to write are left out
    element.text = "".join(
        char for char in words if char in "\t\n" or " " <= char < "\ud800" or char > "\udfff"
    )


def _moment(day: str) -> str:
    return f"{day[:10]}T00:00:00Z" if len(day) >= len("2025-02-12") else "1970-01-01T00:00:00Z"
