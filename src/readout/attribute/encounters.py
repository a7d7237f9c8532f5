"""Encounters: the calls and meetings that a spaced text tells of, and so the scene of what is then reported.

A readout names its call or meeting once (The President spoke today with …) and then only reports who said what. That
gives those statements their channel, addressee and day.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from readout.attribute.cast import Cast
from readout.attribute.clauses import Clause
from readout.ground import Ground
from readout.model import Channel, Sentence, Span, When

_KINDS: tuple[tuple[str, Channel], ...] = (("call told", "call"), ("meeting told", "meeting"))
_REACH = 3  # paragraphs in which a meeting that the text does not open with is still the scene
_OPENING = 2  # sentences of a text that say what it is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """A call or meeting: its parties by name, its day. ``opens``: the text begins with it and is its readout."""

    channel: Channel
    hosts: tuple[str, ...]
    guests: tuple[str, ...]
    when: When | None
    at: int
    paragraph: int
    opens: bool

    @property
    def everybody(self) -> tuple[str, ...]:
        """The names of all who take part."""
        return (*self.hosts, *self.guests)

    def others(self, speaker: str) -> tuple[str, ...]:
        """Whom ``speaker`` speaks to in it."""
        if speaker in self.hosts:
            return self.guests
        return self.hosts if speaker in self.guests else ()


def find_encounters(ground: Ground, cast: Cast, clauses: Iterable[Clause]) -> tuple[Encounter, ...]:
    """The encounters that the text itself tells of, in text order: none inside what somebody reports."""
    told = [Span(c.cue.start, span.stop) for c in clauses for span in c.content if span.start >= c.cue.start]
    found: list[Encounter] = []
    bodies = [n for n, sentence in enumerate(ground.sentences) if not sentence.heading][:_OPENING]
    for number, sentence in enumerate(ground.sentences):
        if sentence.heading:
            continue
        found += _read_sentence(ground, cast, sentence, told, opens=number in bodies)
    return tuple(found)


def _read_sentence(
    ground: Ground, cast: Cast, sentence: Sentence, told: list[Span], *, opens: bool
) -> Iterator[Encounter]:
    start, stop = sentence.span.start, sentence.span.stop
    for name, channel in _KINDS:
        match = cast.words.pattern(name).search(ground.text, start, stop)
        if match is None or any(span.start <= match.start() < span.stop for span in told):
            continue
        end = cast.words.pattern("scene end").search(ground.text, match.end(), stop)
        limit = end.start() if end else stop
        hosts = _people(cast, start, match.start() + 1, stop) or _subject(cast, start, match.start())
        guests = tuple(n for n in _people(cast, match.start() + 1, limit, stop) if n not in hosts)
        if not hosts:
            hosts, guests = guests[:1], guests[1:]
        if not hosts or (not guests and not opens):
            continue
        yield Encounter(
            channel=channel,
            hosts=hosts,
            guests=guests,
            when=ground.when_in(start, min(stop, limit + 1)) or ground.when_in(start, stop),
            at=match.start(),
            paragraph=sentence.paragraph,
            opens=opens,
        )
        return


def _people(cast: Cast, start: int, stop: int, end: int) -> tuple[str, ...]:
    """The people named in a stretch, each once."""
    people = cast.ground.mentions_in(start, stop, ("person",))
    names = dict.fromkeys(m.name for m in people if not cast.owns(m, end, oblique=True))
    return tuple(names)


def _subject(cast: Cast, start: int, stop: int) -> tuple[str, ...]:
    """The holder of the office that a sentence begins with, by its title where the page does not name him."""
    titles = cast.ground.mentions_in(start, stop, ("title",))
    if titles:
        title = titles[0]
        return (cast.holder(title, frozenset(), start) or title.span.of(cast.text),)
    bodies = [m for m in cast.parties_in(start, stop) if not cast.is_qualifier(m)]
    return tuple(dict.fromkeys(m.name for m in bodies))


def current_encounter(
    encounters: tuple[Encounter, ...], cue: Span, speaker: str, paragraph: int, *, grouped: bool
) -> Encounter | None:
    """The encounter that ``speaker`` speaks in: the last before the cue that he takes part in, or that is the text's own."""
    before = [e for e in encounters if e.at < cue.start and (e.opens or paragraph - e.paragraph < _REACH)]
    mine = [e for e in before if speaker in e.everybody or (grouped and e is before[-1])]
    return mine[-1] if mine else None
