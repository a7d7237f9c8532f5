"""Provenance: title, outlet, origin, author and time of a text, each with its rule and its characters."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from readout.extract.blocks import Layout, bare
from readout.extract.case import Case, Finding, Metadata, Rule, day_of, find_links, permalink_url
from readout.extract.dates import Date, in_zone, read_address_date, read_date
from readout.extract.origins import AUTHOR_RULES, ORIGIN_RULES
from readout.extract.publishers import Publisher, find_publisher, host_of
from readout.extract.signals import Signals
from readout.model import Evidence, Page, Span


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
    url = page.url or metadata.url or permalink_url(folded, layout)
    publisher = find_publisher(url, publishers)
    case = Case(
        page=page,
        text=text,
        folded=folded,
        layout=layout,
        metadata=metadata,
        signals=signals,
        publisher=publisher,
        fields=tuple((p.kind or "body", f) for p in layout.parts if p.kind != "teaser" for f in p.fields),
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
        evidence=tuple(_evidence(found, layout)),
        rules=tuple((name, f.rule) for name, f in found.items()),
    )


def _evidence(found: Mapping[str, Finding], layout: Layout) -> Iterator[Evidence]:
    """Where the fields stand, and the place and the day of a dateline that says them."""
    for name, finding in found.items():
        if finding.span:
            yield Evidence(field=name, span=Span(*finding.span))
    dateline = layout.dateline
    for name, span in (("place", dateline.place), ("day", dateline.day)) if dateline else ():
        if span:
            yield Evidence(field=name, span=Span(*span))


def _title_caller(case: Case) -> Finding | None:
    if not case.page.title:
        return None
    wanted = bare(case.page.title)
    for block in case.layout.blocks:
        if block.kind == "title" and bare(block.span.of(case.text)) == wanted:
            return Finding(case.page.title, "caller", (block.span.start, block.span.stop))
    at = case.text.find(case.page.title)
    return Finding(case.page.title, "caller", (at, at + len(case.page.title)) if at >= 0 else None)


def _title_line(case: Case) -> Finding | None:
    for part in case.layout.parts:
        if part.kind == "title":
            return Finding(case.text[part.start : part.stop], "title_line", (part.start, part.stop))
    return None


def _title_metadata(case: Case) -> Finding | None:
    title = case.metadata.title
    if not title:
        return None
    at = case.text.find(title)
    return Finding(title, "metadata", (at, at + len(title)) if at >= 0 else None)


def _title_nested(case: Case) -> Finding | None:
    for kind, rule in (("link", "permalink"), ("source_line", "original_title")):
        for part in case.layout.parts:
            if part.kind == kind and part.title is not None:
                return Finding(case.text[slice(*part.title)], rule, part.title)
    return None


def _outlet_publisher(case: Case) -> Finding | None:
    if case.publisher is None:
        return None
    at = _host_span(case)
    return Finding(case.outlet_name, "publisher", at)


def _outlet_site(case: Case) -> Finding | None:
    return Finding(case.metadata.site, "site_name") if case.metadata.site else None


def _outlet_host(case: Case) -> Finding | None:
    if host := host_of(case.page.url or case.metadata.url):
        return Finding(host, "host")
    host = host_of(permalink_url(case.folded, case.layout))
    return Finding(host, "permalink", _host_span(case)) if host else None


def _host_span(case: Case) -> tuple[int, int] | None:
    """Where the host stands in the text's own permalink, when the outlet was read from there."""
    if case.page.url or case.metadata.url:
        return None
    for url, start in find_links(case.folded, case.layout):
        host = host_of(url)
        at = case.text.lower().find(host, start) if host else -1
        return (at, at + len(host)) if at >= 0 else None
    return None


def _published_caller(case: Case) -> Finding | None:
    value = case.page.published
    if value is None:
        return None
    shown = _published_line(case)
    same = shown is not None and shown.date is not None and day_of(shown.date) == day_of(value)
    return Finding("", "caller", shown.span if shown and same else None, value)


def _published_metadata(case: Case) -> Finding | None:
    value = case.metadata.published
    if value is None:
        return None
    shown = _published_line(case)
    if shown is not None and shown.date is not None and day_of(shown.date) == day_of(value):
        # The line on the page often has the clock time that the markup leaves out.
        better = isinstance(shown.date, datetime.datetime) and not isinstance(value, datetime.datetime)
        return Finding("", "metadata", shown.span, shown.date if better else value)
    return Finding("", "metadata", None, value)


def _published_line(case: Case) -> Finding | None:
    """The first full date in a line about the page: a field that says so, or a header's."""
    spans = [(f.start, f.stop) for _, f in case.fields if f.kind == "published"]
    spans += [
        (p.start, p.stop) for p in case.layout.parts if p.kind in ("source_line", "byline", "editor_line")
    ]
    for start, stop in spans:
        dated = read_date(case.folded[start:stop], case.signals.dates)
        if dated is not None:
            span = (start + dated.start, start + dated.stop)
            return Finding("", "source_line", span, dated.value)
    return None


def _published_dateline(case: Case) -> Finding | None:
    block = next((b for b in case.layout.blocks if b.kind == "dateline"), None)
    dated = read_date(case.folded[block.span.start : block.span.stop], case.signals.dates) if block else None
    if block is None or dated is None:
        return None
    start = block.span.start
    return Finding("", "dateline", (start + dated.start, start + dated.stop), dated.value)


def _published_address(case: Case) -> Finding | None:
    for url in (case.page.url, case.metadata.url, permalink_url(case.folded, case.layout)):
        value = read_address_date(url) if url else None
        if value is not None:
            return Finding("", "address", None, value)
    return None


_RULES: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("title", (_title_caller, _title_line, _title_metadata, _title_nested)),
    ("outlet", (_outlet_publisher, _outlet_site, _outlet_host)),
    ("origin", ORIGIN_RULES),
    ("author", AUTHOR_RULES),
    (
        "published",
        (_published_caller, _published_metadata, _published_line, _published_dateline, _published_address),
    ),
)
