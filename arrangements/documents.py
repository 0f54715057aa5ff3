"""An arrangement as a document: all its facts as plain JSON values, keyed as the columns are.

Documents are what imports compare and write, what undo restores and what downloads show.
Bodies go by their code, services by theirs, other arrangements by their reference.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db.models import Model

from arrangements.columns import ARRANGEMENTS, CHILD_SHEETS, Sheet
from arrangements.models import (
    Arrangement,
    ArrangementService,
    Lesson,
    Partner,
    Replacement,
    Saving,
    Source,
)

Document = dict[str, Any]

ROW_MODELS: dict[str, type[Model]] = {
    "partners": Partner,
    "savings": Saving,
    "sources": Source,
    "lessons": Lesson,
}


def empty_document(reference: str) -> Document:
    """An arrangement of which nothing is known yet."""
    return copy_of(_nothing()) | {"reference": reference}


@cache
def _nothing() -> Document:
    """Not to be changed."""
    facts = {column.key: column.cell.empty for column in ARRANGEMENTS.stored}
    return {"reference": "", **facts, **{sheet.key: [] for sheet in CHILD_SHEETS}}


def empty_row(sheet: Sheet, number: int) -> Document:
    return {"number": number, **{column.key: column.cell.empty for column in sheet.stored}}


def copy_of(original: Document) -> Document:
    """A document that can be changed without changing the original."""
    copied = dict(original)
    for key in _lists():
        copied[key] = [dict(row) if isinstance(row, dict) else row for row in original[key]]
    return copied


@cache
def _lists() -> list[str]:
    """The keys under which every document has a list."""
    return [key for key, value in _nothing().items() if isinstance(value, list)]


def packed(whole: Document) -> Document:
    """A document without what is empty in it, to be kept."""
    nothing = _nothing()
    facts = {key: value for key, value in whole.items() if value != nothing[key]}
    for sheet in CHILD_SHEETS:
        if sheet.key in facts:
            bare = empty_row(sheet, 0)
            facts[sheet.key] = [
                {key: value for key, value in row.items() if value != bare[key]}
                for row in facts[sheet.key]
            ]
    return facts


def unpacked(facts: Document) -> Document:
    """The document that was packed."""
    whole = copy_of(_nothing()) | facts
    for sheet in CHILD_SHEETS:
        whole[sheet.key] = [empty_row(sheet, 0) | row for row in whole[sheet.key]]
    return whole


def links_of(facts: Document) -> set[str]:
    """The arrangements that this one names: its umbrella and those it replaces."""
    return {facts["part_of"], *facts["replaces"]} - {""}


def unlinked(facts: Document, gone: set[str]) -> Document:
    """A copy that names none of these arrangements."""
    whole = copy_of(facts)
    whole["part_of"] = "" if facts["part_of"] in gone else facts["part_of"]
    whole["replaces"] = [each for each in facts["replaces"] if each not in gone]
    return whole


def linking_to(references: Iterable[str]) -> dict[str, set[str]]:
    """The arrangements that name any of these: for the reference of each, which it names."""
    found: dict[str, set[str]] = {}
    wanted = list(references)
    for model, field, name in (
        (Arrangement, "part_of__reference", "reference"),
        (Replacement, "replaced__reference", "arrangement__reference"),
    ):
        rows = model._default_manager.order_by().filter(**{f"{field}__listed": wanted})
        for reference, named in rows.values_list(name, field):
            found.setdefault(reference, set()).add(named)
    return found


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
    return _plain(getattr(row, key))


def documents(references: Iterable[str]) -> dict[str, Document]:
    """The documents of those of these references that exist. A constant number of queries.

    Read as plain values, for a tenth of what the objects would cost.
    """
    wanted = list(references)
    keys = [column.key for column in ARRANGEMENTS.stored if column.key not in _ELSEWHERE]
    found: dict[str, Document] = {}
    of_these = Arrangement.objects.order_by().filter(reference__listed=wanted)
    for reference, part_of, *values in of_these.values_list(
        "reference", "part_of__reference", *keys
    ).iterator():
        facts = empty_document(reference)
        facts |= zip(keys, map(_plain, values), strict=True)
        facts["part_of"] = part_of or ""
        found[reference] = facts
    for model, key, name in (
        (ArrangementService, "services", "service__code"),
        (Replacement, "replaces", "replaced__reference"),
    ):
        lines = model._default_manager.filter(arrangement__reference__listed=wanted)
        for reference, value in lines.values_list("arrangement__reference", name).iterator():
            if reference in found:
                found[reference][key].append(value)
    for facts in found.values():
        facts["replaces"].sort()
    for sheet in CHILD_SHEETS:
        _add_rows(found, sheet, wanted)
    return found


_ELSEWHERE = {"services", "replaces", "part_of"}
_NAMED_BY = {"body": "body__code", "source": "source__number"}


def _add_rows(found: dict[str, Document], sheet: Sheet, wanted: list[str]) -> None:
    keys = ["number", *(column.key for column in sheet.stored)]
    rows = ROW_MODELS[sheet.key]._default_manager.filter(arrangement__reference__listed=wanted)
    for reference, *values in (
        rows.order_by("arrangement", "number")
        .values_list("arrangement__reference", *(_NAMED_BY.get(key, key) for key in keys))
        .iterator()
    ):
        if reference in found:
            row = dict(zip(keys, map(_plain, values), strict=True))
            found[reference][sheet.key].append(row)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value
