"""The contacts of a ledger, merged across its pages: who is who comes from the resolver, what people said from the ledger."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace

from readout.compare.contacts import merge_contacts
from readout.language import languages, load_actors, load_lexicon
from readout.ledger import Kept, Store, find_contact_pages, find_judgements, find_kept
from readout.model import Contact, ContactReport, Entity, Judgement, MergedContact, Span, Statement
from readout.resolve import entities_of, load_resolver

_MARGIN = 40  # characters around a trigger that a report quotes
_LINE_ENDS = "\n\r"


def merge_ledger(store: Store) -> tuple[MergedContact, ...]:
    """All contacts of a ledger, by day; derived from its readings and judgements whenever it is asked for."""
    kept = list(find_kept(store, find_contact_pages(store)))
    reports = [report for page in kept for report in make_reports(page)]
    return merge_contacts(reports, holding_judgements(store, kept), alike=load_resolver().likeness)


def make_reports(kept: Kept) -> tuple[ContactReport, ...]:
    """The contacts of one page, each as a report."""
    if kept.reading.article.language not in languages():
        return ()
    return tuple(_Reports(kept).make())


def holding_judgements(store: Store, kept: Iterable[Kept]) -> tuple[Judgement, ...]:
    """What people said of contacts and holds. A row that was judged wrong and is read otherwise since is not wrong."""
    shown = {
        id: verdict
        for page in kept
        for id, verdict in zip(page.contact_ids, page.contact_verdicts, strict=True)
    }
    judgements = (judged.judgement for judged in find_judgements(store) if judged.holds)
    return tuple(
        judgement
        for judgement in judgements
        if judgement.row in shown and (judgement.other or judgement.verdict == shown[judgement.row])
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
                quoted=quoted,
                quote=quoted.of(article.text),
            )

    def _parties(self, contact: Contact) -> tuple[Entity, ...]:
        leaders = self._leaders(contact)
        return tuple(leaders.get(name) or self._party(name) for name in contact.parties)

    def _party(self, name: str) -> Entity:
        entity = self._entities[name]
        if entity.kind == "group" and name.casefold() not in self._groups:
            return replace(entity, kind="body")  # somebody whom no list knows, and who is no "both sides"
        return entity

    def _leaders(self, contact: Contact) -> dict[str, Entity]:
        """Whom countries with one title after or before them stand for: the American and Russian presidents."""
        text, found = self._article.text, {}
        spans = sorted(piece.span for piece in contact.evidence if piece.field == "party")
        countries = {
            mention.span: mention
            for mention in self._reading.mentions
            if mention.kind == "country" and mention.span in spans
        }
        if len(countries) < 2:
            return {}
        ordered = sorted(countries)
        for title in self._reading.mentions:
            if title.kind != "title" or title.span.start != ordered[-1].stop:
                continue
            if any(
                mention.kind == "person" and mention.span.start == title.span.stop
                for mention in self._reading.mentions
            ):
                continue  # the last of them is named
            for mention in countries.values():
                entity = self._holder(mention.name, title.span.of(text))
                if entity is not None:
                    found[mention.name] = entity
        return found

    def _holder(self, country: str, title: str) -> Entity | None:
        """Who holds that office of that country, if anybody is known to."""
        space = " " if self._lexicon.orthography.spaced else ""
        entity = self._resolve(f"{country}{space}{title}")
        return entity if entity.known and entity.kind == "person" else None

    def _country(self, place: str) -> str:
        if not place:
            return ""
        entity = self._resolve(place, "place")
        return entity.country or entity.id if entity.known and entity.kind == "country" else ""

    def _resolve(self, name: str, kind: str = "") -> Entity:
        published = self._article.published
        day = published.date() if isinstance(published, datetime.datetime) else published
        return self._resolver.resolve(name, language=self._article.language, kind=kind, day=day)

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


__all__ = ["holding_judgements", "make_reports", "merge_ledger"]
