"""Whatever an import does, taking it back leaves every table as it was."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import ForeignKey, Model
from hypothesis import given, settings
from hypothesis import strategies as st

from arrangements.columns import ARRANGEMENTS, CHILD_SHEETS
from arrangements.documents import Document, documents, links_of
from arrangements.imports.importing import apply_import, start_import
from arrangements.imports.plan import Change
from arrangements.imports.undo import undo_import
from arrangements.models import Arrangement, Body, Import, Partner, Service, Source
from tests.planning import UNCOMPARED
from tests.randomfiles import RandomFile, about_the_same, random_files

pytestmark = pytest.mark.django_db

# What stands for a row where its number, which a row put back has anew, says nothing.
STANDS_FOR: dict[type[Model], str] = {
    Arrangement: "reference",
    Body: "code",
    Service: "code",
    Source: "number",
    Partner: "number",
}


def every_table() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, as values that mean the same whenever the row was written."""
    found = {}
    for model in apps.get_app_config("arrangements").get_models(include_auto_created=True):
        name = str(model._meta.model_name)
        if name in UNCOMPARED or name.startswith("historical"):
            continue
        fields = []
        for each in model._meta.concrete_fields:
            if isinstance(each, ForeignKey):
                key = STANDS_FOR.get(each.related_model)
                fields.append(f"{each.name}__{key}" if key else each.attname)
            elif not each.primary_key:
                fields.append(each.attname)
        found[name] = sorted(model._default_manager.values_list(*fields), key=str)
    return found


def same(one: dict[str, list[Any]], other: dict[str, list[Any]]) -> None:
    for name, rows in one.items():
        if rows != other[name]:
            lost = [row for row in rows if row not in other[name]]
            extra = [row for row in other[name] if row not in rows]
            raise AssertionError(f"{name}: lost {lost[:3]}, left behind {extra[:3]}")


@contextmanager
def forgotten() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def all_documents() -> dict[str, Document]:
    return documents(Arrangement.objects.values_list("reference", flat=True))


def brought_in(file: RandomFile) -> Import:
    record = start_import(file.plan(), user=None)
    assert [each for each in map(Change.from_json, record.plan["changes"]) if is_short(each)] == []
    apply_import(record, user=None)
    record.refresh_from_db()
    return record


def is_short(change: Change) -> bool:
    """Whether it would leave an arrangement with fewer than two partners, and no word of more."""
    held = [row["body"] for row in change.after["partners"]] if change.after else [1, 2]
    groups = Body.objects.filter(code__in=held, kind="group")
    return len(set(held)) < 2 and change.kept["partners_complete"] is not False and not groups


def kinds(record: Import) -> Iterator[str]:
    """What an import did, to see that the examples do a bit of everything."""
    for body in record.plan["bodies"]:
        if "made" in body:
            yield "body"
    for change in map(Change.from_json, record.plan["changes"]):
        if change.before is None or change.after is None:
            yield "new" if change.after else "removed"
            continue
        if not change.row:
            yield "let go of"
        for column in ARRANGEMENTS.stored:
            was, becomes = change.before[column.key], change.after[column.key]
            if was != becomes:
                yield column.key if column.key in {"part_of", "replaces"} else "cell"
                if becomes == column.cell.empty:
                    yield "cleared"
        for sheet in CHILD_SHEETS:
            was, becomes = (
                {row["number"]: row for row in facts[sheet.key]}
                for facts in (change.before, change.after)
            )
            for number in was.keys() | becomes.keys():
                if number not in was or number not in becomes:
                    yield f"{sheet.key} {'added' if number in becomes else 'taken out'}"
                elif was[number] != becomes[number]:
                    yield f"{sheet.key} changed"


ALL_KINDS = {
    *("body", "new", "removed", "let go of", "cell", "cleared", "part_of", "replaces"),
    *(
        f"{sheet.key} {what}"
        for sheet in CHILD_SHEETS
        for what in ("added", "changed", "taken out")
    ),
}


def test_any_imports_undone_in_turn_leave_every_table_as_it_was() -> None:
    before, seen = every_table(), Counter[str]()

    @given(files=st.lists(random_files(), min_size=1, max_size=2))
    @settings(max_examples=14, derandomize=True)
    def run(files: list[RandomFile]) -> None:
        with forgotten():
            records = [brought_in(file) for file in files]
            for record in records:
                seen.update(set(kinds(record)))
            if any(record.plan["changes"] for record in records):
                assert every_table() != before
            for record in reversed(records):
                assert undo_import(record, user=None).left == []
            same(before, every_table())

    run()
    assert seen.keys() >= ALL_KINDS


def rows_of(facts: Document | None) -> dict[Any, Any]:
    """Each fact of an arrangement, by where it stands."""
    if facts is None:
        return {}
    found: dict[Any, Any] = {column.key: facts[column.key] for column in ARRANGEMENTS.stored}
    for sheet in CHILD_SHEETS:
        found |= {(sheet.key, row["number"]): row for row in facts[sheet.key]}
    return found


def test_what_another_import_edited_since_stays_and_is_listed() -> None:
    seen = Counter[str]()

    @given(files=about_the_same(2))
    @settings(max_examples=14, derandomize=True)
    def run(files: list[RandomFile]) -> None:
        with forgotten():
            was = all_documents()
            first = brought_in(files[0])
            between = all_documents()
            second = brought_in(files[1])
            edited = all_documents()
            left = undo_import(first, user=None).left
            now = all_documents()
            for reference in was.keys() | between.keys() | edited.keys():
                a, b, c, d = (rows_of(each.get(reference)) for each in (was, between, edited, now))
                listed = any(reference in sentence for sentence in left)
                seen["listed"] += listed
                for key in a.keys() | b.keys() | c.keys() | d.keys():
                    if b.get(key) == c.get(key):
                        put_back = d.get(key) == a.get(key)
                        assert put_back or listed, (reference, key)
                        seen["put back"] += put_back and a.get(key) != b.get(key)
                    elif a.get(key) == b.get(key):
                        assert d.get(key) == c.get(key) or listed, (reference, key)
                        seen["stays"] += 1
                    else:
                        assert listed, (reference, key)
                        assert d.get(key) == c.get(key), (reference, key)
                        seen["edited twice"] += 1
            undo_import(second, user=None)
            there = all_documents()
            assert {name for each in there.values() for name in links_of(each)} <= there.keys()

    run()
    assert {kind: seen[kind] for kind in seen if seen[kind] < 3} == {}
    assert seen.keys() == {"listed", "put back", "stays", "edited twice"}
