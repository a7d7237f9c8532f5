"""The text cut into paragraphs and stretches, each with the rows that it belongs to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from readout.model import Article, Block, BlockKind, Reading, Span
from readout.views.report import ARTICLE_KINDS, StatementRow, flatten, make_report

Role = Literal["content", "source", "cue", "trigger", "evidence", "mention", "amount", "title", "at"]

# kinds that share a line with the paragraph they introduce
_INLINE: tuple[BlockKind, ...] = ("dateline", "byline")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of text that belongs to a row in some role.

    ``row`` is the statement's or contact's id, or the name of a mention or amount; ``depth`` counts the
    statements around a statement; ``first`` is true of the one mark that stands for its row in the text. "at" are the
    characters that somebody was sent to.
    """

    role: Role
    row: str
    span: Span
    depth: int = 0
    first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Characters with the same marks throughout, outermost first."""

    span: Span
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A block's stretches."""

    kind: BlockKind
    span: Span
    stretches: tuple[Stretch, ...]

    @property
    def is_furniture(self) -> bool:
        """Whether the block is no part of the article."""
        return self.kind not in ARTICLE_KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """The parts that stand on one line, usually one."""

    parts: tuple[Part, ...]

    @property
    def kind(self) -> BlockKind:
        """The kind of the last part: a dateline only introduces it."""
        return self.parts[-1].kind


def cut_text(
    reading: Reading, *, window: Span | None = None, at: Span | None = None
) -> tuple[Paragraph, ...]:
    """The text of the reading, or what of it stands in a window, in paragraphs; only white space between blocks is left out."""
    article = reading.article
    found = [*_find_marks(reading), *([Mark(role="at", row="", span=at)] if at else ())]
    if window:
        found = [mark for mark in found if mark.span.overlaps(window)]
    marks = sorted(found, key=lambda mark: (mark.span.start, -mark.span.stop, mark.depth))
    paragraphs: list[list[Part]] = []
    previous: Block | None = None
    for block in _cover(article, window or Span(0, max(len(article.text), 1))):
        part = Part(kind=block.kind, span=block.span, stretches=_cut(block.span, marks, article.text))
        gap = article.text[previous.span.stop : block.span.start] if previous else "\n"
        if previous and previous.kind in _INLINE and "\n" not in gap:
            paragraphs[-1].append(part)
        else:
            paragraphs.append([part])
        previous = block
    return tuple(Paragraph(parts=tuple(parts)) for parts in paragraphs)


def _find_marks(reading: Reading) -> Iterator[Mark]:
    for voice in make_report(reading).voices:
        for row in flatten(voice.statements):
            yield from _mark_statement(row)
    for contact in reading.contacts:
        yield Mark(role="trigger", row=contact.id, span=contact.trigger, first=True)
        for evidence in contact.evidence:
            yield Mark(role="evidence", row=contact.id, span=evidence.span)
    for mention in reading.mentions:
        yield Mark(role="mention", row=f"{mention.kind}: {mention.name}", span=mention.span)
    for amount in reading.amounts:
        value = f"{amount.low:,f}" if amount.low == amount.high else f"{amount.low:,f} to {amount.high:,f}"
        yield Mark(role="amount", row=f"{amount.bound}: {value} {amount.unit}", span=amount.span)
    for block in reading.article.blocks:
        if block.kind == "title":
            yield Mark(role="title", row="", span=block.span)


def _mark_statement(row: StatementRow) -> Iterator[Mark]:
    for quote in row.content:
        yield Mark(role="content", row=row.id, span=quote.span, depth=row.depth)
    yield Mark(role="source", row=row.id, span=row.source.span, depth=row.depth)
    yield Mark(role="cue", row=row.id, span=row.cue.span, depth=row.depth, first=True)


def _cover(article: Article, window: Span) -> list[Block]:
    """What stands in the window of the blocks that are not inside others, and body blocks for text that none covers."""
    blocks: list[Block] = []
    place = window.start
    for block in sorted(article.blocks, key=lambda block: (block.span.start, -block.span.stop)):
        start, stop = max(block.span.start, window.start), min(block.span.stop, window.stop)
        if start < place or start >= stop:
            continue
        blocks += _fill(article.text, place, start)
        blocks.append(Block(kind=block.kind, span=Span(start, stop)))
        place = stop
    return blocks + list(_fill(article.text, place, min(window.stop, len(article.text))))


def _fill(text: str, start: int, stop: int) -> Iterator[Block]:
    """A body block for each line of ``text[start:stop]`` that is not blank."""
    for line in text[start:stop].splitlines(keepends=True):
        if words := line.strip():
            begin = start + line.index(words)
            yield Block(kind="body", span=Span(begin, begin + len(words)))
        start += len(line)


def _cut(span: Span, marks: Iterable[Mark], text: str) -> tuple[Stretch, ...]:
    inside = [mark for mark in marks if mark.span.overlaps(span)]
    edges = {
        edge for mark in inside for edge in (mark.span.start, mark.span.stop) if span.start < edge < span.stop
    }
    borders = sorted(edges | {span.start, span.stop})
    return tuple(
        Stretch(
            span=Span(start, stop),
            text=text[start:stop],
            marks=tuple(mark for mark in inside if mark.span.start <= start and stop <= mark.span.stop),
        )
        for start, stop in pairwise(borders)
    )
