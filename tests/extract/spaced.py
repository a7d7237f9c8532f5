"""Marked texts of spaced languages, read as plain text and checked block by block."""

from readout.extract import extract_article, load_publishers
from readout.language.lexicon import languages, load_lexicon
from readout.model import Article, Page
from tests.extract.marked import assert_lawful

LEXICONS = {code: load_lexicon(code) for code in languages()}
PUBLISHERS = load_publishers()


def read(text: str, *, media_type: str = "text/plain", **fields: object) -> Article:
    page = Page(id="test", content=text.encode(), media_type=media_type, **fields)
    article = extract_article(page, LEXICONS, PUBLISHERS)
    if media_type == "text/plain":
        assert article.text == text
    assert_lawful(article)
    return article


def provenance_of(article: Article, *names: str) -> dict[str, object]:
    return {name: getattr(article, name) for name in names}
