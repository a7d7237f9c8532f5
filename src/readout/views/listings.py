"""Lists of what was found in a ledger: their columns, and how each row reads in them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from readout.ledger import (
    Change,
    ContactHit,
    Failure,
    Holdings,
    Judged,
    Member,
    PageHit,
    Relative,
    Report,
    Speaker,
    StatementHit,
)
from readout.views.report import format_duration

_DOT = " · "


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of a list: a cell a column; the id is shown where it does not push the words away."""

    cells: tuple[str, ...]
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list: its columns' names, which of them (by number) takes the width that is left, its lines, and what it says when empty."""

    columns: tuple[str, ...]
    wide: int
    lines: tuple[Line, ...]
    empty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of a timeline ("" for rows whose day nobody tells): its contacts, then its statements."""

    day: str
    contacts: tuple[ContactHit, ...]
    statements: tuple[StatementHit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyRow:
    """A family of copies: who wrote the text, how that is known, and the pages that have it."""

    origin: str
    origin_page: str
    rule: str
    pages: tuple[Member, ...]


def make_family(members: Sequence[Member], origin: str, page: str, rule: str) -> FamilyRow:
    """A family and its origin."""
    return FamilyRow(origin=origin, origin_page=page, rule=rule, pages=tuple(members))


def list_statements(hits: Iterable[StatementHit]) -> Listing:
    """Who said what, how and where."""
    return Listing(
        columns=("day", "who", "words", "how", "where"),
        wide=2,
        lines=tuple(
            Line(
                id=hit.id,
                cells=(
                    hit.day,
                    f"{hit.speaker or hit.source}{f' → {hit.to}' if hit.to else ''}",
                    f"{hit.cue} {hit.content}",
                    _join(hit.act, _known(hit.channel), hit.verdict.upper()),
                    _where(hit.report, hit.pages),
                ),
            )
            for hit in hits
        ),
        empty="no statement was found; ask for less, or see readout search --help",
    )


def list_contacts(hits: Iterable[ContactHit]) -> Listing:
    """Who met or called whom."""
    return Listing(
        columns=("day", "what", "parties", "about", "where"),
        wide=3,
        lines=tuple(
            Line(
                id=hit.id,
                cells=(
                    hit.day,
                    _join(hit.type, hit.status, hit.verdict.upper()),
                    "\n".join(hit.parties),
                    _join(
                        hit.trigger,
                        f"in {hit.place}" if hit.place else "",
                        format_duration(hit.duration),
                        f"asked for by {hit.initiator}" if hit.initiator else "",
                        *hit.topics,
                    ),
                    _where(hit.report, hit.pages),
                ),
            )
            for hit in hits
        ),
        empty="no contact was found; ask for less, or see readout contacts --help",
    )


def list_pages(hits: Iterable[PageHit]) -> Listing:
    """Which pages there are."""
    return Listing(
        columns=("day", "title", "outlet", "rows", "others"),
        wide=1,
        lines=tuple(
            Line(
                id=hit.report.page,
                cells=(
                    hit.report.published[:10],
                    hit.error or hit.report.title or hit.report.address,
                    _outlets(hit.report),
                    _join(_count(hit.statements, "statement"), _count(hit.contacts, "contact")),
                    _join(_count(hit.copies, "copy"), _count(hit.versions - 1, "other version")),
                ),
            )
            for hit in hits
        ),
        empty="no page was found; ask for less, or see readout search --help",
    )


def list_speakers(speakers: Iterable[Speaker]) -> Listing:
    """Who said how much, and when."""
    return Listing(
        columns=("who", "statements", "pages", "first", "last"),
        wide=0,
        lines=tuple(
            Line(cells=(s.name, f"{s.statements:,}", f"{s.pages:,}", s.first, s.last)) for s in speakers
        ),
        empty="nobody was found; ask for less, or see readout speakers --help",
    )


def list_relatives(relatives: Iterable[Relative]) -> Listing:
    """The pages that belong with one, and how much of each stands in the other."""
    return Listing(
        columns=("is", "page", "outlet", "appeared", "shared"),
        wide=1,
        lines=tuple(
            Line(
                id=r.page,
                cells=(
                    r.kind,
                    r.title or r.address,
                    " ← ".join(dict.fromkeys(filter(None, (r.outlet, r.origin)))),
                    (r.published or r.fetched)[:16],
                    f"{r.in_it / 10:.0f} % / {r.in_other / 10:.0f} %" if r.in_it else "",
                ),
            )
            for r in relatives
        ),
        empty="no version or copy of it is in the ledger",
    )


def list_families(families: Iterable[FamilyRow]) -> Listing:
    """Texts that several pages have, and who wrote them."""
    return Listing(
        columns=("pages", "text", "origin", "known by", "served by"),
        wide=1,
        lines=tuple(
            Line(
                id=family.pages[0].page,
                cells=(
                    str(len(family.pages)),
                    family.pages[0].title or family.pages[0].address,
                    family.origin,
                    family.rule,
                    ", ".join(dict.fromkeys(filter(None, (page.outlet for page in family.pages)))),
                ),
            )
            for family in families
        ),
        empty="no two pages of the ledger have the same text",
    )


def list_holdings(name: str, holdings: Holdings, failures: Sequence[Failure], digest: str) -> Listing:
    """What a ledger holds, one count a line, and what could not be had."""
    counts = (
        ("ledger", name),
        ("pages", f"{holdings.pages:,}  ({holdings.families:,} texts, versions and copies counted once)"),
        ("articles from", _join(holdings.first, holdings.last).replace(_DOT, " to ")),
        ("statements", f"{holdings.statements:,}  ({holdings.statement_reports:,} reports of them)"),
        ("contacts", f"{holdings.contacts:,}  ({holdings.contact_reports:,} reports of them)"),
        ("judgements", f"{holdings.judgements:,}"),
        ("can't be read", f"{holdings.unreadable:,}"),
        ("could not be had", f"{len(failures):,}"),
        ("digest", digest),
        *(("", f"{failure.name}: {failure.reason}") for failure in failures),
    )
    lines = tuple(Line(cells=count) for count in counts if count[1])
    return Listing(columns=("what", "how many"), wide=1, lines=lines, empty="")


def list_judgements(judged: Iterable[Judged]) -> Listing:
    """Who judged what, when, and whether it still holds."""
    return Listing(
        columns=("when", "who", "verdict", "row", "holds"),
        wide=3,
        lines=tuple(
            Line(
                id=j.judgement.id,
                cells=(
                    j.judgement.at.strftime("%Y-%m-%d %H:%M"),
                    j.judgement.by,
                    _join(j.judgement.verdict, j.judgement.speaker, j.judgement.other, j.judgement.note),
                    f"{j.judgement.row}  {j.words}",
                    "yes" if j.holds else "no",
                ),
            )
            for j in judged
        ),
        empty="nobody judged anything; see readout judge --help",
    )


def list_changes(changes: Iterable[Change]) -> Listing:
    """What reading again changed."""
    return Listing(
        columns=("is", "before", "after", "judged"),
        wide=1,
        lines=tuple(Line(id=c.row, cells=(c.kind, c.before, c.after, c.judged)) for c in changes),
        empty="no row changed",
    )


def make_days(contacts: Sequence[ContactHit], statements: Sequence[StatementHit]) -> tuple[Day, ...]:
    """The days of a timeline, oldest first; what has no day comes last."""
    met: dict[str, list[ContactHit]] = defaultdict(list)
    said: dict[str, list[StatementHit]] = defaultdict(list)
    for contact in contacts:
        met[contact.day].append(contact)
    for statement in statements:
        said[statement.day].append(statement)
    days = sorted({*met, *said}, key=lambda day: (not day, day))
    return tuple(Day(day=day, contacts=tuple(met[day]), statements=tuple(said[day])) for day in days)


def _where(report: Report, pages: int) -> str:
    return _join(_outlets(report), f"{pages} pages" if pages > 1 else "")


def _outlets(report: Report) -> str:
    return " ← ".join(dict.fromkeys(filter(None, (report.outlet, report.origin))))


def _join(*words: str) -> str:
    return _DOT.join(filter(None, words))


def _known(channel: str) -> str:
    return "" if channel == "unknown" else channel


def _count(number: int, noun: str) -> str:
    if not number:
        return ""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"
