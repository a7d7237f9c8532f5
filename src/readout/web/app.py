"""The desk as an application."""

import logging
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

import readout
from readout.errors import LedgerError, ModelError, OptionError, PageError, ReadoutError
from readout.ledger import Store
from readout.run.derived import Derived
from readout.web import api, feeds, pages
from readout.web.guards import Guard
from readout.web.meters import Meters
from readout.web.problems import problem
from readout.web.remembering import Memory
from readout.web.settings import Settings, settings_from_environment
from readout.web.showing import show
from readout.web.state import Desk, Forbidden, desk_of

_LOG = logging.getLogger("readout.web")
# seconds that a thread keeps the interpreter: a reader does not wait long for what is derived beside him
_TURN = 0.0005
_MISSING = "there is no"
_FRUITLESS = ("nobody known", "nothing to look for")


def create_app(settings: Settings) -> FastAPI:
    """The desk over one ledger. Raises OptionError for settings that would leave it open, LedgerError for no ledger."""
    settings.check()
    store = Store(settings.ledger, create=False)
    desk = Desk(settings=settings, store=store, derived=Derived(store), meters=Meters(), memory=Memory())

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        sys.setswitchinterval(_TURN)
        yield
        desk.store.close()

    app = FastAPI(
        title="Readout",
        version=readout.__version__,
        summary="Who said what, to whom, when and by which channel, tied to the page's characters.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.desk = desk
    app.add_middleware(Guard, settings=settings, meters=desk.meters)
    app.include_router(pages.router)
    app.include_router(api.router)
    app.include_router(feeds.router)
    app.mount("/static/reading", StaticFiles(directory=Path(__file__).parents[1] / "views" / "static"))
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"))
    app.add_exception_handler(ReadoutError, _refuse)
    app.add_exception_handler(RequestValidationError, _refuse)
    app.add_exception_handler(HTTPException, _refuse)
    app.add_exception_handler(Exception, _fail)
    _add_operations(app)
    return app


def app_from_environment() -> FastAPI:
    """The desk as the environment describes it, put together before the first reader asks."""
    return prepare(create_app(settings_from_environment()))


def prepare(app: FastAPI) -> FastAPI:
    """The desk, which derives what takes long from now on, beside its readers."""
    desk: Desk = app.state.desk
    threading.Thread(target=desk.derived.trails, daemon=True).start()
    return app


def _add_operations(app: FastAPI) -> None:
    @app.get("/healthz", include_in_schema=False)
    def is_alive() -> Response:
        return PlainTextResponse("ok\n")

    @app.get("/readyz", include_in_schema=False)
    def is_ready(request: Request) -> Response:
        desk_of(request).derived.contacts()
        return PlainTextResponse("ready\n")

    @app.get("/metrics", include_in_schema=False)
    def show_metrics(request: Request) -> Response:
        return PlainTextResponse(desk_of(request).meters.render(), media_type="text/plain; version=0.0.4")


async def _refuse(request: Request, error: Exception) -> Response:
    """An error of ours or of the request: problem details for programs, a page for people."""
    status, detail = _explain(error)
    if request.url.path.startswith("/api") or "text/html" not in request.headers.get("accept", ""):
        return problem(
            status, detail, allow=_methods_of(request) if status == HTTPStatus.METHOD_NOT_ALLOWED else ""
        )
    return show(request, "error.html", status=status, number=status, detail=detail)


def _methods_of(request: Request) -> str:
    """The methods that the routes of an address know."""
    known = {
        method
        for router in (pages.router, api.router, feeds.router)
        for route in router.routes
        if isinstance(route, Route) and route.path_regex.match(request.url.path)
        for method in route.methods or ()
    }
    return ", ".join(sorted(known)) or "GET"


async def _fail(request: Request, error: Exception) -> Response:
    _LOG.error("a fault in readout itself at %s", request.url.path, exc_info=error)
    return problem(500, "a fault in readout itself; the log has it")


def _explain(error: Exception) -> tuple[int, str]:
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        place = " ".join(str(part) for part in first["loc"][1:])
        return 422, f"{place}: {first['msg']}" if place else str(first["msg"])
    if isinstance(error, HTTPException):
        detail = error.detail if isinstance(error.detail, str) else HTTPStatus(error.status_code).phrase
        return error.status_code, detail
    if isinstance(error, Forbidden):
        return 403, str(error)
    if isinstance(error, LedgerError):
        return (404 if _is_missing(str(error)) else 503), str(error)
    if isinstance(error, OptionError) and str(error).startswith(_FRUITLESS):
        return 404, str(error)
    if isinstance(error, (PageError, OptionError, ModelError)):
        return 422, str(error)
    return 400, str(error)


def _is_missing(words: str) -> bool:
    return words.startswith(_MISSING) or "no row" in words or words.startswith("nothing")
