"""Languages as data: word files in TOML, one folder a language, and their loader."""

from readout.language.actors import Actors, load_actors
from readout.language.lexicon import Lexicon, languages, load_lexicon, load_orthography, load_words

__all__ = ["Actors", "Lexicon", "languages", "load_actors", "load_lexicon", "load_orthography", "load_words"]
