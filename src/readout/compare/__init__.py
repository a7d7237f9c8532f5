"""Comparing readings: which pages are copies of one text, and whose text it is."""
