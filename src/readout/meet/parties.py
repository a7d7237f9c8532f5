"""Parties: who takes part in a contact, by the frame of the words that name it."""

from collections.abc import Iterator

from readout.ground import Ground
from readout.language.entries import Body, Trigger
from readout.language.sightings import Sighting
from readout.model import Mention, Sentence, Span, Statement

PEOPLE = ("person",)
SIDES = ("body", "country")
Group = tuple[Mention, ...]


def find_parties(
    ground: Ground,
    seen: Sighting[Trigger],
    sentence: Sentence,
    clause: int,
    end: int,
    inside: Statement | None,
) -> tuple[Group, ...]:
    """The parties around a trigger: one group a contact, several where each guest was met alone.

    ``inside`` is the statement that the trigger stands in: its speaker is "we", its addressee "you".
    """
    span, frame = seen.span, seen.entry.frame
    floor, asked = sentence.span.start, inside is not None and inside.act == "demand"
    if inside and asked and clause <= inside.cue.start < span.start:
        clause = floor = inside.cue.stop  # who asks others to meet does not take part
    before = _speech_parties(ground, clause, span.start, inside) + find_actors(ground, clause, span.start)
    subject = before or _earlier_subject(ground, floor, clause)
    if frame == "object":
        guests = _listed(ground, span.stop, end)
        if subject and guests:
            return _pairs(ground, subject[:1], guests, clause, span)
        frame = "with"
    if frame == "visit":
        return _visitors(ground, span, end, subject)
    if frame == "with":
        if seen.entry.type == "conference" and not _is_convened(ground, clause, span):
            return ()
        return _with(ground, subject, before, clause, span)
    if inside and not before and inside.content[0].start >= floor and not _is_attended(ground, clause, end):
        subject = ()  # 他说，伦敦峰会宣布…: who tells of a gathering need not have been there
    named = _named_body(ground, span.start)
    if not named and not _is_convened(ground, clause, Span(span.start, end)):
        return ()
    attending = _described(ground, span.stop, end) or before or subject
    parties = named + tuple(m for m in attending if not any(own.span.overlaps(m.span) for own in named))
    return (parties,) if parties and not _is_in_house(ground, parties) else ()


_IN_HOUSE = frozenset({"government", "legislature", "party", "military"})


def _is_in_house(ground: Ground, parties: Group) -> bool:
    """Whether one national body meets with itself: a session of a parliament is no contact between parties."""
    if len(parties) != 1 or parties[0].kind != "body":
        return False
    span = parties[0].span
    return any(
        isinstance(s.entry, Body) and s.entry.kind in _IN_HOUSE and span.covers(s.span)
        for s in ground.marked.sightings.names
    )


def _visitors(ground: Ground, span: Span, end: int, subject: Group) -> tuple[Group, ...]:
    """Who visits: described after the verb, else the last actor before it; never a bare country."""
    if ground.starting("attend").get(span.stop):
        return ()  # 来华出席峰会: the gathering is the contact
    visitor = _described(ground, span.stop, end)
    if not visitor and span.stop not in ground.starting("of"):  # 访华的该国领导人: nobody with a name
        visitor = subject[-1:]
    return (visitor,) if visitor and visitor[0].kind != "country" else ()


def _is_convened(ground: Ground, clause: int, span: Span) -> bool:
    """Whether a gathering is held or attended here, not only spoken of (通过谈判解决)."""
    return any(ground.has_word(name, clause, span.stop) for name in ("convene", "attend"))


def _with(ground: Ground, subject: Group, before: Group, clause: int, span: Span) -> tuple[Group, ...]:
    if len(subject) > 2 and _is_separate(ground, clause, span):
        return tuple((subject[0], guest) for guest in subject[1:])
    if len(before) > 1 or has_group(ground, clause, span.start):
        return (before,)
    return (subject,) if len(subject) > 1 and not before else ()


def _pairs(ground: Ground, host: Group, guests: Group, clause: int, span: Span) -> tuple[Group, ...]:
    if len(guests) > 1 and _is_separate(ground, clause, span):
        return tuple((*host, guest) for guest in guests)
    return ((*host, *guests),)


def _is_attended(ground: Ground, clause: int, end: int) -> bool:
    return ground.has_word("attend", clause, end)


def _is_separate(ground: Ground, clause: int, span: Span) -> bool:
    return ground.has_word("separately", clause, span.start)


def has_group(ground: Ground, start: int, stop: int) -> bool:
    """Whether 双方, 两国元首 or the like stands in the stretch."""
    table = ground.starting("group")
    return any(i in table for i in range(start, stop))


def find_actors(ground: Ground, start: int, stop: int) -> Group:
    """The people in a stretch; where it names none, its bodies, else its countries. Each once."""
    for kinds in (PEOPLE, ("body",), ("country",)):
        found: dict[str, Mention] = {}
        for mention in ground.mentions_in(start, stop, kinds):
            if not (
                _qualifies(ground, mention, stop)
                or _is_place(ground, mention)
                or _is_topic(ground, mention, start)
                or _is_gloss(ground, mention)
            ):
                found.setdefault(mention.name, mention)
        if (
            len(found) == 1
            and kinds == ("body",)
            and (joined := _joined(ground, next(iter(found.values())), stop))
        ):
            return (*found.values(), joined)
        if found:
            return tuple(found.values())
    return ()


def _is_gloss(ground: Ground, mention: Mention) -> bool:
    """伊斯兰抵抗运动（哈马斯）: a second name of who stands before the bracket."""
    at = mention.span.start
    opens = {pair[0] for pair in ground.lexicon.orthography.brackets}
    named = ground.mentions_in(max(0, at - 20), at - 1) if at > 1 and ground.text[at - 1] in opens else []
    return any(m.span.stop == at - 1 for m in named)


def _joined(ground: Ground, side: Mention, stop: int) -> Mention | None:
    """乌方正在与美国: the country that a body meets, where it stands right behind."""
    for at in range(side.span.stop, min(side.span.stop + 5, stop)):
        word = ground.starting("with").get(at)
        if word and at in ground.breaks and (mention := ground.mentions_at.get(word.stop)):
            return mention if mention.kind == "country" and mention.span.stop <= stop else None
    return None


def _is_topic(ground: Ground, mention: Mention, start: int) -> bool:
    """就乌克兰问题: what is talked about, up to the word that joins or addresses a party, or that convenes."""
    at = mention.span.start
    names = ("topic_open", "topic_of")
    opened = [
        i for i in range(start, at) for name in names if i in ground.starting(name) and i in ground.breaks
    ]
    ends = (i for name in ("with", "prep_to", "convene") for i in ground.starting(name))
    return bool(opened) and not any(opened[-1] < i < at and i in ground.breaks for i in ends)


def _qualifies(ground: Ground, mention: Mention, stop: int) -> bool:
    """Whether a country or body only qualifies a person after it (美国 in 美国总统特朗普)."""
    if mention.kind == "person":
        return False
    after = ground.mentions_at.get(mention.span.stop)
    if after is None or after.span.stop > stop:
        return False
    if after.kind == "title":
        name = ground.mentions_at.get(after.span.stop)
        return name is not None and name.kind == "person"
    return after.kind in ("person", "body", "place")


def _is_place(ground: Ground, mention: Mention) -> bool:
    """Whether 在 or the like stands before it: then it is where, not who."""
    at = mention.span.start
    if at > 0 and ground.ending("at_place", at, max(0, at - 2)):
        return True
    before = [m for m in ground.mentions_in(max(0, at - 12), at) if m.span.stop == at]
    return bool(before) and before[-1].kind in ("country", "place") and _is_place(ground, before[-1])


def _earlier_subject(ground: Ground, start: int, clause: int) -> Group:
    """The actors of the nearest clause before that has any."""
    at = clause
    while at > start:
        left = ground.clause_start(at - 1, start)
        if actors := find_actors(ground, left, at):
            return actors
        at = left if left < at else at - 1
    return ()


def _speech_parties(ground: Ground, start: int, stop: int, inside: Statement | None) -> Group:
    """我 is who speaks, 你 and 总理女士 whom it is said to; 双方 in a speech are the two."""
    if inside is None:
        return ()
    found = []
    persons = (
        ("first_person", inside.speaker),
        ("third_person", inside.speaker),
        ("second_person", inside.to),
    )
    for name, who in persons:
        table = ground.starting(name)
        found += [
            Mention(kind="person", span=table[at], name=who)
            for at in range(start, stop)
            if at in table and who and at in ground.breaks and table[at].stop in ground.breaks
        ]
    return tuple(found)


def _described(ground: Ground, start: int, end: int) -> Group:
    """来华访问的该国总统 X: the visitor stands after the verb, joined by 的."""
    table = ground.starting("of")
    for at in range(start, min(end, start + 30)):
        if at in table:
            mentions = ground.mentions_in(at, min(end, at + 24))
            for before, mention in zip([None, *mentions], mentions, strict=False):
                if before and before.kind == "body" and before.span.stop < mention.span.start:
                    return ()  # 出席会议的国会代表团希望总统 X…
                if mention.kind == "person":
                    return (mention,)
            return ()
    return ()


def _named_body(ground: Ground, stop: int) -> Group:
    """“乌克兰问题联络组”会议: the gathering's own name, quoted or known, right before the word for it."""
    if stop > 0 and ground.text[stop - 1] in ground.closers:
        for quote in ground.quotes:
            if quote.stop == stop and quote.stop - quote.start > 4:
                inner = Span(quote.start + 1, quote.stop - 1)
                return (Mention(kind="body", span=inner, name=inner.of(ground.text)),)
    while title := next(
        (
            m
            for m in ground.mentions_in(max(0, stop - 16), stop + 2, ("title",))
            if m.span.stop >= stop > m.span.start
        ),
        None,
    ):
        stop = title.span.start  # 北约国防部长会议
    bodies = [m for m in ground.mentions_in(max(0, stop - 16), stop, ("body",)) if m.span.stop == stop]
    return tuple(bodies)


def _listed(ground: Ground, start: int, end: int) -> Group:
    """A 、 B 和 C after a verb: the person in each item, else its body, else the item's own words."""
    found: dict[str, Mention] = {}
    for item in split_items(ground, start, end):
        for person in ground.mentions_in(item.start, item.stop, PEOPLE):
            if person.span.stop in ground.starting("and"):
                found.setdefault(person.name, person)  # 国王 A 和太后 B
        if mention := _item_name(ground, item):
            found.setdefault(mention.name, mention)
    return tuple(found.values())


def split_items(ground: Ground, start: int, end: int) -> Iterator[Span]:
    """The stretch parted at the joints of a list (、), trimmed."""
    joints = ground.lexicon.orthography.joints
    left = start
    for at in range(start, end + 1):
        if at == end or (ground.text[at] in joints and not ground.masked[at]):
            if at > left:
                yield Span(left, at)
            left = at + 1


def _item_name(ground: Ground, item: Span) -> Mention | None:
    people = ground.mentions_in(item.start, item.stop, PEOPLE)
    if people:
        return people[-1]
    stop = item.stop
    while ending := ground.ending("list_end", stop, item.start):
        stop = ending.start
    if stop - item.start < 2 or stop - item.start > 24:
        return None
    titles = ground.mentions_in(item.start, stop, ("title", "body"))
    gathering = any(
        s.span.stop == stop and s.entry.frame == "event" for s in ground.marked.sightings.triggers
    )
    if titles and (titles[-1].span.stop == stop or gathering):
        span = Span(item.start, stop)
        return Mention(kind="person", span=span, name=span.of(ground.text))
    return None
