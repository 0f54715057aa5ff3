"""Arrangements that name one another: what goes shows what loses it, and an undo puts both back."""

from typing import Any

import pytest
from django.test import Client

from arrangements.documents import documents
from arrangements.imports.apply import CatalogueMoved
from arrangements.imports.importing import apply_import, start_import
from arrangements.imports.undo import plan_undo, undo_import
from arrangements.models import Arrangement
from tests import independent as own
from tests.planning import applied, listed, planned, problems, sheet
from tests.sheets import TWO, workbook
from tests.uploading import cells, preview, section, words
from tests.uploading import planned as uploaded

pytestmark = pytest.mark.django_db

UMBRELLA = "SS0057"
REPLACED = "SS0516"
OUT = listed(["Reference", "Remove"], [UMBRELLA, "yes"])


def parts_of(reference: str) -> list[str]:
    return [ref for ref, row in own.arrangements().items() if row["Part of"] == reference]


def replacing(reference: str) -> list[str]:
    rows = own.arrangements().items()
    return [ref for ref, row in rows if reference in row["Replaces"].split("; ")]


def all_documents() -> dict[str, Any]:
    return documents(Arrangement.objects.values_list("reference", flat=True))


def test_parts_of_an_umbrella_that_goes_are_changes_of_the_plan() -> None:
    made = planned(OUT)
    changed = {change.reference: change for change in made.changes}
    parts = parts_of(UMBRELLA)
    assert len(parts) == 12
    assert changed.keys() == {UMBRELLA, *parts}
    assert made.totals == {"new": 0, "changed": 13, "same": 0, "problem": 0}
    for part in parts:
        was, becomes = changed[part].before, changed[part].kept
        assert {key for key in was if was[key] != becomes[key]} == {"part_of"}
        assert (was["part_of"], becomes["part_of"]) == (UMBRELLA, "")
    assert made.notes == [
        f"{UMBRELLA} is taken out, so it is no longer named by what is not in this file:"
        f" {', '.join(parts)}."
    ]


def test_what_replaced_one_that_goes_is_a_change_of_the_plan() -> None:
    made = planned(listed(["Reference", "Remove"], [REPLACED, "yes"]))
    (successor,) = replacing(REPLACED)
    parts = parts_of(REPLACED)
    assert parts
    assert {change.reference for change in made.changes} == {REPLACED, successor, *parts}
    (change,) = [each for each in made.changes if each.reference == successor]
    assert change.before["replaces"] == [REPLACED]
    assert change.kept["replaces"] == []


@pytest.mark.parametrize("going", [UMBRELLA, REPLACED])
def test_the_undo_puts_the_links_back(going: str) -> None:
    before = all_documents()
    record = applied(listed(["Reference", "Remove"], [going, "yes"]))
    assert going not in all_documents()
    assert undo_import(record, user=None).left == []
    assert all_documents() == before


def test_a_person_sees_the_parts_before_and_after(editor: Client) -> None:
    record = uploaded(
        editor, workbook({"Arrangements": [("Reference", "Remove"), (UMBRELLA, "yes")]})
    )
    soup = preview(editor, record)
    assert cells(section(soup, "changed")).count(["Part of", UMBRELLA, "empty"]) == 12
    assert (
        f"{UMBRELLA} is taken out, so it is no longer named by what is not in this file"
        in words(soup)
    )
    editor.post(record.get_absolute_url())
    soup = preview(editor, record)
    assert cells(section(soup, "changed")).count(["Part of", UMBRELLA, "empty"]) == 12


def test_a_part_in_the_same_file_follows_and_keeps_its_own_changes() -> None:
    part, other, gone = parts_of(UMBRELLA)[:3]
    record = applied(
        listed(
            ["Reference", "Remove", "Summary", "Part of"],
            [part, "", "Anew.", UMBRELLA],
            [other, "", "Anew too.", ""],
            [UMBRELLA, "yes", "", ""],
            [gone, "yes", "", ""],
        )
    )
    plan = record.plan
    assert problems_of(plan) == []
    (note,) = [note for row in plan["rows"] for note in row["notes"]]
    assert (note["code"], note["column"]) == ("link_goes", "D")
    now = all_documents()
    assert [(now[ref]["summary"], now[ref]["part_of"]) for ref in (part, other)] == [
        ("Anew.", ""),
        ("Anew too.", ""),
    ]
    assert {now[ref]["part_of"] for ref in parts_of(UMBRELLA)[3:]} == {""}
    undo_import(record, user=None)
    assert all_documents()[part]["part_of"] == UMBRELLA


def problems_of(plan: dict[str, Any]) -> list[Any]:
    return [problem for row in plan["rows"] for problem in row["problems"]]


def test_nothing_new_can_name_what_the_same_file_takes_out() -> None:
    made = planned(
        listed(
            ["Reference", "Remove", "Part of", "Replaces", "Summary"],
            ["SS0001", "", UMBRELLA, "", "Anew."],
            ["SS0002", "", "", f"SS0003; {UMBRELLA}", "Anew."],
            [UMBRELLA, "yes", "", "", ""],
        )
    )
    assert problems(made) == [("Arrangements", 2, "link_goes"), ("Arrangements", 3, "link_goes")]
    assert not {"SS0001", "SS0002"} & {change.reference for change in made.changes}
    apply_import(start_import(made, user=None), user=None)


def test_a_row_that_has_a_problem_does_not_keep_an_arrangement_from_losing_its_umbrella() -> None:
    part = parts_of(UMBRELLA)[0]
    made = planned(
        listed(
            ["Reference", "Remove", "Start"],
            [UMBRELLA, "yes", ""],
            [part, "", "31 June 2012"],
        )
    )
    (change,) = [each for each in made.changes if each.reference == part]
    assert change.before is not None
    assert change.kept == {**change.before, "part_of": ""}
    assert made.totals == {"new": 0, "changed": 12, "same": 0, "problem": 1}


def test_a_link_made_after_the_plan_stops_it() -> None:
    record = start_import(planned(OUT), user=None)
    applied(listed(["Reference", "Part of"], ["SS0001", UMBRELLA]))
    with pytest.raises(CatalogueMoved, match="SS0001 came to name SS0057 after this file was read"):
        apply_import(record, user=None)
    assert Arrangement.objects.filter(reference=UMBRELLA).exists()


def test_what_a_plan_names_may_be_gone_when_it_is_applied() -> None:
    record = start_import(
        planned(listed(["Reference", "Replaces"], ["SS0001", "SS0003; SS0219"])), user=None
    )
    applied(listed(["Reference", "Remove"], ["SS0003", "yes"]))
    with pytest.raises(CatalogueMoved, match="SS0003 was taken out after this file was read"):
        apply_import(record, user=None)


def test_of_a_whole_catalogue_what_names_a_bad_row_is_bad_too(empty_catalogue: None) -> None:
    """A row that is refused leaves nothing behind that names it, at any remove."""
    made = planned(
        listed(
            ["Reference", "Name", "Partners", "Start", "Part of", "Replaces"],
            ["SS0001", "First", TWO, "31 June 2012", "", ""],
            ["SS0002", "Second", TWO, "", "SS0001", ""],
            ["SS0003", "Third", TWO, "", "", "SS0002; SS0004"],
            ["SS0004", "Fourth", TWO, "", "", ""],
            ["SS0005", "Fifth", "Slough Borough Council", "", "SS0004", ""],
            ["SS0006", "Sixth", TWO, "", "SS0005", ""],
        ),
        sheet("Lessons", ["Reference", "Lesson"], ["SS0003", "Begin early."]),
    )
    assert [change.reference for change in made.changes] == ["SS0004"]
    assert problems(made) == [
        ("Arrangements", 2, "no_such_date"),
        ("Arrangements", 3, "link_blocked"),
        ("Arrangements", 4, "link_blocked"),
        ("Arrangements", 6, "partners_missing"),
        ("Arrangements", 7, "link_blocked"),
        ("Lessons", 2, "arrangement_blocked"),
    ]
    assert made.totals == {"new": 1, "changed": 0, "same": 0, "problem": 5}
    apply_import(start_import(made, user=None), user=None)


def test_what_came_to_be_named_stays_and_so_does_all_that_it_names(empty_catalogue: None) -> None:
    """At any remove: the third names the second of the import, and that the first."""
    rows = [
        ["SS0001", "First", TWO, ""],
        ["SS0002", "Second", TWO, "SS0001"],
        ["SS0003", "Third", TWO, ""],
    ]
    headings = ["Reference", "Name", "Partners", "Part of"]
    record = applied(listed(headings, *rows))
    applied(listed(["Name", "Partners", "Part of"], ["Later", TWO, "SS0002"]))
    undo = plan_undo(record)
    assert [change.reference for change in undo.plan.changes] == ["SS0003"]
    assert undo.left == [
        "SS0002 stays, because SS0004 names it.",
        "SS0001 stays, because SS0002 names it.",
    ]
    undo_import(record, user=None)
    now = all_documents()
    assert sorted(now) == ["SS0001", "SS0002", "SS0004"]
    assert (now["SS0002"]["part_of"], now["SS0004"]["part_of"]) == ("SS0001", "SS0002")


def test_a_link_to_what_has_gone_since_is_not_put_back() -> None:
    (successor,) = replacing(REPLACED)
    part = parts_of(UMBRELLA)[0]
    cleared = applied(
        listed(
            ["Reference", "Part of", "Replaces", "Note"],
            [part, "(clear)", "", "Anew."],
            [successor, "", "(clear)", "Anew."],
        )
    )
    applied(listed(["Reference", "Remove"], [UMBRELLA, "yes"], [REPLACED, "yes"]))
    undo = undo_import(cleared, user=None)
    assert {sentence.partition(",")[0] for sentence in undo.left} == {
        f"{part}: “Part of” is not put back whole",
        f"{successor}: “Replaces” is not put back whole",
    }
    now = all_documents()
    for reference in (part, successor):
        assert now[reference]["note"] == own.arrangements()[reference]["Note"]
        assert (now[reference]["part_of"], now[reference]["replaces"]) == ("", [])


def test_two_undos_in_the_wrong_order() -> None:
    """A part that was taken out, then its umbrella: the part comes back without it."""
    part = parts_of(UMBRELLA)[0]
    first = applied(listed(["Reference", "Remove"], [part, "yes"]))
    second = applied(OUT)
    undo = undo_import(first, user=None)
    assert undo.left == [
        f"{part}: “Part of” is not put back whole, because {UMBRELLA} was taken out since."
    ]
    assert all_documents()[part]["part_of"] == ""
    undo_import(second, user=None)
    assert all_documents()[part]["part_of"] == ""


def test_a_removal_alone_is_one_record_of_history() -> None:
    part = parts_of(UMBRELLA)[0]
    record = applied(OUT)
    found = Arrangement.history.filter(
        reference=part, history_change_reason=f"Import {record.pk}"
    ).order_by("history_id")
    assert found.last().history_type == "~"
    assert found.last().part_of_id is None
