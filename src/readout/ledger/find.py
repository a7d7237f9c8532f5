"""Find rows: statements, contacts, pages and speakers, by words and by what their cells say."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.engine import Connection

from readout.ledger import schema
from readout.ledger.engine import Store
from readout.ledger.verdicts import RowVerdict, find_paired, find_verdicts
from readout.ledger.words import parse_query, to_fts5, to_tsquery

Order = Literal["newest", "oldest"]
_CHUNK = 200
_FIRST_CHUNK = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What to find; "" and () ask for nothing. Days are ISO, both ends included; ``parties`` must all have taken part.

    ``limit`` is how many rows come back, reports of one row counted as one; ``skip`` passes over that many first.
    ``aliases`` are names that are one: who is asked for by one of them is found by all.
    """

    words: str = ""
    speaker: str = ""
    to: str = ""
    act: str = ""
    channel: str = ""
    type: str = ""
    status: str = ""
    parties: tuple[str, ...] = ()
    outlet: str = ""
    origin: str = ""
    language: str = ""
    page: str = ""
    since: str = ""
    until: str = ""
    verdict: str = ""
    limit: int = 20
    skip: int = 0
    order: Order = "newest"
    aliases: tuple[tuple[str, ...], ...] = ()

    def names(self, name: str) -> tuple[str, ...]:
        """A name with those that are one with it."""
        return (name, *(alias for aliases in self.aliases if name in aliases for alias in aliases))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Where a row stands: the page, who served it, who wrote it, and when it appeared."""

    page: str
    address: str
    title: str
    outlet: str
    origin: str
    language: str
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementHit:
    """A statement, and in how many pages it is reported; ``id`` and ``report`` are of the first of them found."""

    id: str
    day: str
    source: str
    speaker: str
    cue: str
    content: str
    form: str
    act: str
    channel: str
    to: str
    via: str
    time: str
    verdict: str
    pages: int
    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactHit:
    """A contact, and in how many pages it is reported in the same way."""

    id: str
    day: str
    type: str
    status: str
    trigger: str
    parties: tuple[str, ...]
    place: str
    initiator: str
    duration: str
    topics: tuple[str, ...]
    time: str
    verdict: str
    pages: int
    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHit:
    """A page: ``error`` says why it can't be read, "" if it was."""

    report: Report
    error: str
    statements: int
    contacts: int
    copies: int
    versions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who said something: how many statements, in how many pages, and the first and last day of them."""

    name: str
    statements: int
    pages: int
    first: str
    last: str


def find_statements(store: Store, query: Query) -> tuple[StatementHit, ...]:
    """The statements that the query asks for, those of one wording in copies of one text counted as one."""
    return tuple(
        StatementHit(
            **_cells(
                row, ("id", "day", "source", "speaker", "cue", "content", "form", "act", "channel", "via")
            ),
            to=row.addressee,
            time=row.time,
            verdict=row.verdict,
            pages=pages,
            report=_report(row),
        )
        for row, pages in _find_groups(store, query, schema.statement)
    )


def find_contacts(store: Store, query: Query) -> tuple[ContactHit, ...]:
    """The contacts that the query asks for, those told alike in copies of one text counted as one."""
    return tuple(
        ContactHit(
            **_cells(
                row, ("id", "day", "type", "status", "trigger", "place", "initiator", "duration", "time")
            ),
            parties=_lines(row.parties),
            topics=_lines(row.topics),
            verdict=row.verdict,
            pages=pages,
            report=_report(row),
        )
        for row, pages in _find_groups(store, query, schema.contact)
    )


def find_pages(store: Store, query: Query) -> tuple[PageHit, ...]:
    """The pages that the query asks for, each by itself."""
    pages, readings = schema.page, schema.reading
    count = {
        table.name: sa.select(sa.func.count()).where(table.c.page == pages.c.number).scalar_subquery()
        for table in (schema.statement, schema.contact)
    }
    twins = pages.alias("twins")
    family = sa.select(sa.func.count(sa.distinct(twins.c.address))).where(twins.c.family == pages.c.family)
    address = sa.select(sa.func.count()).select_from(twins).where(twins.c.address == pages.c.address)
    direction = sa.desc if query.order == "newest" else sa.asc
    with store.read() as connection:
        conditions = _page_conditions(connection, query, readings.c.page, readings.c.day)
        chosen = sa.select(readings.c.page).where(*conditions)
        chosen = chosen.order_by(direction(readings.c.day), direction(readings.c.page))
        numbers = connection.execute(chosen.limit(query.limit).offset(query.skip)).scalars().all()
        found = (
            sa.select(
                pages.c.number,
                *_REPORT,
                readings.c.error,
                count["statement"].label("statements"),
                count["contact"].label("contacts"),
                family.scalar_subquery().label("copies"),
                address.scalar_subquery().label("versions"),
            )
            .select_from(pages.join(readings))
            .where(pages.c.number.in_(numbers))
        )
        rows = {row.number: row for row in connection.execute(found)}
        return tuple(
            PageHit(
                **_cells(rows[number], ("error", "statements", "contacts", "versions")),
                copies=rows[number].copies - 1,
                report=_report(rows[number]),
            )
            for number in numbers
        )


def find_page_ids(store: Store, query: Query) -> tuple[str, ...]:
    """The ids of all pages that the query asks for, whatever its limit."""
    pages, readings = schema.page, schema.reading
    with store.read() as connection:
        conditions = _page_conditions(connection, query, pages.c.number, readings.c.day)
        found = (
            sa.select(pages.c.id).select_from(pages.join(readings)).where(*conditions).order_by(pages.c.id)
        )
        return tuple(connection.execute(found).scalars())


def find_contact_pages(store: Store) -> tuple[tuple[str, str, str], ...]:
    """All pages that report a contact: id, family, and the rules that read it."""
    pages, readings, contacts = schema.page, schema.reading, schema.contact
    with store.read() as connection:
        found = (
            sa.select(pages.c.id, pages.c.family, readings.c.rules)
            .join(readings)
            .where(pages.c.number.in_(sa.select(contacts.c.page)))
            .order_by(pages.c.id)
        )
        return tuple((row.id, row.family, row.rules) for row in connection.execute(found))


def find_contact_ids(store: Store, query: Query) -> frozenset[str]:
    """The ids of all reports of contacts that the query asks for, whatever its limit."""
    with store.read() as connection:
        found = sa.select(schema.contact.c.id).where(*conditions_of(connection, query, schema.contact))
        return frozenset(connection.execute(found).scalars())


def find_speakers(store: Store, query: Query) -> tuple[Speaker, ...]:
    """Who said what the query asks for, those who said most first."""
    table = schema.statement
    statements = sa.func.count(sa.distinct(table.c.wording))
    with store.read() as connection:
        found = (
            sa.select(
                table.c.speaker.label("name"),
                statements.label("statements"),
                sa.func.count(sa.distinct(table.c.page)).label("pages"),
                sa.func.min(sa.func.nullif(table.c.day, "")).label("first"),
                sa.func.max(table.c.day).label("last"),
            )
            .where(*conditions_of(connection, query, table), table.c.speaker != "")
            .group_by(table.c.speaker)
            .order_by(sa.desc(statements), table.c.speaker)
            .limit(query.limit)
            .offset(query.skip)
        )
        return tuple(
            Speaker(**_cells(row, ("name", "statements", "pages", "last")), first=row.first or "")
            for row in connection.execute(found)
        )


_REPORT = (
    schema.page.c.id.label("page_id"),
    schema.page.c.address,
    schema.page.c.family,
    schema.reading.c.title,
    schema.reading.c.outlet,
    schema.reading.c.origin,
    schema.reading.c.language,
    schema.reading.c.published,
)


def _find_groups(store: Store, query: Query, table: sa.Table) -> Iterator[tuple[Any, int]]:
    """The first row of each group of reports, with the number of its pages."""
    wanted = query.skip + query.limit
    with store.read() as connection:
        groups: dict[tuple[str, str], int] = {}
        paired = find_paired(connection)
        joined: dict[str, tuple[str, str]] = {}
        for rows in _find_reports(connection, query, table):
            verdicts = {
                v.row: v for v in find_verdicts(connection, [row.id for row in rows if row.id in paired])
            }
            for row in rows:
                groups.setdefault(_group_key(row, verdicts.get(row.id), joined), row.number)
                if len(groups) > wanted:
                    break
            if len(groups) > wanted:
                break
        chosen = list(groups.items())[query.skip : wanted]
        pages = _count_pages(connection, table, [key for key, _ in chosen])
        rows_by_number = _fill_rows(connection, table, [number for _, number in chosen])
        yield from ((rows_by_number[number], max(pages.get(key, 1), 1)) for key, number in chosen)


def _group_key(row: Any, verdict: RowVerdict | None, joined: dict[str, tuple[str, str]]) -> tuple[str, str]:
    """What reports of one row share: family and wording, unless a person said otherwise."""
    key = (row.family, row.wording)
    if verdict is None:
        return key
    if verdict.different:
        key = (row.family, row.id)
    for other in (row.id, *verdict.same):
        key = joined.get(other, key)
    for other in (row.id, *verdict.same):
        joined[other] = key
    return key


def _find_reports(connection: Connection, query: Query, table: sa.Table) -> Iterator[Sequence[Any]]:
    """The reports that are asked for, as little of each as tells them apart, in chunks that grow.

    A group may have many reports, and most reports are passed over: only those that are shown are fetched whole.
    """
    direction = sa.desc if query.order == "newest" else sa.asc
    matched = (
        sa.select(table.c.number, table.c.id, table.c.wording, table.c.page, table.c.day)
        .where(*conditions_of(connection, query, table))
        .order_by(direction(table.c.day), direction(table.c.id))
    )
    size, skip = max(2 * (query.skip + query.limit), _FIRST_CHUNK), 0
    while True:
        chunk = matched.limit(size).offset(skip).subquery()
        found = (
            sa.select(chunk.c.number, chunk.c.id, chunk.c.wording, schema.page.c.family)
            .join(schema.page, chunk.c.page == schema.page.c.number)
            .order_by(direction(chunk.c.day), direction(chunk.c.id))
        )
        rows = connection.execute(found).all()
        yield rows
        if len(rows) < size:
            return
        skip, size = skip + size, 4 * size


def shown_columns(table: sa.Table) -> list[sa.Column[Any]]:
    """All columns but the one that is searched, which is long and of no use to anybody."""
    return [column for column in table.c if column.name != "search"]


def _fill_rows(connection: Connection, table: sa.Table, numbers: Sequence[int]) -> dict[int, Any]:
    found: dict[int, Any] = {}
    for start in range(0, len(numbers), _CHUNK):
        rows = (
            sa.select(*shown_columns(table), *_REPORT)
            .select_from(table.join(schema.page, table.c.page == schema.page.c.number).join(schema.reading))
            .where(table.c.number.in_(numbers[start : start + _CHUNK]))
        )
        found |= {row.number: row for row in connection.execute(rows)}
    return found


def _count_pages(
    connection: Connection, table: sa.Table, keys: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = {}
    for start in range(0, len(keys), _CHUNK):
        chunk = keys[start : start + _CHUNK]
        count = (
            sa.select(schema.page.c.family, table.c.wording, sa.func.count(sa.distinct(table.c.page)))
            .select_from(table.join(schema.page, table.c.page == schema.page.c.number))
            .where(
                table.c.wording.in_({wording for _, wording in chunk}),
                schema.page.c.family.in_({family for family, _ in chunk}),
            )
            .group_by(schema.page.c.family, table.c.wording)
        )
        counts |= {(family, wording): number for family, wording, number in connection.execute(count)}
    return counts


def conditions_of(connection: Connection, query: Query, table: sa.Table) -> Iterator[sa.ColumnElement[bool]]:
    """The query as conditions on a table of rows."""
    if query.words:
        yield _match(connection, table, table.c.number, query.words)
    cells = {"verdict": query.verdict}
    if table is schema.statement:
        cells |= {
            "act": query.act,
            "channel": query.channel,
        }
        for column, name in ((table.c.speaker, query.speaker), (table.c.addressee, query.to)):
            if name:
                yield column.in_(query.names(name))
    else:
        cells |= {"type": query.type, "status": query.status}
        for name in query.parties:
            yield table.c.number.in_(
                sa.select(schema.party.c.contact).where(schema.party.c.name.in_(query.names(name)))
            )
    yield from (table.c[name] == value for name, value in cells.items() if value)
    yield from _days(query, table.c.day)
    yield from _provenance(query, table.c.page)


def _page_conditions(
    connection: Connection, query: Query, number: sa.ColumnElement[int], day: sa.ColumnElement[str]
) -> Iterator[sa.ColumnElement[bool]]:
    if query.words:
        yield _match(connection, schema.reading, schema.reading.c.page, query.words)
    yield from _days(query, day)
    yield from _provenance(query, number)


def _days(query: Query, day: sa.ColumnElement[str]) -> Iterator[sa.ColumnElement[bool]]:
    if query.since:
        yield day >= query.since
    if query.until:
        yield day <= query.until
    if query.until and not query.since:
        yield day != ""


def _provenance(query: Query, page: sa.ColumnElement[int]) -> Iterator[sa.ColumnElement[bool]]:
    readings = schema.reading
    cells = {"outlet": query.outlet, "origin": query.origin, "language": query.language}
    if wanted := [readings.c[name] == value for name, value in cells.items() if value]:
        yield page.in_(sa.select(readings.c.page).where(*wanted))
    if query.page:
        yield page.in_(
            sa.select(schema.page.c.number).where(
                sa.or_(schema.page.c.id == query.page, schema.page.c.address == query.page)
            )
        )


def _match(
    connection: Connection, table: sa.Table, key: sa.ColumnElement[int], words: str
) -> sa.ColumnElement[bool]:
    """That a row's words match."""
    terms = parse_query(words)
    if connection.dialect.name == "postgresql":
        return table.c.search.bool_op("@@")(sa.cast(sa.literal(to_tsquery(terms), sa.Text), TSQUERY))
    index = sa.table(f"{table.name}_words", sa.column("rowid", sa.Integer))
    match = sa.text(f"{table.name}_words MATCH :match").bindparams(match=to_fts5(terms))
    return key.in_(sa.select(index.c.rowid).where(match))


def _report(row: Any) -> Report:
    return Report(
        page=row.page_id, **_cells(row, ("address", "title", "outlet", "origin", "language", "published"))
    )


def _cells(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()
