"""Resolve: what a phrase stands for, against the article's date and what the text said before."""

from readout.resolve.entities import Resolver
from readout.resolve.loading import load_resolver
from readout.resolve.pages import entities_of
from readout.resolve.times import resolve_times

__all__ = ["Resolver", "entities_of", "load_resolver", "resolve_times"]
