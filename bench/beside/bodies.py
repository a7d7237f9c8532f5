"""The story of an HTML page: ours beside trafilatura, readability-lxml and resiliparse."""

import statistics
from collections.abc import Callable, Sequence

import lxml.html
import trafilatura
from readability import Document
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import bytes_to_str, detect_encoding

from bench.beside.race import Runner, race
from bench.beside.table import Table, named, row
from bench.extraction import compare, extract_all, read_pages, story_of
from readout.model import Page

Extract = Callable[[Sequence[Page]], list[str]]
_ABOUT = """\
181 pages of the public article-extraction benchmark; F1 of four-word shingles is its own measure. Readout's time holds the
decoding, the blocks, the provenance and the language too, and trafilatura is one of the libraries that it asks."""


def measure() -> Table:
    """Pages a second, and the public benchmark's own measure, on its 181 pages."""
    rows = read_pages()
    pages = [page for page, _ in rows]
    peers: dict[str, Extract] = {
        "Readout": lambda part: [story_of(article) for article in extract_all(list(part))],
        named("trafilatura"): lambda part: [trafilatura.extract(page.content) or "" for page in part],
        named("readability-lxml"): lambda part: [_read_readability(page) for page in part],
        named("resiliparse"): lambda part: [_read_resiliparse(page) for page in part],
    }
    laps = race([Runner(name=name, run=run) for name, run in peers.items()], pages, lambda _: 1)
    scores = [_score([true for _, true in rows], run(pages)) for run in peers.values()]
    return Table(
        title="The story of an HTML page",
        about=_ABOUT,
        columns=("", "pages/s", "Readout is faster by", "F1", "precision", "recall"),
        rows=tuple(row(lap, *score) for lap, score in zip(laps, scores, strict=True)),
    )


def _read_readability(page: Page) -> str:
    # its own way to take bytes guesses the encoding badly, so that it is given text
    summary = Document(_decode(page)).summary()
    return str(lxml.html.fromstring(summary).text_content())


def _read_resiliparse(page: Page) -> str:
    return str(extract_plain_text(_decode(page), main_content=True))


def _decode(page: Page) -> str:
    return str(bytes_to_str(page.content, detect_encoding(page.content)))


def _score(true: Sequence[str], found: Sequence[str]) -> tuple[str, ...]:
    scores = [compare("", one, other) for one, other in zip(true, found, strict=True)]
    precision = statistics.mean(s.precision for s in scores if s.precision is not None)
    recall = statistics.mean(s.recall for s in scores if s.recall is not None)
    return tuple(f"{x:.3f}" for x in (2 * precision * recall / (precision + recall), precision, recall))
