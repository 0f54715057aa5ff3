"""Fifteen messy lists: every partner right or asked, none wrong; every problem names its cell."""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from arrangements.imports.plan import plan_file
from tests.messy import MESSY, Messy, Told, councils, habits, others, places

pytestmark = pytest.mark.django_db

MODULES = (councils, habits, others, places)
PARTNERS = Path(__file__).resolve().parent.parent / "fixtures" / "catalogue" / "Partners.csv"
UNCERTAIN = {"suggested", "unknown"}


@cache
def partners() -> dict[str, frozenset[str]]:
    """The partners of each shipped arrangement, by their codes."""
    found: dict[str, set[str]] = defaultdict(set)
    with PARTNERS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found[row["Reference"]].add(row["Body code"])
    return {"": frozenset()} | {key: frozenset(codes) for key, codes in found.items()}


def named(messy: Messy) -> str:
    return messy.make.__name__


def test_there_are_fifteen_and_each_has_headings_of_its_own() -> None:
    assert len(MESSY) >= 15
    assert {messy.make.__module__ for messy in MESSY} == {module.__name__ for module in MODULES}
    used = [told.true for messy in MESSY for told in messy.rows.values() if told.true]
    assert len(used) == len(set(used)) >= 60
    assert sum(bool(told.asks) for messy in MESSY for told in messy.rows.values()) >= 8


@pytest.mark.usefixtures("empty_catalogue")
@pytest.mark.parametrize("messy", MESSY, ids=named)
def test_every_partner_is_right_or_asked_and_every_problem_names_its_cell(
    messy: Messy, tmp_path: Path
) -> None:
    plan = plan_file(messy.make(tmp_path), limit_bytes=20 * 1024 * 1024)
    rows = {(row["tab"], row["row"]): row for row in plan.rows}
    assert rows.keys() == messy.rows.keys()
    changes = {change.after["name"]: change.after for change in plan.changes if change.after}
    for place, told in messy.rows.items():
        row = rows[place]
        check_bodies(row, told)
        problems = {(problem["column"], problem["code"]) for problem in row["problems"]}
        assert problems == set(told.problems), place
        for problem in row["problems"]:
            assert problem["heading"]
            assert problem["message"]
        assert (row["outcome"] == "problem") is bool(told.problems), place
        if not told.problems:
            check_facts(changes[row["name"]], told)
    for words in messy.notes:
        assert any(words in note for note in plan.notes), plan.notes
    assert set(plan.left_out) == set(messy.left_out)


def check_bodies(row: dict[str, Any], told: Told) -> None:
    sure = {body["body_id"] for body in row["bodies"] if body["body_id"]}
    asked = [body["text"] for body in row["bodies"] if not body["body_id"]]
    assert sure <= partners()[told.true]
    assert sure == (partners()[told.true] if told.found is None else set(told.found))
    assert asked == list(told.asks)
    assert all(body["how"] in UNCERTAIN for body in row["bodies"] if not body["body_id"])


def check_facts(document: dict[str, Any], told: Told) -> None:
    assert {key: document[key] for key in told.facts} == told.facts
    assert {partner["body"] for partner in document["partners"]} == partners()[told.true]
    if told.saving is None:
        assert document["savings"] == []
        return
    (saving,) = document["savings"]
    said = told.saving.as_facts()
    note = said.pop("note")
    assert {key: saving[key] for key in said} == said
    assert not note or saving["note"] == note
