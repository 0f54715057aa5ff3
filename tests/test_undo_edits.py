"""Undo after later edits: nothing is put back that would not hold, and each thing left is said."""

from typing import Any

import pytest
from django.test import Client

from arrangements.documents import documents
from arrangements.imports.apply import apply
from arrangements.imports.decisions import Decisions, NewBody
from arrangements.imports.importing import apply_import, start_import
from arrangements.imports.plan import plan
from arrangements.imports.undo import undo_import
from arrangements.models import Arrangement, Body, Import, RememberedName
from tests.planning import applied, listed, planned, problems, sheet
from tests.uploading import section, soup_of, words

pytestmark = pytest.mark.django_db

ESSEX, SLOUGH, DEVON, KENT = "E10000012", "E06000039", "E10000008", "E10000016"
WHO = ["Reference", "Number", "Body code", "Remove"]


@pytest.fixture(autouse=True)
def two_partners(db: None) -> None:
    """SS0002 has Essex as its first partner and Slough as its second, and two sources."""
    applied(listed(["Reference", "Partners"], ["SS0002", f"{ESSEX}; {SLOUGH}"]))
    applied(
        sheet(
            "Sources",
            ["Reference", "Number", "Title"],
            ["SS0002", 11, "Eleventh"],
            ["SS0002", 12, "Twelfth"],
        ),
        sheet(
            "Lessons",
            ["Reference", "Number", "Lesson", "Source number"],
            ["SS0002", 11, "Begin early.", 11],
        ),
    )


def now(reference: str = "SS0002") -> dict[str, Any]:
    return documents([reference])[reference]


def partners() -> dict[int, str]:
    return {row["number"]: row["body"] for row in now()["partners"]}


def lesson() -> dict[str, Any]:
    (found,) = [row for row in now()["lessons"] if row["number"] == 11]
    return found


def numbers(key: str) -> set[int]:
    return {row["number"] for row in now()[key]}


def undone(record: Import) -> list[str]:
    return undo_import(record, user=None).left


def test_bodies_can_move_from_row_to_row() -> None:
    """The second row's body becomes another's and the first row takes it over."""
    first, second = sorted(partners())
    before = now()
    made = planned(sheet("Partners", WHO, ["SS0002", second, KENT], ["SS0002", first, SLOUGH]))
    assert problems(made) == []
    record = start_import(made, user=None)
    apply_import(record, user=None)
    assert partners() == {first: SLOUGH, second: KENT}
    record.refresh_from_db()
    assert undone(record) == []
    assert now() == before


def test_a_partner_that_came_back_in_another_row_is_not_there_twice() -> None:
    first, second = sorted(partners())
    record = applied(sheet("Partners", WHO, ["SS0002", second, KENT]))
    applied(sheet("Partners", WHO, ["SS0002", "", SLOUGH]))
    assert undone(record) == [
        "SS0002: the partners stay, because partners were edited since.",
    ]
    assert sorted(partners().values()) == sorted([ESSEX, KENT, SLOUGH])
    assert partners()[first] == ESSEX


def test_an_arrangement_keeps_two_partners() -> None:
    first, _ = sorted(partners())
    record = applied(sheet("Partners", WHO, ["SS0002", "", KENT]))
    applied(sheet("Partners", WHO, ["SS0002", first, "", "yes"]))
    assert undone(record) == ["SS0002: the partners stay, because partners were edited since."]
    assert sorted(partners().values()) == sorted([SLOUGH, KENT])


def test_a_source_that_a_later_edit_relies_on_stays() -> None:
    source = ["Reference", "Number", "Title"]
    record = applied(sheet("Sources", source, ["SS0002", 13, "Thirteenth"]))
    rows = ["Reference", "Number", "Source number"]
    applied(sheet("Lessons", rows, ["SS0002", 11, 13]))
    assert undone(record) == [
        "SS0002: row 13 of Sources stays, because row 11 of Lessons names it."
    ]
    assert lesson()["source"] == 13
    assert 13 in numbers("sources")


def test_a_source_that_has_gone_since_is_named_no_more() -> None:
    record = applied(
        sheet("Lessons", ["Reference", "Number", "Source number"], ["SS0002", 11, 12]),
    )
    applied(sheet("Sources", ["Reference", "Number", "Remove"], ["SS0002", 11, "yes"]))
    assert undone(record) == [
        "SS0002: row 11 of Lessons is put back without its source, which was taken out since."
    ]
    assert lesson()["source"] is None
    assert 11 not in numbers("sources")


def test_it_does_not_end_before_it_starts() -> None:
    applied(listed(["Reference", "Start", "End"], ["SS0002", "2012", "(clear)"]))
    record = applied(listed(["Reference", "Start"], ["SS0002", "2008"]))
    applied(listed(["Reference", "End"], ["SS0002", "2010"]))
    assert undone(record) == ["SS0002: start and end stay, because one of them was edited since."]
    assert (now()["start"], now()["end"]) == ("2008", "2010")


def with_a_new_body(*rows: list[Any]) -> Import:
    decisions = Decisions()
    decisions.make_body(
        "Quango of the Isles", NewBody("Quango of the Isles", "other", "england"), remember=False
    )
    made = plan([listed(*rows)], filename="test.xlsx", decisions=decisions)
    assert problems(made) == []
    record = start_import(made, user=None)
    apply_import(record, user=None)
    record.refresh_from_db()
    return record


def test_what_had_a_body_that_is_gone_is_not_put_back() -> None:
    quango = "other-quango-of-the-isles"
    headings = ["Reference", "Name", "Partners"]
    brought = with_a_new_body(
        headings,
        ["new", "Of the isles", f"{ESSEX}; Quango of the Isles"],
        ["SS0002", "", f"{ESSEX}; {SLOUGH}; Quango of the Isles"],
    )
    made = Arrangement.objects.get(name="Of the isles").reference
    row = next(number for number, body in partners().items() if body == quango)
    removed = applied(
        listed(["Reference", "Remove"], [made, "yes"]),
        sheet("Partners", WHO, ["SS0002", row, "", "yes"]),
    )
    undone(brought)
    assert not Body.objects.filter(code=quango).exists()
    assert undone(removed) == [
        f"{made} stays out, because its partner “{quango}” is no longer in the register.",
        f"SS0002: row {row} of Partners is not put back, because “{quango}” is no longer in the"
        " register.",
    ]
    assert quango not in partners().values()


def test_a_name_goes_with_the_body_it_was_remembered_for(editor: Client) -> None:
    firm = NewBody("Quango of the Isles", "other", "england")
    decisions = Decisions()
    decisions.make_body("The Quango", firm, remember=True)
    decisions.choose_body("Slugh", SLOUGH, remember=True)
    row = ["new", "Of the isles", f"{ESSEX}; The Quango"]
    made = plan(
        [listed(["Reference", "Name", "Partners"], row)], filename="test.xlsx", decisions=decisions
    )
    record = start_import(made, user=None)
    record.decisions = decisions.as_json()
    record.save()
    apply_import(record, user=None)
    assert RememberedName.objects.count() == 2
    soup = soup_of(editor.get(f"/imports/{record.pk}/undo/"))
    remembered = words(section(soup, "remembered"))
    assert "“Slugh” is Slough Borough Council" in remembered
    assert "Quango" not in remembered
    assert "Quango of the Isles" in words(section(soup, "bodies"))
    record.refresh_from_db()
    assert undone(record) == []
    assert [each.name for each in RememberedName.objects.all()] == ["Slugh"]


def test_what_is_put_back_has_every_fact_and_row_that_it_had() -> None:
    before = now()
    record = applied(listed(["Reference", "Remove"], ["SS0002", "yes"]))
    assert undone(record) == []
    assert now() == before
    apply(planned(listed(["Reference", "Summary"], ["SS0002", "Anew."])), reason="test")
