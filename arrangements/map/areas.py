"""Which of the backdrop's areas make up a body's."""

from __future__ import annotations

import csv
import datetime as dt
from functools import cache
from pathlib import Path

from django.conf import settings

from arrangements.register import Register


def areas_of(key: int, register: Register, day: dt.date | None = None) -> list[str]:
    """The codes of the backdrop's areas that make up a body's: its own, or its predecessors'.

    The backdrop is that of a day; without one, of all times.
    """
    drawn = _drawn_areas()
    if register.bodies[key].code in drawn:
        return [register.bodies[key].code]
    before = (register.bodies[other] for other in register.ancestors(key))
    return sorted(
        other.code
        for other in before
        if other.code in drawn and register.followed(other.pk) == {key}
    )


@cache
def _drawn_areas() -> frozenset[str]:
    path = Path(settings.BASE_DIR, "fixtures/map_areas.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return frozenset(row["body"] for row in csv.DictReader(file) if row["body"])
