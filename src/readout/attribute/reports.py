"""Reports: the cues of a sentence that do report, each with the phrase that names its source.

A cue is looked at from its left: what stands between the start of its clause and the cue is peeled of
times, adverbs and phrases of place and address until the source remains. Nothing left means that the
subject was dropped. What was peeled says when, where and to whom.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from readout.ground import Ground
from readout.language.entries import Cue
from readout.language.sightings import Sighting
from readout.model import Span, When

_LONGEST_SOURCE = 70
_UNKNOWN_NAME = 6
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


def find_reports(ground: Ground) -> Iterator[Report]:
    """The reports of the whole text, in text order."""
    cues = iter(ground.marked.sightings.cues)
    cue = next(cues, None)
    blocked = _blocked(ground)
    for number, sentence in enumerate(ground.sentences):
        while cue and cue.span.start < sentence.span.start:
            cue = next(cues, None)
        floor = sentence.span.start
        while cue and cue.span.stop <= sentence.span.stop:
            free = blocked.get(cue.span.start, 0) < cue.span.stop and not ground.masked[cue.span.start]
            if cue.span.start >= floor and free:
                for report in _read_cue(ground, cue, Stretch(number, floor, sentence.span.stop)):
                    floor = max(floor, report.cue.stop if report.content_at < 0 else report.content_at)
                    yield report
            cue = next(cues, None)


def _blocked(ground: Ground) -> dict[int, int]:
    """Where each character of a word that only looks like a cue stands (名称, 小说), and where that word stops."""
    blocked: dict[int, int] = {}
    for span in ground.marked.sightings.words.get("not_cue", ()):
        if span.start in ground.breaks:
            blocked.update((at, span.stop) for at in range(span.start, span.stop))
    return blocked


def _read_cue(ground: Ground, cue: Sighting[Cue], stretch: Stretch) -> Iterator[Report]:
    span, entry = cue.span, cue.entry
    if not _starts_word(ground, span.start) or not _ends_word(ground, span):
        return
    if entry.frame == "source":
        yield from _read_source_frame(ground, cue, stretch)
        return
    report = _peel(ground, _shorten(ground, cue, stretch), stretch)
    if report and (inner := _cited(ground, report)):
        yield from inner
    elif report and _admit(ground, report, stretch):
        ends = ground.clause_stop(span.stop, stretch.stop) == report.cue.stop
        takes_object = report.entry.frame != "clause" and (report.to or report.topic) is not None
        yield replace(report, content_before=ends and takes_object)


def _shorten(ground: Ground, cue: Sighting[Cue], stretch: Stretch) -> Sighting[Cue]:
    """表示感谢 at the end of its clause, with nobody thanked before it: 表示, and what follows is content."""
    span = cue.span
    if cue.entry.frame != "object" or ground.clause_stop(span.stop, stretch.stop) > span.stop:
        return cue
    for size in range(span.stop - span.start - 2, 1, -1):
        entry = ground.cue_of(ground.text[span.start : span.start + size])
        if entry and entry.frame == "clause":
            before = _peel(ground, cue, stretch)
            if before and (before.to or before.topic):
                return cue
            return Sighting(Span(span.start, span.start + size), replace(entry, act=cue.entry.act))
    return cue


def _starts_word(ground: Ground, start: int) -> bool:
    """Whether a word starts here, or one ends here that the dictionary takes for part of it (并称, 双方同意)."""
    if start in ground.breaks:
        return True
    return any(
        ground.ending(name, start, max(0, start - 4))
        for name in ("adverb", "group", "pronoun", "locative", "side")
    )


def _ends_word(ground: Ground, span: Span) -> bool:
    """Whether a word ends here, or another cue begins that the dictionary takes for part of it (称愿)."""
    return span.stop in ground.breaks or any(
        seen.span.start == span.stop for seen in ground.marked.sightings.cues
    )


# 据…报道, 根据…的声明, 综合…的消息


def _read_source_frame(ground: Ground, cue: Sighting[Cue], stretch: Stretch) -> Iterator[Report]:
    span = cue.span
    clause = ground.clause_start(span.start, stretch.start)
    if skip_openers(ground, clause, span.start) < span.start:
        return
    stop = ground.clause_stop(span.stop, stretch.stop)
    end, when, reported = _peel_report_nouns(ground, span.stop, stop)
    if not reported or end <= span.stop or stop >= stretch.stop - 1 or _ends_in_cue(ground, span.stop, stop):
        return
    report = Report(
        cue=span,
        entry=cue.entry,
        source=Span(span.stop, end),
        clause=clause,
        opens=True,
        rule="according-to",
        sentence=stretch.sentence,
        when=when,
        before=Span(span.stop, stop),
        content_at=min(stop + 1, stretch.stop),
    )
    inner = _read_inner_source(ground, report, span.stop, stop)
    yield from inner or (report,)


def _peel_report_nouns(ground: Ground, start: int, stop: int) -> tuple[int, When | None, bool]:
    """Peel 报道, 的消息, 报道称, 29日 from the end of a source; and whether such a word was there."""
    end, when, reported = stop, None, False
    cues = {
        s.span.stop: s for s in ground.marked.sightings.cues if start < s.span.start and s.span.stop <= stop
    }
    while end > start:
        seen = cues.get(end)
        if seen and seen.entry.channel == "media" and not seen.entry.noun:
            end, reported = seen.span.start, True
        elif noun := ground.ending("report_noun", end, start):
            reported = True
            if ground.has_word("keep_noun", noun.start, noun.stop):
                return end, when, True
            end = noun.start
        elif time := ground.times_to.get(end):
            when, end = when or ground.whens.get(time), time.start
        elif adverb := ground.ending("adverb", end, start):
            end = adverb.start
        elif mark := ground.ending("of", end, start) or (reported and ground.ending("issued", end, start)):
            end = mark.start
        else:
            break
    return end, when, reported


def _ends_in_cue(ground: Ground, start: int, stop: int) -> bool:
    """据 X 发帖称: the cue is the verb."""
    return any(
        s.span.stop == stop and s.span.start > start and s.entry.channel not in ("unknown", "media")
        for s in ground.marked.sightings.cues
    )


def _cited(ground: Ground, report: Report) -> tuple[Report, Report] | None:
    """X 援引 Y 的话报道: the outer report, and the inner one whose cue is 援引."""
    left = _skip_source_cue(ground, report.source.start if report.source else report.clause, report.cue.start)
    return _read_inner_source(ground, report, left, report.cue.start)


def _read_inner_source(ground: Ground, report: Report, left: int, stop: int) -> tuple[Report, Report] | None:
    """A report whose source cites another's in ``text[left:stop]``, and what it cites."""
    for seen in ground.marked.sightings.cues:
        if seen.span.start >= stop:
            break
        if seen.entry.frame != "source" or seen.span.start <= left:
            continue
        outer_end, when = _peel_end(ground, left, seen.span.start)
        inner_end, _, reported = _peel_report_nouns(ground, seen.span.stop, stop)
        if outer_end <= left or inner_end <= seen.span.stop or not reported:
            return None
        outer = replace(report, source=Span(left, outer_end), when=report.when or when, rule="citing")
        inner = replace(
            report,
            cue=seen.span,
            entry=seen.entry,
            source=Span(seen.span.stop, inner_end),
            when=None,
            to=None,
            rule="cited",
            content_at=report.cue.stop if report.content_at < 0 else report.content_at,
        )
        return outer, inner
    return None


def _peel_end(ground: Ground, start: int, stop: int) -> tuple[int, When | None]:
    when = None
    while stop > start:
        if time := ground.times_to.get(stop):
            when, stop = when or ground.whens.get(time), time.start
        elif adverb := ground.ending("adverb", stop, start):
            stop = adverb.start
        else:
            break
    return stop, when


# Everything else: peel what stands before the cue


def _peel(ground: Ground, cue: Sighting[Cue], stretch: Stretch) -> Report | None:
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
    end = span.start
    whole = cue.entry.frame == "object" and ground.clause_stop(span.stop, stretch.stop) == span.stop
    while end > start:
        if time := ground.times_to.get(end):
            report, end = replace(report, when=report.when or ground.whens.get(time)), time.start
        elif end < span.start and ground.text[end - 1] in ground.lexicon.orthography.joints:
            end -= 1
        elif negation := ground.ending("negation", end, start):
            report, end = replace(report, negated=True), negation.start
        elif light := ground.ending("light_verb", end, start + 1):
            end = light.start
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
    end = max(end, start)
    end = _without_represented(ground, start, end)
    if not report.when and start > clause:
        report = replace(report, when=ground.when_in(clause, start))
    while (mark := ground.starting("of").get(start)) and mark.stop < end:
        start = mark.stop
    if (lead := ground.starting("by").get(start)) and lead.stop < end:
        start, report = lead.stop, replace(report, rule="by")
    start = _skip_source_cue(ground, start, end)
    if (lead := ground.starting("prep_topic").get(start)) and lead.stop < end and lead.stop in ground.breaks:
        start, report = lead.stop, replace(report, rule="topic")  # 针对乌方称…
    source = _trim(ground, start, end)
    if (
        source
        and ground.ending("and_says", span.start, start)
        and not names_somebody(ground, source, strict=True)
    ):
        source = _leading_name(ground, start, end)
    if source is None:
        return report
    return replace(report, source=source) if source.stop - source.start <= _LONGEST_SOURCE else None


def _without_represented(ground: Ground, start: int, end: int) -> int:
    """Where a source ends that speaks for others: 主席 X 代表政府和人民表示哀悼, or 代表… alone, whose subject was dropped."""
    words = ground.starting("on_behalf")
    for at in (start, *(m.span.stop for m in ground.mentions_in(start, end, ("person",)))):
        word = words.get(at)
        if word and (owner := ground.mentions_at.get(word.stop)) and owner.kind in ("country", "body"):
            return at
    return end


def _leading_name(ground: Ground, start: int, end: int) -> Span | None:
    """总统 A 视察并表示: who a clause with another verb is about; None where it names nobody (否认被包围并称…)."""
    stop = start
    while (mention := ground.mentions_at.get(stop)) and mention.span.stop < end:
        stop = mention.span.stop
    name = Span(start, stop) if stop > start else None
    return name if name and ground.mentions_in(start, stop, ("person", "title", "body")) else None


def _skip_source_cue(ground: Ground, start: int, end: int) -> int:
    """据 X 透露: the source is X."""
    for seen in ground.marked.sightings.cues:
        if seen.span.start == start and seen.entry.frame == "source" and seen.span.stop < end:
            return seen.span.stop
        if seen.span.start > start:
            break
    return start


def _joints(ground: Ground, start: int, stop: int) -> list[Span]:
    table = ground.starting("joint")
    return [table[i] for i in range(start, stop) if i in table]


def _opens(ground: Ground, at: int, ceiling: int) -> bool:
    if at >= ceiling:
        return False
    return ground.text[at] in ground.pauses or ground.text[at] in ground.openers


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


# Which candidates report


def _admit(ground: Ground, report: Report, stretch: Stretch) -> bool:
    """Whether the cue reports, by its frame and by what stands on both its sides."""
    text, cue, entry = ground.text, report.cue, report.entry
    ends = ground.clause_stop(cue.stop, stretch.stop) == cue.stop and not report.opens
    if cue.start > 0 and ground.ending("of", cue.start, 0) and report.source is not None:
        return False
    if text[cue.start] in ground.pauses:
        return _is_colon_report(ground, report)
    if cue.stop + 1 in ground.breaks and text[cue.stop : cue.stop + 1] in _forms_of(ground, "after_noun"):
        return False
    if entry.noun and not report.opens:
        return False
    if report.source and _is_done_to(ground, report.source):
        return False
    if entry.frame == "stance" and _issues_document(ground, cue.stop, stretch.stop):
        return False
    if report.source is None:
        return not ends or report.to is not None or report.topic is not None
    if not names_somebody(ground, report.source, strict=entry.frame != "clause" or not report.opens):
        return False
    if ends:
        return report.to is not None or report.topic is not None or _quote_before(ground, report)
    return True


def _is_done_to(ground: Ground, source: Span) -> bool:
    """Whether the cue is a noun that the source signs or suffers: 总统签署命令, 总理遭到议员抗议."""
    if ground.ending("signs", source.stop, source.start):
        return True
    words = ground.starting("suffers")
    last = max((i for i in range(source.start, source.stop) if i in words and i in ground.breaks), default=-1)
    return last >= 0 and not any(i in ground.starting("of") for i in range(last, source.stop))


def _issues_document(ground: Ground, at: int, ceiling: int) -> bool:
    """发布声明，…: the document is issued here; what it says comes after."""
    stop = ground.clause_stop(at, ceiling)
    noun = ground.ending("keep_noun", stop, at)
    return noun is not None and noun.start - at <= 2


def _holds_more(ground: Ground, source: Span) -> bool:
    """Whether a preposition, a negation or an adverb stands inside the phrase: then it is no plain name."""
    mentions = ground.mentions_in(source.start, source.stop)
    named = {at for m in mentions for at in range(m.span.start, m.span.stop)}
    joints = {m.span.stop for m in mentions}  # 挪威与瑞典: what joins two names is no preposition
    if noun := ground.ending("speaking_noun", source.stop, source.start):
        named.update(range(noun.start, noun.stop))  # 该委员会
    for name in ("prep_place", "negation", "modal"):
        table = ground.starting(name)
        for at in range(source.start, source.stop):
            word = table.get(at)
            if word is None or at in named or at not in ground.breaks or word.stop not in ground.breaks:
                continue
            if not (at in joints and word.stop in ground.mentions_at):
                return True
    return False


def _is_colon_report(ground: Ground, report: Report) -> bool:
    """专家：这会危及安全. A colon reports in a heading only, right after a name."""
    if report.source is None or not ground.sentences[report.sentence].heading:
        return False
    return names_somebody(ground, report.source, strict=True)


def _forms_of(ground: Ground, name: str) -> tuple[str, ...]:
    return ground.lexicon.word_list(name)


def _quote_before(ground: Ground, report: Report) -> bool:
    at = report.clause - 1
    return at >= 0 and ground.text[at] in ground.pauses.union(ground.closers)


def names_somebody(ground: Ground, source: Span, *, strict: bool) -> bool:
    """Whether the phrase can be a source: it ends in a name, a title, a pronoun, a group or a speaking noun."""
    text = source.of(ground.text)
    for name in ("pronoun", "group", "self"):
        if text in _forms_of(ground, name):
            return True
    if strict and _holds_more(ground, source):
        return False
    mentions = ground.mentions_in(source.start, source.stop)
    speaking = mentions and mentions[-1].kind not in ("time", "amount")
    if speaking and mentions[-1].span.stop >= source.stop - 1:
        return True
    if speaking and mentions[-1].kind == "title" and source.stop - mentions[-1].span.stop <= _UNKNOWN_NAME:
        return True  # a title, and a name that the page gives no other sign of
    if any(
        ground.ending(name, source.stop, source.start) for name in ("side", "short_side", "speaking_noun")
    ):
        return True
    if strict:
        return False
    return bool(mentions) or source.stop - source.start >= 2
