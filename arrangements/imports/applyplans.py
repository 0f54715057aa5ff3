"""Write changes of plans of reorganisation, each row with its history. Called by apply alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Min, Q
from django.utils.text import slugify

from arrangements import bulk
from arrangements.choices import BodyKind, Nation, Sector, Tier
from arrangements.imports.planned import Plan as Changes
from arrangements.imports.planned import PlanChange
from arrangements.models import Body, Plan, PlanSuccession
from arrangements.partialdate import END, first_day
from arrangements.reorganisation.documents import (
    LINE_FIELDS,
    PLAN_FIELDS,
    Document,
    plan_documents,
    title_of,
)


def plans_moved(changes: Iterable[PlanChange]) -> list[str]:
    """The plans that are no longer as they were when these changes were planned."""
    held = plan_documents()
    return [title_of(each.known) for each in changes if held.get(each.slug) != each.before]


def councils_named(changes: Iterable[PlanChange]) -> set[str]:
    """The codes of all bodies that the plans are to name."""
    return {
        code
        for change in changes
        if change.after
        for line in change.after["lines"]
        for code in (line["predecessor"], line["successor"])
        if code
    }


def make_councils(plan: Changes) -> None:
    """Make the planned councils that come with a plan, and note in it which those are."""
    for council in plan.councils:
        if Body.with_planned.filter(code=council["code"]).exists():
            continue
        name, slug = council["name"], slugify(council["name"])[:110]
        if Body.with_planned.filter(slug=slug).exists():
            slug = council["code"]
        Body.with_planned.create(
            code=council["code"],
            slug=slug,
            name=name,
            short_name=name,
            kind=BodyKind.UNITARY,
            tier=Tier.SINGLE,
            sector=Sector.COUNCIL,
            nation=Nation.ENGLAND,
            planned=True,
            first_day=END,
            **_facts_of(council["code"], plan.plans),
        )
        council["made"] = "yes"


def _facts_of(code: str, changes: Iterable[PlanChange]) -> dict[str, str]:
    """Its region and source: those of the first council that goes to it, and of that line."""
    for change in changes:
        for line in (change.after or {"lines": []})["lines"]:
            if line["successor"] == code:
                before = Body.with_planned.get(code=line["predecessor"])
                return {"region": before.region, "source": line["source_url"]}
    return {}


def drop_councils(plan: Changes) -> None:
    """Take away the councils that a plan of changes made and no plan names any more."""
    made = [council["code"] for council in plan.councils if "made" in council]
    Body.with_planned.filter(
        code__in=made,
        planned=True,
        planned_predecessions=None,
        planned_successions=None,
    ).delete()


def write_plans(changes: list[PlanChange], reason: str) -> None:
    """Bring every plan to what it is to be. The bodies that it names are there."""
    if not changes:
        return
    keys = dict(Plan.objects.values_list("slug", "pk"))
    gone = [keys[each.slug] for each in changes if each.after is None]
    lines = PlanSuccession.objects.filter(plan__in=gone)
    bulk.delete(PlanSuccession, list(lines.values_list("pk", flat=True)), reason)
    bulk.delete(Plan, gone, reason)
    fields = list(PLAN_FIELDS.values())
    new = [[each.slug, *_facts(each.after)] for each in changes if each.after and not each.before]
    bulk.create(Plan, ["slug", *fields], new, reason)
    changed = [
        [*_facts(each.after), keys[each.slug]]
        for each in changes
        if each.after and each.before and _facts(each.after) != _facts(each.before)
    ]
    bulk.update(Plan, fields, changed, reason)
    _write_lines([each for each in changes if each.after], reason)
    _set_days()


def _facts(document: Document) -> list[str]:
    return [document[key] for key in PLAN_FIELDS]


def _write_lines(changes: list[PlanChange], reason: str) -> None:
    plans = dict(Plan.objects.values_list("slug", "pk"))
    bodies = dict(Body.with_planned.values_list("code", "pk"))
    held = {
        (plan, before, after or ""): pk
        for plan, before, after, pk in PlanSuccession.objects.values_list(
            "plan__slug", "predecessor__code", "successor__code", "pk"
        )
    }
    new: list[list[Any]] = []
    changed: list[list[Any]] = []
    gone: list[int] = []
    for change in changes:
        was = _by_ends(change.before or {"lines": []})
        becomes = _by_ends(change.known)
        gone += [held[change.slug, *ends] for ends in was.keys() - becomes.keys()]
        for ends, line in becomes.items():
            facts = [line[key] for key in LINE_FIELDS]
            if ends not in was:
                before, after = bodies[ends[0]], bodies[ends[1]] if ends[1] else None
                new.append([plans[change.slug], before, after, *facts])
            elif line != was[ends]:
                changed.append([*facts, held[change.slug, *ends]])
    bulk.delete(PlanSuccession, gone, reason)
    bulk.create(PlanSuccession, ["plan", "predecessor", "successor", *LINE_FIELDS], new, reason)
    bulk.update(PlanSuccession, LINE_FIELDS, changed, reason)


def _by_ends(document: Document) -> dict[tuple[str, str], Document]:
    return {(line["predecessor"], line["successor"]): line for line in document["lines"]}


def _set_days() -> None:
    """A planned council starts on the earliest day of the plans that make it."""
    planned = PlanSuccession.objects.filter(successor__planned=True).order_by()
    for key, start, day in planned.values_list("successor", "successor__start").annotate(
        day=Min("plan__vesting_date", filter=~Q(plan__vesting_date=""))
    ):
        day = str(day or "")
        if str(start) != day:
            first = first_day(day) if day else END
            Body.with_planned.filter(pk=key).update(start=day, first_day=first)
