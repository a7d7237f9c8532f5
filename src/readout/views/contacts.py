"""Merged contacts for people: a row a contact, the whole record of one, and days of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from readout.ledger import StatementHit
from readout.model import ContactReport, Entity, MergedContact, StatusTold
from readout.views.listings import Line, Listing
from readout.views.report import format_duration

_DOT = " · "
_LEADER = "leader"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """A merged contact as a row of cells, "" where nothing is known. ``parties`` are names, ``entities`` their slugs.

    ``words`` name it on its first page, ``reports`` counts its reports and ``report_ids`` lists them.
    ``planned``, ``happened`` and ``first`` say who was the first to tell that it was to come, that it took place, and
    anything of it, each as a day and an outlet.
    """

    id: str
    day: str
    start: str
    stop: str
    type: str
    status: str
    disputed: bool
    parties: tuple[str, ...]
    entities: tuple[str, ...]
    place: str
    words: str
    initiators: tuple[str, ...]
    durations: tuple[str, ...]
    planned: str
    happened: str
    first: str
    reports: int
    report_ids: tuple[str, ...]
    pages: int
    outlets: tuple[str, ...]
    origins: tuple[str, ...]
    languages: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One report of a merged contact, with the words that it stands in, and their place in the page (code points)."""

    id: str
    page: str
    address: str
    title: str
    outlet: str
    origin: str
    language: str
    published: str
    type: str
    status: str
    when: str
    parties: tuple[str, ...]
    place: str
    initiator: str
    duration: str
    teller: str
    quote: str
    start: int
    stop: int
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something that was told: of a status its day, of a fact by whom; ``reports`` are the ids of those that say so."""

    name: str
    value: str
    by: str
    day: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRecord:
    """A merged contact with all that is told of it: how its status changed, each side's facts, its reports and rivals."""

    contact: ContactRow
    statuses: tuple[Told, ...]
    facts: tuple[Told, ...]
    reports: tuple[ReportRow, ...]
    rivals: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDay:
    """A day of a timeline ("" for what nobody dates): its merged contacts, then its statements."""

    day: str
    contacts: tuple[ContactRow, ...]
    statements: tuple[StatementHit, ...]


def make_contact_row(contact: MergedContact) -> ContactRow:
    """The contact in cells."""
    reports = [joined.report for joined in contact.reports]
    first = contact.first_published
    return ContactRow(
        id=contact.id,
        day=contact.day,
        start=contact.start,
        stop=contact.stop,
        type=contact.type,
        status=contact.status,
        disputed=contact.disputed,
        parties=name_parties(contact),
        entities=tuple(entity.id for entity in contact.parties),
        place=contact.place,
        words=_trigger(first),
        initiators=tuple(_by(f.value, f.teller_name) for f in contact.facts_of("initiator")),
        durations=tuple(_by(format_duration(f.value), f.teller_name) for f in contact.facts_of("duration")),
        planned=_first(contact, contact.first_planned),
        happened=_first(contact, contact.first_happened),
        first=_join(first.day, _outlet(first)),
        reports=len(reports),
        report_ids=tuple(report.id for report in reports),
        pages=len({report.page for report in reports}),
        outlets=tuple(dict.fromkeys(r.outlet for r in reports if r.outlet)),
        origins=tuple(dict.fromkeys(r.origin for r in reports if r.origin and r.origin != r.outlet)),
        languages=tuple(dict.fromkeys(r.language for r in reports)),
        confidence=contact.confidence,
    )


def make_contact_record(contact: MergedContact) -> ContactRecord:
    """The contact with everything that is told of it."""
    return ContactRecord(
        contact=make_contact_row(contact),
        statuses=tuple(
            Told(
                name=told.status,
                value=told.when,
                by=_outlet(_report(contact, told.report)),
                day=told.day,
                reports=(told.report,),
            )
            for told in contact.statuses
        ),
        facts=tuple(
            Told(
                name=fact.name,
                value=format_duration(fact.value) if fact.name == "duration" else fact.value,
                by=fact.teller_name,
                day=_report(contact, fact.reports[0]).day,
                reports=fact.reports,
            )
            for fact in contact.facts
        ),
        reports=tuple(
            _make_report_row(joined.report, joined.confidence, joined.rule) for joined in contact.reports
        ),
        rivals=tuple((rival.id, rival.confidence) for rival in contact.rivals),
    )


def make_contact_days(
    contacts: Iterable[ContactRow], statements: Iterable[StatementHit]
) -> tuple[ContactDay, ...]:
    """The days of a timeline, oldest first; what has no day comes last."""
    met: dict[str, list[ContactRow]] = {}
    said: dict[str, list[StatementHit]] = {}
    for contact in contacts:
        met.setdefault(contact.day, []).append(contact)
    for statement in statements:
        said.setdefault(statement.day, []).append(statement)
    days = sorted({*met, *said}, key=lambda day: (not day, day))
    return tuple(
        ContactDay(day=day, contacts=tuple(met.get(day, ())), statements=tuple(said.get(day, ())))
        for day in days
    )


def list_merged(rows: Iterable[ContactRow]) -> Listing:
    """Who met or called whom, each contact once, with how many pages report it."""
    return Listing(
        columns=("day", "what", "parties", "about", "where"),
        wide=3,
        lines=tuple(
            Line(
                id=row.id,
                cells=(
                    _days(row),
                    _join(row.type, row.status, "DISPUTED" if row.disputed else ""),
                    "\n".join(row.parties),
                    _join(
                        row.words,
                        f"in {row.place}" if row.place else "",
                        *row.durations,
                        *(f"asked for by {name}" for name in row.initiators),
                        f"planned {row.planned}" if row.planned and row.happened else "",
                        f"one contact by {row.confidence:.0%}" if row.confidence < 1 else "",
                    ),
                    _join(
                        " ← ".join(", ".join(names) for names in (row.outlets, row.origins) if names),
                        f"{row.reports} reports" if row.reports > 1 else "",
                    ),
                ),
            )
            for row in rows
        ),
        empty="no contact was found; ask for less, or see readout contacts --help",
    )


def list_record(record: ContactRecord) -> Listing:
    """A merged contact's own cells, a line each."""
    row = record.contact
    cells = (
        ("what", _join(row.type, row.status, "disputed" if row.disputed else "")),
        ("when", _days(row)),
        ("parties", ", ".join(row.parties)),
        ("place", row.place),
        ("first told", row.first),
        ("planned", row.planned),
        ("happened", row.happened),
        *((told.name, _join(told.value, told.by)) for told in record.facts if told.by or told.name != "day"),
        ("one contact", f"{row.confidence:.0%}" if row.reports > 1 else ""),
    )
    lines = tuple(Line(cells=(name, value)) for name, value in cells if value)
    return Listing(columns=("contact", row.id), wide=1, lines=lines, empty="")


def list_statuses(record: ContactRecord) -> Listing:
    """How the status changed, from which day on and by whom."""
    lines = tuple(Line(cells=(told.day, told.name, told.value, told.by)) for told in record.statuses)
    return Listing(columns=("told", "status", "for", "by"), wide=3, lines=lines, empty="")


def list_reports(record: ContactRecord) -> Listing:
    """The reports in the order in which they appeared, each with its words."""
    return Listing(
        columns=("appeared", "what", "words", "where", "how sure"),
        wide=2,
        lines=tuple(
            Line(
                id=report.id,
                cells=(
                    report.published[:16],
                    _join(report.type, report.status, report.when),
                    report.quote,
                    _join(report.outlet or report.address, f"by {report.teller}" if report.teller else ""),
                    _join(report.rule, f"{report.confidence:.0%}"),
                ),
            )
            for report in record.reports
        ),
        empty="",
    )


def list_rivals(record: ContactRecord) -> Listing:
    """Other contacts that may be the same one."""
    return Listing(
        columns=("may be", "how sure"),
        wide=0,
        lines=tuple(Line(cells=(id, f"{confidence:.0%}")) for id, confidence in record.rivals),
        empty="no other contact may be the same",
    )


def name_parties(contact: MergedContact) -> tuple[str, ...]:
    """The parties as most reports name them."""
    used: dict[str, Counter[str]] = {}
    for joined in contact.reports:
        for entity, name in zip(joined.report.parties, joined.report.contact.parties, strict=True):
            if entity.rule != _LEADER:  # where his country stands for him
                used.setdefault(entity.id, Counter())[name] += 1
    return tuple(_name(entity, used) for entity in contact.parties)


def _name(entity: Entity, used: dict[str, Counter[str]]) -> str:
    return used[entity.id].most_common(1)[0][0] if entity.id in used else entity.name


def _make_report_row(report: ContactReport, confidence: float, rule: str) -> ReportRow:
    contact = report.contact
    return ReportRow(
        id=report.id,
        page=report.page,
        address=report.address,
        title=report.title,
        outlet=report.outlet,
        origin=report.origin,
        language=report.language,
        published=report.published.isoformat() if report.published else "",
        type=contact.type,
        status=contact.status,
        when=contact.when.iso if contact.when else "",
        parties=contact.parties,
        place=contact.place,
        initiator=contact.initiator,
        duration=contact.duration.iso if contact.duration else "",
        teller=report.teller_name,
        quote=report.quote,
        start=report.quoted.start if report.quoted else 0,
        stop=report.quoted.stop if report.quoted else 0,
        confidence=confidence,
        rule=rule,
    )


def _trigger(report: ContactReport) -> str:
    start = report.contact.trigger.start - (report.quoted.start if report.quoted else 0)
    stop = start + report.contact.trigger.stop - report.contact.trigger.start
    return report.quote[start:stop].replace("\n", " ")


def _first(contact: MergedContact, told: StatusTold | None) -> str:
    return _join(told.day, _outlet(_report(contact, told.report))) if told else ""


def _report(contact: MergedContact, id: str) -> ContactReport:
    return next(joined.report for joined in contact.reports if joined.report.id == id)


def _outlet(report: ContactReport) -> str:
    return " ← ".join(dict.fromkeys(filter(None, (report.outlet, report.origin)))) or report.address


def _days(row: ContactRow) -> str:
    return row.start if row.start == row.stop else f"{row.start}/{row.stop}"


def _by(value: str, teller: str) -> str:
    return f"{value} (by {teller})" if teller else value


def _join(*words: str) -> str:
    return _DOT.join(filter(None, words))
