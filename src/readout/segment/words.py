"""Words: the part that cuts unspaced text, behind one small function.

No other room knows which part is in use. jieba's dictionary without its hidden Markov model: a span of
the text is one word only where the dictionary has it, so that unknown names fall apart into single
characters instead of swallowing their neighbours.
"""

import rjieba

from readout.language.lexicon import Orthography


def find_breaks(text: str, orthography: Orthography) -> frozenset[int]:
    """The offsets between words, the text's two ends included. Spaced languages break at every non-letter."""
    if orthography.spaced:
        return frozenset(
            i
            for i in range(len(text) + 1)
            if i in (0, len(text)) or not (text[i - 1].isalnum() and text[i].isalnum())
        )
    breaks = {0, len(text)}
    breaks.update(stop for _, _, stop in rjieba.tokenize(text, hmm=False))
    return frozenset(breaks)
