"""Attribute: who said what."""

from readout.attribute.statements import find_statements

__all__ = ["find_statements"]
