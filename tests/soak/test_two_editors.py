"""Two editors confirm at the same moment, each in a process of their own."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.soak.databases import SECONDS, Copies, Database
from tests.soak.lists import write_list

pytestmark = pytest.mark.soak

ROUNDS = range(8)


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Copies:
    return Copies(tmp_path_factory.mktemp("editors"))


@pytest.fixture(scope="module")
def catalogue(copies: Copies) -> Database:
    return copies.whole_catalogue()


def waiting(database: Database, folder: Path, **lists: dict[str, Any]) -> list[int]:
    files = []
    for label, rows in lists.items():
        (folder / label).mkdir()
        files.append(write_list(folder / label / "Arrangements.csv", f"list {label}", **rows))
    made: list[int] = database.ask("prepare", *files)
    return made


def at_once(database: Database, *records: int) -> list[Any]:
    """What each of the processes answers; they begin together."""
    processes = [database.start("apply", record) for record in records]
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    answers = []
    for process in processes:
        output, errors = process.communicate(timeout=SECONDS)
        assert process.returncode == 0, errors
        assert "locked" not in errors
        answers.append(json.loads(output.splitlines()[-1]))
    return answers


@pytest.mark.parametrize("number", ROUNDS)
def test_overlapping_imports(
    number: int, catalogue: Database, copies: Copies, tmp_path: Path
) -> None:
    """One is applied, the other is told that the catalogue moved, and only one is to be seen."""
    database = copies.of(catalogue)
    records = waiting(
        database,
        tmp_path,
        a={"new": 60, "changed": range(1, 120)},
        b={"new": 40, "changed": range(100, 260)},
    )
    alone = copies.of(database)
    answers = at_once(database, *records)
    [winner] = [key for key, answer in zip(records, answers, strict=True) if "applied" in answer]
    [told] = [answer["told"] for answer in answers if "told" in answer]
    assert "changed after this file was read" in told
    assert "Nothing was changed" in told
    alone.ask("apply", winner)
    assert database.look() == alone.look()


@pytest.mark.parametrize("number", ROUNDS)
def test_one_import_confirmed_twice(
    number: int, catalogue: Database, copies: Copies, tmp_path: Path
) -> None:
    database = copies.of(catalogue)
    [record] = waiting(database, tmp_path, a={"new": 60, "changed": range(1, 60)})
    alone = copies.of(database)
    answers = at_once(database, record, record)
    assert sorted(next(iter(answer)) for answer in answers) == ["applied", "told"]
    alone.ask("apply", record)
    assert database.look() == alone.look()


@pytest.mark.parametrize("number", ROUNDS)
def test_imports_that_do_not_overlap(
    number: int, catalogue: Database, copies: Copies, tmp_path: Path
) -> None:
    """Both are applied, one after the other, and no reference is given twice."""
    database = copies.of(catalogue)
    before = database.look()
    records = waiting(
        database,
        tmp_path,
        a={"new": 60, "changed": range(1, 100)},
        b={"new": 40, "changed": range(100, 200)},
    )
    answers = at_once(database, *records)
    given = [reference for answer in answers for reference in answer["applied"]]
    assert len(given) == len(set(given)) == 299
    after = database.look()
    assert after["names"] == before["names"] + 100
    assert after["issued"] == before["issued"] + 100
