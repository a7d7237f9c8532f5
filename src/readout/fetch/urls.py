"""Pages from web addresses: requests within limits, and never into a private network unasked."""

import datetime
import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import httpx

from readout.errors import PageError
from readout.fetch.limits import MAX_BYTES, check_size
from readout.fetch.packed import unpack
from readout.model import Page

MAX_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
# 64:ff9b::/96 carries an IPv4 address to which a gateway translates (RFC 6052)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class UnansweredError(PageError):
    """No answer this time (refused, silent, broken off): another try may get one."""


class RedirectsError(PageError):
    """The address leads on and on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What one request got. ``content`` is unpacked, and empty unless the status is 200."""

    url: httpx.URL
    status: int
    reason: str
    headers: httpx.Headers
    content: bytes
    fetched: datetime.datetime


Reader = Callable[[httpx.Response, str, float], bytes]
# what httpcore calls with the name of each of its steps and what goes in and comes out
_Trace = Callable[[str, Mapping[str, Any]], None]


def read_url(url: str, *, allow_private: bool = False, timeout: float = 20.0, deadline: float = 60.0) -> Page:
    """What the address answers, as a page whose id is ``url`` and whose url is where redirects led.

    ``timeout`` (seconds) holds for each step of the network, ``deadline`` for the whole; at most MAX_REDIRECTS
    redirects and MAX_BYTES of content, counted after decompression. Proxies of the environment are not used.
    A name is resolved once and the address that was checked is the one connected to, so that a second answer
    of the name server can't lead elsewhere.
    Raises PageError if the address is not http(s), is or leads to one that is not public (loopback, private,
    link-local, reserved) unless ``allow_private``, or answers nothing, an error, or too much.
    """
    end = time.monotonic() + deadline
    with open_client("reads single news pages on a person's request", timeout) as client:

        def ask(step: httpx.URL) -> Reply:
            return exchange(client, step, where=url, end=end, allow_private=allow_private)

        return to_page(url, follow(url, ask))


def open_client(note: str, timeout: float) -> httpx.Client:
    """An HTTP client that says who it is, with ``note`` in parentheses."""
    try:
        number = version("readout-ledger")
    except PackageNotFoundError:
        number = "0"
    headers = {
        "User-Agent": f"readout-ledger/{number} ({note})",
        "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1",
        "Accept-Encoding": "gzip, deflate",
    }
    # no connection is kept: two hosts behind one IP address must not share one, as TLS names the first
    limits = httpx.Limits(max_keepalive_connections=0)
    return httpx.Client(timeout=timeout, trust_env=False, headers=headers, limits=limits)


def follow(url: str, ask: Callable[[httpx.URL], Reply]) -> Reply:
    """The reply to which ``url`` leads, each step asked for with ``ask``. Raises RedirectsError after MAX_REDIRECTS."""
    current = parse_url(url, url)
    for _ in range(MAX_REDIRECTS + 1):
        reply = ask(current)
        if reply.status not in _REDIRECTS or "location" not in reply.headers:
            return reply
        current = parse_url(reply.headers["location"], url, base=current)
    raise RedirectsError(
        f"{url} redirects more than {MAX_REDIRECTS} times; open it in a browser and save the page"
    )


def exchange(
    client: httpx.Client,
    url: httpx.URL,
    *,
    where: str,
    end: float,
    allow_private: bool,
    headers: Mapping[str, str] | None = None,
    read: Reader | None = None,
) -> Reply:
    """One request and its reply, whatever the status; a redirect is not followed.

    ``where`` names the page in errors, ``end`` is the deadline (time.monotonic), ``read`` takes the content
    (read_content if None). Raises UnansweredError, or another PageError as read_url does.
    """
    try:
        with (
            _watch(end) as watch,
            _send(client, url, where, allow_private, headers or {}, watch) as response,
        ):
            content = (read or read_content)(response, where, end) if response.status_code == 200 else b""
            return Reply(
                url=url,
                status=response.status_code,
                reason=response.reason_phrase,
                headers=response.headers,
                content=content,
                fetched=datetime.datetime.now(tz=datetime.UTC),
            )
    except httpx.TimeoutException as error:
        seconds = client.timeout.read or 0.0
        raise UnansweredError(
            f"{where} did not answer within {seconds:g} seconds; try again later"
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        if time.monotonic() > end:
            raise _late(where) from error
        reason = str(error).partition("\n")[0] or type(error).__name__
        raise UnansweredError(f"{where} could not be read ({reason}); check the address") from error


def read_content(response: httpx.Response, where: str, end: float) -> bytes:
    """The content, given up as soon as it is too large or the deadline has passed."""
    declared = response.headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and int(declared):
        check_size(int(declared), where)
    content = read_start(response, where, end, limit=MAX_BYTES)
    check_size(len(content), where)
    return content


def read_start(response: httpx.Response, where: str, end: float, *, limit: int) -> bytes:
    """The content within the deadline; of one that has more than ``limit`` bytes, those and one.

    It is unpacked here and not by the HTTP library, which unpacks whatever comes to whatever size.
    """
    content = bytearray()
    for chunk in response.iter_raw():
        content += chunk
        if len(content) > limit:
            return bytes(content[: limit + 1])
        if time.monotonic() > end:
            break
    # also where the connection was shut on time, which for content without a length looks like its end
    if time.monotonic() > end:
        raise _late(where)
    encodings = response.headers.get("content-encoding", "")
    return unpack(bytes(content), encodings, limit=limit, where=where)


def to_page(url: str, reply: Reply) -> Page:
    """The reply as a page called ``url``. Raises PageError unless its status is 200."""
    if reply.status != 200:
        status = f"{reply.status} {reply.reason}".strip()
        raise PageError(f"{url} answered {status}; check the address")
    media_type = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
    # httpx looks for the charset in a response, and the response is gone
    charset = httpx.Response(
        200, headers={"content-type": reply.headers.get("content-type", "")}
    ).charset_encoding
    return Page(
        id=url,
        content=reply.content,
        url=str(reply.url),
        media_type=media_type,
        charset=(charset or "").lower(),
        fetched=reply.fetched,
    )


def parse_url(url: str, where: str, *, base: httpx.URL | None = None) -> httpx.URL:
    """The http(s) address. Raises PageError, naming ``where``, if it is none or carries a user name."""
    try:
        parsed = base.join(url) if base else httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise PageError(f"{where!r} is no web address ({error}); check how it is written") from error
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise PageError(
            f"{where} leads to {str(parsed)!r}, which is no http or https address; give one that is"
        )
    if parsed.userinfo:
        raise PageError(f"{where} carries a user name; save the page in a browser and give the file")
    return parsed


def check_host(url: httpx.URL, *, allow_private: bool, where: str) -> tuple[str, ...]:
    """The IP addresses of the URL's host. Raises PageError as find_addresses does."""
    port = url.port or (443 if url.scheme == "https" else 80)
    return find_addresses(url.host, port, allow_private=allow_private, where=where)


def find_addresses(host: str, port: int, *, allow_private: bool, where: str) -> tuple[str, ...]:
    """The IP addresses of ``host``. Raises PageError if there is none, or if any of them is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise PageError(f"{where}: there is no host {host}; check the address and the network") from error
    addresses = tuple(dict.fromkeys(str(address[4][0]) for address in found))
    for address in addresses:
        if not allow_private and not _is_public(address):
            target = host if host == address else f"{host} ({address})"
            raise PageError(
                f"{where} leads to {target}, which is not a public address; save the page and give the file"
            )
    return addresses


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        if inner := ip.ipv4_mapped or ip.sixtofour:
            return _is_public(str(inner))
        if ip.teredo:
            return False
        if ip in _NAT64:
            return _is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


@contextmanager
def _watch(end: float) -> Iterator[_Trace]:
    """A trace that notes the connections, all of which are shut when the deadline passes.

    Timeouts hold for a step, and a server that drips the head of its answer takes as many steps as it likes.
    """
    sockets: list[socket.socket] = []

    def note(step: str, facts: Mapping[str, Any]) -> None:
        if step in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            sockets.append(facts["return_value"].get_extra_info("socket"))

    def shut() -> None:
        for connection in tuple(sockets):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(max(end - time.monotonic(), 0.0), shut)
    timer.daemon = True
    timer.start()
    try:
        yield note
    finally:
        timer.cancel()


@contextmanager
def _send(
    client: httpx.Client,
    url: httpx.URL,
    where: str,
    allow_private: bool,
    headers: Mapping[str, str],
    watch: _Trace,
) -> Iterator[httpx.Response]:
    """The answer of the first of the host's addresses that can be connected to, its content not yet read.

    The connection goes to an IP address that was checked; the Host header and TLS name the host.
    """
    addresses = check_host(url, allow_private=allow_private, where=where)
    for number, address in enumerate(addresses, 1):
        request = client.build_request(
            "GET",
            url.copy_with(host=address, fragment=None),
            headers={**headers, "Host": url.netloc.decode("ascii")},
            extensions={"sni_hostname": url.raw_host.decode("ascii"), "trace": watch},
        )
        try:
            response = client.send(request, stream=True)
            break
        except (httpx.ConnectError, httpx.ConnectTimeout):
            if number == len(addresses):
                raise
    try:
        yield response
    finally:
        response.close()


def _late(where: str) -> PageError:
    return PageError(f"{where} did not finish in time; try again later, or save the page and give the file")
