"""Status: whether a contact happened, goes on, is planned, proposed or denied."""

from collections import Counter
from typing import cast

from readout.ground import Ground
from readout.language.entries import Trigger
from readout.language.sightings import Sighting
from readout.meet.chunks import Line
from readout.meet.roles import Subject
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
    return _winner(votes), True


def read_spaced_status(line: Line, at: int, clause: int, stop: int, subject: Subject) -> tuple[Status, bool]:
    """The status of the trigger at chunk ``at`` of a spaced language, and whether words spoke for one.

    Words of its clause before it count, and behind a noun that nobody acts on those of the verb behind it. What the
    form itself says counts where they are silent, unless they deny it.
    """
    seen = line.chunks[at].trigger
    entry = seen.entry if seen else None
    first = _bearing(line, clause, at)
    passive = entry is not None and entry.noun and not subject.parties
    votes: Counter[str] = Counter()
    for marker in line.ground.marked.sightings.statuses:
        where = line.index(marker.span.start)
        if (
            not line.sentence.span.covers(marker.span)
            or where >= len(line)
            or line.chunks[where].start != marker.span.start
        ):
            continue
        bears = where < at and marker.span.stop > line.chunks[first].start
        governs = _governs(line, clause, where) and marker.entry.status == "denied"
        if bears or governs or (passive and at < where < _clause_stop(line, stop)):
            votes[marker.entry.status] += marker.entry.weight
    if entry and entry.implies and not votes["denied"]:
        votes[entry.implies] += 2
    return (_winner(votes), True) if votes else ("happened", False)


def _governs(line: Line, clause: int, where: int) -> bool:
    """Whether a word stands right before the clause and rules over it: denied that they would meet."""
    return line.has(clause - 1, "complementizer") and clause - 4 <= where < clause


def _clause_stop(line: Line, at: int) -> int:
    """Where the verb behind a noun may stand: a few words, no mark between."""
    stop = at
    while stop < min(at + 6, len(line)) and line.kind(stop) != "mark":
        stop += 1
    return stop


def _bearing(line: Line, clause: int, at: int) -> int:
    """Where the words that bear on a trigger begin: behind a conjunction right before a verb, with the noun of what
    only is the occasion of something else (in a call), else with its clause."""
    seen = line.chunks[at].trigger
    if seen and seen.entry.noun:
        for back in range(at - 1, max(clause - 1, at - 8), -1):
            if line.back(back, "light verb", "attend") <= back:
                return clause
            if line.has(back, "occasion"):
                return back
            if line.kind(back) == "mark" or line.has(back, "preposition"):
                break
        return clause
    for back in range(at - 1, max(clause - 1, at - 4), -1):
        if line.has(back, "conjunction"):
            return back
        if line.kind(back) != "word":
            break
    return clause


def _winner(votes: Counter[str]) -> Status:
    return cast("Status", max(votes, key=lambda status: votes[status]))
