"""How well an HTML page's story is found, and how fast: the public article-extraction benchmark.

    python bench/extraction.py [--worst N] [--rounds N]

The measure is the benchmark's own (Zyte, https://github.com/scrapinghub/article-extraction-benchmark, evaluate.py):
of each page the bags of four-word shingles of the true and of the found body are compared, and precision and recall
are means over the pages. What we found is the text of the blocks that are the story: body, headings and
datelines. pages_per_second is of the whole extraction, decoding and provenance included, on one core; the best of
the rounds is given. The pages are looked for in ``../shared`` (or where READOUT_SHARED points).
"""

import argparse
import gzip
import json
import os
import re
import statistics
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from readout.errors import PageError
from readout.extract import extract_article, load_publishers
from readout.language import languages, load_lexicon
from readout.model import Article, Page

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("READOUT_SHARED", ROOT.parent / "shared"))
PAGES = SHARED / "bench" / "article-extraction"
STORY = ("body", "heading", "dateline")
_WORD = re.compile(r"\w+")
_SHINGLE = 4


@dataclass(frozen=True, slots=True)
class Score:
    """One page's precision and recall; None where nothing was found or nothing was there to find."""

    name: str
    precision: float | None
    recall: float | None

    @property
    def worst(self) -> float:
        """The lower of the two, for sorting."""
        return min(1.0 if x is None else x for x in (self.precision, self.recall))


def read_pages() -> list[tuple[Page, str]]:
    """The benchmark's pages and their true bodies."""
    truth = json.loads((PAGES / "ground-truth.json").read_text(encoding="utf-8"))
    return [
        (
            Page(
                id=name,
                content=gzip.decompress((PAGES / "html" / f"{name}.html.gz").read_bytes()),
                media_type="text/html",
                url=row.get("url", ""),
            ),
            row.get("articleBody") or "",
        )
        for name, row in truth.items()
    ]


def extract_all(pages: list[Page]) -> list[Article | None]:
    """The articles; None for a page in which no text is found."""
    lexicons = {code: load_lexicon(code) for code in languages()}
    publishers = load_publishers()
    articles: list[Article | None] = []
    for page in pages:
        try:
            articles.append(extract_article(page, lexicons, publishers))
        except PageError:
            articles.append(None)
    return articles


def story_of(article: Article | None) -> str:
    """The story's text: what the benchmark calls the body."""
    if article is None:
        return ""
    return "\n".join(block.span.of(article.text) for block in article.blocks if block.kind in STORY)


def compare(name: str, true: str, found: str) -> Score:
    """How many of the shingles found are true, and how many of the true ones are found."""
    wanted, given = _shingles(true), _shingles(found)
    shared = sum((wanted & given).values())
    return Score(
        name,
        shared / sum(given.values()) if given else None,
        shared / sum(wanted.values()) if wanted else None,
    )


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    starts = range(max(1, len(words) - _SHINGLE + 1)) if words else ()
    return Counter(tuple(words[i : i + _SHINGLE]) for i in starts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list the N worst pages")
    parser.add_argument("--rounds", type=int, default=2, metavar="N", help="read the pages N times (2)")
    options = parser.parse_args()
    rows = read_pages()
    pages = [page for page, _ in rows]
    extract_all(pages[:5])  # libraries and words are loaded once, ahead of the clock
    seconds = []
    for _ in range(options.rounds):
        start = time.process_time()
        articles = extract_all(pages)
        seconds.append(time.process_time() - start)
    scores = [
        compare(page.id, true, story_of(article))
        for (page, true), article in zip(rows, articles, strict=True)
    ]
    precision = statistics.mean(s.precision for s in scores if s.precision is not None)
    recall = statistics.mean(s.recall for s in scores if s.recall is not None)
    report = {
        "pages": len(pages),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / (precision + recall), 4),
        "pages_per_second": round(len(pages) / min(seconds), 1),
    }
    print(json.dumps(report))
    for score in sorted(scores, key=lambda s: s.worst)[: options.worst]:
        print(score.name[:12], score.precision, score.recall)


if __name__ == "__main__":
    main()
