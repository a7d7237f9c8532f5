"""Status: whether a contact happened, goes on, is planned, proposed or denied."""

from collections import Counter
from typing import cast

from readout.ground import Ground
from readout.language.entries import Trigger
from readout.language.sightings import Sighting
from readout.model import Status


def read_status(ground: Ground, seen: Sighting[Trigger], clause: int, end: int) -> tuple[Status, bool]:
    """The status that the words around a trigger speak for, and whether any did; happened if none does.

    Words before the trigger in its clause count; of equals the nearest.
    """
    votes: Counter[str] = Counter()
    for marker in ground.marked.sightings.statuses:
        at, status = marker.span.start, marker.entry.status
        if not clause <= at < end or seen.span.covers(marker.span):
            continue
        if at >= seen.span.stop and status != "denied":
            continue
        if status == "ongoing" and seen.entry.type not in ("visit", "conference"):
            continue
        votes[status] += marker.entry.weight
    if not votes:
        return "happened", False
    return cast("Status", max(votes, key=lambda status: votes[status])), True
