"""The formats that a ledger can be written in: what each holds, what it loses, and its writer."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TextIO

from readout.errors import OptionError
from readout.export.annotations import write_annotations
from readout.export.brat import write_brat
from readout.export.gdelt import write_gdelt
from readout.export.lines import write_jsonl
from readout.export.parquet import write_parquet
from readout.export.plover import write_plover
from readout.export.schema_org import write_jsonld
from readout.export.sheets import write_csv
from readout.ledger.kept import Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFormat:
    """A format of one file: its writer takes a text stream (UTF-8, lines ended by a line feed)."""

    name: str
    suffix: str
    holds: str
    loses: str
    write: Callable[[Iterable[Kept], TextIO], None]
    target: Literal["file"] = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderFormat:
    """A format of several files: its writer takes a folder that is there. ``suffix`` is that of the files in it."""

    name: str
    suffix: str
    holds: str
    loses: str
    write: Callable[[Iterable[Kept], Path], None]
    target: Literal["folder"] = "folder"


Format = FileFormat | FolderFormat

FORMATS: tuple[Format, ...] = (
    FolderFormat(
        name="csv",
        suffix=".csv",
        holds="Three tables (statements, contacts, pages) for spreadsheets, with verdicts and positions.",
        loses="Where the parties stand in the text, mentions, amounts, blocks and evidence; cells that look "
        "like formulas get an apostrophe.",
        write=write_csv,
    ),
    FolderFormat(
        name="parquet",
        suffix=".parquet",
        holds="The same three tables with typed columns, for pandas, DuckDB and Spark.",
        loses="Mentions, amounts, blocks and evidence.",
        write=write_parquet,
    ),
    FileFormat(
        name="jsonl",
        suffix=".jsonl",
        holds="A page a line: the whole reading, with the ledger's ids and verdicts.",
        loses="Nothing of the readings; judgements of two rows stay in the ledger.",
        write=write_jsonl,
    ),
    FileFormat(
        name="jsonld",
        suffix=".jsonld",
        holds="One schema.org graph: articles, quotations, claims and events.",
        loses="Rows judged wrong, where names stand, mentions and amounts; what schema.org has no word for is "
        "an additionalProperty.",
        write=write_jsonld,
    ),
    FileFormat(
        name="annotation",
        suffix=".jsonl",
        holds="W3C Web Annotations, one a line: positions in code points and UTF-16 units, quotations with "
        "what stands around them.",
        loses="Mentions, amounts, blocks and rules; the fields of a row are tags.",
        write=write_annotations,
    ),
    FileFormat(
        name="plover",
        suffix=".jsonl",
        holds="PLOVER event records: contacts as CONSULT, AGREE or SUPPORT, statements with CAMEO codes and no event.",
        loses="Rows judged wrong, denied contacts, topics, country and sector codes, and the text itself.",
        write=write_plover,
    ),
    FolderFormat(
        name="gdelt",
        suffix=".tsv",
        holds="Events and mentions in the columns of GDELT 2.0; reports of one row in copies of a text are one event.",
        loses="Rows judged wrong, denied contacts, all parties after the second, what was said, and every "
        "column that needs a gazetteer, actor codes or a tone.",
        write=write_gdelt,
    ),
    FolderFormat(
        name="brat",
        suffix=".ann",
        holds="Each page's text and its rows as brat standoff, to look at and correct in annotation tools.",
        loses="Titles, outlets and dates of pages, amounts and mentions in no row; tabs and odd line ends "
        "become spaces.",
        write=write_brat,
    ),
)


def find_format(name: str) -> Format:
    """The format of this name; raises OptionError, naming those there are."""
    for format in FORMATS:
        if format.name == name:
            return format
    raise OptionError(
        f"Unknown export format {name!r}; one of {', '.join(format.name for format in FORMATS)}."
    )


def write_export(format: Format, kept: Iterable[Kept], path: Path) -> None:
    """Write the pages to a file, or into a folder that is made where it is missing and must be empty.

    A file takes its name only when it is whole. Raises OptionError for a folder that is not empty.
    """
    if isinstance(format, FolderFormat):
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise OptionError(f"{path} is there already and not an empty folder; name a new one.")
        path.mkdir(parents=True, exist_ok=True)
        format.write(kept, path)
        return
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            format.write(kept, stream)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
