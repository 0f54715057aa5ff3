"""The rows of a table as values, with every problem in them at once. Never touches the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from arrangements.columns import Sheet
from arrangements.imports.cells import (
    Address,
    Date,
    Raw,
    Vocabulary,
    canonical_text,
    is_empty,
)
from arrangements.imports.dates import parse_partial_date, says_no_date
from arrangements.imports.headings import Table, column_letter
from arrangements.imports.nobodies import says_nothing
from arrangements.imports.problems import CellProblem, Problem

CLEAR_WORD = "(clear)"


class Clear:
    """The value of a cell that says "(clear)": empty what we have."""


CLEAR = Clear()
NEW_WORD = "new"


class SaysNew:
    """The value of a Reference cell that says "new"."""


SAYS_NEW = SaysNew()


@dataclass
class Row:
    """One row: the values of the cells that say something, and what is wrong with the others.

    `shares` are the texts of several columns that make up one value ("Partner 1", "Partner 2").
    """

    sheet: Sheet
    number: int
    table: Table
    values: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    shares: dict[int, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    twin: str = ""

    @property
    def reference(self) -> str:
        value = self.values.get("reference", "")
        return value if isinstance(value, str) else ""

    @property
    def says_new(self) -> bool:
        """The Reference column says "new": it is none that we have, however alike."""
        return self.values.get("reference") is SAYS_NEW

    @property
    def removes(self) -> bool:
        return self.values.get("remove") is True

    def problem(
        self,
        key: str,
        code: str,
        message: str,
        suggestion: str = "",
        *,
        note: bool = False,
        about: str = "",
    ) -> None:
        """Say that something is wrong with the cell of this column, or with the row.

        Of several columns for one value it is the first that says what the problem is `about`.
        """
        places = [at for at, column in self.table.columns.items() if column.key == key]
        saying = (at for at in places if about and about in self.shares.get(at, ""))
        at = next(saying, places[0] if places else None)
        found = Problem(
            column="" if at is None else column_letter(at),
            heading="" if at is None else self.table.headings[at],
            value=self.texts.get(key, "")
            if at is None
            else self.shares.get(at, self.texts.get(key, "")),
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
    here = (row.number - 1, at)
    kind, text = row.table.raw.oddities.get(here, ("", ""))
    if column.shown_only or (is_empty(raw) and kind not in {"error", "formula"}):
        return
    shown = (text or canonical_text(raw))[:500]
    if row.table.are_several(column):
        if says_nothing(shown):
            return
        row.shares[at] = shown
        shown = "; ".join(filter(None, (row.texts.get(column.key), shown)))
    row.texts[column.key] = shown
    if kind in _UNUSABLE:
        row.problem(column.key, kind, *_UNUSABLE[kind])
        return
    if isinstance(raw, str) and raw.strip().casefold() == CLEAR_WORD:
        if column.key not in {held.key for held in row.sheet.stored} - {"body"}:
            row.problem(
                column.key,
                "cannot_clear",
                f"“{column.heading}” cannot be emptied.",
                "Write what it should be, or leave the cell empty.",
            )
            return
        row.values[column.key] = CLEAR
        return
    if column.key == "reference" and canonical_text(raw).casefold() == NEW_WORD:
        row.values["reference"] = SAYS_NEW
        return
    if isinstance(column.cell, Date) and isinstance(raw, str) and says_no_date(raw):
        row.problem(
            column.key,
            "no_date_said",
            f"“{canonical_text(raw)[:60]}” says no date, so none was taken.",
            note=True,
        )
        return
    if kind == "percent":
        raw = text
    link = row.table.raw.links.get(here)
    if link and isinstance(column.cell, Address):
        raw = link
    try:
        value = column.cell.parse(raw, vocabulary)
    except CellProblem as error:
        row.problem(column.key, error.code, error.message, error.suggestion)
        return
    held = row.values.get(column.key)
    if at in row.shares and isinstance(held, str):
        value = f"{held}\n{value}"
    row.values[column.key] = _as_shown(value, kind, text) if kind in _DATES else value


_UNUSABLE = {
    "error": (
        "This cell holds an error of the spreadsheet program.",
        "Mend the formula, or write the value itself.",
    ),
    "formula": (
        "This cell holds a formula whose value was never saved.",
        "Open the file in your spreadsheet program, save it and upload it again.",
    ),
}
_DATES = frozenset({"month", "year", "shown"})


def _as_shown(value: Any, kind: str, text: str) -> Any:
    """A date with the precision that the cell shows: "Apr-10" is a month, whatever lies behind."""
    if not isinstance(value, str) or len(value) != 10:
        return value
    if kind == "shown":
        try:
            shown = parse_partial_date(text)
        except CellProblem:
            return value
        return shown if value.startswith(shown) else value
    return value[:7] if kind == "month" else value[:4]
