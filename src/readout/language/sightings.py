"""Sightings: a form of the word files, seen in a text; and the text with all that was seen in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from readout.language.entries import Cue, Entry, Marker, Title, Trigger
from readout.model import Duration, Mention, Sentences, Span, When

Kind_co = TypeVar("Kind_co", bound=Entry, covariant=True)


@dataclass(frozen=True, slots=True)
class Sighting(Generic[Kind_co]):
    """``entry`` has the form that stands at ``span``. Positional, like Span: thousands are made a page.

    ``form`` is the form as the word file has it, where the text may inflect it; else "".
    """

    span: Span
    entry: Kind_co
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sightings:
    """Forms by word file. Within one file they do not overlap and stand in text order; files may overlap.

    ``words`` maps the name of a function-word list to its sightings; in a spaced language ``lengths`` has them by the
    offset they start at: the length of the form by the list it is of.
    """

    cues: tuple[Sighting[Cue], ...] = ()
    titles: tuple[Sighting[Title], ...] = ()
    triggers: tuple[Sighting[Trigger], ...] = ()
    names: tuple[Sighting[Entry], ...] = ()  # people, bodies, outlets, countries, places
    markers: tuple[Sighting[Marker], ...] = ()  # of acts
    statuses: tuple[Sighting[Marker], ...] = ()  # of contacts
    words: Mapping[str, tuple[Span, ...]]
    lengths: Mapping[int, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A text with everything that was spotted in it: what the rooms that understand it work on.

    ``sentences.folded`` is the text to match words in; the article's own text gives the characters to show.
    """

    sentences: Sentences
    sightings: Sightings
    mentions: tuple[Mention, ...] = ()
    times: tuple[Span, ...] = ()  # all time phrases, those that no date could be found for, too
    whens: tuple[When, ...] = ()
    durations: tuple[Duration, ...] = ()
