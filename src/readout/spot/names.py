"""Names: the people, bodies, countries and places of a page, with the page as its own witness.

A lexicon knows many names, a page always more. A name is learned where a title or a cue anchors it
(新闻秘书佩斯科夫, 佩斯科夫表示), its end is where the page most often ends it, and what was learned in one
place is then known in all the others.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from readout.language.entries import Body, Country, Entry, Outlet, Person, Title
from readout.language.lexicon import Lexicon
from readout.language.sightings import Sighting, Sightings
from readout.model import Mention, MentionKind, Sentences, Span
from readout.spot.spaced_names import find_spaced_names

_LONGEST_NAME = 20


def find_names(
    sentences: Sentences, sightings: Sightings, times: tuple[Span, ...], lexicon: Lexicon
) -> tuple[Mention, ...]:
    """People, bodies, countries, places, outlets and titles in the text, in order, none overlapping.

    ``times`` are where times stand: in a spaced language their capitals are no name's.
    """
    if lexicon.orthography.spaced:
        return find_spaced_names(sentences, sightings, times, lexicon)
    breaks = sentences.breaks
    offices = tuple(s for s in sightings.titles if s.span.start in breaks or s.span.stop in breaks)
    page = _Page(sentences, replace(sightings, titles=offices), lexicon)  # 沙特首都 holds no 特首
    found: dict[int, Mention] = {}
    taken = bytearray(len(page.text) + 1)

    def take(mention: Mention) -> None:
        span = mention.span
        if not any(taken[span.start : span.stop]):
            taken[span.start : span.stop] = b"\1" * (span.stop - span.start)
            found[span.start] = mention

    learned = _learn_people(page)
    titles = (Mention(kind="title", span=s.span, name=s.span.of(page.text)) for s in page.sightings.titles)
    for mention in sorted(
        [*_known(page), *_composed(page), *_spread(page, learned), *titles],
        key=lambda m: (-(m.span.stop - m.span.start), m.span.start),
    ):
        take(mention)
    return tuple(found[start] for start in sorted(found))


@dataclass
class _Page:
    """The text with the look-ups that all the finders share."""

    sentences: Sentences
    sightings: Sightings
    lexicon: Lexicon
    text: str = field(init=False)
    breaks: frozenset[int] = field(init=False)
    letters: frozenset[str] = field(init=False)
    stops: frozenset[int] = field(init=False)  # offsets where a word starts that ends a name
    cues: frozenset[int] = field(init=False)  # offsets where a cue starts
    known: frozenset[int] = field(init=False)  # offsets where a name of the lexicon starts
    walls: frozenset[int] = field(init=False)  # those of longer words, which no name runs through
    _ends: dict[tuple[str, bool], int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.text = self.sentences.folded
        self.breaks = self.sentences.breaks
        orthography = self.lexicon.orthography
        self.letters = frozenset(orthography.name_letters + orthography.name_dot)
        seen = self.sightings
        words = [
            span for name in ("name_stop", "adverb", "with", "locative") for span in seen.words.get(name, ())
        ]
        spans = words + [s.span for s in (*seen.cues, *seen.triggers, *seen.titles)]
        self.stops = frozenset(
            span.start
            for span in spans
            if span.stop - span.start > 1 or self.text[span.start] not in self.letters
        )

        self.cues = frozenset(s.span.start for s in seen.cues)
        self.known = frozenset(s.span.start for s in seen.names)
        self.walls = frozenset(span.start for span in spans if span.stop - span.start > 1)

    def joins(self, start: int) -> bool:
        """Whether a word that joins parties (同, 与, 和) ends at ``start``."""
        return any(span.stop == start for span in self.sightings.words.get("with", ()))

    def speaks_at(self, stop: int) -> bool:
        """Whether a cue follows, adverbs between (俄称, 乌再次呼吁)."""
        adverbs = {s.start: s.stop for s in self.sightings.words.get("adverb", ())}
        while stop in adverbs:
            stop = adverbs[stop]
        return stop in self.cues

    def ends_at(self, stop: int) -> bool:
        """Whether a name may end at ``stop``: the text ends, or what follows is no part of a name."""
        if stop >= len(self.text) or stop in self.stops:
            return True
        return not self.text[stop].isalpha() and self.text[stop] not in self.letters

    def count_ends(self, name: str, foreign: bool) -> int:
        """At how many of the places where it stands the name may end."""
        key = (name, foreign)
        if key not in self._ends:
            ends_at, size = self.leaves_letters if foreign else self.ends_at, len(name)
            self._ends[key] = sum(ends_at(at + size) for at in _occurrences(self.text, name))
        return self._ends[key]

    def leaves_letters(self, stop: int) -> bool:
        """Whether the letters of foreign names stop at ``stop``."""
        return self.ends_at(stop) or self.text[stop] not in self.letters


def _kind(entry: Entry) -> MentionKind:
    match entry:
        case Person():
            return "person"
        case Body():
            return "body"
        case Outlet():
            return "outlet"
        case Country():
            return "country"
        case _:
            return "place"


def _known(page: _Page) -> Iterator[Mention]:
    """Names of the lexicon that start and end between words."""
    seen = (*page.sightings.names, *page.sightings.titles)
    starts = page.breaks.union(s.span.stop for s in seen)
    stops = page.breaks.union(s.span.start for s in seen)
    titles = {at for s in page.sightings.titles for at in range(s.span.start + 1, s.span.stop)}
    titled_at = {s.span.stop for s in page.sightings.titles}
    for sighting in page.sightings.names:
        span = sighting.span
        if span.stop in titles:
            continue  # 国防部 in 国防部长
        whole = (span.start in starts) + (span.stop in stops)
        titled = span.start in titled_at and isinstance(sighting.entry, Person)  # 国家副主席韩|正在北京
        if whole == 2 or (whole == 1 and (titled or span.stop - span.start > 2)):
            entry = sighting.entry
            form = span.of(page.text)
            is_metonym = isinstance(entry, Country) and form not in entry.forms
            yield Mention(kind=_kind(entry), span=span, name=form if not is_metonym else entry.forms[0])


def _composed(page: _Page) -> Iterator[Mention]:
    """Short country names (俄, 美) where something vouches for them, and bodies led by their country."""
    text, seen = page.text, page.sightings
    shorts: dict[str, list[Country]] = {}
    for country in page.lexicon.countries:
        for short in country.short:
            shorts.setdefault(short, []).append(country)
    sides = {span.start: span for span in seen.words.get("short_side", ())}
    titles = {s.span.start: s.span for s in seen.titles}
    bodies = {
        s.span.start: s.span
        for s in seen.names
        if isinstance(s.entry, Body) and titles.get(s.span.start, s.span).stop <= s.span.stop
    }
    for name in seen.names:
        if isinstance(name.entry, Country) and (body := bodies.get(name.span.stop)):
            span = Span(name.span.start, body.stop)
            yield Mention(kind="body", span=span, name=span.of(text))
    headings = {s.span.start for s in page.sentences.sentences if s.heading}
    start = 0
    while start < len(text):
        if text[start] not in shorts or start not in page.breaks:
            start += 1
            continue
        stop = start
        while stop < len(text) and text[stop] in shorts:
            stop += 1
        if start in headings and page.speaks_at(stop):
            for at in range(start, stop):
                yield Mention(kind="country", span=Span(at, at + 1), name=_country_of(shorts[text[at]], text))
        else:
            yield from _read_shorts(page, start, stop, shorts, {**titles, **bodies, **sides}, bodies)
        start = stop


def _read_shorts(
    page: _Page,
    start: int,
    stop: int,
    shorts: dict[str, list[Country]],
    vouchers: dict[int, Span],
    bodies: dict[int, Span],
) -> Iterator[Mention]:
    """The run of short names ``text[start:stop]``, if a title, body, side or a second one vouches for it."""
    text = page.text
    while stop > start and stop not in vouchers and stop - 1 in vouchers:
        stop -= 1
    voucher = vouchers.get(stop)
    if stop == start or (voucher is None and (stop - start < 2 or _inside_name(page, start, stop))):
        return
    if voucher is None and not any(_is_on_page(shorts[text[i]], text) for i in range(start, stop)):
        return
    names = [_country_of(shorts[text[i]], text) for i in range(start, stop)]
    if voucher and stop - start == 1 and not _is_title(page, stop):
        span = Span(start, voucher.stop)
        long = names[0] + voucher.of(text)
        yield Mention(kind="body", span=span, name=long if stop in bodies and long in text else span.of(text))
        return
    for i, name in enumerate(names):
        yield Mention(kind="country", span=Span(start + i, start + i + 1), name=name)


def _inside_name(page: _Page, start: int, stop: int) -> bool:
    """Whether the run is part of a longer string of name letters or of a word (德索萨)."""
    letters = page.letters
    before = start > 0 and page.text[start - 1] in letters and start - 1 not in page.stops
    after = stop < len(page.text) and page.text[stop] in letters and stop not in page.stops
    return before or after or stop not in page.breaks


def _is_title(page: _Page, start: int) -> bool:
    return any(s.span.start == start for s in page.sightings.titles)


def _is_on_page(countries: list[Country], text: str) -> bool:
    return any(form in text for country in countries for form in country.forms)


def _country_of(countries: list[Country], text: str) -> str:
    """The country that ``short`` stands for: the one the page names in full, else the first in the file."""
    for country in countries:
        for form in country.forms:
            if form in text:
                return form
    return countries[0].forms[0]


def _learn_people(page: _Page) -> dict[str, str]:
    """Names anchored by a title before them or a cue after them: naming form -> full form."""
    learned: dict[str, str] = {}
    for start in _anchors(page):
        if stop := _name_end(page, start):
            name = page.text[start:stop]
            learned[name] = name
            dots = [i for i, c in enumerate(name) if c in page.lexicon.orthography.name_dot]
            if dots and len(name) - dots[-1] > 2:
                learned.setdefault(name[dots[-1] + 1 :], name)
    return learned


def _anchors(page: _Page) -> Iterator[int]:
    text = page.text
    for sighting in page.sightings.titles:
        if sighting.entry.kind != "address" and sighting.span.stop < len(text):
            yield sighting.span.stop
        if start := _before_title(page, sighting.span.start):
            yield start
    yield from _joined(page)
    starts = {sentence.span.start for sentence in page.sentences.sentences}
    for start in starts:
        stop = start
        while stop < len(text) and text[stop] in page.letters and stop not in page.stops:
            stop += 1
        if stop - start > 2 and any(s.span.start == stop for s in page.sightings.cues):
            yield start


def _joined(page: _Page) -> Iterator[int]:
    """A 同 B 举行会谈: B, where his name fills the stretch between the joining word and the contact's."""
    triggers = {s.span.start for s in page.sightings.triggers}
    for span in page.sightings.words.get("with", ()):
        stop = span.stop
        while stop < len(page.text) and page.text[stop] in page.letters and stop not in triggers:
            stop += 1
        if stop in triggers and stop - span.stop >= 2:
            yield span.stop


def _before_title(page: _Page, stop: int) -> int:
    """Where the name before a title starts (塞西总统), if a word that joins or a mark stands before it; else 0."""
    start = stop
    while start > 0 and stop - start < _LONGEST_NAME and page.text[start - 1] in page.letters:
        start -= 1
        if start in page.stops:
            return 0
    bounded = start > 0 and (not page.text[start - 1].isalpha() or page.joins(start))
    return start if stop - start >= 2 and bounded and start not in page.known else 0


def _name_end(page: _Page, start: int) -> int:
    """Where the name that starts at ``start`` ends; 0 where none starts there.

    Every admissible end is a candidate; the one at which the page ends the string most often wins, the
    longer of two equals.
    """
    text = page.text
    if start in page.walls:
        return 0  # 总统特别顾问
    best, most = 0, 0
    for stop, foreign in _candidate_ends(page, start):
        ends = page.count_ends(text[start:stop], foreign)
        if ends and ends >= most:
            best, most = stop, ends
    return best


def _candidate_ends(page: _Page, start: int) -> Iterator[tuple[int, bool]]:
    """Ends of a foreign name (a run of its letters: True) and of the language's own names (surname first)."""
    text, orthography = page.text, page.lexicon.orthography
    stop = start
    ends: dict[int, bool] = {}
    while stop < min(len(text), start + _LONGEST_NAME) and text[stop] in page.letters:
        stop += 1
        if stop - start >= 2 and text[stop - 1] not in orthography.name_dot:
            ends[stop] = True
        if stop in page.stops and stop - start >= 2:
            break
    for size in (2, 1):
        if text[start : start + size] in orthography.surnames:
            for given in (1, 2):
                end = start + size + given
                if _is_given_name(page, start, start + size, end):
                    ends.setdefault(end, False)
            break
    yield from sorted(ends.items())


def _is_given_name(page: _Page, start: int, given: int, end: int) -> bool:
    """Whether ``text[given:end]`` can follow the surname before it: letters, no word in the way (计划 is no name)."""
    if (
        end > len(page.text)
        or not page.text[start:end].isalpha()
        or any(at in page.walls for at in range(start + 1, end))
    ):
        return False
    word = next(at for at in range(start + 1, len(page.text) + 1) if at in page.breaks)
    if word == end == start + 2:  # 李强 is a word of the dictionary, too: a name if the page has it speak
        name = page.text[start:end]
        return any(at + 2 in page.cues for at in _occurrences(page.text, name))
    return word <= given or word >= end


def _occurrences(text: str, name: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + len(name))


def _spread(page: _Page, learned: dict[str, str]) -> Iterator[Mention]:
    """Every place where a learned name stands."""
    for name in learned:
        for at in _occurrences(page.text, name):
            yield Mention(kind="person", span=Span(at, at + len(name)), name=name)


__all__ = ["Sighting", "Title", "find_names"]
