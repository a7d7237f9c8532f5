"""Commitments: what somebody undertook, followed over later pages, each step with the words that show it."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from readout.compare.contradictions import find_contradiction
from readout.compare.marks import Mark, compare_words, count_words, share_marks
from readout.compare.points import BOTH, Known, side_of
from readout.compare.said import Said, day_of, find_said, weigh_said
from readout.compare.stances import find_stage
from readout.model import Commitment, CommitmentStep, Contact, Span, StepKind, Witness, digest

_UNDERTAKING = frozenset({"will", "agreed", "ready", "plan"})
# from here on two points are taken to speak of one undertaking
_ALIKE, _SAME_WORDS = 0.45, 0.6
_COMMON = 0.2  # marks of more than this share of all points are no reason to compare two
_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?$")
_FULFILLED = {"visit": ("visit",), "meet": ("meeting", "visit", "conference"), "call": ("call",)}


def follow_commitments(
    pages: Iterable[Known], *, as_of: datetime.date | None = None, said: Sequence[Said] | None = None
) -> tuple[Commitment, ...]:
    """What was undertaken on the pages, by day, and what later pages say became of it.

    A later point belongs to a commitment where the same one, or somebody of the same side, says a thing like it: that is
    *repeated*, *changed* or *denied* (a contradiction shows the words) or *done* (told as done, or the visit took
    place). *overdue* is one whose last day is past on ``as_of`` (the last page's day if not given) and that nobody tells to be done.
    ``said`` is what find_said makes of the pages, where it is at hand.
    """
    known = tuple(pages)
    said = find_said(known) if said is None else said
    weights = weigh_said(said)
    later = _Later(said)
    last = as_of.isoformat() if as_of else max((one.day for one in said), default="")
    told: set[str] = set()
    found = []
    for one in said:
        if one.point.id in told or not is_undertaking(one) or not _undertaker(one):
            continue
        steps = [_step("made", one)]
        for other in later.after(one):
            if kind := _relate(one, other, weights):
                steps.append(_step(kind, other, one if kind != "repeated" else None))
                told.add(other.point.id)
        steps += _fulfilled(one, known)
        found.append(_commitment(one, _order(steps), last))
    return tuple(found)


def is_undertaking(said: Said) -> bool:
    """Whether the words undertake something: the statement's act is to commit, and its clause says so or its cue did."""
    if said.statement.act != "commit":
        return False
    stances = {unit.key for clause in said.clauses for unit in clause if unit.kind == "stance"}
    if stances & _UNDERTAKING:
        return True
    cue = said.statement.cue.of(said.known.reading.article.text).casefold()
    acts = {e.act for e in said.known.lexicon.cues if cue in (form.casefold() for form in e.forms)}
    first = said.statement.content[0].start
    return "commit" in acts and said.point.span.start <= first < said.point.span.stop


class _Later:
    """The points that name a mark, for those marks that are not everywhere."""

    def __init__(self, said: Sequence[Said]) -> None:
        self._said = said
        self._place = {one.point.id: place for place, one in enumerate(said)}
        self._by_mark: dict[Mark, list[int]] = defaultdict(list)
        for place, one in enumerate(said):
            for mark in one.marks:
                self._by_mark[mark].append(place)
        self._most = max(8, int(_COMMON * len(said)))

    def after(self, one: Said) -> Iterator[Said]:
        """The points of other pages, no earlier, that name something of it."""
        places = {
            place
            for mark in one.marks
            if len(self._by_mark[mark]) <= self._most
            for place in self._by_mark[mark]
            if place > self._place[one.point.id]
        }
        for place in sorted(places):
            if self._said[place].point.page != one.point.page:
                yield self._said[place]


def _relate(one: Said, other: Said, weights: Mapping[Mark, float]) -> StepKind | None:
    """What a later point says of an earlier undertaking; None where it is no word on it."""
    if not _is_by_same(one, other):
        return None
    alike = share_marks(one.marks, other.marks, weights) >= _ALIKE
    if one.point.language == other.point.language and not alike:
        words = compare_words(count_words(one.point.quote), count_words(other.point.quote))
        alike = words >= _SAME_WORDS
    if not alike:
        return None
    units = [unit for clause in other.clauses for unit in clause]
    is_done = (
        find_stage(units, (), units) == "done"
        and other.statement.act in ("assert", "judge")
        and bool(_deeds(one) & _deeds(other))
        and _side(one) == _side(other)
    )
    found = find_contradiction(one.claim, other.claim)
    if found and found.kind == "negation":
        return "denied"
    if is_done and (found is None or found.kind in ("number", "date", "modality")):
        return "done"
    if found:
        return "changed" if found.kind != "party" else None
    return "repeated" if is_undertaking(other) else None


def _deeds(said: Said) -> set[tuple[str, int]]:
    """What the words say is done, and whether it or its opposite."""
    units = (unit for clause in said.clauses for unit in clause)
    return {(unit.key, unit.sign) for unit in units if unit.kind == "deed"}


def _undertaker(one: Said) -> str:
    """The slug of who is to do it: whoever the words name first, else who said them; "" where that is nobody known."""
    stances = [u.span.start for c in one.clauses for u in c if u.kind == "stance"]
    before = min(stances, default=one.point.span.start)
    named = (m for m in one.claim.mentions if m.span.start < before and m.name in one.known.entities)
    doer = next(named, None)
    return one.known.entities[doer.name].id if doer and one.by != BOTH else one.by


def _is_by_same(one: Said, other: Said) -> bool:
    if _undertaker(one) == _undertaker(other):
        return True
    mine, others = _side(one), _side(other)
    return bool(mine) and (mine == others or (BOTH in (mine, others) and _shares_party(one, other)))


def _side(said: Said) -> str:
    """The side of who is to do it."""
    slug = _undertaker(said)
    if slug == BOTH:
        return BOTH
    named = next((entity for entity in said.known.entities.values() if entity.id == slug), None)
    return side_of(named) or said.point.voice


def _shares_party(one: Said, other: Said) -> bool:
    return bool(set(one.point.entities) & set(other.point.entities))


def _step(kind: StepKind, said: Said, against: Said | None = None) -> CommitmentStep:
    differs: tuple[Witness, ...] = ()
    if against is not None and (found := find_contradiction(against.claim, said.claim)):
        differs = tuple(_witness(said, span) for span in found.b)
    return CommitmentStep(
        kind=kind, day=said.day, words=_witness(said), teller=said.point.speaker, differs=differs
    )


def _witness(said: Said, span: Span | None = None) -> Witness:
    place = span or said.point.span
    return Witness(page=said.point.page, span=place, quote=place.of(said.known.reading.article.text))


def _fulfilled(one: Said, pages: Sequence[Known]) -> Iterator[CommitmentStep]:
    """The first later page that has the visit, meeting or call that was agreed, between the same people."""
    types = {type for step in one.point.steps for type in _FULFILLED.get(step, ())}
    people = set(one.point.entities) | {one.by}
    for known in sorted(pages, key=day_of):
        if not types or day_of(known) <= one.day:
            continue
        for contact in known.reading.contacts:
            if contact.type in types and contact.status == "happened" and _is_later(contact, one):
                parties = {entity.id for name in contact.parties if (entity := known.entities.get(name))}
                if len(parties) > 1 and len(parties & people) > 1:
                    words = contact.trigger.of(known.reading.article.text)
                    seen = Witness(page=known.reading.id, span=contact.trigger, quote=words)
                    yield CommitmentStep(kind="done", day=day_of(known), words=seen)
                    return


def _is_later(contact: Contact, one: Said) -> bool:
    """Whether the contact took place after the undertaking, as far as its day is known."""
    return contact.when is not None and contact.when.iso[:10] > one.day


def _order(steps: Iterable[CommitmentStep]) -> tuple[CommitmentStep, ...]:
    """By day; of several tellings of one kind on one day, the first."""
    first, *others = steps
    kept: dict[tuple[str, str], CommitmentStep] = {}
    for step in sorted(others, key=lambda step: step.day):
        kept.setdefault((step.day, step.kind), step)
    return (first, *kept.values())


def _commitment(one: Said, steps: tuple[CommitmentStep, ...], last: str) -> Commitment:
    until, words = _deadline(one)
    if until and until < last and not any(step.kind == "done" for step in steps):
        steps = (*steps, CommitmentStep(kind="overdue", day=last, words=words))
    text = one.known.reading.article.text
    to = one.known.entities.get(one.statement.to)
    return Commitment(
        id=digest(one.point.page, one.point.span.start, one.point.span.stop),
        by=_undertaker(one),
        side=_side(one),
        by_name=_name(one) or one.statement.source.of(text),
        toward=to.id if to else "",
        what=_witness(one),
        statement=one.statement.id,
        until=until,
        topics=(*one.point.topics, *one.point.steps),
        steps=steps,
    )


def _name(one: Said) -> str:
    """How the page names who is to do it."""
    slug = _undertaker(one)
    names = (name for name, entity in one.known.entities.items() if entity.id == slug)
    return one.point.speaker if slug in (one.by, BOTH) else next(names, "")


def _deadline(one: Said) -> tuple[str, Witness]:
    """The last day that the words give after the day they were said on, and the words that give it."""
    best, words = "", _witness(one)
    for time in one.point.times:
        end = _last_day(time.name.split("/")[-1])
        if end > max(one.day, best):
            best, words = end, _witness(one, time.span)
    return best, words


def _last_day(iso: str) -> str:
    """The last day of a day or month; "" for anything vaguer."""
    found = _DAY.match(iso)
    if not found:
        return ""
    year, month, day = found.groups()
    if day:
        return iso
    first = datetime.date(int(year) + int(month) // 12, int(month) % 12 + 1, 1)
    return (first - datetime.timedelta(days=1)).isoformat()


def sort_commitments(commitments: Iterable[Commitment]) -> tuple[Commitment, ...]:
    """The newest first."""
    return tuple(sorted(commitments, key=lambda c: (c.steps[0].day, c.id), reverse=True))
