"""Headings that people give to the columns of their own lists, and the column each one is."""

from collections import Counter
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arrangements.columns import ARRANGEMENTS, SHEETS
from arrangements.imports.headings import Table, nearest_column, tables
from arrangements.imports.problems import FileProblem
from arrangements.imports.read import RawSheet

HEADINGS = {
    "reference": "Reference; Ref; Ref. No.; ID; Unique reference; Our ref; Arrangement reference",
    "name": "Partnership Name; Partnership; Name of partnership; Title; Project title; Scheme;"
    " Shared service; Name of shared service; Shared services; Initiative; Collaboration",
    "summary": "Description; Brief description; Details; What it does; Overview;"
    " Description of shared service; Project description",
    "services": "Service area; Category; Service; Service(s); Services shared; Type of service;"
    " Function; Business area; Service category",
    "partners": "Organisations Involved; Councils involved; Partners; Partner(s); Partner councils;"
    " Participating authorities; Local authorities; Who is involved?; Shared with; Parties;"
    " Partner organisation(s); Other partners; Councils / partners; Names of partners",
    "lead": "Lead authority; Lead; Lead council; Lead Authority / Council; Led by; Lead partner",
    "host": "Host; Host authority; Hosting council; Hosted by; Employing authority",
    "model": "Governance; Delivery model; Governance arrangements; Type of partnership; Vehicle",
    "status": "Stage; Status; Current status; Stage reached; Project status",
    "status_as_of": "As at; Status as of; As of; Status date",
    "start": "Start date; Go-live; Go live date; Commenced; Date of commencement; Launch date;"
    " Date established; Since; Operational from; Year started; Implementation date; From",
    "end": "End date; Ended; Date ended; Finish date; Until; Closed; Year ended; To",
    "agreement_ends": "Contract end date; Agreement expires; Expiry date",
    "notice_months": "Notice period; Notice (months); Notice period (months)",
    "claim": "Predicted savings; Annual saving; Saving (£k); Savings £000s; Savings (£); Savings;"
    " Annual savings (£m); Savings p.a.; Saving (£k pa); Forecast annual saving; Total savings;"
    " Savings achieved to date; Cashable savings; Money saved; Estimated savings per annum;"
    " Efficiencies; Saving (£ per annum); Cumulative savings; Savings in £k",
    "setup_cost": "Set-up cost; Set-up costs (£k); Implementation costs; Start-up costs",
    "payback": "Payback; Payback period",
    "motives": "Drivers; Reasons; Key drivers",
    "motives_text": "Aims; Objectives; Rationale; Why share?",
    "told_by": "Source; Source of information; Evidence; Sources",
    "contact_page": "Website; Web address; URL; Webpage; Web link",
    "note": "Note; Notes",
    "remove": "Remove; Delete",
}
TABLE = [(heading.strip(), key) for key, names in HEADINGS.items() for heading in names.split(";")]
# What could hold people's names, or mean several things, waits for a person.
ASKED = ["Email", "Contact", "Contact name", "Telephone", "Members", "Progress", "Budget", "FTE"]
ASKED += ["Lead officer", "Savings target (%)", "Region", "Column1", "Who pays", "Last updated"]


def table_of(*headings: str) -> Table:
    (table,), _ = tables([RawSheet("Our list", [["Reference", "Name", *headings]])])
    return table


def key_of(heading: str) -> str:
    """The key of the column that a heading is, beside two others; "" for none."""
    for rest in ("Name", "Reference"):
        with suppress(FileProblem):
            (table,), _ = tables([RawSheet("Our list", [[heading, rest, "Checked by"]])])
            if 0 in table.columns:
                return table.columns[0].key
    return ""


def test_there_are_enough_of_them() -> None:
    assert len(TABLE) >= 80
    assert len(dict(TABLE)) == len(TABLE)


@pytest.mark.parametrize(("heading", "key"), TABLE)
def test_what_a_heading_is(heading: str, key: str) -> None:
    assert key_of(heading) == key


@pytest.mark.parametrize(("heading", "key"), TABLE)
def test_case_spaces_breaks_and_punctuation_do_not_matter(heading: str, key: str) -> None:
    dressed = [
        heading.upper(),
        f"  {heading.lower()} : ",
        heading.replace(" ", "\n"),
        heading.replace(" ", "  \xa0"),
        f"*{heading}*",
    ]
    assert {key_of(each) for each in dressed} == {key}


@pytest.mark.parametrize("heading", ASKED)
def test_what_could_mean_anything_is_left_to_a_person(heading: str) -> None:
    table = table_of(heading)
    assert list(table.unknown.values()) == [heading]


def test_no_heading_is_two_columns() -> None:
    for sheet in SHEETS:
        count = Counter(name for column in sheet.columns for name in column.folded_names)
        assert [name for name, times in count.items() if times > 1] == []


def test_the_name_a_column_goes_by_comes_before_one_that_people_also_use() -> None:
    table = table_of("Service name", "Other partners", "Partners", "Commenced", "Start date")
    assert {at: column.key for at, column in table.columns.items()} == {
        0: "reference",
        1: "name",
        4: "partners",
        6: "start",
    }
    assert list(table.unknown.values()) == ["Service name", "Other partners", "Commenced"]


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Partnesr", "partners"),
        ("Strat date", "start"),
        ("Predicted savngs", "claim"),
        ("What's shared?", "services"),
        ("What is shared", "services"),
        ("Still going?", "status"),
        ("Still running", "status"),
        *((heading, "note") for heading in ("Comments", "COMMENT:", "Remarks", "Other comments")),
    ],
)
def test_what_may_be_meant_is_proposed_and_not_taken(heading: str, key: str) -> None:
    assert heading in table_of(heading).unknown.values()
    near = nearest_column(heading, ARRANGEMENTS)
    assert near is not None
    assert near.key == key


def own(*references: object, **said: str) -> Table:
    rows: list[list[Any]] = [[each, f"Audit {each}", "Slough; Essex"] for each in references]
    raw = RawSheet("Our list", [["Ref no", "Name", "Partners"], *rows])
    (table,), _ = tables([raw], {heading.replace("_", " "): key for heading, key in said.items()})
    return table


@pytest.mark.parametrize("references", [(1, 2, 3), (1.0, "2", None), ("07",)])
def test_numbers_of_the_lists_own_are_no_references(references: tuple[object, ...]) -> None:
    table = own(*references)
    assert [column.key for column in table.columns.values()] == ["name", "partners"]
    assert table.unknown == table.own_numbers == {0: "Ref no"}


def test_what_may_be_references_of_ours_is_read_as_such() -> None:
    for table in (own("SS0012", 2), own("SSO012", 2), own(None), own(1, ref_no="reference")):
        assert table.columns[0].key == "reference"
        assert table.own_numbers == {}


def test_codes_of_the_lists_own_are_asked_about() -> None:
    table = own("LEG/4", "HR/1", 2)
    assert [column.key for column in table.columns.values()] == ["name", "partners"]
    assert (table.unknown, table.own_numbers) == ({0: "Ref no"}, {})


@pytest.mark.parametrize("reference", [1, "LEG/4"])
def test_our_own_heading_is_taken_at_its_word(reference: object) -> None:
    rows = [["Reference", "Name", "Partners"], [reference, "Audit", "Slough; Essex"]]
    (table,), _ = tables([RawSheet("Our list", rows)])
    assert table.columns[0].key == "reference"


def test_numbers_of_the_lists_own_are_told_where_the_name_is_still_asked_for() -> None:
    rows = [["Ref no.", "What’s the deal?", "Partners"], [1, "Audit", "Slough; Essex"]]
    (table,), _ = tables([RawSheet("Our list", rows)])
    assert [column.key for column in table.columns.values()] == ["partners"]
    assert table.own_numbers == {0: "Ref no."}


def test_what_a_person_says_of_a_heading_comes_first() -> None:
    rows = [["Name", "Known as", "Partners"], ["A1", "Estuary audit", "Slough; Essex"]]
    (table,), _ = tables([RawSheet("Our list", rows)], {"known as": "name"})
    assert {at: column.key for at, column in table.columns.items()} == {1: "name", 2: "partners"}
    assert table.unknown == {0: "Name"}


def test_sheets_that_we_write_to_be_read_are_no_complaint() -> None:
    list_of_theirs = RawSheet("Ours", [["Name", "Partners"], ["Audit", "Slough; Essex"]])
    others = [RawSheet(name, [["Sheet", "Cell"], ["Ours", "B2"]]) for name in ("Problems", "About")]
    others += [RawSheet("Lists", [["x"]], hidden=True), RawSheet("Rota", [["Who", "When"]])]
    found, left_out = tables([list_of_theirs, *others])
    assert [table.raw.name for table in found] == ["Ours"]
    assert list(left_out) == ["Rota"]


def test_headings_over_two_lines_and_under_titles() -> None:
    sheet = RawSheet(
        "Sheet1",
        [
            ["Register of shared services, July 2012"],
            [],
            ["Partnership", "Organisations", "Predicted", "Go-live"],
            ["Name", "Involved", "savings (£k)", None],
            ["Legal", "Slough; Essex", 250, 2012],
        ],
    )
    (table,), _ = tables([sheet])
    assert (table.heading_row, table.heading_lines) == (3, 2)
    assert [column.key for column in table.columns.values()] == [
        "name",
        "partners",
        "claim",
        "start",
    ]
    assert [number for number, _ in table.rows()] == [5]


@given(st.lists(st.text(max_size=30), max_size=8))
def test_any_headings_are_a_table_or_a_sentence(headings: list[str]) -> None:
    with suppress(FileProblem):
        found, left_out = tables([RawSheet("Any", [list(headings), ["x"] * 8])])
        assert len(found) + len(left_out) == 1
