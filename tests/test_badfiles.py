"""Any file at all: a sentence that says what to do or the right reading, and nothing changed."""

import re
import resource
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from arrangements.imports.plan import Plan, plan_file
from arrangements.imports.problems import FileProblem
from arrangements.models import Arrangement, Import
from tests.badfiles import (
    READ,
    REFUSED,
    Maker,
    Read,
    Refused,
    cells,
    lists,
    office,
    strangers,
    texts,
    traps,
)

pytestmark = pytest.mark.django_db

LIMIT = 20 * 1024 * 1024
SECONDS, MEMORY = 20, 600 * 1024
# PostgreSQL reads a long answer through a cursor, which is declared first.
ONLY_READS = re.compile(r"(DECLARE \S+ NO SCROLL CURSOR (WITHOUT HOLD )?FOR )?SELECT ")
MODULES = (cells, lists, office, strangers, texts, traps)


def named(each: Read | Refused) -> str:
    return each.make.__name__


def read(make: Maker, folder: Path) -> Plan:
    """The plan of a file, made without a write, in time and without more memory than allowed."""
    path = make(folder)
    begun = time.monotonic()
    with CaptureQueriesContext(connection) as queries:
        try:
            return plan_file(path, limit_bytes=LIMIT)
        finally:
            assert time.monotonic() - begun < SECONDS
            assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < MEMORY
            assert [q["sql"] for q in queries if not ONLY_READS.match(q["sql"])] == []
            assert {each.name for each in folder.iterdir()} >= {path.name}


def test_there_are_enough_of_them_and_every_module_counts() -> None:
    assert len(READ) + len(REFUSED) >= 40
    makers = {each.make for each in (*READ, *REFUSED)}
    assert {make.__module__ for make in makers} == {module.__name__ for module in MODULES}
    assert len({make.__name__ for make in makers}) == len(makers)


@pytest.mark.parametrize("file", REFUSED, ids=named)
def test_a_file_that_cannot_be_used_is_refused_with_advice(file: Refused, tmp_path: Path) -> None:
    with pytest.raises(FileProblem) as found:
        read(file.make, tmp_path)
    said = str(found.value)
    assert file.words in said
    assert said.endswith(".")
    assert 30 < len(said) < 300
    assert any(
        word in said
        for word in (
            "Save",
            "Check",
            "Upload",
            "Put",
            "Copy",
            "Delete",
            "Split",
            "Take",
            "should",
            "Open",
        )
    )


def gist(facts: dict[str, Any]) -> dict[str, Any]:
    """What a document says, with partners as codes and savings as amounts."""
    bodies = [partner["body"] for partner in facts["partners"]]
    amounts = [saving["amount"] for saving in facts["savings"]]
    return facts | {"partners": bodies, "savings": amounts}


@pytest.mark.parametrize("file", READ, ids=named)
def test_a_file_that_can_be_used_is_read_right(file: Read, tmp_path: Path) -> None:
    plan = read(file.make, tmp_path)
    assert [
        (f"{problem['column']}{row['row']}", problem["code"])
        for row in plan.rows
        for problem in row["problems"]
    ] == list(file.problems)
    assert tuple(plan.totals.values()) == file.totals
    for row in plan.rows:
        for problem in row["problems"]:
            assert problem["heading"]
            assert problem["message"].endswith((".", "?"))
            assert problem["suggestion"].endswith((".", "?"))
    if file.facts:
        (change,) = plan.changes
        meant = gist(change.kept)
        assert {key: meant[key] for key in file.facts} == file.facts
    said = [*plan.notes, *(f"“{tab}” was left out: {why}" for tab, why in plan.left_out.items())]
    for words in file.notes:
        assert any(words in note for note in said), said


NASTIEST: list[Maker] = [
    traps.far_corner,
    traps.entity_from_outside,
    traps.path_that_climbs_out,
    strangers.scratched,
    strangers.encrypted,
    cells.error_cells,
]


@pytest.mark.parametrize("make", NASTIEST, ids=lambda make: make.__name__)
def test_the_site_answers_and_lives_on(make: Maker, tmp_path: Path, editor: Client) -> None:
    path, before = make(tmp_path), Arrangement.objects.count()
    applied = Import.objects.filter(state=Import.State.APPLIED).count()
    with path.open("rb") as file:
        sent = SimpleUploadedFile(path.name, file.read())
    answer = editor.post(reverse("import-new"), {"file": sent})
    refused = next((each for each in REFUSED if each.make is make), None)
    if refused:
        shown = editor.get(answer["Location"]) if answer.status_code == 302 else answer
        assert refused.words in shown.content.decode() or b'http-equiv="refresh"' in shown.content
    else:
        assert answer.status_code == 302
    assert Import.objects.filter(state=Import.State.APPLIED).count() == applied
    assert Arrangement.objects.count() == before
    assert editor.get(reverse("healthz")).status_code == 200
    assert editor.get(reverse("import-new")).status_code == 200


def test_a_folder_is_no_place_to_look_around(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="There is no file or folder"):
        plan_file(tmp_path / "absent.xlsx", limit_bytes=LIMIT)
    with pytest.raises(FileProblem, match="nothing in this file"):
        plan_file(tmp_path, limit_bytes=LIMIT)
