"""Families: pages that are versions or copies of one another, kept as pages come in.

Which texts are alike depends on the two texts alone, and a family is named after the smallest id in it, so
families are the same in whatever order the pages came.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from readout.ledger import schema
from readout.ledger.entries import Matcher
from readout.ledger.prepared import PreparedText, unpack_text
from readout.ledger.writing import allot_numbers, select_in, write_rows

Placed = tuple[int, Sequence[PreparedText]]


def place_pages(connection: Connection, placed: Sequence[Placed], matcher: Matcher) -> None:
    """Note the texts of new pages and join them to the families they belong to."""
    numbers = _keep_texts(connection, {text.digest: text for _, texts in placed for text in texts}, matcher)
    parts = [
        {"page": page, "ordinal": ordinal, "text": numbers[text.digest]}
        for page, texts in placed
        for ordinal, text in enumerate(texts)
    ]
    write_rows(connection, schema.part, parts)
    _join_families(connection, [page for page, _ in placed])


def replace_page(connection: Connection, page: int, texts: Sequence[PreparedText], matcher: Matcher) -> None:
    """Note the texts of a page that was read anew; the family it was in is found again."""
    pages = schema.page
    family = sa.select(pages.c.family).where(pages.c.number == page).scalar_subquery()
    members = connection.execute(sa.select(pages.c.number).where(pages.c.family == family)).scalars().all()
    connection.execute(schema.part.delete().where(schema.part.c.page == page))
    connection.execute(pages.update().where(pages.c.family == family).values(family=pages.c.id))
    place_pages(connection, [(page, texts)], matcher)
    _join_families(connection, members)


def _keep_texts(
    connection: Connection, texts: Mapping[str, PreparedText], matcher: Matcher
) -> dict[str, int]:
    """The numbers of the texts by digest; those that are new are noted with what they are like."""
    table = schema.text
    known = select_in(connection, sa.select(table.c.digest, table.c.number), table.c.digest, texts)
    numbers = {row.digest: int(row.number) for row in known}
    new = [text for digest, text in texts.items() if digest not in numbers]
    allotted = dict(zip(allot_numbers(connection, table, len(new)), new, strict=True))
    write_rows(
        connection,
        table,
        [
            {"number": number, "digest": text.digest, "size": len(text.sketch), "words": text.words}
            for number, text in allotted.items()
        ],
    )
    hashes = [{"hash": value, "text": number} for number, text in allotted.items() for value in text.sketch]
    write_rows(connection, schema.sketch, hashes)
    write_rows(connection, schema.likeness, list(_find_likenesses(connection, allotted, matcher)))
    return numbers | {text.digest: number for number, text in allotted.items()}


def _find_likenesses(
    connection: Connection, new: Mapping[int, PreparedText], matcher: Matcher
) -> Iterator[dict[str, object]]:
    """The rows of likeness between new texts and all others, each pair once."""
    shared = _count_shared(connection, new)
    sizes, texts = _find_sizes(connection, shared), schema.text
    likely = {
        number: [
            other
            for other, count in sorted(others.items())
            if count >= matcher.enough(min(sizes[other], len(new[number].sketch)))
        ]
        for number, others in shared.items()
    }
    wanted = {other for others in likely.values() for other in others}
    rows = select_in(connection, sa.select(texts.c.number, texts.c.words), texts.c.number, wanted)
    words = {row.number: unpack_text(row.words) for row in rows}
    for number, others in likely.items():
        own = unpack_text(new[number].words) if others else ""
        for other in others:
            if found := matcher.relate(own, words[other]):
                kind, a, b, in_a, in_b = found.kind, number, other, found.in_a, found.in_b
                if kind == "contained":
                    kind, a, b, in_a, in_b = "contains", other, number, found.in_b, found.in_a
                yield {"a": a, "b": b, "kind": kind, "shared": found.shared, "in_a": in_a, "in_b": in_b}


def _count_shared(connection: Connection, new: Mapping[int, PreparedText]) -> dict[int, Counter[int]]:
    """For each new text, how many hashes it shares with each text that was there before it."""
    holders: dict[int, list[int]] = defaultdict(list)
    for number, text in new.items():
        for value in text.sketch:
            holders[value].append(number)
    shared: dict[int, Counter[int]] = {number: Counter() for number in new}
    sketches = schema.sketch
    for value, other in select_in(connection, sa.select(sketches), sketches.c.hash, holders):
        for number in holders[value]:
            if other < number:
                shared[number][other] += 1
    return shared


def _find_sizes(connection: Connection, shared: Mapping[int, Counter[int]]) -> dict[int, int]:
    texts = schema.text
    others = {other for counts in shared.values() for other in counts}
    rows = select_in(connection, sa.select(texts.c.number, texts.c.size), texts.c.number, others)
    return {row.number: row.size for row in rows}


def _join_families(connection: Connection, pages: Sequence[int]) -> None:
    """Make one family of each page, the pages of its address, and those whose bodies are copies of its own."""
    table = schema.page
    groups = _Groups()
    for name, family in (*_by_address(connection, pages), *_by_text(connection, pages)):
        groups.join(name, family)
    for family, others in groups.named():
        connection.execute(table.update().where(table.c.family.in_(others)).values(family=family))


def _by_address(connection: Connection, pages: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Addresses of the pages, each with the families of the pages that have it."""
    table = schema.page
    own = {row.address for row in select_in(connection, sa.select(table.c.address), table.c.number, pages)}
    query = sa.select(table.c.address, table.c.family).distinct()
    for row in select_in(connection, query, table.c.address, own):
        yield f"address {row.address}", row.family


def _by_text(connection: Connection, pages: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Bodies of the pages, their copies among them under one name, each with the families of pages that have it."""
    parts, alike = schema.part, schema.likeness
    bodies = sa.select(parts.c.text).where(parts.c.ordinal == 0)
    own = {row.text for row in select_in(connection, bodies, parts.c.page, pages)}
    copies = sa.select(alike.c.a, alike.c.b).where(alike.c.kind == "copy")
    pairs = {
        (row.a, row.b) for side in (alike.c.a, alike.c.b) for row in select_in(connection, copies, side, own)
    }
    texts = own.union(*pairs)
    families = sa.select(parts.c.text, schema.page.c.family).distinct().join(schema.page)
    told: dict[int, str] = {}
    for row in select_in(connection, families.where(parts.c.ordinal == 0), parts.c.text, texts):
        told[row.text] = row.family
        yield f"text {row.text}", row.family
    for a, b in pairs:
        if a in told and b in told:
            yield f"text {a}", told[b]


class _Groups:
    """Families that belong together, by what they have in common."""

    def __init__(self) -> None:
        self._parents: dict[tuple[str, ...], tuple[str, ...]] = {}

    def join(self, name: str, family: str) -> None:
        """Note that whatever bears the name is of the family."""
        a, b = self._root(("name", name)), self._root(("family", family))
        # a root that is a family is the smallest of its group
        first, second = sorted((a, b))
        self._parents[second] = first

    def named(self) -> Iterator[tuple[str, list[str]]]:
        """The smallest family of each group of several, with the others."""
        members: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for kind, family in list(self._parents):
            if kind == "family":
                members[self._root((kind, family))].append(family)
        for families in members.values():
            if len(families) > 1:
                name = min(families)
                yield name, sorted(set(families) - {name})

    def _root(self, node: tuple[str, ...]) -> tuple[str, ...]:
        self._parents.setdefault(node, node)
        while (parent := self._parents[node]) != node:
            self._parents[node] = self._parents[parent]
            node = parent
        return node
