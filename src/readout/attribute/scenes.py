"""Scenes: where and with whom something was said.

A readout names its call or meeting once ("A 应约同 B 通电话") and then only reports who said what; the scene
gives those statements their channel, addressee and day. A statement outside any scene has the channel that
its own words give it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from readout.attribute.peeling import Report
from readout.ground import Ground
from readout.language.entries import Trigger
from readout.language.sightings import Sighting
from readout.model import Channel, Mention, Sentence, Span, When

_CHANNELS: tuple[tuple[str, Channel], ...] = (
    ("scene_briefing", "briefing"),
    ("scene_call", "call"),
    ("scene_interview", "interview"),
    ("scene_post", "post"),
    ("scene_speech", "speech"),
    ("scene_meeting", "meeting"),
    ("scene_document", "document"),
)


_TYPES: dict[str, Channel] = {"call": "call", "meeting": "meeting", "letter": "document"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A call or meeting that the article reports: its hosts' side, its guests' side, its day."""

    channel: Channel
    hosts: tuple[Mention, ...]
    guests: tuple[Mention, ...]
    when: When | None
    at: int
    paragraph: int
    sentence: int
    joints: tuple[str, ...]  # what parts the items of a list
    again: bool  # 会见 B 时: only names again whom the words were said to

    def joined(self) -> frozenset[str]:
        """Everybody in it, and each side that speaks as one (马斯克、桑顿)."""
        sides = (
            joint.join(m.name for m in side) for side in (self.hosts, self.guests) for joint in self.joints
        )
        return self.names().union(sides)

    def names(self) -> frozenset[str]:
        """Everybody in it."""
        return frozenset(m.name for m in (*self.hosts, *self.guests))

    def other(self, speaker: str) -> tuple[Mention, ...]:
        """Whom ``speaker`` speaks to in this scene."""
        if any(m.name in speaker for m in self.hosts):
            return self.guests
        return self.hosts if any(m.name in speaker for m in self.guests) else ()


def find_scenes(ground: Ground, reports: Iterable[Report]) -> tuple[Scene, ...]:
    """The calls and meetings that the article itself tells of, in text order.

    What is told inside somebody's report is no scene: a contact looked back to gives no channel. 会见 B 时 names
    a guest again; its hosts are those of the scene that first named him.
    """
    reported = {report.sentence: report.cue.start for report in reversed(tuple(reports))}
    scenes: list[Scene] = []
    for seen in ground.marked.sightings.triggers:
        if seen.entry.type not in _TYPES or seen.entry.frame not in ("with", "object"):
            continue
        number = ground.sentence_at(seen.span.start)
        if number is None or seen.span.start > reported.get(number, len(ground.text)):
            continue
        for scene in _read_scene(ground, seen, ground.sentences[number], number):
            hosts = scene.hosts or next(
                (s.hosts for s in reversed(scenes) if s.hosts and scene.names() & s.names()), ()
            )
            when = scene.when or next((s.when for s in reversed(scenes) if scene.names() & s.names()), None)
            scenes.append(replace(scene, hosts=hosts, when=when))
    return tuple(scenes)


def _read_scene(ground: Ground, seen: Sighting[Trigger], sentence: Sentence, number: int) -> list[Scene]:
    if sentence.heading or ground.quote_around(seen.span.start):
        return []
    clause = ground.clause_start(seen.span.start, sentence.span.start)
    end = ground.clause_stop(seen.span.stop, sentence.span.stop)
    again = ground.ending("again", end, seen.span.stop) is not None
    before = _parties(ground, clause, seen.span.start)
    if not before and not again:
        before = _parties(ground, sentence.span.start, seen.span.start)
    channel = _TYPES[seen.entry.type]
    hosts, guests = before[:1], before[1:]
    if seen.entry.frame == "object":
        written = before[-1:] if seen.entry.type == "letter" and len(before) > 1 else []  # 向该国总统致唁电
        guests = _guests(ground, seen.span.stop, end) or written
    if not guests or (not hosts and seen.entry.frame != "object"):
        return []
    when = ground.when_in(sentence.span.start, seen.span.start)
    return [
        Scene(
            channel=channel,
            hosts=tuple(hosts),
            guests=tuple(guests),
            when=when,
            at=seen.span.start,
            paragraph=sentence.paragraph,
            sentence=number,
            joints=(ground.lexicon.orthography.joints[0], *ground.lexicon.word_list("and")),
            again=again,
        )
    ]


def _guests(ground: Ground, start: int, end: int) -> list[Mention]:
    """The people in a stretch, or the group that it names without names (美国工商界代表)."""
    if people := _parties(ground, start, end):
        return people
    stop = end
    while ending := ground.ending("again", stop, start):
        stop = ending.start
    titles = ground.mentions_in(start, stop, ("title",))
    if titles and titles[-1].span.stop == stop and stop - start <= 16:
        span = Span(start, stop)
        return [Mention(kind="person", span=span, name=span.of(ground.text))]
    return []


def _parties(ground: Ground, start: int, stop: int) -> list[Mention]:
    """The people in a stretch; where it names none, its bodies."""
    return ground.mentions_in(start, stop, ("person",)) or ground.mentions_in(start, stop, ("body",))


def current_scene(scenes: tuple[Scene, ...], report: Report, speaker: str, *, grouped: bool) -> Scene | None:
    """The scene that ``speaker`` speaks in: the last before the report that he takes part in.

    A statement with a day of its own is of another occasion.
    """
    before = [scene for scene in scenes if scene.at < report.cue.start]
    mine = [scene for scene in before if speaker in scene.joined()] or (before if grouped else [])
    if not mine:
        return None
    last = mine[-1]
    return last if last.again or report.when is None else None


def read_channel(ground: Ground, report: Report, source: Span) -> Channel:
    """The channel that a report's own words give it: its cue, what stands around it, its source's title."""
    if report.entry.channel not in ("unknown", "document"):
        return report.entry.channel  # type: ignore[return-value]
    start = report.before.start if report.before else report.cue.start
    outside = [(source.stop, report.cue.start), (start, source.start)]
    after = ground.has_word("after_contact", start, report.cue.start)
    if any(left < right for left, right in outside):
        for name, channel in _CHANNELS:
            for start, stop in outside:
                in_contact = channel in ("call", "meeting")
                if start < stop and ground.has_word(name, start, stop) and not (after and in_contact):
                    return channel
    if report.entry.channel == "document":
        return "document"
    if _is_media(ground, source):
        return "media"
    if any(title.entry.kind == "spokesperson" for title in ground.titles_in(source)):
        return "briefing"
    if ground.ending("keep_noun", source.stop, source.start):
        return "document"
    return "unknown"


def _is_media(ground: Ground, source: Span) -> bool:
    if ground.mentions_in(source.start, source.stop, ("outlet",)):
        return True
    return ground.has_word("scene_media", source.start, source.stop)
