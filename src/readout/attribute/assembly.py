"""Assembly: reports in a row become statements, side by side, inside one another, or none of their own.

The walk goes paragraph by paragraph. A draft stays open after its sentence, so that following sentences
that clearly go on with the same speech join it; a report closes it, stands inside it, or is only a turn of
phrase of the speech itself (中方愿…).
"""

from readout.attribute.drafts import Draft
from readout.attribute.peeling import Report, skip_openers
from readout.attribute.relations import Relations
from readout.attribute.scenes import Scene, current_scene, read_channel
from readout.ground import Ground
from readout.model import Sentence, When

_REPEATS = 0.4  # a heading this like a statement below repeats it


def assemble(ground: Ground, reports: tuple[Report, ...], scenes: tuple[Scene, ...]) -> list[Draft]:
    """The drafts of all statements, in text order of their cues."""
    return sorted(_Assembly(ground, reports, scenes).run(), key=lambda d: d.report.cue.start)


class _Assembly(Relations):
    def __init__(self, ground: Ground, reports: tuple[Report, ...], scenes: tuple[Scene, ...]) -> None:
        super().__init__(ground)
        self.scenes = scenes
        self.by_sentence: dict[int, list[Report]] = {}
        for report in reports:
            self.by_sentence.setdefault(report.sentence, []).append(report)

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
            self.run_on(sentence)
            self.go_on_heading(sentence)
            return
        for report in reports:
            relation, parent, report = self.relate(report, here, sentence)
            if relation == "none":
                if not here:
                    self.run_on(sentence)
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
                    self.run_on(sentence)
            here.append(draft)
            self.drafts.append(draft)
            self.last_person = draft.speaker

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
            start=self.content_start(report),
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
            grouped=self.is_group(draft.source) and draft.parent is None,
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
