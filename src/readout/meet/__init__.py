"""Meet: who met, called, visited or wrote to whom."""

from readout.meet.contacts import find_contacts

__all__ = ["find_contacts"]
