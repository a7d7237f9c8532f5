"""Marked texts: [kind]…[/kind] around each expected block, nested ones included."""

import re
from dataclasses import dataclass

from readout.model import Article

_TAG = re.compile(r"\[(/?)([a-z_]+)\]")


@dataclass(frozen=True)
class Marked:
    text: str
    blocks: tuple[tuple[str, str], ...]  # kind, characters


def read_marked(marked: str) -> Marked:
    text, blocks, opened, at = "", [], [], 0
    for tag in _TAG.finditer(marked):
        text += marked[at : tag.start()]
        at = tag.end()
        if not tag[1]:
            opened.append((tag[2], len(text), len(blocks)))
            blocks.append(("", ""))
        else:
            kind, start, place = opened.pop()
            assert kind == tag[2], f"[{kind}] is closed by [/{tag[2]}]"
            blocks[place] = (kind, text[start:])
    assert not opened, f"{opened} not closed"
    return Marked(text + marked[at:], tuple(blocks))


def blocks_of(article: Article) -> tuple[tuple[str, str], ...]:
    return tuple((block.kind, block.span.of(article.text)) for block in article.blocks)


def assert_lawful(article: Article) -> None:
    """What no block covers is white space; blocks stand in order; only a title lies inside another."""
    covered = [False] * len(article.text)
    last = 0
    for block in article.blocks:
        span = block.span
        if block.kind == "title" and covered[span.start]:
            continue
        assert span.start >= last
        last = span.stop
        covered[span.start : span.stop] = [True] * (span.stop - span.start)
    bare = "".join(c for c, done in zip(article.text, covered, strict=True) if not done)
    assert not bare.strip("\u200b\ufeff\x00 \t\r\n\u3000"), repr(bare[:80])
    for evidence in article.evidence:
        assert evidence.span.of(article.text).strip()
