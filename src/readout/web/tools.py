"""The ledger as tools for assistants (Model Context Protocol): every answer brings its words, their place and their address."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

import readout
from readout import ledger
from readout.errors import ReadoutError
from readout.ledger import ContactHit, Query, StatementHit, Store
from readout.model import Unreadable
from readout.views.evidence import Evidence, make_evidence

Wanted = TypeVar("Wanted")
Found = TypeVar("Found")

_MOST = 50
_INSTRUCTIONS = (
    "A ledger of who said what, to whom, when and by which channel, and who met or called whom, read from news pages. "
    "Every row has an id; show_evidence gives the exact characters of the page that a row was read from, and the "
    "page's address: quote those, and name the address. A row is what a page says, not what is true; two sides' "
    "accounts of one contact may differ, and the ledger never says who is right. Names stand as the page spells them: "
    "search a person in each language."
)


def make_server(store: Store) -> MCPServer:
    """The tools over one ledger."""
    server = MCPServer("readout", instructions=_INSTRUCTIONS, version=readout.__version__)

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
        return {"statements": [_statement(hit) for hit in _ask(ledger.find_statements, store, query)]}

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
        """Find contacts: who met, called, visited or wrote to whom, newest first.

        type is one of call, meeting, visit, conference, letter, signing; status one of happened, ongoing, planned,
        proposed, denied.
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
        return {"contacts": [_contact(hit) for hit in _ask(ledger.find_contacts, store, query)]}

    @server.tool()
    def show_evidence(id: str) -> dict[str, Any]:
        """Show a statement or contact with the exact words that it was read from, their offsets in code points of the
        page's text, the page's address, and what people judged of it."""
        return _ask(_show, store, id)

    @server.tool()
    def timeline(
        words: str = "", party: str = "", since: str = "", until: str = "", limit: int = 30
    ) -> dict[str, Any]:
        """List contacts and statements oldest first: of a party or speaker, with some words, between two days."""
        asked = Query(words=words, since=since, until=until, limit=_bounded(limit), order="oldest")
        said = Query(
            words=words, speaker=party, since=since, until=until, limit=_bounded(limit), order="oldest"
        )
        met = Query(
            words=words,
            parties=(party,) if party else (),
            since=since,
            until=until,
            limit=_bounded(limit),
            order="oldest",
        )
        rows = [_contact(hit) for hit in _ask(ledger.find_contacts, store, met if party else asked)]
        rows += [_statement(hit) for hit in _ask(ledger.find_statements, store, said if party else asked)]
        return {"rows": sorted(rows, key=lambda row: (not row["day"], row["day"], row["id"]))}

    @server.tool()
    def speakers(words: str = "", since: str = "", until: str = "", limit: int = 20) -> dict[str, Any]:
        """List who said most, with the number of statements and pages and the first and last day."""
        query = Query(words=words, since=since, until=until, limit=_bounded(limit))
        return {"speakers": [asdict(row) for row in _ask(ledger.find_speakers, store, query)]}

    return server


def _ask(find: Callable[[Store, Wanted], Found], store: Store, wanted: Wanted) -> Found:
    try:
        return find(store, wanted)
    except ReadoutError as error:
        raise ToolError(str(error)) from error


def _bounded(limit: int) -> int:
    return min(max(limit, 1), _MOST)


def _statement(hit: StatementHit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "day": hit.day,
        "speaker": hit.speaker,
        "source": hit.source,
        "cue": hit.cue,
        "content": hit.content,
        "act": hit.act,
        "channel": hit.channel,
        "to": hit.to,
        "verdict": hit.verdict,
        "pages": hit.pages,
        "page": asdict(hit.report),
    }


def _contact(hit: ContactHit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "day": hit.day,
        "type": hit.type,
        "status": hit.status,
        "parties": list(hit.parties),
        "place": hit.place,
        "duration": hit.duration,
        "initiator": hit.initiator,
        "topics": list(hit.topics),
        "verdict": hit.verdict,
        "pages": hit.pages,
        "page": asdict(hit.report),
    }


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
        "spans": [
            {"role": piece.role, "start": piece.start, "stop": piece.stop, "text": piece.text}
            for piece in evidence.pieces
            if piece.role
        ],
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
