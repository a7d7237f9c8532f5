"""The ledger as three tables: what the columns of statements, contacts and pages are, for every tabular format."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from readout.export.rows import ContactRow, Quote, StatementRow, contact_rows, find_kind, statement_rows
from readout.ledger.kept import Kept
from readout.model import When

# text; a word of a closed list; a count; a day; a moment with its zone; yes or no; Quote; Quotes; Names
Kind = Literal["text", "word", "number", "date", "moment", "flag", "span", "spans", "names"]
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Row]):
    """A column: its name, the kind of its cells, and how a cell is had from a row ("", None or () where empty)."""

    name: str
    kind: Kind
    of: Callable[[Row], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Generic[Row]):
    """A table: its name, its columns, and the rows that a page has in it."""

    name: str
    columns: tuple[Column[Row], ...]
    rows: Callable[[Kept], Iterable[Row]]


def _page_columns(
    page: Callable[[Row], Kept],
) -> tuple[Column[Row], ...]:
    """Where a row stands: enough to filter by outlet and day, and to count families instead of reports."""
    return (
        Column(name="page", kind="text", of=lambda row: page(row).id),
        Column(name="address", kind="text", of=lambda row: page(row).address),
        Column(name="version", kind="number", of=lambda row: page(row).version),
        Column(name="versions", kind="number", of=lambda row: page(row).versions),
        Column(name="family", kind="text", of=lambda row: page(row).family),
        Column(name="published", kind="date", of=lambda row: published_day(page(row))),
        Column(name="language", kind="word", of=lambda row: page(row).reading.article.language),
        Column(name="outlet", kind="text", of=lambda row: page(row).reading.article.outlet),
        Column(name="origin", kind="text", of=lambda row: page(row).reading.article.origin),
    )


def _when_columns(
    when: Callable[[Row], When | None], phrase: Callable[[Row], Quote | None]
) -> tuple[Column[Row], ...]:
    """A time: as the row shows it, then its parts."""

    def cell(name: str, empty: object) -> Callable[[Row], object]:
        return lambda row: getattr(when(row), name, empty)

    return (
        Column(name="when", kind="text", of=cell("iso", "")),
        Column(name="when_precision", kind="word", of=cell("precision", "")),
        Column(name="when_start", kind="date", of=cell("start", None)),
        Column(name="when_stop", kind="date", of=cell("stop", None)),
        Column(name="when_time", kind="text", of=cell("time", "")),
        Column(name="when_zone", kind="text", of=cell("zone", "")),
        Column(name="when_phrase", kind="span", of=phrase),
    )


def published_day(page: Kept) -> datetime.date | None:
    """The day in the page's own zone that its article appeared on."""
    published = page.reading.article.published
    return published.date() if isinstance(published, datetime.datetime) else published


def _published_moment(page: Kept) -> datetime.datetime | None:
    published = page.reading.article.published
    aware = isinstance(published, datetime.datetime) and published.tzinfo is not None
    return published if isinstance(published, datetime.datetime) and aware else None


def _statement_phrase(row: StatementRow) -> Quote | None:
    return row.quote(row.statement.when.span) if row.statement.when else None


def _contact_phrase(row: ContactRow) -> Quote | None:
    return row.quote(row.contact.when.span) if row.contact.when else None


def _statement_page(row: StatementRow) -> Kept:
    return row.page


def _contact_page(row: ContactRow) -> Kept:
    return row.page


STATEMENTS: Table[StatementRow] = Table(
    name="statements",
    rows=statement_rows,
    columns=(
        Column(name="id", kind="text", of=lambda row: row.id),
        *_page_columns(_statement_page),
        Column(name="verdict", kind="word", of=lambda row: row.verdict),
        Column(name="source", kind="span", of=lambda row: row.quote(row.statement.source)),
        Column(name="speaker", kind="text", of=lambda row: row.statement.speaker),
        Column(
            name="speaker_kind",
            kind="word",
            of=lambda row: find_kind(row.page, row.statement.speaker) if row.statement.speaker else "",
        ),
        Column(name="cue", kind="span", of=lambda row: row.quote(row.statement.cue)),
        Column(
            name="content",
            kind="spans",
            of=lambda row: tuple(row.quote(span) for span in row.statement.content),
        ),
        Column(name="form", kind="word", of=lambda row: row.statement.form),
        Column(name="act", kind="word", of=lambda row: row.statement.act),
        Column(name="channel", kind="word", of=lambda row: row.statement.channel),
        Column(name="to", kind="text", of=lambda row: row.statement.to),
        Column(name="via", kind="text", of=lambda row: row.via),
        *_when_columns(lambda row: row.statement.when, _statement_phrase),
        Column(name="rule", kind="text", of=lambda row: row.statement.rule),
    ),
)

CONTACTS: Table[ContactRow] = Table(
    name="contacts",
    rows=contact_rows,
    columns=(
        Column(name="id", kind="text", of=lambda row: row.id),
        *_page_columns(_contact_page),
        Column(name="verdict", kind="word", of=lambda row: row.verdict),
        Column(name="type", kind="word", of=lambda row: row.contact.type),
        Column(name="status", kind="word", of=lambda row: row.contact.status),
        Column(name="trigger", kind="span", of=lambda row: row.quote(row.contact.trigger)),
        Column(name="parties", kind="names", of=lambda row: row.parties),
        Column(name="initiator", kind="text", of=lambda row: row.contact.initiator),
        Column(name="place", kind="text", of=lambda row: row.contact.place),
        *_when_columns(lambda row: row.contact.when, _contact_phrase),
        Column(
            name="duration",
            kind="text",
            of=lambda row: row.contact.duration.iso if row.contact.duration else "",
        ),
        Column(
            name="duration_about",
            kind="flag",
            of=lambda row: row.contact.duration.approximate if row.contact.duration else None,
        ),
        Column(
            name="topics",
            kind="spans",
            of=lambda row: tuple(row.quote(span) for span in row.contact.topics),
        ),
        Column(name="rule", kind="text", of=lambda row: row.contact.rule),
    ),
)

PAGES: Table[Kept] = Table(
    name="pages",
    rows=lambda page: (page,),
    columns=(
        Column(name="id", kind="text", of=lambda page: page.id),
        Column(name="address", kind="text", of=lambda page: page.address),
        Column(name="url", kind="text", of=lambda page: page.reading.article.url),
        Column(name="digest", kind="text", of=lambda page: page.digest),
        Column(name="fetched", kind="moment", of=lambda page: page.fetched),
        Column(name="version", kind="number", of=lambda page: page.version),
        Column(name="versions", kind="number", of=lambda page: page.versions),
        Column(name="family", kind="text", of=lambda page: page.family),
        Column(name="title", kind="text", of=lambda page: page.reading.article.title),
        Column(name="language", kind="word", of=lambda page: page.reading.article.language),
        Column(name="outlet", kind="text", of=lambda page: page.reading.article.outlet),
        Column(name="origin", kind="text", of=lambda page: page.reading.article.origin),
        Column(name="author", kind="text", of=lambda page: page.reading.article.author),
        Column(name="published", kind="date", of=published_day),
        Column(name="published_at", kind="moment", of=_published_moment),
        Column(name="zone", kind="text", of=lambda page: page.reading.article.zone),
        Column(name="statements", kind="number", of=lambda page: len(page.reading.statements)),
        Column(name="contacts", kind="number", of=lambda page: len(page.reading.contacts)),
        Column(name="rules", kind="text", of=lambda page: page.rules),
        Column(name="text", kind="text", of=lambda page: page.reading.article.text),
    ),
)

TABLES: tuple[Table[StatementRow] | Table[ContactRow] | Table[Kept], ...] = (STATEMENTS, CONTACTS, PAGES)
