"""Bylines and credits where words are spaced: By Jane Doe, Reporting by … ; Editing by …, first published by …"""

import re

from readout.extract.fields import Field, Label
from readout.extract.lines import trim, width
from readout.extract.names import find_known, is_name, read_names
from readout.extract.signals import Signals

_PARTS = re.compile(r"[;|]|\.\s|\s[-–—]\s")
_SENTENCES = re.compile(r"\w{4,}[.!?][”\"]?\s")  # a stop that ends a sentence, not an initial or a short form
_MARK = re.compile(r"^[\s(\[—–*_]+")
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
        if opener is not None:
            found = _read_credit(line, opener.end(), stop, signals)
            if found is None:
                return None
            fields += [Field(f.kind, start + f.start, start + f.stop) for f in found]
    if len(pieces) == 1 and (width(line) > BYLINE_WIDTH or line[-1:] in "!?"):
        return None
    return Label("byline", tuple(fields))


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
    known = find_known(line, at, stop, signals)
    if known is not None and known[0] == at:
        return [Field("source", *known)]
    end = read_names(line, at, stop if known is None else known[0], signals)
    if not end:
        return None
    rest = line[end : stop if known is None else known[0]].strip(" ,/")
    if rest and not _is_aside(rest, signals):
        return None
    fields = [Field("author", at, end)]
    return [*fields, Field("source", *known)] if known else fields


def _is_aside(text: str, signals: Signals) -> bool:
    """Whether what stands beside a byline's names may stand there: a place, an office, a day, no clause."""
    words = [word for word in signals.noise.sub(" ", text).split() if word.strip(".,'’")]
    capitals = sum(1 for word in words if word[0].isupper())
    return len(words) <= 8 and (len(words) - capitals <= 2 or capitals * 2 >= len(words))


def _read_signature(line: str, start: int, signals: Signals) -> Label | None:
    """Jane Doe, Reuters: names, a comma or bar, and a known outlet, nothing else."""
    if width(line) > BYLINE_WIDTH // 2:
        return None
    end = read_names(line, 0, len(line), signals)
    known = find_known(line, 0, len(line), signals) if end or line in signals.agencies else None
    if known is None or known[1] < len(line.rstrip(" .)]")):
        return None
    if known[0] == 0:
        whole = line[: known[1]] in signals.agencies and len(line) == known[1]
        return Label("source_line", (Field("source", start, start + known[1]),)) if whole else None
    names = min(end, len(line[: known[0]].rstrip(" ,|/(")))
    between = line[names : known[0]].strip()
    if not end or between not in (",", "|", "/", "("):
        return None
    return Label(
        "byline", (Field("author", start, start + names), Field("source", start + known[0], start + known[1]))
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
    end = at
    for match in re.compile(r"[^\s,.;:()]+").finditer(line, at, at + 60):
        word = match.group()
        if line[end : match.start()].strip() or not (
            word[0].isupper() or word[0] in '«“"' or word.casefold() in signals.inner
        ):
            break
        end = match.end()
    return (at, end) if end > at and is_name(line[at:end], signals) else None
