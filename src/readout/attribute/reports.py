"""Reports: the cues of a sentence that do report, each with the phrase that names its source."""

from collections.abc import Iterator
from dataclasses import replace

from readout.attribute.peeling import Report, Stretch, peel, peel_end, skip_openers, skip_source_cue
from readout.attribute.sources import is_done_to, names_somebody
from readout.ground import Ground
from readout.language.entries import Cue
from readout.language.sightings import Sighting
from readout.model import Span, When


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
    report = peel(ground, _shorten(ground, cue, stretch), stretch)
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
            before = peel(ground, cue, stretch)
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
    left = skip_source_cue(ground, report.source.start if report.source else report.clause, report.cue.start)
    return _read_inner_source(ground, report, left, report.cue.start)


def _read_inner_source(ground: Ground, report: Report, left: int, stop: int) -> tuple[Report, Report] | None:
    """A report whose source cites another's in ``text[left:stop]``, and what it cites."""
    for seen in ground.cues_from(left + 1, stop):
        if seen.entry.frame != "source":
            continue
        outer_end, when = peel_end(ground, left, seen.span.start)
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


def _admit(ground: Ground, report: Report, stretch: Stretch) -> bool:
    """Whether the cue reports, by its frame and by what stands on both its sides."""
    text, cue, entry = ground.text, report.cue, report.entry
    ends = ground.clause_stop(cue.stop, stretch.stop) == cue.stop and not report.opens
    if cue.start > 0 and ground.ending("of", cue.start, 0) and report.source is not None:
        return False
    if text[cue.start] in ground.pauses:
        return _is_colon_report(ground, report)
    if cue.stop + 1 in ground.breaks and text[cue.stop : cue.stop + 1] in ground.lexicon.word_list(
        "after_noun"
    ):
        return False
    if entry.noun and not report.opens:
        return False
    if report.source and is_done_to(ground, report.source):
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


def _issues_document(ground: Ground, at: int, ceiling: int) -> bool:
    """发布声明，…: the document is issued here; what it says comes after."""
    stop = ground.clause_stop(at, ceiling)
    noun = ground.ending("keep_noun", stop, at)
    return noun is not None and noun.start - at <= 2


def _is_colon_report(ground: Ground, report: Report) -> bool:
    """专家：这会危及安全. A colon reports in a heading only, right after a name."""
    if report.source is None or not ground.sentences[report.sentence].heading:
        return False
    return names_somebody(ground, report.source, strict=True)


def _quote_before(ground: Ground, report: Report) -> bool:
    at = report.clause - 1
    return at >= 0 and ground.text[at] in ground.pauses.union(ground.closers)
