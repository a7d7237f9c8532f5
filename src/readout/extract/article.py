"""Extract an article: a page's text, its blocks and where it is from."""

import re
from collections.abc import Mapping

from readout.errors import PageError
from readout.extract.blocks import find_layout
from readout.extract.case import Metadata
from readout.extract.decode import decode_content
from readout.extract.lines import Line, find_lines
from readout.extract.parts import find_parts
from readout.extract.provenance import find_provenance
from readout.extract.publishers import Publisher
from readout.extract.scripts import find_language
from readout.extract.signals import Signals, compile_signals
from readout.language.lexicon import Lexicon
from readout.model import Article, Page

_HTML_START = re.compile(
    r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|p|article|section|main|table|span|h\d|center|script|link)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<(?:html|body|p|div|br|article|h1)\b[^>]*>", re.IGNORECASE)


def extract_article(
    page: Page, lexicons: Mapping[str, Lexicon], publishers: tuple[Publisher, ...]
) -> Article:
    """The article on ``page``; pure, and the same for the same arguments.

    A plain text is kept as it is, apart from a byte order mark, and its furniture is labelled, never cut. Of
    HTML a text is built: title, body, and in their places the lines around it that say where it is from.
    ``lexicons`` are by language code; without the page's language only signs of form are used. Raises
    PageError for binary, empty or undecodable content, and for HTML without any text.
    """
    name = page.id or page.url or "page"
    text = decode_content(page.content, charset=page.charset, name=name)
    if _is_html(page.media_type, text):
        return _extract_html(page, text, lexicons, publishers, name)
    language = page.language or find_language(text)
    signals = compile_signals(lexicons.get(language), publishers)
    return _build(page, text, find_lines(text), language, Metadata(), signals, publishers)


def _is_html(media_type: str, text: str) -> bool:
    kind = media_type.split(";", 1)[0].strip().lower()
    if kind in ("text/html", "application/xhtml+xml"):
        return bool(_TAG.search(text)) or bool(_HTML_START.match(text[:4000]))
    if kind.startswith("text/") and kind != "text/xml":
        return False
    return bool(_HTML_START.match(text[:4000]))


def _extract_html(
    page: Page,
    html: str,
    lexicons: Mapping[str, Lexicon],
    publishers: tuple[Publisher, ...],
    name: str,
) -> Article:
    from readout.extract import markup  # noqa: PLC0415  the HTML libraries take half a second to import

    document = markup.read_document(html, title=page.title)
    sample = "\n".join(row.text for row in document.rows if row.hint != "outside")
    language = page.language or find_language(sample, declared=document.metadata.language)
    signals = compile_signals(lexicons.get(language), publishers)
    text, lines = markup.build_text(document, signals)
    if not lines:
        raise PageError(f"{name}: no text was found in this HTML; save the page after its scripts have run")
    return _build(page, text, lines, language, document.metadata, signals, publishers)


def _build(
    page: Page,
    text: str,
    lines: tuple[Line, ...],
    language: str,
    metadata: Metadata,
    signals: Signals,
    publishers: tuple[Publisher, ...],
) -> Article:
    folded = signals.fold(text)
    layout = find_layout(folded, find_parts(folded, lines, signals), page.title or metadata.title, signals)
    found = find_provenance(
        page, text, folded, layout, metadata=metadata, signals=signals, publishers=publishers
    )
    return Article(
        text=text,
        language=language,
        blocks=layout.blocks,
        url=page.url or metadata.url,
        title=found.title,
        outlet=found.outlet,
        origin=found.origin,
        author=found.author,
        published=found.published,
        zone=found.zone,
        evidence=found.evidence,
        rules=found.rules,
    )
