"""Segment: the text in one writing, its sentences and its words."""

from readout.segment.fold import fold
from readout.segment.sentences import segment

__all__ = ["fold", "segment"]
