"""An import from plan to done: kept while it waits, and applied in one transaction."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from arrangements.imports.apply import CatalogueMoved, Progress, apply
from arrangements.imports.plan import Plan
from arrangements.models import Import


def start_import(plan: Plan, *, user: Any) -> Import:
    """Keep a plan until somebody confirms it."""
    return Import.objects.create(filename=plan.filename[:255], made_by=user, plan=plan.as_json())


@transaction.atomic
def apply_import(record: Import, *, user: Any, progress: Progress | None = None) -> list[str]:
    """Apply a kept plan once. Raises CatalogueMoved, changing nothing, if that cannot be."""
    record = Import.objects.select_for_update().get(pk=record.pk)
    if record.state != Import.State.PLANNED:
        raise CatalogueMoved("This import was applied already. Nothing was changed.")
    plan = Plan.from_json(record.plan)
    applied = apply(plan, reason=f"Import {record.pk}", progress=progress)
    record.plan = plan.as_json()
    record.state, record.applied_at, record.applied_by = Import.State.APPLIED, timezone.now(), user
    record.save()
    return applied
