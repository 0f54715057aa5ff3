"""Newer plans as a sheet: read, shown, applied and taken back like any other change."""

import csv
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from arrangements.columns import REORGANISATION
from arrangements.exports.plans import plan_rows
from arrangements.exports.tables import Words, columns_written
from arrangements.imports.apply import CatalogueMoved
from arrangements.imports.importing import apply_import, start_import
from arrangements.imports.undo import plan_undo, undo_import
from arrangements.models import Arrangement, Body, Plan, PlanSuccession
from arrangements.registering import load_register
from arrangements.reorganisation.documents import plan_documents
from arrangements.reorganisation.outlook import Outlook
from tests import independent as own
from tests import nasty
from tests.independent import FIXTURES, table
from tests.planning import applied, everything, planned, sheet
from tests.test_reorganisation_rule import AREAS, class_of

pytestmark = pytest.mark.django_db

HEADINGS = ["Area", "Council", "Replaced by", "Whole or in part"]
WAVERLEY, EAST = "Waverley Borough Council", "East Surrey Council"
MOVED = ["Surrey", WAVERLEY, EAST, "Whole"]
ATLANTIS = ["Atlantis", "Cumberland Council", "Atlantis Council (new)", "Whole"]
SOURCE = "https://www.example.gov.uk/plan"
FULL = [
    "Area",
    "Proposal",
    "State of the plan",
    "Decided",
    "Planned day",
    "Source of the plan",
    "Council",
    "Replaced by",
    "Whole or in part",
]


@pytest.fixture(autouse=True)
def kept(settings: Any, tmp_path: Path) -> None:
    settings.UPLOADS_DIR = tmp_path / "uploads"
    settings.PROGRESS_DIR = tmp_path / "progress"


def asked(*rows: list[Any], headings: list[str] = HEADINGS) -> Any:
    return planned(sheet("Reorganisation", headings, *rows))


def said(made: Any) -> list[str]:
    return [
        " ".join(filter(None, (problem["message"], problem["suggestion"])))
        for row in made.rows
        for problem in row["problems"]
    ]


def test_one_district_moved_changes_what_it_should_and_taken_back_nothing() -> None:
    before, tables = Outlook().classes, everything(keys=False)
    refs = dict(Arrangement.objects.values_list("pk", "reference"))
    record = applied(sheet("Reorganisation", HEADINGS, MOVED))
    after = Outlook().classes
    told = {
        ref: class_of(ref, AREAS["surrey"], {"E07000216": {EAST}}) for ref in own.arrangements()
    }
    ours = {refs[key]: each.value for key, each in after["surrey"].items()}
    assert ours == {ref: each for ref, each in told.items() if each != "not-touched"}
    changed = {ref for ref in told if told[ref] != class_of(ref, AREAS["surrey"])}
    assert changed
    for slug in before:
        differing = {refs[key] for key in refs if before[slug].get(key) != after[slug].get(key)}
        assert differing == (changed if slug in ("", "surrey") else set())
    line = PlanSuccession.objects.get(plan__slug="surrey", predecessor__name=WAVERLEY)
    assert line.source_url == "https://www.legislation.gov.uk/uksi/2026/264/made"
    undo_import(record, user=None)
    assert everything(keys=False) == tables
    assert Outlook().classes == before


def test_the_history_says_who_moved_it_and_by_which_import() -> None:
    record = applied(sheet("Reorganisation", HEADINGS, MOVED))
    lines = PlanSuccession.history.filter(history_change_reason=f"Import {record.pk}")
    assert sorted(lines.values_list("history_type", flat=True)) == ["+", "-"]
    assert not Plan.history.exists()


def test_all_plans_go_out_and_come_in_the_same(tmp_path: Path) -> None:
    for name in ("all.xlsx", "all.zip"):
        call_command("export_catalogue", tmp_path / name, stdout=io.StringIO())
        out = io.StringIO()
        call_command("import_catalogue", tmp_path / name, commit=True, stdout=out)
        assert "0 new, 0 changed, 33 same, 0 with problems" in out.getvalue().splitlines()[1]
    # A part of the catalogue is not all plans.
    part = tmp_path / "part.zip"
    call_command("export_catalogue", part, query="service=legal", stdout=io.StringIO())
    out = io.StringIO()
    call_command("import_catalogue", part, stdout=out)
    assert "Plans" not in out.getvalue()


def test_every_line_that_went_out_is_the_fixture_row_by_row(tmp_path: Path) -> None:
    call_command("export_catalogue", tmp_path / "all.zip", stdout=io.StringIO())
    text = zipfile.ZipFile(tmp_path / "all.zip").read("Reorganisation.csv").decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    names = {row["code"]: row["name"] for row in table("register/bodies")}
    names |= {row["code"]: row["name"] for row in table("register/planned_bodies")}
    plans = {(row["area"], row["option"]): row for row in table("register/plans")}
    ours = {
        (row["Area"], row["Proposal"], row["Council"].split(" [")[0], row["Replaced by"]): row
        for row in rows
    }
    lines = table("register/plan_successions")
    assert len(ours) == len(rows) == len(lines)
    extents = {"whole": "Whole", "part": "In part", "": ""}
    for line in lines:
        key = (
            line["area"],
            line["option"],
            names[line["predecessor"]],
            names.get(line["successor"], ""),
        )
        row, plan = ours[key], plans[line["area"], line["option"]]
        assert row["Whole or in part"] == extents[line["extent"]]
        assert (row["Source"], row["Note"]) == (line["source_url"], line["note"])
        assert row["Planned day"] == plan["vesting_date"]
        assert row["Decided"] == plan["decision_date"]
        assert row["Note on the plan"] == plan["note"]


def test_a_new_plan_brings_its_councils_and_takes_them_away_again() -> None:
    tables = everything(keys=False)
    before = PlanSuccession.objects.count()
    first = ["Cumbria again", None, "Proposed", None, None, SOURCE, "Cumberland Council"]
    second = ["Cumbria again", *([None] * 5), "Westmorland and Furness Council"]
    rows = [
        [*first, "Great Cumbria Council (new)", "Whole"],
        [*second, "Great Cumbria Council", "Whole"],
    ]
    record = applied(sheet("Reorganisation", FULL, *rows))
    plan = Plan.objects.get(slug="cumbria-again")
    assert (plan.status, plan.source_url) == ("proposed", SOURCE)
    assert PlanSuccession.objects.count() == before + 2
    council = Body.with_planned.get(name="Great Cumbria Council")
    assert (council.planned, council.region, council.slug) == (
        True,
        "north-west",
        "great-cumbria-council",
    )
    assert not Body.objects.filter(pk=council.pk).exists()
    assert {line.source_url for line in plan.successions.all()} == {SOURCE}
    # The same file again changes nothing, "(new)" or not.
    assert planned(sheet("Reorganisation", FULL, *rows)).is_empty
    undo_import(record, user=None)
    assert everything(keys=False) == tables


def test_a_day_moved_moves_the_planned_councils_with_it() -> None:
    headings = ["Area", "Planned day", "Council", "Replaced by"]
    row = ["Surrey", "2028-04-01", WAVERLEY, "West Surrey Council"]
    record = applied(sheet("Reorganisation", headings, row))
    assert str(Plan.objects.get(slug="surrey").vesting_date) == "2028-04-01"
    assert str(Body.with_planned.get(name="West Surrey Council").start) == "2028-04-01"
    undo_import(record, user=None)
    assert str(Body.with_planned.get(name="East Surrey Council").start) == "2027-04-01"


def test_removing_every_row_of_a_plan_removes_it_and_undo_puts_it_back() -> None:
    tables = everything(keys=False)
    lines = PlanSuccession.objects.filter(plan__slug="warwickshire-one-council")
    names = set(lines.values_list("predecessor__name", flat=True))
    rows = [["Warwickshire", "One council", name, None, "yes"] for name in sorted(names)]
    headings = ["Area", "Proposal", "Council", "Replaced by", "Remove"]
    record = applied(sheet("Reorganisation", headings, *rows))
    assert not Plan.objects.filter(slug="warwickshire-one-council").exists()
    assert any("would no longer be planned" in note for note in record.plan["notes"])
    undo_import(record, user=None)
    now = everything(keys=False)
    differing = {name for name in tables if now[name] != tables[name]}
    assert differing <= {"arrangements.PlanSuccession"}  # Its plan has another key.
    assert plan_documents()["warwickshire-one-council"]["lines"]
    assert lines.count() == len(rows)


BAD: list[tuple[list[list[Any]], str]] = [
    ([["Surrey", "Slugh Borough Council", EAST, "Whole"]], "“Slugh Borough Council” could not be"),
    ([["Surrey", "Cumbria County Council", EAST, "Whole"]], "has been gone since 31 March 2023"),
    ([["Surrey", WAVERLEY, "East Surry Council", "Whole"]], "Did you mean: East Surrey Council"),
    ([["Surrey", WAVERLEY, "Wold Council", "Whole"]], "write “Wold Council (new)”"),
    (
        [MOVED, ["Surrey", WAVERLEY, "West Surrey Council", "Whole"]],
        "Waverley Borough Council is given whole to 2 councils",
    ),
    ([["Surrey", WAVERLEY, EAST, "In part"]], "nothing is said of the rest"),
    ([["Surrey", None, EAST, "Whole"]], "so nobody goes to East Surrey Council by it"),
    ([["Surrey", "West Surrey Council", WAVERLEY, "Whole"]], "lead back to it"),
    ([["Surrey", "Harlow District Council", EAST, "Whole"]], "is in the plan for"),
    ([[None, WAVERLEY, EAST, "Whole"]], "does not say which area it is about"),
    ([["Surrey", WAVERLEY, EAST, "Half"]], "“Half” is not one of the words used here"),
    (
        [ATLANTIS],
        "how far it is decided",
    ),
    ([ATLANTIS], "can be read"),
]


@pytest.mark.parametrize(("rows", "sentence"), BAD)
def test_a_bad_row_has_its_sentence_and_its_plan_stays_whole(
    rows: list[list[Any]], sentence: str
) -> None:
    good = ["Surrey", "Woking Borough Council", EAST, "Whole"]
    made = asked(*rows, good)
    assert any(sentence in each for each in said(made)), said(made)
    if rows[0][0] == "Surrey":
        assert made.plans == []
    record = start_import(made, user=None)
    apply_import(record, user=None)
    if rows[0][0] == "Surrey":
        woking = PlanSuccession.objects.get(predecessor__name="Woking Borough Council")
        assert woking.successor is not None
        assert woking.successor.name == "West Surrey Council"


def test_a_county_without_its_district_and_a_day_before_the_decision_are_refused() -> None:
    headings = ["Area", "Planned day", "Council", "Replaced by", "Remove"]
    made = asked(["Surrey", None, WAVERLEY, None, "yes"], headings=headings)
    assert any(
        "Surrey County Council is replaced, and Waverley Borough Council left out" in each
        for each in said(made)
    )
    made = asked(["Surrey", "2024-04-01", WAVERLEY, None, None], headings=headings)
    assert any("its day, 1 April 2024, is before its decision" in each for each in said(made))


def test_rows_of_one_plan_that_differ_on_its_day_are_two_plans() -> None:
    headings = ["Area", "Planned day", "Council", "Replaced by"]
    made = asked(
        ["Surrey", "2027-04-01", WAVERLEY, EAST],
        ["Surrey", "2028-04-01", "Woking Borough Council", EAST],
        headings=headings,
    )
    [told] = said(made)
    assert told.startswith("Row 2 says “2027-04-01” of the same plan.")
    assert made.plans == []


def test_an_empty_cell_leaves_and_clear_empties() -> None:
    assert asked(["Surrey", WAVERLEY, None, None]).is_empty
    made = asked(["Surrey", WAVERLEY, "(clear)", "Whole"])
    [line] = [each for each in made.plans[0].known["lines"] if each["predecessor"] == "E07000216"]
    assert (line["successor"], line["extent"]) == ("", "whole")


def test_a_plan_changed_meanwhile_is_not_written_over() -> None:
    record = start_import(asked(MOVED), user=None)
    applied(sheet("Reorganisation", HEADINGS, ["Surrey", WAVERLEY, "(clear)", "Whole"]))
    with pytest.raises(CatalogueMoved, match="Surrey changed after this file was read"):
        apply_import(record, user=None)


def test_an_undo_leaves_what_was_edited_since() -> None:
    woking = ["Surrey", "Woking Borough Council", EAST, "Whole"]
    record = applied(sheet("Reorganisation", HEADINGS, MOVED, woking))
    applied(sheet("Reorganisation", HEADINGS, ["Surrey", WAVERLEY, "(clear)", "Whole"]))
    left = plan_undo(record).left
    assert left == ["The plan for Surrey: the rows for Waverley Borough Council were edited since."]
    undo_import(record, user=None)
    rows = dict(
        PlanSuccession.objects.filter(plan__slug="surrey", extent="whole").values_list(
            "predecessor__name", "successor__name"
        )
    )
    assert rows[WAVERLEY] is None
    assert rows["Woking Borough Council"] == "West Surrey Council"


def test_newer_fixtures_leave_an_editors_plan_alone() -> None:
    rows = [
        [*MOVED],
        ["Surrey", "Woking Borough Council", "Wold Council (new)", "Whole"],
    ]
    applied(sheet("Reorganisation", HEADINGS, *rows))
    before = plan_documents()
    load_register(FIXTURES)
    assert plan_documents() == before
    assert Body.with_planned.filter(name="Wold Council", planned=True).exists()


moves = st.lists(
    st.tuples(
        st.integers(0, 10**6),
        st.integers(0, 10**6),
        st.sampled_from(["whole", "divided", "not known"]),
        st.one_of(st.just(""), nasty.some(200)),
    ),
    min_size=1,
    max_size=6,
)


@contextmanager
def forgotten() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@settings(max_examples=12, deadline=None)
@given(moves)
def test_any_moves_go_out_come_in_and_are_taken_back(
    chosen: list[tuple[int, int, str, str]],
) -> None:
    """Districts given to other councils of their area, divided between two, or taken to one that
    is not known, each with a note of any text."""
    with forgotten():
        tables = everything(keys=False)
        lines = list(
            PlanSuccession.objects.filter(extent="whole", successor__planned=True).select_related(
                "plan", "predecessor", "successor"
            )
        )
        moved = {}
        for which, where, how, note in chosen:
            line = lines[which % len(lines)]
            names = sorted({str(e.successor) for e in lines if e.plan_id == line.plan_id})
            at = where % len(names)
            ends = [(names[at], "Whole")]
            if how == "not known":
                ends = [("(clear)", "Whole")]
            elif how == "divided" and len(names) > 1:
                ends = [(names[at], "In part"), (names[at - 1], "In part")]
            key = (line.plan.area, line.plan.option, line.predecessor.code)
            moved[key] = [[*key, *end, note or None] for end in ends]
        headings = ["Area", "Proposal", "Council", "Replaced by", "Whole or in part", "Note"]
        rows = [row for some in moved.values() for row in some]
        record = applied(sheet("Reorganisation", headings, *rows))
        assert not any(row["problems"] for row in record.plan["rows"])
        headings = [column.heading for column in columns_written(REORGANISATION)]
        out = [list(row) for row in plan_rows(Words.now())]
        again = planned(sheet("Reorganisation", headings, *out))
        assert again.is_empty
        assert not any(row["problems"] for row in again.rows)
        undo_import(record, user=None)
        assert everything(keys=False) == tables
