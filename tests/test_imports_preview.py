"""A plan as a person reads it: every kind of fact in words, and problems by their kind."""

import re
from pathlib import Path
from typing import Any

from arrangements.columns import LESSONS, PARTNERS, SAVINGS, SOURCES
from arrangements.documents import Document, empty_document, empty_row
from arrangements.imports.cells import Vocabulary
from arrangements.imports.plan import Change, Plan
from arrangements.imports.preview import TITLES, Entry, Preview, bodies_in, preview

IMPORTS = Path(__file__).resolve().parent.parent / "arrangements" / "imports"
NAMES = {"A": "Alpha Council", "B": "Beta Council"}
WORDS = Vocabulary({}, {"legal": "Legal services", "ict": "ICT service"})


def document(**facts: Any) -> Document:
    return empty_document("SS0001") | {"name": "Shared things"} | facts


def partner(number: int, body: str, **facts: Any) -> Document:
    return empty_row(PARTNERS, number) | {"body": body} | facts


def row(reference: str, outcome: str, problems: tuple[Any, ...] = (), **facts: Any) -> Document:
    return {
        "sheet": "Arrangements",
        "row": 2,
        "outcome": outcome,
        "reference": reference,
        "name": "Shared things",
        "bodies": [],
        "problems": list(problems),
        "notes": [],
        "tab": "Arrangements",
    } | facts


def problem(code: str) -> Document:
    return {
        "column": "C",
        "heading": "Start",
        "value": "x",
        "code": code,
        "message": "It is wrong.",
        "suggestion": "Mend it.",
        "note": False,
    }


def shown(*changes: Change, rows: tuple[Document, ...] = ()) -> Preview:
    plan = Plan("list.csv", "stamp", changes=list(changes), rows=list(rows))
    return preview(plan, NAMES, WORDS)


def changed(before: dict[str, Any], after: dict[str, Any]) -> Entry:
    (entry,) = shown(Change("SS0001", document(**before), document(**after))).changed
    return entry


def fields(entry: Entry) -> list[tuple[str, str, str]]:
    return [(each.heading, each.old, each.new) for each in entry.fields]


def test_only_what_differs_is_shown_in_the_order_of_the_columns() -> None:
    entry = changed(
        {"services": ["legal"], "start": "2010", "status": "live", "note": "as it was"},
        {
            "services": ["legal", "ict"],
            "start": "2010-10-01",
            "status": "ended",
            "note": "as it was",
        },
    )
    assert fields(entry) == [
        ("Services", "Legal services", "Legal services; ICT service"),
        ("Status", "Running", "Ended"),
        ("Start", "2010", "1 October 2010"),
    ]
    assert (entry.name, entry.reference, entry.parts) == ("Shared things", "SS0001", [])


def test_what_is_cleared_becomes_empty() -> None:
    assert fields(changed({"summary": "Old", "motives": ["savings"]}, {})) == [
        ("Summary", "Old", ""),
        ("Motives", "Savings", ""),
    ]


def test_years_money_and_answers_read_as_people_write_them() -> None:
    entry = changed({}, {"status_as_of": 2014, "setup_cost": 1200000, "partners_complete": False})
    assert fields(entry) == [
        ("All partners listed", "", "no"),
        ("Status as of", "", "2014"),
        ("Set-up cost (£)", "", "£1,200,000"),
    ]


def test_rows_of_other_sheets_come_go_and_change() -> None:
    entry = changed(
        {
            "partners": [partner(1, "A", role="lead"), partner(2, "B")],
            "sources": [empty_row(SOURCES, 1) | {"title": "A paper"}],
        },
        {
            "partners": [partner(1, "A", role="host")],
            "sources": [empty_row(SOURCES, 1) | {"title": "A paper"}],
            "savings": [
                empty_row(SAVINGS, 1) | {"amount": 325000, "pattern": "annual", "source": 1}
            ],
            "lessons": [empty_row(LESSONS, 1) | {"text": "Start early."}],
        },
    )
    parts = [
        (part.title, part.outcome, [(each.heading, each.old, each.new) for each in part.fields])
        for part in entry.parts
    ]
    assert parts == [
        ("Partner 1: Alpha Council", "Changed", [("Role", "Lead", "Host")]),
        ("Partner 2: Beta Council", "Taken out", []),
        (
            "Saving 1",
            "Added",
            [
                ("Amount (£)", "", "£325,000"),
                ("Pattern", "", "A year"),
                ("Source number", "", "1"),
            ],
        ),
        ("Lesson 1", "Added", [("Lesson", "", "Start early.")]),
    ]


def test_another_body_in_a_row_is_shown_by_both_names() -> None:
    entry = changed({"partners": [partner(1, "A")]}, {"partners": [partner(1, "B")]})
    (part,) = entry.parts
    assert part.title == "Partner 1: Beta Council"
    assert [(each.old, each.new) for each in part.fields] == [("Alpha Council", "Beta Council")]


def test_new_changed_and_removed_stand_apart() -> None:
    after = document(partners=[partner(1, "A")])
    made = shown(
        Change("", None, after), Change("SS0001", after, document()), Change("SS0002", after, None)
    )
    assert [len(each) for each in (made.new, made.changed, made.removed)] == [1, 1, 1]
    assert made.new[0].reference == ""


def test_the_names_it_needs_are_those_before_and_after() -> None:
    before, after = document(partners=[partner(1, "A")]), document(partners=[partner(1, "B")])
    plan = Plan("list.csv", "stamp", changes=[Change("SS0001", before, after)])
    assert bodies_in(plan) == {"A", "B"}


def test_what_is_the_same_is_neither_changed_nor_wrong() -> None:
    made = shown(
        Change("SS0002", document(), document(note="New")),
        rows=(
            row("SS0001", "same"),
            row("SS0001", "same", sheet="Partners"),
            row("SS0002", "changed"),
            row("SS0003", "problem", (problem("not_a_date"),)),
            row("SS0003", "same", sheet="Partners"),
        ),
    )
    assert made.same == [("SS0001", "Shared things")]
    assert made.problem_rows == 1


def test_an_arrangement_of_which_rows_are_left_out_says_so() -> None:
    made = shown(
        Change("SS0001", document(), document(note="New")),
        rows=(row("SS0001", "problem", (problem("not_a_date"),)),),
    )
    assert made.changed[0].incomplete
    assert not shown(Change("SS0001", document(), document(note="New"))).changed[0].incomplete


def test_problems_stand_by_kind_the_most_frequent_first() -> None:
    made = shown(
        rows=(
            row("SS0001", "problem", (problem("no_name"),)),
            row("SS0002", "problem", (problem("not_a_date"), problem("not_a_date"))),
        )
    )
    assert [(kind.title, len(kind.found)) for kind in made.problems] == [
        ("Dates that could not be read", 2),
        ("Arrangements without a name", 1),
    ]
    found = made.problems[0].found[0]
    assert (found.tab, found.column, found.row) == ("Arrangements", "C", 2)
    assert (found.value, found.message, found.suggestion) == ("x", "It is wrong.", "Mend it.")
    assert len(made.sections["problems"]) == 3
    assert len(made.sections["not_a_date"]) == 2


def test_every_kind_of_problem_has_a_title() -> None:
    codes: set[str] = set()
    for file in IMPORTS.glob("*.py"):
        source = file.read_text()
        codes |= set(re.findall(r'CellProblem\(\s*"([a-z_]+)"', source))
        codes |= set(re.findall(r'\.problem\(\s*(?:"[a-z_]+"|[a-z_.]+),\s*"([a-z_]+)"', source))
    assert len(codes) > 30
    assert codes - set(TITLES) == set()
