"""The drop-downs of our workbooks, and the hidden sheet that they point at."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from arrangements.columns import Column
from arrangements.imports.cells import Bodies, Coded, CodedList, Services, YesNo

LISTS = "Lists"
YES_NO = ("yes", "no")
ONE_BODY = frozenset({"body", "lead", "host"})


class DropDowns:
    """Rules for cells. They advise and do not forbid, for other words are read too.

    A list that is written into its rule is cut at 255 characters, so each stands on a hidden sheet.
    """

    def __init__(self, bodies: tuple[str, ...], services: tuple[str, ...]) -> None:
        self._bodies, self._services = bodies, services
        self._at: dict[tuple[str, ...], int] = {}

    def add(self, page: Any, column: Column, letter: str, last_row: int) -> None:
        """Give a column of a sheet its drop-down, below the headings, if it is one of words."""
        words = self._words(column)
        if not words:
            return
        at = get_column_letter(self._at.setdefault(words, len(self._at) + 1))
        rule = DataValidation(
            "list",
            formula1=f"{LISTS}!${at}$1:${at}${len(words)}",
            allow_blank=True,
            showErrorMessage=False,
            sqref=f"{letter}2:{letter}{last_row}",
        )
        page.data_validations.append(rule)

    def write_lists(self, book: Any) -> None:
        """Put the hidden sheet behind the others."""
        page = book.create_sheet(LISTS)
        page.sheet_state = "hidden"
        for row in zip_longest(*self._at):
            page.append(row)

    def _words(self, column: Column) -> tuple[str, ...]:
        cell = column.cell
        match cell:
            case CodedList():
                return tuple(str(word.label) for word in cell.word.words)
            case Coded():
                return tuple(str(word.label) for word in cell.words)
            case YesNo():
                return YES_NO
            case Services():
                return self._services
            case Bodies() if column.key in ONE_BODY:
                return self._bodies
        return ()
