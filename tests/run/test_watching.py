"""Watching feeds: a local server whose feeds change, fail, and forbid."""

import datetime
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from readout.errors import OptionError
from readout.ledger import Query, Store, find_failures, find_feed, find_kept, find_statements
from readout.run.feedlists import FeedList, WatchedFeed, read_feed_list
from readout.run.watching import watch
from tests.ledger.made import CALL, TALKS, VISIT

NOW = datetime.datetime(2025, 3, 20, 12, tzinfo=datetime.UTC)


class Site:
    """A site of a feed and its pages: what is put into ``pages`` is listed and served."""

    def __init__(self):
        self.pages = {}
        self.broken = set()
        self.robots = ""
        self.down = False
        self.asked = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_GET(self):
                site.answer(self)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.root = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def feed(self):
        entries = "".join(
            f"<item><link>{self.root}{path}</link><title>{path}</title><pubDate>{day} Mar 2025 08:00:00 +0800</pubDate></item>"
            for path, (_, day) in self.pages.items()
        )
        return f'<rss version="2.0"><channel><title>t</title>{entries}</channel></rss>'

    def answer(self, request):
        self.asked.append((request.path, request.headers["User-Agent"]))
        body, kind, status = "", "text/plain; charset=utf-8", 200
        if request.path == "/robots.txt":
            body = self.robots
        elif self.down:
            status = 404
        elif request.path == "/feed":
            tag = f'"{hash(self.feed)}"'
            status = 304 if request.headers["If-None-Match"] == tag else 200
            body, kind = ("" if status == 304 else self.feed), "application/rss+xml"
        elif request.path in self.broken:
            status = 404
        elif request.path in self.pages:
            body = self.pages[request.path][0]
        else:
            status = 404
        content = body.encode()
        request.send_response(status)
        request.send_header("Content-Type", kind)
        if request.path == "/feed":
            request.send_header("ETag", tag if not self.down else "x")
        if status != 304:
            request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)

    def paths(self):
        paths = [path for path, _ in self.asked if path != "/robots.txt"]
        self.asked.clear()
        return paths


@pytest.fixture
def site():
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "ledger.db")


def look(store, site, *, now=NOW, once=True, wait=lambda _: False):
    feeds = FeedList(
        contact="desk@example.org",
        feeds=(WatchedFeed(address=f"{site.root}/feed", every=600, language="zh"),),
    )
    return list(watch(store, feeds, once=once, allow_private=True, wait=wait, now=lambda: now))


def test_what_is_new_is_added_and_what_is_known_not_asked_for(store, site):
    site.pages = {"/call": (CALL, 20), "/talks": (TALKS, 20)}
    (first,) = look(store, site)
    assert (first.added.new, first.reason) == (2, "")
    assert all("desk@example.org" in agent for _, agent in site.asked)
    assert site.paths() == ["/feed", "/call", "/talks"]
    (second,) = look(store, site)
    assert second.unchanged
    assert site.paths() == ["/feed"]
    site.pages["/visit"] = (VISIT, 21)
    (third,) = look(store, site)
    assert third.added.new == 1
    assert site.paths() == ["/feed", "/visit"]
    assert find_statements(store, Query(speaker="帕斯"))[0].report.published == "2025-03-21T08:00:00+08:00"


def test_an_entry_with_a_new_date_is_fetched_again(store, site):
    site.pages = {"/talks": (TALKS, 20)}
    look(store, site)
    site.pages = {"/talks": (TALKS + "\n罗梅罗还说，方案不涉及农业。", 21)}
    (again,) = look(store, site)
    assert again.added.versions == 1
    assert {kept.versions for kept in find_kept(store)} == {2}


def test_a_page_that_fails_is_tried_again(store, site):
    site.pages = {"/call": (CALL, 20), "/talks": (TALKS, 20)}
    site.broken = {"/talks"}
    (first,) = look(store, site)
    assert (first.added.new, first.added.unreadable) == (1, 1)
    assert [failure.name for failure in find_failures(store)] == [f"{site.root}/talks"]
    site.broken.clear()
    site.paths()
    (second,) = look(store, site)
    assert second.added.new == 1
    assert site.paths() == ["/feed", "/talks"]
    assert find_failures(store) == ()


def test_a_feed_that_fails_is_asked_less_often(store, site):
    site.down = True
    for failures in (1, 2, 3):
        (look_,) = look(store, site)
        assert "404" in look_.reason
        state = find_feed(store, f"{site.root}/feed")
        assert (state.failures, state.due - NOW) == (failures, datetime.timedelta(seconds=600 * 2**failures))
    site.down = False
    look(store, site)
    assert find_feed(store, f"{site.root}/feed").failures == 0


def test_robots_are_obeyed(store, site):
    site.pages = {"/closed/call": (CALL, 20), "/talks": (TALKS, 20)}
    site.robots = "User-agent: *\nDisallow: /closed/\n"
    (found,) = look(store, site)
    assert (found.added.new, found.added.unreadable) == (1, 1)
    assert "/closed/call" not in site.paths()


def test_a_service_waits_until_a_feed_is_due_and_stops_when_told(store, site):
    site.pages = {"/call": (CALL, 20)}
    waits = []

    def wait(seconds):
        waits.append(seconds)
        return seconds > 100

    assert len(look(store, site, once=False, wait=wait)) == 1
    assert max(waits) == 600
    assert look(store, site, once=False, wait=lambda seconds: seconds > 100) == [], "it is not due yet"


def test_a_watch_stopped_in_the_middle_goes_on_there(store, site):
    site.pages = {f"/{number}": (CALL.replace("18日", f"{number + 1}日"), 20) for number in range(12)}
    stops = iter([False] * 6 + [True] * 100)
    look(store, site, wait=lambda _: next(stops))
    had = len(list(find_kept(store)))
    assert 0 < had < 12
    site.paths()
    look(store, site)
    assert len(site.paths()) == 1 + 12 - had
    assert len(list(find_kept(store))) == 12


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "names no feed"),
        ("[[feed]]\n", "no web address"),
        ('[[feed]]\naddress = "news.example.org"', "feed 1.*no web address"),
        ('[[feed]]\naddress = "https://a.example.org/"\nevery = 5', "60 or more"),
        ('[[feed]]\naddress = "https://a.example.org/"\nlanguage = "xx"', "no language 'xx'"),
        ('[[feed]]\naddress = "https://a.example.org/"\nname = "x"', 'unknown field "name"'),
        ('contact = 5\n[[feed]]\naddress = "https://a.example.org/"', '"contact" is no str'),
        ('[[feed]]\naddress = "https://a.example.org/"\n' * 2, "twice"),
        ("[[feed", "no TOML"),
    ],
)
def test_a_list_that_is_wrong_says_where(text, reason, tmp_path):
    path = tmp_path / "feeds.toml"
    path.write_text(text)
    with pytest.raises(OptionError, match=reason):
        read_feed_list(path)


def test_a_list_is_read(tmp_path):
    path = tmp_path / "feeds.toml"
    path.write_text(
        'every = 300\n[[feed]]\naddress = "https://a.example.org/rss"\n[[feed]]\naddress = "https://b.example.org/"\nevery = 60\n'
    )
    feeds = read_feed_list(path).feeds
    assert [(feed.address[8], feed.every) for feed in feeds] == [("a", 300), ("b", 60)]
    with pytest.raises(OptionError, match="could not be opened"):
        read_feed_list(tmp_path / "no.toml")
