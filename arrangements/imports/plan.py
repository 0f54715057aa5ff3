"""A plan of changes: what each row of a file would do, before anything is done. Never writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from arrangements.columns import ARRANGEMENTS, CHILD_SHEETS
from arrangements.documents import Document
from arrangements.folding import fold
from arrangements.imports.catalogue import Catalogue
from arrangements.imports.decisions import NEW, Decisions
from arrangements.imports.headings import (
    Table,
    column_letter,
    nearest_column,
    refuse_if_empty,
    tables,
)
from arrangements.imports.merge import Merge
from arrangements.imports.planned import Change, Plan
from arrangements.imports.read import RawSheet, read
from arrangements.imports.rows import Row, rows

__all__ = ["Change", "Plan", "plan", "plan_file"]

PROGRESS_EVERY = 100
Progress = Callable[[int, int], None]


@dataclass
class Group:
    """The rows of a file that are about one arrangement."""

    key: str
    arrangement: Row | None = None
    children: list[Row] = field(default_factory=list)
    blocked: bool = False
    is_new: bool = False

    @property
    def reference(self) -> str:
        """The reference of an arrangement that we have or that the file gives; "" for none."""
        return self.key if self.key.startswith("SS") else ""

    @property
    def rows(self) -> list[Row]:
        return [*([self.arrangement] if self.arrangement else []), *self.children]


def plan_file(
    path: Path,
    *,
    limit_bytes: int,
    keep_references: bool = False,
    filename: str = "",
    decisions: Decisions | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Read a file and plan its changes. Raises FileProblem for a file that cannot be used."""
    return plan(
        read(path, limit_bytes),
        filename=filename or path.name,
        keep_references=keep_references,
        decisions=decisions,
        progress=progress,
    )


def plan(
    sheets: list[RawSheet],
    *,
    filename: str,
    keep_references: bool = False,
    decisions: Decisions | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Plan the changes that these sheets ask for, in a constant number of queries.

    `progress` is told now and then how many arrangements are done, of how many.
    """
    decisions = decisions or Decisions()
    catalogue = Catalogue(decisions)
    found, left_out = tables(sheets, catalogue.headings)
    refuse_if_empty(found)
    made = Plan(filename, catalogue.stamp, left_out=left_out)
    made.taken = [_taken(table, catalogue) for table in found]
    made.bodies = [vars(body) | {"code": body.code} for body in decisions.new_bodies()]
    groups = _grouped(
        (
            row
            for table in found
            for row in rows(table, catalogue.vocabulary)
            if not _is_skipped(row, decisions, made)
        ),
        catalogue,
    )
    made.notes = [note for table in found for note in _notes(table)]
    keep_references = keep_references or not catalogue.references
    twins = {key: catalogue.named_as(group.arrangement) for key, group in groups.items()}
    held = catalogue.documents({*twins.values(), *(each.reference for each in groups.values())})
    for key, group in groups.items():
        _settle_repeat(group, held.get(twins[key]), catalogue)
        _check_reference(group, catalogue, keep_references)
    expected = catalogue.references | {
        key for key, group in groups.items() if group.arrangement and not group.blocked
    }
    for done, key in enumerate(keys := list(groups)):
        if progress and done % PROGRESS_EVERY == 0:
            progress(done, len(keys))
        # What is planned is let go of, so that rows and plan are not all in memory together.
        group = groups.pop(key)
        _plan_group(group, held.get(group.reference), catalogue, expected, made)
    made.rows.sort(key=_place)
    return made


def _place(row: dict[str, Any]) -> tuple[int, int]:
    names = [sheet.name for sheet in (ARRANGEMENTS, *CHILD_SHEETS)]
    return names.index(row["sheet"]), row["row"]


def _is_skipped(row: Row, decisions: Decisions, made: Plan) -> bool:
    """Whether a person left this row out; if so, the plan lists it."""
    if _key(row) not in decisions.left_out:
        return False
    made.skipped.append(
        {
            "tab": row.table.raw.name,
            "row": row.number,
            "name": row.texts.get("name", "") or row.reference,
        }
    )
    return True


def _key(row: Row) -> str:
    return Decisions.row_key(row.table.raw.name, row.number)


def _taken(table: Table, catalogue: Catalogue) -> dict[str, Any]:
    """What was taken as what, to show the person."""
    return {
        "tab": table.raw.name,
        "sheet": table.sheet.name,
        "heading_row": table.heading_row,
        "columns": [
            {"column": column_letter(at), "heading": table.headings[at], "as": column.heading}
            for at, column in table.columns.items()
        ],
        "unknown": [
            {
                "column": column_letter(at),
                "heading": heading,
                "nearest": near.key if (near := nearest_column(heading, table.sheet)) else "",
                "left_out": fold(heading) in catalogue.headings,
            }
            for at, heading in table.unknown.items()
        ],
    }


def _notes(table: Table) -> Iterator[str]:
    """What a person should know of how a sheet was read."""
    name = table.raw.name
    for number, why in table.passed_over.items():
        yield f"{name}: row {number} was passed over: it is {why}."
    known = {fold(table.headings[at]) for at in table.columns}
    for at, heading in table.unknown.items():
        if fold(heading) in known:
            yield (
                f"{name}: “{heading}” stands twice; the one in column {column_letter(at)}"
                " was not read."
            )
    if table.raw.unseen:
        yield (
            f"{name}: this kind of file does not let us see error cells, percentages or months"
            " shown without a day. Save it as .xlsx if it has any."
        )


def _grouped(found: Iterable[Row], catalogue: Catalogue) -> dict[str, Group]:
    """Rows by the arrangement they are about.

    A row without reference is one of its own, unless a person said which one we have it is.
    """
    groups: dict[str, Group] = {}
    for row in found:
        said = catalogue.decisions.twins.get(_key(row), "")
        key = row.reference or (said if said in catalogue.references else f"row {_key(row)}")
        group = groups.setdefault(key, Group(key))
        if row.sheet is not ARRANGEMENTS:
            if not row.reference and not row.problems:
                row.problem(
                    "reference",
                    "no_reference",
                    "This row does not say which arrangement it belongs to.",
                    "Give the arrangement's reference.",
                )
            group.children.append(row)
        elif group.arrangement is None:
            group.arrangement = row
            group.is_new = row.says_new or said == NEW
        else:
            row.problem(
                "reference",
                "reference_twice",
                f"{key} stands in row {group.arrangement.number} already.",
                "Keep one of the two rows.",
            )
            group.children.append(row)
    return groups


def _settle_repeat(group: Group, twin: Document | None, catalogue: Catalogue) -> None:
    """A row that says nothing but what we hold under its name is that arrangement again.

    So a list can be uploaded a second time, mended, without a reference in every row.
    """
    row = group.arrangement
    if row is None or twin is None or group.is_new or group.children or row.problems:
        return
    again = replace(row, problems=[], notes=[], bodies=[])
    merge = Merge(twin, twin["reference"], catalogue, catalogue.references)
    merge.arrangement(again)
    if not again.problems and merge.after == twin:
        group.key = twin["reference"]


def _check_reference(group: Group, catalogue: Catalogue, keep_references: bool) -> None:
    """Block a group whose arrangement neither exists nor may be made."""
    row = group.arrangement
    if group.reference in catalogue.references:
        return
    if row is None:
        group.blocked = True
        for child in group.children:
            if child.reference and not child.problems:
                child.problem(
                    "reference",
                    "reference_unknown",
                    f"There is no arrangement {child.reference}.",
                    "Correct the reference, or add the arrangement to the Arrangements sheet.",
                )
        return
    known = bool(row.reference) and int(row.reference[2:]) in catalogue.issued
    if row.reference and ((known and catalogue.references) or not keep_references):
        row.problem(
            "reference",
            "reference_gone" if known else "reference_unknown",
            f"{row.reference} was taken out of the catalogue."
            if known
            else f"There is no arrangement {row.reference}.",
            "Correct it; or empty the cell, and a new arrangement gets a reference of its own.",
        )
    twin = catalogue.named_as(row)
    if twin and not group.is_new:
        row.twin = twin
        row.problem(
            "name",
            "name_taken",
            f"{twin} has this name already.",
            f"To change it, put {twin} into the Reference column; if this is another"
            " arrangement, give it a name that tells them apart.",
        )
    group.blocked = bool(row.problems)


def _plan_group(
    group: Group,
    before: Document | None,
    catalogue: Catalogue,
    expected: set[str],
    made: Plan,
) -> None:
    if group.arrangement and before:
        catalogue.refuse_name_of_another(group.arrangement, before)
    merge = Merge(before, group.reference, catalogue, expected)
    if group.arrangement:
        merge.arrangement(group.arrangement)
        if not group.reference and not group.is_new and not group.arrangement.problems:
            _ask_about_twin(group.arrangement, merge.after, catalogue)
    while not group.blocked:
        merge.children(row for row in group.children if not row.problems)
        if merge.holds(group.arrangement, group.children):
            break
        # A row that the others proved wrong changes nothing, so the rest is merged without it.
        merge = Merge(before, group.reference, catalogue, expected)
        for row in group.rows:
            if not row.problems:
                row.bodies.clear()
                row.notes.clear()
        if group.arrangement and not group.arrangement.problems:
            merge.arrangement(group.arrangement)
    lost = before is None and (
        group.arrangement is None or group.blocked or bool(group.arrangement.problems)
    )
    if lost:
        for child in group.children:
            if not child.problems:
                child.problem(
                    "reference",
                    "arrangement_blocked",
                    "The arrangement that this row belongs to has a problem of its own.",
                    "Mend that row first.",
                )
    after = before if lost else merge.after
    _report(group, before, after, made)


def _ask_about_twin(row: Row, after: Document | None, catalogue: Catalogue) -> None:
    """A row without reference that looks like one we have waits for a person."""
    if after is None:
        return
    bodies = {partner["body"] for partner in after["partners"]}
    twin = catalogue.twins.of(after["name"], bodies, set(after["services"]))
    if twin:
        row.twin = twin.reference
        row.problem(
            "name",
            "looks_like",
            f"This looks like {twin.reference}, “{twin.name}”, which has the same partners.",
            f"If it is the same, put {twin.reference} into the Reference column; if it is"
            " another, write “new” there.",
        )


def _report(group: Group, before: Document | None, after: Document | None, made: Plan) -> None:
    if after == before:
        outcome = "same"
    else:
        outcome = "new" if before is None else "changed"
        key = _key(group.arrangement) if group.arrangement else ""
        made.changes.append(Change((after or before or {})["reference"], before, after, key))
    reference = (after or before or {}).get("reference", "")
    blocked = Counter(bool(row.problems) for row in group.rows)[True] > 0
    made.totals["problem" if blocked else outcome] += 1
    for row in group.rows:
        made.rows.append(
            {
                "sheet": row.sheet.name,
                "row": row.number,
                "outcome": "problem" if row.problems else outcome,
                "reference": reference or row.reference,
                "name": row.texts.get("name", "") or (after or before or {}).get("name", ""),
                "tab": row.table.raw.name,
                "twin": row.twin,
                "bodies": row.bodies,
                "problems": [problem.as_json() for problem in row.problems],
                "notes": [note.as_json() for note in row.notes],
            }
        )
