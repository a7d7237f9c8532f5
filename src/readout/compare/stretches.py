"""Stretches: part a claim into clauses, and put aside who is said to have told it."""

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from readout.compare.claims import Claim
from readout.compare.meanings import WORD, find_cues, per_lexicon, plain
from readout.compare.reader import Reader, deny_last
from readout.compare.units import QUANTITIES, Unit
from readout.language import Lexicon
from readout.model import Span

_SOFT_LISTS = ("conjunction",)
_LONGEST_ASIDE = (
    60  # code points from a cue to the word that opens what is told (told reporters on Tuesday that)
)
_MOST_BESIDE = 2  # units behind a cue that are still no more than who was told (told the press)
_TOLD = ("stance", "deed")


def find_clauses(claim: Claim) -> tuple[tuple[Unit, ...], ...]:
    """The units of a claim by clause.

    A stretch between two pauses in which nothing is done joins the one before; a condition joins all. Who reports it
    (the ministry said that) is left out, unless it is left unsaid who does it.
    """
    reader = Reader(claim)
    stretches = list(_stretches(reader))
    read = [reader.read(left, right) for left, right in stretches]
    parted = [_split_teller(units, reader, *at) for units, at in zip(read, stretches, strict=True)]
    if not any(units for units, _ in parted):
        parted = [(units, []) for units in read]
    clauses = _join(parted, spaced=claim.lexicon.orthography.spaced)
    if reader.denials and clauses:
        clauses[-1] = deny_last(clauses[-1], reader.denials)
    if any(unit.key == "if" for unit in chain.from_iterable(clauses)):
        clauses = [list(chain.from_iterable(clauses))]
    return tuple(tuple(clause) for clause in clauses)


def _join(parted: Iterable[tuple[list[Unit], list[Unit]]], *, spaced: bool) -> list[list[Unit]]:
    """The clauses of stretches, each with those who told it."""
    clauses: list[list[Unit]] = []
    tellers: list[Unit] = []
    for units, told_by in parted:
        tellers = told_by or tellers
        if tellers and units:
            units = [*(tellers if _lacks_subject(units) else ()), *units]
            tellers = []
        if clauses and not (_tells(units, spaced) and _tells(clauses[-1], spaced)):
            clauses[-1] += units
        elif units:
            clauses.append(units)
    return clauses


def _stretches(reader: Reader) -> Iterator[tuple[int, int]]:
    """The stretches between pauses, stops and conjunctions."""
    claim = reader.claim
    start, stop = claim.span.start, claim.span.stop
    orthography = claim.lexicon.orthography
    marks = set(orthography.pauses + orthography.stops)
    cuts = {at for at in range(start, stop) if reader.text[at] in marks}
    if orthography.spaced:
        soft = _soft(claim.lexicon)
        cuts |= {start + m.start() for m in WORD.finditer(reader.plain) if m.group() in soft}
    bounds = [start, *sorted(at for at in cuts if not reader.is_inside(at)), stop]
    return ((left, right) for left, right in pairwise(bounds) if left < right)


def _cues(reader: Reader, left: int, right: int, frame: str) -> list[Span]:
    """The words in a stretch that report, none of which has a meaning of its own."""
    meant = [s.span for s in reader.seen if ("quiet", "") not in s.entry.facts]
    busy = [*reader.taken, *meant]
    claim = reader.claim
    cues = find_cues(reader.text, Span(left, right), claim.lexicon, frame, claim.breaks)
    return [cue for cue in cues if not any(cue.overlaps(span) for span in busy)]


def _to_opening(cue: Span, reader: Reader, right: int) -> Span:
    """A cue with what stands between it and the word that opens what is told."""
    opening = _opening(reader.claim.lexicon)
    stretch = plain(reader.text[cue.stop : min(right, cue.stop + _LONGEST_ASIDE)])
    stop = next((m.end() for m in WORD.finditer(stretch) if m.group() in opening), 0)
    return Span(cue.start, cue.stop + stop)


def _split_teller(units: list[Unit], reader: Reader, left: int, right: int) -> tuple[list[Unit], list[Unit]]:
    """What a stretch tells, and those named who tell it."""
    told = any(unit.kind in (*_TOLD, *QUANTITIES) or unit.denials for unit in units)
    if not told and _cues(reader, left, right, "source"):
        return [], _named(units)
    for cue in _cues(reader, left, right, "clause"):
        opened = _to_opening(cue, reader, right)
        before = [unit for unit in units if unit.span.start < opened.stop]
        after = [unit for unit in units if unit.span.start >= opened.stop]
        if any(unit.kind in _TOLD or unit.denials for unit in before):
            continue
        if any(unit.kind in QUANTITIES and unit.span.start < cue.start for unit in before):
            continue  # Friday's meeting showed that
        if any(unit.kind in (*_TOLD, *QUANTITIES) for unit in after):
            return after, _named(before)
        if not told and len(after) <= _MOST_BESIDE:
            return [], _named(units)
    return units, []


def _named(units: Iterable[Unit]) -> list[Unit]:
    return [unit for unit in units if unit.kind == "entity"]


def _lacks_subject(units: Iterable[Unit]) -> bool:
    """Whether nobody is named before what is done: it may be the teller (said that it would)."""
    first = next((unit for unit in units if unit.kind not in (*QUANTITIES, "narrow", "voice", "light")), None)
    return first is None or first.kind in (*_TOLD, "word") or first.who


def _tells(units: Iterable[Unit], spaced: bool) -> bool:
    """Whether something is told and not just listed. Where words take endings, a deed without tense may be a noun."""
    return any(
        u.kind == "stance" or (u.kind in ("deed", "light") and (u.colours or not spaced)) for u in units
    )


@per_lexicon
def _soft(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(plain(form) for name in _SOFT_LISTS for form in lexicon.word_list(name))


@per_lexicon
def _opening(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(plain(form) for form in lexicon.word_list("that"))
