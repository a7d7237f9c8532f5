"""Statements of spaced languages: reporting clauses with their speaker, form, act, channel, addressee and day."""

from collections.abc import Iterator
from typing import cast

from readout.attribute.clauses import Clause, find_clauses
from readout.attribute.words import words_of
from readout.ground import Ground
from readout.language.lexicon import Lexicon
from readout.language.sightings import Marked
from readout.model import Act, Channel, Evidence, Form, Mention, Span, Statement, When

_NAMED = ("person", "body", "outlet", "country")
_CHANNELS: tuple[tuple[str, Channel], ...] = (
    ("scene_interview", "interview"),
    ("scene_call", "call"),
    ("scene_briefing", "briefing"),
    ("scene_post", "post"),
    ("scene_speech", "speech"),
    ("scene_meeting", "meeting"),
    ("scene_document", "document"),
)
_SHORTEST_QUOTE = 9


def state_clauses(marked: Marked, lexicon: Lexicon) -> tuple[Statement, ...]:
    """The statements of a text of a spaced language, in text order of their cues."""
    return tuple(_Stating(marked, lexicon).run())


class _Stating:
    def __init__(self, marked: Marked, lexicon: Lexicon) -> None:
        self.ground = Ground(marked, lexicon)
        self.text = marked.sentences.folded
        self.words = words_of(lexicon)
        self.clauses = sorted(find_clauses(marked, lexicon), key=lambda clause: clause.cue)
        self.lists = {
            name: frozenset(form.lower() for form in lexicon.word_list(name))
            for name in ("person pronoun", "group pronoun", "determiner", "self")
        }
        self.marks = frozenset("".join(lexicon.orthography.quotes))
        self.stops = lexicon.orthography.stops
        self.pauses = lexicon.orthography.pauses
        self.person: Mention | None = None
        self.group: Mention | None = None

    def run(self) -> Iterator[Statement]:
        contents = [tuple(filter(None, map(self._trim, clause.content))) for clause in self.clauses]
        ids: dict[int, str] = {}
        for number, (clause, content) in enumerate(zip(self.clauses, contents, strict=True)):
            if content and clause.source:
                ids[number] = f"s{len(ids) + 1}"
        for number, (clause, content) in enumerate(zip(self.clauses, contents, strict=True)):
            if number in ids and clause.source:
                yield self._state(clause, clause.source, content, ids, number, contents)

    def _state(
        self,
        clause: Clause,
        source: Span,
        content: tuple[Span, ...],
        ids: dict[int, str],
        number: int,
        contents: list[tuple[Span, ...]],
    ) -> Statement:
        speaker, span = self._name(source)
        to = self._addressee(clause, content)
        evidence = [
            Evidence(field=name, span=s) for name, s in (("speaker", span), ("to", to and to.span)) if s
        ]
        return Statement(
            id=ids[number],
            source=source,
            speaker=speaker,
            cue=clause.cue,
            content=content,
            form=self._form(content),
            act=self._act(clause, content),
            channel=self._channel(clause, source, content),
            to=to.name if to else "",
            via=self._via(clause, number, ids, contents),
            when=self._when(clause, source, content),
            evidence=tuple(evidence),
            rule=clause.rule,
        )

    # Content

    def _trim(self, span: Span) -> Span | None:
        """Without pauses and stops at its ends, and without the marks where one quotation is the whole of it."""
        start, stop = self._strip(span.start, span.stop)
        if start >= stop:
            return None
        quote = self._quote_of(start, stop)
        if quote:
            start, stop = quote
            start, stop = self._strip(start, stop)
        return Span(start, stop) if start < stop else None

    def _strip(self, start: int, stop: int) -> tuple[int, int]:
        text = self.text
        while stop > start and (
            text[stop - 1].isspace() or text[stop - 1] in self.stops or text[stop - 1] in self.pauses
        ):
            stop -= 1
        while start < stop and (text[start].isspace() or text[start] in self.pauses):
            start += 1
        return start, stop

    def _quote_of(self, start: int, stop: int) -> tuple[int, int] | None:
        """The inside of the quotation that the whole stretch is."""
        text = self.text
        left, right = start, stop
        while left < right and text[left] in self.marks:
            left += 1
        while right > left and text[right - 1] in self.marks:
            right -= 1
        if left == start or right == stop:
            return None
        if any(text[at] in self.marks and text[at] not in "'\u2019" for at in range(left, right)):
            return None
        return left, right

    def _form(self, content: tuple[Span, ...]) -> Form:
        text = self.text
        quoted = [span.start > 0 and text[span.start - 1] in self.marks for span in content]
        if all(quoted):
            return "direct"
        if any(quoted):
            return "mixed"
        for span in content:
            marks = [
                at
                for at in range(span.start, span.stop)
                if text[at] in self.marks and text[at] not in "'\u2019"
            ]
            if len(marks) > 1 and marks[-1] - marks[0] > _SHORTEST_QUOTE:
                return "mixed"
        return "indirect"

    # Cells

    def _name(self, source: Span) -> tuple[str, Span | None]:
        """The naming string of a source: its person, else its body; whom a pronoun stands for; else its words."""
        words = source.of(self.text).lower()
        if words in self.lists["person pronoun"] and self.person:
            return self.person.name, self.person.span
        if words in self.lists["group pronoun"]:
            return (self.group.name, self.group.span) if self.group else (source.of(self.text), None)
        mentions = self.ground.mentions_in(source.start, source.stop, _NAMED)
        people = [m for m in mentions if m.kind == "person"]
        if people:
            self.person = people[0]
            return people[0].name, people[0].span
        if mentions:
            self.group = mentions[0]
            return mentions[0].name, mentions[0].span
        return self._bare(source), None

    def _bare(self, source: Span) -> str:
        """A phrase without its article."""
        words = source.of(self.text)
        first, _, rest = words.partition(" ")
        return rest if rest and first.lower() in self.lists["determiner"] else words

    def _act(self, clause: Clause, content: tuple[Span, ...]) -> Act:
        act = clause.entry.act
        if act not in ("assert", "judge"):
            return cast("Act", act)
        found = {
            seen.entry.act
            for seen in self.ground.marked.sightings.markers
            if seen.entry.act and any(span.covers(seen.span) for span in content)
        }
        for strong in ("deny", "warn", "accuse", "demand", "commit", "propose"):
            if strong in found:
                return cast("Act", strong)
        return cast("Act", "judge" if "judge" in found else act)

    def _channel(self, clause: Clause, source: Span, content: tuple[Span, ...]) -> Channel:
        if clause.entry.channel != "unknown":
            return cast("Channel", clause.entry.channel)
        outside = self._outside(clause, source, content)
        for name, channel in _CHANNELS:
            pattern = self.words.pattern(name)
            if any(pattern.search(self.text, start, stop) for start, stop in outside):
                return channel
        if self.ground.mentions_in(source.start, source.stop, ("outlet",)):
            return "media"
        titles = self.ground.marked.sightings.titles
        if any(seen.entry.kind == "spokesperson" and source.covers(seen.span) for seen in titles):
            return "briefing"
        return "unknown"

    def _outside(self, clause: Clause, source: Span, content: tuple[Span, ...]) -> list[tuple[int, int]]:
        """The sentence of the cue without what is reported and who says it."""
        number = self.ground.sentence_at(clause.cue.start)
        if number is None:
            return []
        sentence = self.ground.sentences[number].span
        edges = sorted([*content, source])
        stretches, at = [], sentence.start
        for span in edges:
            if span.start > at:
                stretches.append((at, min(span.start, sentence.stop)))
            at = max(at, span.stop)
        if at < sentence.stop:
            stretches.append((at, sentence.stop))
        return [(start, stop) for start, stop in stretches if start < stop]

    def _addressee(self, clause: Clause, content: tuple[Span, ...]) -> Mention | None:
        """Whom it was said to: a name between the cue and what is reported, or the one called upon."""
        start = clause.cue.stop
        stop = next((span.start for span in content if span.start >= start), start)
        between = self.ground.mentions_in(start, stop, _NAMED) if stop > start and stop - start < 120 else []
        if between:
            return between[0]
        if clause.entry.act == "demand" and content:
            first = content[0]
            mention = self.ground.mentions_at.get(first.start)
            if mention and mention.kind in _NAMED:
                return mention
        return None

    def _when(self, clause: Clause, source: Span, content: tuple[Span, ...]) -> When | None:
        for start, stop in self._outside(clause, source, content):
            if when := self.ground.when_in(start, stop):
                return when
        return None

    def _via(self, clause: Clause, number: int, ids: dict[int, str], contents: list[tuple[Span, ...]]) -> str:
        """The nearest statement whose content holds the cue."""
        around = [
            (sum(s.stop - s.start for s in content), ids[other])
            for other, content in enumerate(contents)
            if other != number and other in ids and any(span.covers(clause.cue) for span in content)
        ]
        return min(around)[1] if around else ""
