"""An import from file to done: planned, decided on, and applied in one transaction.

Long work is done by a process of its own (manage.py work_on_import), short work at once.
"""

from __future__ import annotations

import copy
import hashlib
import json
import sys
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from arrangements.folding import fold
from arrangements.imports.apply import CatalogueMoved, Progress, apply
from arrangements.imports.catalogue import twins
from arrangements.imports.decisions import Decisions
from arrangements.imports.plan import Plan, plan
from arrangements.imports.problems import FileProblem
from arrangements.imports.progress import AlreadyGoing, Work
from arrangements.imports.progress import Progress as ProgressFile
from arrangements.imports.read import read
from arrangements.imports.surroundings import surroundings
from arrangements.imports.undo import undo_import
from arrangements.imports.uploads import forget, keep, keep_surroundings, kept_file, opened
from arrangements.models import (
    Arrangement,
    Body,
    DataStamp,
    Import,
    RememberedHeading,
    RememberedName,
)

AT_ONCE_BYTES, AT_ONCE_CHANGES = 256 * 1024, 500
PLAN, APPLY, UNDO = "plan", "apply", "undo"
DOING = {PLAN: "Reading the file", APPLY: "Applying", UNDO: "Taking it back"}
_SINCE = (
    ": it came after this file was read. Read the file again to see what it would do now. Nothing"
    " was changed."
)
THEN = {PLAN: "Comparing with the catalogue", APPLY: "Applying", UNDO: "Taking it back"}


def start_import(plan: Plan, *, user: Any) -> Import:
    """Keep a plan until somebody confirms it."""
    return Import.objects.create(
        filename=plan.filename[:255], made_by=user, plan=plan.as_json(), totals=plan.counted
    )


def start_upload(upload: UploadedFile, *, user: Any, decisions: Decisions | None = None) -> Import:
    """Keep a file, and plan what it would change. Raises FileProblem, keeping neither."""
    record = Import.objects.create(
        filename=(upload.name or "upload")[:255],
        made_by=user,
        kept_as=keep(upload),
        decisions=(decisions or Decisions()).as_json(),
    )
    try:
        plan_again(record, user=user)
    except FileProblem:
        forget(record.kept_as)
        record.delete()
        raise
    return record


def plan_again(record: Import, *, user: Any) -> None:
    """Read the kept file again: at once, or for a long one in a process of its own.

    Raises FileProblem and AlreadyGoing.
    """
    kept = kept_file(record)
    if kept is not None and kept.stat().st_size > AT_ONCE_BYTES:
        _start_work(record, PLAN, user)
    else:
        replan(record)
        progress_of(record).clear()


def replan(record: Import, progress: Progress | None = None) -> None:
    """Plan anew, by what is decided and with the catalogue as it is now. Raises FileProblem."""
    with opened(record) as path:
        sheets = read(path, settings.UPLOAD_LIMIT_BYTES)
    while True:
        made = plan(
            sheets,
            filename=record.filename,
            decisions=Decisions.from_json(copy.deepcopy(record.decisions)),
            progress=progress,
        )
        wanted = [(row["tab"], row["row"]) for row in made.rows if row["problems"] or row["notes"]]
        keep_surroundings(record, surroundings(sheets, wanted))
        with transaction.atomic():
            now = _waiting(record)
            if now.decisions == record.decisions:
                now.plan, now.totals = made.as_json(), made.counted
                now.save(update_fields=["plan", "totals"])
                return
        # Somebody decided something in the meantime.
        record = now


def decide(record: Import, change: Callable[[Decisions], None], *, user: Any) -> None:
    """Take a decision on a waiting import, and plan anew.

    Raises CatalogueMoved where it waits no longer, AlreadyGoing, and FileProblem, deciding nothing.
    """
    work = work_on(record.pk)
    if work and work.going:
        raise AlreadyGoing
    with transaction.atomic():
        now = _waiting(record)
        before = now.decisions
        decisions = Decisions.from_json(copy.deepcopy(before))
        change(decisions)
        now.decisions = decisions.as_json()
        now.save(update_fields=["decisions"])
    try:
        plan_again(now, user=user)
    except FileProblem:
        # With these answers there is no list left in it.
        with transaction.atomic():
            again = _waiting(now)
            if again.decisions == now.decisions:
                again.decisions = before
                again.save(update_fields=["decisions"])
        raise


def throw_away(record: Import) -> None:
    """Delete a waiting import and its file; it has changed nothing.

    Raises CatalogueMoved where it waits no longer, and AlreadyGoing.
    """
    shown = progress_of(record)
    work = shown.read()
    if work and work.going:
        raise AlreadyGoing
    with transaction.atomic():
        _waiting(record).delete()
    if record.kept_as:
        forget(record.kept_as)
    shown.clear()


def seen_as(record: Import) -> str:
    """A short sign of what a page shows of an import, to tell whether it is still so."""
    shown = json.dumps([record.plan.get("stamp"), record.decisions], sort_keys=True)
    return hashlib.sha256(shown.encode()).hexdigest()[:16]


class NoSource(Exception):
    """New arrangements would come without anybody who says so, though that can be said."""


def without_source(record: Import) -> int:
    """How many new arrangements would come without anybody who says so."""
    changes = record.plan.get("changes", [])
    return sum(not each["before"] and not each["after"].get("sources") for each in changes)


def confirm(record: Import, *, user: Any, seen: str = "") -> list[str] | None:
    """Apply a waiting import as the person saw it; None where a process was started for it.

    Raises CatalogueMoved, NoSource and AlreadyGoing.
    """
    if seen and seen != seen_as(record):
        raise CatalogueMoved(
            "Somebody decided something on this file after you opened the page. Look at it again."
            " Nothing was changed."
        )
    waits = record.state == Import.State.PLANNED
    if waits and kept_file(record) is not None and without_source(record):
        raise NoSource
    if waits and _is_long(record):
        _start_work(record, APPLY, user)
        return None
    applied = apply_import(record, user=user)
    progress_of(record).clear()
    return applied


@transaction.atomic
def apply_import(record: Import, *, user: Any, progress: Progress | None = None) -> list[str]:
    """Apply a kept plan once. Raises CatalogueMoved, changing nothing, if that cannot be."""
    record = _waiting(record)
    plan, record.plan = Plan.from_json(record.plan), {}
    _refuse_what_came_since(plan)
    applied = apply(plan, reason=f"Import {record.pk}", progress=progress)
    record.plan = plan.as_json()
    del plan  # Not to be in memory beside what is kept of it while that is saved.
    record.state, record.applied_at, record.applied_by = Import.State.APPLIED, timezone.now(), user
    record.save()
    _remember(Decisions.from_json(record.decisions), user)
    return applied


def _refuse_what_came_since(plan: Plan) -> None:
    """What would be new is held against the catalogue again where that changed after the planning.

    Raises CatalogueMoved. Waits for whoever else is writing, so that nothing can come in between.
    """
    held = DataStamp.objects.select_for_update().get_or_create(pk=1)[0]
    new = [change for change in plan.changes if change.before is None]
    if not new or plan.stamp == str(held.version):
        return
    rows = Arrangement.objects.order_by("-pk").values_list("name", "reference")
    by_name = {fold(name): reference for name, reference in rows}
    alike = twins()
    for change in new:
        facts = change.kept
        name, bodies = facts["name"], {partner["body"] for partner in facts["partners"]}
        if same := by_name.get(fold(name)):
            raise CatalogueMoved(f"“{name}” is in the catalogue now, as {same}{_SINCE}")
        if change.said_new:
            continue
        if twin := alike.of(name, bodies, set(facts["services"])):
            looks = f"“{name}” looks like “{twin.name}”, which is in the catalogue now, as"
            raise CatalogueMoved(f"{looks} {twin.reference}{_SINCE}")


def take_back(record: Import, *, user: Any) -> list[str] | None:
    """Undo an import, and say what stays; None where a process was started for it.

    Raises CannotUndo, CatalogueMoved and AlreadyGoing.
    """
    if record.state == Import.State.APPLIED and _is_long(record):
        _start_work(record, UNDO, user)
        return None
    left = undo_import(record, user=user).left
    progress_of(record).clear()
    return left


def work_on(key: int) -> Work | None:
    """What is being done with the import of this number, or was when it broke off; None for none.

    Ask before the record is loaded: what is loaded then is what the work left.
    """
    return _progress(key).read()


def unread(record: Import) -> str:
    """Why there is nothing to show of an import that has not been planned."""
    work = work_on(record.pk)
    if work and work.going:
        return "Being read"
    return "Could not be read" if work and work.error else "Reading it was cut off"


def progress_of(record: Import) -> ProgressFile:
    return _progress(record.pk)


def _progress(key: int) -> ProgressFile:
    return ProgressFile(f"import-{key}")


def _is_long(record: Import) -> bool:
    return len(record.plan["changes"]) > AT_ONCE_CHANGES


def _start_work(record: Import, what: str, user: Any) -> None:
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "work_on_import", what]
    command += [str(record.pk), "--user", str(user.pk)]
    progress_of(record).start(DOING[what], command)


def _waiting(record: Import) -> Import:
    """The import as it is now, locked. Raises CatalogueMoved where it waits no longer."""
    record = Import.objects.select_for_update().get(pk=record.pk)
    if record.state != Import.State.PLANNED:
        raise CatalogueMoved("This import was applied already. Nothing was changed.")
    return record


def _remember(decisions: Decisions, user: Any) -> None:
    """What a person asked to have understood in later files too."""
    for folded in decisions.remember_headings:
        facts = {"heading": decisions.written[folded], "key": decisions.headings[folded]}
        RememberedHeading.objects.update_or_create(
            folded=folded, defaults=facts | {"made_by": user}
        )
    codes = {folded: decisions.names[folded] for folded in decisions.remember_names}
    bodies = {body.code: body for body in Body.objects.filter(code__in=codes.values())}
    for folded, code in codes.items():
        if code in bodies:
            RememberedName.objects.update_or_create(
                folded=folded,
                defaults={
                    "name": decisions.written[folded],
                    "body": bodies[code],
                    "made_by": user,
                },
            )
