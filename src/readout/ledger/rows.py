"""A reading as rows of the index: ids, cells, and the words by which rows are found and told apart."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from readout.ledger.words import find_words
from readout.model import Contact, Reading, Span, Statement, When, digest

Cells = dict[str, Any]

_TOLD_STATEMENT = ("speaker", "cue", "content", "act", "channel", "addressee", "time")
_TOLD_CONTACT = ("type", "status", "parties", "place", "duration", "time")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: the columns of its table, the words it is found by, and its parties if it is a contact.

    ``cells`` is a digest of what a person who judges it sees.
    """

    columns: Cells
    words: str
    cells: str
    parties: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """The row in one line, for people."""
        names = _TOLD_STATEMENT if "cue" in self.columns else _TOLD_CONTACT
        return " · ".join(str(self.columns[name]).replace("\n", ", ") for name in names if self.columns[name])


def statement_rows(page: str, reading: Reading) -> tuple[Row, ...]:
    """The statements of a page, in the reading's order.

    A statement is known by its page and the place of its cue, so it stays itself when better rules find
    other words around it.
    """
    ids = statement_ids(page, reading)
    names = dict(zip((statement.id for statement in reading.statements), ids, strict=True))
    return tuple(
        _statement_row(statement, id, names.get(statement.via, ""), ordinal, reading)
        for ordinal, (statement, id) in enumerate(zip(reading.statements, ids, strict=True))
    )


def contact_rows(page: str, reading: Reading) -> tuple[Row, ...]:
    """The contacts of a page, in the reading's order; a contact is known by its page and the place of its trigger."""
    return tuple(
        _contact_row(contact, id, ordinal, reading)
        for ordinal, (contact, id) in enumerate(
            zip(reading.contacts, contact_ids(page, reading), strict=True)
        )
    )


def statement_ids(page: str, reading: Reading) -> tuple[str, ...]:
    """The ids of a page's statements, one for one."""
    return tuple("s" + key for key in _keys(page, "statement", (s.cue for s in reading.statements)))


def contact_ids(page: str, reading: Reading) -> tuple[str, ...]:
    """The ids of a page's contacts, one for one."""
    return tuple("c" + key for key in _keys(page, "contact", (c.trigger for c in reading.contacts)))


def _keys(page: str, kind: str, spans: Iterator[Span]) -> Iterator[str]:
    seen: Counter[Span] = Counter()
    for span in spans:
        yield digest(kind, page, span.start, span.stop, seen[span])
        seen[span] += 1


def _statement_row(statement: Statement, id: str, via: str, ordinal: int, reading: Reading) -> Row:
    text = reading.article.text
    source, cue = statement.source.of(text), statement.cue.of(text)
    content = " … ".join(span.of(text) for span in statement.content)
    columns = {
        "id": id,
        "ordinal": ordinal,
        "source": source,
        "speaker": statement.speaker,
        "cue": cue,
        "content": content,
        "form": statement.form,
        "act": statement.act,
        "channel": statement.channel,
        "addressee": statement.to,
        "via": via,
        "time": _time(statement.when),
        "day": _day(statement.when, reading),
        "wording": _wording(statement.speaker, cue, content),
    }
    seen = [
        columns[name] for name in ("speaker", "cue", "content", "form", "act", "channel", "addressee", "time")
    ]
    words = "\n".join((source, statement.speaker, cue, content, statement.to))
    return Row(columns=columns, words=words, cells=digest(*seen))


def _contact_row(contact: Contact, id: str, ordinal: int, reading: Reading) -> Row:
    text = reading.article.text
    topics = tuple(span.of(text) for span in contact.topics)
    trigger = contact.trigger.of(text)
    columns = {
        "id": id,
        "ordinal": ordinal,
        "type": contact.type,
        "status": contact.status,
        "trigger": trigger,
        "parties": "\n".join(contact.parties),
        "place": contact.place,
        "initiator": contact.initiator,
        "duration": contact.duration.iso if contact.duration else "",
        "topics": "\n".join(topics),
        "time": _time(contact.when),
        "day": _day(contact.when, reading),
        "wording": digest(contact.type, sorted(contact.parties), _time(contact.when), contact.status),
    }
    names = ("type", "status", "parties", "place", "initiator", "duration", "time", "topics")
    words = "\n".join((*contact.parties, trigger, contact.place, contact.initiator, *topics))
    return Row(
        columns=columns,
        words=words,
        cells=digest(*(columns[name] for name in names)),
        parties=tuple(dict.fromkeys(contact.parties)),
    )


def article_day(reading: Reading) -> str:
    """The day that the article appeared on, "" where it does not say."""
    published = reading.article.published
    return published.isoformat()[:10] if published else ""


def _time(when: When | None) -> str:
    return when.iso if when else ""


def _day(when: When | None, reading: Reading) -> str:
    """The day a row is sorted under: its own first day, else the article's."""
    start = when and (when.start or when.stop)
    return start.isoformat() if start else article_day(reading)


def _wording(*words: str) -> str:
    """The same for the same letters, whatever the marks and spaces between them."""
    return digest([list(find_words(word)) for word in words])
