"""Many rows at once: numbers for them, what is there of them already, and the way in that each database is fastest by."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.engine import Connection

# how many values one statement may ask about
_CHUNK = 500


def allot_numbers(connection: Connection, table: sa.Table, count: int) -> Sequence[int]:
    """Numbers for so many new rows of a table; nobody else gets them, as writers take turns."""
    if not count:
        return ()
    if connection.dialect.name == "postgresql":
        sequence = sa.func.pg_get_serial_sequence(f'"{table.name}"', "number")
        series = sa.func.generate_series(1, count).table_valued("n")
        drawn = sa.select(sa.func.nextval(sequence)).select_from(series)
        return [int(number) for number in connection.execute(drawn).scalars()]
    last = connection.execute(sa.select(sa.func.max(table.c.number))).scalar() or 0
    return range(last + 1, last + 1 + count)


def write_rows(connection: Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert the rows, which all name the same columns: by COPY into PostgreSQL, as one statement into SQLite."""
    if not rows:
        return
    if connection.dialect.name != "postgresql":
        connection.execute(table.insert(), rows)
        return
    columns = [table.c[name] for name in rows[0]]
    binders = [
        column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect) for column in columns
    ]
    names = ", ".join(f'"{column.name}"' for column in columns)
    order = f'COPY "{table.name}" ({names}) FROM STDIN'
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(order) as copy:
            for row in rows:
                values = (row[column.name] for column in columns)
                copy.write_row([bind(x) if bind else x for bind, x in zip(binders, values, strict=True)])
    except (
        connection.dialect.loaded_dbapi.Error
    ) as error:  # SQLAlchemy, which did not see it, would say the same
        kind = (
            exc.OperationalError
            if isinstance(error, connection.dialect.loaded_dbapi.OperationalError)
            else exc.DBAPIError
        )
        raise kind(order, None, error) from error


def select_in(
    connection: Connection, query: sa.Select[Any], column: sa.ColumnElement[Any], values: Iterable[Any]
) -> Iterator[Any]:
    """The rows of the query whose column is one of the values, asked for in handfuls."""
    wanted = list(dict.fromkeys(values))
    for start in range(0, len(wanted), _CHUNK):
        yield from connection.execute(query.where(column.in_(wanted[start : start + _CHUNK])))
