"""Carry out a plan, whole or not at all. The only place that writes to the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model

from arrangements import bulk
from arrangements.columns import ARRANGEMENTS, CHILD_SHEETS, Sheet
from arrangements.derive import derive
from arrangements.documents import ROW_MODELS, documents, linking_to, links_of
from arrangements.imports.applyplans import (
    councils_named,
    make_councils,
    plans_moved,
    write_plans,
)
from arrangements.imports.newbodies import make_bodies
from arrangements.imports.plan import Change, Plan
from arrangements.models import (
    Arrangement,
    ArrangementService,
    Body,
    DataStamp,
    IssuedReference,
    Lesson,
    Partner,
    Replacement,
    RunningPeriod,
    Saving,
    Service,
    Source,
    Standing,
)

# What hangs on an arrangement, each before what it points at.
HANGING: tuple[tuple[type[Model], str], ...] = (
    (RunningPeriod, "arrangement"),
    (Standing, "arrangement"),
    (Lesson, "arrangement"),
    (Saving, "arrangement"),
    (Source, "arrangement"),
    (Partner, "arrangement"),
    (ArrangementService, "arrangement"),
    (Replacement, "arrangement"),
    (Replacement, "replaced"),
)
# Sources come first: savings and lessons point at them.
ROW_ORDER = sorted(CHILD_SHEETS, key=lambda sheet: sheet.key != "sources")
PLAIN = [
    column.key
    for column in ARRANGEMENTS.stored
    if column.key not in {"services", "replaces", "part_of"}
]
BATCH = bulk.BATCH


class CatalogueMoved(Exception):
    """Something that the plan would change has changed since it was made. Nothing was applied."""


Progress = Callable[[int, int], None]


@transaction.atomic
def apply(plan: Plan, *, reason: str, progress: Progress | None = None) -> list[str]:
    """Apply every change of a plan and answer with the references it touched.

    Raises CatalogueMoved, and changes nothing, where the catalogue is no longer as the plan saw it.
    """
    DataStamp.objects.select_for_update().get_or_create(pk=1)
    _check_unmoved(plan)
    _check_links(plan.changes)
    named = _bodies_named(plan.changes)
    if make_bodies(plan, named):
        DataStamp.change()
    make_councils(plan)
    _check_bodies(named | councils_named(plan.plans))
    _issue_references(plan.changes)
    writer = _Writer(reason)
    for start in range(0, len(plan.changes), BATCH):
        writer.arrangements(plan.changes[start : start + BATCH])
    done = 0
    for start in range(0, len(plan.changes), BATCH):
        batch = plan.changes[start : start + BATCH]
        writer.rows(batch)
        done += len(batch)
        if progress:
            progress(done, len(plan.changes))
    write_plans(plan.plans, reason)
    touched = [change.reference for change in plan.changes]
    derive(Arrangement.objects.filter(reference__listed=touched))
    DataStamp.change()
    return touched


def _check_unmoved(plan: Plan) -> None:
    expected = {change.reference: change.before for change in plan.changes if change.reference}
    held = documents(expected)
    moved = sorted(
        reference for reference, before in expected.items() if held.get(reference) != before
    )
    moved += plans_moved(plan.plans) if plan.plans else []
    if moved:
        raise CatalogueMoved(
            f"{', '.join(moved[:5])}{' and others' if len(moved) > 5 else ''} changed after this"
            " file was read. Read it again to see what it would do now. Nothing was changed."
        )


def _check_links(changes: Iterable[Change]) -> None:
    """Nothing else may have come to name what goes, and what is named must still be there."""
    planned = {change.reference for change in changes}
    gone = {change.reference for change in changes if change.after is None}
    for reference, named in sorted(linking_to(gone).items() if gone else ()):
        if reference not in planned:
            raise CatalogueMoved(
                f"{reference} came to name {min(named)} after this file was read. Read it again to"
                " see what it would do now. Nothing was changed."
            )
    wanted = {name for change in changes if change.after for name in links_of(change.after)}
    wanted -= planned - gone
    if wanted:
        there = Arrangement.objects.filter(reference__listed=list(wanted - gone))
        wanted -= set(there.values_list("reference", flat=True))
    if wanted:
        raise CatalogueMoved(
            f"{min(wanted)} was taken out after this file was read. Read it again to see what it"
            " would do now. Nothing was changed."
        )


def _bodies_named(changes: Iterable[Change]) -> set[str]:
    """The codes of the partners that arrangements are to have."""
    return {
        partner["body"]
        for change in changes
        if change.after
        for partner in change.after["partners"]
    }


def _check_bodies(named: set[str]) -> None:
    missing = sorted(named - set(Body.with_planned.values_list("code", flat=True)))
    if missing:
        raise CatalogueMoved(
            f"The body {missing[0]} was taken out of the register after this file was read. Read"
            " it again to see what it would do now. Nothing was changed."
        )


def _issue_references(changes: list[Change]) -> None:
    """Give new arrangements the next references; one once issued is never issued again."""
    issued = set(IssuedReference.objects.values_list("number", flat=True))
    given = {int(c.reference[2:]) for c in changes if c.before is None and c.reference}
    highest = max(issued | given, default=0)
    for change in changes:
        if change.before is None and not change.reference:
            highest += 1
            change.reference = f"SS{highest:04d}"
            given.add(highest)
            change.kept["reference"] = change.reference
    bulk.insert(IssuedReference, ["number"], [[number] for number in sorted(given - issued)])


class _Writer:
    """Writes documents into the models in batches, each row with its history."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        self.bodies = dict(Body.objects.values_list("code", "pk"))
        self.services = dict(Service.objects.values_list("code", "pk"))

    def arrangements(self, changes: list[Change]) -> None:
        """The arrangements themselves, without what hangs on them."""
        held = _keys_of({change.reference for change in changes})
        new: list[list[Any]] = []
        changed: list[list[Any]] = []
        gone: list[int] = []
        for change in changes:
            if change.after is None:
                gone.append(held[change.reference])
                continue
            facts = [change.after[key] for key in PLAIN]
            if change.before:
                changed.append([*facts, held[change.reference]])
            else:
                new.append([change.reference, *facts])
        self._take_out(gone)
        bulk.create(Arrangement, ["reference", *PLAIN], new, self.reason)
        bulk.update(Arrangement, PLAIN, changed, self.reason)

    def _take_out(self, keys: list[int]) -> None:
        """Delete arrangements and all that hangs on them."""
        Arrangement.objects.filter(part_of__in=keys).update(part_of=None)
        for model, field in HANGING:
            hanging = model._default_manager.filter(**{f"{field}__in": keys})
            bulk.delete(model, list(hanging.values_list("pk", flat=True)), self.reason)
        bulk.delete(Arrangement, keys, self.reason)

    def rows(self, changes: list[Change]) -> None:
        """Links between arrangements, their services and the rows of the other sheets."""
        changes = [change for change in changes if change.after is not None]
        linked = {change.reference for change in changes}
        for change in changes:
            linked |= {change.kept["part_of"], *change.kept["replaces"]} - {""}
        self.keys = _keys_of(linked)
        self._parts(changes)
        self._lists(changes, "services", ArrangementService, "service", self.services)
        self._lists(changes, "replaces", Replacement, "replaced", self.keys)
        self.sources: dict[tuple[int, int], int] = {}
        for sheet in ROW_ORDER:
            self._sheet(sheet, changes)

    def _parts(self, changes: list[Change]) -> None:
        moved = [
            [
                self.keys[whole] if (whole := change.kept["part_of"]) else None,
                self.keys[change.reference],
            ]
            for change in changes
            if _differs(change, "part_of")
        ]
        bulk.update(Arrangement, ["part_of"], moved, self.reason)

    def _lists(
        self,
        changes: list[Change],
        key: str,
        model: type[Model],
        field: str,
        keys: dict[str, int],
    ) -> None:
        """A list of codes as rows of its own; written anew where it differs."""
        differing = [change for change in changes if _differs(change, key)]
        before = model._default_manager.filter(
            arrangement__in=[self.keys[c.reference] for c in differing if c.before]
        )
        bulk.delete(model, list(before.values_list("pk", flat=True)), self.reason)
        names = ["arrangement", field, *(["position"] if model is ArrangementService else [])]
        new = [
            (self.keys[change.reference], keys[code], position)[: len(names)]
            for change in differing
            for position, code in enumerate(change.kept[key], 1)
        ]
        bulk.create(model, names, new, self.reason)

    def _sheet(self, sheet: Sheet, changes: list[Change]) -> None:
        model = ROW_MODELS[sheet.key]
        names = [column.key for column in sheet.stored]
        differing = {self.keys[c.reference]: c for c in changes if _differs(c, sheet.key)}
        held = self._numbered(model, differing)
        new: list[list[Any]] = []
        changed: list[list[Any]] = []
        gone: list[int] = []
        for key, change in differing.items():
            had = {row["number"]: row for row in (change.before or {}).get(sheet.key, [])}
            after = {row["number"]: row for row in change.kept[sheet.key]}
            # Another body is another partner. Written over, it could meet itself in the next row.
            before = {
                number: facts
                for number, facts in had.items()
                if number in after and facts.get("body") == after[number].get("body")
            }
            gone += [held[key, number] for number in had.keys() - before.keys()]
            for number, facts in after.items():
                if facts == before.get(number):
                    continue
                values = [self._value(key, name, facts[name]) for name in names]
                if number in before:
                    changed.append([*values, held[key, number]])
                else:
                    new.append([key, number, *values])
        self._let_go(model, gone)
        bulk.delete(model, gone, self.reason)
        bulk.create(model, ["arrangement", "number", *names], new, self.reason)
        bulk.update(model, names, changed, self.reason)
        if model is Source:
            self.sources = self._numbered(model, self.keys.values())

    @staticmethod
    def _numbered(model: type[Model], arrangements: Iterable[int]) -> dict[tuple[int, int], int]:
        """The keys of rows, by the arrangement that they belong to and their number in it."""
        rows = model._default_manager.filter(arrangement__in=arrangements)
        return {
            (key, number): pk for key, number, pk in rows.values_list("arrangement", "number", "pk")
        }

    @staticmethod
    def _let_go(model: type[Model], gone: list[int]) -> None:
        """Take away what points at rows that are to go."""
        if model is Source:
            for pointing in (Saving, Lesson):
                pointing._default_manager.filter(source__in=gone).update(source=None)
        if model is Partner:
            Standing.objects.filter(partner__in=gone).delete()

    def _value(self, arrangement: int, name: str, value: Any) -> Any:
        """A fact of a row as the database holds it."""
        match name:
            case "body":
                return self.bodies[value]
            case "source":
                return self.sources[arrangement, value] if value else None
        return value


def _keys_of(references: set[str]) -> dict[str, int]:
    held = Arrangement.objects.filter(reference__in=references)
    return dict(held.values_list("reference", "pk"))


def _differs(change: Change, key: str) -> bool:
    if change.before is None:
        return bool(change.kept[key])
    return bool(change.before[key] != change.kept[key])
