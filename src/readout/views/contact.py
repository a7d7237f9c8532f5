"""One merged contact: its record, its accounts point beside point, and the other contacts of the same sides."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from readout.model import Difference, MergedContact, Reading
from readout.model.comparisons import Comparison
from readout.views.comparison import ComparisonPage, make_comparison_page
from readout.views.contacts import ContactRecord, ContactRow, make_contact_record, make_contact_row

_WIDTH = 960
_EDGE = 10
_ROWS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A contact on the line of its sides' contacts: its place in a drawing 960 wide, ``row`` keeps those of one time apart."""

    x: float
    row: int
    contact: ContactRow
    is_this: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPage:
    """The page of a contact.

    ``comparison`` is None where nobody's account is told; ``differences`` go with its lines, one for one. ``stops`` are the
    contacts of the same sides, oldest first, this one among them.
    """

    record: ContactRecord
    sides: tuple[str, ...]
    comparison: ComparisonPage | None
    differences: tuple[tuple[Difference, ...], ...]
    stops: tuple[Stop, ...]


def make_contact_page(
    contact: MergedContact,
    contacts: Iterable[MergedContact],
    comparison: Comparison | None,
    readings: Sequence[Reading],
) -> ContactPage:
    """The page of a contact among all of its ledger; ``comparison`` and ``readings`` as they were compared."""
    sides = sides_of(contact)
    alike = [other for other in contacts if other.id == contact.id or _is_of(other, contact, sides)]
    return ContactPage(
        record=make_contact_record(contact),
        sides=sides,
        comparison=make_comparison_page(comparison, readings) if comparison else None,
        differences=tuple(row.differences for row in comparison.rows) if comparison else (),
        stops=_place([make_contact_row(other) for other in alike], contact.id),
    )


def sides_of(contact: MergedContact) -> tuple[str, ...]:
    """The slugs of the sides that take part: countries, and who is of none."""
    return tuple(dict.fromkeys(entity.country or entity.id for entity in contact.parties))


def _is_of(other: MergedContact, contact: MergedContact, sides: Sequence[str]) -> bool:
    """Whether two sides of a contact, or two of its parties, have another one."""
    if len({*sides} & {*sides_of(other)}) > 1:
        return True
    mine = {entity.id for entity in contact.parties}
    return len(mine & {entity.id for entity in other.parties}) > 1


def _place(rows: Sequence[ContactRow], this: str) -> tuple[Stop, ...]:
    days = [datetime.date.fromisoformat(row.day).toordinal() if row.day else 0 for row in rows]
    dated = [day for day in days if day]
    first, last = min(dated, default=0), max(dated, default=0)
    scale = (_WIDTH - 2 * _EDGE) / max(last - first, 1)
    stops: list[Stop] = []
    for row, day in sorted(zip(rows, days, strict=True), key=lambda pair: (pair[1], pair[0].id)):
        x = round(_EDGE + (max(day, first) - first) * scale, 1) if last > first else _WIDTH / 2
        near = sum(abs(stop.x - x) < 2 * _EDGE for stop in stops)
        stops.append(Stop(x=x, row=near % _ROWS, contact=row, is_this=row.id == this))
    return tuple(stops)
