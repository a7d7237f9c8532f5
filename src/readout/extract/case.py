"""Case: all that the rules of provenance look at, and what each of them finds."""

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from readout.extract.blocks import Layout
from readout.extract.dates import Date
from readout.extract.fields import Field
from readout.extract.labels import find_urls
from readout.extract.lines import trim
from readout.extract.publishers import Publisher
from readout.extract.scripts import is_spelled
from readout.extract.signals import Signals
from readout.model import BlockKind, Page

_WRAPS = " :|,;.。、·-—/《》〈〉“”\"'‘’「」『』«»<>()[]"
_NEXT_VALUE = re.compile(r"\s{2,}|\s(?=\d)|\||,(?=\s?\d)|(?<=[^\d\W])(?=(?:19|20)\d\d[-/.])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a page's markup says of it; "" and None where it is silent."""

    title: str = ""
    site: str = ""
    source: str = ""
    author: str = ""
    published: Date | None = None
    language: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A field's value, the rule that found it, and where it stands, if it stands in the text."""

    value: str
    rule: str
    span: tuple[int, int] | None = None
    date: Date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that the rules look at."""

    page: Page
    text: str
    folded: str
    layout: Layout
    metadata: Metadata
    signals: Signals
    publisher: Publisher | None
    fields: tuple[tuple[BlockKind, Field], ...] = ()  # each with the kind of line that it stands in

    @property
    def outlet_names(self) -> frozenset[str]:
        """All ways to write the name of the outlet on whose host the page is."""
        return frozenset(self.publisher.all_names) if self.publisher else frozenset()

    @property
    def outlet_name(self) -> str:
        """Its name as the page's readers know it; "" for an unknown host."""
        if self.publisher is None:
            return ""
        names, signals = self.publisher.all_names, self.signals
        return next((name for name in names if is_spelled(name, signals.language, signals.script)), names[0])


Rule = Callable[[Case], Finding | None]


def permalink_url(folded: str, layout: Layout) -> str:
    """The page's own address as its text gives it, "" without one."""
    return next((url for url, _ in find_links(folded, layout)), "")


def find_links(folded: str, layout: Layout) -> Iterator[tuple[str, int]]:
    """The addresses of labelled permalinks, and where each stands."""
    for part in layout.parts:
        # An address alone may lead anywhere; only a labelled one is the page's own.
        if part.kind == "link" and any(labelled.kind == "permalink" for labelled in part.fields):
            for match in find_urls(folded[part.start : part.stop]):
                yield match.group(), part.start + match.start()


def clean_value(case: Case, start: int, stop: int) -> tuple[int, int] | None:
    """A value without what follows it on its line and without the marks around it; None when vague."""
    value = case.folded[start:stop]
    cuts = [m.start() for p in (_NEXT_VALUE, case.signals.aside) if (m := p.search(value)) and m.start() > 0]
    stop = start + min(cuts, default=len(value))
    start, stop = trim(case.text, start, stop)
    while start < stop and case.folded[start] in _WRAPS:
        start += 1
    while start < stop and case.folded[stop - 1] in _WRAPS:
        stop -= 1
    if (
        start >= stop
        or case.folded[start:stop].casefold() in case.signals.vague
        or case.folded[start].isdigit()
    ):
        return None
    return start, stop


def day_of(value: Date) -> datetime.date:
    """The day of a date or of a time."""
    return value.date() if isinstance(value, datetime.datetime) else value
