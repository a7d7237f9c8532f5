"""Charts as geometry: bars over days and a network of pairs, in units of a drawing that any page can scale."""

import datetime
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from readout.ledger import Count, DayCount
from readout.views.pairs import PairCount

_WIDTH, _HEIGHT = 960, 180
_NETWORK = 720
_MOST_BARS = 120
_ROUNDS = 200
_GRAVITY = 0.9
_MARGIN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of days: its first and last day, how many rows of which value ("" all), and its rectangle."""

    value: str
    since: str
    until: str
    number: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Bars over time with the drawing's size, the tallest bar's number, and days to write below (place, day)."""

    width: int
    height: int
    most: int
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A party in a network: its slug, how a page names it, its place, its size, and how many contacts it had."""

    id: str
    name: str
    x: float
    y: float
    radius: float
    contacts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A pair in a network: the ends' places, its width, and the pair."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    pair: PairCount


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Who contacted whom, laid out."""

    size: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def make_bars(counts: Sequence[Count]) -> Bars:
    """Rows by day as bars: of a day each, or of more days where there would be too many. Values that are no day are left out."""
    return make_stack([DayCount(day=count.value, value="", number=count.number) for count in counts])


def make_stack(counts: Sequence[DayCount]) -> Bars:
    """Rows by day and value as bars in layers, the value that comes most at the bottom."""
    days = [(day, count.value, count.number) for count in counts if (day := _parse_day(count.day))]
    if not days:
        return Bars(width=_WIDTH, height=_HEIGHT, most=0, bars=(), ticks=())
    first, last = min(day for day, _, _ in days), max(day for day, _, _ in days)
    span = (last - first).days + 1
    step = max(1, math.ceil(span / _MOST_BARS))
    bins: dict[int, Counter[str]] = defaultdict(Counter)
    totals: Counter[str] = Counter()
    for day, value, number in days:
        bins[(day - first).days // step][value] += number
        totals[value] += number
    total = math.ceil(span / step)
    most, width = max(layers.total() for layers in bins.values()), _WIDTH / total
    order = sorted(totals, key=lambda value: (-totals[value], value))
    bars: list[Bar] = []
    for place in sorted(bins):
        since = first + datetime.timedelta(days=place * step)
        below = 0.0
        for value in order:
            if number := bins[place][value]:
                height = number / most * (_HEIGHT - 20)
                bars.append(
                    Bar(
                        value=value,
                        since=since.isoformat(),
                        until=min(last, since + datetime.timedelta(days=step - 1)).isoformat(),
                        number=number,
                        x=round(place * width, 1),
                        y=round(_HEIGHT - below - height, 1),
                        width=round(max(width - 1, 1), 1),
                        height=round(height, 1),
                    )
                )
                below += height
    wanted = sorted({round(n * (total - 1) / 5) for n in range(6)})
    ticks = tuple(
        (round(place * width, 1), (first + datetime.timedelta(days=place * step)).isoformat())
        for place in wanted
    )
    return Bars(width=_WIDTH, height=_HEIGHT, most=most, bars=tuple(bars), ticks=ticks)


def make_network(pairs: Sequence[PairCount]) -> Network:
    """Pairs as a network. The layout starts on a circle by name and is relaxed by springs (Fruchterman and Reingold
    1991), always in the same way."""
    degree: Counter[str] = Counter()
    for pair in pairs:
        degree[pair.one] += pair.contacts
        degree[pair.other] += pair.contacts
    names = {pair.one: pair.one_name for pair in pairs} | {pair.other: pair.other_name for pair in pairs}
    places = _relax(degree, pairs)
    most = max(degree.values(), default=1)
    heaviest = max((pair.contacts for pair in pairs), default=1)
    nodes = tuple(
        Node(
            id=id,
            name=names[id],
            x=round(places[id][0], 1),
            y=round(places[id][1], 1),
            radius=round(4 + 14 * math.sqrt(number / most), 1),
            contacts=number,
        )
        for id, number in sorted(degree.items(), key=lambda each: (-each[1], each[0]))
    )
    edges = tuple(
        Edge(
            x1=round(places[pair.one][0], 1),
            y1=round(places[pair.one][1], 1),
            x2=round(places[pair.other][0], 1),
            y2=round(places[pair.other][1], 1),
            width=round(1 + 6 * pair.contacts / heaviest, 1),
            pair=pair,
        )
        for pair in pairs
    )
    return Network(size=_NETWORK, nodes=nodes, edges=edges)


def _relax(degree: Mapping[str, int], pairs: Sequence[PairCount]) -> dict[str, tuple[float, float]]:
    names = sorted(degree, key=lambda name: (-degree[name], name))
    middle = _NETWORK / 2
    places = {}
    for number, name in enumerate(names):
        # the golden angle: neighbours in rank start far from one another
        angle, distance = number * 2.399963, middle * math.sqrt((number + 0.5) / max(len(names), 1)) * 0.8
        places[name] = (middle + distance * math.cos(angle), middle + distance * math.sin(angle))
    ideal = 0.9 * _NETWORK / math.sqrt(max(len(names), 1))
    for turn in range(_ROUNDS):
        limit = _NETWORK / 10 * (1 - turn / _ROUNDS)
        moves = {name: _push(name, places, ideal) for name in names}
        for pair in pairs:
            _pull(pair, places, ideal, moves)
        for name in names:
            x, y = places[name]
            # without a pull to the middle, groups that have no line between them drift apart for ever
            dx, dy = moves[name][0] + (middle - x) * _GRAVITY, moves[name][1] + (middle - y) * _GRAVITY
            length = math.hypot(dx, dy) or 1
            scale = min(length, limit) / length
            places[name] = (x + dx * scale, y + dy * scale)
    return _fit(places)


def _fit(places: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """The places spread over the whole drawing, with room for names at its edges."""
    if len(places) < 2:
        return places
    lows = [min(place[axis] for place in places.values()) for axis in (0, 1)]
    spans = [max(place[axis] for place in places.values()) - lows[axis] or 1.0 for axis in (0, 1)]
    room = _NETWORK - 2 * _MARGIN
    return {
        name: (_MARGIN + (x - lows[0]) / spans[0] * room, _MARGIN + (y - lows[1]) / spans[1] * room)
        for name, (x, y) in places.items()
    }


def _push(name: str, places: Mapping[str, tuple[float, float]], ideal: float) -> list[float]:
    x, y = places[name]
    move = [0.0, 0.0]
    for other, (ox, oy) in places.items():
        if other != name:
            dx, dy = x - ox, y - oy
            square = dx * dx + dy * dy or 0.01
            move[0] += dx * ideal * ideal / square
            move[1] += dy * ideal * ideal / square
    return move


def _pull(
    pair: PairCount, places: Mapping[str, tuple[float, float]], ideal: float, moves: dict[str, list[float]]
) -> None:
    (x, y), (ox, oy) = places[pair.one], places[pair.other]
    dx, dy = x - ox, y - oy
    strength = math.hypot(dx, dy) / ideal
    for name, sign in ((pair.one, -1), (pair.other, 1)):
        moves[name][0] += sign * dx * strength
        moves[name][1] += sign * dy * strength


def _parse_day(words: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(words[:10])
    except ValueError:
        return None
