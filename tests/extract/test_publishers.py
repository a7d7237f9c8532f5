"""The publishers' files, and the signals' words."""

import zoneinfo

import pytest

from readout.errors import LexiconError
from readout.extract.dates import read_address_date
from readout.extract.publishers import find_publisher, host_of, load_publishers, read_publisher


def test_all_files_are_valid() -> None:
    publishers = load_publishers()
    assert len(publishers) > 20
    hosts = [host for publisher in publishers for host in publisher.hosts]
    assert len(hosts) == len(set(hosts))
    for publisher in publishers:
        assert zoneinfo.ZoneInfo(publisher.zone)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://tv.cctv.com/a.shtml", "央视网"),
        ("https://news.cctv.com/a.shtml", "央视新闻"),
        ("http://www.news.cn/world/1.htm", "新华网"),
        ("https://www.gov.cn/a.htm", "中国政府网"),
        ("https://www.mfa.gov.cn/a.htm", "中国外交部"),
        ("https://www.dw.com/zh/a-1", "德国之声"),
        ("https://www.dw.com/en/a-1", "DW"),
        ("https://apnews.com/article/1", "AP"),
        ("https://www.bbc.com/russian/1", "Би-би-си"),
    ],
)
def test_hosts(url: str, name: str) -> None:
    found = find_publisher(url, load_publishers())
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "url",
    ["https://other.gov.cn/", "https://www.example.com/en/a", "https://notcctv.com/", "x", "", "http://["],
)
def test_unknown_hosts(url: str) -> None:
    assert find_publisher(url, load_publishers()) is None


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.Example.com:80/a", "example.com"),
        ("example.com/a", "example.com"),
        ("file", ""),
        ("", ""),
    ],
)
def test_host_of(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('name = "A"', "'hosts' is missing"),
        ('name = "A"\nhosts = ["a.b"]\nzone = "UTC"\nwidth = 3', "unknown field 'width'"),
        ('name = "A"\nhosts = [1]\nzone = "UTC"', "list of strings"),
        ('name = "A"\nhosts = ["a.b"]\nzone = "UTC"\nown = "yes"', "true or false"),
        ("name", "not valid TOML"),
    ],
)
def test_wrong_files_are_named(text: str, reason: str) -> None:
    with pytest.raises(LexiconError, match=reason) as caught:
        read_publisher(text, "a.toml")
    assert "publishers/a.toml" in str(caught.value)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.b/2025/02/13/x.html", "2025-02-13"),
        ("https://a.b/2025-02/13/x.html", "2025-02-13"),
        ("https://a.b/n1/2025/0213/c1.html", "2025-02-13"),
        ("https://a.b/20250213/x.html", "2025-02-13"),
        ("https://a.b/202502/t20250213_1.html", "2025-02-13"),
        ("https://a.b/VIDEabc250213.shtml", "2025-02-13"),
        ("https://a.b/show-5-45724-0.html", None),
        ("https://a.b/2025/13/45/x.html", None),
        ("https://a.b/id/12345678.html", None),
    ],
)
def test_dates_in_addresses(url: str, day: str | None) -> None:
    found = read_address_date(url)
    assert (found.isoformat() if found else None) == day
