"""A kept page's rows as exports see them: each statement and contact with its ledger id, its verdict and its page."""

from collections.abc import Iterator
from dataclasses import dataclass

from readout.ledger.kept import Kept
from readout.model import Contact, MentionKind, Span, Statement

SEPARATOR = " … "
_PARTY = ("party", "parties")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A span with its characters: ``text == article.text[start:stop]``, in code points."""

    start: int
    stop: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A naming string, what kind of mention it is ("" where no mention has it), and where it was read, if there."""

    name: str
    kind: MentionKind | str
    place: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """A statement of the ledger. ``via`` is the ledger id of the statement it stands inside, "" at the top."""

    id: str
    verdict: str
    via: str
    statement: Statement
    page: Kept

    @property
    def content(self) -> str:
        """The content's spans, one text."""
        return SEPARATOR.join(self.quote(span).text for span in self.statement.content)

    @property
    def speaker(self) -> Name:
        """Who said it: the speaker, or the source's own words where the text gives no name."""
        statement = self.statement
        source = self.quote(statement.source)
        if not statement.speaker:
            return Name(name=source.text, kind="", place=source)
        return Name(name=statement.speaker, kind=find_kind(self.page, statement.speaker), place=source)

    def quote(self, span: Span) -> Quote:
        """The span with its characters."""
        return quote(span, self.page)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """A contact of the ledger."""

    id: str
    verdict: str
    contact: Contact
    page: Kept

    @property
    def parties(self) -> tuple[Name, ...]:
        """The parties, each with the place that it was read from where the evidence tells."""
        contact, text = self.contact, self.page.reading.article.text
        spans = [piece.span for piece in contact.evidence if piece.field in _PARTY]
        if len(spans) != len(contact.parties):
            # not one for one: only a place with the party's own name is sure
            spans_of = [[span for span in spans if span.of(text) == party] for party in contact.parties]
        else:
            spans_of = [
                [span] if self._may_name(span, party) else []
                for span, party in zip(spans, contact.parties, strict=True)
            ]
        return tuple(
            Name(
                name=party,
                kind=find_kind(self.page, party),
                place=self.quote(found[0]) if found else None,
            )
            for party, found in zip(contact.parties, spans_of, strict=True)
        )

    def _may_name(self, span: Span, party: str) -> bool:
        """Whether no mention gives these words another name."""
        return all(mention.span != span or mention.name == party for mention in self.page.reading.mentions)

    def quote(self, span: Span) -> Quote:
        """The span with its characters."""
        return quote(span, self.page)


def statement_rows(page: Kept) -> Iterator[StatementRow]:
    """The page's statements, in text order."""
    statements = page.reading.statements
    ids = dict(zip((statement.id for statement in statements), page.statement_ids, strict=True))
    for statement, verdict in zip(statements, page.statement_verdicts, strict=True):
        via = ids.get(statement.via, "")
        yield StatementRow(id=ids[statement.id], verdict=verdict, via=via, statement=statement, page=page)


def contact_rows(page: Kept) -> Iterator[ContactRow]:
    """The page's contacts, in text order."""
    for contact, id, verdict in zip(
        page.reading.contacts, page.contact_ids, page.contact_verdicts, strict=True
    ):
        yield ContactRow(id=id, verdict=verdict, contact=contact, page=page)


def quote(span: Span, page: Kept) -> Quote:
    """A span of the page's text with its characters."""
    return Quote(start=span.start, stop=span.stop, text=span.of(page.reading.article.text))


def find_kind(page: Kept, name: str) -> MentionKind | str:
    """The kind of the page's first mention with this name, "" where there is none."""
    return next((mention.kind for mention in page.reading.mentions if mention.name == name), "")


def web_address(page: Kept) -> str:
    """The page's address on the web, "" where it came from elsewhere."""
    return next(
        (url for url in (page.reading.article.url, page.address) if url.startswith(("http://", "https://"))),
        "",
    )
