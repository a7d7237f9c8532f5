"""Whether a text lists pages (a feed, a sitemap), told by the name of its XML root from its first bytes."""

import re
import zlib

from readout.fetch.packed import GZIP

# how far the root may stand behind comments and a document type
HEAD = 1 << 14
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z][\w.-]*)[\s/>]")
# RDF is more than RSS 0.90 and 1.0, which declare one of these
_RSS = ("purl.org/rss/1.0", "my.netscape.com/rdf", "channel.netscape.com/rdf")
_ENDS = (("<!--", "-->"), ("<?", "?>"), ("<!", ">"))


def is_feed(content: bytes) -> bool:
    """Whether the bytes are an RSS or Atom document."""
    root = find_root(content)
    if root == "rdf":
        return any(name in _read_head(content) for name in _RSS)
    return root in ("rss", "feed")


def is_sitemap(content: bytes) -> bool:
    """Whether the bytes are a sitemap or an index of sitemaps, plain or gzipped."""
    return find_root(content) in ("urlset", "sitemapindex")


def find_root(content: bytes) -> str:
    """The root's name in lower case without its prefix, "" if no element opens the text."""
    head = _read_head(content).lstrip()
    while kind := next(((mark, end) for mark, end in _ENDS if head.startswith(mark)), None):
        mark, end = kind
        # a document type may hold declarations, each with an end of its own
        if mark == "<!" and (inner := head.find("[")) >= 0 and inner < head.find(">"):
            end = "]>" if "]>" in head else "]"
        _, found, head = head.partition(end)
        if not found:
            return ""
        head = head.lstrip()
    root = _ROOT.match(head)
    return root[1].lower() if root else ""


def _read_head(content: bytes) -> str:
    """The first 16 KB as text in which the marks of XML can be read, gzipped content unpacked."""
    head = content[:HEAD]
    if head.startswith(GZIP):
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, HEAD)
        except zlib.error:
            return ""
    for mark, encoding in (
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xef\xbb\xbf", "utf-8"),
    ):
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    return head.decode("latin-1")
