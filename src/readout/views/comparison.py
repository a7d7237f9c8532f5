"""The page of a comparison: accounts as columns, points as rows, and the texts with every cell's words marked in them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from readout.model import Account, Comparison, Difference, Point, PointRow, Reading, Says
from readout.views.report import ARTICLE_KINDS, format_duration

Kind = Literal["shared", "otherwise", "one side", "unsure"]
_DAY = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of a page in a cell; ``speaker`` is who is told to have said them, "" where the teller says them itself."""

    id: str
    quote: str
    page: str
    start: int
    stop: int
    speaker: str = ""
    act: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """One cell: what the side has of the point, and in which words."""

    says: Says
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One point: a square for each column, its topics, and in sentences what differs."""

    id: str
    kind: Kind
    topics: tuple[str, ...]
    squares: tuple[Square, ...]
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One account: who told it (name, how, title of the page), when it appeared, whether before all others, how long it is."""

    side: str
    name: str
    tellers: tuple[tuple[str, str, str], ...]
    published: str
    first: bool
    length: int
    points: int
    evaluations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """One thing about the contact, a value for each column, "" where the account does not give it."""

    name: str
    values: tuple[str, ...]
    same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareLine:
    """A topic: for each column its place in the order of topics (0 none) and its share of the points in per cent."""

    topic: str
    ranks: tuple[int, ...]
    percents: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Characters of a page; ``point`` is the point that they are the words of, "" of none, ``column`` its column."""

    text: str
    point: str = ""
    column: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A page that tells of the contact, its article's paragraphs in stretches."""

    page: str
    title: str
    language: str
    outlet: str
    published: str
    paragraphs: tuple[tuple[Stretch, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonPage:
    """All that is shown of a comparison."""

    title: str
    type: str
    parties: tuple[str, ...]
    when: str
    columns: tuple[Column, ...]
    facts: tuple[FactLine, ...]
    lines: tuple[Line, ...]
    shares: tuple[ShareLine, ...]
    sources: tuple[Source, ...]


def make_comparison_page(comparison: Comparison, readings: Sequence[Reading]) -> ComparisonPage:
    """The page of a comparison; ``readings`` are those of the pages that its accounts were told on."""
    points = {point.id: point for account in comparison.accounts for point in account.points}
    titles = {reading.id: reading.article.title or reading.id for reading in readings}
    names = {account.side: account.name for account in comparison.accounts}
    parties = tuple(entity.name for entity in comparison.parties)
    shown = names | {entity.id: entity.name for entity in comparison.parties}
    columns = tuple(
        _column(
            account,
            evaluations,
            titles,
            [other.published for other in comparison.accounts if other is not account and other.published],
        )
        for account, evaluations in zip(comparison.accounts, comparison.evaluations, strict=True)
    )
    return ComparisonPage(
        title=", ".join(filter(None, (f"{comparison.type}: {', '.join(parties)}", _day(comparison.when)))),
        type=comparison.type,
        parties=parties,
        when=comparison.when,
        columns=columns,
        facts=tuple(
            FactLine(
                name=fact.name,
                values=tuple(", ".join(_value(fact.name, value, shown) for value in v) for v in fact.values),
                same=fact.same,
            )
            for fact in comparison.facts
        ),
        lines=tuple(_line(row, points, comparison.accounts, names) for row in comparison.rows),
        shares=tuple(
            ShareLine(
                topic=share.topic, ranks=share.ranks, percents=tuple(round(100 * s) for s in share.shares)
            )
            for share in comparison.shares
        ),
        sources=tuple(_source(reading, comparison.accounts) for reading in readings),
    )


def to_row(page: ComparisonPage) -> dict[str, Any]:
    """The comparison as plain values, without the texts of the pages."""
    row = asdict(page)
    for source in row["sources"]:
        source.pop("paragraphs")
    return row


def _value(name: str, value: str, shown: Mapping[str, str]) -> str:
    """A fact for people: PT90M is "1 h 30 min", a slug the name of who it is."""
    if name == "duration":
        return format_duration(value)
    return _day(value) if name == "when" else shown.get(value, value)


def _day(iso: str) -> str:
    """A day for people, also where no page says of which year it is."""
    return f"{iso.removeprefix('--')} (year not told)" if iso.startswith("--") else iso


def _column(
    account: Account, evaluations: tuple[str, ...], titles: Mapping[str, str], others: Sequence[str]
) -> Column:
    return Column(
        side=account.side,
        name=account.name,
        tellers=tuple((t.name, t.telling, titles.get(t.page, t.page)) for t in account.tellers),
        published=account.published,
        first=bool(account.published and others) and all(account.published < other for other in others),
        length=account.length,
        points=len(account.points),
        evaluations=evaluations,
    )


def _line(
    row: PointRow, points: Mapping[str, Point], accounts: Sequence[Account], names: Mapping[str, str]
) -> Line:
    tellers = [{teller.name for teller in account.tellers} for account in accounts]
    squares = tuple(
        Square(says=cell.says, words=tuple(_said([points[id] for id in cell.points], tellers[n])))
        for n, cell in enumerate(row.cells)
    )
    said = [cell.says for cell in row.cells if cell.says != "silent"]
    kind: Kind = "shared"
    if "says otherwise" in said:
        kind = "otherwise"
    elif len(said) == 1:
        kind = "one side"
    elif "unsure" in said:
        kind = "unsure"
    told = dict.fromkeys(tell_difference(difference, names) for difference in row.differences)
    return Line(id=row.id, kind=kind, topics=row.topics, squares=squares, differences=tuple(told))


def _said(points: Sequence[Point], tellers: set[str]) -> Iterator[Words]:
    """The words of a cell; who said them is shown once where it is the same for all that follows."""
    speaker = ""
    for point in points:
        words = _words(point, tellers)
        yield replace(words, speaker="") if words.speaker == speaker else words
        speaker = words.speaker


def _words(point: Point, tellers: set[str]) -> Words:
    return Words(
        id=point.id,
        quote=point.quote,
        page=point.page,
        start=point.span.start,
        stop=point.span.stop,
        speaker="" if point.speaker in tellers or point.speaker in point.quote else point.speaker,
        act=point.act,
    )


def tell_difference(difference: Difference, names: Mapping[str, str]) -> str:
    """A difference in a sentence."""
    one, other = (names.get(side, side) for side in difference.sides)
    if difference.kind == "mouth":
        said = "both said" if other == "both" else f"{other} said"
        return f"told on one side alone: {one} tells that {said} this"
    if difference.kind == "scope":
        pairs = ((one, difference.first), (other, difference.second))
        return "scope: " + "; ".join(f"only {name} names {what}" for name, what in pairs if what)
    return f"{difference.kind}: {one} {difference.first or 'none'}, {other} {difference.second or 'none'}"


def _source(reading: Reading, accounts: Sequence[Account]) -> Source:
    article = reading.article
    marks = sorted(
        (point.span.start, point.span.stop, point.id, column)
        for column, account in enumerate(accounts)
        for point in account.points
        if point.page == reading.id
    )
    paragraphs = [
        tuple(_cut(article.text, block.span.start, block.span.stop, marks))
        for block in article.blocks
        if block.kind in ARTICLE_KINDS and block.kind != "title"
    ]
    return Source(
        page=reading.id,
        title=article.title or reading.id,
        language=article.language,
        outlet=" ← ".join(dict.fromkeys(name for name in (article.outlet, article.origin) if name)),
        published=article.published.isoformat()[:_DAY] if article.published else "",
        paragraphs=tuple(paragraphs),
    )


def _cut(text: str, start: int, stop: int, marks: Iterable[tuple[int, int, str, int]]) -> list[Stretch]:
    """The characters from ``start`` to ``stop``; where two columns have the same words they are of the first."""
    stretches: list[Stretch] = []
    place = start
    for begin, end, point, column in marks:
        if begin < place or end > stop:
            continue
        if begin > place:
            stretches.append(Stretch(text=text[place:begin]))
        stretches.append(Stretch(text=text[begin:end], point=point, column=column))
        place = end
    return [*stretches, Stretch(text=text[place:stop])] if place < stop else stretches
