"""A list in words of its own: what its headings may be is asked, and no row is blamed for it."""

from pathlib import Path

import pytest
from django.test import Client

from tests.answering import answer, asks, part, take_as, totals
from tests.sheets import TWO, workbook
from tests.uploading import planned, preview, section, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings, tmp_path: Path) -> None:
    settings.UPLOADS_DIR = tmp_path / "uploads"
    settings.PROGRESS_DIR = tmp_path / "progress"


def test_a_list_of_its_own_words_is_blamed_for_what_is_wrong_alone(editor: Client) -> None:
    """What the question on a heading may answer is said as that, and in rows without a fault."""
    rows = [
        (1, "Estuary audit", "Internal audit", TWO),
        (2, "Estuary legal", "Legal services", TWO),
        (3, "Estuary firm", "Legal services", "Essex County Council; Frobnitz DC"),
    ]
    heads = ("Ref no.", "What do you call it?", "Service", "Partners")
    record = planned(editor, workbook({"Ours": [heads, *rows]}))
    soup = preview(editor, record)
    assert asks(soup, "headings") == ["“What do you call it?”"]
    found = [problem["code"] for row in record.plan["rows"] for problem in row["problems"]]
    assert found == ["name_asked", "name_asked", "body_unknown"]
    said = words(section(soup, "problems"))
    assert "Rows that wait for a column with the name (2)" in said
    assert "answer which it is under “Which column is it?”" in said
    assert totals(record) == {"problem": 3}
    answer(editor, record, "headings", What={"column": "name"})
    assert totals(record) == {"new": 2, "problem": 1}
    take_as(editor, record, "What do you call it?", "-")
    record.refresh_from_db()
    found = [problem["code"] for row in record.plan["rows"] for problem in row["problems"]]
    assert found.count("no_name") == 3


def test_codes_of_the_lists_own_wait_for_a_person(editor: Client) -> None:
    heads = ("Our ref", "Name", "Services", "Partners")
    rows = [("LEG/4", "Estuary audit", "Internal audit", TWO)]
    record = planned(editor, workbook({"Ours": [heads, *rows]}))
    asked = part(preview(editor, record), "headings")
    assert words(asked.select_one("optgroup")) == "Reference"
    assert totals(record) == {"new": 1}
    answer(editor, record, "headings", Our={"column": "reference"})
    assert totals(record) == {"problem": 1}
