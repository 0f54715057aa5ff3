"""One measured task: `python -m tests.bench.tasks NAME FILE`.

It prints a line of JSON: the seconds of the task itself, by the clock and of the processor (its
child processes included), and what it counted.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
django.setup()

from django.http import QueryDict  # noqa: E402
from import_export.formats.base_formats import XLSX  # noqa: E402

from arrangements.exports.formats import Download  # noqa: E402
from arrangements.filters import Query  # noqa: E402
from arrangements.imports.importing import apply_import, start_import  # noqa: E402
from arrangements.imports.plan import plan_file  # noqa: E402
from arrangements.models import Import  # noqa: E402
from tests.bench.peer.models import Shared  # noqa: E402
from tests.bench.peer.resources import AsDocumented, SkippingUnchanged  # noqa: E402

Totals = dict[str, int]


def our_preview(file: Path) -> Totals:
    """From the file to a plan that is kept until somebody says yes."""
    plan = plan_file(file, limit_bytes=1 << 30)
    start_import(plan, user=None)
    return plan.totals


def our_apply(file: Path) -> Totals:
    """What happens when somebody says yes."""
    record = Import.objects.defer("plan").latest("pk")
    return {"new": len(apply_import(record, user=None))}


def our_export(file: Path) -> Totals:
    with file.open("wb") as out:
        out.writelines(Download(Query(QueryDict("")), "xlsx").blocks())
    return {}


def _peer_import(resource_class: type[AsDocumented], file: Path, *, dry_run: bool) -> Totals:
    data = XLSX().create_dataset(file.read_bytes())
    result = resource_class().import_data(data, dry_run=dry_run, use_transactions=True)
    if result.has_errors():
        raise RuntimeError(str(result.row_errors()[:1]))
    return {name: count for name, count in result.totals.items() if count}


def peer_preview(file: Path) -> Totals:
    return _peer_import(AsDocumented, file, dry_run=True)


def peer_apply(file: Path) -> Totals:
    return _peer_import(AsDocumented, file, dry_run=False)


def peer_skipping(file: Path) -> Totals:
    return _peer_import(SkippingUnchanged, file, dry_run=True)


def peer_export(file: Path) -> Totals:
    rows = Shared.objects.select_related("part_of").prefetch_related("services", "partners")
    file.write_bytes(XLSX().export_data(AsDocumented().export(rows)))
    return {}


TASKS: dict[str, Callable[[Path], Totals]] = {
    task.__name__: task
    for task in (
        our_preview,
        our_apply,
        our_export,
        peer_preview,
        peer_apply,
        peer_skipping,
        peer_export,
    )
}


def work_so_far() -> float:
    """Seconds of the processor, for this process and its children."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def measured(name: str, file: Path) -> dict[str, Any]:
    work, started = work_so_far(), time.perf_counter()
    totals = TASKS[name](file)
    return {
        "seconds": time.perf_counter() - started,
        "work": work_so_far() - work,
        "totals": totals,
    }


if __name__ == "__main__":
    print(json.dumps(measured(sys.argv[1], Path(sys.argv[2]))))
