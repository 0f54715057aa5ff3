"""Do the long work of one import. Started by the site, which shows its progress."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from arrangements.imports.apply import CatalogueMoved
from arrangements.imports.importing import (
    APPLY,
    DOING,
    PLAN,
    THEN,
    UNDO,
    apply_import,
    progress_of,
    replan,
)
from arrangements.imports.problems import FileProblem
from arrangements.imports.undo import CannotUndo, undo_import
from arrangements.models import Import


class Command(BaseCommand):
    help = "Plan, apply or take back one import; the site starts this for long files."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=sorted(DOING))
        parser.add_argument("id", type=int, help="the number of the import")
        parser.add_argument("--user", type=int, help="the number of the user who asked for it")

    def handle(self, *args: Any, **options: Any) -> None:
        what: str = options["what"]
        try:
            record = Import.objects.defer("plan").get(pk=options["id"])
        except Import.DoesNotExist:
            raise CommandError(f"There is no import {options['id']}.") from None
        user = User.objects.filter(pk=options["user"]).first()
        shown = progress_of(record)

        def progress(done: int, total: int) -> None:
            shown.write(THEN[what], done, total)

        try:
            if what == PLAN:
                replan(record, progress)
            elif what == APPLY:
                apply_import(record, user=user, progress=progress)
            elif what == UNDO:
                undo_import(record, user=user, progress=progress)
        except (FileProblem, CatalogueMoved, CannotUndo) as error:
            shown.write(DOING[what], error=str(error))
            raise CommandError(str(error)) from error
        shown.clear()
