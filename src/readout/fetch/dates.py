"""The date that a caller gives a page."""

import datetime


def parse_date(text: str) -> datetime.date | datetime.datetime:
    """An ISO 8601 date (2025-02-13), or date and time (2025-02-13T08:30+08:00). Raises ValueError for anything else."""
    if len(text) <= len("2025-02-13"):
        return datetime.date.fromisoformat(text)
    return datetime.datetime.fromisoformat(text)
