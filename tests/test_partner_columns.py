"""A column for each partner, and cells that say there is none."""

from typing import Any

import pytest

from tests.planning import after, listed, planned, problems

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_catalogue")]

SLOUGH, ESSEX, KENT = "E06000039", "E10000012", "E10000016"


def bodies(made: Any) -> list[str]:
    return [partner["body"] for partner in after(made)["partners"]]


@pytest.mark.parametrize(
    "headings",
    [
        ("Partner 1", "Partner 2", "Partner 3"),
        ("Council 1", "Council 2", "Council 3"),
        ("Partner A", "Partner B", "Partner C"),
        ("Partners", "Partner 2", "Partner no. 3"),
        ("Organisation 01", "Organisation 02", "Organisation 03"),
        ("Authority 1", "Authority 2", "Authority 3"),
    ],
)
def test_each_column_of_partners_is_read(headings: tuple[str, ...]) -> None:
    made = planned(listed(["Name", *headings], ["Estuary", "Slough BC", "Essex CC", "Kent CC"]))
    assert bodies(made) == [SLOUGH, ESSEX, KENT]


@pytest.mark.parametrize("none", [None, "n/a", "n/k", "NK", "-", "TBC"])
def test_a_partner_less_is_no_problem(none: str | None) -> None:
    row = ["Estuary", "Slough BC", none, "Essex CC (lead)"]
    made = planned(listed(["Name", "Partner 1", "Partner 2", "Partner 3"], row))
    assert problems(made) == []
    assert bodies(made) == [SLOUGH, ESSEX]
    assert after(made)["partners"][1]["role"] == "lead"


def test_each_problem_stands_at_the_column_of_its_partner() -> None:
    row = ["Estuary", "Slough BC", "Atlantis", "Slough BC", "as above"]
    made = planned(listed(["Name", "Partner 1", "Partner 2", "Partner 3", "Partner 4"], row))
    found = [(each["column"], each["heading"], each["code"]) for each in made.rows[0]["problems"]]
    assert found == [
        ("C", "Partner 2", "body_unknown"),
        ("B", "Partner 1", "partner_twice"),
        ("E", "Partner 4", "body_unknown"),
    ]
    assert made.rows[0]["problems"][0]["value"] == "Atlantis"


@pytest.mark.parametrize(("heading", "letter"), [("Lead", "C"), ("Host authority", "C")])
def test_a_cell_that_says_no_body_is_noted(heading: str, letter: str) -> None:
    row = ["Estuary", "Slough BC; Essex CC", "N/A"]
    made = planned(listed(["Name", "Partners", heading], row))
    assert bodies(made) == [SLOUGH, ESSEX]
    (note,) = made.rows[0]["notes"]
    assert (note["column"], note["code"], note["value"]) == (letter, "no_body_said", "N/A")


def test_partners_that_are_to_be_confirmed_are_missing() -> None:
    made = planned(listed(["Name", "Partners"], ["Estuary", "TBC"]))
    assert problems(made) == [("Arrangements", 2, "partners_missing")]
    assert made.rows[0]["bodies"] == []


def test_words_for_others_are_told_as_that_and_offer_nobody() -> None:
    made = planned(listed(["Name", "Partners"], ["Estuary", "Slough BC; Essex CC; and others"]))
    (problem,) = made.rows[0]["problems"]
    assert (problem["column"], problem["code"]) == ("B", "body_unknown")
    assert "names no body" in problem["message"]
    assert made.rows[0]["bodies"][-1]["near"] == []


def test_partners_that_go_on_in_the_row_below_are_not_lost() -> None:
    """As where the cell with the name is merged over several rows."""
    rows = [["Estuary", "Slough BC; Essex CC", 2012], [None, "Kent CC", None], [None, None, None]]
    made = planned(listed(["Name", "Partners", "Start"], *rows, [None, "* As told by them.", None]))
    assert problems(made) == [("Arrangements", 3, "no_name")]
    assert "row above" in made.rows[1]["problems"][0]["suggestion"]
    assert made.notes == ["Arrangements: row 5 was passed over: it is a note."]


def test_one_name_in_two_rows_with_a_partner_in_common_is_asked() -> None:
    headings = ["Reference", "Name", "Lead", "Partner"]
    rows = [["Estuary", "Essex CC", "Slough BC"], ["ESTUARY", "Essex CC", "Kent CC"]]
    made = planned(listed(headings, *([None, *row] for row in rows)))
    assert problems(made) == [("Arrangements", 3, "name_twice")]
    assert made.rows[1]["problems"][0]["message"].startswith("Row 2 has this name")
    meant = planned(listed(headings, [None, *rows[0]], ["new", *rows[1]]))
    assert problems(meant) == []


def test_one_name_for_partners_of_different_places_is_two_arrangements() -> None:
    rows = [["Legal", "Essex CC; Slough BC"], ["Legal", "Kent CC; Medway"]]
    made = planned(listed(["Name", "Partners"], *rows))
    assert (made.totals["new"], problems(made)) == (2, [])
