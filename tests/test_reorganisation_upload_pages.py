"""A sheet of plans as an editor sees it: uploaded, looked at, applied and taken back."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from arrangements.choices import Becomes
from arrangements.models import Import, PlanSuccession
from arrangements.reorganisation.outlook import Outlook
from tests import independent as own
from tests.sheets import workbook
from tests.test_reorganisation_rule import class_of
from tests.test_reorganisation_upload import EAST, HEADINGS, MOVED, WAVERLEY
from tests.uploading import planned as uploaded
from tests.uploading import preview, section, soup_of, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings: Any, tmp_path: Path) -> None:
    settings.UPLOADS_DIR = tmp_path / "uploads"
    settings.PROGRESS_DIR = tmp_path / "progress"


def test_the_preview_shows_it_and_the_editor_applies_and_takes_it_back(
    editor: Client, reader: Client, stranger: Client
) -> None:
    record = uploaded(editor, workbook({"Reorganisation": [HEADINGS, MOVED]}))
    page = preview(editor, record)
    told = words(section(page, "plans"))
    assert "Surrey changed" in told
    assert f"Changed {WAVERLEY}" in told
    assert "Replaced byWest Surrey Council (whole)East Surrey Council (whole)" in told
    assert "Apply 1 plan of reorganisation" in words(page.main)
    for client in (reader, stranger):
        assert client.get(f"/imports/{record.pk}/").status_code in (302, 403)
    answer = editor.post(record.get_absolute_url(), follow=True)
    assert "Applied: 1 plan of reorganisation added or changed." in words(soup_of(answer))
    line = PlanSuccession.objects.get(plan__slug="surrey", predecessor__name=WAVERLEY)
    assert line.successor is not None
    assert line.successor.name == EAST
    assert "1 plan of reorganisation" in words(soup_of(editor.get("/imports/")))
    undo = soup_of(editor.get(f"/imports/{record.pk}/undo/"))
    assert "1 plan of reorganisation would be as before" in words(undo)
    editor.post(f"/imports/{record.pk}/undo/")
    line = PlanSuccession.objects.get(plan__slug="surrey", predecessor__name=WAVERLEY)
    assert line.successor is not None
    assert line.successor.name == "West Surrey Council"


def moves(page: BeautifulSoup) -> list[tuple[str, ...]]:
    """Reference, plan, class now and class then of each arrangement that the page lists."""
    told = r"(SS\d{4}), (.+): “(.+)” would become “(.+)”\.$"
    found = [
        re.search(told, words(each)) for each in page.select("ul[aria-labelledby=reclassed] li")
    ]
    return [each.groups() for each in found if each]


def test_the_preview_lists_the_arrangements_that_would_come_to_another_class(
    editor: Client,
) -> None:
    record = uploaded(editor, workbook({"Reorganisation": [HEADINGS, MOVED]}))
    told = {
        ref: (class_of(ref, "Surrey"), class_of(ref, "Surrey", {"E07000216": {EAST}}))
        for ref in own.arrangements()
    }
    wanted = {
        ref: tuple(str(Becomes(each).label) for each in both)
        for ref, both in told.items()
        if both[0] != both[1]
    }
    page = preview(editor, record)
    heading = page.select_one("#reclassed")
    assert words(heading) == f"Arrangements that would come to another class ({len(wanted)})"
    assert {ref: (was, then) for ref, plan, was, then in moves(page) if plan == "Surrey"} == wanted
    assert len(moves(page)) == len(wanted)
    editor.post(record.get_absolute_url())
    assert not preview(editor, record).select("#reclassed")


def test_a_plan_that_is_new_or_goes_is_told_with_what_it_touches(editor: Client) -> None:
    lines = PlanSuccession.objects.filter(plan__slug="warwickshire-one-council")
    out = [
        ["Warwickshire", "One council", name, None, None, None, None, "yes"]
        for name in lines.values_list("predecessor__name", flat=True)
    ]
    new = ["Cumbria again", None, "Cumberland Council", "Great Cumbria Council (new)", "Whole"]
    headings = [*HEADINGS[:1], "Proposal", *HEADINGS[1:], "State of the plan", "Source of the plan"]
    rows = [[*new, "Proposed", "https://www.example.gov.uk/plan", None], *out]
    record = uploaded(editor, workbook({"Reorganisation": [[*headings, "Remove"], *rows]}))
    page = preview(editor, record)
    held = [move[1:] for move in moves(page)]
    not_touched = str(Becomes.NOT_TOUCHED.label)
    cumbria = [row for row in held if row[0] == "Cumbria again"]
    assert cumbria
    assert {row[1] for row in cumbria} == {not_touched}
    assert {row[2] for row in cumbria} == {str(Becomes.CARRIED.label)}
    gone = [row for row in held if row[0] == "Warwickshire: One council"]
    assert len(gone) == len(Outlook().classes["warwickshire-one-council"]) > 0
    assert {row[2] for row in gone} == {not_touched}


def test_the_preview_of_plans_asks_as_much_however_many_change(
    editor: Client,
) -> None:
    moved = [
        ["Surrey", name, EAST, "Whole"]
        for name in ("Waverley Borough Council", "Woking Borough Council")
    ]
    essex = ["Essex", "Harlow District Council", "Mid Essex", "Whole"]
    counted = []
    for rows in (moved[:1], [*moved, essex]):
        record = uploaded(editor, workbook({"Reorganisation": [HEADINGS, *rows]}))
        preview(editor, record)
        with CaptureQueriesContext(connection) as asked:
            preview(editor, record)
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_a_problem_is_shown_in_its_row(editor: Client) -> None:
    record = uploaded(
        editor,
        workbook({"Reorganisation": [HEADINGS, ["Surrey", WAVERLEY, EAST, "In part"]]}),
    )
    told = words(section(preview(editor, record), "problems"))
    assert "Councils given away more or less than once" in told
    assert "Surrey: only a part of Waverley Borough Council is given away" in told
    assert "There is nothing to apply" not in words(preview(editor, record).main)


def test_the_command_applies_and_takes_back(tmp_path: Path) -> None:
    path = tmp_path / "plans.xlsx"
    path.write_bytes(workbook({"Reorganisation": [HEADINGS, MOVED]}))
    out = io.StringIO()
    call_command("import_catalogue", path, commit=True, stdout=out)
    assert "0 new, 1 changed, 0 same, 0 with problems" in out.getvalue().splitlines()[1]
    assert "1 plan of reorganisation with them." in out.getvalue()
    out = io.StringIO()
    call_command("undo_import", str(Import.objects.latest("pk").pk), stdout=out)
    assert "1 plan of reorganisation with them." in out.getvalue()
    assert PlanSuccession.objects.filter(
        predecessor__name=WAVERLEY, successor__name="West Surrey Council"
    ).exists()


def test_a_list_of_arrangements_and_plans_in_one_workbook(editor: Client) -> None:
    record = uploaded(
        editor,
        workbook(
            {
                "Arrangements": [("Reference", "Summary"), ("SS0001", "Another summary.")],
                "Plans": [HEADINGS, MOVED],
            }
        ),
    )
    assert "Apply 1 arrangement and 1 plan of reorganisation" in words(preview(editor, record).main)
