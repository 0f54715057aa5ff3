"""What stands around a problem in somebody's sheet, so that it can be shown as they know it.

Cells of columns that we do not know can hold people's names and numbers. They are shown to the
editor and not stored with the plan: this is a file beside the upload, and goes when that goes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

from arrangements.imports.cells import canonical_text
from arrangements.imports.headings import column_letter
from arrangements.imports.read import RawSheet

EACH_SIDE, LONGEST, MOST_ROWS, MOST_CELLS = 2, 300, 5_000, 60

Surroundings = dict[str, dict[str, list[str]]]


def surroundings(sheets: Iterable[RawSheet], wanted: Iterable[tuple[str, int]]) -> Surroundings:
    """The cells of these rows, each given by its tab and number, as short texts."""
    rows = {sheet.name: sheet.rows for sheet in sheets}
    found: Surroundings = {}
    for tab, number in list(wanted)[:MOST_ROWS]:
        if number <= len(rows.get(tab, [])):
            cells = rows[tab][number - 1][:MOST_CELLS]
            found.setdefault(tab, {})[str(number)] = [canonical_text(c)[:LONGEST] for c in cells]
    return found


@dataclass(frozen=True)
class Cell:
    """One column of a glimpse: its letter, its heading, and what the row says there."""

    letter: str
    heading: str
    text: str
    marked: bool


def glimpse(taken: dict[str, Any], cells: list[str], letter: str, value: str) -> list[Cell]:
    """The cell with this letter and two neighbours on each side; the first five for a whole row."""
    headings = {
        each["column"]: each["heading"] for each in chain(taken["columns"], taken["unknown"])
    }
    letters = [column_letter(at) for at in range(max(len(cells), len(headings)))]
    if letter and letter not in letters:
        letters.append(letter)
    at = letters.index(letter) if letter else 0
    first = max(0, min(at - EACH_SIDE, len(letters) - 2 * EACH_SIDE - 1))
    texts = dict(zip(letters, cells, strict=False))
    return [
        Cell(
            each,
            headings.get(each, ""),
            texts.get(each, value if each == letter else ""),
            each == letter,
        )
        for each in letters[first : first + 2 * EACH_SIDE + 1]
    ]
