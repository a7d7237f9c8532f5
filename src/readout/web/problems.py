"""Errors as RFC 9457 problem details."""

from http import HTTPStatus

from starlette.responses import JSONResponse


def problem(status: int, detail: str, *, retry_after: int = 0, allow: str = "") -> JSONResponse:
    """An error: its status, and one sentence that says what, where and the cure. ``retry_after`` is in seconds,
    ``allow`` the methods that the address knows."""
    headers = {"retry-after": str(retry_after)} if retry_after else {}
    if allow:
        headers["allow"] = allow
    if status == HTTPStatus.UNAUTHORIZED:
        headers["www-authenticate"] = "Bearer"
    return JSONResponse(
        {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail},
        status_code=status,
        media_type="application/problem+json",
        headers=headers,
    )
