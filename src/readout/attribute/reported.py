"""Statements of spaced languages: reporting clauses with their speaker, form, act, channel, addressee and day."""

from collections.abc import Iterable
from dataclasses import dataclass

from readout.attribute.acts import read_clause_act
from readout.attribute.addressees import Addressee, Addressees
from readout.attribute.cast import Cast
from readout.attribute.channels import Channels
from readout.attribute.clauses import Clause, find_clauses
from readout.attribute.encounters import Encounter, current_encounter, find_encounters
from readout.attribute.quoting import Quoting
from readout.attribute.referents import Referent, Referents
from readout.attribute.words import words_of
from readout.ground import Ground
from readout.language.lexicon import Lexicon
from readout.language.sightings import Marked
from readout.model import Act, Channel, Evidence, Span, Statement, When

_CARRIED = 4  # paragraphs over which a speaker goes on in the channel that was named for him
_PLAIN = frozenset({"assert", "judge"})
_DAYS = frozenset({"minute", "hour", "part", "day"})


def state_clauses(marked: Marked, lexicon: Lexicon) -> tuple[Statement, ...]:
    """The statements of a text of a spaced language, in text order of their cues."""
    return _Stating(marked, lexicon).run()


@dataclass(slots=True, kw_only=True)
class _Draft:
    """A statement in the making. ``parent`` is the number of the one whose content it stands in."""

    clause: Clause
    content: tuple[Span, ...]
    outside: list[Span]
    sentence: int
    paragraph: int
    speaker: Referent
    parent: int | None = None
    to: Addressee | None = None
    to_name: str = ""
    channel: Channel = "unknown"
    when: When | None = None
    encounter: Encounter | None = None


class _Stating:
    def __init__(self, marked: Marked, lexicon: Lexicon) -> None:
        self.ground = Ground(marked, lexicon)
        self.text = self.ground.text
        self.words = words_of(lexicon)
        self.quoting = Quoting(self.text, lexicon, self.words)
        self.clauses = sorted(find_clauses(marked, lexicon), key=lambda clause: clause.cue)
        self.cast = Cast(self.ground, self.words)
        self.encounters = find_encounters(self.ground, self.cast, self.clauses)
        self.referents = Referents(self.ground, self.cast, self.encounters, self.clauses)
        self.channels = Channels(self.cast)
        self.addressees = Addressees(self.cast)
        self.drafts: list[_Draft] = []
        paragraphs = [sentence.paragraph for sentence in self.ground.sentences if not sentence.heading]
        self._first = min(paragraphs, default=0)

    def run(self) -> tuple[Statement, ...]:
        """The statements."""
        for clause in self.clauses:
            content = tuple(filter(None, map(self.quoting.trim, clause.content)))
            if content:
                self.drafts.append(self._draft(clause, content))
        for draft in self.drafts:
            draft.parent = self._parent(draft)
        for draft in self.drafts:
            self._speak_for_parent(draft)
            self._fill_own(draft)
        for number, draft in enumerate(self.drafts):
            self._fill_carried(draft, self.drafts[:number])
        for number, draft in enumerate(self.drafts):
            self._fill_lead(draft, self.drafts[number + 1 :])
        return tuple(self._state(draft, number) for number, draft in enumerate(self.drafts, start=1))

    def _draft(self, clause: Clause, content: tuple[Span, ...]) -> _Draft:
        sentence = self.ground.sentence_at(clause.cue.start) or 0
        return _Draft(
            clause=clause,
            content=content,
            outside=self._outside(clause, content, sentence),
            sentence=sentence,
            paragraph=self.ground.sentences[sentence].paragraph,
            speaker=self.referents.name(clause),
        )

    def _outside(self, clause: Clause, content: tuple[Span, ...], sentence: int) -> list[Span]:
        """The sentence of the cue without what it and its other cues report, who says it and the cue itself."""
        whole = self.ground.sentences[sentence].span
        others = [
            span
            for other in self.clauses
            if clause.rule != "participle" and other is not clause and whole.covers(other.cue)
            for span in (*other.content, other.cue)
            if not span.covers(clause.cue)
        ]
        stretches, at = [], whole.start
        for span in sorted([*content, clause.source, clause.cue, *others]):
            if span.start > at:
                stretches.append((at, min(span.start, whole.stop)))
            at = max(at, span.stop)
        stretches.append((at, whole.stop))
        return [Span(start, stop) for start, stop in stretches if start < stop]

    def _day(self, spans: Iterable[Span]) -> When | None:
        """The first day, or else month, that stretches name: no range of days is when something was said."""
        found = [when for span in spans if (when := self.ground.when_in(span.start, span.stop))]
        days = [when for when in found if when.precision in _DAYS]
        return next(iter(days or [when for when in found if when.precision == "month"]), None)

    def _parent(self, draft: _Draft) -> int | None:
        """The nearest statement whose content holds the cue."""
        around = [
            (sum(span.stop - span.start for span in other.content), number)
            for number, other in enumerate(self.drafts)
            if other is not draft and any(span.covers(draft.clause.cue) for span in other.content)
        ]
        return min(around)[1] if around else None

    def _speak_for_parent(self, draft: _Draft) -> None:
        """I and we, in somebody's words, are who says them."""
        if draft.parent is not None and self.referents.is_first_person(draft.clause.source):
            draft.speaker = self.drafts[draft.parent].speaker

    # Cells by the statement's own words

    def _fill_own(self, draft: _Draft) -> None:
        clause, name = draft.clause, draft.speaker.name
        draft.channel = self.channels.read(clause, name, draft.outside)
        draft.when = self._day(draft.outside)
        draft.to = self.addressees.read(clause, draft.content, name)
        if draft.to is None and draft.channel == "interview":
            outlet = self.channels.interviewer(draft.outside)
            draft.to = Addressee(outlet.name, outlet.span) if outlet else None
        if draft.to is None and draft.channel in ("call", "meeting"):
            draft.to = self._met(draft)
        draft.to_name = draft.to.name if draft.to else ""

    def _met(self, draft: _Draft) -> Addressee | None:
        """The one person named with the call or meeting that a clause tells of."""
        people = {
            m.name: m
            for span in draft.outside
            for m in self.ground.mentions_in(span.start, span.stop, ("person",))
            if m.name != draft.speaker.name
        }
        return Addressee(*next((m.name, m.span) for m in people.values())) if len(people) == 1 else None

    # Cells that the text gave before

    def _fill_carried(self, draft: _Draft, before: list[_Draft]) -> None:
        if draft.parent is not None and draft.channel == "unknown":
            parent = self.drafts[draft.parent]
            own = draft.speaker.name == parent.speaker.name
            draft.channel = "media" if parent.channel == "media" and not own else draft.channel
        if self._is_elsewhere(draft.clause):
            return
        if (
            before
            and before[-1].clause.source == draft.clause.source
            and before[-1].sentence == draft.sentence
        ):
            _go_on(draft, before[-1])
        if draft.channel in ("unknown", "call", "meeting") and self._enter(draft):
            return
        if draft.channel not in ("unknown", "media", "briefing") or draft.speaker.kind == "plain":
            return
        earlier = [d for d in before if d.speaker.name == draft.speaker.name and d.parent == draft.parent]
        last = earlier[-1] if earlier else None
        if (
            last is None
            or draft.paragraph - last.paragraph > _CARRIED
            or last.channel in ("unknown", "media")
        ):
            return
        if draft.when and last.when and draft.when.iso != last.when.iso:
            return
        if draft.clause.entry.act in _PLAIN and draft.clause.entry.frame != "object":
            draft.channel = "unknown"
            _go_on(draft, last)

    def _fill_lead(self, draft: _Draft, after: list[_Draft]) -> None:
        """A heading or lead tells what was said; by what way, the paragraphs behind it."""
        if draft.channel != "unknown" or draft.paragraph > self._first + 1 or draft.speaker.kind != "person":
            return
        later = [d for d in after if d.speaker.name == draft.speaker.name and d.parent == draft.parent]
        told = next((d for d in later if d.channel != "unknown" and d.clause.entry.act in _PLAIN), None)
        if told is None or told.paragraph - draft.paragraph >= _CARRIED or told.channel in _MET:
            return
        if not (draft.when and told.when and draft.when.iso != told.when.iso):
            _go_on(draft, told)

    def _is_elsewhere(self, clause: Clause) -> bool:
        """Whether the words before a cue say that it was on another occasion (has said, had earlier said)."""
        before = self.text[max(clause.cue.start - 40, 0) : clause.cue.start].lower().split()
        return any(word.strip(",") in self.words.listed("other occasion") for word in before[-_ELSEWHERE:])

    def _is_unnamed(self, draft: _Draft) -> bool:
        """Whether the speaker is a group or a phrase without a name, and may be anybody at a meeting."""
        source = draft.clause.source
        named = self.ground.mentions_in(source.start, source.stop, ("country", "place", "person"))
        return draft.speaker.kind == "group" or (draft.speaker.kind == "plain" and not named)

    def _enter(self, draft: _Draft) -> bool:
        """Take the scene of the call or meeting that the statement was made in."""
        found = current_encounter(
            self.encounters,
            draft.clause.cue,
            draft.speaker.name,
            draft.paragraph,
            grouped=self._is_unnamed(draft),
        )
        if found is None or (draft.when and found.when and draft.when.iso != found.when.iso):
            return False
        draft.encounter = found
        draft.channel = found.channel
        draft.when = draft.when or found.when
        others = found.others(draft.speaker.name)
        if others and not draft.to_name:
            draft.to_name = self.referents.join(others) if len(others) < _CARRIED else ""
        return True

    def _state(self, draft: _Draft, number: int) -> Statement:
        spans = (("speaker", draft.speaker.span), ("to", draft.to.span if draft.to else None))
        return Statement(
            id=f"s{number}",
            source=draft.clause.source,
            speaker=draft.speaker.name,
            cue=draft.clause.cue,
            content=draft.content,
            form=self.quoting.form(draft.content),
            act=self._act(draft),
            channel=draft.channel,
            to=draft.to_name,
            via="" if draft.parent is None else f"s{draft.parent + 1}",
            when=draft.when,
            evidence=tuple(Evidence(field=name, span=span) for name, span in spans if span),
            rule=draft.clause.rule,
        )

    # Acts

    def _act(self, draft: _Draft) -> Act:
        clause, content = draft.clause, draft.content
        reserved = draft.channel == "briefing" and self.quoting.form(content) != "direct"
        spokesman = reserved and self.cast.speaks_for_others(draft.speaker.name)
        titles = self.ground.mentions_in(clause.source.start, clause.source.stop, ("title",))
        titled = any(self.cast.kind_of(title) not in ("spokesperson", "role") for title in titles)
        factual = self.words.pattern("factual cue").search(clause.cue.of(self.text))
        personal = titled or draft.speaker.kind in ("person", "group")
        opinion = self.words.pattern("opinion cue").search(clause.cue.of(self.text))
        nameless = self.words.pattern("anonymous source").search(clause.source.of(self.text))
        sourced = draft.channel == "media" and draft.speaker.kind != "person" and not nameless
        return read_clause_act(
            self.ground,
            clause.entry,
            content,
            negated=self._is_negated(clause),
            personal=(personal and not spokesman and not factual)
            or draft.encounter is not None
            or opinion is not None,
            factual=sourced and not opinion and clause.entry.act == "assert",
            committing=self._commits(clause, content),
        )

    def _is_negated(self, clause: Clause) -> bool:
        """Whether "not" stands before the cue, but for its adverbs and auxiliaries."""
        floor = max(clause.cue.start - 40, 0)
        before = self.text[floor : clause.cue.start].lower().replace("\u2019", "'").split()[-_NEGATION:]
        ends = self.ground.lexicon.orthography.pauses + self.ground.lexicon.orthography.stops
        while any(word[-1] in ends for word in before):
            before.pop(0)
        return any(word in self.words.listed("negation") for word in before)

    def _commits(self, clause: Clause, content: tuple[Span, ...]) -> bool:
        """agreed to, resolved to: what the infinitive names is promised."""
        cue = clause.cue.of(self.text).lower()
        if cue.split()[0] not in self.words.listed("cue that commits"):
            return False
        first = next((span for span in content if span.start >= clause.cue.stop), content[0])
        word = first.of(self.text).split()[0].lower()
        endings = tuple(self.words.listed("infinitive ending"))
        return word in self.words.listed("infinitive") or bool(endings and word.endswith(endings))


def _go_on(draft: _Draft, other: _Draft) -> None:
    """Take what a statement of the same speech tells and this one does not."""
    if draft.channel == "unknown":
        draft.channel = other.channel
    if other.clause.entry.act in _PLAIN:  # whom a demand or thanks named is not the listener of what follows
        draft.to_name = draft.to_name or other.to_name
    draft.when = draft.when or other.when


_MET = frozenset({"call", "meeting", "media"})
_ELSEWHERE = 3  # words before a cue that tell of another occasion
_NEGATION = 2  # words before a cue among which "not" makes it a silence
