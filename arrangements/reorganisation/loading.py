"""Planned bodies and the coded plans, from the rows of the fixtures into the models."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.utils.text import slugify

from arrangements.choices import BodyKind, Nation, Sector, Tier
from arrangements.models import Body, Plan, PlanSuccession
from arrangements.partialdate import END, first_day
from arrangements.reorganisation.checks import Known, Planned, Row, faults

Rows = Iterable[dict[str, str]]


class BadPlan(Exception):
    """Plans contradict the register or each other; the text says how, a line for each fault."""


def load_planned_bodies(rows: Rows) -> dict[str, Body]:
    """Councils that are to come, by code; what is planned no more goes."""
    held = {body.code: body for body in Body.with_planned.filter(planned=True)}
    found = {}
    for row in rows:
        body = held.pop(row["code"], None) or Body(code=row["code"], planned=True)
        body.name, body.slug = row["name"], slugify(row["name"])
        body.kind, body.tier, body.sector = BodyKind.UNITARY, Tier.SINGLE, Sector.COUNCIL
        body.nation, body.region = Nation.ENGLAND, slugify(row["region"])
        body.start, body.source, body.note = row["start"], row["source"], row["note"]
        body.first_day = first_day(row["start"]) if row["start"] else END
        body.save()
        found[body.code] = body
    Body.with_planned.filter(pk__in=[body.pk for body in held.values()]).delete()
    return found


def load_plans(plans: Rows, successions: Rows, bodies: dict[str, Body]) -> tuple[int, int]:
    """All plans anew; how many there are, and how many of their lines. Raises BadPlan."""
    lines: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in successions:
        lines[row["area"], row["option"]].append(row)
    held = list(plans)
    if strays := lines.keys() - {(row["area"], row["option"]) for row in held}:
        area, option = min(strays)
        raise BadPlan(f"{area}, option “{option}”: there are lines of a plan that is not listed.")
    wrong = list(faults([_planned(row, lines) for row in held], _known(bodies)))
    if wrong:
        raise BadPlan("\n".join(wrong))
    PlanSuccession.objects.all().delete()
    made, kept = 0, []
    for row in held:
        plan, _ = Plan.objects.update_or_create(
            slug=slugify(f"{row['name']} {row['option']}"), defaults=dict(row)
        )
        kept.append(plan.pk)
        rows = PlanSuccession.objects.bulk_create(
            PlanSuccession(
                plan=plan,
                predecessor=bodies[line["predecessor"]],
                successor=bodies[line["successor"]] if line["successor"] else None,
                extent=line["extent"],
                source_url=line["source_url"],
                note=line["note"],
            )
            for line in lines[row["area"], row["option"]]
        )
        made += len(rows)
    Plan.objects.exclude(pk__in=kept).delete()
    return len(held), made


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
