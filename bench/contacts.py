"""Contacts on our own marks: F1, and how many fields of the matched are right.

    python bench/contacts.py [--misses]

The marks are ``bench/gold/{en-contact,ru}-marks.json``, joined with their archives by ``bench/marks.py`` and scored by
the shared ``score.py``. A marked name is compared as the name that the page's own mention of it has: Russian marks are written
as the text declines them, and which of a person's names is the shortest is not asked here. Misses of pages whose marks are for
scoring only (``part`` is ``score``) are never listed.
"""

import argparse
from typing import Any

from marks import ARCHIVE, CONTACT_ARCHIVES, CONTACT_MARKS, MARKS, load_marks
from score import SHARED, load_scorer, page_of

from readout.model import Mention, Reading
from readout.pipeline import read_page

Json = dict[str, Any]
_NAMES = ("person", "body", "country", "place")


def score_contacts(pages: list[Json]) -> tuple[Json, list[str]]:
    """The scores of the contacts of marked pages, and the misses of those that rules may be made from."""
    gold, found = [], {}
    for page in pages:
        reading = read_page(page_of(page))
        gold.append(_as_named(page, reading))
        found[page["id"]] = {"statements": [], "contacts": [_row(contact) for contact in reading.contacts]}
    result, lines = load_scorer(SHARED).score(gold, found, True)
    closed = {page["id"] for page in pages if page.get("part") == "score"}
    return result["contacts"], [line for line in lines if line.split(":")[0] not in closed]


def _row(contact: Any) -> Json:
    return {
        "type": contact.type,
        "trigger": [contact.trigger.start, contact.trigger.stop],
        "parties": list(contact.parties),
        "when": contact.when.iso if contact.when else None,
        "place": contact.place,
        "duration": contact.duration.iso if contact.duration else None,
        "status": contact.status,
    }


def _as_named(page: Json, reading: Reading) -> Json:
    """The page's marks with its names as the reading's mentions name them."""
    named = {m.span.of(reading.article.text): m for m in reading.mentions if m.kind in _NAMES}
    contacts = [
        mark
        | {
            "parties": [_name(party, named) for party in mark["parties"]],
            "place": mark["place"] and _name(mark["place"], named),
        }
        for mark in page["contacts"]
    ]
    return page | {"statements": [], "contacts": contacts}


def _name(marked: str, named: dict[str, Mention]) -> str:
    """The name of the mention that a marked name is, or that is a person's and ends with it."""
    mention = named.get(marked) or next(
        (m for text, m in named.items() if m.kind == "person" and text.endswith(f" {marked}")), None
    )
    return mention.name if mention else marked


def main() -> None:
    """Print the scores of each set."""
    parser = argparse.ArgumentParser(description="Score contacts on our own marks.")
    parser.add_argument("--misses", action="store_true", help="list what was missed or wrong")
    options = parser.parse_args()
    english = load_marks(CONTACT_MARKS, *CONTACT_ARCHIVES)
    readouts = [page for page in english if page["id"].startswith("wh/")]
    news = [page for page in english if not page["id"].startswith("wh/")]
    sets = {
        "readouts, worked on": [page for page in readouts if page["part"] == "work"],
        "readouts, scored only": [page for page in readouts if page["part"] == "score"],
        "news, worked on": [page for page in news if page["part"] == "work"],
        "news, scored only": [page for page in news if page["part"] == "score"],
        "Russian": load_marks(MARKS, ARCHIVE),
    }
    for name, pages in sets.items():
        scores, misses = score_contacts(pages)
        print(f"{name:24}" + "  ".join(f"{key} {value}" for key, value in scores.items()))
        if options.misses:
            print("\n".join(f"    {line}" for line in misses))


if __name__ == "__main__":
    main()
