"""Feeds as lists of pages: what each kind says, what is left out, what is refused."""

import datetime
import urllib.request

import pytest

from readout.errors import PageError
from readout.fetch.feeds import Feed, FeedEntry, is_feed, read_feed

ADDRESS = "https://coast.example/news/feed.xml"
EAST = datetime.timezone(datetime.timedelta(hours=8))
MOMENT = datetime.datetime(2025, 2, 13, 0, 30, tzinfo=EAST)


def _rss(*items, version='version="2.0"'):
    channel = f"<channel><title>海岸晨报</title><language>zh-cn</language>{''.join(items)}</channel>"
    return f'<?xml version="1.0"?>\n<rss {version} xmlns:dc="http://purl.org/dc/elements/1.1/">{channel}</rss>'.encode()


def _entry(item):
    (entry,) = read_feed(_rss(f"<item>{item}</item>"), ADDRESS).entries
    return entry


ATOM = b"""<!-- feed --><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Coast Post</title>
<entry><title type="html">Talks &lt;b&gt;go on&lt;/b&gt;</title><link rel="alternate" href="../1"/><id>tag:1</id>
<published>2025-02-13T00:30:00+08:00</published><updated>2025-03-01T00:00:00Z</updated></entry>
<entry><title>Only changed</title><link href="/2"/><id>tag:2</id><updated>2025-03-01T00:00:00Z</updated></entry>
</feed>"""

RSS1 = b"""<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Coast</title></channel>
<item rdf:about="https://coast.example/1"><title>Talks</title><link>https://coast.example/1</link>
<dc:date>2025-02-13T00:30+08:00</dc:date></item></rdf:RDF>"""


def test_a_feed_of_rss_2():
    item = "<item><title>会谈</title><link>/1</link><guid isPermaLink='false'>x1</guid>"
    date = "<pubDate>Thu, 13 Feb 2025 00:30:00 +0800</pubDate></item>"
    assert read_feed(_rss(item + date), ADDRESS) == Feed(
        address=ADDRESS,
        title="海岸晨报",
        language="zh-cn",
        entries=(FeedEntry(address="https://coast.example/1", title="会谈", published=MOMENT, id="x1"),),
    )


def test_a_feed_of_atom():
    feed = read_feed(ATOM, ADDRESS)
    assert [(entry.address, entry.title, entry.published) for entry in feed.entries] == [
        ("https://coast.example/1", "Talks go on", MOMENT),
        ("https://coast.example/2", "Only changed", None),
    ]


def test_a_feed_of_rss_1():
    (entry,) = read_feed(RSS1, ADDRESS).entries
    assert (entry.address, entry.published) == ("https://coast.example/1", MOMENT)


@pytest.mark.parametrize("version", ['version="0.91"', 'version="0.92"', ""])
def test_older_feeds(version):
    item = "<item><title>Talks</title><link>https://coast.example/1</link></item>"
    assert len(read_feed(_rss(item, version=version), ADDRESS).entries) == 1


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("<pubDate>Thu, 13 Feb 2025 00:30:00 +0800</pubDate>", MOMENT),
        ("<pubDate>Wed, 12 Feb 2025 16:30:00 GMT</pubDate>", MOMENT),
        ("<pubDate>2025-02-13T00:30:00+08:00</pubDate>", MOMENT),
        ("<dc:date>2025-02-13T00:30:00+08:00</dc:date>", MOMENT),
        ("<pubDate>2025-02-13 00:30:00</pubDate>", datetime.date(2025, 2, 13)),
        ("<pubDate>Thu, 13 Feb 2025 00:30:00</pubDate>", datetime.date(2025, 2, 13)),
        ("<pubDate>2025-02-13</pubDate>", datetime.date(2025, 2, 13)),
        ("<pubDate>yesterday</pubDate>", None),
        ("<pubDate>Thu, 99 Feb 2025 00:30:00 +0800</pubDate>", None),
        ("", None),
    ],
)
def test_when_an_entry_was_published(date, published):
    assert _entry(f"<link>https://coast.example/1</link>{date}").published == published


def test_the_day_is_the_one_of_the_entrys_own_zone():
    entry = _entry("<link>/1</link><pubDate>Thu, 13 Feb 2025 00:30:00 +0800</pubDate>")
    assert entry.published.date() == datetime.date(2025, 2, 13)


@pytest.mark.parametrize(
    ("item", "address"),
    [
        ("<link>https://coast.example/1</link>", "https://coast.example/1"),
        ("<link>1.html?a=1&amp;b=2</link>", "https://coast.example/news/1.html?a=1&b=2"),
        ("<link>//port.example/1</link>", "https://port.example/1"),
        ("<guid>https://coast.example/2</guid>", "https://coast.example/2"),
    ],
)
def test_an_address_is_absolute(item, address):
    assert _entry(item).address == address


@pytest.mark.parametrize(
    "item",
    [
        "<title>nowhere</title>",
        "<link>javascript:alert(1)</link>",
        "<link>file:///etc/passwd</link>",
        "<link>ftp://coast.example/1</link>",
        "<link>http://[x/</link>",
    ],
)
def test_an_entry_that_leads_to_no_page_is_left_out(item):
    assert read_feed(_rss(f"<item>{item}</item>"), ADDRESS).entries == ()


def test_a_relative_address_in_a_file_leads_nowhere():
    assert read_feed(_rss("<item><link>/1</link></item>"), "feed.xml").entries == ()


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Talks &amp; trade", "Talks & trade"),
        ("&lt;b&gt;Talks&lt;/b&gt; &amp;amp; trade", "Talks & trade"),
        ("a &lt; b", "a < b"),
        ("\n two\n lines ", "two lines"),
        ("", ""),
    ],
)
def test_a_title_is_one_line_without_marks(title, text):
    assert _entry(f"<title>{title}</title><link>/1</link>").title == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding):
    text = _rss("<item><title>会谈</title><link>/1</link></item>").decode()
    declared = text.replace('version="1.0"', f'version="1.0" encoding="{encoding.removesuffix("-sig")}"', 1)
    feed = read_feed(declared.encode(encoding), ADDRESS)
    assert (feed.title, feed.entries[0].title) == ("海岸晨报", "会谈")


def test_the_servers_charset_is_used():
    content = _rss("<item><title>会谈</title><link>/1</link></item>").decode().encode("gb18030")
    feed = read_feed(content, ADDRESS, media_type="application/rss+xml", charset="gb18030")
    assert feed.entries[0].title == "会谈"


def test_a_slightly_broken_feed_is_read_as_far_as_it_goes():
    content = _rss("<item><title>A & B</title><link>/1</link></item>")[:-20]
    assert [entry.title for entry in read_feed(content, ADDRESS).entries] == ["A & B"]


def test_a_feed_without_entries_is_a_feed():
    assert read_feed(_rss(), ADDRESS).entries == ()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is no RSS or Atom feed; give the feed's address, or the page itself"),
        (b"<html><body>rss</body></html>", "is no RSS or Atom feed"),
        (b"https://coast.example/feed", "is no RSS or Atom feed"),
        (b"/etc/passwd", "is no RSS or Atom feed"),
        (b"<rss><channel", "is a broken feed"),
        (
            b"<rss><channel><item><title>a</title><link>/1a</title><link>/1</link></item></link>",
            "is a broken feed",
        ),
    ],
)
def test_what_is_no_feed_is_refused(content, reason):
    with pytest.raises(PageError) as caught:
        read_feed(content, ADDRESS)
    assert str(caught.value).startswith(f"{ADDRESS} {reason}")


def test_entities_and_the_network_stay_shut(monkeypatch):
    monkeypatch.setattr(urllib.request, "build_opener", lambda *_: pytest.fail("asked the network"))
    head = b'<!DOCTYPE rss [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    feed = read_feed(head + _rss("<item><title>&b;&c;</title><link>/1</link></item>")[22:], ADDRESS)
    assert "root:" not in feed.entries[0].title


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (ATOM, True),
        (RSS1, True),
        (_rss(), True),
        (
            b"\xef\xbb\xbf \n<?xml version='1.0'?><?style x?><!-- <html> --><!DOCTYPE rss [<!ENTITY a '>'>]><rss>",
            True,
        ),
        ("\ufeff<rss version='2.0'>".encode("utf-16-le"), True),
        (b"<atom:feed xmlns:atom='x'>", True),
        (b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>", False),
        (b"<!DOCTYPE html><html><rss>", False),
        (b"<!-- <rss> ", False),
        (b"<feeder>", False),
        (b"rss", False),
        (b"\x1f\x8bnot gzip", False),
        (b"", False),
    ],
)
def test_a_feed_is_told_from_its_beginning(content, answer):
    assert is_feed(content) is answer
