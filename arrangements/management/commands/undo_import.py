"""Take one import back."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from arrangements.imports.apply import CatalogueMoved
from arrangements.imports.undo import CannotUndo, undo_import
from arrangements.models import Import
from arrangements.sentences import counted


class Command(BaseCommand):
    help = "Take one import back. Edits made after it stay, and are listed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", type=int, help="the number of the import")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            record = Import.objects.get(pk=options["id"])
            undo = undo_import(record, user=None)
        except Import.DoesNotExist:
            raise CommandError(f"There is no import {options['id']}.") from None
        except (CannotUndo, CatalogueMoved) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Import {record.pk} is taken back: {len(undo.plan.changes):,} arrangements."
        )
        if undo.plan.plans:
            self.stdout.write(
                f"{counted(len(undo.plan.plans), 'plan')} of reorganisation with them."
            )
        for line in undo.left:
            self.stdout.write(line)
