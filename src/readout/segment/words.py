"""Words: the part that cuts unspaced text, behind one small function.

No other room knows which part is in use. jieba's dictionary without its hidden Markov model: a span of
the text is one word only where the dictionary has it, so that unknown names fall apart into single
characters instead of swallowing their neighbours.
"""

import re

import rjieba

from readout.language.lexicon import Orthography

_WORD = re.compile(r"[^\W_]+")


def find_breaks(text: str, orthography: Orthography) -> frozenset[int]:
    """The offsets between words, the text's two ends included. Spaced languages break at every non-letter."""
    if orthography.spaced:
        between: list[int] = []
        at = 0
        for word in _WORD.finditer(text):
            start, stop = word.span()
            between += range(at, start + 1)
            at = stop
        between += range(at, len(text) + 1)
        return frozenset(between)
    breaks = {0, len(text)}
    breaks.update(stop for _, _, stop in rjieba.tokenize(text, hmm=False))
    return frozenset(breaks)
