"""The report of one reading: what it shows, in which order. Nothing is in it that is not in the reading."""

import datetime
import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from readout.model import (
    Article,
    BlockKind,
    Contact,
    ContactType,
    Duration,
    Form,
    Reading,
    Span,
    Statement,
    Status,
    When,
)

# what a reader came for; every other kind of block is furniture
ARTICLE_KINDS: tuple[BlockKind, ...] = ("body", "heading", "title")

# what a reader is told of a language that is not read in full
_EFFORTS = {"full": "", "partial": "partial reading", "none": "no words of this language: nothing was read"}
_DURATION = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?"
)
_DURATION_UNITS = ("years", "months", "weeks", "days", "h", "min", "s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of the page and where they stand; ``before`` and ``after`` are quotation marks shown around them."""

    span: Span
    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """One statement. ``depth`` is 0 at the top; ``via`` is the enclosing statement's id, ``via_speaker`` its speaker.

    ``when`` is the ISO form and ``when_phrase`` the page's words for it; "" is what the page does not say.
    """

    id: str
    speaker: str
    source: Quote
    cue: Quote
    content: tuple[Quote, ...]
    form: Form
    act: str
    channel: str
    to: str
    when: str
    when_phrase: str
    via: str
    via_speaker: str
    rule: str
    depth: int
    nested: tuple["StatementRow", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A speaker and what it says at the top level; ``source`` is the fullest phrase that names it here."""

    speaker: str
    source: str
    statements: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """One contact; ``duration`` is for people ("about 1 h 30 min"), "" is what the page does not say."""

    id: str
    type: ContactType
    status: Status
    trigger: Quote
    parties: tuple[str, ...]
    when: str
    when_phrase: str
    place: str
    duration: str
    duration_phrase: str
    initiator: str
    topics: tuple[Quote, ...]
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """The stretches of one kind that are no part of the article, in text order."""

    kind: BlockKind
    stretches: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the report of one page shows. ``characters`` counts code points of the whole text.

    ``effort`` is for people ("partial reading"), "" for a language that is read in full.
    """

    id: str
    title: str
    url: str
    language: str
    effort: str
    outlet: str
    origin: str
    author: str
    published: str
    characters: int
    furniture_characters: int
    contacts: tuple[ContactRow, ...]
    voices: tuple[Voice, ...]
    statement_count: int
    furniture: tuple[Furniture, ...]


def make_report(reading: Reading) -> Report:
    """What the report of ``reading`` shows."""
    article = reading.article
    furniture = _find_furniture(article)
    return Report(
        id=reading.id,
        title=article.title,
        url=article.url,
        language=article.language,
        effort=_EFFORTS[reading.effort],
        outlet=article.outlet,
        origin=article.origin,
        author=article.author,
        published=_format_published(article),
        characters=len(article.text),
        furniture_characters=sum(len(quote.text) for kind in furniture for quote in kind.stretches),
        contacts=tuple(_contact(contact, article.text) for contact in reading.contacts),
        voices=_group_voices(reading.statements, article.text),
        statement_count=len(reading.statements),
        furniture=furniture,
    )


def flatten(rows: Sequence[StatementRow]) -> tuple[StatementRow, ...]:
    """The rows and all that are nested in them, each parent before its children."""
    return tuple(row for top in rows for row in (top, *flatten(top.nested)))


def format_duration(iso: str) -> str:
    """An ISO 8601 duration for people: PT90M is "1 h 30 min". What is no duration stays as it is."""
    match = _DURATION.fullmatch(iso)
    if not match or not any(match.groups()):
        return iso
    counts = [int(group or 0) for group in match.groups()]
    for small, large, size in ((6, 5, 60), (5, 4, 60)):
        counts[large] += counts[small] // size
        counts[small] %= size
    parts = [
        f"{count} {unit if count > 1 else unit.removesuffix('s') or unit}"
        for count, unit in zip(counts, _DURATION_UNITS, strict=True)
        if count
    ]
    return " ".join(parts) or iso


def _group_voices(statements: Sequence[Statement], text: str) -> tuple[Voice, ...]:
    """The statements by speaker, in order of appearance; a nested one stands under its parent alone."""
    known = {statement.id: statement for statement in statements}
    children: dict[str, list[Statement]] = defaultdict(list)
    tops: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if _has_top(statement, known):
            children[statement.via].append(statement)
        else:
            tops[statement.speaker or statement.source.of(text)].append(statement)

    def row(statement: Statement, depth: int) -> StatementRow:
        parent = known.get(statement.via)
        nested = tuple(row(child, depth + 1) for child in children[statement.id])
        return _statement(statement, parent, text, depth, nested)

    return tuple(
        Voice(
            speaker=speaker,
            source=max((statement.source.of(text) for statement in group), key=len),
            statements=tuple(row(statement, 0) for statement in group),
        )
        for speaker, group in tops.items()
    )


def _has_top(statement: Statement, known: dict[str, Statement]) -> bool:
    """Whether ``via`` leads up to a statement at the top; one that leads nowhere or in a ring does not."""
    seen = {statement.id}
    current = known.get(statement.via)
    while current and current.via:
        if current.id in seen:
            return False
        seen.add(current.id)
        current = known.get(current.via)
    return current is not None and current.id not in seen


def _statement(
    statement: Statement, parent: Statement | None, text: str, depth: int, nested: tuple[StatementRow, ...]
) -> StatementRow:
    return StatementRow(
        id=statement.id,
        speaker=statement.speaker,
        source=_quote(statement.source, text),
        cue=_quote(statement.cue, text),
        content=tuple(
            _quote_direct(span, text) if statement.form == "direct" else _quote(span, text)
            for span in statement.content
        ),
        form=statement.form,
        act=statement.act,
        channel=statement.channel,
        to=statement.to,
        when=statement.when.iso if statement.when else "",
        when_phrase=_phrase(statement.when, text),
        via=statement.via if depth else "",
        via_speaker=(parent.speaker or parent.source.of(text)) if parent and depth else "",
        rule=statement.rule,
        depth=depth,
        nested=nested,
    )


def _contact(contact: Contact, text: str) -> ContactRow:
    duration = contact.duration
    return ContactRow(
        id=contact.id,
        type=contact.type,
        status=contact.status,
        trigger=_quote(contact.trigger, text),
        parties=contact.parties,
        when=contact.when.iso if contact.when else "",
        when_phrase=_phrase(contact.when, text),
        place=contact.place,
        duration=_format_length(duration) if duration else "",
        duration_phrase=_phrase(duration, text),
        initiator=contact.initiator,
        topics=tuple(_quote(span, text) for span in contact.topics),
        rule=contact.rule,
    )


def name_language(report: Report) -> str:
    """The language's code, and how far it is read where that is not in full."""
    return ": ".join(filter(None, (report.language, report.effort)))


def _find_furniture(article: Article) -> tuple[Furniture, ...]:
    kinds: dict[BlockKind, list[Quote]] = defaultdict(list)
    for block in article.blocks:
        if block.kind not in ARTICLE_KINDS:
            kinds[block.kind].append(_quote(block.span, article.text))
    return tuple(Furniture(kind=kind, stretches=tuple(quotes)) for kind, quotes in kinds.items())


def _quote(span: Span, text: str) -> Quote:
    return Quote(span=span, text=span.of(text))


def _quote_direct(span: Span, text: str) -> Quote:
    """A direct quotation with the quotation marks that stand around it on the page, if they do."""
    before, after = text[: span.start][-1:], text[span.stop : span.stop + 2]
    if after and unicodedata.category(after[0]) == "Po" and not _is_quotation_mark(after[0]):
        after = after[1:]  # the full stop inside the quotation marks is not part of the words
    if _is_quotation_mark(before) and _is_quotation_mark(after[:1]):
        return Quote(span=span, text=span.of(text), before=before, after=after[:1])
    return _quote(span, text)


def _is_quotation_mark(character: str) -> bool:
    name = unicodedata.name(character, "") if character else ""
    return name.endswith(("QUOTATION MARK", "CORNER BRACKET"))


def _phrase(when: When | Duration | None, text: str) -> str:
    return when.span.of(text) if when else ""


def _format_length(duration: Duration) -> str:
    length = format_duration(duration.iso)
    return f"about {length}" if duration.approximate else length


def _format_published(article: Article) -> str:
    """The date, with the clock time where the page gives one."""
    published = article.published
    if isinstance(published, datetime.datetime):
        return published.isoformat(sep=" ", timespec="minutes")
    return published.isoformat() if published else ""
