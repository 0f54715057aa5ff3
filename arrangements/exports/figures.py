"""Figures as CSV and as a workbook: their numbers bare, their units in the headings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from arrangements.exports.answers import Table, workbook_of
from arrangements.exports.texts import lines
from arrangements.insight.figures import Cell, Figure

LIST = "Address of the list"
NAME_LENGTH = 31  # the longest name of a sheet that Excel takes


def as_csv(figure: Figure, absolute: Callable[[str], str]) -> Iterator[bytes]:
    """One figure. `absolute` makes an address of the site one that works anywhere."""
    yield "\ufeff".encode()
    headings = [column.with_unit for column in figure.columns]
    rows = ([*(cell.value for cell in row), _address(row, absolute)] for row in figure.rows)
    for line in lines([*headings, LIST], rows):
        yield line.encode()


def as_xlsx(figures: Sequence[Figure], cover: Table, absolute: Callable[[str], str]) -> bytes:
    """A sheet for each figure, behind a cover."""
    return workbook_of([cover, *(_sheet(figure, absolute) for figure in figures)])


def _sheet(figure: Figure, absolute: Callable[[str], str]) -> Table:
    columns = [(column.with_unit, column.width) for column in figure.columns]
    rows = [[*(cell.value for cell in row), _address(row, absolute)] for row in figure.rows]
    name = figure.code.replace("-", " ").capitalize()[:NAME_LENGTH]
    return Table(name, [*columns, (LIST, 40)], rows)


def _address(row: Sequence[Cell], absolute: Callable[[str], str]) -> str:
    """Where the first number of a row that leads anywhere leads; else its first words."""
    numbers = [cell for cell in row if cell.address and not isinstance(cell.value, str)]
    first = next(iter([*numbers, *(cell for cell in row if cell.address)]), None)
    return absolute(first.address) if first else ""
