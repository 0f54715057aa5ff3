"""Distance: how far apart partners are, and whether they are neighbours, by service."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from statistics import median

from arrangements.choices import Geography
from arrangements.distances import BANDS, UNKNOWN, Apart, band_of, current_distances
from arrangements.insight.figures import ARRANGEMENTS, KM, Cell, Column, Figure, Panel, number_of
from arrangements.insight.ground import Ground
from arrangements.insight.sharers import called
from arrangements.sentences import counted

TITLE = "Distance"
MOST = 10
NOTHING = "Of none of these arrangements is it known how far apart its partners are."
POINTS = (
    "Distances are between the points of the register, in a straight line over the ground: for a"
    " council the middle of its area, for other bodies the town of their headquarters. An"
    " arrangement is as wide as the distance between the two of its partners that are farthest"
    " apart, as recorded."
)
WORDS = {
    Geography.ADJOINING: "Neighbours",
    Geography.ACROSS_WATER: "Neighbours across water",
    Geography.SEPARATE: "Apart: no chain of neighbours",
}

Wide = dict[int, Apart]


def distance(ground: Ground) -> Panel:
    wide = {key: each for key, each in current_distances().items() if key in ground.rows}
    if not wide:
        return Panel("distance", TITLE, [NOTHING], [])
    says = [
        f"Of {counted(len(wide), 'arrangement')} of {len(ground.rows):,} it is known how far apart"
        f" the partners are: half of these are {_km(wide.values()):,} km wide or less.",
        POINTS,
    ]
    figures = [
        by_geography(ground, wide),
        by_distance(ground, wide),
        by_service(ground, wide),
        farthest(ground, wide),
    ]
    return Panel("distance", TITLE, says, figures)


def _km(some: Collection[Apart]) -> int:
    return round(median(each.km for each in some))


def _numbers(wide: Wide, keys: Collection[int]) -> list[Cell]:
    """The median and the largest."""
    some = [wide[key] for key in keys if key in wide]
    if not some:
        return [Cell(None), Cell(None)]
    return [Cell(_km(some)), Cell(round(max(each.km for each in some)))]


def _lying(ground: Ground) -> dict[str, set[int]]:
    held: dict[str, set[int]] = defaultdict(set)
    for key, row in ground.rows.items():
        held[row.geography].add(key)
    return held


def by_geography(ground: Ground, wide: Wide) -> Figure:
    held = _lying(ground)
    rows = [
        [
            Cell(words),
            ground.count(held[code], geography=code.value),
            *_numbers(wide, held[code]),
        ]
        for code, words in WORDS.items()
        if held[code]
    ]
    if held[""]:
        unknown = ground.count(held[""], lacks="geography")
        rows.append([Cell("Not known"), unknown, *_numbers(wide, held[""])])
    return Figure(
        "by-geography",
        "Neighbours, across water, or apart",
        (
            Column("How their areas lie"),
            Column("Arrangements", ARRANGEMENTS),
            Column("Median", KM),
            Column("Widest", KM),
        ),
        rows,
        note="Neighbours: their areas hang together on land or in a river; across water: only over"
        " up to 2.5 km of it, or from one group of islands or the nearest coast to another. Not"
        " known: fewer than two have an area, or the source names only some.",
        picture="bars",
    )


def by_distance(ground: Ground, wide: Wide) -> Figure:
    held: dict[str, set[int]] = defaultdict(set)
    for key in ground.rows:
        held[band_of(wide.get(key))].add(key)
    rows = [
        [Cell(words), ground.count(held[code], apart=code)] for code, (_, _, words) in BANDS.items()
    ]
    if held[UNKNOWN]:
        rows.append([Cell("Not known"), ground.count(held[UNKNOWN], apart=UNKNOWN)])
    return Figure(
        "by-distance",
        "How wide arrangements are",
        (Column("Distance"), Column("Arrangements", ARRANGEMENTS)),
        rows,
        note="From the one to the other of the two partners that are farthest apart. Not known:"
        " fewer than two partners have a point, or the source names only some.",
        picture="bars",
    )


def by_service(ground: Ground, wide: Wide) -> Figure:
    """Those of which most is known first."""
    held = _lying(ground)
    rows = []
    for code, keys in ground.with_service.items():
        known = keys & wide.keys()
        rows.append(
            [
                Cell(ground.services[code].name),
                *_numbers(wide, keys),
                ground.count(known, service=code, has="distance"),
                *(
                    ground.count(keys & held[each], service=code, geography=each.value)
                    for each in WORDS
                ),
            ]
        )
    rows.sort(key=lambda row: (-number_of(row[3]), str(row[0].value)))
    return Figure(
        "distance-by-service",
        "Distance by service",
        (
            Column("Service"),
            Column("Median", KM),
            Column("Widest", KM),
            Column("Distance known", ARRANGEMENTS),
            *(Column(words.split(":")[0], ARRANGEMENTS) for words in WORDS.values()),
        ),
        rows,
        note="A median of few arrangements says little: “distance known” is how many it is of.",
        picture="bars",
        most=15,
    )


def farthest(ground: Ground, wide: Wide) -> Figure:
    bodies = ground.register.bodies
    ordered = sorted(wide, key=lambda key: (-wide[key].km, ground.rows[key].reference))
    return Figure(
        "widest",
        "The widest arrangements",
        (Column("Arrangement"), Column("Distance", KM), Column("Between the two farthest apart")),
        [
            [
                ground.named(key),
                Cell(round(wide[key].km)),
                Cell(" and ".join(sorted(called(bodies[each]) for each in wide[key][1:]))),
            ]
            for key in ordered[:MOST]
        ],
        note="The map measures its lines instead: from a partner to its lead or to the nearest"
        " partner, so the same arrangement is shorter there.",
    )
