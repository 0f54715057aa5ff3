"""A process that is killed in the middle of an import leaves nothing half done."""

import signal
import time
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest

from tests.soak.databases import Copies, Database
from tests.soak.lists import write_list

pytestmark = pytest.mark.soak

KILLS = 20
RANDOM = Random(2011)


@dataclass
class Waiting:
    """A database with an import that waits to be applied, and what becomes of it unhindered."""

    database: Database
    record: int
    before: Any
    after: Any
    statements: int
    seconds: float


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Copies:
    return Copies(tmp_path_factory.mktemp("kills"))


@pytest.fixture(scope="module")
def waiting(copies: Copies, tmp_path_factory: pytest.TempPathFactory) -> Waiting:
    database = copies.whole_catalogue()
    file = write_list(
        tmp_path_factory.mktemp("list") / "Arrangements.csv",
        "the long list",
        new=300,
        changed=range(1, 200),
        removed=range(200, 205),
    )
    [record] = database.ask("prepare", file)
    copy = copies.of(database)
    before = copy.look()
    started = time.monotonic()
    done = copy.ask("apply", record)
    seconds = time.monotonic() - started
    assert len(done["applied"]) == 504
    return Waiting(database, record, before, copy.look(), done["statements"], seconds)


def test_the_import_changes_something_everywhere(waiting: Waiting) -> None:
    assert waiting.after["documents"] != waiting.before["documents"]
    assert waiting.after["derived"] != waiting.before["derived"]
    assert waiting.after["issued"] == waiting.before["issued"] + 300
    assert waiting.after["rows"]["arrangement"] == waiting.before["rows"]["arrangement"] + 295
    assert waiting.statements > KILLS


@pytest.mark.parametrize("kill", range(KILLS))
def test_killed_between_two_statements(kill: int, waiting: Waiting, copies: Copies) -> None:
    """Somewhere in every twentieth part of the import, from its first statement to its last."""
    share = waiting.statements / KILLS
    last = 1 + int(kill * share + RANDOM.random() * (share - 1))
    copy = copies.of(waiting.database)
    process = copy.start("apply", waiting.record, last)
    process.communicate("go\n", timeout=300)
    assert process.returncode == -signal.SIGKILL
    assert copy.look() == waiting.before
    assert_it_can_be_tried_again(copy, waiting)


@pytest.mark.parametrize("kill", range(KILLS))
def test_killed_by_the_clock(kill: int, waiting: Waiting, copies: Copies) -> None:
    """At any moment, in a statement or in the commit: all of the import is there, or nothing."""
    copy = copies.of(waiting.database)
    process = copy.start("apply", waiting.record)
    assert process.stdin
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    process.stdin.write("go\n")
    process.stdin.flush()
    time.sleep(RANDOM.random() * waiting.seconds)
    process.kill()
    process.communicate(timeout=300)
    found = copy.look()
    if found == waiting.after:
        return
    assert found == waiting.before
    assert_it_can_be_tried_again(copy, waiting)


def assert_it_can_be_tried_again(copy: Database, waiting: Waiting) -> None:
    assert len(copy.ask("apply", waiting.record)["applied"]) == 504
    assert copy.look() == waiting.after
