"""A council that an upload moves, within its area or out of another: what is said of it."""

from pathlib import Path
from typing import Any

import pytest

from arrangements.imports.undo import undo_import
from arrangements.models import PlanSuccession
from tests.planning import applied, everything, sheet
from tests.test_reorganisation_upload import EAST, HEADINGS, SOURCE, asked, said

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings: Any, tmp_path: Path) -> None:
    settings.UPLOADS_DIR = tmp_path / "uploads"
    settings.PROGRESS_DIR = tmp_path / "progress"


@pytest.mark.parametrize(
    ("area", "other", "council"),
    [
        ("Essex", "Surrey", "Guildford Borough Council"),
        ("Surrey", "Essex", "Harlow District Council"),
    ],
)
def test_a_council_of_another_area_is_told_of_the_plan_that_asks_for_it(
    area: str, other: str, council: str
) -> None:
    """Whichever of the two comes first by name."""
    end = EAST if area == "Surrey" else "Mid Essex"
    made = asked([area, council, end, "Whole"])
    assert said(made) == [
        f"{area}: {council} is in the plan for {other} already."
        " Take it out of one, or make one of them a proposal."
    ]


BRENTWOOD = "Brentwood Borough Council"  # It has a source and a note of its own.


def brentwood() -> PlanSuccession:
    return PlanSuccession.objects.get(plan__slug="essex", predecessor__name=BRENTWOOD)


def test_a_council_that_is_moved_leaves_the_old_source_and_note_behind() -> None:
    tables, old = everything(keys=False), brentwood()
    assert old.source_url == "https://www.essexlgrhub.org/proposals"
    assert old.note == "Place of Brentwood taken from the five-council proposal."
    made = asked(["Essex", BRENTWOOD, "West Essex", "Whole"])
    [note] = [note for row in made.rows for note in row["notes"]]
    assert "does not say where that can be read. The source of the plan is taken" in note["message"]
    record = applied(sheet("Reorganisation", HEADINGS, ["Essex", BRENTWOOD, "West Essex", "Whole"]))
    now = brentwood()
    assert (now.source_url, now.note) == (old.plan.source_url, "")
    undo_import(record, user=None)
    assert everything(keys=False) == tables


def test_a_council_that_is_moved_with_a_source_has_that() -> None:
    row = ["Essex", BRENTWOOD, "West Essex", "Whole", SOURCE, "As Essex said."]
    made = asked(row, headings=[*HEADINGS, "Source", "Note"])
    assert not [note for each in made.rows for note in each["notes"]]
    applied(sheet("Reorganisation", [*HEADINGS, "Source", "Note"], row))
    assert (brentwood().source_url, brentwood().note) == (SOURCE, "As Essex said.")


def test_one_that_stays_where_it_was_keeps_its_source() -> None:
    assert asked(["Essex", BRENTWOOD, "Mid Essex", "Whole"]).is_empty
    assert asked(["Essex", BRENTWOOD, None, None]).is_empty
