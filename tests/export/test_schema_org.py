"""JSON-LD: it expands without a network, every term is schema.org's, and rows judged wrong are gone."""

import io
import json
import re

import pytest
from pyld import jsonld

from readout.export.schema_org import write_jsonld
from tests.export.pages import make_pages

PAGES = make_pages()
SCHEMA = "https://schema.org/"
# all are in schema.org's schema.ttl; Quotation and spokenByCharacter are pending there
TERMS = set(
    re.findall(
        r"\w+",
        """
    Dataset NewsArticle Quotation Claim Event Person Organization Country Thing Place Audience PropertyValue
    name description url headline inLanguage datePublished author publisher sourceOrganization version
    identifier propertyID value additionalProperty text spokenByCharacter isPartOf appearance audience
    dateCreated eventStatus eventAttendanceMode attendee organizer startDate endDate duration location about
    subjectOf EventScheduled OnlineEventAttendanceMode OfflineEventAttendanceMode Date DateTime
    """,
    )
)


@pytest.fixture(scope="module")
def document():
    stream = io.StringIO()
    write_jsonld(iter(PAGES), stream)
    return json.loads(stream.getvalue())


def refuse(url, options=None):
    raise AssertionError(f"expanding asked the network for {url}")


@pytest.fixture(scope="module")
def graph(document):
    """The expanded nodes by id."""
    nodes = jsonld.expand(document, {"documentLoader": refuse})
    return {node["@id"]: node for node in nodes}


def find_terms(value):
    """Every property, type and coerced value of an expanded document."""
    if isinstance(value, dict):
        yield from (key for key in value if not key.startswith("@"))
        types = value.get("@type", [])
        yield from [types] if isinstance(types, str) else types
        for part in value.values():
            yield from find_terms(part)
        if str(value.get("@id", "")).startswith(SCHEMA):
            yield value["@id"]
    elif isinstance(value, list):
        for part in value:
            yield from find_terms(part)


def get(node, name):
    """The values of a property, plain."""
    return [value.get("@value", value.get("@id", value)) for value in node.get(SCHEMA + name, [])]


def own(node):
    """The additional properties of a node."""
    pairs = node.get(SCHEMA + "additionalProperty", [])
    return {get(pair, "name")[0]: get(pair, "value")[0] for pair in pairs}


def node_of(graph, page, kind, number):
    ids = page.statement_ids if kind == "statement" else page.contact_ids
    return graph["urn:readout:" + ids[number]]


def test_every_term_is_of_schema_org(graph):
    terms = set(find_terms(list(graph.values())))
    assert terms
    assert {term.removeprefix(SCHEMA) for term in terms} <= TERMS
    assert all(term.startswith(SCHEMA) for term in terms)


def test_nodes_are_the_rows_that_stand(graph):
    rows = {
        "urn:readout:" + id
        for page in PAGES
        for ids, verdicts in (
            (page.statement_ids, page.statement_verdicts),
            (page.contact_ids, page.contact_verdicts),
        )
        for id, verdict in zip(ids, verdicts, strict=True)
        if verdict != "wrong"
    }
    pages = {"urn:readout:" + page.id for page in PAGES}
    assert set(graph) == rows | pages | {"urn:readout:ledger"}


def test_quotations_and_claims_go_by_form(graph):
    for page in PAGES:
        for statement, id, verdict in zip(
            page.reading.statements, page.statement_ids, page.statement_verdicts, strict=True
        ):
            if verdict == "wrong":
                continue
            node = graph["urn:readout:" + id]
            wanted = "Claim" if statement.form == "indirect" else "Quotation"
            assert node["@type"] == [SCHEMA + wanted]
            article = get(node, "appearance") or get(node, "isPartOf")
            assert article == ["urn:readout:" + page.id]
            text = page.reading.article.text
            assert get(node, "text") == [" … ".join(span.of(text) for span in statement.content)]


def test_a_speaker_has_the_type_of_its_mention(graph):
    quotation = node_of(graph, PAGES[1], "statement", 2)
    (speaker,) = quotation[SCHEMA + "spokenByCharacter"]
    assert speaker["@type"] == [SCHEMA + "Person"]
    assert get(speaker, "name") == ["哈提卜"]
    # the page made by hand marks no mention of this one
    (speaker,) = node_of(graph, PAGES[0], "statement", 0)[SCHEMA + "author"]
    assert speaker["@type"] == [SCHEMA + "Thing"]


def test_a_planned_contact_is_scheduled_and_says_that_it_is_planned(graph):
    call, visit = (node_of(graph, PAGES[0], "contact", number) for number in (0, 1))
    assert get(call, "eventStatus") == get(visit, "eventStatus") == [SCHEMA + "EventScheduled"]
    assert (own(call)["status"], own(visit)["status"]) == ("happened", "planned")
    assert get(visit, "startDate") == ["2025-03-12"]
    assert get(visit, "endDate") == ["2025-03-14"]
    assert get(call, "duration") == ["PT40M"]
    assert [get(party, "name") for party in call[SCHEMA + "attendee"]] == [["林德"], ["哈提卜"]]


def test_dates_and_addresses_are_typed(graph):
    article = graph["urn:readout:" + PAGES[1].id]
    assert article[SCHEMA + "datePublished"] == [{"@type": SCHEMA + "Date", "@value": "2025-03-06"}]
    assert article[SCHEMA + "url"] == [{"@id": "https://example.org/a"}]
    assert SCHEMA + "url" not in graph["urn:readout:" + PAGES[4].id]


def test_families_tell_reports_from_statements(graph):
    first, copy = (node_of(graph, page, "statement", 0) for page in PAGES[1:3])
    assert own(first)["family"] == own(copy)["family"]


def test_it_becomes_rdf(document):
    quads = jsonld.to_rdf(document, {"documentLoader": refuse})
    assert len(quads["@default"]) > 200


def test_an_empty_ledger_is_a_document():
    stream = io.StringIO()
    write_jsonld((), stream)
    assert [node["@type"] for node in json.loads(stream.getvalue())["@graph"]] == ["Dataset"]
