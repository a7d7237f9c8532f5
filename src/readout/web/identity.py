"""Who asks, and whether a request that changes something comes from the desk's own pages."""

import hmac
import secrets
from urllib.parse import urlsplit

from starlette.requests import Request

from readout.web.settings import Member, Settings, is_loopback

TOKEN_COOKIE = "readout_token"
CSRF_COOKIE = "readout_csrf"
CSRF_FIELD = "csrf"
CSRF_HEADER = "x-csrf-token"
_SAFE = ("GET", "HEAD", "OPTIONS")


def find_member(request: Request, settings: Settings) -> Member | None:
    """Who asks; None where nobody known does."""
    if settings.is_open:
        return Member(name=settings.owner, role="judge")
    if settings.identity_header and (name := request.headers.get(settings.identity_header, "").strip()):
        return Member(name=name[:200], role=settings.header_role)
    return find_by_token(_token_of(request), settings)


def find_by_token(token: str, settings: Settings) -> Member | None:
    """The member with the token; as long for a wrong one as for a right one."""
    found = None
    for known, member in settings.members.items():
        if hmac.compare_digest(known.encode(), token.encode()):
            found = member
    return found


def has_bearer(request: Request) -> bool:
    """Whether the request brings its token in a header, which no other site's page can make a browser do."""
    return request.headers.get("authorization", "").lower().startswith("bearer ")


def is_safe(request: Request) -> bool:
    """Whether the request changes nothing."""
    return request.method in _SAFE


def is_from_here(request: Request) -> bool:
    """Whether a browser says that the request comes from the desk's own pages; True where it says nothing."""
    site = request.headers.get("sec-fetch-site", "")
    if site and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin", "")
    return not origin or urlsplit(origin).netloc == request.headers.get("host", "")


def is_named_right(request: Request, settings: Settings) -> bool:
    """Whether the address that the browser asked is this machine's: a stranger's name for it is refused (DNS rebinding)."""
    if not settings.is_open:
        return True
    host = request.headers.get("host", "")
    name = urlsplit(f"//{host}").hostname or ""
    return is_loopback(name) or name == "testserver"


def make_csrf_token() -> str:
    """A token that the desk's forms send back."""
    return secrets.token_urlsafe(32)


def is_csrf_right(request: Request, sent: str) -> bool:
    """Whether the token sent with a form is the one that the browser was given."""
    given = request.cookies.get(CSRF_COOKIE, "")
    return bool(given) and hmac.compare_digest(given.encode(), sent.encode())


def _token_of(request: Request) -> str:
    if has_bearer(request):
        return request.headers["authorization"][7:].strip()
    return request.cookies.get(TOKEN_COOKIE, "")
