"""Relations: whether a report stands beside the statements before it, inside one, or is only a turn of speech."""

from dataclasses import replace
from typing import Literal

from readout.attribute.drafts import OUTSPOKEN, REFUSING, Draft, Drafts
from readout.attribute.peeling import Report, skip_openers
from readout.attribute.sources import names_somebody
from readout.attribute.speakers import Speaker, Speakers, codes_of, countries_of
from readout.ground import Ground
from readout.model import Sentence, Span

Relation = Literal["new", "inside", "none"]


class Relations(Drafts):
    """Drafts with what each report is to them."""

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self.speakers = Speakers(ground)

    def relate(
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
            return *self._relate_in_scene(report, draft, speaker), report
        own = self._is_side(draft, source) and not self._is_named(source)
        if (draft.scene and own) or (frame == "stance" and self._goes_on(report, draft, sentence)):
            return "none", None, report
        return "new", None, report

    def _relate_in_scene(
        self, report: Report, draft: Draft, speaker: Speaker
    ) -> tuple[Relation, Draft | None]:
        """A stance or demand told behind the words of a call or meeting: of one who was in it, or of somebody else."""
        source = report.source
        assert source is not None
        assert draft.scene is not None
        if self.is_group(source) and draft.speaker.name not in self.ground.lexicon.word_list("group"):
            return "new", None
        if speaker.name in draft.scene.names():
            turn = report.entry.frame == "stance" and not report.opens and speaker.name == draft.speaker.name
            return ("none" if turn and source.of(self.ground.text) != speaker.name else "new"), None
        if self.ground.mentions_in(source.start, source.stop, ("person",)):
            return "inside", draft
        return "none", None

    def _goes_on(self, report: Report, draft: Draft, sentence: Sentence) -> bool:
        """Whether a stance of a side without a name is only part of the speech before it (中方愿…)."""
        source = report.source
        assert source is not None
        issues = self.ground.has_word("verb_phrase", source.stop, report.cue.start)
        if issues or self.narrates(sentence, draft) or self._is_named(source):
            return False
        return report.when is None or self._is_side(draft, source)

    def _is_named(self, source: Span) -> bool:
        return bool(self.ground.mentions_in(source.start, source.stop, ("person", "title")))

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
            speaks = report.entry.frame == "clause" or report.entry.act in OUTSPOKEN
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
        wish = entry.frame == "stance" and entry.act not in OUTSPOKEN | REFUSING
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
        speaks = entry.frame == "object" and entry.act in OUTSPOKEN
        refuses = report.joined and entry.act in REFUSING
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
                and not self.is_group(source)
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
        if (
            report.negated
            and report.before
            and self.ground.has_word("contrast", source.start - 2, source.start)
        ):
            return "new", None, report  # …，但他没有透露…
        calls = report.entry.frame == "object" and report.entry.act in OUTSPOKEN
        if calls and source.start == report.clause and last.parent is None:
            return "new", None, report  # …，他呼吁…
        return "none", None, report

    def _is_self(self, source: Span) -> bool:
        text = source.of(self.ground.text)
        return any(text.startswith(form) for form in self.ground.lexicon.word_list("self"))

    def is_group(self, source: Span) -> bool:
        return source.of(self.ground.text) in self.ground.lexicon.word_list("group")

    def _is_side(self, draft: Draft, source: Span) -> bool:
        """Whether ``source`` is the speaker's own side: the same country, and no person of it."""
        if draft.channel == "media":
            return False
        if self.is_group(source):
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
