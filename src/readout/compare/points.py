"""Points: what an account says, one claim each, with all that it can be compared by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from readout.compare.clauses import cut_clauses
from readout.language import Lexicon
from readout.language.topics import find_topics
from readout.model import Contact, Duration, Entity, Point, Reading, Span, Statement

# how much of a clause must lie in a statement's content to be its words
_MOST = 0.6
BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A reading with its words and with who its naming strings are.

    ``durations`` are lengths of time that the text names besides those of its contacts, ``breaks`` the offsets between its
    words (``Sentences.breaks``), of use in a language without spaces.
    """

    reading: Reading
    entities: Mapping[str, Entity]
    lexicon: Lexicon
    durations: tuple[Duration, ...] = ()
    breaks: frozenset[int] = field(default=frozenset(), repr=False)

    @property
    def lengths(self) -> tuple[Duration, ...]:
        """All lengths of time that are known, each place once, in text order."""
        told = (contact.duration for contact in self.reading.contacts if contact.duration)
        return tuple(sorted({d.span: d for d in (*self.durations, *told)}.values(), key=lambda d: d.span))

    @property
    def parties(self) -> tuple[str, ...]:
        """The naming strings of those whose contact is in question."""
        return ()

    @property
    def trigger(self) -> Span | None:
        """The words that name the contact in question."""
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Known):
    """A page that tells of a contact.

    ``contact`` is the id of the contact in ``reading``; ``side`` whose own document the whole page is (the slug of a
    country or body), "" where it is nobody's or that is to be found out.
    """

    contact: str
    side: str = ""

    @property
    def told(self) -> Contact:
        """The contact itself. Raises StopIteration where the reading has none of that id."""
        return next(contact for contact in self.reading.contacts if contact.id == self.contact)

    @property
    def parties(self) -> tuple[str, ...]:
        """The contact's."""
        return self.told.parties

    @property
    def trigger(self) -> Span | None:
        """The contact's."""
        return self.told.trigger


def side_of(entity: Entity | None) -> str:
    """The slug of the side that an entity speaks for: its country, or itself where it is of none; "" unknown."""
    if entity is None:
        return ""
    if entity.kind == "country":
        return entity.id
    return entity.country or (entity.id if entity.kind in ("body", "group") and entity.known else "")


def cut_points(known: Known, stretches: Iterable[Span], *, prefix: str, teller: str) -> tuple[Point, ...]:
    """The points of some stretches of the page; their ids are ``prefix`` and a number, ``teller`` the side that tells."""
    text = known.reading.article.text
    points: list[Point] = []
    sentence = 0
    times = tuple(mention.span for mention in known.reading.mentions if mention.kind == "time")
    for stretch in stretches:
        starts = frozenset(statement.source.start for statement in known.reading.statements)
        words = frozenset(part.start for s in known.reading.statements for part in s.content)
        clauses = cut_clauses(text, stretch, known.lexicon, starts, words, times)
        for clause in clauses:
            statement = _around(known.reading.statements, clause.span)
            framed = any(_is_frame(other, clause.span) for other in known.reading.statements)
            if not framed and not _is_bracketed(clause.span.of(text), known.lexicon):
                name = f"{prefix}{len(points) + 1}"
                points.append(_point(known, clause.span, statement, name, teller, sentence + clause.sentence))
        sentence += clauses[-1].sentence + 1 if clauses else 0
    return tuple(points)


def _around(statements: Iterable[Statement], span: Span) -> Statement | None:
    """The innermost statement whose content holds most of a clause."""
    best, least = None, 0
    for statement in statements:
        size = sum(part.stop - part.start for part in statement.content)
        inside = sum(_overlap(part, span) for part in statement.content)
        whole = min(span.stop - span.start, size)
        # a nested report fills its clause less its own source and cue
        if inside >= _MOST * whole and inside > 0 and (best is None or size < least):
            best, least = statement, size
    return best


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.stop, other.stop) - max(one.start, other.start))


def _is_bracketed(words: str, lexicon: Lexicon) -> bool:
    """Whether nothing stands outside brackets: a programme's or an agency's name."""
    return any(words[0] == pair[0] and words[-1] == pair[1] for pair in lexicon.orthography.brackets)


def _is_frame(statement: Statement, span: Span) -> bool:
    """Whether a clause is no more than the source and cue of a statement whose content follows."""
    return span.covers(statement.cue) and not any(_overlap(part, span) for part in statement.content)


def _point(
    known: Known, span: Span, statement: Statement | None, name: str, teller: str, sentence: int
) -> Point:
    reading, lexicon = known.reading, known.lexicon
    quote = span.of(reading.article.text)
    inside = [mention for mention in reading.mentions if span.covers(mention.span)]
    seen: dict[str, dict[str, None]] = {"topic": {}, "step": {}, "evaluation": {}}
    for found in find_topics(fold(quote, lexicon), lexicon.topics, spaced=lexicon.orthography.spaced):
        seen[found.topic.kind][found.topic.topic] = None
        if found.topic.within:
            seen[found.topic.kind][found.topic.within] = None
    who = [known.entities.get(m.name) or known.entities.get(m.span.of(reading.article.text)) for m in inside]
    speaker = statement.speaker if statement else ""
    return Point(
        id=name,
        page=reading.id,
        span=span,
        quote=quote,
        language=reading.article.language,
        sentence=sentence,
        statement=statement.id if statement else "",
        speaker=speaker,
        voice=_voice(known, statement, teller),
        act=statement.act if statement else "",
        event=known.trigger is not None and span.covers(known.trigger),
        topics=tuple(seen["topic"]),
        steps=tuple(seen["step"]),
        evaluations=tuple(seen["evaluation"]),
        entities=tuple(dict.fromkeys(entity.id for entity in who if entity)),
        amounts=tuple(amount for amount in reading.amounts if span.covers(amount.span)),
        times=tuple(mention for mention in inside if mention.kind == "time"),
        durations=tuple(length for length in known.lengths if span.covers(length.span)),
    )


def _voice(known: Known, statement: Statement | None, teller: str) -> str:
    """Whose words they are told to be: of a side, of both, or, in the teller's own narration, nobody's."""
    if statement is None:
        return ""
    source = statement.source.of(known.reading.article.text)
    if is_group(statement.speaker, known.lexicon) or is_group(source, known.lexicon):
        return BOTH
    if entity := known.entities.get(statement.speaker):
        return side_of(entity)
    named = find_named(statement.speaker, known)
    sides = {side_of(entity) for _, entity in named} - {""}
    if len(sides) > 1 and (statement.via or all(name in known.parties for name, _ in named)):
        return BOTH
    return next(iter(sides), "") if len(sides) == 1 else teller if not statement.via else ""


def find_named(words: str, known: Known) -> tuple[tuple[str, Entity], ...]:
    """The page's naming strings in ``words`` with who they are, in the order of the words; a longer one goes first."""
    return tuple((name, known.entities[name]) for _, name in _named_at(words, known))


def find_joined(words: str, known: Known) -> tuple[tuple[str, Entity], ...]:
    """Those of the naming strings in ``words`` that a word for "and" joins (the Kremlin and the White House)."""
    joints = {*known.lexicon.word_list("and"), *known.lexicon.word_list("conjunction")}
    named = _named_at(words, known)
    joined: dict[str, None] = {}
    for (start, name), (after, other) in pairwise(named):
        if words[start + len(name) : after].strip() in joints:
            joined |= {name: None, other: None}
    return tuple((name, known.entities[name]) for name in joined)


def _named_at(words: str, known: Known) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    rest = words
    for name in sorted(
        (name for name in known.entities if len(name) > 1), key=lambda name: (-len(name), name)
    ):
        at = rest.find(name)
        if at >= 0:
            found.append((at, name))
            rest = rest.replace(name, "\0" * len(name))
    return sorted(found)


def is_group(name: str, lexicon: Lexicon) -> bool:
    """Whether a naming string stands for all parties (both sides, the two leaders)."""
    groups = (*lexicon.word_list("group"), *lexicon.word_list("point group"))
    return name.casefold() in {form.casefold() for form in groups}


def fold(text: str, lexicon: Lexicon) -> str:
    """The text in one writing, character for character."""
    table = _folding(lexicon.orthography.variants)
    return text.translate(table) if table else text


@cache
def _folding(pairs: str) -> Mapping[int, str]:
    return {ord(pairs[at]): pairs[at + 1] for at in range(0, len(pairs) - 1, 2)}
