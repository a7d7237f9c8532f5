"""Statements: who said what, from the cues of a marked text."""

from collections.abc import Iterator

from readout.attribute.acts import read_act
from readout.attribute.assembly import assemble
from readout.attribute.contents import read_content, read_form
from readout.attribute.drafts import Draft
from readout.attribute.reported import state_clauses
from readout.attribute.reports import find_reports
from readout.attribute.scenes import find_scenes
from readout.ground import Ground
from readout.language.lexicon import Lexicon
from readout.language.sightings import Marked
from readout.model import Channel, Evidence, Span, Statement, When


def find_statements(marked: Marked, lexicon: Lexicon) -> tuple[Statement, ...]:
    """The statements of a text, in text order of their cues; ``via`` tells what each stands inside."""
    if lexicon.orthography.spaced:
        return state_clauses(marked, lexicon)
    ground = Ground(marked, lexicon)
    reports = tuple(find_reports(ground))
    drafts = assemble(ground, reports, find_scenes(ground, reports))
    contents = {id(draft): read_content(ground, draft) for draft in drafts}
    for draft in drafts:
        if draft.rule == "cited" and draft.parent:  # 援引 Y 的话报道: both report the same words
            contents[id(draft)] = contents[id(draft.parent)]
    for draft in drafts:
        draft.parent = _parent(draft, contents)
    kept = [draft for draft in drafts if contents[id(draft)]]
    ids = {id(draft): f"s{number}" for number, draft in enumerate(kept, start=1)}
    return tuple(_state(ground, draft, contents[id(draft)], ids) for draft in kept)


def _parent(draft: Draft, contents: dict[int, tuple[Span, ...]]) -> Draft | None:
    """The nearest statement around a draft whose content still holds its cue."""
    parent = draft.parent
    while parent and draft.rule != "cited":
        content = contents[id(parent)]
        if content and content[0].start <= draft.report.cue.start < content[-1].stop:
            break
        parent = parent.parent
    return parent


def _state(ground: Ground, draft: Draft, content: tuple[Span, ...], ids: dict[int, str]) -> Statement:
    to, to_span = _addressee(ground, draft)
    spans = (("speaker", draft.speaker.span), ("to", to_span))
    return Statement(
        id=ids[id(draft)],
        source=draft.source,
        speaker=draft.speaker.name,
        cue=draft.report.cue,
        content=content,
        form=read_form(ground, content),
        act=read_act(
            ground,
            draft.report.entry,
            content,
            negated=draft.report.negated,
            personal=_is_personal(ground, draft),
            factual=draft.report.cue.of(ground.text) in ground.lexicon.word_list("factual_cue"),
            speech=draft.scene is not None,
        ),
        channel=_channel(draft),
        to=to,
        via=ids.get(id(draft.parent), "") if draft.parent else "",
        when=_when(draft),
        evidence=tuple(Evidence(field=name, span=span) for name, span in spans if span),
        rule=draft.rule,
    )


def _is_personal(ground: Ground, draft: Draft) -> bool:
    """Whether a person speaks for himself: no spokesman, no headquarters."""
    if draft.scene:
        return True
    if draft.channel == "briefing" or any(
        title.entry.kind == "spokesperson" for title in ground.titles_in(draft.source)
    ):
        return False
    return any(m.kind == "person" and m.name == draft.speaker.name for m in ground.marked.mentions)


def _channel(draft: Draft) -> Channel:
    # a text may go on and on about one thing, further than a function may call itself
    for told in _told_before(draft):
        if told.channel != "unknown":
            return told.channel
        if told.scene:
            return told.scene.channel
        first = told
    return "media" if first.parent and first.parent.channel == "media" else "unknown"


def _when(draft: Draft) -> When | None:
    for told in _told_before(draft):
        if told.when:
            return told.when
        if told.scene:
            return told.scene.when
    return None


def _told_before(draft: Draft) -> Iterator[Draft]:
    """The draft, what it goes on from, what that goes on from, and so on."""
    told: Draft | None = draft
    while told:
        yield told
        told = told.follows


def _addressee(ground: Ground, draft: Draft) -> tuple[str, Span | None]:
    """Whom it was said to: named beside the cue, called upon in the content, or the scene's other side."""
    if to := draft.report.to:
        mentions = ground.mentions_in(to.start, to.stop, ("person", "body", "country", "outlet"))
        named = mentions and mentions[-1].span.stop == to.stop
        if mentions and (named or not draft.report.content_before):
            return mentions[-1].name, mentions[-1].span
    demands = draft.report.entry.act == "demand" and draft.report.entry.frame != "clause"
    if demands and (called := _called_upon(ground, draft.start, draft.limit)):
        return called
    if draft.scene and (draft.parent or draft.scene.paragraph != draft.paragraph or draft.scene.again):
        others = draft.scene.other(draft.speaker.name)
        if len(others) == 1:
            return others[0].name, others[0].span
    return "", None


def _called_upon(ground: Ground, start: int, stop: int) -> tuple[str, Span] | None:
    """The party that a demand's content begins with: a name, or 有关各方 and the like."""
    table = ground.starting("party")
    for at in range(start, min(start + 12, stop)):
        if party := table.get(at):
            span = Span(start, party.stop)
            return span.of(ground.text), span
    mention = ground.mentions_at.get(start)
    if mention and mention.kind in ("person", "body", "country", "title", "outlet"):
        while (after := ground.mentions_at.get(mention.span.stop)) and after.kind in (
            "person",
            "title",
            "body",
        ):
            mention = after
        return mention.name, mention.span
    return None
