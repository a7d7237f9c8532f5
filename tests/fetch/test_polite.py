"""Many pages asked for politely, of a server on this machine that misbehaves; no test waits for real."""

import datetime
import email.utils
import gzip
import io
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from fastwarc.stream_io import BrotliWriter

from readout.errors import OptionError, PageError
from readout.fetch import fetch_page, fetch_pages, polite
from readout.fetch.limits import MAX_BYTES
from readout.fetch.listed import fetch_listed
from readout.fetch.polite import Client
from readout.model import Page, Unreadable

HTML = "<p>滨海国外交部发言人林岚12日表示，双方将继续沟通。</p>".encode()


class _Handler(BaseHTTPRequestHandler):
    """Answers from ``server.answers``: for each path the answers in turn, of which the last one stays."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.server.seen.append((self.path, dict(self.headers)))
        answers = self.server.answers.get(self.path, [(404, b"", {})])
        status, body, headers = answers.pop(0) if len(answers) > 1 else answers[0]
        if status == "drip":
            self.send_response(200)
            self.end_headers()
            for _ in range(10):
                self.wfile.write(b"x")
                time.sleep(0.05)
            self.close_connection = True
            return
        if status == "creep":
            for byte in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 30:
                self.wfile.write(bytes([byte]))
                time.sleep(0.03)
            self.close_connection = True
            return
        if status == "silence":
            time.sleep(0.3)
            self.close_connection = True
            return
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class _Site:
    """The server as a test speaks of it."""

    def __init__(self, server):
        self.server = server
        self.root = f"http://127.0.0.1:{server.server_address[1]}"

    def answer(self, path, *answers):
        """What the path answers in turn, each (status, body, headers) of which the latter two may be left out."""
        self.server.answers[path] = [
            (*answer, b"", {})[:3] if len(answer) != 2 else (*answer, {}) for answer in answers
        ]

    def paths(self):
        return [path for path, _ in self.server.seen]


def _brotli(content):
    target = io.BytesIO()
    with BrotliWriter(target) as writer:
        writer.write(content)
    return target.getvalue()


class _Clock:
    """Time that passes only in sleep."""

    def __init__(self):
        self.now = 1000.0
        self.slept = []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(round(seconds, 1))
        self.now += seconds


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.answers, server.seen = {}, []
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    site = _Site(server)
    site.answer("/1", (200, HTML, {"Content-Type": "text/html; charset=UTF-8"}))
    site.answer("/2", (200, HTML))
    yield site
    server.shutdown()
    server.server_close()


@pytest.fixture
def clock():
    return _Clock()


@pytest.fixture
def open_client(clock):
    def open_client(**options):
        options = {"allow_private": True, "clock": clock, "sleep": clock.sleep, **options}
        return Client(**options)

    return open_client


def test_an_answer(site, open_client):
    site.answer(
        "/1", (200, HTML, {"Content-Type": "text/html; charset=GBK", "ETag": '"a"', "Last-Modified": "x"})
    )
    with open_client(contact="desk@coast.example") as client:
        answer = client.get(f"{site.root}/1")
    assert (answer.unchanged, answer.etag, answer.modified, answer.url) == (
        False,
        '"a"',
        "x",
        f"{site.root}/1",
    )
    page = answer.page
    assert (page.id, page.content, page.media_type, page.charset) == (answer.url, HTML, "text/html", "gbk")
    agent = site.server.seen[-1][1]["User-Agent"]
    assert agent.startswith("readout-ledger/")
    assert agent.endswith(" (+desk@coast.example)")


@pytest.mark.parametrize(
    ("sent", "header"), [({"etag": '"a"'}, "If-None-Match"), ({"modified": "then"}, "If-Modified-Since")]
)
def test_a_page_that_did_not_change(site, open_client, sent, header):
    site.answer("/1", (304,))
    with open_client() as client:
        answer = client.get(f"{site.root}/1", **sent)
    assert (answer.page, answer.unchanged) == (None, True)
    assert {answer.etag, answer.modified} - {""} == set(sent.values())
    assert site.server.seen[-1][1][header] in sent.values()


def test_unchanged_is_no_answer_to_a_question_not_asked(site, open_client):
    site.answer("/1", (304,))
    with open_client() as client, pytest.raises(PageError, match="answered 304 Not Modified"):
        client.get(f"{site.root}/1")


def test_no_cookie_is_kept(site, open_client):
    site.answer("/1", (200, HTML, {"Set-Cookie": "a=b; Path=/"}))
    with open_client() as client:
        client.get(f"{site.root}/1")
        client.get(f"{site.root}/2")
    assert all("Cookie" not in headers for _, headers in site.server.seen)


def test_one_request_a_second_and_robots_once_a_day(site, open_client, clock):
    with open_client() as client:
        for _ in range(3):
            client.get(f"{site.root}/1")
        assert (site.paths(), clock.slept) == (["/robots.txt", "/1", "/1", "/1"], [1.0, 1.0, 1.0])
        clock.now += 86_401
        client.get(f"{site.root}/1")
    assert site.paths()[4:] == ["/robots.txt", "/1"]


@pytest.mark.parametrize(
    ("rules", "slept"),
    [("User-agent: *\nCrawl-delay: 7", [1.0, 7.0]), ("User-agent: other\nCrawl-delay: 7", [1.0, 1.0])],
)
def test_the_hosts_pace(site, open_client, clock, rules, slept):
    site.answer("/robots.txt", (200, rules.encode()))
    with open_client() as client:
        client.get(f"{site.root}/1")
        client.get(f"{site.root}/2")
    assert clock.slept == slept


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        ("User-agent: *\nDisallow: /", "is closed to programs by 127.0.0.1/robots.txt; ask its publisher"),
        ("User-agent: readout-ledger\nDisallow: /1\n\nUser-agent: *\nAllow: /", "is closed to programs"),
        ("User-agent: readout-ledger\nAllow: /\n\nUser-agent: *\nDisallow: /", ""),
        ("\ufeffUser-agent: *\nDisallow: /1$", "is closed to programs"),
        ("User-agent: *\nDisallow: /2", ""),
        ("User-agent: *\nCrawl-delay: 300", "asks for 300 seconds between two requests"),
        ("<html>no rules</html>", ""),
        (f"User-agent: *\n{'#' * 600_000}\nDisallow: /", ""),
    ],
)
def test_what_robots_txt_allows(site, open_client, rules, reason):
    site.answer("/robots.txt", (200, rules.encode()))
    with open_client() as client:
        if not reason:
            assert client.get(f"{site.root}/1").page.content == HTML
            return
        with pytest.raises(PageError) as caught:
            client.get(f"{site.root}/1")
    assert reason in str(caught.value)
    assert str(caught.value).startswith(f"{site.root}/1 ")
    assert site.paths() == ["/robots.txt"]


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        ((404,), True),
        ((403,), True),
        ((301, b"", {"Location": "/robots.txt"}), True),
        ((204,), True),
        ((500,), False),
        ((503,), False),
        ((429,), False),
        (("silence",), False),
        ((302, b"", {"Location": "file:///etc/passwd"}), False),
        ((200, gzip.compress(b"User-agent: *\nDisallow: /"), {"Content-Encoding": "gzip"}), False),
    ],
)
def test_a_robots_txt_that_is_not_there_allows_all_and_one_that_fails_nothing(
    site, open_client, answer, allowed
):
    site.answer("/robots.txt", answer)
    with open_client(tries=2, timeout=0.1) as client:
        for _ in range(2):
            if allowed:
                assert client.get(f"{site.root}/1").page
            else:
                with pytest.raises(
                    PageError, match=rf"^{site.root}/1 (was not asked for: .*robots\.txt|is closed)"
                ):
                    client.get(f"{site.root}/1")
    assert ("/1" in site.paths()) is allowed
    assert site.paths().count("/robots.txt") <= 6


def test_a_host_that_failed_is_asked_again_later(site, open_client, clock):
    site.answer("/robots.txt", (500,), (500,), (404,))
    with open_client(tries=2) as client:
        with pytest.raises(PageError):
            client.get(f"{site.root}/1")
        clock.now += 601
        assert client.get(f"{site.root}/1").page


def test_rules_hold_where_a_redirect_leads(site, open_client):
    site.answer("/robots.txt", (200, b"User-agent: *\nDisallow: /2"))
    site.answer("/1", (302, b"", {"Location": "/2"}))
    with open_client() as client, pytest.raises(PageError, match="/1 is closed to programs"):
        client.get(f"{site.root}/1")
    assert site.paths() == ["/robots.txt", "/1"]


@pytest.mark.parametrize(
    ("answers", "slept"),
    [
        ([(503,), (200, HTML)], [1.0]),
        ([(500,), (502,), (200, HTML)], [1.0, 2.0]),
        ([(429, b"", {"Retry-After": "30"}), (200, HTML)], [30.0]),
        ([(503, b"", {"Retry-After": "0"}), (200, HTML)], [1.0]),
        ([(503, b"", {"Retry-After": "soon"}), (200, HTML)], [1.0]),
        ([("silence",), (200, HTML)], [1.0]),
        ([(429, b"", {"Retry-After": "119"}), (200, HTML)], [119.0]),
    ],
)
def test_a_busy_host_is_asked_again_later(site, open_client, clock, answers, slept):
    site.answer("/1", *answers)
    with open_client(timeout=0.2) as client:
        assert client.get(f"{site.root}/1").page.content == HTML
    assert clock.slept == [1.0, *slept]


def test_retry_after_as_a_date(site, open_client, clock):
    then = datetime.datetime.now(tz=datetime.UTC) + datetime.timedelta(seconds=60)
    site.answer(
        "/1", (503, b"", {"Retry-After": email.utils.format_datetime(then, usegmt=True)}), (200, HTML)
    )
    with open_client() as client:
        assert client.get(f"{site.root}/1").page
    assert 50 < clock.slept[-1] <= 60


@pytest.mark.parametrize(
    ("answer", "reason", "asked"),
    [
        ((503,), r"could not be had in 3 tries \(503 Service Unavailable\); try again later", 3),
        (
            (429, b"", {"Retry-After": "3600"}),
            r"asks to be left alone for 3600 seconds; come back after 20",
            1,
        ),
        ((429, b"", {"Retry-After": "9" * 40}), r"asks to be left alone for 999999999 seconds; come back", 1),
        ((503, b"", {"Retry-After": "50"}), r"could not be had in 3 tries|asks to be left alone", 3),
        (("silence",), r"did not answer within 0\.1 seconds; try again later", 3),
        ((404,), "answered 404 Not Found; check the address", 1),
        (
            (200, gzip.compress(bytes(MAX_BYTES + 1)), {"Content-Encoding": "gzip"}),
            "larger than the 20 MB",
            1,
        ),
        ((200, _brotli(bytes(MAX_BYTES + 1)), {"Content-Encoding": "br"}), "larger than the 20 MB", 1),
        ((200, gzip.compress(HTML)[:-9], {"Content-Encoding": "gzip"}), "is packed and breaks off", 1),
        ((200, b"", {"Content-Length": str(MAX_BYTES + 1)}), "larger than the 20 MB", 1),
        ((302, b"", {"Location": "/1"}), "redirects more than 5 times", 6),
        (("drip",), "did not finish in time", 1),
        (("creep",), "did not finish in time", 1),
    ],
)
def test_a_page_that_cannot_be_had(site, open_client, clock, answer, reason, asked):
    site.answer("/1", answer)
    with open_client(timeout=0.1, deadline=0.2) as client, pytest.raises(PageError, match=reason):
        client.get(f"{site.root}/1")
    assert site.paths().count("/1") == asked
    assert sum(clock.slept) < 130


@pytest.mark.parametrize("answer", [(500,), ("silence",)])
def test_a_host_that_fails_page_after_page_is_left_alone(site, open_client, clock, answer):
    site.answer("/1", answer)
    with open_client(timeout=0.05, tries=1) as client:
        for _ in range(4):
            with pytest.raises(PageError):
                client.get(f"{site.root}/1")
        with pytest.raises(PageError, match=r"/2 was not asked for: .*/1 .*; try again later$"):
            client.get(f"{site.root}/2")
        assert site.paths() == ["/robots.txt", "/1", "/1", "/1"]
        clock.now += 601
        assert client.get(f"{site.root}/2").page


def test_a_host_that_wants_to_be_left_alone_is(site, open_client, clock):
    site.answer("/1", (429, b"", {"Retry-After": "3600"}))
    with open_client() as client:
        for path in ("/1", "/2"):
            with pytest.raises(PageError, match=rf"{path} asks to be left alone for 3600 seconds"):
                client.get(site.root + path)
        clock.now += 3601
        assert client.get(f"{site.root}/2").page
    assert site.paths() == ["/robots.txt", "/1", "/2"]


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "utf-8", "x, y"])
def test_an_encoding_that_is_only_said(site, open_client, encoding):
    site.answer("/1", (200, HTML, {"Content-Encoding": encoding}))
    with open_client() as client:
        assert client.get(f"{site.root}/1").page.content == HTML


def test_a_private_address_is_refused_before_anything_is_asked(site, open_client):
    with (
        open_client(allow_private=False) as client,
        pytest.raises(
            PageError, match=rf"^{site.root}/1 leads to 127\.0\.0\.1, which is not a public address"
        ),
    ):
        client.get(f"{site.root}/1")
    assert site.paths() == []


def test_a_redirect_to_a_private_address_is_refused(site, open_client, monkeypatch):
    monkeypatch.setattr("readout.fetch.urls._is_public", lambda address: address == "127.0.0.1")
    site.answer("/1", (302, b"", {"Location": "http://10.0.0.1/"}))
    refused = pytest.raises(PageError, match=r"leads to 10\.0\.0\.1, which is not a public address")
    with open_client(allow_private=False) as client, refused:
        client.get(f"{site.root}/1")


def test_a_host_that_is_not_there(open_client):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with open_client() as client, pytest.raises(PageError, match=r"was not asked for: .* could not be read"):
        client.get(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    "options", [{"contact": "a\nb"}, {"contact": "编辑部"}, {"contact": "a) (b"}, {"tries": 0}]
)
def test_options_that_make_no_sense(options):
    with pytest.raises(OptionError):
        Client(**options)


def _feed(site, *paths):
    items = "".join(
        f"<item><title>T{path}</title><link>{path}</link><pubDate>Thu, 13 Feb 2025 00:30:00 +0800</pubDate></item>"
        for path in paths
    )
    site.answer("/feed", (200, f"<rss version='2.0'><channel>{items}</channel></rss>".encode()))
    return f"{site.root}/feed"


def _sitemap(site, path, kind, *inner):
    name = "url" if kind == "urlset" else "sitemap"
    entries = "".join(f"<{name}><loc>{site.root}{path}</loc></{name}>" for path in inner)
    site.answer(path, (200, f"<{kind}>{entries}</{kind}>".encode()))


@pytest.fixture
def hurried(monkeypatch):
    """No pause between requests of clients that a test does not open itself."""
    monkeypatch.setattr(
        polite.Client.__init__, "__kwdefaults__", {**polite.Client.__init__.__kwdefaults__, "pause": 0}
    )


def _fetch(source):
    return list(fetch_pages(source, allow_private=True))


def test_a_feeds_pages(site, hurried):
    site.answer("/robots.txt", (200, b"User-agent: *\nDisallow: /closed"))
    first, none, closed, second = _fetch(_feed(site, "/1", "/none", "/closed", "/2", "/1", "/feed"))
    assert (first.id, first.title, first.content) == (f"{site.root}/1", "T/1", HTML)
    assert first.published.isoformat() == "2025-02-13T00:30:00+08:00"
    assert second.id == f"{site.root}/2"
    assert isinstance(none, Unreadable)
    assert (none.id, none.url) == (f"{site.root}/none", f"{site.root}/none")
    assert "is closed to programs" in closed.reason
    assert site.paths() == ["/feed", "/robots.txt", "/1", "/none", "/2"]


def test_a_page_without_title_and_date_in_the_feed_has_none(site, hurried):
    _sitemap(site, "/map", "urlset", "/1")
    (page,) = _fetch(f"{site.root}/map")
    assert (page.title, page.published) == ("", None)


def test_an_index_of_sitemaps_is_followed_two_deep(site, hurried):
    _sitemap(site, "/map", "sitemapindex", "/a", "/gone", "/b", "/map")
    _sitemap(site, "/a", "urlset", "/1")
    _sitemap(site, "/b", "sitemapindex", "/c")
    _sitemap(site, "/c", "sitemapindex", "/d")
    _sitemap(site, "/d", "urlset", "/2")
    page, gone, deep = _fetch(f"{site.root}/map")
    assert page.id == f"{site.root}/1"
    assert (gone.url, deep.url) == (f"{site.root}/gone", f"{site.root}/d")
    assert "more than 2 indexes deep" in deep.reason


def test_a_listed_sitemap_that_is_none(site, hurried):
    _sitemap(site, "/map", "sitemapindex", "/1")
    (row,) = _fetch(f"{site.root}/map")
    assert "is no sitemap" in row.reason


def test_an_address_that_is_a_page_is_one(site):
    (page,) = _fetch(f"{site.root}/1")
    assert (page.content, site.paths()) == (HTML, ["/1"])


def test_a_feed_where_one_page_is_wanted(site):
    with pytest.raises(
        PageError, match=r"is a feed or sitemap and one page is wanted; add its pages with `readout add`"
    ):
        fetch_page(_feed(site, "/1"), allow_private=True)


@pytest.mark.parametrize("suffix", [".xml", ".rss", ".ATOM"])
def test_a_file_that_is_a_feed(site, hurried, tmp_path, suffix):
    _sitemap(site, "/map", "urlset", "/1", "/2")
    path = tmp_path / f"map{suffix}"
    path.write_bytes(site.server.answers["/map"][0][1])
    assert [page.id for page in _fetch(str(path))] == [f"{site.root}/1", f"{site.root}/2"]
    with pytest.raises(PageError, match="may hold several pages"):
        fetch_page(str(path))


def test_a_file_of_other_xml_is_a_page(tmp_path):
    (tmp_path / "a.xml").write_bytes(b"<page>x</page>")
    assert fetch_page(str(tmp_path / "a.xml")).content == b"<page>x</page>"


def test_private_pages_of_a_feed_are_refused(site, tmp_path):
    path = tmp_path / "map.xml"
    path.write_bytes(f"<urlset><url><loc>{site.root}/1</loc></url></urlset>".encode())
    (row,) = fetch_pages(str(path))
    assert "which is not a public address" in row.reason
    assert site.paths() == []


def test_a_sitemap_with_more_than_the_protocol_allows_says_so(monkeypatch, site, open_client):
    monkeypatch.setattr("readout.fetch.sitemaps.MAX_ENTRIES", 1)
    content = f"<urlset><url><loc>{site.root}/1</loc></url><url><loc>{site.root}/2</loc></url></urlset>"
    with open_client() as client:
        page, row = fetch_listed(Page(id="map.xml", content=content.encode()), client=client)
    assert (page.id, row.id) == (f"{site.root}/1", "map.xml")
    assert "the rest was passed over" in row.reason
