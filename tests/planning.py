"""Making plans from rows written out in a test."""

from typing import Any

from django.apps import apps

from arrangements.imports.importing import apply_import, start_import
from arrangements.imports.plan import Plan, plan
from arrangements.imports.read import RawSheet
from arrangements.models import Import

UNCOMPARED = {"import", "issuedreference", "datastamp"}


def sheet(name: str, *rows: list[Any]) -> RawSheet:
    return RawSheet(name, list(rows))


def listed(*rows: list[Any]) -> RawSheet:
    """An Arrangements sheet: its headings, then its rows."""
    return sheet("Arrangements", *rows)


def planned(*sheets: RawSheet, keep_references: bool = False) -> Plan:
    return plan(list(sheets), filename="test.xlsx", keep_references=keep_references)


def problems(made: Plan) -> list[tuple[str, int, str]]:
    """Each problem as sheet, row and code."""
    return [
        (row["sheet"], row["row"], problem["code"])
        for row in made.rows
        for problem in row["problems"]
    ]


def outcomes(made: Plan) -> list[str]:
    return [row["outcome"] for row in made.rows]


def after(made: Plan, reference: str = "") -> dict[str, Any]:
    """What the plan would make of an arrangement; of the only one it changes, if none is named."""
    found = [c for c in made.changes if not reference or c.reference == reference]
    assert len(found) == 1
    return found[0].kept


def differences(made: Plan, reference: str = "") -> set[str]:
    """The facts in which the arrangement would differ."""
    (change,) = [c for c in made.changes if not reference or c.reference == reference]
    assert change.before is not None
    return {key for key, value in change.kept.items() if change.before[key] != value}


def applied(*sheets: RawSheet) -> Import:
    """Plan, keep and apply, as the upload page does."""
    record = start_import(planned(*sheets), user=None)
    apply_import(record, user=None)
    record.refresh_from_db()
    return record


def everything(history: bool = False, keys: bool = True) -> dict[str, list[Any]]:
    """Every row of the catalogue and the register, to compare before with after.

    Without keys: the rows' values alone, for what may be written anew with the same.
    """
    models = [
        model
        for model in apps.get_app_config("arrangements").get_models(include_auto_created=True)
        if model._meta.model_name not in UNCOMPARED
        and (history or not str(model._meta.model_name).startswith("historical"))
    ]
    found = {}
    for model in models:
        fields = [f.attname for f in model._meta.concrete_fields if keys or not f.primary_key]
        found[str(model._meta.label)] = sorted(model._default_manager.values_list(*fields), key=str)
    return found
