"""Many rows at once, each with its line in the history: a few statements for hundreds of rows.

Rows are plain values, as JSON has them, in the order of the fields named. Django and
django-simple-history make an object of each row and write it by itself, at many times the cost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models import Model
from django.utils import timezone

BATCH = 500
CREATED, CHANGED, DELETED = "+", "~", "-"

# Kinds of field whose plain values a database takes as they are.
AS_THEY_ARE = (
    models.BigIntegerField,
    models.BooleanField,
    models.CharField,
    models.EmailField,
    models.ForeignKey,
    models.PositiveIntegerField,
    models.PositiveSmallIntegerField,
    models.TextField,
    models.URLField,
)

Values = Sequence[Any]


def create(model: type[Model], names: Iterable[str], rows: Sequence[Values], reason: str) -> None:
    """Insert rows; fields that are not named get their defaults."""
    into, marks, values = _insertion(model, names)
    # How many values one statement may have differs from database to database.
    most = connection.features.max_query_params
    fit = min(BATCH, most // marks.count("%s")) if most else BATCH
    keys: list[int] = []
    with connection.cursor() as cursor:
        for some in _batches(rows, fit):
            cursor.execute(
                f"{into} VALUES {', '.join([marks] * len(some))}"
                f" RETURNING {_quoted(model._meta.pk.column)}",
                [value for row in some for value in values(row)],
            )
            keys += [key for (key,) in cursor.fetchall()]
    _remember(model, keys, CREATED, reason)


def update(model: type[Model], names: Iterable[str], rows: Sequence[Values], reason: str) -> None:
    """Write these fields of rows that exist; the last value of each row is its key."""
    write(model, names, rows)
    _remember(model, [row[-1] for row in rows], CHANGED, reason)


def delete(model: type[Model], keys: Sequence[int], reason: str) -> None:
    """Delete rows. What points at them must have been seen to before."""
    _remember(model, keys, DELETED, reason)
    for some in _batches(keys, BATCH):
        rows = model._default_manager.filter(pk__in=some)
        rows._raw_delete(rows.db)


def insert(model: type[Model], names: Iterable[str], rows: Iterable[Values]) -> None:
    """Insert rows that keep no history; fields that are not named get their defaults."""
    into, marks, values = _insertion(model, names)
    with connection.cursor() as cursor:
        cursor.executemany(f"{into} VALUES {marks}", [values(row) for row in rows])


def write(model: type[Model], names: Iterable[str], rows: Iterable[Values]) -> None:
    """Write these fields of rows that exist, and leave the history alone; keys as in `update`."""
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    new = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
    table, key = _quoted(model._meta.db_table), _quoted(model._meta.pk.column)
    values = _prepared(fields)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET {new} WHERE {key} = %s",  # noqa: S608
            [[*values(row[:-1]), row[-1]] for row in rows],
        )


def _insertion(
    model: type[Model], names: Iterable[str]
) -> tuple[str, str, Callable[[Values], list[Any]]]:
    """What to insert into, the marks of one row, and what makes of a row its values."""
    given: list[Any] = [model._meta.get_field(name) for name in names]
    others = [
        field
        for field in model._meta.concrete_fields
        if field not in given and not field.primary_key
    ]
    defaults = _prepared(others)([field.get_default() for field in others])
    columns = [_quoted(field.column) for field in (*given, *others)]
    values = _prepared(given)
    return (
        f"INSERT INTO {_quoted(model._meta.db_table)} ({', '.join(columns)})",
        f"({', '.join(['%s'] * len(columns))})",
        lambda row: values(row) + defaults,
    )


def _prepared(fields: Sequence[Any]) -> Callable[[Values], list[Any]]:
    """What makes of plain values those that the database wants."""
    database = connections[DEFAULT_DB_ALIAS]
    others = [
        (at, field.get_db_prep_save)
        for at, field in enumerate(fields)
        if type(field) not in AS_THEY_ARE
    ]

    def prepared(row: Values) -> list[Any]:
        values = list(row)
        for at, prepare in others:
            values[at] = prepare(values[at], database)
        return values

    return prepared


def _remember(model: type[Any], keys: Sequence[int], kind: str, reason: str) -> None:
    """Copy rows as they now stand into the history."""
    history = getattr(getattr(model, "history", None), "model", None)
    if history is None:
        return
    user = history.get_default_history_user(model())
    said = {
        "history_date": timezone.now(),
        "history_type": kind,
        "history_change_reason": reason,
        "history_user": user and user.pk,
    }
    fields = {name: history._meta.get_field(name) for name in said}
    values = [fields[name].get_db_prep_save(value, connection) for name, value in said.items()]
    copied = ", ".join(_quoted(field.column) for field in history.tracked_fields)
    added = ", ".join(_quoted(field.column) for field in fields.values())
    for some in _batches(keys, BATCH):
        marks = ", ".join(["%s"] * len(some))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {_quoted(history._meta.db_table)} ({copied}, {added})"  # noqa: S608
                f" SELECT {copied}, %s, %s, %s, %s FROM {_quoted(model._meta.db_table)}"
                f" WHERE {_quoted(model._meta.pk.column)} IN ({marks})",
                [*values, *some],
            )


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _batches(rows: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
