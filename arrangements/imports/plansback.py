"""One plan of reorganisation as it was before an import, with what was edited since left alone."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from arrangements.columns import OF_A_PLAN
from arrangements.imports.planned import PlanChange
from arrangements.reorganisation.documents import Document, in_order, title_of


def plan_taken_back(
    change: PlanChange, now: Document | None, names: Mapping[str, str], left: list[str]
) -> Document | None:
    """What the plan should be after the undo; to `left` goes a sentence for what stays.

    `names` are those of the bodies, by code.
    """
    before, after = change.before, change.after
    if now == after:
        return deepcopy(before)
    name = title_of(change.known)
    if now is None:
        left.append(f"The plan for {name} was taken out since, so it stays out.")
        return None
    if before is None or after is None:
        left.append(f"The plan for {name} was edited since, so it stays as it is.")
        return now
    target = deepcopy(now)
    for column in OF_A_PLAN:
        key = column.key
        if before[key] != after[key]:
            if now[key] == after[key]:
                target[key] = before[key]
            else:
                left.append(f"The plan for {name}: “{column.heading}” was edited since.")
    was, became, is_now = _by_council(before), _by_council(after), _by_council(now)
    for council in sorted(was.keys() | became.keys()):
        if was.get(council) == became.get(council):
            continue
        if is_now.get(council) == became.get(council):
            is_now[council] = was.get(council, [])
        else:
            whose = names.get(council, council)
            left.append(f"The plan for {name}: the rows for {whose} were edited since.")
    target["lines"] = in_order(line for lines in is_now.values() for line in lines)
    return target


def _by_council(plan: Document) -> dict[str, list[Document]]:
    found: dict[str, list[Document]] = {}
    for line in plan["lines"]:
        found.setdefault(line["predecessor"], []).append(line)
    return found
