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
from html import unescape
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
_NOTABLE = {"percent", "month", "year"}
_CELL_XML = re.compile(rb"<(?:\w+:)?c((?:\s[^>]*)?)(?:(?<=/)>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_LINK_XML = re.compile(rb"""<(?:\w+:)?hyperlink(?=\s)((?:[^>"']|"[^"]*"|'[^']*')*)>""")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?=[\s/>])[^>]*?(?:/>|>(.*?)</(?:\w+:)?f>)", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v(?=[\s>])[^>]*>(.*?)</(?:\w+:)?v>", re.DOTALL)
_ATTRIBUTE = re.compile(rb"""(?:\w+:)?(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
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
    """Read by patterns, for a parser takes 10 s over a hundred thousand rows of any list."""
    data = archive.read(member)
    notable = {style for style, shown in enumerate(formats) if shown in _NOTABLE}
    if not notable and not re.search(rb"""=["']e["']|<(?:\w+:)?f[\s/>]""", data):
        return
    for found in _CELL_XML.finditer(data):
        said, inside = found[1], found[2] or b""
        if not (b" s=" in said or b'="e' in said or b"='e" in said or b"f" in inside):
            continue
        facts = _attributes(said)
        row, column = _position(facts.get("r", ""))
        formula, value = _FORMULA.search(inside), _VALUE.search(inside)
        text = _text(value[1]) if value else ""
        style = int(facts.get("s") or 0)
        shown = formats[style] if style in notable else ""
        if facts.get("t") == "e":
            yield [row, column, "error", text]
        elif formula and not text and facts.get("t") != "str":
            yield [row, column, "formula", f"={_text(formula[1] or b'')}"]
        elif shown == "percent" and text and facts.get("t", "n") == "n":
            yield [row, column, "percent", f"{float(text) * 100:g}%"]
        elif shown in {"month", "year"} and text:
            yield [row, column, shown, ""]


def _text(data: bytes) -> str:
    return unescape(data.decode("utf-8", "replace"))


def _attributes(data: bytes) -> dict[str, str]:
    """What a tag says, by the names without their namespaces."""
    return {_text(name): _text(one or two) for name, one, two in _ATTRIBUTE.findall(data)}


def _links(archive: zipfile.ZipFile, member: str) -> Iterator[Oddity]:
    related: dict[str, str] | None = None
    for found in _LINK_XML.finditer(archive.read(member)):
        related = _relations(archive, member) if related is None else related
        facts = _attributes(found[1])
        if facts.get("id") in related:
            row, column = _position(facts.get("ref", ""))
            yield [row, column, "link", related[facts["id"]]]


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
