"""The register's fixtures into the models. Repeatable: what is there is brought up to date."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.text import slugify

from arrangements.derive import derive
from arrangements.models import (
    Adjacency,
    Arrangement,
    Body,
    BodyCode,
    BodyName,
    DataStamp,
    GroupMember,
    Service,
    ServiceName,
    Succession,
)
from arrangements.partialdate import first_day, last_day
from arrangements.reorganisation.loading import BadPlan, load_planned_bodies, load_plans

TEXTS = [
    "name",
    "short_name",
    "kind",
    "tier",
    "sector",
    "met_county",
    "legal_form",
    "start",
    "end",
    "town",
    "point_basis",
    "source",
    "note",
]
NUMBERS = {
    "lat": float,
    "lon": float,
    "population": int,
    "population_year": int,
    "area_km2": float,
}


@dataclass
class Report:
    """What loading did: for each table how many rows there are, and how many of them are new."""

    lines: list[str] = field(default_factory=list)

    def say(self, what: str, total: int, note: str = "") -> None:
        self.lines.append(f"{total:,} {what}{f' ({note})' if note else ''}")


class BadFixture(Exception):
    """A fixture contradicts itself; the text says where."""


def _read(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@transaction.atomic
def load_register(fixtures: Path) -> Report:
    """Load bodies, names, codes, successions, adjacency, plans and services. All or nothing."""
    report = Report()
    folder = fixtures / "register"
    _load_services(fixtures / "services.csv", report)
    bodies = _load_bodies(folder / "bodies.csv", report)
    _replace(
        BodyCode,
        (
            BodyCode(
                body=_body(bodies, row["body"], "codes.csv"), scheme=row["scheme"], code=row["code"]
            )
            for row in _read(folder / "codes.csv")
        ),
        "codes",
        report,
    )
    _replace(
        BodyName,
        (
            BodyName(
                body=_body(bodies, row["body"], "names.csv"),
                name=row["name"],
                slug=slugify(row["name"])[:200],
                kind=row["kind"],
                start=row["from"],
                end=row["until"],
                source=row["source"],
            )
            for row in _read(folder / "names.csv")
        ),
        "other names",
        report,
    )
    successions = [
        Succession(
            predecessor=_body(bodies, row["predecessor"], "successions.csv"),
            successor=_body(bodies, row["successor"], "successions.csv"),
            date=row["date"],
            note=row["note"],
        )
        for row in _read(folder / "successions.csv")
    ]
    _refuse_cycles(successions)
    _replace(Succession, successions, "successions", report)
    _replace(
        GroupMember,
        (
            GroupMember(
                group=_body(bodies, row["group"], "group_members.csv"),
                member=_body(bodies, row["member"], "group_members.csv"),
                joined=row["joined"],
                left=row["left"],
            )
            for row in _read(folder / "group_members.csv")
        ),
        "members of groups",
        report,
    )
    _replace(
        Adjacency,
        (
            Adjacency(
                body_a=_body(bodies, row["body_a"], "adjacency.csv"),
                body_b=_body(bodies, row["body_b"], "adjacency.csv"),
                vintage=int(row["vintage"]),
                kind=row["kind"],
                shared_km=float(row["shared_km"]) if row["shared_km"] else None,
                gap_m=float(row["gap_m"]) if row["gap_m"] else None,
                basis=row["basis"],
            )
            for row in _read(folder / "adjacency.csv")
        ),
        "pairs of councils that adjoin, face or contain each other",
        report,
    )
    planned = load_planned_bodies(_read(folder / "planned_bodies.csv"))
    try:
        plans, lines = load_plans(
            _read(folder / "plans.csv"), _read(folder / "plan_successions.csv"), bodies | planned
        )
    except BadPlan as error:
        raise BadFixture(f"plans.csv, plan_successions.csv: {error}") from error
    report.say("planned bodies", len(planned))
    report.say("plans and proposals", plans, f"{lines} lines")
    DataStamp.change()
    if Arrangement.objects.exists():
        derive(Arrangement.objects.only("pk"))
    return report


def _body(bodies: dict[str, Body], code: str, file: str) -> Body:
    if code not in bodies:
        raise BadFixture(f"{file}: no body has the code “{code}”.")
    return bodies[code]


def _replace(model: type[Model], rows: Any, what: str, report: Report) -> None:
    model._default_manager.all().delete()
    made = model._default_manager.bulk_create(rows, batch_size=1000)
    report.say(what, len(made))


def _load_services(path: Path, report: Report) -> None:
    synonyms = []
    rows = list(_read(path))
    for row in rows:
        service, _ = Service.objects.update_or_create(
            code=row["code"],
            defaults={
                "name": row["name"],
                "kind": row["kind"],
                "group": row["group"],
                "group_slug": slugify(row["group"]),
                "transactional": row["transactional"] == "yes",
                "esd_function": row["esd_function"],
            },
        )
        synonyms += [
            ServiceName(service=service, name=name) for name in row["synonyms"].split(";") if name
        ]
    report.say("services", len(rows))
    _replace(ServiceName, synonyms, "words for services", report)


def _load_bodies(path: Path, report: Report) -> dict[str, Body]:
    held = {body.code: body for body in Body.objects.all()}
    already = len(held)
    rows = list(_read(path))
    slugs = _slugs(rows)
    fields = [*TEXTS, *NUMBERS, "nation", "region", "first_day", "last_day", "slug"]
    new, changed = [], []
    for row in rows:
        body = held.get(row["code"]) or Body(code=row["code"])
        before = [getattr(body, key) for key in fields]
        for key in TEXTS:
            setattr(body, key, row[key])
        for key, kind in NUMBERS.items():
            setattr(body, key, kind(row[key]) if row[key] else None)
        body.nation, body.region = slugify(row["nation"]), slugify(row["region"])
        body.first_day, body.last_day = first_day(row["start"]), last_day(row["end"])
        body.slug = slugs[row["code"]]
        held[body.code] = body
        if not body.pk:
            new.append(body)
        elif before != [getattr(body, key) for key in fields]:
            changed.append(body)
    Body.objects.bulk_create(new, batch_size=500)
    Body.objects.bulk_update(changed, fields, batch_size=200)
    parts, moved = [], []
    for row in rows:
        body = held[row["code"]]
        above = (body.parent_id, body.combined_authority_id)
        parent, authority = row["parent"], row["combined_authority"]
        body.parent = _body(held, parent, path.name) if parent else None
        body.combined_authority = _body(held, authority, path.name) if authority else None
        if above != (body.parent_id, body.combined_authority_id):
            moved.append(body)
        named = filter(None, row["area_councils"].split(";"))
        parts += [(body, _body(held, part, path.name)) for part in named]
    Body.objects.bulk_update(moved, ["parent", "combined_authority"], batch_size=200)
    through = Body.area_councils.through
    through.objects.all().delete()
    through.objects.bulk_create(
        [through(from_body=whole, to_body=part) for whole, part in parts], batch_size=1000
    )
    report.say("bodies", len(rows), f"{len(new)} new, {len(changed)} changed" if already else "")
    return held


def _slugs(rows: list[dict[str, str]]) -> dict[str, str]:
    """The plain slug for the current bearer of a name; former bearers add their last year."""
    taken: dict[str, str] = {}
    slugs: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: (bool(row["end"]), row["end"], row["code"])):
        slug = slugify(row["name"])[:110]
        if slug in taken and row["end"]:
            slug = f"{slug}-{row['end'][:4]}"
        if slug in taken:
            raise BadFixture(
                f"bodies.csv: {row['code']} and {taken[slug]} have the same name and last year."
            )
        taken[slug] = row["code"]
        slugs[row["code"]] = slug
    return slugs


def _refuse_cycles(successions: list[Succession]) -> None:
    after: dict[int, list[int]] = {}
    for row in successions:
        after.setdefault(row.predecessor.pk, []).append(row.successor.pk)
    done: set[int] = set()
    for start in after:
        path = [(start, frozenset([start]))]
        while path:
            here, seen = path.pop()
            for following in after.get(here, []):
                if following in seen:
                    raise BadFixture(
                        f"successions.csv: the successors of body {start} lead back to it."
                    )
                if following not in done:
                    path.append((following, seen | {following}))
        done.add(start)
