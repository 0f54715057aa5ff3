"""Plan what a file would change in the catalogue and, with --commit, change it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from arrangements.imports.apply import CatalogueMoved, Progress
from arrangements.imports.importing import apply_import, start_import
from arrangements.imports.plan import plan_file
from arrangements.imports.problems import FileProblem
from arrangements.models import Import
from arrangements.sentences import counted

SHOWN = 20
# A file of so many arrangements takes long enough to say how far it has come.
LONG, EVERY = 2000, 1000


class Command(BaseCommand):
    help = "Show what a spreadsheet, or a folder of CSV, would change; with --commit, do it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="a file, or a folder of CSV sheets")
        parser.add_argument("--commit", action="store_true", help="apply the rows without problems")
        parser.add_argument(
            "--keep-references",
            action="store_true",
            help="accept references that were never issued",
        )
        parser.add_argument("--report", type=Path, metavar="FILE.json", help="write what was found")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["path"]
        try:
            plan = plan_file(
                path,
                limit_bytes=settings.UPLOAD_LIMIT_BYTES,
                keep_references=options["keep_references"],
                progress=self._progress("Compared"),
            )
        except FileProblem as error:
            raise CommandError(str(error)) from error
        if options["report"]:
            options["report"].write_text(json.dumps(plan.report(), indent=1, ensure_ascii=False))
        problems = [row for row in plan.rows if row["problems"]]
        for row in problems[:SHOWN]:
            for problem in row["problems"]:
                place = f"{row['sheet']} {problem['column']}{row['row']}"
                self.stderr.write(f"{place}: {problem['message']} {problem['suggestion']}")
        if len(problems) > SHOWN:
            self.stderr.write(f"and {len(problems) - SHOWN:,} more rows with problems")
        for tab, why in plan.left_out.items():
            self.stderr.write(f"The sheet “{tab}” was left out: {why}.")
        for note in plan.notes[:SHOWN]:
            self.stderr.write(note)
        self.stdout.write(
            ", ".join(f"{plan.totals[key]:,} {key}" for key in ("new", "changed", "same"))
            + f", {plan.totals['problem']:,} with problems"
        )
        if held := plan.plan_totals:
            self.stdout.write(
                f"Plans of reorganisation: {held['new']:,} new, {held['changed']:,} changed,"
                f" {held['same']:,} same, {held['problem']:,} with problems"
            )
        if not options["commit"]:
            self.stdout.write("Nothing was changed. Add --commit to apply this.")
            return
        # Of a long list the plan is large: it is let go of here, and read again to be applied.
        key, plans = start_import(plan, user=None).pk, len(plan.plans)
        del plan, problems
        record = Import.objects.defer("plan").get(pk=key)
        try:
            applied = apply_import(record, user=None, progress=self._progress("Applied"))
        except CatalogueMoved as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Applied as import {record.pk}: {len(applied):,} arrangements.")
        if plans:
            self.stdout.write(f"{counted(plans, 'plan')} of reorganisation with them.")

    def _progress(self, what: str) -> Progress:
        def say(done: int, total: int) -> None:
            if total >= LONG and done and (done % EVERY == 0 or done == total):
                self.stderr.write(f"{what} {done:,} of {total:,} arrangements")

        return say
