"""Fetch: bytes as received, from a file, JSON lines, a web archive, an address, a feed. The network is here alone.

``urls``, ``polite`` and ``feeds`` are not imported here, as they load the HTTP and feed libraries; ask by name.
"""

from readout.fetch.dates import parse_date
from readout.fetch.files import read_file, read_stream
from readout.fetch.jsonl import read_jsonl
from readout.fetch.sources import count_pages, fetch_page, fetch_pages, is_address, is_batch, list_files
from readout.fetch.warc import read_warc

__all__ = [
    "count_pages",
    "fetch_page",
    "fetch_pages",
    "is_address",
    "is_batch",
    "list_files",
    "parse_date",
    "read_file",
    "read_jsonl",
    "read_stream",
    "read_warc",
]
