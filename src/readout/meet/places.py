"""Places: where a contact is, and what a visit goes to."""

from readout.ground import Ground
from readout.language.entries import Trigger
from readout.language.sightings import Sighting
from readout.model import Mention, Span

_KINDS = ("place", "country", "body")


def find_place(ground: Ground, clause: int, span: Span, end: int, *, after: bool) -> Span | None:
    """在北京人民大会堂: the nearest place before the trigger; for a gathering also 会议在日内瓦举行."""
    table = ground.starting("at_place")
    stretches = [range(span.start - 1, clause - 1, -1)] + ([range(span.stop, end)] if after else [])
    for stretch in stretches:
        for at in stretch:
            prep = table.get(at)
            if prep and at in ground.breaks and (place := _chain(ground, prep.stop, end)):
                return place
    return None


def _chain(ground: Ground, start: int, end: int) -> Span | None:
    """A run of place names and the room or hall that follows it (白宫椭圆形办公室)."""
    stop = start
    while (mention := ground.mentions_at.get(stop)) and mention.kind in _KINDS and mention.span.stop <= end:
        stop = mention.span.stop
        capital = ground.starting("capital").get(stop)
        if capital and capital.stop in ground.mentions_at:
            stop = capital.stop  # 该国首都某市
    if stop == start:
        return None
    for at in range(min(end, stop + 12), stop, -1):
        if ground.ending("venue", at, stop):
            return Span(start, at)
    return Span(start, stop)


def find_target(
    ground: Ground, seen: Sighting[Trigger], clause: int, end: int
) -> tuple[Span | None, tuple[Mention, ...]]:
    """What is visited, and the country or body that is its host."""
    if seen.entry.place:
        return seen.span, (Mention(kind="country", span=seen.span, name=seen.entry.place),)
    at = seen.span.stop
    if (aspect := ground.starting("aspect").get(at)) and aspect.stop < end:
        at = aspect.stop
    if (owner := ground.mentions_at.get(at)) and owner.kind == "person":
        return None, (owner,)
    target = _chain(ground, at, end) or _toward(ground, clause, seen.span.start)
    if target is None:
        return None, ()
    hosts = ground.mentions_in(target.start, target.stop, ("body", "country", "place"))
    return target, tuple(hosts[:1])


def _toward(ground: Ground, clause: int, stop: int) -> Span | None:
    """对中国进行国事访问: what the preposition points to."""
    table = ground.starting("prep_to")
    for at in range(stop - 1, clause - 1, -1):
        prep = table.get(at)
        mention = ground.mentions_at.get(prep.stop) if prep else None
        if mention and mention.kind in ("country", "place") and mention.span.stop <= stop:
            return mention.span
    return None
