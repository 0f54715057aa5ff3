"""A list without references, uploaded a second time, finds what it made the first time."""

import pytest

from tests.planning import applied, listed, outcomes, planned, problems

pytestmark = pytest.mark.django_db

HEADINGS = ["Name", "Services", "Partners", "Start"]
GOOD = ["A shared fleet of lorries", "Fleet and vehicle maintenance", "Leeds; Bradford", 2019]


def test_what_was_applied_is_the_same_the_second_time(catalogue: None) -> None:
    applied(listed(HEADINGS, GOOD))
    again = planned(listed(HEADINGS, GOOD, ["Another thing", "Legal", "Leeds; Bradfrod", 2019]))
    assert outcomes(again) == ["same", "problem"]
    assert again.totals == {"new": 0, "changed": 0, "same": 1, "problem": 1}


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_row_that_says_something_else_is_asked_about(catalogue: None, at: int) -> None:
    applied(listed(HEADINGS, GOOD))
    other = list(GOOD)
    other[at] = {1: "Legal", 2: "Leeds; Hull", 3: 2020}[at]
    again = planned(listed(HEADINGS, other))
    assert problems(again) == [("Arrangements", 2, "name_taken")]
    assert not again.changes
