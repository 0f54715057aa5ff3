"""A plan of changes: what each row of a file would do, before anything is done. Never writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from arrangements.circles import no_search_for_circles
from arrangements.columns import REORGANISATION, SHEETS
from arrangements.documents import Document, linking_to
from arrangements.folding import fold
from arrangements.imports.catalogue import Catalogue
from arrangements.imports.decisions import Decisions
from arrangements.imports.groups import Group, check_reference, grouped, row_key, settle_repeat
from arrangements.imports.headings import (
    Table,
    column_letter,
    nearest_column,
    refuse_if_empty,
    tables,
)
from arrangements.imports.links import Links, let_go, missing
from arrangements.imports.merge import Merge
from arrangements.imports.planned import Change, Plan
from arrangements.imports.plansheet import plan_reorganisation
from arrangements.imports.read import RawSheet, read
from arrangements.imports.rows import Row, rows

__all__ = ["Change", "Plan", "plan", "plan_file"]

PROGRESS_EVERY = 100
Progress = Callable[[int, int], None]


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


@no_search_for_circles()
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
    refused: set[str] = set()
    areas = [table for table in found if table.sheet is REORGANISATION]
    lists = [table for table in found if table.sheet is not REORGANISATION]
    while True:
        made = Plan(filename, catalogue.stamp, left_out=left_out)
        made.taken = [_taken(table, catalogue) for table in found]
        made.bodies = [vars(body) | {"code": body.code} for body in decisions.new_bodies()]
        made.notes = [note for table in found for note in _notes(table)]
        lost = _plan_all(lists, catalogue, made, refused, keep_references, progress)
        if not lost:
            plan_reorganisation(_rows(areas, catalogue, made), catalogue, made)
            made.rows.sort(key=_place)
            return made
        # What is named turned out not to come after all, so its row cannot be named either.
        refused |= lost


def _plan_all(
    found: list[Table],
    catalogue: Catalogue,
    made: Plan,
    refused: set[str],
    keep_references: bool,
    progress: Progress | None,
) -> set[str]:
    """Plan every row, and answer with the arrangements that are named but do not come."""
    groups = grouped(_rows(found, catalogue, made), catalogue)
    keep_references = keep_references or not catalogue.references
    twins = {key: catalogue.named_as(group.arrangement) for key, group in groups.items()}
    held = catalogue.documents({*twins.values(), *(each.reference for each in groups.values())})
    for key, group in groups.items():
        settle_repeat(group, held.get(twins[key]), catalogue)
        check_reference(group, catalogue, keep_references)
    brought = {group.reference for group in groups.values() if group.arrangement} - {""}
    brought -= catalogue.references
    blocked = {group.reference for group in groups.values() if group.blocked}
    links = Links(catalogue.references | brought, refused | (blocked & brought))
    in_file = {group.reference for group in groups.values() if not group.repeats}
    # What goes is planned first, so that the rest can let go of it.
    keys = sorted(groups, key=lambda key: not groups[key].removes)
    for done, key in enumerate(keys):
        if progress and done % PROGRESS_EVERY == 0:
            progress(done, len(keys))
        # What is planned is let go of, so that rows and plan are not all in memory together.
        group = groups.pop(key)
        _plan_group(group, held.get(group.reference), catalogue, links, made)
    if links.gone:
        others = catalogue.documents(set(linking_to(links.gone)) - in_file)
        let_go(made, others, links.gone)
    return missing(made, brought)


def _rows(found: list[Table], catalogue: Catalogue, made: Plan) -> Iterator[Row]:
    """The rows of tables, but for those that a person left out."""
    for table in found:
        for row in rows(table, catalogue.vocabulary):
            if not _is_skipped(row, catalogue.decisions, made):
                yield row


def _place(row: dict[str, Any]) -> tuple[int, int]:
    names = [sheet.name for sheet in SHEETS]
    return names.index(row["sheet"]), row["row"]


def _is_skipped(row: Row, decisions: Decisions, made: Plan) -> bool:
    """Whether a person left this row out; if so, the plan lists it."""
    if row_key(row) not in decisions.left_out:
        return False
    made.skipped.append(
        {
            "tab": row.table.raw.name,
            "row": row.number,
            "name": row.texts.get("name", "") or row.reference,
        }
    )
    return True


def _taken(table: Table, catalogue: Catalogue) -> dict[str, Any]:
    """What was taken as what, to show the person."""
    asked = table.asked(catalogue.headings)
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
                "left_out": at not in asked,
            }
            for at, heading in table.unknown.items()
        ],
    }


def _notes(table: Table) -> Iterator[str]:
    """What a person should know of how a sheet was read."""
    name = table.raw.name
    if table.is_misnamed:
        yield f"{name}: by its headings this is {table.sheet.name}, and it was read as that."
    for number, why in table.passed_over.items():
        yield f"{name}: row {number} was passed over: it is {why}."
    for at, heading in table.own_numbers.items():
        yield (
            f"{name}: “{heading}” (column {column_letter(at)}) holds numbers of the list's own, no"
            " references of ours such as SS0012, so it was left out."
        )
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


def _plan_group(
    group: Group,
    before: Document | None,
    catalogue: Catalogue,
    links: Links,
    made: Plan,
) -> None:
    held = before
    if group.arrangement and before:
        catalogue.refuse_name_of_another(group.arrangement, before)
    if not group.repeats:
        held = links.kept(before)
        if group.arrangement:
            links.settle(group.arrangement, before)
    merge = Merge(held, group.reference, catalogue, links.known)
    if group.arrangement:
        merge.arrangement(group.arrangement)
        if not group.reference and not group.is_new and not group.arrangement.problems:
            _ask_about_twin(group.arrangement, merge.after, catalogue)
    while not group.blocked:
        merge.children(row for row in group.children if not row.problems)
        if merge.holds(group.arrangement, group.children):
            break
        # A row that the others proved wrong changes nothing, so the rest is merged without it.
        merge = Merge(held, group.reference, catalogue, links.known)
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
    if before and after is None:
        links.gone.add(group.reference)
    _report(group, before, after, made)


def _ask_about_twin(row: Row, after: Document | None, catalogue: Catalogue) -> None:
    """A row without reference that looks like one we have waits for a person."""
    if after is None:
        return
    bodies = {partner["body"] for partner in after["partners"]}
    catalogue.ask_about_repeat(row, after["name"], bodies)
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
        key = row_key(group.arrangement) if group.arrangement else ""
        reference = (after or before or {})["reference"]
        made.changes.append(Change(reference, before, after, key, group.is_new))
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
