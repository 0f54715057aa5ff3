"""When the names in a list are to be understood: by the row's dates, the list's year, or today."""

from typing import Any

import pytest

from arrangements.imports.decisions import Decisions
from arrangements.imports.plan import Plan, plan
from tests.planning import after, applied, listed, problems, sheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_catalogue")]

SLOUGH = "E06000039"
TAUNTON_DEANE, SHEPWAY, NORTHAMPTON = "E07000190", "E07000112", "E07000154"
DURHAM_CITY, DURHAM_BEFORE, DURHAM = "E07000056", "E10000010", "E06000047"
SOMERSET_BEFORE, SOMERSET = "E10000027", "E06000066"
BEDFORD_BEFORE, BEDFORD = "E07000002", "E06000055"


def said(year: int | None, partner: str, **cells: Any) -> Plan:
    """A list of that year with one row, in which the partner stands beside Slough."""
    headings = ["Name", "Services", "Partners", *cells]
    row = ["Estuary", "Legal services", f"{partner}; Slough BC", *cells.values()]
    by = Decisions(said_by="A list" if year else "", said_in=year)
    return plan([listed(headings, row)], filename="test.xlsx", decisions=by)


def found(made: Plan) -> str | None:
    """The body that the partner beside Slough is; None where that is asked."""
    (row,) = made.rows
    partner, slough = row["bodies"]
    assert slough["body_id"] == SLOUGH
    assert (row["outcome"] == "problem") is (partner["body_id"] is None)
    return str(partner["body_id"]) if partner["body_id"] else None


def near(made: Plan) -> list[str]:
    codes: list[str] = made.rows[0]["bodies"][0]["near"]
    return codes


@pytest.mark.parametrize(
    ("year", "partner", "body"),
    [
        (2012, "Taunton Deane", TAUNTON_DEANE),
        (2025, "Taunton Deane", None),
        (None, "Taunton Deane", None),
        (2012, "Shepway", SHEPWAY),
        (2012, "Shepway DC", SHEPWAY),
        (2012, "Northampton", NORTHAMPTON),
        (2025, "Northampton", None),
        (2005, "Durham", None),
        (2009, "Durham", None),
        (2012, "Durham", DURHAM),
        (2005, "Durham County Council", DURHAM_BEFORE),
        (2012, "Durham County Council", DURHAM),
        (2012, "Somerset", SOMERSET_BEFORE),
        (2025, "Somerset", SOMERSET),
        (None, "Somerset", SOMERSET),
        (2005, "Bedford BC", BEDFORD_BEFORE),
        (2012, "Bedford BC", BEDFORD),
    ],
)
def test_a_list_of_a_year_means_the_bodies_of_that_year(
    year: int | None, partner: str, body: str | None
) -> None:
    assert found(said(year, partner)) == body


@pytest.mark.parametrize(
    ("year", "cells", "body"),
    [
        (2025, {"Status": "Running", "Status as of": 2012}, SOMERSET_BEFORE),
        (2012, {"Status": "Running", "Status as of": 2025}, SOMERSET),
        (None, {"Start": 2012}, SOMERSET_BEFORE),
        (2014, {"Start": 2012}, SOMERSET_BEFORE),
        (2026, {"Start": 2025}, SOMERSET),
        (None, {"Start": 2012, "End": 2016}, SOMERSET_BEFORE),
        (None, {"End": 2016}, SOMERSET_BEFORE),
        (None, {"First seen running": 2012}, SOMERSET_BEFORE),
    ],
)
def test_the_dates_of_the_row_come_first(
    year: int | None, cells: dict[str, Any], body: str
) -> None:
    assert found(said(year, "Somerset", **cells)) == body


@pytest.mark.parametrize(
    ("year", "cells"),
    [
        (2026, {"Start": 2012}),
        (None, {"Start": 2012, "Status": "Running", "Status as of": 2024}),
        (None, {"Start": 2012, "End": 2024}),
        (None, {"First seen running": 2012, "Status": "Running", "Status as of": 2024}),
    ],
)
def test_a_name_that_changed_hands_between_two_dates_is_asked(
    year: int | None, cells: dict[str, Any]
) -> None:
    made = said(year, "Somerset", **cells)
    assert found(made) is None
    assert near(made)[:2] == [SOMERSET_BEFORE, SOMERSET]
    (problem,) = made.rows[0]["problems"]
    assert (problem["column"], problem["code"]) == ("C", "body_unclear")


def test_one_official_name_of_two_bodies_is_asked_between_their_dates() -> None:
    made = said(2012, "Durham County Council", Start=2005)
    assert found(made) is None
    assert near(made)[:2] == [DURHAM_BEFORE, DURHAM]


@pytest.mark.parametrize(
    ("partner", "body"),
    [
        ("Somerset County Council", SOMERSET_BEFORE),
        (f"Somerset [{SOMERSET_BEFORE}]", SOMERSET_BEFORE),
        ("Northampton", NORTHAMPTON),
        ("Shepway", SHEPWAY),
        ("Kent", "E10000016"),
    ],
)
def test_two_dates_do_no_harm_where_only_one_body_can_be_meant(partner: str, body: str) -> None:
    assert found(said(2026, partner, Start=2012)) == body


def test_a_person_settles_it_for_the_whole_list() -> None:
    rows = [["Name", "Partners", "Start"], ["Estuary", "Somerset; Slough BC", 2012]]
    by = Decisions(said_by="A list", said_in=2026)
    by.choose_body("Somerset", SOMERSET, remember=False)
    made = plan([listed(*rows)], filename="test.xlsx", decisions=by)
    assert {each["body"] for each in after(made)["partners"]} == {SOMERSET, SLOUGH}


def test_a_partner_that_we_hold_settles_it() -> None:
    """The same list a second time asks nothing that was settled."""
    headings = ["Reference", "Name", "Partners", "Start", "Status", "Status as of"]
    settled = f"Somerset [{SOMERSET}]; Slough BC"
    row = ["", "Estuary", settled, 2012, "Running", 2026]
    applied(listed(headings, row))
    row = ["SS0001", "Estuary", "Somerset; Slough BC", 2012, "Running", 2026]
    made = plan([listed(headings, row)], filename="test.xlsx")
    assert problems(made) == []
    assert made.totals["same"] == 1


def test_rows_of_partners_are_of_the_list_s_year_too() -> None:
    partners = sheet(
        "Partners",
        ["Reference", "Body", "Joined"],
        ["SS0001", "Shepway", None],
        ["SS0001", "Slough BC", None],
        ["SS0001", "Somerset", 2024],
    )
    facts = listed(["Reference", "Name"], ["SS0001", "Estuary"])
    made = plan([facts, partners], filename="test.xlsx", decisions=Decisions(said_in=2012))
    bodies = [row["bodies"][0]["body_id"] for row in made.rows if row["sheet"] == "Partners"]
    assert bodies == [SHEPWAY, SLOUGH, None]


def test_what_runs_today_is_not_silently_the_body_of_its_beginning() -> None:
    for cells in ({"Status as of": 2025}, {}):
        made = said(None, "Dorset", Status="Running", Start=2011, **cells)
        assert found(made) is None
    ended = said(None, "Dorset", Status="Ended", Start=2011, End=2015)
    assert found(ended) == "E10000009"
