"""The first ledger."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_SEARCH = sa.Text().with_variant(postgresql.TSVECTOR(), "postgresql")
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_SEARCHED = {"statement": "number", "contact": "number", "reading": "page"}


def upgrade() -> None:
    """Make the tables, and the search index in the database's own form."""
    op.create_table(
        "content",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_table(
        "failure",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "judgement",
        sa.Column("number", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("row", sa.String(length=17), nullable=False),
        sa.Column("other", sa.String(length=17), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("cells", sa.String(length=16), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_judgement_other", "judgement", ["other"], unique=False)
    op.create_index("ix_judgement_row", "judgement", ["row"], unique=False)
    op.create_table(
        "text",
        sa.Column("number", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("digest", sa.String(length=16), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("digest"),
    )
    op.create_table(
        "likeness",
        sa.Column("a", _NUMBER, nullable=False),
        sa.Column("b", _NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("shared", sa.Integer(), nullable=False),
        sa.Column("in_a", sa.Integer(), nullable=False),
        sa.Column("in_b", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["a"],
            ["text.number"],
        ),
        sa.ForeignKeyConstraint(
            ["b"],
            ["text.number"],
        ),
        sa.PrimaryKeyConstraint("a", "b"),
    )
    op.create_index("ix_likeness_b", "likeness", ["b"], unique=False)
    op.create_table(
        "page",
        sa.Column("number", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=17), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("charset", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=False),
        sa.Column("added", sa.String(length=32), nullable=False),
        sa.Column("family", sa.String(length=17), nullable=False),
        sa.ForeignKeyConstraint(
            ["content"],
            ["content.digest"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_page_address", "page", ["address"], unique=False)
    op.create_index("ix_page_family", "page", ["family"], unique=False)
    op.create_table(
        "sketch",
        sa.Column("hash", sa.Integer(), nullable=False),
        sa.Column("text", _NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["text"],
            ["text.number"],
        ),
        sa.PrimaryKeyConstraint("hash", "text"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sketch_text", "sketch", ["text"], unique=False)
    op.create_table(
        "capture",
        sa.Column("page", _NUMBER, nullable=False),
        sa.Column("fetched", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["page"],
            ["page.number"],
        ),
        sa.PrimaryKeyConstraint("page", "fetched"),
    )
    op.create_table(
        "contact",
        sa.Column("number", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=17), nullable=False),
        sa.Column("page", _NUMBER, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("parties", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("initiator", sa.Text(), nullable=False),
        sa.Column("duration", sa.Text(), nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.Column("time", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("wording", sa.String(length=16), nullable=False),
        sa.Column("search", _SEARCH, nullable=False),
        sa.ForeignKeyConstraint(
            ["page"],
            ["page.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("contact_by_day", "contact", ["day", "id"], unique=False)
    op.create_index("ix_contact_page", "contact", ["page"], unique=False)
    op.create_index("ix_contact_wording", "contact", ["wording"], unique=False)
    op.create_table(
        "part",
        sa.Column("page", _NUMBER, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("text", _NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["page"],
            ["page.number"],
        ),
        sa.ForeignKeyConstraint(
            ["text"],
            ["text.number"],
        ),
        sa.PrimaryKeyConstraint("page", "ordinal"),
    )
    op.create_index("ix_part_text", "part", ["text"], unique=False)
    op.create_table(
        "reading",
        sa.Column("page", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("rules", sa.String(length=40), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("search", _SEARCH, nullable=False),
        sa.ForeignKeyConstraint(
            ["page"],
            ["page.number"],
        ),
        sa.PrimaryKeyConstraint("page"),
    )
    op.create_index("ix_reading_day", "reading", ["day"], unique=False)
    op.create_index("ix_reading_origin", "reading", ["origin"], unique=False)
    op.create_index("ix_reading_outlet", "reading", ["outlet"], unique=False)
    op.create_index("ix_reading_rules", "reading", ["rules"], unique=False)
    op.create_table(
        "statement",
        sa.Column("number", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=17), nullable=False),
        sa.Column("page", _NUMBER, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=False),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("time", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("wording", sa.String(length=16), nullable=False),
        sa.Column("search", _SEARCH, nullable=False),
        sa.ForeignKeyConstraint(
            ["page"],
            ["page.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_statement_addressee", "statement", ["addressee"], unique=False)
    op.create_index("ix_statement_page", "statement", ["page"], unique=False)
    op.create_index("ix_statement_wording", "statement", ["wording"], unique=False)
    op.create_index("statement_by_day", "statement", ["day", "id"], unique=False)
    op.create_index("statement_by_speaker", "statement", ["speaker", "day"], unique=False)
    op.create_table(
        "party",
        sa.Column("contact", _NUMBER, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact"],
            ["contact.number"],
        ),
        sa.PrimaryKeyConstraint("name", "contact"),
    )
    op.create_index("party_by_contact", "party", ["contact"], unique=False)
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for table, key in _SEARCHED.items():
        if not is_sqlite:
            op.execute(f"CREATE INDEX {table}_search ON {table} USING gin (search) WITH (fastupdate = off)")
            continue
        options = f"content = '{table}', content_rowid = '{key}', tokenize = 'unicode61 remove_diacritics 0'"
        op.execute(f"CREATE VIRTUAL TABLE {table}_words USING fts5(search, {options})")
        add = f"INSERT INTO {table}_words (rowid, search) VALUES (new.{key}, new.search);"
        drop = f"INSERT INTO {table}_words ({table}_words, rowid, search) VALUES ('delete', old.{key}, old.search);"
        op.execute(f"CREATE TRIGGER {table}_words_add AFTER INSERT ON {table} BEGIN {add} END")
        op.execute(f"CREATE TRIGGER {table}_words_drop AFTER DELETE ON {table} BEGIN {drop} END")
