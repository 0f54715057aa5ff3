"""Workbooks whose rows, headings and tabs are not where they should be."""

from pathlib import Path

import openpyxl

from tests.badfiles import BODIES, HEADINGS, MEANT, NAME, ROW, ROWS, read_as, refused
from tests.badfiles.cells import book

REFERRED = ("Reference", "Name", "Summary")


@refused("No row of headings")
def no_heading(folder: Path) -> Path:
    return book(folder, ROW, ROW)


@refused("no rows under its headings")
def only_headings(folder: Path) -> Path:
    return book(folder, HEADINGS)


@refused("nothing in this file")
def no_cells(folder: Path) -> Path:
    return book(folder)


@refused("No row of headings")
def headings_below_forty_rows(folder: Path) -> Path:
    return book(folder, *[("Note", at) for at in range(40)], *ROWS)


@read_as(MEANT, notes=["“Start” stands twice"])
def heading_twice(folder: Path) -> Path:
    return book(folder, (*HEADINGS, "Start"), (*ROW, "1999"))


@read_as(MEANT)
def headings_twice_over(folder: Path) -> Path:
    return book(folder, *ROWS, HEADINGS)


@read_as(
    MEANT, notes=["row 6 was passed over: it is a total", "row 8 was passed over: it is a note"]
)
def titles_totals_and_notes(folder: Path) -> Path:
    return book(
        folder,
        ("Register of shared services",),
        ("as at July 2012",),
        (),
        *ROWS,
        ("Total", "", "", "", "£50k"),
        (),
        ("* Figures were not audited.",),
    )


@read_as(MEANT)
def headings_over_two_lines(folder: Path) -> Path:
    return book(
        folder,
        ("Partnership", "Organisations", "Service", "Start", "Annual"),
        ("Name", "Involved", "area", "date", "saving (£)"),
        ROW,
    )


@read_as(MEANT, notes=["“Rota” was left out: it is hidden"])
def hidden_tab(folder: Path) -> Path:
    path = book(folder, *ROWS)
    made = openpyxl.load_workbook(path)
    rota = made.create_sheet("Rota")
    for row in ROWS:
        rota.append([f"Hidden {cell}" for cell in row])
    rota.sheet_state = "hidden"
    made.save(path)
    return path


@refused("No row of headings")
def every_tab_hidden_but_an_empty_one(folder: Path) -> Path:
    path = book(folder, ("nothing here",))
    made = openpyxl.load_workbook(path)
    secret = made.create_sheet("Secret")
    for row in ROWS:
        secret.append(list(row))
    secret.sheet_state = "veryHidden"
    made.save(path)
    return path


@read_as(notes=["“Contacts” was left out"], totals=(2, 0, 0, 0))
def several_tabs(folder: Path) -> Path:
    path = book(folder, *ROWS)
    made = openpyxl.load_workbook(path)
    for name, rows in {
        "Older": (HEADINGS, ("Legal advice on the estuary", *ROW[1:])),
        "Contacts": (("Who", "Telephone"), ("A person", "01632 960000")),
    }.items():
        tab = made.create_sheet(name)
        for row in rows:
            tab.append(list(row))
    made.save(path)
    return path


@read_as(MEANT)
def chart_tab(folder: Path) -> Path:
    path = book(folder, *ROWS)
    made = openpyxl.load_workbook(path)
    made.create_chartsheet("Chart")
    made.save(path)
    return path


@read_as(problems=[("A3", "reference_twice")], totals=(0, 0, 0, 1))
def duplicate_references(folder: Path) -> Path:
    return book(folder, REFERRED, ("SS0001", None, "One."), ("ss 1", None, "Two."))


@read_as(problems=[("A2", "reference_unknown")])
def references_never_issued(folder: Path) -> Path:
    return book(folder, ("Reference", *HEADINGS), ("SS8888", *ROW))


@read_as(problems=[("B2", "name_taken")])
def name_of_another_arrangement(folder: Path) -> Path:
    return book(folder, REFERRED, ("SS0001", "3C ICT", "Typed into the wrong row."))


@read_as(problems=[("A2", "not_a_reference"), ("A3", "not_a_reference")], totals=(0, 0, 0, 2))
def references_of_their_own(folder: Path) -> Path:
    rows = [(f"CCC/{at}", f"{NAME} {at}", *ROW[1:]) for at in range(2)]
    return book(folder, ("Reference", *HEADINGS), *rows)


@read_as(MEANT | {"partners": BODIES})
def empty_columns_between(folder: Path) -> Path:
    apart = [[value for cell in row for value in (None, cell)] for row in ROWS]
    return book(folder, [], apart[0], [], apart[1], [])


@read_as(MEANT)
def filtered_rows(folder: Path) -> Path:
    path = book(folder, *ROWS)
    made = openpyxl.load_workbook(path)
    made.active.auto_filter.ref = "A1:E2"
    made.active.row_dimensions[2].hidden = True
    made.save(path)
    return path
