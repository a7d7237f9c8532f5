"""Acts: what a statement does, by its cue first, then by what most of its content does.

Every character of the content goes to the act of the nearest marker before it in its sentence (愿…, 必须…,
将…); what stands before any marker is plain report or opinion, whichever its speaker is likelier to give.
"""

from collections import Counter
from typing import cast

from readout.ground import Ground
from readout.language.entries import Cue
from readout.model import Act, Span

# Acts that a cue decides by itself: whoever condemns accuses, whatever the content says.
_DECIDED = frozenset({"demand", "accuse", "warn", "courtesy", "deny", "withhold", "propose", "commit"})
_PLAIN = frozenset({"assert", "judge"})
_DECIDES = 3  # a marker of this weight at the content's start decides alone
_HINT = 12  # characters that a plain word (击落, 有利于) is worth


def read_act(ground: Ground, cue: Cue, content: tuple[Span, ...], *, negated: bool, personal: bool) -> Act:
    """The act of a statement; ``personal`` where a politician speaks, who gives opinions, not a headquarters."""
    if negated:
        return "withhold"
    if cue.frame == "source":
        return "assert"
    if cue.act in _DECIDED:
        return _read_decided(ground, cue, content)
    shares = _shares(ground, content)
    plain = "judge" if personal or cue.act == "judge" else "assert"
    size = sum(span.stop - span.start for span in content)
    strong = Counter({act: n for act, n in shares.items() if act not in _PLAIN})
    if strong:
        act, share = strong.most_common(1)[0]
        if share * 2 >= size:
            return cast("Act", act)
    shares[plain] += _HINT
    return cast("Act", max(sorted(_PLAIN), key=lambda act: shares[act]))


def _read_decided(ground: Ground, cue: Cue, content: tuple[Span, ...]) -> Act:
    """同意 an offer commits, 同意 an opinion judges."""
    if cue.act in ("commit", "propose") and any(
        ground.has_word("opinion", span.start, span.stop) for span in content
    ):
        return "judge"
    return cast("Act", cue.act)


def _shares(ground: Ground, content: tuple[Span, ...]) -> Counter[str]:
    """Characters of content by act: those after a strong marker in its sentence, and hints by their number."""
    shares: Counter[str] = Counter()
    for span in content:
        current, since = "", span.start
        for seen in ground.marked.sightings.markers:
            at, entry = seen.span.start, seen.entry
            if at < span.start or seen.span.stop > span.stop:
                continue
            if entry.act in _PLAIN or entry.weight < 2:
                shares[entry.act] += _HINT * entry.weight
                continue
            if current:
                shares[current] += _run(ground, since, at)
            elif entry.weight >= _DECIDES and at - span.start <= 12:
                since = span.start
                current = entry.act
                continue
            current, since = entry.act, at
        if current:
            shares[current] += _run(ground, since, span.stop)
    return shares


def _run(ground: Ground, start: int, stop: int) -> int:
    """The characters from a marker to the next, no further than its sentence."""
    for at in range(start, stop):
        if ground.text[at] in ground.stops:
            return at - start
    return stop - start
