"""Loads true boundaries from a file of the Office for National Statistics, or takes them out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from arrangements.imports.catalogue import names
from arrangements.imports.names import Days
from arrangements.map.boundaries.drawing import draw_ahead
from arrangements.map.boundaries.loading import Asked, Between, load, remove
from arrangements.map.boundaries.matching import Resolve
from arrangements.map.boundaries.reading import LIMIT_MB, BadBoundaries
from arrangements.models import BoundarySet
from arrangements.partialdate import PartialDate


class Command(BaseCommand):
    help = (
        "Loads true boundaries for the map from a GeoJSON or TopoJSON file, as the ONS Open "
        "Geography portal offers them: districts, counties and unitaries, police or fire areas, of "
        f"any year, at most {LIMIT_MB} MB. A file of the same name is replaced. Without FILE: says "
        "what is loaded."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="a .geojson or .json file")
        parser.add_argument("--on", metavar="DATE", help="draw it for this date (2010, 2010-06-30)")
        parser.add_argument("--from", metavar="DATE", dest="first", help="draw it from this date")
        parser.add_argument("--to", metavar="DATE", dest="last", help="draw it up to this date")
        parser.add_argument(
            "--skip-unknown", action="store_true", help="leave out areas that the register lacks"
        )
        parser.add_argument("--remove", metavar="NAME", help="take a loaded file out again")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["remove"]:
                remove(options["remove"])
                self.stdout.write(f"{options['remove']} is taken out.")
            elif options["file"] is None:
                self._say_what_is_loaded()
            else:
                asked = Asked(_between(options), options["skip_unknown"])
                for line in load(options["file"], _resolver(), asked):
                    self.stdout.write(line)
                draw_ahead()
        except BadBoundaries as error:
            raise CommandError(str(error)) from error

    def _say_what_is_loaded(self) -> None:
        held = BoundarySet.objects.defer("shapes")
        for each in held:
            count = each.boundaries.count()
            self.stdout.write(f"{each.name}: {count:,} areas, loaded {each.loaded_at:%d %B %Y}")
        if not held:
            self.stdout.write("No boundaries are loaded. Give a file to load.")


def _between(options: dict[str, Any]) -> Between | None:
    on, first, last = options["on"], options["first"], options["last"]
    if on and (first or last):
        raise CommandError("Give either --on or --from and --to.")
    if not (on or first or last):
        return None
    began = _date(on or first).first_day if on or first else dt.date.min
    ended = _date(on or last).last_day if on or last else dt.date.max
    if began > ended:
        raise CommandError(f"--from {first} is after --to {last}.")
    return began, ended


def _date(text: str) -> PartialDate:
    try:
        return PartialDate(text)
    except ValueError:
        raise CommandError(
            f"“{text}” is not a date. Give a year (2010), a month (2010-10) or a day (2010-10-01)."
        ) from None


def _resolver() -> Resolve:
    known = names()

    def resolve(name: str, day: dt.date | None) -> str | None:
        match = known.resolve(name, Days(day, day) if day else None, near=False)
        return match.body.code if match.body else None

    return resolve
