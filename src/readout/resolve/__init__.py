"""Resolve: what a phrase stands for, against the article's date and what the text said before."""

from readout.resolve.entities import Resolver
from readout.resolve.times import resolve_times

__all__ = ["Resolver", "resolve_times"]
