"""Which statement a contact is told in."""

from bisect import bisect_right

from readout.model import Span, Statement


def find_enclosing(statements: tuple[Statement, ...], span: Span) -> Statement | None:
    """The innermost statement in whose content ``span`` stands."""
    last = bisect_right([s.cue.start for s in statements], span.start)
    for statement in reversed(statements[:last]):
        if any(content.covers(span) for content in statement.content):
            return statement
    return None
