"""Contradictions found in pairs of sentences made by edits.

    python bench/contradictions.py [--misses] [--kept] [--real SHARED]

The pairs are in tests/compare/edits: shown.toml is what the rules were built with, kept.toml was set aside for the score.
``otherwise`` are pairs that contradict each other, ``same`` those that do not differ, ``apart`` related ones that neither agree
nor contradict. --misses lists what is wrong, but of kept.toml never. --real edits real sentences by rule (bench/sentence_edits.py);
SHARED is the folder with gold/ and archive/, which are not part of this project. There ``apart`` are neighbours on one page.
"""

import argparse
import datetime
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench.sentence_edits import SOURCES, Edited, read_edited, read_real_claim
from readout.compare.claims import Claim, Verdict, cut_claim
from readout.compare.contradictions import compare_claims
from readout.language import load_lexicon
from readout.model import Article, Block, Entity, Mention, Span
from readout.resolve import resolve_times
from readout.segment import segment
from readout.spot import find_amounts, find_durations, find_times

EDITS = Path(__file__).parent.parent / "tests" / "compare" / "edits"
SETS = ("shown", "kept")
PUBLISHED = datetime.date(2031, 5, 14)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two sentences, what comparing them should come to, and by which edit they differ."""

    says: str
    edit: str
    languages: tuple[str, str]
    a: str
    b: str
    published: tuple[datetime.date, datetime.date] = (PUBLISHED, PUBLISHED)


def read_pairs(name: str) -> tuple[Pair, ...]:
    """The pairs of one of SETS."""
    rows = tomllib.loads((EDITS / f"{name}.toml").read_text(encoding="utf-8"))["pair"]
    return tuple(Pair(**{**row, "languages": tuple(row["languages"])}) for row in rows)


@cache
def read_names() -> Mapping[str, Entity]:
    """The actors of the pairs by every form of their names."""
    rows = tomllib.loads((EDITS / "names.toml").read_text(encoding="utf-8"))["name"]
    return {
        form: Entity(id=row["id"], kind=row["kind"], name=row["forms"][0], country=row["country"])
        for row in rows
        for form in row["forms"]
    }


def read_claim(
    text: str, language: str, names: Mapping[str, Entity], published: datetime.date = PUBLISHED
) -> Claim:
    """The claim that a sentence makes; ``names`` are those who may be named in it."""
    lexicon = load_lexicon(language)
    article = Article(
        text=text,
        language=language,
        blocks=(Block(kind="body", span=Span(0, len(text))),),
        published=published,
    )
    sentences = segment(article, lexicon.orthography)
    folded = sentences.folded
    return cut_claim(
        Span(0, len(text)),
        folded,
        lexicon,
        amounts=find_amounts(folded, None, lexicon),
        whens=resolve_times(find_times(folded, None, lexicon), published=published, zone=""),
        durations=find_durations(folded, None, lexicon),
        mentions=tuple(find_named(folded, names)),
        entities=names,
        published=published,
        breaks=sentences.breaks,
    )


def find_named(text: str, names: Mapping[str, Entity]) -> Iterator[Mention]:
    """Where the names stand, the longest first."""
    taken: list[Span] = []
    for form in sorted(names, key=lambda form: (-len(form), form)):
        at = text.find(form)
        while at >= 0:
            span = Span(at, at + len(form))
            whole = (
                not (form[-1].isascii() or form[-1] > "\u0400")
                or not text[span.stop : span.stop + 1].isalpha()
            )
            if not any(span.overlaps(other) for other in taken) and (whole or form[-1] > "\u3000"):
                taken.append(span)
                yield Mention(kind="country", span=span, name=form)
            at = text.find(form, span.stop)


def judge(pair: Pair, names: Mapping[str, Entity]) -> Verdict:
    """What comparing a pair comes to."""
    a, b = (
        read_claim(text, language, names, published)
        for text, language, published in zip((pair.a, pair.b), pair.languages, pair.published, strict=True)
    )
    return compare_claims(a, b)


@dataclass(frozen=True, kw_only=True)
class Score:
    """How many pairs of each kind came to what, by (says, edit, languages, verdict, its kind)."""

    counts: Counter[tuple[str, str, str, str, str]]

    def count(self, says: str, verdict: str = "", **where: str) -> int:
        """Pairs that should come to ``says`` and came to ``verdict`` ("" for any)."""
        fields = ("says", "edit", "languages", "verdict", "kind")
        wanted = {"says": says, **({"verdict": verdict} if verdict else {}), **where}
        return sum(
            n
            for key, n in self.counts.items()
            if wanted.items() <= dict(zip(fields, key, strict=True)).items()
        )

    @property
    def precision(self) -> float:
        """The share of pairs called otherwise that are."""
        called = sum(self.count(says, "otherwise") for says in ("otherwise", "same", "apart"))
        return self.count("otherwise", "otherwise") / called if called else 1.0

    @property
    def recall(self) -> float:
        """The share of contradictions that are called otherwise."""
        return self.count("otherwise", "otherwise") / max(1, self.count("otherwise"))


def score(pairs: Iterable[Pair], names: Mapping[str, Entity]) -> tuple[Score, list[tuple[Pair, Verdict]]]:
    """The score of pairs, and those that came to something else."""
    counts: Counter[tuple[str, str, str, str, str]] = Counter()
    wrong = []
    for pair in pairs:
        verdict = judge(pair, names)
        counts[pair.says, pair.edit, "-".join(pair.languages), verdict.says, verdict.kind] += 1
        if verdict.says != pair.says and not (
            pair.says == "apart" and verdict.says in ("unsure", "unrelated")
        ):
            wrong.append((pair, verdict))
    return Score(counts=counts), wrong


def score_real(edited: Iterable[Edited]) -> tuple[Score, list[tuple[Pair, Verdict]]]:
    """The score of edited real sentences, and those that came to something else."""
    counts: Counter[tuple[str, str, str, str, str]] = Counter()
    wrong = []
    for row in edited:
        verdict = compare_claims(
            *(read_real_claim(text, row.language, row.published) for text in (row.a, row.b))
        )
        counts[row.says, row.edit, row.language, verdict.says, verdict.kind] += 1
        if verdict.says != row.says and not (row.says == "apart" and verdict.says != "otherwise"):
            pair = Pair(
                says=row.says, edit=row.edit, languages=(row.language, row.language), a=row.a, b=row.b
            )
            wrong.append((pair, verdict))
    return Score(counts=counts), wrong


def show(name: str, result: Score) -> None:
    by: dict[str, Counter[str]] = defaultdict(Counter)
    for (says, edit, languages, verdict, _), n in result.counts.items():
        by[says][verdict] += n
        if says == "otherwise":
            by[f"  {edit}"][verdict] += n
            by[f"  {languages}"][verdict] += n
    print(f"{name}: precision {result.precision:.3f}, recall {result.recall:.3f}")
    for key, counts in by.items():
        told = ", ".join(f"{verdict} {n}" for verdict, n in sorted(counts.items()))
        print(f"  {key:<14} {sum(counts.values()):>4}: {told}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--kept", action="store_true", help="score the pairs set aside, too")
    parser.add_argument("--real", type=Path, metavar="SHARED", help="edit real sentences, too")
    options = parser.parse_args()
    for name in SETS if options.kept else SETS[:1]:
        result, wrong = score(read_pairs(name), read_names())
        show(name, result)
        if options.misses and name == "shown":
            show_misses(wrong)
    for language in SOURCES if options.real else ():
        result, wrong = score_real(read_edited(options.real, language))
        show(f"real {language}", result)
        if options.misses:
            show_misses(wrong)


def show_misses(wrong: Iterable[tuple[Pair, Verdict]]) -> None:
    for pair, verdict in wrong:
        print(f"{pair.says}/{pair.edit} -> {verdict.says} {verdict.kind}\n    {pair.a}\n    {pair.b}")


if __name__ == "__main__":
    main()
