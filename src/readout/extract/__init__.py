"""Extract: a page's text, its blocks and its provenance."""

from readout.extract.article import extract_article
from readout.extract.decode import SIZE_LIMIT, decode_content
from readout.extract.foreign import find_foreign
from readout.extract.publishers import Publisher, load_publishers

__all__ = ["SIZE_LIMIT", "Publisher", "decode_content", "extract_article", "find_foreign", "load_publishers"]
