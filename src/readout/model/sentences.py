"""Sentences: the stretches that a reading goes through, in text order."""

from dataclasses import dataclass

from readout.model.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with its end mark. ``paragraph`` numbers the block it stands in; ``heading`` says which kind."""

    span: Span
    paragraph: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Grammar:
    """One way in which a word may be read. Positional: thousands are made a page; "" is what the reading leaves open.

    ``part`` is noun, name (of a person), place (or body), pronoun, adjective, participle, number, verb, gerund,
    infinitive, short (a predicate: готов, заявлено), adverb, preposition, conjunction or other; ``case`` nominative,
    genitive, dative, accusative, instrumental or locative; ``number`` singular or plural; ``gender`` masculine, feminine
    or neuter; ``person`` first, second or third.
    """

    part: str
    case: str = ""
    number: str = ""
    gender: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word with the ways in which it may be read; ``known`` is False where its readings are only a guess."""

    start: int
    stop: int
    readings: tuple[Grammar, ...]
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """An article's sentences and words.

    ``folded`` is the text in one writing (simplified characters, one set of punctuation marks), code point for
    code point as long as the text itself, so that its offsets are the text's. ``breaks`` holds the offsets between two
    words: a form that starts or stops anywhere else is half a word. ``words`` are the words with their grammar, in
    text order, in languages that have an analyser; empty in others.
    """

    folded: str
    sentences: tuple[Sentence, ...]
    breaks: frozenset[int]
    words: tuple[Word, ...] = ()
