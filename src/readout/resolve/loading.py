"""The resolver of the package's own actors, built once a process."""

from functools import cache

from readout.language import languages, load_actors, load_orthography
from readout.language.naming import load_naming
from readout.resolve.entities import Resolver


@cache
def load_resolver() -> Resolver:
    """Who is who, by all that the package knows of actors. Raises LexiconError naming the file and the record."""
    variants = "".join(load_orthography(code).variants for code in languages())
    return Resolver(load_actors(), load_naming(), variants)
