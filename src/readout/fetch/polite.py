"""Many pages from web addresses, asked for politely: robots.txt, pauses, back-off and conditional requests."""

import datetime
import email.utils
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Self

import httpx
from protego import Protego

from readout.errors import OptionError, PageError
from readout.fetch.urls import (
    Reader,
    RedirectsError,
    Reply,
    UnansweredError,
    check_host,
    exchange,
    follow,
    open_client,
    read_content,
    read_start,
    to_page,
)
from readout.model import Page

# what robots.txt calls us
_TOKEN = "readout-ledger"
# RFC 9309: at least 500 kibibytes are read (2.5), and what was read is kept for a day at most (2.4)
_MAX_RULES = 500 * 1024
_DAY = 86_400.0
# a host without readable rules is asked again after this many seconds
_LATER = 600.0
_MAX_DELAY = 60.0
# a host that failed so many pages running is left alone as one without readable rules
_MAX_FAILURES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an address answered.

    ``page`` is None exactly if it is ``unchanged`` since the ``etag`` or ``modified`` that were sent; both are
    to be sent again next time. ``url`` is where redirects led.
    """

    page: Page | None
    unchanged: bool = False
    etag: str = ""
    modified: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """What a host asks of its readers, until ``expires``; ``refusal`` says why it is not read at all."""

    expires: float
    robots: Protego | None = None
    delay: float = 0.0
    refusal: str = ""


class Client:
    """A reader of many pages that does as the hosts ask; for one thread, closed by ``with``.

    ``contact`` (a mail or web address) tells hosts whom to write to. ``pause`` is the least time in seconds
    between two requests to a host, ``tries`` how often a page is asked for where a host is busy or silent,
    ``patience`` how long it sleeps at most at once and for all tries of a page. ``timeout`` holds for each step of the
    network and ``deadline`` for each answer. ``clock`` and ``sleep`` are those of the pauses.
    Raises OptionError for a contact that can't stand in a header, or for no tries.
    """

    def __init__(
        self,
        *,
        contact: str = "",
        allow_private: bool = False,
        pause: float = 1.0,
        tries: int = 3,
        patience: float = 120.0,
        timeout: float = 20.0,
        deadline: float = 60.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if not (contact.isascii() and contact.isprintable()) or set(contact) & set("()"):
            raise OptionError(f"contact is no mail or web address: {contact!r}; give one in ASCII")
        if tries < 1:
            raise OptionError(f"tries is {tries}; give 1 or more")
        self._allow_private, self._pause, self._tries = allow_private, pause, tries
        self._patience, self._deadline = patience, deadline
        self._clock, self._sleep = clock, sleep
        self._rules: dict[str, _Rules] = {}
        self._free: dict[str, float] = {}
        self._failures: dict[str, int] = {}
        self._http = open_client(f"+{contact}" if contact else "reads news pages", timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def get(self, url: str, *, etag: str = "", modified: str = "") -> Answer:
        """The page at the address, whose id is ``url``; or nothing, if it is as it was when it had this tag or date.

        Raises PageError as read_url does, and where the host's robots.txt or its wish to be left alone forbids it.
        """
        # nobody is known again from page to page; by its IP address one host could get another's cookies
        self._http.cookies.clear()
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in conditions.items() if value}
        reply = follow(url, partial(self._ask, where=url, headers=headers))
        unchanged = bool(headers) and reply.status == 304
        return Answer(
            page=None if unchanged else to_page(url, reply),
            unchanged=unchanged,
            etag=reply.headers.get("etag", etag if unchanged else ""),
            modified=reply.headers.get("last-modified", modified if unchanged else ""),
            url=str(reply.url),
        )

    def _ask(self, step: httpx.URL, *, where: str, headers: Mapping[str, str]) -> Reply:
        origin = _find_origin(step)
        rules = self._find_rules(step, where)
        if rules.refusal:
            raise PageError(f"{where} was not asked for: {rules.refusal}")
        if rules.robots and not rules.robots.can_fetch(str(step), _TOKEN):
            raise PageError(
                f"{where} is closed to programs by {step.host}/robots.txt; "
                "ask its publisher, or save the page in a browser and give the file"
            )
        delay = max(rules.delay, self._pause)
        try:
            reply = self._insist(step, where=where, headers=headers, read=read_content, delay=delay)
        except UnansweredError as error:
            self._failures[origin] = self._failures.get(origin, 0) + 1
            if self._failures[origin] >= _MAX_FAILURES:
                self._rules[origin] = _Rules(expires=self._clock() + _LATER, refusal=str(error))
                self._failures[origin] = 0
            raise
        self._failures[origin] = 0
        return reply

    def _insist(
        self, step: httpx.URL, *, where: str, headers: Mapping[str, str], read: Reader, delay: float
    ) -> Reply:
        """The reply to one step; asked for again, later and later, while the host is busy or silent."""
        slept = 0.0
        for attempt in range(1, self._tries + 1):
            self._keep_pace(step.host, where, delay)
            wait, asked, trouble = 2.0 ** (attempt - 1), None, ""
            try:
                reply = self._exchange(step, where, headers, read)
                if reply.status != 429 and reply.status < 500:
                    return reply
                asked, trouble = _read_wait(reply), f"{reply.status} {reply.reason}".strip()
            except UnansweredError:
                if attempt == self._tries:
                    raise
            if asked is not None:
                wait = max(wait, asked)
                self._free[step.host] = max(self._free[step.host], self._clock() + wait)
            if asked is not None and slept + wait > self._patience:
                raise _busy(where, wait)
            if attempt == self._tries or slept + wait > self._patience:
                break
            self._sleep(wait)
            slept += wait
        raise UnansweredError(
            f"{where} could not be had in {attempt} tries ({trouble or 'no answer'}); try again later"
        )

    def _exchange(self, step: httpx.URL, where: str, headers: Mapping[str, str], read: Reader) -> Reply:
        end = time.monotonic() + self._deadline
        return exchange(
            self._http,
            step,
            where=where,
            end=end,
            allow_private=self._allow_private,
            headers=headers,
            read=read,
        )

    def _keep_pace(self, host: str, where: str, delay: float) -> None:
        """Sleep until the host may be asked again. Raises PageError if that is longer than our patience."""
        now = self._clock()
        wait = self._free.get(host, now) - now
        if wait > self._patience:
            raise _busy(where, wait)
        if wait > 0:
            self._sleep(wait)
        self._free[host] = self._clock() + delay

    def _find_rules(self, step: httpx.URL, where: str) -> _Rules:
        """The rules of the step's host, read once a day."""
        origin = _find_origin(step)
        rules = self._rules.get(origin)
        if rules is None or rules.expires <= self._clock():
            # so that a refused host is told by the page's name
            check_host(step, allow_private=self._allow_private, where=where)
            rules = self._rules[origin] = self._read_rules(f"{origin}/robots.txt")
        return rules

    def _read_rules(self, address: str) -> _Rules:
        """What robots.txt says: no such file allows all, one that can't be had forbids all for now (RFC 9309, 2.3.1)."""
        ask = partial(
            self._insist,
            where=address,
            headers={},
            read=partial(read_start, limit=_MAX_RULES),
            delay=self._pause,
        )
        try:
            reply = follow(address, ask)
        except RedirectsError:
            return _Rules(expires=self._clock() + _DAY)
        except PageError as error:
            return _Rules(expires=self._clock() + _LATER, refusal=str(error))
        expires = self._clock() + _DAY
        if reply.status != 200:
            return _Rules(expires=expires)
        robots = Protego.parse(reply.content[:_MAX_RULES].decode("utf-8-sig", "replace"))
        delay = robots.crawl_delay(_TOKEN) or 0.0
        if delay > _MAX_DELAY:
            refusal = f"{address} asks for {delay:g} seconds between two requests; save the page in a browser"
            return _Rules(expires=expires, refusal=refusal)
        return _Rules(expires=expires, robots=robots, delay=delay)


def _find_origin(url: httpx.URL) -> str:
    """What robots.txt holds for: scheme, host and port."""
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _read_wait(reply: Reply) -> float | None:
    """For how many seconds the host asks to be left alone, None if it doesn't say (RFC 9110, 10.2.3)."""
    text = reply.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        until = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=datetime.UTC)
    return max((until - reply.fetched).total_seconds(), 0.0)


def _busy(where: str, wait: float) -> PageError:
    now = datetime.datetime.now(tz=datetime.UTC)
    try:
        until = (now + datetime.timedelta(seconds=wait)).isoformat(sep=" ", timespec="minutes")
    except OverflowError:
        until = f"{wait:g} seconds"
    return PageError(f"{where} asks to be left alone for {wait:.0f} seconds; come back after {until}")
