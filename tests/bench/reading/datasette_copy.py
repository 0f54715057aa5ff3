"""The same rows for Datasette: one table with a column for every facet, and the words of each.

What can have several values is a JSON array, which Datasette counts value by value.
`python -m tests.bench.reading.datasette_copy FILE` writes FILE and, beside it, its settings.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import django
from django.apps import apps

if not apps.ready:
    django.setup()

from arrangements.facts import CODES, OF_BODIES, OF_SERVICES, UNKNOWN, WORDS
from arrangements.models import Arrangement, ArrangementService, Lesson, Partner, Saving
from arrangements.register import current_register
from arrangements.search.index import Index

SHOWN = ("reference", "name", "summary", "status_as_of", "start", "partners", "services", "claims")
ARRAYS = (*OF_SERVICES, "body", *OF_BODIES, *CODES)
FACETS = (*WORDS, "savings", *ARRAYS)
COLUMNS = (*SHOWN, *FACETS)
# What ours looks in, each text once.
SEARCHED = ("name", "summary", "lessons", "partners", "places", "services")

Texts = Mapping[int, list[str]]


def write_copy(path: Path) -> None:
    rows, words = _rows(), _words()
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as file:
        file.execute(f"CREATE TABLE arrangements (id INTEGER PRIMARY KEY, {', '.join(COLUMNS)})")
        file.execute(f"CREATE VIRTUAL TABLE words USING fts5({', '.join(SEARCHED)})")
        _insert(file, f"arrangements (id, {', '.join(COLUMNS)})", rows)
        _insert(file, f"words (rowid, {', '.join(SEARCHED)})", words)
        for name in ("name", *WORDS, "savings"):
            file.execute(f"CREATE INDEX by_{name} ON arrangements ({name})")
        file.execute("INSERT INTO words (words) VALUES ('optimize')")
        file.execute("ANALYZE")
    path.with_suffix(".json").write_text(json.dumps(_metadata(path.stem)))


def _insert(file: sqlite3.Connection, into: str, rows: Iterable[list[Any]]) -> None:
    holes = ", ".join("?" * (into.count(",") + 1))
    file.executemany(f"INSERT INTO {into} VALUES ({holes})", rows)


def _rows() -> list[list[Any]]:
    """Everything that a line of our list shows, and the values of every facet."""
    several = {**_of_services(), **_of_bodies()}
    partners = _gathered(
        Partner.objects.order_by("number").values_list("arrangement", "body__name")
    )
    services = _gathered(ArrangementService.objects.values_list("arrangement", "service__name"))
    claims = _gathered(
        (key, f"£{amount:,} {pattern} {basis}")
        for key, amount, pattern, basis in Saving.objects.values_list(
            "arrangement", "amount", "pattern", "basis"
        )
    )
    rows = []
    for each in Arrangement.objects.order_by("sort_name", "reference").iterator(1000):
        key = each.pk
        own = {name: getattr(each, field) for name, field in CODES.items()}
        rows.append(
            [
                *(key, each.reference, each.name, each.summary, each.status_as_of, str(each.start)),
                *("; ".join(some.get(key, [])) for some in (partners, services, claims)),
                *(getattr(each, name) or UNKNOWN for name in WORDS),
                "yes" if key in claims else "no",
                *(
                    json.dumps(own.get(name) or several.get(name, {}).get(key, []))
                    for name in ARRAYS
                ),
            ]
        )
    return rows


def _of_services() -> dict[str, Texts]:
    facts = ArrangementService.objects.values_list(
        "arrangement", *(f"service__{field}" for field in OF_SERVICES.values())
    )
    return _by_column(OF_SERVICES, facts)


def _of_bodies() -> dict[str, Texts]:
    fields = {"body": "slug", **OF_BODIES}
    facts = Partner.objects.values_list(
        "arrangement", *(f"body__{field}" for field in fields.values())
    )
    return _by_column(fields, facts)


def _by_column(names: Iterable[str], facts: Iterable[tuple[Any, ...]]) -> dict[str, Texts]:
    rows = list(facts)
    return {
        name: _gathered((row[0], row[column]) for row in rows if row[column])
        for column, name in enumerate(names, 1)
    }


def _gathered(pairs: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    """For each key its values, each once."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for key, value in pairs:
        found[key][value] = None
    return {key: list(values) for key, values in found.items()}


def _words() -> Iterable[list[Any]]:
    """What a search looks in: bodies by every name they have or had, services by what else they
    are called, as ours does."""
    index = Index(current_register())
    lessons = _gathered(Lesson.objects.values_list("arrangement", "text"))
    partners, places, services = (
        _gathered((key, " ".join(names.get(one, []))) for one, keys in held.items() for key in keys)
        for names, held in (
            (index.bodies.of, index.of_body),
            (index.places_of, index.of_body),
            (index.services.of, index.of_service),
        )
    )
    claimed = set(Saving.objects.values_list("arrangement", flat=True))
    for key, reference, name, summary in Arrangement.objects.values_list(
        "pk", "reference", "name", "summary"
    ):
        yield [
            key,
            f"{name} {reference}",
            f"{summary} savings" if key in claimed else summary,
            *(" ".join(texts.get(key, [])) for texts in (lessons, partners, places, services)),
        ]


def _metadata(database: str) -> dict[str, Any]:
    """That the table has these facets and is searched by these words."""
    facets = [*(name for name in FACETS if name not in ARRAYS), *({"array": n} for n in ARRAYS)]
    table = {"facets": facets, "fts_table": "words", "fts_pk": "id", "sort": "name"}
    return {"databases": {database: {"tables": {"arrangements": table}}}}


if __name__ == "__main__":
    write_copy(Path(sys.argv[1]))
