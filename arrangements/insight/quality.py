"""How good the catalogue is: what its records say and lack, how old it is, who is not in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from urllib.parse import urlencode

from arrangements.choices import Model, Region, Status
from arrangements.figurefilters import OVER, SAID
from arrangements.insight.councils import KINDS_OF_TIER, share
from arrangements.insight.endings import ENDINGS
from arrangements.insight.figures import (
    ARRANGEMENTS,
    COUNCILS,
    PER_CENT,
    Cell,
    Column,
    Figure,
    Panel,
)
from arrangements.insight.ground import Asked, Ground, Row, body_address
from arrangements.models import Saving, Source
from arrangements.sentences import counted

Says = dict[str, set[int]]
# What can only be said of some: in words, and by their status.
ASKED_OF: dict[str, tuple[str, tuple[Status, ...]]] = {
    "length": ("of what ended or was replaced", OVER),
    "why": ("of what ended, was replaced or was not pursued", ENDINGS),
}


def quality(ground: Ground) -> Panel:
    says = who_says(ground)
    figures = [
        completeness(ground, says),
        last_sight(ground),
        by_region(ground, says),
        by_group(ground, says),
    ]
    if ground.is_whole:
        figures.append(councils_with_none(ground))
    whole = len(ground.rows)
    unsaid = whole - len(says["figure"])
    sentence = (
        f"Of {whole:,} arrangements {whole - len(says['start']):,} have no start, {unsaid:,} have"
        f" neither a figure for savings nor a reason why there is none, and of"
        f" {whole - len(says['model']):,} the model is not known."
    )
    return Panel("quality", "How good is this catalogue?", [sentence], figures)


def who_says(ground: Ground) -> Says:
    """For each thing that a record can say, those that do."""
    own: dict[str, Callable[[Row], object]] = {
        "start": lambda row: row.start,
        "length": lambda row: row.start and row.end,
        "why": lambda row: row.ended_why,
        "figure": lambda row: row.no_figure_reason,
        "model": lambda row: row.model and row.model != Model.UNKNOWN,
        "partners": lambda row: row.partners_complete is not False,
        "seen": lambda row: row.last_seen,
    }
    found = {name: ground.having(condition) for name, condition in own.items()}
    here = {*ground.rows}
    for name, rows in (("source", Source.objects), ("figure", Saving.objects)):
        having = rows.order_by().values_list("arrangement", flat=True).distinct()
        found.setdefault(name, set()).update(here.intersection(having))
    return found


def completeness(ground: Ground, says: Says) -> Figure:
    rows = []
    for name, label in SAID.items():
        of_what, statuses = ASKED_OF.get(name, ("", ()))
        here = {key for key, row in ground.rows.items() if not statuses or row.status in statuses}
        do = says[name] & here
        asked: dict[str, Asked] = {"status": [*map(str, statuses)]} if statuses else {}
        rows.append(
            [
                Cell(f"{label}, {of_what}" if of_what else label),
                share(len(do), len(here)),
                ground.count(do, has=name, **asked),
                ground.count(here - do, lacks=name, **asked),
            ]
        )
    return Figure(
        "quality",
        "What the records say",
        (
            Column("What a record can say"),
            Column("Share that do", PER_CENT),
            Column("Do", ARRANGEMENTS),
            Column("Do not", ARRANGEMENTS),
        ),
        rows,
        note=f"Shares are of all {counted(len(ground.rows), 'arrangement')}, but where a row says"
        f" of which. {_on_partners(ground)}",
        picture="bars",
    )


def _on_partners(ground: Ground) -> str:
    """Whether those named are all of them is for somebody to say, and mostly nobody does."""
    unsaid = len(ground.having(lambda row: row.partners_complete is None))
    some = len(ground.having(lambda row: row.partners_complete is False))
    return (
        f"Of {counted(unsaid, 'arrangement')} nobody says whether there are more partners than"
        f" those named; of {some:,} the source names only some."
    )


def last_sight(ground: Ground) -> Figure:
    seen = defaultdict(set)
    for key, row in ground.rows.items():
        seen[row.last_seen[:4]].add(key)
    rows = [
        [Cell(year), ground.count(seen[year], seen=year)]
        for year in sorted(filter(None, seen), reverse=True)
    ]
    if seen[""]:
        rows.append([Cell("Not known"), ground.count(seen[""], lacks="seen")])
    return Figure(
        "last-sight",
        "When each was last reported or checked",
        (Column("Year"), Column("Arrangements", ARRANGEMENTS)),
        rows,
        picture="bars",
    )


SHORT = {
    "start": "Start known",
    "source": "Source named",
    "figure": "Figure or reason",
    "model": "Model known",
    "partners": "No partner said to be missing",
    "seen": "Year of status known",
}
COLUMNS = (
    Column("Arrangements", ARRANGEMENTS),
    *(Column(label, ARRANGEMENTS) for label in SHORT.values()),
)


def by_region(ground: Ground, says: Says) -> Figure:
    held = ground.by_region
    return Figure(
        "quality-by-region",
        "What the records say, by region",
        (Column("Region"), *COLUMNS),
        [
            [Cell(str(region.label)), *_counts(ground, held[region], says, "region", region.value)]
            for region in Region
            if region in held
        ],
        note="An arrangement counts in every region that a partner is in.",
    )


def by_group(ground: Ground, says: Says) -> Figure:
    held: dict[tuple[str, str], set[int]] = defaultdict(set)
    for code, keys in ground.with_service.items():
        service = ground.services[code]
        held[service.group, service.group_slug] |= keys
    return Figure(
        "quality-by-service",
        "What the records say, by group of services",
        (Column("Group of services"), *COLUMNS),
        [
            [Cell(name), *_counts(ground, keys, says, "service_group", slug)]
            for (name, slug), keys in sorted(held.items())
        ],
        note="An arrangement counts in every group that it has a service of.",
    )


def _counts(ground: Ground, keys: set[int], says: Says, name: str, value: str) -> list[Cell]:
    cells = [ground.count(keys, **{name: value})]
    return cells + [ground.count(keys & says[each], **{name: value, "has": each}) for each in SHORT]


def councils_with_none(ground: Ground) -> Figure:
    """For the whole catalogue alone: whoever is in no list of a query need not be in none."""
    shared = Counter(body for bodies in ground.bodies.values() for body in bodies)
    rows = []
    for tier, kinds in KINDS_OF_TIER.items():
        codes = [str(kind) for kind in kinds]
        there = [
            body
            for body in ground.register.bodies.values()
            if body.kind in codes and body.is_current
        ]
        none = [body for body in there if body.pk not in shared]
        asked = [("body_kind", code) for code in codes] + [("existing", "yes")]
        lonely = body_address(urlencode([*asked, ("sharing", "no")]))
        rows.append(
            [
                Cell(str(tier.label)),
                Cell(len(none), lonely if none else ""),
                Cell(len(there), body_address(urlencode(asked))),
                share(len(none), len(there)),
            ]
        )
    return Figure(
        "councils-with-none",
        "Councils of today that are recorded in no arrangement",
        (
            Column("Tier"),
            Column("In none", COUNCILS),
            Column("Exist", COUNCILS),
            Column("Share", PER_CENT),
        ),
        rows,
        note="A council that only stands in the place of one that is gone is recorded in none.",
        picture="bars",
        bar_of=3,
    )
