"""Roles: who is the subject of a contact's words in a spaced language, and what stands behind them."""

from dataclasses import dataclass, field

from readout.meet.chunks import NAMES, Line
from readout.meet.lines import Lines
from readout.meet.offices import Offices
from readout.meet.parties import Group
from readout.meet.phrases import Phrase, read_phrase
from readout.meet.pieces import is_verb
from readout.model import Mention, Span, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A sentence with its phrases, the one before it, and the statement that a trigger stands inside."""

    lines: Lines
    number: int
    offices: Offices
    before: "Scene | None" = None

    @property
    def line(self) -> Line:
        """The sentence in chunks."""
        return self.lines.line(self.number)

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """Its lists of names."""
        return self.lines.phrases(self.number)

    def members(self, phrase: Phrase) -> Group:
        """The parties a phrase names."""
        return self.offices.members(phrase)

    def may_act(self, phrase: Phrase) -> bool:
        """Whether a phrase may be a subject: no possessor, and in the case of subjects."""
        return not phrase.owner and all(
            self.line.is_subject(at) is not False
            for at in range(phrase.first, phrase.pieces[0].stop)
            if self.line.chunks[at].kind == "person"
            or (self.line.chunks[at].kind == "title" and not phrase.pieces[0].person)
        )

    def last_of(self, stop: int) -> Group:
        """The parties of the last phrase before a chunk that no preposition governs."""
        found = [p for p in self.phrases if p.stop <= stop and p.governor < 0]
        return self.members(found[-1]) if found else ()

    def lead(self, first: int, stop: int, *, people: bool = False) -> Phrase | None:
        """The first phrase between two chunks that no preposition governs and that owns nothing."""
        for phrase in self.phrases:
            if first <= phrase.first and phrase.stop <= stop and phrase.governor < 0 and self.may_act(phrase):
                found = self.members(phrase)
                if found and (not people or found[0].kind == "person"):
                    return phrase
        return None


@dataclass
class Subject:
    """Who acts: the parties, whether a word like "both" stands for them, and where they end."""

    parties: Group = ()
    grouped: bool = False
    stop: int = 0
    start: int = 0
    near: bool = False  # right before the words, or before the light verb that carries them


@dataclass
class Behind:
    """What stands behind a trigger: parties by the role of the word that introduces them, and the end of it all."""

    roles: dict[str, Group] = field(default_factory=dict)
    place: Span | None = None
    place_name: str = ""
    stop: int = 0
    has_sign: bool = False  # a time, a means or a purpose stands there
    grouped: set[str] = field(default_factory=set)  # roles that a word like "both" fills


# Behind


def read_behind(scene: Scene, at: int, roles: tuple[str, ...], *, bare: bool) -> Behind:
    """What follows chunk ``at``: phrases behind the words of the lists ``roles``, times, means and places.

    ``bare`` is whether a phrase may follow with no word before it.
    """
    line, behind = scene.line, Behind()
    at += 1
    if bare and line.has(at, "one met"):
        behind.roles["bare"], at = last_person(scene, at - 1, scene.last_of(at - 1)), at + 1
    elif bare and (phrase := _phrase_at(line, skip_asides(line, at))):
        behind.has_sign = any(line.kind(near) == "time" for near in range(at, phrase.first))
        behind.roles["bare"] = scene.members(phrase)
        at = phrase.stop
    while at < len(line):
        after = _aside(line, at)
        if bare and "bare" not in behind.roles and (phrase := _phrase_at(line, at)):
            behind.roles["bare"] = scene.members(phrase)
            after = phrase.stop
        elif after > at:
            behind.has_sign = behind.has_sign or line.kind(after - 1) == "time" or line.has(at, "medium")
        elif role := next((r for r in roles if line.has(at, r)), ""):
            after = _take(scene, behind, at, role)
        elif line.has(at, "at_place") and (place := _place(scene, line.match(at, "at_place"))):
            after, span, name = place
            behind.has_sign = True
            if behind.place is None:
                behind.place, behind.place_name = span, name
        elif line.has(at, "topic opener", "infinitive"):
            behind.has_sign = True
            after = line.match(at, "topic opener")
            if line.kind(after) != "trigger" or not _is_noun(line, after):
                break
            after += 1
        elif line.has(at, "preposition") and not line.has(at, "infinitive"):
            after = _skip_phrase(line, line.match(at, "preposition"))
        else:
            break
        at = after
    behind.stop = at
    return behind


def _phrase_at(line: Line, at: int) -> Phrase | None:
    """A list of names right here: one whose words before the first name are all its own."""
    start = line.match(at, "determiner")
    phrase = read_phrase(line, start)
    if phrase is None or phrase.owner:
        return None
    for near in range(start, phrase.stop):
        chunk = line.chunks[near]
        if chunk.kind == "person":
            return (
                None if line.is_subject(near) and near > start and line.kind(near - 1) == "word" else phrase
            )
        if chunk.kind in (*NAMES, "title"):
            return phrase
        if line.has(near, "party_of"):
            return None
        if not chunk.capital and (line.kind(near + 1) == "person" or is_verb(line, near)):
            return None
    return phrase


def _take(scene: Scene, behind: Behind, at: int, role: str) -> int:
    line = scene.line
    start = line.match(at, role)
    if line.has(start, "group"):
        behind.grouped.add(role)
        return line.match(start, "group")
    if line.has(start, "one met"):
        behind.roles[role] = behind.roles.get(role, ()) + last_person(scene, at, scene.last_of(at))
        return start + 1
    phrase = read_phrase(line, start)
    if phrase is None or phrase.owner:
        return _skip_phrase(line, start)
    behind.roles[role] = behind.roles.get(role, ()) + scene.members(phrase)
    return phrase.stop


def _aside(line: Line, at: int) -> int:
    """The index behind a time, an adverb or a means at chunk ``at``."""
    if line.kind(at) == "time":
        return at + 1
    if line.has(at, "before time") and line.kind(line.match(at, "before time")) == "time":
        return line.match(at, "before time") + 1
    if line.is_mark(at, line.ground.lexicon.orthography.joints) and _aside(line, at + 1) > at + 1:
        return _aside(line, at + 1)
    for name in ("medium", "how often"):
        if line.has(at, name):
            return line.match(at, name)
    if line.has(at, "topic opener") and (length := _length(line, line.match(at, "topic opener"))):
        return length
    return at + 1 if line.is_adverb(at) else at


def _length(line: Line, at: int) -> int:
    """The index behind a length of time at chunk ``at``; 0 where none stands there."""
    if at >= len(line):
        return 0
    start = line.chunks[at].start
    return next((line.index(d.span.stop) for d in line.ground.marked.durations if d.span.start == start), 0)


def skip_asides(line: Line, at: int) -> int:
    """The index behind times, adverbs and means."""
    while (after := _aside(line, at)) > at:
        at = after
    return at


def _skip_phrase(line: Line, at: int) -> int:
    """The index behind words that name nobody we know."""
    small = ("preposition", "subordinator", "relative", "auxiliary", "infinitive", "conjunction", "medium")
    while (line.kind(at) in ("word", *NAMES, "title", "outlet") and not line.has(at, *small)) or _is_event(
        line, at
    ):
        at += 1
    return at


def _is_noun(line: Line, at: int) -> bool:
    seen = line.chunks[at].trigger
    return seen is not None and seen.entry.noun


def _is_event(line: Line, at: int) -> bool:
    seen = line.chunks[at].trigger if at < len(line) else None
    return seen is not None and seen.entry.frame == "event" and seen.entry.noun


def _place(scene: Scene, at: int) -> tuple[int, Span, str] | None:
    """A place name, or a room or hall that has one, and the index behind it and what it is part of."""
    line = scene.line
    first = line.match(at, "determiner")
    while line.kind(first) == "title" and line.kind(first + 1) in NAMES:
        first += 1
    if (after := line.match(first, "venue")) > first:
        start, stop = line.chunks[first].start, line.chunks[after - 1].stop
        return after, Span(start, stop), line.ground.text[start:stop]
    if line.kind(first) not in ("place", "country", "body") or line.is_owner(first):
        return None
    if line.kind(first) == "body" and not scene.offices.is_seat(line.chunks[first]):
        return None
    mention = line.chunks[first].mention
    after = first + 1
    if line.is_mark(after, ",") and line.kind(after + 1) in ("place", "country"):
        after += 2
    return (after, mention.span, mention.name) if mention else None


find_place = _place


# Subject


def find_subject(scene: Scene, at: int, *, noun: bool, inside: Statement | None = None) -> Subject:
    """Who does what the trigger at chunk ``at`` says."""
    line = scene.line
    back, light, infinitive = _step_back(line, at, noun=noun)
    if pronoun := _pronoun(scene, back, inside):
        return pronoun
    comma = line.is_mark(back, ",")
    for phrase in reversed(scene.phrases):
        if phrase.stop - 1 == back or (comma and phrase.stop == back):
            if pair := _pair(scene, phrase):
                return pair
            governed = phrase.governor >= 0 and not (infinitive and line.has(phrase.governor, "governed"))
            if governed or not scene.may_act(phrase):
                break
            return Subject(_joined(scene, phrase), False, phrase.stop, phrase.first, near=True)
    if antecedent := _antecedent(scene, back):
        return antecedent
    floor = _clause(line, back + 1)
    return _leading(scene, at, floor, people=noun and not light)


def _pair(scene: Scene, phrase: Phrase) -> Subject | None:
    """Two who act together: Berg with Aske travels to Oslo."""
    line = scene.line
    joint = line.back(phrase.first - 1, "with")
    if joint >= phrase.first:
        return None
    for other in scene.phrases:
        if other.stop == joint and other.governor < 0 and scene.may_act(other):
            both = (*scene.members(other), *scene.members(phrase))
            return Subject(both, False, phrase.stop, other.first, near=True)
    return None


def _joined(scene: Scene, phrase: Phrase) -> Group:
    """The parties of a phrase, and of the pronoun before it: she and Aske."""
    line, at = scene.line, phrase.first - 1
    while line.has(at, "determiner"):
        at -= 1
    joint = line.back(at, "conjunction")
    members = scene.members(phrase)
    if joint <= at and line.has(joint - 1, "person pronoun"):
        return (*last_person(scene, joint - 1, members), *members)
    return members


def _leading(scene: Scene, at: int, floor: int, *, people: bool) -> Subject:
    """The first actor of the clause that begins at ``floor``, else of the clauses before it."""
    while True:
        phrase = scene.lead(floor, at, people=people)
        if phrase:
            return Subject(scene.members(phrase), False, phrase.stop, phrase.first)
        if floor <= 0:
            return Subject()
        if found := _antecedent(scene, floor - 1):
            return found
        floor = _clause(scene.line, floor - 1)


def _step_back(line: Line, at: int, *, noun: bool) -> tuple[int, bool, bool]:
    """The index of what stands before the trigger's own helpers; whether a light verb and an infinitive are among them."""
    back, light, infinitive = at - 1, False, False
    statuses = {s.span.start for s in line.ground.marked.sightings.statuses}
    while back >= 0:
        chunk = line.chunks[back]
        if (first := line.back(back, "light verb")) <= back and noun:
            back, light = first - 1, True
        elif (first := line.back(back, "infinitive")) <= back:
            back, infinitive = first - 1, True
        elif (first := line.back(back, "auxiliary", "modal", "control verb")) <= back:
            back = first - 1
        elif chunk.kind == "time" or line.is_adverb(back) or chunk.start in statuses:
            back -= 1
            if chunk.kind == "time" and line.back(back, "before time") <= back:
                back = line.back(back, "before time") - 1
        elif noun and not light and _is_modifier(line, back):
            back -= 1
        else:
            break
    return back, light, infinitive


def _is_modifier(line: Line, at: int) -> bool:
    """Whether a word may stand between a noun and its verb: articles and adjectives."""
    if line.has(at, "possessive"):
        return False
    return line.has(at, "determiner") or (
        line.kind(at) == "word"
        and not line.has(at, "preposition", "conjunction", "subordinator", "relative", "pronoun", "auxiliary")
    )


def _pronoun(scene: Scene, at: int, inside: Statement | None) -> Subject | None:
    line = scene.line
    if (first := line.back(at, "group")) <= at:
        return Subject((), True, at + 1, first, near=True)
    if inside and inside.speaker and line.has(at, "first_person"):
        chunk = line.chunks[at]
        mention = Mention(kind="person", span=Span(chunk.start, chunk.stop), name=inside.speaker)
        return Subject((mention,), False, at + 1, at, near=True)
    if line.has(at, "person pronoun") and not line.has(at, "relative"):
        found = last_person(scene, at)
        return Subject(found, False, at + 1, at, near=True) if found else None
    return None


def last_person(scene: Scene, at: int, other: Group = ()) -> Group:
    """Whom he or she stands for: who led this sentence up to chunk ``at``, else one of those before; not ``other``."""
    names = {m.name for m in other}
    back: Scene | None = scene
    for _ in range(3):
        if back is None:
            break
        stop = at if back is scene else len(back.line)
        people = [p for p in back.phrases if p.stop <= stop and p.has_person]
        for phrase in sorted(people, key=lambda p: (p.governor >= 0, p.first)):
            found = [m for m in back.members(phrase) if m.kind == "person" and m.name not in names]
            if found:
                return (found[0],)
        back = back.before
    return ()


def _antecedent(scene: Scene, at: int) -> Subject | None:
    """Whom who stands for: the name before the comma."""
    line = scene.line
    if not line.has(at, "relative"):
        return None
    stop = at - 1 if line.is_mark(at - 1, ",") else at
    for phrase in scene.phrases:
        if phrase.stop == stop and (found := scene.members(phrase)):
            return Subject(found[-1:], False, at + 1, at, near=True)
    return None


def _clause(line: Line, at: int) -> int:
    """The index where the clause of chunk ``at`` begins."""
    for back in range(at - 1, -1, -1):
        if line.is_mark(back, ';:—“”"«»') or line.has(back, "subordinator", "relative"):
            return back + 1
    return 0


find_clause = _clause
