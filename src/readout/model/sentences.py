"""Sentences: the stretches that a reading goes through, in text order."""

from dataclasses import dataclass

from readout.model.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with its end mark. ``paragraph`` numbers the block it stands in; ``heading`` says which kind."""

    span: Span
    paragraph: int
    heading: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """An article's sentences and words.

    ``folded`` is the text in one writing (simplified characters, one set of punctuation marks), code point for
    code point as long as the text itself, so that its offsets are the text's. ``breaks`` holds the offsets between two
    words: a form that starts or stops anywhere else is half a word.
    """

    folded: str
    sentences: tuple[Sentence, ...]
    breaks: frozenset[int]
