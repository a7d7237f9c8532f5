"""Reporting clauses of spaced languages, paragraph by paragraph: what goes on from one sentence to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from readout.attribute.extents import DASHES, Clause, Extents
from readout.attribute.fixed import FixedReader
from readout.attribute.free import FreeReader
from readout.attribute.sentences import Match
from readout.attribute.tokens import Line, find_lines
from readout.attribute.words import CueForm, Words, words_of
from readout.language.lexicon import Lexicon
from readout.language.sightings import Marked
from readout.model import Span

__all__ = ["Clause", "find_clauses"]

# tokens of a label, of a signature
_LONGEST_LABEL = 6
_LONGEST_SIGNATURE = 14


def find_clauses(marked: Marked, lexicon: Lexicon) -> tuple[Clause, ...]:
    """The reporting clauses of the whole text, in text order."""
    words = words_of(lexicon)
    times = {span.start: span.stop for span in marked.times}
    text = _Text(words=words, times=times, free=bool(marked.sentences.words), found=[])
    for number, line in enumerate(find_lines(marked, words.quotes)):
        text.read(line, number)
    return tuple(text.found)


@dataclass(kw_only=True)
class _Text:
    """A text that is being read."""

    words: Words
    times: Mapping[int, int]
    free: bool
    found: list[Clause]
    announced: Clause | None = None
    before: tuple[Span, ...] = ()  # the paragraph before
    headed: bool = False  # whether that is a heading, over which nothing goes on

    def read(self, line: Line, number: int) -> None:
        """The next paragraph."""
        here: list[Clause] = []
        if self.announced and line.tokens and line.tokens[0].quoted:
            self.found.append(replace(self.announced, content=line.quotes, paragraph=number, quoted=True))
        self.announced = None
        silent: list[int] = []
        for start, stop in line.sentences:
            reader = self._reader(line, start, stop, number, here)
            clauses = reader.read()
            if not clauses:
                silent.append(start)
            here += [_with_carried(clause, line) for clause in clauses]
            self.announced = reader.announced
        here = here or self._read_signed(line, number) or self._read_label(line, number)
        if self.free:
            here = _run_on(here, line, silent)
        for start in silent:
            _go_on(here, [] if self.headed else self.found, line, start, number, free=self.free)
        self.headed = line.heading
        self.found += here
        self.before = (Span(line.tokens[0].start, line.tokens[-1].stop),) if line.tokens else ()

    def _reader(
        self, line: Line, start: int, stop: int, number: int, here: list[Clause]
    ) -> "FixedReader | FreeReader":
        if not self.free:
            return FixedReader(line, start, stop, self.words, self.times, number)
        last = (here or self.found)[-1:]
        told = self.before
        if start > 0:
            told = (Span(line.tokens[0].start, line.tokens[start - 1].stop),)
        reader = FreeReader(line, start, stop, self.words, self.times, number)
        reader.last, reader.told = (last[0] if last else None), told
        return reader

    def _read_signed(self, line: Line, number: int) -> list[Clause]:
        """“…” — Name: a quotation that is signed."""
        tokens = line.tokens
        at = next((n for n, token in enumerate(tokens) if not token.quoted), len(tokens))
        name = tokens[at + 1 :]
        if not (tokens and tokens[0].quoted and name and self.words.spoken and name[0].capital):
            return []
        if (
            tokens[at].low not in ((*DASHES, ":") if line.heading else DASHES)
            or len(name) > _LONGEST_SIGNATURE
        ):
            return []
        form = CueForm(words=(tokens[at].low,), entry=self.words.spoken, kind="finite")
        reader = Extents(line, 0, len(tokens), self.words, self.times, number)
        source = reader.walk.span(at + 1, len(tokens))
        return [reader.make(Match(at, at, form), source, line.quotes[:1], "signed")]

    def _read_label(self, line: Line, number: int) -> list[Clause]:
        """NAME: …, a paragraph that is somebody's words by its colon alone."""
        tokens = line.tokens
        first = 0 if not tokens or tokens[0].is_word else 1
        for at in range(first + 1, min(first + _LONGEST_LABEL, len(tokens) - 2)):
            if tokens[at].low == ":" and self.words.spoken:
                name = tokens[first:at]
                ends = (name[0], name[-1])
                if not all(t.capital for t in name) or any(
                    self.words.has(t, "not subject", "label") for t in ends
                ):
                    return []
                form = CueForm(words=(":",), entry=self.words.spoken, kind="finite")
                reader = Extents(line, 0, len(tokens), self.words, self.times, number)
                content = (Span(tokens[at + 1].start, tokens[-1].stop),)
                return [reader.make(Match(at, at, form), reader.walk.span(first, at), content, "label")]
        return []


def _with_carried(clause: Clause, line: Line) -> Clause:
    """With what stands in the paragraphs before, of a quotation that goes on over them."""
    if not line.carried:
        return clause
    first = line.quotes[0].start
    whole = (
        Span(line.carried[0].start, span.stop) if span.start == first else span for span in clause.content
    )
    return replace(clause, content=tuple(whole))


def _run_on(here: list[Clause], line: Line, silent: list[int]) -> list[Clause]:
    """What is told by the words of somebody goes on over the sentences behind that have no cue of their own."""
    ends = dict(line.sentences)
    for start in silent:
        if not start or line.tokens[start].quoted:
            continue
        last = Span(line.tokens[start - 1].start, line.tokens[start - 1].stop)
        for place, clause in enumerate(here):
            told = clause.rule == "according-to" and clause.entry.frame == "source" and clause.content
            if told and last.start - 1 <= clause.content[-1].stop <= last.stop:
                stop = line.tokens[ends[start] - 1].stop
                here[place] = replace(
                    clause, content=(*clause.content[:-1], Span(clause.content[-1].start, stop))
                )
    return here


def _go_on(
    here: list[Clause], before: list[Clause], line: Line, start: int, number: int, *, free: bool
) -> None:
    """A sentence that begins with a quotation and has no cue goes on with the quotation before."""
    if start >= len(line.tokens) or not line.tokens[start].quoted:
        return
    quote = line.quote_at(line.tokens[start].start)
    if quote is None or (line.goes_on and quote == line.quotes[-1]):
        return
    if any(span.overlaps(quote) for clause in here for span in clause.content):
        return
    earlier = [clause for clause in here if clause.cue.start < quote.start]
    found = here if earlier else before
    place = here.index(earlier[-1]) if earlier else len(before) - 1
    if place < 0:
        return
    last = found[place]
    if last.paragraph < number - 1 or (not free and (last.entry.frame != "clause" or not last.quoted)):
        return
    if quote.start >= last.cue.start and not any(span.overlaps(quote) for span in last.content):
        found[place] = replace(last, content=(*last.content, quote), paragraph=number)
