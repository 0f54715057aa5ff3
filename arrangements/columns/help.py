"""The help page of the columns, made from the table of columns alone."""

from __future__ import annotations

from dataclasses import dataclass

from arrangements.columns import SHEETS, Column
from arrangements.imports.cells import (
    Address,
    Bodies,
    Cell,
    Coded,
    CodedList,
    Date,
    Mailbox,
    Reference,
    References,
    Services,
    Text,
    Whole,
    YesNo,
)
from arrangements.imports.moneycells import Money, Pounds


@dataclass(frozen=True)
class ColumnHelp:
    """One column as the page shows it."""

    heading: str
    other_names: tuple[str, ...]
    help: str
    form: str
    words: list[str]
    example: str


@dataclass(frozen=True)
class SheetHelp:
    name: str
    help: str
    columns: list[ColumnHelp]


def sheets_help() -> list[SheetHelp]:
    return [
        SheetHelp(sheet.name, sheet.help, [_column(column) for column in sheet.columns])
        for sheet in SHEETS
    ]


def _column(column: Column) -> ColumnHelp:
    return ColumnHelp(
        column.heading,
        column.names,
        column.help,
        "Shown to read by; not read back." if column.shown_only else _form(column.cell),
        _words(column.cell),
        column.example,
    )


def _form(cell: Cell) -> str:
    """What a cell of this kind holds, in a phrase."""
    match cell:
        case Text(longest=longest) if longest < 10_000:
            return f"Text, up to {longest:,} characters"
        case Text():
            return "Text"
        case Pounds():
            return "An amount of money, such as 325000 or £325k"
        case Money():
            return "What people write of a saving, such as £1.2m over four years"
        case Whole(what=what):
            return what[0].upper() + what[1:]
        case Date():
            return "A year, a month or a day: 2010, 2010-10, 1/10/2010"
        case YesNo():
            return "Yes or no"
        case Coded():
            return "One of these words"
        case CodedList():
            return "Any of these words, separated by semicolons"
        case Services():
            return "Services of our list, separated by semicolons"
        case Bodies():
            return "Official names or codes of bodies"
        case Address():
            return "A web address"
        case Mailbox():
            return "An e-mail address"
        case Reference():
            return "A reference such as SS0012"
        case References():
            return "References, separated by semicolons"
    raise TypeError(f"no help is written for {type(cell).__name__}")


def _words(cell: Cell) -> list[str]:
    match cell:
        case Coded():
            return [str(word.label) for word in cell.words]
        case CodedList():
            return [str(word.label) for word in cell.word.words]
    return []
