"""The rows of a file by the arrangement they are about. Never writes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from arrangements.columns import ARRANGEMENTS
from arrangements.documents import Document
from arrangements.imports.catalogue import Catalogue
from arrangements.imports.decisions import NEW, Decisions
from arrangements.imports.merge import Merge
from arrangements.imports.rows import Row


@dataclass
class Group:
    """The rows of a file that are about one arrangement.

    It `repeats` one that we hold where it says, under its name, nothing but what we hold.
    """

    key: str
    arrangement: Row | None = None
    children: list[Row] = field(default_factory=list)
    blocked: bool = False
    is_new: bool = False
    repeats: bool = False

    @property
    def reference(self) -> str:
        """The reference of an arrangement that we have or that the file gives; "" for none."""
        return self.key if self.key.startswith("SS") else ""

    @property
    def removes(self) -> bool:
        return self.arrangement is not None and self.arrangement.removes

    @property
    def rows(self) -> list[Row]:
        return [*([self.arrangement] if self.arrangement else []), *self.children]


def row_key(row: Row) -> str:
    return Decisions.row_key(row.table.raw.name, row.number)


def grouped(found: Iterable[Row], catalogue: Catalogue) -> dict[str, Group]:
    """Rows by the arrangement they are about.

    A row without reference is one of its own, unless a person said which one we have it is.
    """
    groups: dict[str, Group] = {}
    for row in found:
        said = catalogue.decisions.twins.get(row_key(row), "")
        key = row.reference or (said if said in catalogue.references else f"row {row_key(row)}")
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


def settle_repeat(group: Group, twin: Document | None, catalogue: Catalogue) -> None:
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
        group.key, group.repeats = twin["reference"], True


def check_reference(group: Group, catalogue: Catalogue, keep_references: bool) -> None:
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
