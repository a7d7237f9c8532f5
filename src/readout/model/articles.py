"""Articles: one decoded text, its blocks, and who wrote and served it."""

import datetime
from dataclasses import dataclass, field
from typing import Literal, get_args

from readout.errors import ModelError
from readout.model.spans import Evidence, Span

BlockKind = Literal[
    "body",  # a paragraph of the article
    "heading",  # a heading inside the article; broken lines of one heading are one block
    "title",  # the article's title where it stands in the text
    "dateline",  # "央视网消息（新闻联播）：", "新华社北京2月13日电": the outlet's signature
    "byline",  # who wrote it
    "source_line",  # "来源：央视新闻", publication time, read counts
    "editor_line",  # "责任编辑：…"
    "caption",  # a picture's or a video's caption
    "teaser",  # the start of another story, glued on
    "related",  # a list of links to other stories
    "link",  # a permalink or share line
    "disclaimer",  # legal text of the site
    "navigation",  # menus, share buttons, breadcrumbs, comments
]
BLOCK_KINDS: tuple[str, ...] = get_args(BlockKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A labelled stretch of an article's text.

    Blocks stand in text order. A ``title`` may lie inside a ``link`` or ``source_line`` block; apart
    from that no two blocks overlap, and what no block covers is white space.
    """

    kind: BlockKind
    span: Span

    def __post_init__(self) -> None:
        if self.kind not in BLOCK_KINDS:
            raise ModelError(f"Block: unknown kind {self.kind!r}; one of {', '.join(BLOCK_KINDS)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One decoded text that is never rewritten, and the blocks over it.

    ``outlet`` served the text, ``origin`` wrote it; both are names as readers know them ("央视新闻"),
    or the host name where the page gives no name. "" and None mean: the page does not say.
    ``evidence`` ties title, outlet, origin, author and published to the characters they were read
    from, for those that stand in the text; ``rules`` pairs such a field with the rule that found it.
    ``zone`` is the IANA name of the time zone that plain clock times and "today" are in ("" unknown).
    """

    text: str
    language: str
    blocks: tuple[Block, ...] = ()
    url: str = ""
    title: str = ""
    outlet: str = ""
    origin: str = ""
    author: str = ""
    published: datetime.date | datetime.datetime | None = None
    zone: str = ""
    evidence: tuple[Evidence, ...] = ()
    rules: tuple[tuple[str, str], ...] = field(default=())

    def __post_init__(self) -> None:
        size = len(self.text)
        for span in [block.span for block in self.blocks] + [e.span for e in self.evidence]:
            if span.stop > size:
                raise ModelError(f"Article: {span} points past the text's {size} code points")
