"""Labels: what one line gives away by its own form, wherever it stands."""

import re

from readout.extract.bylines import read_byline, read_contributed, read_reprint
from readout.extract.dates import read_date
from readout.extract.fields import Field, Label
from readout.extract.lines import ENDS, trim, width
from readout.extract.names import find_known, is_name
from readout.extract.signals import Signals
from readout.model import BlockKind

_URL = re.compile(r"(?:https?://|www\.)[^\s\u3000-\u9fff\uff00-\uffef<>\"”]+")
_MARKS_ONLY = re.compile(r"^[\W_]+$")
_CAPTION_MARK = re.compile(r"^[△▲▼▽](?=.)")
_COPYRIGHT = re.compile(r"©|\bCopyright\b|\bAll [Rr]ights [Rr]eserved\b")
_QUOTED = re.compile(r"[“《「](.{2,20}?)[”》」]")
_CRUMBS = re.compile(r"\s?(?:>{1,2}|»|›)\s?")
_NAMED = frozenset({"source", "repost", "author"})  # kinds whose value is a name
_NO_END = frozenset("。!?！？")
VALUE_WIDTH = 30  # of a field's value, in wide characters: longer ones are sentences
HEADER_WIDTH = 90  # of a line made of fields
PICTURE_WIDTH = 200  # of a caption with its credit, of a note to the reader


def label_line(folded: str, start: int, stop: int, signals: Signals) -> Label | None:
    """The label of the line ``folded[start:stop]``, or None for an ordinary one."""
    line = folded[start:stop]
    if _MARKS_ONLY.match(line):
        return Label("navigation")
    for rule in _SPACED_RULES if signals.spaced else _RULES:
        label = rule(line, start, signals)
        if label is not None:
            return label
    return None


def find_fields(line: str, start: int, signals: Signals) -> tuple[Field, ...]:
    """The labelled values in ``line``; offsets are shifted by ``start``. A value runs to the next label."""
    fields = []
    matches = list(signals.field.finditer(line))
    for i, match in enumerate(matches):
        stop = matches[i + 1].start() if i + 1 < len(matches) else len(line)
        left, right = trim(line, match.end(), stop)
        while right > left and line[right - 1] in "|/;,·)]([-— ":
            right -= 1
        if left < right:
            fields += _part_reporter(line, Field(match.lastgroup or "", left, right), start, signals)
    return tuple(fields)


def _part_reporter(line: str, field: Field, start: int, signals: Signals) -> list[Field]:
    """来源：某社 记者 王某某 has its reporter after a gap, without a separator."""
    found = signals.reporter.search(line, field.start, field.stop)
    if (
        field.kind in ("source", "repost")
        and found
        and found.start() > field.start
        and line[found.start() - 1] in " ("
    ):
        stop = trim(line, field.start, found.start())[1]
        pieces = [Field(field.kind, start + field.start, start + stop)]
        if found.end() < field.stop:
            pieces.append(Field("author", start + found.end(), start + field.stop))
        return pieces
    return [Field(field.kind, start + field.start, start + field.stop)]


def find_urls(line: str) -> list[re.Match[str]]:
    """The addresses in a line."""
    return list(_URL.finditer(line))


def _read_link(line: str, start: int, signals: Signals) -> Label | None:
    match = signals.field.match(line.lstrip(" (["))
    if match is not None and match.lastgroup == "permalink":
        return Label("link", find_fields(line, start, signals))
    url = _URL.search(line)
    if url and url.start() == 0 and url.end() == len(line):
        return Label("link")
    return None


def _read_related(line: str, start: int, signals: Signals) -> Label | None:
    del start
    if signals.related.match(line):
        return Label("related")
    match = signals.field.match(line.lstrip(" (["))
    if match is not None and match.lastgroup in ("related", "neighbour") and width(line) <= HEADER_WIDTH:
        return Label("related")
    return None


def _read_disclaimer(line: str, start: int, signals: Signals) -> Label | None:
    del start
    found = {match.group() for match in signals.rights.finditer(line)}
    if not found:
        return None
    match = signals.field.match(line.lstrip(" ([*·"))
    labelled = match is not None and match.lastgroup in ("disclaimer", "repost", "permalink")
    return Label("disclaimer") if labelled or len(found) >= 3 else None


def _read_original(line: str, start: int, signals: Signals) -> Label | None:
    match = signals.field.match(line.lstrip(" (["))
    if match is None or match.lastgroup != "original" or width(line) > 70:
        return None
    return Label("source_line", find_fields(line, start, signals))


def _read_caption(line: str, start: int, signals: Signals) -> Label | None:
    del start
    if width(line) > 80:
        return None
    if _CAPTION_MARK.match(line) or signals.caption.match(line):
        return Label("caption")
    if signals.depicts.match(line) and line[-1] != "?" and width(line) <= 60:
        return Label("caption")
    if signals.credit.search(line) and signals.reporter.search(line):
        return Label("caption")
    return None


def _read_picture(line: str, start: int, signals: Signals) -> Label | None:
    """A caption by the credit at its end: (AP Photo/Jane Doe), [Jane Doe/Reuters]; or a credit alone."""
    del start
    if width(line) > PICTURE_WIDTH:
        return None
    if signals.depicts.match(line) and line[-1] != "?":
        return Label("caption")
    opened = max(line.rfind("("), line.rfind("[")) if line.rstrip(".")[-1:] in ")]" else -1
    credit = line[opened + 1 :] if opened >= 0 else line if width(line) <= VALUE_WIDTH else ""
    slash = credit.rfind("/")
    served = slash >= 0 and find_known(credit, slash + 1, len(credit), signals, first=True) is not None
    if credit and (signals.taken.search(credit) or (served and opened >= 0)):
        return Label("caption")
    owned = line.startswith("©") and slash > 0 and find_known(line, 0, len(line), signals) is not None
    return Label("caption") if owned else None


def _read_appeal(line: str, start: int, signals: Signals) -> Label | None:
    """What asks the reader to do something, and what the desk says of the text."""
    del start
    if width(line) <= PICTURE_WIDTH and signals.notice.match(line):
        return Label("disclaimer")
    asked = signals.appeal.match(line) or (signals.ask.match(line) and signals.platform.search(line))
    return Label("navigation") if width(line) <= PICTURE_WIDTH and asked else None


def _read_header(line: str, start: int, signals: Signals) -> Label | None:
    """A line of fields, dates and counts: 2025-02-13 08:15 来源：某社 责任编辑：某某."""
    if width(line) > HEADER_WIDTH:
        return None
    fields = find_fields(line, start, signals)
    if not fields:
        return _read_empty_label(line, signals) or _read_bare(line, start, signals)
    first = next(signals.field.finditer(line)).start()
    before = signals.navigation.sub("", line[:first])
    if signals.noise.sub("", before).strip() and not _is_name(before, signals):
        return _read_bare(line, start, signals)
    for field in fields:
        value = line[field.start - start : field.stop - start]
        if width(value) > VALUE_WIDTH or any(c in _NO_END for c in value[:-1]) or value[-1:] in "。!?":
            return None
        if signals.spaced and field.kind in _NAMED and not is_name(value, signals):
            return None
    kinds = {field.kind for field in fields}
    if kinds & {"source", "repost", "published", "original"}:
        return Label("source_line", fields)
    if "editor" in kinds:
        return Label("editor_line", fields)
    if "author" in kinds:
        return Label("byline", fields)
    return Label("navigation") if "tags" in kinds else None


def _read_dated(line: str, start: int, signals: Signals) -> Label | None:
    """When the page appeared, without a colon: First published on 5 March 2025 / 8:16."""
    if not signals.dated.match(line) or width(line) > HEADER_WIDTH or signals.noise.sub("", line).strip():
        return None
    dated = read_date(line, signals.dates)
    return (
        Label("source_line", (Field("published", start + dated.start, start + dated.stop),))
        if dated
        else None
    )


def _read_empty_label(line: str, signals: Signals) -> Label | None:
    """A label whose value is missing: 来源：."""
    match = signals.field.match(line.strip(" ()[]"))
    if match is None or match.end() < len(line.strip(" ()[]")):
        return None
    kinds: dict[str, BlockKind] = {"editor": "editor_line", "author": "byline", "disclaimer": "disclaimer"}
    return Label(kinds.get(match.lastgroup or "", "source_line"))


def _read_bare(line: str, start: int, signals: Signals) -> Label | None:
    """Labels without a colon: 转自X, and a reporter's name alone."""
    if signals.spaced:
        return None
    return _read_repost(line, start, signals) or _read_reporter(line, start, signals)


def _read_repost(line: str, start: int, signals: Signals) -> Label | None:
    """本文转自X, or in a sentence 本文转自“X”，作者：某某，…: a name in quotation marks is sure enough there."""
    match = signals.bare.match(line)
    if match is None or width(line) > 2 * VALUE_WIDTH or any(c in _NO_END for c in line[:-1]):
        return None
    left, right = match.end(), _stop(line, match.end())
    quoted = _QUOTED.search(line, left, right)
    if quoted:
        left, right = quoted.span(1)
    elif width(line) > VALUE_WIDTH:
        return None
    left, right = trim(line, left, right)
    while right > left and line[right - 1] in ")]":
        right -= 1
    if left >= right:
        return None
    behind = _stop(line, right) + 1  # the clause after the name's may hold the author
    fields = find_fields(line[behind : _stop(line, behind)], start + behind, signals)
    return Label("source_line", (Field("repost", start + left, start + right), *fields))


def _stop(line: str, at: int) -> int:
    """Where the clause that goes on at ``at`` ends."""
    return next((i for i in range(at, len(line)) if line[i] in ",。;"), len(line))


def _read_reporter(line: str, start: int, signals: Signals) -> Label | None:
    left, right = len(line) - len(line.lstrip("( ")), len(line.rstrip(") "))
    match = signals.reporter.match(line, left, right)
    if (
        match is None
        or width(line) > 20
        or match.group()[-1] not in " :|/"
        or any(c in ",。!?;" for c in line)
    ):
        return None
    if match.end() >= right:
        return None
    return Label("byline", (Field("author", start + match.end(), start + right),))


def _read_navigation(line: str, start: int, signals: Signals) -> Label | None:
    del start
    if width(line) > 40:
        return None
    rest = signals.noise.sub("", signals.navigation.sub("", line)).strip()
    if (not rest or rest in signals.known) and signals.navigation.search(line):
        return Label("navigation")
    crumbs = _CRUMBS.split(line) if "<" not in line else []
    if len(crumbs) >= 3 and all(0 < width(crumb) <= 12 for crumb in crumbs[:-1]):
        return Label("navigation")
    return None


def is_rights_line(line: str, signals: Signals) -> bool:
    """Whether a line at the end of a page is legal text: two phrases of it, or a copyright mark."""
    return len({match.group() for match in signals.rights.finditer(line)}) >= 2 or bool(
        _COPYRIGHT.search(line)
    )


def is_header(line: str, signals: Signals) -> bool:
    """Whether a line near the top holds nothing but a date with its year, clock time, counts and an outlet's name."""
    if width(line) > 60 or read_date(line, signals.dates) is None or line[-1] in ENDS:
        return False
    rest = signals.noise.sub(" ", line).strip()
    return not rest or _is_name(rest, signals)


def _is_name(text: str, signals: Signals) -> bool:
    """Whether what is left of a header line is an outlet's name, or a word or two that may be a person's."""
    rest = signals.noise.sub(" ", text).strip()
    return rest in signals.known or (0 < width(rest) <= 12 and rest.endswith(signals.press or ("\x00",)))


_RULES = (
    _read_link,
    _read_related,
    _read_disclaimer,
    _read_original,
    _read_header,
    _read_caption,
    _read_navigation,
)
_SPACED_RULES = (
    _read_link,
    _read_related,
    _read_disclaimer,
    _read_appeal,
    _read_original,
    read_reprint,
    read_contributed,
    read_byline,
    _read_header,
    _read_dated,
    _read_caption,
    _read_picture,
    _read_navigation,
)
