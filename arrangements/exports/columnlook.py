"""How the cells of a column look, in the template and in a download alike."""

from __future__ import annotations

from typing import Any

from arrangements.columns import ARRANGEMENTS, Column, Sheet
from arrangements.exports.look import AMOUNT, BODY, MONEY_FORMAT, PLAIN
from arrangements.imports.moneycells import Pounds

# Forty columns on a page cannot be read: of Arrangements, those as far as this one are printed.
LAST_PRINTED = "end"


def look_of(column: Column) -> dict[str, Any]:
    """The styles of a column's cells, by the names that openpyxl gives them."""
    if isinstance(column.cell, Pounds):
        return {"font": PLAIN, "alignment": AMOUNT, "number_format": MONEY_FORMAT}
    return {"font": PLAIN, "alignment": BODY}


def dress(styled: Any, look: dict[str, Any]) -> None:
    """Give a cell, or the cells of a column that are empty yet, a look."""
    for name, style in look.items():
        setattr(styled, name, style)


def columns_printed(sheet: Sheet, columns: list[Column]) -> list[Column]:
    """Those of a sheet's columns that people read on paper."""
    if sheet is not ARRANGEMENTS:
        return columns
    return columns[: [column.key for column in columns].index(LAST_PRINTED) + 1]
