"""The word files: closed-world loading, and every entry's example read by the engine."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from readout.compare.meanings import colours_of, find_meanings, plain
from readout.errors import LexiconError
from readout.language import Lexicon, languages, load_lexicon
from readout.language.entries import Entry, Meaning, TimeWord, UnitWord
from readout.language.lexicon import WORD_FILES, read_lexicon
from readout.language.topics import Topic, find_topics
from readout.model import Article, Block, Reading, Span
from readout.pipeline import read_article
from readout.spot import find_amounts, find_durations, find_times
from tests.conftest import ROOT

_BRACKET = re.compile(r"\[(.+?)\]")
_NAME_KINDS = {
    "people": ("person",),
    "bodies": ("body", "outlet"),
    "outlets": ("outlet", "body"),
    "countries": ("country",),
    "places": ("place", "country"),
    "titles": ("title", "person", "body"),
}


@pytest.mark.parametrize("code", languages())
def test_a_language_loads(code):
    lexicon = load_lexicon(code)
    assert lexicon.code == code
    assert lexicon.cues


def read_example(example: str, lexicon: Lexicon) -> tuple[Reading, list[Span]]:
    """The reading of an example without its brackets, and the spans that they marked."""
    text, spans, at = "", [], 0
    for match in _BRACKET.finditer(example):
        text += example[at : match.start()]
        spans.append(Span(len(text), len(text) + len(match[1])))
        text += match[1]
        at = match.end()
    text += example[at:]
    ends = text[-1] in lexicon.orthography.stops or text[-1] in "”」"
    block = Block(kind="body" if ends else "heading", span=Span(0, len(text)))
    article = Article(text=text, language=lexicon.code, blocks=(block,), zone=lexicon.orthography.zone)
    return read_article("example", article, lexicon), spans


def overlaps(found: Iterable[Span], marked: Iterable[Span]) -> bool:
    """Whether every marked span has something found on it."""
    spans = tuple(found)
    return all(any(span.overlaps(mark) for span in spans) for mark in marked)


def shows_cue(entry: Entry, reading: Reading, marked: list[Span], _lexicon: Lexicon) -> bool:
    return overlaps((statement.cue for statement in reading.statements), marked[:1])


def shows_trigger(entry: Entry, reading: Reading, marked: list[Span], _lexicon: Lexicon) -> bool:
    return overlaps((contact.trigger for contact in reading.contacts), marked[:1])


def shows_name(kinds: tuple[str, ...]) -> Callable[[Entry, Reading, list[Span], Lexicon], bool]:
    def shows(_entry: Entry, reading: Reading, marked: list[Span], _lexicon: Lexicon) -> bool:
        return overlaps((m.span for m in reading.mentions if m.kind in kinds), marked[:1])

    return shows


def shows_time(_entry: Entry, reading: Reading, marked: list[Span], lexicon: Lexicon) -> bool:
    # asked of the finder, as a vague time (近日) is a phrase that resolves to no day and so to no mention
    phrases = find_times(reading.article.text, None, lexicon)
    return overlaps((phrase.span for phrase in phrases), marked[:1])


def shows_amount(_entry: Entry, reading: Reading, marked: list[Span], lexicon: Lexicon) -> bool:
    text = reading.article.text
    found = (*find_amounts(text, None, lexicon), *find_durations(text, None, lexicon))
    return overlaps((row.span for row in found), marked[:1])


def shows_topic(entry: Entry, reading: Reading, marked: list[Span], lexicon: Lexicon) -> bool:
    assert isinstance(entry, Topic)
    seen = find_topics(reading.article.text, lexicon.topics, spaced=lexicon.orthography.spaced)
    return overlaps((Span(s.start, s.stop) for s in seen if s.topic.topic == entry.topic), marked[:1])


def shows_meaning(entry: Entry, reading: Reading, marked: list[Span], lexicon: Lexicon) -> bool:
    text = plain(reading.article.text)
    if isinstance(entry, Meaning) and entry.colours:
        return entry.means in colours_of(text, marked[0], lexicon)
    found = find_meanings(text, Span(0, len(text)), lexicon)
    return any(sighting.entry is entry and sighting.span == marked[0] for sighting in found)


CHECKS: dict[str, Callable[[Entry, Reading, list[Span], Lexicon], bool]] = {
    "cues": shows_cue,
    "triggers": shows_trigger,
    "times": shows_time,
    "units": shows_amount,
    "topics": shows_topic,
    "meanings": shows_meaning,
    **{name: shows_name(kinds) for name, kinds in _NAME_KINDS.items()},
}


def is_silent(entry: Entry) -> bool:
    """Whether the entry only colours what stands beside it, and shows in no row of its own."""
    if isinstance(entry, TimeWord):
        return {key for key, _ in entry.facts} <= {"future", "past", "joint", "about"}
    return isinstance(entry, UnitWord) and entry.kind == "ordinal"


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize("code", languages())
def test_every_example_is_read(code, name):
    lexicon = load_lexicon(code)
    failures = []
    entries = [entry for entry in getattr(lexicon, name) if not is_silent(entry)]
    for entry in entries:
        reading, marked = read_example(entry.example, lexicon)
        if not CHECKS[name](entry, reading, marked, lexicon):
            failures.append(f"{entry.forms[0]}: {entry.example}")
    assert not failures, (
        f"{code}/{name}.toml: {len(failures)} of {len(entries)} examples fail:\n" + "\n".join(failures)
    )


ORTHOGRAPHY = (ROOT / "src" / "readout" / "language" / "zh" / "language.toml").read_text(encoding="utf-8")
CUE = '[[cue]]\nforms = ["表示"]\nact = "assert"\nexample = "他[表示]同意。"\n'


def write_language(folder: Path, files: dict[str, str]) -> Path:
    for name, content in {"language.toml": ORTHOGRAPHY, **files}.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def test_a_made_up_language_loads(tmp_path):
    lexicon = read_lexicon(write_language(tmp_path, {"cues.toml": CUE}), "xx")
    assert [cue.forms for cue in lexicon.cues] == [("表示",)]
    assert lexicon.people == ()


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {"cues.toml": CUE + 'mood = "good"\n'},
            r"xx/cues\.toml, entry 1: unknown field 'mood'; one of forms",
        ),
        (
            {"cues.toml": CUE.replace('"assert"', '"denie"')},
            r"entry 1: unknown act 'denie'; one of assert, judge",
        ),
        ({"cues.toml": CUE + CUE}, r"xx/cues\.toml, entry 2: '表示' stands in entry 1 already"),
        ({"cues.toml": CUE.replace("[表示]", "表示")}, r"entry 1: the example does not show \[表示\]"),
        ({"cues.toml": CUE.replace('["表示"]', '"表示"')}, r"entry 1: 'forms' must be a list of strings"),
        ({"cues.toml": CUE.replace('["表示"]', "[1]")}, r"entry 1: 'forms' must be a list of strings"),
        ({"cues.toml": CUE.replace('["表示"]', "[]")}, r"entry 1: forms must hold at least one form"),
        ({"cues.toml": CUE.replace('act = "assert"\n', "")}, r"entry 1: 'act' is missing"),
        ({"cues.toml": CUE + 'runs = "no"\n'}, r"entry 1: 'runs' must be bool, not str"),
        ({"cues.toml": CUE.replace("[[cue]]", "[[cues]]")}, r"xx/cues\.toml: unknown table 'cues'"),
        ({"cues.toml": CUE + "["}, r"xx/cues\.toml: not valid TOML"),
        ({"cue.toml": CUE}, r"xx: unknown file cue\.toml"),
        ({"language.toml": ORTHOGRAPHY + "mood = 1\n"}, r"xx/language\.toml: unknown field 'mood'"),
        ({"language.toml": 'name = "X"\n'}, r"xx/language\.toml: 'spaced' is missing"),
    ],
)
def test_a_wrong_word_file_names_file_entry_and_cure(tmp_path, files, message):
    with pytest.raises(LexiconError, match=message):
        read_lexicon(write_language(tmp_path, files), "xx")


def test_an_unknown_language_names_those_there_are():
    with pytest.raises(LexiconError, match=r"no language 'tlh'; there are: .*zh"):
        load_lexicon("tlh")


def test_every_word_file_has_its_check():
    checked = set(CHECKS) | {"words", "markers", "furniture"}  # these three show in no row of their own
    assert checked == set(WORD_FILES)
