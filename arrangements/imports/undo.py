"""Take an import back: what it changed becomes what it was, and later edits stay.

Undoing is itself a plan of changes, carried out by apply.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Q

from arrangements.columns import ARRANGEMENTS, CHILD_SHEETS
from arrangements.documents import Document, documents
from arrangements.imports.apply import Progress, apply
from arrangements.imports.newbodies import drop_bodies, needed_besides
from arrangements.imports.plan import Change, Plan
from arrangements.models import Arrangement, DataStamp, Import


class CannotUndo(Exception):
    """The import cannot be taken back; the text says why. Nothing was changed."""


@dataclass
class Undo:
    """What taking an import back would change, and what it would leave, each with its reason."""

    plan: Plan
    left: list[str] = field(default_factory=list)


def plan_undo(record: Import) -> Undo:
    """Work out what can be taken back. Raises CannotUndo for an import that was not applied."""
    if record.state != Import.State.APPLIED:
        raise CannotUndo(
            "This import was taken back already."
            if record.state == Import.State.UNDONE
            else "This import was never applied, so there is nothing to take back."
        )
    done = Plan.from_json(record.plan)
    held = documents(change.reference for change in done.changes)
    undo = Undo(Plan(f"Undo of import {record.pk}", done.stamp))
    for change in done.changes:
        now = held.get(change.reference)
        target = _target(change, now, undo.left)
        if target != now:
            undo.plan.changes.append(Change(change.reference, now, target))
    _keep_what_others_need(undo)
    undo.left += needed_besides(done, undo.plan)
    return undo


@transaction.atomic
def undo_import(record: Import, *, user: Any, progress: Progress | None = None) -> Undo:
    """Take an import back in one transaction. Raises CannotUndo or CatalogueMoved."""
    record = Import.objects.select_for_update().get(pk=record.pk)
    undo = plan_undo(record)
    apply(undo.plan, reason=f"Undo of import {record.pk}", progress=progress)
    if drop_bodies(Plan.from_json(record.plan)):
        DataStamp.change()
    record.state = Import.State.UNDONE
    record.save(update_fields=["state"])
    return undo


def _target(change: Change, now: Document | None, left: list[str]) -> Document | None:
    """What the arrangement should be after the undo."""
    if change.before is None:
        if now is None:
            return None
        if now == change.after:
            return None
        left.append(f"{change.reference} was edited after this import made it, so it stays.")
        return now
    if change.after is None:
        if now is None:
            return copy.deepcopy(change.before)
        left.append(f"{change.reference} was put back since, so it stays as it is.")
        return now
    if now is None:
        left.append(f"{change.reference} was taken out since, so it stays out.")
        return None
    return _merged(change.reference, change.before, change.after, now, left)


def _merged(
    reference: str, before: Document, after: Document, now: Document, left: list[str]
) -> Document:
    target = copy.deepcopy(now)
    for column in ARRANGEMENTS.stored:
        key = column.key
        if before[key] == after[key]:
            continue
        if now[key] == after[key]:
            target[key] = copy.deepcopy(before[key])
        else:
            left.append(f"{reference}: “{column.heading}” was edited since, so it stays.")
    for sheet in CHILD_SHEETS:
        rows = {each["number"]: each for each in target[sheet.key]}
        was = {each["number"]: each for each in before[sheet.key]}
        became = {each["number"]: each for each in after[sheet.key]}
        for number in sorted(was.keys() | became.keys()):
            if was.get(number) == became.get(number):
                continue
            if rows.get(number) != became.get(number):
                left.append(f"{reference}: row {number} of {sheet.name} was edited since.")
            elif number in was:
                rows[number] = copy.deepcopy(was[number])
            else:
                del rows[number]
        target[sheet.key] = [rows[number] for number in sorted(rows)]
    return target


def _keep_what_others_need(undo: Undo) -> None:
    """An arrangement that another one has come to refer to is not taken away."""
    going = {change.reference for change in undo.plan.changes if change.after is None}
    touched = {change.reference for change in undo.plan.changes}
    needed = Arrangement.objects.exclude(reference__in=touched).filter(
        Q(part_of__reference__in=going) | Q(replaces__reference__in=going)
    )
    kept = set()
    for other in needed.prefetch_related("replaces").select_related("part_of"):
        named = {each.reference for each in other.replaces.all()}
        named |= {other.part_of.reference} if other.part_of else set()
        for reference in sorted(named & going):
            undo.left.append(f"{reference} stays, because {other.reference} refers to it.")
            kept.add(reference)
    undo.plan.changes = [c for c in undo.plan.changes if c.reference not in kept]
