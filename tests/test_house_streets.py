"""The two streets of the application are one-way: what each part may not import."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APP = ROOT / "arrangements"

DATABASE = ("django.db", "arrangements.models", "arrangements.querysets")
PAGES = (
    "arrangements.pages",
    "arrangements.views",
    "arrangements.urls",
    "django.shortcuts",
    "django.http",
)
READ_STREET = ("arrangements.filters", "arrangements.exports", *PAGES)
WRITE_STREET = ("arrangements.imports",)

# Gives an editor's own workbook back with what the plan found wrong in it.
CROSSING = {"exports/workbookback.py": ("arrangements.imports.plan", "arrangements.imports.read")}

# Coded words are classes of Django's, and touch no database.
ALLOWED = {"django.db.models.TextChoices"}

# Of the importer, only these may know the database. Reading a file, its headings, its cells, its
# names and whatever else there is never touch it, and know none of these.
WITH_THE_DATABASE = (
    "catalogue",
    "merge",
    "groups",
    "plan",
    "preview",
    "importing",
    "apply",
    "undo",
    "uploads",
    "against",
    "newbodies",
    "questions",
    "applyplans",
    "plansheet",
    "previewplans",
)
AFTER_THE_CELLS = ("read", "headings", "names", *WITH_THE_DATABASE[1:])
INSIDE_OF_IMPORTS = ("read", "headings", "cells", "names")


def importing(*names: str) -> tuple[str, ...]:
    return tuple(f"arrangements.imports.{name}" for name in names)


FORBIDDEN = {
    **{
        f"imports/{module.stem}": (*DATABASE, *importing(*WITH_THE_DATABASE))
        for module in (APP / "imports").glob("*.py")
        if module.stem not in WITH_THE_DATABASE
    },
    "imports/plan": importing("apply", "undo", "uploads"),
    "imports/": READ_STREET,
    # The table of columns says how a cell becomes a value and back, in the words of `cells`,
    # and the exports write by that table.
    "columns": (*READ_STREET, *importing(*AFTER_THE_CELLS)),
    "models/": (*READ_STREET, *WRITE_STREET),
    "querysets": (*READ_STREET, *WRITE_STREET),
    "filters": (
        "arrangements.exports",
        "arrangements.pages",
        "arrangements.views",
        "arrangements.urls",
        *WRITE_STREET,
    ),
    "search/": (
        "arrangements.filters",
        "arrangements.exports",
        "arrangements.pages",
        "arrangements.views",
        "arrangements.urls",
        *WRITE_STREET,
    ),
    "map/": ("arrangements.pages", "arrangements.views", "arrangements.urls", *WRITE_STREET),
    "insight/": (
        "arrangements.exports",
        "arrangements.pages",
        "arrangements.views",
        "arrangements.urls",
        *WRITE_STREET,
    ),
    "exports/": (*PAGES, *importing(*AFTER_THE_CELLS)),
    "views/": importing(*INSIDE_OF_IMPORTS),
}


def imported(source: str, package: str) -> Iterator[str]:
    """The full name of everything that a module imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = package.split(".")[: len(package.split(".")) - node.level + 1]
            base = ".".join([*(parts if node.level else []), *filter(None, [node.module])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def is_within(name: str, parts: tuple[str, ...]) -> bool:
    return any(name == part or name.startswith(f"{part}.") for part in parts)


def offences(path: str, source: str, package: str) -> list[str]:
    forbidden = {
        part for place, parts in FORBIDDEN.items() if belongs(path, place) for part in parts
    }
    names = set(imported(source, package)) - ALLOWED
    names = {name for name in names if not is_within(name, CROSSING.get(path, ()))}
    return sorted(name for name in names if is_within(name, tuple(forbidden)))


def belongs(path: str, place: str) -> bool:
    """A place that ends with a slash is a folder; else it is a module or a package."""
    return path.startswith(place) if place.endswith("/") else path in (
        f"{place}.py", f"{place}/__init__.py") or path.startswith(f"{place}/")  # fmt: skip


def test_no_part_imports_what_comes_after_it() -> None:
    found = {}
    for file in sorted(APP.rglob("*.py")):
        path = file.relative_to(APP).as_posix()
        package = ".".join(["arrangements", *file.relative_to(APP).parts[:-1]])
        if bad := offences(path, file.read_text(), package):
            found[path] = bad
    assert not found


def test_every_part_with_a_rule_is_there() -> None:
    missing = [
        place
        for place in FORBIDDEN
        if not (APP / place).exists() and not (APP / f"{place}.py").exists()
    ]
    assert not missing


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("imports/cells.py", "from arrangements.models import Body"),
        ("imports/read.py", "def f():\n    from django.db import connection"),
        ("imports/names.py", "from ..models.bodies import Body"),
        ("imports/plan.py", "from . import apply"),
        ("exports/csv.py", "from arrangements.views import lists"),
        ("models/bodies.py", "import arrangements.imports.names"),
        ("insight/money.py", "from arrangements.exports import answers"),
        ("views/imports.py", "from arrangements.imports.cells import parse"),
    ],
)
def test_the_check_sees_an_offence(path: str, source: str) -> None:
    assert offences(path, source, "arrangements." + path.split("/")[0])
