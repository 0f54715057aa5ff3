"""Catalogues of the nastiest texts go out in every format and come in again as the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from arrangements.documents import documents as held
from arrangements.exports.tables import Words, documents_of
from arrangements.exports.texts import as_csv, as_zip
from arrangements.exports.workbook import as_xlsx
from arrangements.imports.apply import apply
from arrangements.imports.plan import Change, Plan, plan_file
from arrangements.imports.workbook import sheets_of
from arrangements.models import Arrangement
from tests import nasty

pytestmark = pytest.mark.django_db

LIMIT = 20 * 1024 * 1024
FORMATS = ("xlsx", "csv", "zip")
REFERENCES = [f"SS{number}" for number in range(5001, 5005)]


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever an example writes is out of the database again afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def catalogues() -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.integers(1, 4).flatmap(
        lambda count: st.tuples(*(nasty.documents(ref) for ref in REFERENCES[:count])).map(list)
    )


def written(folder: Path, ending: str) -> Path:
    found = Arrangement.objects.filter(reference__in=REFERENCES).order_by("reference")
    facts, words = list(documents_of(found)), Words.now()
    match ending:
        case "xlsx":
            blocks = as_xlsx(facts, words, query="", count=len(facts))
        case "csv":
            blocks = as_csv(facts, words)
        case _:
            blocks = as_zip(facts, words)
    path = folder / f"out.{ending}"
    path.write_bytes(b"".join(blocks))
    return path


@given(facts=catalogues())
@settings(max_examples=15)
def test_any_catalogue_reads_back_as_the_same(facts: list[dict[str, Any]]) -> None:
    with TemporaryDirectory() as folder, taken_back():
        changes = [Change(each["reference"], None, each) for each in facts]
        apply(Plan("made up", "", changes=changes), reason="test")
        assert held(REFERENCES) == {each["reference"]: each for each in facts}
        for ending in FORMATS:
            made = plan_file(written(Path(folder), ending), limit_bytes=LIMIT)
            assert [row["problems"] for row in made.rows if row["problems"]] == [], ending
            assert made.changes == [], ending
            assert made.totals == {"new": 0, "changed": 0, "same": len(facts), "problem": 0}


@given(text=nasty.some(2000))
@settings(max_examples=40)
def test_no_text_becomes_a_formula(text: str) -> None:
    """In the workbook it is text; in CSV a program is kept from running it."""
    facts = next(iter(held(["SS0001"]).values())) | {"name": text[:300], "summary": text}
    words = Words.now()
    with TemporaryDirectory() as folder:
        book, sheet = Path(folder) / "out.xlsx", Path(folder) / "Arrangements.csv"
        book.write_bytes(b"".join(as_xlsx([facts], words, query="", count=1)))
        sheet.write_bytes(b"".join(as_csv([facts], words)))
        cell = openpyxl.load_workbook(book)["Arrangements"]["C2"]
        assert cell.data_type != "f"
        (read,) = [found for found in sheets_of(book) if found.name == "Arrangements"]
        assert nasty.canonical_text(read.rows[1][2]) == text
        (again,) = sheets_of(sheet)
        assert nasty.canonical_text(again.rows[1][2]) == text
        assert not any(
            line.startswith(("=", "+", "-", "@"))
            for line in sheet.read_text(encoding="utf-8-sig").split(",")[30:]
        )
