"""Channels: by what way something was said, as the words around a cue of a spaced language tell."""

import re
from typing import cast as typed

from readout.attribute.cast import Cast, bare
from readout.attribute.clauses import Clause
from readout.model import Channel, Mention, Span

_SCENES: tuple[tuple[str, Channel], ...] = (
    ("scene_interview", "interview"),
    ("scene_call", "call"),
    ("scene_post", "post"),
    ("scene_briefing", "briefing"),
    ("scene_speech", "speech"),
    ("scene_meeting", "meeting"),
    ("scene_document", "document"),
)
_CUES: tuple[tuple[str, Channel], ...] = (
    ("cue_post", "post"),
    ("cue_document", "document"),
    ("cue_speech", "speech"),
)
_HOST = re.compile(r"^[\w-]+\.[A-Za-z]{2,6}$")  # a web host as a source's name
_BEFORE = 24  # characters before a scene's words in which "after" says that it was over


class Channels:
    """Reads the channel that a statement's own words give it."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.ground, self.words, self.text = cast, cast.ground, cast.words, cast.text

    def read(self, clause: Clause, speaker: str, outside: list[Span]) -> Channel:
        """The channel by the cue, the words around it and the title of the source; unknown where none tells."""
        if clause.entry.channel not in ("unknown", "document"):
            return typed("Channel", clause.entry.channel)
        if self._is_media(clause):
            return "media"
        if scene := self._scene(outside):
            return scene
        for name, channel in _CUES:
            if self.words.pattern(name).search(clause.cue.of(self.text)):
                return channel
        if clause.entry.channel == "document" or self._is_document(clause.source):
            return "document"
        return "briefing" if self._is_spoken_for(clause.source, speaker) else "unknown"

    def interviewer(self, outside: list[Span]) -> Mention | None:
        """The outlet that somebody spoke to: told Reuters, on CNN, in an interview with it."""
        return next(
            (outlet for span in outside if (outlet := self.cast.outlet_in(span.start, span.stop))), None
        )

    def _scene(self, outside: list[Span]) -> Channel | None:
        for name, channel in _SCENES:
            for span in outside:
                at = span.start
                while match := self.cast.find(name, at, span.stop):
                    if not self._is_over(match.start(), span.start):
                        return channel
                    at = match.end()
            if channel == "interview" and self.interviewer(outside):
                return "interview"
        return None

    def _is_over(self, at: int, floor: int) -> bool:
        """Whether it was said after the scene that stands at a place, not in it."""
        return bool(self.words.pattern("after_contact").search(self.text, max(floor, at - _BEFORE), at + 1))

    def _is_media(self, clause: Clause) -> bool:
        source = clause.source
        if self.ground.mentions_in(source.start, source.stop, ("person",)):
            return False
        if self.ground.mentions_in(source.start, source.stop, ("outlet",)) or _HOST.search(
            source.of(self.text)
        ):
            return True
        if self.words.pattern("media noun").search(source.of(self.text)):
            return True
        cue = clause.cue.of(self.text)
        name = bare(self.text, source, self.words).of(self.text)
        if not name[:1].isupper() or clause.entry.frame != "clause":
            return False
        known = self.ground.mentions_in(source.start, source.stop)
        return bool(
            self.words.pattern("media cue").search(cue)
            or (not known and self.words.pattern("report cue").search(cue))
        )

    def _is_document(self, source: Span) -> bool:
        if self.ground.mentions_in(source.start, source.stop, ("person",)):
            return False
        return bool(self.words.pattern("document noun").search(source.of(self.text)))

    def _is_spoken_for(self, source: Span, speaker: str) -> bool:
        titles = self.ground.mentions_in(source.start, source.stop, ("title",))
        if any(self.cast.kind_of(title) == "spokesperson" for title in titles):
            return True
        if self.words.pattern("press office").search(source.of(self.text)):
            return True
        return self.cast.speaks_for_others(speaker)
