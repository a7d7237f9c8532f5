"""Compare what pages say of one contact: read them, find who is who, and put the sides' accounts together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from readout.compare.comparison import compare_accounts
from readout.compare.likeness import find_encoder
from readout.ledger import Store, find_kept
from readout.model import Comparison, MergedContact, Reading
from readout.run.contacts import find_merged
from readout.run.gathering import gather_reports, make_report


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A comparison, and the readings of the pages that its accounts were told on."""

    comparison: Comparison
    readings: tuple[Reading, ...]


def compare_readings(
    readings: Sequence[Reading], *, contact: str = "", sides: Sequence[str] = (), likeness: bool = True
) -> tuple[Compared, ...]:
    """The comparisons that the pages allow: one for each contact of which at least two sides tell.

    Several pages are taken to tell of one contact, the one between the parties that most of them have, unless ``contact``
    names one on the first page; a page that names no such contact (I spoke with the president) tells of it all the same.
    ``sides`` gives, page by page, whose own telling it is ("" is found out). ``likeness`` lets the
    optional encoder propose points that are alike.
    """
    encode = find_encoder() if likeness else None
    compared = []
    for reports in gather_reports(readings, contact=contact, sides=sides):
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
        make_report(replace(kept[report.page].reading, id=report.page), report.contact.id, "")
        for report in sorted(chosen.values(), key=lambda report: (report.day, report.id))
        if report.page in kept
    ]
    comparison = compare_accounts(reports, encode=find_encoder() if likeness else None)
    if not comparison.accounts:
        return ()
    return (Compared(comparison=comparison, readings=tuple(report.reading for report in reports)),)
