"""Answers in JSON with a tag, so that what did not change is not sent twice."""

import datetime
import hashlib
import json

from starlette.requests import Request
from starlette.responses import Response


def answer(request: Request, value: object, *, status: int = 200) -> Response:
    """The value as JSON with an ETag; 304 with no body where the client has it already."""
    body = json.dumps(value, ensure_ascii=False, default=_plain, separators=(",", ":")).encode(
        "utf-8", "replace"
    )
    tag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    headers = {"etag": tag, "cache-control": "private, no-cache"}
    if has_tag(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(body, status_code=status, media_type="application/json", headers=headers)


def has_tag(request: Request, tag: str) -> bool:
    """Whether the client has what the tag stands for, and asks for nothing else."""
    if request.method not in ("GET", "HEAD"):
        return False
    known = request.headers.get("if-none-match", "")
    return known.strip() == "*" or tag in [each.strip().removeprefix("W/") for each in known.split(",")]


def _plain(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} can't be written as JSON")
