"""One figure is one table. The page, its picture, the CSV and the workbook are made from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil, sqrt
from typing import NamedTuple

POUNDS = "£"
ARRANGEMENTS = "arrangements"
COUNCILS = "councils"
BODIES = "bodies"
PER_CENT = "%"
YEARS = "years"
KM = "km"
RESIDENTS = "people"
IN_TEN = "in 10"
# A table of more rows than this is folded on a screen and cut on paper; the page has no more rows
# than are read there, and CSV and workbook have all.
SHORT = 20
ON_PAPER = 10
ON_PAGE = 200
NARROW = 45  # characters
# Units that a number does not say by itself, nor its heading.
TOLD = (PER_CENT, YEARS, KM, IN_TEN)


@dataclass(frozen=True)
class Column:
    """`unit` says what its numbers are of; a column without one holds words."""

    heading: str
    unit: str = ""

    @property
    def with_unit(self) -> str:
        return f"{self.heading} ({self.unit})" if self.unit else self.heading

    @property
    def on_page(self) -> str:
        return self.with_unit if self.unit in TOLD else self.heading

    @property
    def width(self) -> int:
        """In characters, for a workbook."""
        return max(14, len(self.heading) // 2 + 3) if self.unit else 34

    def said(self, value: int | float | str | None) -> str:
        """A value as people read it."""
        if value is None or isinstance(value, str):
            return value or ""
        if self.unit == POUNDS:
            return f"£{round(value):,}"  # all in one way, to be read down a column
        number = f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"
        return f"{number}%" if self.unit == PER_CENT else number


class Cell(NamedTuple):
    """A number or words, and the address of the list that it counts or of what it names.

    A number that is None is not known.
    """

    value: int | float | str | None
    address: str = ""


class Shown(NamedTuple):
    """A cell as the page has it."""

    text: str
    address: str
    is_number: bool
    level: int = 0
    heading: str = ""


@dataclass(frozen=True)
class Line:
    """A row as the page has it; `bar` is its length in 100, `kind` its kind of service."""

    label: Shown
    cells: Sequence[Shown]
    bar: float
    kind: str
    is_marked: bool
    is_on_paper: bool


@dataclass(frozen=True)
class Figure:
    """`picture` is how it is drawn: "bars", "years", "grid", or "" for a table alone.

    Years stack the first two columns of numbers: what is known, and of the same unit what is not.
    Bars are of the column `bar_of`; of a long table the first `most` rows are drawn. `kinds` are
    the rows' kinds of service, `marked` the words of rows and columns that stand out. On a
    narrow screen rows can be cards. `address` is that of the list of all rows, where one has them.
    A long table is folded unless it `is_open`.
    """

    code: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    note: str = ""
    picture: str = ""
    most: int = 0
    bar_of: int = 1
    kinds: Sequence[str] = field(default_factory=tuple)
    marked: frozenset[str] = frozenset()
    as_cards: bool = False
    address: str = ""
    is_open: bool = False

    @property
    def lines(self) -> list[Line]:
        """The rows for the page."""
        return self._lines(ON_PAGE)

    @property
    def first_lines(self) -> list[Line]:
        return self._lines(self.most or ON_PAGE)

    @property
    def is_cut(self) -> bool:
        """Whether not all of its bars are drawn."""
        return bool(self.most) and len(self.rows) > self.most

    @property
    def is_narrow(self) -> bool:
        """Whether two of its kind fit side by side on paper: one number a row, and short words."""
        words = max((len(str(row[0].value)) for row in self.rows), default=0)
        return self.picture == "bars" and len(self.columns) == 2 and words <= NARROW

    @property
    def is_long(self) -> bool:
        """Whether it is a table that is folded on a screen and cut on paper."""
        return self.picture in ("", "years") and len(self.rows) > SHORT

    @property
    def flows(self) -> bool:
        """Whether it is too tall to be kept on one sheet of paper."""
        return self.picture == "" and len(self.rows) > ON_PAPER

    @property
    def left_off_page(self) -> int:
        """How many rows the page does not have."""
        return max(0, len(self.rows) - ON_PAGE)

    @property
    def left_off_paper(self) -> str:
        """Which rows paper has, in words; "" where it has all."""
        some, whole = len(self.on_paper), len(self.rows)
        if some == whole:
            return ""
        which = "first" if self.on_paper.start == 0 else "last"
        return f"The {which} {some} of {whole:,}; {whole - some:,} more are not printed."

    @property
    def on_paper(self) -> range:
        """The numbers of the rows that stand on paper: of years the last, of others the first."""
        whole = len(self.rows)
        if self.is_long:
            return range(whole - ON_PAPER, whole) if self.picture else range(ON_PAPER)
        return range(self.most if self.is_cut else whole)

    def _lines(self, most: int) -> list[Line]:
        on_paper = self.on_paper
        return [
            self._line(number, row, is_on_paper=number in on_paper)
            for number, row in enumerate(self.rows[:most])
        ]

    def _line(self, number: int, row: Sequence[Cell], *, is_on_paper: bool) -> Line:
        shown = [
            Shown(
                column.said(cell.value),
                cell.address,
                bool(column.unit),
                self._level(cell),
                column.on_page,
            )
            for column, cell in zip(self.columns, row, strict=True)
        ]
        bar = 100 * number_of(row[self.bar_of]) / self.largest if self.largest else 0
        kind = self.kinds[number] if self.kinds else ""
        marked = shown[0].text in self.marked
        return Line(shown[0], shown[1:], round(bar, 1), kind, marked, is_on_paper)

    def _level(self, cell: Cell) -> int:
        """How dark a number is in a grid: 0 for none, up to 5; the root keeps small ones apart."""
        if self.picture != "grid" or not number_of(cell):
            return 0
        return ceil(5 * sqrt(number_of(cell) / self.largest))

    @cached_property
    def largest(self) -> float:
        """The largest number: of what the bars are of, or of a whole grid."""
        columns = slice(1, None) if self.picture == "grid" else slice(self.bar_of, self.bar_of + 1)
        return max((number_of(cell) for row in self.rows for cell in row[columns]), default=0)


def number_of(cell: Cell) -> float:
    return cell.value if isinstance(cell.value, int | float) else 0


@dataclass(frozen=True)
class Panel:
    """One question, what there is to say of it, its figures, and links to other files of it."""

    code: str
    title: str
    says: Sequence[str]
    figures: Sequence[Figure]
    links: Sequence[tuple[str, str]] = ()
