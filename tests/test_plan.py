"""What a file would do, rule by rule, before anything is done."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from arrangements.documents import documents
from arrangements.models import Arrangement, IssuedReference
from tests import independent as own
from tests.planning import (
    after,
    applied,
    differences,
    everything,
    listed,
    outcomes,
    planned,
    problems,
    sheet,
)

pytestmark = pytest.mark.django_db

ONE_CHANGED = {"new": 0, "changed": 1, "same": 0, "problem": 0}
ONE_PROBLEM = {"new": 0, "changed": 0, "same": 0, "problem": 1}
ONE_NEW = {"new": 1, "changed": 0, "same": 0, "problem": 0}


def test_a_column_or_row_or_sheet_that_is_absent_leaves_things_as_they_are() -> None:
    made = planned(listed(["Reference", "Summary"], ["SS0001", "Said anew."]))
    assert made.totals == ONE_CHANGED
    assert differences(made) == {"summary"}
    assert after(made)["summary"] == "Said anew."


def test_an_empty_cell_leaves() -> None:
    made = planned(
        listed(["Reference", "Name", "Summary", "Start", "Services"], ["SS0001", "", None, " ", ""])
    )
    assert made.totals == {"new": 0, "changed": 0, "same": 1, "problem": 0}
    assert made.changes == []


CLEARED: dict[str, tuple[str, object]] = {
    "Summary": ("summary", ""),
    "Model": ("model", ""),
    "Start": ("start", ""),
    "Status as of": ("status_as_of", None),
    "First seen running": ("first_seen_running", None),
    "Motives": ("motives", []),
    "Services": ("services", []),
    "Replaces": ("replaces", []),
    "Set-up cost (£)": ("setup_cost", None),
    "Contact page": ("contact_page", ""),
    "Part of": ("part_of", ""),
    "All partners listed": ("partners_complete", None),
}


@pytest.mark.parametrize("heading", CLEARED)
def test_clear_clears(heading: str) -> None:
    key, empty = CLEARED[heading]
    reference = next(
        ref
        for ref, facts in own.arrangements().items()
        if facts[heading] and len(own.partners(ref)) > 1
    )
    made = planned(listed(["Reference", heading], [reference, " (Clear) "]))
    assert made.totals == ONE_CHANGED
    assert differences(made) == {key}
    assert after(made)[key] == empty


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("Arrangements", {"Reference": "SS0002", "Name": "(clear)"}),
        ("Arrangements", {"Reference": "SS0002", "Partners": "(clear)"}),
        ("Arrangements", {"Reference": "(clear)", "Name": "Something"}),
        ("Partners", {"Reference": "SS0002", "Number": 1, "Body": "(clear)"}),
        ("Partners", {"Reference": "SS0002", "Number": "(clear)", "Role": "Lead"}),
        ("Sources", {"Reference": "SS0002", "Number": 1, "Title": "(clear)"}),
        ("Lessons", {"Reference": "SS0001", "Number": 1, "Lesson": "(clear)"}),
    ],
)
def test_what_a_row_cannot_do_without_cannot_be_cleared(name: str, row: dict[str, object]) -> None:
    made = planned(sheet(name, list(row), list(row.values())))
    assert made.totals == ONE_PROBLEM
    assert len(problems(made)) == 1
    assert made.changes == []


def test_rows_are_keyed_by_reference_and_number() -> None:
    made = planned(
        sheet(
            "Partners",
            ["Reference", "Number", "Role", "Body"],
            ["SS0001", 2, "Lead", ""],
            ["SS0001", "", "", "Stroud District Council"],
            ["SS0001", 9, "Client", "Tewkesbury Borough Council"],
        )
    )
    assert made.totals == ONE_CHANGED
    assert differences(made) == {"partners"}
    rows = {row["number"]: row for row in after(made)["partners"]}
    before = own.partners("SS0001")
    assert list(rows) == [1, 2, 3, 4, 5, 9]
    assert rows[2]["role"] == "lead"
    assert rows[2]["body"] == before[1]["Body code"]
    assert (rows[5]["body"], rows[9]["body"]) == ("E07000082", "E07000083")
    assert rows[9]["role"] == "client"


def test_remove_with_yes_removes_that_row_and_nothing_else() -> None:
    made = planned(
        sheet("Lessons", ["Reference", "Number", "Remove"], ["SS0001", 2, "yes"]),
    )
    assert differences(made) == {"lessons"}
    assert [row["number"] for row in after(made)["lessons"]] == [1, 3]
    for word in ("no", ""):
        made = planned(sheet("Lessons", ["Reference", "Number", "Remove"], ["SS0001", 2, word]))
        assert made.totals == {"new": 0, "changed": 0, "same": 1, "problem": 0}


def test_remove_on_the_arrangements_sheet_removes_the_arrangement() -> None:
    made = planned(listed(["Reference", "Remove"], ["SS0003", "Yes"]))
    assert made.totals == ONE_CHANGED
    assert made.changes[0].after is None


@pytest.mark.parametrize(
    ("name", "row", "code"),
    [
        ("Lessons", {"Reference": "SS0001", "Number": 77, "Remove": "yes"}, "no_such_row"),
        ("Lessons", {"Reference": "SS0001", "Lesson": "", "Remove": "yes"}, "no_such_row"),
        ("Arrangements", {"Reference": "SS9999", "Remove": "yes"}, "reference_unknown"),
        ("Arrangements", {"Name": "Never heard of", "Remove": "yes"}, "no_such_row"),
    ],
)
def test_what_is_not_there_cannot_be_removed(name: str, row: dict[str, object], code: str) -> None:
    made = planned(sheet(name, list(row), list(row.values())))
    assert problems(made) == [(name, 2, code)]
    assert made.totals == ONE_PROBLEM


CELL = "Cheltenham Borough Council; Cotswold District Council; Forest of Dean District Council"
FOURTH = {"Reference": "SS0001", "Number": 4, "Body": "West Oxfordshire District Council"}


def test_a_partners_cell_that_the_partners_sheet_contradicts_is_a_problem() -> None:
    partners = sheet("Partners", list(FOURTH), list(FOURTH.values()))
    made = planned(listed(["Reference", "Partners", "Summary"], ["SS0001", CELL, "New."]), partners)
    assert ("Arrangements", 2, "partners_disagree") in problems(made)
    assert made.totals == ONE_PROBLEM
    assert made.changes == []
    agreed = f"{CELL}; {FOURTH['Body']}"
    made = planned(
        listed(["Reference", "Partners", "Summary"], ["SS0001", agreed, "New."]), partners
    )
    assert made.totals == ONE_CHANGED
    assert differences(made) == {"summary"}


def test_a_partners_cell_is_the_whole_list_and_keeps_what_rows_say() -> None:
    made = planned(listed(["Reference", "Partners"], ["SS0001", f"{CELL}; Stroud DC (client)"]))
    assert made.totals == ONE_CHANGED
    rows = after(made)["partners"]
    assert [row["body"] for row in rows] == ["E07000078", "E07000079", "E07000080", "E07000082"]
    assert [row["number"] for row in rows] == [1, 2, 3, 5]
    assert rows[-1]["role"] == "client"
    assert rows[:3] == documents(["SS0001"])["SS0001"]["partners"][:3]


NEW_ROW = ["Name", "Partners", "Services"]
NEW = ["A new service for testing", "Slough BC; Devon County Council", "Libraries"]


def test_a_reference_that_was_never_issued_is_a_problem_here() -> None:
    made = planned(listed(["Reference", *NEW_ROW], ["SS4000", *NEW]))
    assert problems(made) == [("Arrangements", 2, "reference_unknown")]
    assert made.totals == ONE_PROBLEM
    (problem,) = made.rows[0]["problems"]
    assert (problem["column"], problem["heading"], problem["value"]) == ("A", "Reference", "SS4000")
    for name, rest in (("Partners", "Body"), ("Savings", "Note"), ("Sources", "Title")):
        made = planned(sheet(name, ["Reference", rest], ["SS4000", "Slough Borough Council"]))
        assert problems(made) == [(name, 2, "reference_unknown")]


def test_it_is_accepted_when_told_to_keep_references() -> None:
    made = planned(listed(["Reference", *NEW_ROW], ["SS4000", *NEW]), keep_references=True)
    assert made.totals == ONE_NEW
    assert after(made)["reference"] == "SS4000"


def test_it_is_accepted_on_an_empty_catalogue(empty_catalogue: None) -> None:
    made = planned(listed(["Reference", *NEW_ROW], ["ss 12", *NEW], ["", "Another", *NEW[1:]]))
    assert made.totals == {"new": 2, "changed": 0, "same": 0, "problem": 0}
    assert {change.reference for change in made.changes} == {"SS0012", ""}


@pytest.mark.parametrize("keep", [False, True])
def test_the_reference_of_a_removed_arrangement_is_never_used_again(keep: bool) -> None:
    applied(listed(["Reference", "Remove"], ["SS0562", "yes"]))
    assert not Arrangement.objects.filter(reference="SS0562").exists()
    made = planned(listed(["Reference", *NEW_ROW], ["SS0562", *NEW]), keep_references=keep)
    assert problems(made) == [("Arrangements", 2, "reference_gone")]
    applied(listed(NEW_ROW, NEW))
    assert Arrangement.objects.get(name=NEW[0]).reference == "SS0563"


def test_an_empty_catalogue_takes_references_that_were_issued(empty_catalogue: None) -> None:
    IssuedReference.objects.create(number=12)
    made = planned(listed(["Reference", *NEW_ROW], ["SS0012", *NEW]))
    assert made.totals == ONE_NEW
    assert after(made)["reference"] == "SS0012"


def test_the_same_reference_in_two_rows_is_a_problem_of_the_second() -> None:
    made = planned(listed(["Reference", "Summary"], ["SS0001", "One."], ["SS0001 again", "Two."]))
    assert problems(made) == [("Arrangements", 3, "reference_twice")]
    assert after(made)["summary"] == "One."


def test_the_same_number_in_two_rows_is_a_problem_of_the_second() -> None:
    made = planned(
        sheet(
            "Lessons",
            ["Reference", "Number", "Lesson"],
            ["SS0001", 1, "One."],
            ["SS0001", 1, "Two."],
        )
    )
    assert problems(made) == [("Lessons", 3, "number_twice")]
    assert after(made)["lessons"][0]["text"] == "One."


def test_a_name_that_another_arrangement_has_is_a_question() -> None:
    name = own.arrangements()["SS0001"]["Name"]
    made = planned(listed(NEW_ROW, [name.upper(), *NEW[1:]]))
    assert problems(made) == [("Arrangements", 2, "name_taken")]
    assert "SS0001" in made.rows[0]["problems"][0]["message"]


def test_rows_of_a_new_arrangement_wait_for_its_own_row_to_be_right() -> None:
    made = planned(
        listed(["Reference", *NEW_ROW], ["SS4000", "", *NEW[1:]]),
        sheet("Sources", ["Reference", "Title"], ["SS4000", "A paper"]),
        keep_references=True,
    )
    assert problems(made) == [("Arrangements", 2, "no_name"), ("Sources", 2, "arrangement_blocked")]
    assert made.totals == ONE_PROBLEM


def test_a_row_may_point_at_an_arrangement_that_comes_in_the_same_file() -> None:
    made = planned(
        listed(
            ["Reference", *NEW_ROW, "Part of"],
            ["SS4000", *NEW, "SS4001"],
            ["SS4001", "The umbrella", *NEW[1:], ""],
        ),
        keep_references=True,
    )
    assert problems(made) == []
    assert after(made, "SS4000")["part_of"] == "SS4001"


def test_a_partner_that_joined_before_the_start_is_a_note_and_no_problem() -> None:
    made = planned(sheet("Partners", ["Reference", "Number", "Joined"], ["SS0001", 1, "2009-04"]))
    assert made.totals == ONE_CHANGED
    (note,) = made.rows[0]["notes"]
    assert note["code"] == "joined_before_start"
    assert note["heading"] == "Joined"


def test_row_numbers_and_letters_are_those_the_program_shows() -> None:
    made = planned(
        listed(
            ["Our shared services, July 2012"],
            [],
            ["", "Partnership name", "", "Go-live", "Organisations involved"],
            ["", "One", "", "2012", "Slough; Essex CC"],
            [],
            ["", "Two", "", "a while ago", "Slough; Essex CC"],
        )
    )
    assert [(row["row"], row["outcome"]) for row in made.rows] == [(4, "new"), (6, "problem")]
    (problem,) = made.rows[1]["problems"]
    assert (problem["column"], problem["heading"], problem["value"]) == (
        "D",
        "Go-live",
        "a while ago",
    )


def rows_of(number: int) -> list[list[object]]:
    names = sorted(own.bodies().values(), key=lambda body: body["code"])
    councils = [body["name"] for body in names if body["tier"] == "single" and not body["end"]]
    return [
        [
            f"Shared service of the plan {at}",
            f"{councils[at % 50]}; {councils[60 + at % 90]}",
            "ICT",
        ]
        for at in range(number)
    ]


def test_the_queries_of_a_plan_do_not_grow_with_the_file() -> None:
    counts = []
    for number in (10, 200):
        known = [[ref, "Anew."] for ref in list(own.arrangements())[:number]]
        with CaptureQueriesContext(connection) as queries:
            made = planned(
                listed(["Reference", "Summary"], *known),
                sheet("Sources", ["Reference", "Title"], *([ref, "A paper"] for ref, _ in known)),
            )
        assert made.totals["changed"] == number
        with CaptureQueriesContext(connection) as more:
            made = planned(listed(NEW_ROW, *rows_of(number)))
        assert made.totals["problem"] + made.totals["new"] == number
        counts.append((len(queries), len(more)))
    assert counts[0] == counts[1]


def test_planning_writes_nothing() -> None:
    was, issued = everything(history=True), IssuedReference.objects.count()
    lessons = sheet("Lessons", ["Reference", "Lesson"], ["SS0001", "Anew."])
    made = planned(listed(NEW_ROW, NEW), lessons)
    assert outcomes(made) == ["new", "changed"]
    assert everything(history=True) == was
    assert IssuedReference.objects.count() == issued
