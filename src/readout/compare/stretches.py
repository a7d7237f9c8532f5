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
_TOLD = ("stance", "deed")


def find_clauses(claim: Claim) -> tuple[tuple[Unit, ...], ...]:
    """The units of a claim by clause.

    A stretch between two pauses in which nothing is done joins the one before; a condition joins all. Who reports it
    (the ministry said that) is left out, unless it is left unsaid who does it.
    """
    reader = Reader(claim)
    spaced = claim.lexicon.orthography.spaced
    clauses: list[list[Unit]] = []
    tellers: list[Unit] = []
    for left, right in _stretches(reader):
        units, told_by = _split_teller(reader.read(left, right), _cues(reader, left, right))
        tellers = told_by or tellers
        if tellers and units:
            units = [*(tellers if _lacks_subject(units) else ()), *units]
            tellers = []
        if clauses and not (_tells(units, spaced) and _tells(clauses[-1], spaced)):
            clauses[-1] += units
        elif units:
            clauses.append(units)
    if reader.denials and clauses:
        clauses[-1] = deny_last(clauses[-1], reader.denials)
    if any(unit.key == "if" for unit in chain.from_iterable(clauses)):
        clauses = [list(chain.from_iterable(clauses))]
    return tuple(tuple(clause) for clause in clauses)


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


def _cues(reader: Reader, left: int, right: int) -> list[Span]:
    """The words in a stretch that report, none of which has a meaning of its own."""
    meant = [s.span for s in reader.seen if ("quiet", "") not in s.entry.facts]
    busy = [*reader.taken, *meant]
    cues = find_cues(reader.text, Span(left, right), reader.claim.lexicon, reader.claim.breaks)
    return [_to_opening(cue, reader, right) for cue in cues if not any(cue.overlaps(span) for span in busy)]


def _to_opening(cue: Span, reader: Reader, right: int) -> Span:
    """A cue with what stands between it and the word that opens what is told."""
    opening = _opening(reader.claim.lexicon)
    stretch = plain(reader.text[cue.stop : min(right, cue.stop + _LONGEST_ASIDE)])
    stop = next((m.end() for m in WORD.finditer(stretch) if m.group() in opening), 0)
    return Span(cue.start, cue.stop + stop)


def _split_teller(units: list[Unit], cues: list[Span]) -> tuple[list[Unit], list[Unit]]:
    """What a stretch tells, and those named who tell it."""
    for cue in cues:
        before = [unit for unit in units if unit.span.start < cue.stop]
        after = [unit for unit in units if unit.span.start >= cue.stop]
        if any(unit.kind in _TOLD or unit.denials for unit in before):
            continue
        if not any(unit.kind in (*_TOLD, *QUANTITIES) for unit in after):
            before, after = units, []
            if any(unit.kind in QUANTITIES for unit in units):
                return units, []
        return after, [unit for unit in before if unit.kind == "entity"]
    return units, []


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
