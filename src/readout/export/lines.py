"""JSON lines: one kept page a line, with its whole reading, its ledger ids and its verdicts."""

import json
from collections.abc import Iterable
from typing import TextIO

from readout.export.readings import Json, reading_to_dict
from readout.ledger.kept import Kept


def write_jsonl(kept: Iterable[Kept], stream: TextIO) -> None:
    """Write a line a page: what ``kept_to_dict`` gives."""
    for page in kept:
        stream.write(json.dumps(kept_to_dict(page), ensure_ascii=False, separators=(",", ":")) + "\n")


def kept_to_dict(page: Kept) -> Json:
    """The page as JSON objects: ``reading`` fits reading.schema.json; ``rows`` gives each row's ledger id and verdict."""
    reading = page.reading
    names = (*(row.id for row in reading.statements), *(row.id for row in reading.contacts))
    ids = (*page.statement_ids, *page.contact_ids)
    verdicts = (*page.statement_verdicts, *page.contact_verdicts)
    return {
        "id": page.id,
        "address": page.address,
        "digest": page.digest,
        "fetched": page.fetched.isoformat() if page.fetched else None,
        "version": page.version,
        "versions": page.versions,
        "family": page.family,
        "rules": page.rules,
        "rows": {
            name: {"id": id, "verdict": verdict or None}
            for name, id, verdict in zip(names, ids, verdicts, strict=True)
        },
        "reading": reading_to_dict(reading),
    }
