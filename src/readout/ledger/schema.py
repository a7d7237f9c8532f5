"""The tables. What is stored: contents, pages, captures, readings, judgements, failures; the rest is an index over them.

Days and times are ISO 8601 strings (times in UTC), as SQLite has no such types; they sort as they read. ``number`` columns are of
one ledger alone and are shown to nobody; ids are hashes and the same in every ledger.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    TypeDecorator,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeEngine

from readout.ledger.words import find_words, to_tsvector

metadata = MetaData()


class SearchWords(TypeDecorator[str]):
    """A text as the words it is found by: in PostgreSQL with their positions, in SQLite for FTS5 to index."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """The database's own type."""
        return dialect.type_descriptor(TSVECTOR() if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str:
        """The text, cut into words."""
        return to_tsvector(value or "") if dialect.name == "postgresql" else " ".join(find_words(value or ""))


# SQLite counts rows only in a column that is called INTEGER
_NUMBER = BigInteger().with_variant(Integer, "sqlite")


def _number(name: str = "number") -> Column[int]:
    return Column(name, _NUMBER, primary_key=True, autoincrement=True)


def _page(*, primary_key: bool = False, index: bool = False) -> Column[int]:
    key = ForeignKey("page.number")
    return Column(
        "page", _NUMBER, key, primary_key=primary_key, autoincrement=False, nullable=False, index=index
    )


def _word(name: str, *, index: bool = False) -> Column[str]:
    return Column(name, Text, nullable=False, default="", index=index)


def _search() -> Column[str]:
    return Column("search", SearchWords, nullable=False, default="")


# bytes as received, each once: ``body`` is zlib's
content = Table(
    "content",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# a content at an address, with what the caller said of it; another content there is another version.
# ``family`` is the smallest id among the page, its versions and its copies.
page = Table(
    "page",
    metadata,
    _number(),
    Column("id", String(17), nullable=False, unique=True),
    _word("address", index=True),
    Column("content", String(64), ForeignKey("content.digest"), nullable=False),
    _word("media_type"),
    _word("charset"),
    _word("title"),
    _word("language"),
    _word("published"),
    Column("added", String(32), nullable=False),
    Column("family", String(17), nullable=False, index=True),
)

capture = Table(
    "capture",
    metadata,
    _page(),
    Column("fetched", String(32), nullable=False),
    PrimaryKeyConstraint("page", "fetched"),
)

# ``body`` is zlib's JSON of the reading, NULL where the page can't be read and ``error`` says why
reading = Table(
    "reading",
    metadata,
    _page(primary_key=True),
    Column("rules", String(40), nullable=False, index=True),
    Column("body", LargeBinary),
    _word("error"),
    _word("title"),
    _word("language"),
    _word("outlet", index=True),
    _word("origin", index=True),
    _word("author"),
    _word("published"),
    _word("day", index=True),
    _search(),
)

statement = Table(
    "statement",
    metadata,
    _number(),
    Column("id", String(17), nullable=False, unique=True),
    _page(index=True),
    Column("ordinal", Integer, nullable=False),
    _word("source"),
    _word("speaker"),
    _word("cue"),
    _word("content"),
    _word("form"),
    _word("act"),
    _word("channel"),
    _word("addressee", index=True),
    _word("via"),
    _word("time"),
    _word("day"),
    _word("verdict"),
    Column("wording", String(16), nullable=False, index=True),
    _search(),
    Index("statement_by_day", "day", "id"),
    Index("statement_by_speaker", "speaker", "day"),
)

contact = Table(
    "contact",
    metadata,
    _number(),
    Column("id", String(17), nullable=False, unique=True),
    _page(index=True),
    Column("ordinal", Integer, nullable=False),
    _word("type"),
    _word("status"),
    _word("trigger"),
    _word("parties"),
    _word("place"),
    _word("initiator"),
    _word("duration"),
    _word("topics"),
    _word("time"),
    _word("day"),
    _word("verdict"),
    Column("wording", String(16), nullable=False, index=True),
    _search(),
    Index("contact_by_day", "day", "id"),
)

party = Table(
    "party",
    metadata,
    Column("contact", _NUMBER, ForeignKey("contact.number"), nullable=False),
    _word("name"),
    PrimaryKeyConstraint("name", "contact"),
    Index("party_by_contact", "contact"),
)

judgement = Table(
    "judgement",
    metadata,
    _number(),
    Column("id", String(16), nullable=False, unique=True),
    Column("row", String(17), nullable=False, index=True),
    Column("other", String(17), nullable=False, default="", index=True),
    _word("verdict"),
    _word("speaker"),
    _word("by"),
    Column("at", String(40), nullable=False),
    _word("note"),
    # the row as it was when it was judged: a digest of its cells, and its words for people
    Column("cells", String(16), nullable=False, default=""),
    _word("words"),
)

# what never became a page: ``source`` is what to read again
failure = Table(
    "failure",
    metadata,
    Column("name", Text, primary_key=True),
    _word("url"),
    _word("source"),
    _word("reason"),
)

# the texts that pages are made of (a body, each teaser), each once, and where to look for texts like it
text = Table(
    "text",
    metadata,
    _number(),
    Column("digest", String(16), nullable=False, unique=True),
    Column("size", Integer, nullable=False),
    Column("words", LargeBinary, nullable=False),
)

part = Table(
    "part",
    metadata,
    _page(),
    Column("ordinal", Integer, nullable=False),
    Column("text", _NUMBER, ForeignKey("text.number"), nullable=False, index=True),
    PrimaryKeyConstraint("page", "ordinal"),
)

sketch = Table(
    "sketch",
    metadata,
    Column("hash", Integer, nullable=False),
    Column("text", _NUMBER, ForeignKey("text.number"), nullable=False, index=True),
    PrimaryKeyConstraint("hash", "text"),
    sqlite_with_rowid=False,
)

# two texts that are alike: "copy", or "contains" where a swallows b
likeness = Table(
    "likeness",
    metadata,
    Column("a", _NUMBER, ForeignKey("text.number"), nullable=False),
    Column("b", _NUMBER, ForeignKey("text.number"), nullable=False, index=True),
    _word("kind"),
    Column("shared", Integer, nullable=False),
    Column("in_a", Integer, nullable=False),
    Column("in_b", Integer, nullable=False),
    PrimaryKeyConstraint("a", "b"),
)

# a feed that is watched: what it said last, when it is due, and which of its entries were fetched (JSON)
feed = Table(
    "feed",
    metadata,
    Column("address", Text, primary_key=True),
    _word("etag"),
    _word("modified"),
    _word("checked"),
    _word("due"),
    Column("failures", Integer, nullable=False, default=0),
    _word("entries"),
)
