"""The empty workbook: with its own example filled in, it is an arrangement without a problem."""

import io
from pathlib import Path

import openpyxl
import pytest

from arrangements.columns import CHILD_SHEETS, SHEETS
from arrangements.exports.template import template
from arrangements.imports.plan import plan_file
from arrangements.imports.problems import FileProblem

pytestmark = pytest.mark.django_db


def test_the_example_filled_in_is_an_arrangement(tmp_path: Path, empty_catalogue: None) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template()))
    for sheet in SHEETS:
        examples = {column.heading: column.example for column in sheet.columns}
        for cell in book[sheet.name][1]:
            cell.offset(row=1).value = examples[cell.value] or None
    path = tmp_path / "example.xlsx"
    book.save(path)
    plan = plan_file(path, limit_bytes=1024 * 1024)
    assert [problem for row in plan.rows for problem in row["problems"]] == []
    assert [note for row in plan.rows for note in row["notes"]] == []
    assert plan.totals == {"new": 1, "changed": 0, "same": 0, "problem": 0}
    assert not plan.left_out
    (change,) = plan.changes
    assert change.after
    assert (plan.plan_totals["same"], plan.plans) == (1, [])
    assert change.after["name"] == "Essex and Slough library service"
    assert [len(change.after[sheet.key]) for sheet in CHILD_SHEETS] == [2, 1, 1, 1]


def test_an_empty_template_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    path.write_bytes(template())
    with pytest.raises(FileProblem, match="There are no rows under its headings"):
        plan_file(path, limit_bytes=1024 * 1024)
