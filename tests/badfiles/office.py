"""Files as other programs write them: .xls and .ods by LibreOffice, .ods and .xlsb by hand."""

import struct
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from tests.badfiles import HEADINGS, MEANT, NAME, PARTNERS, ROW, ROWS, read_as
from tests.badfiles.cells import book
from tests.badfiles.parts import packed, parts

UNSEEN = "does not let us see error cells"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"))
)
LINKED = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def saved_as(ending: str, folder: Path, *rows: Sequence[Any]) -> Path:
    """The rows as LibreOffice saves them."""
    source = book(folder, *rows)
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"),
            *("--convert-to", ending, "--outdir", str(folder), str(source)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / f"list.{ending}"


@read_as(MEANT, notes=[UNSEEN])
def old_workbook(folder: Path) -> Path:
    return saved_as("xls", folder, *ROWS)


@read_as(MEANT)
def open_document(folder: Path) -> Path:
    return saved_as("ods", folder, *ROWS)


def ods(folder: Path, rows: str) -> Path:
    content = (
        f"<office:document-content {NAMESPACES} {LINKED}><office:body><office:spreadsheet>"
        f'<table:table table:name="List">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        "</manifest:manifest>"
    )
    members = {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest}
    return packed(folder / "list.ods", members)


def ods_row(values: Sequence[str], repeated: int = 1) -> str:
    cells = "".join(
        value
        if value.startswith("<table")
        else '<table:table-cell office:value-type="string">'
        f"<text:p>{escape(value)}</text:p></table:table-cell>"
        for value in values
    )
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


def ods_cell(attributes: str, shown: str) -> str:
    return f"<table:table-cell {attributes}><text:p>{shown}</text:p></table:table-cell>"


@read_as(MEANT)
def open_document_with_repeats(folder: Path) -> Path:
    blank = '<table:table-cell table:number-columns-repeated="16379"/>'
    rows = [*(ods_row([*map(str, row), blank]) for row in ROWS), ods_row([blank], 1_048_574)]
    return ods(folder, "".join(rows))


@read_as(MEANT | {"start": "2010-04"})
def open_document_with_a_month(folder: Path) -> Path:
    month = ods_cell('office:value-type="date" office:date-value="2010-04-01"', "Apr-10")
    rows = [ods_row(HEADINGS), ods_row([NAME, PARTNERS, ROW[2], month])]
    return ods(folder, "".join(rows))


@read_as(problems=[("D2", "error"), ("E2", "percentage")])
def open_document_with_oddities(folder: Path) -> Path:
    error = ods_cell('table:formula="of:=1/0" office:value-type="string"', "#DIV/0!")
    percent = ods_cell('office:value-type="percentage" office:value="0.2"', "20%")
    rows = [ods_row(HEADINGS), ods_row([NAME, PARTNERS, ROW[2], error, percent])]
    return ods(folder, "".join(rows))


def _record(kind: int, data: bytes = b"") -> bytes:
    """A record of a binary workbook: its kind and length in groups of seven bits."""

    def packed_number(number: int) -> bytes:
        out = b""
        while True:
            number, low = number >> 7, number & 0x7F
            out += bytes([low | (0x80 if number else 0)])
            if not number:
                return out

    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + packed_number(len(data)) + data


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


@read_as(MEANT, notes=[UNSEEN])
def binary_workbook(folder: Path) -> Path:
    rows = b""
    for number, row in enumerate(ROWS):
        rows += _record(0, struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0))
        for at, value in enumerate(row):
            rows += _record(6, struct.pack("<II", at, 0) + _wide(str(value)))
    last = struct.pack("<4I", 0, len(ROWS) - 1, 0, len(HEADINGS) - 1)
    sheet = _record(129) + _record(148, last) + _record(145) + rows + _record(146) + _record(130)
    bundle = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("List")
    made = _record(131) + _record(143) + _record(156, bundle) + _record(144) + _record(132)
    members = parts(sheet, ending="bin") | {"xl/workbook.bin": made}
    return packed(folder / "list.xlsb", members)
