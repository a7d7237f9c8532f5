"""Markup: an HTML page's visible lines in order, which of them are the story, and what its markup says.

trafilatura finds the story (Barbaresi 2021, ACL demo); in its fast mode, which on the public
article-extraction benchmark is both better and quicker than its full one.
"""

import logging
import re
from dataclasses import dataclass, replace
from html import unescape
from itertools import pairwise
from typing import Any

import lxml.etree
import lxml.html
from trafilatura import bare_extraction

from readout.extract.blocks import bare
from readout.extract.case import Metadata
from readout.extract.fields import Label
from readout.extract.labels import is_header, label_line
from readout.extract.lines import Hint, Line, width
from readout.extract.metadata import read_metadata
from readout.extract.signals import Signals

_SILENT = frozenset(
    """
    script style noscript template svg math select option button iframe object canvas head textarea
    datalist
    """.split()  # noqa: SIM905  a list of forty quoted names reads worse
)
_INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s
    samp small span strike strong sub sup time tt u var wbr ref hi img input nobr
    """.split()  # noqa: SIM905  a list of forty quoted names reads worse
)
_WORDED = frozenset(["a", "span", "time", "label", "cite"])  # inline elements that hold whole words
_HEADINGS = frozenset(["h2", "h3", "h4", "h5", "h6"])
_TAG = re.compile(r"</?([a-zA-Z][\w-]{0,20})[^<>]{0,2000}>")
_UNSEEN = re.compile(
    r"<(script|style|head|noscript)\b.*?(?:</\1>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
# lxml.html asks a function of its own for the class of every element; nothing here needs more than the common one.
_ELEMENTS = lxml.etree.ElementDefaultClassLookup(element=lxml.html.HtmlElement)
REACH = 80  # lines below the story in which its source line, editor and disclaimer are looked for
HEADERS = 3  # lines of a date alone above the story, beyond which they are a list's
LISTED = 20  # lines of a list of other stories that are kept


@dataclass(frozen=True, slots=True)
class Row:
    """A visible line; ``linked``: it holds links only. ``hint`` is "outside" for one that is no part of the story,
    "listed" for one of a list of other stories.
    """

    text: str
    hint: Hint
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A page's lines in document order and its markup's metadata."""

    rows: tuple[Row, ...]
    metadata: Metadata


def read_document(html: str, *, title: str = "") -> Document:
    """The lines of ``html``; ``title`` is the caller's word. A page without text has no rows."""
    tree = _parse(html)
    metadata = Metadata() if tree is None else read_metadata(tree)
    seen = [] if tree is None else _find_rows(tree)
    story = [] if tree is None else _find_story(tree)
    if not story and not any(map(_is_prose, seen)):
        seen = _strip_tags(html)
    if not story:
        story = [Row(row.text, "body") for row in seen if _is_prose(row)]
    return Document(_weave(seen, story, title or metadata.title), metadata)


def build_text(document: Document, signals: Signals) -> tuple[str, tuple[Line, ...]]:
    """One text of the story's lines and of those around it that carry a label, and the lines over it."""
    kept = _keep(document.rows, signals)
    lines: list[Line] = []
    at = 0
    for row in kept:
        lines.append(Line(at, at + len(row.text), row.hint))
        at += len(row.text) + 1
    return "\n".join(row.text for row in kept), tuple(lines)


def _parse(html: str) -> Any:
    clean = _CONTROL.sub("", html)
    parser = lxml.etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(_ELEMENTS)
    try:
        return lxml.html.document_fromstring(clean.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return None


def _find_story(tree: Any) -> list[Row]:
    """The story's lines as trafilatura finds them; none where it finds none or fails on hostile markup."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = bare_extraction(tree, fast=True, include_comments=False, include_tables=True)
    except Exception:  # a page that breaks the library is still read, by its paragraphs
        return []
    if found is None or isinstance(found, dict) or not found.text:
        return []
    body = found.body
    heads = {_clean("".join(head.itertext())) for head in body.iter("head")} if body is not None else set()
    lines = (
        _clean(line.lstrip("-").strip() if line.startswith("- ") else line) for line in found.text.split("\n")
    )
    return [Row(line, "heading" if line in heads else "body") for line in lines if line]


def _find_rows(tree: Any) -> list[Row]:
    """All visible lines: block elements and line breaks part them."""
    root = tree.find("body") if tree.find("body") is not None else tree
    builder = _Builder()
    walk = lxml.etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if not isinstance(tag, str) or tag in _SILENT:
            if event == "start":
                walk.skip_subtree()
            else:
                builder.add(element.tail)
            continue
        if event == "start":
            builder.open(tag)
            builder.add(element.text)
        else:
            builder.close(tag)
            if element is not root:
                builder.add(element.tail)
    builder.flush()
    return builder.rows


def _strip_tags(html: str) -> list[Row]:
    """The lines of markup that the parser gives up on (it stops at some hundred nested elements)."""
    bare_html = _TAG.sub(lambda m: "" if m[1].lower() in _INLINE else "\n", _UNSEEN.sub("\n", html))
    lines = (_clean(unescape(line)) for line in bare_html.split("\n"))
    return [Row(line, "outside") for line in lines if line]


class _Builder:
    """Collects text into rows while a tree is walked."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._parts: list[str] = []
        self._links = 0
        self._linked = 0
        self._hints: list[Hint] = []
        self._edge = False  # whether an element began or ended behind the last text

    def open(self, tag: str) -> None:
        self._edge = self._edge or tag in _WORDED
        if tag == "a":
            self._links += 1
        elif tag not in _INLINE:
            self.flush()
        hint = _hint(tag)
        if hint:
            self._hints.append(hint)

    def close(self, tag: str) -> None:
        self._edge = self._edge or tag in _WORDED
        if tag == "a":
            self._links = max(0, self._links - 1)
        elif tag not in _INLINE:
            self.flush()
        if _hint(tag) and self._hints:
            self._hints.pop()

    def add(self, text: str | None) -> None:
        if text:
            if self._edge and self._parts and _is_glued(self._parts[-1], text):
                self._parts.append(" ")
            self._edge = False
            self._parts.append(text)
            if self._links:
                self._linked += len(text.strip())

    def flush(self) -> None:
        text = _clean("".join(self._parts))
        if text:
            hint = self._hints[-1] if self._hints else "outside"
            self.rows.append(Row(text, hint, self._linked * 10 >= len(text) * 8))
        self._parts.clear()
        self._linked = 0


def _is_glued(before: str, after: str) -> bool:
    """Whether two elements' words touch that only a style sheet keeps apart: Jane Doe, then Staff Writer."""
    return after[0].isupper() and before[-1].islower() and before[-3:].isalpha()  # not Mc, then Donald


def _hint(tag: str) -> Hint:
    if tag == "h1":
        return "title"
    if tag in _HEADINGS:
        return "heading"
    return "caption" if tag == "figcaption" else ""


def _clean(text: str) -> str:
    return " ".join(text.split())


def _is_prose(row: Row) -> bool:
    """Used where the library finds no story: lines that are no links and long enough for a clause."""
    return not row.linked and width(row.text) >= 8


def _weave(seen: list[Row], story: list[Row], title: str) -> tuple[Row, ...]:
    """The story's lines at their places among all visible ones; the title's line marked."""
    places: dict[str, list[int]] = {}
    keys = [_key(row.text) for row in seen]
    for i, key in enumerate(keys):
        places.setdefault(key, []).append(i)
    anchors: list[tuple[int, Row]] = []
    at = -1
    for row in story:
        found = next((i for i in places.get(_key(row.text), ()) if i > at), None)
        at = found if found is not None else at
        anchors.append((at, row))
    taken = {
        place
        for (before, _), (place, _) in pairwise([(-1, story[0] if story else None), *anchors])
        if place != before
    }
    joined = "\n".join(_key(row.text) for row in story)
    woven: list[tuple[int, int, Row]] = [(place, 1, row) for place, row in anchors]
    first, last = (anchors[0][0], anchors[-1][0]) if anchors else (0, len(seen))
    head = _find_title(seen, title, last)
    start = head if head is not None else max(0, first - 30)
    for i, row in enumerate(seen[start : last + REACH + 1], start):
        inside = i in taken or (len(keys[i]) >= 4 and keys[i] in joined)
        if not inside and i != head:
            woven.append((i, 0, Row(row.text, "caption" if row.hint == "caption" else "outside", row.linked)))
    return _with_title(woven, seen, head, title)


def _with_title(
    woven: list[tuple[int, int, Row]], seen: list[Row], head: int | None, title: str
) -> tuple[Row, ...]:
    wanted = bare(seen[head].text if head is not None else title)
    rest = [entry for entry in woven if not (wanted and _says(entry[2].text, wanted))]
    rows = tuple(row for _, _, row in sorted(rest, key=lambda entry: entry[:2]))
    text = seen[head].text if head is not None else _clean(title)
    return (Row(text, "title"), *rows) if text and rows else rows


def _says(text: str, wanted: str) -> bool:
    """Whether a line without its marks and spaces is ``wanted``; most lines are told by their length."""
    return len(wanted) <= 2 * len(text) <= 4 * len(wanted) + 80 and bare(text) == wanted


def _find_title(seen: list[Row], title: str, last: int) -> int | None:
    """The line that is the page's title: the h1 that says what the metadata say, else any such line."""
    wanted: str = bare(title)
    tops = [i for i, row in enumerate(seen[: last + 1]) if row.hint == "title"]
    if not wanted:
        return tops[0] if len(tops) == 1 else None
    places: list[int] = [*tops, *range(min(last + 1, len(seen)))]
    for i in places:
        if i not in tops:
            if _says(seen[i].text, wanted):
                return i
            continue
        line: str = bare(seen[i].text)
        if line == wanted or (len(line) > 5 and (line in wanted or wanted in line)):
            return i
    return None


def _key(text: str) -> str:
    return "".join(text.split())


def _keep(rows: tuple[Row, ...], signals: Signals) -> list[Row]:
    """The story, and the lines around it that say something about it."""
    story = [i for i, row in enumerate(rows) if row.hint in ("body", "heading")]
    if not story:
        return []
    kept: list[Row] = []
    headers: list[Row] = []
    listed = 0  # lines left to keep of a list of other stories
    after = False  # whether such a list has begun below the story
    for i, row in enumerate(rows):
        if row.hint != "outside":
            within = row.hint != "caption" or story[0] <= i <= story[-1]
            if within:
                kept.append(row)
            listed = 0
            continue
        folded = signals.fold(row.text)
        label = label_line(folded, 0, len(folded), signals)
        if label is not None and label.kind == "related":
            listed, after = LISTED, after or i > story[-1]
        if i < story[0] and is_header(folded, signals):
            headers.append(row)
        if listed and row.linked and (label is None or label.kind == "related"):
            listed -= 1
            kept.append(row if label else replace(row, hint="listed"))
        elif (headers and headers[-1] is row) or (label is not None and _says_more(label, after, signals)):
            kept.append(row)
        elif not row.linked:
            listed = 0
    # The dates of a list of other stories are nobody's here.
    return [row for row in kept if row not in headers] if len(headers) > HEADERS else kept


def _says_more(label: Label, after: bool, signals: Signals) -> bool:
    """Whether a labelled line around the story says something of it; ``after``: other stories are listed above it."""
    if label.kind in ("navigation", "caption"):
        return False
    others = after and signals.spaced and {field.kind for field in label.fields} <= {"author", "published"}
    return not (others and label.kind in ("byline", "source_line"))
