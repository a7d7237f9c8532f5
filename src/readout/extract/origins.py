"""Origins: who wrote a text, by its labels, its dateline, its byline, its copyright and its markup."""

import re

from readout.extract.blocks import bare
from readout.extract.case import Case, Finding, Rule, clean_value
from readout.extract.datelines import find_outlet
from readout.extract.names import find_known, read_names

_SIGNED = ("byline", "editor_line")
_COPYRIGHT = re.compile(
    r"(?:©|\([cC]\)|\b(?i:copyright)\b)\s?(?:©\s?|\([cC]\)\s?)?(?:\d{4}(?:\s?[-–]\s?\d{4})?)?,?\s?(?:\w{2} )?"
)


def _origin_field(case: Case, kind: str, rule: str, *, signed: bool = False) -> Finding | None:
    """The first clear value of a label; with ``signed`` in a line of names, else in any other."""
    for line, labelled in case.fields:
        if labelled.kind != kind or (line in _SIGNED) != signed:
            continue
        span = clean_value(case, labelled.start, labelled.stop)
        if span is not None and not case.text[slice(*span)].startswith(("http", "www.")):
            return Finding(case.text[slice(*span)], rule, span)
    return None


def _origin_source(case: Case) -> Finding | None:
    found = _origin_field(case, "source", "source_line")
    signed = _origin_dateline(case)
    own = case.outlet_names
    # A site that names itself as the source of an agency's signed copy is its outlet, not its origin.
    if found and signed and found.value in own and signed.value not in own:
        return signed
    return found


def _origin_repost(case: Case) -> Finding | None:
    return _origin_field(case, "repost", "repost_line")


def _origin_byline(case: Case) -> Finding | None:
    """The outlet that stands with the author's name: By Jane Doe, Reuters."""
    return _origin_field(case, "source", "byline", signed=True)


def _origin_dateline(case: Case) -> Finding | None:
    dateline = case.layout.dateline
    if dateline is None or dateline.outlet is None:
        return None
    return Finding(case.text[slice(*dateline.outlet)], dateline.rule, dateline.outlet)


def _origin_metadata(case: Case) -> Finding | None:
    source = case.metadata.source
    if not source or case.signals.fold(source).casefold() in case.signals.vague:
        return None
    return Finding(source, "metadata")


def _origin_cited(case: Case) -> Finding | None:
    """据某社报道 at the very start: only an outlet's name counts, not 据国防部消息."""
    block = next((b for b in case.layout.blocks if b.kind == "body"), None)
    if block is None:
        return None
    match = case.signals.cite.match(case.folded[block.span.start : block.span.start + 60])
    if match is None:
        return None
    start = block.span.start + match.start("outlet")
    span = clean_value(case, start, start + len(find_outlet(match["outlet"], case.signals)))
    return Finding(case.text[slice(*span)], "cited_report", span) if span else None


def _origin_author(case: Case) -> Finding | None:
    """An outlet in the place of an author's name, or behind it: Jane Doe, AP Political Writer."""
    author = case.signals.fold(case.metadata.author.removesuffix(".").strip())
    known = find_known(author, 0, len(author), case.signals)
    if known is None or not (author[slice(*known)] in case.signals.agencies or known == (0, len(author))):
        return None
    return Finding(author[slice(*known)], "metadata_author")


def _origin_copyright(case: Case) -> Finding | None:
    """The agency whose copyright the page's legal text names: © 2025 The Associated Press."""
    own = case.outlet_names
    for part in case.layout.parts:
        if part.kind not in ("disclaimer", "source_line") or not case.signals.spaced:
            continue
        for match in _COPYRIGHT.finditer(case.folded, part.start, part.stop):
            known = find_known(case.folded, match.end(), part.stop, case.signals, first=True)
            if known is None:
                continue
            name = case.text[slice(*known)]
            if name in case.signals.agencies and name not in own:
                return Finding(name, "copyright", known)
    return None


def _origin_own(case: Case) -> Finding | None:
    own = case.publisher is not None and case.publisher.own
    return Finding(case.outlet_name, "own_text") if own else None


def _author_field(case: Case) -> Finding | None:
    for _, labelled in case.fields:
        if labelled.kind == "author":
            span = clean_value(case, labelled.start, labelled.stop)
            if span is not None:
                return Finding(case.text[slice(*span)], "byline", span)
    return None


def _author_dateline(case: Case) -> Finding | None:
    dateline = case.layout.dateline
    if dateline is None or dateline.author is None:
        return None
    return Finding(case.text[slice(*dateline.author)], dateline.rule, dateline.author)


def _author_metadata(case: Case) -> Finding | None:
    opened = case.signals.credits.match(case.metadata.author)
    author = case.metadata.author[opened.end() if opened else 0 :]
    folded = case.signals.fold(author)
    known = find_known(folded, 0, len(folded), case.signals, first=True)
    if not author or folded.casefold() in case.signals.vague:
        return None
    if bare(author) == bare(case.metadata.site):
        return None
    if known and known[0] == 0 and (known[1] == len(folded) or folded[: known[1]] in case.signals.agencies):
        return None
    # What follows the names is an office or an outlet.
    return Finding(author[: read_names(folded, 0, len(folded), case.signals) or len(author)], "metadata")


ORIGIN_RULES: tuple[Rule, ...] = (
    _origin_source,
    _origin_repost,
    _origin_dateline,
    _origin_byline,
    _origin_metadata,
    _origin_author,
    _origin_cited,
    _origin_copyright,
    _origin_own,
)
AUTHOR_RULES: tuple[Rule, ...] = (_author_field, _author_dateline, _author_metadata)
