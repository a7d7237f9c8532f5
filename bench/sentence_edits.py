"""Real sentences, each with one edit that makes it say otherwise, or the same in other words; the same ones every time."""

import datetime
import gzip
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

from readout.compare.claims import Claim, cut_claim
from readout.compare.doers import find_roles
from readout.compare.stretches import find_clauses
from readout.language import load_lexicon
from readout.model import Article, Block, Entity, Reading, Span
from readout.pipeline import read_article
from readout.resolve import resolve_times
from readout.segment import segment
from readout.spot import find_durations, find_times

RULES = tomllib.loads((Path(__file__).parent / "edits.toml").read_text(encoding="utf-8"))
SOURCES = {
    "zh": ("gold/zh/dev.json", "archive/cctv-2025-02-03.jsonl.gz"),
    "en": ("archive/whitehouse-readouts.jsonl.gz",),
    "ru": ("archive/ru-diplomacy.jsonl.gz",),
}
PER_EDIT = {"negation": 110, "modality": 70, "number": 80, "date": 80, "party": 30, "same": 120, "apart": 300}
_LENGTH = {"zh": (12, 120), "en": (40, 400), "ru": (40, 350)}
_MOST_OF_ONE = 6  # sentences of one page for one edit


@dataclass(frozen=True, kw_only=True)
class Edited:
    """A sentence and what stands beside it."""

    says: str
    edit: str
    language: str
    a: str
    b: str
    published: datetime.date


def read_edited(shared: Path, language: str) -> Iterator[Edited]:
    """The edited sentences of one language: at most PER_EDIT of each edit, six of a page."""
    made: Counter[str] = Counter()
    for page, published in chain.from_iterable(_pages(shared / name) for name in SOURCES[language]):
        on_page: Counter[str] = Counter()
        sentences = [s for s in _sentences(page, language) if _fits(s, language)]
        for edited in _edits(sentences, language, published):
            kind = edited.edit if edited.says == "otherwise" else edited.says
            if made[kind] < PER_EDIT[kind] and on_page[edited.edit] < _MOST_OF_ONE:
                made[kind] += 1
                on_page[edited.edit] += 1
                yield edited


def _pages(path: Path) -> Iterator[tuple[str, datetime.date]]:
    if path.suffix == ".json":
        rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    else:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
    step = max(1, len(rows) // 250)
    for row in rows[::step]:
        yield row["text"][:6000], datetime.date.fromisoformat(row["published"][:10])


def _sentences(page: str, language: str) -> list[str]:
    text = re.sub(r"(?<=\S)\n(?=[^\n])", " " if language != "zh" else "\n", page)
    found = segment(_article(text, language, datetime.date(2000, 1, 1)), load_lexicon(language).orthography)
    return [sentence.span.of(text) for sentence in found.sentences]


def _fits(sentence: str, language: str) -> bool:
    low, high = _LENGTH[language]
    return low <= len(sentence) <= high and not set(sentence) & set('#*|\\[]“”"«»')


def _edits(sentences: list[str], language: str, published: datetime.date) -> Iterator[Edited]:
    rules = RULES[language]
    for sentence in sentences:
        made = Edited(
            says="otherwise", edit="", language=language, a=sentence, b=sentence, published=published
        )
        for kind in ("negation", "modality", "same"):
            for b in _replace(sentence, rules[kind]):
                says = "same" if kind == "same" else "otherwise"
                yield replace(made, says=says, edit=kind, b=b)
        claim = read_real_claim(sentence, language, published)
        yield from (replace(made, edit="number", b=b) for b in _other_numbers(claim))
        yield from (replace(made, edit="date", b=b) for b in _other_dates(claim, rules))
        yield from (replace(made, edit="party", b=b) for b in _other_parties(claim) if language != "ru")
    for a, b in pairwise(sentences):
        yield Edited(says="apart", edit="neighbour", language=language, a=a, b=b, published=published)


def _replace(sentence: str, rules: list[list[str]]) -> Iterator[str]:
    for found, put in rules:
        edited = re.sub(found, put, sentence, count=1)
        if edited != sentence:
            yield edited
            return


def _other_numbers(claim: Claim) -> Iterator[str]:
    for amount in claim.amounts:
        if amount.bound == "exact" and amount.low == amount.high:
            yield from _triple(claim.text, amount.span)
            return


def _other_dates(claim: Claim, rules: Mapping[str, list[str]]) -> Iterator[str]:
    for duration in claim.durations[:1]:
        yield from _triple(claim.text, duration.span)
    for when in claim.whens:
        phrase = when.span.of(claim.text)
        for names in (rules["months"], rules["weekdays"]):
            for place, name in enumerate(names):
                if re.search(rf"(?<!\d){name}", phrase) and when.precision in ("day", "month"):
                    other = names[(place + 3) % len(names)]
                    edited = re.sub(rf"(?<!\d){name}", other, phrase, count=1)
                    yield claim.text[: when.span.start] + edited + claim.text[when.span.stop :]
                    return


def _triple(text: str, span: Span) -> Iterator[str]:
    phrase = span.of(text)
    if found := re.search(r"(?<![\d.,])\d{1,3}(?![\d.,]*\d)", phrase):
        edited = phrase[: found.start()] + str(int(found.group()) * 3 + 1) + phrase[found.end() :]
        yield text[: span.start] + edited + text[span.stop :]


def _other_parties(claim: Claim) -> Iterator[str]:
    for clause in find_clauses(claim):
        for role in find_roles(clause):
            if role.other and role.doer.key != role.other.key:
                one, other = sorted((role.doer.span, role.other.span))
                text = claim.text
                middle = text[one.stop : other.start]
                yield text[: one.start] + other.of(text) + middle + one.of(text) + text[other.stop :]
                return


def read_real_claim(sentence: str, language: str, published: datetime.date) -> Claim:
    """The claim of a sentence read as a page of its own; names stand for whom they name."""
    lexicon = load_lexicon(language)
    article = _article(sentence, language, published)
    reading: Reading = read_article("edit", article, lexicon)
    sentences = segment(article, lexicon.orthography)
    folded = sentences.folded
    return cut_claim(
        Span(0, len(folded)),
        folded,
        lexicon,
        amounts=reading.amounts,
        whens=resolve_times(find_times(folded, None, lexicon), published=published, zone=""),
        durations=find_durations(folded, None, lexicon),
        mentions=reading.mentions,
        entities={m.name: Entity(id=m.name, kind="country", name=m.name) for m in reading.mentions},
        published=published,
        breaks=sentences.breaks,
    )


@cache
def _article(text: str, language: str, published: datetime.date) -> Article:
    block = Block(kind="body", span=Span(0, len(text)))
    return Article(text=text, language=language, blocks=(block,), published=published)
