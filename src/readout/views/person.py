"""One person or body under all names: what it said over time, in which acts and channels, on what, and whom it met."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from readout import ledger
from readout.language import languages, load_lexicon
from readout.language.topics import find_topics
from readout.ledger import Count, DayCount, Query, StatementHit, Store
from readout.model import Entity, MergedContact
from readout.views.charts import Bars, make_bars, make_stack
from readout.views.choosing import takes_part
from readout.views.contacts import ContactRow, make_contact_row
from readout.views.pairs import PairCount, count_pairs

_PARTNERS = 12
_ROWS = 12
_READ = 1000
_TOPICS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The page of one entity; ``names`` are those by which its statements are found.

    ``partners`` are those it had contacts with, the most frequent first; ``bars`` its statements by day and act.
    """

    entity: Entity
    names: tuple[str, ...]
    statements: tuple[StatementHit, ...]
    contacts: tuple[ContactRow, ...]
    contact_count: int
    acts: tuple[Count, ...]
    channels: tuple[Count, ...]
    addressees: tuple[Count, ...]
    partners: tuple[PairCount, ...]
    bars: Bars
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicLine:
    """A topic that somebody speaks of: in how many statements, between which days, and when."""

    topic: str
    number: int
    first: str
    last: str
    bars: Bars


def make_person(store: Store, entity: Entity, query: Query, contacts: Iterable[MergedContact]) -> Person:
    """What the ledger has on somebody; the query, whose speaker and aliases are the entity's, narrows it."""
    wanted = frozenset({entity.id, *query.names(query.speaker)})
    met = [contact for contact in contacts if takes_part(contact, wanted)]
    acts = ledger.count_statements(store, query, "act")
    pairs = [pair for pair in count_pairs(met) if not wanted.isdisjoint((pair.one, pair.other))]
    return Person(
        entity=entity,
        names=query.names(query.speaker),
        statements=ledger.find_statements(store, replace(query, limit=_ROWS)),
        contacts=tuple(make_contact_row(contact) for contact in met[::-1][:_ROWS]),
        contact_count=len(met),
        acts=acts,
        channels=ledger.count_statements(store, query, "channel"),
        addressees=ledger.count_statements(store, query, "addressee"),
        partners=tuple(pairs[:_PARTNERS]),
        bars=make_stack(ledger.count_statement_days(store, query, "act")),
        total=sum(count.number for count in acts),
    )


def find_spoken(store: Store, query: Query) -> tuple[TopicLine, ...]:
    """The topics of somebody's statements, the most frequent first; of the newest thousand that the query asks for."""
    numbers: Counter[str] = Counter()
    days: dict[str, list[DayCount]] = {}
    for hit in ledger.find_statements(store, replace(query, limit=_READ)):
        for topic in _topics_in(hit.content, hit.report.language):
            numbers[topic] += 1
            days.setdefault(topic, []).append(DayCount(day=hit.day, value="", number=1))
    every = [day.day for told in days.values() for day in told if day.day]
    # lines of all topics run over the same days
    ends = [Count(value=day, number=0) for day in {min(every, default=""), max(every, default="")}]
    return tuple(
        TopicLine(
            topic=topic,
            number=number,
            first=min(day.day for day in days[topic]),
            last=max(day.day for day in days[topic]),
            bars=make_bars([*_sum_up(days[topic]), *ends]),
        )
        for topic, number in sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))[:_TOPICS]
    )


def _topics_in(words: str, language: str) -> frozenset[str]:
    if language not in languages():
        return frozenset()
    lexicon = load_lexicon(language)
    found = find_topics(words, lexicon.topics, spaced=lexicon.orthography.spaced)
    return frozenset(seen.topic.topic for seen in found if seen.topic.kind == "topic")


def _sum_up(days: Sequence[DayCount]) -> tuple[Count, ...]:
    counted = Counter(day.day for day in days)
    return tuple(Count(value=day, number=number) for day, number in sorted(counted.items()))
