"""Marked texts: "[s]外长[/s]13日[c]表示[/c]，[t]愿意合作[/t]。" becomes a text and its spans."""

import datetime
import re

from readout.language import load_lexicon
from readout.model import Article, Block, Reading, Span
from readout.pipeline import read_article

_TAG = re.compile(r"\[(/?)([a-z])(\d*)\]")


def parse_marked(marked: str) -> tuple[str, dict[str, list[Span]]]:
    """The text without its tags, and the spans by tag ("s", "c", "t", with a number "s2")."""
    text, spans, opened = "", {}, {}
    at = 0
    for match in _TAG.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        name = match[2] + match[3]
        if match[1]:
            spans.setdefault(name, []).append(Span(opened.pop(name), len(text)))
        else:
            opened[name] = len(text)
    return text + marked[at:], spans


def read_chinese(text: str, published: str = "2025-02-13") -> Reading:
    """The reading of a plain Chinese text: each line a paragraph, a line without a sentence end a heading."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            kind = "body" if line[-1] in "。！？”…」" else "heading"
            blocks.append(Block(kind=kind, span=Span(at, at + len(line))))
        at += len(line) + 1
    article = Article(
        text=text,
        language="zh",
        blocks=tuple(blocks),
        published=datetime.date.fromisoformat(published) if published else None,
        zone="Asia/Shanghai",
    )
    return read_article("test", article, load_lexicon("zh"))
