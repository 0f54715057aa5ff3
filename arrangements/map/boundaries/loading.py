"""Loads a file of boundaries, all of it or nothing, and says what it did."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from arrangements import wording
from arrangements.choices import BodyKind, Nation, Tier
from arrangements.map.boundaries.coverage import (
    NATIONS,
    SINCE,
    Cover,
    covers,
    missing,
    needed,
    stretches,
)
from arrangements.map.boundaries.matching import Matched, Resolve, listed, match, refuse_unknown
from arrangements.map.boundaries.mending import mended
from arrangements.map.boundaries.placing import converter, on_the_grid, projection_of
from arrangements.map.boundaries.reading import BadBoundaries, Reading, read, years_in
from arrangements.map.boundaries.shapes import packed
from arrangements.map.boundaries.topology import Points
from arrangements.models import BodyCode, Boundary, BoundarySet, DataStamp
from arrangements.register import Register, current_register

READ_AS_CODES = ("gss", "former_gss", "ons_legacy")
Between = tuple[dt.date, dt.date]


@dataclass(frozen=True)
class Asked:
    """What an operator asks for beside the file."""

    between: Between | None = None
    skip_unknown: bool = False

    @property
    def day(self) -> dt.date | None:
        return self.between[0] if self.between else None


def load(path: Path, resolve: Resolve, asked: Asked | None = None) -> Iterator[str]:
    """Loads a file, in place of one of the same name; lines that say what was done.

    `resolve` gives the code of the body that a name surely means at a date. Raises
    BadBoundaries, and then nothing has changed.
    """
    asked = asked or Asked()
    register = current_register()
    reading = read(path)
    matched = match(reading, _codes(register), resolve, asked.day)
    if not asked.skip_unknown:
        refuse_unknown(reading, matched)
    points = {
        code: (body.lon, body.lat)
        for code, body in register.by_code.items()
        if body.lat is not None and body.lon is not None
    }
    projection = projection_of(reading.crs, matched.shapes, points)
    convert = converter(projection)
    areas: dict[str, list[Points]] = {}
    for code, shape in matched.shapes.items():
        if rings := on_the_grid(shape, convert):
            areas[code] = rings
        shape.rings.clear()
    if not areas:
        raise BadBoundaries(f"No area of {reading.name} can be drawn. Download it again.")
    bodies = {register.by_code[code].pk for code in areas}
    spans = covers(register, bodies, asked.between)
    _refuse_dates_without_use(register, bodies, spans, asked)
    year = max(
        (year for name in (reading.name, *matched.columns) for year in years_in(name)), default=None
    )
    replaced = _save(reading, projection.name, year, areas, spans, register)
    yield (
        f"{reading.name}: {reading.form} in {projection.name}"
        + (f", codes from {' and '.join(matched.columns)}" if matched.columns else "")
        + (", in place of the one of that name" if replaced else "")
    )
    yield f"{len(areas):,} areas: {_kinds(areas, register)}"
    yield from _left_out(reading, matched)
    yield from _use(register, spans, bodies, _day(matched, asked))


def _codes(register: Register) -> dict[str, str]:
    """The body of each statistical code, old and new."""
    found = {
        code: register.bodies[body].code
        for code, body in BodyCode.objects.filter(scheme__in=READ_AS_CODES).values_list(
            "code", "body"
        )
    }
    return found | {code: code for code in register.by_code}


@transaction.atomic
def _save(
    reading: Reading,
    coordinates: str,
    year: int | None,
    areas: dict[str, list[Points]],
    spans: list[Cover],
    register: Register,
) -> bool:
    shapes = packed(mended(areas))
    replaced, _ = BoundarySet.objects.filter(name=reading.name).delete()
    made = BoundarySet.objects.create(
        name=reading.name,
        coordinates=coordinates,
        year=year,
        covers=[span.as_list() for span in spans],
        shapes=shapes,
    )
    Boundary.objects.bulk_create(
        Boundary(set=made, body=register.by_code[code]) for code in sorted(areas)
    )
    changed()
    return bool(replaced)


def remove(name: str) -> None:
    """Takes a set out again. Raises BadBoundaries where there is none of that name."""
    with transaction.atomic():
        removed, _ = BoundarySet.objects.filter(name=name).delete()
        if not removed:
            held = listed(list(BoundarySet.objects.values_list("name", flat=True))) or "none"
            raise BadBoundaries(f"No boundaries of the name {name} are loaded. Loaded: {held}.")
        changed()


def changed() -> None:
    DataStamp.change()
    shutil.rmtree(drawn_folder(), ignore_errors=True)


def drawn_folder() -> Path:
    """Where backdrops that have been drawn are kept; it can be emptied at any time."""
    folder: Path = settings.VAR_DIR / "backdrops"
    return folder


def _day(matched: Matched, asked: Asked) -> dt.date | None:
    """A day that the file is about, as far as anybody said so."""
    return asked.day or (dt.date(matched.year, 12, 31) if matched.year else None)


def _kinds(areas: dict[str, list[Points]], register: Register) -> str:
    kinds = Counter(register.by_code[code].kind for code in areas)
    return ", ".join(f"{BodyKind(kind).label} {n:,}" for kind, n in kinds.most_common())


def _left_out(reading: Reading, matched: Matched) -> Iterator[str]:
    if matched.by_name:
        yield f"Without a code, taken by name: {listed(matched.by_name)}"
    if matched.no_bodies:
        kinds = [f"{number:,} {kind}" for kind, number in matched.no_bodies.items()]
        yield f"Left out, being no bodies: {', '.join(kinds)}"
    if matched.unknown:
        yield f"Left out, not known to the register: {listed(matched.unknown)}"
    broken = [
        f"{shape.place}: {', '.join(shape.left_out)}" for shape in reading.shapes if shape.left_out
    ]
    if broken:
        yield f"Left out, as it cannot be drawn: {'; '.join(broken[:12])}" + (
            f" and {len(broken) - 12:,} more" if len(broken) > 12 else ""
        )


def _use(
    register: Register, spans: list[Cover], bodies: set[int], day: dt.date | None
) -> Iterator[str]:
    """For what the areas will be used, and what is missing where they are not whole."""
    for nation in NATIONS:
        label = Nation(nation).label
        mine = [span for span in spans if span.nation == nation]
        for span in mine:
            if span.tier == Tier.LOWER:
                yield f"{label}: every council {_between(span)}"
            elif not any(_same(span, other) for other in mine):
                yield f"{label}: every county and single-tier council {_between(span)}"
        if not mine:
            yield from _lacking(register, nation, label, bodies, day)
    if spans:
        yield "The map of such a day draws them; that of another day takes the nearest file."
    else:
        yield "No nation is whole in this file: its areas are shown where their bodies are chosen."


def _same(upper: Cover, other: Cover) -> bool:
    return other.tier == Tier.LOWER and other.first <= upper.first and upper.last <= other.last


def _words(day: dt.date) -> str:
    return wording.date(day.isoformat())


def _between(span: Cover) -> str:
    if span.first <= SINCE and span.last == dt.date.max:
        return "of all times"
    if span.first <= SINCE:
        return f"to {_words(span.last)}"
    if span.last == dt.date.max:
        return f"since {_words(span.first)}"
    return f"from {_words(span.first)} to {_words(span.last)}"


def _lacking(
    register: Register, nation: str, label: str, bodies: set[int], day: dt.date | None
) -> Iterator[str]:
    """Which councils keep a nation from being whole, on the day said or that of the fewest."""
    days = [day] if day else [max(first, SINCE) for first, _ in stretches(register)]
    tried = [
        (needed(register, nation, tier, each), each)
        for each in days
        for tier in (Tier.LOWER, Tier.UPPER)
    ]
    held = [
        (missing(wanted, bodies), wanted, each)
        for wanted, each in tried
        if any(body.pk in bodies for body in wanted)
    ]
    if held:
        lack, wanted, when = min(held, key=lambda each: len(each[0]))
        names = listed([body.name for body in lack])
        yield (
            f"{label}: {len(wanted) - len(lack):,} of the {len(wanted):,} councils of "
            f"{_words(when)}. Without an area: {names}"
        )


def _refuse_dates_without_use(
    register: Register, bodies: set[int], spans: list[Cover], asked: Asked
) -> None:
    if not asked.between or spans:
        return
    whole = covers(register, bodies)
    if whole:
        times = ", ".join(f"{Nation(span.nation).label} {_between(span)}" for span in whole)
        raise BadBoundaries(
            "At that time the file lacks councils that existed. It has every council of "
            f"{times}. Load it for such days, or without a date."
        )
