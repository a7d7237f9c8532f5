"""Pages that were made once are sent again while the ledger that they show stays as it is."""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Concatenate, ParamSpec, cast

from starlette.requests import Request
from starlette.responses import Response

from readout.ledger import State, find_state
from readout.web.identity import CSRF_COOKIE, make_csrf_token
from readout.web.interface import choose_language
from readout.web.replies import has_tag
from readout.web.showing import is_part_of, settle
from readout.web.state import desk_of

Arguments = ParamSpec("Arguments")
Route = Callable[Concatenate[Request, Arguments], Response]
Key = tuple[str, ...]
_MOST_BYTES = 64_000_000
# stands for the token of a form's reader in a page that is kept for all of them
_TOKEN = "~csrf~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A page as it was made, of which state of the ledger and when."""

    body: bytes
    state: State
    at: float


class Memory:
    """The pages that were asked for last, as many as fit."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._made: OrderedDict[Key, Made] = OrderedDict()
        self._bytes = 0

    def find(self, key: Key, state: State, patience: float) -> Made | None:
        """The page, if it is of this state; one that only lacks newer pages is good for ``patience`` seconds."""
        with self._lock:
            made = self._made.get(key)
            if made is None or made.state.judgements != state.judgements:
                return None
            if made.state != state and time.monotonic() - made.at > patience:
                return None
            self._made.move_to_end(key)
            return made

    def keep(self, key: Key, made: Made) -> None:
        """Keep the page, and forget those that nobody asked for longest."""
        with self._lock:
            if old := self._made.pop(key, None):
                self._bytes -= len(old.body)
            self._made[key] = made
            self._bytes += len(made.body)
            while self._bytes > _MOST_BYTES:
                _, old = self._made.popitem(last=False)
                self._bytes -= len(old.body)


def remembered(patience: float) -> Callable[[Route[Arguments]], Route[Arguments]]:
    """A route whose pages depend on the ledger and the address alone, and may be ``patience`` seconds behind new pages."""

    def wrap(route: Route[Arguments]) -> Route[Arguments]:
        @wraps(route)
        def ask(request: Request, *arguments: Arguments.args, **options: Arguments.kwargs) -> Response:
            desk = desk_of(request)
            state, key = find_state(desk.store), _key_of(request)
            made = desk.memory.find(key, state, patience)
            if made is None:
                request.state.csrf = _TOKEN
                response = route(request, *arguments, **options)
                if response.status_code != 200:
                    return _put_token(request, response)
                made = Made(body=bytes(response.body), state=state, at=time.monotonic())
                desk.memory.keep(key, made)
            return _send(request, made)

        # what wraps() gives has the route's signature, which is what FastAPI reads
        return cast("Route[Arguments]", ask)

    return wrap


def _key_of(request: Request) -> Key:
    member = request.scope.get("member")
    who = f"{member.role} {member.name}" if member else ""
    return (request.url.path, request.url.query, choose_language(request), str(is_part_of(request)), who)


def _send(request: Request, made: Made) -> Response:
    csrf = request.cookies.get(CSRF_COOKIE, "") or make_csrf_token()
    body = made.body.replace(_TOKEN.encode(), csrf.encode())
    tag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    is_known = has_tag(request, tag)
    response = Response(status_code=304) if is_known else Response(body, media_type="text/html")
    response.headers["etag"] = tag
    return settle(request, response, csrf)


def _put_token(request: Request, response: Response) -> Response:
    csrf = request.cookies.get(CSRF_COOKIE, "") or make_csrf_token()
    body = bytes(response.body).replace(_TOKEN.encode(), csrf.encode())
    other = Response(body, status_code=response.status_code, media_type=response.media_type)
    if "location" in response.headers:
        other.headers["location"] = response.headers["location"]
    return settle(request, other, csrf)
