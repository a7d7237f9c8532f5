"""Spot: the forms, names, times and amounts that stand in a text."""

from readout.spot.amounts import find_amounts
from readout.spot.forms import FormIndex, index_forms
from readout.spot.names import find_names
from readout.spot.times import find_durations, find_times
from readout.spot.word_forms import WordFormIndex

__all__ = [
    "FormIndex",
    "WordFormIndex",
    "find_amounts",
    "find_durations",
    "find_names",
    "find_times",
    "index_forms",
]
