"""An entry made ready for the tables: its ids, its bytes packed, its rows. All that takes time, done before anybody waits for a lock."""

import datetime
import hashlib
import zlib
from dataclasses import dataclass

from readout.ledger.entries import Entry, Part, address_of, page_id
from readout.ledger.rows import Cells, Row, article_day, contact_rows, statement_rows
from readout.ledger.written import write_moment, write_reading
from readout.model import Page, Reading, digest


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedText:
    """A text that a page is made of: its key, its hashes (signed 32 bits), and itself, packed by zlib."""

    digest: str
    sketch: tuple[int, ...]
    words: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A page as the tables will have it; ``page``, ``content`` and ``reading`` hold columns by name, numbers apart.

    ``name`` is what its source calls it, ``fetched`` the moment it was had, in UTC ("" if unknown).
    """

    name: str
    page: Cells
    content: Cells
    fetched: str
    reading: Cells
    statements: tuple[Row, ...]
    contacts: tuple[Row, ...]
    texts: tuple[PreparedText, ...]

    @property
    def id(self) -> str:
        """The page's id."""
        return str(self.page["id"])

    @property
    def address(self) -> str:
        """Where the page is from."""
        return str(self.page["address"])


def prepare(entry: Entry) -> Prepared:
    """The entry, ready to be put in. Depends on the entry alone, so that any process may do it."""
    page = entry.page
    content = hashlib.sha256(page.content).hexdigest()
    id = page_id(page, content)
    return Prepared(
        name=page.id,
        page={
            "id": id,
            "address": address_of(page),
            "content": content,
            "media_type": page.media_type,
            "charset": page.charset,
            "title": page.title,
            "language": page.language,
            "published": write_moment(page.published),
            "family": id,
        },
        content={"digest": content, "size": len(page.content), "body": zlib.compress(page.content, 6)},
        fetched=write_utc(page.fetched) if page.fetched else "",
        reading=prepare_reading(entry),
        statements=statement_rows(id, entry.reading) if entry.reading else (),
        contacts=contact_rows(id, entry.reading) if entry.reading else (),
        texts=prepare_texts(entry),
    )


def identify(page: Page) -> str:
    """The page's id in any ledger."""
    return page_id(page, hashlib.sha256(page.content).hexdigest())


def prepare_reading(entry: Entry) -> Cells:
    """The columns of an entry's reading."""
    columns = {"rules": entry.rules, "error": entry.error, "body": None, "search": ""}
    return columns | _describe(entry.reading) if entry.reading else columns | dict.fromkeys(_WORDS, "")


def prepare_texts(entry: Entry) -> tuple[PreparedText, ...]:
    """The texts of an entry's page."""
    return tuple(map(_prepare_text, entry.parts))


def unpack_text(words: bytes) -> str:
    """The text that was packed."""
    return zlib.decompress(words).decode("utf-8", "surrogatepass")


def write_utc(moment: datetime.datetime) -> str:
    """ISO 8601 in UTC, to the second; a moment without a zone is one in UTC."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.UTC)
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


_WORDS = ("title", "language", "outlet", "origin", "author", "published", "day")


def _describe(reading: Reading) -> Cells:
    article = reading.article
    return {
        "body": write_reading(reading),
        "title": article.title,
        "language": article.language,
        "outlet": article.outlet,
        "origin": article.origin,
        "author": article.author,
        "published": write_moment(article.published),
        "day": article_day(reading),
        "search": f"{article.title}\n{article.text}",
    }


def _prepare_text(part: Part) -> PreparedText:
    words = zlib.compress(part.text.encode("utf-8", "surrogatepass"))
    return PreparedText(digest=digest("text", part.text), sketch=part.sketch, words=words)
