"""Lists of what was told over time: commitments, numbers, positions."""

from collections.abc import Iterable
from dataclasses import dataclass

from readout.model import Amount, Commitment, Figure, Position, Witness
from readout.views.listings import Line, Listing

_BOUNDS = {"about": "about ", "over": "over ", "under": "under "}


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailRow:
    """One telling, flat: of which commitment, number or position, when, by whom, in which words on which page.

    ``kind`` is the step of a commitment, "disputed" or "told" of a number, the relation of a position to the time before.
    ``value`` is a deadline or an amount, ``differs`` the words that stand against those told before.
    """

    trail: str
    kind: str
    day: str
    by: str
    value: str
    words: str
    differs: str
    topics: tuple[str, ...]
    page: str
    start: int
    stop: int


def choose_commitments(
    commitments: Iterable[Commitment], *, by: str = "", toward: str = "", topic: str = "", status: str = ""
) -> tuple[Commitment, ...]:
    """Those by a slug or for that side, toward a slug, on a topic, of a status; "" asks for nothing."""
    return tuple(
        commitment
        for commitment in commitments
        if by in ("", commitment.by, commitment.side)
        and toward in ("", commitment.toward)
        and topic in ("", *commitment.topics)
        and status in ("", commitment.status)
    )


def choose_figures(
    figures: Iterable[Figure], *, topic: str = "", disputed: bool = False
) -> tuple[Figure, ...]:
    """Those on a topic ("" any), or the disputed ones alone."""
    return tuple(
        figure for figure in figures if (figure.disputed or not disputed) and topic in ("", *figure.topics)
    )


def make_commitment_rows(commitments: Iterable[Commitment]) -> tuple[TrailRow, ...]:
    """A row for each step."""
    return tuple(
        _row(
            commitment.id,
            step.kind,
            step.day,
            step.teller or commitment.by_name,
            commitment.until if step.kind in ("made", "overdue") else "",
            step.words,
            step.differs,
            commitment.topics,
        )
        for commitment in commitments
        for step in commitment.steps
    )


def make_figure_rows(figures: Iterable[Figure]) -> tuple[TrailRow, ...]:
    """A row for each telling."""
    return tuple(
        _row(
            figure.id,
            "disputed" if figure.disputed else "told",
            told.day,
            told.by_name or told.by,
            format_amount(told.amount),
            told.words,
            (),
            figure.topics,
        )
        for figure in figures
        for told in figure.tellings
    )


def make_position_rows(positions: Iterable[Position], speaker: str, topic: str) -> tuple[TrailRow, ...]:
    """A row for each point, and for each that the page no longer says ("left out")."""
    rows: list[TrailRow] = []
    for position in positions:
        trail = f"{speaker}: {topic}"
        for point in position.points:
            rows.append(
                _row(trail, point.relation, position.day, speaker, "", point.words, point.differs, (topic,))
            )
        for words in position.left_out:
            rows.append(_row(trail, "left out", position.day, speaker, "", words, (), (topic,)))
    return tuple(rows)


def list_trails(rows: Iterable[TrailRow], empty: str) -> Listing:
    """The rows as a table; a trail's id stands below its first one."""
    lines: list[Line] = []
    last = ""
    for row in rows:
        words = row.words + (f"\n≠ {row.differs}" if row.differs else "")
        lines.append(
            Line(
                id=row.trail if row.trail != last else "",
                cells=(row.day, row.by, words, row.kind, row.value),
            )
        )
        last = row.trail
    return Listing(columns=("day", "who", "words", "what", "value"), wide=2, lines=tuple(lines), empty=empty)


def format_amount(amount: Amount) -> str:
    """An amount for people: "about 5,000 名", "10 to 12 %"."""
    number = f"{amount.low:,f}" if amount.low == amount.high else f"{amount.low:,f} to {amount.high:,f}"
    return f"{_BOUNDS.get(amount.bound, '')}{number} {amount.unit}".strip()


def _row(
    trail: str,
    kind: str,
    day: str,
    by: str,
    value: str,
    words: Witness,
    differs: Iterable[Witness],
    topics: tuple[str, ...],
) -> TrailRow:
    return TrailRow(
        trail=trail,
        kind=kind,
        day=day,
        by=by,
        value=value,
        words=words.quote,
        differs=" / ".join(seen.quote for seen in differs),
        topics=topics,
        page=words.page,
        start=words.span.start,
        stop=words.span.stop,
    )
