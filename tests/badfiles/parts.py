"""Workbooks put together part by part, so that any part can be wrong."""

import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOC = "http://schemas.openxmlformats.org/officeDocument/2006"
PLAIN_STYLE = '<cellXfs><xf numFmtId="0"/></cellXfs>'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def letter(at: int) -> str:
    return (letter(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)


def cell(row: int, at: int, value: Any) -> str:
    """A cell; a value that begins with "<c" stands as it is."""
    if isinstance(value, str) and value.startswith("<c"):
        return value
    if isinstance(value, int | float):
        return f'<c r="{letter(at)}{row}"><v>{value}</v></c>'
    text = escape(str(value))
    return f'<c r="{letter(at)}{row}" t="inlineStr"><is><t>{text}</t></is></c>'


def row_xml(number: int, values: Iterable[Any]) -> str:
    cells = (cell(number, at, value) for at, value in enumerate(values) if value is not None)
    return f'<row r="{number}">{"".join(cells)}</row>'


def rows_xml(rows: Iterable[Sequence[Any]]) -> str:
    return "".join(row_xml(number, values) for number, values in enumerate(rows, 1))


def sheet_xml(rows: str, *, before: str = "", after: str = "", definition: str = "") -> str:
    return (
        f'{_HEAD}{definition}<worksheet xmlns="{MAIN}" xmlns:r="{_DOC}/relationships">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def parts(
    sheet: str | bytes, *, book: str = "", styles: str = "", ending: str = "xml"
) -> dict[str, Any]:
    """The parts of a workbook with one sheet. `book` and `styles` are put into their parts."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return {
        "[Content_Types].xml": (
            f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.{ending}" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.{ending}"'
            f' ContentType="{kind}.worksheet+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
            f' Type="{_DOC}/relationships/officeDocument" Target="xl/workbook.{ending}"/>'
            "</Relationships>"
        ),
        f"xl/workbook.{ending}": (
            f'{_HEAD}<workbook xmlns="{MAIN}" xmlns:r="{_DOC}/relationships">{book}<sheets>'
            '<sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        f"xl/_rels/workbook.{ending}.rels": (
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
            f' Type="{_DOC}/relationships/worksheet" Target="worksheets/sheet1.{ending}"/>'
            f'<Relationship Id="rId2" Type="{_DOC}/relationships/styles" Target="styles.xml"/>'
            f'<Relationship Id="rId3" Type="{_DOC}/relationships/sharedStrings"'
            ' Target="sharedStrings.xml"/>'
            "</Relationships>"
        ),
        "xl/styles.xml": (
            f'{_HEAD}<styleSheet xmlns="{MAIN}">{styles or PLAIN_STYLE}</styleSheet>'
        ),
        f"xl/worksheets/sheet1.{ending}": sheet,
    }


def packed(path: Path, members: Mapping[str, Any]) -> Path:
    """A zip of these members; text, bytes or blocks of bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            if isinstance(data, str | bytes):
                archive.writestr(name, data)
                continue
            with archive.open(name, "w", force_zip64=True) as member:
                for block in data:
                    member.write(block)
    return path


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """An OLE compound file that holds these streams, as old and as encrypted workbooks are."""
    size, end, free = 512, 0xFFFFFFFE, 0xFFFFFFFF
    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    padded = {name: data + b"\0" * (-len(data) % size) for name, data in padded.items()}
    table, body, first = [0xFFFFFFFD, end], b"", {}
    for name, data in padded.items():
        first[name] = len(table)
        count = len(data) // size
        table += [*range(len(table) + 1, len(table) + count), end]
        body += data
    entries = [_entry("Root Entry", 5, end, 0, child=1)]
    for at, (name, data) in enumerate(padded.items(), 1):
        right = at + 1 if at < len(padded) else free
        entries.append(_entry(name, 2, first[name], len(data), right=right))
    directory = b"".join(entries).ljust(size, b"\0")
    fat = struct.pack(f"<{len(table)}I", *table).ljust(size, b"\xff")
    header = struct.pack(
        "<8s16x5H6x9I",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, 1, 0, 4096, end, 0, end, 0),
    )
    return header + struct.pack("<109I", 0, *[free] * 108) + fat + directory + body


def _entry(
    name: str, kind: int, start: int, size: int, *, right: int = -1, child: int = -1
) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    places = [0xFFFFFFFF, right & 0xFFFFFFFF, child & 0xFFFFFFFF]
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB3I", len(encoded), kind, 1, *places)
    return (head + b"\0" * 36 + struct.pack("<IQ", start, size)).ljust(128, b"\0")
