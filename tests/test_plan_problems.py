"""A problem blocks its row and nothing else, and says what, where and what to do."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from arrangements.documents import documents
from tests.planning import after, differences, listed, planned, problems, sheet

pytestmark = pytest.mark.django_db

ONE_PROBLEM = {"new": 0, "changed": 0, "same": 0, "problem": 1}


def test_a_problem_blocks_its_row_and_no_other() -> None:
    made = planned(
        listed(
            ["Reference", "Summary", "Start"],
            ["SS0001", "Good.", "2014"],
            ["SS0002", "Bad date.", "31/02/2016"],
            ["SS0003", "Good too.", "2015"],
        ),
        sheet(
            "Lessons",
            ["Reference", "Number", "Lesson", "Topic"],
            ["SS0001", 1, "Anew.", "Nonsense"],
            ["SS0001", 2, "Anew.", ""],
            ["SS0002", "", "Of the row with the bad date.", ""],
        ),
    )
    assert problems(made) == [
        ("Arrangements", 3, "no_such_date"),
        ("Lessons", 2, "unknown_word"),
    ]
    assert made.totals == {"new": 0, "changed": 1, "same": 0, "problem": 2}
    assert differences(made, "SS0002") == {"lessons"}
    assert differences(made, "SS0001") == {"summary", "start", "lessons"}
    held = documents(["SS0001"])["SS0001"]["lessons"]
    assert after(made, "SS0001")["lessons"] == [held[0], held[1] | {"text": "Anew."}, held[2]]


@pytest.mark.parametrize(
    ("heading", "value", "code"),
    [
        ("End", "2001", "ends_before_start"),
        ("Partners", "Cheltenham Borough Council", "partners_missing"),
        ("Partners", "Cheltenham Borough Council; Nowhere Council", "body_unclear"),
        ("Partners", "Cheltenham Borough Council; Cheltenham BC", "partner_twice"),
        ("Part of", "SS0001", "refers_to_itself"),
        ("Part of", "SS7777", "reference_unknown"),
        ("Replaces", "SS0002; SS7777", "reference_unknown"),
        ("Status", "Thriving", "unknown_word"),
        ("Services", "Alchemy", "unknown_service"),
        ("Services", "Community", "loose_service"),
        ("Notice (months)", "a year", "not_a_number"),
        ("Status as of", "20144", "out_of_range"),
        ("Contact page", "the website", "not_an_address"),
        ("Contact mailbox", "Head of legal", "not_a_mailbox"),
        ("All partners listed", "perhaps", "not_yes_or_no"),
        ("Name", "x" * 301, "too_long"),
        ("Summary", "x" * 32_768, "too_long"),
    ],
)
def test_a_row_with_a_problem_changes_nothing(heading: str, value: str, code: str) -> None:
    made = planned(listed(["Reference", "Note", heading], ["SS0001", "Changed.", value]))
    assert {found for _, _, found in problems(made)} <= {code, "body_unknown"}
    assert problems(made)
    assert made.totals == ONE_PROBLEM
    assert made.changes == []
    (problem,) = made.rows[0]["problems"]
    assert problem["column"] == "C"
    assert problem["heading"] == heading
    assert value.startswith(problem["value"])
    assert problem["value"]
    assert problem["message"].endswith((".", "?"))


@pytest.mark.parametrize(
    ("name", "row", "code"),
    [
        ("Lessons", {"Number": 1, "Lesson": "Anew.", "Source number": 44}, "no_such_source"),
        ("Savings", {"Number": "", "Amount (£)": 5, "Source number": 44}, "no_such_source"),
        ("Partners", {"Number": 1, "Joined": "2020", "Left": "2019"}, "left_before_joined"),
        ("Partners", {"Number": 1, "Body": "Cotswold District Council"}, "partner_twice"),
        ("Partners", {"Number": "", "Body code": "E99999999"}, "code_unknown"),
        (
            "Partners",
            {"Number": "", "Body": "Slough BC", "Body code": "E10000012"},
            "name_and_code_disagree",
        ),
        ("Sources", {"Number": "", "Address": "https://example.org/"}, "cell_needed"),
        ("Sources", {"Number": 0, "Title": "A source"}, "out_of_range"),
    ],
)
def test_a_row_of_another_sheet_with_a_problem_changes_nothing(
    name: str, row: dict[str, object], code: str
) -> None:
    made = planned(sheet(name, ["Reference", *row], ["SS0001", *row.values()]))
    assert problems(made) == [(name, 2, code)]
    assert made.totals == ONE_PROBLEM
    assert made.changes == []


def test_taking_all_partners_but_one_away_is_a_problem() -> None:
    made = planned(
        sheet(
            "Partners",
            ["Reference", "Number", "Remove"],
            *(["SS0001", number, "yes"] for number in (1, 2, 3)),
        )
    )
    assert problems(made) == [("Partners", 4, "partners_missing")]
    assert [row["number"] for row in after(made)["partners"]] == [3, 4]


@pytest.mark.parametrize("checked", ["2015-05", "2093-05"])
def test_nor_can_they_be_taken_away_beside_a_row_of_the_arrangement(checked: str) -> None:
    """Whether that row has a problem of its own or not."""
    made = planned(
        listed(["Reference", "Checked on"], ["SS0038", checked]),
        sheet("Partners", ["Reference", "Number", "Remove"], ["SS0038", 1, "yes"]),
        sheet("Lessons", ["Reference", "Lesson"], ["SS0038", "Begin early."]),
    )
    assert ("Partners", 2, "partners_missing") in problems(made)
    assert len(after(made)["partners"]) == 2
    assert after(made)["lessons"][0]["text"] == "Begin early."


REPORT_ROW = {"sheet", "row", "outcome", "reference", "bodies", "problems"}
REPORT_BODY = {"text", "body_id", "how", "score"}
REPORT_PROBLEM = {"column", "heading", "value", "code", "message", "suggestion"}


def test_the_report_is_as_others_rely_on(tmp_path: Path) -> None:
    (tmp_path / "Arrangements.csv").write_text(
        "Reference,Name,Partners\n"
        ",Shared test service,Slough Borough Council; Slouhg; E10000012\n"
        "SS0001,,\n",
        encoding="utf-8",
    )
    report = tmp_path / "report.json"
    call_command("import_catalogue", tmp_path / "Arrangements.csv", report=report)
    made = json.loads(report.read_text(encoding="utf-8"))
    assert set(made) == {"totals", "rows"}
    assert made["totals"] == {"new": 0, "changed": 0, "same": 1, "problem": 1}
    for row in made["rows"]:
        assert row.keys() >= REPORT_ROW
        assert row["outcome"] in {"new", "changed", "same", "problem"}
        assert all(body.keys() >= REPORT_BODY for body in row["bodies"])
        assert all(problem.keys() >= REPORT_PROBLEM for problem in row["problems"])
    first, second = made["rows"]
    assert (first["sheet"], first["row"], first["outcome"]) == ("Arrangements", 2, "problem")
    assert (second["row"], second["outcome"], second["reference"]) == (3, "same", "SS0001")
    found = [(body["text"], body["body_id"], body["how"]) for body in first["bodies"]]
    assert found == [
        ("Slough Borough Council", "E06000039", "name"),
        ("Slouhg", None, "suggested"),
        ("E10000012", "E10000012", "code"),
    ]
    (problem,) = first["problems"]
    assert problem["column"] == "C"
    assert "Slough Borough Council" in problem["suggestion"]


@pytest.mark.parametrize(
    ("said", "word"), [("Y", "Running"), ("yes", "Running"), (True, "Running"), ("No", "Ended")]
)
def test_yes_is_no_status_and_the_words_that_are_stand_beside_it(said: object, word: str) -> None:
    made = planned(listed(["Reference", "Status"], ["SS0001", said]))
    (problem,) = made.rows[0]["problems"]
    assert problem["code"] == "unknown_word"
    assert f"Write “{word}” if that is meant, or one of: " in problem["suggestion"]
    assert "Proposed, Agreed, Being set up, Running, Notice given, Ended" in problem["suggestion"]


@pytest.mark.parametrize(("heading", "is_noted"), [("Saving", True), ("Forecast savings", False)])
def test_a_saving_that_does_not_say_whose_figure_it_is_is_noted(
    heading: str, is_noted: bool
) -> None:
    rows = listed(["Reference", heading, "Status as of"], ["SS0002", "£1.2m", None])
    made = planned(rows)
    assert problems(made) == []
    assert [note["code"] for note in made.rows[0]["notes"]] == ["no_basis"] * is_noted
    for note in made.rows[0]["notes"]:
        assert (note["heading"], note["value"]) == ("Saving", "£1.2m")
        assert "“basis not known”" in note["message"]
        assert "“Forecast savings” or “Actual savings”" in note["suggestion"]
        assert "“Basis” of the Savings sheet" in note["suggestion"]


def test_a_row_of_savings_without_its_basis_is_noted_where_it_says_something_new() -> None:
    heads = ["Reference", "Number", "Amount (£)", "Basis"]
    rows = [["SS0002", None, 5000, None], ["SS0002", None, 6000, "Forecast"]]
    made = planned(sheet("Savings", heads, *rows))
    assert problems(made) == []
    assert [[note["code"] for note in row["notes"]] for row in made.rows] == [["no_basis"], []]
