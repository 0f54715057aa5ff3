"""Taking an import back on its page: what would go, what stays, and that it is gone."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from arrangements.imports.importing import apply_import
from arrangements.models import Arrangement, DataStamp, Import
from tests.planning import everything
from tests.sheets import five_rows
from tests.uploading import cells, planned, preview, section, soup_of, words

pytestmark = pytest.mark.django_db

NEW = "Audit of the estuary"


@pytest.fixture(autouse=True)
def kept(settings: Any, tmp_path: Path) -> None:
    settings.UPLOADS_DIR = tmp_path / "uploads"
    settings.PROGRESS_DIR = tmp_path / "progress"


@pytest.fixture
def record(editor: Client) -> Import:
    made = planned(editor, five_rows())
    editor.post(made.get_absolute_url())
    return made


def undo_page(client: Client, record: Import, status: int = 200) -> Any:
    answer = client.get(f"/imports/{record.pk}/undo/")
    assert answer.status_code == status
    return soup_of(answer)


def test_the_page_says_what_would_go_and_changes_nothing(editor: Client, record: Import) -> None:
    version = DataStamp.current().version
    link = f"/imports/{record.pk}/undo/"
    assert preview(editor, record).select_one(f"a[href='{link}']")
    soup = undo_page(editor, record)
    assert "1 arrangement would go again." in words(soup)
    assert "1 arrangement would be changed back." in words(soup)
    assert NEW in words(section(soup, "removed"))
    held = Arrangement.objects.get(reference="SS0002")
    back = cells(section(soup, "changed"))
    assert ["Status", "Ended", "Running"] in back
    assert held.status == "ended"
    assert DataStamp.current().version == version


def facts() -> dict[str, list[Any]]:
    """Every row; what is worked out from the others goes without its number."""
    rows = everything()
    for label in ("arrangements.Standing", "arrangements.RunningPeriod"):
        rows[label] = sorted((row[1:] for row in rows[label]), key=str)
    return rows


def test_everything_is_as_it_was(editor: Client) -> None:
    before = facts()
    made = planned(editor, five_rows())
    editor.post(made.get_absolute_url())
    assert facts() != before
    answer = editor.post(f"/imports/{made.pk}/undo/")
    assert (answer.status_code, answer["Location"]) == (302, made.get_absolute_url())
    assert facts() == before
    soup = preview(editor, made)
    assert "Taken back." in words(soup)
    made.refresh_from_db()
    assert made.undone_by == made.made_by
    assert f"by {made.made_by}. Taken back" in words(soup.select_one("h1 + .meta"))
    assert words(soup.select_one(".totals")).startswith("1 was new 1 was changed")
    assert not soup.select("a[href$='/undo/']")
    assert not soup.select(f"a[href^='/arrangements/SS0{Arrangement.objects.count() + 1}']")
    assert "Taken back" in words(soup_of(editor.get("/imports/")).select_one("tbody tr"))


def test_later_edits_stay_and_are_listed(editor: Client, record: Import) -> None:
    held = Arrangement.objects.get(reference="SS0002")
    held.status_as_of = 2024
    held.save()
    sentence = "SS0002: “Status as of” was edited since, so it stays."
    assert sentence in words(section(undo_page(editor, record), "stays"))
    answer = editor.post(f"/imports/{record.pk}/undo/", follow=True)
    assert sentence in words(soup_of(answer))
    held.refresh_from_db()
    assert (held.status, held.status_as_of) == ("live", 2024)


def test_what_was_never_applied_cannot_be_taken_back(editor: Client) -> None:
    waiting = planned(editor, five_rows())
    assert "was never applied" in words(undo_page(editor, waiting, 409))
    assert editor.post(f"/imports/{waiting.pk}/undo/").status_code == 409


def test_it_is_taken_back_once(editor: Client, record: Import) -> None:
    editor.post(f"/imports/{record.pk}/undo/")
    version = DataStamp.current().version
    again = editor.post(f"/imports/{record.pk}/undo/")
    assert again.status_code == 409
    assert "This import was taken back already." in words(soup_of(again))
    assert DataStamp.current().version == version


def test_where_all_was_edited_there_is_nothing_to_take_back(editor: Client) -> None:
    record = planned(editor, five_rows(), said_by="")
    apply_import(record, user=None)
    made = Arrangement.objects.get(name=NEW)
    made.note = "Edited."
    made.save()
    held = Arrangement.objects.get(reference="SS0002")
    held.status, held.status_as_of = "live", 2011
    held.save()
    soup = undo_page(editor, record)
    assert "There is nothing left to take back." in words(soup)
    assert not soup.select("form.panel")
    assert len(section(soup, "stays").select("li")) == 3


def test_what_the_page_costs(
    editor: Client, record: Import, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    undo_page(editor, record)
    with django_assert_num_queries(19):
        undo_page(editor, record)
