"""What goes out comes in again: every format, every cell, and the office program in between."""

import csv
import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command

from arrangements.documents import documents
from arrangements.imports.apply import apply
from arrangements.imports.plan import Plan, plan_file
from arrangements.models import Arrangement, Import, Partner
from tests import independent as own
from tests.independent import SHEETS, Row, bodies, table
from tests.libreoffice import saved_again

LIMIT = 20 * 1024 * 1024
FORMATS = ("xlsx", "csv", "zip")
ALL_SAME = {"new": 0, "changed": 0, "same": 562, "problem": 0}
PLANS_SAME = {"new": 0, "changed": 0, "same": 33, "problem": 0}
NUMBERS = {
    "Number",
    "Status as of",
    "First seen running",
    "Notice (months)",
    "Set-up cost (£)",
    "Amount (£)",
    "Amount up to (£)",
    "Source number",
    "Year",
}
DATES = {"Start", "End", "End decided", "Agreement ends", "Checked on", "Joined", "Left"}
LINKS, LONGEST_LINK = {"Address", "Contact page"}, 255

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def exported(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A folder with the whole catalogue in every format, as the command writes it."""
    folder = tmp_path_factory.mktemp("exported")
    with django_db_blocker.unblock():
        for ending in FORMATS:
            call_command("export_catalogue", folder / f"all.{ending}", stdout=io.StringIO())
    return folder


@pytest.fixture(scope="module")
def resaved(exported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook as LibreOffice saves it again."""
    folder = tmp_path_factory.mktemp("resaved")
    home = tmp_path_factory.mktemp("home")
    saved_again([exported / "all.xlsx"], folder, home)
    return folder


def planned(path: Path) -> Plan:
    return plan_file(path, limit_bytes=LIMIT)


@pytest.mark.parametrize("ending", FORMATS)
def test_the_export_imports_as_the_same(exported: Path, ending: str) -> None:
    plan = planned(exported / f"all.{ending}")
    assert plan.totals == ALL_SAME
    assert plan.plan_totals == (PLANS_SAME if ending != "csv" else {})
    assert plan.is_empty
    assert not any(row["problems"] or row["notes"] for row in plan.rows)


@pytest.mark.parametrize("ending", ["ods", "xlsx"])
def test_libreoffice_in_between_changes_nothing(resaved: Path, ending: str) -> None:
    plan = planned(resaved / f"all.{ending}")
    assert plan.totals == ALL_SAME
    assert plan.plan_totals == PLANS_SAME
    assert not any(row["problems"] or row["notes"] for row in plan.rows)


def test_the_command_says_that_all_are_the_same(exported: Path) -> None:
    said = io.StringIO()
    call_command("import_catalogue", exported / "all.xlsx", commit=True, stdout=said)
    assert "0 new, 0 changed, 562 same, 0 with problems" in said.getvalue()
    assert "0 arrangements" in said.getvalue()


def by_key(rows: list[Row]) -> dict[tuple[str, str], Row]:
    found = {(row["Reference"], row.get("Number", "")): row for row in rows}
    assert len(found) == len(rows)
    return found


def test_the_export_is_the_fixture_cell_by_cell(exported: Path) -> None:
    with zipfile.ZipFile(exported / "all.zip") as archive:
        packed = [*SHEETS, "Reorganisation"]
        assert sorted(archive.namelist()) == sorted(f"{name}.csv" for name in packed)
        for name in SHEETS:
            text = archive.read(f"{name}.csv").decode("utf-8-sig")
            ours = by_key(list(csv.DictReader(io.StringIO(text, newline=""))))
            theirs = by_key(table(f"catalogue/{name}"))
            assert ours.keys() == theirs.keys()
            for key, row in theirs.items():
                for heading, value in row.items():
                    if (name, heading) == ("Partners", "Body"):
                        assert ours[key][heading] == bodies()[row["Body code"]]["name"]
                    else:
                        assert ours[key][heading] == value, (name, key, heading)
            added = set(next(iter(ours.values()))) - set(next(iter(theirs.values())))
            assert added == ({"Partners", "Savings in words"} if name == "Arrangements" else set())


def test_the_csv_names_every_partner_and_the_roles_that_matter(exported: Path) -> None:
    text = (exported / "all.csv").read_text(encoding="utf-8-sig")
    for row in csv.DictReader(io.StringIO(text, newline="")):
        written = row["Partners"].split("; ")
        rows = own.partners(row["Reference"])
        assert len(written) == len(rows)
        for cell, partner in zip(written, rows, strict=True):
            assert cell.startswith(bodies()[partner["Body code"]]["name"])
            role = partner["Role"].lower()
            assert (f"({role})" in cell) == (role in {"lead", "host", "client"})


def as_fixture(value: Any) -> str:
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def test_the_workbook_has_real_dates_numbers_and_links(exported: Path) -> None:
    book = openpyxl.load_workbook(exported / "all.xlsx")
    assert [name for name in book.sheetnames if name in SHEETS] == list(SHEETS)
    dates = 0
    for name in SHEETS:
        sheet = book[name]
        assert sheet.freeze_panes in {"C2", "D2"}
        headings = [cell.value for cell in sheet[1]]
        theirs = by_key(table(f"catalogue/{name}"))
        assert sheet.max_row == len(theirs) + 1
        for cells in sheet.iter_rows(min_row=2):
            row = dict(zip(headings, cells, strict=True))
            number = row["Number"].value if "Number" in row else None
            key = (row["Reference"].value, as_fixture(number))
            for heading, value in theirs[key].items():
                cell = row[heading]
                assert cell.data_type != "f"
                if (name, heading) != ("Partners", "Body"):
                    assert as_fixture(cell.value) == value, (name, key, heading)
                if value and heading in NUMBERS:
                    assert type(cell.value) is int
                if len(value) == 10 and heading in DATES:
                    assert isinstance(cell.value, dt.datetime)
                    assert "yyyy" in cell.number_format
                    dates += 1
                if 0 < len(value) <= LONGEST_LINK and heading in LINKS:
                    assert cell.hyperlink.target == value
    assert dates > 50


def facts_of(reference: str) -> dict[str, Any]:
    return documents([reference])[reference]


@pytest.mark.parametrize("ending", ["xlsx", "zip"])
def test_a_workbook_makes_the_same_catalogue_from_nothing(
    exported: Path, empty_catalogue: None, ending: str
) -> None:
    """With the sets of the fixture, so that nothing of the old catalogue is at hand."""
    plan = planned(exported / f"all.{ending}")
    assert plan.totals == {"new": 562, "changed": 0, "same": 0, "problem": 0}
    apply(plan, reason="again")
    call_command(
        "import_catalogue", own.FIXTURES / "catalogue", stdout=io.StringIO(), stderr=io.StringIO()
    )
    again = plan_file(own.FIXTURES / "catalogue", limit_bytes=LIMIT)
    assert again.totals == ALL_SAME
    assert Import.objects.count() == 0


def test_the_csv_alone_makes_the_same_partners_from_nothing(
    exported: Path, empty_catalogue: None
) -> None:
    plan = planned(exported / "all.csv")
    assert plan.totals == {"new": 562, "changed": 0, "same": 0, "problem": 0}
    apply(plan, reason="again")
    made = set(Partner.objects.values_list("arrangement__reference", "body__code"))
    assert made == {(row["Reference"], row["Body code"]) for row in table("catalogue/Partners")}
    assert Arrangement.objects.count() == 562
