"""Addresses as pages, against a server on this machine; and what is refused."""

import gzip
import socket
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from readout.errors import PageError
from readout.fetch.limits import MAX_BYTES
from readout.fetch.urls import find_addresses, read_url

HTML = "<p>外交部发言人12日表示，双方将继续沟通。</p>".encode()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    seen: list = []  # noqa: RUF012

    def log_message(self, *_):
        pass

    def _answer(self, status=200, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.seen.append((self.path, self.headers["Host"], self.headers["User-Agent"]))
        port = self.server.server_address[1]
        path, _, target = self.path.partition("?to=")
        if path == "/page":
            self._answer(body=HTML, Content_Type="Text/HTML; charset=UTF-8")
        elif path == "/packed":
            self._answer(body=gzip.compress(HTML), Content_Encoding="gzip")
        elif path == "/bomb":
            self._answer(body=gzip.compress(bytes(MAX_BYTES + 1)), Content_Encoding="gzip")
        elif path == "/to":
            self._answer(302, Location=target.replace("PORT", str(port)))
        elif path == "/loop":
            self._answer(301, Location="/loop")
        elif path == "/large":
            self._answer(Content_Length=str(MAX_BYTES + 1))
        elif path == "/slow":
            time.sleep(1)
            self._answer(body=HTML)
        elif path == "/drip":
            self.send_response(200)
            self.end_headers()
            for _ in range(20):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.1)
            self.close_connection = True
        elif path == "/empty":
            self._answer()
        else:
            self._answer(404)


@pytest.fixture(scope="module")
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


def _read(url, **options):
    return read_url(url, allow_private=True, **options)


def test_an_address_is_a_page(server):
    page = _read(f"{server}/page")
    assert (page.id, page.url, page.content) == (f"{server}/page", f"{server}/page", HTML)
    assert (page.media_type, page.charset) == ("text/html", "utf-8")
    assert page.fetched is not None
    _, host, agent = _Handler.seen[-1]
    assert server.endswith(host)
    assert agent.startswith("readout-ledger/")


def test_a_redirect_is_followed_and_the_url_says_where_to(server):
    page = _read(f"{server}/to?to=/page")
    assert (page.id, page.url) == (f"{server}/to?to=/page", f"{server}/page")


def test_a_name_is_resolved_and_sent_as_the_host(server):
    url = server.replace("127.0.0.1", "localhost") + "/page"
    assert _read(url).url == url
    assert _Handler.seen[-1][1].startswith("localhost:")


def test_packed_content_is_unpacked(server):
    assert _read(f"{server}/packed").content == HTML


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/none", "answered 404 Not Found; check the address"),
        ("/loop", "redirects more than 5 times"),
        ("/large", "larger than the 20 MB"),
        ("/bomb", "larger than the 20 MB"),
        ("/empty", "is empty"),
        ("/to?to=file:///etc/passwd", "leads to 'file:/etc/passwd', which is no http or https address"),
        ("/to?to=http://user:word@127.0.0.1:PORT/page", "carries a user name"),
        ("/to?to=http://[x/", "there is no host"),
    ],
)
def test_an_answer_that_is_no_page(server, path, reason):
    with pytest.raises(PageError) as caught:
        _read(server + path)
    assert reason in str(caught.value)
    assert str(caught.value).startswith((server + path, repr(server + path)))


def test_a_server_that_keeps_silent(server):
    with pytest.raises(PageError, match=r"did not answer within 0\.2 seconds; try again later"):
        _read(f"{server}/slow", timeout=0.2)


def test_a_server_that_never_ends(server):
    with pytest.raises(PageError, match="did not finish in time"):
        _read(f"{server}/drip", deadline=0.4)


def test_a_server_that_is_not_there():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(PageError, match=r"could not be read \(.*\); check the address"):
        _read(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "10.0.0.8",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "240.0.0.1",
        "2130706433",
        "0x7f.1",
        "[::1]",
        "[fe80::1]",
        "[fc00::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:a00:1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
    ],
)
def test_an_address_that_is_not_public_is_refused(host):
    with pytest.raises(PageError, match=r"not a public address|there is no host"):
        read_url(f"http://{host}:1/", timeout=0.1)


def test_a_public_name_that_resolves_to_a_private_address_is_refused(monkeypatch):
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.216.34", "10.1.2.3")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    with pytest.raises(PageError, match=r"leads to news\.example \(10\.1\.2\.3\), which is not a public"):
        read_url("http://news.example/")


def test_public_addresses_are_not_refused(monkeypatch):
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.216.34", "8.8.8.8")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    found = find_addresses("news.example", 80, allow_private=False, where="x")
    assert found == ("93.184.216.34", "8.8.8.8")


def test_a_redirect_from_outside_to_a_private_address_is_refused(server, monkeypatch):
    port = int(server.rpartition(":")[2])
    monkeypatch.setattr(
        "readout.fetch.urls._is_public", lambda address: address == "127.0.0.1"
    )  # the server plays the outside
    with pytest.raises(PageError, match=r"leads to 10\.0\.0\.1, which is not a public address"):
        read_url(f"http://127.0.0.1:{port}/to?to=http://10.0.0.1/")


@pytest.mark.parametrize(
    "url", ["ftp://example.com/a", "file:///etc/passwd", "http:///a", "https://a:b@example.com/"]
)
def test_other_addresses_are_refused(url):
    with pytest.raises(PageError):
        read_url(url)


def test_the_http_library_is_loaded_for_addresses_only():
    code = "import sys, readout.fetch, readout.run, readout.cli; assert 'httpx' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
