"""Languages as data: word files in TOML, one folder a language, and their loader."""

from readout.language.lexicon import Lexicon, languages, load_lexicon

__all__ = ["Lexicon", "languages", "load_lexicon"]
