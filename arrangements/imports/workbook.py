"""Open one file and print its sheets as JSON. Run as a process of its own, under limits.

A workbook can crash or exhaust whatever parses it; here that ends this process and nothing else.
Imports neither Django nor the rest of the project, so that it starts quickly.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import resource
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree.ElementTree import ParseError

import python_calamine
from defusedxml import DefusedXmlException

from arrangements.imports import secondlook
from arrangements.imports.limits import (
    ADVICE,
    CPU_SECONDS,
    MEMORY_BYTES,
    MOST_CELLS,
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_MEMBERS,
    MOST_ROWS,
    MOST_UNPACKED_BYTES,
    TAKEN,
)

DELIMITERS, ROWS_TO_JUDGE_BY = ",;\t|", 30
OLE, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", (b"PK\x03\x04", b"PK\x05\x06")

_MARKUP = re.compile(r"\s*<(?:!doctype html|html|head|body|table|style|meta)\b", re.IGNORECASE)
_DEFINITION = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_BOOK = re.compile(r"(?:^|/)(?:workbook\w*\.(?:xml|bin)|content\.xml)$")
# What keeps a text in a CSV file from being run as a formula, as our own downloads have it.
_GUARD = re.compile(r"^'(?='*[=+\-@])")

Rows = list[list[Any]]


@dataclass
class Found:
    """A sheet: its name, its rows from the first that the program shows, and its oddities."""

    name: str
    rows: Rows
    hidden: bool = False
    oddities: list[Any] = field(default_factory=list)
    unseen: bool = False


class Unreadable(Exception):
    """The file cannot be read; the text says why and what to do."""


def sheets_of(path: Path) -> Iterator[Found]:
    """Every sheet with its rows, from the first row and column that the program shows."""
    start = path.read_bytes()[:8] if path.is_file() else b""
    if path.is_dir():
        for file in sorted(path.glob("*.csv")):
            yield Found(file.stem, _text_rows(file.read_bytes()))
    elif start.startswith(ZIP):
        yield from _zip_sheets(path)
    elif start.startswith(OLE):
        yield from _workbook_sheets(path)
    elif start.startswith(b"%PDF"):
        raise Unreadable("This is a PDF, not a spreadsheet. Save the list as .xlsx or .csv.")
    else:
        yield Found(path.stem, _text_rows(path.read_bytes()))


def _zip_sheets(path: Path) -> Iterator[Found]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check_members(archive, members)
            names = {member.filename for member in members}
            if "[Content_Types].xml" in names or "mimetype" in names:
                if not any(_BOOK.search(name) for name in names):
                    raise Unreadable(
                        "There is no sheet in this file; it may be a letter or slides. Save the"
                        " list as .xlsx or .csv and upload that."
                    )
                oddities = _oddities(archive, names)
                for sheet in _workbook_sheets(path):
                    sheet.oddities = (oddities or {}).get(sheet.name, [])
                    sheet.unseen = oddities is None
                    yield sheet
                return
            tables = [name for name in sorted(names) if name.casefold().endswith(".csv")]
            if not tables:
                raise Unreadable(
                    "This zip file has no CSV file in it. Put Arrangements.csv into it, or upload"
                    " the spreadsheet itself."
                )
            for name in tables:
                yield Found(PurePosixPath(name).stem, _text_rows(archive.read(name)))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Unreadable(
            "This file is damaged or was cut short. Open it in your spreadsheet program, save it"
            " again as .xlsx and upload that."
        ) from error


def _oddities(archive: zipfile.ZipFile, names: set[str]) -> dict[str, list[Any]] | None:
    """What a second look finds; None for a kind of file that allows no second look."""
    try:
        if "xl/workbook.xml" in names:
            return secondlook.of_xlsx(archive)
        if "content.xml" in names:
            return secondlook.of_ods(archive)
    except (ParseError, DefusedXmlException, KeyError, ValueError):
        return None
    return None


def _check_members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """Unpack everything once, counting, before any parser sees it."""
    if len(members) > MOST_MEMBERS:
        raise Unreadable(
            f"This file holds more than {MOST_MEMBERS:,} parts. Copy the rows that matter into a"
            " new spreadsheet and upload that."
        )
    unpacked = 0
    for member in members:
        if member.flag_bits & 0x1:
            raise Unreadable("This file has a password. Save it without one and upload it again.")
        is_xml = member.filename.endswith((".xml", ".rels"))
        with archive.open(member) as part:
            tail = b""
            while block := part.read(1 << 20):
                unpacked += len(block)
                if unpacked > MOST_UNPACKED_BYTES:
                    raise Unreadable(f"This file unpacks to far more than a list would. {ADVICE}")
                if is_xml and (_DEFINITION.search(tail + block) or b"\x00" in block):
                    raise Unreadable(
                        "This file has definitions in it that no spreadsheet program writes. Save"
                        " it again as .xlsx and upload that."
                    )
                tail = block[-16:]


def _workbook_sheets(path: Path) -> Iterator[Found]:
    try:
        workbook = python_calamine.load_workbook(str(path))
    except python_calamine.PasswordError as error:
        raise Unreadable(
            "This file has a password. Save it without one and upload it again."
        ) from error
    except (python_calamine.CalamineError, OSError) as error:
        raise Unreadable(
            "This is not a spreadsheet that we can open. Save it as .xlsx or .csv and upload that."
        ) from error
    for meta in workbook.sheets_metadata:
        if meta.typ is not python_calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(meta.name)
        if sheet.width > MOST_COLUMNS or sheet.height > MOST_ROWS:
            raise Unreadable(
                f"The sheet “{meta.name}” reaches to row {sheet.height:,} and column"
                f" {sheet.width:,}. Delete what lies outside your list and save it again, or split"
                f" a list that is so long: {TAKEN}"
            )
        hidden = meta.visible is not python_calamine.SheetVisibleEnum.Visible
        yield Found(meta.name, sheet.to_python(skip_empty_area=False), hidden, unseen=True)


def _text_rows(data: bytes) -> Rows:
    text = _decoded(data)
    _refuse_markup(text)
    csv.field_size_limit(1 << 20)
    rows: Rows = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
            rows.append([_GUARD.sub("", value) for value in row])
            if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS:
                raise Unreadable(
                    f"This file has more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns."
                    f" {ADVICE}"
                )
    except csv.Error as error:
        raise Unreadable(
            "This file cannot be read as CSV; a quotation mark in it may not be closed. Open it in"
            " your spreadsheet program, save it as .xlsx and upload that."
        ) from error
    return rows


def _refuse_markup(text: str) -> None:
    kind = (
        "a web page" if _MARKUP.match(text) else "XML" if text.lstrip().startswith("<?xml") else ""
    )
    if kind:
        raise Unreadable(
            f"This file is {kind}, whatever its name says. Open it in your spreadsheet program,"
            " save it as .xlsx and upload that."
        )


def _delimiter(text: str) -> str:
    """What parts the columns: with it, most of the first rows have one and the same length.

    Counting would not do, for a text in a cell may hold any number of semicolons.
    """

    def evenness(delimiter: str) -> tuple[float, int]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        lengths = [len(row) for row in islice(reader, ROWS_TO_JUDGE_BY) if any(row)]
        length, times = Counter(lengths).most_common(1)[0] if lengths else (0, 0)
        return (times / len(lengths), length) if length > 1 else (0, 0)

    return max(DELIMITERS, key=evenness)


def _decoded(data: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16 with one, else Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unreadable("This is not a spreadsheet. Upload an .xlsx, .xls, .ods or .csv file.")


def _plain(value: Any) -> Any:
    """A cell as JSON; a date or time as {"date": …}, in ISO form."""
    if isinstance(value, dt.datetime):
        value = value.date() if value.time() == dt.time() else value
    if isinstance(value, dt.datetime | dt.date):
        return {"date": value.isoformat()}
    if isinstance(value, dt.time | dt.timedelta):
        return str(value)
    return value


class Measure:
    """What has been printed so far, in cells and characters, which the reader has to hold."""

    def __init__(self) -> None:
        self.cells = self.characters = 0

    def add(self, row: list[Any]) -> None:
        self.cells += len(row)
        self.characters += sum(len(value) for value in row if isinstance(value, str))
        if self.cells > MOST_CELLS or self.characters > MOST_CHARACTERS:
            raise Unreadable(f"This file holds far more than a list would. {ADVICE}")


def _rows(sheet: Found) -> Iterator[list[Any]]:
    """The rows as JSON, without the empty cells at their ends, unless these are odd."""
    odd: dict[int, int] = {}
    for number, column, *_ in sheet.oddities:
        odd[number] = max(odd.get(number, 0), column + 1)
    for number, values in enumerate(sheet.rows):
        row = [_plain(value) for value in values]
        while len(row) > odd.get(number, 0) and row[-1] == "":
            row.pop()
        yield row


def main(path: str) -> int:
    """Print each sheet, with the number of its rows, and then each row, a line each."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    printed = Measure()
    try:
        for sheet in sheets_of(Path(path)):
            print(json.dumps(vars(sheet) | {"rows": len(sheet.rows)}))
            for row in _rows(sheet):
                printed.add(row)
                print(json.dumps(row))
    except Unreadable as error:
        print(json.dumps({"unreadable": str(error)}))
    except MemoryError:
        print(json.dumps({"unreadable": f"This file is too big to open. {ADVICE}"}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
