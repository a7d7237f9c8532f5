"""Phrases: lists of names in a sentence of a spaced language, and what governs each."""

from dataclasses import dataclass
from itertools import pairwise

from readout.meet.chunks import NAMES, Line
from readout.meet.pieces import Piece, is_verb, read_piece

_LONGEST = 6  # words between a preposition and the name it governs


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A list of names: chunks ``first`` to ``stop``; ``governor`` is the index of the preposition before it, or -1."""

    first: int
    stop: int
    pieces: tuple[Piece, ...]
    governor: int

    @property
    def owner(self) -> bool:
        """Whether it is the possessor of what follows."""
        return self.pieces[-1].owner

    @property
    def has_person(self) -> bool:
        """Whether it names a person or an office."""
        return any(piece.person or piece.titles for piece in self.pieces)


def read_phrases(line: Line) -> tuple[Phrase, ...]:
    """The phrases of a sentence, in order, none overlapping."""
    found, at = [], 0
    while at < len(line):
        if line.kind(at) in (*NAMES, "title") and (phrase := read_phrase(line, at)):
            found.append(phrase)
            at = phrase.stop
        else:
            at += 1
    return tuple(found)


def read_phrase(line: Line, at: int) -> Phrase | None:
    """The list of names that begins at chunk ``at``, words before its first name included; None where none does."""
    pieces: list[Piece] = []
    stop, joined = at, False
    while piece := read_piece(line, stop, joined=joined, later=bool(pieces)):
        if pieces and _opens_clause(line, piece):
            break
        pieces.append(piece)
        stop = _separator(line, piece.stop)
        joined = line.back(stop - 1, "conjunction") < stop
        if stop == piece.stop or piece.owner:
            break
    pieces = _one_list(pieces)
    if not any(piece.person or piece.sides or piece.titles for piece in pieces):
        return None
    while not (pieces[-1].person or pieces[-1].sides or pieces[-1].titles):
        pieces.pop()
    return Phrase(first=at, stop=pieces[-1].stop, pieces=tuple(pieces), governor=_governor(line, at))


def _one_list(pieces: list[Piece]) -> list[Piece]:
    """The pieces that are one list: commas alone join only a name and what says more of it."""
    if any(piece.joined for piece in pieces):
        return pieces
    kept = pieces[:1]
    for before, piece in pairwise(pieces):
        if _is_place(before) and _is_place(piece):
            kept.append(piece)
            continue
        named = before if piece.person else piece
        if bool(before.person) == bool(piece.person) or not named.titles:
            break
        kept.append(piece)
    return kept


def _is_place(piece: Piece) -> bool:
    """Whether a piece is a place and no more, as in Tarnby, Ruritania."""
    kinds = {chunk.kind for chunk in piece.sides}
    return not piece.person and not piece.titles and bool(kinds) and kinds <= {"place", "country"}


def _separator(line: Line, at: int) -> int:
    """The index behind the comma, the conjunction or both at chunk ``at``."""
    after = at + 1 if line.is_mark(at, line.ground.lexicon.orthography.joints) else at
    return line.match(after, "conjunction")


def _opens_clause(line: Line, piece: Piece) -> bool:
    """Whether a name after a comma begins a clause of its own (…, Berg said) and no item of the list."""
    at, joints = piece.stop, line.ground.lexicon.orthography.joints
    comma = piece.first - 2 if piece.joined else piece.first - 1
    if line.kind(at) != "word" or not line.is_mark(comma, joints):
        return False
    return not line.has(at, "preposition", "conjunction", "infinitive", "medium", "relative")


def _governor(line: Line, at: int) -> int:
    """The preposition that governs the name at ``at``: past the words of its own phrase, and of those it is part of."""
    back, steps = at - 1, 0
    while back >= 0 and steps < _LONGEST:
        of = line.back(back, "party_of")
        if of <= back:
            if not (line.back(of - 1, "people noun") < of or line.kind(of - 1) == "title"):
                return of
            back = of - 1
        elif line.kind(back) == "trigger":
            return back
        elif (prep := line.back(back, "preposition")) <= back:
            return prep
        elif (
            (
                line.kind(back) == "word"
                and not line.has(
                    back, "auxiliary", "conjunction", "subordinator", "relative", "pronoun", "infinitive"
                )
                and not is_verb(line, back)
            )
            or line.kind(back) == "title"
            or line.has(back, "determiner", "people noun")
        ):
            back -= 1
        else:
            return -1
        steps += 1
    return -1
