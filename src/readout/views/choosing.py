"""Choose among merged contacts: those that a query asks for."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from readout import ledger
from readout.ledger import Query, Store
from readout.model import MergedContact
from readout.resolve import load_resolver


def find_chosen(store: Store, contacts: Iterable[MergedContact], query: Query) -> tuple[MergedContact, ...]:
    """The contacts that the query asks for, in the order given, whatever its limit; words may stand in any of their reports."""
    asked = replace(query, parties=(), type="", status="", since="", until="")
    ids = ledger.find_contact_ids(store, asked) if _asks(asked) else None
    return choose_contacts(
        contacts,
        parties=[_slugs(query, name) for name in query.parties],
        ids=ids,
        type=query.type,
        status=query.status,
        since=query.since,
        until=query.until,
    )


def cut_screen(contacts: Sequence[MergedContact], query: Query) -> tuple[MergedContact, ...]:
    """The screen of oldest-first contacts that the query's order, skip and limit ask for."""
    ordered = contacts if query.order == "oldest" else contacts[::-1]
    return tuple(ordered[query.skip : query.skip + query.limit])


def choose_contacts(
    contacts: Iterable[MergedContact],
    *,
    parties: Sequence[frozenset[str]] = (),
    ids: frozenset[str] | None = None,
    type: str = "",
    status: str = "",
    since: str = "",
    until: str = "",
) -> tuple[MergedContact, ...]:
    """The contacts of that type and status between those days, with a report of those ids and one of each set of parties.

    A set holds the slugs and the names of one party; a country's also finds its people.
    """
    return tuple(
        contact
        for contact in contacts
        if (ids is None or any(joined.report.id in ids for joined in contact.reports))
        and type in ("", contact.type)
        and status in ("", contact.status)
        and (not since or (contact.stop or contact.day) >= since)
        and (not until or ("" < contact.day <= until))
        and all(takes_part(contact, wanted) for wanted in parties)
    )


def takes_part(contact: MergedContact, wanted: frozenset[str]) -> bool:
    """Whether one of those slugs and names takes part, or somebody of that country."""
    slugs = {slug for entity in contact.parties for slug in (entity.id, entity.country)}
    names = {name for joined in contact.reports for name in joined.report.contact.parties}
    return not wanted.isdisjoint(slugs | names)


def _asks(query: Query) -> bool:
    """Whether it asks for anything that a report's row says."""
    return any((query.words, query.verdict, query.outlet, query.origin, query.language, query.page))


def _slugs(query: Query, name: str) -> frozenset[str]:
    """A party's names and slug."""
    return frozenset({*query.names(name), load_resolver().resolve(name).id})
