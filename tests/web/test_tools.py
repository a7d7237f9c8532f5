"""The tools for assistants, called by the SDK's own client: in memory, and over a pipe as an assistant would."""

import os
import sys

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from readout.ledger import Store
from readout.web.tools import make_server

TOOLS = {
    "search_statements",
    "search_contacts",
    "show_evidence",
    "show_contact",
    "compare",
    "commitments",
    "amounts",
    "positions",
    "timeline",
    "speakers",
    "who",
}


def call(ledger, tool: str, **arguments):
    async def ask():
        store = Store(ledger, create=False)
        try:
            async with Client(make_server(store)) as client:
                return await client.call_tool(tool, arguments)
        finally:
            store.close()

    return anyio.run(ask)


def test_every_tool_says_what_it_takes(ledger):
    async def ask():
        store = Store(ledger, create=False)
        async with Client(make_server(store)) as client:
            listed = await client.list_tools()
        store.close()
        return listed.tools

    tools = anyio.run(ask)
    assert {tool.name for tool in tools} == TOOLS
    assert all(tool.description and tool.input_schema["properties"] for tool in tools)


@pytest.mark.parametrize(
    ("name", "arguments", "rows"),
    [
        ("search_statements", {"limit": 3}, "statements"),
        ("search_contacts", {"type": "call"}, "contacts"),
        ("timeline", {"limit": 2}, "rows"),
        ("speakers", {}, "speakers"),
        ("commitments", {}, "commitments"),
        ("who", {"name": "普京"}, "names"),
    ],
)
def test_every_tool_answers_with_rows(ledger, name, arguments, rows):
    result = call(ledger, name, **arguments)
    assert not result.is_error
    assert result.structured_content[rows]


def test_evidence_is_the_page_s_own_characters(ledger):
    row = call(ledger, "search_statements", limit=1).structured_content["statements"][0]
    evidence = call(ledger, "show_evidence", id=row["id"]).structured_content
    assert evidence["address"] == row["report"]["address"]
    assert evidence["spans"] == row["spans"]
    assert {span["role"] for span in evidence["spans"]} >= {"source", "cue", "content"}
    assert all(span["stop"] - span["start"] == len(span["text"]) for span in evidence["spans"])


def test_a_contact_is_shown_and_compared_with_the_words_of_its_pages(ledger):
    contact = call(ledger, "search_contacts", type="call").structured_content["contacts"][0]
    record = call(ledger, "show_contact", id=contact["id"]).structured_content
    assert record["contact"]["id"] == contact["id"]
    assert [report["id"] for report in record["reports"]] == contact["report_ids"]
    assert all(
        report["address"] and report["stop"] - report["start"] == len(report["quote"])
        for report in record["reports"]
    )
    compared = call(ledger, "compare", id=contact["id"]).structured_content
    words = [words for line in compared["lines"] for square in line["squares"] for words in square["words"]]
    assert words
    assert {word["page"] for word in words} <= set(compared["addresses"])


def test_numbers_and_positions_answer_where_there_are_none(ledger):
    assert call(ledger, "amounts", topic="fisheries").structured_content["amounts"] == []
    assert (
        call(ledger, "positions", speaker="Norway", topic="ceasefire").structured_content["positions"] == []
    )


@pytest.mark.parametrize("name", ["show_contact", "compare", "positions"])
def test_what_nobody_knows_is_an_error_that_says_so(ledger, name):
    arguments = {"speaker": "nobody at all", "topic": "x"} if name == "positions" else {"id": "c0000"}
    assert call(ledger, name, **arguments).is_error


def test_a_wrong_id_is_an_error_that_says_so(ledger):
    result = call(ledger, "show_evidence", id="0000")
    assert result.is_error
    assert "0000" in result.content[0].text


def test_the_command_talks_to_an_assistant(ledger):
    async def ask():
        command = StdioServerParameters(
            command=sys.executable,
            args=["-m", "readout.cli", "mcp", "--ledger", str(ledger)],
            env=dict(os.environ),
        )
        async with Client(stdio_client(command)) as client:
            return await client.call_tool("speakers", {"limit": 1})

    assert anyio.run(ask).structured_content["speakers"]
