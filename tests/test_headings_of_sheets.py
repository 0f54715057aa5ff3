"""What a sheet is taken as: by its headings, whatever the tab or the file is called."""

import pytest

from arrangements.imports.headings import Table, tables
from arrangements.imports.problems import FileProblem
from arrangements.imports.read import RawSheet
from tests.planning import planned, sheet

OFFICERS = [
    ["Ref", "Name", "Partners", "Services", "Start", "Annual saving", "Notes"],
    [None, "Estuary legal", "Essex CC; Slough BC", "Legal services", 2012, "£20k", None],
]
PARTNERS = [
    ["Reference", "Arrangement", "Number", "Body", "Role", "Joined"],
    ["SS0001", "Bexley and Bromley", None, "Slough Borough Council", "Partner", 2015],
]
SAVINGS = [["Reference", "Amount (£)", "Pattern", "Basis"], ["SS0001", 5000, "a year", "Forecast"]]
SOURCES = [["Reference", "Title", "Address", "Year"], ["SS0001", "A paper", None, 2014]]
LESSONS = [["Reference", "Number", "Lesson", "Topic"], ["SS0001", None, "Start early.", None]]


def taken(*raw: RawSheet) -> list[str]:
    return [table.sheet.name for table in tables(list(raw))[0]]


def only(raw: RawSheet) -> Table:
    (table,), left_out = tables([raw])
    assert left_out == {}
    return table


@pytest.mark.parametrize("name", ["Partners", "Savings", "Sources 2012", "lessons", "Sheet1"])
def test_an_officer_s_list_is_one_of_arrangements_whatever_it_is_called(name: str) -> None:
    table = only(sheet(name, *OFFICERS))
    assert table.sheet.name == "Arrangements"
    assert len(table.columns) == 7


@pytest.mark.parametrize(
    ("rows", "expected"),
    [(PARTNERS, "Partners"), (SAVINGS, "Savings"), (SOURCES, "Sources"), (LESSONS, "Lessons")],
)
@pytest.mark.parametrize("name", ["Sheet2", "Arrangements", "who takes part"])
def test_our_other_sheets_are_known_under_any_name(
    name: str, rows: list[list[object]], expected: str
) -> None:
    assert only(sheet(name, *rows)).sheet.name == expected
    assert only(sheet(expected, *rows)).sheet.name == expected


@pytest.mark.parametrize("reference", ["17", "Legal/4", None])
def test_rows_that_name_none_of_our_references_are_no_sheet_of_ours(reference: str | None) -> None:
    """A list of contacts has a name, a role and a date too."""
    contacts = sheet(
        "Contacts", ["Ref", "Name", "Role", "Date joined"], [reference, "A", "Head", 5]
    )
    assert only(contacts).sheet.name == "Arrangements"


def test_where_the_headings_fit_two_sheets_alike_the_name_decides() -> None:
    rows = [["Reference", "Name", "Note"], ["SS0001", "Slough Borough Council", "x"]]
    assert taken(sheet("Partners", *rows)) == ["Partners"]
    assert taken(sheet("Arrangements", *rows)) == ["Arrangements"]
    assert taken(sheet("Sheet1", *rows)) == ["Arrangements"]


def test_two_headings_of_nothing_are_still_refused() -> None:
    with pytest.raises(FileProblem, match="No row of headings"):
        tables([sheet("Partners", ["Telephone", "Room"], ["1234", "5"])])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("raw", "note"),
    [
        (sheet("Partners", *OFFICERS), "Partners: by its headings this is Arrangements"),
        (sheet("Sheet2", *PARTNERS), "Sheet2: by its headings this is Partners"),
        (sheet("Partners", *PARTNERS), ""),
        (sheet("Our list", *OFFICERS), ""),
    ],
)
def test_a_sheet_that_goes_by_another_s_name_is_said(raw: RawSheet, note: str) -> None:
    said = [each for each in planned(raw).notes if "by its headings" in each]
    assert [each.partition(",")[0] for each in said] == ([note] if note else [])


def test_a_list_without_a_name_is_told_that_it_is_the_name_that_lacks() -> None:
    rows = [
        ["Our shared services"],
        ["Service", "Partners", "Since", "Annual saving £k", "Lead", "Notes"],
        ["Legal", "Slough; Essex", "2012", "30", "Essex", ""],
    ]
    with pytest.raises(FileProblem) as refused:
        tables([sheet("Ours", *rows)])
    said = str(refused.value)
    assert said.startswith("Row 2 of “Ours” has headings that we know (“Service”, “Partners”,")
    assert "no column says what each arrangement is called" in said
    assert "heading “Name”" in said
