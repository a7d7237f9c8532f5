"""Contents: the characters that were communicated, without what encloses them."""

from readout.attribute.drafts import Draft
from readout.ground import Ground
from readout.model import Form, Span


def read_content(ground: Ground, draft: Draft) -> tuple[Span, ...]:
    """The spans of a draft's content: verbatim, trimmed of pauses, final stops and enclosing quotation marks."""
    report = draft.report
    if report.content_before and (phrase := report.topic or report.to):
        return (phrase,)
    stop = _cut_reply(ground, draft.start, _content_stop(ground, draft))
    after = _trim(ground, draft.start, _cut_contrast(ground, draft.start, stop) if draft.parent else stop)
    if after is not None:
        before = _quoted_before(ground, draft) if ground.quote_from(draft.start) else None
        unquoted = _unquote(ground, after)
        return (before, unquoted) if before else (unquoted,)
    before = _before(ground, draft)
    return (before,) if before else ()


def read_form(ground: Ground, content: tuple[Span, ...]) -> Form:
    """direct where the content is quotations only, mixed where a quoted clause stands in it, else indirect."""
    text = ground.text
    if all(_stands_in_quotes(ground, span) for span in content):
        return "direct"
    for span in content:
        for quote in ground.quotes:
            if span.start <= quote.start and quote.stop <= span.stop and quote.stop - quote.start > 9:
                return "mixed"
    del text
    return "indirect"


def _stands_in_quotes(ground: Ground, span: Span) -> bool:
    quote = ground.quote_from(span.start - 1)
    return quote is not None and span.stop <= quote.stop and span.stop >= quote.stop - 3


def _content_stop(ground: Ground, draft: Draft) -> int:
    stop = draft.limit
    quote = ground.quote_from(draft.start)
    if quote and quote.stop > stop:
        return quote.stop
    return stop


def _cut_reply(ground: Ground, start: int, stop: int) -> int:
    """Without a last clause that tells of the other side's silence (乌方对此没有回应): the narrator's words."""
    end = stop
    while end > start and ground.text[end - 1] in ground.stops:
        end -= 1
    clause = ground.clause_start(end, start)
    if clause > start and ground.ending("no_reply", end, clause) and ground.mentions_in(clause, end):
        return clause
    return stop


def _cut_contrast(ground: Ground, start: int, stop: int) -> int:
    """Without what the outer speaker holds against words he reports (…保证会签署协议，但他并未履行承诺)."""
    words = ground.starting("contrast")
    for at in range(start, stop):
        if (
            at in words
            and ground.text[at - 1] in ground.pauses
            and words[at].stop in ground.starting("pronoun")
        ):
            return at
    return stop


def _trim(ground: Ground, start: int, stop: int) -> Span | None:
    """Without pauses, joints and stops at its end."""
    text = ground.text
    while stop > start:
        if text[stop - 1] in ground.pauses or text[stop - 1] in ground.stops or text[stop - 1].isspace():
            stop -= 1
        else:
            break
    return Span(start, stop) if start < stop else None


def _unquote(ground: Ground, span: Span) -> Span:
    """Without the marks where one quotation is the whole of it."""
    quote = ground.quote_from(span.start)
    if quote is None or quote.stop < span.stop:
        return span
    stop = quote.stop
    if ground.text[stop - 1] in ground.closers:
        stop -= 1
    inner = _trim_stop(ground, span.start + 1, stop)
    return inner or span


def _trim_stop(ground: Ground, start: int, stop: int) -> Span | None:
    while stop > start and (ground.text[stop - 1] in ground.stops or ground.text[stop - 1] in ground.pauses):
        stop -= 1
    return Span(start, stop) if start < stop else None


def _quoted_before(ground: Ground, draft: Draft) -> Span | None:
    """“A，”他说，“B。”: the quotation that ends where the source's clause begins."""
    at = draft.report.clause
    while at > 0 and ground.text[at - 1] in ground.pauses:
        at -= 1
    if at > 0 and ground.text[at - 1] in ground.closers:
        for quote in ground.quotes:
            if quote.stop == at:
                return _trim_stop(ground, quote.start + 1, quote.stop - 1)
    return None


def _before(ground: Ground, draft: Draft) -> Span | None:
    """Content that stands before its cue: a quotation, the phrase after 对, or the clauses before."""
    if quoted := _quoted_before(ground, draft):
        return quoted
    for phrase in (draft.report.topic, draft.report.to):
        if phrase:
            return phrase
    sentence = ground.sentences[draft.report.sentence]
    if draft.report.entry.frame == "clause" and draft.report.clause > sentence.span.start:
        return _trim(ground, sentence.span.start, draft.report.clause)
    return None
