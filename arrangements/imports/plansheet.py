"""The rows of the Reorganisation sheet as changes of plans. Never writes.

The rows for a council are taken as all its rows under that plan. A plan with a problem in any row
stays as it is, for half of a plan is another plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify

from arrangements.columns import OF_A_LINE, OF_A_PLAN, REORGANISATION, Column
from arrangements.folding import fold
from arrangements.imports.catalogue import Catalogue
from arrangements.imports.cells import Address, same_address
from arrangements.imports.plancouncils import Councils
from arrangements.imports.planned import Plan, PlanChange
from arrangements.imports.rows import CLEAR, Row
from arrangements.reorganisation.checks import Known, faults, gone_to_by_nobody
from arrangements.reorganisation.documents import (
    Document,
    as_planned,
    in_order,
    known_bodies,
    plan_documents,
    title_of,
)

LONGEST_SLUG = 120
MOVED = (
    "This council would go elsewhere than before, and the row does not say where that can be read."
    " The source of the plan is taken, and the old note goes."
)
NEWER_SOURCE = "If another source says so, give its address under “Source”."


@dataclass
class _Asked:
    """What the rows of a file ask of one plan."""

    slug: str
    before: Document | None
    after: Document | None
    rows: list[Row]
    of_body: dict[str, Row] = field(default_factory=dict)

    @property
    def blocked(self) -> bool:
        return any(row.problems for row in self.rows)

    @property
    def target(self) -> Document | None:
        return self.before if self.blocked else self.after

    @property
    def outcome(self) -> str:
        if self.target == self.before:
            return "same"
        return "new" if self.before is None else "changed"


def plan_reorganisation(found: Iterable[Row], catalogue: Catalogue, made: Plan) -> None:
    """Add to a plan of changes what these rows ask of the plans that we hold."""
    rows = list(found)
    if not rows:
        return
    held, register = plan_documents(), known_bodies()
    councils = Councils(catalogue.names, register)
    asked = [
        _asked(slug, held.get(slug), some, councils) for slug, some in _by_plan(rows, held).items()
    ]
    for code, name in councils.new.items():
        register[code] = Known(name, planned=True)
    _check(asked, held, register)
    changes = [each for each in asked if each.outcome != "same"]
    made.plans = [PlanChange(each.slug, each.before, each.target) for each in changes]
    made.plan_totals = dict.fromkeys(("new", "changed", "same", "problem"), 0)
    for each in asked:
        made.plan_totals["problem" if each.blocked else each.outcome] += 1
        for row in each.rows:
            made.rows.append(_report(row, each.outcome, each.target or each.before))
    for row in rows:
        if not isinstance(row.values.get("area"), str):
            made.rows.append(_report(row, "problem", None))
    after = held | {each.slug: each.target for each in changes}
    _take_councils(councils, after, register, held, made)


def _by_plan(rows: Iterable[Row], held: dict[str, Document]) -> dict[str, list[Row]]:
    """Rows by the slug of their plan; an area goes by its name, long or short."""
    known: dict[tuple[str, str], str] = {}
    for held_slug, document in held.items():
        for name in (document["area_name"], document["area"]):
            known[fold(name), fold(document["option"])] = held_slug
    found: dict[str, list[Row]] = defaultdict(list)
    new: dict[tuple[str, str], str] = {}
    for row in rows:
        area, option = row.values.get("area"), row.values.get("option")
        if not isinstance(area, str):
            if not row.problems:
                said = "This row does not say which area it is about."
                row.problem("area", "no_area", said, "Give the area, as in the other rows.")
            continue
        key = fold(area), fold(option) if isinstance(option, str) else ""
        slug = known.get(key) or new.get(key)
        if slug is None:
            name = row.values.get("area_name")
            short = name if isinstance(name, str) else area
            slug = slugify(f"{short} {key[1]}")[:LONGEST_SLUG]
            if slug in held or slug in new.values() or not slug:
                why = f"“{short}” in short is another area’s already."
                row.problem("area_name", "plan_twice", why, "Give another short name.")
                slug = f"{slug}, again"  # No slug of any plan.
            new[key] = slug
        found[slug].append(row)
    return found


def _asked(slug: str, before: Document | None, rows: list[Row], councils: Councils) -> _Asked:
    after = deepcopy(before) if before else _new(rows[0])
    _take_facts(rows, after)
    asked = _Asked(slug, before, after, rows)
    named: dict[str, list[tuple[Row, str | None]]] = defaultdict(list)
    for row in rows:
        predecessor = councils.replaced(row)
        successor = councils.to_come(row)
        for code in filter(None, (predecessor, successor)):
            asked.of_body.setdefault(code, row)
        if predecessor:
            named[predecessor].append((row, successor))
    for predecessor, some in named.items():
        lines = [line for line in after["lines"] if line["predecessor"] == predecessor]
        others = [line for line in after["lines"] if line["predecessor"] != predecessor]
        after["lines"] = others + _lines(predecessor, some, lines, after)
    after["lines"] = in_order(after["lines"])
    if before is None and not asked.blocked:
        _say_what_is_missing(rows[0], after)
    if not after["lines"]:
        asked.after = None
    return asked


def _say_what_is_missing(row: Row, new: Document) -> None:
    for key, kind, said, to_do in (
        ("plan_source", "plan_source", "where it can be read", "Give the address of its source."),
        ("plan_status", "plan_state", "how far it is decided", "Give its state."),
    ):
        if not new[key]:
            row.problem(key, kind, f"This plan is new, and nothing says {said}.", to_do)


def _new(row: Row) -> Document:
    facts = {column.key: column.cell.empty for column in OF_A_PLAN}
    area, option = row.values["area"], row.values.get("option")
    facts |= {"area": area, "area_name": area[:60]}
    return facts | {"option": option if isinstance(option, str) else "", "lines": []}


def _take_facts(rows: list[Row], after: Document) -> None:
    """What the rows say of the plan itself, in which they must agree."""
    for column in OF_A_PLAN:
        saying = [row for row in rows if column.key in row.values]
        for row in saying:
            if row.values[column.key] != saying[0].values[column.key]:
                first = f"Row {saying[0].number} says “{saying[0].texts[column.key]}”"
                row.problem(
                    column.key,
                    "plan_disagrees",
                    f"{first} of the same plan.",
                    "Make them agree; or, if this is another proposal, say so under “Proposal”.",
                )
        if saying:
            _take(saying[0], column, after)
    if not after["area_name"]:
        after["area_name"] = after["area"][:60]


def _take(row: Row, column: Column, into: Document) -> None:
    value = row.values[column.key]
    if value is CLEAR:
        into[column.key] = column.cell.empty
    elif not isinstance(column.cell, Address) or not same_address(value, into[column.key]):
        into[column.key] = value


def _lines(
    predecessor: str, rows: list[tuple[Row, str | None]], held: list[Document], plan: Document
) -> list[Document]:
    """The lines of one council: its rows in the file take the place of those we hold.

    `None` for a successor says that the row leaves it as it is.
    """
    staying = [(row, successor) for row, successor in rows if not row.removes]
    if not staying:
        return _without(rows, held)
    alone = held[0] if len(held) == len(staying) == 1 else None
    by_successor = {line["successor"]: line for line in held}
    found = []
    for row, successor in staying:
        line = dict(by_successor.get(successor or "") or alone or {})
        is_moved = bool(line) and bool(successor) and line["successor"] != successor
        if not line or is_moved:
            # What was said of where it went before bears nothing out of where it goes now.
            line |= {"source_url": plan["plan_source"], "note": ""}
            line.setdefault("extent", "")
        if is_moved and "source_url" not in row.values:
            row.problem("source_url", "plan_moved", MOVED, NEWER_SOURCE, note=True)
        line["predecessor"] = predecessor
        line["successor"] = line.get("successor", "") if successor is None else successor
        for column in OF_A_LINE:
            if column.key in row.values:
                _take(row, column, line)
        found.append(line)
    return found


def _without(rows: list[tuple[Row, str | None]], held: list[Document]) -> list[Document]:
    left = list(held)
    for row, successor in rows:
        going = [line for line in left if not successor or line["successor"] == successor]
        if not going:
            row.problem("predecessor", "no_such_row", "There is no such row to remove.")
        left = [line for line in left if line not in going]
    return left


def _check(asked: list[_Asked], held: dict[str, Document], register: dict[str, Known]) -> None:
    """Hold the plans against the register and each other, until none is left that is wrong."""
    while True:
        changed = [each for each in asked if each.target != each.before]
        # Those that change come last, so that a fault of two plans is said of the newer.
        targets = {each.slug: each.target for each in changed}
        after = {slug: facts for slug, facts in held.items() if slug not in targets} | targets
        checked = {slug: as_planned(facts) for slug, facts in after.items() if facts}
        ours = {id(checked[each.slug]): each for each in changed if each.slug in checked}
        wrong = 0
        for fault in faults(list(checked.values()), register):
            about = ours.get(id(fault.plan))
            if about is None:
                # It shows at a plan that is not in the file, or not changed by it.
                about = next((each for each in changed if fault.body in each.of_body), None)
            if about is None:
                continue
            wrong += 1
            row = about.of_body.get(fault.body, about.rows[0])
            row.problem(fault.column, fault.kind, str(fault))
        if not wrong:
            return


def _take_councils(
    councils: Councils,
    after: dict[str, Document | None],
    register: dict[str, Known],
    held: dict[str, Document],
    made: Plan,
) -> None:
    """The planned councils that come with the changes; and, as a note, those that nobody makes."""
    there = [as_planned(facts) for facts in after.values() if facts]
    named = {row.successor for plan in there for row in plan.rows}
    made.councils = [
        {"code": code, "name": name} for code, name in councils.new.items() if code in named
    ]
    before = set(gone_to_by_nobody([as_planned(facts) for facts in held.values()], register))
    for name in gone_to_by_nobody(there, register):
        if name not in before:
            made.notes.append(
                f"{REORGANISATION.name}: no council would go to {name} any more, so it would no"
                " longer be planned."
            )


def _report(row: Row, outcome: str, plan: Document | None) -> dict[str, Any]:
    return {
        "sheet": row.sheet.name,
        "row": row.number,
        "outcome": "problem" if row.problems else outcome,
        "reference": "",
        "name": title_of(plan) if plan else row.texts.get("area", ""),
        "tab": row.table.raw.name,
        "twin": "",
        "bodies": row.bodies,
        "problems": [problem.as_json() for problem in row.problems],
        "notes": [note.as_json() for note in row.notes],
    }
