"""Assembly: reports in a row become statements, side by side, inside one another, or none of their own.

The walk goes paragraph by paragraph. A draft stays open after its sentence, so that following sentences
that clearly go on with the same speech join it; a report closes it, stands inside it, or is only a turn of
phrase of the speech itself (中方愿…).
"""

from dataclasses import dataclass, field, replace
from typing import Literal

from readout.attribute.reports import Report, names_somebody, skip_openers
from readout.attribute.scenes import Scene, current_scene, read_channel
from readout.attribute.speakers import Speaker, Speakers, codes_of, countries_of
from readout.ground import Ground
from readout.model import Channel, Sentence, Span, When

_SUBJECT = 24  # characters of a subject before its day
_REPEATS = 0.4  # a heading this like a statement below repeats it

_OUTSPOKEN = frozenset({"demand", "accuse", "warn"})
_REFUSING = frozenset({"deny", "withhold"})
_DAYS = frozenset({"day", "part", "hour", "minute", "range"})

Relation = Literal["new", "inside", "none"]


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


def assemble(ground: Ground, reports: tuple[Report, ...], scenes: tuple[Scene, ...]) -> list[Draft]:
    """The drafts of all statements, in text order of their cues."""
    return sorted(_Assembly(ground, reports, scenes).run(), key=lambda d: d.report.cue.start)


class _Assembly:
    def __init__(self, ground: Ground, reports: tuple[Report, ...], scenes: tuple[Scene, ...]) -> None:
        self.ground = ground
        self.scenes = scenes
        self.speakers = Speakers(ground)
        self.by_sentence: dict[int, list[Report]] = {}
        for report in reports:
            self.by_sentence.setdefault(report.sentence, []).append(report)
        self.drafts: list[Draft] = []
        self.open: Draft | None = None
        self.last_person: Speaker | None = None

    def run(self) -> list[Draft]:
        paragraph = -1
        for number, sentence in enumerate(self.ground.sentences):
            if sentence.paragraph != paragraph:
                paragraph = sentence.paragraph
                self._turn_paragraph(sentence)
            self._read_sentence(number, sentence)
        self._match_headings()
        return self.drafts

    def _match_headings(self) -> None:
        """A heading repeats what the text below tells in full: its channel and day are found there."""
        for i, draft in enumerate(self.drafts):
            if draft.heading and draft.channel == "unknown" and draft.when is None:
                below = [d for d in self.drafts[i + 1 :] if not d.heading and not d.parent][:6]
                if below:
                    best = max(below, key=lambda d: self._likeness(draft, d))
                    draft.follows = best if self._likeness(draft, best) >= _REPEATS else None

    def _likeness(self, heading: Draft, body: Draft) -> float:
        """The share of the heading's pairs of characters that the body's statement has, too."""
        text = self.ground.text
        short, long = text[heading.source.start : heading.limit], text[body.source.start : body.limit]
        pairs = {short[i : i + 2] for i in range(len(short) - 1)}
        return sum(pair in long for pair in pairs) / max(len(pairs), 1)

    def _turn_paragraph(self, sentence: Sentence) -> None:
        """A speech ends with its paragraph, unless its quotation is reopened in the next."""
        draft = self.open
        if draft is None:
            return
        start = sentence.span.start
        reopened = self.ground.quote_from(start)
        quoted = self.ground.quote_around(draft.limit - 1)
        unclosed = quoted is not None and self.ground.text[quoted.stop - 1] not in self.ground.closers
        if not (reopened and unclosed):
            self.open = None

    def _read_sentence(self, number: int, sentence: Sentence) -> None:
        here: list[Draft] = []
        reports = self.by_sentence.get(number, [])
        if not reports:
            self._run_on(sentence)
            self._go_on_heading(sentence)
            return
        for report in reports:
            relation, parent, report = self._relate(report, here, sentence)
            if relation == "none":
                if not here:
                    self._run_on(sentence)
                continue
            draft = self._draft(report, parent, sentence)
            if (
                here
                and here[-1].report.entry.noun
                and report.rule == "same-speaker"
                and report.cue.start <= here[-1].start
            ):
                self.drafts.remove(here.pop())  # 发文，警告…: the first verb has no words of its own
            if (
                relation == "inside"
                and parent
                and parent is self.open
                and self._tells_scene(report, parent, here)
            ):
                parent.inner_people.add(draft.speaker.name)
                draft.scene = self._scene(draft)
            if relation == "new":
                self._cut(here, report, None)
                self.open = draft if not sentence.heading else None
            else:
                self._cut(here, report, parent)
                if parent is self.open and not here:
                    self._run_on(sentence)
            here.append(draft)
            self.drafts.append(draft)
            self.last_person = draft.speaker

    # Running on

    def _go_on_heading(self, sentence: Sentence) -> None:
        """财长称协议已达成 不会再谈判: the other half of a heading, about nobody else."""
        last = self.drafts[-1] if self.drafts else None
        half = last and sentence.heading and last.heading and last.paragraph == sentence.paragraph
        if last and half and sentence.span.start not in self.ground.mentions_at:
            last.limit = sentence.span.stop

    def _run_on(self, sentence: Sentence) -> None:
        draft = self.open
        if draft is None:
            return
        quote = self.ground.quote_around(sentence.span.start)
        if quote and draft.start <= quote.start + 1:
            draft.limit = sentence.span.stop
        elif not self._runs(draft) or self._narrates(sentence, draft) or self._is_closed(draft, sentence):
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
        calls = entry.frame == "object" or (entry.frame == "stance" and entry.act in _OUTSPOKEN | _REFUSING)
        return entry.runs and not calls and draft.report.rule != "topic"

    def _narrates(self, sentence: Sentence, draft: Draft) -> bool:
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
        if when is None or at not in ground.mentions_at or when.precision != "day" or ground.ending("short_side", times[0].start, at):
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
        direct = self.ground.quote_from(self._content_start(draft.report))
        return bool(direct and direct.stop == stop and text[sentence.span.start] not in self.ground.openers)

    # Relations

    def _relate(
        self, report: Report, here: list[Draft], sentence: Sentence
    ) -> tuple[Relation, Draft | None, Report]:
        if self.ground.quote_around(report.cue.start):
            return self._relate_quoted(report, here)
        if report.rule == "cited" and here:
            return "inside", here[-1], report
        if not here:
            return self._relate_first(report, sentence)
        if report.source is None:
            return self._relate_dropped(report, here)
        return self._relate_explicit(report, here)

    def _relate_quoted(self, report: Report, here: list[Draft]) -> tuple[Relation, Draft | None, Report]:
        """Inside a quotation only somebody else's words, plainly named, are a statement of their own."""
        owner = next(
            (d for d in reversed([*filter(None, [self.open]), *here]) if d.start <= report.cue.start), None
        )
        source = report.source
        if owner is None or source is None or source.start < owner.start or owner.parent is not None:
            return "none", None, report
        if not names_somebody(self.ground, source, strict=True) or self._is_self(source):
            return "none", None, report
        if self._is_side(owner, source):
            return "none", None, report
        return "inside", owner, report

    def _relate_first(self, report: Report, sentence: Sentence) -> tuple[Relation, Draft | None, Report]:
        draft, source = self.open, report.source
        if source is None:
            return self._relate_first_dropped(report, sentence)
        if draft is None:
            if self._is_self(source):
                return "none", None, report
            return "new", None, report
        if self._is_self(source):
            return "none", None, report
        speaker = self.speakers.name(source, self.last_person)
        frame = report.entry.frame
        if report.rule == "by":
            return "inside", draft, report
        if self._in_reported_scene(report, draft, speaker):
            return "inside", draft, report
        if draft.scene and frame != "clause" and frame != "source":
            if self._is_group(source) and not self._is_own(report, draft):
                return "new", None, report
            if speaker.name in draft.scene.names():
                return (
                    ("none", None, report)
                    if speaker.name == draft.speaker.name
                    and not report.opens
                    and frame == "stance"
                    and source.of(self.ground.text) != speaker.name
                    else ("new", None, report)
                )
            if self.ground.mentions_in(source.start, source.stop, ("person",)):
                return "inside", draft, report
            return "none", None, report
        issues = self.ground.has_word("verb_phrase", source.stop, report.cue.start)
        if (
            frame == "stance"
            and not issues
            and not self._narrates(sentence, draft)
            and not self._is_named(source)
            and (report.when is None or self._is_side(draft, source))
        ):
            return "none", None, report
        if draft.scene and self._is_side(draft, source) and not self._is_named(source):
            return "none", None, report
        return "new", None, report

    def _is_named(self, source: Span) -> bool:
        return bool(self.ground.mentions_in(source.start, source.stop, ("person", "title")))

    def _is_own(self, report: Report, draft: Draft) -> bool:
        del report
        return draft.speaker.name in self.ground.lexicon.word_list("group")

    def _in_reported_scene(self, report: Report, draft: Draft, speaker: Speaker) -> bool:
        """特朗普在通话中主张…, after a spokesman began to tell of the call: he is still telling."""
        if draft.parent or not draft.takes_clause or speaker.name == draft.speaker.name:
            return False
        if speaker.name in draft.inner_people:
            return True
        before = report.before
        in_scene = before is not None and (self.ground.has_word("inside_call", before.start, before.stop))
        return in_scene and draft.scene is None

    def _relate_first_dropped(
        self, report: Report, sentence: Sentence
    ) -> tuple[Relation, Draft | None, Report]:
        """The subject was dropped at the sentence's first report: an earlier clause has it, or the speech goes on."""
        if source := self._source_before(report, sentence):
            return "new", None, replace(report, source=source, rule="same-speaker")
        subject = self._subject(sentence, report) if report.clause > sentence.span.start else None
        if subject and self.ground.has_word("self", subject.stop, report.cue.start):
            return "none", None, report  # 习近平指出，X 总统来访，我同他共同宣布…
        issues = subject and self.ground.has_word("verb_phrase", subject.stop, report.cue.start)
        if subject and (self.open is None or issues or self._is_new_subject(subject)):
            before = Span(subject.stop, report.cue.start)
            when = report.when or self.ground.when_in(subject.stop, report.cue.start)
            found = replace(report, source=subject, before=before, when=when, rule="subject-before")
            scene = self.open.scene if self.open else None
            if scene and self.speakers.name(subject, None).name not in scene.names():
                return "inside", self.open, found
            return "new", None, found
        if self.open is None:
            return "none", None, report
        if report.entry.frame == "clause" and (report.opens or report.joined) and report.joined:
            return "new", None, replace(report, source=self.open.source, rule="same-speaker")
        return "none", None, report

    def _source_before(self, report: Report, sentence: Sentence) -> Span | None:
        """Whose words go on, where a sentence starts with the cue: the other half of a heading, 报道称 after 据…报道."""
        if skip_openers(self.ground, sentence.span.start, report.cue.start) < report.cue.start:
            return None
        same = [d for d in self.drafts[-4:] if d.paragraph == sentence.paragraph and not d.parent]
        if sentence.heading:
            speaks = report.entry.frame == "clause" or report.entry.act in _OUTSPOKEN
            return same[-1].source if same and same[-1].heading and speaks else None
        told = [d for d in same if d.channel == "media"]
        return told[-1].source if told and report.entry.channel == "media" else None

    def _is_new_subject(self, subject: Span) -> bool:
        return bool(
            self.ground.mentions_in(subject.start, subject.stop, ("person", "title"))
        ) and not self._is_self(subject)

    def _subject(self, sentence: Sentence, report: Report) -> Span | None:
        """The phrase that the first clause of the sentence is about."""
        before = self.ground.clause_start(report.clause - 1, sentence.span.start)
        found = self._subject_at(sentence.span.start, report)
        if found is None and self.ground.has_word("verb_phrase", before, report.clause):
            found = self._subject_at(before, report)  # 对于…，该部发表声明，谴责…
        return found

    def _subject_at(self, at: int, report: Report) -> Span | None:
        ground = self.ground
        start = skip_openers(ground, at, report.clause)
        if start < report.clause and ground.text[start] in ground.pauses:
            start = skip_openers(ground, start + 1, report.clause)
        stop = ground.clause_stop(start, report.clause)
        at, named = start, start
        while at < stop:
            mention = ground.mentions_at.get(at)
            if mention and (named in (start, at) or mention.kind == "title"):
                at = named = mention.span.stop
            elif mention:
                break
            elif at > start and self._ends_subject(at):
                named = at
                break
            else:
                at += 1
        if named <= start or named - start > 60:
            return None
        subject = Span(start, named)
        return subject if names_somebody(ground, subject, strict=True) else None

    def _ends_subject(self, at: int) -> bool:
        ground = self.ground
        if at in ground.times_at or any(
            at in ground.starting(name)
            for name in ("adverb", "prep_place", "prep_to", "prep_topic", "negation")
        ):
            return True
        return any(
            s.span.start == at for s in (*ground.marked.sightings.cues, *ground.marked.sightings.triggers)
        )

    def _relate_dropped(self, report: Report, here: list[Draft]) -> tuple[Relation, Draft | None, Report]:
        """A later cue of the same sentence without a subject of its own."""
        last = here[-1]
        entry = report.entry
        if self.ground.clause_start(report.cue.start, 0) <= last.report.cue.start:
            return self._relate_conjoined(report, last)
        if self.ground.text[last.report.cue.start] in self.ground.pauses:
            return "none", None, report  # 外长：不考虑…
        if report.cue.stop in self.ground.starting("pronoun") and report.entry.channel != "media":
            return "none", None, report
        same = replace(report, source=last.source, rule="same-speaker")
        relation: Relation = "inside" if last.parent else "new"
        if report.cue.start <= last.start and entry.frame == "clause":
            return relation, last.parent, same  # 发文，称…: the words before it report nothing
        if last.report.entry.frame == "source" and not report.opens and entry.channel != "media":
            return "none", None, report  # 据 X 消息，…，并确认…
        if report.entry.channel == last.channel == "media" and report.clause == report.cue.start:
            return relation, last.parent, same  # 据…报道，…，报道称…
        wish = entry.frame == "stance" and entry.act not in _OUTSPOKEN | _REFUSING
        if wish and last.report.entry.frame == "clause" and not last.takes_clause:
            return "none", None, report  # 表示立场不变，愿继续合作
        if not last.takes_clause:
            goes_on = entry.frame == "clause" or entry.act in ("demand", "accuse", "warn")
            return (
                (relation, last.parent, same)
                if goes_on or last.report.entry.act != "demand"
                else ("none", None, report)
            )
        if entry.frame == "clause" and (
            report.joined or (report.opens and not entry.noun and self._says(report))
        ):
            return relation, last.parent, same
        speaks = entry.frame == "object" and entry.act in _OUTSPOKEN
        refuses = report.joined and entry.act in _REFUSING
        if (speaks or refuses) and last.scene is None:
            return relation, last.parent, same
        return "none", None, report

    def _relate_conjoined(self, report: Report, last: Draft) -> tuple[Relation, Draft | None, Report]:
        """否认被包围并称…: a second verb of the same clause with words of its own."""
        joint = self.ground.ending("and_says", report.cue.start, last.start + 1)
        if joint is None or report.entry.frame != "clause":
            return "none", None, report
        same = replace(report, source=last.source, clause=joint.start, rule="same-speaker")
        return ("inside" if last.parent else "new"), last.parent, same

    def _says(self, report: Report) -> bool:
        """A plain verb of saying (称, 说, 表示, 强调), not one of thinking, which a speaker uses of himself."""
        return report.entry.act in ("assert",) or report.joined

    def _relate_explicit(self, report: Report, here: list[Draft]) -> tuple[Relation, Draft | None, Report]:
        source = report.source
        assert source is not None
        last = here[-1]
        if self._is_self(source) or not names_somebody(self.ground, source, strict=True):
            return "none", None, report
        speaker = self.speakers.name(source, last.speaker)
        same_clause = self.ground.clause_start(report.cue.start, 0) <= last.report.cue.start
        pronoun = source.of(self.ground.text) in self.ground.lexicon.word_list("pronoun")
        if same_clause and last.report.entry.frame not in ("clause", "source"):
            return "none", None, report
        if last.takes_clause or same_clause:
            if pronoun or speaker.name == last.speaker.name:
                return self._relate_own(report, last)
            plain = report.entry.frame == "clause" and report.entry.act != "judge"
            if not plain and report.entry.frame != "source" and self._is_side(last, source):
                return "none", None, report  # 发言人说，我国对…表示关切
            if (
                last.scene
                and report.entry.frame == "stance"
                and not self._is_named(source)
                and not self._is_group(source)
            ):
                return "none", None, report
            return "inside", last, report
        if last.parent:
            return "inside", last.parent, report
        if pronoun or not (report.entry.frame == "stance" and self._is_side(last, source)):
            return "new", None, report
        return "none", None, report

    def _relate_own(self, report: Report, last: Draft) -> tuple[Relation, Draft | None, Report]:
        """The speaker as subject of a cue inside his own speech: earlier words of his, or a new statement."""
        source = report.source
        assert source is not None
        at_start = source.start <= last.start + 1
        if at_start:
            earlier = report.before and self.ground.has_word("earlier", source.stop, report.cue.start)
            return ("inside", last, report) if earlier else ("none", None, report)
        if report.entry.frame == "clause" and (report.joined or report.opens):
            return "new", None, report
        if report.negated and report.before and self.ground.has_word("contrast", source.start - 2, source.start):
            return "new", None, report  # …，但他没有透露…
        calls = report.entry.frame == "object" and report.entry.act in _OUTSPOKEN
        if calls and source.start == report.clause and last.parent is None:
            return "new", None, report  # …，他呼吁…
        return "none", None, report

    def _is_self(self, source: Span) -> bool:
        text = source.of(self.ground.text)
        return any(text.startswith(form) for form in self.ground.lexicon.word_list("self"))

    def _is_group(self, source: Span) -> bool:
        return source.of(self.ground.text) in self.ground.lexicon.word_list("group")

    def _is_side(self, draft: Draft, source: Span) -> bool:
        """Whether ``source`` is the speaker's own side: the same country, and no person of it."""
        if draft.channel == "media":
            return False
        if self._is_group(source):
            return False
        if self.ground.ending("side_mark", source.stop, source.start) and not self._countries(draft):
            return True  # 中方愿… of a speaker whose country the page does not tell
        if self.ground.mentions_in(source.start, source.stop, ("person",)):
            return False
        mine = countries_of(self.ground, source)
        return bool(mine & self._countries(draft))

    def _countries(self, draft: Draft) -> frozenset[str]:
        return countries_of(self.ground, draft.source) | self._known_countries(draft.speaker.name)

    def _known_countries(self, name: str) -> frozenset[str]:
        """The countries that the page or the word files give to a person."""
        found = set(codes_of(self.ground, self.speakers.owners(name)))
        for seen in self.ground.marked.sightings.names:
            if name in seen.entry.forms and (code := getattr(seen.entry, "country", "")):
                found.add(code)
        return frozenset(found)

    # Drafts

    def _draft(self, report: Report, parent: Draft | None, sentence: Sentence) -> Draft:
        source = report.source
        assert source is not None
        same = self._speaker_before(report, parent) if report.rule == "same-speaker" else None
        speaker = same.speaker if same else self.speakers.name(source, self.last_person)
        channel = read_channel(self.ground, report, source)
        if channel == "unknown" and speaker.name in self.speakers.spokesmen:
            channel = "briefing"
        draft = Draft(
            report=report,
            source=source,
            speaker=speaker,
            channel=channel,
            parent=parent,
            start=self._content_start(report),
            limit=self._limit(report, sentence),
            rule=report.rule or f"{report.entry.frame}-frame",
            when=self._day(report, sentence, parent),
            paragraph=sentence.paragraph,
            heading=sentence.heading,
        )
        draft.follows = same or self._same_before(draft)
        draft.scene = self._scene(draft)
        return draft

    def _limit(self, report: Report, sentence: Sentence) -> int:
        """Where the content may run to: the sentence's end, or that of the phrase it stands in (针对 X 宣布…，)."""
        if report.rule == "topic":
            return self.ground.clause_stop(report.cue.stop, sentence.span.stop)
        return sentence.span.stop

    def _scene(self, draft: Draft) -> Scene | None:
        """The call or meeting that a draft's words were said in."""
        report = draft.report
        if draft.heading or (draft.channel not in ("unknown", "call", "meeting")):
            return None
        scene = current_scene(
            tuple(scene for scene in self.scenes if not self._is_reported(scene)),
            report,
            draft.speaker.name,
            grouped=self._is_group(draft.source) and draft.parent is None,
        )
        if scene is None:
            return None
        if self._is_elsewhere(draft):
            draft.when = draft.when or (scene.when if self._is_after(report) else None)
            return None
        if draft.channel not in ("unknown", scene.channel):
            return None
        if draft.parent:
            tells = draft.parent.scene is None and draft.speaker.name in draft.parent.inner_people
            return scene if tells or self._is_inside_contact(report) else None
        if draft.follows and draft.follows.scene is None:
            return None
        return scene

    def _is_reported(self, scene: Scene) -> bool:
        """Whether a scene stands inside somebody's speech, who only looks back to it."""
        return any(not d.parent and d.start <= scene.at < d.limit for d in self.drafts) and not scene.again

    def _tells_scene(self, report: Report, parent: Draft, here: list[Draft]) -> bool:
        """Whether a spokesman's statement tells of what was said in the contact itself."""
        return not here or bool(parent.inner_people) or self._is_inside_contact(report)

    def _is_elsewhere(self, draft: Draft) -> bool:
        """Whether a phrase puts the words after the contact (在与 X 通话后), or the source is introduced anew."""
        report, source = draft.report, draft.source
        start = report.before.start if report.before else report.cue.start
        if self.ground.has_word("afterwards", start, report.cue.start):
            return True
        return bool(self.ground.mentions_in(source.start, source.stop, ("title",))) and draft.parent is None

    def _is_after(self, report: Report) -> bool:
        """在与 X 通话后: on the day of that contact."""
        before = report.before
        return before is not None and self.ground.has_word("after_contact", before.start, before.stop)

    def _is_inside_contact(self, report: Report) -> bool:
        before = report.before
        return before is not None and self.ground.has_word("inside_call", before.start, before.stop)

    def _speaker_before(self, report: Report, parent: Draft | None) -> Draft | None:
        """The latest draft with the same source: the one whose subject was dropped here."""
        matching = (d for d in reversed(self.drafts) if d.source == report.source and d.parent is parent)
        return next(matching, None)

    def _same_before(self, draft: Draft) -> Draft | None:
        """The statement before in the paragraph, where the same speaker goes on speaking."""
        for other in reversed(self.drafts[-4:]):
            if other.parent is draft.parent and (other.paragraph == draft.paragraph or draft.report.joined):
                return other if other.speaker.name == draft.speaker.name else None
        return None

    def _day(self, report: Report, sentence: Sentence, parent: Draft | None) -> When | None:
        """The day beside the cue, before the clause (7日，…), or of the report that this one goes on from (还)."""
        if report.when:
            return report.when
        start = sentence.span.start
        if (
            parent is None
            and report.clause > start
            and skip_openers(self.ground, start, report.clause) >= report.clause - 1
        ):
            return self.ground.when_in(start, report.clause)
        if parent is not None:
            return parent.when if parent.channel == "media" and report.rule != "cited" else None
        if report.joined:
            earlier = [d for d in self.drafts[-4:] if not d.parent and d.paragraph == sentence.paragraph]
            return earlier[-1].when if earlier else None
        return None

    def _content_start(self, report: Report) -> int:
        text = self.ground.text
        at = report.cue.stop if report.content_at < 0 else report.content_at
        if report.content_at < 0 and (aspect := self.ground.starting("aspect").get(at)):
            at = aspect.stop
        while at < len(text) and (text[at] in self.ground.pauses or text[at] in "  　"):
            at += 1
        return at

    def _cut(self, here: list[Draft], report: Report, parent: Draft | None) -> None:
        """End the earlier drafts of the sentence where the new one's clause begins."""
        at = max(report.clause, 0)
        chain = []
        above = parent
        while above:
            chain.append(above)
            above = above.parent
        for draft in here:
            if draft not in chain and draft.limit > at > draft.start and report.rule != "cited":
                draft.limit = at
