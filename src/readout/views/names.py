"""How somebody is named to a reader of some language, and what a topic is called."""

from collections.abc import Sequence
from functools import cache

from readout.language import languages, load_actors, load_lexicon

_FALLBACK = "en"


def name_actor(slug: str, language: str, otherwise: str) -> str:
    """The name that a known person, body or country has in the language; ``otherwise`` for somebody whom no list knows."""
    actor = load_actors().by_id.get(slug)
    if actor is None:
        return otherwise or slug
    names: Sequence[str] = actor.names.get(language) or actor.names.get(_FALLBACK) or ()
    return names[0] if names else otherwise or slug


def is_known(slug: str) -> bool:
    """Whether a list has somebody of that slug."""
    return slug in load_actors().by_id


@cache
def name_topic(slug: str, language: str) -> str:
    """A word of the language for a topic: its first whole form; the slug's own words where there is none."""
    if language != _FALLBACK and language in languages():
        for topic in load_lexicon(language).topics:
            whole = [form for form in topic.forms if "*" not in form]
            if topic.topic == slug and whole:
                return whole[0]
    return slug.replace("-", " ")
