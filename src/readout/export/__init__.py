"""Export: readings in published forms."""

from readout.export.readings import (
    read_schema,
    reading_to_dict,
    row_to_dict,
    to_json,
    to_json_line,
    unreadable_to_dict,
)

__all__ = [
    "read_schema",
    "reading_to_dict",
    "row_to_dict",
    "to_json",
    "to_json_line",
    "unreadable_to_dict",
]
