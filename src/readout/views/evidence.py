"""One row of a ledger with the words that it was read from, and one page with what became of it over its versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from readout.ledger import Judged, Kept, Relative
from readout.model import Contact, Span, Statement

Role = Literal["", "source", "cue", "content", "trigger", "party"]
_MARGIN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Characters of the page in one role, "" for the words around."""

    role: Role
    start: int
    stop: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A row: its cells as pairs of name and value, and the stretch of text that it was read from, cut into pieces."""

    id: str
    kind: Literal["statement", "contact"]
    cells: tuple[tuple[str, str], ...]
    pieces: tuple[Piece, ...]
    page: str
    address: str
    title: str
    outlet: str
    origin: str
    published: str
    judged: tuple[Judged, ...]
    relatives: tuple[Relative, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What was done to a page between two versions: words taken out and words put in, "" where none."""

    taken: str
    put: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionChange:
    """How a page's version differs from the one before it."""

    before: str
    after: str
    version: int
    edits: tuple[Edit, ...]
    lost: tuple[str, ...]
    gained: tuple[str, ...]


def make_evidence(
    kept: Kept, id: str, judged: tuple[Judged, ...], relatives: tuple[Relative, ...]
) -> Evidence:
    """The row of that id on that page. Raises ValueError if the page has no such row."""
    if id in kept.statement_ids:
        place = kept.statement_ids.index(id)
        statement = kept.reading.statements[place]
        kind: Literal["statement", "contact"] = "statement"
        cells = _statement_cells(kept, statement, kept.statement_verdicts[place])
        spans = _statement_spans(statement)
    else:
        place = kept.contact_ids.index(id)
        contact = kept.reading.contacts[place]
        kind, cells = "contact", _contact_cells(kept, contact, kept.contact_verdicts[place])
        spans = _contact_spans(contact)
    article = kept.reading.article
    return Evidence(
        id=id,
        kind=kind,
        cells=tuple((name, value) for name, value in cells if value),
        pieces=_cut(article.text, spans),
        page=kept.id,
        address=kept.address,
        title=article.title,
        outlet=article.outlet,
        origin=article.origin,
        published=article.published.isoformat() if article.published else "",
        judged=judged,
        relatives=relatives,
    )


def compare_versions(old: Kept, new: Kept) -> VersionChange:
    """What was taken out of a page and put in, by its lines, and which statements went and came."""
    before, after = _lines(old.reading.article.text), _lines(new.reading.article.text)
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    edits = tuple(
        Edit(taken="\n".join(before[a:b]), put="\n".join(after[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    )
    was, now = _said(old), _said(new)
    return VersionChange(
        before=old.id,
        after=new.id,
        version=new.version,
        edits=edits,
        lost=tuple(words for words in was if words not in now),
        gained=tuple(words for words in now if words not in was),
    )


def _statement_cells(kept: Kept, statement: Statement, verdict: str) -> tuple[tuple[str, str], ...]:
    text = kept.reading.article.text
    ids = dict(zip((s.id for s in kept.reading.statements), kept.statement_ids, strict=True))
    return (
        ("speaker", statement.speaker),
        ("source", statement.source.of(text)),
        ("cue", statement.cue.of(text)),
        ("content", " … ".join(span.of(text) for span in statement.content)),
        ("form", statement.form),
        ("act", statement.act),
        ("channel", statement.channel),
        ("to", statement.to),
        ("via", ids.get(statement.via, "")),
        ("when", f"{statement.when.iso} ({statement.when.span.of(text)})" if statement.when else ""),
        ("verdict", verdict),
        ("rule", statement.rule),
    )


def _contact_cells(kept: Kept, contact: Contact, verdict: str) -> tuple[tuple[str, str], ...]:
    text = kept.reading.article.text
    return (
        ("type", contact.type),
        ("status", contact.status),
        ("parties", ", ".join(contact.parties)),
        ("when", f"{contact.when.iso} ({contact.when.span.of(text)})" if contact.when else ""),
        ("place", contact.place),
        ("duration", contact.duration.iso if contact.duration else ""),
        ("initiator", contact.initiator),
        ("topics", " · ".join(span.of(text) for span in contact.topics)),
        ("verdict", verdict),
        ("rule", contact.rule),
    )


def _statement_spans(statement: Statement) -> list[tuple[Role, Span]]:
    content: list[tuple[Role, Span]] = [("content", span) for span in statement.content]
    return [("source", statement.source), ("cue", statement.cue), *content]


def _contact_spans(contact: Contact) -> list[tuple[Role, Span]]:
    parties: list[tuple[Role, Span]] = [
        ("party", piece.span) for piece in contact.evidence if piece.field == "party"
    ]
    return [("trigger", contact.trigger), *parties]


def _cut(text: str, spans: Sequence[tuple[Role, Span]]) -> tuple[Piece, ...]:
    """The text around the spans, in pieces of one role; of two that overlap, the first given has the words."""
    start = max(0, min(span.start for _, span in spans) - _MARGIN)
    stop = min(len(text), max(span.stop for _, span in spans) + _MARGIN)
    line = text.rfind("\n", start, min(span.start for _, span in spans))
    start = max(start, line + 1)
    end = text.find("\n", max(span.stop for _, span in spans), stop)
    stop = end if end >= 0 else stop
    edges = sorted({start, stop, *(edge for _, span in spans for edge in (span.start, span.stop))})
    pieces = []
    for left, right in pairwise(edges):
        role: Role = next((role for role, span in spans if span.start <= left < span.stop), "")
        pieces.append(Piece(role=role, start=left, stop=right, text=text[left:right]))
    return tuple(pieces)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _said(kept: Kept) -> dict[str, None]:
    text = kept.reading.article.text
    return {
        f"{s.speaker} {s.cue.of(text)} {' … '.join(span.of(text) for span in s.content)}": None
        for s in kept.reading.statements
    }
