"""Sentences: cut an article's body and headings at sentence ends, quotations kept whole."""

import re
from functools import cache

from readout.language.lexicon import Orthography
from readout.model import Article, Block, Sentence, Sentences, Span
from readout.segment.fold import fold
from readout.segment.grammar import find_words
from readout.segment.words import find_breaks

_READ = ("body", "heading")
_HEADINGS = ("heading", "title")
_WORD_AFTER = re.compile(r"\s+(\w)")
_LOW_WORD = re.compile(r"(?<![\w./@-])([^\W\d_]{3,})[^\w\s.]?$")
_WORD_BEFORE = re.compile(r"[\w.]+$")
_LONGEST_ABBREVIATION = 12
_GAP = re.compile(r"[ \u3000\xa0]{1,}")


def segment(article: Article, orthography: Orthography) -> Sentences:
    """The sentences of ``article``'s body and heading blocks, in text order."""
    folded = fold(article.text, orthography)
    # a title is a line like any other where words are spaced; in others it is written in a style of its own
    kinds = (*_READ, "title") if orthography.spaced else _READ
    blocks = [block for block in article.blocks if block.kind in kinds]
    sentences = [
        sentence
        for number, block in enumerate(blocks)
        for sentence in _split(folded, block, number, orthography)
    ]
    words = find_words(folded, [sentence.span for sentence in sentences], orthography)
    seams = {word.start for word in words} | {word.stop for word in words}
    return Sentences(
        folded=folded,
        sentences=tuple(sentences),
        breaks=find_breaks(folded, orthography) | seams,
        words=words,
    )


@cache
def _ends(orthography: Orthography) -> re.Pattern[str]:
    """A sentence end: the marks and what closes after them."""
    closers = "".join(pair[1] for pair in orthography.quotes + orthography.brackets)
    return re.compile(f"[{re.escape(orthography.stops)}]+[{re.escape(closers)}]*")


def _parts(text: str, mark: re.Match[str], stop: int, orthography: Orthography) -> bool:
    """Whether a stop ends a sentence. Where words are spaced it may also end an abbreviation or part a number."""
    if not orthography.spaced:
        return True
    after = mark.end()
    if after >= stop:
        return True
    if not text[after].isspace():
        return _runs_on(text, mark)
    following = _WORD_AFTER.match(text, after, stop)
    if following and following[1].islower():
        return False
    if mark[0] != ".":
        return True
    before = _WORD_BEFORE.search(text, max(0, mark.start() - _LONGEST_ABBREVIATION), mark.start())
    if before is None:
        return True
    word = before[0]
    return not (len(word) == 1 and word.isupper()) and f"{word}." not in orthography.abbreviations


def _runs_on(text: str, mark: re.Match[str]) -> bool:
    """Whether the next sentence begins at once, as where a page lost the space between: a low word, a capital."""
    after = text[mark.end() : mark.end() + 2]
    before = _LOW_WORD.search(text, max(0, mark.start() - 2 * _LONGEST_ABBREVIATION), mark.start())
    return before is not None and before[1][1:].islower() and after[0].isupper() and not after[1:].isupper()


def _split(text: str, block: Block, number: int, orthography: Orthography) -> list[Sentence]:
    heading = block.kind in _HEADINGS
    start, stop = block.span.start, block.span.stop
    cuts = [
        m.end() for m in _ends(orthography).finditer(text, start, stop) if _parts(text, m, stop, orthography)
    ]
    if heading and not orthography.spaced:
        cuts += [match.end() for match in _GAP.finditer(text, start, stop)]
    elif not heading:
        cuts += [i + 1 for i in range(start, stop) if text[i] == "\n"]
    sentences = []
    for left, right in zip([start, *sorted(cuts)], [*sorted(cuts), stop], strict=True):
        while left < right and text[left].isspace():
            left += 1
        while right > left and text[right - 1].isspace():
            right -= 1
        if left < right:
            sentences.append(Sentence(span=Span(left, right), paragraph=number, heading=heading))
    return sentences
