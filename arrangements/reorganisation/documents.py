"""A plan as a document: its facts as plain values, keyed as the columns of its sheet are.

Bodies go by their code. Documents are what an import compares and writes, and an undo restores.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from arrangements.models import Body, Plan, PlanSuccession
from arrangements.reorganisation.checks import Known, Planned, Row

Document = dict[str, Any]

# The fields of the models, by the key of the column that shows them.
PLAN_FIELDS = {
    "area": "area",
    "area_name": "name",
    "option": "option",
    "plan_status": "status",
    "decision_date": "decision_date",
    "vesting_date": "vesting_date",
    "plan_source": "source_url",
    "plan_note": "note",
}
LINE_FIELDS = ("extent", "source_url", "note")


def plan_documents() -> dict[str, Document]:
    """Every plan that we hold, by its slug. Two queries."""
    found: dict[str, Document] = {}
    keys: dict[int, str] = {}
    for pk, slug, *values in Plan.objects.values_list("pk", "slug", *PLAN_FIELDS.values()):
        keys[pk] = slug
        found[slug] = dict(zip(PLAN_FIELDS, map(str, values), strict=True)) | {"lines": []}
    rows = PlanSuccession.objects.order_by("plan", "pk").values_list(
        "plan", "predecessor__code", "successor__code", *LINE_FIELDS
    )
    for plan, predecessor, successor, *values in rows:
        line = {"predecessor": predecessor, "successor": successor or ""}
        found[keys[plan]]["lines"].append(line | dict(zip(LINE_FIELDS, values, strict=True)))
    for document in found.values():
        document["lines"] = in_order(document["lines"])
    return found


def in_order(lines: Iterable[Document]) -> list[Document]:
    return sorted(lines, key=lambda line: (line["predecessor"], line["successor"]))


def known_bodies() -> dict[str, Known]:
    """Every body, planned ones too, as the checks want them. One query."""
    rows = Body.with_planned.values_list("code", "name", "end", "parent__code", "planned")
    return {
        code: Known(name, str(end), parent or "", planned)
        for code, name, end, parent, planned in rows
    }


def as_planned(document: Document) -> Planned:
    """A document as the checks want it."""
    return Planned(
        document["area_name"],
        document["option"],
        document["plan_status"],
        document["decision_date"],
        document["vesting_date"],
        [Row(line["predecessor"], line["successor"], line["extent"]) for line in document["lines"]],
    )


def title_of(document: Document) -> str:
    """ "Surrey", or of a proposal "West Sussex: Two councils"."""
    name, option = document["area_name"], document["option"]
    return f"{name}: {option}" if option else str(name)
