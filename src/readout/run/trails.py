"""What the pages of a ledger say over time: commitments, numbers, positions."""

from readout.compare.points import Known
from readout.errors import OptionError
from readout.language import languages, load_lexicon
from readout.ledger import Query, Store, find_kept, find_page_ids
from readout.model import Entity
from readout.resolve import load_resolver
from readout.run.naming import name_entities


def load_known(store: Store, *, since: str = "", until: str = "") -> tuple[Known, ...]:
    """The pages of a ledger with who is named on them; of a family of copies the first to appear.

    ``since`` and ``until`` are days on which pages appeared, both included; "" is no bound.
    """
    first: dict[str, tuple[str, Known]] = {}
    for kept in find_kept(store, find_page_ids(store, Query(since=since, until=until))):
        reading = kept.reading
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
