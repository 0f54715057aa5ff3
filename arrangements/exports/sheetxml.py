"""The rows of a workbook as the XML it holds, put into sheets that openpyxl has dressed.

One cell at a time through openpyxl takes fifteen times as long, and a big catalogue has a million.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from openpyxl.utils import get_column_letter

from arrangements.exports.celltext import cell_text
from arrangements.exports.look import lines, points

Value = str | int | dt.date | None

DAY_NOUGHT, FIRST_SURE_DAY = dt.date(1899, 12, 30), dt.date(1900, 3, 1)
# Excel takes some 65,000 links a sheet; LibreOffice cuts the text of a link at 255 characters.
MOST_LINKS, LONGEST_LINK = 60_000, 255
# Excel calls a file damaged for one link that is no proper address.
_ADDRESS = re.compile(
    r"(?:[\w\-.~:/?@!$&'()*+,;=]|%[0-9A-F]{2}|#(?!.*#))+", re.ASCII | re.IGNORECASE
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True)
class Style:
    """One column: its width, and the numbers of its styles as openpyxl has registered them."""

    width: int
    body: int
    date: int
    link: int | None = None


@dataclass(frozen=True)
class Filling:
    """The rows that belong below the headings of one sheet, and each column's styles."""

    styles: list[Style]
    rows: Callable[[], Iterable[list[Value]]]


def fill(dressed: IO[bytes], target: IO[bytes], fillings: dict[str, Filling]) -> None:
    """Copy a workbook with these rows in it; sheets go by the name of their part."""
    with (
        zipfile.ZipFile(dressed) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as book,
    ):
        for member in source.infolist():
            content = source.read(member)
            filling = fillings.get(member.filename)
            if filling is None:
                book.writestr(member, content, compresslevel=4)
                continue
            links = _fill_sheet(book, member.filename, content.decode(), filling)
            if links:
                folder, _, name = member.filename.rpartition("/")
                book.writestr(f"{folder}/_rels/{name}.rels", _relations(links.values()))


def _fill_sheet(book: zipfile.ZipFile, part: str, content: str, filling: Filling) -> dict[str, str]:
    """Write one sheet, and answer with the address that each cell links to."""
    above, below = content.split("</sheetData>")
    links: dict[str, str] = {}
    with book.open(part, "w", force_zip64=True) as sheet:
        sheet.write(above.encode())
        for row in _rows(filling, links):
            sheet.write(row.encode())
        if links:
            below = below.replace("<pageMargins", f"{_links(links)}<pageMargins")
        sheet.write(f"</sheetData>{below}".encode())
    return links


def _rows(filling: Filling, links: dict[str, str]) -> Iterator[str]:
    columns = [(get_column_letter(at), style) for at, style in enumerate(filling.styles, start=1)]
    for number, row in enumerate(filling.rows(), start=2):
        cells = [
            _cell(f"{letter}{number}", value, style, links)
            for (letter, style), value in zip(columns, row, strict=True)
            if value is not None
        ]
        heights = (
            lines(value, style.width)
            for style, value in zip(filling.styles, row, strict=True)
            if isinstance(value, str)
        )
        tallest = max(heights, default=1)
        yield f'<row r="{number}" ht="{points(tallest)}">{"".join(cells)}</row>'


def _cell(place: str, value: Value, style: Style, links: dict[str, str]) -> str:
    if isinstance(value, dt.date):
        if value >= FIRST_SURE_DAY:
            days = (value - DAY_NOUGHT).days
            return f'<c r="{place}" s="{style.date}"><v>{days}</v></c>'
        value = value.isoformat()
    if isinstance(value, int):
        return f'<c r="{place}" s="{style.body}"><v>{value}</v></c>'
    text = str(value)
    look = style.body
    if style.link is not None and len(links) < MOST_LINKS and _may_link(text):
        links[place] = text
        look = style.link
    shown = escape(cell_text(text))
    return (
        f'<c r="{place}" s="{look}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'
    )


def _may_link(text: str) -> bool:
    return len(text) <= LONGEST_LINK and _ADDRESS.fullmatch(text) is not None


def _links(links: dict[str, str]) -> str:
    each = "".join(
        f'<hyperlink ref="{place}" r:id="rId{at}"/>' for at, place in enumerate(links, start=1)
    )
    return f'<hyperlinks xmlns:r="{RELATIONS}">{each}</hyperlinks>'


def _relations(addresses: Iterable[str]) -> str:
    each = "".join(
        f'<Relationship Id="rId{at}" Type="{RELATIONS}/hyperlink" Target={quoteattr(address)}'
        ' TargetMode="External"/>'
        for at, address in enumerate(addresses, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{each}</Relationships>'
