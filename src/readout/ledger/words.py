"""Words to search by: how a text is cut for the index, and what a person's query asks of it.

Scripts without spaces are cut into pairs of characters (a name of two is one pair) and other scripts into whole words, so both
databases search any language, and find names of two characters, with the plain index that they have.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from readout.errors import OptionError

# Han with its extensions and kana stand without spaces. What PostgreSQL takes as a word has 2,046 bytes at most.
_UNSPACED = (
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUN = re.compile(f"([{_UNSPACED}]+)|([^\\W_{_UNSPACED}]{{1,200}})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One thing asked for: ``words`` next to each other, ``open`` where the last is only a beginning."""

    words: tuple[str, ...]
    open: bool = False
    excluded: bool = False


def find_words(text: str) -> Iterator[str]:
    """The words of a text as the index holds them, in order; the last of a run without spaces is one character."""
    for run, unspaced in _runs(text):
        if unspaced:
            yield from (a + b for a, b in pairwise(run))
            yield run[-1]
        else:
            yield run


def parse_query(query: str) -> tuple[Term, ...]:
    """What a query asks for: all of its words; ``"…"`` keeps words together, ``-word`` excludes, ``word*`` begins.

    Raises OptionError where nothing is left to look for.
    """
    terms = []
    for phrase, quoted in _split(query):
        excluded = not quoted and phrase.startswith("-") and len(phrase) > 1
        open_end = not quoted and phrase.endswith("*")
        if term := _make_term(phrase, excluded, open_end):
            terms.append(term)
    if not any(not term.excluded for term in terms):
        raise OptionError(f"nothing to look for in {query!r}; give at least one word with letters or digits")
    return tuple(terms)


def to_fts5(terms: tuple[Term, ...]) -> str:
    """The terms as a query of SQLite's FTS5."""
    wanted = " AND ".join(_fts5_phrase(term) for term in terms if not term.excluded)
    return " NOT ".join([f"({wanted})", *(_fts5_phrase(term) for term in terms if term.excluded)])


def to_tsquery(terms: tuple[Term, ...]) -> str:
    """The terms as a tsquery of PostgreSQL, to be cast."""
    return " & ".join(("!" if term.excluded else "") + _tsquery_phrase(term) for term in terms)


def to_tsvector(text: str) -> str:
    """The words of a text with their positions as a tsvector of PostgreSQL, to be cast."""
    return " ".join(f"'{word}':{min(at, 16383)}" for at, word in enumerate(find_words(text), 1))


def _make_term(phrase: str, excluded: bool, open_end: bool) -> Term | None:
    words: list[str] = []
    runs = tuple(_runs(phrase))
    for number, (run, unspaced) in enumerate(runs, 1):
        if not unspaced:
            words.append(run)
            continue
        words += [a + b for a, b in pairwise(run)]
        if number < len(runs):
            words.append(run[-1])  # as in the index, where a run ends in a single character
        elif len(run) == 1:
            words.append(run)
            open_end = True
    return Term(words=tuple(words), open=open_end, excluded=excluded) if words else None


def _fts5_phrase(term: Term) -> str:
    return '"' + " ".join(term.words) + '"' + (" *" if term.open else "")


def _tsquery_phrase(term: Term) -> str:
    words = [f"'{word}'" for word in term.words]
    if term.open:
        words[-1] += ":*"
    return "(" + " <-> ".join(words) + ")"


def _split(query: str) -> Iterator[tuple[str, bool]]:
    for number, piece in enumerate(query.replace("“", '"').replace("”", '"').split('"')):
        if number % 2:
            yield piece, True
        else:
            yield from ((word, False) for word in piece.split())


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    """Runs of letters and digits, each wholly of scripts without spaces or wholly of others."""
    for match in _RUN.finditer(unicodedata.normalize("NFKC", text).casefold()):
        yield match[0], match[1] is not None
