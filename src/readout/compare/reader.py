"""Read a claim into units: its rows first, then the words that have meanings, then the words that are left."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from readout.compare.claims import Claim
from readout.compare.meanings import WORD, colours_of, find_meanings, per_lexicon, plain
from readout.compare.units import Unit, UnitKind
from readout.language import Lexicon
from readout.language.entries import Meaning
from readout.model import Amount, Duration, Mention, Span, When

_NAMED = ("person", "body", "country", "place", "outlet")
# Function words of words.toml that say nothing a comparison needs.
_QUIET_LISTS = (
    "adverb", "and", "aspect", "auxiliary", "be", "complementizer", "conjunction", "determiner", "modal",
    "person pronoun", "possessive", "prep_place", "prep_to", "prep_topic", "preposition", "pronoun", "relative",
    "subordinator", "with",
)  # fmt: skip
_COUNTED_WITHIN = 5  # units behind a number
_BARE: dict[str, UnitKind] = {"passive": "voice", "both": "both", "light": "light"}
_DENIABLE: tuple[UnitKind, ...] = ("stance", "deed", "thing", "word")


class Reader:
    """Reads the units of one claim, stretch by stretch; a denial that nothing follows is kept for the next stretch."""

    def __init__(self, claim: Claim) -> None:
        self.claim = claim
        self.text = claim.text
        self.plain = plain(claim.words)
        self.rows = list(_pick_rows(claim))
        self.taken = [row.span for row in self.rows]
        self.quiet = _quiet(claim.lexicon)
        self.denials: list[Span] = []
        self.seen = [
            sighting
            for left, right in self._free(claim.span.start, claim.span.stop)
            for sighting in find_meanings(self.text, Span(left, right), claim.lexicon, claim.breaks)
        ]

    def is_inside(self, at: int) -> bool:
        """Whether ``at`` is in a row, in a number (3,500) or in words of one meaning: nothing parts there."""
        digits = self.text[at - 1 : at].isdigit() and self.text[at + 1 : at + 2].isdigit()
        return (
            digits
            or any(span.start <= at < span.stop for span in self.taken)
            or any(sighting.span.start < at < sighting.span.stop for sighting in self.seen)
        )

    def read(self, left: int, right: int) -> list[Unit]:
        """The units of ``text[left:right]``; what denies is taken up by the next unit that can be denied."""
        found = sorted(self._found(left, right), key=lambda pair: pair[0].start)
        made: list[Unit] = []
        for place, (span, source) in enumerate(found):
            for unit in self._units(span, source, found[place + 1 :]):
                if self.denials and unit.kind in self._deniable(self.denials[-1], right):
                    unit = replace(unit, denials=tuple(self.denials))
                    self.denials = []
                if unit.kind == "stance" and made and made[-1].key == "only":
                    made.pop()  # only considering is considering
                made.append(unit)
        return made

    def _deniable(self, denial: Span, stop: int) -> tuple[UnitKind, ...]:
        """What a denial may belong to; where the topic is put before the deed (未就…达成一致), only what is done."""
        after = self.text[denial.stop : stop].lstrip()
        if after.startswith(self.claim.lexicon.word_list("prep_topic")):
            return ("stance", "deed")
        return _DENIABLE

    def _found(self, left: int, right: int) -> Iterator[tuple[Span, "_Source"]]:
        for row in self.rows:
            if left <= row.span.start < right:
                yield row.span, row
        busy = list(self.taken)
        for sighting in self.seen:
            if left <= sighting.span.start < right:
                yield sighting.span, sighting.entry
            busy.append(sighting.span)
        for span in self._words(left, right, busy):
            yield span, None

    def _units(self, span: Span, source: "_Source", after: "list[tuple[Span, _Source]]") -> Iterator[Unit]:
        if source is None:
            word = plain(span.of(self.text))
            number = self._number(span, word)
            if number:
                yield Unit(kind="amount", key=self._counted_next(after), span=span, row=number)
            elif word not in self.quiet:
                yield Unit(kind="word", key=word, span=span, colours=self._colours(span))
        elif isinstance(source, Meaning):
            if ("not", "") in source.facts:
                self.denials.append(span)
            yield from self._meant(source, span)
        elif isinstance(source, Mention):
            entity = self.claim.entities.get(source.name)
            key, country = (entity.id, entity.country) if entity else (plain(source.name), "")
            yield Unit(kind="entity", key=key, span=span, country=country)
        elif isinstance(source, Amount):
            yield from self._counted(source, after)
        else:
            kind: UnitKind = "when" if isinstance(source, When) else "duration"
            worded = "" if any(char.isdigit() for char in span.of(self.text)) else "worded"
            yield Unit(kind=kind, key=kind, name=worded, span=span, row=source)

    def _meant(self, entry: Meaning, span: Span) -> Iterator[Unit]:
        sole, who = (("sole", "") in entry.facts), (("who", "") in entry.facts)
        for fact, value in entry.facts:
            if fact in _BARE:
                yield Unit(kind=_BARE[fact], key=fact, span=span, colours=self._colours(span))
            elif fact in ("stance", "deed", "thing", "narrow"):
                axis, _, name = value.removeprefix("-").partition("/")
                yield Unit(
                    kind=fact,  # type: ignore[arg-type]
                    key=axis,
                    name=name,
                    span=span,
                    sign=-1 if value.startswith("-") else 1,
                    doer=entry.doer,
                    sole=sole,
                    who=who,
                    colours=self._colours(span),
                )

    def _counted(self, amount: Amount, after: "list[tuple[Span, _Source]]") -> Iterator[Unit]:
        """An amount, and the thing that it counts where the two are written as one."""
        lexicon, unit = self.claim.lexicon, amount.unit
        if unit.isupper() or not any(char.isalpha() for char in unit):
            yield Unit(kind="amount", key=unit, span=amount.span, row=amount)
            return
        seen = find_meanings(unit, Span(0, len(unit)), lexicon)
        meant = [value for sighting in seen for fact, value in sighting.entry.facts if fact == "thing"]
        if any(("measure", "") in sighting.entry.facts for sighting in seen):
            key = self._counted_next(after)
            yield Unit(
                kind="amount",
                key=key or plain(unit),
                name="" if key else "bare",
                span=amount.span,
                row=amount,
            )
            return
        key = meant[0] if meant else plain(unit)
        yield Unit(kind="amount", key=key, span=amount.span, row=amount)
        yield Unit(kind="thing" if meant else "word", key=key, span=amount.span)

    def _number(self, span: Span, word: str) -> Amount | None:
        """A number that no row has, because what it counts is no counting word."""
        worth = Decimal(word) if word.isdecimal() else _digits(self.claim.lexicon).get(word)
        return None if worth is None else Amount(span=span, low=worth, high=worth, unit="")

    def _counted_next(self, after: "list[tuple[Span, _Source]]") -> str:
        """What is counted by a number: the next thing, past names and deeds (20名以色列被扣押人员), else the next word."""
        first = ""
        for span, source in after[:_COUNTED_WITHIN]:
            word = plain(span.of(self.text))
            if isinstance(source, Meaning):
                facts = dict(source.facts)
                if "thing" in facts:
                    return facts["thing"]
                if "stance" in facts or "not" in facts:
                    break
            elif isinstance(source, Amount | When | Duration):
                break
            elif source is None and word not in self.quiet:
                first = first or word
        return first

    def _colours(self, span: Span) -> frozenset[str]:
        if self.claim.lexicon.orthography.spaced:
            return colours_of(self.text, span, self.claim.lexicon)
        return colours_of(self.text, _around(span, self.claim.span), self.claim.lexicon)

    def _free(self, left: int, right: int) -> Iterator[tuple[int, int]]:
        """The stretches of ``text[left:right]`` that no row takes up."""
        at = left
        for span in sorted(self.taken):
            if at < span.start:
                yield at, span.start
            at = max(at, span.stop)
        if at < right:
            yield at, right

    def _words(self, left: int, right: int, busy: list[Span]) -> Iterator[Span]:
        start = self.claim.span.start
        if self.claim.lexicon.orthography.spaced:
            for match in WORD.finditer(self.plain):
                span = Span(start + match.start(), start + match.end())
                if left <= span.start < right and not any(span.overlaps(b) for b in busy):
                    yield span
            return
        at = left
        while at < right:
            stop = at + 1
            while stop < right and self.claim.breaks and stop not in self.claim.breaks:
                stop += 1
            span = Span(at, stop)
            if any(char.isalnum() for char in span.of(self.text)) and not any(span.overlaps(b) for b in busy):
                yield span
            at = stop


_Source = Amount | When | Duration | Mention | Meaning | None


def deny_last(units: list[Unit], denials: list[Span]) -> list[Unit]:
    """A denial that nothing follows belongs to the last thing done before it."""
    for place in range(len(units) - 1, -1, -1):
        if units[place].kind in ("stance", "deed"):
            denied = replace(units[place], denials=(*units[place].denials, *denials))
            return [*units[:place], denied, *units[place + 1 :]]
    return units


def _around(span: Span, within: Span) -> Span:
    """A span with the characters beside it, where a language writes tense as words of their own."""
    return Span(max(within.start, span.start - 2), min(within.stop, span.stop + 1))


def _pick_rows(claim: Claim) -> Iterator[Amount | When | Duration | Mention]:
    """The claim's rows that do not overlap: lengths of time before times, these before amounts and names."""
    named = tuple(m for m in claim.mentions if m.kind in _NAMED)
    rows: tuple[Amount | When | Duration | Mention, ...] = (
        *claim.durations,
        *claim.whens,
        *claim.amounts,
        *named,
    )
    taken: list[Span] = []
    for row in rows:
        if not any(row.span.overlaps(span) for span in taken):
            taken.append(row.span)
            yield row


@per_lexicon
def _quiet(lexicon: Lexicon) -> frozenset[str]:
    plain_cues = (cue for cue in lexicon.cues if cue.act == "assert" and cue.frame == "clause")
    cues = (form for cue in plain_cues for form in cue.forms)
    lists = (form for name in _QUIET_LISTS for form in lexicon.word_list(name))
    colours = (form for entry in lexicon.meanings if entry.colours for form in entry.forms)
    return frozenset(plain(form) for form in (*cues, *lists, *colours))


@per_lexicon
def _digits(lexicon: Lexicon) -> dict[str, Decimal]:
    """The number words of a spaced language that stand for a number alone; one is an article as often."""
    words = (unit for unit in lexicon.units if unit.kind == "digit" and lexicon.orthography.spaced)
    worths = ((form, Decimal(unit.means.split()[0])) for unit in words for form in unit.forms)
    return {plain(form): worth for form, worth in worths if worth > 1}
