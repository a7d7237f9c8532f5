"""How the ledger is told which pages are copies: the texts that a page is made of, and what compares two of them."""

from collections.abc import Iterator

from readout.compare.copies import enough_shared, relate, shingles, sketch
from readout.ledger import Alike, Part
from readout.model import Article

# the kinds of block that are the article's own text
_BODY = ("heading", "body")


class Copies:
    """What says which texts are alike, by readout.compare."""

    def enough(self, smaller: int) -> int:
        """How many hashes two sketches, the smaller of that size, must share for their texts to be compared."""
        return enough_shared(smaller)

    def relate(self, a: str, b: str) -> Alike | None:
        """How the two texts are alike, None if they are not."""
        found = relate(a, b)
        if found is None:
            return None
        likeness = found.likeness
        return Alike(
            kind=found.kind,
            shared=likeness.shared,
            in_a=round(1000 * likeness.in_a),
            in_b=round(1000 * likeness.in_b),
        )


COPIES = Copies()


def find_parts(article: Article) -> tuple[Part, ...]:
    """The article's body, then its teasers, each with its sketch."""
    body = "\n".join(block.span.of(article.text) for block in article.blocks if block.kind in _BODY)
    return tuple(_make_part(text) for text in (body or article.text, *_find_teasers(article)))


def _find_teasers(article: Article) -> Iterator[str]:
    for block in article.blocks:
        if block.kind == "teaser":
            yield block.span.of(article.text)


def _make_part(text: str) -> Part:
    return Part(text=text, sketch=sketch(shingles(text)))
