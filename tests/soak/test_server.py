"""The site under load, as an operator runs it: gunicorn, two processes of four threads."""

import csv
import io
import json
import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from arrangements.imports.importing import AT_ONCE_CHANGES
from tests.site import PASSWORD, Site
from tests.soak.databases import Copies, Database
from tests.soak.lists import write_list
from tests.soak.visitor import Answer, Visitor

pytestmark = pytest.mark.soak

ROUNDS = range(5)
READERS, TIMES_EACH_PAGE, SECONDS_TO_READ = 12, 15, 300
SECOND = """
from django.contrib.auth.models import User
from arrangements.people import add_editor
add_editor(User.objects.create_user("second", password="{password}"))
"""
PAGES = (
    *("/", "/arrangements/", "/arrangements/SS0150/", "/arrangements/?q=library", "/bodies/"),
    *("/services/", "/map/", "/map/data.json", "/arrangements.json", "/arrangements.csv"),
    *("/arrangements.json?service=legal", "/bodies/essex-county-council/", "/healthz"),
)


class Running:
    """A site of this test's own with two editors, and the database behind it."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder, self.database = folder, database
        self.site = Site(folder, database.url)
        self.site.manage("shell", "-c", SECOND.format(password=PASSWORD))
        self.editors = [Visitor(self.site.url), Visitor(self.site.url)]
        for visitor, name in zip(self.editors, ("editor", "second"), strict=True):
            visitor.sign_in(name, PASSWORD)

    def uploaded(self, visitor: Visitor, label: str, **rows: Any) -> str:
        """The address of an import that waits."""
        folder = self.folder / label
        folder.mkdir()
        file = write_list(folder / "Arrangements.csv", f"list {label}", **rows)
        answer = visitor.upload(file)
        assert answer.status == 302, answer.words
        return answer.location

    def end(self) -> None:
        self.site.stop()
        log = self.site.log
        assert "locked" not in log
        assert "Traceback" not in log, log[-3000:]


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Copies:
    return Copies(tmp_path_factory.mktemp("server"))


@pytest.fixture(scope="module")
def catalogue(copies: Copies) -> Database:
    return copies.whole_catalogue()


@pytest.fixture
def running(copies: Copies, catalogue: Database, tmp_path: Path) -> Iterator[Running]:
    made = Running(tmp_path, copies.of(catalogue))
    yield made
    made.end()


def at_once(*asked: Callable[[], Answer]) -> list[Answer]:
    """What each is answered; they are asked at the same moment."""
    together = threading.Barrier(len(asked))

    def ask(one: Callable[[], Answer]) -> Answer:
        together.wait()
        return one()

    with ThreadPoolExecutor(len(asked)) as pool:
        return list(pool.map(ask, asked))


def confirmed(visitor: Visitor, path: str) -> Callable[[], Answer]:
    """The page was looked at before; what is left to do is to press the button."""
    seen = visitor.seen(path)
    return lambda: visitor.post(path, seen=seen)


def settled(visitor: Visitor, path: str) -> Answer:
    """The page of an import once no process works on it any more."""
    limit = time.monotonic() + 300
    while (answer := visitor.get(path)).words.find("looks again every two seconds") >= 0:
        assert time.monotonic() < limit
        time.sleep(0.2)
    return answer


def told(answers: list[Answer]) -> str:
    """What the one is told whose turn it was not."""
    assert sorted(answer.status for answer in answers) == [302, 409]
    (refused,) = [answer for answer in answers if answer.status == 409]
    return refused.words


@pytest.mark.parametrize("number", ROUNDS)
def test_two_editors_press_the_button_at_once(number: int, running: Running) -> None:
    one, other = running.editors
    before = running.database.look()
    a = running.uploaded(one, "a", new=30, changed=range(1, 80))
    b = running.uploaded(other, "b", new=20, changed=range(60, 140))
    answers = at_once(confirmed(one, a), confirmed(other, b))
    words = told(answers)
    assert "changed after this file was read. Read it again" in words
    assert "Nothing was changed." in words
    after = running.database.look()
    assert after["names"] - before["names"] == (30 if answers[0].status == 302 else 20)
    assert after["rows"]["arrangement"] - before["rows"]["arrangement"] in {20, 30}


def test_one_button_pressed_by_two_at_once(running: Running) -> None:
    one, other = running.editors
    before = running.database.look()
    path = running.uploaded(one, "a", new=30, changed=range(1, 80))
    words = told(at_once(confirmed(one, path), confirmed(other, path)))
    assert "This import was applied already. Nothing was changed." in words
    after = running.database.look()
    assert after["names"] - before["names"] == 30
    both = at_once(
        lambda: one.post(f"{path}undo/"),
        lambda: other.post(f"{path}undo/"),
    )
    assert "This import was taken back already." in told(both)
    assert running.database.look()["documents"] == before["documents"]


def test_imports_that_do_not_meet_are_both_applied(running: Running) -> None:
    one, other = running.editors
    before = running.database.look()
    a = running.uploaded(one, "a", new=30, changed=range(1, 80))
    b = running.uploaded(other, "b", new=20, changed=range(80, 140))
    answers = at_once(confirmed(one, a), confirmed(other, b))
    assert [answer.status for answer in answers] == [302, 302]
    assert running.database.look()["names"] - before["names"] == 50


def test_long_work_is_started_once_and_missed_when_it_is_killed(running: Running) -> None:
    one, other = running.editors
    before = running.database.look()
    path = running.uploaded(one, "long", new=AT_ONCE_CHANGES + 100, changed=range(1, 200))
    settled(one, path)
    words = told(at_once(confirmed(one, path), confirmed(other, path)))
    assert "Somebody is working on this import at the moment." in words
    worker = worker_on(path)
    time.sleep(1.5)
    os.kill(worker, signal.SIGKILL)
    page = settled(one, path)
    assert "“Applying” was cut off, and nothing of it was kept. Try again." in page.words
    running.database.wait_until_idle()
    assert running.database.look()["documents"] == before["documents"]
    assert confirmed(other, path)().status == 302
    assert "Applied" in settled(other, path).words
    after = running.database.look()
    assert after["names"] - before["names"] == AT_ONCE_CHANGES + 100


def worker_on(path: str) -> int:
    """The process that applies an import, once it has begun."""
    wanted = f"work_on_import\0apply\0{path.rstrip('/').rpartition('/')[2]}\0".encode()
    limit = time.monotonic() + 30
    while time.monotonic() < limit:
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if wanted in (process / "cmdline").read_bytes():
                    return int(process.name)
            except (FileNotFoundError, ProcessLookupError):
                continue
        time.sleep(0.02)
    raise AssertionError("no process applies this import")


def test_many_read_while_an_import_is_under_way(running: Running) -> None:
    """No page fails, and every answer is from before the import or from after it, never between."""
    (one, _), new = running.editors, AT_ONCE_CHANGES + 200
    path = running.uploaded(one, "flood", new=new, changed=range(1, 300))
    settled(one, path)
    stranger = Visitor(running.site.url)
    expected = {page: {known(stranger.get(page), page)} for page in PAGES}
    under_way, over = threading.Event(), threading.Event()
    seen: dict[str, Counter[Any]] = {page: Counter() for page in PAGES}
    meanwhile: Counter[str] = Counter()
    slowest = [0.0]

    def read(number: int) -> None:
        visitor = Visitor(running.site.url)
        at = number
        while not over.is_set():
            page = PAGES[at % len(PAGES)]
            begun = time.monotonic()
            seen[page][known(visitor.get(page), page)] += 1
            slowest[0] = max(slowest[0], time.monotonic() - begun)
            meanwhile[page] += under_way.is_set()
            at += 1

    with ThreadPoolExecutor(READERS) as pool:
        readers = [pool.submit(read, number) for number in range(READERS)]
        try:
            assert one.confirm(path).status == 302
            under_way.set()
            assert "Applied" in settled(one, path).words
            under_way.clear()
            limit = time.monotonic() + SECONDS_TO_READ
            while min(counted.total() for counted in seen.values()) < TIMES_EACH_PAGE:
                if any(reader.done() for reader in readers):
                    break
                assert time.monotonic() < limit
                time.sleep(0.2)
        finally:
            over.set()
        for reader in readers:
            reader.result()
    for page in PAGES:
        expected[page].add(known(stranger.get(page), page))
    asked = sum(counted.total() for counted in seen.values())
    print(
        f"\n{asked} answers, {meanwhile.total()} of them while the import was under way;"
        f" the slowest after {slowest[0]:.1f} s"
    )
    for page, counted in seen.items():
        assert counted.keys() <= expected[page], page
    assert len(expected["/arrangements.json"]) == 2
    assert meanwhile.total() >= READERS


def known(answer: Answer, page: str) -> Any:
    """What tells one answer from another: how many arrangements it speaks of, where it says so."""
    assert answer.status == 200, (page, answer.status, answer.body[-500:])
    if page.startswith("/arrangements.json"):
        found = json.loads(answer.body)
        assert found["count"] == len(found["arrangements"])
        return found["count"]
    if page == "/arrangements.csv":
        return len(list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig")))))
    if page == "/arrangements/SS0150/":
        return "Changed by list flood." in answer.words
    return len(answer.body) > 0
