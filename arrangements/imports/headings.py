"""Which row holds the headings, and which of our columns each of them is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from arrangements.columns import ARRANGEMENTS, SHEETS, Column, Sheet
from arrangements.folding import fold
from arrangements.imports.cells import Raw, canonical_text, is_empty
from arrangements.imports.money import heading_without_unit
from arrangements.imports.problems import FileProblem
from arrangements.imports.read import RawSheet

LOOK_AT_ROWS = 30


@dataclass(frozen=True)
class Table:
    """The table found on a sheet: where its headings are and which columns they stand for."""

    sheet: Sheet
    raw: RawSheet
    heading_row: int
    columns: dict[int, Column]
    unknown: dict[int, str] = field(default_factory=dict)

    def rows(self) -> Iterator[tuple[int, dict[int, Raw]]]:
        """Each row that has anything in a known column, with the number that the program shows."""
        for number, row in enumerate(self.raw.rows[self.heading_row :], self.heading_row + 1):
            cells = {at: row[at] for at in self.columns if at < len(row)}
            if any(not is_empty(value) for value in cells.values()):
                yield number, cells

    def heading(self, at: int) -> str:
        """The heading as it stands in the file."""
        return canonical_text(self.raw.rows[self.heading_row - 1][at])


def column_letter(at: int) -> str:
    """The letter that the spreadsheet program shows for a column, counted from 0."""
    letters = ""
    at += 1
    while at:
        at, left = divmod(at - 1, 26)
        letters = chr(ord("A") + left) + letters
    return letters


def tables(raw_sheets: list[RawSheet]) -> tuple[list[Table], list[str]]:
    """The tables of a file, and the names of the sheets that hold none of ours.

    Raises FileProblem where there is no list of arrangements that we could recognise.
    """
    found: list[Table] = []
    left_out: list[str] = []
    for raw in raw_sheets:
        named = next((sheet for sheet in SHEETS if fold(sheet.name) == fold(raw.name)), None)
        table = _table(raw, named) if named else None
        if table is None and (named is None or named is ARRANGEMENTS):
            table = _table(raw, ARRANGEMENTS)
        if table is None or any(other.sheet is table.sheet for other in found):
            left_out.append(raw.name)
        else:
            found.append(table)
    if not found:
        expected = ", ".join(column.heading for column in ARRANGEMENTS.columns[1:5])
        raise FileProblem(
            "No row of headings that we know was found. The first row of the list should have"
            f" headings such as {expected}."
        )
    return sorted(found, key=lambda table: SHEETS.index(table.sheet)), left_out


def _table(raw: RawSheet, sheet: Sheet) -> Table | None:
    """The row with the most known headings, if it has two or more and says which arrangement."""
    best: Table | None = None
    for number, row in enumerate(raw.rows[:LOOK_AT_ROWS], 1):
        columns: dict[int, Column] = {}
        unknown: dict[int, str] = {}
        for at, value in enumerate(row):
            text = canonical_text(value)
            if not text:
                continue
            column = _column(text, sheet)
            if column is None or column.key in {taken.key for taken in columns.values()}:
                unknown[at] = text
            else:
                columns[at] = column.under(text)
        keys = {column.key for column in columns.values()}
        if len(keys) >= 2 and keys & {"reference", "name"}:
            table = Table(sheet, raw, number, columns, unknown)
            if best is None or len(columns) > len(best.columns):
                best = table
    return best


def _column(heading: str, sheet: Sheet) -> Column | None:
    wanted = {fold(heading), fold(heading_without_unit(heading))}
    return next((c for c in sheet.columns if wanted & c.folded_names), None)
