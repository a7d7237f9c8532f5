"""Acts: what a statement does, by its cue first, then by what most of its content does.

A news sentence does what its strongest marker does (必须…, 拒绝…). A long speech mixes many: there every
character goes to the act of the nearest marker before it in its sentence. What no marker speaks for is
plain report or opinion, whichever its speaker is likelier to give.
"""

from collections import Counter
from typing import cast

from readout.ground import Ground
from readout.language.entries import Cue, Marker
from readout.language.sightings import Sighting
from readout.model import Act, Span

# Acts that a cue decides by itself: whoever condemns accuses, whatever the content says.
_DECIDED = frozenset({"demand", "accuse", "warn", "courtesy", "deny", "withhold", "propose", "commit"})
_PLAIN = frozenset({"assert", "judge"})
_STRENGTH = (
    "withhold",
    "deny",
    "warn",
    "accuse",
    "demand",
    "commit",
    "propose",
    "courtesy",
)  # strongest first
_HINT = 12  # characters that a plain word (击落, 有利于) is worth
_SPACED_HINT = 30  # the same where words are spaced, and longer
_NEGATED: dict[str, Act] = {
    "assert": "withhold",
    "demand": "deny",
    "commit": "deny",
    "propose": "deny",
    "accuse": "judge",
    "warn": "judge",
    "deny": "judge",
}
_COMMENT = 24  # characters that a refusal to comment begins with


def read_act(
    ground: Ground,
    cue: Cue,
    content: tuple[Span, ...],
    *,
    negated: bool,
    personal: bool,
    factual: bool,
    speech: bool,
) -> Act:
    """The act of a statement.

    ``factual``: the cue gives facts, whoever speaks (证实). ``personal``: a politician speaks for himself, who
    gives opinions, not a headquarters. ``speech``: the words are a readout's telling of a speech.
    """
    if negated:
        return "withhold"
    if cue.frame == "source" or (factual and not speech):
        return "assert"
    if cue.act in _DECIDED:
        return _read_decided(ground, cue, content)
    return _read_content(ground, cue, content, personal=personal, speech=speech)


def read_clause_act(
    ground: Ground,
    cue: Cue,
    content: tuple[Span, ...],
    *,
    negated: bool,
    personal: bool,
    factual: bool,
    committing: bool,
) -> Act:
    """The act of a statement of a spaced language; what the flags mean stands at ``read_act``.

    ``negated``: the cue is (did not say whether). ``committing``: the cue promises what its infinitive names (agreed to).
    """
    if negated:
        return _NEGATED.get(cue.act, cast("Act", cue.act))
    if committing:
        return "commit"
    if cue.act in _DECIDED:
        comments = ground.marked.sightings.words.get("comment", ())
        first = content[0]
        silent = any(first.start <= span.start < first.start + _COMMENT for span in comments)
        return "withhold" if cue.act == "deny" and silent else cast("Act", cue.act)
    if factual:
        return "assert"
    return _read_content(ground, cue, content, personal=personal, speech=False)


def _read_content(
    ground: Ground, cue: Cue, content: tuple[Span, ...], *, personal: bool, speech: bool
) -> Act:
    shares = _speech_shares(ground, content) if speech else _sentence_shares(ground, content)
    size = sum(span.stop - span.start for span in content)
    strong = Counter({act: n for act, n in shares.items() if act not in _PLAIN})
    if strong:
        act, share = strong.most_common(1)[0]
        if share * 2 >= size:
            return cast("Act", act)
    certain = 2 if cue.act == "judge" and ground.lexicon.orthography.spaced else 1
    shares["judge" if personal or cue.act == "judge" else "assert"] += _hint(ground) * certain
    return cast("Act", max(sorted(_PLAIN), key=lambda act: shares[act]))


def _hint(ground: Ground) -> int:
    return _SPACED_HINT if ground.lexicon.orthography.spaced else _HINT


def _read_decided(ground: Ground, cue: Cue, content: tuple[Span, ...]) -> Act:
    """同意 an offer commits, 同意 an opinion judges; 拒绝 a demand denies, 拒绝 to comment withholds."""
    last = content[-1]
    if cue.act == "deny" and ground.ending("comment", last.stop, last.start):
        return "withhold"
    if cue.act in ("commit", "propose") and any(
        ground.has_word("opinion", span.start, span.stop) for span in content
    ):
        return "judge"
    return cast("Act", cue.act)


def _markers(ground: Ground, span: Span) -> list[Sighting[Marker]]:
    return [s for s in ground.markers_in(span) if s.span.stop in ground.breaks]  # no 决定 in 决定性


def _sentence_shares(ground: Ground, content: tuple[Span, ...]) -> Counter[str]:
    """Characters of content by act: a sentence's to its strongest marker; hints by their number."""
    shares: Counter[str] = Counter()
    for span in content:
        for start, stop in _sentences(ground, span):
            found = _markers(ground, Span(start, stop))
            acts = {
                seen.entry.act for seen in found if seen.entry.weight > 1 and seen.entry.act not in _PLAIN
            }
            strongest = next((act for act in _STRENGTH if act in acts), "")
            if strongest:
                shares[strongest] += stop - start
            for seen in found:
                if seen.entry.act in _PLAIN:
                    shares[seen.entry.act] += _hint(ground) * seen.entry.weight
    return shares


def _sentences(ground: Ground, span: Span) -> list[tuple[int, int]]:
    cuts = [at + 1 for at in range(span.start, span.stop - 1) if ground.text[at] in ground.stops]
    return list(zip([span.start, *cuts], [*cuts, span.stop], strict=True))


def _speech_shares(ground: Ground, content: tuple[Span, ...]) -> Counter[str]:
    """Characters of content by act: those after a strong marker in its sentence; hints by their number."""
    shares: Counter[str] = Counter()
    for span in content:
        current, since = "", span.start
        for seen in _markers(ground, span):
            at, entry = seen.span.start, seen.entry
            if entry.act in _PLAIN or entry.weight < 2:
                shares[entry.act] += _hint(ground) * entry.weight
                continue
            if current:
                shares[current] += _run(ground, since, at)
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
