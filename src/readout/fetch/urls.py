"""Pages from web addresses: one polite request, within limits, and never into a private network unasked."""

import datetime
import ipaddress
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version

import httpx

from readout.errors import PageError
from readout.fetch.limits import MAX_BYTES, check_size
from readout.model import Page

MAX_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
# 64:ff9b::/96 carries an IPv4 address to which a gateway translates (RFC 6052)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


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
    current = _parse(url, url)
    headers = {
        "User-Agent": _user_agent(),
        "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1",
    }
    # no connection is kept: two hosts behind one IP address must not share one, as TLS names the first
    limits = httpx.Limits(max_keepalive_connections=0)
    with httpx.Client(timeout=timeout, trust_env=False, headers=headers, limits=limits) as client:
        for _ in range(MAX_REDIRECTS + 1):
            try:
                with _send(client, current, url, allow_private) as response:
                    if response.status_code in _REDIRECTS and "location" in response.headers:
                        current = _parse(str(current.join(response.headers["location"])), url)
                        continue
                    content = _read_content(response, url, end)
                    return _to_page(url, current, response, content)
            except httpx.TimeoutException as error:
                raise PageError(
                    f"{url} did not answer within {timeout:g} seconds; try again later"
                ) from error
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise PageError(f"{url} could not be read ({_reason(error)}); check the address") from error
    raise PageError(
        f"{url} redirects more than {MAX_REDIRECTS} times; open it in a browser and save the page"
    )


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


def _parse(url: str, where: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise PageError(f"{where!r} is no web address ({error}); check how it is written") from error
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise PageError(f"{where} leads to {url!r}, which is no http or https address; give one that is")
    if parsed.userinfo:
        raise PageError(f"{where} carries a user name; save the page in a browser and give the file")
    return parsed


@contextmanager
def _send(client: httpx.Client, url: httpx.URL, where: str, allow_private: bool) -> Iterator[httpx.Response]:
    """The answer of the first of the host's addresses that can be connected to, its content not yet read.

    The connection goes to an IP address that was checked; the Host header and TLS name the host.
    """
    port = url.port or (443 if url.scheme == "https" else 80)
    addresses = find_addresses(url.host, port, allow_private=allow_private, where=where)
    for number, address in enumerate(addresses, 1):
        request = client.build_request(
            "GET",
            url.copy_with(host=address, fragment=None),
            headers={"Host": url.netloc.decode("ascii")},
            extensions={"sni_hostname": url.raw_host.decode("ascii")},
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


def _read_content(response: httpx.Response, where: str, end: float) -> bytes:
    """The content, given up as soon as it is too large or the deadline has passed."""
    if response.status_code != 200:
        status = f"{response.status_code} {response.reason_phrase}".strip()
        raise PageError(f"{where} answered {status}; check the address")
    declared = response.headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and int(declared):
        check_size(int(declared), where)
    content = bytearray()
    for chunk in response.iter_bytes():
        content += chunk
        if len(content) > MAX_BYTES:
            break
        if time.monotonic() > end:
            raise PageError(
                f"{where} did not finish in time; try again later, or save the page and give the file"
            )
    check_size(len(content), where)
    return bytes(content)


def _to_page(url: str, final: httpx.URL, response: httpx.Response, content: bytes) -> Page:
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return Page(
        id=url,
        content=content,
        url=str(final),
        media_type=media_type,
        charset=(response.charset_encoding or "").lower(),
        fetched=datetime.datetime.now(tz=datetime.UTC),
    )


def _reason(error: Exception) -> str:
    return str(error).partition("\n")[0] or type(error).__name__


def _user_agent() -> str:
    try:
        number = version("readout-ledger")
    except PackageNotFoundError:
        number = "0"
    return f"readout-ledger/{number} (reads single news pages on a person's request)"
