"""Accounts: who of each side told what of a contact, on which page, in which words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from readout.compare.focus import find_focus, names_contact
from readout.compare.points import Report, cut_points, find_joined, find_named, is_group, side_of
from readout.compare.voices import find_voice
from readout.language.actors import load_actors
from readout.model import Account, Entity, Point, Span, Statement, Teller, Telling

# the channel of what was said in a contact of a type
_INSIDE = {
    "call": ("call",),
    "meeting": ("meeting",),
    "visit": ("meeting",),
    "conference": ("meeting", "speech"),
}

_OUTSIDE = ("briefing", "post", "document", "interview")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What one page tells for one side."""

    side: str
    name: str
    teller: Teller
    stretches: tuple[Span, ...]
    report: Report
    day: str


def find_accounts(reports: Sequence[Report]) -> tuple[Account, ...]:
    """The accounts of the one contact that all the reports tell of, in the order in which the sides first tell.

    A page that is a side's own document is its account as a whole; of any other page, what it reports the parties,
    their spokespeople and their bodies to say of the contact. What a page tells in its own words is nobody's account.
    """
    parts = [part for report in reports for part in _parts(report, sides_of(reports))]
    sides = dict.fromkeys(part.side for part in parts)
    accounts = (_account(side, [p for p in parts if p.side == side], n) for n, side in enumerate(sides))
    return tuple(account for account in accounts if account.points)


def sides_of(reports: Sequence[Report]) -> tuple[str, ...]:
    """The slugs of the sides that took part, in the order in which the contact names them."""
    found = (side_of(entity) for report in reports for entity in party_entities(report))
    return tuple(dict.fromkeys(side for side in found if side))


def party_entities(report: Report) -> Iterator[Entity]:
    """Who the contact's parties are, as far as that is known."""
    for name in report.told.parties:
        if entity := report.entities.get(name):
            yield entity


def _parts(report: Report, sides: tuple[str, ...]) -> Iterator[_Part]:
    article = report.reading.article
    day = article.published.isoformat()[:10] if article.published else ""
    focus = find_focus(report)
    own = report.side or find_voice(article, sides)
    if own in sides and focus:
        name = _side_name(report, own)
        served = article.origin or article.outlet or article.title or name
        teller = Teller(name=served, page=report.reading.id, telling="document")
        yield _Part(side=own, name=name, teller=teller, stretches=focus, report=report, day=day)
    for statement in report.reading.statements:
        if not _is_top(statement, report, sides) or not _tells(statement, report, focus):
            continue
        # what a side's own page says that a guest said in the contact is that side's telling
        if own and not is_spokesperson(statement, report) and statement.channel not in _OUTSIDE:
            continue
        for name, entity in _sources(statement, report):
            side = side_of(entity)
            if side in sides and side != own:
                yield _Part(
                    side=side,
                    name=_side_name(report, side),
                    teller=_teller(statement, name, report),
                    stretches=find_words(statement, report),
                    report=report,
                    day="",
                )


def _is_top(statement: Statement, report: Report, sides: tuple[str, ...]) -> bool:
    """Whether no side tells the statement: it stands inside none that a side's source made."""
    via = statement.via
    while via:
        outer = next(other for other in report.reading.statements if other.id == via)
        if any(side_of(entity) in sides for _, entity in _sources(outer, report)):
            return False
        via = outer.via
    return not is_group(statement.speaker, report.lexicon)


def _tells(statement: Statement, report: Report, focus: tuple[Span, ...]) -> bool:
    """Whether the statement tells of the contact: said in it, or about it where the page speaks of it."""
    contact = report.told
    said_in = statement.channel in _INSIDE.get(contact.type, ())
    if not any(stretch.covers(statement.cue) for stretch in focus):
        others = [
            other
            for other in report.reading.contacts
            if other.id != contact.id and other.type == contact.type
        ]
        return said_in and not others and statement.speaker in contact.parties
    if said_in or statement.speaker in contact.parties or speaks_for(statement, report):
        return True
    text = report.reading.article.text
    words = " ".join(part.of(text) for part in statement.content)
    named = sum(name in words for name in contact.parties)
    groups = any(group in words for group in report.lexicon.word_list("group"))
    return named > 1 or groups or names_contact(words, contact.type, report.lexicon)


def is_spokesperson(statement: Statement, report: Report) -> bool:
    """Whether the source bears the title of one who speaks for others."""
    words = statement.source.of(report.reading.article.text)
    return any(
        form in words
        for title in report.lexicon.titles
        if title.kind == "spokesperson"
        for form in title.forms
    )


def find_words(statement: Statement, report: Report) -> tuple[Span, ...]:
    """What a statement says, with its cue where that turns it (refused to comment, denied that) and stands right before."""
    text, first = report.reading.article.text, statement.content[0]
    cue = statement.cue.of(text).casefold()
    entry = next((e for e in report.lexicon.cues if cue in (form.casefold() for form in e.forms)), None)
    turns = statement.act in _TURNING or (
        entry is not None and (entry.act in _TURNING or entry.frame == "object")
    )
    if turns and statement.cue.stop <= first.start and not text[statement.cue.stop : first.start].strip():
        return (Span(statement.cue.start, first.stop), *statement.content[1:])
    return statement.content


_TURNING = ("deny", "withhold")


def speaks_for(statement: Statement, report: Report) -> bool:
    """Whether the source is one whose word is the government's: a spokesperson, or an office of no parliament or party."""
    if is_spokesperson(statement, report):
        return True
    source = statement.source.of(report.reading.article.text)
    offices = (form for title in report.lexicon.titles if title.kind == "office" for form in title.forms)
    actors = load_actors().by_id
    roles = {actors[entity.id].role for _, entity in find_named(source, report) if entity.id in actors}
    bodies = (form for body in report.lexicon.bodies if body.kind in _NO_GOVERNMENT for form in body.forms)
    outside = roles & _NO_GOVERNMENT or any(form in source for form in bodies)
    return not outside and any(form in source for form in offices)


_NO_GOVERNMENT = frozenset({"parliament", "legislature", "party", "court", "outlet", "company"})


def _sources(statement: Statement, report: Report) -> tuple[tuple[str, Entity], ...]:
    """Whose words they are: the speaker, or all whom a source names together, each by the name that it has there."""
    source = statement.source.of(report.reading.article.text)
    together = find_joined(source, report)
    if entity := report.entities.get(statement.speaker):
        sides = {side_of(other) for _, other in together}
        if side_of(entity) not in sides or len(sides) < 2:
            return ((statement.speaker, entity),)
    named = together or find_named(source, report)
    return tuple({side_of(entity): (name, entity) for name, entity in named}.values())


def _teller(statement: Statement, name: str, report: Report) -> Teller:
    telling: Telling = "reported"
    if is_spokesperson(statement, report):
        telling = "spokesperson"
    elif statement.speaker in report.told.parties and statement.channel not in _INSIDE.get(
        report.told.type, ()
    ):
        telling = "party"
    return Teller(name=name, page=report.reading.id, telling=telling, statements=(statement.id,))


def _side_name(report: Report, side: str) -> str:
    """How the side is shown: as an entity of the page names it, else its slug."""
    named = (entity.name for entity in report.entities.values() if entity.id == side)
    return next(named, side)


def _account(side: str, parts: list[_Part], number: int) -> Account:
    points: list[Point] = []
    letter = chr(ord("a") + number)
    for part in parts:
        prefix = f"{letter}{len(points)}-"
        for point in cut_points(part.report, part.stretches, prefix=prefix, teller=side):
            if not any(_same_words(point, other) for other in points):
                points.append(replace(point, id=f"{letter}{len(points) + 1}"))
    days = sorted(part.day for part in parts if part.day)
    return Account(
        side=side,
        name=parts[0].name,
        tellers=tuple(_join_tellers(part.teller for part in parts)),
        points=tuple(points),
        published=days[0] if days else "",
        length=sum(len(point.quote) for point in points),
    )


def _same_words(one: Point, other: Point) -> bool:
    """Whether two points are one: the same place, or on another page the same words (a reprint)."""
    if one.page == other.page:
        return one.span.overlaps(other.span)
    return one.quote == other.quote


def _join_tellers(tellers: Iterable[Teller]) -> Iterator[Teller]:
    """One teller a name and page, with all the statements."""
    joined: dict[tuple[str, str], Teller] = {}
    for teller in tellers:
        key = (teller.name, teller.page)
        if key in joined:
            statements = (*joined[key].statements, *teller.statements)
            joined[key] = replace(joined[key], statements=statements)
        else:
            joined[key] = teller
    yield from joined.values()
