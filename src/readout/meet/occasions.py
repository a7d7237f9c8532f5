"""Occasions: every place where a text names a contact, with what its own sentence says of it."""

from collections.abc import Iterator

from readout.ground import Ground
from readout.language.entries import Trigger
from readout.language.sightings import Sighting
from readout.meet.enclosing import find_enclosing
from readout.meet.occasion import Occasion
from readout.meet.parties import PEOPLE, SIDES, Group, find_parties, has_group
from readout.meet.places import find_place, find_target
from readout.meet.spaced import find_spaced_occasions
from readout.meet.status import read_status
from readout.model import Mention, Sentence, Span, Statement, Status, When


def find_occasions(ground: Ground, statements: tuple[Statement, ...]) -> Iterator[Occasion]:
    """The occasions of a text, in text order."""
    if ground.lexicon.orthography.spaced:
        yield from find_spaced_occasions(ground, statements)
        return
    seen = iter(ground.marked.sightings.triggers)
    trigger = next(seen, None)
    for number, sentence in enumerate(ground.sentences):
        while trigger and trigger.span.start < sentence.span.start:
            trigger = next(seen, None)
        while trigger and trigger.span.stop <= sentence.span.stop:
            inside = find_enclosing(statements, trigger.span)
            if occasion := _read(ground, trigger, sentence, number, inside):
                yield occasion
            trigger = next(seen, None)


def _read(
    ground: Ground, seen: Sighting[Trigger], sentence: Sentence, number: int, inside: Statement | None
) -> Occasion | None:
    span, entry = seen.span, seen.entry
    if _is_no_contact(ground, seen):
        return None
    clause = ground.clause_start(span.start, sentence.span.start)
    end = ground.clause_stop(span.stop, sentence.span.stop)
    if ground.has_word("no_contact", max(clause, span.start - 6), min(end, span.stop + 4)):
        return None
    groups = find_parties(ground, seen, sentence, clause, end, inside)
    place = find_place(ground, clause, span, end, after=entry.frame == "event")
    place_name = place.of(ground.text) if place else ""
    if entry.frame == "visit":
        target, host = find_target(ground, seen, clause, end)
        if target is None and not host and groups and groups[0][0].span.start > span.stop:
            host = _receiving(ground, clause, span.start)
        if entry.personal and not (_is_abroad(host) and groups and groups[0][0].kind == "person"):
            return None
        place, place_name = (
            target,
            entry.place or (target.of(ground.text) if target else host[0].name if host else ""),
        )
        groups = tuple((*group, *host) for group in groups if host)
    if not groups:
        return None
    status, sure = read_status(ground, seen, clause, end)
    return Occasion(
        trigger=span,
        entry=entry,
        sentence=number,
        groups=groups,
        grouped=has_group(ground, clause, span.start),
        status=status,
        sure=sure,
        when=_when(ground, sentence, clause, span, status),
        place=place,
        place_name=place_name,
        initiator=_initiator(ground, clause, span, groups[0]),
        inside=inside,
        is_bare=not sure and ground.when_in(clause, span.start) is None,
    )


def _is_no_contact(ground: Ground, seen: Sighting[Trigger]) -> bool:
    """Whether a form is part of a name or of another word, or only says what is spoken of."""
    span, entry = seen.span, seen.entry
    if span.start not in ground.breaks or span.stop not in ground.breaks or ground.masked[span.start]:
        return True
    near = ground.mentions_in(max(0, span.start - 20), span.stop + 20)
    within = [m for m in near if m.span.start < span.start < m.span.stop]
    if any(m.kind != "title" or entry.type != "conference" for m in within):
        return True
    if entry.type == "signing" and ground.ending("topic_open", span.start, span.start - 2):
        return True  # 就签署协议进行谈判
    # 王毅参加会见: of the meeting told of before
    return any(word.covers(span) for word in ground.marked.sightings.words.get("attendance", ()))


def _receiving(ground: Ground, clause: int, stop: int) -> tuple[Mention, ...]:
    """美国总统与到访的 X: the country of the one who receives."""
    for person in ground.mentions_in(clause, stop, PEOPLE):
        at = person.span.start
        for mention in reversed(ground.mentions_in(clause, at, ("title", "country"))):
            if mention.span.stop != at:
                break
            if mention.kind == "country":
                return (mention,)
            at = mention.span.start
    return ()


def _is_abroad(host: tuple[Mention, ...]) -> bool:
    return bool(host) and host[0].kind == "country"


def _when(ground: Ground, sentence: Sentence, clause: int, span: Span, status: Status) -> When | None:
    """The day in the contact's own clause, else, for one that was held, the sentence's first day."""
    own = [w for w in ground.marked.whens if clause <= w.span.start and w.span.stop <= span.start]
    if own:
        return own[-1]
    if status == "happened":
        first = [
            w
            for w in ground.marked.whens
            if sentence.span.start <= w.span.start and w.span.stop <= span.start
        ]
        return first[0] if first else None
    return None


def _initiator(ground: Ground, clause: int, span: Span, parties: Group) -> Mention | None:
    """应约同 B: B asked for it; 应 B 邀请: B did, too."""
    table = ground.starting("at_request")
    for at in range(clause, span.start):
        if word := table.get(at):
            after = [m for m in parties if m.span.start >= word.stop]
            named = ground.mentions_in(word.stop, span.start, (*PEOPLE, *SIDES))
            if after or named:
                return (after or named)[0]
    return None
