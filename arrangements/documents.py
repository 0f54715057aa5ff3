"""An arrangement as a document: all its facts as plain JSON values, keyed as the columns are.

Documents are what imports compare and write, what undo restores and what downloads show.
Bodies go by their code, services by theirs, other arrangements by their reference.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from arrangements.columns import ARRANGEMENTS, CHILD_SHEETS, Sheet
from arrangements.models import Arrangement

Document = dict[str, Any]


def empty_document(reference: str) -> Document:
    """An arrangement of which nothing is known yet."""
    document: Document = {"reference": reference}
    document |= {column.key: _fresh(column.cell.empty) for column in ARRANGEMENTS.stored}
    document |= {sheet.key: [] for sheet in CHILD_SHEETS}
    return document


def empty_row(sheet: Sheet, number: int) -> Document:
    return {"number": number} | {column.key: _fresh(column.cell.empty) for column in sheet.stored}


def _fresh(value: Any) -> Any:
    return list(value) if isinstance(value, list) else value


def document(arrangement: Arrangement) -> Document:
    """The document of an arrangement fetched `for_page()`."""
    facts: Document = {"reference": arrangement.reference}
    for column in ARRANGEMENTS.stored:
        facts[column.key] = _fact(arrangement, column.key)
    for sheet in CHILD_SHEETS:
        keys = [column.key for column in sheet.stored]
        facts[sheet.key] = [
            {"number": row.number} | {key: _fact(row, key) for key in keys}
            for row in getattr(arrangement, sheet.key).all()
        ]
    return facts


def _fact(row: Any, key: str) -> Any:
    match key:
        case "services":
            return [line.service.code for line in row.service_rows.all()]
        case "replaces":
            return sorted(other.reference for other in row.replaces.all())
        case "part_of":
            return row.part_of.reference if row.part_of else ""
        case "body":
            return row.body.code
        case "source":
            return row.source.number if row.source else None
    value = getattr(row, key)
    return str(value) if isinstance(value, str) else value


def documents(references: Iterable[str]) -> dict[str, Document]:
    """The documents of those of these references that exist. A constant number of queries."""
    wanted = Arrangement.objects.filter(reference__in=set(references)).for_page()
    return {arrangement.reference: document(arrangement) for arrangement in wanted}
