"""Offices: whom a list of names stands for, and who on the page holds an office that is named alone."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from readout.ground import Ground
from readout.language.lexicon import Lexicon
from readout.meet.chunks import Chunk
from readout.meet.lines import Lines
from readout.meet.parties import Group
from readout.meet.phrases import Phrase
from readout.meet.pieces import Piece
from readout.model import Mention, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class _KnownNames:
    """The names of a language's bodies and countries, as the offices that go with them are asked for."""

    international: frozenset[str]
    bodies: frozenset[str]
    seats: frozenset[str]
    capitals: frozenset[str]
    codes: dict[str, str]


_KNOWN: dict[int, tuple[Lexicon, _KnownNames]] = {}


def _known_names(lexicon: Lexicon) -> _KnownNames:
    """The names of a language, gathered once. Known by identity: to hash a lexicon is to hash all of its words."""
    known = _KNOWN.get(id(lexicon))
    if known is None or known[0] is not lexicon:
        countries, bodies = lexicon.countries, lexicon.bodies
        known = _KNOWN[id(lexicon)] = (
            lexicon,
            _KnownNames(
                international=frozenset(f for b in bodies if b.kind == "international" for f in b.forms),
                bodies=frozenset(form for body in bodies for form in body.forms),
                seats=frozenset(form for country in countries for form in country.seats),
                capitals=frozenset(form for country in countries for form in country.capitals),
                codes={form: c.code for c in countries for form in (*c.forms, *c.adjectives)},
            ),
        )
    return known[1]


@dataclass(frozen=True, slots=True)
class _Holder:
    titles: frozenset[str]
    countries: frozenset[str]
    person: str


class Offices:
    """The people of a page by their offices, and its capitals by their countries."""

    def __init__(self, ground: Ground, lines: Lines) -> None:
        self._lines = lines
        self._needs_article = bool(ground.lexicon.word_list("definite article"))
        known = _known_names(ground.lexicon)
        self._international, self._bodies = known.international, known.bodies
        self._seats, self._capitals, codes = known.seats, known.capitals, known.codes
        first: dict[str, str] = {}
        for m in ground.marked.mentions:
            if m.kind == "country" and m.name in codes:
                first.setdefault(codes[m.name], m.name)
        self._one_name = {form: first[code] for form, code in codes.items() if code in first}
        self._named = {m.name for m in ground.marked.mentions if m.kind == "country"}

    @cached_property
    def _holders(self) -> tuple[_Holder, ...]:
        """Who is named with an office, in text order."""
        return tuple(
            _Holder(
                frozenset(c.mention.name for c in piece.titles[:1] if c.mention),
                frozenset(c.mention.name for c in piece.sides if c.mention and c.kind == "country"),
                piece.person.mention.name,
            )
            for phrases in self._lines.titled()
            for phrase in phrases
            for piece in phrase.pieces
            if piece.person and piece.person.mention and piece.titles
        )

    def members(self, phrase: Phrase) -> Group:
        """The parties that a phrase names: its people and whole bodies, else its countries."""
        found: dict[str, Mention] = {}
        for at, piece in enumerate(phrase.pieces):
            mention = self._member(phrase, at, piece)
            if mention:
                mention = self.named_once(mention)
                found.setdefault(mention.name, mention)
        return tuple(found.values())

    def named_once(self, mention: Mention) -> Mention:
        """A country under the name that the page gives it first."""
        name = self._one_name.get(mention.name, mention.name) if mention.kind == "country" else mention.name
        return mention if name == mention.name else replace(mention, name=name)

    def _member(self, phrase: Phrase, at: int, piece: Piece) -> Mention | None:
        if piece.person:
            return piece.person.mention
        if piece.titles:
            if _is_apposition(phrase.pieces, at, articles=self._needs_article):
                return None
            return self._holder(piece) or _side(piece, self.is_capital)
        mixed = any(other.person for other in phrase.pieces)
        if mixed and not (piece.whole and piece.joined):
            return None
        return _side(piece, self.is_capital)

    def _holder(self, piece: Piece) -> Mention | None:
        """The President, the Ruritanian foreign minister: the first on the page who is called so."""
        if self._needs_article and not piece.definite and not piece.sides:
            return None
        titles = {c.mention.name for c in piece.titles[:1] if c.mention}
        countries = {c.mention.name for c in piece.sides if c.mention and c.kind == "country"}
        for holder in self._holders:
            if titles <= holder.titles and (not countries or countries & holder.countries):
                span = Span(piece.titles[0].start, piece.titles[-1].stop)
                return Mention(kind="person", span=span, name=holder.person)
        return None

    def is_international(self, party: Mention) -> bool:
        """Whether a party is a body of several states, which meets with itself."""
        return party.kind == "body" and party.name in self._international

    def is_seat(self, chunk: Chunk) -> bool:
        """Whether a body is a seat of power, which is a place as well."""
        return chunk.mention is not None and chunk.mention.name in self._seats

    def convener(self, body: Mention, word: Span) -> Mention | None:
        """The known body that a gathering's name begins with, if one does: the G7 of the G7 Summit."""
        if body.name in self._bodies:
            return body
        rest = body.name[: len(body.name) - (word.stop - word.start)].strip()
        if rest not in self._bodies:
            return None
        return Mention(kind="body", span=Span(body.span.start, body.span.start + len(rest)), name=rest)

    def is_capital(self, chunk: Chunk) -> bool:
        """Whether a place is a capital, which may stand for its country."""
        return chunk.mention is not None and chunk.mention.name in self._capitals

    def host_of(self, ground: Ground, chunk: Chunk) -> str:
        """What a visit is to: a capital's or seat's country where the page names that, else the place."""
        name = chunk.mention.name if chunk.mention else chunk.low
        for country in ground.lexicon.countries:
            if name in country.capitals or name in country.seats:
                return next(
                    (self._one_name.get(form, form) for form in country.forms if form in self._named), name
                )
        return name


def _is_apposition(pieces: tuple[Piece, ...], at: int, *, articles: bool) -> bool:
    """Whether an office named alone says more of the person beside it: Berg, the minister; the minister, Berg."""
    piece = pieces[at]
    if at and pieces[at - 1].person and not piece.joined:
        return True
    for after in pieces[at + 1 :]:
        if not after.joined:
            return after.person is not None
        if piece.definite or not (articles or after.titles):
            return False
        if after.person:
            return True
        if not after.titles:
            return False
    return False


def _side(piece: Piece, is_capital: Callable[[Chunk], bool]) -> Mention | None:
    for kind in ("body", "country"):
        found = [c.mention for c in piece.sides if c.kind == kind]
        if found:
            return found[-1]
    capitals = [c.mention for c in piece.sides if is_capital(c)]
    return capitals[-1] if capitals else None
