"""Somebody's list against ours: what each has that the other lacks, and where they disagree.

Nothing is written and nothing is kept.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from arrangements.imports.decisions import Decisions
from arrangements.imports.plan import Change, Plan, plan
from arrangements.imports.read import read
from arrangements.models import Arrangement, Body

SHARE_OF_ROWS = 0.5


@dataclass
class Against:
    """The comparison. `bodies` are those that the list is taken to be about."""

    plan: Plan
    bodies: list[Body]
    theirs_alone: list[Change] = field(default_factory=list)
    differ: list[Change] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    unclear: list[dict[str, Any]] = field(default_factory=list)
    ours_alone: list[Arrangement] = field(default_factory=list)


def compare(path: Path, *, filename: str, limit_bytes: int) -> Against:
    """Compare a file with the catalogue. Raises FileProblem for a file that cannot be used."""
    sheets = read(path, limit_bytes)
    first = plan(sheets, filename=filename)
    twins = {
        Decisions.row_key(row["sheet"], row["row"]): row["twin"]
        for row in first.rows
        if row["twin"]
    }
    made = plan(sheets, filename=filename, decisions=Decisions(twins=twins)) if twins else first
    found = Against(made, _bodies_of(made))
    for change in made.changes:
        (found.differ if change.before else found.theirs_alone).append(change)
    touched = {change.reference for change in made.changes}
    for row in made.rows:
        if row["problems"]:
            found.unclear.append(row)
        elif row["reference"] and row["reference"] not in touched:
            touched.add(row["reference"])
            found.same.append(row["reference"])
    named = touched | {row["reference"] for row in made.rows}
    found.ours_alone = list(
        Arrangement.objects.filter(partners__body__in=found.bodies)
        .exclude(reference__in=named)
        .distinct()
        .order_by("sort_name")
        .for_list()
    )
    return found


def _bodies_of(made: Plan) -> list[Body]:
    """The bodies that stand in at least half of the list's rows, or else the most frequent one."""
    rows = [row for row in made.rows if row["bodies"] and row["sheet"] == "Arrangements"]
    counted = Counter(
        code
        for row in rows
        for code in {body["body_id"] for body in row["bodies"] if body["body_id"]}
    )
    if not counted:
        return []
    often = [code for code, times in counted.items() if times >= len(rows) * SHARE_OF_ROWS]
    return list(Body.objects.filter(code__in=often or [counted.most_common(1)[0][0]]))
