"""The comparison: accounts of one contact point beside point, with what differs and the words that show it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from readout.compare.accounts import find_accounts, party_entities, sides_of
from readout.compare.alignment import Encoder, Pair, align_points
from readout.compare.claims import Claim
from readout.compare.differences import find_differences, find_facts
from readout.compare.held import make_claims
from readout.compare.points import Report
from readout.model import Account, Cell, Comparison, Point, PointRow, Says, TopicShare


def compare_accounts(reports: Sequence[Report], *, encode: Encoder | None = None) -> Comparison:
    """The accounts that the pages give of their one contact, compared. Nothing is judged: every cell is somebody's words.

    A cell *says otherwise* only where words were found that contradict another cell's (the row's differences show
    them), and is *unsure* where its points may or may not be the same point. ``encode`` only proposes what may be
    alike. Raises ValueError where there is no report.
    """
    if not reports:
        raise ValueError("no report to compare; give at least one page that tells of the contact")
    accounts = find_accounts(reports)
    parties = [entity for report in reports for entity in party_entities(report)]
    common = {entity.id for entity in parties} | set(sides_of(reports))
    claims = make_claims([point for account in accounts for point in account.points], reports)
    pairs = align_points(accounts, common=common, claims=claims, encode=encode)
    told = reports[0].told
    return Comparison(
        type=told.type,
        parties=tuple({entity.id: entity for entity in reversed(parties)}.values())[::-1],
        when=next((r.told.when.iso for r in reports if r.told.when), ""),
        accounts=accounts,
        rows=_number(_rows(accounts, pairs, claims)),
        facts=find_facts(accounts, reports),
        shares=_shares(accounts),
        evaluations=tuple(_evaluations(account) for account in accounts),
    )


# the steps in which a side speaks of the contact, and not of what came of it
_TALKS = frozenset({"call", "meet", "exchange-views", "negotiations", "dialogue"})


def _evaluations(account: Account) -> tuple[str, ...]:
    """What the account calls the contact: evaluations in points that speak of talking (a productive start is none)."""
    told = (point for point in account.points if point.event or _TALKS.intersection(point.steps))
    return tuple(dict.fromkeys(slug for point in told for slug in point.evaluations))


def _rows(accounts: Sequence[Account], pairs: Sequence[Pair], claims: Mapping[str, Claim]) -> list[PointRow]:
    points = {point.id: point for account in accounts for point in account.points}
    groups, likeness, sure = _group(points, pairs)
    rows = []
    for group in _in_order(accounts, groups, points):
        cells = tuple(_cell(account, group, sure) for account in accounts)
        members = [points[id] for id in group]
        shared = [slug for point in members for slug in (*point.topics, *point.steps)]
        row = PointRow(
            id="",
            cells=cells,
            topics=tuple(dict.fromkeys(shared)),
            likeness=max((likeness.get(id, 0.0) for id in group), default=0.0) if len(group) > 1 else 0.0,
        )
        alike = [
            (points[p.one], points[p.other]) for p in pairs if p.sure and p.one in group and p.other in group
        ]
        rows.append(find_differences(row, points, accounts, alike, claims))
    return _join_neighbours(rows, points)


def _group(
    points: Mapping[str, Point], pairs: Iterable[Pair]
) -> tuple[dict[str, list[str]], dict[str, float], set[str]]:
    """The points that are one row, by each of them; how alike each is to its row; those that surely belong to it.

    Pairs that are each other's best make the rows. A point that has no such partner joins the row of the point that it
    is most like, and draws none after it.
    """
    group = {id: [id] for id in points}
    likeness: dict[str, float] = {}
    sure: set[str] = set()
    rows_made: set[str] = set()
    for pair in pairs:
        left, right = group[pair.one], group[pair.other]
        alone = min(len(left), len(right)) == 1 and len({pair.one, pair.other} & rows_made) == 1
        if left is right or (_crowded(left, right) if pair.best else not alone):
            continue
        joined = left + right
        for id in joined:
            group[id] = joined
        if pair.best:
            rows_made |= {pair.one, pair.other}
        for id in (pair.one, pair.other):
            likeness[id] = max(likeness.get(id, 0.0), pair.likeness)
        if pair.sure:
            sure |= {pair.one, pair.other}
    return group, likeness, sure


def _crowded(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two rows both have a point of one account: each then has its own best, and they stay two."""
    return bool({_letter(id) for id in left} & {_letter(id) for id in right})


def _letter(id: str) -> str:
    """What the ids of one account's points begin with."""
    return id.rstrip("0123456789")


def _in_order(
    accounts: Sequence[Account], groups: Mapping[str, list[str]], points: Mapping[str, Point]
) -> list[list[str]]:
    """The rows in the order of the first account; what another one adds stands by what it is about, or after what it follows."""
    order: list[list[str]] = []
    for account in accounts:
        place = 0
        for point in account.points:
            group = groups[point.id]
            at = next((n for n, other in enumerate(order) if other is group), None)
            if at is None:
                near = _nearest(point, order, points) if account is not accounts[0] else None
                at = place if near is None else near + 1
                order.insert(at, group)
            place = at + 1
    return order


def _nearest(point: Point, order: Sequence[Sequence[str]], points: Mapping[str, Point]) -> int | None:
    """The last row that shares most topics and steps with the point; None where none shares any."""
    about = {*point.topics, *point.steps}
    shared = [
        max(len(about.intersection((*points[id].topics, *points[id].steps))) for id in group)
        for group in order
    ]
    most = max(shared, default=0)
    return max(n for n, count in enumerate(shared) if count == most) if most else None


def _cell(account: Account, group: Sequence[str], sure: set[str]) -> Cell:
    held = tuple(point.id for point in account.points if point.id in group)
    alone = len(held) == len(group)
    says: Says = "silent" if not held else "says" if alone or sure.intersection(held) else "unsure"
    return Cell(side=account.side, says=says, points=held)


def _join_neighbours(rows: list[PointRow], points: Mapping[str, Point]) -> list[PointRow]:
    """Points of one sentence that one side alone has, one after the other, are one row."""
    joined: list[PointRow] = []
    for row in rows:
        before = joined[-1] if joined else None
        if before and len(row.sides) == len(before.sides) == 1 and row.sides == before.sides:
            last, first = points[_held(before)[-1]], points[_held(row)[0]]
            same = (last.page, last.sentence, last.statement) == (first.page, first.sentence, first.statement)
            if same:
                cells = tuple(
                    replace(cell, points=cell.points + new.points)
                    for cell, new in zip(before.cells, row.cells, strict=True)
                )
                topics = tuple(dict.fromkeys(before.topics + row.topics))
                joined[-1] = replace(
                    before, cells=cells, topics=topics, differences=before.differences + row.differences
                )
                continue
        joined.append(row)
    return joined


def _held(row: PointRow) -> tuple[str, ...]:
    return tuple(id for cell in row.cells for id in cell.points)


def _number(rows: Iterable[PointRow]) -> tuple[PointRow, ...]:
    return tuple(replace(row, id=f"r{number}") for number, row in enumerate(rows, start=1))


def _shares(accounts: Sequence[Account]) -> tuple[TopicShare, ...]:
    """Topics in the order of the accounts: each side's rank of it, and how much of its points speaks of it."""
    orders = [list(dict.fromkeys(t for point in a.points for t in point.topics)) for a in accounts]
    topics = dict.fromkeys(topic for order in orders for topic in order)
    return tuple(
        TopicShare(
            topic=topic,
            ranks=tuple(order.index(topic) + 1 if topic in order else 0 for order in orders),
            shares=tuple(
                round(sum(topic in point.topics for point in account.points) / len(account.points), 3)
                for account in accounts
            ),
        )
        for topic in topics
    )
