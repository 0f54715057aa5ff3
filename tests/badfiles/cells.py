"""Workbooks whose cells hold what nobody expects."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from tests.badfiles import BODIES, HEADINGS, MEANT, NAME, PARTNERS, ROW, ROWS, read_as
from tests.badfiles.parts import packed, parts, row_xml, rows_xml, sheet_xml

SERVICE = "Internal audit"
MONEY = {"savings": [50_000]}
_STYLE = (
    '<numFmts><numFmt numFmtId="164" formatCode="{code}"/></numFmts><cellXfs><xf numFmtId="0"/>'
)
_STYLE += '<xf numFmtId="164"/></cellXfs>'


def book(folder: Path, *rows: Sequence[Any], name: str = "list.xlsx") -> Path:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(list(row))
    made.save(folder / name)
    return folder / name


def raw(folder: Path, *cells: Any, style: str = "", book_xml: str = "") -> Path:
    """The headings, and one row of cells as XML or as values."""
    sheet = sheet_xml(rows_xml([HEADINGS, cells]))
    styles = _STYLE.format(code=style) if style else ""
    return packed(folder / "list.xlsx", parts(sheet, styles=styles, book=book_xml))


def styled(place: str, value: Any) -> str:
    return f'<c r="{place}" s="1"><v>{value}</v></c>'


@read_as(MEANT | MONEY)
def plain(folder: Path) -> Path:
    return book(folder, *ROWS)


@read_as(MEANT | MONEY)
def formulas_with_values(folder: Path) -> Path:
    day, saving = (
        '<c r="D2" s="1"><f>TODAY()</f><v>40269</v></c>',
        '<c r="E2"><f>25+25</f><v>50000</v></c>',
    )
    return raw(folder, NAME, PARTNERS, SERVICE, day, saving, style="dd/mm/yyyy")


@read_as(problems=[("D2", "formula"), ("E2", "formula")])
def formulas_without_values(folder: Path) -> Path:
    return raw(
        folder,
        NAME,
        PARTNERS,
        SERVICE,
        '<c r="D2"><f>TODAY()</f></c>',
        '<c r="E2"><f>A1</f><v/></c>',
    )


@read_as(problems=[("B2", "error"), ("D2", "error")])
def error_cells(folder: Path) -> Path:
    lost, zero = '<c r="B2" t="e"><v>#REF!</v></c>', '<c r="D2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    return raw(folder, NAME, lost, SERVICE, zero, "£50k")


@read_as(MEANT | {"start": "2010-04"})
def month_shown(folder: Path) -> Path:
    return raw(folder, NAME, PARTNERS, SERVICE, styled("D2", 40269), style="mmm-yy")


@read_as(MEANT | {"start": "2010"})
def year_shown(folder: Path) -> Path:
    return raw(folder, NAME, PARTNERS, SERVICE, styled("D2", 40269), style="yyyy")


@read_as(MEANT)
def day_counted_from_1904(folder: Path) -> Path:
    day = styled("D2", 40269 - 1462)
    since = '<workbookPr date1904="1"/>'
    return raw(folder, NAME, PARTNERS, SERVICE, day, style="dd/mm/yyyy", book_xml=since)


@read_as(MEANT)
def day_as_a_bare_number(folder: Path) -> Path:
    return raw(folder, NAME, PARTNERS, SERVICE, 40269)


@read_as(MEANT)
def day_and_time(folder: Path) -> Path:
    return book(folder, HEADINGS, (*ROW[:3], dt.datetime(2010, 4, 1, 9, 30), None))


@read_as(problems=[("E2", "percentage")])
def percentage(folder: Path) -> Path:
    return raw(folder, NAME, PARTNERS, SERVICE, 2010, styled("E2", 0.2), style="0.0%")


@read_as(MEANT | {"savings": [1_200_000]})
def money_in_a_format(folder: Path) -> Path:
    return raw(
        folder,
        NAME,
        PARTNERS,
        SERVICE,
        "1/4/2010",
        styled("E2", 1_200_000),
        style="&quot;£&quot;#,##0",
    )


@read_as(MEANT | MONEY)
def numbers_as_text(folder: Path) -> Path:
    return book(folder, HEADINGS, (NAME, PARTNERS, SERVICE, "40269", "50000"))


@read_as(
    problems=[("D3", "no_such_date"), ("D4", "financial_year"), ("D6", "not_a_date")],
    totals=(3, 0, 0, 3),
)
def mixed_dates(folder: Path) -> Path:
    days = ["01/04/2010", "31/02/2011", "2010/11", dt.date(2010, 4, 1), "a while ago", "Apr-10"]
    rows = [(f"{NAME} {at}", PARTNERS, SERVICE, day) for at, day in enumerate(days)]
    return book(folder, HEADINGS, *rows)


@read_as(problems=[("E2", "not_money"), ("E3", "not_money")], totals=(0, 0, 0, 2))
def dates_and_truths_for_money(folder: Path) -> Path:
    rows = [
        (f"{NAME} {at}", *ROW[1:4], value) for at, value in enumerate((dt.date(2010, 4, 1), True))
    ]
    return book(folder, HEADINGS, *rows)


@read_as(problems=[("A2", "too_long"), ("F2", "too_long")])
def cells_of_40_000_characters(folder: Path) -> Path:
    long = "x" * 40_000
    sheet = sheet_xml(rows_xml([(*HEADINGS, "Summary"), (long, *ROW[1:], long)]))
    return packed(folder / "list.xlsx", parts(sheet))


@read_as(MEANT | {"name": "Audit of the estuary"})
def escaped_control_characters(folder: Path) -> Path:
    return raw(folder, "Audit_x0007_ of the_x000B_ estuary", *ROW[1:])


@read_as(MEANT)
def text_in_pieces(folder: Path) -> Path:
    pieces = '<r><rPr><b/></rPr><t xml:space="preserve">Audit of </t></r><r><t>the estuary</t></r>'
    return raw(folder, f'<c r="A2" t="inlineStr"><is>{pieces}</is></c>', *ROW[1:])


@read_as(MEANT | {"contact_page": "https://www.example.org/audit"})
def link_behind_a_word(folder: Path) -> Path:
    made = openpyxl.Workbook()
    made.active.append([*HEADINGS, "Website"])
    made.active.append([*ROW, "Our page"])
    made.active["F2"].hyperlink = "https://www.example.org/audit"
    made.save(folder / "list.xlsx")
    return folder / "list.xlsx"


@read_as(MEANT | {"partners": BODIES})
def merged_cells(folder: Path) -> Path:
    made = openpyxl.Workbook()
    for row in (("Our list",), HEADINGS, ROW, ("Merged with the row above",)):
        made.active.append(list(row))
    made.active.merge_cells("A1:E1")
    made.active.merge_cells("B3:B4")
    made.active.merge_cells("A4:A5")
    made.save(folder / "list.xlsx")
    return folder / "list.xlsx"


@read_as(MEANT)
def first_cells_left_empty(folder: Path) -> Path:
    sheet = sheet_xml("".join(row_xml(at + 5, [None, None, *row]) for at, row in enumerate(ROWS)))
    return packed(folder / "list.xlsx", parts(sheet))


@read_as(problems=[("B2", "body_unclear")])
def one_partner_misspelt(folder: Path) -> Path:
    return book(folder, HEADINGS, (NAME, "Slugh Borough Council; Essex County Council", *ROW[2:]))


@read_as(problems=[("C2", "loose_service")])
def loose_word_for_a_service(folder: Path) -> Path:
    return book(folder, HEADINGS, (NAME, PARTNERS, "Health", *ROW[3:]))
