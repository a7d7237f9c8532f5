"""brat: standoff that a strict reader takes, with each annotation's words at its offsets."""

import csv
import re

import pytest
from pybrat.parser import BratParser

from readout.export.brat import annotation_conf, split_lines, write_brat
from readout.model import Span
from tests.export.pages import make_pages

PAGES = make_pages()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("brat")
    write_brat(iter(PAGES), folder)
    return folder


def read_conf():
    """The types of annotation.conf, by section."""
    sections, name = {}, ""
    for line in annotation_conf().splitlines():
        if match := re.fullmatch(r"\[(\w+)\]", line):
            name = match.group(1)
            sections[name] = {}
        else:
            type, _, rest = line.partition(" ")
            sections[name][type] = rest
    return sections


def read_standoff(path):
    """A .ann file, read strictly: https://brat.nlplab.org/standoff.html."""
    text = path.with_suffix(".txt").read_bytes().decode("utf-8")
    marks, events, attributes, notes = {}, {}, [], {}
    for line in path.read_bytes().decode("utf-8").split("\n")[:-1]:
        id, rest = line.split("\t", 1)
        if id[0] == "T":
            assert id not in marks
            head, words = rest.split("\t")
            type, places = head.split(" ", 1)
            spans = [tuple(map(int, place.split(" "))) for place in places.split(";")]
            assert all(0 <= start < stop <= len(text) for start, stop in spans)
            assert spans == sorted(spans)
            pieces = [text[start:stop] for start, stop in spans]
            assert not [piece for piece in pieces if "\n" in piece or piece != piece.strip()]
            assert " ".join(pieces) == words
            marks[id] = (type, spans, words)
        elif id[0] == "E":
            head, *arguments = rest.split(" ")
            type, trigger = head.split(":")
            assert marks[trigger][0] == type
            roles = [tuple(argument.split(":")) for argument in arguments]
            assert len({role for role, _ in roles}) == len(roles)
            assert all(target in marks or target in events for _, target in roles)
            events[id] = (type, trigger, roles)
        elif id[0] == "A":
            name, target, value = rest.split(" ")
            assert target in events
            attributes.append((name, target, value))
        else:
            head, note = rest.split("\t")
            assert head.split(" ")[0] == "AnnotatorNotes"
            notes[head.split(" ")[1]] = note
    return text, marks, events, attributes, notes


def documents(folder):
    return [folder / f"{number:06d}.ann" for number in range(1, len(PAGES) + 1)]


def test_texts_keep_their_offsets(folder):
    for path, page in zip(documents(folder), PAGES, strict=True):
        text, *_ = read_standoff(path)
        original = page.reading.article.text
        assert len(text) == len(original)
        assert re.sub(r"[^\S\n]", " ", original) == re.sub(r"[^\S\n]", " ", text)
        # what universal newlines or splitlines would take for a line's end is gone
        assert text.splitlines() == text.rstrip("\n").split("\n")


def test_a_statement_is_an_event_triggered_by_its_cue(folder):
    for path, page in zip(documents(folder), PAGES, strict=True):
        _, marks, events, _, notes = read_standoff(path)
        original = page.reading.article.text
        cues = [marks[trigger] for type, trigger, _ in events.values() if type == "Statement"]
        wanted = {(s.cue.start, s.cue.stop) for s in page.reading.statements}
        assert {spans[0] for _, spans, _ in cues} == wanted
        assert len(cues) == len(page.reading.statements)
        assert len(events) == len(page.reading.statements) + len(page.reading.contacts)
        for statement, id in zip(page.reading.statements, page.statement_ids, strict=True):
            (event,) = (event for event, note in notes.items() if f"id={id};" in note)
            roles = dict(events[event][2])
            words = " ".join(" ".join(span.of(original) for span in statement.content).split())
            assert " ".join(marks[roles["Content"]][2].split()) == words


def test_content_in_pieces_is_one_discontinuous_annotation(folder):
    _, marks, *_ = read_standoff(documents(folder)[0])
    (spans,) = (spans for type, spans, words in marks.values() if words.endswith("比去年增加约12.5%"))
    assert len(spans) == 2


def test_a_nested_statement_is_tied_to_the_outer_one(folder):
    _, marks, events, *_ = read_standoff(documents(folder)[0])
    vias = [dict(roles)["Via"] for _, _, roles in events.values() if "Via" in dict(roles)]
    assert len(vias) == 2
    assert {marks[events[event][1]][2] for event in vias} == {"说"}


def test_attributes_say_form_act_channel_status_and_verdict(folder):
    _, _, _, attributes, notes = read_standoff(documents(folder)[0])
    names = {name for name, _, _ in attributes}
    assert names == {"Form", "Act", "Channel", "Status", "Verdict"}
    wrong = {notes[event].split(";")[0] for name, event, value in attributes if value == "wrong"}
    assert wrong == {f"id={PAGES[0].statement_ids[8]}", f"id={PAGES[0].contact_ids[2]}"}


def test_the_configuration_knows_all_that_is_used(folder):
    conf = read_conf()
    for path in documents(folder):
        _, marks, events, attributes, _ = read_standoff(path)
        assert {type for type, _, _ in marks.values()} <= set(conf["entities"]) | set(conf["events"])
        for type, _, roles in events.values():
            known = re.findall(r"(\w+)[?*]?:", conf["events"][type])
            assert {re.sub(r"\d+$", "", role) for role, _ in roles} <= set(known)
        for name, event, value in attributes:
            arguments, values = re.fullmatch(r"Arg:(\S+), Value:(\S+)", conf["attributes"][name]).groups()
            assert value in values.split("|")
            assert arguments == "<EVENT>" or events[event][0] in arguments.split("|")


def test_pages_are_named(folder):
    with (folder / "pages.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    assert [row["page"] for row in rows] == [page.id for page in PAGES]
    assert [row["document"] for row in rows] == [path.stem for path in documents(folder)]


def test_another_reader_takes_it(folder):
    # this one refuses two annotations of the same words, which brat allows, unless told to go on
    examples = BratParser(error="ignore").parse(str(folder))
    found = {example.id: example for example in examples}
    for path, page in zip(documents(folder), PAGES, strict=True):
        example = found[path.stem]
        assert len(example.events) == len(page.reading.statements) + len(page.reading.contacts)
        for entity in example.entities:
            pieces = [example.text[span.start : span.end] for span in entity.spans]
            assert " ".join(pieces) == entity.mention


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("ab", ["ab"]),
        ("ab\ncd", ["ab", "cd"]),
        ("ab \n\n  cd", ["ab", "cd"]),
        ("\nab\n", ["ab"]),
        ("a b", ["a b"]),
    ],
)
def test_a_span_is_split_at_line_ends(text, pieces):
    assert [piece.of(text) for piece in split_lines(text, Span(0, len(text)))] == pieces
