"""W3C Web Annotation: the shape that the data model asks for, and selectors that select their own quotation."""

import io
import json

import pytest
from pyld import jsonld

from readout.export.annotations import write_annotations
from tests.export.pages import make_pages

PAGES = make_pages()
TEXTS = {f"urn:readout:{page.id}": page.reading.article.text for page in PAGES}
MOTIVATIONS = {"classifying", "describing", "identifying", "linking", "tagging"}
OA = "http://www.w3.org/ns/oa#"
# the terms used here, as the W3C's own context defines them; tests have no network
ANNO = {
    "oa": OA,
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "id": {"@type": "@id", "@id": "@id"},
    "type": {"@type": "@id", "@id": "@type"},
    "Annotation": "oa:Annotation",
    "TextualBody": "oa:TextualBody",
    "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "Software": "as:Application",
    "classifying": "oa:classifying",
    "identifying": "oa:identifying",
    "tagging": "oa:tagging",
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "scope": {"@type": "@id", "@id": "oa:hasScope"},
    "generator": {"@type": "@id", "@id": "as:generator"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "format": "dc:format",
    "value": "rdf:value",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "name": "foaf:name",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
}


@pytest.fixture(scope="module")
def annotations():
    stream = io.StringIO()
    write_annotations(iter(PAGES), stream)
    return [json.loads(line) for line in stream.getvalue().split("\n")[:-1]]


def load(url, options=None):
    assert url == "http://www.w3.org/ns/anno.jsonld"
    return {
        "contextUrl": None,
        "documentUrl": url,
        "contentType": "application/ld+json",
        "document": {"@context": ANNO},
    }


def targets(annotation):
    for target in annotation["target"]:
        position, quotation = target["selector"]
        yield target, position, quotation


def test_an_annotation_has_what_the_model_asks_for(annotations):
    ids = [annotation["id"] for annotation in annotations]
    assert len(set(ids)) == len(ids) > 60
    for annotation in annotations:
        assert annotation["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
        assert annotation["type"] == "Annotation"
        assert annotation["target"]
        assert annotation["motivation"] in MOTIVATIONS
        for body in annotation["body"]:
            assert body["type"] == "TextualBody"
            assert body["purpose"] in MOTIVATIONS
            assert body["value"]


def test_positions_are_code_points_and_the_quotation_is_verbatim(annotations):
    for annotation in annotations:
        for target, position, quotation in targets(annotation):
            text = TEXTS[target["source"]]
            assert position["type"] == "TextPositionSelector"
            assert text[position["start"] : position["end"]] == quotation["exact"]
            around = quotation["prefix"] + quotation["exact"] + quotation["suffix"]
            assert around in text
            assert text[: position["start"]].endswith(quotation["prefix"])


def test_utf16_positions_select_the_same_in_utf16_units(annotations):
    shifted = 0
    for annotation in annotations:
        for target, position, quotation in targets(annotation):
            units = TEXTS[target["source"]].encode("utf-16-le")
            start, end = position["readout:utf16Start"], position["readout:utf16End"]
            assert units[2 * start : 2 * end].decode("utf-16-le") == quotation["exact"]
            shifted += start != position["start"]
    assert shifted, "no page with a character beyond the basic plane before an annotation"


def test_every_row_is_there_with_its_verdict(annotations):
    rows = {annotation["readout:row"]: annotation.get("readout:verdict", "") for annotation in annotations}
    wanted = {
        id: verdict
        for page in PAGES
        for id, verdict in zip(
            (*page.statement_ids, *page.contact_ids),
            (*page.statement_verdicts, *page.contact_verdicts),
            strict=True,
        )
    }
    assert rows == wanted


def test_content_in_two_pieces_has_two_targets(annotations):
    id = PAGES[0].statement_ids[9]
    (content,) = (a for a in annotations if a["id"] == f"urn:readout:{id}#content")
    assert [quotation["exact"] for _, _, quotation in targets(content)] == [
        "挪威今年将追加3.5亿至4亿克朗的援助",
        "比去年增加约12.5%",
    ]
    assert content["target"][0]["scope"] == "http://www.example.com/show-7-1.html"


def test_it_expands_and_nothing_is_lost(annotations):
    for annotation in annotations[:10]:
        (node,) = jsonld.expand(annotation, {"documentLoader": load})
        assert node["@type"] == [OA + "Annotation"]
        assert len(node[OA + "hasTarget"]) == len(annotation["target"])
        (row,) = node["urn:readout:term:row"]
        assert row == {"@value": annotation["readout:row"]}
        selector = node[OA + "hasTarget"][0][OA + "hasSelector"][0]
        assert set(selector) == {
            "@type",
            OA + "start",
            OA + "end",
            "urn:readout:term:utf16Start",
            "urn:readout:term:utf16End",
        }
