"""Sitemaps as lists of pages and of further sitemaps, within the protocol's limits."""

import datetime
import gzip

import pytest

from readout.errors import PageError
from readout.fetch import sitemaps as module
from readout.fetch.sitemaps import Listed, is_sitemap, read_sitemap

ADDRESS = "https://coast.example/sitemap.xml"
MOMENT = datetime.datetime.fromisoformat("2025-02-13T08:30:00+08:00")
NAMES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)


def _urlset(*entries):
    urls = "".join(f"<url>{entry}</url>" for entry in entries)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {NAMES}>{urls}</urlset>'.encode()


def _loc(name):
    return f"<loc>https://coast.example/{name}</loc>"


def test_the_news_extension():
    image = "<image:image><image:loc>https://coast.example/1.png</image:loc><image:title>No</image:title></image:image>"
    news = (
        "<news:news><news:publication><news:name>Coast</news:name><news:language>zh-cn</news:language></news:publication>"
        "<news:publication_date>2025-02-13T08:30:00+08:00</news:publication_date><news:title>会谈 &amp; 贸易</news:title></news:news>"
    )
    sitemap = read_sitemap(_urlset(image + _loc(1) + "<lastmod>2025-02-14</lastmod>" + news), ADDRESS)
    assert sitemap.addresses == (
        Listed(
            address="https://coast.example/1",
            changed=datetime.date(2025, 2, 14),
            title="会谈 & 贸易",
            published=MOMENT,
            language="zh-cn",
        ),
    )
    assert sitemap.complete


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_an_index_lists_sitemaps(pack):
    entries = (
        "<sitemap><loc> https://coast.example/a.xml.gz </loc></sitemap><sitemap><loc>/b.xml</loc></sitemap>"
    )
    content = pack(f"<sitemapindex {NAMES}>{entries}</sitemapindex>".encode())
    sitemap = read_sitemap(content, ADDRESS)
    assert (sitemap.sitemaps, sitemap.addresses) == (("https://coast.example/a.xml.gz",), ())


@pytest.mark.parametrize("names", ["", 'xmlns="http://www.google.com/schemas/sitemap/0.84"'])
def test_other_names_of_the_protocol(names):
    content = f"<urlset {names}><url>{_loc(1)}</url></urlset>".encode()
    assert [listed.address for listed in read_sitemap(content, ADDRESS).addresses] == [
        "https://coast.example/1"
    ]


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("2025-02-13", datetime.date(2025, 2, 13)),
        ("2025-02-13T08:30+08:00", MOMENT),
        ("2025-02-13T00:30:00.00Z", MOMENT),
        ("2025-02-13T08:30:00", datetime.date(2025, 2, 13)),
        ("2025-02", None),
        ("2025", None),
        ("soon", None),
        ("", None),
    ],
)
def test_when_a_page_changed(text, changed):
    (listed,) = read_sitemap(_urlset(f"{_loc(1)}<lastmod>{text}</lastmod>"), ADDRESS).addresses
    assert listed.changed == changed


@pytest.mark.parametrize(
    "loc", ["", "<loc/>", "<loc>/1</loc>", "<loc>file:///etc/passwd</loc>", "<loc>javascript:1</loc>"]
)
def test_an_entry_that_leads_to_no_page_is_left_out(loc):
    assert [listed.address for listed in read_sitemap(_urlset(loc, _loc(2)), ADDRESS).addresses] == [
        "https://coast.example/2"
    ]


def test_no_more_entries_than_the_protocol_allows():
    content = _urlset(*map(_loc, range(module.MAX_ENTRIES + 1)))
    sitemap = read_sitemap(content, ADDRESS)
    assert (len(sitemap.addresses), sitemap.complete) == (module.MAX_ENTRIES, False)


def test_a_sitemap_that_breaks_off_is_read_as_far_as_it_goes():
    sitemap = read_sitemap(_urlset(_loc(1), _loc(2))[:-40], ADDRESS)
    assert (sitemap.addresses[0].address, sitemap.complete) == ("https://coast.example/1", False)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html></html>", "is no sitemap; give the sitemap's address"),
        (b"", "is no sitemap"),
        (b"<urlset ><url", "is a broken sitemap ("),
        (gzip.compress(_urlset(_loc(1)))[:-8], "is packed and breaks off"),
        (gzip.compress(_urlset() + bytes(module.MAX_UNPACKED)), "is larger than the 50 MB"),
    ],
)
def test_what_is_no_sitemap_is_refused(content, reason):
    with pytest.raises(PageError) as caught:
        read_sitemap(content, ADDRESS)
    assert str(caught.value).startswith(f"{ADDRESS} {reason}")


def test_entities_stay_shut(tmp_path):
    (tmp_path / "secret").write_text("https://coast.example/secret", encoding="utf-8")
    head = f'<!DOCTYPE urlset [<!ENTITY s SYSTEM "{(tmp_path / "secret").as_uri()}"><!ENTITY a "https://x.example/">]>'
    content = f"{head}<urlset {NAMES}><url><loc>&s;</loc></url><url>{_loc(1)}</url></urlset>".encode()
    assert [listed.address for listed in read_sitemap(content, ADDRESS).addresses] == [
        "https://coast.example/1"
    ]


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (_urlset(), True),
        (gzip.compress(_urlset()), True),
        (b"<sitemapindex/>", True),
        (b"<rss>", False),
        (b"", False),
    ],
)
def test_a_sitemap_is_told_from_its_beginning(content, answer):
    assert is_sitemap(content) is answer
