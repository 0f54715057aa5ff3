"""Who shares most: the bodies in most arrangements, those with most partners, and the pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from itertools import combinations

from django.urls import reverse

from arrangements.figurefilters import SIZES, size_of
from arrangements.insight.figures import ARRANGEMENTS, BODIES, Cell, Column, Figure, Panel
from arrangements.insight.ground import Ground, bodies_of, narrowed
from arrangements.models import Body
from arrangements.sentences import counted

MOST = 20
SMALL = [code for code, (_, most, _) in SIZES.items() if most < 10]
TITLE = "Who shares most"
ALONE = "None of these arrangements names two partners."

Pair = tuple[int, int]


class Company:
    """For each body what it is in and with whom."""

    def __init__(self, bodies: Mapping[int, Collection[int]]) -> None:
        self.shares: dict[int, set[int]] = defaultdict(set)
        together: dict[int, set[int]] = defaultdict(set)
        for key, here in bodies.items():
            for body in here:
                self.shares[body].add(key)
                together[body].update(here)
        self.partners = {body: held - {body} for body, held in together.items() if len(held) > 1}


def sharers(ground: Ground) -> Panel:
    company = Company(ground.bodies)
    bodies = company.shares
    pairs: Counter[Pair] = Counter()
    for here in ground.bodies.values():
        pairs.update(combinations(sorted(here), 2))
    if not pairs:
        return Panel("sharers", TITLE, [ALONE], [])
    says = [
        f"{counted(len(bodies), 'body', 'bodies')} take part, in"
        f" {counted(len(pairs), 'different pair')};"
        f" {sum(number > 1 for number in pairs.values()):,} of these pairs share more than one"
        " arrangement.",
        "The edge list has every pair of every arrangement with its dates, for spreadsheets as CSV"
        " and for network programs as GraphML.",
    ]
    figures = [in_most(ground, company), hubs(ground, company), closest(ground, pairs)]
    asked = f"?{ground.query.string}" if ground.query.string else ""
    links = [
        ("Edge list as CSV", reverse("insight-edges-csv") + asked),
        ("Edge list as GraphML", reverse("insight-edges-graphml") + asked),
    ]
    return Panel("sharers", TITLE, says, [each for each in figures if each.rows], links)


def in_most(ground: Ground, company: Company) -> Figure:
    """By number of arrangements."""
    rows = [
        [
            Cell(called(body), body.get_absolute_url()),
            ground.count(company.shares[body.pk], body=body.slug),
            _partners(ground, body, company, narrowed(ground.base, body=body.slug)),
        ]
        for body in _first(ground, company.shares)
    ]
    return Figure(
        "in-most-arrangements",
        "Bodies in most arrangements",
        (Column("Body"), Column("Arrangements", ARRANGEMENTS), Column("Partners", BODIES)),
        rows,
        note=f"{_cut(len(rows), len(company.shares), 'body', 'bodies')} A class of bodies counts as"
        " one partner, a body and its successor as two.",
        picture="bars",
    )


def hubs(ground: Ground, company: Company) -> Figure:
    """By number of different partners, but for what nearly everybody is in."""
    few = Company({key: here for key, here in ground.bodies.items() if size_of(len(here)) in SMALL})
    rows = [
        [
            Cell(called(body), body.get_absolute_url()),
            _partners(ground, body, few, narrowed(ground.base, body=body.slug, size=SMALL)),
            ground.count(few.shares[body.pk], body=body.slug, size=SMALL),
        ]
        for body in _first(ground, few.partners)
    ]
    return Figure(
        "hubs",
        "Hubs: bodies with most different partners",
        (Column("Body"), Column("Partners", BODIES), Column("Arrangements", ARRANGEMENTS)),
        rows,
        note=f"In arrangements of up to nine bodies: one that a whole nation is in makes everybody"
        f" a hub. {_cut(len(rows), len(few.partners), 'body', 'bodies')}",
        picture="bars",
    )


def closest(ground: Ground, pairs: Counter[Pair]) -> Figure:
    """The pairs with most arrangements together."""
    bodies = ground.register.bodies
    least = sorted(pairs.values())[-MOST:][0]
    ordered = sorted(
        (item for item in pairs.items() if item[1] >= least),
        key=lambda item: (-item[1], *sorted(bodies[each].name for each in item[0]), item[0]),
    )
    rows = []
    for pair, number in ordered[:MOST]:
        a, b = sorted((bodies[each] for each in pair), key=lambda body: (body.name, body.code))
        both = narrowed(ground.base, **{"body": a.slug, "with": b.slug})
        rows.append([Cell(f"{called(a)} and {called(b)}"), ground.listed(number, both)])
    return Figure(
        "pairs",
        "Pairs that share most",
        (Column("Pair"), Column("Arrangements", ARRANGEMENTS)),
        rows,
        note=_cut(len(rows), len(pairs), "pair", "pairs"),
        picture="bars",
    )


def called(body: Body) -> str:
    """A body by its name; one that is gone with its last year, since its name may live on."""
    return f"{body.name} (to {body.end[:4]})" if body.end else body.name


def _first(ground: Ground, held: Mapping[int, Collection[int]]) -> list[Body]:
    """Those with most; of as many by name."""
    counts = ((-len(mine), ground.register.bodies[key]) for key, mine in held.items())
    ordered = sorted(counts, key=lambda each: (each[0], each[1].name, each[1].code))
    return [body for _, body in ordered[:MOST]]


def _partners(ground: Ground, body: Body, company: Company, string: str) -> Cell:
    """How many others are in what a query finds, where this body is."""
    number = len(company.partners.get(body.pk, ()))
    return Cell(number, bodies_of(string, ground.day, besides=body.slug) if number else "")


def _cut(shown: int, whole: int, singular: str, plural: str) -> str:
    if shown == whole:
        return f"All {counted(whole, singular, plural)}."
    return f"The first {shown} of {whole:,} {plural}; of those with as many, by name."
