"""Planned bodies and the coded plans, from the rows of the fixtures into the models.

A plan that an import has touched is an editor's: newer fixtures leave it, and what it names, alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.utils.text import slugify

from arrangements.choices import BodyKind, Nation, Sector, Tier
from arrangements.models import Body, Plan, PlanSuccession
from arrangements.partialdate import END, first_day
from arrangements.reorganisation.checks import Known, Planned, Row, faults, gone_to_by_nobody

Rows = Iterable[dict[str, str]]
FACTS = ["area", "name", "option", "status", "decision_date", "vesting_date", "source_url", "note"]


class BadPlan(Exception):
    """Plans contradict the register or each other; the text says how, a line for each fault."""


def of_editors() -> set[str]:
    """The slugs of the plans that imports have brought, changed or taken out."""
    return set(Plan.history.values_list("slug", flat=True)) | set(
        PlanSuccession.history.values_list("plan__slug", flat=True)
    )


def load_planned_bodies(rows: Rows) -> dict[str, Body]:
    """Councils that are to come, by code; what is planned no more goes."""
    kept = Body.with_planned.filter(
        planned=True, planned_predecessions__plan__slug__in=of_editors()
    )
    by_editors = {body.code: body for body in kept}
    held = {body.code: body for body in Body.with_planned.filter(planned=True)}
    found = {}
    for row in rows:
        body = held.pop(row["code"], None) or Body(code=row["code"], planned=True)
        found[row["code"]] = body
        if row["code"] in by_editors:
            continue
        body.name, body.slug = row["name"], slugify(row["name"])
        body.kind, body.tier, body.sector = BodyKind.UNITARY, Tier.SINGLE, Sector.COUNCIL
        body.nation, body.region = Nation.ENGLAND, slugify(row["region"])
        body.start, body.source, body.note = row["start"], row["source"], row["note"]
        body.first_day = first_day(row["start"]) if row["start"] else END
        body.save()
    gone = [body.pk for code, body in held.items() if code not in by_editors]
    Body.with_planned.filter(pk__in=gone).delete()
    return found


def load_plans(plans: Rows, successions: Rows, bodies: dict[str, Body]) -> tuple[int, int]:
    """All shipped plans anew; how many there are, and how many of their lines. Raises BadPlan."""
    lines: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in successions:
        lines[row["area"], row["option"]].append(row)
    held = list(plans)
    if strays := lines.keys() - {(row["area"], row["option"]) for row in held}:
        area, option = min(strays)
        raise BadPlan(f"{area}, option “{option}”: there are lines of a plan that is not listed.")
    checked, register = [_planned(row, lines) for row in held], _known(bodies)
    wrong = [str(fault) for fault in faults(checked, register)]
    wrong += [
        f"{name}: no plan makes it. Add the rows of the councils that go to it, or take it out."
        for name in gone_to_by_nobody(checked, register)
    ]
    if wrong:
        raise BadPlan("\n".join(wrong))
    theirs = of_editors()
    PlanSuccession.objects.exclude(plan__slug__in=theirs).delete()
    shipped = {slugify(f"{row['name']} {row['option']}"): row for row in held}
    Plan.objects.exclude(slug__in=theirs | shipped.keys()).delete()
    there = dict(Plan.objects.values_list("slug", "pk"))
    made = [
        Plan(pk=there.get(slug), slug=slug, **row)
        for slug, row in shipped.items()
        if slug not in theirs
    ]
    Plan.objects.bulk_create([plan for plan in made if plan.pk is None])
    Plan.objects.bulk_update([plan for plan in made if plan.slug in there], FACTS)
    PlanSuccession.objects.bulk_create(
        PlanSuccession(
            plan=plan,
            predecessor=bodies[line["predecessor"]],
            successor=bodies[line["successor"]] if line["successor"] else None,
            extent=line["extent"],
            source_url=line["source_url"],
            note=line["note"],
        )
        for plan in made
        for line in lines[plan.area, plan.option]
    )
    return Plan.objects.count(), PlanSuccession.objects.count()


def _planned(row: dict[str, str], lines: dict[tuple[str, str], list[dict[str, str]]]) -> Planned:
    return Planned(
        row["name"],
        row["option"],
        row["status"],
        row["decision_date"],
        row["vesting_date"],
        [
            Row(line["predecessor"], line["successor"], line["extent"])
            for line in lines[row["area"], row["option"]]
        ],
    )


def _known(bodies: dict[str, Body]) -> dict[str, Known]:
    codes = {body.pk: code for code, body in bodies.items()}
    return {
        code: Known(body.name, body.end, codes.get(body.parent_id or 0, ""), body.planned)
        for code, body in bodies.items()
    }
