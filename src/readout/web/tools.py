"""The ledger as tools for assistants (Model Context Protocol): every answer brings its words, their place and their address."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from functools import partial
from typing import Any, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

import readout
from readout import ledger
from readout.errors import ReadoutError
from readout.language import load_actors
from readout.ledger import Query, StatementHit, Store
from readout.model import MergedContact, Unreadable
from readout.run.derived import Derived
from readout.run.naming import with_aliases
from readout.run.trails import find_entity
from readout.views.choosing import cut_screen, find_chosen
from readout.views.comparison import make_comparison_page, to_row
from readout.views.contacts import make_contact_record, make_contact_row
from readout.views.evidence import Evidence, make_evidence
from readout.views.trails import choose_commitments, choose_figures
from readout.views.who import describe_entity
from readout.web.state import find_somebody

Wanted = TypeVar("Wanted")
Found = TypeVar("Found")

_MOST = 50
_INSTRUCTIONS = (
    "A ledger of who said what, to whom, when and by which channel, and who met or called whom, read from news pages. "
    "Every row has an id; show_evidence gives the exact characters of the page that a row was read from, and the "
    "page's address: quote those, and name the address. A row is what a page says, not what is true; two sides' "
    "accounts of one contact may differ, and the ledger never says who is right. Somebody is found under "
    "all names by any of them, in Chinese, English or Russian."
)


def make_server(store: Store) -> MCPServer:
    """The tools over one ledger."""
    server = MCPServer("readout", instructions=_INSTRUCTIONS, version=readout.__version__)
    derived = Derived(store)

    def find_contacts(query: Query) -> tuple[MergedContact, ...]:
        query = with_aliases(query)
        return cut_screen(find_chosen(store, derived.contacts(), query), query)

    def find_statements(query: Query) -> tuple[StatementHit, ...]:
        return ledger.find_statements(store, with_aliases(query))

    def find_one(id: str) -> MergedContact:
        if found := derived.find_contact(id):
            return found
        raise ToolError(f"{id} is in no contact; it may have been judged wrong")

    @server.tool()
    def search_statements(
        words: str = "",
        speaker: str = "",
        to: str = "",
        act: str = "",
        channel: str = "",
        since: str = "",
        until: str = "",
        limit: int = 20,
    ) -> dict[str, Any]:
        """Find statements: who said what, newest first.

        words must all be there (Chinese, English or Russian); act is one of assert, judge, commit, propose, demand,
        deny, accuse, warn, withhold, courtesy; channel one of call, meeting, briefing, post, speech, document,
        interview, media; since and until are days (2025-02-12).
        """
        query = Query(
            words=words,
            speaker=speaker,
            to=to,
            act=act,
            channel=channel,
            since=since,
            until=until,
            limit=_bounded(limit),
        )
        return {"statements": _statements(store, _ask(find_statements, query))}

    @server.tool()
    def search_contacts(
        party: str = "",
        other_party: str = "",
        type: str = "",
        status: str = "",
        since: str = "",
        until: str = "",
        words: str = "",
        limit: int = 20,
    ) -> dict[str, Any]:
        """Find contacts: who met, called, visited or wrote to whom, newest first, each once however many pages report it.

        type is one of call, meeting, visit, conference, letter, signing; status one of happened, ongoing, planned,
        proposed, denied. show_contact tells all of one; compare sets its accounts side by side.
        """
        parties = tuple(name for name in (party, other_party) if name)
        query = Query(
            words=words,
            parties=parties,
            type=type,
            status=status,
            since=since,
            until=until,
            limit=_bounded(limit),
        )
        return {"contacts": [_contact(contact) for contact in _ask(find_contacts, query)]}

    @server.tool()
    def show_contact(id: str) -> dict[str, Any]:
        """Show all that is told of a contact: what was planned and took place, each side's facts, and every report with
        its words, their offsets in code points and the page's address. id is a contact's or one of its reports'."""
        return asdict(make_contact_record(_ask(find_one, id)))

    @server.tool()
    def compare(id: str) -> dict[str, Any]:
        """Compare what each side says of a contact, point beside point: the words in every cell with their page and
        offsets, what one side leaves out, what contradicts, and the topics in their order and share."""
        compared = derived.compare(_ask(find_one, id))
        if not compared:
            raise ToolError(f"no side gives an account of {id}")
        return _with_addresses(
            store, to_row(make_comparison_page(compared[0].comparison, compared[0].readings))
        )

    @server.tool()
    def commitments(
        by: str = "", toward: str = "", topic: str = "", status: str = "", limit: int = 20
    ) -> dict[str, Any]:
        """List who undertook what, newest first, with what later pages say became of it. by and toward are names or slugs
        of people, bodies or countries; topic a slug (ceasefire); status made, repeated, changed, denied, done, overdue."""
        found = choose_commitments(
            _ask(Derived.trails, derived).commitments,
            by=_ask(find_entity, by).id if by else "",
            toward=_ask(find_entity, toward).id if toward else "",
            topic=topic,
            status=status,
        )
        rows = [asdict(row) for row in found[: _bounded(limit)]]
        return _with_addresses(store, {"commitments": rows})

    @server.tool()
    def amounts(topic: str = "", disputed: bool = False, limit: int = 20) -> dict[str, Any]:
        """List numbers that were told more than once, the disputed first: who gave which number when, in which words."""
        found = choose_figures(_ask(Derived.trails, derived).figures, topic=topic, disputed=disputed)
        return _with_addresses(store, {"amounts": [asdict(row) for row in found[: _bounded(limit)]]})

    @server.tool()
    def positions(speaker: str, topic: str, limit: int = 20) -> dict[str, Any]:
        """Follow what a speaker (a name or slug of a person, body or country) says on a topic (a slug such as ceasefire),
        page after page: new, again, otherwise, or left out since the page before; the newest last."""
        found = derived.positions(_ask(find_entity, speaker), topic)
        return _with_addresses(store, {"positions": [asdict(row) for row in found[-_bounded(limit) :]]})

    @server.tool()
    def who(name: str) -> dict[str, Any]:
        """Say who somebody is: all names in all languages, offices, and how often the ledger has them."""
        entity, query = find_somebody(name)
        told = replace(describe_entity(entity, load_actors()), asked=name)
        return asdict(replace(told, rows=ledger.count_named(store, query.names(name))))

    @server.tool()
    def show_evidence(id: str) -> dict[str, Any]:
        """Show a statement or contact with the exact words that it was read from, their offsets in code points of the
        page's text, the page's address, and what people judged of it."""
        return _ask(partial(_show, store), id)

    @server.tool()
    def timeline(
        words: str = "", party: str = "", since: str = "", until: str = "", limit: int = 30
    ) -> dict[str, Any]:
        """List contacts and statements oldest first: of a party or speaker, with some words, between two days."""
        asked = Query(words=words, since=since, until=until, limit=_bounded(limit), order="oldest")
        said = replace(asked, speaker=party)
        met = replace(asked, parties=(party,) if party else ())
        rows = [_contact(contact) for contact in _ask(find_contacts, met)]
        rows += _statements(store, _ask(find_statements, said))
        return {"rows": sorted(rows, key=lambda row: (not row["day"], row["day"], row["id"]))}

    @server.tool()
    def speakers(words: str = "", since: str = "", until: str = "", limit: int = 20) -> dict[str, Any]:
        """List who said most, with the number of statements and pages and the first and last day."""
        query = Query(words=words, since=since, until=until, limit=_bounded(limit))
        return {"speakers": [asdict(row) for row in _ask(partial(ledger.find_speakers, store), query)]}

    return server


def _ask(find: Callable[[Wanted], Found], wanted: Wanted) -> Found:
    try:
        return find(wanted)
    except ReadoutError as error:
        raise ToolError(str(error)) from error


def _bounded(limit: int) -> int:
    return min(max(limit, 1), _MOST)


def _statements(store: Store, hits: Sequence[StatementHit]) -> list[dict[str, Any]]:
    """The statements with the characters that each was read from."""
    kept = {page.id: page for page in ledger.find_kept(store, tuple({hit.report.page for hit in hits}))}
    return [
        {**asdict(hit), "spans": _spans(make_evidence(kept[hit.report.page], hit.id, (), ()))} for hit in hits
    ]


def _contact(contact: MergedContact) -> dict[str, Any]:
    """The contact with its first report's words, their place and their address."""
    first = make_contact_record(contact).reports[0]
    return {**asdict(make_contact_row(contact)), "evidence": asdict(first)}


def _with_addresses(store: Store, value: dict[str, Any]) -> dict[str, Any]:
    """The value with the addresses of all pages that it names."""
    pages = sorted(_pages_in(value))
    return {**value, "addresses": {kept.id: kept.address for kept in ledger.find_kept(store, pages)}}


def _pages_in(value: object) -> set[str]:
    if isinstance(value, dict):
        own = {value["page"]} if isinstance(value.get("page"), str) else set()
        return own.union(*map(_pages_in, value.values()))
    return set().union(*map(_pages_in, value)) if isinstance(value, list | tuple) else set()


def _show(store: Store, id: str) -> dict[str, Any]:
    found = ledger.find_id(store, id)
    page = ledger.page_of(store, found)
    kept = ledger.get_kept(store, page)
    if isinstance(kept, Unreadable):
        raise ToolError(f"{id} stands on a page that can't be read: {kept.reason}")
    if found == page:
        raise ToolError(
            f"{id} is a page; ask for one of its rows: {', '.join(kept.statement_ids + kept.contact_ids)}"
        )
    evidence = make_evidence(
        kept, found, ledger.find_judgements(store, found), ledger.find_relatives(store, page)
    )
    return _evidence(evidence)


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "id": evidence.id,
        "kind": evidence.kind,
        "cells": dict(evidence.cells),
        "text": "".join(piece.text for piece in evidence.pieces),
        "spans": _spans(evidence),
        "address": evidence.address,
        "title": evidence.title,
        "outlet": evidence.outlet,
        "origin": evidence.origin,
        "published": evidence.published,
        "judged": [
            {"verdict": judged.judgement.verdict, "by": judged.judgement.by, "holds": judged.holds}
            for judged in evidence.judged
        ],
        "also_in": [relative.address for relative in evidence.relatives],
    }


def _spans(evidence: Evidence) -> list[dict[str, Any]]:
    return [
        {"role": piece.role, "start": piece.start, "stop": piece.stop, "text": piece.text}
        for piece in evidence.pieces
        if piece.role
    ]
