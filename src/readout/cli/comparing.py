"""What `readout compare` does: the accounts of a contact, point beside point."""

import json
import re
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from readout import run
from readout.cli.outputs import open_output
from readout.cli.voice import say
from readout.errors import OptionError
from readout.ledger import Store
from readout.run.comparing import Compared, compare_contact, compare_readings
from readout.views.comparison import make_comparison_page, to_row
from readout.views.comparison_html import render_comparison_html
from readout.views.comparison_text import print_comparison, write_markdown

# an id of the ledger's contacts, or its first characters
_CONTACT = re.compile(r"[cm][0-9a-f]{3,}")
_FORM_BY_SUFFIX = {".html": "html", ".htm": "html", ".json": "json", ".md": "markdown"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The options of `readout compare`, "" where not given."""

    sources: tuple[str, ...]
    ledger: str
    contact: str
    sides: tuple[str, ...]
    published: str
    language: str
    form: str
    output: str
    likeness: bool


def compare(order: Order) -> int:
    """Compare and write; returns the exit code, 1 where no two sides tell of one contact."""
    if not order.sources:
        raise OptionError("nothing to compare; give one page or more, see readout compare --help")
    first = order.sources[0]
    if len(order.sources) == 1 and _CONTACT.fullmatch(first) and not Path(first).exists():
        with closing(Store(order.ledger, create=False)) as store:
            found = compare_contact(store, first, likeness=order.likeness)
    else:
        found = _compare_pages(order)
    if not found:
        say("no two sides tell of one contact here")
        return 1
    write_comparisons(found, order)
    return 0


def _compare_pages(order: Order) -> tuple[Compared, ...]:
    if len(order.sides) > len(order.sources):
        raise OptionError("more sides than pages; give one --side for each page, in their order")
    published = run.parse_published(order.published)
    readings = [
        run.read_source(source, published=published, language=order.language) for source in order.sources
    ]
    return compare_readings(readings, contact=order.contact, sides=order.sides, likeness=order.likeness)


def write_comparisons(found: Sequence[Compared], order: Order) -> None:
    """Write them in the form that was asked for, or that the output's name tells."""
    pages = [make_comparison_page(one.comparison, one.readings) for one in found]
    form = order.form or _FORM_BY_SUFFIX.get(Path(order.output).suffix.lower(), "table")
    if form == "html" and len(pages) > 1:
        names = ", ".join(page.title for page in pages)
        raise OptionError(f"html holds one comparison, and there are {len(pages)} ({names}); give --contact")
    with open_output(order.output) as stream:
        if form == "html":
            stream.write(render_comparison_html(pages[0]))
        elif form == "json":
            rows = [to_row(page) for page in pages]
            json.dump(rows[0] if len(rows) == 1 else rows, stream, ensure_ascii=False, indent=2)
            stream.write("\n")
        elif form == "markdown":
            stream.write("\n".join(write_markdown(page) for page in pages))
        else:
            width = None if stream is sys.stdout and sys.stdout.isatty() else 120
            for page in pages:
                print_comparison(Console(file=stream, width=width, highlight=False), page)
