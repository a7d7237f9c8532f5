"""Foreign words: what an article quotes in another language than its own."""

import re
from collections.abc import Iterator

from readout.extract.scripts import (
    FEWEST,
    Stretch,
    find_languages,
    find_quoted_language,
    is_mixed,
    main_script,
)
from readout.model import Article, Span

_READ = ("title", "heading", "body")
_QUOTED = re.compile(r"[“«„‟\"「『]([^“”«»„‟\"「」『』\n]+)[”»“‟\"」』]")
_SMALL = 3  # words in small letters, of which a name or a list of names has fewer
_LETTERS = 6  # letters of a script that has no small ones


def find_foreign(article: Article) -> tuple[Stretch, ...]:
    """The stretches of title, headings and body in another language than the article's, in text order.

    A stretch in another script is one as soon as it is no mere name; one in the article's own script is looked for
    between quotation marks only. What is too short to tell is left out.
    """
    if not is_mixed(article.text, article.language):
        return ()
    own = main_script(article.text)
    spans = (block.span for block in article.blocks if block.kind in _READ)
    found = {stretch.span: stretch for span in spans for stretch in _find(article, span, own)}
    return tuple(found[span] for span in sorted(found))


def _find(article: Article, span: Span, own: str) -> Iterator[Stretch]:
    text = span.of(article.text)
    covered: list[Span] = []
    for stretch in find_languages(text, without=own):
        known = stretch.language not in ("und", article.language)
        if known and _says_something(stretch.span.of(text)):
            covered.append(stretch.span)
            yield _shift(stretch, span.start)
    for match in _QUOTED.finditer(text):
        inner = Span(*match.span(1))
        if any(inner.overlaps(other) for other in covered) or not _says_something(match[1]):
            continue
        script, language = find_quoted_language(match[1])
        if language not in ("und", article.language):
            yield _shift(Stretch(span=inner, script=script, language=language), span.start)


def _says_something(text: str) -> bool:
    """Whether words are more than names: some in small letters, or letters enough where there are no small ones."""
    letters = [letter for letter in text if letter.isalpha()]
    if not any(letter.islower() or letter.isupper() for letter in letters):
        return len(letters) >= _LETTERS
    small = sum(1 for word in text.split() if word[:1].islower())
    return small >= _SMALL and len(letters) >= FEWEST


def _shift(stretch: Stretch, by: int) -> Stretch:
    span = Span(stretch.span.start + by, stretch.span.stop + by)
    return Stretch(span=span, script=stretch.script, language=stretch.language)
