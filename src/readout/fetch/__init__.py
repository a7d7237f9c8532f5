"""Fetch: bytes as received, from a file, an address or JSON lines. The network is here and nowhere else.

``readout.fetch.urls`` is not imported here, as it loads the HTTP library; ask for it by name.
"""

from readout.fetch.dates import parse_date
from readout.fetch.files import read_file, read_stream
from readout.fetch.jsonl import read_jsonl
from readout.fetch.sources import count_pages, fetch_page, fetch_pages, is_address, is_batch

__all__ = [
    "count_pages",
    "fetch_page",
    "fetch_pages",
    "is_address",
    "is_batch",
    "parse_date",
    "read_file",
    "read_jsonl",
    "read_stream",
]
