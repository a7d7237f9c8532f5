"""What `readout export` does: choose the pages, and have them written in a published format."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from readout import ledger
from readout.cli.outputs import open_output
from readout.cli.progress import Progress
from readout.cli.voice import say
from readout.errors import OptionError
from readout.export.formats import FORMATS, FileFormat, FolderFormat, find_format
from readout.ledger import Kept, Query, Store


def list_formats() -> int:
    """Say what each format holds and loses; returns the exit code."""
    from readout.views.listed import make_console, print_rendered, render_listing  # noqa: PLC0415
    from readout.views.listings import Line, Listing  # noqa: PLC0415 - for this form only

    lines = (Line(cells=(f.name, f.holds, f.loses, f.target)) for f in FORMATS)
    listing = Listing(columns=("format", "holds", "loses", "writes a"), wide=2, lines=tuple(lines), empty="")
    with open_output("") as stream:
        print_rendered(make_console(stream), render_listing(listing))
    return 0


def export(place: str, query: Query, name: str, output: str) -> int:
    """Write the pages that the query asks for; returns the exit code, 1 where there is none."""
    form = find_format(name)
    if isinstance(form, FolderFormat) and not output:
        raise OptionError(f"{name} is several files; give a folder to --output")
    store = Store(place, create=False)
    try:
        ids = ledger.find_page_ids(store, query)
        with Progress("writing", len(ids)) as progress:
            pages = _passed_on(ledger.find_kept(store, ids), progress)
            if isinstance(form, FileFormat):
                with open_output(output) as stream:
                    form.write(pages, stream)
            else:
                _write_folder(form, pages, Path(output))
    finally:
        store.close()
    say(f"{len(ids):,} pages written as {name}" + (f" to {output}" if output else ""))
    return int(not ids)


def _write_folder(form: FolderFormat, pages: Iterator[Kept], folder: Path) -> None:
    """Write beside the folder and give it its name when it is whole, so that half an export is never taken for one."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OptionError(f"{folder} is there already; give a new folder, or an empty one")
    if not folder.parent.is_dir():
        raise OptionError(f"{folder} can't be made; give a folder in one that exists")
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as place:
        inner = Path(place, "export")
        inner.mkdir()
        form.write(pages, inner)
        if folder.exists():
            folder.rmdir()
        os.replace(inner, folder)


def _passed_on(pages: Iterator[Kept], progress: Progress) -> Iterator[Kept]:
    for page in pages:
        progress.advance_pages(1)
        yield page
