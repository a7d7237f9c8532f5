"""Long pages in screens: which part of a text is shown at once, and what of its reading stands there."""

from dataclasses import dataclass, replace

from readout.model import Reading, Span

_LONGEST = 60_000  # code points that are shown in one piece
_SCREEN = 40_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """The code points of a text that are shown; ``before`` and ``after`` are where the neighbouring screens start, -1 for none."""

    start: int
    stop: int
    length: int
    before: int = -1
    after: int = -1

    @property
    def is_whole(self) -> bool:
        """Whether the text is shown in one piece."""
        return (self.start, self.stop) == (0, self.length)


def make_screen(length: int, place: int) -> Screen:
    """The screen of a text of that length in which a place stands."""
    if length <= _LONGEST:
        return Screen(start=0, stop=length, length=length)
    start = min(max(place, 0), length - 1) // _SCREEN * _SCREEN
    stop = min(length, start + _SCREEN)
    return Screen(
        start=start,
        stop=stop,
        length=length,
        before=start - _SCREEN if start else -1,
        after=stop if stop < length else -1,
    )


def cut_reading(reading: Reading, screen: Screen) -> Reading:
    """The reading with those blocks and rows alone that are on the screen, and the statements around them."""
    if screen.is_whole:
        return reading
    window = Span(screen.start, screen.stop)
    by_id = {statement.id: statement for statement in reading.statements}
    kept: set[str] = set()
    for statement in reading.statements:
        if window.overlaps(statement.cue):
            kept.add(statement.id)
            around = statement.via
            while around in by_id and around not in kept:
                kept.add(around)
                around = by_id[around].via
    blocks = tuple(block for block in reading.article.blocks if window.overlaps(block.span))
    return replace(
        reading,
        article=replace(reading.article, blocks=blocks),
        statements=tuple(s for s in reading.statements if s.id in kept),
        contacts=tuple(c for c in reading.contacts if window.overlaps(c.trigger)),
        mentions=tuple(m for m in reading.mentions if window.overlaps(m.span)),
        amounts=tuple(a for a in reading.amounts if window.overlaps(a.span)),
    )
