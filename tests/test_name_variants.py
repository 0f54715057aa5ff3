"""Names as people write them, each with the answer worked out by hand from the register.

tests/names/variants.csv: `answer` is a body's code or "ask"; `right` the codes that must be among
the first three near names of a question.
"""

import csv
import json
from io import StringIO
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from arrangements.imports.catalogue import names
from arrangements.imports.names import Names
from arrangements.imports.partners import partners_in
from arrangements.models import Body

pytestmark = pytest.mark.django_db

FILE = Path(__file__).resolve().parent / "names" / "variants.csv"
ASK, TYPO, TRAP = "ask", "typo", "trap: "
BODY = {"code", "name", "alias", "rule"}


class Variant(NamedTuple):
    text: str
    date: str
    answer: str
    kind: str
    right: str


def variants() -> list[Variant]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        return [Variant(**row) for row in csv.DictReader(lines)]


def said(asked: list[Variant]) -> list[tuple[Variant, dict[str, Any]]]:
    """What `manage.py find_body` says to each, one call for each date."""
    answers: list[tuple[Variant, dict[str, Any]]] = []
    for date, group in groupby(sorted(asked, key=lambda each: each.date), lambda each: each.date):
        together = list(group)
        out = StringIO()
        on = [f"--on={date}"] if date else []
        texts = [each.text for each in together]
        call_command("find_body", "--json", *on, "--", *texts, stdout=out)
        found = json.loads(out.getvalue())
        assert [each["text"] for each in found] == texts
        answers += zip(together, found, strict=True)
    return answers


def shown(variant: Variant, found: dict[str, Any]) -> str:
    near = [each["name"] for each in found["near"][:3]]
    when = f" in {variant.date}" if variant.date else ""
    return f"{variant.text!r}{when} ({variant.kind}): {found['how']} {found['name'] or near}"


def test_there_are_enough_of_every_kind_and_each_is_asked_once() -> None:
    every = variants()
    assert len(every) >= 300
    assert len({(each.text, each.date) for each in every}) == len(every)
    kinds = [each.kind for each in every]
    assert kinds.count(TYPO) >= 60
    assert sum(kind.startswith(TRAP) for kind in kinds) >= 60
    assert len(set(kinds)) >= 20
    for kind in set(kinds):
        assert kinds.count(kind) >= 5, kind


def test_every_answer_is_a_body_of_the_register() -> None:
    codes = set(Body.objects.values_list("code", flat=True)) | {ASK}
    for each in variants():
        assert each.answer in codes, each
        assert set(filter(None, each.right.split(";"))) <= codes, each
        if each.kind == TYPO:
            assert each.answer == ASK, each
            assert each.right, each


def test_no_name_is_matched_to_a_wrong_body() -> None:
    wrong = [
        shown(variant, found)
        for variant, found in said(variants())
        if found["body_id"] and found["body_id"] != variant.answer
    ]
    assert wrong == []


def test_nearly_every_name_with_one_right_answer_is_answered() -> None:
    answered = said([each for each in variants() if each.answer != ASK])
    missed = [shown(each, found) for each, found in answered if not found["body_id"]]
    assert len(missed) <= 0.05 * len(answered), missed


def test_a_typo_offers_the_right_body_among_its_first_three() -> None:
    lost = [
        shown(each, found)
        for each, found in said([each for each in variants() if each.right])
        if not set(each.right.split(";")) <= {near["body_id"] for near in found["near"][:3]}
    ]
    assert lost == []


def test_a_typo_offers_the_right_body_first_nearly_always() -> None:
    """Not the council of the place before the police of it, nor one that is gone."""
    typos = said([each for each in variants() if each.kind == TYPO])
    later = [
        shown(each, found)
        for each, found in typos
        if found["near"][0]["body_id"] not in each.right.split(";")
    ]
    assert len(later) <= 0.03 * len(typos), later


def test_every_trap_is_asked() -> None:
    traps = [each for each in variants() if each.kind.startswith(TRAP)]
    assert all(each.answer == ASK for each in traps)
    fallen = [shown(each, found) for each, found in said(traps) if found["how"] in BODY]
    assert fallen == []


@pytest.mark.parametrize(("plain", "dressed"), [("Slough BC", " the SLOUGH  B.C. ")])
def test_case_spaces_and_stops_do_not_matter(plain: str, dressed: str) -> None:
    asked = [Variant(text, "", "", "", "") for text in (plain, dressed)]
    assert {found["body_id"] for _, found in said(asked)} == {"E06000039"}


PIECES = ["Slough", "Adur", "Hammersmith & Fulham", "and", "&", ", ", "; ", " / ", " + ", "\n• "]
PIECES += ["BC", "CC", "Councils", "The", "London Borough of", "(lead)", "(", ")", "[E06000039]"]
PIECES += ["Police", "FRS", "N", "s", "'", "é", "\u200b", "12", "  "]
CELLS = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join) | st.text(max_size=60)


@settings(max_examples=60, deadline=None)
@given(cells=st.lists(CELLS, min_size=1, max_size=3))
def test_any_cell_of_partners_is_read_to_its_end(known: Names, cells: list[str]) -> None:
    for cell in cells:
        for named in partners_in(cell, known, None):
            assert named.match.sure is (named.match.how in BODY)
            assert named.match.text


@pytest.fixture(scope="module")
def known(django_db_setup: None, django_db_blocker: Any) -> Names:
    with django_db_blocker.unblock():
        return names()
