"""What a column and a sheet are, and the columns that several sheets share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from arrangements.columns.everyday import EVERYDAY, PROPOSED
from arrangements.folding import fold
from arrangements.imports.cells import Cell, Reference, Text, Whole, YesNo


@dataclass(frozen=True)
class Column:
    """One column: its heading, other headings people use for it, its kind of cell and its help.

    One that is `shown_only` is written to read by, and not read back. A `shorthand` is read from
    people's own lists and never written: it becomes rows of another sheet.
    """

    key: str
    heading: str
    cell: Cell
    help: str
    names: tuple[str, ...] = ()
    example: str = ""
    width: int = 18
    shown_only: bool = False
    shorthand: bool = False

    def under(self, heading: str) -> Column:
        """This column as a heading in a file has it: "Saving (£k)" counts in thousands."""
        return replace(self, cell=self.cell.under(heading)) if hasattr(self.cell, "under") else self

    @cached_property
    def proper_names(self) -> frozenset[str]:
        """The headings that the help shows, folded."""
        return frozenset(fold(name) for name in (self.heading, self.key, *self.names))

    @cached_property
    def folded_names(self) -> frozenset[str]:
        """Every heading that is this column, folded."""
        return self.proper_names | {fold(name) for name in EVERYDAY.get(self.key, ())}

    @cached_property
    def proposed_names(self) -> frozenset[str]:
        """Headings that may be this column, but not unless a person says so, folded."""
        return frozenset(fold(name) for name in PROPOSED.get(self.key, ()))


@dataclass(frozen=True)
class Sheet:
    """One named sheet: of arrangements, of rows that belong to them, or of plans.

    One that `needs` columns is not recognised without all of them.
    """

    name: str
    key: str
    help: str
    columns: tuple[Column, ...]
    needs: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {column.key: column for column in self.columns})

    by_key: Mapping[str, Column] = None  # type: ignore[assignment]

    def is_told_by(self, keys: set[str]) -> bool:
        """Whether these columns are enough to know the sheet by."""
        return keys >= self.needs if self.needs else bool(keys & {"reference", "name"})

    @cached_property
    def stored(self) -> tuple[Column, ...]:
        """The columns whose values are facts of the row itself."""
        control = {"reference", "number", "remove", "partners", "body_code"}
        return tuple(
            c for c in self.columns if c.key not in control and not c.shown_only and not c.shorthand
        )


REFERENCE = Column(
    "reference",
    "Reference",
    Reference(),
    "Our public reference. Leave it empty for a new arrangement.",
    names=("Ref", "ID", "Arrangement reference"),
    example="SS0012",
    width=11,
)
NUMBER = Column(
    "number",
    "Number",
    Whole("a number from 1 upwards", 1, 9999),
    "Which row of the arrangement this is. Leave it empty for a new row.",
    names=("No", "No."),
    example="1",
    width=9,
)
REMOVE = Column(
    "remove", "Remove", YesNo(), "Write yes to take this row away.", names=("Delete",), width=9
)
ARRANGEMENT_NAME = Column(
    "arrangement",
    "Arrangement",
    Text(),
    "The arrangement's name, to read by. It is not read back.",
    width=36,
    shown_only=True,
)
SOURCE_NUMBER = Column(
    "source",
    "Source number",
    Whole("the number of a source of this arrangement", 1, 9999),
    "Which of the arrangement's sources bears this out. Empty: one or more of its sources.",
    names=("Source",),
    width=9,
    example="1",
)
NOTE = Column("note", "Note", Text(), "Anything a reader should know.", names=("Notes",), width=40)
