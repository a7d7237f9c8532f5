"""Phrases: lists of names in a sentence of a spaced language, and what governs each."""

from dataclasses import dataclass, replace
from itertools import pairwise

from readout.meet.chunks import NAMES, Chunk, Line
from readout.model import Mention, Span

_LONGEST = 6  # words before the name in one item


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One item of a list: ``person`` where it names one, the bodies and countries in it, and its titles.

    ``definite`` where an article opens it, ``whole`` where a body or country is what it is about and no mere part of
    it, ``joint`` the conjunction before it ("" for a mere comma), ``owner`` where it ends in a possessive.
    """

    first: int
    stop: int
    person: Chunk | None
    sides: tuple[Chunk, ...]
    titles: tuple[Chunk, ...]
    definite: bool
    whole: bool
    joined: bool
    owner: bool


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
    while piece := _read_piece(line, stop, joined, bool(pieces)):
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


def _read_piece(line: Line, first: int, joined: bool, later: bool) -> Piece | None:
    at, person, lower = first, None, 0
    sides: list[Chunk] = []
    titles: list[Chunk] = []
    whole = owner = oblique = False
    while at < len(line):
        chunk = line.chunks[at]
        if chunk.kind in ("person", "title"):
            case = line.is_subject(at)
            if oblique and case and chunk.kind == "title":
                break
            oblique = oblique or case is False
        if chunk.kind == "person":
            person, at = chunk, at + 1
            if not line.is_owner(at - 1) or line.kind(at) == "trigger":
                at, owner = _behind_person(line, at, sides), line.is_owner(at - 1)
                break
            person, owner = None, _owns_trigger(line, at)
            if owner:
                person = chunk
                break
        elif chunk.kind in NAMES:
            sides.append(chunk)
            at, whole = at + 1, True
            if line.is_owner(at - 1):
                whole = False
                if owner := _owns_trigger(line, at) or (
                    line.kind(at) == "word" and not _may_follow(line, at)
                ):
                    break
        elif chunk.kind in ("title", "outlet"):
            titles += [chunk] if chunk.kind == "title" else []
            at, whole = at + 1, False
            if line.is_owner(at - 1):
                if owner := _owns_trigger(line, at):
                    break
                titles.clear()
        elif person is None and (stranger := _stranger(line, at, bool(titles))):
            person, at = stranger, line.index(stranger.stop)
            at, owner = _behind_person(line, at, sides), False
            break
        elif (after := _inside(line, at, bool(titles), bool(sides))) > at:
            if line.kind(at) == "word" and not chunk.capital:
                lower += 1
                if later and at == first and chunk.low.endswith(line.endings("finite ending") or ("\0",)):
                    return None
            whole = whole and line.has(at, "people noun")
            at = after
        else:
            break
        if lower > _LONGEST:
            break
    return (
        Piece(
            first=first,
            stop=at,
            person=person,
            sides=tuple(sides),
            titles=tuple(titles),
            definite=line.has(first, "determiner") or line.has(first - 1, "determiner"),
            whole=whole,
            joined=joined,
            owner=owner,
        )
        if at > first
        else None
    )


def _stranger(line: Line, at: int, titled: bool) -> Chunk | None:
    """A person whom nobody named elsewhere: capitals right behind an office, or behind a given name."""
    stop, initial = at, False
    while (line.kind(stop) == "word" and line.chunks[stop].capital) or (
        stop > at and line.is_mark(stop, ".") and initial
    ):
        initial = line.kind(stop) == "word" and len(line.chunks[stop].low.replace(".", "")) <= 2
        stop += 1
    named = line.has(at, "given name")
    behind_title = titled and line.kind(at - 1) in ("title", "country", "body") and 2 <= stop - at <= 5
    if not (named or behind_title) or stop - at < 2 or line.is_owner(stop - 1) or line.has(at, "determiner"):
        return None
    first, last = line.chunks[at], line.chunks[stop - 1]
    if last.kind != "word" or line.kind(stop) in NAMES:
        return None
    span = Span(first.start, last.stop)
    name = line.ground.text[last.start : last.stop]
    mention = Mention(kind="person", span=span, name=name)
    return replace(first, stop=last.stop, kind="person", low=name.lower(), mention=mention)


def _owns_trigger(line: Line, at: int) -> bool:
    """Whether what is owned is a contact: a trigger within a few words (Berg's first visit)."""
    for near in range(at, min(at + 4, len(line))):
        if line.kind(near) == "trigger":
            return True
        if line.kind(near) not in ("word", "time") or line.has(
            near, "preposition", "conjunction", "relative"
        ):
            return False
    return False


def _may_follow(line: Line, at: int) -> bool:
    """Whether a word behind a possessive still leads to a name: Norway's new minister Berg, no Norway's wish."""
    for near in range(at, min(at + 4, len(line))):
        if line.kind(near) in (*NAMES, "title") or line.has(near, "people noun"):
            return True
        if line.kind(near) != "word" or line.has(near, "preposition", "conjunction", "relative"):
            return False
    return False


def _behind_person(line: Line, at: int, sides: list[Chunk]) -> int:
    """The index behind what still belongs to a person's name: of Ruritania, (R-Ohio)."""
    while True:
        after = at
        if (of := line.match(at, "party_of")) > at:
            of = line.match(of, "determiner")
            if line.kind(of) in ("country", "place", "body"):
                sides.append(line.chunks[of])
                after = of + 1
            while (
                line.kind(after if after > at else of) == "word"
                and line.chunks[after if after > at else of].capital
            ):
                after = (after if after > at else of) + 1
        elif line.is_mark(at, "("):
            after = _bracket(line, at)
        if after == at:
            return at
        at = after


def _bracket(line: Line, at: int) -> int:
    for close in range(at + 1, min(at + 12, len(line))):
        if line.is_mark(close, ")"):
            return close + 1
    return at


def _inside(line: Line, at: int, titled: bool, named: bool) -> int:
    """The index behind a word or mark that may stand inside an item; ``at`` where none does."""
    if line.is_mark(at, "("):
        return _bracket(line, at)
    if line.is_mark(at, ".-\u2011\u2013"):
        return at + 1 if (line.kind(at + 1) and line.chunks[at].low != ".") or titled else at
    if _is_quoted_name(line, at):
        return at + 1
    if line.kind(at) != "word":
        return at
    if (after := line.match(at, "party_of")) > at:
        return after
    if titled and (after := line.match(at, "title preposition")) > at and _is_nominal(line, after):
        return after
    if line.has(at, "determiner"):
        return line.match(at, "determiner") if _opens(line, at) else at
    if line.has(at, "people noun"):
        return line.match(at, "people noun")
    small = (
        "preposition",
        "subordinator",
        "relative",
        "conjunction",
        "auxiliary",
        "pronoun",
        "infinitive",
        "topic_verb",
    )
    if (
        line.has(at, *small)
        or line.has(at, "adverb")
        or (
            (named and not line.chunks[at].capital and not _leads_to_person(line, at))
            or (titled and not line.chunks[at].capital and not _leads_to_name(line, at))
        )
    ):
        return at
    return at + 1


def _opens(line: Line, at: int) -> bool:
    """Whether an article stands where a name's own words may begin."""
    before = at - 1
    return (
        line.kind(before) != "word"
        or line.has(before, "preposition", "conjunction", "determiner")
        or line.back(before, "party_of") <= before
    )


def _leads_to_person(line: Line, at: int) -> bool:
    """Whether a word stands right between a country and a person: the head of Ruritanian diplomacy Berg."""
    return line.kind(at + 1) == "person" and not is_verb(line, at)


def _leads_to_name(line: Line, at: int) -> bool:
    """Whether a word stands between a title and a name: officials of both countries."""
    after = at + 2 if _is_quoted_name(line, at + 1) else at + 1
    return line.kind(after) in NAMES and not is_verb(line, at)


def _is_quoted_name(line: Line, at: int) -> bool:
    """Whether a quotation mark stands beside a name it belongs to."""
    marks = line.ground.openers.keys() | line.ground.closers.keys()
    if line.kind(at) != "mark" or line.chunks[at].low not in marks:
        return False
    return line.kind(at + 1) in NAMES or line.kind(at - 1) in NAMES


def _is_nominal(line: Line, at: int) -> bool:
    """Whether a name or a noun follows, no verb: Ambassador to Ruritania, not asked the president to go."""
    after = line.match(at, "determiner")
    return (
        after > at
        or line.kind(after) in (*NAMES, "title")
        or (line.kind(after) == "word" and line.chunks[after].capital)
    )


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


def is_verb(line: Line, at: int) -> bool:
    """Whether a word in small letters ends like a verb's past form."""
    return not line.chunks[at].capital and line.chunks[at].low.endswith(
        line.endings("finite ending") or ("\0",)
    )
