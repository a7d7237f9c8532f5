"""The contacts of a ledger, merged across its pages: who is who comes from the resolver, what people said from the ledger."""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from weakref import WeakKeyDictionary

from readout.compare.contacts import merge_contacts
from readout.errors import OptionError
from readout.language import languages, load_actors, load_lexicon
from readout.ledger import (
    Kept,
    Query,
    Store,
    find_contact_ids,
    find_contact_pages,
    find_id,
    find_judgements,
    find_kept,
)
from readout.model import (
    Contact,
    ContactReport,
    Entity,
    Judgement,
    Mention,
    MergedContact,
    Part,
    Span,
    Statement,
)
from readout.resolve import entities_of, load_resolver

_MERGED = re.compile("m[0-9a-f]{4,16}")
_MARGIN = 40  # characters around a trigger that a report quotes
_LINE_ENDS = "\n\r"
_BEFORE = 4  # mentions before a name that may be of his titles
_ATTRIBUTES = ("title", "country", "body")
# characters in which a first sentence tells its news, in a language without spaces and in one with them
_LONGEST_LEAD = (80, 200)
_JOINT = 1  # characters between two countries that share a title


# what was made of each page of the ledgers that are open, by the page, its family, its rules, and the speakers that
# people put right; a page that was read again, or got a copy, is made again
_Made = dict[tuple[str, str, str, int], tuple[ContactReport, ...]]
_MADE: WeakKeyDictionary[Store, _Made] = WeakKeyDictionary()


def merge_ledger(store: Store) -> tuple[MergedContact, ...]:
    """All contacts of a ledger, by day; derived from its readings and judgements whenever it is asked for.

    The reports of a page are made once while its ledger is open, so that a judgement or a new page costs little.
    """
    said = tuple(judged.judgement for judged in find_judgements(store) if judged.holds)
    reports = _gather(store, sum(judgement.verdict == "speaker" for judgement in said))
    return merge_contacts(reports, _of_contacts(store, said), alike=load_resolver().likeness)


def find_merged(store: Store, wanted: str) -> MergedContact:
    """The merged contact that is meant: by its id, the id of any of its reports, or the first characters of one.

    Raises LedgerError where nothing or more than one is meant, OptionError where the id is no contact's.
    """
    id = find_id(store, report_of(wanted))
    for contact in merge_ledger(store):
        if any(joined.report.id == id for joined in contact.reports):
            return contact
    raise OptionError(
        f"{wanted} is in no contact; it may have been judged wrong, see readout judgements {id}"
    )


def report_of(wanted: str) -> str:
    """The id of the first report of a merged contact's id (``m1234`` is ``c1234``); anything else as it is."""
    return f"c{wanted[1:]}" if _MERGED.fullmatch(wanted) else wanted


def make_reports(kept: Kept) -> tuple[ContactReport, ...]:
    """The contacts of one page, each as a report."""
    if kept.reading.article.language not in languages():
        return ()
    return tuple(_Reports(kept).make())


def _gather(store: Store, corrected: int) -> Iterator[ContactReport]:
    known = _MADE.setdefault(store, {})
    keys = [(*page, corrected) for page in find_contact_pages(store)]
    new = {id: (id, *rest) for id, *rest in keys if (id, *rest) not in known}
    made = {new[kept.id]: make_reports(kept) for kept in find_kept(store, tuple(new))}
    _MADE[store] = {key: made[key] if key in made else known.get(key, ()) for key in keys}
    return chain.from_iterable(_MADE[store].values())


def _of_contacts(store: Store, judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that joining heeds. A row that was judged wrong and is read otherwise since is not wrong."""
    wrong = find_contact_ids(store, Query(verdict="wrong"))
    return tuple(
        judgement
        for judgement in judgements
        if judgement.verdict in ("same", "different")
        or (judgement.verdict == "wrong" and judgement.row in wrong)
    )


class _Reports:
    """What the contacts of one page have in common."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._reading = kept.reading
        self._article = kept.reading.article
        self._resolver = load_resolver()
        self._lexicon = load_lexicon(self._article.language)
        self._groups = frozenset(
            form.casefold() for name in ("group", "group pronoun") for form in self._lexicon.word_list(name)
        )
        self._entities = dict(entities_of(kept.reading, self._resolver))
        self._outlet = self._find_outlet()

    def make(self) -> Iterator[ContactReport]:
        article, kept = self._article, self._kept
        for contact, id in zip(self._reading.contacts, kept.contact_ids, strict=True):
            teller, teller_name, statement = self._find_teller(contact)
            quoted = _quoted(article.text, contact.trigger)
            yield ContactReport(
                id=id,
                page=kept.id,
                contact=contact,
                parties=self._parties(contact),
                initiator=self._entities.get(contact.initiator),
                country_of_place=self._country(contact.place),
                address=kept.address,
                family=kept.family,
                title=article.title,
                outlet=article.outlet,
                origin=article.origin,
                language=article.language,
                zone=article.zone,
                published=article.published or kept.fetched,
                teller=teller,
                teller_name=teller_name,
                day_of_telling=_is_day_of_telling(contact, statement),
                part=self._part(contact.trigger),
                quoted=quoted,
                quote=quoted.of(article.text),
            )

    def _parties(self, contact: Contact) -> tuple[Entity, ...]:
        leaders = self._leaders(contact)
        return tuple(leaders.get(name) or self._party(name) for name in contact.parties)

    def _country_beside(self, name: str) -> str:
        """The slug of the country that stands before the title of somebody whom no list knows."""
        mentions = self._reading.mentions
        for place, mention in enumerate(mentions):
            if mention.kind != "person" or mention.name != name:
                continue
            at = mention.span.start
            for before in reversed(mentions[max(0, place - _BEFORE) : place]):
                if self._article.text[before.span.stop : at].strip() or before.kind not in _ATTRIBUTES:
                    break
                if before.kind == "country":
                    entity = self._resolve(before.name, "country")
                    return entity.id if entity.known else ""
                at = before.span.start
        return ""

    def _party(self, name: str) -> Entity:
        entity = self._entities[name]
        if entity.kind == "group" and name.casefold() not in self._groups:
            return replace(entity, kind="body")  # somebody whom no list knows, and who is no "both sides"
        if entity.kind == "person" and not entity.known and not entity.country:
            return replace(entity, country=self._country_beside(name))
        return entity

    def _leaders(self, contact: Contact) -> dict[str, Entity]:
        """Whom countries with one title after or before them stand for: the American and Russian presidents."""
        parties = {piece.span for piece in contact.evidence if piece.field == "party"}
        row: list[Mention] = []
        for mention in self._reading.mentions:
            touches = not row or mention.span.start - row[-1].span.stop <= _JOINT
            if mention.kind == "country" and mention.span in parties:
                row = [*row, mention] if touches else [mention]
            elif mention.kind == "title" and touches and len(row) > 1 and not self._is_named(mention):
                title = mention.span.of(self._article.text)
                return {country.name: e for country in row if (e := self._holder(country.name, title))}
        return {}

    def _is_named(self, title: Mention) -> bool:
        """Whether the name of one person stands behind the title."""
        return any(m.kind == "person" and m.span.start == title.span.stop for m in self._reading.mentions)

    def _holder(self, country: str, title: str) -> Entity | None:
        """Who holds that office of that country, if anybody is known to."""
        space = " " if self._lexicon.orthography.spaced else ""
        entity = self._resolve(f"{country}{space}{title}")
        return replace(entity, rule="leader") if entity.known and entity.kind == "person" else None

    def _country(self, place: str) -> str:
        if not place:
            return ""
        entity = self._resolve(place, "place")
        return entity.country or entity.id if entity.known and entity.kind == "country" else ""

    def _resolve(self, name: str, kind: str = "") -> Entity:
        published = self._article.published
        day = published.date() if isinstance(published, datetime.datetime) else published
        return self._resolver.resolve(name, language=self._article.language, kind=kind, day=day)

    def _part(self, span: Span) -> Part:
        body = True
        for block in self._article.blocks:
            if block.kind in ("title", "heading") and block.span.covers(span):
                return "title" if block.kind == "title" else "heading"
            if block.kind == "body" and body:
                body = False
                longest = _LONGEST_LEAD[self._lexicon.orthography.spaced]
                if block.span.covers(span) and span.start - block.span.start < longest:
                    return "lead"
        return "body"

    def _find_outlet(self) -> Entity | None:
        """The body whose own page it is; an outlet that reports on others tells for no side."""
        for name in (self._article.origin, self._article.outlet):
            if name and (entity := self._resolve(name, "outlet")).known and entity.kind == "body":
                return entity
        return None

    def _find_teller(self, contact: Contact) -> tuple[str, str, Statement | None]:
        """The side whose telling it is, how it is shown, and the statement that tells it."""
        statement = _enclosing(self._reading.statements, contact.trigger)
        entity = self._entities.get(statement.speaker) if statement else self._outlet
        if entity is None or entity.kind in ("group", "outlet"):
            return "", "", statement
        side = entity.country or entity.id
        actor = load_actors().by_id.get(side)
        names = actor.names.get("en") or next(iter(actor.names.values())) if actor else (entity.name,)
        return side, names[0], statement


def _enclosing(statements: Iterable[Statement], span: Span) -> Statement | None:
    """The innermost statement in whose content the span stands."""
    found = [s for s in statements if any(content.covers(span) for content in s.content)]
    return max(found, key=lambda statement: statement.cue.start, default=None)


def _is_day_of_telling(contact: Contact, statement: Statement | None) -> bool:
    """Whether the day stands outside the words that tell of the contact: then it is when they were said."""
    if contact.when is None or statement is None or contact.status != "happened":
        return False
    return not any(content.covers(contact.when.span) for content in statement.content)


def _quoted(text: str, trigger: Span) -> Span:
    """The trigger with the words around it in its line."""
    start, stop = max(0, trigger.start - _MARGIN), min(len(text), trigger.stop + _MARGIN)
    for end in _LINE_ENDS:
        start = max(start, text.rfind(end, start, trigger.start) + 1)
        line = text.find(end, trigger.stop, stop)
        stop = line if line >= 0 else stop
    return Span(start, stop)
