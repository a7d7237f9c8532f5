"""Pieces: one name in a sentence of a spaced language, with the titles and sides that stand before it."""

from dataclasses import dataclass

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


class _Builder:
    """A piece in the making, chunk by chunk."""

    def __init__(self, line: Line, first: int, *, later: bool) -> None:
        self.line, self.first, self.at, self.later = line, first, first, later
        self.person: Chunk | None = None
        self.sides: list[Chunk] = []
        self.titles: list[Chunk] = []
        self.whole = self.owner = self.oblique = False
        self.small = 0  # words in small letters

    def step(self) -> bool:
        """Take the next chunk; False where the piece ends before or with it."""
        line, chunk = self.line, self.line.chunks[self.at]
        if chunk.kind in ("person", "title") and self._is_next_subject(chunk):
            return False
        if chunk.kind == "person":
            return self._take_person(chunk)
        if chunk.kind in NAMES:
            return self._take_side(chunk)
        if chunk.kind in ("title", "outlet"):
            return self._take_title(chunk)
        if stranger := _stranger(line, self.at, bool(self.titles)):
            self.person, self.at = stranger, _behind_person(line, line.index(stranger.stop), self.sides)
            return False
        return self._take_word(chunk)

    def _is_next_subject(self, chunk: Chunk) -> bool:
        """Whether an office in the case of subjects follows one in another case: that is another phrase."""
        case = self.line.is_subject(self.at)
        if self.oblique and case and chunk.kind == "title":
            return True
        self.oblique = self.oblique or case is False
        return False

    def _take_person(self, chunk: Chunk) -> bool:
        self.at += 1
        owned = self.line.is_owner(self.at - 1)
        if not owned or self.line.kind(self.at) == "trigger":
            self.person, self.owner = chunk, owned
            self.at = _behind_person(self.line, self.at, self.sides)
            return False
        self.owner = _owns_trigger(self.line, self.at)
        self.person = chunk if self.owner else None
        return not self.owner

    def _take_side(self, chunk: Chunk) -> bool:
        line = self.line
        self.sides.append(chunk)
        self.at += 1
        self.whole = not line.is_owner(self.at - 1)
        if self.whole:
            return True
        lost = line.kind(self.at) == "word" and not _may_follow(line, self.at)
        self.owner = lost or _owns_trigger(line, self.at)
        return not self.owner

    def _take_title(self, chunk: Chunk) -> bool:
        if chunk.kind == "title":
            self.titles.append(chunk)
        self.at, self.whole = self.at + 1, False
        if not self.line.is_owner(self.at - 1):
            return True
        self.owner = _owns_trigger(self.line, self.at)
        if not self.owner:
            self.titles.clear()
        return not self.owner

    def _take_word(self, chunk: Chunk) -> bool:
        line, at = self.line, self.at
        after = _inside(line, at, bool(self.titles), bool(self.sides))
        if after == at:
            return False
        if chunk.kind == "word" and not chunk.capital:
            self.small += 1
            if self.later and at == self.first and is_verb(line, at):
                self.at = at
                self.sides.clear()
                return False
        self.whole = self.whole and line.has(at, "people noun")
        self.at = after
        return self.small <= _LONGEST


def read_piece(line: Line, first: int, *, joined: bool, later: bool) -> Piece | None:
    """The item that begins at chunk ``first``; ``later`` where others stand before it, ``joined`` by a conjunction."""
    builder = _Builder(line, first, later=later)
    while builder.at < len(line) and builder.step():
        pass
    if builder.at == first:
        return None
    return Piece(
        first=first,
        stop=builder.at,
        person=builder.person,
        sides=tuple(builder.sides),
        titles=tuple(builder.titles),
        definite=line.has(first, "determiner") or line.has(first - 1, "determiner"),
        whole=builder.whole,
        joined=joined,
        owner=builder.owner,
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
    return first._replace(stop=last.stop, kind="person", low=name.lower(), mention=mention)


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


def is_verb(line: Line, at: int) -> bool:
    """Whether a word in small letters ends like a verb's past form."""
    return not line.chunks[at].capital and line.chunks[at].low.endswith(
        line.endings("finite ending") or ("\0",)
    )
