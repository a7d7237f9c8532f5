"""Claims: a clause or sentence of a reading, with all that was read in it, ready to be held against another."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeVar, get_args

from readout.errors import ModelError
from readout.language import Lexicon
from readout.model import Amount, Duration, Entity, Mention, Span, When

ContradictionKind = Literal["negation", "number", "date", "party", "modality"]
CONTRADICTION_KINDS: tuple[str, ...] = get_args(ContradictionKind)
Says = Literal["same", "otherwise", "unsure", "unrelated"]
SAYS: tuple[str, ...] = get_args(Says)
Doubt = Literal["", "negation", "number", "date", "party", "modality", "words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one side says: ``text[span.start:span.stop]``, usually one sentence.

    ``text`` is the page's folded text (``Sentences.folded``), so that spans are the article's own. ``amounts``,
    ``whens``, ``durations`` and ``mentions`` are those that lie in the span; ``entities`` maps the mentions' names to
    who they are. ``speaker`` is the entity that says it ("we", "our side"; "" where nobody is known), ``act`` the act of
    its statement. ``published`` and ``zone`` are the page's: what is planned on Monday may have happened on Tuesday, and a
    call late in one capital is on the next day in another. ``breaks`` are the offsets between words
    (``Sentences.breaks``), of use in a language without spaces.
    """

    text: str
    span: Span
    lexicon: Lexicon = field(repr=False, compare=False)
    amounts: tuple[Amount, ...] = ()
    whens: tuple[When, ...] = ()
    durations: tuple[Duration, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: Mapping[str, Entity] = field(default_factory=dict, repr=False, compare=False)
    speaker: Entity | None = None
    act: str = ""
    published: datetime.date | None = None
    zone: str = ""
    breaks: frozenset[int] = field(default=frozenset(), repr=False, compare=False)

    @property
    def words(self) -> str:
        """The claim as it stands."""
        return self.span.of(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Where two claims say otherwise: of which kind, and the words of each that make it.

    negation   one affirms what the other denies, or they use opposites (agreed, refused)
    number     how many or how much of the same thing, or for how long
    date       when
    party      who did it to whom, or whose doing it was
    modality   how sure or how far it has come: will, may, is considering; agreed, discussed; must, may; done, planned

    ``point`` names what they differ on, free of language: a meaning of meanings.toml, a unit, or "" for a word that
    no list has.
    """

    kind: ContradictionKind
    a: tuple[Span, ...]
    b: tuple[Span, ...]
    point: str = ""

    def __post_init__(self) -> None:
        if self.kind not in CONTRADICTION_KINDS:
            raise ModelError(
                f"Contradiction: unknown kind {self.kind!r}; one of {', '.join(CONTRADICTION_KINDS)}"
            )
        if not self.a or not self.b:
            raise ModelError("Contradiction: no words shown; each side needs at least one span")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What comparing two claims comes to.

    same        all that either says the other says too, as far as words show
    otherwise   there is a ``contradiction``
    unsure      they speak of one point, and neither could be shown
    unrelated   they do not speak of one point

    ``a`` and ``b`` are the words that carry the verdict: of the contradiction, or what is shared. ``shared`` is how much
    of the claim that says less the other one says too, from 0 to 1. ``doubt`` names what the two may have otherwise
    where that could not be shown: one has a number, a denial or, where all else is one, a word that the other has not.
    """

    says: Says
    a: tuple[Span, ...] = ()
    b: tuple[Span, ...] = ()
    contradiction: Contradiction | None = None
    shared: float = 0.0
    doubt: Doubt = ""

    def __post_init__(self) -> None:
        if self.says not in SAYS:
            raise ModelError(f"Verdict: unknown {self.says!r}; one of {', '.join(SAYS)}")
        if (self.says == "otherwise") != (self.contradiction is not None):
            raise ModelError("Verdict: 'otherwise' goes with a contradiction, and no other verdict does")

    @property
    def kind(self) -> str:
        """The kind of the contradiction; "" where there is none."""
        return self.contradiction.kind if self.contradiction else ""


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


Row = TypeVar("Row", bound=_Placed)


def cut_claim(
    span: Span,
    text: str,
    lexicon: Lexicon,
    *,
    amounts: Iterable[Amount] = (),
    whens: Iterable[When] = (),
    durations: Iterable[Duration] = (),
    mentions: Iterable[Mention] = (),
    entities: Mapping[str, Entity] | None = None,
    speaker: Entity | None = None,
    act: str = "",
    published: datetime.date | None = None,
    zone: str = "",
    breaks: frozenset[int] = frozenset(),
) -> Claim:
    """The claim at ``span`` of a page's folded text; of the page's rows, those that lie in it."""
    return Claim(
        text=text,
        span=span,
        lexicon=lexicon,
        amounts=_within(span, amounts),
        whens=_within(span, whens),
        durations=_within(span, durations),
        mentions=_within(span, mentions),
        entities=entities or {},
        speaker=speaker,
        act=act,
        published=published,
        zone=zone,
        breaks=breaks,
    )


def _within(span: Span, rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted((row for row in rows if span.covers(row.span)), key=lambda row: row.span))
