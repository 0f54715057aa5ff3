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


@pytest.mark.parametrize("none", [None, "n/a", "-", "TBC"])
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
