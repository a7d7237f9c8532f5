"""Run: feed pages to the pipeline."""

from readout.run.local import (
    Published,
    Row,
    check_jobs,
    check_language,
    count_pages,
    is_batch,
    parse_published,
    read_pages,
    read_source,
)

__all__ = [
    "Published",
    "Row",
    "check_jobs",
    "check_language",
    "count_pages",
    "is_batch",
    "parse_published",
    "read_pages",
    "read_source",
]
