"""Small workbooks for tests of uploads."""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

HEADINGS = ("Reference", "Name", "Services", "Partners", "Status", "Status as of", "Start")
TWO = "Essex County Council (lead); Slough Borough Council"


def workbook(sheets: dict[str, Sequence[Sequence[Any]]]) -> bytes:
    """An .xlsx file with these sheets; each row is a list of cells, the headings first."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def five_rows() -> bytes:
    """One new, one changed, one the same, one with an unknown body and one with a bad date."""
    unknown = "Essex County Council; Slugh Borough Council"
    new, person = "Audit of the estuary", "Zebedee Quux"
    return workbook(
        {
            "Arrangements": [
                (*HEADINGS, "Rung by"),
                (None, new, "Internal audit", TWO, "Running", 2025, "2024-04", person),
                ("SS0002", None, None, None, "Ended", 2020),
                ("SS0003",),
                (None, "Unknown body", "Legal services", unknown, "Running", 2025, 2020),
                (None, "Bad date", "Legal services", TWO, "Running", 2025, "31/02/2011"),
            ],
            "Holiday rota": [("Who", "When"), (person, "August")],
        }
    )


def upload(data: bytes, name: str = "list.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)
