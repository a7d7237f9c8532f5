"""Encounters: the calls, meetings, interviews and speeches that a spaced text tells of: the scene of what is reported.

A readout names its call or meeting once (The President spoke today with …) and then only reports who said what. That
gives those statements their channel, addressee and day.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from readout.attribute.cast import Cast, bare
from readout.attribute.clauses import Clause
from readout.attribute.words import WORD
from readout.ground import Ground
from readout.model import Channel, Mention, Sentence, Span, When

_KINDS: tuple[tuple[str, Channel], ...] = (
    ("call told", "call"),
    ("interview told", "interview"),
    ("briefing told", "briefing"),
    ("speech told", "speech"),
    ("meeting told", "meeting"),
)
_MUTUAL = frozenset({"call", "meeting"})
_REACH = 3  # paragraphs in which a meeting that the text does not open with is still the scene
_LONGEST = 5  # words of guests who are not named
_OPENING = 2  # sentences of a text that say what it is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """A call or meeting with its parties by name, or an interview or speech with its host and outlet; and its day.

    ``opens``: the text begins with it and is its readout.
    """

    channel: Channel
    hosts: tuple[str, ...]
    guests: tuple[str, ...]
    when: When | None
    at: int
    paragraph: int
    opens: bool
    unnamed: bool  # the text names its host by office alone

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
        match = cast.find(name, start, stop)
        if match is None or any(span.start <= match.start() < span.stop for span in told):
            continue
        end = cast.words.pattern("scene end").search(ground.text, match.end(), stop)
        limit = end.start() if end else stop
        named = _people(cast, start, match.start() + 1, stop)
        hosts = named or _subject(cast, start, match.start())
        mutual = channel in _MUTUAL
        guests = _guests(cast, match.start() + 1, limit, stop, channel, opens=opens)
        guests = tuple(name for name in guests if name not in hosts)
        if not hosts:
            hosts, guests = guests[:1], guests[1:]
        if not hosts or (mutual and not guests and not opens):
            continue
        yield Encounter(
            channel=channel,
            hosts=hosts,
            guests=guests,
            when=_day(ground, start, min(stop, limit + 1)) or _day(ground, start, stop),
            at=match.start(),
            paragraph=sentence.paragraph,
            opens=opens and mutual,
            unnamed=not named and not any(m.name in hosts for m in cast.people),
        )
        return


def _day(ground: Ground, start: int, stop: int) -> When | None:
    """The first day that a stretch names, else its last month: no range is when two people met."""
    days = [w for w in ground.marked.whens if start <= w.span.start and w.span.stop <= stop]
    first = next((when for when in days if when.precision in ("day", "part", "hour", "minute")), None)
    when = first or ground.when_in(start, stop)
    return when if when and when.precision not in ("range", "week") else None


def _guests(cast: Cast, start: int, stop: int, end: int, channel: Channel, *, opens: bool) -> tuple[str, ...]:
    """Whom the hosts spoke with: people, or the outlet that interviewed them."""
    if channel == "interview":
        outlet = cast.outlet_in(start, end)
        return (outlet.name,) if outlet else ()
    if channel not in _MUTUAL:
        return ()
    return _people(cast, start, stop, end) or (_unnamed(cast, start, stop) if opens else ())


def _unnamed(cast: Cast, start: int, stop: int) -> tuple[str, ...]:
    """The few words behind "with" that name guests by no name: with labor leaders."""
    words = cast.words
    lead = words.pattern("met with").search(cast.text, start - 1, stop)
    if lead is None:
        return ()
    joints = words.listed("office joint")
    ends = words.listed("preposition", "adverb", "complementizer", "infinitive") - joints
    times = {span.start for span in cast.ground.marked.times}
    found: list[re.Match[str]] = []
    for match in WORD.finditer(cast.text, lead.end(), stop):
        gap = cast.text[found[-1].end() if found else lead.end() : match.start()]
        if gap.strip() or match.start() in times or match[0].lower() in ends:
            break
        found.append(match)
    if not found or len(found) > _LONGEST:
        return ()
    span = bare(cast.text, Span(found[0].start(), found[-1].end()), words)
    return (span.of(cast.text),)


def _people(cast: Cast, start: int, stop: int, end: int) -> tuple[str, ...]:
    """The people named in a stretch, each once."""
    people = [
        m for m in cast.ground.mentions_in(start, stop, ("person",)) if not cast.owns(m, end, oblique=True)
    ]
    # two names with nothing between them are one person's, in two parts
    parts = {left.span for left, right in pairwise(people) if _touch(cast, left, right)}
    return tuple(dict.fromkeys(m.name for m in people if m.span not in parts))


def _touch(cast: Cast, left: Mention, right: Mention) -> bool:
    return not cast.text[left.span.stop : right.span.start].strip()


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
    mine = [
        e
        for e in before
        if speaker in (e.everybody if e.channel in _MUTUAL else e.hosts)
        or ((grouped or (e.unnamed and e.opens)) and e is before[-1] and e.channel in _MUTUAL)
    ]
    return mine[-1] if mine else None
