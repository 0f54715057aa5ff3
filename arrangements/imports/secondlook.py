"""What the fast reader drops from .xlsx and .ods: errors, formulas, formats and links.

Part of the process that opens files (workbook.py), so it imports neither Django nor the project.
An oddity is [row, column, kind, text], rows and columns counted from 0. Its kinds are:

error      the cell holds an error such as #REF!
formula    the cell holds a formula whose value was never saved
percent    the number is shown as a percentage; the text is that percentage
month      the date is shown without its day
year       the date is shown without day and month
shown      the date is shown as this text
link       the cell leads to this address
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from posixpath import join, normpath
from typing import Any

from defusedxml.ElementTree import fromstring, iterparse

Oddity = list[Any]

MOST_ODDITIES = 300_000
_CELL = re.compile(r"([A-Z]+)(\d+)")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_BUILT_IN = {
    9: "0%",
    10: "0.00%",
    14: "d/m/y",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    22: "d/m/y",
}
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _position(reference: str) -> tuple[int, int]:
    """ "C5" as row 4 and column 2."""
    match = _CELL.match(reference)
    if match is None:
        return -1, -1
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def shown_as(number_format: str) -> str:
    """What a number format does to a number: percent, day, month, year or nothing of note."""
    code = _QUOTED.sub("", number_format.split(";")[0]).casefold()
    if "%" in code:
        return "percent"
    if "y" in code:
        return "day" if "d" in code else "month" if "m" in code else "year"
    return "day" if "d" in code and "m" in code else ""


def of_xlsx(archive: zipfile.ZipFile) -> dict[str, list[Oddity]]:
    """The oddities of each sheet of an .xlsx or .xlsm, by its name."""
    formats = _formats(archive)
    found: dict[str, list[Oddity]] = {}
    for name, member in _sheet_members(archive):
        oddities = list(_links(archive, member))
        for oddity in _cells(archive, member, formats):
            oddities.append(oddity)
            if len(oddities) >= MOST_ODDITIES:
                break
        found[name] = oddities
    return found


def _tree(archive: zipfile.ZipFile, member: str) -> Any:
    try:
        return fromstring(archive.read(member))
    except KeyError:
        return None


def _relations(archive: zipfile.ZipFile, member: str) -> dict[str, str]:
    folder, _, file = member.rpartition("/")
    tree = _tree(archive, f"{folder}/_rels/{file}.rels")
    return {} if tree is None else {each.get("Id"): each.get("Target", "") for each in tree}


def _sheet_members(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    book = _tree(archive, "xl/workbook.xml")
    related = _relations(archive, "xl/workbook.xml")
    for sheet in [] if book is None else book.iter():
        target = related.get(sheet.get(_RELATED) or "")
        if _local(sheet.tag) == "sheet" and target:
            yield sheet.get("name") or "", normpath(join("/xl", target)).lstrip("/")


def _formats(archive: zipfile.ZipFile) -> list[str]:
    """What each cell style does to a number."""
    tree = _tree(archive, "xl/styles.xml")
    if tree is None:
        return []
    codes = dict(_BUILT_IN)
    styles: list[str] = []
    for part in tree:
        if _local(part.tag) == "numFmts":
            codes |= {int(each.get("numFmtId")): each.get("formatCode", "") for each in part}
        elif _local(part.tag) == "cellXfs":
            styles = [shown_as(codes.get(int(each.get("numFmtId", 0)), "")) for each in part]
    return styles


def _cells(archive: zipfile.ZipFile, member: str, formats: list[str]) -> Iterator[Oddity]:
    data = archive.read(member)
    notable = {"percent", "month", "year"} & set(formats)
    if not notable and not re.search(rb't="e"|<(?:\w+:)?f[ />]', data):
        return
    with archive.open(member) as file:
        for _, cell in iterparse(file, events=("end",)):
            tag = _local(cell.tag)
            if tag == "row":
                cell.clear()
            if tag != "c":
                continue
            row, column = _position(cell.get("r", ""))
            parts = {_local(part.tag): part.text or "" for part in cell}
            style = int(cell.get("s", 0))
            shown = formats[style] if style < len(formats) else ""
            if cell.get("t") == "e":
                yield [row, column, "error", parts.get("v", "")]
            elif "f" in parts and not parts.get("v") and cell.get("t") != "str":
                yield [row, column, "formula", f"={parts['f']}"]
            elif shown == "percent" and parts.get("v") and cell.get("t", "n") == "n":
                yield [row, column, "percent", f"{float(parts['v']) * 100:g}%"]
            elif shown in {"month", "year"} and parts.get("v"):
                yield [row, column, shown, ""]


def _links(archive: zipfile.ZipFile, member: str) -> Iterator[Oddity]:
    if not re.search(rb"<(?:\w+:)?hyperlink ", archive.read(member)):
        return
    related = _relations(archive, member)
    with archive.open(member) as file:
        for _, part in iterparse(file, events=("end",)):
            tag = _local(part.tag)
            if tag == "row":
                part.clear()
            elif tag == "hyperlink" and part.get(_RELATED) in related:
                row, column = _position(part.get("ref", ""))
                yield [row, column, "link", related[str(part.get(_RELATED))]]


def of_ods(archive: zipfile.ZipFile) -> dict[str, list[Oddity]]:
    """The oddities of each sheet of an .ods, by its name."""
    found: dict[str, list[Oddity]] = {}
    name, row, column = "", 0, 0
    with archive.open("content.xml") as file:
        for event, part in iterparse(file, events=("start", "end")):
            tag = _local(part.tag)
            if event == "start":
                if tag == "table":
                    name, row = _attribute(part, "name"), 0
                    found[name] = []
                elif tag == "table-row":
                    column = 0
                continue
            if tag in {"table-cell", "covered-table-cell"}:
                if len(found.get(name, [])) < MOST_ODDITIES:
                    found[name] += _of_ods_cell(part, row, column)
                column += int(_attribute(part, "number-columns-repeated") or 1)
            elif tag == "table-row":
                row += int(_attribute(part, "number-rows-repeated") or 1)
                part.clear()
    return found


def _attribute(part: Any, name: str) -> str:
    return next((value for key, value in part.attrib.items() if _local(key) == name), "")


def _of_ods_cell(cell: Any, row: int, column: int) -> Iterator[Oddity]:
    kind = _attribute(cell, "value-type")
    shown = " ".join("".join(p.itertext()) for p in cell if _local(p.tag) == "p").strip()
    if shown.startswith(("#", "Err:")) and _attribute(cell, "formula"):
        yield [row, column, "error", shown]
    elif kind == "percentage":
        yield [row, column, "percent", f"{float(_attribute(cell, 'value')) * 100:g}%"]
    elif kind == "date" and shown:
        yield [row, column, "shown", shown]
    for part in cell.iter():
        if _local(part.tag) == "a" and _attribute(part, "href"):
            yield [row, column, "link", _attribute(part, "href")]
