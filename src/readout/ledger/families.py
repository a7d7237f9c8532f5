"""Families: pages that are versions or copies of one another, kept as pages come in.

Which texts are alike depends on the two texts alone, and a family is named after the smallest id in it, so
families are the same in whatever order the pages came.
"""

import zlib
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from readout.ledger import schema
from readout.ledger.entries import Matcher, Part
from readout.model import digest

# how many values one statement may ask about
_CHUNK = 500


def place_page(connection: Connection, page: int, parts: Iterable[Part], matcher: Matcher) -> None:
    """Note the texts of a new page and join it to the family it belongs to."""
    for ordinal, part in enumerate(parts):
        number = _keep_text(connection, part, matcher)
        connection.execute(schema.part.insert().values(page=page, ordinal=ordinal, text=number))
    families = _find_neighbours(connection, page, "family")
    _name_family(connection, {str(family) for family in families})


def replace_page(connection: Connection, page: int, parts: Iterable[Part], matcher: Matcher) -> None:
    """Note the texts of a page that was read anew; the family it was in is found again."""
    family = connection.execute(
        sa.select(schema.page.c.family).where(schema.page.c.number == page)
    ).scalar_one()
    connection.execute(schema.part.delete().where(schema.part.c.page == page))
    pages = schema.page
    query = sa.select(pages.c.number, pages.c.id).where(pages.c.family == family)
    members = {row.number: row.id for row in connection.execute(query)}
    for number, id in members.items():
        connection.execute(pages.update().where(pages.c.number == number).values(family=id))
    place_page(connection, page, parts, matcher)
    for number in members:
        families = _find_neighbours(connection, number, "family")
        _name_family(connection, {str(family) for family in families})


def _find_neighbours(connection: Connection, page: int, column: str) -> set[object]:
    """What a column of page says of this page, its versions and its copies."""
    pages, parts, likeness = schema.page, schema.part, schema.likeness
    body = sa.select(parts.c.text).where(parts.c.page == page, parts.c.ordinal == 0)
    copies = sa.union_all(
        body,
        sa.select(likeness.c.b).where(likeness.c.a.in_(body), likeness.c.kind == "copy"),
        sa.select(likeness.c.a).where(likeness.c.b.in_(body), likeness.c.kind == "copy"),
    )
    address = sa.select(pages.c.address).where(pages.c.number == page).scalar_subquery()
    found = sa.union(
        sa.select(pages.c[column]).where(pages.c.address == address),
        sa.select(pages.c[column])
        .join(parts, sa.and_(parts.c.page == pages.c.number, parts.c.ordinal == 0))
        .where(parts.c.text.in_(copies)),
    )
    return set(connection.execute(found).scalars())


def _name_family(connection: Connection, families: set[str]) -> None:
    name = min(families)
    for other in families - {name}:
        connection.execute(schema.page.update().where(schema.page.c.family == other).values(family=name))


def _keep_text(connection: Connection, part: Part, matcher: Matcher) -> int:
    """The number of the part's text, noted with what it is like if it is new."""
    texts, key = schema.text, digest("text", part.text)
    if number := connection.execute(sa.select(texts.c.number).where(texts.c.digest == key)).scalar():
        return int(number)
    words = zlib.compress(part.text.encode("utf-8", "surrogatepass"))
    values = {"digest": key, "size": len(part.sketch), "words": words}
    number = connection.execute(texts.insert().values(values)).inserted_primary_key[0]  # type: ignore[index]
    for other, other_words in _find_candidates(connection, part, matcher):
        found = matcher.relate(part.text, zlib.decompress(other_words).decode("utf-8", "surrogatepass"))
        if found:
            kind, a, b, in_a, in_b = found.kind, number, other, found.in_a, found.in_b
            if kind == "contained":
                kind, a, b, in_a, in_b = "contains", other, number, found.in_b, found.in_a
            values = {"a": a, "b": b, "kind": kind, "shared": found.shared, "in_a": in_a, "in_b": in_b}
            connection.execute(schema.likeness.insert().values(values))
    if part.sketch:
        rows = [{"hash": value, "text": number} for value in part.sketch]
        connection.execute(schema.sketch.insert(), rows)
    return int(number)


def _find_candidates(connection: Connection, part: Part, matcher: Matcher) -> list[tuple[int, bytes]]:
    """The texts that share enough of the sketch."""
    sketches, texts = schema.sketch, schema.text
    shared: dict[int, int] = {}
    for start in range(0, len(part.sketch), _CHUNK):
        hashes = part.sketch[start : start + _CHUNK]
        count = sa.select(sketches.c.text, sa.func.count()).where(sketches.c.hash.in_(hashes))
        for text, number in connection.execute(count.group_by(sketches.c.text)):
            shared[text] = shared.get(text, 0) + number
    least = matcher.enough(1)
    likely = [text for text, number in shared.items() if number >= least]
    found: list[tuple[int, bytes]] = []
    for start in range(0, len(likely), _CHUNK):
        rows = sa.select(texts.c.number, texts.c.size, texts.c.words).where(
            texts.c.number.in_(likely[start : start + _CHUNK])
        )
        found += [
            (number, words)
            for number, size, words in connection.execute(rows)
            if shared[number] >= matcher.enough(min(size, len(part.sketch)))
        ]
    return found
