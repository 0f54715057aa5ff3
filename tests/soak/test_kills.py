"""A process that is killed in the middle of an import leaves nothing half done."""

import signal
import time
from collections import Counter
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest

from tests.soak.databases import SECONDS, Copies, Database
from tests.soak.lists import write_list

pytestmark = pytest.mark.soak

KILLS, KILLS_OF_UNDO = 20, 5
# Of those by the clock, so many must fall where something is written and not yet kept.
MUST_FALL_INSIDE = 15
RANDOM = Random(2011)


@dataclass
class Waiting:
    """A database with an import that waits to be applied or taken back, and what would be then.

    `statements` says of each whether it is a "write", after which something is half done; they
    take so many `seconds` together.
    """

    what: str
    database: Database
    record: int
    before: Any
    after: Any
    touched: int
    statements: list[str]
    seconds: float

    @property
    def inside(self) -> range:
        """The statements after which something has been written and nothing is kept yet."""
        return range(self.statements.index("write") + 1, len(self.statements) + 1)


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Copies:
    return Copies(tmp_path_factory.mktemp("kills"))


@pytest.fixture(scope="module")
def fell() -> Counter[str]:
    """Where the kills by the clock fell."""
    return Counter()


def unhindered(what: str, database: Database, copies: Copies, record: int) -> Waiting:
    done = copies.of(database).ask("again", what, record)
    return Waiting(
        what,
        database,
        record,
        done["before"],
        done["after"],
        len(done["applied"]),
        done["statements"],
        done["seconds"],
    )


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
    return unhindered("apply", database, copies, record)


@pytest.fixture(scope="module")
def applied(waiting: Waiting, copies: Copies) -> Waiting:
    database = copies.of(waiting.database)
    database.ask("apply", waiting.record)
    return unhindered("undo", database, copies, waiting.record)


def test_the_import_changes_something_everywhere(waiting: Waiting, applied: Waiting) -> None:
    assert waiting.after["documents"] != waiting.before["documents"]
    assert waiting.after["derived"] != waiting.before["derived"]
    assert waiting.after["issued"] == waiting.before["issued"] + 300
    assert waiting.after["rows"]["arrangement"] == waiting.before["rows"]["arrangement"] + 295
    assert waiting.touched >= 504
    assert len(waiting.inside) > KILLS
    assert applied.before == waiting.after
    for facts in ("documents", "derived", "names"):
        assert applied.after[facts] == waiting.before[facts]


@pytest.mark.parametrize("kill", range(KILLS))
def test_killed_between_two_statements(kill: int, waiting: Waiting, copies: Copies) -> None:
    """In every twentieth part of what is written, from its first statement to its last."""
    kill_after_a_statement(waiting, kill, KILLS, copies)


@pytest.mark.parametrize("kill", range(KILLS_OF_UNDO))
def test_killed_while_taking_it_back(kill: int, applied: Waiting, copies: Copies) -> None:
    kill_after_a_statement(applied, kill, KILLS_OF_UNDO, copies)


def kill_after_a_statement(waiting: Waiting, kill: int, kills: int, copies: Copies) -> None:
    share = len(waiting.inside) / kills
    last = waiting.inside[int((kill + RANDOM.random()) * share)]
    copy = copies.of(waiting.database)
    process = copy.start(waiting.what, waiting.record, last)
    output, errors = process.communicate("go\n", timeout=SECONDS)
    assert process.returncode == -signal.SIGKILL, errors
    told = output.split()
    assert told == ["ready", *waiting.statements[:last]]
    assert told[-1] == "write"
    assert_it_can_be_tried_again(copy, waiting)


@pytest.mark.parametrize("kill", range(KILLS))
def test_killed_by_the_clock(
    kill: int, waiting: Waiting, copies: Copies, fell: Counter[str]
) -> None:
    """At any moment, in a statement or in the commit: all of the import is there, or nothing."""
    copy = copies.of(waiting.database)
    process = copy.start("apply", waiting.record)
    assert process.stdin
    assert process.stdout
    process.stdin.write("go\n")
    process.stdin.flush()
    # By what it tells and not by the whole time, which is another on a busier machine.
    share = len(waiting.inside) / KILLS
    begun = waiting.inside[int((kill + RANDOM.random()) * share)]
    told = [process.stdout.readline() for _ in range(1 + begun)]
    assert told[-1] == "write\n"
    time.sleep(RANDOM.random() * waiting.seconds / len(waiting.statements))
    process.kill()
    output, _ = process.communicate(timeout=SECONDS)
    copy.wait_until_idle()
    fell["after" if "done" in output.split() else "inside"] += 1
    if copy.look() != waiting.after:
        assert_it_can_be_tried_again(copy, waiting)


def test_kills_by_the_clock_fell_inside(fell: Counter[str]) -> None:
    print(f"\nKilled by the clock: {fell['inside']} inside, {fell['after']} after the end.")
    assert fell.total() == KILLS
    assert fell["inside"] >= MUST_FALL_INSIDE


def assert_it_can_be_tried_again(copy: Database, waiting: Waiting) -> None:
    """Nothing of it is there, and tried again it works."""
    copy.wait_until_idle()
    done = copy.ask("again", waiting.what, waiting.record)
    assert done["before"] == waiting.before
    assert len(done["applied"]) == waiting.touched
    assert done["after"] == waiting.after
