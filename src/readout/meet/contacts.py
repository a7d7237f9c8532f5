"""Contacts: occasions of the same contact become one row."""

import re
from dataclasses import dataclass, field, replace

from readout.ground import Ground
from readout.language.lexicon import Lexicon
from readout.language.sightings import Marked
from readout.meet.occasion import Occasion
from readout.meet.occasions import find_occasions
from readout.meet.parties import PEOPLE, SIDES, Group, split_items
from readout.meet.topics import find_topics
from readout.model import Contact, Duration, Evidence, Mention, Span, Statement, Status, When

_HOURS = re.compile(r"PT|P\d+D")  # a contact lasts hours or days, no years


@dataclass
class _Draft:
    """A contact in the making, from its first occasion on."""

    first: Occasion
    parties: dict[str, Mention]
    when: When | None
    status: Status
    sure: bool
    place: Span | None
    place_name: str
    initiator: Mention | None
    duration: Duration | None = None
    topics: list[Span] = field(default_factory=list)
    seen: int = 0  # where it was last mentioned

    @property
    def is_told_here(self) -> bool:
        """Whether this is a meeting or signing that the article tells of, not one it looks back or forward to."""
        return self.type in ("meeting", "signing") and self.status == "happened" and self.first.inside is None

    @property
    def type(self) -> str:
        return self.first.entry.type


def find_contacts(marked: Marked, statements: tuple[Statement, ...], lexicon: Lexicon) -> tuple[Contact, ...]:
    """The contacts a text reports, each once, in text order of their first mention."""
    ground = Ground(marked, lexicon)
    drafts: list[_Draft] = []
    for occasion in find_occasions(ground, statements):
        for parties in occasion.groups:
            people, day = _resolve(ground, occasion, parties, drafts)
            _add(drafts, replace(occasion, when=occasion.when or day), {m.name: m for m in people})
    _attend(ground, drafts)
    _last(ground, drafts)
    _request(ground, drafts)
    _initiate(ground, drafts)
    for draft in drafts:
        draft.topics = find_topics(ground, draft.first.sentence, draft.first.trigger)
    kept = [d for d in drafts if len(d.parties) > 1 or (d.type == "conference" and d.parties)]
    return tuple(_contact(draft, f"c{number}") for number, draft in enumerate(kept, start=1))


def _resolve(
    ground: Ground, occasion: Occasion, parties: Group, drafts: list[_Draft]
) -> tuple[Group, When | None]:
    """双方, 两国元首: in a speech its speaker and addressee, else the two of the contact before, and its day."""
    if not occasion.grouped or len([p for p in parties if p.kind == "person"]) > 1:
        return parties, None
    inside = occasion.inside
    if inside and inside.act == "demand":
        return parties, None
    if inside and inside.to and inside.speaker:
        speaker = Mention(kind="person", span=inside.source, name=inside.speaker)
        return (speaker, _addressee(ground, inside.to, occasion)), None
    told_by = inside.speaker if inside else ""
    recent = sorted(drafts, key=lambda draft: -draft.seen)
    pairs = [d for d in recent if len([m for m in d.parties.values() if m.kind == "person"]) > 1]
    pairs.sort(
        key=lambda d: (told_by not in d.parties, occasion.inside is None and d.first.inside is not None)
    )
    if not pairs:
        return parties, None
    people = tuple(m for m in pairs[0].parties.values() if m.kind == "person")
    held = occasion.status == "happened" and occasion.inside is None
    return people, pairs[0].when if held else None


def _addressee(ground: Ground, name: str, occasion: Occasion) -> Mention:
    """Where the one spoken to was named last; the trigger stands for whom the text names in no such words."""
    stop = occasion.trigger.start
    named = [m for m in ground.marked.mentions if m.name == name and m.span.stop <= stop]
    return named[-1] if named else Mention(kind="person", span=occasion.trigger, name=name)


def _add(drafts: list[_Draft], occasion: Occasion, parties: dict[str, Mention]) -> None:
    for draft in drafts:
        if _is_same(draft, occasion, parties):
            draft.parties |= {
                k: v for k, v in parties.items() if k not in draft.parties and v.kind == "person"
            }
            draft.when = draft.when or occasion.when
            draft.place = draft.place or occasion.place
            draft.place_name = draft.place_name or occasion.place_name
            draft.initiator = draft.initiator or occasion.initiator
            draft.seen = occasion.trigger.start
            if occasion.sure and not draft.sure:
                draft.status, draft.sure = occasion.status, True
            return
    drafts.append(
        _Draft(
            first=occasion,
            parties=parties,
            when=occasion.when,
            status=occasion.status,
            sure=occasion.sure,
            place=occasion.place,
            place_name=occasion.place_name,
            initiator=occasion.initiator,
            seen=occasion.trigger.start,
        )
    )


def _is_same(draft: _Draft, occasion: Occasion, parties: dict[str, Mention]) -> bool:
    """Same type, same parties, no two days, and no past one beside a future one."""
    if draft.type != occasion.entry.type:
        return False
    if occasion.is_bare and set(parties) == set(draft.parties):
        return True
    if occasion.is_bare and occasion.sentence - draft.first.sentence <= 2 and _is_of_countries(parties):
        return not _is_of_countries(draft.parties)  # 这是两国领导人首次通话
    if draft.when and occasion.when and draft.when.iso != occasion.when.iso:
        return False
    future = ("planned", "proposed")
    if (draft.status in future) != (occasion.status in future):
        return False
    mine, other = set(draft.parties), set(parties)
    if occasion.entry.frame == "event" and draft.first.entry.frame == "event":
        return _is_same_gathering(draft, occasion, mine & other)
    return mine == other or (len(mine & other) >= 2)


def _is_of_countries(parties: dict[str, Mention]) -> bool:
    return all(m.kind == "country" for m in parties.values())


def _is_same_gathering(draft: _Draft, occasion: Occasion, shared: set[str]) -> bool:
    """会议 with no name of its own, soon after a named one, is that one."""
    if any(
        m.kind == "body" and m.span.stop in range(occasion.trigger.start - 1, occasion.trigger.start + 1)
        for group in occasion.groups
        for m in group
    ):
        return bool(shared)
    return occasion.sentence - draft.first.sentence <= 4 or bool(shared)


def _attend(ground: Ground, drafts: list[_Draft]) -> None:
    """王毅参加会见: one more party of the meetings before."""
    for verb in ground.marked.sightings.words.get("attendance", ()):
        number = ground.sentence_at(verb.start)
        if number is None:
            continue
        start = ground.clause_start(verb.start, ground.sentences[number].span.start)
        if verb.start - start > 60:
            continue
        for mention in _attending(ground, start, verb.start):
            for draft in drafts:
                if draft.first.trigger.start < verb.start and draft.is_told_here:
                    draft.parties.setdefault(mention.name, mention)


def _attending(ground: Ground, start: int, verb: int) -> list[Mention]:
    """The names before the verb: known people, or the bare items of a list."""
    people = ground.mentions_in(start, verb, PEOPLE)
    if people:
        return people
    return [
        Mention(kind="person", span=item, name=item.of(ground.text))
        for item in split_items(ground, start, verb)
        if 2 <= item.stop - item.start <= 8 and not ground.mentions_in(item.start, item.stop)
    ]


def _last(ground: Ground, drafts: list[_Draft]) -> None:
    """通话持续了约一个小时: the length of the call just told of, or of the one that the sentence names."""
    for number, sentence in enumerate(ground.sentences):
        lengths = [d for d in ground.marked.durations if sentence.span.covers(d.span) and _HOURS.match(d.iso)]
        told = any(sentence.span.covers(seen.span) for seen in ground.marked.sightings.triggers)
        if not lengths or not told or not ground.has_word("lasted", sentence.span.start, sentence.span.stop):
            continue
        named = {
            m.name for m in ground.mentions_in(sentence.span.start, sentence.span.stop, (*PEOPLE, *SIDES))
        }
        before = [
            d for d in drafts if d.first.sentence <= number and d.status == "happened" and d.duration is None
        ]
        if before:
            best = max(before, key=lambda d: (len(named & set(d.parties)), d.first.trigger.start))
            best.duration = lengths[0]


def _request(ground: Ground, drafts: list[_Draft]) -> None:
    """通话是应某方请求进行的: who asked for the contact just told of."""
    for word in ground.marked.sightings.words.get("at_request", ()):
        number = ground.sentence_at(word.start)
        named = ground.mentions_in(word.stop, word.stop + 12, (*PEOPLE, *SIDES))
        if (
            number is None
            or not named
            or not ground.has_word("request", named[0].span.stop, named[0].span.stop + 4)
        ):
            continue
        near = [
            d
            for d in drafts
            if d.type in ("call", "meeting", "visit")
            and 0 <= number - d.first.sentence <= 8
            and not d.initiator
        ]
        if near:
            people = {m.name for s in (number, number - 1) for m in _people_of(ground, s)}
            best = max(near, key=lambda d: (len(people & set(d.parties)), d.seen))
            best.initiator = named[0]


def _initiate(ground: Ground, drafts: list[_Draft]) -> None:
    """At the request of Berg: who is named right behind asked for the contact just told of."""
    for word in ground.marked.sightings.words.get("requested by", ()):
        number = ground.sentence_at(word.start)
        named = ground.mentions_in(word.stop, word.stop + 60, (*PEOPLE, *SIDES))
        near = [
            d
            for d in drafts
            if number is not None and 0 <= number - d.first.sentence <= 3 and not d.initiator
        ]
        if named and near and number == ground.sentence_at(named[0].span.start):
            best = max(near, key=lambda d: d.seen)
            people = [m for m in named if m.kind == "person"]
            best.initiator = people[0] if people else named[0]


def _people_of(ground: Ground, sentence: int) -> list[Mention]:
    if not 0 <= sentence < len(ground.sentences):
        return []
    span = ground.sentences[sentence].span
    return ground.mentions_in(span.start, span.stop, PEOPLE)


def _contact(draft: _Draft, number: str) -> Contact:
    evidence = [Evidence(field="party", span=m.span) for m in draft.parties.values()]
    if draft.place:
        evidence.append(Evidence(field="place", span=draft.place))
    if draft.initiator:
        evidence.append(Evidence(field="initiator", span=draft.initiator.span))
    return Contact(
        id=number,
        type=draft.first.entry.type,  # type: ignore[arg-type]
        trigger=draft.first.trigger,
        parties=tuple(draft.parties),
        status=draft.status,
        when=draft.when,
        place=draft.place_name,
        duration=draft.duration,
        initiator=draft.initiator.name if draft.initiator else "",
        topics=tuple(draft.topics),
        evidence=tuple(evidence),
        rule=draft.first.entry.frame,
    )
