"""Which body of the register each shape of a file is: by its code, else by a certain name."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from arrangements.map.boundaries.reading import BadBoundaries, Reading, Shape, year_in

# Given a name and the year it is of, if that is known: the code of the body that it surely means.
Resolve = Callable[[str, dt.date | None], str | None]

# What statistical codes stand for that is no body, by how the code begins.
NO_BODIES = {
    "E11": "metropolitan counties", "E12": "regions", "E13": "parts of London",
    "K02": "the United Kingdom", "K03": "Great Britain", "K04": "England and Wales",
    "E92": "nations", "W92": "nations", "S92": "nations", "N92": "nations",
}  # fmt: skip
_CODE = re.compile(r"[A-Z]\d{8}|\d\d[A-Z]{2}|95[A-Z]")
SHOWN = 12
TRIED = 40


@dataclass
class Matched:
    """The shapes of each body, and what became of the others."""

    shapes: dict[str, Shape] = field(default_factory=dict)
    by_name: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    no_bodies: Counter[str] = field(default_factory=Counter)
    columns: list[str] = field(default_factory=list)
    year: int | None = None


def match(
    reading: Reading, codes: Mapping[str, str], resolve: Resolve, day: dt.date | None = None
) -> Matched:
    """The body of every shape. Raises BadBoundaries where there is none, or two shapes have one.

    `codes` gives the body of each code that anybody uses; `day` is when the areas were so.
    """
    found = Matched(year=year_in(reading.name))
    layers: dict[str, list[Shape]] = defaultdict(list)
    for shape in reading.shapes:
        layers[shape.layer].append(shape)
    for shapes in layers.values():
        _match_layer(shapes, codes, resolve, day, found)
    if not found.shapes:
        raise BadBoundaries(_nothing_found(reading, found))
    return found


def _match_layer(
    shapes: list[Shape],
    codes: Mapping[str, str],
    resolve: Resolve,
    day: dt.date | None,
    found: Matched,
) -> None:
    column = _column_of_codes(shapes, codes)
    found.year = found.year or year_in(column)
    when = day or (dt.date(found.year, 12, 31) if found.year else None)
    coded = all(_text(shape.properties.get(column)) in codes for shape in shapes)
    names = "" if coded else _column_of_names(shapes, resolve, when)
    here: dict[str, Shape] = {}
    codes_used: dict[str, str] = {}
    for shape in shapes:
        code = _text(shape.properties.get(column))
        name = _text(shape.properties.get(names))
        body = codes.get(code)
        if not code and name and (body := resolve(name, when)):
            found.by_name.append(name)
        if body is None:
            if kind := NO_BODIES.get(code[:3]):
                found.no_bodies[kind] += 1
            else:
                found.unknown.append(f"{code or 'no code'} {name}".strip() + f" ({shape.place})")
        elif body in here and code != codes_used[body]:
            # Two codes of one body, in a file of several years: its own is the newer.
            if code == body or _newer(code, codes_used[body]):
                here[body], codes_used[body] = shape, code
        elif body in here:
            raise BadBoundaries(
                f"{code or name} stands twice in the file: {here[body].place} and {shape.place}. "
                "Leave one of them out, or join them into one area."
            )
        else:
            here[body], codes_used[body] = shape, code
    if here and column and column not in found.columns:
        found.columns.append(column)
    for body, shape in here.items():
        found.shapes.setdefault(body, shape)


def _newer(code: str, other: str) -> bool:
    """Of two statistical codes of one kind the later was given later."""
    return len(code) == len(other) and code > other


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _columns(shapes: Iterable[Shape]) -> list[str]:
    return list(dict.fromkeys(name for shape in shapes for name in shape.properties))


def _column_of_codes(shapes: list[Shape], codes: Mapping[str, str]) -> str:
    """The column with the most codes of bodies, whatever it is called; else of any codes."""

    def weigh(column: str) -> tuple[int, int, int]:
        values = [_text(shape.properties.get(column)) for shape in shapes]
        # Of two columns the one with the newer, nine-character codes.
        newer = sum(len(value) == 9 for value in values if value in codes)
        like = sum(bool(_CODE.fullmatch(value)) for value in values)
        return sum(value in codes for value in values), newer, like

    best = max(_columns(shapes), key=weigh, default="")
    return best if best and any(weigh(best)) else ""


def _column_of_names(shapes: list[Shape], resolve: Resolve, when: dt.date | None) -> str:
    some = shapes[:: max(1, len(shapes) // TRIED)]

    def weigh(column: str) -> int:
        values = [_text(shape.properties.get(column)) for shape in some]
        return sum(
            bool(resolve(value, when))
            for value in values
            if value and not _CODE.fullmatch(value) and not value.isdigit()
        )

    best = max(_columns(shapes), key=weigh, default="")
    return best if best and weigh(best) else ""


def listed(things: list[str]) -> str:
    more = len(things) - SHOWN
    return ", ".join(things[:SHOWN]) + (f" and {more:,} more" if more > 0 else "")


def _nothing_found(reading: Reading, found: Matched) -> str:
    advice = (
        "Take a file of local authority districts, counties and unitary authorities, police or "
        "fire areas, with its column of codes (LAD23CD, CTYUA24CD and the like)."
    )
    if found.no_bodies:
        return (
            f"{reading.name} has {' and '.join(found.no_bodies)}, and those are no bodies. {advice}"
        )
    columns = listed(_columns(reading.shapes)) or "none"
    return (
        f"{reading.name} has {len(reading.shapes):,} areas, and none of them has the code or the "
        f"certain name of a body that we know. Its columns: {columns}. {advice}"
    )


def refuse_unknown(reading: Reading, found: Matched) -> None:
    """Raises BadBoundaries where the file has codes that nobody has."""
    if found.unknown:
        raise BadBoundaries(
            f"{reading.name} has {len(found.unknown):,} areas of bodies that we do not know: "
            f"{listed(found.unknown)}. With --skip-unknown the rest is loaded without them."
        )
