"""Lines: the sentences of a spaced text in chunks and phrases, each read when it is asked for, and once."""

from readout.ground import Ground
from readout.language.entries import Trigger
from readout.language.sightings import Sighting
from readout.meet.chunks import Line, find_known, read_line
from readout.meet.phrases import Phrase, read_phrases


class Lines:
    """The sentences of one text, by number. ``triggers`` are the words of contacts, by the sentence they stand in."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.triggers: dict[int, list[Sighting[Trigger]]] = {}
        for seen in ground.marked.sightings.triggers:
            number = ground.sentence_at(seen.span.start)
            if number is not None and ground.sentences[number].span.covers(seen.span):
                self.triggers.setdefault(number, []).append(seen)
        self._known = find_known(ground)
        self._lines: dict[int, Line] = {}
        self._phrases: dict[int, tuple[Phrase, ...]] = {}

    def line(self, number: int) -> Line:
        """The chunks of a sentence."""
        if number not in self._lines:
            found = self.triggers.get(number, [])
            self._lines[number] = read_line(self.ground, number, found, self._known)
        return self._lines[number]

    def phrases(self, number: int) -> tuple[Phrase, ...]:
        """The lists of names in a sentence."""
        if number not in self._phrases:
            self._phrases[number] = read_phrases(self.line(number))
        return self._phrases[number]

    def titled(self) -> list[tuple[Phrase, ...]]:
        """The phrases of every sentence that names an office."""
        spans = ((number, sentence.span) for number, sentence in enumerate(self.ground.sentences))
        return [
            self.phrases(number)
            for number, span in spans
            if self.ground.mentions_in(span.start, span.stop, ("title",))
        ]
