"""Drafts: statements in the making, and where what is said goes on behind its sentence."""

from dataclasses import dataclass, field

from readout.attribute.peeling import Report
from readout.attribute.scenes import Scene
from readout.attribute.sources import names_somebody
from readout.attribute.speakers import Speaker
from readout.ground import Ground
from readout.model import Channel, Sentence, Span, When

_SUBJECT = 24  # characters of a subject before its day
_DAYS = frozenset({"day", "part", "hour", "minute", "range"})
OUTSPOKEN = frozenset({"demand", "accuse", "warn"})
REFUSING = frozenset({"deny", "withhold"})


@dataclass
class Draft:
    """A statement in the making. ``limit`` is where its content may run to; ``parent`` what it stands inside."""

    report: Report
    source: Span
    speaker: Speaker
    channel: Channel
    parent: "Draft | None"
    start: int
    limit: int
    rule: str
    scene: Scene | None = None
    when: When | None = None
    paragraph: int = 0
    heading: bool = False
    inner_people: set[str] = field(default_factory=set)
    follows: "Draft | None" = None  # the statement that this one goes on from, with the same speaker

    @property
    def takes_clause(self) -> bool:
        """Whether the cue opens a speech (表示，…) rather than taking an object (呼吁…)."""
        return self.report.entry.frame in ("clause", "source") and self.report.opens


class Drafts:
    """The drafts of a text so far, and the one that may go on."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.drafts: list[Draft] = []
        self.open: Draft | None = None
        self.last_person: Speaker | None = None

    def go_on_heading(self, sentence: Sentence) -> None:
        """财长称协议已达成 不会再谈判: the other half of a heading, about nobody else."""
        last = self.drafts[-1] if self.drafts else None
        half = last and sentence.heading and last.heading and last.paragraph == sentence.paragraph
        if last and half and sentence.span.start not in self.ground.mentions_at:
            last.limit = sentence.span.stop

    def run_on(self, sentence: Sentence) -> None:
        draft = self.open
        if draft is None:
            return
        quote = self.ground.quote_around(sentence.span.start)
        if quote and draft.start <= quote.start + 1:
            draft.limit = sentence.span.stop
        elif not self._runs(draft) or self.narrates(sentence, draft) or self._is_closed(draft, sentence):
            self.open = None
        else:
            self._run_on_inside(draft, sentence)
            draft.limit = sentence.span.stop

    def _run_on_inside(self, draft: Draft, sentence: Sentence) -> None:
        """据媒体报道，总统说，A。B。: whose words the medium reports goes on, too."""
        inner = self.drafts[-1]
        last = inner.limit >= draft.limit and inner.takes_clause and self._runs(inner)
        if inner.parent is draft and draft.report.entry.frame == "source" and last:
            inner.limit = sentence.span.stop

    def _runs(self, draft: Draft) -> bool:
        """Whether words may go on behind their sentence: a speech does, a call for something does not."""
        entry = draft.report.entry
        calls = entry.frame == "object" or (entry.frame == "stance" and entry.act in OUTSPOKEN | REFUSING)
        return entry.runs and not calls and draft.report.rule != "topic"

    def narrates(self, sentence: Sentence, draft: Draft) -> bool:
        """Whether a sentence goes back from the speech to what happened: 会谈后, or a day of its own."""
        at = sentence.span.start
        if at in self.ground.starting("narration"):
            return True
        time = self.ground.times_at.get(at)
        when = self.ground.whens.get(time) if time else None
        if when and when.precision in _DAYS and draft.scene is None:
            return True
        replies = self.ground.ending("no_reply", sentence.span.stop - 1, at)
        dated = draft.scene is None and self._is_dated(sentence)
        return replies is not None or dated or self._is_attendance(sentence)

    def _is_dated(self, sentence: Sentence) -> bool:
        """众议院11日通过…: what somebody else did on a day. An army's day is mostly told by who speaks for it."""
        ground, at = self.ground, sentence.span.start
        stop = ground.clause_stop(at, sentence.span.stop)
        times = [span for start, span in ground.times_at.items() if at < start < min(stop, at + _SUBJECT)]
        when = ground.whens.get(times[0]) if times else None
        if (
            when is None
            or at not in ground.mentions_at
            or when.precision != "day"
            or ground.ending("own deeds", times[0].start, at)
        ):
            return False
        subject = Span(at, times[0].start)
        return times[0].stop < stop and names_somebody(ground, subject, strict=True)

    def _is_attendance(self, sentence: Sentence) -> bool:
        """X 参加会见: who else was there, no part of the speech."""
        size = sentence.span.stop - sentence.span.start
        return size <= 40 and self.ground.has_word("attendance", sentence.span.start, sentence.span.stop)

    def _is_closed(self, draft: Draft, sentence: Sentence) -> bool:
        """A wholly quoted speech ends with its quotation, unless the next sentence is quoted too."""
        text = self.ground.text
        stop = draft.limit
        while stop > draft.start and (text[stop - 1].isspace() or text[stop - 1] in self.ground.stops):
            stop -= 1
        direct = self.ground.quote_from(self.content_start(draft.report))
        return bool(direct and direct.stop == stop and text[sentence.span.start] not in self.ground.openers)

    def content_start(self, report: Report) -> int:
        """Where what a report reports begins: behind its cue, the aspect and the pauses there."""
        text = self.ground.text
        at = report.cue.stop if report.content_at < 0 else report.content_at
        if report.content_at < 0 and (aspect := self.ground.starting("aspect").get(at)):
            at = aspect.stop
        while at < len(text) and (text[at] in self.ground.pauses or text[at] in "  　"):
            at += 1
        return at
