"""What the processes of these tests do: `python -m tests.soak.work COMMAND …`, answers in JSON.

prepare FILE…    plan each file, keep the plans, and answer with the numbers of the imports
apply ID         wait for a line on standard input, then apply; answer with what came of it
apply ID N       the same, but be killed when N statements have been run
undo ID [N]      the same, taking it back
look             a digest of everything that an import may touch
again WHAT ID    look, apply or undo, look; answer with all three

Each statement is told on a line of its own, before it is run: "write" inside of a transaction that
changes something, "read" elsewhere; and "done" when the transaction has ended.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.apps import apps  # noqa: E402
from django.db import connection  # noqa: E402

from arrangements.documents import documents  # noqa: E402
from arrangements.imports.apply import CatalogueMoved  # noqa: E402
from arrangements.imports.importing import apply_import, start_import  # noqa: E402
from arrangements.imports.plan import plan_file  # noqa: E402
from arrangements.imports.undo import CannotUndo, undo_import  # noqa: E402
from arrangements.models import Arrangement, Import, IssuedReference  # noqa: E402

# A rolled back insert uses numbers up, so keys say nothing; the document has what they stand for.
COUNTED_ALONE = {"import", "datastamp"}


WRITES = ("INSERT", "UPDATE", "DELETE")


class Statements:
    """Tells the statements that are run, and kills the process when there have been enough."""

    def __init__(self, last: int | None) -> None:
        self.last = last
        self.told: list[str] = []

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        inside = connection.in_atomic_block and ("write" in self.told or sql.startswith(WRITES))
        self.told.append("write" if inside else "read")
        print(self.told[-1], flush=True)
        answer = execute(sql, params, many, context)
        if len(self.told) == self.last:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer


def prepare(*files: str) -> list[int]:
    made = []
    for file in files:
        plan = plan_file(Path(file), limit_bytes=1 << 30)
        if plan.totals["problem"]:
            raise ValueError([row for row in plan.rows if row["problems"]][:3])
        made.append(start_import(plan, user=None).pk)
    return made


def apply(key: str, last: str = "", *, what: str = "apply") -> dict[str, Any]:
    connection.ensure_connection()
    print("ready", flush=True)
    sys.stdin.readline()
    statements = Statements(int(last) if last else None)
    begun = time.monotonic()
    with connection.execute_wrapper(statements):
        record = Import.objects.get(pk=key)
        try:
            if what == "apply":
                applied = apply_import(record, user=None)
            else:
                applied = [c.reference for c in undo_import(record, user=None).plan.changes]
        except (CatalogueMoved, CannotUndo) as told:
            return {"told": str(told)}
    print("done", flush=True)
    seconds = time.monotonic() - begun
    return {"applied": applied, "statements": statements.told, "seconds": seconds}


def undo(key: str, last: str = "") -> dict[str, Any]:
    return apply(key, last, what="undo")


def again(what: str, key: str) -> dict[str, Any]:
    before = look()
    return {"before": before, **apply(key, what=what), "after": look()}


def look() -> dict[str, Any]:
    references = list(Arrangement.objects.values_list("reference", flat=True))
    facts = json.dumps(documents(references), sort_keys=True)
    derived = sorted(
        map(str, Arrangement.objects.values_list("reference", "sort_name", "days_known"))
    )
    return {
        "documents": hashlib.sha256(facts.encode()).hexdigest(),
        "derived": hashlib.sha256("".join(derived).encode()).hexdigest(),
        "issued": IssuedReference.objects.count(),
        "names": len(set(Arrangement.objects.values_list("name", flat=True))),
        "states": sorted(Import.objects.values_list("pk", "state")),
        "rows": {
            model._meta.model_name: model._default_manager.count()
            for model in apps.get_app_config("arrangements").get_models()
            if model._meta.model_name not in COUNTED_ALONE
        },
    }


if __name__ == "__main__":
    commands = {"prepare": prepare, "apply": apply, "undo": undo, "look": look, "again": again}
    command = commands[sys.argv[1]]
    print(json.dumps(command(*sys.argv[2:])))
