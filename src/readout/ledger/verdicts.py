"""Judgements: appended, undone by later ones, and what holds of a row in the end."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from readout.errors import LedgerError
from readout.ledger import schema
from readout.ledger.engine import Store
from readout.ledger.rows import Row, contact_rows, statement_rows
from readout.ledger.written import read_reading
from readout.model import Judgement

_CHUNK = 400
_ON_ONE = ("right", "wrong")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A judgement as the ledger keeps it.

    ``words`` are the row's as they were when it was judged; ``holds`` is whether nobody undid it or judged anew.
    """

    judgement: Judgement
    words: str
    cells: str
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RowVerdict:
    """What people's judgements come to for one row: ``verdict`` is "right", "wrong" or "", given on those ``cells``."""

    row: str
    verdict: str
    cells: str
    speaker: str
    same: tuple[str, ...]
    different: tuple[str, ...]

    def shown(self, cells: str) -> str:
        """The verdict to show on a row that now has these cells: one given on other cells is a thing of the past."""
        if not self.verdict or cells == self.cells:
            return self.verdict
        return f"was {self.verdict}"


def add_judgement(store: Store, judgement: Judgement) -> None:
    """Append a judgement. Raises LedgerError if there is no such row, or nothing to undo."""

    def work(connection: Connection) -> None:
        table, place = _find_place(connection, judgement.row)
        if judgement.verdict == "speaker" and table is not schema.statement:
            raise LedgerError(f"{judgement.row} is a contact and has no speaker; give a statement")
        if judgement.verdict != "undo" and judgement.other:
            other, _ = _find_place(connection, judgement.other)
            if other is not table:
                raise LedgerError(
                    f"{judgement.row} and {judgement.other} are of two kinds; give two statements or two contacts"
                )
        row = _read_row(connection, table, place)
        values = {
            "id": judgement.id,
            "row": judgement.row,
            "other": judgement.other,
            "verdict": judgement.verdict,
            "speaker": judgement.speaker,
            "by": judgement.by,
            "at": judgement.at.astimezone(datetime.UTC).isoformat(),
            "note": judgement.note,
            "cells": row.cells,
            "words": row.told,
        }
        if connection.execute(
            sa.select(schema.judgement.c.id).where(schema.judgement.c.id == judgement.id)
        ).first():
            return
        connection.execute(schema.judgement.insert().values(values))
        _apply(connection, table, place, row)

    store.write(work)


def find_judgements(store: Store, row: str = "") -> tuple[Judged, ...]:
    """All judgements, or those on one row, oldest first."""
    with store.read() as connection:
        return _find_judged(connection, [row] if row else None)


def find_last(store: Store, row: str) -> Judgement:
    """The last judgement on a row that still holds: what an undo takes back. Raises LedgerError if there is none."""
    for judged in reversed(find_judgements(store, row)):
        if judged.holds and judged.judgement.verdict != "undo":
            return judged.judgement
    raise LedgerError(f"nothing that holds was judged of {row}; see readout judgements")


def find_verdicts(connection: Connection, rows: Sequence[str]) -> tuple[RowVerdict, ...]:
    """What holds of these rows; rows nobody judged are left out."""
    wanted = set(rows)
    by_row: dict[str, list[Judged]] = {}
    for judged in _find_judged(connection, rows):
        if judged.holds:
            for row in {judged.judgement.row, judged.judgement.other} & wanted:
                by_row.setdefault(row, []).append(judged)
    return tuple(_sum_up(row, found) for row, found in by_row.items())


def find_paired(connection: Connection) -> frozenset[str]:
    """The rows that anybody ever judged together with another."""
    table = schema.judgement
    pairs = sa.select(table.c.row, table.c.other).where(table.c.verdict.in_(("same", "different", "unsure")))
    return frozenset(id for pair in connection.execute(pairs) for id in pair)


def _sum_up(row: str, found: Iterable[Judged]) -> RowVerdict:
    verdict, cells, speaker = "", "", ""
    pairs: dict[str, str] = {}
    for judged in found:
        judgement = judged.judgement
        if judgement.verdict in _ON_ONE and judgement.row == row:
            verdict, cells = judgement.verdict, judged.cells
        elif judgement.verdict == "speaker" and judgement.row == row:
            speaker = judgement.speaker
        elif judgement.verdict in ("same", "different", "unsure"):
            pairs[judgement.other if judgement.row == row else judgement.row] = judgement.verdict
    same = tuple(sorted(other for other, kind in pairs.items() if kind == "same"))
    different = tuple(sorted(other for other, kind in pairs.items() if kind == "different"))
    return RowVerdict(row=row, verdict=verdict, cells=cells, speaker=speaker, same=same, different=different)


def _find_judged(connection: Connection, rows: Sequence[str] | None) -> tuple[Judged, ...]:
    table = schema.judgement
    found: dict[str, sa.Row[Any]] = {}
    if rows is None:
        found = {row.id: row for row in connection.execute(sa.select(table))}
    else:
        for start in range(0, len(rows), _CHUNK):
            chunk = rows[start : start + _CHUNK]
            query = sa.select(table).where(sa.or_(table.c.row.in_(chunk), table.c.other.in_(chunk)))
            found |= {row.id: row for row in connection.execute(query)}
        # an undo names its judgement, and may have been asked for from the other of two rows
        ids = list(found)
        for start in range(0, len(ids), _CHUNK):
            query = sa.select(table).where(table.c.other.in_(ids[start : start + _CHUNK]))
            found |= {row.id: row for row in connection.execute(query)}
    judgements = sorted(found.values(), key=lambda row: (row.at, row.id))
    return _judge_holding(judgements)


def _judge_holding(rows: Sequence[sa.Row[Any]]) -> tuple[Judged, ...]:
    """Whether each holds, decided from the last to the first: an undo that was itself undone undoes nothing."""
    undone: set[str] = set()
    replaced: set[tuple[str, ...]] = set()
    judged: list[Judged] = []
    for row in reversed(rows):
        judgement = Judgement(
            row=row.row,
            verdict=row.verdict,
            by=row.by,
            at=datetime.datetime.fromisoformat(row.at),
            other=row.other,
            speaker=row.speaker,
            note=row.note,
        )
        holds = row.id not in undone
        if holds and judgement.verdict == "undo":
            undone.add(judgement.other)
        elif holds:
            kind = _kind(judgement)
            holds = kind not in replaced
            replaced.add(kind)
        judged.append(Judged(judgement=judgement, words=row.words, cells=row.cells, holds=holds))
    return tuple(reversed(judged))


def _kind(judgement: Judgement) -> tuple[str, ...]:
    if judgement.other:
        return tuple(sorted((judgement.row, judgement.other)))
    return (judgement.row, "speaker" if judgement.verdict == "speaker" else "verdict")


def _find_place(connection: Connection, id: str) -> tuple[sa.Table, Any]:
    for table in (schema.statement, schema.contact):
        query = sa.select(table.c.number, table.c.page, table.c.ordinal, schema.page.c.id).join(schema.page)
        if place := connection.execute(query.where(table.c.id == id)).first():
            return table, place
    raise LedgerError(f"there is no statement or contact {id}; readout search shows their ids")


def _read_row(connection: Connection, table: sa.Table, place: Any) -> Row:
    body = connection.execute(
        sa.select(schema.reading.c.body).where(schema.reading.c.page == place.page)
    ).scalar()
    reading, ordinal = read_reading(body or b""), int(place.ordinal)
    make = statement_rows if table is schema.statement else contact_rows
    return make(place.id, reading)[ordinal]


def _apply(connection: Connection, table: sa.Table, place: Any, row: Row) -> None:
    """Show in the index what holds of the row now."""
    verdicts = find_verdicts(connection, [row.columns["id"]])
    values = {"verdict": verdicts[0].shown(row.cells) if verdicts else ""}
    if table is schema.statement:
        values["speaker"] = (verdicts[0].speaker if verdicts else "") or row.columns["speaker"]
    connection.execute(table.update().where(table.c.number == place.number).values(values))
