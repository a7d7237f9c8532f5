"""Provenance: title, outlet, origin, author and time of a text, each with its rule and its characters."""

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from readout.extract.blocks import Layout, bare
from readout.extract.datelines import find_outlet
from readout.extract.dates import Date, in_zone, read_address_date, read_date
from readout.extract.fields import Field
from readout.extract.labels import find_urls
from readout.extract.lines import trim
from readout.extract.names import find_known
from readout.extract.publishers import Publisher, find_publisher, host_of
from readout.extract.signals import Signals
from readout.model import Evidence, Page, Span

_WRAPS = " :|,;.。、·-—/《》〈〉“”\"'‘’「」『』<>()[]"
_COPYRIGHT = re.compile(
    r"(?:©|\([cC]\)|\b(?i:copyright)\b)\s?(?:©\s?|\([cC]\)\s?)?(?:\d{4}(?:\s?[-–]\s?\d{4})?)?,?\s?(?:\w{2} )?"
)
_NEXT_VALUE = re.compile(r"\s{2,}|\s(?=\d)|\||,(?=\s?\d)|(?<=[^\d\W])(?=(?:19|20)\d\d[-/.])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a page's markup says of it; "" and None where it is silent."""

    title: str = ""
    site: str = ""
    source: str = ""
    author: str = ""
    published: Date | None = None
    language: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A field's value, the rule that found it, and where it stands, if it stands in the text."""

    value: str
    rule: str
    span: tuple[int, int] | None = None
    date: Date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """The fields of an Article that say where it is from."""

    title: str = ""
    outlet: str = ""
    origin: str = ""
    author: str = ""
    published: Date | None = None
    zone: str = ""
    evidence: tuple[Evidence, ...] = ()
    rules: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """All that the rules look at."""

    page: Page
    text: str
    folded: str
    layout: Layout
    metadata: Metadata
    signals: Signals
    publishers: tuple[Publisher, ...]
    publisher: Publisher | None
    fields: tuple[Field, ...] = field(default=())


Rule = Callable[[_Case], Finding | None]


def find_provenance(
    page: Page,
    text: str,
    folded: str,
    layout: Layout,
    *,
    metadata: Metadata,
    signals: Signals,
    publishers: tuple[Publisher, ...],
) -> Provenance:
    """Where the article is from: for each field the first rule that answers. The caller's word comes first."""
    url = page.url or metadata.url or _permalink_url(folded, layout)
    publisher = find_publisher(url, publishers)
    case = _Case(
        page=page,
        text=text,
        folded=folded,
        layout=layout,
        metadata=metadata,
        signals=signals,
        publishers=publishers,
        publisher=publisher,
        fields=tuple(f for part in layout.parts if part.kind != "teaser" for f in part.fields),
    )
    found: dict[str, Finding] = {}
    for name, rules in _RULES:
        finding = next((f for rule in rules if (f := rule(case)) is not None), None)
        if finding is not None:
            found[name] = finding
    dated = found.get("published")
    zone = (publisher.zone if publisher else "") or signals.zone
    return Provenance(
        **{name: found[name].value for name in ("title", "outlet", "origin", "author") if name in found},
        published=in_zone(dated.date, zone) if dated and dated.date else None,
        zone=zone,
        evidence=tuple(Evidence(field=name, span=Span(*f.span)) for name, f in found.items() if f.span),
        rules=tuple((name, f.rule) for name, f in found.items()),
    )


def _permalink_url(folded: str, layout: Layout) -> str:
    return next((url for url, _ in _links(folded, layout)), "")


def _links(folded: str, layout: Layout) -> Iterator[tuple[str, int]]:
    for part in layout.parts:
        # An address alone may lead anywhere; only a labelled one is the page's own.
        if part.kind == "link" and any(labelled.kind == "permalink" for labelled in part.fields):
            for match in find_urls(folded[part.start : part.stop]):
                yield match.group(), part.start + match.start()


def _title_caller(case: _Case) -> Finding | None:
    if not case.page.title:
        return None
    wanted = bare(case.page.title)
    for block in case.layout.blocks:
        if block.kind == "title" and bare(block.span.of(case.text)) == wanted:
            return Finding(case.page.title, "caller", (block.span.start, block.span.stop))
    at = case.text.find(case.page.title)
    return Finding(case.page.title, "caller", (at, at + len(case.page.title)) if at >= 0 else None)


def _title_line(case: _Case) -> Finding | None:
    for part in case.layout.parts:
        if part.kind == "title":
            return Finding(case.text[part.start : part.stop], "title_line", (part.start, part.stop))
    return None


def _title_metadata(case: _Case) -> Finding | None:
    title = case.metadata.title
    if not title:
        return None
    at = case.text.find(title)
    return Finding(title, "metadata", (at, at + len(title)) if at >= 0 else None)


def _title_nested(case: _Case) -> Finding | None:
    for kind, rule in (("link", "permalink"), ("source_line", "original_title")):
        for part in case.layout.parts:
            if part.kind == kind and part.title is not None:
                return Finding(case.text[slice(*part.title)], rule, part.title)
    return None


def _outlet_publisher(case: _Case) -> Finding | None:
    if case.publisher is None:
        return None
    at = _host_span(case)
    return Finding(case.publisher.name, "publisher", at)


def _outlet_site(case: _Case) -> Finding | None:
    return Finding(case.metadata.site, "site_name") if case.metadata.site else None


def _outlet_host(case: _Case) -> Finding | None:
    if host := host_of(case.page.url or case.metadata.url):
        return Finding(host, "host")
    host = host_of(_permalink_url(case.folded, case.layout))
    return Finding(host, "permalink", _host_span(case)) if host else None


def _host_span(case: _Case) -> tuple[int, int] | None:
    """Where the host stands in the text's own permalink, when the outlet was read from there."""
    if case.page.url or case.metadata.url:
        return None
    for url, start in _links(case.folded, case.layout):
        host = host_of(url)
        at = case.text.lower().find(host, start) if host else -1
        return (at, at + len(host)) if at >= 0 else None
    return None


def _clean(case: _Case, start: int, stop: int) -> tuple[int, int] | None:
    """A value without what follows it on its line and without the marks around it; None when vague."""
    value = case.folded[start:stop]
    cuts = [m.start() for p in (_NEXT_VALUE, case.signals.aside) if (m := p.search(value)) and m.start() > 0]
    stop = start + min(cuts, default=len(value))
    start, stop = trim(case.text, start, stop)
    while start < stop and case.folded[start] in _WRAPS:
        start += 1
    while start < stop and case.folded[stop - 1] in _WRAPS:
        stop -= 1
    if (
        start >= stop
        or case.folded[start:stop].casefold() in case.signals.vague
        or case.folded[start].isdigit()
    ):
        return None
    return start, stop


def _origin_field(case: _Case, kind: str, rule: str) -> Finding | None:
    for labelled in case.fields:
        if labelled.kind != kind:
            continue
        span = _clean(case, labelled.start, labelled.stop)
        if span is not None and not case.text[slice(*span)].startswith(("http", "www.")):
            return Finding(case.text[slice(*span)], rule, span)
    return None


def _origin_source(case: _Case) -> Finding | None:
    found = _origin_field(case, "source", "source_line")
    signed = _origin_dateline(case)
    own = {case.publisher.name, *case.publisher.names} if case.publisher else set()
    # A site that names itself as the source of an agency's signed copy is its outlet, not its origin.
    if found and signed and found.value in own and signed.value not in own:
        return signed
    return found


def _origin_repost(case: _Case) -> Finding | None:
    return _origin_field(case, "repost", "repost_line")


def _origin_dateline(case: _Case) -> Finding | None:
    dateline = case.layout.dateline
    if dateline is None or dateline.outlet is None:
        return None
    return Finding(case.text[slice(*dateline.outlet)], dateline.rule, dateline.outlet)


def _origin_metadata(case: _Case) -> Finding | None:
    source = case.metadata.source
    if not source or case.signals.fold(source).casefold() in case.signals.vague:
        return None
    return Finding(source, "metadata")


def _origin_cited(case: _Case) -> Finding | None:
    """据某社报道 at the very start: only an outlet's name counts, not 据国防部消息."""
    block = next((b for b in case.layout.blocks if b.kind == "body"), None)
    if block is None:
        return None
    match = case.signals.cite.match(case.folded[block.span.start : block.span.start + 60])
    if match is None:
        return None
    start = block.span.start + match.start("outlet")
    span = _clean(case, start, start + len(find_outlet(match["outlet"], case.signals)))
    return Finding(case.text[slice(*span)], "cited_report", span) if span else None


def _origin_byline(case: _Case) -> Finding | None:
    """An agency in the place of an author's name."""
    name = case.metadata.author.removesuffix(".").strip()
    return Finding(name, "metadata_author") if case.signals.fold(name) in case.signals.agencies else None


def _origin_copyright(case: _Case) -> Finding | None:
    """The agency whose copyright the page's legal text names: © 2025 The Associated Press."""
    own = {case.publisher.name, *case.publisher.names} if case.publisher else set()
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


def _origin_own(case: _Case) -> Finding | None:
    own = case.publisher is not None and case.publisher.own
    return Finding(case.publisher.name, "own_text") if own and case.publisher else None


def _author_field(case: _Case) -> Finding | None:
    for labelled in case.fields:
        if labelled.kind == "author":
            span = _clean(case, labelled.start, labelled.stop)
            if span is not None:
                return Finding(case.text[slice(*span)], "byline", span)
    return None


def _author_dateline(case: _Case) -> Finding | None:
    dateline = case.layout.dateline
    if dateline is None or dateline.author is None:
        return None
    return Finding(case.text[slice(*dateline.author)], dateline.rule, dateline.author)


def _author_metadata(case: _Case) -> Finding | None:
    author = case.metadata.author
    if not author or case.signals.fold(author) in case.signals.agencies:
        return None
    opened = case.signals.credits.match(author)
    return Finding(author[opened.end() :] if opened else author, "metadata")


def _published_caller(case: _Case) -> Finding | None:
    value = case.page.published
    if value is None:
        return None
    shown = _published_line(case)
    same = shown is not None and shown.date is not None and _day(shown.date) == _day(value)
    return Finding("", "caller", shown.span if shown and same else None, value)


def _published_metadata(case: _Case) -> Finding | None:
    value = case.metadata.published
    if value is None:
        return None
    shown = _published_line(case)
    if shown is not None and shown.date is not None and _day(shown.date) == _day(value):
        # The line on the page often has the clock time that the markup leaves out.
        better = isinstance(shown.date, datetime.datetime) and not isinstance(value, datetime.datetime)
        return Finding("", "metadata", shown.span, shown.date if better else value)
    return Finding("", "metadata", None, value)


def _published_line(case: _Case) -> Finding | None:
    """The first full date in a line about the page: a field that says so, or a header's."""
    spans = [(f.start, f.stop) for f in case.fields if f.kind == "published"]
    spans += [
        (p.start, p.stop) for p in case.layout.parts if p.kind in ("source_line", "byline", "editor_line")
    ]
    for start, stop in spans:
        dated = read_date(case.folded[start:stop], case.signals.dates)
        if dated is not None:
            span = (start + dated.start, start + dated.stop)
            return Finding("", "source_line", span, dated.value)
    return None


def _published_dateline(case: _Case) -> Finding | None:
    block = next((b for b in case.layout.blocks if b.kind == "dateline"), None)
    dated = read_date(case.folded[block.span.start : block.span.stop], case.signals.dates) if block else None
    if block is None or dated is None:
        return None
    start = block.span.start
    return Finding("", "dateline", (start + dated.start, start + dated.stop), dated.value)


def _published_address(case: _Case) -> Finding | None:
    for url in (case.page.url, case.metadata.url, _permalink_url(case.folded, case.layout)):
        value = read_address_date(url) if url else None
        if value is not None:
            return Finding("", "address", None, value)
    return None


def _day(value: Date) -> datetime.date:
    return value.date() if isinstance(value, datetime.datetime) else value


_RULES: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("title", (_title_caller, _title_line, _title_metadata, _title_nested)),
    ("outlet", (_outlet_publisher, _outlet_site, _outlet_host)),
    (
        "origin",
        (
            _origin_source,
            _origin_repost,
            _origin_dateline,
            _origin_metadata,
            _origin_byline,
            _origin_cited,
            _origin_copyright,
            _origin_own,
        ),
    ),
    ("author", (_author_field, _author_dateline, _author_metadata)),
    (
        "published",
        (_published_caller, _published_metadata, _published_line, _published_dateline, _published_address),
    ),
)
