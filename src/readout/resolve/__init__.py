"""Resolve: what a phrase stands for, against the article's date and what the text said before."""

from readout.resolve.times import resolve_times

__all__ = ["resolve_times"]
