"""The laws of a reading, as one check that other tests call too."""

import itertools
from collections.abc import Iterator

from readout.export import reading_to_dict
from readout.model import Reading, Span, Statement


def check_laws(reading: Reading) -> None:
    """Fail where a reading breaks a law: spans, ids, via, blocks, verbatim JSON."""
    text = reading.article.text
    for where, span in find_spans(reading):
        assert 0 <= span.start < span.stop <= len(text), f"{where} {span} is not in a text of {len(text)}"
    check_statements(reading)
    check_blocks(reading)
    ids = [contact.id for contact in reading.contacts]
    assert ids == [f"c{n}" for n in range(1, len(ids) + 1)]
    check_verbatim(reading_to_dict(reading), text)


def find_spans(reading: Reading) -> Iterator[tuple[str, Span]]:
    """Every span of a reading, and where it was found."""
    article = reading.article
    yield from ((f"block {block.kind}", block.span) for block in article.blocks)
    yield from ((f"article {piece.field}", piece.span) for piece in article.evidence)
    for statement in reading.statements:
        yield f"{statement.id} source", statement.source
        yield f"{statement.id} cue", statement.cue
        yield from ((f"{statement.id} content", span) for span in statement.content)
    for contact in reading.contacts:
        yield f"{contact.id} trigger", contact.trigger
        yield from ((f"{contact.id} topic", span) for span in contact.topics)
        if contact.duration:
            yield f"{contact.id} duration", contact.duration.span
    for row in (*reading.statements, *reading.contacts):
        yield from ((f"{row.id} {piece.field}", piece.span) for piece in row.evidence)
        if row.when:
            yield f"{row.id} when", row.when.span
    yield from ((f"mention {mention.name}", mention.span) for mention in reading.mentions)
    yield from ((f"amount {amount.low}", amount.span) for amount in reading.amounts)


def check_statements(reading: Reading) -> None:
    """Ids count up in text order; content is sorted and apart; via leads outwards and never round."""
    statements = {statement.id: statement for statement in reading.statements}
    assert list(statements) == [f"s{n}" for n in range(1, len(reading.statements) + 1)]
    for statement in reading.statements:
        for left, right in zip(statement.content, statement.content[1:], strict=False):
            assert left.stop <= right.start, f"{statement.id}: content {left} and {right} overlap"
        seen = {statement.id}
        inner = statement
        while inner.via:
            assert inner.via in statements, f"{inner.id}: via {inner.via} is no statement"
            assert inner.via not in seen, f"{statement.id}: via leads round to {inner.via}"
            seen.add(inner.via)
            outer = statements[inner.via]
            assert is_inside(inner, outer), f"{inner.id} is not inside the content of {outer.id}"
            inner = outer


def is_inside(inner: Statement, outer: Statement) -> bool:
    """Whether the inner statement's cue stands within the outer one's content; a cited one shares that content."""
    if inner.rule == "cited":
        return inner.content == outer.content
    return outer.content[0].start <= inner.cue.start and inner.cue.stop <= outer.content[-1].stop


def check_blocks(reading: Reading) -> None:
    """Blocks stand in order, do not overlap (titles apart), and leave out nothing but white space and what is invisible."""
    text, blocks = reading.article.text, reading.article.blocks
    assert [b.span.start for b in blocks] == sorted(b.span.start for b in blocks)
    plain = [block for block in blocks if block.kind != "title"]
    for left, right in itertools.pairwise(plain):
        assert left.span.stop <= right.span.start, f"{left} and {right} overlap"
    covered = bytearray(len(text))
    for block in blocks:
        covered[block.span.start : block.span.stop] = b"\1" * (block.span.stop - block.span.start)
    left_over = "".join(char for char, mark in zip(text, covered, strict=True) if not mark)
    seen = "".join(char for char in left_over if char.isprintable() and not char.isspace())
    assert not seen, f"no block covers {seen!r}"


def check_verbatim(value: object, text: str) -> None:
    """Every object of the JSON with start, stop and text shows exactly those characters."""
    if isinstance(value, dict):
        if {"start", "stop", "text"} <= value.keys():
            assert value["text"] == text[value["start"] : value["stop"]]
        for part in value.values():
            check_verbatim(part, text)
    elif isinstance(value, list):
        for part in value:
            check_verbatim(part, text)
