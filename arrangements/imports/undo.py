"""Take an import back: what it changed becomes what it was, and later edits stay.

Undoing is itself a plan of changes, carried out by apply.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from arrangements.columns import ARRANGEMENTS
from arrangements.documents import Document, documents, linking_to, links_of, unlinked
from arrangements.imports.apply import Progress, apply
from arrangements.imports.applyplans import drop_councils
from arrangements.imports.links import LINKS
from arrangements.imports.newbodies import drop_bodies, made_by, needed_besides
from arrangements.imports.plan import Change, Plan
from arrangements.imports.planned import PlanChange
from arrangements.imports.plansback import plan_taken_back
from arrangements.imports.takeback import taken_back
from arrangements.models import Arrangement, Body, DataStamp, Import
from arrangements.reorganisation.checks import faults
from arrangements.reorganisation.documents import (
    as_planned,
    known_bodies,
    plan_documents,
    title_of,
)

Targets = dict[str, Document | None]


class CannotUndo(Exception):
    """The import cannot be taken back; the text says why. Nothing was changed."""


@dataclass
class Undo:
    """What taking an import back would change, and what it would leave, each with its reason.

    `bodies` came with the import and go with it, and so do names remembered for them.
    """

    plan: Plan
    left: list[str] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)


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
    bodies = dict(Body.objects.values_list("code", "kind"))
    undo = Undo(Plan(f"Undo of import {record.pk}", done.stamp))
    targets: Targets = {
        change.reference: taken_back(change, held.get(change.reference), bodies, undo.left)
        for change in done.changes
    }
    _keep_what_is_named(targets, held, undo.left)
    _leave_lost_links(targets, undo.left)
    undo.plan.changes = [
        Change(reference, held.get(reference), target)
        for reference, target in targets.items()
        if target != held.get(reference)
    ]
    undo.plan.plans = _plans_back(done, undo.left)
    needed = set(needed_besides(done, undo.plan))
    for body in made_by(done):
        if body in needed:
            undo.left.append(f"The body “{body.name}” stays, because other arrangements name it.")
        else:
            undo.bodies.append(body)
    return undo


@transaction.atomic
def undo_import(record: Import, *, user: Any, progress: Progress | None = None) -> Undo:
    """Take an import back in one transaction. Raises CannotUndo or CatalogueMoved."""
    record = Import.objects.select_for_update().get(pk=record.pk)
    # Whoever else is writing is waited for, so that what is planned is what is there.
    DataStamp.objects.select_for_update().get_or_create(pk=1)
    undo = plan_undo(record)
    apply(undo.plan, reason=f"Undo of import {record.pk}", progress=progress)
    done = Plan.from_json(record.plan)
    drop_councils(done)
    if drop_bodies(done):
        DataStamp.change()
    record.state, record.undone_at, record.undone_by = Import.State.UNDONE, timezone.now(), user
    record.save(update_fields=["state", "undone_at", "undone_by"])
    return undo


def _plans_back(done: Plan, left: list[str]) -> list[PlanChange]:
    """The plans of reorganisation as they were; one that would be wrong now stays as it is."""
    if not done.plans:
        return []
    held, register = plan_documents(), known_bodies()
    names = {code: body.name for code, body in register.items()}
    found: dict[str, PlanChange] = {}
    for change in done.plans:
        now = held.get(change.slug)
        target = plan_taken_back(change, now, names, left)
        if target != now:
            found[change.slug] = PlanChange(change.slug, now, target)
    while found:
        after = held | {slug: change.after for slug, change in found.items()}
        checked = {slug: as_planned(facts) for slug, facts in after.items() if facts}
        wrong = next(faults(list(checked.values()), register), None)
        if wrong is None:
            break
        stays = next((s for s in found if checked.get(s) is wrong.plan), next(iter(found)))
        left.append(f"The plan for {title_of(found.pop(stays).known)} stays as it is. {wrong}")
    return list(found.values())


def _keep_what_is_named(targets: Targets, held: dict[str, Document], left: list[str]) -> None:
    """An arrangement that another one has come to name is not taken away, nor what it names."""
    going = {reference for reference in held if targets[reference] is None}
    others = linking_to(going) if going else {}
    named_by = {ref: named for ref, named in others.items() if ref not in targets}
    while going:
        named_by |= {ref: links_of(facts) for ref, facts in targets.items() if facts}
        stays = {each: other for other, named in named_by.items() for each in named & going}
        if not stays:
            return
        for reference, other in sorted(stays.items()):
            left.append(f"{reference} stays, because {other} names it.")
            targets[reference] = held[reference]
        going -= stays.keys()


def _leave_lost_links(targets: Targets, left: list[str]) -> None:
    """A link to an arrangement that was taken out since is not put back."""
    wanted = {name for facts in targets.values() if facts for name in links_of(facts)}
    there = {reference for reference, facts in targets.items() if facts}
    if elsewhere := wanted - there:
        found = Arrangement.objects.filter(reference__listed=list(elsewhere))
        there |= set(found.values_list("reference", flat=True))
    for reference, facts in targets.items():
        if not facts or not (lost := links_of(facts) - there):
            continue
        targets[reference] = kept = unlinked(facts, lost)
        left += [
            f"{reference}: “{column.heading}” is not put back whole, because"
            f" {' and '.join(sorted(lost))} was taken out since."
            for column in ARRANGEMENTS.stored
            if column.key in LINKS and kept[column.key] != facts[column.key]
        ]
