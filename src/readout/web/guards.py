"""What every request passes: limits on size and pace, who asks, headers that keep pages harmless, and a log line."""

import json
import logging
import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from readout.web.identity import find_member, has_bearer, is_from_here, is_named_right, is_safe
from readout.web.meters import Meters
from readout.web.problems import problem
from readout.web.settings import Settings

_LOG = logging.getLogger("readout.web")
_PUBLIC = ("/static/", "/login", "/healthz", "/readyz")
_HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_CLIENTS = 10_000
_MINUTE = 60.0


class Pace:
    """How many requests of one client fell into the last minute; the clients that asked last are remembered."""

    def __init__(self) -> None:
        self._times: OrderedDict[str, deque[float]] = OrderedDict()

    def passes(self, client: str, limit: int, now: float) -> bool:
        """Whether one more is allowed, which then counts."""
        times = self._times.setdefault(client, deque())
        self._times.move_to_end(client)
        while times and now - times[0] > _MINUTE:
            times.popleft()
        if len(self._times) > _CLIENTS:
            self._times.popitem(last=False)
        if len(times) >= limit:
            return False
        times.append(now)
        return True


class TooLarge(Exception):
    """The body is larger than allowed."""


class Guard:
    """The outermost layer of the desk."""

    def __init__(self, app: ASGIApp, settings: Settings, meters: Meters) -> None:
        self._app = app
        self._settings = settings
        self._meters = meters
        self._all, self._reading = Pace(), Pace()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what may not pass; pass on the rest with its member known."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        start = time.perf_counter()
        status = 500

        async def send_guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                known = {name.lower() for name, _ in message["headers"]}
                message["headers"] += [
                    (name.encode(), value.encode())
                    for name, value in _HEADERS.items()
                    if name.encode() not in known
                ]
            await send(message)

        try:
            refusal = self._refuse(request)
            if refusal is not None:
                await refusal(scope, receive, send_guarded)
            else:
                await self._app(scope, self._limited(receive), send_guarded)
        except TooLarge:
            too_large = problem(
                413, f"the request is larger than {self._settings.body_limit:,} bytes; send less"
            )
            await too_large(scope, receive, send_guarded)
        finally:
            seconds = time.perf_counter() - start
            route = str(getattr(scope.get("route"), "path", "other"))
            self._meters.count(request.method, route, status, seconds)
            _log(request, status, seconds)

    def _refuse(self, request: Request) -> Response | None:
        settings, path = self._settings, request.url.path
        if not is_named_right(request, settings):
            return problem(421, "this desk serves its own machine only; open it as http://127.0.0.1")
        member = find_member(request, settings)
        request.scope["member"] = member
        client = (
            member.name
            if member and not settings.is_open
            else (request.client.host if request.client else "")
        )
        now = time.monotonic()
        if not self._all.passes(client, settings.rate, now):
            return problem(429, "too many requests in a minute; wait a little", retry_after=20)
        reads = not is_safe(request) and path.endswith("/read")
        if reads and not self._reading.passes(client, settings.read_rate, now):
            return problem(429, "too many pages to read in a minute; wait a little", retry_after=20)
        if not is_safe(request) and not has_bearer(request) and not is_from_here(request):
            return problem(403, "the request comes from another site's page; use the desk's own")
        if member is None and not path.startswith(_PUBLIC):
            if path.startswith("/api") or path == "/metrics":
                return problem(401, "say who you are: Authorization: Bearer TOKEN")
            return RedirectResponse("/login", status_code=303)
        length = request.headers.get("content-length", "")
        if length.isdigit() and int(length) > settings.body_limit:
            return problem(413, f"the request is larger than {settings.body_limit:,} bytes; send less")
        return None

    def _limited(self, receive: Receive) -> Callable[[], Awaitable[Message]]:
        total = 0

        async def receive_limited() -> Message:
            nonlocal total
            message = await receive()
            total += len(message.get("body", b""))
            if total > self._settings.body_limit:
                raise TooLarge
            return message

        return receive_limited


def _log(request: Request, status: int, seconds: float) -> None:
    member = request.scope.get("member")
    _LOG.info(
        json.dumps(
            {
                "method": request.method,
                "path": request.url.path,
                "status": status,
                "ms": round(seconds * 1000, 1),
                "by": member.name if member else "",
            },
            ensure_ascii=False,
        )
    )
