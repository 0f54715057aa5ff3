"""Load the register of bodies and the vocabulary of services from fixtures/."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from arrangements.registering import BadFixture, load_register


class Command(BaseCommand):
    help = "Load the register of bodies and the vocabulary of services. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_register(settings.BASE_DIR / "fixtures")
        except BadFixture as error:
            raise CommandError(str(error)) from error
        for line in report.lines:
            self.stdout.write(line)
