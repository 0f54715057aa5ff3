"""Downloads as CSV and as a zip of CSV sheets."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from arrangements.columns import ARRANGEMENTS, CHILD_SHEETS, REORGANISATION, Sheet
from arrangements.documents import Document
from arrangements.exports.tables import Words, columns_written, rows_of

_LIVE = re.compile(r"^'*[=+\-@]")


def csv_lines(sheet: Sheet, documents: Iterable[Document], words: Words) -> Iterator[str]:
    """The lines of one sheet as CSV."""
    headings = [column.heading for column in columns_written(sheet)]
    return lines(headings, rows_of(sheet, documents, words))


def lines(headings: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """The lines of a table as CSV. Text that a program could run as a formula is guarded."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(headings)
    for row in rows:
        writer.writerow([_text(value) for value in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def csv_of(
    columns: Sequence[tuple[str, Callable[[Any], Any]]], things: Iterable[Any]
) -> Iterator[bytes]:
    """A line for each thing, with a mark by which Excel knows that it is UTF-8."""
    yield "\ufeff".encode()
    headings = [heading for heading, _ in columns]
    for line in lines(headings, ([get(each) for _, get in columns] for each in things)):
        yield line.encode()


def _text(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str) and _LIVE.match(value):
        return f"'{value}"
    return value


def as_csv(documents: Iterable[Document], words: Words) -> Iterator[bytes]:
    """The Arrangements sheet, with a mark by which Excel knows that it is UTF-8."""
    yield "\ufeff".encode()
    for line in csv_lines(ARRANGEMENTS, documents, words):
        yield line.encode()


def as_zip(
    documents: Iterable[Document], words: Words, plans: Sequence[Sequence[Any]] = ()
) -> Iterator[bytes]:
    """All sheets as CSV files in one zip file; that of plans where there are rows of it."""
    held = list(documents)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet in (ARRANGEMENTS, *CHILD_SHEETS):
            archive.writestr(f"{sheet.name}.csv", "".join(csv_lines(sheet, held, words)))
        if plans:
            headings = [column.heading for column in columns_written(REORGANISATION)]
            archive.writestr(f"{REORGANISATION.name}.csv", "".join(lines(headings, plans)))
    yield packed.getvalue()
