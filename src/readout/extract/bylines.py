"""Bylines and credits where words are spaced: By Jane Doe, Reporting by … ; Editing by …, first published by …"""

import re

from readout.extract.fields import Field, Label
from readout.extract.lines import trim, width
from readout.extract.names import find_known, is_name, read_names
from readout.extract.signals import Signals

_PARTS = re.compile(r"[;|]|(?<=\w\w\w)\.\s|\s[-–—]\s")  # no stop of an initial or a short form
_SENTENCES = re.compile(r"\w{4,}[.!?][”\"]?\s")  # a stop that ends a sentence, not an initial or a short form
_TITLE_WORD = re.compile(r"[^\s,.;:()]+(?:\.\w{2,4}\b)?")  # a host's name as well: example.com
_MARK = re.compile(r"^[\s(\[—–*_]+")
_JOINTS = (",", "|", "(")  # between a name and its outlet
_MARKS = " /()[]-–—"
BYLINE_WIDTH = 60  # in wide characters
CREDITS_WIDTH = 200


def read_byline(line: str, start: int, signals: Signals) -> Label | None:
    """By JANE DOE and JOHN ROE, Reuters; Reporting by Jane Doe in Geneva; Editing by John Roe."""
    if width(line) > CREDITS_WIDTH:
        return None
    left = _MARK.match(line)
    at = left.end() if left else 0
    opened = signals.credits.match(line, at)
    if opened is None:
        return _read_signature(line, start, signals)
    fields: list[Field] = []
    pieces = _pieces(line, at)
    for number, (begin, stop) in enumerate(pieces):
        opener = signals.credits.match(line, begin, stop)
        if opener is None and (number == 0 or not _is_aside(line[begin:stop], signals)):
            return None
        if opener is None and (known := find_known(line, begin, stop, signals, first=True)):
            fields.append(Field("source", start + known[0], start + known[1]))
        if opener is not None:
            found = _read_credit(line, opener.end(), stop, signals)
            if found is None:
                return None
            edited = signals.edited.match(line, begin, stop) is not None
            fields += [Field("editor" if edited else f.kind, start + f.start, start + f.stop) for f in found]
    if len(pieces) == 1 and (width(line) > BYLINE_WIDTH or line[-1:] in "!?"):
        return None
    only_edited = bool(fields) and all(field.kind == "editor" for field in fields)
    return Label("editor_line" if only_edited else "byline", tuple(fields))


def _pieces(line: str, at: int) -> list[tuple[int, int]]:
    """The line's parts between semicolons, bars, dashes and stops."""
    spans = []
    for mark in _PARTS.finditer(line, at):
        spans.append((at, mark.start()))
        at = mark.end()
    spans.append((at, len(line.rstrip(" .)]"))))
    return [
        (left, right) for start, stop in spans for left, right in [trim(line, start, stop)] if left < right
    ]


def _read_credit(line: str, at: int, stop: int, signals: Signals) -> list[Field] | None:
    """The names behind one opener, and the outlet that they or what follows them give; None for a sentence."""
    if line[at:stop].casefold() in signals.vague:
        return []
    known = find_known(line, at, stop, signals)
    if known is not None and known[0] == at:
        if not _opens_name(line, known, stop, signals):
            return [Field("source", *known)]
        known = find_known(line, known[1], stop, signals)
    limit = _limit(line, at, stop if known is None else known[0], signals)
    end = _without_office(line, at, read_names(line, at, limit, signals), signals)
    if not end or line[at:end].endswith(("'s", "’s")):
        return None
    rest = line[end : stop if known is None else known[0]].strip(" ,/")
    if rest and not _is_aside(rest, signals):
        return None
    fields = [Field("author", at, end)]
    return [*fields, Field("source", *known)] if known else fields


def _without_office(line: str, at: int, end: int, signals: Signals) -> int:
    """The end of the names without what the writer is: Jane Doe Staff Writer."""
    words = line[at:end].split(" ")
    for count in (3, 2, 1):
        office = " ".join(words[-count:])
        if len(words) > count + 1 and office.casefold() in signals.vague:
            return end - len(office) - 1
    return end


def _opens_name(line: str, known: tuple[int, int], stop: int, signals: Signals) -> bool:
    """Whether a known outlet's name is a person's first one here (Dawn Roe): one word, no agency, another behind it."""
    name, rest = line[slice(*known)], line[known[1] : stop]
    return name not in signals.agencies and " " not in name and not name.isupper() and rest[1:2].isupper()


def _limit(line: str, at: int, stop: int, signals: Signals) -> int:
    """Where a day or a word such as Updated stands behind the names."""
    found = (pattern.search(line, at, stop) for pattern in (signals.day, signals.dated))
    return min([stop, *(match.start() for match in found if match)])


def _is_aside(text: str, signals: Signals) -> bool:
    """Whether what stands beside a byline's names may stand there: a place, an office, a day, no clause."""
    words = [word for word in signals.noise.sub(" ", text).split() if word.strip(".,'’")]
    capitals = sum(1 for word in words if word[0].isupper())
    return len(words) <= 8 and (len(words) - capitals <= 2 or capitals * 2 >= len(words))


def _read_signature(line: str, start: int, signals: Signals) -> Label | None:
    """Jane Doe, Reuters: names, a comma or bar, and a known outlet, nothing else. An agency alone: /TASS/."""
    if width(line) > BYLINE_WIDTH // 2:
        return None
    left, right = len(line) - len(line.lstrip(_MARKS)), len(line.rstrip(_MARKS + "."))
    if line[left:right] in signals.agencies:
        return Label("source_line", (Field("source", start + left, start + right),))
    if not any(mark in line for mark in _JOINTS) or line[:1] in "([":  # brackets hold a picture's credit
        return None
    end = read_names(line, left, right, signals)
    known = find_known(line, left, right, signals) if end else None
    if known is None or known[0] == left or known[1] < right:
        return None
    names = min(end, len(line[: known[0]].rstrip(" ,|/(")))
    if line[names : known[0]].strip() not in _JOINTS:
        return None
    return Label(
        "byline",
        (Field("author", start + left, start + names), Field("source", start + known[0], start + known[1])),
    )


def read_contributed(line: str, start: int, signals: Signals) -> Label | None:
    """Jane Doe contributed to this report."""
    del start
    match = signals.contributed.search(line)
    if (
        match is None
        or width(line) > CREDITS_WIDTH
        or line[:1] in '"“«'
        or _SENTENCES.search(line[: match.start()])
    ):
        return None
    return Label("byline")


def read_reprint(line: str, start: int, signals: Signals) -> Label | None:
    """This article was first published by X on March 5 and is republished here: the name is what counts."""
    match = signals.bare.match(line)
    if match is None or width(line) > CREDITS_WIDTH:
        return None
    at = match.end()
    known = find_known(line, at, len(line), signals, first=True) or _read_title(line, at, signals)
    if known is None:
        return None
    return Label("source_line", (Field("repost", start + known[0], start + known[1]),))


def _read_title(line: str, at: int, signals: Signals) -> tuple[int, int] | None:
    """A paper's name that nobody knows: words that begin with capitals, small ones between them."""
    end = last = at
    for match in _TITLE_WORD.finditer(line, at, min(_limit(line, at, len(line), signals), at + 60)):
        word = match.group()
        named = word[0].isupper() or word[0] in '«“"' or "." in word
        if line[last : match.start()].strip() or not (named or word.casefold() in signals.inner):
            break
        last = match.end()
        end = last if named else end
    return (at, end) if end > at and is_name(line[at:end], signals) else None
