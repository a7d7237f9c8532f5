"""Compare what pages say of one contact: read them, find who is who, and put the sides' accounts together."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from readout.compare.accounts import find_accounts, party_entities, sides_of
from readout.compare.comparison import compare_accounts
from readout.compare.likeness import find_encoder
from readout.compare.points import Report
from readout.errors import OptionError
from readout.language import languages, load_lexicon
from readout.ledger import Store, find_kept
from readout.model import Comparison, MergedContact, Reading
from readout.run.contacts import find_merged
from readout.run.naming import name_entities

Key = tuple[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A comparison, and the readings of the pages that its accounts were told on."""

    comparison: Comparison
    readings: tuple[Reading, ...]


def compare_readings(
    readings: Sequence[Reading], *, contact: str = "", sides: Sequence[str] = (), likeness: bool = True
) -> tuple[Compared, ...]:
    """The comparisons that the pages allow: one for each contact of which at least two sides tell.

    Several pages are taken to tell of one contact, the one that most of them have, unless ``contact`` names one on the
    first page. ``sides`` gives, page by page, whose own telling it is ("" is found out). ``likeness`` lets the
    optional encoder propose points that are alike.
    """
    encode = find_encoder() if likeness else None
    compared = []
    for reports in _gather(readings, contact, sides):
        comparison = compare_accounts(reports, encode=encode)
        if contact or len(comparison.accounts) > 1:
            compared.append(
                Compared(comparison=comparison, readings=tuple(report.reading for report in reports))
            )
    return tuple(compared)


def compare_contact(store: Store, wanted: str, *, likeness: bool = True) -> tuple[Compared, ...]:
    """The comparison of a contact of the ledger, on all pages that tell of it; copies of one text count once.

    ``wanted`` is the id of a merged contact or of any of its reports. Raises LedgerError or OptionError where there is none.
    """
    return compare_merged(store, find_merged(store, wanted), likeness=likeness)


def compare_merged(store: Store, contact: MergedContact, *, likeness: bool = True) -> tuple[Compared, ...]:
    """The comparison of a merged contact, on all pages that tell of it."""
    joined = [each.report for each in contact.reports]
    # of two rows of one text the one that is dated: the other is a heading, or looks back
    joined.sort(key=lambda report: (report.contact.when is not None, report.day), reverse=True)
    chosen = {report.family or report.page: report for report in reversed(joined)}
    kept = {page.id: page for page in find_kept(store, tuple(report.page for report in chosen.values()))}
    reports = [
        # several pages may have one name in their outputs; the ledger's ids are their own
        _report(replace(kept[report.page].reading, id=report.page), report.contact.id, "")
        for report in sorted(chosen.values(), key=lambda report: (report.day, report.id))
        if report.page in kept
    ]
    comparison = compare_accounts(reports, encode=find_encoder() if likeness else None)
    if not comparison.accounts:
        return ()
    return (Compared(comparison=comparison, readings=tuple(report.reading for report in reports)),)


def _gather(readings: Sequence[Reading], contact: str, sides: Sequence[str]) -> Iterator[list[Report]]:
    """The reports of each contact that is to be compared."""
    known = [r for r in readings if r.article.language in languages()]
    whose = {reading.id: side for reading, side in zip(readings, sides, strict=False)}
    reports = [
        [_report(reading, id, whose.get(reading.id, "")) for id in (c.id for c in reading.contacts)]
        for reading in known
    ]
    if len(known) == 1:
        wanted = [
            r
            for r in reports[0]
            if (r.contact == contact or not contact) and (contact or not _again(r, reports[0]))
        ]
        if contact and not wanted:
            names = ", ".join(report.contact for report in reports[0]) or "none"
            raise OptionError(f"{known[0].id}: no contact {contact!r}; there are: {names}")
        for report in wanted:
            if contact or (report.told.status == "happened" and len(find_accounts([report])) > 1):
                yield [report]
        return
    key = _common(reports, contact)
    together = [report for page in reports for report in page[:] if key and _key(report) == key]
    if together:
        yield list({report.reading.id: report for report in reversed(together)}.values())[::-1]


def _again(report: Report, others: Sequence[Report]) -> bool:
    """Whether the contact is named by its countries alone and another one, of that type and those sides, by its people."""
    if any(entity.kind != "country" for entity in party_entities(report)):
        return False
    return any(
        other.told.type == report.told.type
        and other.contact != report.contact
        and set(sides_of([other])) == set(sides_of([report]))
        and any(entity.kind != "country" for entity in party_entities(other))
        for other in others
    )


def _report(reading: Reading, contact: str, side: str) -> Report:
    return Report(
        reading=reading,
        contact=contact,
        entities=name_entities(reading),
        lexicon=load_lexicon(reading.article.language),
        side=side,
    )


def _key(report: Report) -> Key:
    """What pages must share to tell of one contact: its type and the first party of each side."""
    first: dict[str, str] = {}
    for entity in party_entities(report):
        first.setdefault(entity.country or entity.id, entity.id)
    return (report.told.type, frozenset(first.values()))


def _common(reports: Iterable[Sequence[Report]], contact: str) -> Key | None:
    """The contact that most pages tell of; of several the one that comes first."""
    pages = list(reports)
    if contact:
        chosen = [report for report in pages[0] if report.contact == contact]
        if not chosen:
            raise OptionError(
                f"{pages[0][0].reading.id if pages[0] else 'first page'}: no contact {contact!r}"
            )
        return _key(chosen[0])
    counts = Counter(key for page in pages for key in dict.fromkeys(map(_key, page)) if len(key[1]) > 1)
    return counts.most_common(1)[0][0] if counts else None
