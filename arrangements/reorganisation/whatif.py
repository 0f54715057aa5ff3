"""What becomes of arrangements if plans were changed: the same rule, before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from arrangements.choices import Becomes
from arrangements.models import Arrangement, Body, Plan
from arrangements.reorganisation.documents import PLAN_FIELDS, Document
from arrangements.reorganisation.outlook import ALL, Outlook, Row, current_outlook, plans_held

# The keys of councils that a change would make; no body's is as high.
FIRST_KEY = 10**9


@dataclass(frozen=True)
class Reclassed:
    """An arrangement that would come to another class under one plan."""

    reference: str
    name: str
    plan: str
    before: Becomes
    after: Becomes


def reclassed(changes: Mapping[str, Document | None]) -> list[Reclassed]:
    """What would, by plan and name. `changes` has plans by slug as they would be, None for one
    that would go. Nine queries, and what the outlook asks for once."""
    now, then = current_outlook(), Outlook(_plans(changes))
    moved: list[tuple[int, str, Becomes, Becomes]] = []
    titles = {
        scheme.plan.slug: str(scheme.plan)
        for each in (now, then)
        for scheme in each.schemes.values()
    }
    for slug in (now.classes.keys() | then.classes.keys()) - {ALL}:
        before, after = now.classes.get(slug, {}), then.classes.get(slug, {})
        for key in before.keys() | after.keys():
            was = before.get(key, Becomes.NOT_TOUCHED)
            becomes = after.get(key, Becomes.NOT_TOUCHED)
            if was != becomes:
                moved.append((key, titles[slug], was, becomes))
    names = {
        key: (reference, name)
        for key, reference, name in Arrangement.objects.filter(
            pk__listed={key for key, *_ in moved}
        ).values_list("pk", "reference", "name")
    }
    found = [Reclassed(*names[key], plan, was, becomes) for key, plan, was, becomes in moved]
    return sorted(found, key=lambda each: (each.plan, each.name.casefold(), each.reference))


def _plans(changes: Mapping[str, Document | None]) -> list[tuple[Plan, list[Row]]]:
    keys = dict(Body.with_planned.values_list("code", "pk"))
    found: list[tuple[Plan, list[Row]]] = [
        (plan, rows) for plan, rows in plans_held() if plan.slug not in changes
    ]
    for slug, document in changes.items():
        if document is None:
            continue
        facts = {name: document[key] for key, name in PLAN_FIELDS.items()}
        rows: list[Row] = []
        for line in document["lines"]:
            before, after = (
                keys.setdefault(line[end], FIRST_KEY + len(keys)) if line[end] else None
                for end in ("predecessor", "successor")
            )
            if before is not None:
                rows.append((before, after, line["extent"]))
        found.append((Plan(slug=slug, **facts), rows))
    return found
