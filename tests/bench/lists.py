"""The list that both importers read: one sheet, a row an arrangement, bodies by their names."""

from __future__ import annotations

import sys
from pathlib import Path

import django
from django.apps import apps
from openpyxl import Workbook

if not apps.ready:
    django.setup()

from arrangements.columns import ARRANGEMENTS
from arrangements.exports.tables import Words, columns_written, rows_of
from arrangements.sampling import sample

KEYS = (
    "reference",
    "name",
    "summary",
    "services",
    "partners",
    "model",
    "status",
    "status_as_of",
    "start",
    "end",
    "part_of",
    "motives",
    "motives_text",
    "setup_cost",
    "contact_page",
)


def write_list(path: Path, count: int) -> None:
    """A made-up list under headings that both understand: the names of the facts."""
    documents = list(sample(count))
    for document in documents:
        for partner in document["partners"]:
            partner["role"] = ""  # the peer knows no roles behind a name
    at = [column.key for column in columns_written(ARRANGEMENTS)]
    places = [at.index(key) for key in KEYS]
    book = Workbook()
    page = book.active
    page.title = "Arrangements"
    page.append(list(KEYS))
    for row in rows_of(ARRANGEMENTS, documents, Words.now()):
        page.append([row[place] for place in places])
    book.save(path)


if __name__ == "__main__":
    write_list(Path(sys.argv[1]), int(sys.argv[2]))
