"""Put a page's context into its template, in the reader's language, every character of it shown as text."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import jinja2
from fastapi import Request
from markupsafe import Markup
from starlette.responses import Response

from readout.model import ACTS, CHANNELS, CONTACT_TYPES, STATUSES
from readout.views.names import is_known, name_actor, name_topic
from readout.views.report import format_duration
from readout.views.shown import cut_words, show_odd
from readout.views.trails import format_amount
from readout.web.identity import CSRF_COOKIE, make_csrf_token
from readout.web.interface import LANGUAGE_COOKIE, LANGUAGES, choose_language, load_interface

Parameters = Mapping[str, Any]
_YEAR = 31_536_000


def show(request: Request, template: str, *, status: int = 200, **context: Any) -> Response:
    """A page, in the reader's language, with a token for its forms."""
    code = choose_language(request)
    csrf = getattr(request.state, "csrf", "") or request.cookies.get(CSRF_COOKIE, "") or make_csrf_token()
    body = _TEMPLATES.get_template(template).render(
        request=request,
        t=load_interface(code),
        code=code,
        csrf=csrf,
        member=request.scope.get("member"),
        is_part=is_part_of(request),
        **context,
    )
    response = Response(body.encode("utf-8", "replace"), status_code=status, media_type="text/html")
    return settle(request, response, csrf)


def is_part_of(request: Request) -> bool:
    """Whether a part of a page is wanted, to be put into one that stands."""
    return request.headers.get("hx-request") == "true" and "hx-boosted" not in request.headers


def settle(request: Request, response: Response, csrf: str) -> Response:
    """The response with the reader's cookies, and what may be kept of it by whom."""
    secure = request.url.scheme == "https"
    if CSRF_COOKIE not in request.cookies:
        response.set_cookie(CSRF_COOKIE, csrf, httponly=True, samesite="strict", secure=secure)
    if request.query_params.get("language_of_desk", "") in LANGUAGES:
        code = choose_language(request)
        response.set_cookie(LANGUAGE_COOKIE, code, max_age=_YEAR, samesite="lax", secure=secure)
    response.headers["cache-control"] = "private, no-cache"
    response.headers["vary"] = "cookie, accept-language, hx-request"
    return response


def path_of(slug: str, name: str = "") -> str:
    """The address of somebody's page: by slug for those whom a list knows, else by name."""
    return "/who/" + quote(slug if is_known(slug) else name or slug, safe="")


def _show_value(value: object) -> object:
    """What a template puts out: odd characters of a page by their names, markup of our own as it is."""
    return show_odd(value) if type(value) is str else value


def _write_parameters(chosen: Parameters, **more: Any) -> str:
    """The parameters of an address, those that ask for nothing left out."""
    return urlencode(
        [(name, value) for name, value in {**chosen, **more}.items() if value not in ("", None, [], 0)],
        doseq=True,
        errors="replace",
    )


def _replace_parameter(chosen: Parameters, name: str, value: str) -> str:
    """The parameters with one of them set."""
    return _write_parameters({**chosen, name: value})


def _address(path: str, **parameters: Any) -> str:
    """An address with the parameters that ask for something."""
    written = _write_parameters(parameters)
    return f"{path}?{written}" if written else path


def _place(page: str, start: int, stop: int) -> str:
    """The address of some characters of a page."""
    return f"/pages/{quote(page, safe='')}?at={start}-{stop}#at"


def _make_templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        finalize=_show_value,
    )
    environment.filters.update(
        duration=format_duration,
        amount=format_amount,
        params=_write_parameters,
        replaced=_replace_parameter,
        merged=lambda chosen, **more: {**chosen, **more},
        cut=cut_words,
        percent=lambda share: f"{share:.0%}",
        safe=Markup,
    )
    environment.globals.update(
        languages=LANGUAGES,
        acts=ACTS,
        channels=CHANNELS,
        types=CONTACT_TYPES,
        statuses=STATUSES,
        address=_address,
        place=_place,
        path_of=path_of,
        named=name_actor,
        topic=name_topic,
        zip=zip,
    )
    return environment


_TEMPLATES = _make_templates()
