"""The way of a page: the only place where the order of the stages is spelled."""

from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain

from readout.attribute import find_statements
from readout.errors import OptionError
from readout.extract import extract_article, load_publishers
from readout.language import Lexicon, languages, load_lexicon
from readout.language.sightings import Marked
from readout.meet import find_contacts
from readout.model import Amount, Article, Mention, Page, Reading, When
from readout.resolve import load_resolver as load_resolver  # noqa: PLC0414 - who is who, beside the reading
from readout.resolve import resolve_times
from readout.segment import segment
from readout.spot import (
    FormIndex,
    WordFormIndex,
    find_amounts,
    find_durations,
    find_names,
    find_times,
    index_forms,
)

_ROOMS = (
    "attribute",
    "extract",
    "ground.py",
    "language",
    "meet",
    "model",
    "pipeline.py",
    "resolve/stretches.py",
    "resolve/times.py",  # who is who is derived, and has no say in what is stored
    "segment",
    "spot",
)


class _Lexicons(Mapping[str, Lexicon]):
    """All languages, each loaded when a page needs it."""

    def __getitem__(self, code: str) -> Lexicon:
        if code not in languages():
            raise KeyError(code)
        return load_lexicon(code)

    def __iter__(self) -> Iterator[str]:
        return iter(languages())

    def __len__(self) -> int:
        return len(languages())

    def __contains__(self, code: object) -> bool:
        return code in languages()


_LEXICONS = _Lexicons()


def read_page(page: Page) -> Reading:
    """All that one page yields. Pure: the same page gives the same reading, whenever and wherever.

    Raises PageError where the page cannot be decoded, OptionError for a language there are no words of.
    """
    if page.language and page.language not in languages():
        raise OptionError(f"{page.id}: no language {page.language!r}; there are: {', '.join(languages())}")
    article = extract_article(page, _LEXICONS, load_publishers())
    if article.language not in _LEXICONS:
        return Reading(id=page.id, article=article, effort="none")
    return read_article(page.id, article, load_lexicon(article.language))


def read_article(page_id: str, article: Article, lexicon: Lexicon) -> Reading:
    """The reading of an article whose text and blocks are known."""
    sentences = segment(article, lexicon.orthography)
    sightings = form_index(lexicon).find(sentences.folded)
    phrases = find_times(sentences.folded, None, lexicon)
    zone = article.zone or lexicon.orthography.zone
    whens = resolve_times(phrases, published=article.published, zone=zone)
    spans = tuple(phrase.span for phrase in phrases)
    names = find_names(sentences, sightings, spans, lexicon)
    amounts = find_amounts(sentences.folded, None, lexicon)
    marked = Marked(
        sentences=sentences,
        sightings=sightings,
        mentions=names,
        times=spans,
        whens=whens,
        durations=find_durations(sentences.folded, None, lexicon),
    )
    statements = find_statements(marked, lexicon)
    return Reading(
        id=page_id,
        article=article,
        statements=statements,
        contacts=find_contacts(marked, statements, lexicon),
        mentions=_merge_mentions(names, whens, amounts),
        amounts=amounts,
        effort="partial" if lexicon.orthography.effort == "partial" else "full",
    )


@cache
def rules() -> str:
    """The name of the rules that read a page: the release, and a digest of every file that has a say in a reading."""
    package = files("readout")
    total = sha256()
    for room in _ROOMS:
        for path, file in _walk(package / room, room):
            total.update(path.encode() + b"\0" + file.read_bytes() + b"\0")
    try:
        release = version("readout-ledger")
    except PackageNotFoundError:
        release = "0"
    return f"{release}+{total.hexdigest()[:10]}"


_INDEXES: dict[int, tuple[Lexicon, FormIndex | WordFormIndex]] = {}


def form_index(lexicon: Lexicon) -> FormIndex | WordFormIndex:
    """The forms of a lexicon, indexed once a process. Known by identity: to hash a lexicon is to hash all its words."""
    known = _INDEXES.get(id(lexicon))
    if known is None or known[0] is not lexicon:
        known = _INDEXES[id(lexicon)] = (lexicon, index_forms(lexicon))
    return known[1]


def warm(language: str = "zh") -> None:
    """Load a language's words ahead of the first page."""
    form_index(load_lexicon(language))


def _merge_mentions(
    names: tuple[Mention, ...], whens: tuple[When, ...], amounts: tuple[Amount, ...]
) -> tuple[Mention, ...]:
    times = (Mention(kind="time", span=when.span, name=when.iso) for when in whens)
    numbers = (Mention(kind="amount", span=a.span, name=f"{a.low} {a.unit}") for a in amounts)
    return tuple(sorted(chain(names, times, numbers), key=lambda m: (m.span, m.kind)))


def _walk(place: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    """The files at and under a place, by name; what the interpreter leaves there is no rule."""
    if place.is_file():
        yield path, place
        return
    for entry in sorted(place.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() or entry.name.endswith((".py", ".toml")):
            yield from _walk(entry, f"{path}/{entry.name}")
