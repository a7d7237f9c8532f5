"""Peeling: what stands before a cue, taken off from its right until the source remains.

What was taken off says when, where and to whom something was said. Nothing left means that the subject was dropped.
"""

from dataclasses import dataclass, replace

from readout.attribute.sources import leading_name, names_somebody, without_represented
from readout.ground import Ground
from readout.language.entries import Cue
from readout.language.sightings import Sighting
from readout.model import Span, When

_LONGEST_SOURCE = 70
_LONGEST_TOPIC = 40


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is left of a sentence to look at: after the cue before, up to the sentence's end."""

    sentence: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A cue that reports. ``source`` is None where the subject was dropped.

    ``clause`` is where the cue's clause begins; ``opens`` whether a comma, colon or quotation follows the
    cue; ``before`` everything peeled off between source and cue; ``rule`` names the rule that admitted it.
    """

    cue: Span
    entry: Cue
    source: Span | None
    clause: int
    opens: bool
    rule: str
    sentence: int
    to: Span | None = None
    topic: Span | None = None
    when: When | None = None
    negated: bool = False
    before: Span | None = None
    content_at: int = -1  # where content starts, if not right after the cue
    content_before: bool = False  # the content is what stands between source and cue (对协议表示欢迎)
    joined: bool = False  # begins with a word that goes on with the same speaker (并, 还)


def peel(ground: Ground, cue: Sighting[Cue], stretch: Stretch) -> Report | None:
    """The report of a cue with its source and what was taken off before it; None where that is too long for a source."""
    span = cue.span
    clause = ground.clause_start(span.start, stretch.start)
    start = skip_openers(ground, clause, span.start)
    report = Report(
        cue=span,
        entry=cue.entry,
        source=None,
        clause=clause,
        opens=_opens(ground, span.stop, stretch.stop),
        rule="",
        sentence=stretch.sentence,
        before=Span(clause, span.start) if clause < span.start else None,
        joined=any(clause <= s.start < span.start for s in _joints(ground, clause, span.start)),
    )
    whole = cue.entry.frame == "object" and ground.clause_stop(span.stop, stretch.stop) == span.stop
    report, end = _take_off(ground, report, start, whole=whole)
    end = without_represented(ground, start, max(end, start))
    if not report.when and start > clause:
        report = replace(report, when=ground.when_in(clause, start))
    start, rule = _skip_leads(ground, start, end)
    report = replace(report, rule=rule)
    source = _trim(ground, skip_source_cue(ground, start, end), end)
    joined = ground.ending("and_says", span.start, start) is not None
    if source and joined and not names_somebody(ground, source, strict=True):
        source = leading_name(ground, start, end)
    if source is None:
        return report
    return replace(report, source=source) if source.stop - source.start <= _LONGEST_SOURCE else None


def _take_off(ground: Ground, report: Report, start: int, *, whole: bool) -> tuple[Report, int]:
    """A report with the times, places and addressees right before its cue, and where what stands before them ends."""
    end = report.cue.start
    while end > start:
        if time := ground.times_to.get(end):
            report, end = replace(report, when=report.when or ground.whens.get(time)), time.start
        elif end < report.cue.start and ground.text[end - 1] in ground.lexicon.orthography.joints:
            end -= 1
        elif negation := ground.ending("negation", end, start):
            report, end = replace(report, negated=True), negation.start
        elif (light := _light_verb(ground, start, end)) is not None:
            end = light
        elif (phrase := _address(ground, start, end, whole=whole)) is not None:
            end, report = phrase[0], replace(report, **phrase[1])  # type: ignore[arg-type]
        elif (place := _place_phrase(ground, start, end)) is not None:
            end = place
        elif (adverb := _adverb(ground, start, end)) is not None:
            end = adverb
        elif verb := ground.ending("verb_phrase", end, start + 1):
            end = verb.start
        else:
            break
    return report, end


def _light_verb(ground: Ground, start: int, end: int) -> int | None:
    """Where a light verb before a cue begins, adverbs between: 予以强烈反对."""
    adverb = ground.ending("adverb", end, start + 1)
    for stop in (end, adverb.start if adverb else end):
        if light := ground.ending("light_verb", stop, start + 1):
            return light.start
    return None


def _skip_leads(ground: Ground, start: int, end: int) -> tuple[int, str]:
    """Past what opens a source and is no part of it, and the rule that it speaks for: 根据美方提议, 针对乌方称…."""
    rule = ""
    while (mark := ground.starting("of").get(start)) and mark.stop < end:
        start = mark.stop
    for name, named in (("by", "by"), ("prep_topic", "topic")):
        lead = ground.starting(name).get(start)
        if lead and lead.stop < end and (name == "by" or lead.stop in ground.breaks):
            start, rule = lead.stop, named
    return start, rule


def _opens(ground: Ground, at: int, ceiling: int) -> bool:
    if at >= ceiling:
        return False
    return ground.text[at] in ground.pauses or ground.text[at] in ground.openers


def _joints(ground: Ground, start: int, stop: int) -> list[Span]:
    table = ground.starting("joint")
    return [table[i] for i in range(start, stop) if i in table]


def skip_source_cue(ground: Ground, start: int, end: int) -> int:
    """据 X 透露: the source is X."""
    for seen in ground.cues_from(start, start + 1):
        if seen.entry.frame == "source" and seen.span.stop < end:
            return seen.span.stop
    return start


def skip_openers(ground: Ground, start: int, stop: int) -> int:
    """Past conjunctions, times and phrases of place at the start of a clause."""
    openers, places = ground.starting("opener"), ground.starting("prep_place")
    at = start
    while at < stop:
        if (opener := openers.get(at)) and opener.stop <= stop and not _in_mention(ground, at, opener.stop):
            at = opener.stop
        elif (time := ground.times_at.get(at)) and time.stop <= stop:
            at = time.stop
        elif (place := places.get(at)) and (end := _phrase_end(ground, place.stop, stop)):
            at = end
        elif ground.text[at].isspace():
            at += 1
        else:
            break
    return at


def _in_mention(ground: Ground, start: int, stop: int) -> bool:
    mention = ground.mentions_at.get(start)
    return mention is not None and mention.span.stop > stop


def _phrase_end(ground: Ground, start: int, stop: int) -> int:
    """Where a phrase of place that opens a clause ends: at its first locative before a name. 0 if none."""
    locatives = ground.starting("locative")
    for at in range(start + 1, stop):
        if (locative := locatives.get(at)) and locative.stop < stop and locative.start in ground.breaks:
            if locative.stop in ground.mentions_at or locative.stop in ground.starting("pronoun"):
                return locative.stop
            if locative.stop in ground.starting("group"):
                return locative.stop
    return 0


def _adverb(ground: Ground, start: int, end: int) -> int | None:
    adverb = ground.ending("adverb", end, start) or _manner(ground, start, end)
    if adverb and not any(
        m.span.start < end and m.span.stop > adverb.start for m in ground.mentions_in(start, end)
    ):
        return adverb.start
    return None


def _manner(ground: Ground, start: int, end: int) -> Span | None:
    """高兴地: an adverb made with 地; back to the word break before."""
    mark = ground.ending("manner", end, start)
    if mark is None or mark.start <= start:
        return None
    at = mark.start - 1
    while at > start and at not in ground.breaks:
        at -= 1
    return Span(at, end) if at > start else None


def _address(
    ground: Ground, start: int, end: int, *, whole: bool = False
) -> tuple[int, dict[str, Span | None]] | None:
    """向 X, 对 X right before the cue: whom it was said to; 就 X: what it was said of.

    ``whole`` where nothing follows the cue, so that all of the phrase is what it is about (对来访者的到来表示欢迎).
    """
    if whole and (phrase := _whole_phrase(ground, start, end)):
        return phrase.start, {"topic": Span(ground.starting("prep_to")[phrase.start].stop, end)}
    for name, what in (("prep_to", "to"), ("prep_topic", "topic")):
        table = ground.starting(name)
        for at in range(end - 2, start - 1, -1):
            prep = table.get(at)
            if prep is None or prep.stop >= end or at not in ground.breaks:
                continue
            rest = Span(prep.stop, end)
            if what == "topic" and at == start and names_somebody(ground, rest, strict=True):
                break  # 针对乌方称…: what he says is the topic of what follows
            if what == "topic":
                return at, {"topic": rest}
            mentions = ground.mentions_in(prep.stop, end)
            if mentions and mentions[-1].span.stop >= end - 2 and end - prep.stop <= 30:
                return at, {"to": rest}
            if end - prep.stop <= 8 and not ground.has_word("locative", prep.stop, end):
                return at, ({"to": rest} if mentions else {"topic": rest})
            break
    return None


def _whole_phrase(ground: Ground, start: int, end: int) -> Span | None:
    """The phrase that the first 对 before a cue opens, where it is more than a name."""
    for at in range(max(start, end - _LONGEST_TOPIC), end - 2):
        prep = ground.starting("prep_to").get(at)
        if prep and at in ground.breaks and prep.stop < end:
            mentions = ground.mentions_in(prep.stop, end)
            named = bool(mentions) and (mentions[0].span.start, mentions[-1].span.stop) == (prep.stop, end)
            return None if named else Span(at, end)
    return None


def _place_phrase(ground: Ground, start: int, end: int) -> int | None:
    """在…上, 接受…采访时, 通过社交平台: the offset its preposition starts at."""
    closed = ground.ending("locative", end, start) is not None
    scene = any(ground.ending(name, end, start) for name in _SCENES)
    table = ground.starting("prep_place" if closed or scene else "at_place")
    if not closed and not scene and not _ends_in_place(ground, start, end):
        return None
    best = None
    for at in range(end - 2, start - 1, -1):
        if (
            (prep := table.get(at))
            and prep.stop < end
            and at in ground.breaks
            and not _in_mention(ground, at, prep.stop)
        ):
            best = at
            if prep.stop - at == 1 or not closed:
                break
    if best is None or (not closed and not scene and not _is_all_place(ground, table[best].stop, end)):
        return None
    before = ground.ending("at_place", best, start)  # 在接受采访时: two prepositions, one phrase
    return before.start if before else best


def _ends_in_place(ground: Ground, start: int, end: int) -> bool:
    """在日内瓦: a place with no locative after it, right before the cue."""
    mentions = ground.mentions_in(start, end, ("place", "body", "country"))
    return bool(mentions) and mentions[-1].span.stop == end and mentions[-1].span.start > start


def _is_all_place(ground: Ground, start: int, end: int) -> bool:
    mentions = ground.mentions_in(start, end, ("place", "body", "country"))
    return (
        bool(mentions)
        and mentions[0].span.start == start
        and sum(m.span.stop - m.span.start for m in mentions) == end - start
    )


_SCENES = (
    "scene_call",
    "scene_meeting",
    "scene_briefing",
    "scene_speech",
    "scene_post",
    "scene_document",
    "scene_interview",
)


def _trim(ground: Ground, start: int, end: int) -> Span | None:
    text = ground.text
    while start < end and (text[start].isspace() or text[start] in ground.closers):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def peel_end(ground: Ground, start: int, stop: int) -> tuple[int, When | None]:
    """Where a source ends that times and adverbs stand behind, and the time."""
    when = None
    while stop > start:
        if time := ground.times_to.get(stop):
            when, stop = when or ground.whens.get(time), time.start
        elif adverb := ground.ending("adverb", stop, start):
            stop = adverb.start
        else:
            break
    return stop, when
