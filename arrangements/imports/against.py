"""Somebody's list against ours: what each has that the other lacks, and where they disagree.

Nothing is written and nothing is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from arrangements.imports.catalogue import vocabulary
from arrangements.imports.decisions import Decisions
from arrangements.imports.plan import Plan, plan
from arrangements.imports.preview import Entry, Found, bodies_in, preview
from arrangements.imports.read import read
from arrangements.imports.surroundings import surroundings
from arrangements.models import Arrangement, Body

SHARE_OF_ROWS = 0.5


@dataclass
class Against:
    """The comparison. `bodies` are those that the list is taken to be about.

    Of the rows that could not be read, each problem stands in `unclear`.
    """

    filename: str
    bodies: list[Body]
    theirs_alone: Sequence[Entry]
    differ: Sequence[Entry]
    same: Sequence[tuple[str, str]]
    unclear: Sequence[Found]
    ours_alone: list[Arrangement] = field(default_factory=list)
    not_read: list[str] = field(default_factory=list)


def compare(path: Path, *, filename: str, limit_bytes: int) -> Against:
    """Compare a file with the catalogue. Raises FileProblem for a file that cannot be used."""
    sheets = read(path, limit_bytes)
    made = plan(sheets, filename=filename)
    twins = {
        Decisions.row_key(row["tab"], row["row"]): row["twin"] for row in made.rows if row["twin"]
    }
    if twins:
        made = plan(sheets, filename=filename, decisions=Decisions(twins=twins))
    names = Body.objects.filter(code__in=bodies_in(made)).values_list("code", "name")
    wrong = [(row["tab"], row["row"]) for row in made.rows if row["problems"]]
    shown = preview(made, dict(names), vocabulary(), surroundings(sheets, wrong))
    unclear = shown.sections["problems"]
    found = Against(filename, _bodies_of(made), shown.new, shown.changed, shown.same, unclear)
    found.not_read = [f"“{tab}” was left out: {why}." for tab, why in made.left_out.items()]
    found.not_read += [
        f"“{table['tab']}”: the column “{column['heading']}” is none of ours, so it was not read."
        for table in made.taken
        for column in table["unknown"]
    ]
    named = {row["reference"] for row in made.rows} - {""}
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
