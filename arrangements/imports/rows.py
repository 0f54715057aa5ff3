"""The rows of a table as values, with every problem in them at once. Never touches the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from arrangements.columns import Sheet
from arrangements.imports.cells import Raw, Vocabulary, canonical_text, is_empty
from arrangements.imports.headings import Table, column_letter
from arrangements.imports.problems import CellProblem, Problem

CLEAR_WORD = "(clear)"


class Clear:
    """The value of a cell that says "(clear)": empty what we have."""


CLEAR = Clear()


@dataclass
class Row:
    """One row: the values of the cells that say something, and what is wrong with the others."""

    sheet: Sheet
    number: int
    table: Table
    values: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)

    @property
    def reference(self) -> str:
        value = self.values.get("reference", "")
        return value if isinstance(value, str) else ""

    @property
    def removes(self) -> bool:
        return self.values.get("remove") is True

    def problem(
        self, key: str, code: str, message: str, suggestion: str = "", *, note: bool = False
    ) -> None:
        """Say that something is wrong with the cell of this column, or with the row."""
        at = next((at for at, column in self.table.columns.items() if column.key == key), None)
        found = Problem(
            column="" if at is None else column_letter(at),
            heading="" if at is None else self.table.heading(at),
            value=self.texts.get(key, ""),
            code=code,
            message=message,
            suggestion=suggestion,
            note=note,
        )
        (self.notes if note else self.problems).append(found)


def rows(table: Table, vocabulary: Vocabulary) -> Iterator[Row]:
    """Every row of a table."""
    for number, cells in table.rows():
        row = Row(table.sheet, number, table)
        for at, raw in cells.items():
            _take(row, at, raw, vocabulary)
        yield row


def _take(row: Row, at: int, raw: Raw, vocabulary: Vocabulary) -> None:
    column = row.table.columns[at]
    if column.shown_only or is_empty(raw):
        return
    row.texts[column.key] = canonical_text(raw)[:500]
    if isinstance(raw, str) and raw.strip().casefold() == CLEAR_WORD:
        row.values[column.key] = CLEAR
        return
    try:
        row.values[column.key] = column.cell.parse(raw, vocabulary)
    except CellProblem as error:
        row.problem(column.key, error.code, error.message, error.suggestion)
