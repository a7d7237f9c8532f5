"""The dates that a caller, a feed or a sitemap gives a page."""

import datetime
import email.utils


def parse_date(text: str) -> datetime.date | datetime.datetime:
    """An ISO 8601 date (2025-02-13), or date and time (2025-02-13T08:30+08:00). Raises ValueError for anything else."""
    if len(text) <= len("2025-02-13"):
        return datetime.date.fromisoformat(text)
    return datetime.datetime.fromisoformat(text)


def find_date(text: str) -> datetime.date | datetime.datetime | None:
    """The date in ISO 8601 or as in a mail (RFC 5322, the dates of RSS), None if it is neither.

    A time without its zone is no moment, so that only its day is kept; the zone is kept as written, as the day
    that a text calls today is the day there.
    """
    text = text.strip()
    for parse in (parse_date, email.utils.parsedate_to_datetime):
        try:
            found = parse(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if isinstance(found, datetime.datetime) and found.utcoffset() is None:
            return found.date()
        return found
    return None
