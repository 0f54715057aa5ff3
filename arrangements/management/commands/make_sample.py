"""Make up a catalogue of any size, for benchmarks and tests of scale."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.db.models import Max

from arrangements.exports.files import write_file
from arrangements.exports.formats import CONTENT_TYPES, file_blocks
from arrangements.imports.importing import apply_import, start_import
from arrangements.imports.plan import Change, Plan
from arrangements.models import Arrangement, Body, DataStamp, IssuedReference, Service
from arrangements.sampling import sample

AT_ONCE = 10_000
MOST = 1_000_000


class Command(BaseCommand):
    help = "Load a made-up catalogue of N arrangements, always the same; or, with --to, write it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("count", type=int, metavar="N", help="how many arrangements")
        where = parser.add_mutually_exclusive_group()
        where.add_argument(
            "--to",
            type=Path,
            metavar="FILE",
            help=f"write a file instead; it ends in .{', .'.join(CONTENT_TYPES)}",
        )
        where.add_argument("--load", action="store_true", help="load it (what it does anyway)")
        parser.add_argument(
            "--add", action="store_true", help="load it beside arrangements that are there already"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        count: int = options["count"]
        if not 1 <= count <= MOST:
            raise CommandError(f"N is {count:,}: give a number from 1 to {MOST:,}.")
        if not (Body.objects.exists() and Service.objects.exists()):
            raise CommandError("There is no register yet: run `manage.py load_register` first.")
        if options["to"]:
            self._write(count, options["to"])
        else:
            self._load(count, beside=options["add"])

    def _write(self, count: int, path: Path) -> None:
        ending = path.suffix.lstrip(".").lower()
        if ending not in CONTENT_TYPES:
            raise CommandError(f"{path.name} should end in one of: .{', .'.join(CONTENT_TYPES)}.")
        blocks = file_blocks(sample(count), ending, query="a made-up sample", count=count)
        try:
            write_file(path, blocks)
        except OSError as error:
            raise CommandError(f"{path} could not be written: {error.strerror}.") from error
        self.stdout.write(f"{count:,} made-up arrangements in {path}")

    def _load(self, count: int, *, beside: bool) -> None:
        held = Arrangement.objects.count()
        if held and not beside:
            raise CommandError(
                f"This database holds {held:,} arrangements, and a sample is made up. Name another"
                " database in DATABASE_URL, or say --add to have it beside them."
            )
        highest = IssuedReference.objects.aggregate(highest=Max("number"))["highest"] or 0
        documents = sample(count, first=highest + 1)
        with transaction.atomic():
            for done in range(0, count, AT_ONCE):
                some = list(islice(documents, AT_ONCE))
                plan = Plan(
                    f"Sample of {count:,}, from {done + 1:,}",
                    str(DataStamp.current().version),
                    changes=[Change(each["reference"], None, each) for each in some],
                )
                plan.totals["new"] = len(some)
                record = start_import(plan, user=None)
                apply_import(record, user=None)
                self.stdout.write(f"{done + len(some):,} of {count:,}, as import {record.pk}")
