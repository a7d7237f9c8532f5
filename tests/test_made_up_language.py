"""A language that the project does not have: word files alone, and its pages are read."""

import datetime

import pytest

from readout.language.lexicon import read_lexicon
from readout.model import Article, Block, Span
from readout.pipeline import read_article

LANGUAGE = """
name = "Tavlan"
spaced = true
script = "Latn"
quotes = ["<>"]
brackets = ["()"]
terms = []
stops = ".!"
pauses = ",;"
joints = ","
name_dot = ""
name_letters = ""
surnames = []
zone = "UTC"
variants = ""
abbreviations = ["ves."]
"""
CUES = """
[[cue]]
forms = ["dirumo", "dirumi"]
act = "assert"
example = "La veskar [dirumo] ke pluvet."

[[cue]]
forms = ["negumo"]
act = "deny"
frame = "object"
example = "La veskar [negumo] la pakto."

[[cue]]
forms = ["selon"]
act = "assert"
frame = "source"
example = "Pluvet, [selon] la veskar."
"""
WORDS = """
[[list]]
name = "determiner"
forms = ["la", "un"]
example = "[la] veskar"

[[list]]
name = "that"
forms = ["ke"]
example = "dirumo [ke] pluvet"

[[list]]
name = "complementizer"
forms = ["ke"]
example = "dirumo [ke] pluvet"

[[list]]
name = "inversion mark"
forms = [","]
example = "Pluvet[,] dirumo la veskar."
"""


@pytest.fixture
def lexicon(tmp_path):
    for name, content in (("language", LANGUAGE), ("cues", CUES), ("words", WORDS)):
        (tmp_path / f"{name}.toml").write_text(content, encoding="utf-8")
    return read_lexicon(tmp_path, "tav")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "La veskar Oru dirumo ke la portu fermet.",
            ("La veskar Oru", "dirumo", "ke la portu fermet", "indirect", "assert"),
        ),
        ("<La portu fermet>, dirumo Oru.", ("Oru", "dirumo", "La portu fermet", "direct", "assert")),
        ("La ves. Oru negumo la pakto.", ("La ves. Oru", "negumo", "la pakto", "indirect", "deny")),
        (
            "La portu fermet, selon la veskar.",
            ("la veskar", "selon", "La portu fermet", "indirect", "assert"),
        ),
    ],
)
def test_word_files_alone_make_a_language(lexicon, text, expected):
    block = Block(kind="body", span=Span(0, len(text)))
    article = Article(text=text, language="tav", blocks=(block,), published=datetime.date(2025, 2, 13))
    (statement,) = read_article("page", article, lexicon).statements
    (content,) = statement.content
    found = (
        statement.source.of(text),
        statement.cue.of(text),
        content.of(text),
        statement.form,
        statement.act,
    )
    assert found == expected


def test_a_text_without_its_cues_says_nothing(lexicon):
    text = "La portu fermet. Pluvet."
    article = Article(text=text, language="tav", blocks=(Block(kind="body", span=Span(0, len(text))),))
    assert read_article("page", article, lexicon).statements == ()
