"""Focus: the stretches of a page in which it tells of one of its contacts."""

from collections.abc import Iterator

from readout.compare.clauses import cut_sentences
from readout.compare.points import Report, side_of
from readout.language import Lexicon
from readout.language.topics import find_topics
from readout.model import Contact, ContactType, Span

_TOLD = ("body", "heading", "dateline")
# the steps of topics.toml that name a contact of a type
_STEPS = {
    "call": ("call",),
    "meeting": ("meet",),
    "visit": ("visit",),
    "conference": ("meet", "negotiations"),
    "letter": (),
    "signing": (),
}
_RIVALS = ("call", "meeting", "visit", "conference")


def find_focus(report: Report) -> tuple[Span, ...]:
    """The sentences that tell of the report's contact, neighbours joined; all of the article where it has no rival.

    A contact comes into focus where its parties are named with a word for it, and stays there until another one is;
    a heading that names no contact ends it. Where two are named at once the one in focus stays, or there is none.
    """
    text = report.reading.article.text
    blocks = [block for block in report.reading.article.blocks if block.kind in _TOLD]
    rivals = _rivals(report)
    if len(rivals) < 2:
        return tuple(block.span for block in blocks if block.kind == "body")
    stretches: list[Span] = []
    focus = ""
    for block in blocks:
        sentences = list(cut_sentences(text, block.span, report.lexicon))
        heads = {name for span in sentences for name in _named(text, span, rivals, report)}
        if block.kind == "heading":
            focus = next(iter(heads)) if len(heads) == 1 else ""
            continue
        for span in sentences:
            named = _named(text, span, rivals, report)
            if focus and _is_reported(span, report):
                # what a party says of another contact is still told of the one in focus
                named = set()
            if named and focus not in named:
                focus = next(iter(named)) if len(named) == 1 else ""
            if focus == report.contact:
                stretches.append(span)
    return tuple(_join(stretches, text))


Heads = dict[str, set[str]]  # by side, the naming strings of who heads it in the contact


def _rivals(report: Report) -> dict[str, tuple[Contact, Heads]]:
    """The contacts that a page may be telling of: the report's, and those of other parties that took place.

    One that is named by the countries alone is the one that their people had (the Chilean-Bolivian call).
    """
    told = report.told
    found = {told.id: (told, _heads(told, report))}
    for contact in report.reading.contacts:
        if contact.type not in _RIVALS or contact.status not in ("happened", "ongoing"):
            continue
        heads = _heads(contact, report)
        same = [
            known
            for one, known in found.values()
            if one.type == contact.type and _is_one(known, heads, report)
        ]
        if same:
            for side, names in heads.items():
                same[0][side] |= names
        elif len(heads) > 1:
            found.setdefault(contact.id, (contact, heads))
    return found


def _heads(contact: Contact, report: Report) -> Heads:
    """The first party of each side."""
    heads: Heads = {}
    for name in contact.parties:
        heads.setdefault(side_of(report.entities.get(name)) or name, {name})
    return heads


def _is_one(known: Heads, other: Heads, report: Report) -> bool:
    """Whether two contacts have the same sides, and on each the same head, or on one of them only its country."""
    if known.keys() != other.keys():
        return False
    return all(known[side] & other[side] or _is_country(known[side] | other[side], report) for side in known)


def _is_country(names: set[str], report: Report) -> bool:
    entities = [report.entities.get(name) for name in names]
    return any(entity is not None and entity.kind == "country" for entity in entities)


def _named(text: str, span: Span, rivals: dict[str, tuple[Contact, Heads]], report: Report) -> set[str]:
    """The contacts that a sentence names: a party of each side, or a group, with a word for such a contact."""
    words = span.of(text)
    lexicon = report.lexicon
    named = {m.name for m in report.reading.mentions if span.covers(m.span)}
    found = set()
    for id, (contact, heads) in rivals.items():
        worded = names_contact(words, contact.type, lexicon) or span.covers(contact.trigger)
        if worded and all(any(name in named or name in words for name in names) for names in heads.values()):
            found.add(id)
    return found


def names_contact(words: str, type: ContactType, lexicon: Lexicon) -> bool:
    """Whether the words name a contact of a type (a call, a meeting)."""
    seen = find_topics(words, lexicon.topics, spaced=lexicon.orthography.spaced)
    return any(found.topic.topic in _STEPS[type] for found in seen)


def _is_reported(span: Span, report: Report) -> bool:
    """Whether most of a sentence is what somebody is reported to say."""
    inside = 0
    for statement in report.reading.statements:
        for part in statement.content:
            inside = max(inside, min(part.stop, span.stop) - max(part.start, span.start))
    return 2 * inside > span.stop - span.start


def _join(stretches: list[Span], text: str) -> Iterator[Span]:
    """Stretches that only marks or spaces part, as one; a new paragraph is a stretch of its own."""
    start = stop = -1
    for span in stretches:
        if stop >= 0 and "\n" not in text[stop : span.start] and span.start - stop < 4:
            stop = span.stop
            continue
        if stop >= 0:
            yield Span(start, stop)
        start, stop = span.start, span.stop
    if stop >= 0:
        yield Span(start, stop)
