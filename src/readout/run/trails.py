"""What the pages of a ledger say over time: commitments, numbers, positions."""

from dataclasses import dataclass, replace

from readout.compare.commitments import follow_commitments, sort_commitments
from readout.compare.figures import find_figures
from readout.compare.points import Known, side_of
from readout.compare.positions import find_positions
from readout.compare.said import find_said
from readout.errors import OptionError
from readout.language import languages, load_lexicon
from readout.ledger import Query, Store, find_kept, find_page_ids
from readout.model import Commitment, Entity, Figure, Position
from readout.resolve import load_resolver
from readout.run.naming import name_entities


@dataclass(frozen=True, slots=True, kw_only=True)
class Trails:
    """What a ledger's pages say over time: commitments, the newest first, and numbers, the disputed first."""

    commitments: tuple[Commitment, ...]
    figures: tuple[Figure, ...]


def find_trails(store: Store, *, since: str = "", until: str = "") -> Trails:
    """The commitments and numbers of the pages that appeared between two days; it reads them all."""
    pages = load_known(store, since=since, until=until)
    said = find_said(pages)
    commitments = sort_commitments(follow_commitments(pages, said=said))
    return Trails(commitments=commitments, figures=find_figures(pages, said=said))


def follow_positions(
    store: Store, speaker: Entity, topic: str, *, since: str = "", until: str = ""
) -> tuple[Position, ...]:
    """What a speaker said on a topic, page after page."""
    pages = load_known(store, since=since, until=until)
    # what others say on other pages is of no use to it, and costs the most
    own = [known for known in pages if speaker.id in _sides_of(known)]
    return find_positions(own, speaker=speaker.id, topic=topic)


def _sides_of(known: Known) -> frozenset[str]:
    """Who is named on a page, and the sides that they are of."""
    return frozenset(slug for entity in known.entities.values() for slug in (entity.id, side_of(entity)))


def load_known(store: Store, *, since: str = "", until: str = "") -> tuple[Known, ...]:
    """The pages of a ledger with who is named on them; of a family of copies the first to appear.

    ``since`` and ``until`` are days on which pages appeared, both included; "" is no bound.
    """
    first: dict[str, tuple[str, Known]] = {}
    for kept in find_kept(store, find_page_ids(store, Query(since=since, until=until))):
        # several pages may have one name in their outputs; the ledger's ids are their own
        reading = replace(kept.reading, id=kept.id)
        if reading.article.language not in languages() or not reading.article.published:
            continue
        day = reading.article.published.isoformat()
        family = kept.family or kept.id
        if family not in first or day < first[family][0]:
            lexicon = load_lexicon(reading.article.language)
            first[family] = (day, Known(reading=reading, entities=name_entities(reading), lexicon=lexicon))
    return tuple(known for _, known in first.values())


def find_entity(name: str) -> Entity:
    """Who is meant by a name or a slug. Raises OptionError for nobody that is known."""
    actors = load_resolver().actors.by_id
    if name in actors:
        actor = actors[name]
        return Entity(id=actor.id, kind=actor.kind, name=name, country=actor.country)
    entity = load_resolver().resolve(name)
    if not entity.known:
        raise OptionError(f"nobody known is called {name!r}; readout who says who is known by which name")
    return entity
