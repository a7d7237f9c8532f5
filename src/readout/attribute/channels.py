"""Channels: by what way something was said, as the words around a cue of a spaced language tell."""

from typing import cast as typed

from readout.attribute.cast import Cast
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
_BEFORE = 24  # characters before a scene's words in which "after" says that it was over


class Channels:
    """Reads the channel that a statement's own words give it."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.ground, self.words, self.text = cast, cast.ground, cast.words, cast.text

    def read(self, clause: Clause, speaker: str, outside: list[Span]) -> Channel:
        """The channel by the cue, the words around it and the title of the source; unknown where none tells."""
        if clause.entry.channel not in ("unknown", "document"):
            return typed("Channel", clause.entry.channel)
        if self._is_media(clause.source):
            return "media"
        if scene := self._scene(outside):
            return scene
        for name, channel in _CUES:
            if self.words.pattern(name).search(self.text, clause.cue.start, clause.cue.stop):
                return channel
        if clause.entry.channel == "document" or self._is_document(clause.source):
            return "document"
        return "briefing" if self._is_spoken_for(clause.source, speaker) else "unknown"

    def interviewer(self, outside: list[Span]) -> Mention | None:
        """The outlet that somebody spoke to: told Reuters, on CNN, in an interview with it."""
        leads = self.words.listed("interview lead")
        for span in outside:
            for outlet in self.ground.mentions_in(span.start, span.stop, ("outlet",)):
                lead = self.text[span.start : outlet.span.start].split()
                if any(word.lower() in leads for word in lead[-3:]):
                    return outlet
                before = self.text[max(0, span.start - 12) : outlet.span.start].split()
                if before and before[-1].lower() in leads:
                    return outlet
        return None

    def _scene(self, outside: list[Span]) -> Channel | None:
        for name, channel in _SCENES:
            pattern = self.words.pattern(name)
            for span in outside:
                for match in pattern.finditer(self.text, span.start, span.stop):
                    if not self._is_over(match.start(), span.start):
                        return channel
            if channel == "interview" and self.interviewer(outside):
                return "interview"
        return None

    def _is_over(self, at: int, floor: int) -> bool:
        """Whether it was said after the scene that stands at a place, not in it."""
        return bool(self.words.pattern("after_contact").search(self.text, max(floor, at - _BEFORE), at + 1))

    def _is_media(self, source: Span) -> bool:
        if self.ground.mentions_in(source.start, source.stop, ("outlet",)):
            people = self.ground.mentions_in(source.start, source.stop, ("person",))
            return not people
        return bool(self.words.pattern("media noun").search(self.text, source.start, source.stop))

    def _is_document(self, source: Span) -> bool:
        return bool(self.words.pattern("document noun").search(self.text, source.start, source.stop))

    def _is_spoken_for(self, source: Span, speaker: str) -> bool:
        titles = self.ground.mentions_in(source.start, source.stop, ("title",))
        if any(self.cast.kind_of(title) == "spokesperson" for title in titles):
            return True
        if self.words.pattern("press office").search(self.text, source.start, source.stop):
            return True
        return self.cast.speaks_for_others(speaker)
