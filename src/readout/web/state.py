"""What the routes share: the open ledger, who asks, and reading a page that somebody gives."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from starlette.requests import Request

from readout import run
from readout.errors import OptionError, ReadoutError
from readout.language import load_actors
from readout.ledger import Query, Store
from readout.model import Entity, Page, Reading
from readout.resolve import load_resolver
from readout.run.derived import Derived
from readout.web.meters import Meters
from readout.web.settings import Member, Settings

if TYPE_CHECKING:
    from readout.web.remembering import Memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A served desk."""

    settings: Settings
    store: Store
    derived: Derived
    meters: Meters
    memory: "Memory"


class Forbidden(ReadoutError):
    """The member may look and not do this."""


def desk_of(request: Request) -> Desk:
    """The desk that serves the request."""
    desk: Desk = request.app.state.desk
    return desk


def find_somebody(name: str) -> tuple[Entity, Query]:
    """Who is meant by a name or a slug, and the query that finds all that was said under that name and all others."""
    resolver = load_resolver()
    actor = load_actors().by_id.get(name)
    if actor is not None:
        called = next((names[0] for names in actor.names.values() if names), name)
        entity = Entity(
            id=actor.id, kind=actor.kind, name=called, country=actor.country, wikidata=actor.wikidata
        )
    else:
        entity = resolver.resolve(name)
    names = (name, *resolver.names(entity)) if entity.known else (name,)
    return entity, Query(speaker=name, aliases=(tuple(dict.fromkeys(names)),))


def member_of(request: Request) -> Member:
    """Who asks. The guard lets nobody unknown pass to where this is asked."""
    member: Member | None = request.scope.get("member")
    if member is None:
        raise Forbidden("say who you are first")
    return member


def must_judge(request: Request) -> None:
    """Raise Forbidden where the member may not judge."""
    if not member_of(request).may_judge:
        raise Forbidden("readers may not judge; ask for the role of a judge")


def read_given(
    request: Request, *, text: str, html: str, url: str, title: str, language: str, published: str
) -> Reading:
    """The reading of exactly one of text, HTML and address. Raises OptionError for none or several."""
    given = [each for each in (text.strip(), html.strip(), url.strip()) if each]
    if len(given) != 1:
        raise OptionError("give one of text, html and url")
    day = run.parse_published(published)
    if url.strip():
        if not url.strip().startswith(("http://", "https://")):
            raise OptionError("give an address that begins with http:// or https://")
        private = desk_of(request).settings.allow_private
        return run.read_source(url.strip(), published=day, language=language, allow_private=private)
    page = Page(
        id="given",
        content=(html or text).encode("utf-8", "replace"),
        media_type="text/html" if html.strip() else "text/plain",
        charset="utf-8",
        title=title,
    )
    return run.read_source(replace(page), published=day, language=language)
